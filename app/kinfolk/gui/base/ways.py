"""From any face to its photo, to whoever it is, and to its folder: in one order, in one wording."""

from collections.abc import Callable, Iterable, Mapping
from functools import partial
from pathlib import Path

from PySide6.QtCore import QCoreApplication, QObject, QUrl, Signal
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QMenu, QWidget

from kinfolk.core import faces, people, photo_cards, photos
from kinfolk.core.db.database import Database
from kinfolk.errors import NotFound
from kinfolk.gui.base import plain, words
from kinfolk.gui.base.keys import say_key

MANY = 4  # so many people in a photo have a menu of their own


def _tr(text: str) -> str:
    return QCoreApplication.translate("ways", text)


class Ways(QObject):
    """Puts them first into the menus of faces and photos. The window follows to a person."""

    person_wanted = Signal(str)  # the page of a person or a group, whatever lies over it
    photo_wanted = Signal(str, object, QWidget)  # a face, among these; over what it is shown

    def __init__(self, db: Database) -> None:
        super().__init__()
        self._db = db

    def from_face(
        self,
        menu: QMenu,
        face_id: str,
        *,
        photo: Callable[[], object] | None,
        photo_key: str = "",
        page_key: str = "",
        others: Iterable[str] = (),
        here: str | None = None,
        leaves: bool = True,
    ) -> None:
        """Nothing is added of a face that is gone.

        photo: shows it, null where it is seen. others: ids of who it may be. here: whose page is
        seen, to which no way leads. leaves: whether one may go to a page, and not lose by it.
        """
        try:
            with self._db.read() as session:
                face = faces.get(session, face_id)
                path = photos.get(session, face.asset_id).path
                ids = dict.fromkeys(each for each in (face.person_id, *others) if each)
                known = people.cards(session, ids)
        except NotFound:
            return
        pages = {each: known[each].name for each in ids if each in known and each != here}
        if not leaves:
            pages.clear()
        if photo is not None:
            _to_photo(menu, photo, photo_key)
        self._to_pages(menu, pages, page_key)
        _to_folder(menu, path)

    def from_photo(
        self, menu: QMenu, asset_id: str, *, photo: Callable[[], object], here: str | None = None
    ) -> None:
        """To whoever is in it by name; nothing is added of a photo that is gone."""
        try:
            with self._db.read() as session:
                path = photos.get(session, asset_id).path
                named = photo_cards.named(session, asset_id)
        except NotFound:
            return
        _to_photo(menu, photo, "Enter")
        self._to_pages(menu, {each: named[each] for each in named if each != here})
        _to_folder(menu, path)

    def to_page(self, menu: QMenu, person_id: str, name: str | None, key: str = "") -> None:
        """Of a person, or of a group."""
        who = words.short(name) if name else _tr("the group")
        text = plain.literal(_tr("Show {}’s page").format(who))
        say_key(menu.addAction(text, partial(self.person_wanted.emit, person_id)), key)

    def _to_pages(self, menu: QMenu, pages: Mapping[str, str | None], key: str = "") -> None:
        into = menu.addMenu(_tr("Show person")) if len(pages) >= MANY else menu
        for person_id, name in pages.items():
            self.to_page(into, person_id, name, key)


def _to_photo(menu: QMenu, show: Callable[[], object], key: str) -> None:
    say_key(menu.addAction(_tr("Show photo"), show), key)


def _to_folder(menu: QMenu, path: Path) -> None:
    menu.addAction(folder_text(), partial(show_in_folder, path))
    menu.addSeparator()


def folder_text() -> str:
    return _tr("Show in folder")


def show_in_folder(path: Path) -> None:
    """The folder of a photo, in the system's window."""
    QDesktopServices.openUrl(QUrl.fromLocalFile(str(path.parent)))
