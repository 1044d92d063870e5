"""What stands beside the faces asked about, read in the background and kept."""

from collections import OrderedDict

from PySide6.QtCore import QObject, Signal

from kinfolk.core.people import Person
from kinfolk.gui.base.review_queue import ReviewQueue
from kinfolk.recognition.questions.compare import Comparison
from kinfolk.recognition.questions.question import Question
from kinfolk.recognition.questions.reads import FACES

KEPT = 256  # questions: some screens full

Asked = tuple[Person, tuple[str, ...]]


class Beside(QObject):
    """Answers at once, with None as long as nothing is known; `ready` says that there is more."""

    ready = Signal()

    def __init__(self, queue: ReviewQueue, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._queue = queue
        self._known: OrderedDict[Asked, Comparison] = OrderedDict()
        self._asked: set[Asked] = set()

    def of(self, question: Question) -> Comparison | None:
        """A person with other faces than before is asked about anew."""
        asked = question.person, question.faces[:FACES]
        if asked in self._known:
            self._known.move_to_end(asked)
            return self._known[asked]
        if asked not in self._asked:
            self._asked.add(asked)
            self._queue.compare(
                question.person.id, asked[1], lambda found: self._on_found(asked, found), owner=self
            )
        return None

    def _on_found(self, asked: Asked, found: Comparison) -> None:
        self._asked.discard(asked)
        self._known[asked] = found
        if len(self._known) > KEPT:
            self._known.popitem(last=False)
        self.ready.emit()
