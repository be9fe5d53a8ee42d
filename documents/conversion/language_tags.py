"""Language tags (BCP 47) read from what collections call languages: ``eng``, ``中文``. Pure."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

from documents.text import drop_piled_marks

# ISO 639-2 and 639-3 codes, English names and own names, for languages that collections have.
_NAMES = {
    "ar": "ara arabic العربية 阿拉伯文",
    "cs": "ces cze czech čeština",
    "de": "deu ger german deutsch 德文 德语",
    "el": "ell gre greek",
    "en": "eng english 英文 英语 英語 английский anglais englisch inglés",
    "eo": "epo esperanto",
    "es": "spa spanish español castellano 西班牙文",
    "fa": "fas per persian فارسی",
    "fi": "fin finnish suomi",
    "fr": "fra fre french français 法文 法语",
    "grc": "ancient-greek",
    "he": "heb hebrew עברית",
    "hi": "hin hindi हिन्दी",
    "hu": "hun hungarian magyar",
    "id": "ind indonesian",
    "it": "ita italian italiano",
    "ja": "jpn japanese 日本語 日文 日语",
    "ko": "kor korean 한국어 韩文 朝鲜文",
    "la": "lat latin latina",
    "lzh": "classical-chinese literary-chinese 文言 文言文",
    "mn": "mon mongolian",
    "nl": "nld dut dutch nederlands",
    "pi": "pli pali pāli",
    "pl": "pol polish polski",
    "pt": "por portuguese português",
    "ro": "ron rum romanian",
    "ru": "rus russian русский 俄文 俄语",
    "sa": "san sanskrit saṃskṛta",
    "sr": "srp serbian",
    "sv": "swe swedish svenska",
    "th": "tha thai",
    "tr": "tur turkish türkçe",
    "bo": "bod tib tibetan",
    "uk": "ukr ukrainian українська",
    "vi": "vie vietnamese",
    "zh-Hans": "zh cn chi zho zh-cn zh-sg cmn chinese simplified-chinese 中文 汉语 漢語 "
    "简体 简体中文",
    "zh-Hant": "zh-tw zh-hk zh-mo tw traditional-chinese 繁體 繁体 繁體中文 正體中文",
}
_BY_NAME = {name: tag for tag, names in _NAMES.items() for name in (tag.lower(), *names.split())}
_TAG = re.compile(r"([a-z]{2,3})(?:[-_]([a-z]{4}))?(?:[-_]([a-z]{2}|\d{3}))?", re.IGNORECASE)
_PRIVATE = re.compile(r"[a-z0-9]{1,8}(?:-[a-z0-9]{1,8})*")
# Two-letter codes of ISO 639-1 beyond the table above: other short names are no languages.
_OTHERS = (
    "af am az be bg bn br bs ca cy da et eu ga gl gu hr hy is ka kk km kn ku ky lb lo lt "
    "lv mk ml mr ms mt my nb ne nn no pa ps si sk sl so sq sw ta te tg tk tl tt ug ur uz yi"
)
_CODES = frozenset(_OTHERS.split())
_SCRIPTS = (
    ("ja", re.compile("[\u3040-\u30ff]")),
    ("ko", re.compile("[\uac00-\ud7a3]")),
    ("zh-Hans", re.compile("[\u3400-\u9fff]")),
    ("ru", re.compile("[\u0400-\u04ff]")),
    ("ar", re.compile("[\u0600-\u06ff]")),
    ("he", re.compile("[\u0590-\u05ff]")),
    ("el", re.compile("[\u0370-\u03ff]")),
)


@lru_cache(maxsize=4096)
def read_language(name: str) -> str:
    """The tag of a language by tag, code or name; empty for what is none.

    >>> read_language("Chinese"), read_language("en_US"), read_language("pli"), read_language("x")
    ('zh-Hans', 'en-US', 'pi', '')
    """
    key = re.sub(
        r"[\s_]+", "-", unicodedata.normalize("NFC", drop_piled_marks(name)).strip()
    ).lower()
    if key in _BY_NAME:
        return _BY_NAME[key]
    key, private, rest = key.partition("-x-")
    if private:  # one of several translations into a language
        base = read_language(key)
        return f"{base}-x-{rest}" if base and _PRIVATE.fullmatch(rest) else ""
    match = _TAG.fullmatch(key)
    if not match:
        return ""
    language, script, region = match[1], match[2] or "", match[3] or ""
    if language not in _CODES:
        known = _BY_NAME.get(language)
        if known is None or not (script or region):
            return known or ""
        language = known.partition("-")[0]
    return "-".join(
        [language, *([script.title()] if script else []), *([region.upper()] if region else [])]
    )


def accept_language(name: str) -> str:
    """The tag of a language where it is said to be one: any code of three letters is taken.

    >>> accept_language("str"), accept_language("str-Latn"), accept_language("struct")
    ('str', 'str-Latn', '')
    """
    if known := read_language(name):
        return known
    match = _TAG.fullmatch(name.strip())
    if match is None or len(match[1]) != 3:
        return ""
    script, region = match[2] or "", match[3] or ""
    return "-".join(filter(None, (match[1].lower(), script.title(), region.upper())))


def guess_language(text: str) -> str:
    """The language that a text's script names, where one script has one; empty for Latin."""
    letters = [character for character in text[:4000] if character.isalpha()]
    for tag, script in _SCRIPTS:
        share = 0.05 if tag in {"ja", "ko"} else 0.3
        if letters and sum(1 for one in letters if script.match(one)) > share * len(letters):
            return tag
    return ""
