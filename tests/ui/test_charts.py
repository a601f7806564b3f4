"""The charts screen: figures arrive, points open leads, filters ask again, pictures are saved."""

from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QImage
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from leaddesk.actions.contact import Contact
from leaddesk.actions.figures import FigureAsk, Mark
from leaddesk.actions.hand_over import HandOver
from leaddesk.actions.move import Move
from leaddesk.actions.ports import Change, PageAsk
from leaddesk.analysis.door import FIGURES
from leaddesk.app.figure_picture import paint_figure
from leaddesk.domain.search_parse import parse
from leaddesk.ui.charts.canvas import Canvas, Stroke
from leaddesk.ui.charts.drawings import Drawing
from leaddesk.ui.charts.frame import csv_rows, table_head, table_rows
from leaddesk.ui.charts.kpi import kpis
from leaddesk.ui.charts.panel import ChartsPanel
from leaddesk.ui.kit.twin import TableTwin
from tests.fakes.sample import NOW, capture, clock_of, make_desk
from tests.ui.panel_scene import Stage, stage

K = Qt.Key


def _charts(qtbot: QtBot) -> Stage:
    desk = make_desk()
    leads = [
        capture(desk, phone=f"+3805044{n:05d}", name=f"Клієнт {n}", channel="form" if n % 2 else "email")
        for n in range(6)
    ]
    clock_of(desk).forward(minutes=3)
    desk.do(Contact((leads[0],), outcome="talked"))
    desk.do(HandOver((leads[0],), advice="чекає рахунок", reason="горить"))
    return stage(qtbot, desk, ChartsPanel)


def test_all_four_charts_and_the_key_figures_are_shown(qtbot: QtBot) -> None:
    """UX 3.5: conversion, cooling, waiting and the funnel, each with its finding as title."""
    made = _charts(qtbot)

    for frame in made.panel.frames.values():
        assert frame.figure is not None
        assert frame.accessibleName()
    told = kpis({name: frame.figure for name, frame in made.panel.frames.items()})
    assert told[0].value.startswith("16.7")
    assert told[0].count == "1 of 6"


def test_enter_on_a_point_opens_the_leads_behind_it(qtbot: QtBot) -> None:
    """UX 4.1: arrows walk the points, Enter opens their leads."""
    made = _charts(qtbot)
    drawing = made.panel.frames["conversion_handed"].drawing

    QTest.keyClick(drawing, K.Key_Right)
    QTest.keyClick(drawing, K.Key_Return)

    assert len(made.listed) == 1
    query = made.listed[0]
    assert parse(query).problems == ()
    now, me = clock_of(made.desk)(), made.desk.session.user.id
    assert made.desk.store.count(PageAsk(query=query), now, me) == 6


def test_the_funnel_opens_the_step_under_the_focus(qtbot: QtBot) -> None:
    """UX 3.5: a click on a step lists its leads."""
    made = _charts(qtbot)
    funnel = made.panel.frames["funnel"].drawing
    for _step in range(4):
        QTest.keyClick(funnel, K.Key_Down)

    QTest.keyClick(funnel, K.Key_Return)

    assert "is:handed" in made.listed[0]


def test_the_channel_filter_asks_again(qtbot: QtBot) -> None:
    """Issue 2, 4: period and channel filters."""
    made = _charts(qtbot)

    made.panel.channel.choose("email")
    made.settled()

    figure = made.panel.frames["conversion_handed"].figure
    assert figure is not None
    assert figure.n == 3


def test_the_period_filter_changes_the_number_of_weeks(qtbot: QtBot) -> None:
    """Issue 2, 4: period filter."""
    made = _charts(qtbot)

    made.panel.period.choose(4)
    made.settled()

    figure = made.panel.frames["conversion_handed"].figure
    assert figure is not None
    assert len(figure.marks) == 4


def test_b_turns_the_chart_into_its_table_and_back(qtbot: QtBot) -> None:
    """UX 3.5: every chart has a table twin, which is also its screen-reader twin."""
    made = _charts(qtbot)
    frame = made.panel.frames["conversion_handed"]
    frame.drawing.setFocus()

    QTest.keyClick(frame, K.Key_B)
    assert frame._stack.currentIndex() == 1

    QTest.keyClick(frame, K.Key_B)
    assert frame._stack.currentIndex() == 0


def test_the_table_says_the_same_as_the_figure(qtbot: QtBot) -> None:
    """UX 3.5: the twin has a row for each mark with its n."""
    made = _charts(qtbot)

    for frame in made.panel.frames.values():
        figure = frame.figure
        assert figure is not None
        rows = table_rows(figure)
        assert len(rows) == len(figure.marks)
        assert all(len(row) == len(table_head()) for row in rows)
        assert [row[2] for row in rows] == [str(mark.n) for mark in figure.marks]
        assert [row[2] for row in csv_rows(figure)] == [str(mark.n) for mark in figure.marks]


@pytest.mark.parametrize("name", ["conversion_handed", "cooling", "waiting", "funnel"])
def test_a_chart_is_saved_as_png_and_svg(qtbot: QtBot, tmp_path: Path, name: str) -> None:
    """UX 2: PNG and SVG through Qt; pyqtgraph's own SVG exporter fails on every plot."""
    made = _charts(qtbot)
    frame = made.panel.frames[name]

    frame.save(tmp_path / "c.png")
    frame.save(tmp_path / "c.svg")

    picture = QImage(str(tmp_path / "c.png"))
    assert picture.width() == frame.width() * 2
    assert b"<svg" in (tmp_path / "c.svg").read_bytes()[:400]


