"""Names of months and seasons as dates write them, in several languages. Pure."""

from __future__ import annotations

from collections.abc import Mapping

from documents.text import remove_marks

# By language: its months from January to December, each with its cases and abbreviations.
MONTHS: Mapping[str, str] = {
    "be": "студзень студзеня|люты лютага|сакавік сакавіка|красавік красавіка|"
    "май мая травень траўня|"
    "чэрвень чэрвеня|ліпень ліпеня|жнівень жніўня|верасень верасня|кастрычнік кастрычніка|"
    "лістапад лістапада|снежань снежня",
    "bg": "януари|февруари|март|април|май|юни|юли|август|септември|октомври|ноември|декември",
    "ca": "gener|febrer|març|abril|maig|juny|juliol|agost|setembre|octubre|novembre|desembre",
    "cs": "leden ledna led|únor února úno|březen března bře|duben dubna dub|květen května kvě|"
    "červen června čvn|červenec července čvc|srpen srpna srp|září zář|říjen října říj|"
    "listopad listopadu lis|prosinec prosince pros pro",
    "da": "januar jan|februar feb febr|marts mar|april apr|maj|juni jun|juli jul|august aug|"
    "september sep sept|oktober okt|november nov|december dec",
    "de": "januar jänner jan|februar feber feb febr|märz mär|april apr|mai|juni jun juno|"
    "juli jul|august aug|september sep sept|oktober okt|november nov novbr|dezember dez dezbr",
    "el": "ιανουάριος ιανουαρίου ιαν|φεβρουάριος φεβρουαρίου φεβ φεβρ|μάρτιος μαρτίου μαρ|"
    "απρίλιος απριλίου απρ|μάιος μαΐου|ιούνιος ιουνίου ιουν|ιούλιος ιουλίου ιουλ|"
    "αύγουστος αυγούστου αυγ|σεπτέμβριος σεπτεμβρίου σεπ σεπτ|οκτώβριος οκτωβρίου οκτ|"
    "νοέμβριος νοεμβρίου νοε νοεμ|δεκέμβριος δεκεμβρίου δεκ",
    "es": "enero ene|febrero feb|marzo mar|abril abr|mayo|junio jun|julio jul|agosto ago|"
    "septiembre setiembre sept|octubre oct|noviembre nov|diciembre dic",
    "et": "jaanuar|veebruar|märts|aprill|mai|juuni|juuli|august|september|oktoober|november|"
    "detsember",
    "fa": "ژانویه|فوریه|مارس|آوریل|مه|ژوئن|ژوئیه ژوئيه|اوت|سپتامبر|اکتبر|نوامبر|دسامبر",
    "fi": "tammikuu tammikuuta|helmikuu helmikuuta|maaliskuu maaliskuuta|huhtikuu huhtikuuta|"
    "toukokuu toukokuuta|kesäkuu kesäkuuta|heinäkuu heinäkuuta|elokuu elokuuta|"
    "syyskuu syyskuuta|lokakuu lokakuuta|marraskuu marraskuuta|joulukuu joulukuuta",
    "fr": "janvier janv|février fév févr|mars|avril avr|mai|juin|juillet juil|août|septembre sept|"
    "octobre oct|novembre nov|décembre déc",
    "he": "ינואר|פברואר|מרץ מרס מארס|אפריל|מאי|יוני|יולי|אוגוסט|ספטמבר|אוקטובר|נובמבר|דצמבר",
    "hr": "siječanj siječnja sij|veljača veljače velj|ožujak ožujka ožu|travanj travnja tra|"
    "svibanj svibnja svi|"
    "lipanj lipnja lip|srpanj srpnja srp|kolovoz kolovoza kol|rujan rujna ruj|"
    "listopad listopada lis|"
    "studeni studenoga studenog stu|prosinac prosinca pro",
    "hu": "január jan|február feb febr|március márc már|április ápr|május máj|"
    "június jún|július júl|augusztus aug|szeptember szept|október okt|november nov|december dec",
    "it": "gennaio genn gen|febbraio febbr feb|marzo mar|aprile apr|maggio magg|giugno giu|"
    "luglio lug|agosto ago|settembre sett|ottobre ott|novembre nov|dicembre dic",
    "lt": "sausis sausio|vasaris vasario|kovas kovo|balandis balandžio|gegužė gegužės|"
    "birželis birželio|liepa liepos|rugpjūtis rugpjūčio|rugsėjis rugsėjo|spalis spalio|"
    "lapkritis lapkričio|gruodis gruodžio",
    "mk": "јануари|февруари|март|април|мај|јуни|јули|август|септември|октомври|ноември|декември",
    "nb": "januar|februar|mars|april|mai|juni|juli|august|september|oktober|november|desember des",
    "nl": "januari jan|februari feb|maart mrt|april apr|mei|juni jun|juli jul|augustus aug|"
    "september sept|oktober okt|november nov|december dec",
    "pl": "styczeń stycznia stycz sty|luty lutego lut|marzec marca mar|"
    "kwiecień kwietnia kwiec kwi|maj maja|"
    "czerwiec czerwca czerw cze|lipiec lipca lip|sierpień sierpnia sierp sie|"
    "wrzesień września wrzes wrz|"
    "październik października paźdz paź|listopad listopada lis|grudzień grudnia grudz gru",
    "pt": "janeiro jan|fevereiro fev|março mar|abril abr|maio|junho jun|julho jul|agosto ago|"
    "setembro|outubro|novembro nov|dezembro dez",
    "ro": "ianuarie ian|februarie febr|martie|aprilie apr|mai|iunie|iulie|august aug|"
    "septembrie sept|octombrie oct|noiembrie noem|decembrie dec",
    "ru": "январь января генварь генваря янв|февраль февраля фев февр|март марта мар|"
    "апрель апреля апр|май мая|июнь июня июн|июль июля июл|август августа авг|"
    "сентябрь сентября сен сент|октябрь октября окт|ноябрь ноября ноя нояб|"
    "декабрь декабря дек",
    "sk": "január januára|február februára|marec marca|apríl apríla|máj mája|jún júna|júl júla|"
    "august augusta|september septembra|október októbra|november novembra|december decembra",
    "sl": "januar januarja|februar februarja|marec marca|april aprila|maj maja|junij junija|"
    "julij julija|avgust avgusta|september septembra|oktober oktobra|november novembra|"
    "december decembra",
    "sr": "јануар јануара|фебруар фебруара|март марта|април априла|мај маја|јун јуна јуни|"
    "јул јула јули|август августа|септембар септембра|октобар октобра|новембар новембра|"
    "децембар децембра",
    "sr-Latn": "januar januara|februar februara|mart marta|april aprila|maj maja|jun juna juni|"
    "jul jula juli|avgust avgusta|septembar septembra|oktobar oktobra|novembar novembra|"
    "decembar decembra",
    "sv": "januari|februari|mars|april|maj|juni|juli|augusti|september|oktober|november|december",
    "tr": "ocak kânunusani ikincikânun oca|şubat şub|mart|nisan nis|mayıs|haziran haz|"
    "temmuz tem|ağustos ağu|eylül eyl|"
    "ekim teşrinievvel birinciteşrin eki|kasım kas teşrinisani ikinciteşrin|"
    "aralık kânunuevvel birincikânun ara",
    "uk": "січень січня січ|лютий лютого лют|березень березня бер|квітень квітня квіт|"
    "травень травня трав|червень червня черв|липень липня лип|серпень серпня серп|"
    "вересень вересня вер|жовтень жовтня жовт|листопад листопада|грудень грудня груд",
}
# Spring, summer, autumn, winter, in the cases of a date.
_SEASONS = (
    "jaro|léto|podzim|zima",
    "frühling frühjahr|sommer|herbst|winter",
    "spring|summer|autumn fall|winter",
    "primavera|verano|otoño|invierno",
    "printemps|été|automne|hiver",
    "proljeće|ljeto|jesen|zima",
    "tavasz|nyár|ősz|tél",
    "primavera|estate|autunno|inverno",
    "voorjaar lente|zomer|herfst|winter",
    "wiosna|lato|jesień|zima",
    "primavera|verão|outono|inverno",
    "весна|лето|осень|зима",
    "våren|sommaren|hösten|vintern",
    "ilkbahar|yaz|sonbahar güz|kış",
    "весна|літо|осінь|зима",
)

