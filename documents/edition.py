"""Which edition the archive shows."""

from __future__ import annotations

from documents.models import Edition


def current_edition() -> Edition | None:
    """The newest edition, or None before the first ingest. One query by primary key.

    Written out, since every page asks it and the ORM takes longer to put it than to answer it.
    """
    newest = "SELECT * FROM documents_edition ORDER BY id DESC LIMIT 1"
    return next(iter(Edition.objects.raw(newest)), None)
