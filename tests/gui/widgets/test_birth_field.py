"""A birth date: typed, picked, refused in the future."""

from datetime import date, timedelta

import pytest
from PySide6.QtCore import QDate, QLocale
from PySide6.QtWidgets import QApplication, QCalendarWidget, QToolButton
from pytestqt.qtbot import QtBot

from kinfolk.core.birth import Birth, Precision
from kinfolk.gui.base import theme, words
from kinfolk.gui.widgets.date_fields import BirthField, understood
from tests.gui.hands import ALT, Key, press, until, write
from tests.gui.windows import there

ALL_LOCALES = QLocale.matchingLocales(
    QLocale.Language.AnyLanguage, QLocale.Script.AnyScript, QLocale.Country.AnyCountry
)


@pytest.fixture
def field(qtbot: QtBot) -> BirthField:
    made = BirthField()
    qtbot.addWidget(made)
    made.show()
    return made


@pytest.mark.parametrize("text", ["31.2.1990", "1990-02-31", "31 Feb 90"])
def test_a_day_that_its_month_has_not_is_told(field: BirthField, text: str) -> None:
    field.setText(text)
    assert field.born is None
    assert field.problem == "February 1990 has only 28 days."


@pytest.mark.parametrize("text", ["32.02.2014", "12.13.14.15", "March", "Anna"])
def test_something_else_is_told_how_to_write_it(field: BirthField, text: str) -> None:
    field.setText(text)
    assert field.day is None
    assert field.problem == "Enter a date like 12 March 2014 or about 2014."
    assert field.placeholderText() == "e.g. 12 March 2014"


def test_nothing_is_no_problem(field: BirthField) -> None:
    field.setText("  ")
    assert field.day is None
    assert field.problem == ""


def test_the_future_is_refused_today_is_not(field: BirthField) -> None:
    field.set_born(Birth(date.today()))
    assert field.problem == ""
    field.set_born(Birth(date.today() + timedelta(days=1)))
    assert field.problem == "This date is in the future."


def test_nobody_is_told_off_while_typing(field: BirthField) -> None:
    field.setFocus()
    until(field.hasFocus)
    write("2014-0", on=field)
    assert field.problem
    assert not field.is_complete
    write("2-30", on=field)
    assert field.is_complete


def test_a_day_is_picked_from_the_calendar_by_keys(field: BirthField) -> None:
    field.set_born(Birth(date(2014, 3, 12)))
    press(Key.Key_Down, held=ALT, on=field)
    calendar = next(
        found
        for top in QApplication.topLevelWidgets()
        for found in top.findChildren(QCalendarWidget)
        if top.isVisible()
    )
    assert calendar.selectedDate() == QDate(2014, 3, 12)
    assert calendar.maximumDate() == QDate.currentDate()
    for name in ("prevmonth", "nextmonth"):
        button = there(calendar.findChild(QToolButton, f"qt_calendar_{name}"))
        arrow = button.icon().pixmap(16).toImage()
        inks = {arrow.pixelColor(x, y).name() for x in range(16) for y in range(16)}
        assert theme.color("text").name() in inks
    calendar.activated.emit(QDate(2014, 3, 13))
    assert field.day == date(2014, 3, 13)


@pytest.mark.parametrize(
    ("text", "born", "said"),
    [
        ("12.3.2014", Birth(date(2014, 3, 12)), "12 March 2014 · "),
        ("mar 1950", Birth(date(1950, 3, 1), Precision.MONTH), "March 1950 · "),
        ("1950", Birth(date(1950, 1, 1), Precision.YEAR), "1950 · about "),
        ("about 1950", Birth.about(1950), "About 1950 · about "),
        ("1970s", Birth.about(1975), "About 1975 · about "),
    ],
)
def test_what_is_understood_is_said_before_it_is_kept(
    field: BirthField, text: str, born: Birth, said: str
) -> None:
    field.setFocus()
    until(field.hasFocus)
    write(text, on=field)
    assert field.born == born
    assert field.problem == ""
    assert field.hint.startswith(said)
    field.clearFocus()
    assert said.startswith(words.capital(field.text()))
    assert field.born == born


def test_what_the_page_shows_is_understood(field: BirthField) -> None:
    for born in (
        Birth(date(2014, 3, 12)),
        Birth(date(1950, 3, 1), Precision.MONTH),
        Birth(date(1950, 1, 1), Precision.YEAR),
        Birth.about(1950),
    ):
        field.setText(words.birth_text(born))
        assert field.born == born


@pytest.mark.slow
def test_what_a_language_shows_it_understands(field: BirthField) -> None:
    before = QLocale()
    try:
        for name in sorted({locale.name() for locale in ALL_LOCALES}):
            QLocale.setDefault(QLocale(name))
            for month in range(1, 13):
                for precision in Precision:
                    day = {Precision.DAY: 12}.get(precision, 1)
                    is_of_month = precision in (Precision.DAY, Precision.MONTH)
                    born = Birth(date(1950, month if is_of_month else 1, day), precision)
                    field.set_born(born)
                    assert field.born == born, name
    finally:
        QLocale.setDefault(before)


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("de_DE", "12. Mär. 2014"),
        ("de_DE", "12. März 2014"),
        ("fr_FR", "12 mars 2014"),
        ("es_ES", "12 de marzo de 2014"),
        ("pl_PL", "12 marca 2014"),
        ("ja_JP", "2014年3月12日"),
        ("en_US", "3/12/2014"),
        ("en_GB", "12/3/2014"),
        ("de_DE", "12/3/2014"),
        ("ja_JP", "12 March 2014"),
    ],
)
def test_each_language_has_its_own_way(name: str, text: str) -> None:
    before = QLocale()
    QLocale.setDefault(QLocale(name))
    try:
        assert understood(text) == Birth(date(2014, 3, 12))
    finally:
        QLocale.setDefault(before)
