"""What a question is compared with: the person's faces most like those asked about."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from sqlalchemy import select
from sqlmodel import col

from kinfolk.core.database import Database
from kinfolk.core.db.models import AssignedBy, Face
from kinfolk.core.db.rows import among
from kinfolk.core.people import people
from kinfolk.errors import NotFound
from kinfolk.recognition.ranking import Ranking
from kinfolk.recognition.suggest import Suggester
from kinfolk.recognition.suggestion import Alike, OfAnotherAge

BESIDE = 6  # faces of the person, the most alike
LOOKED_AT = 8 * BESIDE  # so many of the nearest are looked through for confirmed ones


@dataclass(frozen=True)
class Comparison:
    """Hold the person's nearest faces: to all faces asked about together, and to each of them."""

    together: tuple[Alike, ...] = ()
    of_face: Mapping[str, tuple[Alike, ...]] = field(default_factory=dict)
    # Faces that look like someone whose age does not fit, with that name and the ages
    not_them: Mapping[str, tuple[str, OfAnotherAge]] = field(default_factory=dict)

    def beside(self, face_id: str | None) -> tuple[Alike, ...]:
        return self.of_face.get(face_id, ()) if face_id else self.together

    @property
    def others(self) -> set[str]:
        """The ids of the people whose age does not fit."""
        return {one.person_id for _, one in self.not_them.values()}

    def reason(self, face_id: str | None) -> tuple[str, OfAnotherAge] | None:
        """Return why one face, or the first of all, is not suggested to whom it looks like."""
        if face_id:
            return self.not_them.get(face_id)
        return next(iter(self.not_them.values()), None)


def read_comparison(
    suggester: Suggester, db: Database, person_id: str, face_ids: Sequence[str]
) -> Comparison:
    """Return the nearest faces, confirmed ones if any are near; nothing if the person is gone."""
    asked = [face_ids, *([face_id] for face_id in face_ids)]

    def near(ranking: Ranking) -> tuple[list[list[Alike]], dict[str, OfAnotherAge]]:
        alike = ranking.alike(person_id, asked, limit=LOOKED_AT)
        return alike, ranking.of_another_age(face_ids)

    try:
        found, others = suggester.ask(near)
    except NotFound:
        return Comparison()
    by_user = _confirmed(db, {one.face_id for near in found for one in near})
    together, *each = (_shown(near, by_user) for near in found)
    not_them = _with_names(db, others)
    return Comparison(together, dict(zip(face_ids, each, strict=True)), not_them)


def _with_names(
    db: Database, others: Mapping[str, OfAnotherAge]
) -> Mapping[str, tuple[str, OfAnotherAge]]:
    if not others:
        return {}
    with db.read() as session:
        who = people.cards(session, [one.person_id for one in others.values()])
    return {
        face_id: (who[one.person_id].name or "", one)
        for face_id, one in others.items()
        if one.person_id in who
    }


def _confirmed(db: Database, face_ids: set[str]) -> set[str]:
    query = select(col(Face.id)).where(among(col(Face.id), face_ids))
    with db.read() as session:
        rows = session.execute(query.where(col(Face.assigned_by) == AssignedBy.USER))
        return set(rows.scalars())


def _shown(near: Sequence[Alike], confirmed: set[str]) -> tuple[Alike, ...]:
    sure = [one for one in near if one.face_id in confirmed]
    return tuple((sure or near)[:BESIDE])
