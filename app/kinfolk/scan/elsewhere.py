"""Whether the photos of a folder lie in another one, before that is taken for its new place."""

import os
from collections.abc import Sequence
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

    No file is opened. The scan that follows knows them by their bytes.
    """
    inner = [os.path.relpath(path, old) for path in _known(db, folder_id)]
    there = sum((new / each).is_file() for each in inner)
    if inner and 2 * there >= len(inner):
        return Lying(len(inner), there, is_empty=False)
    names = {name for _, _, files in os.walk(new) for name in files}
    by_name = sum(os.path.basename(each) in names for each in inner)
    return Lying(len(inner), max(there, by_name), is_empty=not names)


def _known(db: Database, folder_id: str) -> Sequence[str]:
    """Files that are awaited in the folder; where most have gone, these as well."""
    photos = select(col(Asset.path)).where(col(Asset.folder_id) == folder_id)
    copies = select(col(Place.path)).where(col(Place.folder_id) == folder_id)
    is_gone = col(Asset.state) == AssetState.MISSING
    with db.read() as session:
        awaited = session.execute(photos.where(~is_gone).union_all(copies)).scalars().all()
        gone = session.execute(photos.where(is_gone)).scalars().all()
    return awaited if len(awaited) >= len(gone) else [*awaited, *gone]
