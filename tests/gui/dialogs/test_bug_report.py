"""The report of a bug names no one, and Python’s hooks are given back."""

import sys
import threading
from collections.abc import Iterator

import pytest
from PySide6.QtWidgets import QMainWindow
from sqlalchemy import text
from sqlmodel import Session

from kinfolk.gui.dialogs.bug_report import Reporter, ReportSheet
from tests.album import Album
from tests.gui.hands import until
from tests.gui.windows import visible


@pytest.fixture
def reporter(window: QMainWindow) -> Iterator[Reporter]:
    made = Reporter(window)
    yield made
    made.close()


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
    until(lambda: bool(visible(ReportSheet)))
    (sheet,) = visible(ReportSheet)
    report = sheet.report.toPlainText()
    assert "SQLITE_ERROR" in report
    assert "kinfolk/core/database.py" in report
    private = ("Zoë", "Mustermann", "Bilder", "IMG", "/home")
    assert [word for word in private if word in report] == []
    sheet.reject()
