"""Rank new faces that scans have added to people, the least certain first."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime

from kinfolk.core.database import Database
from kinfolk.core.faces import portraits
from kinfolk.core.people import new_faces, people
from kinfolk.core.people.people import Person
from kinfolk.core.photos import dates
from kinfolk.errors import NotFound
from kinfolk.metadata.capture_date import CaptureDate
from kinfolk.recognition.ranking import Ranking
from kinfolk.recognition.suggest import Suggester

KNOWN = 3  # faces of a person beside the new ones
GROUPS = 24  # the largest new groups, of which the page shows a face each


@dataclass(frozen=True)
class NewFacesOf:
    """Hold a person's new faces, the least certain first; `doubtful` ones are worth checking.

    `known` are the best of their other faces, to compare with. `removed` and `confirmed` are faces
    that the user has just answered; the page still shows those in `shown`, which gives the order.
    """

    person: Person
    face_ids: tuple[str, ...]
    doubtful: frozenset[str]
    known: tuple[str, ...] = ()
    taken: Mapping[str, CaptureDate] = field(default_factory=dict)  # of faces whose date is known
    removed: frozenset[str] = frozenset()
    confirmed: frozenset[str] = frozenset()
    shown: tuple[str, ...] = ()


@dataclass(frozen=True)
class RankedNewFaces:
    """Hold all new faces by person: who has most doubtful ones comes first, then most new ones."""

    people: tuple[NewFacesOf, ...] = ()
    since: datetime | None = None  # when the first of the scans began that placed them
    first_scan: int | None = None  # see `core.people.new_faces.NewFaces`
    groups: tuple[Person, ...] = ()  # the largest of those without a name who came since
    group_count: int = 0

    @property
    def face_count(self) -> int:
        return sum(len(one.face_ids) for one in self.people)

    @property
    def doubtful_count(self) -> int:
        """The number of new faces that are worth checking."""
        return sum(len(one.doubtful) for one in self.people)


def read(
    suggester: Suggester, db: Database, known: RankedNewFaces = RankedNewFaces()
) -> RankedNewFaces:
    """Return what is new in the library now; `known` is what was read before."""
    with db.read() as session:
        whole = new_faces.listing(session, known_since=known.first_scan)
        cards = people.cards(session, whole.groups[:GROUPS])
        new = [face_id for one in whole.people for face_id in one.face_ids]
        best = portraits.best_faces(
            session,
            [one.person.id for one in whole.people],
            each=KNOWN,
            without=new,
        )
        taken = dates.of_faces(session, new)
    groups = tuple(cards[each] for each in whole.groups[:GROUPS])
    found = [
        replace(
            _arrived(suggester, one.person, one.face_ids),
            known=tuple(best.get(one.person.id, ())),
            taken={each: taken[each] for each in one.face_ids if each in taken},
        )
        for one in whole.people
    ]
    found.sort(key=lambda one: -len(one.doubtful))  # of equals the order stays
    number = len(whole.groups)
    return RankedNewFaces(tuple(found), whole.since, whole.first_scan, groups, number)


def _arrived(suggester: Suggester, person: Person, face_ids: Sequence[str]) -> NewFacesOf:
    """Return a person's ranked faces; those the engine has not seen come last."""
    try:
        found = suggester.ask(Ranking.doubts, person.id, face_ids)
    except NotFound:  # deleted meanwhile: the page reads anew after that change
        found = []
    ranked = [doubt.face_id for doubt in found]
    known = set(ranked)
    rest = [face_id for face_id in face_ids if face_id not in known]
    doubtful = frozenset(doubt.face_id for doubt in found if doubt.is_doubtful)
    return NewFacesOf(person, (*ranked, *rest), doubtful)
