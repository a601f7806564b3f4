"""Files that tests of intake make: lists in many encodings, and the hostile ones of RELIABILITY section 4."""

import io
import random
import struct
import zipfile
import zlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from leaddesk.intake.export_rows import write_xlsx

UK = {
    "header": ("ПІБ", "Фірма", "Телефон", "Ел. пошта", "Місто", "Що потрібно"),
    "names": ("Олена Гайдук", "Юхим Щербина", "Ярина Їжак", "Ґудзь Федір", "Євген Цвях", "Любов Жданова"),
    "firms": ("ТОВ «Обрій»", "Ковбасний цех", "ФГ Лан", "Друкарня №7", "АТ Щедрик", "Їдальня"),
    "towns": ("Ужгород", "Біла Церква", "Чернівці", "Ніжин", "Калуш", "Щирець"),
    "needs": ("потрібен верстат для різьби", "хочемо оновити пічку", "цікавить доставка щебеню", "під ключ"),
}
RU = {
    "header": ("ФИО", "Фирма", "Телефон", "Эл. почта", "Город", "Что нужно"),
    "names": (
        "Элла Щукина",
        "Фёдор Цыганков",
        "Юрий Ёжиков",
        "Жанна Хмелёва",
        "Эдуард Шаповал",
        "Зоя Чащина",
    ),
    "firms": ("ООО «Рассвет»", "Пекарня", "ИП Жук", "Типография №3", "Электрощит", "Мясной двор"),
    "towns": ("Тверь", "Хабаровск", "Рязань", "Элиста", "Юрга", "Череповец"),
    "needs": ("нужен фрезерный станок", "хотим обновить печь", "интересует вывоз щебня", "под ключ"),
}
EN = {
    "header": ("Name", "Company", "Phone", "E-mail", "City", "Need"),
    "names": ("Ann Cole", "Rob Lee", "Zed Fox", "Kim Ray", "Joe Orr", "Liz Poe"),
    "firms": ("Acme Ltd", "Northwind", "Blue Fox LLC", "Mill & Co", "Umbra", "Tin Shed"),
    "towns": ("Leeds", "York", "Bath", "Hull", "Derby", "Luton"),
    "needs": ("a lathe for wood", "new oven", "gravel delivery", "turnkey"),
}
DE = {
    **EN,
    "header": ("Name", "Firma", "Telefon", "E-Mail", "Stadt", "Anfrage"),
    "names": ("Jürgen Weiß", "Käthe Müller", "Björn Größe", "Änne Höß"),
    "firms": ("Bäckerei Süß", "Möbelhaus", "Getränke Öz GmbH"),
    "towns": ("Köln", "München", "Nürnberg", "Görlitz"),
    "needs": ("Kühlgerät für Küche", "Überholung der Säge", "Größe prüfen"),
}
PL = {
    **EN,
    "header": ("Nazwisko", "Firma", "Telefon", "E-mail", "Miasto", "Potrzeba"),
    "names": ("Łucja Żak", "Paweł Gąska", "Święcicki Jan", "Małgorzata Ćwik"),
    "firms": ("Młyn Śląski", "Spółdzielnia Łąka", "Zakład Źródło"),
    "towns": ("Łódź", "Kraków", "Gdańsk", "Częstochowa"),
    "needs": ("potrzebna łódź", "części do młyna", "źródło zasilania"),
}
_ALWAYS = ("utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be")
LANGUAGES = (
    (UK, (*_ALWAYS, "cp1251", "cp1251", "cp1251", "koi8-u")),
    (RU, (*_ALWAYS, "cp1251", "cp1251", "cp1251", "koi8-r", "cp866")),
    (EN, _ALWAYS),
    (DE, ("utf-8", "cp1252")),
    (PL, ("utf-8", "cp1250")),
)


@dataclass(frozen=True)
class ListFile:
    """A generated list: its bytes, and what reading them must give."""

    data: bytes
    encoding: str
    delimiter: str
    rows: list[list[str]]


