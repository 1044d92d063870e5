"""The sheet that deletes the history for good."""

from datetime import UTC, datetime, timedelta
from functools import partial

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QWidget

from kinfolk.errors import AppError
from kinfolk.gui.base import words
from kinfolk.gui.base.context import Context
from kinfolk.gui.widgets.controls import label, row
from kinfolk.gui.widgets.sheet import Sheet
from kinfolk.gui.widgets.switches import Choice, Toggle
from kinfolk.recognition.forgetting import forget

# How much of the history each choice keeps.
_KEPT = (timedelta(), timedelta(days=7), timedelta(days=30))


class ForgetSheet(Sheet):
    """Ask how much of the history to delete, which cannot be undone; so Enter means Cancel.

    It stays open until that is done.
    """

    def __init__(self, context: Context, parent: QWidget) -> None:
        super().__init__(
            parent,
            title=self.tr("Forget for good"),
            size=QSize(520, 0),
            action=self.tr("Forget for good"),
        )
        self._context = context
        text = label(
            self.tr(
                "So that you can undo, Kinfolk keeps the names, faces and pictures of what you’ve "
                "deleted, and your answers about photos in removed folders. Forgetting erases "
                "them from Kinfolk’s files, and you can’t undo this. Your present names, faces "
                "and photos stay, and so do names that Kinfolk saved next to photos: to "
                "remove those, first switch “Save names next to photos” off in the folder’s menu."
            ),
            "text",
            wrap=True,
        )
        self.kept = Choice(self.tr("What to forget"))
        self.kept.addItem(self.tr("Everything deleted so far"))
        self.kept.addItem(self.tr("Everything except the last 7 days"))
        self.kept.addItem(self.tr("Everything except the last 30 days"))
        self.backups = Toggle(self.tr("Also in backups"))
        hint = self.tr("If on, a new backup replaces the old ones. Copies you keep elsewhere stay.")
        self.error = label("", "text", tone="danger", wrap=True)
        self.error.hide()
        self.body.setSpacing(12)
        self.body.addWidget(text)
        self.body.addWidget(self.kept, 0, Qt.AlignmentFlag.AlignLeft)
        self.body.addLayout(row(self.backups, label(self.backups.accessibleName(), "text"), None))
        self.body.addWidget(label(hint, "caption", tone="muted", wrap=True))
        self.body.addWidget(self.error)
        self.discourage()
        self.fit_height()

    def accept(self) -> None:
        """Delete the history in the background; the sheet stays open until then."""
        kept = _KEPT[self.kept.currentIndex()]
        self.primary.setEnabled(False)
        self.error.hide()
        self.sentence.setText(self.tr("Forgetting…"))
        context = self._context
        work = partial(
            forget,
            context.db,
            context.paths,
            before=datetime.now(UTC) - kept if kept else None,
            in_backups=self.backups.isChecked(),
        )
        context.tasks.run(work, self._on_done, owner=self, failed=self._on_failed)

    def _on_done(self, steps: int) -> None:
        super().accept()

    def _on_failed(self, error: Exception) -> None:
        if not isinstance(error, AppError):
            raise error
        self.primary.setEnabled(True)
        self.sentence.setText("")
        self.error.setText(words.why(error))
        self.error.show()
        self.fit_height()
