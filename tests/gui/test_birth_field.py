"""A birth date: typed, picked, refused in the future."""

from datetime import date, timedelta

import pytest
from PySide6.QtCore import QDate, Qt
from PySide6.QtWidgets import QApplication, QCalendarWidget, QToolButton
from pytestqt.qtbot import QtBot

from app.gui import theme
from app.gui.birth_field import BirthField


@pytest.fixture
def field(qtbot: QtBot) -> BirthField:
    made = BirthField()
    qtbot.addWidget(made)
    made.show()
    return made


@pytest.mark.parametrize("text", ["2014-03-12", " 2014-3-12 ", "2014/03/12", "2014.3.12"])
def test_a_date_is_understood(field: BirthField, text: str) -> None:
    field.setText(text)
    assert field.day == date(2014, 3, 12)
    assert field.problem == ""


@pytest.mark.parametrize("text", ["12.03.2014", "2014-02-30", "March", "2014"])
def test_something_else_is_told_how_to_write_it(field: BirthField, text: str) -> None:
    field.setText(text)
    assert field.day is None
    assert field.problem == "Write it like 2014-03-12."


def test_nothing_is_no_problem(field: BirthField) -> None:
    field.setText("  ")
    assert field.day is None
    assert field.problem == ""


def test_the_future_is_refused_today_is_not(field: BirthField) -> None:
    field.set_day(date.today())
    assert field.problem == ""
    field.set_day(date.today() + timedelta(days=1))
    assert field.problem == "That day has not come yet."


def test_nobody_is_told_off_while_typing(qtbot: QtBot, field: BirthField) -> None:
    field.setFocus()
    qtbot.waitUntil(field.hasFocus)
    qtbot.keyClicks(field, "2014-0")
    assert field.problem
    assert not field.is_settled
    qtbot.keyClicks(field, "2-30")
    assert field.is_settled


def test_a_day_is_picked_from_the_calendar_by_keys(qtbot: QtBot, field: BirthField) -> None:
    field.set_day(date(2014, 3, 12))
    qtbot.keyClick(field, Qt.Key.Key_Down, Qt.KeyboardModifier.AltModifier)
    calendar = next(
        found
        for top in QApplication.topLevelWidgets()
        for found in top.findChildren(QCalendarWidget)
        if top.isVisible()
    )
    assert calendar.selectedDate() == QDate(2014, 3, 12)
    assert calendar.maximumDate() == QDate.currentDate()
    for name in ("prevmonth", "nextmonth"):
        button = calendar.findChild(QToolButton, f"qt_calendar_{name}")
        arrow = button.icon().pixmap(16).toImage()
        inks = {arrow.pixelColor(x, y).name() for x in range(16) for y in range(16)}
        assert theme.color("text").name() in inks
    calendar.activated.emit(QDate(2014, 3, 13))
    assert field.day == date(2014, 3, 13)
