"""The faces shown beside those asked about, read in the background and cached."""

from collections import OrderedDict
from functools import partial

from PySide6.QtCore import QObject, Signal

from kinfolk.core.db.changes import Changes
from kinfolk.core.people.people import Person
from kinfolk.gui.base.context import Context
from kinfolk.recognition.questions.compare import Comparison, read_comparison
from kinfolk.recognition.questions.question import Question
from kinfolk.recognition.questions.reads import FACES

KEPT = 256  # most questions kept, which is several screens full

# A person as they are now, and the faces they are compared with.
Asked = tuple[Person, tuple[str, ...]]


class Comparisons(QObject):
    """Read in the background how a suggested face compares with the person, and cache it.

    `of()` returns None while one is read, and `ready` tells when it is there.
    """

    ready = Signal()

    def __init__(self, context: Context, parent: QObject) -> None:
        super().__init__(parent)
        context.bus.changed.connect(self._forget)
        self._context = context
        self._known: OrderedDict[Asked, Comparison] = OrderedDict()
        self._asked: set[Asked] = set()

    def of(self, question: Question) -> Comparison | None:
        """Return the comparison for a question, or None until it is read.

        It is read again if the person has changed since.
        """
        asked = question.person, question.faces[:FACES]
        if asked in self._known:
            self._known.move_to_end(asked)
            return self._known[asked]
        if asked not in self._asked:
            self._asked.add(asked)
            db, (person, face_ids) = self._context.db, asked
            self._context.suggestions.ask(
                lambda suggester: read_comparison(suggester, db, person.id, face_ids),
                partial(self._on_found, asked),
                owner=self,
            )
        return None

    def _forget(self, changes: Changes) -> None:
        """Forget what may tell of the name or age of people who have changed."""
        people = changes.ids("person")
        reads = [self._context.review.person(person_id) for person_id in people]
        is_anyone = changes.all or None in reads  # as someone who has just got a name
        near = {face_id for read in reads if read for face_id in read.near}
        outdated = [
            asked
            for asked, found in self._known.items()
            if is_anyone or not people.isdisjoint(found.others) or not near.isdisjoint(asked[1])
        ]
        if "person" in changes and (outdated or self._asked):
            for asked in outdated:
                del self._known[asked]
            self._asked.clear()  # what is read just now is read again after it
            self.ready.emit()

    def _on_found(self, asked: Asked, found: Comparison) -> None:
        self._asked.discard(asked)
        self._known[asked] = found
        if len(self._known) > KEPT:
            self._known.popitem(last=False)
        self.ready.emit()
