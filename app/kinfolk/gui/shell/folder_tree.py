"""The tree of folders in the sidebar: folders inside those of the library, and which are open."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

from PySide6.QtCore import QObject, Signal

from kinfolk.core import names
from kinfolk.core.db.changes import Changes
from kinfolk.core.db.session import Session
from kinfolk.core.photos import photo_folders
from kinfolk.core.photos.photo_folders import PhotoFolder
from kinfolk.gui.base.context import Context
from kinfolk.gui.base.tasks import Latest
from kinfolk.gui.photos.page import LISTED
from kinfolk.gui.shell.sidebar import SidebarEntries, SidebarEntry


class FolderTree(QObject):
    """Show the library's folders in the sidebar, and below an open one the folders inside it.

    Rows of inner folders have their path as id. During a scan the inner folders are not read again,
    because that takes half a second with 400,000 photos.
    """

    changed = Signal()  # rows have come or gone

    def __init__(self, context: Context, rows: SidebarEntries) -> None:
        super().__init__(rows)
        self._context = context
        self._rows = rows
        self._reads = Latest(context.tasks, self)
        self._is_scanning = False
        self._roots: dict[Path, SidebarEntry] = {}
        self._inside: dict[Path, list[PhotoFolder]] = {}
        self._opened = set(map(Path, context.settings.opened_folders))
        rows.folded.connect(self._on_folded)
        context.bus.changed.connect(self._on_changed)
        self._read()

    def show_roots(self, roots: dict[Path, SidebarEntry]) -> None:
        """Show these folders of the library with their rows."""
        self._roots = roots
        self._show()

    def set_scanning(self, is_scanning: bool) -> None:
        """Note whether a scan is running; read what it has found after its end."""
        was_scanning, self._is_scanning = self._is_scanning, is_scanning
        if was_scanning and not is_scanning:
            self._read()

    def inner(self, row_id: str) -> Path | None:
        """Return the path of a row of an inner folder; None for any other row."""
        is_root = any(row_id == entry.id for entry in self._roots.values())
        return None if is_root or row_id not in self._rows.rows else Path(row_id)

    def row_of(self, folder: Path) -> str:
        """Return the id of the row of this folder, or of the nearest around it; "" if none."""
        for each in (folder, *folder.parents):
            row_id = self._roots[each].id if each in self._roots else str(each)
            if row_id in self._rows.rows:
                return row_id
        return ""

    def keep(self) -> None:
        """Set in the settings which folders are open; they are opened again after a restart."""
        opened = map(str, self._opened.intersection(self._inside))
        self._context.settings.opened_folders = sorted(filter(names.is_text, opened))

    def reveal(self, folder: Path) -> None:
        self._opened.update(each for each in folder.parents if each in self._inside)
        self._show()

    def _on_folded(self, row_id: str, is_open: bool) -> None:
        roots = {entry.id: path for path, entry in self._roots.items()}
        folder = roots.get(row_id, Path(row_id))
        (self._opened.add if is_open else self._opened.discard)(folder)
        self._show()
        self.changed.emit()

    def _on_changed(self, changes: Changes) -> None:
        if not self._is_scanning and any(table in changes for table in LISTED):
            self._read()

    def _read(self) -> None:

        def read(session: Session) -> dict[Path, list[PhotoFolder]]:
            inside: dict[Path, list[PhotoFolder]] = {}
            for each in photo_folders.listed(session, None):
                inside.setdefault(each.path.parent, []).append(each)
            return inside

        def done(inside: dict[Path, list[PhotoFolder]]) -> None:
            self._inside = inside
            self._show()
            self.changed.emit()

        self._reads.ask(self._context.reading(read), done)

    def _show(self) -> None:
        is_tree = any(path in self._inside for path in self._roots)
        shown: list[SidebarEntry] = []
        for path, entry in self._roots.items():
            shown += [replace(entry, depth=int(is_tree), is_open=self._is_open(path))]
            shown += self._below(path, 2)
        self._rows.show_entries(shown)

    def _below(self, folder: Path, depth: int) -> Iterator[SidebarEntry]:
        """Yield the rows below a folder, if it is open."""
        for each in self._inside.get(folder, ()) if folder in self._opened else ():
            path, is_open = str(each.path), self._is_open(each.path)
            yield SidebarEntry(
                path, each.path.name, each.photos, path, depth=depth, is_open=is_open
            )
            yield from self._below(each.path, depth + 1)

    def _is_open(self, folder: Path) -> bool | None:
        """Return whether a folder is open; None if there are no folders in it."""
        return folder in self._opened if folder in self._inside else None
