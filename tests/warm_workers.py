"""Worker processes that decode photos and read names, kept from one test to the next.

To start one takes longer than most tests. A worker is kept if it has answered all that it was
asked.
"""

import atexit
import json
from collections import defaultdict

import pytest

from kinfolk.vision import worker_pool
from kinfolk.vision.worker import Data, Header, Tell, Worker

BOUNDS: Header = {"seconds": 10, "memory": 512 << 20}
_idle: dict[str, list["WarmWorker"]] = defaultdict(list)


class WarmWorker(Worker):
    """A worker that `close` keeps for the next test."""

    def __init__(self, kind: str, *, room: int = 0) -> None:
        super().__init__(kind, room=room)
        self._kind = kind
        self._is_fit = True

    def ask(
        self,
        header: Header,
        payload: bytes = b"",
        *,
        seconds: float,
        largest: int = 0,
        heard: Tell | None = None,
    ) -> tuple[Header, Data]:
        self._is_fit = False
        answer = super().ask(header, payload, seconds=seconds, largest=largest, heard=heard)
        self._is_fit = not header.get("stays")  # else a video is still open in it
        return answer

    def kill(self) -> None:
        self._is_fit = False
        super().kill()

    def close(self) -> None:
        if self._is_fit:
            _idle[self._kind].append(self)
        else:
            super().close()


def use(patch: pytest.MonkeyPatch) -> None:
    """Make decoders and name readers take kept workers from here on."""

    def taken(kind: str, *, room: int = 0) -> Worker:
        """Return a kept worker of that kind, or a new one."""
        worker = _idle[kind].pop() if _idle[kind] else WarmWorker(kind, room=room)
        # It caches the folder that it was asked about last; another question empties that
        if kind == "names":
            nowhere = {"folder": "", "photos": [], "lists": {}}
            worker.ask(BOUNDS, json.dumps(nowhere).encode(), seconds=60, largest=100)
        return worker

    patch.setattr(worker_pool, "Worker", taken)


@atexit.register
def end() -> None:
    """End all kept workers when the tests are over."""
    for worker in [each for workers in _idle.values() for each in workers]:
        worker.kill()
        worker.close()
