"""Long runs on a thread of their own, with a snapshot of their progress and a flag to stop them.

No Qt: command line, window and API use the same jobs.
"""

import threading
from abc import ABC, abstractmethod
from typing import Generic, TypeVar

from kinfolk.errors import Cancelled

P = TypeVar("P")


class Job(ABC, Generic[P]):
    """Run work on a thread of its own.

    Subclasses implement `run`, replace `progress` by new frozen snapshots, and call
    `check_cancelled` now and then. Others read `progress`, `is_running` and `error`, and may
    `cancel` or `wait`.
    """

    def __init__(self, progress: P) -> None:
        # The latest snapshot. It is replaced as a whole, so that readers need no lock.
        self.progress = progress
        self._cancel = threading.Event()
        self._error: BaseException | None = None
        self._ended = threading.Event()
        self._thread = threading.Thread(target=self._guarded, name=type(self).__name__, daemon=True)

    @abstractmethod
    def run(self) -> None:
        """Do the work, on the job's own thread."""

    def start(self) -> None:
        """Start the thread; a job runs only once."""
        self._thread.start()

    def cancel(self) -> None:
        """Ask the job to end soon; what it has committed stays."""
        self._cancel.set()

    @property
    def is_cancelled(self) -> bool:
        """Whether someone has asked the job to end."""
        return self._cancel.is_set()

    @property
    def is_running(self) -> bool:
        """Whether the job was started and has not ended."""
        return self._thread.ident is not None and not self._ended.is_set()

    @property
    def error(self) -> BaseException | None:
        """The exception that ended the job; None while it runs and after success or cancelling."""
        return self._error

    def wait(self, timeout: float | None = None) -> bool:
        """Wait for the end, up to `timeout` seconds, and return whether it has come.

        Raises what `run` raised.
        """
        # An event rather than `join`: if Ctrl+C interrupts `join`, Python 3.11 takes the thread for
        # ended, and the program would exit while the job works.
        has_ended = self._ended.wait(timeout)
        if has_ended:
            self._thread.join()
        if self._error is not None:
            raise self._error
        return has_ended

    def check_cancelled(self) -> None:
        """Raise Cancelled, which is a normal end, if someone has called `cancel`."""
        if self._cancel.is_set():
            raise Cancelled

    def _guarded(self) -> None:
        """Run on the job's thread; keep what `run` raises, and set the end in any case."""
        try:
            self.run()
        except Cancelled:
            pass
        # Kept for `wait`, which raises it on the waiting thread; here no one would see it.
        except BaseException as error:
            self._error = error
        finally:
            self._ended.set()
