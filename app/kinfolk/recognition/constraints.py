"""The rules for which faces cannot belong to which person, whatever the faces look like.

Grouping, assignment, suggestions and pairs ask these rules. A face cannot belong to a person who

- has another face in the same picture of the same photo, or at the same moment of a video,
- was rejected for this face, as "no" or as "not sure" (if the user undid an assignment by a scan,
  no scan repeats it, but the window may ask about it: only SQL and grouping see that rejection),
- was said to be different from the person who has the face now,
- was certainly born after the photo was taken (someone born in 1950 may be in a photo of 1950),
- would have another age in that photo than the face can have, by how old it looks.

A birth date of about a year takes no part (`birth_date`).

A face that the user has assigned stays where it is (`may_move`), so these rules never overrule the
user's own decision.

The rules are written twice. `Faces.forbidden` answers from memory, for thousands of faces and
people a second, as ranking and grouping need it. `is_forbidden` is the same in SQL: a scan asks it
again in the transaction that stores its results, because the user may have decided something in the
meantime, and for faces that no engine has seen, which are not in memory.
tests/recognition/test_constraints.py compares the two. A face's moment changes only together with
its picture, and triggers note that change (table `touched`), so that faces in memory are updated.
`vision.linkage.Constraints` passes on what is forbidden as groups grow.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray
from sqlalchemy import ColumnElement, and_, case, exists, func, or_
from sqlalchemy.orm import aliased
from sqlmodel import col

from kinfolk.core.birth import Precision
from kinfolk.core.db.models import Asset, DistinctPair, Embedding, Face, Person, Rejection, Source
from kinfolk.core.faces import assignment, embeddings
from kinfolk.core.faces.visibility import is_shown
from kinfolk.core.photos import dates
from kinfolk.vision.arrays import Bools, Doubles, Ints

NOBODY = -1
UNDATED = -1
_OTHER = aliased(Face)  # made once: making an alias takes longer than the query does
YEAR = 365.25  # days

# How much younger or older than their age people may look: in years, and more for each year of age.
# Of 2,800 faces of known age 0.4 % look younger than that, and 0.5 % older.
YOUNGER, YOUNGER_A_YEAR = 2.0, 0.4
OLDER, OLDER_A_YEAR, OLDER_AT_MOST = 4.0, 1.5, 20.0
# The day of birth may be known to a year alone.
UNSURE = 1.0
# Two groups of faces that look younger than that must have been born at one time.
CHILD = 10


@dataclass(frozen=True)
class PersonFacts:
    """Hold the facts of a person that forbid faces to be theirs; people and photos by number."""

    person: int
    photos: Ints  # of all their faces
    told_apart: Collection[int]  # people
    born: int | None  # ordinal of the day


class Faces:
    """Hold some faces whose people are sought; each is named by its position among them."""

    def __init__(
        self,
        photos: Ints,
        births: Doubles,
        people: NDArray[np.integer],
        refused: Iterable[tuple[int, int]],
    ) -> None:
        """Take arrays (n,): `photos` are equal for faces of one picture, `people` may be No one.

        `births` (n, 2) is the first and the last day on which the face may have been born.
        `refused` are positions with people whom the user rejected for that face (no, or not sure).
        """
        self._order = np.argsort(photos, kind="stable")
        self._photos, starts = np.unique(photos[self._order], return_index=True)
        self._bounds = np.append(starts, len(photos))  # where in that order each photo begins
        self._births, self._people = births, people
        self._refused: dict[int, list[int]] = defaultdict(list)
        for position, person in refused:
            self._refused[person].append(position)

    def forbidden(self, facts: PersonFacts) -> Ints:
        """Return the positions, in order, of faces that cannot be this person's."""
        found = [np.array(self._refused.get(facts.person, ()), np.int64)]
        found += self._in_photos(facts.photos)
        if facts.told_apart:
            found.append(np.flatnonzero(np.isin(self._people, list(facts.told_apart))))
        if facts.born is not None:
            first, last = self._births.T
            found.append(np.flatnonzero((facts.born < first) | (facts.born > last)))
        return np.unique(np.concatenate(found))

    def _in_photos(self, photos: Ints) -> list[Ints]:
        """Return what `shares_picture` does, in a time that depends only on the person's photos."""
        if not len(self._photos):
            return []
        at = np.minimum(np.searchsorted(self._photos, photos), len(self._photos) - 1)
        shared = np.unique(at[self._photos[at] == photos])
        begins, ends = self._bounds[shared].tolist(), self._bounds[shared + 1].tolist()
        return [self._order[at:end] for at, end in zip(begins, ends, strict=True)]


