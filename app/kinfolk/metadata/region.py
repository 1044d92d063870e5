"""A name in a photo as a file gives it, and its box."""

import math
from collections.abc import Mapping
from dataclasses import dataclass
from enum import Enum, StrEnum
from typing import NamedTuple

LONGEST_NAME = 1000  # characters; longer texts are no names
MOST_BOXES = 500  # in one photo, because they are compared in pairs


class Kind(Enum):
    """Name what a region shows."""

    FACE = "face"
    PET = "pet"
    FOCUS = "focus"
    BARCODE = "barcode"
    OTHER = "other"


class NameSource(StrEnum):
    """Name the form in which a name was written."""

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


# The programs that write these forms; not of XMP, which many write, and so does Kinfolk
PROGRAMS: Mapping[str, str] = {
    NameSource.PICASA: "Picasa",
    NameSource.TAKEOUT: "Google Photos",
    NameSource.APPLE: "iPhoto",
}


class RelativeBox(NamedTuple):
    """Hold a rectangle in fractions of the picture's sides, 0 to 1."""

    left: float
    top: float
    width: float
    height: float


@dataclass(frozen=True, slots=True)
class Region:
    """Hold a name in a photo, with its box as displayed; without a box it is somewhere in it."""

    name: str
    box: RelativeBox | None = None
    kind: Kind = Kind.FACE
    source: NameSource = NameSource.MWG
    file: str = ""  # name of the file that says so
    program: str = ""  # the program that wrote it, if the file says so
    is_doubtful: bool = False  # the file may be about another photo


def box_of(left: float, top: float, width: float, height: float) -> RelativeBox | None:
    """Return the part of a rectangle that lies in the picture; None if nothing does.

    A box of the whole picture counts as None, too: programs without boxes write that.
    """
    right, bottom = left + width, top + height
    # Damaged and hostile files give infinite numbers, and some that are none.
    if not all(map(math.isfinite, (left, top, right, bottom))) or width < 0 or height < 0:
        return None
    left, top, right, bottom = (min(max(side, 0.0), 1.0) for side in (left, top, right, bottom))
    box = RelativeBox(left, top, right - left, bottom - top)
    return box if box.width > 0 and box.height > 0 and box != (0, 0, 1, 1) else None


def overlap(one: RelativeBox | None, other: RelativeBox | None) -> float:
    """Return the shared area divided by the area of both together; 0 without a box."""
    if one is None or other is None:
        return 0.0
    wide = min(one.left + one.width, other.left + other.width) - max(one.left, other.left)
    high = min(one.top + one.height, other.top + other.height) - max(one.top, other.top)
    if wide <= 0 or high <= 0:
        return 0.0
    shared = wide * high
    return shared / (one.width * one.height + other.width * other.height - shared)


# Boxes with at least this overlap are of one face: programs draw them more or less tightly.
MEETS = 0.4


def meets(one: RelativeBox | None, other: RelativeBox | None) -> bool:
    """Return whether two boxes are of one face."""
    return overlap(one, other) >= MEETS
