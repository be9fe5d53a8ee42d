"""Settings for serving: those of `archive.settings`, with database connections that only read."""

from __future__ import annotations

from archive.database import read_only
from archive.settings import *  # noqa: F403 - all of them, but one
from archive.settings import DATABASES as WRITING

DATABASES = {"default": read_only(WRITING["default"])}
