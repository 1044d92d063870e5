"""A bug is logged and shown once, with a report to copy."""

import sys
import threading
from collections.abc import Iterator

import pytest
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QMainWindow
from pytestqt.qtbot import QtBot

from app.gui.report import Reporter, ReportSheet


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
    qtbot: QtBot, window: QMainWindow, reporter: Reporter
) -> None:
    for _ in range(2):
        try:
            fail()
        except ValueError as error:
            sys.excepthook(type(error), error, error.__traceback__)
    qtbot.waitUntil(lambda: bool(sheets(window)))
    assert len(sheets(window)) == 1
    sheet = sheets(window)[0]
    sheet.primary.click()
    copied = QGuiApplication.clipboard().text()
    assert "seven of nine" in copied
    assert "Kinfolk" in copied
    sheet.reject()
    assert sheets(window) == []


@pytest.mark.warns
@pytest.mark.filterwarnings("ignore::pytest.PytestUnhandledThreadExceptionWarning")
def test_a_bug_on_a_thread_is_shown_too(
    qtbot: QtBot, window: QMainWindow, reporter: Reporter
) -> None:
    thread = threading.Thread(target=fail)
    thread.start()
    thread.join()
    qtbot.waitUntil(lambda: bool(sheets(window)))
    assert "seven of nine" in sheets(window)[0].report.toPlainText()
    sheets(window)[0].reject()


def test_the_hooks_are_given_back(window: QMainWindow) -> None:
    before = sys.excepthook, threading.excepthook
    Reporter(window).close()
    assert (sys.excepthook, threading.excepthook) == before
