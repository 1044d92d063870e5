"""Match boxes that files give for faces with the faces found, and judge whether they fit.

Boxes do not fit if the photo was cropped, turned or mirrored after they were written.
"""

from collections.abc import Mapping, Sequence
from enum import Enum

from kinfolk.metadata.frame import displayed
from kinfolk.metadata.region import MEETS, RelativeBox, overlap

# Some programs draw boxes around faces, others around heads, so boxes of one face may overlap
# little. Then the middle of each has to lie in the other. The tight box of a face in the middle of
# its head, half as wide, shares a quarter of it; a box that shares less is around something else.
_LEAST = 0.2
_TURNED = range(2, 9)  # EXIF orientations that turn or mirror
# The boxes, once turned, must share this much more with the faces to count as turned: two people at
# the same distance from the middle meet either way.
_BETTER = 0.05
_ENOUGH = 50  # boxes that are compared: each with each face, eight times


class BoxFit(Enum):
    """Say how well the boxes in a file fit the picture that the photo shows now."""

    NOT = "not"
    FACES = "faces"  # only boxes that meet a face found there can be believed
    WHOLE = "whole"  # boxes where no face was found can be believed, too


def fit(boxes: Sequence[RelativeBox], faces: Sequence[RelativeBox]) -> BoxFit:
    """Judge the boxes of a file against all faces that were found in the photo.

    A program that crops, turns or mirrors a photo may keep the old boxes. Then few boxes meet a
    face although there are faces that no box meets, or they meet faces better once they are turned
    back.
    """
    boxes = boxes[:_ENOUGH]
    here = met(boxes, faces)
    turned = ([displayed(box, turn) for box in boxes] for turn in _TURNED)
    enough = _shared(boxes, faces, here) + _BETTER * len(boxes)
    if any(_shared(each, faces, met(each, faces)) > enough for each in turned):
        return BoxFit.NOT
    # A detector misses some faces, so a few boxes without a face speak against none of them. Where
    # it found no face at all, nothing does.
    if 2 * len(here) > len(boxes) or not faces:
        return BoxFit.WHOLE
    return BoxFit.FACES if here and len(here) == len(faces) else BoxFit.NOT


def met(boxes: Sequence[RelativeBox], faces: Sequence[RelativeBox]) -> dict[int, int]:
    """Return which box is of which face, by index, one to one; the greatest overlap comes first."""
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


def _shared(
    boxes: Sequence[RelativeBox], faces: Sequence[RelativeBox], met: Mapping[int, int]
) -> float:
    """Return the sum of the overlaps of the boxes with their faces."""
    return sum(overlap(boxes[at], faces[number]) for at, number in met.items())


def _fit(box: RelativeBox, face: RelativeBox) -> float:
    """Return the overlap of a file's box with a face, 0 if it is of another one."""
    shared = overlap(box, face)
    if shared >= MEETS:
        return shared
    is_around = _holds_middle(box, face) and _holds_middle(face, box)
    return shared if is_around and shared >= _LEAST else 0.0


def _holds_middle(box: RelativeBox, other: RelativeBox) -> bool:
    x, y = other.left + other.width / 2, other.top + other.height / 2
    return box.left <= x <= box.left + box.width and box.top <= y <= box.top + box.height
