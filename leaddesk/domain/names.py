"""Names of people: which word is the family name, how a name is shown, and its initials."""

import re
from dataclasses import dataclass

from leaddesk.domain.normal import fold
from leaddesk.domain.shapes import Shape

_PATRONYMIC = Shape(
    r"[^\W\d_]{2,}(?:ович|йович|евич|івна|ївна|овна|евна|инична|інічна)|(?:ілл|иль|лук|кузьм|фом|хом|сав)[іи]ч|"
    r"[^\W\d_]{2,}(?:ovych|yovych|ovich|evich|ivna|yivna|ovna|evna)"
)
_FAMILIES_LIKE_PATRONYMICS = frozenset(("мицкевич", "міцкевич", "пашкевич", "станкевич", "юшкевич"))
_FAMILY = Shape(
    r"[^\W\d_]+(?:енко|чук|щук|юк|як|ський|ська|цький|цька|ский|ская|цкий|цкая|ов|ев|єв|ова|ева|єва|ін|їн|іна|ин|ина|"
    r"ко|ець|ич|ишин|ишина|их|ых|ian|yan|enko|chuk|iuk|yuk|skyi|skyy|sky|ski|ska|skaya|skiy|ov|ev|ova|eva|wicz|"
    r"швілі|швили|дзе|ян|shvili|dze)"
)
_GIVEN_NAMES = """
ілля
олександр олександра олексій олексіи олена оксана олег ольга олеся остап андрій анна анастасія антон артем
богдан богдана борис вадим валентин валентина валерій валерія василь віктор вікторія віталій віталіна
володимир вячеслав галина ганна георгій григорій дарина дарія данило денис дмитро євген євгенія єлизавета
зоя іван іванна ігор інна ірина катерина кирило костянтин лариса леонід леся лідія любов людмила маргарита
марина марія марко максим микита микола михайло надія наталія наталя назар неля ніна олександрина орест
павло петро поліна роман руслан руслана сергій софія світлана соломія станіслав степан тарас тетяна тимофій
устим федір юлія юрій ярослав ярослава яна яків лілія мирослава александр александра алексей алена алина
алиса анатолий анатолій андрей антонина аркадий артур вера вероника виктор виктория виталий владимир
владислав всеволод геннадий глеб дарья данил даниил дмитрий евгений евгения екатерина елена елизавета иван
игорь илья инна ирина кирилл константин ксения лев леонид лидия мария михаил никита николай павел петр
полина сергей светлана семен снежана станислав татьяна тимур ульяна федор юлия юрий яков кристина oleksandr
oleksandra oleksii oleksiy olena oksana oleh oleg olha olga andrii andriy andrey anna anastasiia anton artem
bohdan bogdan borys vadym valentyna vasyl viktor viktoriia vitalii volodymyr halyna dmytro dmitry dmitriy
denys yevhen evgeny ivan ihor igor inna iryna irina kateryna kyrylo kostiantyn larysa liudmyla maryna mariia
maria maksym maxim mykola nikolay mykhailo mikhail nadiia nataliia natalia nazar pavlo pavel petro roman
ruslan serhii sergey sofiia svitlana svetlana stanislav stepan taras tetiana tatiana yuliia julia yurii yuri
yaroslav yana alexander james john robert michael william david richard joseph thomas charles christopher
daniel matthew mark donald steven paul andrew joshua kevin brian george edward peter mary patricia jennifer
linda elizabeth barbara susan jessica sarah karen lisa nancy emma emily laura kate anne jan piotr pawel
paweł tomasz krzysztof marek agnieszka katarzyna joanna hans klaus jürgen stefan andreas martin
"""
_GIVEN = frozenset(fold(_GIVEN_NAMES).split())
_TITLE_WORDS = (
    "mr mrs ms miss dr prof sir herr frau mme pan pani пан пані панове г-н г-жа гн гжа др проф доктор"
)
_TITLES = frozenset(_TITLE_WORDS.split())
_PARTICLE_WORDS = "van von der den de del della di da dos la le du al el bin ibn фон ван дер де ла"
_PARTICLES = frozenset(_PARTICLE_WORDS.split())
_SON_OF = frozenset(("оглу", "огли", "оглы", "кизи", "кызы", "oglu", "ogly", "kyzy"))
_MEN_IN_A = frozenset(
    ("микола", "ілля", "илья", "микита", "никита", "лука", "кузьма", "савва", "фома", "хома", "сава")
)
_SUFFIXES = frozenset(("jr", "sr", "ii", "iii", "phd", "mba", "md"))
_ENDINGS_THAT_TELL = ("ич", "іч", "на", "ych", "ich", "na", *_SON_OF)
_INITIALS = Shape(r"[^\W\d_]\.?|(?:[^\W\d_]\.){2,3}|[^\W\d_]\.[^\W\d_]")


