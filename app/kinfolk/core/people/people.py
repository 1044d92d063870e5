"""People: those with a name, and groups without one yet."""

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, fields, replace
from datetime import date, datetime
from functools import cache
from typing import Any, NamedTuple

import sqlalchemy as sa
from sqlalchemy import func, select
from sqlmodel import Session, col

from kinfolk.core import ids, names
from kinfolk.core.birth import Birth
from kinfolk.core.db import models
from kinfolk.core.db.rows import MAX_PAGE, among, find, need, run
from kinfolk.core.faces import assignment, faces, portraits
from kinfolk.core.people import merging, person_fields
from kinfolk.core.people.person_fields import UNCHANGED, PersonChanges
from kinfolk.core.photos import library
from kinfolk.core.unset import UNSET, unless_none
from kinfolk.errors import Ambiguous, Conflict, Invalid, NotFound


@dataclass(frozen=True)
class Person:
    """Hold a person, or a group without a name.

    `effective_face_id` is the face that stands for them (see `portraits`), `thumbnail_face_id` the
    one the user chose. `asset_count` counts photos that are not missing and that they are in, with
    a face or without; `face_count` counts all their faces.
    """

    id: str
    library_id: str
    name: str | None
    birth_date: date | None
    is_hidden: bool
    is_favorite: bool
    thumbnail_face_id: str | None
    effective_face_id: str | None
    asset_count: int
    face_count: int
    created_at: datetime
    updated_at: datetime
    birth_about: Birth | None = None  # the birth date if only month or year is known

    @property
    def born(self) -> Birth | None:
        """The birth date as far as it is known; `birth_date` holds full dates only."""
        return Birth(self.birth_date) if self.birth_date else self.birth_about


@dataclass(frozen=True)
class Card:
    """Hold what a card shows of a person or group."""

    person: Person
    faces: tuple[str, ...]  # best first: one of a person, up to five of a group


# Reads the cards of these ids; those of people who are gone are left out.
Load = Callable[[Sequence[str]], Mapping[str, Card]]


class Created(NamedTuple):
    """Hold a person, and whether the person was created or existed already."""

    person: Person
    is_new: bool


@cache
def asset_count() -> sa.ScalarSelect[int]:
    """Return SQL: the number of photos, not missing, that the person of the enclosing query is in.

    It counts what a search for the person finds: photos that show a face of theirs now, or that the
    user has added them to without a face.
    """
    # As text and not as a parameter: else SQLite does not see that it can use the index
    # `asset_missing`.
    missing = (
        select(col(models.PhotoSummary.n))
        .join(models.Asset, col(models.Asset.id) == col(models.PhotoSummary.asset_id))
        .where(sa.text("asset.state = 'missing'"))
    )
    return (
        select(func.count())
        .where(
            col(models.Appearance.person_id) == col(models.Person.id),
            col(models.Appearance.photo).not_in(missing),
        )
        .correlate(models.Person)
        .scalar_subquery()
    )


def get(session: Session, person_id: str) -> Person:
    """Return one person, hidden or unnamed ones too; NotFound if there is none with that id."""
    found = cards(session, [person_id])
    if person_id not in found:
        raise NotFound("There is no person {person_id!r}.", person_id=person_id)
    return found[person_id]


def cards(session: Session, person_ids: Iterable[str]) -> dict[str, Person]:
    """Return those of the people that exist, by id, in one query."""
    rows = session.execute(cards_select(person_ids))
    return {row.id: _person(row, *computed) for row, *computed in rows}


def cards_select(person_ids: Iterable[str]) -> sa.Select[Any]:
    """Return the query behind `cards`: person rows with portrait, photo count and face count."""
    return _all_cards().where(among(col(models.Person.id), person_ids))


@cache
def _all_cards() -> sa.Select[Any]:
    person = models.Person
    face_count = (
        select(func.count())
        .select_from(models.Face)
        .where(col(models.Face.person_id) == col(person.id))
        .scalar_subquery()
    )
    return select(person, portraits.portrait(), asset_count(), face_count)


def find_by_name(session: Session, name: str, library_id: str | None) -> Person | None:
    """Return the person with that name, hidden or not; case and surrounding space do not count.

    Without `library_id` all libraries are searched; raises Ambiguous if people of several have the
    name.
    """
    if library_id is not None:
        need(session, models.Library, library_id)
    found = person_fields.namesakes(session, name, library_id)
    if len(found) > 1:
        raise Ambiguous(
            "{count} libraries contain a {name}.",
            "Specify the person by id.",
            count=len(found),
            name=found[0].name,
        )
    return get(session, found[0].id) if found else None


