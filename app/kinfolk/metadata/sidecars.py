"""XMP files beside a photo: which are its own, and which one is written."""

from collections.abc import Collection
from pathlib import PurePath

_SUFFIXES = (".xmp", ".XMP")


def beside(photo: str, files: Collection[str]) -> list[str]:
    """The sidecars of a photo among the files of its folder: `photo.jpg.xmp`, then `photo.xmp`.

    The second may be meant for another file of that stem: see `Reading.only_for`.
    """
    names = (name + suffix for name in (photo, PurePath(photo).stem) for suffix in _SUFFIXES)
    return [name for name in dict.fromkeys(names) if name in files]


def to_write(photo: str, files: Collection[str]) -> str:
    """The sidecar that names are written to: the one that is there, else `photo.jpg.xmp`.

    Programs read one of two, and `photo.jpg.xmp` before `photo.xmp`: a second one would hide what
    stands in the first. Where `photo.xmp` may belong to another file it is left alone.
    """
    found = next(iter(beside(photo, files)), None)
    is_its = found is not None and (PurePath(found).stem == photo or _is_alone(photo, files))
    return found if found is not None and is_its else photo + _SUFFIXES[0]


def _is_alone(photo: str, files: Collection[str]) -> bool:
    """Whether no other file has its stem."""
    stem = PurePath(photo).stem
    # Not all of them as paths: a folder may hold ten thousand, and each is asked about.
    alike = (name for name in files if name.startswith(stem) and not _is_sidecar(name))
    return sum(PurePath(name).stem == stem for name in alike) <= 1


def _is_sidecar(name: str) -> bool:
    return name.endswith(_SUFFIXES)
