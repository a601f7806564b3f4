"""Pairs of leads with the verdict that a person would give, each with the reason as its name."""

from typing import NamedTuple

Fields = dict[str, str]


class Case(NamedTuple):
    name: str
    one: Fields
    other: Fields
    kind: str


def lead(name: str = "", company: str = "", phone: str = "", email: str = "", **more: str) -> Fields:
    fields = {"name": name, "company": company, "phone": phone, "email": email, **more}
    return {key: value for key, value in fields.items() if value}


_OLENA = lead("Олена Ковальчук", "ТОВ «Вершина»", "067 512 34 98", "o.kovalchuk@vershyna.ua")
_PHONE = "067 512 34 98"

SAME = [
    Case("itself", _OLENA, _OLENA, "duplicate"),
    Case(
        "phone in the international form", lead(phone=_PHONE), lead(phone="+380 (67) 512-34-98"), "duplicate"
    ),
    Case("phone after two zeros", lead(phone=_PHONE), lead(phone="00380675123498"), "duplicate"),
    Case("phone after the old eight", lead(phone=_PHONE), lead(phone="8 (067) 512-34-98"), "duplicate"),
    Case("phone without its zero", lead(phone="67 512 34 98"), lead(phone=_PHONE), "duplicate"),
    Case("phone with dots", lead(phone=_PHONE), lead(phone="067.512.34.98"), "duplicate"),
    Case("phone read from a card with O for 0", lead(phone="O67 5l2 34 98"), lead(phone=_PHONE), "duplicate"),
    Case("one of two phones", lead(phone=f"{_PHONE}; 050 600 70 81"), lead(phone="0506007081"), "duplicate"),
    Case(
        "phones in one cell by slash", lead(phone=f"0442280917 / {_PHONE}"), lead(phone=_PHONE), "duplicate"
    ),
    Case(
        "Polish phone with and without code",
        lead(phone="+48 602 347 825"),
        lead(phone="602347825"),
        "duplicate",
    ),
    Case(
        "German phone in two forms", lead(phone="+49 1512 3456780"), lead(phone="01512 3456780"), "duplicate"
    ),
    Case("Moldovan phone in two forms", lead(phone="+373 69 357 924"), lead(phone="069357924"), "duplicate"),
    Case(
        "Kazakh phone with eight",
        lead(phone="8 (707) 390-85-08"),
        lead(phone="+7 707 390 85 08"),
        "duplicate",
    ),
    Case(
        "e-mail in capitals",
        lead(email="O.Koval@VERSHYNA.UA"),
        lead(email="o.koval@vershyna.ua"),
        "duplicate",
    ),
    Case(
        "e-mail with a tag",
        lead(email="koval+expo@vershyna.ua"),
        lead(email="koval@vershyna.ua"),
        "duplicate",
    ),
    Case("dots in gmail", lead(email="o.le.na91@gmail.com"), lead(email="olena91@gmail.com"), "duplicate"),
    Case("googlemail", lead(email="olena91@googlemail.com"), lead(email="olena91@gmail.com"), "duplicate"),
    Case("mailto", lead(email="mailto:olena91@gmail.com"), lead(email="olena91@gmail.com"), "duplicate"),
    Case("domain misread", lead(email="olena9174@gmai1.com"), lead(email="olena9174@gmail.com"), "duplicate"),
    Case(
        "name and company across alphabets",
        lead("Олена Ковальчук", "ТОВ «Вершина»"),
        lead("Olena Kovalchuk", "Vershyna LLC"),
        "duplicate",
    ),
    Case(
        "names in the other order",
        lead("Ковальчук Олена", "Вершина"),
        lead("Олена Ковальчук", "Вершина"),
        "duplicate",
    ),
    Case(
        "Russian spelling of a Ukrainian name",
        lead("Дмитро Яценко", "Вершина"),
        lead("Дмитрий Яценко", "Вершина"),
        "duplicate",
    ),
    Case(
        "transliteration of the passport",
        lead("Сергій Щербина", "Вершина"),
        lead("Serhii Shcherbyna", "Вершина"),
        "duplicate",
    ),
    Case(
        "older transliteration",
        lead("Сергій Щербина", "Вершина"),
        lead("Sergey Scherbina", "Вершина"),
        "duplicate",
    ),
    Case(
        "German transliteration",
        lead("Юрій Жуковський", "Вершина"),
        lead("Juri Schukowski", "Вершина"),
        "duplicate",
    ),
    Case(
        "Polish transliteration",
        lead("Олег Щербак", "Вершина"),
        lead("Oleh Szczerbak", "Вершина"),
        "duplicate",
    ),
    Case("pet name", lead("Саша Ткачук", phone=_PHONE), lead("Олександр Ткачук", phone=_PHONE), "duplicate"),
    Case(
        "pet name at the same company",
        lead("Катруся Ткачук", "Вершина"),
        lead("Катерина Ткачук", "Вершина"),
        "duplicate",
    ),
    Case(
        "English pet name",
        lead("Bill Harrow", "Northwind Ltd"),
        lead("William Harrow", "Northwind"),
        "duplicate",
    ),
    Case(
        "married name by phone",
        lead("Олена Ковальчук", phone=_PHONE),
        lead("Олена Бондар", phone=_PHONE),
        "duplicate",
    ),
    Case(
        "married name by e-mail",
        lead("Олена Бондар", email="o.kovalchuk@vershyna.ua"),
        lead("Олена Ковальчук", email="o.kovalchuk@vershyna.ua"),
        "duplicate",
    ),
    Case(
        "patronymic told once",
        lead("Ковальчук Олена Іванівна", "Вершина"),
        lead("Олена Ковальчук", "Вершина"),
        "duplicate",
    ),
    Case(
        "initials and a phone",
        lead("Ковальчук О.І.", phone=_PHONE),
        lead("Олена Ковальчук", phone=_PHONE),
        "duplicate",
    ),
    Case(
        "feminine ending in the other language",
        lead("Олена Зеленська", "Вершина"),
        lead("Елена Зеленская", "Вершина"),
        "duplicate",
    ),
    Case(
        "soft sign and apostrophe",
        lead("Лук'яненко Іван", "Вершина"),
        lead("Иван Лукьяненко", "Вершина"),
        "duplicate",
    ),
    Case(
        "umlaut as two letters",
        lead("Jörg Müller", "Nordwerk"),
        lead("Joerg Mueller", "Nordwerk GmbH"),
        "duplicate",
    ),
    Case(
        "umlaut left out", lead("Jürgen Köhler", "Nordwerk"), lead("Jurgen Kohler", "Nordwerk"), "duplicate"
    ),
    Case("letters doubled", lead("Анна Савченко", "Вершина"), lead("Анна Саввченко", "Вершина"), "duplicate"),
    Case("one letter wrong", lead("Анна Савченко", "Вершина"), lead("Анна Савчинко", "Вершина"), "duplicate"),
    Case("letters swapped", lead("Анна Савченко", "Вершина"), lead("Анна Савчекно", "Вершина"), "duplicate"),
    Case(
        "digit for a letter",
        lead("0лена Кова1ьчук", phone=_PHONE),
        lead("Олена Ковальчук", phone=_PHONE),
        "duplicate",
    ),
    Case(
        "Latin letter in a Cyrillic word",
        lead("Oлена Koвальчук", "Вершина"),
        lead("Олена Ковальчук", "Вершина"),
        "duplicate",
    ),
    Case("glued name", lead("КОВАЛЬЧУКОлена", "Вершина"), lead("Олена Ковальчук", "Вершина"), "duplicate"),
    Case(
        "company of the domain",
        lead("Олена Ковальчук", "Вершина"),
        lead("Олена Ковальчук", website="https://www.vershyna.com.ua"),
        "duplicate",
    ),
    Case(
        "company in another language",
        lead("Олена Ковальчук", "Золотий Світ"),
        lead("Елена Ковальчук", "Золотой Мир"),
        "duplicate",
    ),
    Case(
        "company in one word",
        lead("Олена Ковальчук", "Агро Центр"),
        lead("Олена Ковальчук", "Агроцентр"),
        "duplicate",
    ),
    Case(
        "company with a slip",
        lead("Олена Ковальчук", "Вершинаа"),
        lead("Олена Ковальчук", "Вершина"),
        "duplicate",
    ),
    Case(
        "forms of companies in uk and ru",
        lead("Олена Ковальчук", "ТзОВ «Вершина»"),
        lead("Олена Ковальчук", "ООО Вершина"),
        "duplicate",
    ),
    Case(
        "forms of companies in pl",
        lead("Jan Nowicki", "Bursztyn sp. z o.o."),
        lead("Jan Nowicki", "Bursztyn"),
        "duplicate",
    ),
    Case(
        "forms of companies in de",
        lead("Hans Becker", "Eisvogel GmbH & Co. KG"),
        lead("Hans Becker", "Eisvogel"),
        "duplicate",
    ),
    Case(
        "a name only of a company, same phone",
        lead(company="Вершина", phone=_PHONE),
        lead(company="Вершина", phone=_PHONE),
        "duplicate",
    ),
    Case(
        "address with slips and no contact",
        lead("Imelda Farrow", address="17 Wattlebrook Crescent", city="Glenora", zip="3188"),
        lead("Imelda Farow", address="17 Watlebrook Cres", city="Glenora", zip="3188"),
        "duplicate",
    ),
    Case(
        "address in another order",
        lead("Imelda Farrow", address="Rosebank, 17 Wattlebrook Crescent", city="Glenora", zip="3188"),
        lead("Imelda Farrow", address="17 Wattlebrook Crescent, Rosebank", city="Glenora", zip="3188"),
        "duplicate",
    ),
]

