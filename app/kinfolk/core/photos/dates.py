"""When photos were taken: what their file names say, and what the user says of them.

A date that the user gave comes before every other one: no scan overrules it.
"""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date, datetime, time
from typing import Any

import sqlalchemy as sa
from sqlalchemy import func, select
from sqlmodel import Session, col

from kinfolk.core import birth
from kinfolk.core.actions import Act, Action
from kinfolk.core.birth import Birth
from kinfolk.core.db.models import WHEN_TAKEN, Asset, AssetState, Face, now
from kinfolk.core.db.rows import among, run
from kinfolk.errors import Invalid
from kinfolk.metadata import file_name
from kinfolk.metadata.capture_date import ABOUT_YEARS, CaptureDate, TakenPrecision, TakenSource

_AFTER_EXIF = (TakenSource.XMP, TakenSource.NAME)


@dataclass(frozen=True)
class Dates:
    """Hold what is known of when some photos were taken."""

    of: Mapping[str, CaptureDate | None]  # by photo

    @property
    def undated(self) -> tuple[str, ...]:
        """The ids of photos without a date."""
        return tuple(each for each, taken in self.of.items() if taken is None)

    @property
    def given(self) -> tuple[str, ...]:
        """The ids of photos that the user dated."""
        return tuple(each for each, taken in self.of.items() if taken and taken.is_given)

    @property
    def only(self) -> CaptureDate | None:
        """The date of all of them, if it is the same."""
        every = set(self.of.values())
        return every.pop() if len(every) == 1 else None


def written(
    text: str, *, months: Mapping[str, int], day_first: bool, today: date
) -> CaptureDate | None:
    """Read a date as `birth.written` does."""
    day = birth.written(text, months=months, day_first=day_first, today=today)
    return by_user(day) if day is not None else None


def by_user(day: Birth) -> CaptureDate:
    """Return the date of a photo that the user gives it."""
    at = datetime.combine(day.said, time.min)
    return CaptureDate(at, TakenPrecision(day.precision), TakenSource.USER)


def columns(taken: CaptureDate | None) -> dict[str, Any]:
    """Return the date as columns of a photo's row."""
    return {
        "taken_at": taken.at if taken else None,
        "taken_precision": taken.precision if taken else TakenPrecision.SECOND,
        "taken_source": taken.source if taken else None,
    }


def latest_day() -> sa.ColumnElement[str]:
    """Return SQL of `Taken.latest` as ISO text; NULL for a photo without a date."""
    at = col(Asset.taken_at)
    month, year = "start of month", "start of year"
    return sa.case(
        {
            TakenPrecision.MONTH.value: func.date(at, month, "+1 month", "-1 day"),
            TakenPrecision.YEAR.value: func.date(at, year, "+1 year", "-1 day"),
            TakenPrecision.ABOUT.value: func.date(at, year, f"+{ABOUT_YEARS + 1} year", "-1 day"),
        },
        value=col(Asset.taken_precision),
        else_=func.substr(at, 1, 10),
    )


def span() -> sa.ColumnElement[int]:
    """Return the SQL of how many days before `latest_day` a photo may have been taken."""
    days = {TakenPrecision.MONTH: 30, TakenPrecision.YEAR: 365}
    days[TakenPrecision.ABOUT] = 366 * (2 * ABOUT_YEARS + 1)
    known = {precision.value: each for precision, each in days.items()}
    return sa.case(known, value=col(Asset.taken_precision), else_=0)


def in_names(
    session: Session, library_id: str | None, asset_ids: Collection[str] | None = None
) -> dict[str, CaptureDate]:
    """Return dates found in the file names of photos without a date, by photo.

    None for `library_id` stands for all libraries, None for `asset_ids` for all photos.
    """
    query = select(col(Asset.id), col(Asset.path)).where(col(Asset.taken_at).is_(None))
    if library_id is not None:
        query = query.where(col(Asset.library_id) == library_id)
    if asset_ids is not None:
        query = query.where(among(col(Asset.id), asset_ids))
    today = date.today()
    named = ((asset_id, file_name.taken(path, today)) for asset_id, path in session.execute(query))
    return {asset_id: taken for asset_id, taken in named if taken is not None}


