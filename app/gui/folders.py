"""Folders: taking them in, their rows in the sidebar, what can be done with them."""

from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject, Qt, QUrl
from PySide6.QtGui import QCursor, QDesktopServices
from PySide6.QtWidgets import QMenu, QWidget

from app.core import library
from app.core.library import FolderInfo
from app.gui import widgets, words
from app.gui.context import Context
from app.gui.sidebar import FolderRow


class FolderActions(QObject):
    """The files themselves are never touched."""

    def __init__(self, context: Context, window: QWidget) -> None:
        super().__init__(window)
        self._context = context
        self._window = window
        self._known: dict[str, FolderInfo] = {}

    def add(self, paths: Sequence[Path], *, done: Callable[[], None]) -> None:
        """Takes the folders into the library, then calls `done`; asks where there are several."""
        with self._context.db.read() as session:
            known = library.page(session, limit=200).data
        if len(known) < 2:
            self._add(paths, None, done=done)
            return
        menu = widgets.menu(self._window)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.addSection(self.tr("Into which library?"))
        for each in known:
            action = menu.addAction(each.name)
            action.triggered.connect(partial(self._add, paths, each.id, done=done))
        menu.popup(QCursor.pos())

    def _add(
        self,
        paths: Sequence[Path],
        library_id: str | None,
        _checked: bool = False,
        *,
        done: Callable[[], None],
    ) -> None:
        names = words.listed([path.name or str(path) for path in paths])
        self._context.ops.run(
            lambda session: [
                library.add_folder(session, path, library_id=library_id) for path in paths
            ],
            None,  # a fact, not a step: taking it back would take everything found there along
            owner=self,
            said=self.tr("{} added").format(names),
            done=lambda _: done(),
        )

    def rows(self, folders: Sequence[FolderInfo], *, scanning: bool) -> list[FolderRow]:
        """As the sidebar shows them."""
        self._known = {folder.id: folder for folder in folders}
        return [
            FolderRow(
                id=folder.id,
                name=folder.path.name or str(folder.path),
                path=str(folder.path),
                count=folder.photo_count,
                state=self._state(folder, scanning=scanning),
                is_dim=folder.is_away,
            )
            for folder in folders
        ]

    def menu(self, folder_id: str, *, scan: Callable[[], None]) -> QMenu:
        """For one folder."""
        folder = self._known[folder_id]
        menu = widgets.menu(self._window)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.addAction(self.tr("Look for new photos"), scan)
        show = menu.addAction(self.tr("Open the folder"), lambda: _open(folder.path))
        show.setEnabled(not folder.is_away)
        menu.addSeparator()
        menu.addAction(self.tr("Take it out of Kinfolk"), lambda: self._remove(folder))
        return menu

    def _state(self, folder: FolderInfo, *, scanning: bool) -> str:
        if folder.is_away:
            return self.tr("away")
        return self.tr("scanning") if scanning else ""

    def _remove(self, folder: FolderInfo) -> None:
        name = folder.path.name
        self._context.ops.run(
            lambda session: library.remove_folder(session, folder.id),
            self.tr("Take {} out").format(name),
            said=self.tr("{} taken out. Its photos stay as they are.").format(name),
        )


def _open(path: Path) -> None:
    QDesktopServices.openUrl(QUrl.fromLocalFile(str(path)))
