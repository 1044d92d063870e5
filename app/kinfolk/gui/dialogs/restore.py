"""The sheet of all backups: what each holds and lacks, and which to restore."""

import os
from datetime import datetime
from functools import partial
from pathlib import Path

from PySide6.QtCore import QSize, Signal
from PySide6.QtGui import QStandardItem, QStandardItemModel
from PySide6.QtWidgets import QFileDialog, QListView, QWidget

from kinfolk.core.db import backups, contents
from kinfolk.core.db.backups import Backup, BackupKind, Looked
from kinfolk.core.db.contents import Lack
from kinfolk.gui.base import words
from kinfolk.gui.base.tasks import Latest, Tasks
from kinfolk.gui.dialogs.two_line_list import REASON, TONE, TwoLines, line
from kinfolk.gui.widgets.controls import Button, fill, label, row
from kinfolk.gui.widgets.sheet import Sheet
from kinfolk.paths import Paths

# Item roles: a Backup, and a Looked: what the backup holds, once it was read
BACKUP, LOOKED = TONE + 1, TONE + 2
HIGHEST = 360  # pixels


class RestoreSheet(Sheet):
    """List the backups, read them one after the other, and emit `chosen` with the file."""

    chosen = Signal(object)  # Path

    def __init__(self, parent: QWidget, *, paths: Paths, tasks: Tasks) -> None:
        super().__init__(
            parent, title=self.tr("Restore a backup"), size=QSize(640, 0), action=self.tr("Restore")
        )
        self._paths = paths
        self._tasks = tasks
        self._lacks = Latest(tasks, self)
        self.model = QStandardItemModel(self)
        self.view = TwoLines(self.model, name=self.title.text(), is_choice=True)
        self.view.setSizeAdjustPolicy(QListView.SizeAdjustPolicy.AdjustToContents)
        self.view.setMaximumHeight(HIGHEST)
        self.view.selectionModel().currentChanged.connect(self._on_current)
        self.view.doubleClicked.connect(self.primary.click)
        self.about = label(
            self.tr(
                "Your library goes back to how it was then. The current version is kept next to "
                "it, and you can restore it from here too."
            ),
            tone="muted",
            wrap=True,
        )
        self.other = Button(self.tr("Another file…"), "link", clicked=self._on_other)
        self.primary.setEnabled(False)
        fill(self.body, self.about, self.view, row(self.other, None), spacing=12, grow=1)
        tasks.run(lambda: backups.listing(backups.folders(paths)), self._show, owner=self)

    def first_focus(self) -> QWidget:
        return self.view

    def add(self, file: Path) -> None:
        """Add a backup file that the user has named, at the top and selected."""
        try:
            moment = datetime.fromtimestamp(os.stat(file).st_mtime)
        except OSError:
            moment = datetime.now()
        # Without the name of a library the list shows the file's name instead of why it was made.
        self.model.insertRow(0, self._item(Backup(file, "", moment, BackupKind.HAND)))
        self.view.setCurrentIndex(self.model.index(0, 0))
        self.grow()
        self._look()

    def accept(self) -> None:
        backup = self._current()
        if backup is not None:
            super().accept()
            self.chosen.emit(backup.path)

    def _show(self, found: list[Backup]) -> None:
        for backup in found:
            self.model.appendRow(self._item(backup))
        if found:
            self.view.setCurrentIndex(self.model.index(0, 0))
        else:
            self.sentence.setText(self.tr("No backups yet."))
        self.grow()
        self._look()

    def _look(self) -> None:
        """Read the next backup that was not read yet; one at a time, because each takes a while."""
        items = [self.model.item(number) for number in range(self.model.rowCount())]
        for item in items:
            if item.data(LOOKED) is None:
                look = partial(backups.look, item.data(BACKUP))
                self._tasks.run(look, self._on_looked, owner=self)
                return

    def _on_looked(self, looked: Looked) -> None:
        for number in range(self.model.rowCount()):
            item = self.model.item(number)
            if item.data(BACKUP) == looked.backup:
                item.setData(looked, LOOKED)
                counts = looked.counts
                said = words.said(looked.problem) if counts is None else words.held(counts)
                item.setData(said, REASON)
                item.setData("danger" if counts is None else "muted", TONE)
        self._update()
        self._look()

    def _current(self) -> Backup | None:
        """Return the selected backup if it can be used."""
        looked = self.view.currentIndex().data(LOOKED)
        return looked.backup if looked is not None and looked.counts is not None else None

    def _on_current(self) -> None:
        self.sentence.setText("")
        self._update()

    def _update(self) -> None:
        """Enable the button Restore if the selected backup can be used.

        Then also compare that backup with the library in the background.
        """
        backup = self._current()
        self.primary.setEnabled(backup is not None)
        if backup is not None and not self.sentence.text():
            library = self._paths.library_db
            self._lacks.ask(
                lambda: (backup, contents.lack(library, backup.path)), self._on_compared
            )

    def _on_compared(self, found: tuple[Backup, Lack]) -> None:
        if found[0] == self._current():
            self.sentence.setText(words.lacked(found[1]))

    def _on_other(self) -> None:
        title = self.tr("Choose a backup")
        kinds = self.tr("Backups (*.db);;All files (*)")
        name, _ = QFileDialog.getOpenFileName(self, title, str(self._paths.data), kinds)
        if name:
            self.add(Path(name))

    def _item(self, backup: Backup) -> QStandardItem:
        """Return a line: when and why the backup was made, and below what it holds."""
        when, path = words.moment_text(backup.made_at), backup.path
        why = words.backup_kind(backup.kind) if backup.library else path.name
        item = line(when, self.tr("Checking…"), why, tip=str(path))
        item.setData(backup, BACKUP)
        return item
