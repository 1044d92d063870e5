"""The sidebar's numbers."""

from dataclasses import dataclass
from typing import NamedTuple

from kinfolk.core import arrivals, claims, library, photo_search, photos, roster, saved_searches
from kinfolk.core.arrivals import ArrivalCounts
from kinfolk.core.db.database import Database
from kinfolk.core.db.session import Session
from kinfolk.core.library import FolderInfo
from kinfolk.core.photos import PhotoCounts
from kinfolk.core.roster import WallCounts
from kinfolk.core.saved_searches import SavedSearch


class FoundBy(NamedTuple):
    """A search, and how many photos it finds; null where that was not counted."""

    search: SavedSearch
    photos: int | None


@dataclass(frozen=True)
class Overview:
    """One moment of the whole library."""

    people: WallCounts
    photos: PhotoCounts
    folders: list[FolderInfo]
    arrivals: ArrivalCounts
    searches: list[FoundBy]
    to_decide: int | None  # names in files; null where that was not counted


def overview(db: Database, *, counts_searches: bool = True, counts_names: bool = False) -> Overview:
    """Counts everything once; searches may take long, each of them 70 ms in a large library."""
    with db.read() as session:
        return Overview(
            roster.counts(session),
            photos.counts(session),
            library.folders(session),
            arrivals.counts(session),
            [
                FoundBy(search, _found(session, search) if counts_searches else None)
                for search in saved_searches.listed(session)
            ],
            len(claims.to_decide(session)) if counts_names else None,
        )


def _found(session: Session, search: SavedSearch) -> int | None:
    if search.wanted is None:
        return None
    return photo_search.count(session, search.wanted, search.library_id)
