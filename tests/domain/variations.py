"""Invented leads and the ways in which one client comes again: other alphabets, slips, pet names, forms."""

from collections.abc import Callable
from random import Random

from tests.domain.matching_cases import Fields, lead

# (Ukrainian, Russian, Latin): forms of one name as three offices would write it.
GIVEN = (
    *(("Роман", "Роман", "Roman", "Ромко"), ("Софія", "София", "Sofiia", "Софійка")),
    *(("Степан", "Степан", "Stepan", "Степанко"), ("Уляна", "Ульяна", "Uliana", "Уля")),
    *(("Микола", "Николай", "Mykola", "Коля"), ("Тетяна", "Татьяна", "Tetiana", "Таня")),
    *(("Григорій", "Григорий", "Hryhorii", "Гриша"), ("Катерина", "Екатерина", "Kateryna", "Катя")),
    *(("Василь", "Василий", "Vasyl", "Вася"), ("Лариса", "Лариса", "Larysa", "Лара")),
    *(("Богдан", "Богдан", "Bohdan", "Бодя"), ("Надія", "Надежда", "Nadiia", "Надя")),
)
_STEMS = (
    *("Бур", "Верб", "Гайд", "Голов", "Дерк", "Жмур", "Зорян", "Кобз", "Куц", "Лавр", "Мельн", "Онищ"),
    *(
        "Пасіч",
        "Рогоз",
        "Савіц",
        "Сірк",
        "Стель",
        "Товст",
        "Філон",
        "Хомен",
        "Чумак",
        "Шумил",
        "Щегл",
        "Ярем",
    ),
)
_ENDS = ("енко", "ський", "ак", "чук", "ець", "ило", "ура", "ин")
FIRMS = (
    *("Вершина", "Обрій", "Смерека", "Ковадло", "Джерело", "Бджола", "Гранит", "Затишок", "Корона", "Лелека"),
    *(
        "Агро Центр",
        "Мета Буд",
        "Авто Світ",
        "Еко Дім",
        "Теплий Дім",
        "Молочна Ріка",
        "Золотий Лев",
        "Нова Хвиля",
    ),
)
_SOUNDS = "a b v h g d e ie zh z y i i i k l m n o p r s t u f kh ts ch sh shch  iu ia"
_KMU = dict(
    zip(
        "абвгґдеєжзиіїйклмнопрстуфхцчшщьюя",
        _SOUNDS.split(" "),
        strict=True,
    )
)
_OLD = _KMU | {"є": "e", "и": "i", "й": "y", "г": "g", "х": "h", "щ": "sch", "ю": "yu", "я": "ya", "ц": "c"}


def latin(word: str, table: dict[str, str]) -> str:
    return "".join(table.get(letter, letter) for letter in word.lower()).capitalize()


def client(random: Random) -> tuple[Fields, tuple[str, ...], str]:
    """A lead of somebody new, with the forms of the given name and the family name."""
    given = random.choice(GIVEN)
    family = random.choice(_STEMS) + random.choice(_ENDS)
    firm = f"{random.choice(FIRMS)} {random.randrange(2, 90)}" if random.random() < 0.7 else ""
    phone = f"0{random.choice(('50', '63', '66', '67', '93', '97'))}{random.randrange(10**7):07d}"
    email = f"{latin(family, _KMU).lower()}{random.randrange(10, 9999)}@ukr.net"
    told = lead(f"{given[0]} {family}", f"ТОВ «{firm}»" if firm else "", phone, email)
    return told, given, family


def slip(word: str, random: Random) -> str:
    """One letter left out, doubled or changed with its neighbour, not at the head."""
    place = random.randrange(1, len(word) - 1)
    return random.choice(
        (
            word[:place] + word[place + 1 :],
            word[:place] + word[place] + word[place:],
            word[:place] + word[place + 1] + word[place] + word[place + 2 :],
        )
    )


def again(told: Fields, given: tuple[str, ...], family: str, random: Random) -> Fields:
    """The same client as another office would write them down; one of the things that identify stays."""
    name = random.choice(
        (
            f"{latin(given[2], {})} {latin(family, _KMU)}",
            f"{latin(family, _OLD)} {given[2]}",
            f"{given[1]} {family}",
            f"{given[3]} {family}",
            f"{family} {given[0][0]}.",
            f"{given[0]} {slip(family, random)}",
            f"{family.upper()} {given[0]}",
        )
    )
    ways: list[Callable[[], Fields]] = [
        lambda: lead(name, phone=_dressed(told["phone"], random)),
        lambda: lead(name, email=told["email"].upper()),
        lambda: lead("", phone=_dressed(told["phone"], random)),
    ]
    if "company" in told:
        firm = told["company"][5:-1]
        full = random.choice(
            (f"{given[2]} {latin(family, _KMU)}", f"{given[3]} {family}", f"{family} {given[0]}")
        )
        dressed = random.choice(
            (f"{latin(firm, _KMU)} LLC", f"ООО {firm}", firm.replace(" ", "-"), slip(firm, random))
        )
        ways.append(lambda: lead(full, dressed))
    return random.choice(ways)()


def _dressed(phone: str, random: Random) -> str:
    a, b, c = phone[1:3], phone[3:6], phone[6:]
    return random.choice(
        (
            f"+380{phone[1:]}",
            f"+38 (0{a}) {b}-{c[:2]}-{c[2:]}",
            f"8 (0{a}) {b} {c}",
            f"00380{phone[1:]}",
            f"0{a}.{b}.{c}",
        )
    )


def stranger(told: Fields, given: tuple[str, ...], family: str, random: Random) -> Fields:
    """Somebody else who looks like a client: a colleague, a namesake, a neighbour by number."""
    fresh, _, _ = client(random)
    ways: list[Callable[[], Fields]] = [
        lambda: fresh,
        lambda: fresh | {"name": f"{given[0]} {family}", "company": "ТОВ «Зовсім Інша Фірма»"},
    ]
    if "company" in told:
        ways.append(lambda: fresh | {"company": told["company"]})
    return random.choice(ways)()
