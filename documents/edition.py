"""Which edition the archive shows."""

from __future__ import annotations

from documents.models import Edition


def current_edition() -> Edition | None:
    """The newest edition, or None before the first ingest. One query by primary key."""
    return Edition.objects.order_by("-pk").first()
