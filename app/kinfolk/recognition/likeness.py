"""Which faces of a group fit it least, and how a group of two people is split."""

from dataclasses import dataclass

import numpy as np

from kinfolk.vision.arrays import Floats, Ints

ROUNDS = 16  # after so many nothing moves any more, or it goes to and fro


@dataclass(frozen=True)
class Halves:
    """Hold the faces of two people who were one: the chosen face first, then the least sure.

    Faces that no engine has seen belong to `one`, and come before the others.
    """

    one: tuple[str, ...]
    other: tuple[str, ...]


def by_doubt(vectors: Floats) -> Ints:
    """Return positions of unit vectors (n, d), those least similar to the middle of all first."""
    alike = vectors @ vectors.sum(axis=0)
    positions: Ints = np.argsort(alike, kind="stable")
    return positions


def cover(vectors: Floats, qualities: Floats) -> int:
    """Return the position of the face that stands for all: the best of the half that fits best.

    By quality alone it could be the one face in a group that is someone else's.
    """
    if len(vectors) < 3:  # two are as much like each other
        return int(qualities.argmax())
    fitting = by_doubt(vectors)[len(vectors) // 2 :][::-1]
    return int(fitting[qualities[fitting].argmax()])


def leaning(vectors: Floats, photos: Ints, one: int, other: int) -> Floats:
    """Return how much more each of the faces (n,) is like the one than like the other, by position.

    Two means, begun with these two faces, which stay on their sides; a face in one photo with one
    of them is on the other side, because no one is twice in a photo. (MacQueen 1967)
    """
    fixed = np.zeros(len(vectors), np.float32)
    fixed[photos == photos[one]] = -np.inf
    fixed[photos == photos[other]] = np.inf
    # Last: if one photo shows both, each stays on its own side all the same.
    fixed[one], fixed[other] = np.inf, -np.inf
    found = vectors @ (vectors[one] - vectors[other]) + fixed
    for _ in range(ROUNDS):
        is_one = found >= 0
        found = vectors @ (_middle(vectors[is_one]) - _middle(vectors[~is_one])) + fixed
        if np.array_equal(is_one, found >= 0):
            break
    lean: Floats = found.astype(np.float32)
    return lean


def _middle(vectors: Floats) -> Floats:
    middle: Floats = vectors.mean(axis=0)
    return middle / max(float(np.linalg.norm(middle)), 1e-6)
