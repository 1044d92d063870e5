"""Whether the photos of a folder lie in another one, before that is taken for its new place."""

import os
import stat
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from sqlalchemy import select
from sqlmodel import col

from kinfolk.core.db.database import Database
from kinfolk.core.db.models import Asset, AssetState, Place
from kinfolk.errors import Text


@dataclass(frozen=True)
class Lying:
    """How many of the known files lie there; a folder without any file `is_empty`."""

    known: int
    there: int
    is_empty: bool

    @property
    def is_likely(self) -> bool:
        """Half of them are enough: others may have gone since."""
        return not self.is_empty and 2 * self.there >= self.known

    def said(self, old: str, new: str) -> Text:
        """Of folders by these names: why the new place is not likely to be that of the old one."""
        if self.is_empty:
            return Text("{new} is empty, so it is not {old}.", old=old, new=new)
        if self.there:
            text = "Kinfolk found {there} of the {photos} photos of {old} in {new}."
            return Text(text, there=self.there, photos=self.known, old=old, new=new)
        if self.known == 1:
            return Text("The photo of {old} is not in {new}.", old=old, new=new)
        text = "None of the {photos} photos of {old} are in {new}."
        return Text(text, photos=self.known, old=old, new=new)


def look(db: Database, folder_id: str, old: Path, new: Path) -> Lying:
    """By where they lay inside, which is quick; where that fails, by their names anywhere below.

    Each has to have its size: any camera has an IMG_0001. No file is opened. The scan that follows
    knows them by their bytes.
    """
    known = _known(db, folder_id)
    there = sum(_size(new / os.path.relpath(path, old)) == size for path, size in known)
    if known and 2 * there >= len(known):
        return Lying(len(known), there, is_empty=False)
    found = {(each.name, _size(each)) for each in _files(new)}
    by_name = sum((os.path.basename(path), size) in found for path, size in known)
    return Lying(len(known), max(there, by_name), is_empty=not found)


def _files(folder: Path) -> Iterator[Path]:
    return (Path(inner, name) for inner, _, names in os.walk(folder) for name in names)


def _size(path: Path) -> int | None:
    """In bytes; null where there is no such file that one can look at."""
    try:
        facts = path.stat()
    except OSError:
        return None
    return facts.st_size if stat.S_ISREG(facts.st_mode) else None


def _known(db: Database, folder_id: str) -> list[tuple[str, int]]:
    """Files that are awaited in the folder, and sizes; where most have gone, these as well."""
    photos = select(col(Asset.path), col(Asset.file_size)).where(col(Asset.folder_id) == folder_id)
    copies = select(col(Place.path), col(Place.file_size)).where(col(Place.folder_id) == folder_id)
    is_gone = col(Asset.state) == AssetState.MISSING
    with db.read() as session:
        awaited = session.execute(photos.where(~is_gone).union_all(copies)).all()
        gone = session.execute(photos.where(is_gone)).all()
    chosen = awaited if len(awaited) >= len(gone) else [*awaited, *gone]
    return [(path, size) for path, size in chosen]
