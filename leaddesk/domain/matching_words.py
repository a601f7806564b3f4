"""Words that say nothing of who somebody is, and words of business in several languages, as data."""

import re
from functools import cache, lru_cache

from leaddesk.domain.companies import LEGAL_FORMS
from leaddesk.domain.matching_sound import sound

_MORE_FORMS = """
    тзов тзоп флп фоп сп спд спдфл чп пп прат приват ват зат дп доо то тдв кп кс гмбх инк лтд ллс
    лимитед tov tzov tzop fop flp pp pe chp ao at oao zao pao ip too jsc pjsc cjsc ojsc pat prat vat zat
    dp sp spd ltd llc llp inc corp corporation co company limited gmbh mbh ag kg ug ohg ek se sa sarl
    srl sro spa oy ab as aps bv nv spzoo zoo oo pty plc lp sas eood ood ad dooel doo kft zrt eirl sl slu
    sp. k j компания компанія фирма фірма группа група компаній компаний корпорация корпорація общество
    товариство ответственностью відповідальністю ограниченной обмеженою закрытое акционерное акціонерне
    приватне частное предприятие підприємство фізична физическое особа лицо підприємець предприниматель
    spółka spolka the and und und і и та й & et of з с
"""
FORMS = frozenset(LEGAL_FORMS | set(_MORE_FORMS.split()))
"""Legal forms and fillers in uk, ru, en, de and pl, folded."""

# Between two semicolons stand words of one meaning or one origin; only those that sound apart.
_BUSINESS = """
буд будівництво строй строительство стройка build building bud stroi stroy bau budownictwo construction;
світ мир svit mir world welt swiat swit; звязок связь зв'язок zviazok zvyazok svyaz sviaz link connect;
постач постачання снаб снабжение supply postach snab; захід запад zahid zakhid zapad west; схід восток
skhid shid vostok east ost wschod; північ север pivnich sever north nord polnoc; південь юг юг pivden yug
yuh south sud süd poludnie пів юга; центр центер center centre zentrum centrum tsentr; тех техно техніка
техника tech techno technik technika technology technologies teh tekh; сервіс сервис service services
servis serwis; дизайн design dizain dyzain dizayn; майстер мастер master maister meister mistrz; дім дом
house haus хаус dim dom khaus hause; дерево ліс лес wood holz drewno les lis; груп групп group gruppe
grupa grup grupp гроуп; трейд торг trade handel treid torh torg trading трейдинг handel; лайн line linia
лінія линия lain layn; лайк like laik; експорт экспорт export eksport; інвест инвест invest інвестиції
инвестиции investment investments inwest; маркет ринок рынок market rynok markt rynek; плюс plus plius
плюс plyus pljus; логістик логістика логистик логистика logistic logistics logistik logistyka lohistyk
lohistyka логістікс логистикс; фарм фарма фармація pharm pharma farm farma pharmacy аптека apteka; пром
промисловість промышленность prom industry industrie industrial przemysl індустрія индустрия; авто auto
avto awto; агро agro аграрний аграрный agrar; енерго энерго енергія энергия energy energo energie energia
enerho; харчо пищевой food продукт products продукти їжа еда; світло свет light licht svitlo; метал металл
metal metall; скло стекло glass glas sklo steklo szklo; молоко milk moloko milch mleko; хліб хлеб bread
khlib hlib hleb brot chleb; вода water voda wasser woda; сонце солнце sun sonce sontse solnce sonne
slonce; зірка звезда star zirka zvezda stern gwiazda; золото gold zoloto zloto; срібло серебро silver
sriblo serebro silber srebro; бір бор forest wald; гора mountain hora gora berg; ріка река river rika
reka; море sea more meer morze; капітал капитал capital kapital; консалт консалтинг consult consulting
konsalt konsulting; медіа медиа media; друк печать print druk druck druk pechat; безпека безопасность
security охорона охрана sicherheit; щит shield shchyt schyt shchit schild tarcza; студія студия studio;
школа school shkola schule szkola; клініка клиника clinic klinika klinik; мед медичний медицинский med
medical medyk; дент дентал стоматологія стоматология dental dent; меблі мебель furniture mebli mebel mobel
möbel meble; двері двери door doors dveri tür drzwi; вікна окна window windows vikna okna fenster okno;
камінь камень stone kamin kamen stein kamien; залізо железо iron zalizo zhelezo eisen zelazo; сталь steel
stal stahl; нафта нефть олія масло oil nafta neft öl olej; газ gas gaz haz; транс транспорт trans
transport; експрес экспресс express ekspres; місто город city misto horod gorod stadt miasto сіті сити;
ленд land край krai kray; нова новий новый новая new nova novyi novyy neu neue nowy nowa нью; великий
большой big velykyi bolshoi gross; перший первый first pershyi pervyy; кращий лучший best; домівка home;
система системи системы system systems systema sistema; софт soft; комп комп'ютер компьютер computer comp
komp; електро электро electro elektro; термо тепло thermo termo teplo; аква aqua akva; еко эко eco eko;
профі профи profi pro; опт opt whole гурт hurt; клуб club klub; тур тревел travel tour тревел tur; фонд
fund foundation fond; банк bank; союз спілка union soiuz spilka; вік век vik vek age; україна украина
ukraine ukraina укр ukr; інтернешнл интернешнл international; холдинг holding kholding; партнер partner
партнери partners; альянс alliance alians; ресурс resource resurs
"""
_NOBODY = """
    вхідний входящий дзвінок звонок виклик вызов incoming call caller unknown невідомий неизвестный
    невідомо неизвестно клієнт клиент client customer lead лід лид guest гість гость visitor відвідувач
    посетитель abonent абонент user користувач пользователь test тест noname безіменний аноним anonymous
    na none null контакт contact пропущений пропущенный missed заявка request сайт site website
"""
NOBODY = frozenset(_NOBODY.split())
"""Words that stand where nobody knew a name."""

