"""Boxes that files say, and the faces that were found: which is of which, and whether they fit."""

from collections.abc import Mapping, Sequence
from enum import Enum

from kinfolk.metadata.frame import displayed
from kinfolk.metadata.region import MEETS, Box, overlap

# Programs draw faces and whole heads, so boxes of one face may share little: then the middle of
# each has to lie in the other. The tight box of a face in the middle of its head, half as wide,
# shares a quarter; what shares less is a box of something else around it.
_LEAST = 0.2
_TURNED = range(2, 9)  # orientations that turn or mirror
# So much more of each box has to be shared once all are turned: two people who stand at the same
# distance from the middle are met either way.
_BETTER = 0.05
_ENOUGH = 50  # boxes that tell: each is held against each face, eight times


class Fit(Enum):
    """How far what a file says of a photo is about the picture that the photo shows."""

    NOT = "not"
    FACES = "faces"  # where a box meets a face that was found
    WHOLE = "whole"  # also where nobody has found one


def fit(boxes: Sequence[Box], faces: Sequence[Box]) -> Fit:
    """By the boxes that a file says, and all faces that were found.

    Whoever crops, turns or mirrors a photo may keep what was said of it before. Then few boxes meet
    a face, while there are faces that none meets; or they meet faces better once they are turned.
    """
    boxes = boxes[:_ENOUGH]
    here = met(boxes, faces)
    turned = ([displayed(box, turn) for box in boxes] for turn in _TURNED)
    enough = _shared(boxes, faces, here) + _BETTER * len(boxes)
    if any(_shared(each, faces, met(each, faces)) > enough for each in turned):
        return Fit.NOT
    if 2 * len(here) > len(boxes) or not faces:
        return Fit.WHOLE
    return Fit.FACES if here and len(here) == len(faces) else Fit.NOT


def met(boxes: Sequence[Box], faces: Sequence[Box]) -> dict[int, int]:
    """Which of the boxes is of which face, one for one, those first that share most."""
    pairs = sorted(
        (-shared, at, number)
        for at, box in enumerate(boxes)
        for number, face in enumerate(faces)
        if (shared := _fit(box, face)) > 0
    )
    found: dict[int, int] = {}
    for _, at, number in pairs:
        if at not in found and number not in found.values():
            found[at] = number
    return found


def _shared(boxes: Sequence[Box], faces: Sequence[Box], met: Mapping[int, int]) -> float:
    """How much they share with their faces, all together."""
    return sum(overlap(boxes[at], faces[number]) for at, number in met.items())


def _fit(box: Box, face: Box) -> float:
    """How much a box said by a file shares with a face's; 0 where it is of somebody else."""
    shared = overlap(box, face)
    if shared >= MEETS:
        return shared
    is_around = _holds_middle(box, face) and _holds_middle(face, box)
    return shared if is_around and shared >= _LEAST else 0.0


def _holds_middle(box: Box, other: Box) -> bool:
    x, y = other.left + other.width / 2, other.top + other.height / 2
    return box.left <= x <= box.left + box.width and box.top <= y <= box.top + box.height
