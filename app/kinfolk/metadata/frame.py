"""The stored frame and the displayed one: EXIF's eight orientations, both ways.

Others write boxes in the frame of the stored pixels, before the orientation turns them.
"""

from dataclasses import dataclass

from kinfolk.metadata.region import Box

# Which orientation takes each back: all of them take themselves, but for the two quarter turns.
_BACK = {1: 1, 2: 2, 3: 3, 4: 4, 5: 5, 6: 8, 7: 7, 8: 6}


@dataclass(frozen=True, slots=True)
class Frame:
    """What has to be known of a photo to place a box in it.

    The orientation is the one by which the photo is displayed; None if its file names none, so
    that what stands beside the photo may say it. Sizes are stored pixels, 0 if not known.
    """

    orientation: int | None = None
    width: int = 0
    height: int = 0


def displayed(box: Box, orientation: int) -> Box:
    """A box of the stored frame as the photo is displayed; unknown orientations turn nothing."""
    left, top, width, height = box
    right, bottom = 1 - left - width, 1 - top - height  # what is left beyond the box
    match orientation:
        case 2:
            return Box(right, top, width, height)
        case 3:
            return Box(right, bottom, width, height)
        case 4:
            return Box(left, bottom, width, height)
        case 5:
            return Box(top, left, height, width)
        case 6:
            return Box(bottom, left, height, width)
        case 7:
            return Box(bottom, right, height, width)
        case 8:
            return Box(top, right, height, width)
    return box


def stored(box: Box, orientation: int) -> Box:
    """The way back: a box of the displayed photo in the stored frame."""
    return displayed(box, _BACK.get(orientation, 1))