@dataclass(frozen=True, slots=True)
class Name:
    """The parts of a person's name, each as typed; empty where there is none."""

    family: str = ""
    given: str = ""
    patronymic: str = ""

    @property
    def shown(self) -> str:
        """Given name before the family name, as on every row: Олена Ковальчук."""
        return " ".join(part for part in (self.given, self.family) if part)

    @property
    def full(self) -> str:
        """Family name, given name, patronymic: the order of documents."""
        return " ".join(part for part in (self.family, self.given, self.patronymic) if part)

    @property
    def initials(self) -> str:
        """One or two capitals for the avatar: ОК; `?` where there is no letter."""
        letters = (re.search(r"[^\W\d_]", part) for part in (self.given, self.family))
        return "".join(letter[0].upper()[0] for letter in letters if letter) or "?"


def split_name(text: str) -> Name:
    """The parts of a full name in any order that uk, ru and en know; nothing typed but a title is lost.

    A comma parts family from given ("Kowalski, Jan"). A patronymic tells the order: two words before it
    are family and given, one word after it is the family. Otherwise the given name is first, unless the
    first word is written in capitals, looks like a family name before a known given name, or stands
    before initials.
    """
    parts = text.split()
    if len(parts) == 2 and len(parts[1]) > 1 and parts[1].isalpha() and fold(parts[0]) in _GIVEN:
        family = fold(parts[1])
        if not family.endswith(_ENDINGS_THAT_TELL) and family not in _SUFFIXES and family not in _TITLES:
            return Name(parts[1], parts[0])
    return split_odd_name(text)


def split_odd_name(text: str) -> Name:
    """The same without the short way for two plain words; the oracle that it is tested against."""
    typed = " ".join(text.split())
    family, comma, given = typed.partition(",")
    if comma and given.strip() and not _is_suffix(given):
        return _from_given(family.strip(), given.strip())
    parts = [word for word in typed.replace(",", " ").split() if fold(word).strip(".") not in _TITLES]
    parts = parts or typed.split()
    if len(parts) > 1 and _is_suffix(parts[-1]):
        parts = [*parts[:-2], f"{parts[-2]} {parts[-1]}"]
    if len(parts) < 2:
        return Name(given=typed if not parts else parts[0])
    return _ordered(parts)


def _is_suffix(word: str) -> bool:
    return fold(word).strip(" .") in _SUFFIXES


def _from_given(family: str, given: str) -> Name:
    first, _, rest = given.partition(" ")
    patronymic = rest if rest and _is_patronymic(rest) else ""
    return Name(family, first if patronymic else given, patronymic)


def _is_patronymic(word: str) -> bool:
    folded = fold(word)
    return folded in _SON_OF or _PATRONYMIC.fullmatch(folded) is not None


def _ordered(parts: list[str]) -> Name:
    place = next((place for place in range(len(parts) - 1, 0, -1) if _is_patronymic(parts[place])), None)
    if place is not None and _fits(parts, place):
        return _around_patronymic(parts, place)
    particle = next((p for p in range(1, len(parts) - 1) if fold(parts[p]) in _PARTICLES), None)
    if particle is not None:
        return Name(family=" ".join(parts[particle:]), given=" ".join(parts[:particle]))
    if _family_first(parts):
        return Name(family=parts[0], given=" ".join(parts[1:]))
    return Name(family=parts[-1], given=" ".join(parts[:-1]))


def _fits(parts: list[str], place: int) -> bool:
    """False for a family name that only ends like a patronymic: Анна Маркович, Адам Мицкевич."""
    given = fold(parts[place - 1])
    manly = fold(parts[place]).endswith(("ич", "іч", "ych", "ich"))
    if manly and given[-1:] in ("а", "я", "a") and given not in _MEN_IN_A:
        return False
    return len(parts) > 2 or (given in _GIVEN and fold(parts[place]) not in _FAMILIES_LIKE_PATRONYMICS)


def _around_patronymic(parts: list[str], place: int) -> Name:
    first = place - 1 if fold(parts[place]) in _SON_OF and place > 1 else place
    before, after = parts[:first], parts[place + 1 :]
    patronymic = " ".join(parts[first : place + 1])
    if after:
        return Name(" ".join(after), " ".join(before), patronymic)
    return Name(" ".join(before[:-1]), before[-1], patronymic)


def _family_first(parts: list[str]) -> bool:
    first, second = fold(parts[0]), fold(parts[1])
    if all(_INITIALS.fullmatch(part) for part in parts[1:]):
        return True
    if first in _GIVEN or _INITIALS.fullmatch(parts[0]):
        return False
    shouted = len(parts[0]) > 1 and parts[0].isupper() and not parts[1].isupper()
    return (
        shouted
        or second in _GIVEN
        or (_FAMILY.fullmatch(first) is not None and not _FAMILY.fullmatch(second))
    )


def is_given_name(word: str) -> bool:
    """True for a given name that is common in Ukraine, Russia or the West, in its own script or Latin."""
    return fold(word) in _GIVEN


def looks_like_family(word: str) -> bool:
    """True for a word with an ending of Slavic or Caucasian family names."""
    return _FAMILY.fullmatch(fold(word)) is not None
