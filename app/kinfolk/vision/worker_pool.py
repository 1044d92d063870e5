"""Keep worker processes for the next question: lend them to threads, and end them together."""

import threading
from collections.abc import Iterator
from contextlib import contextmanager

from kinfolk.errors import AppError, Cancelled
from kinfolk.vision.worker import Ended, Worker


class WorkerPool:
    """Lend processes of one kind.

    They start when they are needed, and end with `close`, with this process, or with a question
    that breaks them.
    """

    def __init__(self, kind: str, lacking: AppError, *, room: int = 0) -> None:
        """Start nothing yet; `lacking` is raised if no process can start."""
        self._kind, self._lacking, self._bytes = kind, lacking, room
        self._lock = threading.Lock()
        self._idle: list[Worker] = []
        self._busy: set[Worker] = set()
        self._is_closed = False

    def warm(self) -> None:
        """Start a process if there is none, because it will be needed."""
        with self._lock:
            if not (self._is_closed or self._idle or self._busy):
                self._idle.append(self._worker())

    def close(self) -> None:
        """End every process, whatever it does; threads that wait for an answer get Cancelled."""
        with self._lock:
            self._is_closed = True
            idle, self._idle = self._idle, []
            for worker in self._busy:
                worker.kill()
        for worker in idle:
            worker.close()

    def borrowed(self) -> Worker:
        """Return a process for the caller, who gives it back with `take_back`.

        Raises Cancelled once the pool is closed.
        """
        with self._lock:
            if self._is_closed:
                raise Cancelled
            worker = self._idle.pop() if self._idle else self._worker()
            self._busy.add(worker)
            return worker

    def take_back(self, worker: Worker, *, is_fine: bool) -> None:
        """Take a process back; one that is not fine is ended."""
        with self._lock:
            self._busy.discard(worker)
            if is_fine and not self._is_closed:
                self._idle.append(worker)
                return
        worker.close()

    @contextmanager
    def lent(self) -> Iterator[Worker]:
        """Lend a process, and end it if the block raises."""
        worker = self.borrowed()
        is_fine = False
        try:
            yield worker
            is_fine = True
        finally:
            self.take_back(worker, is_fine=is_fine)

    @contextmanager
    def explained(self, worker: Worker) -> Iterator[None]:
        """Turn Ended into Cancelled after `close`, and into `lacking` if nothing has started."""
        try:
            yield
        except Ended as ended:
            if self._is_closed:
                raise Cancelled from None
            if not worker.has_started:
                raise self._lacking from ended
            raise

    def _worker(self) -> Worker:
        return Worker(self._kind, room=self._bytes)
