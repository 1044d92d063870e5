"""Poor faces: each is put where it belongs, once the others are where they do."""

import numpy as np

from kinfolk.vision.linkage import Barriers, Bools, Floats, Ints, Pairs, products

# A poor face has to be so many times as near as others: of those in the shared photos that were put
# with somebody at the same distance, not one was right.
POOR = 2 / 3


def seat(
    vectors: Floats,
    edges: Pairs,
    owner: Ints,
    *,
    teaches: Bools,
    barriers: Barriers,
    same: float,
) -> Ints:
    """The owners, each face that does not teach put into the cluster it is most like, if any.

    A cluster is measured by its teaching faces alone, so that nobody follows a poor face. `edges`
    are those of `Neighbours`.
    """
    learns = ~teaches & (np.array(barriers.people) < 0)
    poor, good = edges[learns[edges[:, 0]]].astype(np.int64).T
    codes = np.unique(poor * len(owner) + owner[good])
    poor, clusters = codes // len(owner), codes % len(owner)
    sums = np.zeros_like(vectors)
    np.add.at(sums, owner[teaches], vectors[teaches])
    alike = products(vectors, sums, np.stack((poor, clusters), axis=1))
    alike = alike / np.bincount(owner[teaches], minlength=len(owner))[clusters]
    seated = owner.copy()
    for place in np.lexsort((clusters, poor, -alike)):
        face, cluster = int(poor[place]), int(clusters[place])
        if 1 - alike[place] > (1 - same) * POOR:
            break
        if seated[face] == face and not barriers.divide(cluster, face):
            barriers.unite(cluster, face)
            seated[face] = cluster
    return seated
