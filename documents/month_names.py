"""Names of months and seasons as dates write them, in several languages. Pure."""

from __future__ import annotations

from collections.abc import Mapping

_LANGUAGES = (
    "январь января янв|февраль февраля фев февр|март марта мар|апрель апреля апр|май мая|"
    "июнь июня июн|июль июля июл|август августа авг|сентябрь сентября сен сент|"
    "октябрь октября окт|ноябрь ноября ноя нояб|декабрь декабря дек",
    "januar jänner jan|februar feb|märz maerz mär|april apr|mai|juni jun|juli jul|august aug|"
    "september sep sept|oktober okt|november nov|dezember dez",
    "janvier janv|février fevrier févr|mars|avril avr|mai|juin|juillet juil|août aout|"
    "septembre|octobre|novembre|décembre decembre",
    "enero|febrero|marzo|abril|mayo|junio|julio|agosto|septiembre setiembre|octubre|"
    "noviembre|diciembre",
    "gennaio|febbraio|marzo|aprile|maggio|giugno|luglio|agosto|settembre|ottobre|novembre|dicembre",
    "janeiro|fevereiro|março|abril|maio|junho|julho|agosto|setembro|outubro|novembro|dezembro",
)
# By name, in small letters: the number of the month.
MONTH_NAMES: Mapping[str, int] = {
    name: number
    for names in _LANGUAGES
    for number, forms in enumerate(names.split("|"), start=1)
    for name in forms.split()
}
# By name, in small letters: EDTF's number of the season.
SEASON_NAMES: Mapping[str, int] = {
    **dict.fromkeys(("spring", "весна", "printemps", "frühling", "frühjahr"), 21),
    **dict.fromkeys(("summer", "лето", "été", "sommer"), 22),
    **dict.fromkeys(("autumn", "fall", "осень", "automne", "herbst"), 23),
    **dict.fromkeys(("winter", "зима", "hiver"), 24),
}
