"""The window as `python -m kinfolk` shows it, printing what is decided in it: `window.py BASE`.

Its photos are seen by an engine that knows colours. Lines with ?, ! and - are those of
`ledger.taken`. A decision is what stood on the screen when a key was pressed or faces were dropped;
it is begun when the window asks for the write, and done when the write's future is. After a * comes
a JSON object of what the window shows, whenever that has changed.
"""

import json
import os
import sqlite3
import sys
import threading
from collections.abc import Callable, Sequence
from concurrent.futures import Future
from contextlib import closing
from functools import partial
from pathlib import Path
from typing import Any

from PySide6.QtCore import QEvent, QObject, QPoint, QRect, Qt, QTimer
from PySide6.QtGui import QDropEvent, QKeyEvent
from PySide6.QtWidgets import QApplication, QWidget

from kinfolk.core.actions import Action
from kinfolk.core.database import Database
from kinfolk.core.people.people import Card
from kinfolk.gui.base.drag import carried_by
from kinfolk.gui.faces.people import CARD
from kinfolk.gui.review.board import ReviewBoard
from kinfolk.gui.shell import app as running
from kinfolk.gui.shell.sidebar import Row
from kinfolk.gui.shell.window import Window
from kinfolk.gui.wall.group_field import GroupField
from kinfolk.gui.wall.lists import WallList
from kinfolk.paths import Paths
from kinfolk.recognition.questions.question import QuestionKind
from kinfolk.recognition.suggestion import Certainty
from kinfolk.scan import start
from kinfolk.scan.job import ScanJob
from tests.faults.cast import Cast
from tests.faults.ledger import Decision

SIZE = 1240, 1900  # so large that every card is in sight
ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


class Mouth:
    """Prints whole lines from any thread, and each decision as it is written."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        # The decisions that come next, oldest first. There are several if the window was busy.
        self.meant: list[Decision] = []

    def say(self, line: str) -> None:
        with self._lock:
            os.write(1, f"{line}\n".encode())

    def listen(self) -> None:
        """Replace the database's write and undo by ones that print every step of the user's."""
        write, undo = Database.write, Database.undo

        def written(db: Database, fn: Any, *, label: Action | None = None, **more: Any) -> Any:
            """Print and write a step of the user's; only write anything else."""
            ask = partial(write, db, fn, label=label, **more)
            if label is None:
                return ask()  # without a label it is no step of the history: a scan's, say
            named = label.arguments.values()
            at = next(at for at, meant in enumerate(self.meant) if meant.name in named)
            decision = self.meant[at]
            del self.meant[: at + 1]  # what was meant before came to nothing
            return self._follow(decision, ask)

        def undone(db: Database, **more: Any) -> Any:
            return self._follow(Decision("undo"), partial(undo, db, **more))

        Database.write = written  # type: ignore[method-assign,assignment]
        Database.undo = undone  # type: ignore[method-assign,assignment]

    def _follow(self, decision: Decision, ask: Callable[[], Future[Any]]) -> Future[Any]:
        """Print that a decision was asked for, and later what came of it."""
        self.say(f"?{decision.line()}")
        try:
            future = ask()
        except BaseException as error:
            self.say(f"-{error}")
            raise
        future.add_done_callback(self._on_done)
        return future

    def _on_done(self, future: Future[Any]) -> None:
        """Print what came of the oldest decision."""
        error = future.exception()
        self.say("!" if error is None else f"-{error}")