def shares_picture(photos: Ints, others: Ints) -> Bools:
    """Return which of some faces are in one picture with any of the others; both by photo."""
    mask: Bools = np.isin(photos, others)
    return mask


def one_a_photo(photos: Ints) -> Ints:
    """Return the positions, in order, of the first face of each photo: no one has two in one."""
    _, first = np.unique(photos, return_index=True)
    positions: Ints = np.sort(first)
    return positions


@lru_cache(maxsize=1 << 16)
def day_of(day: str | None) -> int:
    """Return the ordinal of the last day a photo may be of (`dates.latest_day`), or UNDATED.

    Texts are cached, so that only few of a million are parsed.
    """
    return UNDATED if day is None else date.fromisoformat(day).toordinal()


def births(
    days: NDArray[np.integer], spans: NDArray[np.integer], ages: NDArray[np.floating]
) -> Doubles:
    """Return the first and the last day (n, 2) on which faces may have been born, as ordinals.

    `days` are the last days the photos may be of, or UNDATED; `spans` is how many days earlier they
    may be of; `ages` is how old the faces look, or NaN. What is unknown excludes no day.
    """
    ages = ages.astype(np.float64)
    youngest = np.fmax(np.fmax((ages - OLDER) / (1 + OLDER_A_YEAR), ages - OLDER_AT_MOST), 0)
    oldest = (ages + YOUNGER) / (1 - YOUNGER_A_YEAR) + UNSURE
    last = np.where(days == UNDATED, np.inf, days - youngest * YEAR)
    first = np.where((days == UNDATED) | np.isnan(ages), -np.inf, days - spans - oldest * YEAR)
    return np.column_stack((first, last))


def births_of_children(born: Doubles, ages: NDArray[np.floating]) -> Doubles:
    """Return the `births` of faces that look like small children in dated photos, else NaN.

    Those of adults span decades, and scanned prints often have the date of the scan.
    """
    is_known = (ages < CHILD) & np.isfinite(born).all(axis=1)
    return np.where(is_known[:, None], born, np.nan)


def picture() -> ColumnElement[str]:
    """Return SQL: a text that is equal for faces of one picture and of one moment of a video."""
    moment = func.coalesce(col(Face.timestamp_ms), "")
    return col(Face.asset_id).concat(col(Face.seen_in)).concat(moment)


def is_forbidden(person_id: str) -> ColumnElement[bool]:
    """Return SQL of `Faces.forbidden`: the face of the enclosing query cannot be this person's."""
    shares_photo = exists().where(
        col(_OTHER.person_id) == person_id,
        col(_OTHER.asset_id) == col(Face.asset_id),
        col(_OTHER.seen_in) == col(Face.seen_in),
        col(_OTHER.timestamp_ms).is_not_distinct_from(col(Face.timestamp_ms)),
    )
    refused = exists().where(
        col(Rejection.face_id) == col(Face.id), col(Rejection.person_id) == person_id
    )
    first, second = col(DistinctPair.person_a), col(DistinctPair.person_b)
    owner = col(Face.person_id)
    told_apart = exists().where(
        or_(and_(first == owner, second == person_id), and_(first == person_id, second == owner))
    )
    too_early = exists().where(
        col(Person.id) == person_id,
        col(Asset.id) == col(Face.asset_id),
        dates.latest_day() < birth_date(),
    )
    return or_(shares_photo, refused, told_apart, too_early, _is_of_another_age(person_id))


def birth_date() -> ColumnElement[date | None]:
    """Return SQL: the birth date that counts here. About a year forbids nothing."""
    is_known = col(Person.birth_precision) != Precision.ABOUT
    return case((is_known, col(Person.birth_date)))


def _is_of_another_age(person_id: str) -> ColumnElement[bool]:
    """Return the SQL of `births`: the face cannot have the person's age in its photo."""
    looks = embeddings.age()
    youngest = func.max((looks - OLDER) / (1 + OLDER_A_YEAR), looks - OLDER_AT_MOST, 0)
    oldest = (looks + YOUNGER) / (1 - YOUNGER_A_YEAR) + UNSURE
    days = func.julianday(dates.latest_day()) - func.julianday(birth_date())
    return exists().where(
        col(Person.id) == person_id,
        col(Asset.id) == col(Face.asset_id),
        col(Embedding.face_id) == col(Face.id),
        or_(days < youngest * YEAR, days - dates.span() > oldest * YEAR),
    )


def may_move() -> ColumnElement[bool]:
    """Return SQL, for faces joined with their photos: a scan may assign the face.

    It was found and not drawn, its photo shows it now, and the user has not said whose it is.
    """
    return and_(col(Face.source) == Source.AUTOMATIC, is_shown(), ~assignment.is_confirmed())
