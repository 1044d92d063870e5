"""All photos, or those of a folder, under months or folders: read on a thread."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from enum import Enum
from itertools import groupby
from operator import attrgetter
from pathlib import Path

from PySide6.QtCore import QCoreApplication

from kinfolk.core import library, photo_search
from kinfolk.core.db.database import Database
from kinfolk.core.library import FolderInfo
from kinfolk.core.photo_filter import EVERY_PHOTO, PhotoFilter
from kinfolk.core.photo_search import Listed, Order, PhotoSort
from kinfolk.gui.base import words
from kinfolk.gui.photo_rows.content import PhotoContent
from kinfolk.gui.photo_rows.layout import PhotoSection


class PhotoOrder(Enum):
    """How the page is sorted."""

    NEWEST = (PhotoSort.DATE, Order.DOWN)
    OLDEST = (PhotoSort.DATE, Order.UP)
    NAME = (PhotoSort.NAME, Order.UP)
    FOLDER = (PhotoSort.FOLDER, Order.UP)


@dataclass(frozen=True)
class FolderPhotos:
    """The photos of the page, and what the folder is called, "" for all photos."""

    content: PhotoContent
    title: str


def read_photos(db: Database, folder_id: str, order: PhotoOrder) -> FolderPhotos | None:
    """Those of a folder, or all where it is ""; null where it has gone. For any thread."""
    with db.read() as session:
        folders = library.folders(session)
        folder = next((each for each in folders if each.id == folder_id), None)
        if folder_id and folder is None:
            return None
        wanted = PhotoFilter(folder=folder.path) if folder else EVERY_PHOTO
        library_id = folder.library_id if folder else None
        sort, direction = order.value
        listed = photo_search.listing(session, wanted, library_id, sort=sort, order=direction)
    content = PhotoContent.of(listed, _sections(listed, order, _FolderNames(folders)))
    return FolderPhotos(content, (folder.path.name or str(folder.path)) if folder else "")


def _sections(
    listed: Sequence[Listed], order: PhotoOrder, names: "_FolderNames"
) -> Iterator[PhotoSection]:
    if order is PhotoOrder.NAME:
        yield PhotoSection("", "", len(listed))
        return
    key = "folder" if order is PhotoOrder.FOLDER else "month"
    for name, group in groupby(listed, key=attrgetter(key)):
        some = list(group)
        number = words.photos(len(some))
        if order is PhotoOrder.FOLDER:
            yield PhotoSection(names.of(name), number, len(some))
        else:
            where = names.listed({each.folder for each in some})
            title = words.month_text(name) if name else words.without_date()
            yield PhotoSection(title, f"{where} · {number}", len(some))


class _FolderNames:
    """Pictures / 2019 / Lake: a path from the folder on that was taken in."""

    def __init__(self, folders: Iterable[FolderInfo]) -> None:
        self._roots = [folder.path for folder in folders]
        self._known: dict[str, str] = {}

    def of(self, path: str) -> str:
        if path not in self._known:
            self._known[path] = self._name(Path(path))
        return self._known[path]

    def listed(self, paths: set[str]) -> str:
        """The one folder, or how many there are."""
        if len(paths) == 1:
            return self.of(next(iter(paths)))
        tr = QCoreApplication.translate
        return words.count(len(paths), tr("photos", "folder"), tr("photos", "folders"))

    def _name(self, path: Path) -> str:
        root = next((each for each in self._roots if path.is_relative_to(each)), None)
        if root is None:
            return str(path)
        return " / ".join((root.name or str(root), *path.relative_to(root).parts))
