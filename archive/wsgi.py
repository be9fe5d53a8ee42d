"""The WSGI application. Under any server it only reads the database."""

from __future__ import annotations

import gc
import os
import threading
from wsgiref.types import WSGIApplication

from django.conf import settings
from django.core.signals import request_started
from django.core.wsgi import get_wsgi_application
from django.db.backends.signals import connection_created
from django.utils.module_loading import import_string
from django.utils.translation import trans_real

os.environ["DJANGO_SETTINGS_MODULE"] = "archive.serving"  # whatever a command had set
django_application = get_wsgi_application()

from archive.admission.admission import admit  # noqa: E402 - settings must stand first
from archive.database import close_connections_to_replaced_file, remember_database_file  # noqa: E402
from archive.failure_guard import guard_failures  # noqa: E402
from archive.freed_memory import start_releasing  # noqa: E402
from archive.page_cache.cache import add_page_cache  # noqa: E402
from archive.request_line import check_request_line  # noqa: E402
from archive.request_log import log_requests  # noqa: E402
from archive.statement_timeout import StatementTimeout  # noqa: E402
from archive.tracing import add_tracing_if_requested  # noqa: E402
from archive.transport_security import add_transport_security  # noqa: E402
from archive.warm_up import start_warm_up  # noqa: E402

admission = admit(django_application)
page_cache = add_page_cache(admission)
application: WSGIApplication = guard_failures(check_request_line(page_cache))
if settings.SECURE_HSTS_SECONDS:
    application = add_transport_security(application, settings.SECURE_HSTS_SECONDS)
if settings.ARCHIVE_METRICS:
    from archive.metrics.endpoint import serve_metrics

    application = serve_metrics(application, settings.ARCHIVE_METRICS, page_cache, admission)
application = add_tracing_if_requested(application)
if settings.ARCHIVE_LOG == "json":
    application = log_requests(application, details=settings.ARCHIVE_LOG_DETAILS)
start_warm_up()
admission.start()
import_string(settings.ARCHIVE_INDEX_CHECK)()
connection_created.connect(remember_database_file)
statement_timeout = StatementTimeout()
connection_created.connect(statement_timeout.watch)
statement_timeout.start()
request_started.connect(close_connections_to_replaced_file)

# The language in force, asked for two hundred times a page. Django keeps it where the tasks of one
# thread may have different ones; here a thread makes one page at a time, and a plain place is four
# times as quick.
trans_real._active = threading.local()  # type: ignore[attr-defined]

# What stands from the start is never looked through for waste again. What pages leave is, after
# 10,000 new objects: with Python's own 700 a page took a fortieth longer, with 50,000 one page in
# sixty waits 30 milliseconds. What outlives several such rounds is looked through only after some
# thousand pages: that takes as long as two pages.
gc.collect()
gc.freeze()
gc.set_threshold(10_000, 20, 100)
start_releasing()
