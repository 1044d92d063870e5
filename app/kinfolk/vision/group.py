"""Group faces by person: assigned faces stay, new ones join a person or form a group.

Rules: an assigned face never moves; a face never joins a person the user rejected for it; two faces
of one photo are two people, and if they look alike, faces join them only if they are clearly more
alike; a low-quality face may be assigned, but no other face is assigned by it; in doubt there is a
group too many rather than a wrong face in one.
"""

from collections.abc import Iterable, Sequence

import numpy as np

from kinfolk.vision.arrays import Bools, Doubles, Floats, Ints
from kinfolk.vision.linkage import Constraints, Neighbours, link, near_pairs, ordered
from kinfolk.vision.low_quality import assign_low_quality

# Mean cosine similarity from which two clusters are one person. Of the 647 people of the labelled
# photos none is in a group of another from here upwards (tests/bench/thresholds.py).
SAME = 0.405
# A face of lower quality may be assigned, but is no reference: no other face is assigned by it.
MIN_QUALITY = 0.2
ALONE = -1
# Vectors of faces whose birth is known are so much longer: because births keep strangers out, the
# faces may be a little less alike (docs/decisions/0133-time-forbids.md).
DATED = 1.09**0.5


def group(
    vectors: Floats,
    *,
    photos: Sequence[int] | Ints,
    qualities: Sequence[float] | Floats,
    assigned: Sequence[int] | Ints | None = None,
    rejected: Iterable[tuple[int, int]] = (),
    births: Doubles | None = None,
    neighbours: Neighbours = near_pairs,
    same: float = SAME,
) -> Ints:
    """Return a label (n,) for each face; ALONE (-1) for a face that matches no one.

    `vectors` are unit vectors (n, d). `photos` has a number per face, equal for faces of one photo.
    `qualities` are 0..1. `assigned` has the label of faces that have one, which never changes, else
    -1. `rejected` has pairs (face, label) that must not be. For `births` see `Constraints`. `same`
    is the engine's own SAME. New groups are numbered upwards from the highest label given and have
    two faces or more. The result does not depend on the order of the faces, except for the numbers
    of new groups, which follow it.
    """
    count = len(vectors)
    labels = np.full(count, ALONE, np.int64) if assigned is None else np.array(assigned, np.int64)
    if (labels >= 0).all():
        return labels
    if births is not None:
        vectors = np.where(np.isnan(births[:, :1]), vectors, vectors * np.float32(DATED))
    order = ordered(vectors, np.asarray(photos).tolist())
    position = np.argsort(order)
    vectors, is_good = vectors[order], np.asarray(qualities)[order] >= MIN_QUALITY
    constraints = Constraints(
        np.asarray(photos)[order].tolist(),
        labels[order].tolist(),
        None if births is None else births[order],
        _alike_beside(vectors, np.asarray(photos)[order], labels[order], is_good, least=same),
    )
    for face, label in rejected:
        constraints.rejected[position[face]].add(label)
    edges = neighbours(vectors, same, is_good)
    owner = link(vectors, edges[is_good[edges[:, 0]]], constraints, same=same)
    owner = assign_low_quality(
        vectors, edges, owner, is_good=is_good, constraints=constraints, same=same
    )
    found = np.array(constraints.people)[owner]
    return _number(labels, found[position], owner[position])


def _alike_beside(
    vectors: Floats, photos: Ints, people: Ints, is_good: Bools, *, least: float
) -> Floats:
    """Return how alike someone else in its photo is to each face, or NaN below `least`."""
    found = np.full(len(vectors), np.nan, np.float32)
    good = np.flatnonzero(is_good)
    order = good[np.argsort(photos[good], kind="stable")]
    at = np.arange(len(order))  # places in that order
    for step in range(1, len(order)):
        # Fewer at each step: those beside which a photo has so many more
        at = at[at + step < len(order)]
        at = at[photos[order[at]] == photos[order[at + step]]]
        if not len(at):
            break
        one, other = order[at], order[at + step]
        # The user may have said that someone is in a photo twice
        is_two = (people[one] != people[other]) | (people[one] == ALONE)
        one, other = one[is_two], other[is_two]
        alike = np.einsum("ij,ij->i", vectors[one], vectors[other])
        alike[alike < least] = np.nan
        for rows in (one, other):
            found[rows] = np.fmax(found[rows], alike)
    return found


def _number(labels: Ints, found: Ints, owner: Ints) -> Ints:
    """Return labels of the clusters: the person's own, a new number, or ALONE for a single face."""
    result = np.where(labels >= 0, labels, found)
    following = int(labels.max(initial=-1)) + 1
    sizes = np.bincount(owner, minlength=len(owner))
    numbers: dict[int, int] = {}
    for face in np.flatnonzero((result == ALONE) & (sizes[owner] > 1)):
        key = int(owner[face])
        result[face] = numbers.setdefault(key, following + len(numbers))
    return result
