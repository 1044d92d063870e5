"""Showing photos that are opened with Kinfolk from the file manager."""

import os
from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from kinfolk.core.database import Database
from kinfolk.core.photos import library, places
from kinfolk.gui.actions.scanning import Scanning
from kinfolk.gui.base import words
from kinfolk.gui.base.context import Context
from kinfolk.gui.base.tasks import Latest
from kinfolk.gui.photo.view import PhotoView
from kinfolk.gui.shell.toast import Toast
from kinfolk.gui.widgets.overlay import Overlay


class OpenedPhotos(QObject):
    """Show opened photos, or offer to add their folder if it is not known.

    A photo that is in a known folder but not scanned yet is shown once the scan has ended; if none
    runs, one is offered.
    """

    folder_wanted = Signal(object)  # Path of a folder that the user wants to add

    def __init__(self, context: Context, window: QWidget, toast: Toast, scanning: Scanning) -> None:
        super().__init__(window)
        self._context, self._window, self._toast = context, window, toast
        self._scanning = scanning
        self._looks = Latest(context.tasks, self)
        self._wanted: Sequence[Path] = ()  # photos of which nothing has been shown or said yet

    def show(self, paths: Sequence[Path]) -> None:
        """Show these photos; arrow keys lead from one to the next."""
        self._wanted = paths
        self._look()

    def on_scan_ended(self) -> None:
        """Look again for photos that were not known before the scan."""
        if self._wanted:
            self._look()

    def _look(self) -> None:
        db, paths = self._context.db, self._wanted
        self._looks.ask(lambda: _known(db, paths), self._on_known)

    def _on_known(self, known: tuple[list[str], bool]) -> None:
        """Show the photos, wait for a scan to find them, or say that they are unknown."""
        photos, is_inside = known
        if not photos and is_inside and self._scanning.is_running:
            return  # the end of the scan looks again
        wanted, self._wanted = self._wanted, ()
        if photos:
            self._open(photos)
        elif is_inside:
            self._offer_scan(wanted)
        else:
            self._say_unknown(wanted[0])

    def _open(self, photos: Sequence[str]) -> None:
        """Open the photos in place of a photo that is open.

        Any other overlay must be closed first; it waits for that.
        """
        for over in self._window.findChildren(Overlay):
            if over.isVisible() and isinstance(over, PhotoView):
                over.reject()
            elif over.isVisible():
                over.finished.connect(lambda _: self._open(photos))
                return
        self._context.menu_links.show_photo(photos[0], photos, self._window)

    def _offer_scan(self, paths: Sequence[Path]) -> None:
        """Say that the first photo has not been scanned, and offer to scan and then show it."""

        def scan() -> None:
            self._wanted = paths
            self._scanning.start()

        self._toast.say(
            self.tr("“{}” hasn’t been scanned yet").format(words.short(paths[0].name)),
            button=self.tr("Scan"),
            act=scan,
        )

    def _say_unknown(self, path: Path) -> None:
        """Say that the photo's folder is not known, and offer to add it."""
        name = words.short(path.name)
        self._toast.say(
            self.tr("“{}” isn’t in any folder in your library").format(name),
            button=self.tr("Add its folder"),
            act=lambda: self.folder_wanted.emit(path.parent),
        )


def _known(db: Database, paths: Sequence[Path]) -> tuple[list[str], bool]:
    """Return the ids of the photos in these files, and whether a folder has the first one."""
    # A folder may have been added by another path to it, such as through a link.
    ways = [way for path in paths for way in (path, Path(os.path.realpath(path)))]
    with db.read() as session:
        folders = [folder.path for folder in library.folders(session)]
        is_inside = any(way.is_relative_to(folder) for way in ways[:2] for folder in folders)
        return places.at(session, ways), is_inside