def store(session: Session, found: Mapping[str, CaptureDate]) -> None:
    """Store dates of photos that have none yet."""
    moment = now()
    for asset_id, taken in found.items():
        here = sa.update(Asset).where(col(Asset.id) == asset_id, col(Asset.taken_at).is_(None))
        run(session, here.values(updated_at=moment, **columns(taken)))


def follow_xmp(session: Session, said: Mapping[str, CaptureDate | None]) -> None:
    """Store the dates that XMP gives now, in photos or beside them; None uses the file's name.

    Dates from the user and from EXIF stay.
    """
    may_differ = col(Asset.taken_at).is_(None) | col(Asset.taken_source).in_(_AFTER_EXIF)
    facts = col(Asset.taken_at), col(Asset.taken_precision), col(Asset.taken_source)
    query = select(col(Asset.id), col(Asset.path), *facts).where(may_differ)
    today, moment = date.today(), now()
    # All rows are read first, because the loop changes them.
    for asset_id, path, *before in session.execute(query.where(among(col(Asset.id), said))).all():
        taken = said[asset_id] or file_name.taken(path, today)
        if taken != CaptureDate.stored(*before):
            here = sa.update(Asset).where(col(Asset.id) == asset_id)
            run(session, here.values(updated_at=moment, **columns(taken)))


def known(session: Session, asset_ids: Collection[str]) -> Dates:
    """Return what is known of the dates of those photos that exist."""
    facts = (
        col(Asset.id),
        col(Asset.taken_at),
        col(Asset.taken_precision),
        col(Asset.taken_source),
    )
    rows = session.execute(select(*facts).where(among(col(Asset.id), asset_ids)))
    return Dates({asset_id: CaptureDate.stored(*taken) for asset_id, *taken in rows})


def of_faces(session: Session, face_ids: Collection[str]) -> dict[str, CaptureDate]:
    """Return when the photos of those faces were taken, of each whose date is known."""
    facts = col(Asset.taken_at), col(Asset.taken_precision), col(Asset.taken_source)
    query = select(col(Face.id), *facts).join(Asset, col(Asset.id) == col(Face.asset_id))
    rows = session.execute(query.where(among(col(Face.id), face_ids)))
    found = {face_id: CaptureDate.stored(*taken) for face_id, *taken in rows}
    return {face_id: taken for face_id, taken in found.items() if taken is not None}


def in_order(session: Session, asset_ids: Collection[str]) -> list[str]:
    """Return those photos that exist, oldest first; photos without a date come last."""
    found = select(col(Asset.id)).where(among(col(Asset.id), asset_ids))
    order = found.order_by(col(Asset.taken_at).is_(None), WHEN_TAKEN, col(Asset.id))
    return list(session.execute(order).scalars())


def give(session: Session, asset_ids: Collection[str], taken: CaptureDate) -> None:
    """Set the date on the user's behalf; Invalid if the day is in the future."""
    if taken.day > date.today():
        raise Invalid("taken", "This date is in the future.")
    put(session, asset_ids, taken)


def put(session: Session, asset_ids: Collection[str], taken: CaptureDate) -> None:
    """Set a date that a user of another library gave, without checking it against today here."""
    here = among(col(Asset.id), asset_ids)
    run(session, sa.update(Asset).where(here).values(updated_at=now(), **columns(taken)))


def giving(taken: CaptureDate, photos: int) -> Action:
    """Return the action of `give` for the history."""
    is_about = taken.precision is TakenPrecision.ABOUT
    when = {"about": taken.iso} if is_about else {"on": taken.iso[: len("2019-04-12")]}
    return Action.of(Act.DATE, photos=photos, **when)


def take_away(session: Session, asset_ids: Collection[str]) -> None:
    """Remove the user's date from these photos; dates in their file names apply again.

    The dates in the files, which come first, are read again by the next scan.
    """
    here = (among(col(Asset.id), asset_ids), col(Asset.taken_source) == TakenSource.USER)
    freed = session.execute(select(col(Asset.id)).where(*here)).scalars().all()
    # Photos that failed or are missing keep their state: they are read again in any case.
    is_read = col(Asset.state) == AssetState.DONE
    values = columns(None) | {
        "updated_at": now(),
        "names_read": None,
        "state": sa.case((is_read, AssetState.PENDING.value), else_=col(Asset.state)),
    }
    run(session, sa.update(Asset).where(*here).values(**values))
    store(session, in_names(session, None, freed))
