"""A bug: logged, and shown once with a report that can be copied."""

import logging
import platform
import sys
import threading
from importlib.metadata import version
from types import TracebackType

import PySide6
from PySide6.QtCore import QObject, QSize, Qt, Signal
from PySide6.QtGui import QFontDatabase, QGuiApplication
from PySide6.QtWidgets import QPlainTextEdit, QWidget

from kinfolk import scrub
from kinfolk.errors import AppError
from kinfolk.gui.widgets.controls import label
from kinfolk.gui.widgets.sheet import Sheet

log = logging.getLogger(__name__)


class Reporter(QObject):
    """Takes the place of `sys.excepthook` until it is closed; threads may fail, too."""

    expected = Signal(object)  # an AppError that nobody took: no bug, but somebody must hear of it
    _caught = Signal(str)
    _expected = Signal(object)

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self._window = window
        self._open: ReportSheet | None = None
        # A bug may be met on any thread; a sheet is opened on the main one.
        self._caught.connect(self._on_caught, Qt.ConnectionType.QueuedConnection)
        self._expected.connect(self.expected, Qt.ConnectionType.QueuedConnection)
        self._hooks = sys.excepthook, threading.excepthook
        sys.excepthook = self._hook
        threading.excepthook = self._thread_hook

    def close(self) -> None:
        """The hooks that were there before."""
        sys.excepthook, threading.excepthook = self._hooks

    def _hook(
        self, kind: type[BaseException], error: BaseException, trace: TracebackType | None
    ) -> None:
        if issubclass(kind, KeyboardInterrupt):
            sys.__excepthook__(kind, error, trace)  # Ctrl+C in the terminal is no bug
            return
        if isinstance(error, AppError):
            self._expected.emit(error)
            return
        log.error("a bug", exc_info=(kind, error, trace))
        self._caught.emit(scrub.error(error))

    def _thread_hook(self, caught: threading.ExceptHookArgs) -> None:
        if caught.exc_value is not None:
            self._hook(caught.exc_type, caught.exc_value, caught.exc_traceback)

    def _on_caught(self, trace: str) -> None:
        if self._open is not None:
            return  # one is enough; all are in the log
        self._open = ReportSheet(self._window, described(trace))
        self._open.finished.connect(self._on_finished)
        self._open.open()

    def _on_finished(self) -> None:
        self._open = None


class ReportSheet(Sheet):
    """What happened, for whoever mends it."""

    def __init__(self, parent: QWidget, report: str) -> None:
        super().__init__(
            parent,
            title=self.tr("Something went wrong"),
            size=QSize(680, 480),
            action=self.tr("Copy report"),
        )
        text = self.tr(
            "That is a mistake in Kinfolk, not yours. Your photos are untouched, and what was kept "
            "before stays; look whether what you did last is there. With this report it can be "
            "mended; it holds no photo and no name."
        )
        self.body.addWidget(label(text, tone="muted", wrap=True))
        self.report = QPlainTextEdit(report)
        self.report.setReadOnly(True)
        self.report.setAccessibleName(self.tr("Report"))
        self.report.setFont(QFontDatabase.systemFont(QFontDatabase.SystemFont.FixedFont))
        self.report.setLineWrapMode(QPlainTextEdit.LineWrapMode.NoWrap)
        self.body.addWidget(self.report, 1)
        self.cancel.setText(self.tr("Close"))

    def accept(self) -> None:
        QGuiApplication.clipboard().setText(self.report.toPlainText())
        self.sentence.setText(self.tr("Copied."))


def described(trace: str) -> str:
    """The traceback and what it ran on."""
    parts = {
        "Kinfolk": version("kinfolk"),
        "Python": platform.python_version(),
        "Qt": PySide6.__version__,
        "System": platform.platform(),
    }
    return "\n".join(f"{name} {value}" for name, value in parts.items()) + "\n\n" + trace
