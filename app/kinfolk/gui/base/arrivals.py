"""What scans have placed, read in the background whenever somebody wants to know it."""

from functools import partial

from PySide6.QtCore import QObject, QTimer, Signal

from kinfolk.core.db.database import Database
from kinfolk.errors import AppError
from kinfolk.gui.base.suggestions import Suggestions
from kinfolk.recognition import arrivals
from kinfolk.recognition.arrivals import RankedArrivals

LATER_MS = 1000  # until a library that was busy is asked again
SOON_MS = 1500  # without a change, until what is not waited for is read


class ArrivalsFeed(QObject):
    """One reading at a time; what is asked meanwhile is answered by the next one."""

    changed = Signal()  # `news` are others, or the same once more

    def __init__(
        self, suggestions: Suggestions, db: Database, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._suggestions = suggestions
        self._db = db
        self._wanted = 0
        self._is_reading = False
        self._soon = QTimer(self, singleShot=True, interval=SOON_MS)
        self._soon.timeout.connect(self.read)
        self.news = RankedArrivals()
        self.answered = 0  # the last call of `read` that `news` answer

    def read(self) -> int:
        """Reads it anew; the number of this call."""
        self._wanted += 1
        if not self._is_reading:
            self._begin()
        return self._wanted

    def follow(self, face_count: int) -> None:
        """The library has changed, and so many faces are new: `news` are read again in a pause.

        However many they are: which of them are doubtful hangs on everybody else's faces, too.
        """
        if face_count or self.news.people:
            self._soon.start()

    def _begin(self) -> None:
        self._is_reading = True
        db, known = self._db, self.news
        self._suggestions.ask(
            lambda suggester: arrivals.read(suggester, db, known),
            partial(self._on_read, self._wanted),
            owner=self,
            failed=self._on_failed,
        )

    def _on_read(self, number: int, news: RankedArrivals) -> None:
        self._is_reading = False
        self.news, self.answered = news, number
        if self._wanted > number:
            self._begin()
        self.changed.emit()

    def _on_failed(self, error: Exception) -> None:
        """The library is busy or out of reach: what is known stays."""
        if not isinstance(error, AppError):
            self._is_reading = False
            raise error
        QTimer.singleShot(LATER_MS, self, self._begin)
