"""Spelling variants: words that are written in more than one way become one word. Pure.

British and American spellings (organisation, organization), a hyphen inside a word (co-operation)
and the dots of initials (U.S.S.R.). Texts and queries are read by the same rules, and only where
words are searched by their stem: a phrase in quotation marks is exact. Rules are few and name
their words where an ending alone would join different ones (advice, advise; four, our).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from documents.search.folding import HAN

_LETTER = f"[^\\W\\d_{HAN}]"
# It begins with the sign itself, which is found much sooner than what stands around it.
_JOINT = re.compile(f"[-\u2010](?<={_LETTER}.)(?={_LETTER})")
_HYPHENATED = re.compile(f"{_LETTER}+(?:[-\u2010]{_LETTER}+)+(?![\\w'])")
_LETTER_BEFORE = re.compile(_LETTER)
_DOTTED = re.compile(f"\\.(?<!\\w\\w.)(?<={_LETTER}.)(?= ?{_LETTER}(?!\\w))")
_INITIALS = re.compile(f"{_LETTER}(?:(?:\\.{_LETTER}(?!\\w))+|(?:\\. {_LETTER}(?!\\w))+)(?!\\.\\w)")
_LONGEST = 40  # letters of a word that hyphens or dots may stand in
# Two letters without their dots that are words themselves: U.S. is not us.
_WORDS_OF_TWO = """
ad ah am an as at ax be by do eh go ha he hi if in is it la ma me my no of oh ok on or ox pa so
to up us we ye
"""

_STEMS_IN_ISE = """
adv advert appr appra brai bru chast circumc clockw compr comprom conc crossw cru dem demi desp
dev disfranch disgu enfranch enterpr exc exerc expert franch improv inc lengthw likew mala
merchand misadv otherw parad pra prec prem prom repr rev superv surm surpr telev treat
"""
_not_ise = frozenset(_STEMS_IN_ISE.split())
_words_of_two = frozenset(_WORDS_OF_TWO.split())
_ISE = re.compile(
    "([a-z]{3,})is(e|es|ed|er|ers|ing|ings|ingly|able|ability|ation|ations|ational|ement)"
)
_YSE = re.compile("((?:psycho)?anal|paral|catal|dial|hydrol|electrol)ys(e|ed|er|ers|es|ing)")
_LOGUE = re.compile("(cata|dia|ana|mono|pro|epi|trave|homo)logu(?:e(?=s?$)|(?=e[dr]|ing))(.*)")
_SINGLE_L = re.compile("(fulfi|enro|insta|disti|insti|appa|enthra)l(s|ments?)?")
_DOUBLE_L = re.compile(
    "((?:un|re|out)?(?:bevel|cancel|carol|channel|chisel|council|counsel|dial|duel|enamel|equal|fuel|"
    "funnel|grovel|imperil|initial|jewel|label|level|libel|marshal|marvel|medal|model|panel|parcel|"
    "pedal|pencil|quarrel|ravel|rival|shovel|signal|spiral|stencil|swivel|total|towel|travel|tunnel|"
    "victual|yodel))l(ed|ing|ings|er|ers|or|ors|ous|ously|ist|ists)"
)
_DOUBLE_P = re.compile("(kidnap|worship)p(ed|ing|er|ers)")
_IN_OUR = """
arbour ardour armour behaviour candour clamour colour demeanour discolour disfavour dishonour
enamour endeavour favour fervour flavour glamour harbour honour humour labour misbehaviour
misdemeanour multicolour neighbour odour parlour rancour rigour rumour saviour savour splendour
succour tricolour tumour unfavour valour vapour vigour watercolour
"""
_IN_RE = """
amphitheatre calibre centilitre centimetre centre decilitre decimetre epicentre fibre hectolitre
kilolitre kilometre litre lustre meagre metre millilitre millimetre mitre nitre ochre
reconnoitre sabre saltpetre sceptre sombre spectre theatre titre
"""
# Beginnings of words; whatever follows stays.
_BEGINNINGS = {
    **{word: f"{word[:-2]}r" for word in _IN_OUR.split()},
    **{word: f"{word[:-2]}er" for word in _IN_RE.split()},
    "centred": "centered",
    "centring": "centering",
    "manoeuvre": "maneuver",
    "manoeuvred": "maneuvered",
    "manoeuvring": "maneuvering",
    "manoeuvrab": "maneuverab",
    "defence": "defense",
    "offence": "offense",
    "pretence": "pretense",
    "licence": "license",
    "practis": "practic",
    "skilful": "skillful",
    "wilful": "willful",
    "woollen": "woolen",
    "jewellery": "jewelry",
    "judgement": "judgment",
    "acknowledgement": "acknowledgment",
    "ageing": "aging",
    "aluminium": "aluminum",
    "artefact": "artifact",
    "enquir": "inquir",
    "gaol": "jail",
    "grey": "gray",
    "mould": "mold",
    "moult": "molt",
    "moustache": "mustache",
    "plough": "plow",
    "pyjama": "pajama",
    "sceptic": "skeptic",
    "smoulder": "smolder",
    "sulph": "sulf",
    "connexion": "connection",
    "inflexion": "inflection",
    "reflexion": "reflection",
    "anaem": "anem",
    "anaesth": "anesth",
    "archaeo": "archeo",
    "diarrhoea": "diarrhea",
    "encyclopaed": "encycloped",
    "foet": "fet",
    "gynaec": "gynec",
    "haema": "hema",
    "haemo": "hemo",
    "homoeo": "homeo",
    "leukaem": "leukem",
    "mediaeval": "medieval",
    "oecumen": "ecumen",
    "oesoph": "esoph",
    "oestr": "estr",
    "orthopaed": "orthoped",
    "paediat": "pediat",
    "palaeo": "paleo",
    # Russian and Romanian words in English
    "czar": "tsar",
    "tzar": "tsar",
    "rouble": "ruble",
    "kopeck": "kopek",
    "roumania": "romania",
    "rumania": "romania",
}
_WHOLE = {"programme": "program", "programmes": "programs", "cosy": "cozy", "cosier": "cozier"}
_LENGTHS = sorted({len(beginning) for beginning in _BEGINNINGS}, reverse=True)
_PARTED = [
    *_BEGINNINGS.items(),
    *((f"{word}l", word) for word in re.findall("[a-z]{4,}", _DOUBLE_L.pattern)),
]


class _Spellings(dict[str, str]):
    """The one spelling of each word met, kept: a text asks for the same ones again and again."""

    def __missing__(self, word: str) -> str:
        if len(self) > 200_000:
            self.clear()
        head, mark, tail = word.partition("'")
        self[word] = one = f"{_respell(head)}{mark}{tail}" if head.isascii() else word
        return one


one_spelling = _Spellings().__getitem__


def _respell(word: str) -> str:
    """A word in the spelling that stands for all: the American one."""
    if word in _WHOLE:
        return _WHOLE[word]
    for length in _LENGTHS:
        if beginning := _BEGINNINGS.get(word[:length]):
            word = beginning + word[length:]
            break
    if (ise := _ISE.fullmatch(word)) and ise[1] not in _not_ise:
        return f"{ise[1]}iz{ise[2]}"
    if yse := _YSE.fullmatch(word):
        return f"{yse[1]}yz{yse[2]}"
    if logue := _LOGUE.fullmatch(word):
        return f"{logue[1]}log{logue[2]}"
    if single := _SINGLE_L.fullmatch(word):
        return f"{single[1]}ll{single[2] or ''}"
    if double := _DOUBLE_L.fullmatch(word) or _DOUBLE_P.fullmatch(word):
        return double[1] + double[2]
    return word


@lru_cache(maxsize=1024)
def variant_openings(opening: str) -> frozenset[str]:
    """The letters that words of a stem begin with in any spelling, its own opening among them."""
    found = {opening, opening.replace("iz", "is").replace("yz", "ys")}
    for variant, one in _PARTED:
        if one.startswith(opening) or opening.startswith(one):
            found.add(variant + opening[len(one) :])
    return frozenset(found)


def joined_words(text: str) -> Iterator[tuple[int, int, str]]:
    """Words with hyphens or dots in a folded text: start, end, and the word without them."""
    if "-" in text or "\u2010" in text:
        yield from _hyphenated(text)
    if "." in text:
        yield from _initials(text)


def _hyphenated(text: str) -> Iterator[tuple[int, int, str]]:
    reached = 0
    for joint in _JOINT.finditer(text):
        start = joint.start()
        if start < reached:
            continue
        while start > reached and _LETTER_BEFORE.match(text, start - 1):
            start -= 1
        found = _HYPHENATED.match(text, start)
        if found and found.end() - start <= _LONGEST and not text[start - 1 : start].isdigit():
            reached = found.end()
            yield start, reached, found[0].replace("-", "").replace("\u2010", "")


def _initials(text: str) -> Iterator[tuple[int, int, str]]:
    reached = 0
    for dot in _DOTTED.finditer(text):
        start = dot.start() - 1
        if start < reached:
            continue
        found = _INITIALS.match(text, start)
        if found and found.end() - start <= _LONGEST:
            reached = found.end()
            letters = found[0].replace(".", "").replace(" ", "")
            if len(letters) > 2 or (
                letters.isascii() and " " not in found[0] and letters not in _words_of_two
            ):
                yield start, reached, letters
