"""The app: articles, from their seed files to pages, searches and citations."""

from __future__ import annotations

import os

# Before numpy is first imported. The matrices here are small: threads that BLAS starts for them
# mostly wait for each other, which doubles the processor time of an ingest.
os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
