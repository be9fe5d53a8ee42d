"""The Django project: settings, addresses, middleware, page cache. Knows no word of articles."""
