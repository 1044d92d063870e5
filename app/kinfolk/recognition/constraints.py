"""Who cannot be on a photo, whatever a face in it looks like: before their birth."""

from datetime import date, datetime

import numpy as np
from numpy.typing import NDArray
from sqlalchemy import ColumnElement, exists
from sqlmodel import col

from kinfolk.core.db.models import Asset, Face, Person

UNDATED = -1


def day_of(taken: datetime | date | None) -> int:
    """The ordinal of the day a photo was taken, or UNDATED."""
    return UNDATED if taken is None else taken.toordinal()


def before_birth(days: NDArray[np.integer], born: int) -> NDArray[np.bool_]:
    """Where a photo was taken before that day; a photo without a date never was."""
    mask: NDArray[np.bool_] = (days != UNDATED) & (days < born)
    return mask


def is_before_birth(person_id: str | None) -> ColumnElement[bool]:
    """SQL of the same: the photo of the face in question is older than this person."""
    return exists().where(
        *(col(Person.id) == person_id, col(Asset.id) == col(Face.asset_id)),
        col(Asset.taken_at) < col(Person.birth_date),
    )