def test_a_change_marks_the_charts_stale_and_refreshes_them(qtbot: QtBot) -> None:
    """P11: after one move the charts say the new figure."""
    made = _charts(qtbot)
    made.panel._again.setInterval(1)
    capture(made.desk, phone="+380504499999", name="Новий")

    made.runner.changed.emit(Change("x", (), frozenset({"lead"})))
    qtbot.waitSignal(made.panel.loaded, timeout=5000)
    qtbot.waitUntil(lambda: made.panel.frames["funnel"].figure.n == 7, timeout=5000)

    assert made.panel.frames["funnel"].figure.n == 7


def test_names_with_html_never_reach_a_plot_as_html(qtbot: QtBot) -> None:
    """RELIABILITY S1: pyqtgraph labels are HTML; ours are plain."""
    from leaddesk.ui.charts.canvas import Canvas
    from leaddesk.ui.theme.switch import current_theme

    made = _charts(qtbot)
    canvas = made.panel.frames["cooling"].drawing
    assert isinstance(canvas, Canvas)

    canvas.word("<b>x</b>", 0, 0, current_theme().text, (0, 0))

    texts = [item.toPlainText() for item in canvas.plotItem.items if hasattr(item, "toPlainText")]
    assert "<b>x</b>" in texts


@pytest.mark.parametrize("name", sorted(FIGURES))
def test_every_figure_can_be_painted_to_a_file(qtbot: QtBot, tmp_path: Path, name: str) -> None:
    """CLI.md: report NAME --png: whatever has a name has a picture."""
    made = _charts(qtbot)
    clock_of(made.desk).forward(hours=30)
    made.desk.do(Move(tuple(made.desk.store.ids_where(PageAsk("stage:new"), NOW, "")), "in_work"))
    figure = made.desk.chart(name, FigureAsk(clock_of(made.desk)()))

    paint_figure(figure, tmp_path / "figure.png")

    picture = QImage(str(tmp_path / "figure.png"))
    colours = {
        picture.pixel(x, y) for x in range(0, picture.width(), 7) for y in range(60, picture.height(), 5)
    }
    assert len(colours) > 5
    assert len(table_rows(figure)) == len(figure.marks)


def test_the_median_stays_are_told_in_the_table_twin(qtbot: QtBot) -> None:
    """UX 3.5: the table twin tells what the picture shows."""
    made = _charts(qtbot)
    clock_of(made.desk).forward(hours=36)
    made.desk.do(Move(tuple(made.desk.store.ids_where(PageAsk("stage:new"), NOW, "")), "in_work"))

    rows = table_rows(made.desk.chart("stays", FigureAsk(clock_of(made.desk)())))

    assert [(row[1], row[4]) for row in rows][:2] == [("New", "1.5"), ("In work", "")]


def _items(drawing: Drawing) -> list[int]:
    return [id(item) for item in drawing.plotItem.items]


def test_a_figure_that_says_the_same_stays_as_it_is_drawn(qtbot: QtBot) -> None:
    """PERFORMANCE P11: after one move only what it changed is drawn anew."""
    made = _charts(qtbot)
    frame = made.panel.frames["conversion_handed"]
    drawing, figure = frame.drawing, frame.figure
    assert isinstance(drawing, Drawing)
    assert figure is not None
    before = _items(drawing)

    frame.show_figure(replace(figure, marks=tuple(replace(mark) for mark in figure.marks)))
    assert _items(drawing) == before

    first, *rest = figure.marks
    frame.show_figure(replace(figure, marks=(replace(first, n=first.n + 1), *rest)))
    assert _items(drawing) != before


def test_a_hidden_table_is_measured_when_it_is_shown(qtbot: QtBot) -> None:
    """PERFORMANCE P11: four tables that nobody sees took half of what the charts need."""
    made = _charts(qtbot)
    frame = made.panel.frames["waiting"]
    twin = frame.findChild(TableTwin)
    assert twin is not None
    head = twin.horizontalHeader()
    plain = head.defaultSectionSize()
    assert [head.sectionSize(column) for column in range(3)] == [plain] * 3

    frame.toggle_table()

    assert [head.sectionSize(column) for column in range(3)] != [plain] * 3


def test_whiskers_are_one_item_a_colour_whatever_their_number(qtbot: QtBot) -> None:
    """PERFORMANCE P11: an interval a mark, drawn together; the small ones in grey."""
    canvas = Canvas("whiskers")
    qtbot.addWidget(canvas)
    marks = [Mark("hot", str(n), float(n), 40, 20, 0.5, 0.4, 0.6, small=n % 2 == 0) for n in range(6)] + [
        Mark("hot", "6", 6.0, 0, 0, None)
    ]

    canvas.whiskers(marks, Stroke(QColor("#cc0000")))

    grey, red = canvas.plotItem.curves
    assert [sorted(set(curve.xData)) for curve in (grey, red)] == [[0, 2, 4], [1, 3, 5]]
    assert {tuple(curve.yData) for curve in (grey, red)} == {(0.4, 0.6) * 3}
    assert grey.opts["connect"] == red.opts["connect"] == "pairs"
