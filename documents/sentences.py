"""Splits a text into sentences, by the rules of its language. Pure."""

from __future__ import annotations

import re

from documents.text import is_han

# The marks, with what belongs to the sentence behind them: closing quotes and brackets, spaces. It
# begins with a plain set of characters because only such patterns are searched for quickly.
_ENDS = re.compile(
    r"([。！？｡.!?…⋯](?:(?<=[。！？｡.!?])|(?<=…)…+|(?<=⋯)⋯+)(?:[。！？｡.!?]|…{2,}|⋯{2,})*)"
    r"[”’」』）)》〉】］\]\"'»]*(\s*)"
)
# The same with the marks of other scripts, and with a guillemet or a mark set behind a space
# (« Viens ! »): the space before one that opens a quotation (« or ») has none behind it.
_ALL_ENDS = re.compile(
    r"([。！？｡.!?…⋯؟۔।॥։።။។༎](?:[\u00a0\u202f ]?[!?]|[。！？｡.؟۔॥…⋯])*)"
    r"(?:[”’“‘」』）)》〉】］\]\"'»«](?=$|[^\w])|[”’」』）)》〉】］\]\"']|"
    r"[\u00a0\u202f ][»›](?=$|[\s.,;:!?…)]))*(\s*)"
)
_FULL_STOPS = frozenset("。！？｡…⋯")
_ALL_FULL_STOPS = _FULL_STOPS | frozenset("؟۔।॥።။។༎")
_NO_BREAK_BEFORE = frozenset("，、；：,;:")
_ALL_NO_BREAK_BEFORE = _NO_BREAK_BEFORE | frozenset("،؛")
_OPENERS = "“‘\"'(["
_ALL_OPENERS = _OPENERS + "«»„‚‹›”¿¡—–- \u00a0\u202f"
_ABBREVIATIONS = frozenset(
    re.findall(
        r"\S+",
        "mr mrs ms dr prof st gen col lt sgt capt maj rev hon pres gov sen rep no nos vol vols pp p"
        " ed eds cf e.g i.e vs approx ca fig figs tr trans comp comps ch sec art jan feb mar apr"
        " jun jul aug sept oct nov dec co corp inc ltd bros soch izd tom vyp kn str",
    )
)
# What other languages abbreviate besides; a single letter is an abbreviation in all of them.
_ABBREVIATIONS_OF = {
    language: frozenset(words.split())
    for language, words in {
        "de": "abb abs abt allg anm aufl ausg bd bde bearb begr bes betr bzgl bzw ders dgl dipl"
        " ebd eigtl einschl ev evtl geb gegr gest ggf hl hrsg ing inkl jh jg kap kath lfg med mio"
        " mrd nr ing phil sog st std stellv str tel tsd übers usf vgl verf verl z.b d.h u.a zit"
        " ztschr mag hr fr frl frhr okt dez mai",
        "fr": "m mm mme mmes mlle mlles mgr me av apr env etc chap éd éds ex fasc hab ibid id"
        " janv févr juil t.-d vol éd.-d coll bull obs op par rev sq suiv trad v.-d",
        "es": "sr sra sres sras srta ud uds vd vds dn dña d.ª lic ing pág págs núm art cap"
        " ej etc gral excmo excma sto sta tel av avda ene abr ago dic",
        "it": "sig sigg sig.ra dott dott.ssa avv ing on pag pagg cap ecc es art mons gen s.p.a",
        "pt": "sr sra srs exmo exma pág págs núm art cap etc ex av dra",
        "nl": "dhr mevr mw drs ir ing bijv blz enz nl o.a t.a.v d.w.z jl resp red",
        "ru": "гг вв тт сс стр гл рис табл см ср тов им проф акад д-р инж ген кн изд ред сост пер"
        " напр др пр тыс млн млрд руб коп ул пл обл губ уезд янв февр апр авг сент окт нояб дек",
        "uk": "рр ст стор гл рис див тов ім проф акад кн вид ред напр тис млн млрд крб коп вул обл",
        "pl": "prof inż mgr hab im ks np nr pt ul wyd red ok tzn tzw ww wg św gen płk",
        "cs": "např atd apod tzv tj č str sv ing mgr prof roč vyd red",
        "da": "bl.a dvs f.eks hr fr kl nr osv pga stk",
        "sv": "bl.a dvs t.ex kl nr osv s.k ca",
        "nb": "bl.a dvs f.eks hr fr kl nr osv pga",
        "ar": "د أ م ص ج هـ ق.م",
    }.items()
}
_ABBREVIATIONS_OF["no"] = _ABBREVIATIONS_OF["nn"] = _ABBREVIATIONS_OF["nb"]
# Languages that write the ordinal of a figure with a full stop: am 24. Januar.
_POINTED_ORDINALS = frozenset(
    [
        "cs",
        "da",
        "de",
        "et",
        "fi",
        "hr",
        "hu",
        "is",
        "lv",
        "nb",
        "nn",
        "no",
        "pl",
        "sk",
        "sl",
        "sr",
        "tr",
    ]
)
_ORDINAL = re.compile(r"(?:[0-9]{1,2}|[IVX]{1,5})")
_YEAR_BEFORE = re.compile(r"[0-9]\)?\s*(?:гг|г|вв|в|рр|р)$")  # в 1958 г. Он …
_WORD_BEFORE = re.compile(r"[\w.’'-]*$")
_QUOTED = ("と", "って")  # 「…。」と言った: the sentence goes on


