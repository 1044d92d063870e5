"""A window that says why Kinfolk could not open, for those who start it without a terminal."""

import contextlib
from pathlib import Path

from PySide6.QtCore import QSize
from PySide6.QtWidgets import QWidget

from kinfolk import scrub
from kinfolk.errors import AppError
from kinfolk.gui.base import languages, words
from kinfolk.gui.dialogs.bug_report import ReportSheet, described
from kinfolk.gui.dialogs.damaged_library import Rescue
from kinfolk.gui.shell.app import application
from kinfolk.gui.widgets.controls import label
from kinfolk.gui.widgets.sheet import Sheet
from kinfolk.paths import Paths
from kinfolk.settings import Settings


class NoStartSheet(Sheet):
    """Say what stands in the way and what to do; accepting it means to try again."""

    def __init__(self, parent: QWidget, error: AppError) -> None:
        super().__init__(
            parent,
            title=self.tr("Kinfolk can’t open"),
            size=QSize(520, 260),
            action=self.tr("Try again"),
        )
        self.said = label(words.said(error.message), "lead", wrap=True)
        self.hint = label(words.said(error.hint), tone="muted", wrap=True)
        safe = self.tr(
            "Your photos are safe: the library only contains your names and decisions. Kinfolk "
            "hasn’t changed anything."
        )
        for text in (self.said, self.hint, label(safe, tone="muted", wrap=True)):
            self.body.addWidget(text)
        self.body.addStretch(1)
        self.cancel.setText(self.tr("Quit"))


def is_tried_again(base: Path | None, error: Exception) -> bool:
    """Show why nothing could open, and return whether the user wants to try again.

    An error that is a bug is shown as a report instead.
    """
    application()
    settings = Settings()
    with contextlib.suppress(AppError):  # the settings may be what cannot be read
        settings = Settings.load(Paths.planned(base).settings_file)
    languages.use(settings.language)
    answers: list[bool] = []
    window = Rescue(settings)
    if isinstance(error, AppError):
        sheet: Sheet = NoStartSheet(window, error)
    else:
        sheet = ReportSheet(window, described(scrub.error(error)))
    sheet.finished.connect(answers.append)
    for answered in (sheet.finished, window.closed):
        answered.connect(window.end)
    window.run(sheet.open)
    return any(answers)
