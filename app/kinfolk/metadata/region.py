"""What a file says of who is in a photo: a name, and where."""

import math
from dataclasses import dataclass
from enum import Enum, StrEnum
from typing import NamedTuple

LONGEST_NAME = 1000  # characters; nobody is called so
MOST_BOXES = 500  # of one photo; what comes of them is held against each other


class Kind(Enum):
    """What a region shows."""

    FACE = "face"
    PET = "pet"
    FOCUS = "focus"
    BARCODE = "barcode"
    OTHER = "other"


class NameSource(StrEnum):
    """In which form a name was written down."""

    MWG = "mwg-rs"
    MICROSOFT = "MP"
    IPTC = "IPTC ImageRegion"
    PERSON_IN_IMAGE = "PersonInImage"
    DIGIKAM = "digiKam tag"
    LIGHTROOM = "Lightroom keyword"
    WINDOWS = "Windows keyword"
    MEDIAPRO = "Media Pro"
    ACDSEE = "ACDSee"
    PICASA = "Picasa"
    TAKEOUT = "Google Takeout"
    APPLE = "iPhoto"


class Box(NamedTuple):
    """A rectangle in parts of the picture's sides, from 0 to 1."""

    left: float
    top: float
    width: float
    height: float


@dataclass(frozen=True, slots=True)
class Region:
    """A name in a photo: with its box as the photo is displayed, or "somewhere in this photo"."""

    name: str
    box: Box | None = None
    kind: Kind = Kind.FACE
    source: NameSource = NameSource.MWG
    file: str = ""  # the name of the file that says so
    program: str = ""  # that wrote it, as far as the file says
    is_doubtful: bool = False  # the file may be about another photo


def box_of(left: float, top: float, width: float, height: float) -> Box | None:
    """What of it lies in the picture; None if nothing does, or if it is no box.

    All of the picture counts as none, too: programs without boxes write that.
    """
    right, bottom = left + width, top + height
    if not all(map(math.isfinite, (left, top, right, bottom))) or width < 0 or height < 0:
        return None
    left, top, right, bottom = (min(max(side, 0.0), 1.0) for side in (left, top, right, bottom))
    box = Box(left, top, right - left, bottom - top)
    return box if box.width > 0 and box.height > 0 and box != (0, 0, 1, 1) else None


def overlap(one: Box | None, other: Box | None) -> float:
    """Shared area over the area of both; 0 where there is none, or no box."""
    if one is None or other is None:
        return 0.0
    wide = min(one.left + one.width, other.left + other.width) - max(one.left, other.left)
    high = min(one.top + one.height, other.top + other.height) - max(one.top, other.top)
    if wide <= 0 or high <= 0:
        return 0.0
    shared = wide * high
    return shared / (one.width * one.height + other.width * other.height - shared)


# From so much overlap on two boxes are of one face: programs draw them more or less tightly.
MEETS = 0.4


def meets(one: Box | None, other: Box | None) -> bool:
    return overlap(one, other) >= MEETS
