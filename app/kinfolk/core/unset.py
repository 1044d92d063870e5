"""A value for fields that a command leaves as they are; None would clear them."""

from enum import Enum
from typing import Final, TypeVar

T = TypeVar("T")


class Unset(Enum):
    """Be the type of `UNSET`: an enum, so that mypy can tell it from every value."""

    UNSET = "unset"


UNSET: Final = Unset.UNSET


def unless_none(value: T | None) -> T | Unset:
    """Return the value, or UNSET for None where None means "not given"."""
    return UNSET if value is None else value
