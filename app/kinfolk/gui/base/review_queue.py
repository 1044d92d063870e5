"""The queue of open suggestions in the window: its thread, its clock and its signals."""

import math
from collections.abc import Callable, Collection
from typing import Any

from PySide6.QtCore import QObject, QTimer, Signal

from kinfolk.core.database import Database
from kinfolk.core.people.people import Person
from kinfolk.core.people.strangers import FEW
from kinfolk.gui.base.bus import Bus
from kinfolk.gui.base.suggestions import Suggestions
from kinfolk.recognition.questions import reads
from kinfolk.recognition.questions.queue import QuestionQueue, Read
from kinfolk.recognition.ranking import Ranking


class _Signals(QObject):
    """Hold the signals of a queue."""

    changed = Signal()
    # Ids of faces that the user has moved away from a person, or whose person was deleted
    freed = Signal(object)
    # Number of ignored groups that are shown again, as they turned out to be someone
    returned = Signal(int)


class ReviewQueue(QuestionQueue):
    """Ask on the thread of `Suggestions`, and emit `changed` when the suggestions differ.

    It also puts the questions of single pages, which no one keeps. Every `done` is called on the
    main thread, as long as its `owner` lives.
    """

    def __init__(
        self,
        suggestions: Suggestions,
        db: Database,
        bus: Bus,
        *,
        few: Callable[[], int] = lambda: FEW,
    ) -> None:
        super().__init__(db, few=few)
        self._suggestions = suggestions
        self._signals = _Signals()
        self.changed = self._signals.changed
        self.freed, self.returned = self._signals.freed, self._signals.returned
        self._clock = QTimer(self._signals, singleShot=True)
        self._clock.timeout.connect(self.wake)
        bus.changed.connect(self.heed)

    def close(self) -> None:
        """Stop asking and end the thread of the questions."""
        self._clock.stop()
        self._suggestions.close()

    def run(
        self, read: Read, done: Callable[[Any], None], failed: Callable[[Exception], None]
    ) -> None:
        self._suggestions.ask(read, done, owner=self._signals, failed=failed)

    def wake_in(self, seconds: float) -> None:
        self._clock.start(math.ceil(1000 * seconds))

    def has_changed(self) -> None:
        self.changed.emit()

    def has_freed(self, face_ids: frozenset[str]) -> None:
        self.freed.emit(face_ids)

    def has_returned(self, groups: int) -> None:
        self.returned.emit(groups)

    # what a page asks

    def rank(
        self, face_ids: Collection[str], done: Callable[[list[str]], None], *, owner: QObject
    ) -> None:
        """Call `done` with the ids of all people, those that look most like these faces first."""
        self._suggestions.ask(
            lambda suggester: suggester.ask(Ranking.by_similarity, face_ids), done, owner=owner
        )

    def whom(
        self, face_id: str, done: Callable[[list[Person]], None], *, owner: QObject, most: int
    ) -> None:
        """Call `done` with named people whose face this may be, likeliest first, at most `most`.

        Leaves out unlikely people, and the one who has the face now.
        """
        self._suggestions.ask(
            lambda suggester: reads.read_face(suggester, self._db, face_id, most=most),
            done,
            owner=owner,
        )
