"""What triggers note of each photo, held against looking at every face."""

from collections import Counter

from sqlalchemy import select, text
from sqlmodel import Session

from kinfolk.core.db.models import Asset, Face, Person, Presence


def check(session: Session) -> None:
    """Fail where searches would read anything but what the photos show."""
    noted, seen = _noted(session), _seen(session)
    assert noted == seen
    shown = {(who, photo) for photo, (_, people) in _who(session).items() for who in people}
    assert _appearances(session) == Counter(shown)


def _noted(session: Session) -> list[tuple[object, ...]]:
    rows = text(
        "SELECT asset_id, library_id, state, moment, people, unknown FROM photo_summary ORDER BY 1"
    )
    return [tuple(row) for row in session.execute(rows)]


def _seen(session: Session) -> list[tuple[object, ...]]:
    people = {person.id: person for person in session.execute(select(Person)).scalars()}
    who = _who(session)
    photos = text(
        "SELECT id, library_id, state, coalesce(taken_at, created_at) FROM asset ORDER BY id"
    )
    found = []
    for photo in session.execute(photos).all():
        nobodys, known = who.get(photo.id, (0, set()))
        there = [people[person_id] for person_id in known]
        groups = sum(person.name is None and not person.is_hidden for person in there)
        found.append((*photo, nobodys + len(there), nobodys + groups))
    return found


def _who(session: Session) -> dict[str, tuple[int, set[str]]]:
    """By photo: how many faces of nobody it shows, and who is in it."""
    pictures = {photo.id: photo.picture for photo in session.execute(select(Asset)).scalars()}
    found: dict[str, tuple[int, set[str]]] = {}
    for table in (Face, Presence):
        for row in session.execute(select(table)).scalars():
            nobodys, known = found.get(row.asset_id, (0, set()))
            if row.seen_in in (pictures[row.asset_id], ""):
                is_nobodys = row.person_id is None
                known |= set() if is_nobodys else {row.person_id}
                found[row.asset_id] = (nobodys + is_nobodys, known)
    return found


def _appearances(session: Session) -> Counter[tuple[str, str]]:
    rows = text(
        "SELECT person_id, coalesce(asset_id, 'none') FROM appearance"
        " LEFT JOIN photo_summary ON n = photo"
    )
    return Counter((person_id, asset_id) for person_id, asset_id in session.execute(rows))
