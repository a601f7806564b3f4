"""Cards drawn for tests: a few lines of print in a bundled font, a badge with its code, turned or tilted."""

from collections.abc import Sequence
from pathlib import Path

import numpy as np
import zxingcpp
from PIL import Image, ImageDraw, ImageFont

from leaddesk.resources import resource

Lines = Sequence[tuple[int, int, int, str]]  # left, top, letter size, text


def font(size: int, bold: bool = False) -> ImageFont.FreeTypeFont:
    name = "Inter-Bold.otf" if bold else "Inter-Regular.otf"
    return ImageFont.truetype(str(resource("fonts", name)), size, layout_engine=ImageFont.Layout.BASIC)


def drawn(
    lines: Lines, size: tuple[int, int] = (1050, 600), paper: str = "white", ink: str = "black"
) -> Image.Image:
    """A card of `size` pixels; lines of 50 pixels and more are bold."""
    card = Image.new("RGB", size, paper)
    pen = ImageDraw.Draw(card)
    for left, top, height, text in lines:
        pen.text((left, top), text, font=font(height, height >= 50), fill=ink)
    return card


def code(text: str, side: int = 330) -> Image.Image:
    """A QR code of about `side` pixels."""
    made = zxingcpp.create_barcode(text, zxingcpp.BarcodeFormat.QRCode)
    plain = Image.fromarray(np.array(zxingcpp.write_barcode_to_image(made, scale=1)))
    times = max(1, side // plain.width)
    return plain.resize((plain.width * times, plain.height * times), Image.Resampling.NEAREST).convert("RGB")


def photographed(
    card: Image.Image, angle: float = 3.0, table: tuple[int, int, int] = (96, 84, 70)
) -> Image.Image:
    """The card tilted on a table of one colour with a little noise, as a phone sees it."""
    photo = Image.new("RGB", (card.width + 400, card.height + 400), table)
    mask = Image.new("L", card.size, 255).rotate(angle, expand=True)
    turned = card.rotate(angle, Image.Resampling.BICUBIC, expand=True)
    photo.paste(turned, ((photo.width - turned.width) // 2, (photo.height - turned.height) // 2), mask)
    noise = np.random.default_rng(7).normal(0, 3, (photo.height, photo.width, 1))
    return Image.fromarray((np.asarray(photo, np.float32) + noise).clip(0, 255).astype(np.uint8))


def saved(image: Image.Image, folder: Path, name: str = "card.png") -> Path:
    path = folder / name
    image.save(path)
    return path


UKRAINIAN: Lines = (
    (90, 60, 44, "ТОВ «Агро-Схід»"),
    (90, 170, 56, "Олена Коваленко"),
    (90, 250, 32, "Комерційний директор"),
    (90, 340, 28, "тел.: +38 (044) 257-41-16"),
    (90, 385, 28, "моб.: +38 067 412 35 86"),
    (90, 430, 28, "e-mail: o.kovalenko@agro-shid.com.ua"),
    (90, 475, 28, "www.agro-shid.com.ua"),
    (90, 520, 28, "вул. Січових Стрільців, 21, м. Київ, 04053"),
)
RUSSIAN: Lines = (
    (90, 60, 44, "ООО «Северный Ветер»"),
    (90, 170, 56, "Крылов Сергей Петрович"),
    (90, 250, 32, "Начальник отдела продаж"),
    (90, 340, 28, "тел.: +7 (495) 228-14-36"),
    (90, 385, 28, "факс: +7 (495) 228-14-37"),
    (90, 430, 28, "krylov@severwind.ru"),
    (90, 475, 28, "severwind.ru"),
    (90, 520, 28, "г. Москва, ул. Лесная, 14"),
)
ENGLISH: Lines = (
    (90, 60, 44, "Harbour Analytics Ltd"),
    (90, 170, 56, "Rachel Thompson"),
    (90, 250, 32, "Head of Procurement"),
    (90, 340, 28, "Tel: +44 20 7946 0018"),
    (90, 385, 28, "Mobile: +44 7700 900142"),
    (90, 430, 28, "rachel.thompson@harbouranalytics.co.uk"),
    (90, 475, 28, "www.harbouranalytics.co.uk"),
    (90, 520, 28, "12 Mill Lane, London EC2A 4NE"),
)
FIRST: Lines = (
    (60, 60, 64, "Північ Декор"),
    (60, 240, 52, "Степан Перегуда"),
    (60, 310, 32, "магістр паперових справ"),
    (60, 430, 34, "+380 63 555 08 17"),
    (60, 485, 34, "s.pereguda@pivnich-dekor.com.ua"),
)
SECOND: Lines = (
    FIRST[0],
    (60, 240, 52, "Олена Коваленко"),
    (60, 310, 32, "володарка терезів"),
    (60, 430, 34, "+380 67 412 35 86"),
    (60, 485, 34, "o.kovalenko@pivnich-dekor.com.ua"),
)
"""Two cards of one company."""
