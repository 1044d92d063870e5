"""A bug is logged and shown once, with a report to copy."""

import sys
import threading
from collections.abc import Iterator

import pytest
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QMainWindow
from sqlalchemy import text
from sqlmodel import Session

from kinfolk.gui.dialogs.bug_report import Reporter, ReportSheet
from tests.album import Album
from tests.gui.hands import until


@pytest.fixture
def reporter(window: QMainWindow) -> Iterator[Reporter]:
    made = Reporter(window)
    yield made
    made.close()


def fail() -> None:
    raise ValueError("seven of nine")


def sheets(window: QMainWindow) -> list[ReportSheet]:
    return [sheet for sheet in window.findChildren(ReportSheet) if sheet.isVisible()]


@pytest.mark.warns
def test_a_bug_is_shown_with_a_report_that_can_be_copied(
    window: QMainWindow, reporter: Reporter
) -> None:
    for _ in range(2):
        try:
            fail()
        except ValueError as error:
            sys.excepthook(type(error), error, error.__traceback__)
    until(lambda: bool(sheets(window)))
    assert len(sheets(window)) == 1
    sheet = sheets(window)[0]
    sheet.primary.click()
    copied = QGuiApplication.clipboard().text()
    assert "seven of nine" in copied
    assert "Kinfolk" in copied
    sheet.reject()
    assert sheets(window) == []


def test_the_hooks_are_given_back(window: QMainWindow) -> None:
    before = sys.excepthook, threading.excepthook
    Reporter(window).close()
    assert (sys.excepthook, threading.excepthook) == before


@pytest.mark.warns
def test_the_report_holds_no_name_and_no_path(
    window: QMainWindow, reporter: Reporter, album: Album
) -> None:
    """As it promises: what a statement was given is not in it."""
    name, place = "Zoë Mustermann", "/home/zoe/Bilder/IMG_0412.jpg"

    def work(session: Session) -> None:
        session.execute(text("SELECT :name, :place FROM nowhere"), {"name": name, "place": place})

    try:
        album.db.write(work, label=f"Name {name}").result()
    except Exception as error:
        sys.excepthook(type(error), error, error.__traceback__)
    until(lambda: bool(sheets(window)))
    report = sheets(window)[0].report.toPlainText()
    assert "SQLITE_ERROR" in report
    assert "kinfolk/core/database.py" in report
    assert [
        word for word in ("Zoë", "Mustermann", "Bilder", "IMG", "/home") if word in report
    ] == []
    sheets(window)[0].reject()
