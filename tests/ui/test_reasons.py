"""Why conversion changed, over the charts: one key, every part with its sum, each opens its leads."""

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from leaddesk.actions.assign import Assign
from leaddesk.actions.hand_over import HandOver
from leaddesk.ui.charts.panel import ChartsPanel
from leaddesk.ui.charts.reasons import ReasonsDialog
from tests.fakes.sample import capture, clock_of, make_desk
from tests.ui.panel_scene import stage


def test_one_key_says_why_and_a_part_opens_its_leads(qtbot: QtBot) -> None:
    """Journey 6: G C, then W; the parts of each table sum up to the change; at most five keys."""
    desk = make_desk()
    clock_of(desk).forward(weeks=-13)
    for week, won in ((0, 9), (13, 2)):
        clock_of(desk).forward(weeks=week)
        for n in range(10):
            lead = capture(desk, phone=f"+38050{week:02d}{n:05d}", channel="form")
            desk.do(Assign((lead,), to=desk.session.user.id))
            if n < won:
                desk.do(HandOver((lead,), advice="порада", reason="горить"))
    made = stage(qtbot, desk, ChartsPanel)

    made.panel.handlers()["charts.why"]()
    made.settled()

    (dialog,) = [one for one in made.panel.window().findChildren(ReasonsDialog) if one.is_open()]
    sums = [row for row in dialog.rows if row[0] == "Sum"]
    assert len(sums) == 3
    assert {row[3] for row in sums} == {"−70.0%"}
    assert dialog.first is not None
    QTest.mouseClick(dialog.first, Qt.MouseButton.LeftButton)
    assert "added:" in made.listed[-1]
    assert not dialog.is_open()
