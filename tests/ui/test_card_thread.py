"""The conversation on the card: every channel in time order, both sides, with the names of files (B2)."""

from collections.abc import Iterator
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from leaddesk import texts
from leaddesk.actions.questions import Card
from leaddesk.app.compose import open_desk
from leaddesk.app.place import Opening
from leaddesk.app.receiving import Receiver
from leaddesk.intake.letters import read_letter
from leaddesk.intake.options import Options
from leaddesk.ui.card.story import thread_rows
from tests.fakes.sample import NOW
from tests.intake.test_letters import letter


@pytest.fixture
def english() -> Iterator[None]:
    before = texts.language()
    texts.set_language("en")
    yield
    texts.set_language(before)


def test_a_letter_with_a_plan_our_answer_and_a_chat_stand_in_one_thread(
    tmp_path: Path, english: None
) -> None:
    ours = Options(own=frozenset(("sales@our.example",)))
    plan = letter("Need a pump", "Ann Bell <ann@x.example>")
    plan.add_attachment(b"%PDF", maintype="application", subtype="pdf", filename="plan.pdf")
    answer = letter("100 each", "Us <sales@our.example>", To="ann@x.example", Message_ID="<2@our>",
                    In_Reply_To="<one@zavod.example>", Date="Fri, 20 Nov 2026 10:20:00 +0200")  # fmt: skip
    author = {"name": "Ann Bell", "email": "ann@x.example"}
    said = {"channel": "telegram", "id": "1", "thread": "t", "author": author, "text": "When?",
            "time": "2026-11-20T10:30:00+02:00"}  # fmt: skip
    with open_desk(Opening(url=f"sqlite:///{tmp_path / 'b.sqlite'}", data=tmp_path, now=NOW)) as desk:
        receiver = Receiver(desk, ours)
        (first,) = receiver.packed([read_letter(plan.as_bytes(), ours)], ["1"])
        receiver.packed([read_letter(answer.as_bytes(), ours)], ["2"])
        receiver.messages([said], ["3"])
        view = desk.ask(Card(first.lead_id))
        rows = [f"{row.text} {row.value}" for row in thread_rows(view, ZoneInfo("Europe/Kyiv"), NOW)]

    assert len(rows) == 3
    assert "When?" in rows[0]
    assert "We wrote: “100 each”" in rows[1]
    assert "Need a pump" in rows[2]
    assert "(plan.pdf)" in rows[2]
