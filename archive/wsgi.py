"""The WSGI application that `manage.py serve` runs. Under any server, it only reads."""

from __future__ import annotations

import gc
import os

from django.core.wsgi import get_wsgi_application

os.environ["DJANGO_SETTINGS_MODULE"] = "archive.serving"  # whatever a command had set
django_application = get_wsgi_application()

from archive.cache import keep_pages  # noqa: E402 - settings must stand first

application = keep_pages(django_application)

# What stands from the start is never looked through for waste again, and what pages leave only
# after 50,000 new objects: with Python's own 700 a page took a twentieth longer.
gc.collect()
gc.freeze()
gc.set_threshold(50_000)
