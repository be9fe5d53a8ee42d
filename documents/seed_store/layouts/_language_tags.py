"""Language tags (BCP 47) as seeds write them, for every layout whose files name their languages."""

from __future__ import annotations

import re

from documents.text import chinese_script, han_share, letters_only

# Codes of three letters (ISO 639-2, both kinds) whose language has one of two: BCP 47 takes these.
_SHORTER: dict[str, str] = dict(
    re.findall(
        r"([a-z]{3}):([a-z]{2})",
        "afr:af alb:sq sqi:sq amh:am ara:ar arm:hy hye:hy asm:as aze:az baq:eu eus:eu bel:be "
        "ben:bn bod:bo tib:bo bos:bs bre:br bul:bg bur:my mya:my cat:ca ces:cs cze:cs chi:zh "
        "zho:zh cos:co cym:cy wel:cy dan:da deu:de ger:de div:dv dut:nl nld:nl ell:el gre:el "
        "eng:en epo:eo est:et fao:fo fas:fa per:fa fin:fi fra:fr fre:fr fry:fy geo:ka kat:ka "
        "gla:gd gle:ga glg:gl guj:gu hau:ha heb:he hin:hi hrv:hr hun:hu ibo:ig ice:is isl:is "
        "ind:id ita:it jav:jv jpn:ja kan:kn kas:ks kaz:kk khm:km kin:rw kir:ky kor:ko kur:ku "
        "lao:lo lat:la lav:lv lin:ln lit:lt ltz:lb mac:mk mkd:mk mal:ml mao:mi mri:mi mar:mr "
        "may:ms msa:ms mlg:mg mlt:mt mon:mn nep:ne nno:nn nob:nb nor:no oci:oc ori:or pan:pa "
        "pli:pi pol:pl por:pt pus:ps que:qu roh:rm ron:ro rum:ro rus:ru san:sa sin:si slk:sk "
        "slo:sk slv:sl snd:sd som:so spa:es srp:sr swa:sw swe:sv tam:ta tat:tt tel:te tgk:tg "
        "tgl:tl tha:th tir:ti tuk:tk tur:tr uig:ug ukr:uk urd:ur uzb:uz vie:vi wol:wo xho:xh "
        "yid:yi yor:yo zul:zu",
    )
)
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
    """A language tag in its usual form (``zh-hans`` is ``zh-Hans``, ``eng`` is ``en``), or ""."""
    match = _TAG.fullmatch(text.strip())
    if match is None or len(match[0]) > _LONGEST:
        return ""
    language = match["language"].lower()
    parts = [_SHORTER.get(language, language)]
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
