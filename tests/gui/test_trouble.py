"""The window says what was not kept, and when the library is not there any more."""

import sys
import threading
from collections.abc import Iterator
from functools import partial

import pytest
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QPushButton

from kinfolk.core.actions import Act, Action
from kinfolk.core.people import people
from kinfolk.core.people.concurrent_decisions import Named
from kinfolk.errors import AppError, StorageError
from kinfolk.gui.base.context import Context
from kinfolk.gui.dialogs.bug_report import Reporter, ReportSheet
from kinfolk.gui.shell.start_request import NOTHING
from kinfolk.gui.shell.window import Window
from tests.album import Album
from tests.core.db.faults import no_room
from tests.gui.hands import click, heard, until
from tests.gui.windows import over, visible

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="needs what Windows has not")


@pytest.fixture
def reporter(real: Window) -> Iterator[Reporter]:
    """As app/kinfolk/gui/shell/app.py makes it."""
    made = Reporter(real)
    made.expected.connect(real.show_error)
    yield made
    made.close()


@pytest.mark.wiring
def test_a_write_that_the_disk_did_not_take_is_named(album: Album, real: Window) -> None:
    person = album.person("Anna")
    with no_room():
        real.wall.act.rename(Named(person, "Anna"), "Eva")
        until(lambda: "disk" in real.toast.text)
    assert real.toast.text.startswith("“Rename to Eva” wasn’t saved. The disk")
    real.wall.act.rename(Named(person, "Anna"), "Eva")
    until(lambda: real.toast.text == "Renamed to Eva")
    assert album.name_of(person) == "Eva"


def test_whoever_asked_gets_the_error_as_it_is(context: Context, album: Album) -> None:
    person = album.person("Anna")
    failures: list[AppError] = []
    with no_room():
        context.ops.run(
            lambda session: people.delete(session, person),
            Action.of(Act.DELETE, name="Anna"),
            failed=failures.append,
        )
        until(lambda: bool(failures))
    assert isinstance(failures[0], StorageError)
    assert "not kept" not in failures[0].message


def test_a_library_that_is_moved_away_is_said_before_anybody_writes(
    context: Context, real: Window, reporter: Reporter
) -> None:
    data = context.paths.data
    data.rename(data.with_name("away"))
    until(lambda: "moved or replaced" in real.toast.text)
    data.with_name("away").rename(data)
    assert real.findChildren(ReportSheet) == []
    assert heard(real.reopening_wanted, partial(click, real.toast.button)) == [NOTHING]
    assert not real.isVisible()


def test_an_expected_error_that_nobody_took_is_no_bug(real: Window, reporter: Reporter) -> None:
    def busy() -> None:
        raise AppError("The library is busy.", "Try again.")

    real.context.tasks.run(busy, owner=real)
    until(lambda: real.toast.text == "The library is busy. Try again.")
    assert real.findChildren(ReportSheet) == []


def fail(*_: object) -> None:
    raise ValueError("seven of nine")


class Ends:
    """Fails where Python itself calls it, and no one can catch anything."""

    def __del__(self) -> None:
        raise LookupError("eight of nine")


@pytest.mark.warns
@pytest.mark.filterwarnings("ignore::pytest.PytestUnhandledThreadExceptionWarning")
@pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning")
def test_a_bug_is_shown_once_wherever_it_is_met(
    context: Context, album: Album, real: Window, reporter: Reporter
) -> None:
    """In a slot, in a task, on the writer, on a thread of its own, and where an object ends."""

    def sheet() -> ReportSheet:
        until(lambda: bool(visible(ReportSheet)))
        return over(real, ReportSheet)

    def thread() -> None:
        thread = threading.Thread(target=fail)
        thread.start()
        thread.join()

    def write() -> None:
        end = context.db.subscribe(fail)
        album.person("Eva")
        end()

    button = QPushButton(real)
    button.clicked.connect(fail)
    for meet in (button.click, lambda: context.tasks.run(fail, owner=real), write, thread):
        meet()
        report = sheet().report.toPlainText()
        assert "seven of nine" in report
        sheet().reject()
    button.click()  # the same once more: it is in the log, and no one is asked again
    Ends()
    assert "eight of nine" in sheet().report.toPlainText()
    sheet().primary.click()
    assert "eight of nine" in QGuiApplication.clipboard().text()
    sheet().reject()