def list_file(seed: int) -> ListFile:
    """A list of leads by seed: language, encoding, delimiter, length, line ends, quoted newlines."""
    draw = random.Random(seed)
    words, encodings = LANGUAGES[seed % len(LANGUAGES)]
    encoding = draw.choice(encodings)
    delimiter = draw.choice((";", ";", ",", "\t", "|"))
    end = draw.choice(("\r\n", "\n"))
    rows = [list(words["header"])]
    for _ in range(draw.choice((2, 3, 5, 20, 200))):
        need = draw.choice(words["needs"])
        if draw.random() < 0.1:
            need += "\n" + draw.choice(words["needs"])
        if draw.random() < 0.1:
            need += ', "терміново"; дуже' if words is UK else ', "now"; soon'
        phone = (
            f"+38067{draw.randrange(10**7):07}"
            if draw.random() < 0.7
            else f"8(050) {draw.randrange(10**7):07}"
        )
        mail = f"u{draw.randrange(10**6)}@firm{draw.randrange(99)}.example"
        row = [
            draw.choice(words["names"]),
            draw.choice(words["firms"]),
            phone,
            mail,
            draw.choice(words["towns"]),
            need,
        ]
        rows.append(row)
    text = "".join(delimiter.join(quoted(cell, delimiter) for cell in row) + end for row in rows)
    # KOI8 has no « », № and so on: what it cannot say is not in its files.
    data = text.encode(encoding, "replace")
    back = data.decode(encoding).removeprefix("\ufeff")
    if back != text:
        rows = [[cell.encode(encoding, "replace").decode(encoding) for cell in row] for row in rows]
    return ListFile(data, encoding, delimiter, rows)


def quoted(cell: str, delimiter: str) -> str:
    """A cell as a spreadsheet writes it."""
    if any(sign in cell for sign in (delimiter, '"', "\n", "\r")):
        return '"' + cell.replace('"', '""') + '"'
    return cell


def csv_file(
    folder: Path, rows: Iterable[Sequence[str]], name: str = "list.csv", delimiter: str = ","
) -> Path:
    """A UTF-8 file of the rows."""
    path = folder / name
    lines = (delimiter.join(quoted(cell, delimiter) for cell in row) + "\r\n" for row in rows)
    path.write_bytes("".join(lines).encode())
    return path


def bytes_file(folder: Path, data: bytes, name: str = "list.csv") -> Path:
    """A file of these bytes."""
    path = folder / name
    path.write_bytes(data)
    return path


def bomb(path: Path, megabytes: int) -> Path:
    """An XLSX whose one sheet unpacks to so many megabytes of equal cells."""
    write_xlsx(path, ["a"], [{"a": "x"}])
    cell = b'<c r="A1" t="inlineStr"><is><t>aaaaaaaaaaaaaaaaaaaaaaaa</t></is></c>'
    chunk = cell * ((1 << 20) // len(cell))
    with (
        zipfile.ZipFile(path, "a", zipfile.ZIP_DEFLATED) as book,
        book.open("xl/worksheets/sheet2.xml", "w") as file,
    ):
        for _ in range(megabytes):
            file.write(chunk)
    return path


def lying_bomb(path: Path) -> Path:
    """A bomb whose directory says that it is small: sizes in both headers are overwritten."""
    bomb(path, 210)
    data = bytearray(path.read_bytes())
    with zipfile.ZipFile(path) as book:
        member = book.getinfo("xl/worksheets/sheet2.xml")
    true_size = struct.pack("<I", member.file_size)
    place = data.rfind(true_size)
    assert place > 0
    data[place : place + 4] = struct.pack("<I", 1_000)
    path.write_bytes(bytes(data))
    return path


def sheet_of(path: Path, cells: str) -> Path:
    """An XLSX with this XML for its rows."""
    buffer = io.BytesIO()
    write_xlsx(path, ["a"], [])
    with zipfile.ZipFile(path) as book, zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as copy:
        for name in book.namelist():
            text = book.read(name)
            if name == "xl/worksheets/sheet1.xml":
                head, _, tail = text.partition(b"<sheetData>")
                text = (
                    head
                    + b"<sheetData>"
                    + cells.encode()
                    + b"</sheetData>"
                    + tail.partition(b"</sheetData>")[2]
                )
            copy.writestr(name, text)
    path.write_bytes(buffer.getvalue())
    return path


def noise(size: int, seed: int = 7) -> bytes:
    """Bytes without order, as a compressed file has them."""
    return zlib.compress(random.Random(seed).randbytes(size))[2:]
