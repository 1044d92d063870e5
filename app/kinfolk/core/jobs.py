"""Long runs: a thread, a snapshot of the progress, a flag to stop. No Qt."""

import threading
from abc import ABC, abstractmethod
from typing import Generic, TypeVar

from kinfolk.errors import Cancelled

P = TypeVar("P")


class Job(ABC, Generic[P]):
    """Subclasses implement `run`, set `progress` (frozen) and look at `check_cancelled`."""

    def __init__(self, progress: P) -> None:
        # The latest snapshot. It is replaced as a whole, so that whoever looks at it needs no lock.
        self.progress = progress
        self._cancel = threading.Event()
        self._error: BaseException | None = None
        self._ended = threading.Event()
        self._thread = threading.Thread(target=self._guarded, name=type(self).__name__, daemon=True)

    @abstractmethod
    def run(self) -> None:
        """The work, on the job's own thread."""

    def start(self) -> None:
        """Begin; a job runs once."""
        self._thread.start()

    def cancel(self) -> None:
        """Ask it to end soon; what it has committed stays."""
        self._cancel.set()

    @property
    def is_cancelled(self) -> bool:
        return self._cancel.is_set()

    @property
    def is_running(self) -> bool:
        return self._thread.ident is not None and not self._ended.is_set()

    @property
    def error(self) -> BaseException | None:
        """Why it failed, once it has ended."""
        return self._error

    def wait(self, timeout: float | None = None) -> bool:
        """Wait for the end (seconds); whether it has come. Raises what `run` raised."""
        # Not by joining: Python 3.11 takes a thread for ended when Ctrl+C interrupts that, and the
        # program would end while the job works.
        has_ended = self._ended.wait(timeout)
        if has_ended:
            self._thread.join()
        if self._error is not None:
            raise self._error
        return has_ended

    def check_cancelled(self) -> None:
        """Raise Cancelled, a normal end, when somebody asked for it."""
        if self._cancel.is_set():
            raise Cancelled

    def _guarded(self) -> None:
        try:
            self.run()
        except Cancelled:
            pass
        # `wait` raises it on the thread of whoever waits: here nobody would see it.
        except BaseException as error:
            self._error = error
        finally:
            self._ended.set()
