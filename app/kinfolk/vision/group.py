"""Which faces belong together: placed faces stay, new ones join a person or form a group.

Rules: a placed face never moves; what the user rejected never meets; two faces of one photo are
two people; a poor face may be placed but does not teach; rather a group too many than a wrong face.
"""

from collections.abc import Iterable, Sequence

import numpy as np
from numpy.typing import NDArray

from kinfolk.vision.linkage import Barriers, Neighbours, link, near_pairs, ordered
from kinfolk.vision.seating import seat

Floats = NDArray[np.float32]
Ints = NDArray[np.int64]

# Mean cosine similarity from which two clusters are one person. Of the 647 people of the labelled
# photos none is in a group of another from here upwards (tests/bench/thresholds.py).
SAME = 0.44
# A face graded below this may be placed but does not teach.
TEACHES = 0.2
ALONE = -1


def group(
    vectors: Floats,
    *,
    photos: Sequence[int] | Ints,
    qualities: Sequence[float] | Floats,
    placed: Sequence[int] | Ints | None = None,
    rejected: Iterable[tuple[int, int]] = (),
    neighbours: Neighbours = near_pairs,
    same: float = SAME,
) -> Ints:
    """A label (n,) for each face; ALONE (-1) where nobody matches.

    vectors: unit vectors (n, d). photos: a number per face, equal for faces of one photo.
    qualities: 0..1. placed: the label of faces that have one, else -1; these come back unchanged.
    rejected: (face, label) pairs that must not be. same: an engine's own SAME. New groups are
    numbered upwards from the highest label given and have two faces or more. The result does not
    depend on the order of the faces, except for the numbers of new groups, which follow it.
    """
    count = len(vectors)
    labels = np.full(count, ALONE, np.int64) if placed is None else np.array(placed, np.int64)
    if (labels >= 0).all():
        return labels
    order = ordered(vectors, np.asarray(photos).tolist())
    place = np.argsort(order)
    barriers = Barriers(np.asarray(photos)[order].tolist(), labels[order].tolist())
    for face, label in rejected:
        barriers.rejected[place[face]].add(label)
    vectors, teaches = vectors[order], np.asarray(qualities)[order] >= TEACHES
    edges = neighbours(vectors, same, teaches)
    owner = link(vectors, edges[teaches[edges[:, 0]]], barriers, same=same)
    owner = seat(vectors, edges, owner, teaches=teaches, barriers=barriers, same=same)
    found = np.array(barriers.people)[owner]
    return _number(labels, found[place], owner[place])


def _number(labels: Ints, found: Ints, owner: Ints) -> Ints:
    """Labels of the clusters: the person's own, a new number, or ALONE for a single face."""
    result = np.where(labels >= 0, labels, found)
    following = int(labels.max(initial=-1)) + 1
    sizes = np.bincount(owner, minlength=len(owner))
    numbers: dict[int, int] = {}
    for face in np.flatnonzero((result == ALONE) & (sizes[owner] > 1)):
        key = int(owner[face])
        result[face] = numbers.setdefault(key, following + len(numbers))
    return result
