"""An application that never stands: what a worker is that still starts."""

from __future__ import annotations

import threading

threading.Event().wait()
