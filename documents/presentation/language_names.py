"""Names of languages that Django has none for, or none that is right, and of scripts.

They are those that collections of historical texts bring; a tag of any other language is shown as
it is.
"""

from __future__ import annotations

from django.conf.locale import LANG_INFO
from django.utils.translation import (
    get_language_info,
    gettext,
    gettext_lazy,
    pgettext,
    pgettext_lazy,
)

_LANGUAGES = {
    "akk": gettext_lazy("Akkadian"),
    "am": gettext_lazy("Amharic"),
    "ang": gettext_lazy("Old English"),
    "arc": gettext_lazy("Aramaic"),
    "as": gettext_lazy("Assamese"),
    "ban": gettext_lazy("Balinese"),
    "bo": gettext_lazy("Tibetan"),
    "chg": gettext_lazy("Chagatai"),
    "cmn": gettext_lazy("Mandarin"),
    "cop": gettext_lazy("Coptic"),
    "cu": gettext_lazy("Church Slavonic"),
    "dv": gettext_lazy("Dhivehi"),
    "dz": gettext_lazy("Dzongkha"),
    "egy": gettext_lazy("Egyptian"),
    "fo": gettext_lazy("Faroese"),
    "fro": gettext_lazy("Old French"),
    "gez": gettext_lazy("Geʽez"),
    "gmh": gettext_lazy("Middle High German"),
    "goh": gettext_lazy("Old High German"),
    "got": gettext_lazy("Gothic"),
    "grc": gettext_lazy("Ancient Greek"),
    "gu": gettext_lazy("Gujarati"),
    "ha": gettext_lazy("Hausa"),
    "hak": gettext_lazy("Hakka"),
    "haw": gettext_lazy("Hawaiian"),
    "hi": gettext_lazy("Hindi"),
    "hit": gettext_lazy("Hittite"),
    "jv": gettext_lazy("Javanese"),
    "kho": gettext_lazy("Khotanese"),
    "ku": gettext_lazy("Kurdish"),
    "la": gettext_lazy("Latin"),
    "lad": gettext_lazy("Ladino"),
    "lo": gettext_lazy("Lao"),
    "lzh": gettext_lazy("Literary Chinese"),
    "mi": gettext_lazy("Maori"),
    "mnc": gettext_lazy("Manchu"),
    "mt": gettext_lazy("Maltese"),
    "my": gettext_lazy("Burmese"),
    "myn": gettext_lazy("Mayan"),
    "nah": gettext_lazy("Nahuatl"),
    "nan": gettext_lazy("Southern Min"),
    "new": gettext_lazy("Newar"),
    "non": gettext_lazy("Old Norse"),
    "oc": gettext_lazy("Occitan"),
    "or": gettext_lazy("Odia"),
    "ota": gettext_lazy("Ottoman Turkish"),
    "otk": gettext_lazy("Old Turkic"),
    "pal": gettext_lazy("Middle Persian"),
    "peo": gettext_lazy("Old Persian"),
    "pi": gettext_lazy("Pali"),
    "pra": gettext_lazy("Prakrit"),
    "ps": gettext_lazy("Pashto"),
    "qu": gettext_lazy("Quechua"),
    "sa": gettext_lazy("Sanskrit"),
    "sco": gettext_lazy("Scots"),
    "sd": gettext_lazy("Sindhi"),
    "si": gettext_lazy("Sinhala"),
    "so": gettext_lazy("Somali"),
    "sog": gettext_lazy("Sogdian"),
    "su": gettext_lazy("Sundanese"),
    "sux": gettext_lazy("Sumerian"),
    "syr": gettext_lazy("Syriac"),
    "ti": gettext_lazy("Tigrinya"),
    "tk": gettext_lazy("Turkmen"),
    "tl": gettext_lazy("Tagalog"),
    "to": gettext_lazy("Tongan"),
    "txb": gettext_lazy("Tocharian"),
    "txg": gettext_lazy("Tangut"),
    "uga": gettext_lazy("Ugaritic"),
    "wuu": gettext_lazy("Wu Chinese"),
    "xcl": gettext_lazy("Classical Armenian"),
    "yi": gettext_lazy("Yiddish"),
    "yo": gettext_lazy("Yoruba"),
    "yue": gettext_lazy("Cantonese"),
    "zu": gettext_lazy("Zulu"),
    "und": gettext_lazy("undetermined language"),
    "mul": gettext_lazy("several languages"),
    "zxx": gettext_lazy("no language"),
}
_SCRIPTS = {
    "Arab": pgettext_lazy("a script", "Arabic script"),
    "Beng": pgettext_lazy("a script", "Bengali script"),
    "Cyrl": pgettext_lazy("a script", "Cyrillic script"),
    "Deva": pgettext_lazy("a script", "Devanagari"),
    "Glag": pgettext_lazy("a script", "Glagolitic"),
    "Grek": pgettext_lazy("a script", "Greek script"),
    "Hans": pgettext_lazy("a script", "Simplified"),
    "Hant": pgettext_lazy("a script", "Traditional"),
    "Hebr": pgettext_lazy("a script", "Hebrew script"),
    "Jpan": pgettext_lazy("a script", "Japanese script"),
    "Khmr": pgettext_lazy("a script", "Khmer script"),
    "Latn": pgettext_lazy("a script", "Latin script"),
    "Mong": pgettext_lazy("a script", "Mongolian script"),
    "Mymr": pgettext_lazy("a script", "Burmese script"),
    "Phag": pgettext_lazy("a script", "’Phags-pa"),
    "Sinh": pgettext_lazy("a script", "Sinhala script"),
    "Syrc": pgettext_lazy("a script", "Syriac script"),
    "Thai": pgettext_lazy("a script", "Thai script"),
    "Tibt": pgettext_lazy("a script", "Tibetan script"),
    "Xsux": pgettext_lazy("a script", "cuneiform"),
}


def language_name(tag: str) -> str:
    """The name of a tag's language in the interface's language; the tag where none is known.

    What the tag says besides stands behind it: Serbian (Cyrillic script), French (CA).
    """
    if name := _whole_name(tag):
        return name
    language, *others = tag.split("-")
    name = _whole_name(language)
    if not name:
        return tag
    said = [str(_SCRIPTS.get(part.title(), part)) for part in others]
    return gettext("%(language)s (%(details)s)") % {
        "language": name,
        "details": pgettext("between clauses", ", ").join(said),
    }


def _whole_name(tag: str) -> str:
    """The name that a tag has as it stands, "" where it has none."""
    if tag in _LANGUAGES:
        return str(_LANGUAGES[tag])
    if tag.lower() not in LANG_INFO:
        return ""
    return str(get_language_info(tag.lower())["name_translated"])
