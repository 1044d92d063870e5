"""The sheet of photos and folders that could not be read, and why."""

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QSize, Signal
from PySide6.QtGui import QStandardItemModel
from PySide6.QtWidgets import QWidget

from kinfolk.core.database import Written
from kinfolk.core.names_in_files import claims
from kinfolk.core.names_in_files.claims import Trouble
from kinfolk.core.photos import photos
from kinfolk.core.photos.photos import Asset
from kinfolk.gui.base import words
from kinfolk.gui.base.context import Context
from kinfolk.gui.dialogs.two_line_list import TwoLines, line
from kinfolk.gui.widgets.controls import Button, holding, label, row
from kinfolk.gui.widgets.sheet import Sheet
from kinfolk.scan.walk import Closed


class ProblemsSheet(Sheet):
    """List each photo or folder that could not be read: its name, its folder, the reason."""

    scan_wanted = Signal()  # start a scan, which tries them again

    def __init__(self, context: Context, parent: QWidget, *, closed: Sequence[Closed]) -> None:
        super().__init__(
            parent,
            title=self.tr("Unreadable photos"),
            size=QSize(640, 480),
            action=self.tr("Close"),
        )
        self._context = context
        self.cancel.hide()
        self.model = QStandardItemModel(self)
        self.view = TwoLines(self.model, name=self.title.text())
        self.again = Button(self.tr("Try again"), clicked=self._on_again)
        self.again.setEnabled(False)
        hint = label(
            self.tr("When a photo changes, it’s read again automatically."), "caption", tone="muted"
        )
        self.empty = label(self.tr("Every scanned photo could be read."), tone="muted", wrap=True)
        self.empty.hide()
        self._below = holding(row(hint, None, self.again))
        self.body.addWidget(self.empty)
        self.body.addWidget(self.view, 1)
        self.body.addWidget(self._below)
        self.body.addStretch(0)
        for place in closed:
            self._add(Path(place.path), place.reason)
        context.tasks.run(lambda: _read(context), self._show, owner=self)

    def _show(self, found: tuple[list[Asset], list[Trouble]]) -> None:
        problems, troubles = found
        for trouble in troubles:
            self._add(trouble.path, trouble.reason)
        for photo in problems:
            self._add(photo.path, photo.reason or self.tr("Unknown reason."))
        count = self.model.rowCount()
        # Unreadable folders are among them.
        if count > len(problems) + len(troubles):
            text = self.tr("{} couldn’t be read. All others were read.").format(words.places(count))
        else:
            text = self.tr("{} couldn’t be read. All others were read.").format(words.photos(count))
        self.sentence.setText(text if count else "")
        self.empty.setVisible(not count)
        for part in (self.view, self._below):
            part.setVisible(bool(count))
        if not count:
            self.fit_height()
        self.again.setEnabled(count > len(troubles))

    def _on_again(self) -> None:
        self.again.setEnabled(False)
        freed = self._context.db.write(photos.try_again)
        self._context.tasks.follow(freed, self._on_freed, owner=self)

    def _on_freed(self, written: Written[int]) -> None:
        self.scan_wanted.emit()
        self.accept()

    def _add(self, path: Path, reason: str) -> None:
        self.model.appendRow(line(path.name, words.said(reason), str(path.parent), tip=str(path)))


def _read(context: Context) -> tuple[list[Asset], list[Trouble]]:
    """Return the photos that could not be read, and those whose names could not be read."""
    with context.db.read() as session:
        return photos.problems(session), claims.troubles(session)
