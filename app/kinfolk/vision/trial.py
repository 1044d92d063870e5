"""Try another network before it is installed: whether it can tell people apart."""

import random
from collections.abc import Sequence
from dataclasses import dataclass, field

import numpy as np
from PIL import Image, ImageDraw

from kinfolk.errors import AppError
from kinfolk.vision import onnxfile
from kinfolk.vision.align import CHIP
from kinfolk.vision.arrays import Floats, Pixels
from kinfolk.vision.isolated import EngineFailed, IsolatedNetwork

SECONDS = 20.0  # by the clock, for its first face and for each few of the others
# Answers to the same face may differ that much, by the order in which threads add up.
_STEADY = 1e-3
# Cosine distances below that are no difference.
_EQUAL = 1e-4
# So many pairs of each sort tell something; and how often two faces of one person are nearer than
# those of two. The built-in engine's own network in this form comes to 0.999, a random one to 0.75.
MIN_PAIRS = 10
TELLS_APART = 0.93


@dataclass(frozen=True)
class TrialFaces:
    """Hold real faces, aligned, and which pairs of them show one person, and which two."""

    chips: Sequence[Pixels] = ()
    same: Sequence[tuple[int, int]] = field(default=())
    different: Sequence[tuple[int, int]] = field(default=())


NO_FACES = TrialFaces()


def tried(model: bytes, faces: TrialFaces = NO_FACES) -> int:
    """Return how many numbers a network gives for a face; AppError if it can't be used.

    It is shown drawn faces, and real ones if there are some. It runs in a process, within bounds.
    """
    onnxfile.check(model)
    network = IsolatedNetwork(model)
    try:
        network.open(patience=SECONDS)
        _look_at(network, _drawn())
        if len(faces.same) >= MIN_PAIRS and len(faces.different) >= MIN_PAIRS:
            vectors = network.embed(faces.chips, patience=SECONDS)
            if not tells_apart(
                _distances(vectors, faces.same), _distances(vectors, faces.different)
            ):
                raise AppError("it can’t tell the people in your photos apart")
        return network.dimensions
    except EngineFailed as fails:
        if fails.how in _ENDS:
            raise AppError(_ENDS[fails.how], seconds=round(SECONDS)) from fails
        raise AppError(fails.message) from fails
    finally:
        network.close()


_ENDS = {
    "late": "it takes more than {seconds} seconds for the first face",
    "slow": "it takes too long for each face",
    "heavy": "it uses too much memory",
    "broken": "it crashes on the first face",
    "killed": "it crashes on the first face",
}


def tells_apart(same: Floats, different: Floats) -> bool:
    """Return whether distances within people (n,) are mostly below those between two (m,)."""
    return nearer(same, different) >= TELLS_APART


def nearer(same: Floats, different: Floats) -> float:
    """Return how often a distance (n,) within a person is below one (m,) between two.

    0.5 is chance.
    """
    order = np.sort(different)
    below = np.searchsorted(order, same, side="left")
    upto = np.searchsorted(order, same, side="right")
    return float(1 - (below + upto).mean() / (2 * len(order)))


def _look_at(network: IsolatedNetwork, drawn: Sequence[tuple[Pixels, Pixels]]) -> None:
    """Show each face twice, first as it is, then darker and moved; AppError if not recognised."""
    chips = [chip for pair in drawn for chip in pair]
    vectors = network.embed(chips, patience=SECONDS)
    again = network.embed(chips[:2], patience=SECONDS)
    if np.abs(vectors[:2] - again).max() > _STEADY:
        raise AppError("it gives different results for the same face")
    first, second = vectors[::2], vectors[1::2]
    distances = 1 - first @ first.T
    if np.median(distances[np.triu_indices(len(first), 1)]) < _EQUAL:
        raise AppError("it gives the same result for every face")
    known = (1 - first @ second.T).argmin(axis=1) == np.arange(len(first))
    if known.mean() < 0.5:
        raise AppError("it doesn’t recognise the same face when slightly darker")


def _distances(vectors: Floats, pairs: Sequence[tuple[int, int]]) -> Floats:
    """Return the cosine distances (m,) of pairs of rows."""
    first, second = np.array(pairs).T
    distances: Floats = 1 - (vectors[first] * vectors[second]).sum(axis=1)
    return distances


def _drawn() -> list[tuple[Pixels, Pixels]]:
    """Return eight drawn faces, each with its variant."""
    chance = random.Random(5)  # the same faces each time: an engine is refused or not for good
    made = []
    for _ in range(8):
        ground, skin, hair = (tuple(chance.randrange(20, 236) for _ in range(3)) for _ in range(3))
        wide, eye, mouth = chance.randrange(34, 46), chance.randrange(3, 8), chance.randrange(6, 18)
        image = Image.new("RGB", (CHIP, CHIP), ground)
        pen = ImageDraw.Draw(image)
        pen.ellipse((56 - wide, -6, 56 + wide, 112), fill=hair)
        pen.ellipse((60 - wide, 14, 52 + wide, 118), fill=skin)
        for x in (38, 74):
            pen.ellipse((x - eye, 52 - eye, x + eye, 52 + eye), fill=hair)
        pen.polygon(((56, 56), (52, 72), (60, 72)), fill=hair)
        pen.rectangle((56 - mouth, 90, 56 + mouth, 94), fill=hair)
        face = np.asarray(image)
        made.append((face, np.roll(face // 8 * 7, 1, axis=1)))
    return made