# Days of the week, which say nothing that a date does not.
_WEEKDAYS = (
    "poniedziałek wtorek środa czwartek piątek sobota niedziela",
    "понеділок вівторок середа четвер п'ятниця субота неділя",
    "понедельник вторник среда четверг пятница суббота воскресенье воскресение",
    "pondělí úterý středa čtvrtek pátek sobota neděle",
    "ponedjeljak ponedeljak utorak srijeda sreda četvrtak petak subota nedjelja nedelja",
    "понедељак уторак среда четвртак петак субота недеља",
    "pazartesi salı çarşamba perşembe cuma cumartesi pazar",
    "hétfő kedd szerda csütörtök péntek szombat vasárnap",
    "segunda terça quarta quinta sexta sábado domingo feira",
    "lunes martes miércoles jueves viernes",
    "lunedì martedì mercoledì giovedì venerdì sabato domenica",
    "luni marți miercuri joi vineri sâmbătă duminică",
    "maandag dinsdag woensdag donderdag vrijdag zaterdag zondag",
    "måndag tisdag onsdag torsdag fredag lördag söndag mandag tirsdag lørdag søndag",
    "montag dienstag mittwoch donnerstag freitag samstag sonnabend sonntag",
    "lundi mardi mercredi jeudi vendredi samedi dimanche",
    "δευτέρα τρίτη τετάρτη πέμπτη παρασκευή σάββατο κυριακή",
    "monday tuesday wednesday thursday friday saturday sunday",
)


def fold_name(name: str) -> str:
    """A name as it is looked up: small letters without marks; the dotless ı is an i.

    >>> fold_name("Μαΐου"), fold_name("KASIM"), fold_name("Kasım")
    ('μαιου', 'kasim', 'kasim')
    """
    return remove_marks(name.casefold()).replace("ı", "i")


def _collect_months() -> dict[str, dict[str, int]]:
    found: dict[str, dict[str, int]] = {}
    for language, months in MONTHS.items():
        for number, forms in enumerate(months.split("|"), start=1):
            for form in forms.split():
                found.setdefault(fold_name(form), {})[language] = number
    return found


# By folded name, and by language: the number of the month. Of a few names they are two months.
MONTHS_BY_NAME: Mapping[str, Mapping[str, int]] = _collect_months()
WEEKDAY_NAMES = frozenset(fold_name(day) for days in _WEEKDAYS for day in days.split())
# By folded name: EDTF's number of the season.
SEASON_NAMES: Mapping[str, int] = {
    fold_name(form): number
    for seasons in _SEASONS
    for number, forms in enumerate(seasons.split("|"), start=21)
    for form in forms.split()
}


def find_month(name: str) -> int | None:
    """The month that a name is in every language which has it; None of others, and of two months.

    >>> find_month("października"), find_month("Οκτ."), find_month("listopada")
    (10, 10, None)
    """
    months = set(MONTHS_BY_NAME.get(fold_name(name.rstrip(".")), {}).values())
    return months.pop() if len(months) == 1 else None
