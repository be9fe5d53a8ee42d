"""The WSGI page cache: request key, polled edition, fingerprint, memory store."""
