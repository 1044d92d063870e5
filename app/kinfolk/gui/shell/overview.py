"""The sidebar's numbers, read off the main thread."""

from dataclasses import dataclass

from kinfolk.core import arrivals, library, photos, roster
from kinfolk.core.arrivals import ArrivalCounts
from kinfolk.core.db.database import Database
from kinfolk.core.library import FolderInfo
from kinfolk.core.photos import PhotoCounts
from kinfolk.core.roster import WallCounts


@dataclass(frozen=True)
class Overview:
    """One moment of the whole library."""

    people: WallCounts
    photos: PhotoCounts
    folders: list[FolderInfo]
    arrivals: ArrivalCounts


def overview(db: Database) -> Overview:
    """Counts everything once."""
    with db.read() as session:
        return Overview(
            roster.counts(session),
            photos.counts(session),
            library.folders(session),
            arrivals.counts(session),
        )
