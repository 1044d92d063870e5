"""Reporting bugs: each is logged, and shown once in a report that can be copied."""

import logging
import platform
import sys
import threading
from collections.abc import Callable
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
_KINFOLK = logging.getLogger("kinfolk")


class Reporter(QObject):
    """Show each bug once, on whichever thread it happened, until it is closed.

    Exceptions that no one catches arrive by Python's hooks. What our threads catch in order to go
    on is logged as an error, and found there. `expected` passes on an AppError that no one has
    handled, which is no bug.
    """

    expected = Signal(object)  # an AppError that no one has handled: no bug, but to be shown
    _caught = Signal(str)
    _expected = Signal(object)

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self._window = window
        self._open: ReportSheet | None = None
        self._shown: set[str] = set()
        # A bug may happen on any thread, but a sheet must be opened on the main one.
        self._caught.connect(self._on_caught, Qt.ConnectionType.QueuedConnection)
        self._expected.connect(self.expected, Qt.ConnectionType.QueuedConnection)
        self._ear = _Ear(self._caught.emit)
        _KINFOLK.addHandler(self._ear)
        self._hooks = sys.excepthook, threading.excepthook, sys.unraisablehook
        sys.excepthook = self._hook
        threading.excepthook = self._thread_hook
        sys.unraisablehook = self._unraisable_hook

    def tell(self, error: AppError) -> None:
        """Pass on an expected error from any thread."""
        self._expected.emit(error)

    def close(self) -> None:
        """Restore the hooks that were there before."""
        sys.excepthook, threading.excepthook, sys.unraisablehook = self._hooks
        _KINFOLK.removeHandler(self._ear)

    def _hook(
        self, kind: type[BaseException], error: BaseException, trace: TracebackType | None
    ) -> None:
        if issubclass(kind, KeyboardInterrupt):
            sys.__excepthook__(kind, error, trace)  # Ctrl+C in the terminal is no bug
        elif isinstance(error, AppError):
            self.tell(error)
        else:
            log.error("a bug", exc_info=(kind, error, trace))

    def _thread_hook(self, caught: threading.ExceptHookArgs) -> None:
        if caught.exc_value is not None:
            self._hook(caught.exc_type, caught.exc_value, caught.exc_traceback)

    def _unraisable_hook(self, caught: "sys.UnraisableHookArgs") -> None:
        """Handle exceptions where Python itself called us, such as when an object is destroyed."""
        if caught.exc_value is not None:
            self._hook(caught.exc_type, caught.exc_value, caught.exc_traceback)

    def _on_caught(self, trace: str) -> None:
        # One sheet is enough. A bug that returns with each paint would never stop opening it. The
        # log has all of them.
        if self._open is not None or trace in self._shown:
            return
        self._shown.add(trace)
        self._open = ReportSheet(self._window, described(trace))
        self._open.finished.connect(self._on_finished)
        self._open.open()

    def _on_finished(self) -> None:
        self._open = None


class _Ear(logging.Handler):
    """Pass on errors that are logged with an exception."""

    def __init__(self, told: Callable[[str], None]) -> None:
        super().__init__(logging.ERROR)
        self._told = told

    def emit(self, record: logging.LogRecord) -> None:
        caught = record.exc_info[1] if record.exc_info else None
        if caught is not None:
            self._told(scrub.error(caught))


class ReportSheet(Sheet):
    """Show the report of a bug, for whoever will fix it."""

    def __init__(self, parent: QWidget, report: str) -> None:
        super().__init__(
            parent,
            title=self.tr("Something went wrong"),
            size=QSize(680, 480),
            action=self.tr("Copy report"),
        )
        for text in (
            self.tr("Kinfolk ran into a problem and couldn’t finish what it was doing."),
            self.tr(
                "Your photos and everything saved earlier are safe. Please check whether your "
                "last change was saved."
            ),
            self.tr(
                "You can keep working. If it happens again, restart Kinfolk and give this report "
                "to the person who gave you Kinfolk. It contains no photos, names or file paths."
            ),
        ):
            self.body.addWidget(label(text, tone="muted", wrap=True))
        self.body.setSpacing(8)
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
    """Return a report: versions, the system, and the traceback."""
    parts = {
        "Kinfolk": version("kinfolk"),
        "Python": platform.python_version(),
        "Qt": PySide6.__version__,
        "System": platform.platform(),
    }
    return "\n".join(f"{name} {value}" for name, value in parts.items()) + "\n\n" + trace
