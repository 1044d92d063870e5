"""Merge two people who are one: their faces, answers and fields move to one of them."""

from collections.abc import Sequence

import sqlalchemy as sa
from sqlalchemy import select
from sqlmodel import Session, col

from kinfolk.core.db.models import DistinctPair, Face, Person, Presence, Rejection, Verdict, now
from kinfolk.core.db.rows import among, run
from kinfolk.core.faces import assignment
from kinfolk.core.photos import remembered_decisions, saved_filters


def merge(session: Session, target: Person, sources: Sequence[Person]) -> None:
    """Move everything of the sources to the target and delete the sources.

    Faces of unnamed groups, target or source, become confirmed by the user. Faces that scans gave
    to someone with a name stay unconfirmed. If no one has a name or a face, the target is deleted,
    too.
    """
    target_id = target.id
    source_ids = [source.id for source in sources]
    inherited = _missing_fields(target, sources)
    if remembered_decisions.has_portrait(session, target_id):  # it comes back with its picture
        inherited.pop("thumbnail_face_id", None)
    if target.name is None:
        assignment.confirm(session, target_id)  # before others' faces are among them
    # Faces first: a rejection of one side for a face of the other is dropped by who has the face
    # now.
    assignment.give_all(session, source_ids, target_id)
    _move_rejections(session, target_id, source_ids)
    _move_pairs(session, target_id, source_ids)
    _move_presences(session, target_id, source_ids)
    remembered_decisions.follow_merge(session, target_id, source_ids)
    saved_filters.follow_merge(session, target_id, source_ids)
    # Before the target gets its fields: a name may occur only once in a library.
    run(session, sa.delete(Person).where(among(col(Person.id), source_ids)))
    # The user has decided about them, so no scan makes the group again.
    values = {"is_settled": True, **inherited}
    if inherited:
        values["updated_at"] = now()
    this = col(Person.id) == target_id
    run(session, sa.update(Person).where(this).values(values))
    assignment.drop_empty(session, [target_id])


def _missing_fields(target: Person, sources: Sequence[Person]) -> dict[str, object]:
    """Return the fields that the target lacks, from the first source that has them."""
    fields: dict[str, object] = {}
    # In reverse, so that the first source overwrites the others.
    for source in reversed(sources):
        if target.name is None and source.name is not None:
            fields |= {"name": source.name, "name_key": source.name_key}
        if target.birth_date is None and source.birth_date is not None:
            fields |= {
                "birth_date": source.birth_date,
                "birth_precision": source.birth_precision,
            }
        if target.thumbnail_face_id is None and source.thumbnail_face_id is not None:
            fields["thumbnail_face_id"] = source.thumbnail_face_id
    return fields


def _move_rejections(session: Session, target_id: str, source_ids: Sequence[str]) -> None:
    """Move the sources' rejections to the target, except for faces the target now has.

    The target's own answer about a face comes first, unless it is only that a scan was taken back.
    """
    query = select(Rejection).where(among(col(Rejection.person_id), source_ids))
    rejections = session.execute(query).scalars().all()
    faces = among(col(Rejection.face_id), {each.face_id for each in rejections})
    own = select(Rejection).where(col(Rejection.person_id) == target_id, faces)
    said = {each.face_id: each for each in session.execute(own).scalars()}
    for rejection in rejections:
        known = said.setdefault(rejection.face_id, rejection)
        if known is rejection:
            rejection.person_id = target_id
        elif known.verdict == Verdict.NOT_BY_SCAN:
            known.verdict, known.created_at = rejection.verdict, rejection.created_at
    session.flush()
    theirs = select(col(Face.id)).where(col(Face.person_id) == target_id)
    run(
        session,
        sa.delete(Rejection).where(
            col(Rejection.person_id) == target_id, col(Rejection.face_id).in_(theirs)
        ),
    )


def _move_pairs(session: Session, target_id: str, source_ids: Sequence[str]) -> None:
    """Mark the target as different from everyone a source differs from."""
    everybody = [target_id, *source_ids]
    query = select(DistinctPair).where(
        among(col(DistinctPair.person_a), everybody) | among(col(DistinctPair.person_b), everybody)
    )
    pairs = session.execute(query.order_by(col(DistinctPair.id))).scalars().all()
    known = {
        other: pair
        for pair in pairs
        if target_id in (pair.person_a, pair.person_b)
        and (other := _other(pair, target_id)) not in source_ids
    }
    for pair in pairs:
        mine = pair.person_a if pair.person_a in everybody else pair.person_b
        other = _other(pair, mine)
        if mine == target_id or other in everybody or other in known:
            # The target has its own answer, or both of the pair become one: the row is deleted
            # together with the source.
            continue
        known[other] = pair
        pair.person_a, pair.person_b = sorted((target_id, other))
    session.flush()


def _move_presences(session: Session, target_id: str, source_ids: Sequence[str]) -> None:
    """Move presences to the target, one for each photo; the others are deleted with the source."""
    there = set(
        session.execute(
            select(col(Presence.asset_id)).where(col(Presence.person_id) == target_id)
        ).scalars()
    )
    query = select(Presence).where(among(col(Presence.person_id), source_ids))
    for presence in session.execute(query).scalars().all():
        if presence.asset_id not in there:
            there.add(presence.asset_id)
            presence.person_id = target_id
    session.flush()


def _other(pair: DistinctPair, person_id: str) -> str:
    return pair.person_b if pair.person_a == person_id else pair.person_a
