"""Faces that scans have added to named people, read in the background for the page New faces."""

from functools import partial

from PySide6.QtCore import QObject, QTimer, Signal

from kinfolk.core.database import Database
from kinfolk.core.people.new_faces import NewFacesCounts
from kinfolk.errors import AppError
from kinfolk.gui.base.suggestions import Suggestions
from kinfolk.recognition import new_faces
from kinfolk.recognition.new_faces import RankedNewFaces

LATER_MS = 1000  # before a library that was busy is asked again
SOON_MS = 1500  # pause after a change before it is read, if no one waits for it


class NewFacesFeed(QObject):
    """Keep `news` (what scans have added) up to date; emit `changed` after each reading.

    Only one reading runs at a time. A request made during it is answered by the next one.
    """

    changed = Signal()  # `news` was read; it may be equal to the one before

    def __init__(self, suggestions: Suggestions, db: Database) -> None:
        super().__init__()
        self._suggestions = suggestions
        self._db = db
        self._wanted = 0
        self._is_reading = False
        self._soon = QTimer(self, singleShot=True, interval=SOON_MS)
        self._soon.timeout.connect(self.read)
        self._told_of: int | None = None  # the last scan whose new faces were announced
        self.is_fresh = False  # whether a scan has added faces that are not announced yet
        self.news = RankedNewFaces()
        self.answered = 0  # number of the last call of `read` that `news` answers

    def read(self) -> int:
        """Ask for a new reading; return the request's number, to compare with `answered`."""
        self._wanted += 1
        if not self._is_reading:
            self._begin()
        return self._wanted

    def follow(self, known: NewFacesCounts) -> None:
        """Read again at once after a scan, also one of another process, else after a pause.

        Even if there are no new faces now, the known ones are read again: whether a face is
        doubtful depends on everyone else's faces, too.
        """
        if self._told_of is None:  # at the start: faces added before are no news
            self._told_of = known.last_scan
        if known.last_scan > self._told_of:
            self._told_of = known.last_scan
            self.is_fresh = True
            self.read()
        elif known.faces or self.news.people:
            self._soon.start()

    def _begin(self) -> None:
        self._is_reading = True
        db, known = self._db, self.news
        self._suggestions.ask(
            lambda suggester: new_faces.read(suggester, db, known),
            partial(self._on_read, self._wanted),
            owner=self,
            failed=self._on_failed,
        )

    def _on_read(self, number: int, news: RankedNewFaces) -> None:
        self._is_reading = False
        self.news, self.answered = news, number
        if self._wanted > number:
            self._begin()
        self.changed.emit()

    def _on_failed(self, error: Exception) -> None:
        """Try again later if the library is busy or out of reach; `news` stays. Raise a bug."""
        if not isinstance(error, AppError):
            self._is_reading = False
            raise error
        QTimer.singleShot(LATER_MS, self, self._begin)
