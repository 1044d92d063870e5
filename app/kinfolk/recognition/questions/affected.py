"""Find whose suggestions a change of the library touches: only these are asked for again."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field

from sqlalchemy import select
from sqlmodel import Session, col

from kinfolk.core.db.models import Face, Person
from kinfolk.core.db.rows import among
from kinfolk.recognition.ranking import Ranking
from kinfolk.recognition.suggest import Suggester

MAX_NEW_FACES = 60  # of more at once, as a scan brings them, everyone is asked about


@dataclass
class Memory:
    """Hold what was asked in this window, for changes that take something away."""

    asked: dict[str, set[str]] = field(default_factory=lambda: defaultdict(set))  # face → people
    found: dict[str, list[str]] = field(default_factory=dict)  # person → faces, as last asked

    def note(self, face_ids: Iterable[str], person_id: str) -> None:
        """Note that these faces were suggested for the person."""
        self.found[person_id] = list(face_ids)
        for face_id in self.found[person_id]:
            self.asked[face_id].add(person_id)

    def about(self, face_ids: Iterable[str]) -> set[str]:
        """Return for whom these faces were ever suggested."""
        return set().union(*(self.asked.get(face_id, ()) for face_id in face_ids))


@dataclass(frozen=True)
class Affected:
    """Hold whom to ask about again, and who has changed or is gone: their cards are outdated."""

    people: set[str]  # with a name
    changed: set[str]
    # With a name; the same faces are suggested for them, and are likely the nearer one's alone.
    rivals: set[str]
    freed: frozenset[str]  # faces of no one: the user took them off someone, or deleted whose
    all: bool = False  # it may be anyone

    @classmethod
    def anything(cls, freed: frozenset[str] = frozenset()) -> "Affected":
        """Return the changes that stand for anything."""
        return cls(set(), set(), set(), freed, all=True)


def affected(session: Session, suggester: Suggester, memory: Memory, *, scanning: bool) -> Affected:
    """Return whom the latest changes concern; new faces wait until a running scan has ended."""
    changed = suggester.changes()
    if changed is None:
        return Affected.anything()
    faces = {face for face in changed.faces if face in memory.asked} if scanning else changed.faces
    owners = _owners(session, faces)
    names = _names(session, {who for who in owners.values() if who} | changed.people)
    # Faces no one has named, never suggested before: they may be anyone's now.
    strange = [f for f, who in owners.items() if f not in memory.asked and not names.get(who or "")]
    # None is a face that no one has; one that is gone is not among the owners at all.
    freed = frozenset(face for face in changed.freed if owners.get(face, "") is None)
    if len(strange) > MAX_NEW_FACES:
        return Affected.anything(freed)
    people = {who for who in changed.people if names.get(who)} | memory.about(faces)
    # A face of an unnamed group is only as certain as the group: when that changes, all of it does.
    people |= memory.about(
        _of_groups(session, {who for who in changed.people if not names.get(who)})
    )
    for face_id in strange:
        people.update(one.person_id for one in suggester.ask(Ranking.for_face, face_id))
    rivals = _rivals(suggester, memory, changed.people, names)
    return Affected(people, changed.people, rivals, freed)


def _rivals(
    suggester: Suggester, memory: Memory, person_ids: Iterable[str], names: dict[str, str | None]
) -> set[str]:
    """Return the people who share suggested faces, before or now, with any of these people."""
    found: set[str] = set()
    for person_id in person_ids:
        found |= memory.about(memory.found.get(person_id, ()))
        if names.get(person_id) and person_id not in memory.found:
            found |= memory.about(
                one.face_id for one in suggester.ask(Ranking.for_person, person_id)
            )
    return found


def _names(session: Session, person_ids: Iterable[str]) -> dict[str, str | None]:
    query = select(col(Person.id), col(Person.name)).where(among(col(Person.id), person_ids))
    return dict(session.execute(query).all())


def _of_groups(session: Session, group_ids: Iterable[str]) -> list[str]:
    query = select(col(Face.id)).where(among(col(Face.person_id), group_ids))
    return list(session.execute(query).scalars())


def _owners(session: Session, face_ids: Iterable[str]) -> dict[str, str | None]:
    query = select(col(Face.id), col(Face.person_id)).where(among(col(Face.id), face_ids))
    return dict(session.execute(query).all())
