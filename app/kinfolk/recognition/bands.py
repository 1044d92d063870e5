"""What a suggestion is, and how sure it is."""

from dataclasses import dataclass
from enum import StrEnum

from kinfolk.vision import packs


class Band(StrEnum):
    """How sure a suggestion is."""

    LIKELY = "likely"
    MAYBE = "maybe"
    UNLIKELY = "unlikely"


@dataclass(frozen=True)
class Bands:
    """Up to which cosine distance a suggestion is in a band; beyond there is none."""

    likely: float
    maybe: float
    unlikely: float

    @classmethod
    def of_engine(cls, bounds: packs.Bounds) -> "Bands":
        return cls(bounds.likely, bounds.maybe, bounds.unlikely)

    def of(self, distance: float) -> Band:
        """The band of a distance up to `unlikely`."""
        if distance <= self.likely:
            return Band.LIKELY
        return Band.MAYBE if distance <= self.maybe else Band.UNLIKELY


BANDS = Bands.of_engine(packs.BUILT_IN)


@dataclass(frozen=True)
class Suggestion:
    """A face that may be a person's; `group_id` is the unnamed group it is in now."""

    face_id: str
    person_id: str
    distance: float
    band: Band
    group_id: str | None


@dataclass(frozen=True)
class Candidate:
    """Whom a face or a group may be."""

    person_id: str
    distance: float
    band: Band


@dataclass(frozen=True)
class Pair:
    """Two who may be one; `person_id` is the one to stay: named first, then the larger."""

    person_id: str
    other_id: str
    distance: float
    band: Band
