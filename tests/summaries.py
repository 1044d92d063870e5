"""Compare what triggers note of each photo with what a look at every face and date gives."""

from collections import Counter
from datetime import datetime, time

from sqlalchemy import select, text
from sqlmodel import Session

from kinfolk.core.db.models import Asset, Face, Person, PhotoSummary, Presence
from kinfolk.metadata.capture_date import CaptureDate, TakenPrecision


def check(session: Session) -> None:
    """Assert that searches read exactly what the photos show."""
    noted, seen = _noted(session), _seen(session)
    assert noted == seen
    shown = {(who, photo) for photo, (_, people) in _who(session).items() for who in people}
    assert _appearances(session) == Counter(shown)


ROUGH = (TakenPrecision.MONTH, TakenPrecision.YEAR, TakenPrecision.ABOUT)


def span(taken: CaptureDate) -> tuple[datetime, datetime]:
    """Return the first and the last moment at which a photo may have been taken."""
    if taken.precision is TakenPrecision.SECOND:
        return taken.at, taken.at
    is_about = taken.precision is TakenPrecision.ABOUT
    first = datetime(taken.at.year - 5, 1, 1) if is_about else taken.at
    return first, datetime.combine(taken.latest, time.max)


def _noted(session: Session) -> list[tuple[object, ...]]:
    """Return the summaries as the triggers have written them."""
    rows = session.execute(select(PhotoSummary).order_by(PhotoSummary.asset_id)).scalars()
    return [
        (
            row.asset_id,
            row.library_id,
            row.state,
            row.moment,
            row.people,
            row.unknown,
            row.first,
            row.last,
            row.is_rough,
        )
        for row in rows
    ]


def _seen(session: Session) -> list[tuple[object, ...]]:
    """Return the summaries as they must be, computed from faces, people and photos."""
    people = {person.id: person for person in session.execute(select(Person)).scalars()}
    who = _who(session)
    found: list[tuple[object, ...]] = []
    for photo in session.execute(select(Asset).order_by(Asset.id)).scalars():
        nobodys, known = who.get(photo.id, (0, set()))
        there = [people[person_id] for person_id in known]
        groups = sum(person.name is None and not person.is_hidden for person in there)
        moment = photo.taken_at or photo.created_at.replace(tzinfo=None)
        found.append(
            (
                photo.id,
                photo.library_id,
                photo.state,
                moment,
                nobodys + len(there),
                nobodys + groups,
                *(span(photo.taken) if photo.taken else (None, None)),
                photo.taken and photo.taken.precision in ROUGH,
            )
        )
    return found


def _who(session: Session) -> dict[str, tuple[int, set[str]]]:
    """Return for each photo how many faces no one has, and who is in it."""
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
    """Return who appears in which photo as noted by triggers, with how often the pair is there."""
    rows = text(
        "SELECT person_id, coalesce(asset_id, 'none') FROM appearance"
        " LEFT JOIN photo_summary ON n = photo"
    )
    return Counter((person_id, asset_id) for person_id, asset_id in session.execute(rows))
