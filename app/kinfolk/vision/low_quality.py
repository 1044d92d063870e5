"""Assign low-quality faces: each joins its most similar cluster, once the good ones are linked."""

import numpy as np

from kinfolk.vision.arrays import Bools, Floats, Ints
from kinfolk.vision.linkage import Constraints, Pairs, products

# A low-quality face joins a single face only within this share of the usual distance: no third
# face speaks for it, and blurred faces are like each other, but not like clear ones.
LOW_QUALITY_FACTOR = 2 / 3


def assign_low_quality(
    vectors: Floats,
    edges: Pairs,
    owner: Ints,
    *,
    is_good: Bools,
    constraints: Constraints,
    same: float,
) -> Ints:
    """Return the owners after each low-quality face has joined its most similar cluster, if near.

    The similarity to a cluster is the mean over its good faces only, so that no face follows a poor
    one. `edges` are those of `Neighbours`.
    """
    may_join = ~is_good & (np.array(constraints.people) < 0)
    poor, good = edges[may_join[edges[:, 0]]].astype(np.int64).T
    codes = np.unique(poor * len(owner) + owner[good])
    poor, clusters = codes // len(owner), codes % len(owner)
    sums = np.zeros_like(vectors)
    np.add.at(sums, owner[is_good], vectors[is_good])
    similarity = products(vectors, sums, np.stack((poor, clusters), axis=1))
    sizes = np.bincount(owner[is_good], minlength=len(owner))[clusters]
    similarity = similarity / sizes
    is_near = 1 - similarity <= (1 - same) * np.where(sizes == 1, LOW_QUALITY_FACTOR, 1)
    assigned = owner.copy()
    nearest_first = np.lexsort((clusters, poor, -similarity))
    for position in nearest_first[is_near[nearest_first]]:
        face, cluster = int(poor[position]), int(clusters[position])
        alike = float(similarity[position])
        if assigned[face] == face and not constraints.forbids(cluster, face, alike):
            constraints.merge(cluster, face)
            assigned[face] = cluster
    return assigned
