"""The WSGI application that `manage.py serve` runs. Under any server, it only reads."""

from __future__ import annotations

import os

from django.core.wsgi import get_wsgi_application

os.environ["DJANGO_SETTINGS_MODULE"] = "archive.serving"  # whatever a command had set
django_application = get_wsgi_application()

from archive.cache import keep_pages  # noqa: E402 - settings must stand first

application = keep_pages(django_application)
