"""Reading the photos of a search, under months or folders, on a thread."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from enum import Enum
from itertools import groupby
from operator import attrgetter
from pathlib import Path

from kinfolk.core.database import Database
from kinfolk.core.db.session import Session
from kinfolk.core.photos import folder_dates, library, photo_search, saved_searches
from kinfolk.core.photos.folder_dates import FolderDate
from kinfolk.core.photos.library import FolderInfo
from kinfolk.core.photos.photo_filter import EVERY_PHOTO, PhotoFilter, added, clauses, removed
from kinfolk.core.photos.photo_search import FoundPhoto, Order, PhotoSort
from kinfolk.core.photos.saved_searches import SearchInfo
from kinfolk.gui.base import words
from kinfolk.gui.photo_rows.grid import photo_content
from kinfolk.gui.photos.search_words import FolderNames
from kinfolk.gui.tiles.model import TileContent, TileSection
from kinfolk.gui.widgets.date_fields import months


class PhotoOrder(Enum):
    """Name the orders in which the page can be sorted."""

    NEWEST = (PhotoSort.DATE, Order.DOWN)
    OLDEST = (PhotoSort.DATE, Order.UP)
    NAME = (PhotoSort.NAME, Order.UP)
    FOLDER = (PhotoSort.FOLDER, Order.UP)


@dataclass(frozen=True)
class PhotosWanted:
    """Hold what the page is to show: photos of a folder (or all if ""), narrowed by a search."""

    folder_id: str = ""
    wanted: PhotoFilter = EVERY_PHOTO
    search_id: str = ""  # id of the saved search, as long as it is unchanged


@dataclass(frozen=True)
class Wider:
    """Hold a search that would find photos where the current one finds none."""

    asked: PhotosWanted
    without: PhotoFilter | None  # the criterion to remove; None: search all folders
    photos: int


@dataclass(frozen=True)
class FoundPhotos:
    """Hold the photos found; `title` is the name of the folder or search, "" for all photos."""

    content: TileContent
    title: str
    library_id: str | None
    folders: FolderNames
    whole: PhotoFilter  # the search including the folder
    is_saved: bool
    has_folders: bool
    wider: Wider | None = None
    dated: Sequence[FolderDate] = ()  # folders whose names date photos; none in a search


def read_photos(db: Database, asked: PhotosWanted, order: PhotoOrder) -> FoundPhotos | None:
    """Read the photos; None if the folder is gone. For any thread."""
    with db.read() as session:
        folders = library.folders(session)
        folder = next((each for each in folders if each.id == asked.folder_id), None)
        if asked.folder_id and folder is None:
            return None
        saved = {each.id: each for each in saved_searches.listed(session)}.get(asked.search_id)
        library_id = _library(folders, folder, saved)
        whole = asked.wanted
        if folder is not None and whole.folder is None:
            whole = added(whole, PhotoFilter(folder=folder.path))
        sort, direction = order.value
        listed = photo_search.listing(session, whole, library_id, sort=sort, order=direction)
        wider = _wider(session, asked, whole, library_id) if not listed else None
        dated: Sequence[FolderDate] = ()
        if asked.wanted == EVERY_PHOTO:
            today = date.today()
            dated = folder_dates.offered(session, library_id, months=months(), today=today)
    names = FolderNames(each.path for each in folders)
    content = photo_content(listed, _sections(listed, order, names))
    title = folder.name if folder else saved.name if saved else ""
    there = saved is not None, bool(folders)
    return FoundPhotos(content, title, library_id, names, whole, *there, wider, dated)


def _wider(
    session: Session, asked: PhotosWanted, whole: PhotoFilter, library_id: str | None
) -> Wider | None:
    """Return the smallest change that finds photos: other folders, else one criterion less."""
    if asked.folder_id and asked.wanted.folder is None and asked.wanted != EVERY_PHOTO:
        number = photo_search.count(session, asked.wanted, library_id)
        if number:
            return Wider(PhotosWanted(wanted=asked.wanted), None, number)
    for clause in reversed(list(clauses(asked.wanted))):
        number = photo_search.count(session, removed(whole, clause), library_id)
        if number:
            left = PhotosWanted(asked.folder_id, removed(asked.wanted, clause))
            return Wider(left, clause, number)
    return None


def _library(
    folders: Sequence[FolderInfo], folder: FolderInfo | None, saved: SearchInfo | None
) -> str | None:
    """Return the library of the folder or search, or the only one; None for all."""
    if saved is not None:
        return saved.library_id
    known = {each.library_id for each in ([folder] if folder else folders)}
    return known.pop() if len(known) == 1 else None


def _sections(
    listed: Sequence[FoundPhoto], order: PhotoOrder, names: FolderNames
) -> Iterator[TileSection]:
    if order is PhotoOrder.NAME:
        yield TileSection("", "", len(listed))
        return
    key = "folder" if order is PhotoOrder.FOLDER else "month"
    for name, group in groupby(listed, key=attrgetter(key)):
        some = list(group)
        number = words.photos(len(some))
        if order is PhotoOrder.FOLDER:
            yield TileSection(names.whole(Path(name)), number, len(some))
        else:
            where = _where({each.folder for each in some}, names)
            title = words.month_text(name) if name else words.without_date()
            year = name[:4] or words.without_date()
            yield TileSection(title, number, len(some), where, year)


def _where(paths: set[str], names: FolderNames) -> str:
    """Return the name of the one folder, or how many folders there are."""
    if len(paths) == 1:
        return names.whole(Path(paths.pop()))
    return words.count(len(paths), "%Ln folder", "%Ln folders")
