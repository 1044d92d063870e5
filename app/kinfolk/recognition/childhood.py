"""How alike two groups of a small child’s faces are, at times at which the child is still alike."""

from datetime import date

import numpy as np

from kinfolk.recognition.constraints import UNDATED, YEAR, births_of_children
from kinfolk.recognition.gallery import Gallery
from kinfolk.recognition.person_distance import nearest_half
from kinfolk.vision.arrays import Ints
from kinfolk.vision.group import MIN_QUALITY

# Beyond so many years none of the likeliest groups is the same child (docs/decisions/0136).
STILL_ALIKE = 5
MONTH = 31  # days


def small(gallery: Gallery, rows: Ints) -> Ints:
    """Return those of the rows that are clear faces of small children in photos with a date."""
    births = births_of_children(gallery.births(rows), gallery.age[rows])
    is_good = gallery.quality[rows] >= MIN_QUALITY
    return rows[is_good & gallery.is_shown[rows] & ~np.isnan(births[:, 0])]


def first(gallery: Gallery, rows: Ints) -> tuple[date, bool]:
    """Return when the earliest of these rows was taken, and whether the month is known.

    Of a month or year it is the middle day. One of the rows at least has a date.
    """
    row = rows[np.argmin(np.where(gallery.day[rows] == UNDATED, np.inf, gallery.day[rows]))]
    span = int(gallery.span[row])
    return date.fromordinal(int(gallery.day[row]) - span // 2), span <= MONTH


def gap(gallery: Gallery, one: Ints, other: Ints) -> float:
    """Return the days between the two groups of faces where they are nearest."""
    return float(_gaps(gallery, one, other).min())


def distance(gallery: Gallery, rows: Ints, known: Ints) -> float:
    """Return how far faces are on average from those of near years; infinite if not one child."""
    (first, last), (early, late) = (gallery.births(each).mean(axis=0) for each in (rows, known))
    if last < early or late < first:
        return np.inf
    apart = 1 - gallery.vectors[rows] @ gallery.vectors[known].T
    apart[_gaps(gallery, rows, known) > STILL_ALIKE * YEAR] = np.inf
    near = apart[np.isfinite(apart).any(axis=1)]
    return float(nearest_half(near).mean()) if len(near) else np.inf


def _gaps(gallery: Gallery, one: Ints, other: Ints) -> Ints:
    gaps: Ints = np.abs(gallery.day[one][:, None] - gallery.day[other][None]).astype(np.int64)
    return gaps
