"""The counts that the sidebar and the strip show."""

from dataclasses import dataclass
from typing import NamedTuple

from kinfolk.core.database import Database
from kinfolk.core.db.session import Session
from kinfolk.core.names_in_files import claims
from kinfolk.core.people import new_faces, people_lists
from kinfolk.core.people.new_faces import NewFacesCounts
from kinfolk.core.people.people_lists import WallCounts
from kinfolk.core.photos import library, photo_search, photos, saved_searches
from kinfolk.core.photos.library import FolderInfo
from kinfolk.core.photos.photos import PhotoCounts
from kinfolk.core.photos.saved_searches import SearchInfo


class FoundBy(NamedTuple):
    """Hold a saved search and how many photos it finds; None if that was not counted."""

    search: SearchInfo
    photos: int | None


@dataclass(frozen=True)
class Overview:
    """Count what is in the whole library at one moment."""

    people: WallCounts
    photos: PhotoCounts
    folders: list[FolderInfo]
    new_faces: NewFacesCounts
    searches: list[FoundBy]
    to_decide: int | None  # number of name conflicts; None if not counted


def overview(db: Database, *, counts_searches: bool = True, counts_names: bool = False) -> Overview:
    """Read all counts at one moment; each search takes up to 70 ms in a large library.

    `counts_names` also counts names in files about which the user has to decide.
    """
    with db.read() as session:
        return Overview(
            people_lists.counts(session),
            photos.counts(session),
            library.folders(session),
            new_faces.counts(session),
            [
                FoundBy(search, _found(session, search) if counts_searches else None)
                for search in saved_searches.listed(session)
            ],
            len(claims.to_decide(session)) if counts_names else None,
        )


def _found(session: Session, search: SearchInfo) -> int | None:
    """Return how many photos a search finds; None for one made by a newer version."""
    if search.wanted is None:
        return None
    return photo_search.count(session, search.wanted, search.library_id)
