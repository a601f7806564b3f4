"""What each `is:`, `has:` and `no:` means as comparisons of facts, and the splits of the inbox as queries."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import timedelta

from leaddesk.domain.normal import fold
from leaddesk.domain.search_dates import Asker
from leaddesk.domain.search_logic import NONE, Cmp, Flag, Null, Resolved, every, no, some

_TILL_NOON = timedelta(hours=36)
"""From the midnight that today began with until noon tomorrow."""

Meaning = Callable[[Asker], Resolved]


@dataclass(frozen=True, slots=True)
class State:
    """A value of `is:`, `has:` or `no:`: its id, its Ukrainian and Russian aliases, what it asks."""

    id: str
    aliases: str
    means: Meaning

    @property
    def names(self) -> tuple[str, ...]:
        """The id and the aliases."""
        return (self.id, *self.aliases.split())


def _is(key: str, value: str) -> Meaning:
    return lambda asker: Cmp(key, "=", value)


def _flag(key: str) -> Meaning:
    return lambda asker: Flag(key)


def _set(key: str) -> Meaning:
    return lambda asker: no(Null(key))


def _active(asker: Asker) -> Resolved:
    """A request on the board: in no place; cold lists are in no split (decision 13)."""
    return every(Cmp("kind", "=", "request"), Null("place"))


def _new(asker: Asker) -> Resolved:
    return every(_active(asker), Cmp("stage", "=", "new"))


def _contactless(asker: Asker) -> Resolved:
    """A6: no contact, so junk by itself, and no person has decided about it yet."""
    junk = every(
        Cmp("kind", "=", "request"), Cmp("place", "=", "junk"), Cmp("place_reason", "=", "no_contact")
    )
    return every(junk, Null("decided_at"))


def _overdue(asker: Asker) -> Resolved:
    """The same tree as `due:<today` (UX 4.3): the step was due before today began for the asker."""
    return every(Cmp("next_due", "<", asker.midnight), _active(asker))


def _mine(asker: Asker) -> Resolved:
    return Cmp("owner", "=", asker.me) if asker.me else NONE


def _snoozed(asker: Asker) -> Resolved:
    return Cmp("snoozed_until", ">", asker.now)


def _returning(asker: Asker) -> Resolved:
    """Came before this lead (A10), or this lead is in a later nurture round (journey 5)."""
    return some(Cmp("before_n", ">", 0), Cmp("nurture_rounds", ">", 0))


def _forgotten(asker: Asker) -> Resolved:
    """B3: owned without a next step, or unowned and outside the queue; a snooze is a next step."""
    owned = every(no(Null("owner")), Null("next_due"), no(_snoozed(asker)))
    unowned = every(Null("owner"), no(Flag("queued")))
    return every(_active(asker), some(owned, unowned))


def _late(asker: Asker) -> Resolved:
    return every(_active(asker), Cmp("norm_due", "<=", asker.now))


def _waiting(asker: Asker) -> Resolved:
    """The norm runs: a signal came and nobody has tried yet."""
    return every(_active(asker), no(Null("norm_due")))


def _pressing(asker: Asker) -> Resolved:
    """C15: cannot wait for one's next shift: a norm runs, a reply waits, a step is due by noon tomorrow."""
    due = Cmp("next_due", "<=", asker.midnight + _TILL_NOON)
    return every(_active(asker), no(_snoozed(asker)), some(no(Null("norm_due")), Flag("replied"), due))


def _disputed(asker: Asker) -> Resolved:
    """A10: somebody else owns another open lead of the same client; the head settles it."""
    return every(_active(asker), Flag("disputed"))


def _unaccepted(asker: Asker) -> Resolved:
    """Handed over, and sales have not said yes yet."""
    return every(_active(asker), Cmp("stage", "=", "handed_over"), Null("accepted_at"))


def _stuck(asker: Asker) -> Resolved:
    return every(_active(asker), Cmp("stuck_at", "<=", asker.now))


def _lost(asker: Asker) -> Resolved:
    return Cmp("outcome", "=", "lost")


