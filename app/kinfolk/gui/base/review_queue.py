"""The queue of open suggestions in the window: its thread, its clock and its signals."""

import math
from collections.abc import Callable, Collection, Sequence
from typing import Any

from PySide6.QtCore import QObject, QTimer, Signal

from kinfolk.core.database import Database
from kinfolk.core.people.people import Person
from kinfolk.core.people.strangers import FEW, Unknown
from kinfolk.errors import AppError
from kinfolk.gui.base.bus import Bus
from kinfolk.gui.base.suggestions import Suggestions
from kinfolk.recognition import strangers
from kinfolk.recognition.likeness import Halves
from kinfolk.recognition.questions import reads
from kinfolk.recognition.questions.compare import Comparison, read_comparison
from kinfolk.recognition.questions.queue import QuestionQueue, Read
from kinfolk.recognition.ranking import Ranking
from kinfolk.recognition.suggestion import Doubt


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

    def faces_like(
        self,
        face_ids: Collection[str],
        done: Callable[[list[str]], None],
        *,
        owner: QObject,
        most: int,
    ) -> None:
        """Call `done` with at most `most` faces that may be the same person, likeliest first."""
        self._suggestions.ask(
            lambda suggester: suggester.ask(Ranking.faces_like, face_ids, limit=most),
            done,
            owner=owner,
            failed=_unless_expected,
        )

    def little_alike(
        self,
        person_ids: Sequence[str],
        done: Callable[[list[tuple[str, str]]], None],
        *,
        owner: QObject,
    ) -> None:
        """Call `done` with the pairs of these people that look little alike."""
        self._suggestions.ask(
            lambda suggester: suggester.ask(Ranking.little_alike, person_ids),
            done,
            owner=owner,
            failed=_unless_expected,
        )

    def compare(
        self,
        person_id: str,
        face_ids: Sequence[str],
        done: Callable[[Comparison], None],
        *,
        owner: QObject,
    ) -> None:
        """Call `done` with the person's faces that are most like these faces."""
        self._suggestions.ask(
            lambda suggester: read_comparison(suggester, self._db, person_id, face_ids),
            done,
            owner=owner,
            failed=_unless_expected,
        )

    def by_doubt(
        self, face_ids: Sequence[str], done: Callable[[list[str]], None], *, owner: QObject
    ) -> None:
        """Call `done` with these faces, those that fit least among the others first."""
        self._suggestions.ask(
            lambda suggester: suggester.ask(Ranking.by_doubt, face_ids), done, owner=owner
        )

    def doubts(
        self,
        person_id: str,
        face_ids: Sequence[str],
        done: Callable[[list[Doubt]], None],
        *,
        owner: QObject,
    ) -> None:
        """Call `done` with how surely each of these faces is the person's, the least sure first."""
        self._suggestions.ask(
            lambda suggester: suggester.ask(Ranking.doubts, person_id, face_ids),
            done,
            owner=owner,
            failed=_unless_expected,
        )

    def halves(
        self,
        face_ids: Sequence[str],
        picked: tuple[str, str],
        done: Callable[[Halves], None],
        *,
        owner: QObject,
    ) -> None:
        """Call `done` with the faces split by which of the two `picked` each is more like.

        `Halves` says in which order they come, and where faces go that no engine has seen.
        """
        one, other = picked
        self._suggestions.ask(
            lambda suggester: suggester.ask(Ranking.halves, face_ids, one, other), done, owner=owner
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
            failed=_unless_expected,
        )

    def strangers(
        self, fewer_than: int, done: Callable[[list[Unknown]], None], *, owner: QObject
    ) -> None:
        """Call `done` with unnamed people who look like no one known.

        Only those in fewer than `fewer_than` photos count.
        """
        db = self._db
        self._suggestions.ask(
            lambda suggester: strangers.find(suggester, db, fewer_than=fewer_than),
            done,
            owner=owner,
            failed=_unless_expected,
        )


def _unless_expected(error: Exception) -> None:
    """Swallow the error if the library is busy or out of reach: the comparison stays empty."""
    if not isinstance(error, AppError):
        raise error