def create(
    session: Session,
    *,
    name: str | None = None,
    birth_date: date | Birth | None = None,
    is_hidden: bool | None = None,
    is_favorite: bool | None = None,
    thumbnail_face_id: str | None = None,
    library_id: str | None = None,
    face_ids: Sequence[str] = (),
) -> Created:
    """Create a person with these faces; None means that a field is not given.

    If someone has the name already, return that person unchanged if all given fields and faces
    match, else raise NameTaken. The faces become the user's decision.
    """
    library_id = library.resolve(session, library_id)
    said = PersonChanges(
        name=unless_none(names.clean(name)),
        birth_date=UNSET if birth_date is None else person_fields.birth(birth_date),
        is_hidden=unless_none(is_hidden),
        is_favorite=unless_none(is_favorite),
        thumbnail_face_id=unless_none(thumbnail_face_id),
    )
    if thumbnail_face_id is not None:
        person_fields.face_in(session, thumbnail_face_id, library_id)
    if name is not None:
        others = person_fields.namesakes(session, name, library_id)
        if others:
            return Created(_same(session, others[0], said, face_ids), is_new=False)
    row = models.Person(id=ids.new("person"), library_id=library_id)
    session.add(row)
    session.flush()
    face_ids = _faces_to_give(session, face_ids, thumbnail_face_id)
    if face_ids:
        give_groups(session, row.id, face_ids)
        faces.assign(session, face_ids, row.id)
    # After the faces: the portrait has to be the person's own by then.
    person_fields.apply(session, need(session, models.Person, row.id), said)
    return Created(get(session, row.id), is_new=True)


def only_new(session: Session, made: Created) -> Person:
    """Return the person if it was created; raise NameTaken if someone had the name already."""
    if not made.is_new:
        person_fields.refuse_name(need(session, models.Person, made.person.id))
    return made.person


def update(session: Session, person_id: str, changes: PersonChanges) -> Person:
    """Change the fields that are set in `changes`; faces never move."""
    person_fields.apply(session, need(session, models.Person, person_id), changes)
    return get(session, person_id)


def make_portrait(session: Session, person_id: str, face_id: str) -> None:
    """Make the face the person's portrait; it is given to them if it is not theirs."""
    if faces.get(session, face_id).person_id != person_id:
        faces.assign(session, [face_id], person_id)
    update(session, person_id, replace(UNCHANGED, thumbnail_face_id=face_id))


def bulk_update(session: Session, updates: Sequence[tuple[str, PersonChanges]]) -> None:
    """Apply several updates in order.

    Raises Invalid for too many of them or a person listed twice, else the error of the first that
    fails; the caller's transaction then undoes the others.
    """
    if len(updates) > MAX_PAGE:
        raise Invalid("updates", "At most {max_page} people at once.", max_page=MAX_PAGE)
    if len({person_id for person_id, _ in updates}) < len(updates):
        raise Invalid("updates", "The same person is listed twice.")
    for person_id, changes in updates:
        person_fields.apply(session, need(session, models.Person, person_id), changes)


def delete(session: Session, *person_ids: str) -> None:
    """Delete people; scans may group the faces again.

    The faces are rejected for all people who were marked as different from their person.
    """
    for person_id in person_ids:
        need(session, models.Person, person_id)
        # First, because what was said about the person is deleted together with the row.
        assignment.keep_apart(session, person_id)
        assignment.release(session, col(models.Face.person_id) == person_id)
        run(session, sa.delete(models.Person).where(col(models.Person.id) == person_id))


def merge(session: Session, person_id: str, source_ids: Sequence[str]) -> Person | None:
    """Move everything of the sources to the person, delete the sources, and return the person.

    Return None if none of them had a name or a face; then the person is deleted, too. Raises
    Invalid without sources, if the person is among them, or if they are in several libraries.
    """
    target = need(session, models.Person, person_id)
    sources = [need(session, models.Person, source) for source in dict.fromkeys(source_ids)]
    if not sources:
        raise Invalid("source_person_ids", "Choose someone to merge.")
    if target in sources:
        raise Invalid("source_person_ids", "A person can’t be merged with themselves.")
    if any(source.library_id != target.library_id for source in sources):
        raise Invalid("source_person_ids", "They belong to different libraries.")
    merging.merge(session, target, sources)
    return cards(session, [person_id]).get(person_id)


def give(
    session: Session,
    person_id: str,
    face_ids: Collection[str],
    theirs: Sequence[str] | None = None,
    *,
    is_split: bool = True,
) -> int:
    """Give these faces to a person by the user's decision; return how many it moved or confirmed.

    An unnamed group of which all faces are given is merged into the person, so that answers about
    the group hold for the person, too. If the person is an unnamed group, `theirs` are the faces
    that its card showed; its other faces are split off first. With `is_split` False nothing is
    decided about the other faces of an unnamed group.
    """
    merged = give_groups(session, person_id, face_ids, theirs)
    return merged + faces.assign(session, face_ids, person_id, is_split=is_split)


