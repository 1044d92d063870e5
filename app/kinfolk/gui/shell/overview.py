"""The sidebar's numbers, read off the main thread."""

from dataclasses import dataclass

from kinfolk.core import arrivals, library, photo_search, photos, roster, saved_searches
from kinfolk.core.arrivals import ArrivalCounts
from kinfolk.core.db.database import Database
from kinfolk.core.db.session import Session
from kinfolk.core.library import FolderInfo
from kinfolk.core.photos import PhotoCounts
from kinfolk.core.roster import WallCounts
from kinfolk.core.saved_searches import SavedSearch


@dataclass(frozen=True)
class Overview:
    """One moment of the whole library."""

    people: WallCounts
    photos: PhotoCounts
    folders: list[FolderInfo]
    arrivals: ArrivalCounts
    searches: list[tuple[SavedSearch, int]]  # with how many photos each finds


def overview(db: Database) -> Overview:
    """Counts everything once."""
    with db.read() as session:
        return Overview(
            roster.counts(session),
            photos.counts(session),
            library.folders(session),
            arrivals.counts(session),
            [(search, _found(session, search)) for search in saved_searches.listed(session)],
        )


def _found(session: Session, search: SavedSearch) -> int:
    if search.wanted is None:
        return 0
    return photo_search.count(session, search.wanted, search.library_id)
