"""The log: what went wrong, in a private file of bounded size, without names and paths."""

import logging
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from logging.handlers import RotatingFileHandler
from pathlib import Path

from kinfolk import private, scrub

_BYTES, _OLDER = 1_000_000, 3  # size of a log file, and how many older ones are kept
_OURS = ("kinfolk", "uvicorn")  # loggers whose messages are constants, with the values apart
_log = logging.getLogger(__name__)


class _Scrubbed(logging.Formatter):
    """Format records without their values: names, paths and parameters are replaced."""

    def format(self, record: logging.LogRecord) -> str:
        head = f"{self.formatTime(record)} {record.levelname} {record.name}"
        caught = record.exc_info[1] if record.exc_info else None
        trace = f"\n{scrub.error(caught)}" if caught else ""
        return f"{head}: {_message(record)}{trace}"


def _message(record: logging.LogRecord) -> str:
    """Return a record's message with scrubbed values; of other packages only a placeholder."""
    if record.name.partition(".")[0] not in _OURS or not isinstance(record.msg, str):
        return scrub.TEXT
    arguments = record.args
    try:
        if isinstance(arguments, tuple):
            return record.msg % tuple(map(scrub.value, arguments))
        return record.msg % {name: scrub.value(given) for name, given in (arguments or {}).items()}
    except (TypeError, ValueError):  # a scrubbed text does not fit where a number is expected
        return record.msg


class _File(RotatingFileHandler):
    """Write the log to a file that is closed to other users from its first byte.

    The file is created with the first record, and opened for each: another process may rotate it.
    """

    def __init__(self, file: Path) -> None:
        super().__init__(
            file,
            maxBytes=_BYTES,
            backupCount=_OLDER,
            encoding="utf-8",
            delay=True,
            errors="backslashreplace",
        )

    def _open(self):  # type: ignore[no-untyped-def]
        """Open the log as a private file in a private folder."""
        file = Path(self.baseFilename)
        private.make_folder(file.parent, ours=(f"{file.name}*",))
        private.make_file(file)
        return super()._open()

    def emit(self, record: logging.LogRecord) -> None:
        """Write the record, and let go of the file: Windows rotates none that is open anywhere."""
        super().emit(record)
        with suppress(OSError):
            if self.stream is not None:
                self.stream.close()
        self.stream = None

    def doRollover(self) -> None:
        """Rotate the log; while another process writes to it, leave that to the next record."""
        with suppress(PermissionError):
            super().doRollover()

    def close(self) -> None:
        """Close the file; what a full disk did not take is lost."""
        with suppress(OSError):
            super().close()

    def handleError(self, record: logging.LogRecord) -> None:
        """Ignore that the log can't be written.

        It is no reason to stop, and printing the record, as logging does, would show its values.
        """


@contextmanager
def kept(file: Path, *, with_names: bool = False) -> Iterator[None]:
    """Log to `file` while the block runs, including exceptions that no thread catches.

    `with_names` keeps all values in the messages; the user has to allow it in the settings.
    """
    handler = _File(file)
    plain = logging.Formatter("%(asctime)s %(levelname)s %(name)s: %(message)s")
    handler.setFormatter(plain if with_names else _Scrubbed())
    root, app = logging.getLogger(), logging.getLogger("kinfolk")
    level, hook = app.level, threading.excepthook
    # Only our own level is lowered: of libraries, the log gets warnings and errors.
    app.setLevel(logging.INFO)
    root.addHandler(handler)
    threading.excepthook = _on_thread
    try:
        yield
    finally:
        threading.excepthook = hook
        root.removeHandler(handler)
        app.setLevel(level)
        handler.close()


def _on_thread(caught: threading.ExceptHookArgs) -> None:
    if caught.exc_value is not None:
        _log.error("a bug on a thread", exc_info=caught.exc_value)
