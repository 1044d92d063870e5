"""The sidebar's numbers, read off the main thread."""

from dataclasses import dataclass

from app.core import library, photos, roster
from app.core.db import Database
from app.core.library import FolderInfo
from app.core.photos import PhotoCounts
from app.core.roster import WallCounts


@dataclass(frozen=True)
class Overview:
    """One moment of the whole library."""

    people: WallCounts
    photos: PhotoCounts
    folders: list[FolderInfo]


def overview(db: Database) -> Overview:
    """Counts everything once."""
    with db.read() as session:
        return Overview(roster.counts(session), photos.counts(session), library.folders(session))
