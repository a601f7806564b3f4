"""The fields of the search, declared once: names, aliases, kind of value, the fact that each reads."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from leaddesk.domain.normal import fold
from leaddesk.domain.search_ast import TermOp
from leaddesk.domain.search_vocabulary import Known

Kind = Literal[
    "flag", "have", "text", "digits", "choice", "labels", "number", "duration",
    "since", "left", "day", "level", "sort", "group", "limit", "open", "order",
    "zone",
]  # fmt: skip
_ALL_OPS: tuple[TermOp, ...] = (":", ":<", ":<=", ":>", ":>=", ":=")
COMPARED = frozenset(("number", "duration", "since", "left", "day", "level"))
VIEW = frozenset(("sort", "group", "limit"))


@dataclass(frozen=True, slots=True)
class Field:
    """One search field. `key` names the fact (attribute of `Facts`, column of the SQL compiler).

    since: time elapsed from the fact to now. left: time from now to the fact. `past` tells which way a date
    without a year points. `values` are known everywhere; `closed` allows no others; `typed` keeps what was
    typed, because ids of people cannot be read. `within` names a state of FLAGS that must hold too. `scale`
    multiplies numbers (money is stored in hundredths). `upper`: ids are upper case (countries).
    """

    name: str
    group: str
    kind: Kind
    key: str = ""
    aliases: str = ""
    values: tuple[Known, ...] = ()
    closed: bool = False
    typed: bool = False
    past: bool = True
    within: str | None = None
    scale: int = 1
    upper: bool = False
    sorts: bool = False
    groups: bool = False

    @property
    def ops(self) -> tuple[TermOp, ...]:
        """The operators that make sense for the kind."""
        if self.kind in COMPARED:
            return _ALL_OPS
        return (":", ":=")

    @property
    def names(self) -> tuple[str, ...]:
        """The canonical name and the Ukrainian and Russian aliases."""
        return (self.name, *self.aliases.split())


def _known(**names: str) -> tuple[Known, ...]:
    return tuple(Known(key, tuple(words.split())) for key, words in names.items())


_STAGES = _known(
    new="нові новий новые новый",
    in_work="в_роботі в_работе inwork робота работа",
    qualifying="кваліфікація квалификация qualification",
    ready="готові готові_передати готовые готов готовий",
    handed_over="передані передан переданные handed",
)
_PLACES = _known(
    nurture="вирощування прогрів прогрев взращивание",
    archive="архів архив",
    junk="неякісний неякісні сміття некачественный мусор",
    deal="угода сделка",
)
_TEMPERATURES = _known(
    hot="гарячий гарячі горячий горячие",
    warm="теплий теплі тёплый тёплые",
    cold="холодний холодні холодный холодные",
)
_PRIORITIES = _known(high="високий высокий", normal="звичайний обычный", low="низький низкий")
_CONSENTS = _known(yes="так є да есть", no="ні немає нет", unknown="невідомо неизвестно")
_LEVELS = _known(mql="", sal="", sql="")
_HORIZONS = _known(
    month="місяць месяц 0-1", quarter="квартал 1-3", year="рік год 3-12", long="довгий_проєкт долгий_проект",
    unknown="невідомо неизвестно",
)  # fmt: skip
_KINDS = _known(request="звернення обращение", cold="холодний холодный холодні холодные")

FIELDS: tuple[Field, ...] = (
    Field("is", "state", "flag", aliases="є стан это есть статус state", closed=True),
    Field("has", "have", "have", aliases="має з имеет с with", closed=True),
    Field("no", "have", "have", aliases="без немає нет without", closed=True),
    Field("need", "what", "text", "need", "потреба потребность"),
    Field("product", "what", "text", "product", "продукт товар просить просит", groups=True),
    Field("horizon", "what", "choice", "buys_by", "горизонт коли_купує когда_купит", _HORIZONS, closed=True),
    Field("attempts", "what", "number", "attempts", "спроби попытки спроб попыток", sorts=True),
    Field(
        "priority", "what", "choice", "priority", "пріоритет приоритет", _PRIORITIES, sorts=True, groups=True
    ),
    Field("consent", "what", "choice", "consent", "згода согласие", _CONSENTS, closed=True),
    Field("stage", "where", "choice", "stage", "етап стадія этап стадия", _STAGES, sorts=True, groups=True),
    Field("place", "where", "choice", "place", "місце место", _PLACES, closed=True, groups=True),
    Field(
        "temperature",
        "state",
        "choice",
        "temperature",
        "температура temp",
        _TEMPERATURES,
        closed=True,
        groups=True,
    ),
    Field(
        "level", "state", "choice", "level", "рівень уровень", _LEVELS, closed=True, sorts=True, groups=True
    ),
    Field("kind", "state", "choice", "kind", "вид тип", _KINDS, closed=True),
    Field("source", "where", "text", "source", "джерело источник", groups=True),
    Field("channel", "where", "choice", "channel", "канал", groups=True),
    Field("campaign", "where", "text", "campaign", "кампанія кампания", groups=True),
    Field("event", "where", "text", "event", "подія виставка событие выставка", groups=True),
    Field(
        "owner",
        "where",
        "choice",
        "owner",
        "власник відповідальний владелец ответственный",
        typed=True,
        groups=True,
    ),
    Field(
        "contacted_by",
        "where",
        "choice",
        "contacted_by",
        "зв'язався хто_подзвонив связался кто_позвонил",
        typed=True,
        groups=True,
    ),
    Field(
        "decided_by",
        "where",
        "choice",
        "decided_by",
        "вирішив решил розібрав разобрал",
        typed=True,
        groups=True,
    ),
    Field("sales", "where", "choice", "salesperson", "продавець продавец менеджер", typed=True, groups=True),
    Field("team", "where", "choice", "team", "команда відділ отдел", typed=True, groups=True),
    Field("label", "where", "labels", "labels", "мітка метка ярлик ярлык тег tag", typed=True),
    Field("lang", "where", "choice", "language", "мова язык language", groups=True),
    Field("country", "where", "choice", "country", "країна страна", upper=True, groups=True),
    Field("city", "where", "text", "city", "місто город", groups=True),
    Field("tz", "where", "zone", "zone", "пояс зона часовий_пояс часовой_пояс timezone zone"),
    Field("import", "where", "choice", "import_id", "імпорт импорт"),
    Field("name", "who", "text", "name", "імʼя ім'я имя піб фио", sorts=True),
    Field(
        "company",
        "who",
        "text",
        "company",
        "компанія компания організація организация",
        sorts=True,
        groups=True,
    ),
    Field("phone", "who", "digits", "phones", "телефон тел tel"),
    Field("email", "who", "text", "emails", "пошта почта емейл mail e_mail"),
    Field("domain", "who", "text", "domains", "домен"),
    Field("inn", "who", "text", "inn", "інн инн єдрпоу едрпоу егрпоу"),
    Field("score", "numbers", "number", "score", "бал балл бали баллы", sorts=True),
    Field("budget", "numbers", "number", "amount_minor", "бюджет сума сумма amount", scale=100, sorts=True),
    Field("calls", "numbers", "number", "calls", "дзвінки звонки дзвінків звонков", sorts=True),
    Field("airtime", "numbers", "duration", "airtime", "ефір эфир розмова разговор", sorts=True),
    Field("wait", "numbers", "duration", "wait", "очікування ожидание чекав ждал", sorts=True),
    Field("touches", "numbers", "number", "touches", "дотики касания контактів контактов", sorts=True),
    Field("rounds", "numbers", "number", "nurture_rounds", "кола круги"),
    Field("bant", "numbers", "number", "bant", "бант", sorts=True),
    Field("champ", "numbers", "number", "champ", "чемп", sorts=True),
    Field("added", "time", "day", "received", "додано надійшло добавлено поступило received", sorts=True),
    Field(
        "due",
        "time",
        "day",
        "next_due",
        "строк термін срок крок шаг",
        past=False,
        within="active",
        sorts=True,
    ),
    Field("touched", "time", "day", "last_touch_at", "дотик касание контакт", sorts=True),
    Field(
        "first", "time", "day", "first_contact_at", "перший первый перший_контакт первый_контакт", sorts=True
    ),
    Field("decided", "time", "day", "decided_at", "вирішено розібрано решено разобрано", sorts=True),
    Field("taken", "time", "day", "taken_at", "взято", sorts=True),
    Field("handed", "time", "day", "handed_at", "передано", sorts=True),
    Field("won", "time", "day", "won_at", "виграно выиграно", sorts=True),
    Field("given", "time", "day", "given_at", "призначено назначено", sorts=True),
    Field("closed", "time", "day", "closed_at", "закрито закрыто", sorts=True),
    Field(
        "wake",
        "time",
        "day",
        "wake_at",
        "прокинеться проснётся пробудження пробуждение",
        past=False,
        sorts=True,
    ),
    Field("snoozed", "time", "day", "snoozed_until", "відкладено отложено", past=False, sorts=True),
    Field("cooled", "time", "since", "cool_since", "холоне охололо остывает остыл cooling", sorts=True),
    Field("age", "time", "since", "received", "вік возраст", sorts=True),
    Field(
        "stage_age", "time", "since", "stage_since", "вік_етапу на_етапі возраст_этапа на_этапе", sorts=True
    ),
    Field("sla", "time", "left", "norm_due", "норматив норма", sorts=True),
    Field("refusal", "why", "choice", "refusal", "відмова отказ", groups=True),
    Field("lost", "why", "choice", "lost_reason", "програш проигрыш програно проиграно", groups=True),
    Field(
        "junk_reason",
        "why",
        "choice",
        "place_reason",
        "сміття мусор причина_браку причина_брака",
        within="junk",
    ),
    Field(
        "archive_reason", "why", "choice", "place_reason", "причина_архіву причина_архива", within="archived"
    ),
    Field(
        "open",
        "view",
        "open",
        "zone",
        "відкрито открыто працює работает",
        _known(now="зараз сейчас"),
        closed=True,
    ),
    Field("sort", "view", "sort", aliases="сортування сортировка порядок"),
    Field("group", "view", "group", aliases="група группа групувати"),
    Field("limit", "view", "limit", aliases="ліміт лимит межа"),
    Field("call", "view", "order", "call", aliases="дзвонити звонить", sorts=True),
)


_LETTER = re.compile(r"[a-z0-9_]{1,40}")
LETTERED = ("bant", "champ", "check", "answer")
"""Prefixes of the answers: bant.t, champ.p by letter of the view, answer.<question id> by the question."""


def lookup_name(text: str) -> str:
    """The form in which names of fields are compared: folded, a hyphen is an underscore."""
    return fold(text).replace("-", "_")


BY_NAME: Mapping[str, Field] = {field.name: field for field in FIELDS}
_BY_ALIAS = {lookup_name(name): field for field in reversed(FIELDS) for name in field.names}


def find_field(typed: str) -> Field | None:
    """The field of a typed name or alias; `bant.t` gives a field of kind level; None if unknown."""
    name = lookup_name(typed)
    if name in _BY_ALIAS:
        return _BY_ALIAS[name]
    view, dot, letter = name.partition(".")
    view = _BY_ALIAS[view].name if view in _BY_ALIAS else view
    if dot and view in LETTERED and _LETTER.fullmatch(letter):
        return Field(f"{view}.{letter}", "numbers", "level", f"{view}.{letter}")
    return None


def all_names() -> tuple[str, ...]:
    """Every name and alias that a person can type before the colon."""
    return tuple(_BY_ALIAS)
