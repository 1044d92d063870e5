"""Run another embedder's network in a process of its own: aligned faces in, unit vectors out."""

import threading
from collections.abc import Sequence
from typing import TYPE_CHECKING

import numpy as np

from kinfolk.errors import AppError, Cancelled, Text
from kinfolk.vision import onnxfile
from kinfolk.vision.align import CHIP
from kinfolk.vision.arrays import Floats, Pixels
from kinfolk.vision.embedders import arcface
from kinfolk.vision.embedders.arcface import ArcFace
from kinfolk.vision.worker import Data, Ended, Handler, Header, Payload, Tell, Worker

if TYPE_CHECKING:
    from onnxruntime import InferenceSession


# Several times what the largest of the ArcFace family needs. Memory in bytes comes on top of four
# times the file's own (as it came, as it is read, as it is laid out). Seconds are of the processor,
# to open it and for each face.
MEMORY = 1 << 30
_COPIES = 4
OPEN_SECONDS, FACE_SECONDS = 10, 2
_AT_ONCE = 4  # faces in one question
_SLOWER = 4  # times as long by the clock, on a busy machine
_LONGEST_REASON = 300  # characters


class EngineFailed(AppError):
    """Report that the network gives no answer, or none that can be used."""

    def __init__(self, message: str, how: str = "", **arguments: object) -> None:
        super().__init__(message, "", **arguments)
        self.how = how  # as in Ended, where it cost the process


class IsolatedNetwork:
    """Own one network in a process; any thread may ask.

    The process starts, or restarts, when needed.
    """

    def __init__(self, model: bytes, dimensions: int = 0) -> None:
        """Prepare the network; with `dimensions` 0 it may return any usual number of values."""
        self.dimensions = dimensions
        self._model = model
        self._turn = threading.Lock()
        self._worker: Worker | None = None
        self._is_closed = False

    def open(self, *, patience: float = 0) -> int:
        """Start the process and try it on a grey square; return the numbers it gives for a face."""
        with self._turn:
            self._opened(patience)
        return self.dimensions

    def embed(self, chips: Sequence[Pixels], *, patience: float = 0) -> Floats:
        """Return unit vectors (n, d) of chips (112, 112, 3).

        `patience` is the time in seconds for each question, 0 for the usual time. Raises
        EngineFailed, and Cancelled once it is closed.
        """
        parts = [np.zeros((0, self.dimensions), np.float32)]
        for at in range(0, len(chips), _AT_ONCE):
            with self._turn:
                worker = self._opened(patience)
                parts.append(self._asked(worker, chips[at : at + _AT_ONCE], patience))
        return np.concatenate(parts)

    def close(self) -> None:
        """End its process, whatever it does."""
        self._is_closed = True
        if (worker := self._worker) is not None:
            worker.kill()

    def _opened(self, patience: float) -> Worker:
        """Return the process with the network opened; start it if there is none."""
        if self._is_closed:
            raise Cancelled
        if self._worker is None:
            self._worker = Worker("embed")
            memory = MEMORY + _COPIES * len(self._model)
            wanted = {"open": True, "seconds": OPEN_SECONDS, "memory": memory}
            try:
                answer, _ = self._ask(wanted, self._model, patience or _SLOWER * OPEN_SECONDS)
            except EngineFailed as fails:
                raise self._given_up(Text(fails.message), fails.how) from fails
            size = answer.get("dimensions")
            if not isinstance(size, int) or size not in arcface.NUMBERS:
                raise self._given_up(Text("its process doesn’t follow the protocol"))
            if self.dimensions not in (0, size):
                raise self._given_up(Text("it no longer gives the same number of values"))
            self.dimensions = size
        return self._worker

    def _asked(self, worker: Worker, chips: Sequence[Pixels], patience: float) -> Floats:
        """Return the unit vectors of the faces, checked; EngineFailed if they are not usable."""
        count = len(chips)
        seconds = FACE_SECONDS * count
        wanted = {"faces": count, "seconds": seconds, "memory": MEMORY}
        data = np.ascontiguousarray(chips, np.uint8).tobytes()
        largest = 4 * count * self.dimensions
        _, answer = self._ask(wanted, data, patience or _SLOWER * seconds + 1, largest=largest)
        if len(answer) != largest:
            raise self._given_up(Text("its process doesn’t follow the protocol"))
        vectors = np.frombuffer(answer, "<f4").reshape(count, self.dimensions).astype(np.float32)
        lengths = np.linalg.norm(vectors, axis=1)
        if not np.isfinite(vectors).all() or not np.allclose(lengths, 1, atol=1e-3):
            raise EngineFailed("its results can’t be compared")
        return vectors

    def _ask(
        self, wanted: Header, data: bytes, seconds: float, *, largest: int = 0
    ) -> tuple[Header, Data]:
        """Ask the process once; raises EngineFailed, or Cancelled after `close`."""
        assert self._worker is not None
        try:
            answer, payload = self._worker.ask(wanted, data, seconds=seconds, largest=largest)
        except Ended as ended:
            if self._is_closed:  # `close` killed it: nothing is wrong with the network
                self._given_up(Text(""))
                raise Cancelled from None
            raise self._given_up(Text("it crashes"), ended.how) from ended
        if "reason" in answer:
            raise EngineFailed(Text.unpacked(str(answer["reason"])[:_LONGEST_REASON]))
        return answer, payload

    def _given_up(self, message: Text, how: str = "") -> EngineFailed:
        """End the process and return the error; the next question starts another one."""
        if self._worker is not None:
            self._worker.close()
        self._worker = None
        return EngineFailed(message, how)


# The other process.


def handler() -> Handler:
    """Return the handler that answers requests in the worker process."""
    from kinfolk.vision import runtime

    runtime.share_memory(MEMORY)  # the only bound on systems that set none on a process
    return _EmbedHandler()


class _EmbedHandler:
    """Embed faces in the worker process."""

    def __init__(self) -> None:
        self._network: ArcFace | None = None

    def __call__(self, asked: Header, payload: Data, tell: Tell) -> tuple[Header, Payload]:
        """Open the network or embed faces; errors become an answer with the reason."""
        try:
            if "open" in asked:
                self._network = _network(bytes(payload))
                return {"dimensions": self._network.dimensions}, Payload()
            assert self._network is not None
            chips = np.frombuffer(payload, np.uint8).reshape(-1, CHIP, CHIP, 3)
            vectors = self._network.embed(list(chips)).astype("<f4").tobytes()
            return {}, Payload.of(vectors)
        except AppError as error:
            return {"reason": Text(error.message).packed()}, Payload()
        except Exception:  # the runtime has a dozen kinds of its own
            return {"reason": Text("it fails on a face")}, Payload()


def _network(model: bytes) -> ArcFace:
    """Open a model from elsewhere, and try whether it gives vectors of faces."""
    session = _session(model)
    plain = arcface.is_plain(onnxfile.operators(model))
    return ArcFace(session, arcface.tried(session), plain=plain)


def _session(model: bytes) -> "InferenceSession":
    """Open a model on the processor; AppError if the runtime can't."""
    from kinfolk.vision import runtime

    try:
        return runtime.on_processor(model)
    except Exception as error:  # again a dozen kinds
        raise AppError("it isn’t an ONNX model that can be used") from error
