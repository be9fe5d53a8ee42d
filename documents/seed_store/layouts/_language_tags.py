"""Language tags (BCP 47) as seeds write them, for every layout whose files name their languages."""

from __future__ import annotations

import re

from documents.text import chinese_script, han_share, letters_only

EXAMPLES = "a language tag (BCP 47) such as en, zh-Hans or pt-BR"
UNDETERMINED = "und"

_TAG = re.compile(
    r"(?P<language>[a-z]{2,3})(?:-(?P<script>[a-z]{4}))?(?:-(?P<region>[a-z]{2}|[0-9]{3}))?"
    r"(?P<variants>(?:-(?:[a-z0-9]{5,8}|[0-9][a-z0-9]{3}))*)(?P<private>-x(?:-[a-z0-9]{1,8})+)?",
    re.IGNORECASE | re.ASCII,
)
_LONGEST = 35  # characters, as the database keeps it
_KANA = re.compile("[\u3041-\u30ff]")
_HANGUL = re.compile("[\uac00-\ud7a3]")
_FEWEST = 0.3  # the share of Han or Hangul in a text taken for Chinese or Korean
_FEWEST_KANA = 0.1  # of kana in a Japanese text, which may have many Han characters


def read_tag(text: str) -> str:
    """A language tag in its usual case (``zh-hans`` is ``zh-Hans``); empty for what is none."""
    match = _TAG.fullmatch(text.strip())
    if match is None or len(match[0]) > _LONGEST:
        return ""
    parts = [match["language"].lower()]
    if match["script"]:
        parts.append(match["script"].title())
    if match["region"]:
        parts.append(match["region"].upper())
    return "-".join(parts) + (match["variants"] + (match["private"] or "")).lower()


def guess_tag(text: str) -> str:
    """The tag of a text that names no language, by its letters alone: Chinese, Japanese, Korean.

    All else is ``und``, undetermined: letters do not tell English from German.
    """
    length = len(letters_only(text))
    if len(_HANGUL.findall(text)) > _FEWEST * length:
        return "ko"
    if len(_KANA.findall(text)) > _FEWEST_KANA * length:
        return "ja"
    return f"zh-{chinese_script(text)}" if han_share(text) >= _FEWEST else UNDETERMINED
