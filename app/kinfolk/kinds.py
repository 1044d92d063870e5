"""Kinds of files that are looked through, by their suffix, and what reads each."""

import os
from enum import StrEnum
from importlib.util import find_spec

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

    @property
    def is_installed(self) -> bool:
        return find_spec(_MODULES[self]) is not None

    def left_out(self, count: int) -> str:
        """That so many files are not read, and what would read them."""
        one, more = _CALLED[self]
        are = f"1 {one} is" if count == 1 else f"{count:,} {more} are"
        return f"{are} left out. To read them, install Kinfolk with its extra “{self}”."


# What reads them.
_MODULES = {Extra.RAW: "rawpy"}
_CALLED = {Extra.RAW: ("RAW photo", "RAW photos")}
# By maker: Adobe (and phones), Canon, Nikon, Sony, Olympus, Panasonic, Leica, Fujifilm, Pentax,
# Samsung, Hasselblad, Phase One, Epson, Minolta, Kodak, Leaf, Mamiya, Sigma.
_SUFFIXES = {
    Extra.RAW: (
        *(".dng", ".cr2", ".cr3", ".crw", ".nef", ".nrw", ".arw", ".srf", ".sr2", ".orf", ".rw2"),
        *(".rwl", ".raf", ".pef", ".srw", ".3fr", ".fff", ".iiq", ".erf", ".mrw", ".dcr", ".kdc"),
        *(".mos", ".mef", ".x3f"),
    )
}
_BY_SUFFIX = {suffix: extra for extra, suffixes in _SUFFIXES.items() for suffix in suffixes}


def extra_for(path: str) -> Extra | None:
    """What a file of that name takes beyond Pillow; null for a picture, and for no photo at all."""
    return _BY_SUFFIX.get(_suffix(path))


def is_photo(path: str) -> bool:
    """Whether a file of that name is looked through, if what reads it is installed."""
    return _suffix(path) in PICTURES or extra_for(path) is not None


def _suffix(path: str) -> str:
    return os.path.splitext(path)[1].lower()
