"""Kinds of files that are looked through, by their suffix, and what reads each."""

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
    """What a part of the installation reads that may be left out; named as in pyproject.toml."""

    RAW = "raw"
    VIDEO = "video"

    @property
    def is_installed(self) -> bool:
        return find_spec(_MODULES[self]) is not None

    def left_out(self, count: int) -> str:
        """That so many files are not read, and what would read them."""
        if _is_package():
            return Text(_ONE_NOT_HERE[self] if count == 1 else _NOT_HERE[self], count=count)
        if self is Extra.VIDEO and sys.platform == "darwin":
            return Text(_NO_VIDEO if count == 1 else _NO_VIDEOS, count=count)
        return Text(_ONE_LEFT_OUT[self] if count == 1 else _LEFT_OUT[self], count=count)

    @property
    def lacking(self) -> str:
        """Why one is not read that was read before."""
        if _is_package():
            return Text(_READS_NONE[self])
        return Text(_LACKING[self])


# What reads them.
_MODULES = {Extra.RAW: "rawpy", Extra.VIDEO: "cv2"}
_ONE_LEFT_OUT = {
    Extra.RAW: "1 RAW photo is left out. To read it, install Kinfolk with its extra “raw”.",
    Extra.VIDEO: "1 video is left out. To read it, install Kinfolk with its extra “video”.",
}
_LEFT_OUT = {
    Extra.RAW: "{count} RAW photos are left out."
    " To read them, install Kinfolk with its extra “raw”.",
    Extra.VIDEO: "{count} videos are left out."
    " To read them, install Kinfolk with its extra “video”.",
}
_NO_VIDEO = "1 video is left out: on macOS there is nothing that Kinfolk could read it by."
_NO_VIDEOS = (
    "{count} videos are left out: on macOS there is nothing that Kinfolk could read them by."
)
_LACKING = {
    Extra.RAW: "What reads it is not installed any more: Kinfolk’s extra “raw”.",
    Extra.VIDEO: "What reads it is not installed any more: Kinfolk’s extra “video”.",
}
# Nothing can be added to a package.
_ONE_NOT_HERE = {
    Extra.RAW: "1 RAW photo is left out: this package of Kinfolk reads no RAW photos.",
    Extra.VIDEO: "1 video is left out: this package of Kinfolk reads no videos.",
}
_NOT_HERE = {
    Extra.RAW: "{count} RAW photos are left out: this package of Kinfolk reads no RAW photos.",
    Extra.VIDEO: "{count} videos are left out: this package of Kinfolk reads no videos.",
}
_READS_NONE = {
    Extra.RAW: "This package of Kinfolk reads no RAW photos.",
    Extra.VIDEO: "This package of Kinfolk reads no videos.",
}
# RAW by maker, whom the names of the types have in them. DNG is of phones and others, too.
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
# What the moving part of a live photo lies beside, with the same stem: Apple's.
_STILLS = (".heic", ".heif", ".jpg", ".jpeg")


def _is_package() -> bool:
    """Whether Kinfolk is a program that needs no Python, made of what it was installed with."""
    return bool(getattr(sys, "frozen", False))


def extra_for(path: str) -> Extra | None:
    """What a file of that name takes beyond Pillow; null for a picture, and for no photo at all."""
    return _BY_SUFFIX.get(_suffix(path))


def is_photo(path: str) -> bool:
    """Whether a file of that name is looked through, if what reads it is installed."""
    return _suffix(path) in PICTURES or extra_for(path) is not None


def is_video(path: str) -> bool:
    """Whether a file of that name moves: it is looked at moment by moment."""
    return extra_for(path) is Extra.VIDEO


def is_of_live_photo(name: str, names: Container[str]) -> bool:
    """Whether it is the moving part of a photo among these names, all in small letters."""
    stem, suffix = os.path.splitext(name.lower())
    return suffix == ".mov" and any(stem + still in names for still in _STILLS)


def mimetype(path: str) -> str:
    """The MIME type of a file that takes an extra, by its name, as desktops know it."""
    return _TYPES[_BY_SUFFIX[_suffix(path)]][_suffix(path)]


def _suffix(path: str) -> str:
    return os.path.splitext(path)[1].lower()
