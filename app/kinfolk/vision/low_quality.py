"""Low-quality faces: each joins its most similar cluster, once the good ones are linked."""

import numpy as np

from kinfolk.vision.linkage import Bools, Constraints, Floats, Ints, Pairs, products

# A low-quality face joins a cluster only within this share of the usual distance: of those in the
# shared photos that joined somebody at the full distance, not one was right.
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
    """The owners, after each low-quality face has joined its most similar cluster, if one is near.

    The similarity to a cluster is the mean over its good faces alone: nobody follows a poor face.
    `edges` are those of `Neighbours`.
    """
    may_join = ~is_good & (np.array(constraints.people) < 0)
    poor, good = edges[may_join[edges[:, 0]]].astype(np.int64).T
    codes = np.unique(poor * len(owner) + owner[good])
    poor, clusters = codes // len(owner), codes % len(owner)
    sums = np.zeros_like(vectors)
    np.add.at(sums, owner[is_good], vectors[is_good])
    similarity = products(vectors, sums, np.stack((poor, clusters), axis=1))
    similarity = similarity / np.bincount(owner[is_good], minlength=len(owner))[clusters]
    assigned = owner.copy()
    for position in np.lexsort((clusters, poor, -similarity)):
        face, cluster = int(poor[position]), int(clusters[position])
        if 1 - similarity[position] > (1 - same) * LOW_QUALITY_FACTOR:
            break  # the nearest come first: the rest is farther
        if assigned[face] == face and not constraints.forbids(cluster, face):
            constraints.merge(cluster, face)
            assigned[face] = cluster
    return assigned
