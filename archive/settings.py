"""Django's settings. What operators change is an ``ARCHIVE_…`` variable, see docs/settings.md."""

from __future__ import annotations

import os
import re
import secrets
from pathlib import Path
from urllib.parse import urlsplit

from django.core.exceptions import ImproperlyConfigured

from archive import languages
from archive.archive_toml import FILE_NAME, read_archive_toml
from archive.database import configure_database
from archive.environment import Environment
from archive.temporary_folder import choose_temporary_folder

BASE_DIR = Path(__file__).resolve().parent.parent
env = Environment("ARCHIVE_")
ARCHIVE_SEEDS = env.path("ARCHIVE_SEEDS", BASE_DIR / "seeds")
# What the collection says of its site, beside its seeds. The environment goes before it.
_said = read_archive_toml(ARCHIVE_SEEDS / FILE_NAME)

# -- languages of the interface: the first unprefixed, the others under /zh-hans/ and the like ----
LOCALE_PATHS = [BASE_DIR / "documents" / "locale"]
ARCHIVE_LANGUAGES = languages.read_tags(
    env.words("ARCHIVE_LANGUAGES", _said.languages or languages.DEFAULT), LOCALE_PATHS[0]
)
LANGUAGES = [(tag.lower(), tag) for tag in ARCHIVE_LANGUAGES]
LANGUAGE_CODE = LANGUAGES[0][0]
FORMAT_MODULE_PATH = "archive.number_formats"
NUMBER_GROUPING = 3  # in languages whose numbers Django does not know
USE_I18N = True
USE_TZ = True
TIME_ZONE = "UTC"

# -- what the site is called, and where it stands ------------------------------------------------
ARCHIVE_NAMES = languages.read_names(ARCHIVE_LANGUAGES, env.text, _said.names)
ARCHIVE_NAME = ARCHIVE_NAMES[ARCHIVE_LANGUAGES[0]]
ARCHIVE_BASE_URL = env.text("ARCHIVE_BASE_URL", _said.base_url).rstrip("/")
ARCHIVE_NAAN = env.text("ARCHIVE_NAAN").lower()
ARCHIVE_CONTACT = env.text("ARCHIVE_CONTACT", _said.contact)  # an e-mail address or a web address
ARCHIVE_PICTURE = env.text("ARCHIVE_PICTURE")  # what link previews show
ARCHIVE_NOTICE = env.text("ARCHIVE_NOTICE")  # stands at the head of every page
ARCHIVE_NOTICES = (
    dict.fromkeys(ARCHIVE_LANGUAGES, ARCHIVE_NOTICE) if ARCHIVE_NOTICE else _said.notice
)
ARCHIVE_HOME, ARCHIVE_ABOUT = _said.home, _said.about  # Markdown, by language
ARCHIVE_SEAL, ARCHIVE_ACCENT = _said.seal, _said.accent
ARCHIVE_DICTIONARIES = _said.dictionaries  # folders
if ARCHIVE_BASE_URL and urlsplit(ARCHIVE_BASE_URL).scheme not in {"http", "https"}:
    raise ImproperlyConfigured(
        f"ARCHIVE_BASE_URL: found {ARCHIVE_BASE_URL!r} expected an address that begins with https://"
    )
if ARCHIVE_PICTURE and urlsplit(ARCHIVE_PICTURE).scheme not in {"http", "https"}:
    raise ImproperlyConfigured(
        f"ARCHIVE_PICTURE: found {ARCHIVE_PICTURE!r} expected an address that begins with https://"
    )
if not re.fullmatch("([0-9bcdfghjkmnpqrstvwxz]{5,9})?", ARCHIVE_NAAN):
    raise ImproperlyConfigured(
        f"ARCHIVE_NAAN: found {ARCHIVE_NAAN!r} expected five digits or letters as the ARK Alliance "
        "gives them, 99999 for a trial"
    )

# -- where things lie ----------------------------------------------------------------------------
ARCHIVE_VAR = env.path("ARCHIVE_VAR", BASE_DIR / "var")
choose_temporary_folder(ARCHIVE_VAR)
ARCHIVE_DATA = env.path("ARCHIVE_DATA", ARCHIVE_VAR / "data")
ARCHIVE_CACHE_DIR = env.path("ARCHIVE_CACHE_DIR", ARCHIVE_VAR / "cache")
DATABASES = {
    "default": configure_database(
        os.environ.get("DATABASE_URL", ""), ARCHIVE_VAR / "archive.sqlite3"
    )
}
ARCHIVE_EDITION = "documents.edition.current_edition"  # who says which edition is shown
# What pages are derived from: edition, index, time of publication.
ARCHIVE_PAGE_STATE = "documents.results.edition_search.read_page_state"
# How errors are written at the addresses of exports, by the ending.
ARCHIVE_PROBLEM_FORMATS = "documents.citation.problem_formats.FORMATS"
ARCHIVE_INDEX_STATE = "documents.search.open_index.describe_open"  # who says what is open
ARCHIVE_DICTIONARY_SETUP = (
    "documents.dictionaries.chinese_english.replace_cedict"  # before all else
)
ARCHIVE_WARM_UP = "documents.hints.warm_up.warm_up"  # what a worker reads before it is ready
# What starts the thread that reads the index's files again.
ARCHIVE_INDEX_CHECK = "documents.search.integrity_check.start_integrity_check"
INDEX_ROOT = ARCHIVE_VAR / "index"

