"""The window says what was not kept, and when the library is not there any more."""

import sys
from collections.abc import Iterator
from dataclasses import replace

import pytest
from pytestqt.qtbot import QtBot
from sqlmodel import Session

from kinfolk.core import people
from kinfolk.core.actions import Act, Action
from kinfolk.core.person_fields import UNCHANGED
from kinfolk.errors import AppError, StorageError
from kinfolk.gui.base.context import Context
from kinfolk.gui.dialogs.report import Reporter, ReportSheet
from kinfolk.gui.shell.window import Window
from tests.album import Album
from tests.core.db.test_writer import no_room

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="needs what Windows has not")


@pytest.fixture
def reporter(real: Window) -> Iterator[Reporter]:
    """As app/kinfolk/gui/shell/app.py makes it."""
    made = Reporter(real)
    made.expected.connect(real.show_error)
    yield made
    made.close()


def test_a_write_that_the_disk_did_not_take_is_named(
    qtbot: QtBot, context: Context, album: Album, real: Window
) -> None:
    person = album.person("Anna")

    def rename(session: Session) -> None:
        people.update(session, person, replace(UNCHANGED, name="Eva"))

    with no_room():
        context.ops.run(rename, Action.of(Act.RENAME, name="Eva"))
        qtbot.waitUntil(lambda: "disk" in real.toast.text)
    assert real.toast.text.startswith("“Rename to Eva” was not kept. The disk")
    context.ops.run(rename, Action.of(Act.RENAME, name="Eva"))
    qtbot.waitUntil(lambda: real.toast.text == "Rename to Eva")
    with context.db.read() as session:
        assert people.get(session, person).name == "Eva"


def test_whoever_asked_gets_the_error_as_it_is(
    qtbot: QtBot, context: Context, album: Album
) -> None:
    person = album.person("Anna")
    failures: list[AppError] = []
    with no_room():
        context.ops.run(
            lambda session: people.delete(session, person),
            Action.of(Act.DELETE, name="Anna"),
            failed=failures.append,
        )
        qtbot.waitUntil(lambda: bool(failures))
    assert isinstance(failures[0], StorageError)
    assert "not kept" not in failures[0].message


def test_a_library_that_is_moved_away_is_said_before_anybody_writes(
    qtbot: QtBot, context: Context, real: Window, reporter: Reporter
) -> None:
    data = context.paths.data
    data.rename(data.with_name("away"))
    qtbot.waitUntil(lambda: "moved or replaced" in real.toast.text)
    data.with_name("away").rename(data)
    assert real.findChildren(ReportSheet) == []


def test_an_expected_error_that_nobody_took_is_no_bug(
    qtbot: QtBot, context: Context, real: Window, reporter: Reporter
) -> None:

    def busy() -> None:
        raise AppError("The library is busy.", "Try again.")

    context.tasks.run(busy, owner=real)
    qtbot.waitUntil(lambda: real.toast.text == "The library is busy. Try again.")
    assert real.findChildren(ReportSheet) == []