_TITLES = """
    mr mrs ms miss dr prof sir herr frau mme пан пані панове г-н г-жа господин госпожа др проф доктор jr
    sr phd pan pani инженер директор
"""
TITLES = frozenset(_TITLES.split())
"""Words before a name that are no part of it."""

_STREETS = """
    вулиця вул улица ул street st str strasse straße проспект просп пр пркт avenue ave av boulevard blvd
    бульвар бул провулок пров переулок пер road rd drive dr lane ln площа пл площадь square sq place pl
    court ct crt parkway pkwy highway hwy close cl crescent cres circuit cct terrace tce way circle cir
    будинок буд дом д квартира кв apartment apt suite ste офіс оф офис office floor fl unit корпус корп
    місто город м г ulica ul aleja al plac osiedle os набережна наб набережная узвіз спуск тракт шосе
    шоссе corner cnr near next
"""
STREETS = frozenset(_STREETS.split())
"""Words of a postal address that every address has."""

_STRESS = {"north": "n", "south": "s", "east": "e", "west": "w"}


_GLUED_STREET = re.compile(
    r"(?<=.{4})(?:street|stra(?:ss|ß)e|avenue|place|close|crescent|circuit|drive|court|вулиця|улица)$"
)


def street_word(word: str) -> str:
    """A word of an address without the street that was glued to it: auroraclose, Lindenstraße."""
    return direction(_GLUED_STREET.sub("", word))


def direction(word: str) -> str:
    """`n` of north, and so on; any other word as it is."""
    return _STRESS.get(word, word)


# Four marks, so that one word for another is no slip of a finger but another company.
_FIRST_MARK = 0xE000
_FIRST = chr(_FIRST_MARK)


@cache
def _business() -> tuple[dict[str, str], dict[str, str]]:
    """The one word for each form: by its letters, and by its sound."""
    written: dict[str, str] = {}
    heard: dict[str, str] = {}
    for number, line in enumerate(_BUSINESS.split(";")):
        mark = chr(_FIRST_MARK + number) * 4
        for form in line.replace("'", "").split():
            written.setdefault(form, mark)
            heard.setdefault(sound(form), mark)
    return written, heard


def marks_of(text: str) -> frozenset[str]:
    """Which words of business stand in a sounded company."""
    return frozenset(mark for mark in text if mark >= _FIRST)


@lru_cache(maxsize=1 << 16)
def business_sound(word: str) -> str:
    """The sound of a word of a company, with the words of business inside it in one language.

    >>> business_sound("цементсвіт") == business_sound("cementmir")
    True
    """
    written, heard = _business()
    known = written.get(word) or heard.get(sound(word))
    if known is not None:
        return known
    return _parted(word, written, False) or _parted(word, heard, True) or _nearly(word) or sound(word)


def _nearly(word: str) -> str | None:
    """The same of a word whose last part is one slip from a known one (Холднг, Експотр)."""
    for cut in range(len(word) - 4):
        found = _slipped(sound(word[cut:]))
        if found is not None and cut != 1:
            return business_sound(word[:cut]) + found if cut else found
    return None


def _slipped(sounded: str) -> str | None:
    known = _by_deletion()
    found = {known.get(sounded)}
    for place in range(len(sounded)):
        less = sounded[:place] + sounded[place + 1 :]
        found |= {known.get(less), _business()[1].get(less) if len(less) >= 5 else None}
    found.discard(None)
    return found.pop() if len(found) == 1 else None


@cache
def _by_deletion() -> dict[str, str]:
    """Long words of business with one letter left out; those that two words come to are left out."""
    found: dict[str, str] = {}
    for form, mark in _business()[1].items():
        if len(form) >= 5:
            for place in range(len(form)):
                less = form[:place] + form[place + 1 :]
                found[less] = mark if found.get(less, mark) == mark else ""
    return {form: mark for form, mark in found.items() if mark}


def _parted(word: str, known: dict[str, str], by_sound: bool) -> str | None:
    """A compound with a known word at its end or its head; None where there is none."""
    for cut in range(2, len(word) - 1):
        tail = word[cut:]
        found = known.get(sound(tail) if by_sound else tail)
        if found is not None and not (by_sound and word[cut - 1] == word[cut]):
            return business_sound(word[:cut]) + found
    for cut in range(len(word) - 2, 2, -1):
        head = word[:cut]
        found = known.get(sound(head) if by_sound else head)
        if found is not None and not (by_sound and word[cut - 1] == word[cut]):
            return found + sound(word[cut:])
    return None
