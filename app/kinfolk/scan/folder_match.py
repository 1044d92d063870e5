"""Check whether the photos of a folder lie in another one, before that becomes its new place."""

import os
import stat
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from sqlalchemy import select
from sqlmodel import col

from kinfolk.core.database import Database
from kinfolk.core.db.models import Asset, AssetState, Place
from kinfolk.errors import Text


@dataclass(frozen=True)
class Lying:
    """Count how many of the known files lie there; `is_empty` if the folder has no files."""

    known: int
    there: int
    is_empty: bool

    @property
    def is_likely(self) -> bool:
        """Whether at least half of the files are there; others may have been deleted since."""
        return not self.is_empty and 2 * self.there >= self.known

    def said(self, old: str, new: str) -> Text:
        """Return why the new folder is not likely to be the old one's place, with their names."""
        if self.is_empty:
            return Text("“{new}” is empty, so it isn’t “{old}”.", old=old, new=new)
        if self.there:
            text = "Only {there} of the {photos} photos from “{old}” could be found in “{new}”."
            return Text(text, there=self.there, photos=self.known, old=old, new=new)
        if self.known == 1:
            return Text("The photo from “{old}” isn’t in “{new}”.", old=old, new=new)
        text = "None of the {photos} photos from “{old}” are in “{new}”."
        return Text(text, photos=self.known, old=old, new=new)


def look(db: Database, folder_id: str, old: Path, new: Path) -> Lying:
    """Compare the files by their paths inside the folders, or else by their names anywhere below.

    Sizes have to be equal, too, because every camera has an IMG_0001. No file is opened: the scan
    that follows recognises photos by their bytes.
    """
    known = _known(db, folder_id)
    there = sum(_size(new / os.path.relpath(path, old)) == size for path, size in known)
    if known and 2 * there >= len(known):
        return Lying(len(known), there, is_empty=False)
    # Only now is the whole folder searched, because that takes longer.
    found = {(each.name, _size(each)) for each in _files(new)}
    by_name = sum((os.path.basename(path), size) in found for path, size in known)
    return Lying(len(known), max(there, by_name), is_empty=not found)


def _files(folder: Path) -> Iterator[Path]:
    return (Path(inner, name) for inner, _, names in os.walk(folder) for name in names)


def _size(path: Path) -> int | None:
    """Return a regular file's size in bytes, or None."""
    try:
        facts = path.stat()
    except OSError:
        return None
    return facts.st_size if stat.S_ISREG(facts.st_mode) else None


def _known(db: Database, folder_id: str) -> list[tuple[str, int]]:
    """Return the files expected in the folder with their sizes.

    If most of them are missing already, these are included.
    """
    photos = select(col(Asset.path), col(Asset.file_size)).where(col(Asset.folder_id) == folder_id)
    copies = select(col(Place.path), col(Place.file_size)).where(col(Place.folder_id) == folder_id)
    is_gone = col(Asset.state) == AssetState.MISSING
    with db.read() as session:
        awaited = session.execute(photos.where(~is_gone).union_all(copies)).all()
        gone = session.execute(photos.where(is_gone)).all()
    chosen = awaited if len(awaited) >= len(gone) else [*awaited, *gone]
    return [(path, size) for path, size in chosen]
