"""A few faces and what they may join, for grouping: a large library is not read for one photo."""

from collections.abc import Callable, Sequence

import numpy as np
from numpy.typing import NDArray

from app.pipeline.gallery import Gallery
from app.pipeline.grouping import Situation
from app.vision.group import ALONE

Ints = NDArray[np.int64]
Allowed = Callable[[Ints, int], NDArray[np.bool_]]


def situation_of(
    gallery: Gallery,
    free: Ints,
    people: Sequence[int],
    known: Sequence[Ints],
    allowed: Allowed,
) -> Situation:
    """`free` faces beside the `known` faces of each of the `people`, who stay as they are."""
    rows = np.concatenate((free, *known))
    placed = np.full(len(rows), ALONE)
    at = len(free)
    for number, theirs in enumerate(known):
        placed[at : at + len(theirs)] = number
        at += len(theirs)
    ids = [gallery.someone[who].id for who in people]
    owners = np.array([*ids, ""], object)
    return Situation(
        face_ids=[gallery.face_ids[row] for row in rows.tolist()],
        vectors=gallery.vectors[rows],
        photos=gallery.photo[rows].tolist(),
        qualities=gallery.quality[rows].tolist(),
        people=[owner or None for owner in owners[placed]],
        placed=placed.tolist(),
        numbers=ids,
        rejected=[
            (int(face), number)
            for number, who in enumerate(people)
            for face in np.flatnonzero(~allowed(free, who))
        ],
        loose=set(),
    )
