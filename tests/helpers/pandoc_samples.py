"""A text in two languages as a file of any form that pandoc writes."""

from __future__ import annotations

import subprocess

import pypandoc

BILINGUAL = """---
title: 论合作
author: 甲木
---

第一段。

The *first* [link](http://example.org/a).[^1]

第二段，较长的一段。

The second, a longer one.

+----------+----------+
| 表中一段 | A cell   |
|          |          |
| 又一段   | Another  |
+----------+----------+

[^1]: A note.
"""


def make(form: str, text: str = BILINGUAL) -> bytes:
    """A file as pandoc writes it."""
    command = [pypandoc.get_pandoc_path(), "-f", "markdown", "-s", "-t", form, "-o", "-"]
    return subprocess.run(command, input=text.encode(), capture_output=True, check=True).stdout
