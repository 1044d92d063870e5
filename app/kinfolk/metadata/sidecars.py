"""The XMP files beside a photo: which are its own, and which one is written."""

from collections.abc import Collection
from pathlib import PurePath

from kinfolk.kinds import is_photo
from kinfolk.metadata.spelling import alike, spellings

_SUFFIXES = (".xmp", ".XMP")


def beside(photo: str, files: Collection[str]) -> list[str]:
    """Return the sidecars of a photo among its folder's files: `photo.jpg.xmp`, then `photo.xmp`.

    The second may be meant for another file with that stem: see `Packets.only_for`. Names may also
    be all in lower or upper case, because programs change it: `A.XMP` is beside `a.jpg`. Copying
    from a Mac may change how accents are spelled, of either file alone.
    """
    names = (
        spelled + suffix
        for name in (*spellings(photo), *spellings(PurePath(photo).stem))
        for spelled in (name, name.lower(), name.upper())
        # Where `A.JPG` is another photo than `a.jpg` or `A.JPG.png`, `A.JPG.xmp` is about that.
        if spelled == photo or spelled not in files or not is_photo(spelled)
        for suffix in _SUFFIXES
    )
    return [name for name in dict.fromkeys(names) if name in files]


def to_write(photo: str, files: Collection[str]) -> str:
    """Return the sidecar to write names to: the existing one, else `photo.jpg.xmp`.

    Programs read only one, and `photo.jpg.xmp` before `photo.xmp`: a second one would hide what is
    in the first. If `photo.xmp` may belong to another file, it is left alone.
    """
    found = next(iter(beside(photo, files)), None)
    is_its = found is not None and (
        alike(PurePath(found).stem) == alike(photo) or _is_alone(photo, files)
    )
    return found if found is not None and is_its else photo + _SUFFIXES[0]


def _is_alone(photo: str, files: Collection[str]) -> bool:
    """Return whether no other file has the photo's stem, in whatever case."""
    stem = alike(PurePath(photo).stem)
    # Names are compared before paths are made: a folder may hold ten thousand files.
    near = (name for name in files if alike(name).startswith(stem) and not is_sidecar(name))
    return sum(alike(PurePath(name).stem) == stem for name in near) <= 1


def is_sidecar(name: str) -> bool:
    """Return whether a file of that name is a sidecar."""
    return name.endswith(_SUFFIXES)
