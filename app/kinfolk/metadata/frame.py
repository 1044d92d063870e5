"""The stored and the displayed frame of a photo: EXIF's eight orientations, both ways.

Other programs write boxes in the frame of the stored pixels, before the orientation turns them.
"""

from dataclasses import dataclass

from kinfolk.metadata.region import RelativeBox

# The orientation that reverses each: each its own, except for the two quarter turns.
_BACK = {1: 1, 2: 2, 3: 3, 4: 4, 5: 5, 6: 8, 7: 7, 8: 6}


@dataclass(frozen=True, slots=True)
class Frame:
    """Hold what has to be known of a photo to place a box in it.

    `orientation` is the one by which the photo is displayed; None if its file has none, so that a
    file beside it may say it. Sizes are stored pixels, 0 if unknown.
    """

    orientation: int | None = None
    width: int = 0
    height: int = 0


def displayed(box: RelativeBox, orientation: int) -> RelativeBox:
    """Return a box of the stored frame in the displayed one.

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
    """Return a box of the displayed photo in the stored frame."""
    return displayed(box, _BACK.get(orientation, 1))