def give_groups(
    session: Session,
    person_id: str,
    face_ids: Collection[str],
    theirs: Sequence[str] | None = None,
) -> int:
    """Merge the unnamed groups of which all faces are among these into the person; see `give`.

    Returns how many faces they had.
    """
    is_named = need(session, models.Person, person_id).name is not None
    if not (is_named or theirs) and faces.ids(session, person_id=person_id):
        return 0  # a merge would confirm faces that the user may not have seen
    groups = _whole_groups(session, person_id, face_ids)
    if not groups:
        return 0
    moved = sum(len(faces.ids(session, person_id=each)) for each in groups)
    keep_shown(session, {person_id: theirs} if theirs else {})
    merge(session, person_id, groups)
    return moved


def _whole_groups(session: Session, person_id: str, face_ids: Collection[str]) -> Sequence[str]:
    """Return the other unnamed groups of which all faces are among these."""
    face = models.Face
    given = select(func.count()).where(
        col(face.person_id) == col(models.Person.id), among(col(face.id), face_ids)
    )
    all_of_it = select(func.count()).where(col(face.person_id) == col(models.Person.id))
    owners = select(col(face.person_id)).where(among(col(face.id), face_ids))
    whole = (
        select(col(models.Person.id))
        .where(col(models.Person.name).is_(None), col(models.Person.id) != person_id)
        .where(col(models.Person.id).in_(owners))
        .where(given.scalar_subquery() == all_of_it.scalar_subquery())
    )
    return session.execute(whole).scalars().all()


def keep_shown(session: Session, shown: Mapping[str, Sequence[str]]) -> None:
    """Move the faces that a group's card did not show, as they came later, to a new group.

    `shown` maps each group id to the faces on its card; those stay.
    """
    for group_id, face_ids in shown.items():
        assignment.split_off(session, group_id, face_ids)


def merge_keeping(
    session: Session,
    person_id: str,
    source_ids: Sequence[str],
    kept: PersonChanges,
    shown: Mapping[str, Sequence[str]] | None = None,
) -> Person | None:
    """Merge as `merge` does, then set the fields `kept`, which the user chose for the result.

    `shown` are the faces that the cards of unnamed groups showed, by group id; other faces are
    split off first. Raises Conflict if the portrait in `kept` is none of theirs any more.
    """
    keep_shown(session, shown or {})
    if kept.thumbnail_face_id not in (UNSET, None):
        _check_portrait(session, kept.thumbnail_face_id, [person_id, *source_ids])
    merged = merge(session, person_id, source_ids)
    return merged and update(session, person_id, kept)


def _check_portrait(session: Session, face_id: str, person_ids: Sequence[str]) -> None:
    """Raise Conflict if the face is neither one of these people's nor their chosen portrait."""
    face = find(session, models.Face, face_id)
    chosen = {need(session, models.Person, each).thumbnail_face_id for each in person_ids}
    if face is None or not (face.person_id in person_ids or face_id in chosen):
        what = "This portrait has been changed in the meantime."
        raise Conflict(what, "Nothing was changed.")


def _same(
    session: Session, person: models.Person, said: PersonChanges, face_ids: Sequence[str]
) -> Person:
    """Return the person if all given fields and faces match; else raise NameTaken."""
    kept = PersonChanges(
        name=said.name,
        birth_date=person.born,
        is_hidden=person.is_hidden,
        is_favorite=person.is_favorite,
        thumbnail_face_id=person.thumbnail_face_id,
    )
    differs = any(
        getattr(said, field.name) not in (UNSET, getattr(kept, field.name))
        for field in fields(PersonChanges)
    )
    owners = [find(session, models.Face, face_id) for face_id in face_ids]
    if differs or any(face is None or face.person_id != person.id for face in owners):
        person_fields.refuse_name(person)
    return get(session, person.id)


def _faces_to_give(
    session: Session, face_ids: Sequence[str], thumbnail_face_id: str | None
) -> list[str]:
    """Return the faces, with the portrait; raise Invalid if a person with a name has the portrait.

    The portrait may be in an unnamed group, because nearly every face is in one.
    """
    chosen = list(dict.fromkeys(face_ids))
    if thumbnail_face_id is None or thumbnail_face_id in chosen:
        return chosen
    owner = need(session, models.Face, thumbnail_face_id).person_id
    if owner is not None and need(session, models.Person, owner).name is not None:
        person_fields.refuse_face()
    return [*chosen, thumbnail_face_id]


def _person(row: models.Person, thumbnail: str | None, photos: int, face_count: int) -> Person:
    return Person(
        id=row.id,
        library_id=row.library_id,
        name=row.name,
        birth_date=row.born.full if row.born else None,
        is_hidden=row.is_hidden,
        is_favorite=row.is_favorite,
        thumbnail_face_id=row.thumbnail_face_id,
        effective_face_id=thumbnail,
        asset_count=photos,
        face_count=face_count,
        created_at=row.created_at,
        updated_at=row.updated_at,
        birth_about=row.born if row.born and not row.born.full else None,
    )
