"""The kinds of photo and video files that scans read, by suffix, and the extra that each needs."""

import os
import sys
from collections.abc import Container
from enum import StrEnum
from importlib.util import find_spec

from kinfolk.errors import Text

PICTURES = frozenset(
    {
        ".jpg",
        ".jpeg",
        ".jpe",
        ".jfif",
        ".png",
        ".apng",
        ".webp",
        ".gif",
        ".tif",
        ".tiff",
        ".heic",
        ".heif",
        ".hif",
        ".avif",
    }
)


class Extra(StrEnum):
    """List the optional parts of the installation, named as in pyproject.toml.

    RAW photos need the first one, videos the second one. Without it their files are skipped.
    """

    RAW = "raw"
    VIDEO = "video"

    @property
    def is_installed(self) -> bool:
        """Whether the module that reads these files can be imported."""
        return find_spec(_MODULES[self]) is not None

    def left_out(self, count: int) -> str:
        """Return the sentence that `count` files are skipped, and how they could be read."""
        if _is_package():
            return Text(_ONE_NOT_HERE[self] if count == 1 else _NOT_HERE[self], count=count)
        if self is Extra.VIDEO and sys.platform == "darwin":
            return Text(_NO_VIDEO if count == 1 else _NO_VIDEOS, count=count)
        return Text(_ONE_LEFT_OUT[self] if count == 1 else _LEFT_OUT[self], count=count)

    @property
    def lacking(self) -> str:
        """The sentence that tells why a file, which was read before, can't be read now."""
        if _is_package():
            return Text(_READS_NONE[self])
        return Text(_LACKING[self])


# The modules that read them.
_MODULES = {Extra.RAW: "rawpy", Extra.VIDEO: "cv2"}
_ONE_LEFT_OUT = {
    Extra.RAW: "1 RAW photo was skipped. To read it, install Kinfolk with the “raw” extra.",
    Extra.VIDEO: "1 video was skipped. To read it, install Kinfolk with the “video” extra.",
}
_LEFT_OUT = {
    Extra.RAW: "{count} RAW photos were skipped. To read them, install Kinfolk with the "
    "“raw” extra.",
    Extra.VIDEO: "{count} videos were skipped. To read them, install Kinfolk with the "
    "“video” extra.",
}
_NO_VIDEO = "1 video was skipped: Kinfolk can’t read videos on macOS."
_NO_VIDEOS = "{count} videos were skipped: Kinfolk can’t read videos on macOS."
_LACKING = {
    Extra.RAW: "It needs Kinfolk’s “raw” extra, which is no longer installed.",
    Extra.VIDEO: "It needs Kinfolk’s “video” extra, which is no longer installed.",
}
# No one can add a module to a frozen app, so its sentences give no advice.
_ONE_NOT_HERE = {
    Extra.RAW: "1 RAW photo was skipped: this version of Kinfolk can’t read RAW photos.",
    Extra.VIDEO: "1 video was skipped: this version of Kinfolk can’t read videos.",
}
_NOT_HERE = {
    Extra.RAW: "{count} RAW photos were skipped: this version of Kinfolk can’t read RAW photos.",
    Extra.VIDEO: "{count} videos were skipped: this version of Kinfolk can’t read videos.",
}
_READS_NONE = {
    Extra.RAW: "This version of Kinfolk can’t read RAW photos.",
    Extra.VIDEO: "This version of Kinfolk can’t read videos.",
}
# RAW suffixes by maker, because the MIME types contain the maker's name. Phones and other makers
# use Adobe's DNG, too.
_MAKERS = {
    "adobe": ("dng",),
    "canon": ("cr2", "cr3", "crw"),
    "epson": ("erf",),
    "fuji": ("raf",),
    "hasselblad": ("3fr", "fff"),
    "kodak": ("dcr", "kdc"),
    "leaf": ("mos",),
    "leica": ("rwl",),
    "mamiya": ("mef",),
    "minolta": ("mrw",),
    "nikon": ("nef", "nrw"),
    "olympus": ("orf",),
    "panasonic": ("rw2",),
    "pentax": ("pef",),
    "phaseone": ("iiq",),
    "samsung": ("srw",),
    "sigma": ("x3f",),
    "sony": ("arw", "sr2", "srf"),
}
_RAW_TYPES = {
    f".{suffix}": f"image/x-{maker}-{suffix}"
    for maker, suffixes in _MAKERS.items()
    for suffix in suffixes
}
_VIDEO_TYPES = {
    ".3g2": "video/3gpp2",
    ".3gp": "video/3gpp",
    ".avi": "video/x-msvideo",
    ".m2ts": "video/mp2t",
    ".m4v": "video/x-m4v",
    ".mkv": "video/x-matroska",
    ".mov": "video/quicktime",
    ".mp4": "video/mp4",
    ".mpeg": "video/mpeg",
    ".mpg": "video/mpeg",
    ".mts": "video/mp2t",
    ".webm": "video/webm",
}
_TYPES = {Extra.RAW: _RAW_TYPES, Extra.VIDEO: _VIDEO_TYPES}
_BY_SUFFIX = {suffix: extra for extra, types in _TYPES.items() for suffix in types}
# Apple stores the moving part of a live photo as a .mov beside one of these, with the same stem.
_STILLS = (".heic", ".heif", ".jpg", ".jpeg")


def _is_package() -> bool:
    """Return whether this is a frozen app, which carries its own Python."""
    return bool(getattr(sys, "frozen", False))


def extra_for(path: str) -> Extra | None:
    """Return the extra that a file of that name needs; None for pictures and for other files."""
    return _BY_SUFFIX.get(_suffix(path))


def is_photo(path: str) -> bool:
    """Return whether scans read a file of that name, if the module that reads it is installed."""
    return _suffix(path) in PICTURES or extra_for(path) is not None


def is_video(path: str) -> bool:
    return extra_for(path) is Extra.VIDEO


def is_of_live_photo(name: str, names: Container[str]) -> bool:
    """Return whether the file is the moving part of a live photo.

    `names` are the names in its folder in lower case: the still photo has to be among them.
    """
    stem, suffix = os.path.splitext(name.lower())
    return suffix == ".mov" and any(stem + still in names for still in _STILLS)


def mimetype(path: str) -> str:
    """Return the MIME type of a RAW photo or a video by its name; KeyError for any other file."""
    return _TYPES[_BY_SUFFIX[_suffix(path)]][_suffix(path)]


def _suffix(path: str) -> str:
    return os.path.splitext(path)[1].lower()
