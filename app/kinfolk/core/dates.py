"""When photos were taken: what their names say, and what the user says of them.

A date that the user gave stands before every other one: no scan overrules it.
"""

from collections.abc import Collection, Mapping
from datetime import date
from typing import Any

import sqlalchemy as sa
from sqlalchemy import func, select
from sqlmodel import Session, col

from kinfolk.core.db.models import Asset, now
from kinfolk.core.db.rows import among, run
from kinfolk.errors import Invalid
from kinfolk.metadata import file_name
from kinfolk.metadata.taken import ABOUT_YEARS, Taken, TakenPrecision


def columns(taken: Taken | None) -> dict[str, Any]:
    """As a photo's row has it."""
    return {
        "taken_at": taken.at if taken else None,
        "taken_precision": taken.precision if taken else TakenPrecision.SECOND,
        "taken_source": taken.source if taken else None,
    }


def earliest_day() -> sa.ColumnElement[str]:
    """SQL: the first day on which a photo may have been taken, as text; null without a date."""
    at = col(Asset.taken_at)
    about = func.date(at, "start of year", f"-{ABOUT_YEARS} year")
    is_about = col(Asset.taken_precision) == TakenPrecision.ABOUT
    return sa.case((is_about, about), else_=func.substr(at, 1, 10))


def latest_day() -> sa.ColumnElement[str]:
    """SQL of `Taken.latest`, as text; null of a photo without a date."""
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


def in_names(
    session: Session, library_id: str | None, asset_ids: Collection[str] | None = None
) -> dict[str, Taken]:
    """Of photos without a date those whose file's name says one; null is every library or photo."""
    query = select(col(Asset.id), col(Asset.path)).where(col(Asset.taken_at).is_(None))
    if library_id is not None:
        query = query.where(col(Asset.library_id) == library_id)
    if asset_ids is not None:
        query = query.where(among(col(Asset.id), asset_ids))
    today = date.today()
    named = ((asset_id, file_name.taken(path, today)) for asset_id, path in session.execute(query))
    return {asset_id: taken for asset_id, taken in named if taken is not None}


def store(session: Session, found: Mapping[str, Taken]) -> None:
    """Of photos that have no date as yet."""
    moment = now()
    for asset_id, taken in found.items():
        here = sa.update(Asset).where(col(Asset.id) == asset_id, col(Asset.taken_at).is_(None))
        run(session, here.values(updated_at=moment, **columns(taken)))


def give(session: Session, asset_ids: Collection[str], taken: Taken) -> None:
    """The user says when photos were taken."""
    if taken.day > date.today():
        raise Invalid("taken", "That day has not come yet.")
    here = among(col(Asset.id), asset_ids)
    run(session, sa.update(Asset).where(here).values(updated_at=now(), **columns(taken)))
