"""Readings of cards made up for tests of the review: what a test is about stands in `given`."""

from collections.abc import Sequence
from pathlib import Path
from typing import Any

from PIL import Image

from leaddesk.actions.keeping import Recogniser
from leaddesk.domain.refusals import Refused
from leaddesk.intake.card_reading import CardFact
from leaddesk.ui.capture.scan import ScanPanel
from tests.intake.card_made import saved
from tests.ui.capture_scene import CaptureScene

Box = tuple[int, int, int, int]
_TEXTS = ("full_name", "job_title", "company", "website", "address")


class Said:
    """A reading as the recogniser gives it, made up."""

    def __init__(self, **given: Any) -> None:
        self.full_name, self.job_title, self.company = "Степан Перегуда", "", ""
        self.website = self.address = ""
        self.phones: tuple[str, ...] = ()
        self.emails: tuple[str, ...] = ()
        self.confidence: dict[str, float] = {"full_name": 0.97}
        self.boxes: dict[str, Box] = {}
        self.others: dict[str, tuple[str, ...]] = {}
        self.shown, self.shown_scale, self.part = b"", 1.0, 1
        self.__dict__.update(given)

    @property
    def facts(self) -> tuple[CardFact, ...]:
        told = [(key, getattr(self, key), key) for key in _TEXTS]
        told += [("phone", number, "phones") for number in self.phones]
        told += [("email", mail, "emails") for mail in self.emails]
        return tuple(
            CardFact(
                key,
                text,
                self.confidence.get(source, 0.0),
                "",
                self.boxes.get(source),
                self.others.get(key, ()),
            )
            for key, text, source in told
            if text
        )


class Reader(Recogniser):
    """Gives a made-up reading for each picture, or refuses it; for what no drawn card brings about."""

    def __init__(self, *answers: Said | Refused | tuple[Said, ...]) -> None:
        self.answers = list(answers)
        self.asked: list[str] = []
        self.regions: list[tuple[int, Box, str]] = []
        self.region = CardFact("phone", "", 0.0)
        self.learnt: list[Sequence[Any]] = []

    def read_all(self, path: str) -> Sequence[Any]:
        self.asked.append(path)
        answer = self.answers.pop(0)
        if isinstance(answer, Refused):
            raise answer
        return answer if isinstance(answer, tuple) else (answer,)

    def read_region(self, path: str, part: int, box: Box, key: str) -> CardFact:
        self.regions.append((part, box, key))
        return self.region._replace(key=key)

    def learn(self, reading: Any, told: Sequence[Any]) -> None:
        self.learnt.append(told)

    def close(self) -> None:
        self.answers = []


def plain_picture(folder: Path, name: str = "card.png") -> str:
    """A picture of nothing; another one for every name."""
    colour = (255, 255 - len(name) % 50, sum(name.encode()) % 256)
    return str(saved(Image.new("RGB", (300, 180), colour), folder, name))


def read_all(scene: CaptureScene, panel: ScanPanel, *paths: str) -> None:
    """Put pictures into the queue and wait until all are read."""
    panel.add(list(paths))
    scene.settled(lambda: all(card.state not in ("waiting", "reading") for card in panel.cards))


def row_at(panel: ScanPanel, key: str) -> Any:
    """The row of a field."""
    return next(row for row in panel.fields.rows if row.field.key == key)
