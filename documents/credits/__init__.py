"""Credits in print: bylines, translators and datelines, as one line says them. Pure."""
