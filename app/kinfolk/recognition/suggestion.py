"""What a suggestion is, and how certain it is."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from kinfolk.vision import packs


class Certainty(StrEnum):
    """Name how certain a suggestion is."""

    LIKELY = "likely"
    MAYBE = "maybe"
    UNLIKELY = "unlikely"


RANKS = {certainty: rank for rank, certainty in enumerate(Certainty)}


class Likeness(StrEnum):
    """Name how alike two faces are."""

    MUCH = "much"  # as near as a face that is likely someone's
    SOME = "some"  # as near as a suggestion is at most
    LITTLE = "little"


@dataclass(frozen=True)
class Thresholds:
    """Hold up to which cosine distance a suggestion has which certainty; beyond is none."""

    likely: float
    maybe: float
    unlikely: float

    @classmethod
    def of_engine(cls, bounds: packs.Bounds) -> "Thresholds":
        return cls(bounds.likely, bounds.maybe, bounds.unlikely)

    def of(self, distance: float, *, is_to_one_face: bool = False) -> Certainty:
        """Return the certainty of a distance up to `unlikely`.

        The distance to one face says less than the mean of several: for a person with one face
        only, a face is "maybe" only half as far beyond "likely" (docs/decisions/0033).
        """
        if distance <= self.likely:
            return Certainty.LIKELY
        maybe = (self.likely + self.maybe) / 2 if is_to_one_face else self.maybe
        return Certainty.MAYBE if distance <= maybe else Certainty.UNLIKELY

    @property
    def same_child(self) -> float:
        """Up to which distance faces of a small child at near times are likely the same child.

        Further than for others, because the times have to fit, too (docs/decisions/0136).
        """
        return (self.maybe + self.unlikely) / 2

    @property
    def unlike(self) -> float:
        """Beyond which distance faces do not look like a person whose name is typed for them.

        A part of the way from the farthest suggestion to 1, which is the distance of strangers
        (docs/decisions/0141).
        """
        return self.unlikely + (1 - self.unlikely) / 4

    def likeness(self, distance: float) -> Likeness:
        """Return how alike two faces are at a distance of each other."""
        if distance <= self.likely:
            return Likeness.MUCH
        return Likeness.SOME if distance <= self.unlikely else Likeness.LITTLE


THRESHOLDS = Thresholds.of_engine(packs.BUILT_IN_BOUNDS)


@dataclass(frozen=True)
class Suggestion:
    """Hold a face that may be a person's; `group_id` is the unnamed group it is in now."""

    face_id: str
    person_id: str
    distance: float
    certainty: Certainty
    group_id: str | None

    @property
    def order(self) -> tuple[int, float]:
        """What to sort by, so that the most certain suggestion comes first."""
        return RANKS[self.certainty], self.distance


@dataclass(frozen=True)
class Alike:
    """Hold a face that someone has, and how alike another one is."""

    face_id: str
    likeness: Likeness


@dataclass(frozen=True)
class OfAnotherAge:
    """Hold whom a face looks like but cannot be: their age in its photo, and how old it looks."""

    person_id: str
    age: int
    looks: int


@dataclass(frozen=True)
class SameChild:
    """Hold an unnamed group, or a single face, that may be someone at another time.

    `face_ids` are all of its faces, the clearest first.
    """

    face_ids: tuple[str, ...]
    distance: float
    group_id: str | None
    taken: date  # the first photo, or the middle of when it may have been taken
    is_of_month: bool  # else only the year is known


@dataclass(frozen=True)
class Doubt:
    """Hold a person's face: how far it is from the others, and whether it is worth checking."""

    face_id: str
    distance: float  # infinite where there is nothing to compare it with
    is_doubtful: bool


@dataclass(frozen=True)
class PersonCandidate:
    """Hold a person that a face or a group may be."""

    person_id: str
    distance: float
    certainty: Certainty


@dataclass(frozen=True)
class Pair:
    """Hold two who may be one; `person_id` is the one to stay: named first, then the larger."""

    person_id: str
    other_id: str
    distance: float
    certainty: Certainty