# -- serving -------------------------------------------------------------------------------------
DEBUG = env.flag("ARCHIVE_DEBUG", False)
ALLOWED_HOSTS = env.words("ARCHIVE_ALLOWED_HOSTS", "*")
ARCHIVE_HOST = env.text("ARCHIVE_HOST", "127.0.0.1")
ARCHIVE_PORT = env.number("ARCHIVE_PORT", 8000, 1, 65535)
ARCHIVE_WORKERS = env.number("ARCHIVE_WORKERS", 2, 1, 256)
ARCHIVE_CACHE_MB = env.number("ARCHIVE_CACHE_MB", 16, 0, 65536)
ARCHIVE_QUEUE = env.number("ARCHIVE_QUEUE", 64, 0, 256)  # requests that wait, of each kind
ARCHIVE_QUEUE_MS = env.number("ARCHIVE_QUEUE_MS", 200, 1, 10_000)
ARCHIVE_CLIENT_SHARE = env.number("ARCHIVE_CLIENT_SHARE", 10, 0, 100)  # of a worker's time
ARCHIVE_CLIENT_HEADER = env.text("ARCHIVE_CLIENT_HEADER")  # as the proxy in front sets it
ARCHIVE_LOG = env.text("ARCHIVE_LOG", "plain")
ARCHIVE_LOG_DETAILS = env.flag("ARCHIVE_LOG_DETAILS", False)
if ARCHIVE_LOG not in {"plain", "json"}:
    raise ImproperlyConfigured(f"ARCHIVE_LOG: found {ARCHIVE_LOG!r} expected plain or json")
# Seconds between two comparisons of the open index with its checksums; 0: none.
ARCHIVE_INDEX_CHECK_SECONDS = env.number("ARCHIVE_INDEX_CHECK_SECONDS", 600, 0, 604_800)
ARCHIVE_METRICS = env.address("ARCHIVE_METRICS")  # where /metrics is told; None: nowhere
ARCHIVE_HTTPS = env.flag("ARCHIVE_HTTPS", ARCHIVE_BASE_URL.startswith("https://"))
env.refuse_unknown()

# Nothing is signed: no sessions, no cookies, no forms that change anything. Django wants a key.
SECRET_KEY = secrets.token_urlsafe(64)

INSTALLED_APPS = [
    "django.contrib.staticfiles",
    "django_filters",
    "documents",
]
MIDDLEWARE = [
    "archive.middleware.add_security_headers",
    "archive.cross_origin.cross_origin",
    "django.middleware.security.SecurityMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "archive.static_files.StaticFiles",
    "archive.middleware.require_revalidation",
    "archive.middleware.activate_address_language",
    "archive.middleware.refuse_unsafe_methods",
    "archive.middleware.SlashRedirects",
    "archive.query_parameters.UnknownParameters",
    "documents.edition.cache_edition_per_request",
    "documents.views.unavailable.UnavailableParts",
]
ROOT_URLCONF = "archive.urls"
WSGI_APPLICATION = "archive.wsgi.application"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.jinja2.Jinja2",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": False,
        "OPTIONS": {
            "environment": "documents.template_globals.environment",
            "context_processors": ["archive.context.site"],
        },
    },
]
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

DATA_URL = "/data/"  # of files of bulk data

# -- static files --------------------------------------------------------------------------------
STATIC_URL = "/static/"
STATICFILES_FINDERS = [
    "archive.theme_files.ThemeFinder",
    "django.contrib.staticfiles.finders.FileSystemFinder",
]
STATICFILES_DIRS = [BASE_DIR / "static"]
STATIC_ROOT = ARCHIVE_VAR / "static"
STORAGES = {
    "staticfiles": {"BACKEND": "archive.collected_files.CollectedStorage"},
}

# -- what is logged on standard error, for the service manager: faults; requests where asked -------
LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"plain": {}, "json": {"()": "archive.request_log.JsonFormatter"}},
    "handlers": {"stderr": {"class": "logging.StreamHandler", "formatter": ARCHIVE_LOG}},
    "loggers": {
        "archive.requests": {"handlers": ["stderr"], "level": "INFO", "propagate": False},
        "django": {"handlers": ["stderr"], "level": "WARNING", "propagate": False},
        "django.request": {"level": "ERROR"},  # a missing page is the reader's business
        "django.security.DisallowedHost": {"level": "CRITICAL"},  # so is a garbled Host header
        "django.security.TooManyFieldsSent": {"level": "CRITICAL"},  # and an endless query
    },
}

# -- security ------------------------------------------------------------------------------------
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
SECURE_SSL_REDIRECT = ARCHIVE_HTTPS
SECURE_SSL_HOST = urlsplit(ARCHIVE_BASE_URL).netloc or None  # not the Host header
SECURE_REDIRECT_EXEMPT = [r"^healthz$", r"^readyz$"]  # asked from beside the site, without a proxy
SECURE_HSTS_SECONDS = 63_072_000 if ARCHIVE_HTTPS else 0
SECURE_REFERRER_POLICY = "strict-origin-when-cross-origin"
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
DATA_UPLOAD_MAX_MEMORY_SIZE = 65_536  # bytes; the one form taken is OAI-PMH's
APPEND_SLASH = True
WHITENOISE_ALLOW_ALL_ORIGINS = False
SILENCED_SYSTEM_CHECKS = [
    "security.W003",  # no request changes anything, so there is nothing to forge
    "security.W005",  # whether the domain's other hosts speak HTTPS is not the archive's to say
    "security.W021",  # nor whether a browser maker should list the domain
]
