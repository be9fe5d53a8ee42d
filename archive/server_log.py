"""What Granian logs, but for one warning; ``server_log.json`` names this to Granian."""

from __future__ import annotations

import logging

_THREADS = "Configuration allows spawning up to "


class ThreadCountFilter(logging.Filter):
    """Leaves out Granian's warning of many Python threads.

    They are as many as may wait in the queues, so that whoever is refused is refused at once; no
    more than a few work at a time (`archive.admission`). The warning would startle whoever starts
    the site for the first time, and there is nothing to do about it.
    """

    def filter(self, record: logging.LogRecord) -> bool:
        return not record.getMessage().startswith(_THREADS)