APART = [
    Case("strangers", _OLENA, lead("Петро Гнатів", "Обрій", "050 111 27 43", "p@obrii.ua"), "new"),
    Case(
        "namesake in another company",
        lead("Олена Ковальчук", "Вершина"),
        lead("Олена Ковальчук", "Обрій"),
        "new",
    ),
    Case("namesake without anything else", lead("Зореслава Чмелик"), lead("Зореслава Чмелик"), "new"),
    Case(
        "namesake with another phone",
        lead("Олена Ковальчук", phone=_PHONE),
        lead("Олена Ковальчук", phone="0501112743"),
        "new",
    ),
    Case("colleague", lead("Олена Ковальчук", "Вершина"), lead("Петро Гнатів", "Вершина"), "related"),
    Case(
        "colleague of the same family name",
        lead("Олена Ковальчук", "Вершина"),
        lead("Петро Ковальчук", "Вершина"),
        "related",
    ),
    Case(
        "colleague of the same given name",
        lead("Олена Ковальчук", "Вершина"),
        lead("Олена Гнатів", "Вершина"),
        "related",
    ),
    Case(
        "colleague at the office phone",
        lead("Олена Ковальчук", "Вершина", "0442280917 доб. 12"),
        lead("Петро Гнатів", "Вершина", "0442280917 доб. 14"),
        "related",
    ),
    Case(
        "colleague at info@",
        lead("Олена Ковальчук", email="info@vershyna.ua"),
        lead("Петро Гнатів", email="info@vershyna.ua"),
        "related",
    ),
    Case(
        "colleague of the domain",
        lead("Олена Ковальчук", email="o.kovalchuk@vershyna.ua"),
        lead("Петро Гнатів", email="p.hnativ@vershyna.ua"),
        "related",
    ),
    Case(
        "neighbours at free mail",
        lead("Олена Ковальчук", email="okovalchuk@ukr.net"),
        lead("Петро Гнатів", email="phnativ@ukr.net"),
        "new",
    ),
    Case(
        "the same junk phone",
        lead("Олена Ковальчук", phone="000 000 00 00"),
        lead("Петро Гнатів", phone="0000000000"),
        "new",
    ),
    Case(
        "the same junk e-mail",
        lead("Олена Ковальчук", email="no@email.com"),
        lead("Олена Ковальчук", email="no@email.com"),
        "new",
    ),
    Case(
        "the next phone of a row",
        lead("Олена Ковальчук", phone=_PHONE),
        lead("Петро Гнатів", phone="067 512 34 99"),
        "new",
    ),
    Case(
        "another number of the company",
        lead("Олена Ковальчук", "Вершина 2"),
        lead("Олена Ковальчук", "Вершина 3"),
        "new",
    ),
    Case(
        "another word of the company",
        lead("Олена Ковальчук", "Вершина Трейд"),
        lead("Олена Ковальчук", "Вершина Дизайн"),
        "new",
    ),
    Case(
        "brothers at one phone",
        lead("Іван Бондар", phone=_PHONE),
        lead("Степан Гнатів", phone=_PHONE),
        "related",
    ),
    Case(
        "father and son",
        lead("Бондар Іван Петрович", "Вершина"),
        lead("Бондар Степан Іванович", "Вершина"),
        "related",
    ),
    Case(
        "another patronymic",
        lead("Бондар Іван Петрович", city="Львів"),
        lead("Бондар Іван Олегович", city="Львів"),
        "new",
    ),
    Case(
        "a caller nobody knows",
        lead("Вхідний дзвінок", phone="0501112743"),
        lead("Невідомий", phone=_PHONE),
        "new",
    ),
    Case(
        "another house of the street",
        lead("Imelda Farrow", address="17 Wattlebrook Crescent", city="Glenora", zip="3188"),
        lead("Oswin Tilling", address="98 Wattlebrook Crescent", city="Glenora", zip="3188"),
        "new",
    ),
    Case(
        "another birthday",
        lead("Олена Ковальчук", "Вершина", birthday="1980-04-01"),
        lead("Олена Ковальчук", "Обрій", birthday="1995-11-23"),
        "new",
    ),
]
