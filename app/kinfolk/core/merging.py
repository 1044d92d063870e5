"""Two people who are one: faces, answers and fields move over."""

from collections.abc import Sequence

import sqlalchemy as sa
from sqlalchemy import select
from sqlmodel import Session, col

from kinfolk.core import assignment, remembered, saved_filters
from kinfolk.core.db.models import DistinctPair, Face, Person, Presence, Rejection, now
from kinfolk.core.db.rows import among, run


def merge(session: Session, target: Person, sources: Sequence[Person]) -> None:
    """Everything of the sources becomes the target's; nobody is left where there was nobody.

    It is the user's word for every face of a group without a name, be it target or source. What
    scans have given to somebody with a name stays theirs, and is new until it is said to be right.
    """
    target_id = target.id
    source_ids = [source.id for source in sources]
    inherited = _missing_fields(target, sources)
    if target.name is None:
        assignment.confirm(session, target_id)  # before others' faces are among them
    # Faces first: a "no" of one side about a face of the other falls away by who has the face now.
    assignment.give_all(session, source_ids, target_id)
    _move_rejections(session, target_id, source_ids)
    _move_pairs(session, target_id, source_ids)
    _move_presences(session, target_id, source_ids)
    remembered.follow_merge(session, target_id, source_ids)
    saved_filters.follow_merge(session, target_id, source_ids)
    # Before the target gets its fields: a name may stand only once in a library.
    run(session, sa.delete(Person).where(among(col(Person.id), source_ids)))
    values = {"is_settled": True, **inherited}
    if inherited:
        values["updated_at"] = now()
    this = col(Person.id) == target_id
    run(session, sa.update(Person).where(this).values(values))
    assignment.drop_empty(session, [target_id])


def _missing_fields(target: Person, sources: Sequence[Person]) -> dict[str, object]:
    """What the target lacks, from the first source that has it."""
    fields: dict[str, object] = {}
    # The last one first: what the first one has is written over it.
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
    """What was said against a source holds for the target, but for faces that the target has now.

    Where both were told, the target's own answer stays.
    """
    said = set(
        session.execute(
            select(col(Rejection.face_id)).where(col(Rejection.person_id) == target_id)
        ).scalars()
    )
    query = select(Rejection).where(among(col(Rejection.person_id), source_ids))
    for rejection in session.execute(query).scalars().all():
        if rejection.face_id not in said:
            said.add(rejection.face_id)
            rejection.person_id = target_id
    session.flush()
    theirs = select(col(Face.id)).where(col(Face.person_id) == target_id)
    run(
        session,
        sa.delete(Rejection).where(
            col(Rejection.person_id) == target_id, col(Rejection.face_id).in_(theirs)
        ),
    )


def _move_pairs(session: Session, target_id: str, source_ids: Sequence[str]) -> None:
    """Whoever is not a source is not the target either."""
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
            # The target has an answer of its own, or the pair is of two who are one now: it is
            # deleted with the row of the source.
            continue
        known[other] = pair
        pair.person_a, pair.person_b = sorted((target_id, other))
    session.flush()


def _move_presences(session: Session, target_id: str, source_ids: Sequence[str]) -> None:
    """One is enough for each photo: what is left goes with the source."""
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