class Eyes(QObject):
    """Notes what the screen shows at each key and drop, and prints whenever that changes."""

    def __init__(self, window: Window, library: Path, mouth: Mouth) -> None:
        super().__init__(window)
        self._window = window
        self._library = library
        self._mouth = mouth
        self._shown: dict[str, Any] = {}
        self._timer = QTimer(self, interval=50)
        self._timer.timeout.connect(self._look)
        self._timer.start()

    # what is decided

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            if event.key() in ENTER and isinstance(watched, GroupField):
                self._name(watched)
            elif event.key() in ENTER and isinstance(watched, ReviewBoard):
                return not self._accept(watched)
        elif isinstance(event, QDropEvent) and event.type() == QEvent.Type.Drop:
            if watched is self._window.wall.groups.viewport():
                return True  # drops on groups are ignored: the ledger knows names only
            if watched is self._window.wall.people.viewport():
                self._give(event)
        return False

    def _name(self, field: GroupField) -> None:
        """Note that the faces of the field's card get its text as a name."""
        view, name = self._window.wall.groups, field.text().strip()
        if name:
            middle = field.mapTo(view.viewport(), field.rect().center())
            card: Card = view.indexAt(middle).data(CARD)
            self._mean(card.faces, name)

    def _accept(self, board: ReviewBoard) -> bool:
        """Note that the faces asked about are the person's.

        Returns False for questions it cannot note.
        """
        card = board.current
        if card is None or card.question.kind is QuestionKind.PAIR or not card.faces.staying:
            return False
        everything = card.is_whole or card.question.certainty is Certainty.LIKELY
        current = [board.current_face] if board.current_face else []
        self._mean(card.faces.staying if everything else current, card.question.person.name or "")
        return True

    def _give(self, event: QDropEvent) -> None:
        """Note that the dropped faces are the person's on whose card they are dropped."""
        person = self._window.wall.people.person_at(event.position().toPoint())
        if person is not None and person.name:
            self._mean(carried_by(event.mimeData()).face_ids, person.name)

    def _mean(self, faces: Sequence[str], name: str) -> None:
        """Note a decision that a write will be about."""
        query = (
            "SELECT content_hash, x, y, w, h FROM face JOIN asset ON asset.id = asset_id"
            f" WHERE face.id IN ({','.join('?' * len(faces))})"
        )
        with closing(sqlite3.connect(self._library)) as connection:
            spots = connection.execute(query, tuple(faces)).fetchall()
        self._mouth.meant.append(Decision("name", tuple(spots), name))

    # what there is to do

    def _look(self) -> None:
        """Print what the window shows, if it has changed."""
        window = self._window
        wall, board = window.wall, window.review.board
        question = board.current.question if board.isVisible() and board.current else None
        shown = {
            "page": window.pages.place,
            "pages": {row.text(): _at(row) for row in window.sidebar.findChildren(Row)},
            "names": [self._called(who) for who in _listed(wall.people)],
            "people": _cards(wall.people, _name),
            "groups": _cards(wall.groups, _face),
            "asks": "" if question is None else question.kind.value,
            "is_typing": wall.groups.naming.is_open,
            "has_news": any(map(wall.groups.session.entries.is_given, wall.groups.people.ids)),
            "is_scanning": window.scanning.is_running,
        }
        if shown != self._shown:
            self._shown = shown
            self._mouth.say(f"*{json.dumps(shown)}")

    def _called(self, person_id: str) -> str:
        """Return the name on a person's card, "" without one."""
        people = self._window.wall.people.people
        card = people.card(people.row_of(person_id))
        return (card.person.name if card else None) or ""


def _cards(view: WallList, part: Callable[[QRect], QPoint]) -> dict[str, list[int]]:
    """Return the ids of the cards in sight with a point of each on the screen."""
    parts = {
        who: part(view.visualRect(view.people.index(n))) for n, who in enumerate(_listed(view))
    }
    in_sight = view.viewport().visibleRegion()
    return {who: _point(view.viewport(), at) for who, at in parts.items() if in_sight.contains(at)}


def _listed(view: WallList) -> Sequence[str]:
    """Return the ids of a list's cards, none if it is hidden."""
    return view.people.ids if view.isVisible() else ()


def _name(cell: QRect) -> QPoint:
    """Return the point of a person's card where its name is."""
    return QPoint(cell.center().x(), cell.bottom() - 30)


def _face(cell: QRect) -> QPoint:
    """Return the point of a group's card where its large face is."""
    return QPoint(cell.left() + 50, cell.top() + 50)


def _at(widget: QWidget) -> list[int]:
    return _point(widget, widget.rect().center())


def _point(widget: QWidget, place: QPoint) -> list[int]:
    on_screen = widget.mapToGlobal(place)
    return [on_screen.x(), on_screen.y()]


def watched(paths: Paths, mouth: Mouth) -> None:
    """Make the window as large as the screen and begin to watch it."""
    (window,) = (each for each in QApplication.topLevelWidgets() if isinstance(each, Window))
    window.setGeometry(0, 0, *SIZE)
    eyes = Eyes(window, paths.library_db, mouth)
    QApplication.instance().installEventFilter(eyes)  # type: ignore[union-attr]


def main(base: str) -> int:
    """Start the window as `kinfolk` does, with the engine of colours; return its exit code."""
    paths, mouth = Paths.of(Path(base)), Mouth()
    mouth.listen()
    start.scan = lambda db, paths, **more: ScanJob(db, Cast)
    application = running.application()
    QTimer.singleShot(0, application, lambda: watched(paths, mouth))
    return running.run(paths)


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
