"""What scans have placed, the least sure faces first."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from kinfolk.core import arrivals
from kinfolk.core.db.database import Database
from kinfolk.core.people import Person
from kinfolk.errors import NotFound
from kinfolk.recognition.suggest import Suggester


@dataclass(frozen=True)
class Arrived:
    """The new faces of one person, the least sure first: so many of them are worth a look."""

    person: Person
    face_ids: tuple[str, ...]
    doubtful: frozenset[str]


@dataclass(frozen=True)
class RankedArrivals:
    """All that is new: who has most doubtful faces first, then most new ones."""

    people: tuple[Arrived, ...] = ()
    since: datetime | None = None  # when the first of the scans began that placed them

    @property
    def face_count(self) -> int:
        return sum(len(one.face_ids) for one in self.people)

    @property
    def doubtful_count(self) -> int:
        return sum(len(one.doubtful) for one in self.people)


def read(suggester: Suggester, db: Database) -> RankedArrivals:
    """As the library is now."""
    with db.read() as session:
        whole = arrivals.listing(session)
    found = [_arrived(suggester, one.person, one.face_ids) for one in whole.people]
    found.sort(key=lambda one: -len(one.doubtful))  # of equals the order stays
    return RankedArrivals(tuple(found), whole.since)


def _arrived(suggester: Suggester, person: Person, face_ids: Sequence[str]) -> Arrived:
    """Faces that the engine has not seen come last: nothing is known of them."""
    try:
        found = suggester.doubts(person.id, face_ids)
    except NotFound:  # deleted meanwhile: the page reads anew after that change
        found = []
    ranked = [doubt.face_id for doubt in found]
    known = set(ranked)
    rest = [face_id for face_id in face_ids if face_id not in known]
    doubtful = frozenset(doubt.face_id for doubt in found if doubt.is_doubtful)
    return Arrived(person, (*ranked, *rest), doubtful)
