"""One action: written, said, undone; its failure shown to whoever asked."""

import gc
import threading
import weakref
from dataclasses import replace
from pathlib import Path

from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import QApplication, QMainWindow, QWidget

from kinfolk.core.actions import Act, Action
from kinfolk.core.people import people
from kinfolk.core.people.person_fields import UNCHANGED
from kinfolk.gui.base.context import Context
from kinfolk.gui.shell.app import opened
from kinfolk.paths import Paths
from tests.album import Album
from tests.gui.hands import hearing, redo, undo, until


def test_an_action_is_said_undone_and_done_again(context: Context, album: Album) -> None:
    person_id = album.person("Anna")
    with hearing(context.ops.done) as done:
        context.ops.run(
            lambda session: people.update(session, person_id, replace(UNCHANGED, name="Eva")),
            Action.of(Act.RENAME, name="Eva"),
            toast="Renamed to Eva",
        )
    assert done.args == ["Renamed to Eva"]
    assert undo(context) == "Rename to Eva"
    assert album.who(person_id).name == "Anna"
    redo(context)
    assert album.who(person_id).name == "Eva"


def test_what_takes_long_is_said_until_it_is_over(context: Context, album: Album) -> None:
    person_id = album.person("Anna")
    album.decide(people.update, person_id, replace(UNCHANGED, name="Eva"))
    free = threading.Event()
    said: list[str] = []
    context.ops.waiting.connect(said.append)
    context.db.write(lambda _: free.wait())  # as a large step or a scan keeps the writer busy
    context.ops.undo()
    try:
        until(lambda: said == ["Undoing…"])
    finally:
        free.set()
    until(lambda: said == ["Undoing…", ""])
    assert album.who(person_id).name == "Anna"


def test_an_action_that_changed_nothing_is_not_said(context: Context, album: Album) -> None:
    said: list[str] = []
    results: list[str] = []
    context.ops.done.connect(said.append)
    context.ops.run(lambda session: "nothing", Action.told("Do nothing"), done=results.append)
    until(lambda: results == ["nothing"])
    assert said == []


class _Noting(QWidget):
    """Notes that it has been painted."""

    def __init__(self, order: list[str]) -> None:
        super().__init__()
        self._order = order

    def paintEvent(self, event: QPaintEvent) -> None:
        self._order.append("painted")


def test_an_action_begins_when_the_window_has_painted_what_the_key_changed(
    context: Context, window: QMainWindow
) -> None:
    order: list[str] = []
    window.setCentralWidget(shown := _Noting(order))
    until(lambda: bool(order))
    order.clear()
    shown.update()
    context.ops.run(lambda session: order.append("done"), Action.told("Do something"))
    context.db.write(lambda session: order.append("done without a window")).result()
    until(lambda: "done" in order)
    assert order == ["done without a window", "painted", "done"]


def test_what_was_asked_for_last_is_kept_as_the_window_goes(
    qapp: QApplication, tmp_path: Path
) -> None:
    paths = Paths.of(tmp_path / "base")
    with opened(paths) as context:
        person_id = Album(context.db).person("Anna")
        context.ops.run(
            lambda session: people.update(session, person_id, replace(UNCHANGED, name="Eva")),
            Action.of(Act.RENAME, name="Eva"),
        )
    with opened(paths) as context, context.db.read() as session:
        assert people.get(session, person_id).name == "Eva"


def test_nothing_of_it_stays_once_it_is_closed(qapp: QApplication, tmp_path: Path) -> None:
    with opened(Paths.of(tmp_path / "base")):
        pass  # the first one of a process may be frozen with all that is there (`Collector`)
    with opened(Paths.of(tmp_path / "base")) as context:
        library = weakref.ref(context.db)
        del context
    gc.collect()
    assert library() is None
