"""The screen of comparing before there is anything to compare (screens 08 and 16)."""

from pytestqt.qtbot import QtBot

from leaddesk.ui.kit.topbar import TopBar
from leaddesk.ui.merge.panel import MergePanel
from tests.fakes.sample import make_desk
from tests.ui.panel_scene import stage


def test_with_nobody_to_compare_neither_a_chance_nor_a_decision_is_offered(qtbot: QtBot) -> None:
    """An empty chip and keys that decide nothing would only ask what they are for."""
    panel = stage(qtbot, make_desk(), MergePanel).panel
    bar = TopBar()
    qtbot.addWidget(bar)

    bar.show_extras(list(panel.bar_widgets()))
    bar.show()

    assert panel.empty.isVisible()
    assert not panel.chip.isVisible()
    assert not panel.foot.isVisible()
