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
        if alike(spelled) == alike(name)  # not so for the "SS" of "ß"
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
    is_its = found is not None and (has_name(found, photo) or not _others(found, photo, files))
    return found if found is not None and is_its else photo + _SUFFIXES[0]


def has_name(sidecar: str, photo: str) -> bool:
    """Return whether a sidecar has the whole name of the photo, in the same case."""
    return PurePath(sidecar).stem in spellings(photo)


def may_be_about(file: str) -> tuple[str, str]:
    """Return the stems, spelled `alike`, of the sidecars that a file may have."""
    return alike(file), alike(PurePath(file).stem)


def _others(sidecar: str, photo: str, files: Collection[str]) -> bool:
    """Return whether the sidecar may be about another file, too."""
    stem = alike(PurePath(sidecar).stem)
    # Names are compared before paths are made: a folder may hold ten thousand files.
    near = (name for name in files if alike(name).startswith(stem) and not is_sidecar(name))
    return any(name != photo and stem in may_be_about(name) for name in near)


def is_sidecar(name: str) -> bool:
    return name.endswith(_SUFFIXES)
