"""Words of time in Ukrainian, Russian and English, in their folded form, as data for `when`."""

# A word is looked up whole in these expressions, after `normal.fold` (so п'ять is пять, ё is е). They are
# kept as text, because compiling them at import would cost the start of the program 6 ms (P1).
UNITS = {
    "minute": r"m|min|mins|minutes?|хв|хвил|хвилин[аиуі]?|хвилинки?|мин|минут[аыу]?",
    "hour": r"h|hr|hrs|hours?|год|годин[аиуі]?|годинки?|ч|час|часа|часов|часик",
    "day": r"d|days?|д|дн|день|дня|дни|дней|дні|днів|доб[аиу]|діб|сутки|суток",
    "week": r"w|wk|wks|weeks?|тиж|тиждень|тижн[яіуі]в?|тижні|нед|недел[яиюье]|недель",
    "month": r"mo|mos|months?|міс|місяц[яіьюв]в?|місяць|мес|месяц|месяц[аеыу]|месяцев",
    "quarter": r"q|quarters?|кв|квартал(?:и|у|ів|а|ы|ов|е|і)?",
    "year": r"y|yr|yrs|years?|рік|роки|року|років|році|года|годы|году|лет",
}
WEEKDAYS = (
    r"mon|mondays?|пн|понед|понеділ(?:ок|ка|ку|ки)|понедельник(?:а|у|и)?",
    r"tue|tues|tuesdays?|вт|вівтор(?:ок|ка|ку)|вторник(?:а|у|и)?",
    r"wed|weds|wednesdays?|ср|серед[аиу]|сред[аыу]",
    r"thu|thur|thurs|thursdays?|чт|четвер(?:г|га|гу)?",
    r"fri|fridays?|пт|пятниц[яюіауы]",
    r"sat|saturdays?|сб|субот[аиу]|суббот[аыу]",
    r"sun|sundays?|нд|неділ[яюі]|вс|воскресень[ея]",
)
MONTHS = (
    r"jan|january|січ|січ(?:ень|ня|ні)|янв|январ[ьяе]",
    r"feb|february|лют|лют(?:ий|ого|ому)|фев|феврал[ьяе]",
    r"mar|march|бер|берез(?:ень|ня|ні)|мар|март[ае]?",
    r"apr|april|квіт|квіт(?:ень|ня|ні)|апр|апрел[ьяе]",
    r"may|трав|трав(?:ень|ня|ні)|ма[йяе]",
    r"jun|june|черв|черв(?:ень|ня|ні)|июн|июн[ьяе]",
    r"jul|july|лип|лип(?:ень|ня|ні)|июл|июл[ьяе]",
    r"aug|august|серп|серп(?:ень|ня|ні)|авг|август[ае]?",
    r"sep|sept|september|вер|верес(?:ень|ня|ні)|сен|сент|сентябр[ьяе]",
    r"oct|october|жовт|жовт(?:ень|ня|ні)|окт|октябр[ьяе]",
    r"nov|november|лист|листопад[аі]?|ноя|нояб|ноябр[ьяе]",
    r"dec|december|груд|груд(?:ень|ня|ні)|дек|декабр[ьяе]",
)
DAYS = {
    **dict.fromkeys(("today", "сьогодні", "сегодня"), 0),
    **dict.fromkeys(("tomorrow", "tmr", "tmrw", "завтра"), 1),
    **dict.fromkeys(("післязавтра", "послезавтра", "позавтра", "overmorrow"), 2),
    **dict.fromkeys(("yesterday", "вчора", "учора", "вчера"), -1),
}
NOW = frozenset(("now", "зараз", "сейчас"))
# The hour that a part of the day means; None is the wake hour.
PARTS: dict[str, int | None] = {
    **dict.fromkeys(("morning", "вранці", "зранку", "уранці", "утром", "ранок", "утро"), None),
    **dict.fromkeys(("noon", "midday", "опівдні", "полудень", "полдень"), 12),
    **dict.fromkeys(("lunch", "обід", "обед", "lunchtime"), 13),
    **dict.fromkeys(("обіду", "обеда"), 14),
    **dict.fromkeys(("afternoon", "вдень", "удень", "днем", "пообіді"), 14),
    **dict.fromkeys(("evening", "tonight", "ввечері", "увечері", "вечором", "вечером", "вечір", "вечер"), 18),
}
AM = frozenset(("am", "ранку", "утра", "ночі", "ночи"))
PM = frozenset(("pm", "вечора", "вечера", "дня"))
AMOUNTS = {
    **dict.fromkeys(("a", "an", "one", "один", "одну", "одна", "одне", "одного"), 1.0),
    **dict.fromkeys(("two", "couple", "два", "дві", "две", "пару", "пара"), 2.0),
    **dict.fromkeys(("three", "три"), 3.0),
    **dict.fromkeys(("four", "чотири", "четыре"), 4.0),
    **dict.fromkeys(("five", "пять"), 5.0),
    **dict.fromkeys(("six", "шість", "шесть"), 6.0),
    **dict.fromkeys(("seven", "сім", "семь"), 7.0),
    **dict.fromkeys(("eight", "вісім", "восемь"), 8.0),
    **dict.fromkeys(("nine", "девять"), 9.0),
    **dict.fromkeys(("ten", "десять"), 10.0),
    **dict.fromkeys(("half", "пів", "пол"), 0.5),
    **dict.fromkeys(("півтора", "півтори", "полтора", "полторы"), 1.5),
}
# Words that carry their amount: half an hour, half a year.
WHOLE = {
    **dict.fromkeys(("півгодини", "полчаса"), (30.0, "minute")),
    **dict.fromkeys(("півроку", "полгода"), (6.0, "month")),
    **dict.fromkeys(("півмісяця", "полмесяца"), (15.0, "day")),
}
AHEAD = frozenset(("+", "через", "in", "за", "спустя", "after"))
BACK = frozenset(("ago", "тому", "назад"))
NEXT = r"next|наступн\w+|следующ\w+|след"
THIS = r"this|coming|ц(?:ей|ього|ю|я|е|ьому)|найближч\w+|ближайш\w+|эт(?:от|у|а|о|ой|ом|и)"
END = r"end|кін(?:ець|ця|ці)|наприкінці|конец|конц[ае]"
START = r"start|beginning|почат(?:ок|ку|ком)|начал[оау]"
ENDS = {"eod": "day", "eow": "week", "eom": "month", "eoq": "quarter", "eoy": "year"}
AT = frozenset(("at", "@", "о", "об", "в", "во", "у", "на", "до", "к", "ко", "by"))
FILLERS = AT | frozenset(("in", "on", "the", "of", "and", "і", "и", "та", "from", "for", "після", "после"))
OCLOCK = r"oclock|год|годин[аиуі]|час|часа|часов|h"
YEAR_MARKS = frozenset(("р", "року", "рік", "г", "год", "года"))