def sentences(text: str, language: str) -> list[tuple[int, int]]:
    """The spans of a text's sentences, in order; they cover it exactly. Empty for ``""``.

    Spaces after a sentence belong to it, and so do closing quotes and brackets. A Western full stop
    ends one only before a space and a capital, figure, quote or letter that has no capital, and not
    after an initial or an abbreviation of the language. ``language`` is a BCP 47 tag: in Chinese
    and Japanese ``!`` and ``?`` need no space after them.
    """
    spans = []
    start = 0
    primary = language.partition("-")[0].lower()
    plain = primary in {"zh", "en"}
    length = len(text)
    for match in (_ENDS if plain else _ALL_ENDS).finditer(text):
        after = match.end()
        if after < length and (
            _ends_here(text, match, after, primary == "zh")
            if plain
            else _ends_elsewhere(text, match, after, primary)
        ):
            spans.append((start, after))
            start = after
    return [*spans, (start, length)] if text else []


def _ends_here(text: str, match: re.Match[str], after: int, chinese: bool) -> bool:
    """Whether a sentence of Chinese or English ends with a mark."""
    if text[after] in _NO_BREAK_BEFORE:
        return False
    mark, spaces = match.groups()
    if not _FULL_STOPS.isdisjoint(mark):
        return True
    if chinese and mark[-1] in "!?":
        return True
    if not spaces:  # 3.14, archive.org, U.S.S.R.
        return False
    following = text[after].lstrip(_OPENERS) or text[after + 1 : after + 2]
    if following and not (following.isupper() or following.isdigit() or is_han(following)):
        return False
    return mark != "." or not _is_abbreviated(text, match.start())


def _is_abbreviated(text: str, end: int) -> bool:
    """Whether the text before a full stop is an initial or an abbreviation."""
    word = _word_before(text, end)
    last = word.rpartition(".")[2]
    is_initial = len(last) == 1 and last.isalpha() and last.isupper()
    return is_initial or word.lower() in _ABBREVIATIONS


def _ends_elsewhere(text: str, match: re.Match[str], after: int, language: str) -> bool:
    """Whether a sentence of another language ends with a mark."""
    if text[after] in _ALL_NO_BREAK_BEFORE:
        return False
    mark, spaces = match.groups()
    if language == "ja":
        quoted = match.end() - len(spaces) > match.end(1) and text.startswith(_QUOTED, after)
        if quoted:
            return False
        if mark[-1] in "!?":
            return True
    following = (
        text[after:].lstrip(_ALL_OPENERS)[:1] if text[after] in _ALL_OPENERS else text[after]
    )
    ellipsis = mark[0] in "…⋯"  # in the middle of a sentence as often as at its end
    if not _ALL_FULL_STOPS.isdisjoint(mark) and not ellipsis:
        return True
    if ellipsis and not spaces:
        return language == "ja" and len(mark) > 1
    if not spaces or following.islower():  # 3.14; « Quoi ? » dit-il
        return False
    return mark != "." or not _is_abbreviated_in(text, match.start(), language)


def _is_abbreviated_in(text: str, end: int, language: str) -> bool:
    """The same in a language: z. B., vgl., am 24. Januar."""
    word = _word_before(text, end)
    last = word[max(word.rfind("."), word.rfind("-")) + 1 :]
    if language in _POINTED_ORDINALS and _ORDINAL.fullmatch(word):
        return True
    if language in {"ru", "uk", "bg"} and _YEAR_BEFORE.search(text, max(0, end - 12), end):
        return False
    if len(last) == 1 and last.isalpha() and last.upper() != last.lower():
        return True
    lower = word.lower()
    return lower in _ABBREVIATIONS_OF.get(language, ()) or lower in _ABBREVIATIONS


def _word_before(text: str, end: int) -> str:
    start = max(text.rfind(" ", 0, end) + 1, end - 40)
    match = _WORD_BEFORE.search(text, start, end)
    return match[0] if match else ""