FLAGS: tuple[State, ...] = (
    State("new", "нові новий нова новые новый новая", _new),
    State("active", "активні активний активные активный", _active),
    State("replied", "відповіли відповів відповіла ответили ответил ответила", _flag("replied")),
    State("client", "клієнт клієнти клиент клиенты", _flag("client")),
    State("coldlist", "холодний_список холсписок холодный_список", _is("kind", "cold")),
    State("hot", "гарячі гарячий гаряча горячие горячий горячая", _is("temperature", "hot")),
    State("warm", "теплі теплий тепла тёплые тёплый тёплая", _is("temperature", "warm")),
    State("cold", "холодні холодний холодна холодные холодный холодная", _is("temperature", "cold")),
    State("junk", "неякісні неякісний сміття некачественные некачественный мусор", _is("place", "junk")),
    State("archived", "архів в_архіві архивные архив в_архиве archive", _is("place", "archive")),
    State("contactless", "без_контакту без_контакта безконтактні", _contactless),
    State("unread", "непрочитані непрочитаний непрочитанные непрочитанный", lambda asker: no(Flag("read"))),
    State("starred", "зірка із_зіркою зірочка звезда со_звездой звёздочка", _flag("starred")),
    State("overdue", "прострочені прострочений просроченные просроченный просрочено прострочено", _overdue),
    State("late", "поза_нормативом вне_норматива запізно поздно", _late),
    State("waiting", "чекають чекає ждут ждёт", _waiting),
    State("intime", "у_нормативі вчасно в_нормативе вовремя", _flag("in_norm")),
    State("pressing", "невідкладні негайні на_зміну неотложные срочные на_смену", _pressing),
    State("disputed", "спірні спірний спорные спорный", _disputed),
    State("unaccepted", "чекають_прийняття неприйняті ждут_принятия непринятые", _unaccepted),
    State("snoozed", "відкладені відкладений отложенные отложенный", _snoozed),
    State("mine", "мої мій моя мои мой моё", _mine),
    State("unassigned", "без_власника нічиї нічий без_владельца ничьи ничей", lambda asker: Null("owner")),
    State("forgotten", "загублені забуті потерянные забытые потеряно загублено", _forgotten),
    State("duplicate", "дубль дублі дубли повтор", _flag("duplicate")),
    State("returning", "повторні повторний повторное був_раніше повторные повторный был_раньше", _returning),
    State("mql", "", _is("level", "mql")),
    State("sal", "", _is("level", "sal")),
    State("sql", "", _is("level", "sql")),
    State("taken", "взяті взятий взяты взятый", _set("taken_at")),
    State("qualified", "кваліфіковані кваліфікований квалифицированные", _set("qualified_at")),
    State("readied", "були_готові стали_готовими были_готовы", _set("ready_at")),
    State("handed", "передані переданий переданные переданный", _set("handed_at")),
    State("won", "виграні виграний виграно выигранные выигранный выиграно", _set("won_at")),
    State("lost", "програні програний програно проигранные проигранный проиграно", _lost),
    State(
        "nurturing", "вирощування прогрів у_прогріві прогрев в_прогреве взращивание", _is("place", "nurture")
    ),
    State("ready", "готові готовий готова готовые готовый готовая", _flag("ready")),
    State("stuck", "застрягли застряг застрявшие застрял зависли", _stuck),
    State("local", "локальні локальний локальные локальный", _flag("local")),
    State(
        "unsynced", "невідправлені неотправленные несинхронізовані несинхронизированные", _flag("unsynced")
    ),
    State("merged", "об'єднані об'єднаний объединённые объединённый", _flag("merged")),
    State("conflict", "конфлікт конфлікти конфликт конфликты", _flag("conflict")),
)

HAVE: tuple[State, ...] = (
    State("phone", "телефон телефону телефона", _flag("has_phone")),
    State("email", "пошта пошту почта почту емейл", _flag("has_email")),
    State("messenger", "месенджер месенджера мессенджер мессенджера", _flag("has_messenger")),
    State("contact", "контакт контакту контакта", _flag("reachable")),
    State("need", "потреба потребу потребность", _set("need")),
    State("recording", "запис запису запись записи", _flag("has_recording")),
    State("note", "нотатка нотатку заметка заметку", _flag("has_note")),
    State("task", "задача задачу задачи", _flag("has_task")),
    State("evidence", "доказ докази підтвердження доказательство доказательства", _flag("has_evidence")),
    State("file", "файл файлу файла", _flag("has_file")),
    State("card", "візитка візитку візитки визитка визитку визитки", _flag("has_card")),
    State("company", "компанія компанії компания компании", _set("company")),
    State("score", "бал балл", _set("score")),
    State("budget", "бюджет бюджету бюджета", _set("amount_minor")),
    State("owner", "власник власника владелец владельца", _set("owner")),
    State("step", "крок кроку шаг шага", _set("next_due")),
)

FLAG_BY_ID: Mapping[str, State] = {state.id: state for state in FLAGS}
HAVE_BY_ID: Mapping[str, State] = {state.id: state for state in HAVE}


def states_of(field_name: str) -> tuple[State, ...]:
    """The values of `is` (FLAGS) or of `has` and `no` (HAVE)."""
    return FLAGS if field_name == "is" else HAVE


def find_state(field_name: str, typed: str) -> State | None:
    """The state of a typed id or alias; None if unknown."""
    name = fold(typed).replace("-", "_").replace(" ", "_")
    return next((state for state in states_of(field_name) if name in map(fold, state.names)), None)


@dataclass(frozen=True, slots=True)
class Split:
    """A tab of the inbox: `query` gives its rows; its number counts `counted`, which is mostly the same."""

    id: str
    query: str
    counted: str


def _split(id_: str, query: str, counted: str | None = None) -> Split:
    return Split(id_, query, counted if counted is not None else query)


SPLITS: tuple[Split, ...] = (
    _split("hot", "is:hot is:active -is:snoozed"),
    # A6: the record without a contact is listed in New and counted in no figure.
    _split("new", "is:new -is:snoozed OR is:contactless", "is:new -is:snoozed"),
    _split("replied", "is:replied is:active"),
    _split("today", "due:today"),
    _split("overdue", "due:<today"),
    _split("snoozed", "is:snoozed is:active"),
    _split("unassigned", "is:unassigned is:active -is:snoozed"),
    _split("all", "is:active"),
)
