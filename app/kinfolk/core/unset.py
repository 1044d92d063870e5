"""A value for fields that a command shall leave as they are; null would clear them."""

from enum import Enum
from typing import Final, TypeVar

T = TypeVar("T")


class Unset(Enum):
    """The type of `UNSET`: an enum, so that mypy tells it from every value."""

    UNSET = "unset"


UNSET: Final = Unset.UNSET


def unless_none(value: T | None) -> T | Unset:
    """The value; null, where it means "not said", is UNSET."""
    return UNSET if value is None else value
