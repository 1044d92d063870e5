"""The backups in the settings: the newest one, their folder, and restoring."""

from functools import partial
from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFileDialog, QWidget

from kinfolk.core import names
from kinfolk.core.db import backups
from kinfolk.core.db.backups import Looked
from kinfolk.errors import AppError
from kinfolk.gui.base import words
from kinfolk.gui.base.context import Context
from kinfolk.gui.dialogs.restore import RestoreSheet
from kinfolk.gui.widgets.controls import Button, Elided, Panel, column, fill, label, row, rule
from kinfolk.gui.widgets.notice import Notice


class BackupSection(QWidget):
    """Make backups; a restore is left to app.py, which closes the library for it."""

    restore_wanted = Signal(object)  # Path of the backup

    def __init__(self, context: Context) -> None:
        super().__init__()
        self._context = context
        self.notice = Notice()
        self.last = label("", "strong")
        self.holds = label(self.tr("Checking…"), "caption", tone="muted", wrap=True)
        self.place = Elided("caption")
        self.now = Button(self.tr("Back up now"), clicked=self._on_now)
        self.restore = Button(self.tr("Restore…"), clicked=self._on_restore)
        self.change = Button(self.tr("Change…"), clicked=self._on_change)
        self.usual = Button(self.tr("Use default location"), clicked=partial(self.use_folder, None))
        self._lay_out()
        self.read()

    def read(self) -> None:
        """Show the newest good backup, and the folder."""
        paths = self._context.paths
        place = backups.destination(paths)
        chosen = self._context.settings.backup_folder
        self.place.setText(str(place.folder))
        self.usual.setVisible(bool(chosen))
        if place.notice is not None:
            self.notice.refuse(self.tr("The backup folder is unavailable"), place.notice)
        where = backups.folders(paths)
        self._context.tasks.run(lambda: backups.newest_good(where), self._show, owner=self)

    def _lay_out(self) -> None:
        about = self.tr(
            "Kinfolk makes a verified backup once a day if anything has changed. It contains your "
            "names, answers and history, but not your photos."
        )
        card, margins = Panel(padding=0), (16, 12, 12, 12)
        last = column(self.last, self.holds, spacing=2)
        newest = row(last, self.restore, self.now, margins=margins, grow=0)
        folder = column(label(self.tr("Location"), "strong"), self.place, spacing=2)
        where = row(folder, self.usual, self.change, margins=margins, grow=0)
        fill(card.body, newest, rule(), where, spacing=0)
        title = label(self.tr("Backups"), "strong")
        head = column(title, label(about, "caption", tone="muted", wrap=True), spacing=2)
        self.setLayout(column(head, card, self.notice, spacing=10))

    def _show(self, newest: Looked | None) -> None:
        if newest is None or newest.counts is None:
            self.last.setText(self.tr("No backup yet"))
            self.holds.setText(
                self.tr(
                    "Kinfolk makes the first one within ten minutes of finding faces, or when you "
                    "close it."
                )
            )
        else:
            self.last.setText(words.moment_text(newest.backup.made_at))
            self.holds.setText(words.held(newest.counts))

    def _on_now(self) -> None:
        paths = self._context.paths
        self.notice.work(
            self._context.tasks,
            self.tr("Making a backup…"),
            lambda: backups.make(paths),
            lambda _: self.read(),
            failed=self.tr("The backup couldn’t be made"),
        )

    def _on_restore(self) -> None:
        sheet = RestoreSheet(self.window(), paths=self._context.paths, tasks=self._context.tasks)
        sheet.chosen.connect(self.restore_wanted)
        sheet.open()

    def _on_change(self) -> None:
        title = self.tr("Choose a backup folder")
        text = QFileDialog.getExistingDirectory(
            self, title, str(backups.destination(self._context.paths).folder.parent)
        )
        if text:
            self.use_folder(Path(text))

    def use_folder(self, folder: Path | None) -> None:
        """Make later backups in this folder; None is the folder next to the library."""
        text = "" if folder is None else str(folder)
        if not names.is_text(text):
            why = AppError("The folder’s name isn’t readable text.", "Choose another one.")
            self.notice.refuse(self.tr("Backups can’t be saved there"), why)
            return
        self._context.settings.backup_folder = text
        self._context.save_settings()
        self.notice.dismissed()
        self.read()
