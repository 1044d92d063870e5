"""Exporting what was decided to a file, and importing it or an address book."""

from collections.abc import Callable
from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject, QStandardPaths, Qt
from PySide6.QtGui import QCursor
from PySide6.QtWidgets import QFileDialog, QWidget

from kinfolk.core.exchange import export_writing, people_table
from kinfolk.core.photos import library
from kinfolk.errors import AppError
from kinfolk.gui.base import plain_text
from kinfolk.gui.base.context import Context
from kinfolk.gui.base.menu_links import show_in_folder
from kinfolk.gui.dialogs.importing import ImportSheet
from kinfolk.gui.widgets import controls

TABLE = ".csv"


class Exchange(QObject):
    """Run exports and imports for the window.

    With several libraries it asks which one is meant.
    """

    def __init__(self, context: Context, window: QWidget) -> None:
        super().__init__(window)
        self._context = context
        self._window = window

    def export(self) -> None:
        for_library(
            self._context, self._window, self.tr("Export from which library?"), self._export
        )

    def bring_in(self) -> None:
        """Ask for a file and show in a sheet what is in it before anything is imported."""
        for_library(
            self._context, self._window, self.tr("Import into which library?"), self._import
        )

    def _export(self, library_id: str | None) -> None:
        """Ask for a file, and export to it; a table if the user has chosen that kind."""
        title = self.tr("Export names and decisions")
        everything = self.tr("Names and decisions (*.json)")
        table = self.tr("Table of who is in each photo (*.csv)")
        kinds = f"{everything};;{table}"
        name, kind = QFileDialog.getSaveFileName(
            self._window, title, str(self._folder() / "Kinfolk.json"), kinds
        )
        if name:
            path = self._chosen(name)
            if kind == table and path.suffix.lower() != TABLE:
                path = path.with_name(path.name.removesuffix(".json") + TABLE)
            self.write(path, library_id)

    def write(self, path: Path, library_id: str | None = None) -> None:
        """Export to the file in the background: a table if it ends in .csv, else everything."""
        is_table = path.suffix.lower() == TABLE

        write = people_table.write if is_table else export_writing.export
        work = self._context.reading(lambda session: write(session, path, library_id))

        def done(_: object) -> None:
            said = self.tr("Table exported to {}") if is_table else ""
            said = said or self.tr("Names and decisions exported to {}")
            show = partial(show_in_folder, path)
            self._context.ops.offered.emit(said.format(path.name), self.tr("Show"), show)

        self._context.tasks.run(work, done, owner=self, failed=self._on_refused)

    def _import(self, library_id: str | None) -> None:
        title = self.tr("Import names and decisions, or contacts")
        kinds = self.tr("Exports and contacts (*.json *.vcf);;All files (*)")
        name, _ = QFileDialog.getOpenFileName(self._window, title, str(self._folder()), kinds)
        if name:
            self.open(self._chosen(name), library_id)

    def _folder(self) -> Path:
        """Return the folder in which file dialogs open: the last one used, or the documents."""
        last = Path(self._context.settings.output_folder)
        documents = QStandardPaths.StandardLocation.DocumentsLocation
        if last.is_absolute() and last.is_dir():
            return last
        return Path(QStandardPaths.writableLocation(documents))

    def _chosen(self, name: str) -> Path:
        """Return the chosen path, and remember its folder for the next dialog."""
        path = Path(name)
        self._context.remember_folder("output_folder", path.parent)
        return path

    def open(self, path: Path, library_id: str | None = None) -> ImportSheet:
        """Open the sheet that shows what is in the file and imports it."""
        sheet = ImportSheet(self._context, self._window, file=path, library_id=library_id)
        sheet.open()
        return sheet

    def _on_refused(self, error: Exception) -> None:
        if not isinstance(error, AppError):
            raise error
        self._context.ops.refused.emit(error)


def for_library(
    context: Context, window: QWidget, question: str, act: Callable[[str | None], None]
) -> None:
    """Call `act` with the id of a library, after asking which if there are several.

    With a single library it is called with None, which means that one.
    """
    with context.db.read() as session:
        known = library.listing(session)
    if len(known) < 2:
        act(None)
        return
    menu = controls.menu(window)
    menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    menu.addSection(question)
    for each in known:
        action = menu.addAction(plain_text.literal(each.name))
        action.triggered.connect(lambda _=False, chosen=each.id: act(chosen))
    menu.popup(QCursor.pos())
