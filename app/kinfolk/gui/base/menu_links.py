"""Menu entries that lead from a face or photo to its photo, people and folder, in one order."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import partial
from pathlib import Path

from PySide6.QtCore import QCoreApplication, QObject, QUrl, Signal
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QMenu, QWidget

from kinfolk.core.database import Database
from kinfolk.core.faces import faces
from kinfolk.core.people import people
from kinfolk.core.photos import photo_cards, photos
from kinfolk.errors import NotFound
from kinfolk.gui.base import plain_text, words
from kinfolk.gui.base.commands import say_key

_tr = partial(QCoreApplication.translate, "menu_links")

MANY = 4  # from this many people on they get a submenu


class MenuLinks(QObject):
    """Add the entries to the menus of faces and photos, and emit where the user wants to go."""

    person_wanted = Signal(str)  # person or group id: show their page, whatever lies over it
    photo_wanted = Signal(str, object, QWidget, object)  # see `show_photo`

    def __init__(self, db: Database) -> None:
        super().__init__()
        self._db = db

    def show_photo(
        self,
        shown_id: str,
        among: Sequence[str],
        over: QWidget,
        *,
        closed: Callable[[str], object] | None = None,
    ) -> None:
        """Show a photo, or the photo of a face, over the window of a widget.

        Arrow keys lead to the other photos or faces in `among`. `closed` is called with the id that
        was shown last.
        """
        self.photo_wanted.emit(shown_id, among, over, closed)

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
        """Add the entries of a face to the menu; none if the face does not exist any more.

        `photo` shows its photo; None where the photo is seen already. `others` are ids of people
        who it may be. `here` is the person whose page is shown, to which no entry leads. `leaves`
        is False where going to a page would lose work, so that no page is offered. The keys are
        shown beside the entries.
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
        """Add the entries of a photo to the menu, with the named people in it.

        `photo` shows the photo, `here` is the person whose page is shown. Nothing is added if the
        photo does not exist any more.
        """
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
        """Add the entry that leads to the page of a person, or of a group if `name` is None."""
        who = words.short(name) if name else None
        text = plain_text.literal(words.fill(_tr("Show {name:the group}’s page"), name=who))
        say_key(menu.addAction(text, partial(self.person_wanted.emit, person_id)), key)

    def _to_pages(self, menu: QMenu, pages: Mapping[str, str | None], key: str = "") -> None:
        """Add one entry per person, in a submenu if there are many."""
        into = menu.addMenu(_tr("Show person")) if len(pages) >= MANY else menu
        for person_id, name in pages.items():
            self.to_page(into, person_id, name, key)


def _to_photo(menu: QMenu, show: Callable[[], object], key: str) -> None:
    say_key(menu.addAction(_tr("Show photo"), show), key)


def _to_folder(menu: QMenu, path: Path) -> None:
    menu.addAction(_tr("Show in folder"), partial(show_in_folder, path))
    menu.addSeparator()


def show_in_folder(path: Path) -> None:
    """Open the folder that the file is in with the system's file manager."""
    open_outside(path.parent)


def open_outside(path: Path) -> None:
    """Open a file or folder with the system's app for it."""
    QDesktopServices.openUrl(QUrl.fromLocalFile(str(path)))
