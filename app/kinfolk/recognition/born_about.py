"""Estimate in which year a person was born, if their faces as a child agree on it."""

from collections.abc import Iterable
from datetime import date

import numpy as np
from sqlalchemy import func, select
from sqlmodel import Session, col

from kinfolk.core.birth import Birth, Precision
from kinfolk.core.db.models import Asset, Embedding, Face
from kinfolk.core.db.rows import among
from kinfolk.core.faces import embeddings
from kinfolk.core.photos import dates
from kinfolk.recognition.constraints import YEAR

# Of the people of FG-NET with so many faces that look younger than that, half of the years are less
# than one off, and none is more than three.
CHILD, ENOUGH = 16, 3
AGREE = 1.5  # years that half of them are off the year at most


def born_about(session: Session, face_ids: Iterable[str]) -> Birth | None:
    """Return the year on which a person's faces agree, or None; then they may be too few."""
    age = func.avg(embeddings.age())
    query = (
        select(dates.latest_day(), age)
        .select_from(Face)
        .join(Asset, col(Asset.id) == col(Face.asset_id))
        .join(Embedding, col(Embedding.face_id) == col(Face.id))
        .where(among(col(Face.id), face_ids), col(Asset.taken_at).is_not(None))
        .where(dates.span() <= YEAR)
        .group_by(col(Face.id))  # several engines may have seen it
        .having(age < CHILD)
    )
    days = [
        date.fromisoformat(day).toordinal() - years * YEAR for day, years in session.execute(query)
    ]
    if len(days) < ENOUGH:
        return None
    middle = float(np.median(days))
    if np.median(np.abs(np.array(days) - middle)) > AGREE * YEAR:
        return None
    year = date.fromordinal(max(round(middle), 1)).year
    return Birth(date(year, 1, 1), Precision.YEAR)
