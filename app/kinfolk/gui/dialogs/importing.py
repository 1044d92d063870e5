"""The import sheet: it shows what a file would change before anything is imported."""

from pathlib import Path

from PySide6.QtCore import QSize
from PySide6.QtGui import QStandardItemModel
from PySide6.QtWidgets import QWidget

from kinfolk.core.db import backups
from kinfolk.core.db.backups import BackupKind
from kinfolk.errors import AppError
from kinfolk.gui.base import words
from kinfolk.gui.base.context import Context
from kinfolk.gui.dialogs import import_preview
from kinfolk.gui.dialogs.import_preview import Incoming
from kinfolk.gui.dialogs.two_line_list import TwoLines, line
from kinfolk.gui.widgets.controls import Elided, column, fill, holding, label, row, set_tone
from kinfolk.gui.widgets.notice import Notice
from kinfolk.gui.widgets.sheet import Sheet
from kinfolk.gui.widgets.switches import Toggle

SHOWN = 5_000  # most differences listed


class ImportSheet(Sheet):
    """Import a file as one undo step, after making a backup."""

    def __init__(
        self, context: Context, parent: QWidget, *, file: Path, library_id: str | None
    ) -> None:
        super().__init__(
            parent, title=self.tr("Import"), size=QSize(600, 480), action=self.tr("Import")
        )
        self._context = context
        self._found: Incoming | None = None
        self.file = Elided("caption")
        self.file.setText(str(file))
        set_tone(self.file, "muted")
        self.comes = label("", "lead", wrap=True)
        self.stays = label("", "text", tone="muted", wrap=True)
        self.more = Toggle(self.tr("Add them too"))
        self.more.toggled.connect(self._say)
        self._more_text = label("", "text", wrap=True)
        self._more_line = holding(row(self._more_text, self.more, grow=0))
        self.model = QStandardItemModel(self)
        self.view = TwoLines(self.model, name=self.tr("Differences in the file"))
        self._differ = label("", "strong", wrap=True)
        self.notice = Notice()
        self.notice.busy.connect(self._on_busy)
        self.notice.closed.connect(self._say)
        said = column(self.comes, self.stays, spacing=6)
        parts = (self.file, said, self._more_line, self._differ, self.view, self.notice)
        fill(self.body, *parts, spacing=12, grow=4)
        for part in (self._more_line, self._differ, self.view):
            part.hide()
        self.primary.setEnabled(False)
        self.comes.setText(self.tr("Reading the file…"))
        context.tasks.run(
            lambda: import_preview.read(context.db, file, library_id),
            self._show,
            owner=self,
            failed=self._on_unread,
        )

    def accept(self) -> None:
        """Back up the library, then import; the sheet closes when that is done."""
        if self._found is None or not self.primary.isEnabled():
            return
        paths = self._context.paths

        def back_up() -> None:
            where = backups.destination(paths).folder
            backups.before(paths.library_db, where, BackupKind.IMPORT)

        self.notice.work(
            self._context.tasks,
            self.tr("Importing…"),
            back_up,
            lambda _: self._bring(),
            failed=self.tr("Nothing was imported"),
        )

    def _bring(self) -> None:
        """Write the import; the backup has been made."""
        found, with_more = self._found, self.more.isChecked()
        assert found is not None
        self.primary.setEnabled(False)
        self.sentence.setText(self.tr("Importing…"))
        self._context.ops.run(
            lambda session: found.bring(session, with_more),
            found.action(with_more),
            owner=self,
            done=lambda _: super(ImportSheet, self).accept(),
            failed=lambda error: self.notice.refuse(self.tr("Nothing was imported"), error),
        )

    def _show(self, found: Incoming) -> None:
        """Show what the file contains, and what importing it would do."""
        self._found = found
        self.stays.setText("\n".join(found.stays))
        self.stays.setVisible(bool(found.stays))
        self._more_line.setVisible(found.more > 0)
        more = words.count(found.more, "%Ln more person", "%Ln more people")
        self._more_text.setText(self.tr("Add {} you haven’t named yet").format(more))
        differ = words.count(len(found.differences), "%Ln thing", "%Ln things")
        text = self.tr("The file disagrees on {}. Your version is kept:").format(differ)
        self._differ.setText(text)
        for part in (self._differ, self.view):
            part.setVisible(bool(found.differences))
        for each in found.differences[:SHOWN]:
            tip = "\n".join(filter(None, (each.name, each.reason, each.place)))
            self.model.appendRow(line(each.name, each.reason, each.place, tip=tip))
        self._say()
        # Cancel has had the focus while the file was read.
        if self.primary.isEnabled() and self.cancel.hasFocus():
            self.primary.setFocus(self.TAKES_KEYS)
        if not found.differences:
            self.fit_height()

    def _say(self) -> None:
        """Say what will be imported, depending on the switch for people not named yet."""
        found = self._found
        if found is None:
            return
        comes = list(found.comes)
        if self.more.isChecked():
            comes.append(words.count(found.more, "%Ln new person", "%Ln new people"))
        self.comes.setText(
            "\n".join(comes) or self.tr("Your library already has everything in this file.")
        )
        self.primary.setEnabled(bool(comes))
        self.sentence.setText(self.tr("You can undo this in one step.") if comes else "")

    def _on_busy(self, is_busy: bool) -> None:
        self.cancel.setEnabled(not is_busy)
        if is_busy:
            self.primary.setEnabled(False)

    def _on_unread(self, error: Exception) -> None:
        """Show why the file could not be read; raise a bug."""
        if not isinstance(error, AppError):
            raise error
        set_tone(self.comes, "danger")
        self.comes.setText(words.said(error.message))
        self.sentence.setText(words.said(error.hint))
        self.primary.hide()
        self.cancel.setText(self.tr("Close"))
        self.fit_height()
