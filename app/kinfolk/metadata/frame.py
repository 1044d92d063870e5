"""The stored and the displayed frame of a photo: EXIF's eight orientations, both ways.

Other apps write boxes in the frame of the stored pixels, which the orientation has not turned yet.
"""

from dataclasses import dataclass

from kinfolk.metadata.region import RelativeBox

# The orientation that reverses each: each its own, except for the two quarter turns.
_BACK = {1: 1, 2: 2, 3: 3, 4: 4, 5: 5, 6: 8, 7: 7, 8: 6}


@dataclass(frozen=True, slots=True)
class Frame:
    """Hold orientation and stored size of a photo, which are needed to place a box in it.

    `orientation` is that of the file; None if the file has none, so that a file beside it may give
    it. The size is in stored pixels, 0 if unknown.
    """

    orientation: int | None = None
    width: int = 0
    height: int = 0


def displayed(box: RelativeBox, orientation: int) -> RelativeBox:
    """Convert a box from the stored frame to the frame as displayed.

    An unknown orientation changes nothing.
    """
    left, top, width, height = box
    right, bottom = 1 - left - width, 1 - top - height  # distances to the far sides
    match orientation:
        case 2:
            return RelativeBox(right, top, width, height)
        case 3:
            return RelativeBox(right, bottom, width, height)
        case 4:
            return RelativeBox(left, bottom, width, height)
        case 5:
            return RelativeBox(top, left, height, width)
        case 6:
            return RelativeBox(bottom, left, height, width)
        case 7:
            return RelativeBox(bottom, right, height, width)
        case 8:
            return RelativeBox(top, right, height, width)
    return box


def stored(box: RelativeBox, orientation: int) -> RelativeBox:
    """Convert a box from the frame as displayed to the stored frame."""
    return displayed(box, _BACK.get(orientation, 1))
