"""Decode photos in processes of their own, so that a file that kills its process harms no other."""

import os
import threading
from collections.abc import Iterator
from contextlib import closing, contextmanager, suppress
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from types import TracebackType
from typing import Annotated, Literal, Self

from PIL import Image
from pydantic import BaseModel, Field

from kinfolk.errors import AppError, Cancelled, Text
from kinfolk.files import literal
from kinfolk.kinds import is_video
from kinfolk.metadata.capture_date import CaptureDate, TakenPrecision, TakenSource
from kinfolk.metadata.frame import Frame
from kinfolk.vision import decode
from kinfolk.vision.camera_notes import Shot
from kinfolk.vision.photo import (
    BREAKS,
    SCAN_SIDE,
    SHORT,
    TOO_HEAVY,
    TOO_SLOW,
    Photo,
    Unreadable,
    picture_digest,
)
from kinfolk.vision.worker import Data, Ended, Header, Worker
from kinfolk.vision.worker_pool import WorkerPool

# Bytes for all photos that are drawn at once; one that takes more is drawn alone, up to LARGEST.
ROOM = 640 << 20
LARGEST = 1200 << 20
# What nearly every photo needs less than: it is read, looked into and drawn without more ado.
_AT_FIRST = 160 << 20
# Seconds of the processor, and by the clock, for what is asked at once: a good photo takes a tenth,
# on a slow computer too. A large file has more, for all of it is read once: so many bytes a second
# are hashed by a slow processor, and come over a slow network.
_SECONDS, _PATIENCE = 30, 60.0
_HASHED, _CAME = 64 << 20, 4 << 20

_ENDED = "The photo reader was stopped. The next scan will try again."
_LATE = "The drive took too long to respond. The next scan will try again."


@dataclass(frozen=True)
class DecodedFile:
    """Hold a photo, or why there is none, and the hash of its file ("" if unknown)."""

    content_hash: str
    photo: Photo | Unreadable


class Decoders(WorkerPool):
    """Decode photos for as many threads at once as it has processes."""

    def __init__(self, processes: int = 1) -> None:
        lacking = AppError(
            "The photo reader couldn’t start.",
            "Nothing was changed. Restart Kinfolk, or reinstall it.",
        )
        super().__init__("decode", lacking, room=_largest(SCAN_SIDE))
        self._free = threading.Semaphore(processes)
        self._room = _Room(ROOM)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        at: TracebackType | None,
    ) -> None:
        self.close()

    def close(self) -> None:
        """End every process, whatever it does; threads that wait for a photo get Cancelled."""
        self._room.close()
        super().close()

    def load(self, path: Path, *, side: int, at: int | None = None) -> Photo:
        """Return the photo, reduced by a whole factor so that its longer side is at least `side`.

        `at` is the moment of a video in ms, None for one that shows something. Raises Unreadable,
        and FileNotFoundError for a file that is gone.
        """
        found = self.read(path, side=side, at=at).photo
        if isinstance(found, Unreadable):
            raise found
        return found

    def read(self, path: Path, *, side: int, at: int | None = None) -> DecodedFile:
        """Return what `load` does with the file's hash; an unreadable photo is a result as well."""
        with self._free:
            first = _Reading(path, side, at=at)
            try:
                return self._read(first)
            except Ended as ended:
                if ended.how in _AT_ONCE:
                    return first.refused(_AT_ONCE[ended.how])
            # It may have been someone else's fault: once more, with no one beside it.
            again = _Reading(path, side, at=at, content_hash=first.content_hash, is_alone=True)
            try:
                return self._read(again)
            except Ended as ended:
                return again.refused(_AT_ONCE.get(ended.how) or _TWICE[ended.how])

    @contextmanager
    def film(self, path: Path, *, side: int) -> Iterator["Film"]:
        """Open a video, which stays open in a process of its own until the block ends."""
        with self._free, closing(Film(self, path, side)) as film:
            yield film

    def frame(self, path: Path) -> Frame:
        """Return the photo's stored size and the orientation by which it is displayed.

        Nothing is decoded, and an orientation that only a sidecar names does not count. Raises
        Unreadable, FileNotFoundError for a file that is gone, and Cancelled after `close`.
        """
        header = {"frame_of": os.path.abspath(path), "room": LARGEST, "memory": LARGEST}
        header["seconds"] = _SECONDS
        with self._free, self._room.taken(_AT_FIRST), self.lent() as worker:
            try:
                with self.explained(worker):
                    answer, _ = worker.ask(header, seconds=_PATIENCE)
                _check(answer, path)
                found = _Framed.model_validate(answer)
            except ValueError as error:
                raise Unreadable(BREAKS) from error
            except Ended as ended:
                raise _AT_ONCE.get(ended.how) or _TWICE[ended.how] from ended
        return Frame(found.turn, found.width, found.height)

    def _read(self, reading: "_Reading") -> DecodedFile:
        """Ask a free process about a photo, and give the process back, or end it if it is spent."""
        worker = self.borrowed()
        is_fine = False
        try:
            answer = self.run(reading, worker)
            is_fine = not _is_spent(answer)
            return answer
        except FileNotFoundError:
            is_fine = True
            raise
        finally:
            self.take_back(worker, is_fine=is_fine)

    def run(self, reading: "_Reading", worker: Worker) -> DecodedFile:
        """Ask a process about a photo; raises Ended, Cancelled, AppError and FileNotFoundError."""
        with self.explained(worker):
            return reading.run(worker, self._room)


class Film:
    """Give moments of a video that is open in a process, one after another."""

    def __init__(self, decoders: Decoders, path: Path, side: int) -> None:
        self._decoders, self._path, self._side = decoders, path, side
        self._reading = _Reading(path, side, stays=True)
        self._worker: Worker | None = None

    @property
    def content_hash(self) -> str:
        """The hash of the file; "" before the first moment was asked for, or if unknown."""
        return self._reading.content_hash

    def at(self, ms: int) -> Photo:
        """Return the first picture from that moment (ms) on.

        Raises Unreadable, also if the video ends before it, and FileNotFoundError for a file that
        is gone.
        """
        try:
            found = self._asked(ms)
        except Ended as ended:
            if why := _AT_ONCE.get(ended.how):
                raise why from None
            # As with a photo: once more, with no one beside it.
            self._reading = _Reading(
                self._path,
                self._side,
                stays=True,
                content_hash=self.content_hash,
                is_alone=True,
            )
            try:
                found = self._asked(ms)
            except Ended as again:
                raise (_AT_ONCE.get(again.how) or _TWICE[again.how]) from None
        if isinstance(found.photo, Unreadable):
            raise found.photo
        return found.photo

    def close(self) -> None:
        """End its process, which holds the file and pictures of it."""
        if self._worker is not None:
            self._decoders.take_back(self._worker, is_fine=False)
            self._worker = None

    def _asked(self, ms: int) -> DecodedFile:
        """Ask for a moment in the process that has the video open; a dead one is let go."""
        if self._worker is None:
            self._worker = self._decoders.borrowed()
        self._reading.at = ms
        try:
            return self._decoders.run(self._reading, self._worker)
        except Ended:
            self.close()
            raise


class OpenFilm:
    """Keep the video asked for last open for further moments, because opening takes seconds.

    Any thread may ask; it has processes of its own.
    """

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._decoders = Decoders()
        self._film: Film | None = None
        self._of: tuple[Path, int] | None = None

    def load(self, path: Path, *, side: int, at: int | None = None) -> Photo:
        """Return what `Decoders.load` does; without a moment the first one."""
        with self._lock:
            if self._film is None or self._of != (path, side):
                if self._film is not None:
                    self._film.close()
                self._film, self._of = Film(self._decoders, path, side), (path, side)
            return self._film.at(at or 0)

    def close(self) -> None:
        """Close the video for good; threads that wait for a moment get Cancelled."""
        self._decoders.close()
        with self._lock:
            if self._film is not None:
                self._film.close()


# By how a process ended: what refuses a photo at once, and what may have come from another photo,
# and refuses this one only when it happens again.
_AT_ONCE = {
    "slow": Unreadable(TOO_SLOW),
    "heavy": Unreadable(TOO_HEAVY),
    "late": Unreadable(_LATE, is_lasting=False),
}
_TWICE = {
    "broken": Unreadable(BREAKS),
    "killed": Unreadable(_ENDED, is_lasting=False),
    "closed": Unreadable(_ENDED, is_lasting=False),
}


def _is_spent(answer: DecodedFile) -> bool:
    """Return whether the process ran out of memory, after which it may be in any state."""
    return isinstance(answer.photo, Unreadable) and answer.photo.message in (TOO_HEAVY, SHORT)


def _largest(side: int) -> int:
    """Return the bytes of the largest answer.

    Reduced by a whole factor, the longer side is less than twice `side`.
    """
    return decode.ppm_size(2 * side + 1, 2 * side + 1)


class _Hashed(BaseModel, strict=True, extra="forbid"):
    """Check the answer with a file's hash."""

    hash: str = Field(pattern="^([0-9a-f]{32})?$")


class _Sized(BaseModel, strict=True, extra="forbid"):
    """Check the answer that opening the file needs more memory."""

    size: int = Field(ge=0)


class _Looked(BaseModel, strict=True, extra="forbid"):
    """Check the answer with the memory that decoding needs."""

    need: int = Field(ge=0)


class _Drawn(BaseModel, strict=True, extra="forbid"):
    """Check the answer with a decoded photo's facts."""

    wide: int = Field(ge=1)
    high: int = Field(ge=1)
    width: int = Field(ge=1, lt=1 << 31)
    height: int = Field(ge=1, lt=1 << 31)
    taken_at: str | None = Field(max_length=32)
    precision: Literal["second", "day", "month", "year"] | None
    source: Literal["exif", "xmp"] | None
    camera: str = Field(max_length=100)
    latitude: float | None = Field(ge=-90, le=90)
    longitude: float | None = Field(ge=-180, le=180)
    mimetype: (
        Literal[
            "image/jpeg",
            "image/png",
            "image/webp",
            "image/tiff",
            "image/heif",
            "image/heic",
            "image/avif",
            "image/gif",
            "image/apng",
            "",
        ]
        | Annotated[str, Field(pattern="^(image/x-[a-z]{1,20}-[a-z0-9]{3}|video/[a-z0-9-]{2,12})$")]
    )  # RAW, and videos
    at: int | None = Field(ge=0, lt=1 << 31)
    length: int | None = Field(ge=0, lt=1 << 31)


class _Framed(BaseModel, strict=True, extra="forbid"):
    """Check the answer with a photo's stored frame."""

    turn: int = Field(ge=1, le=8)
    width: int = Field(ge=1, lt=1 << 31)
    height: int = Field(ge=1, lt=1 << 31)


class _Refused(BaseModel, strict=True, extra="forbid"):
    """Check the answer that a photo can't be read."""

    reason: str = Field(max_length=300)
    is_lasting: bool


class _Reading:
    """Ask about one photo, and check the answers, which are not trusted."""

    def __init__(
        self,
        path: Path,
        side: int,
        *,
        at: int | None = None,
        stays: bool = False,
        content_hash: str = "",
        is_alone: bool = False,
    ) -> None:
        self._path, self._side, self._is_alone = path, side, is_alone
        self.at, self._stays = at, stays
        self._need: int | None = None  # bytes, where it is open already
        self._size = 0  # bytes of the file that are read at most
        self.content_hash = content_hash

    def refused(self, why: Unreadable) -> DecodedFile:
        return DecodedFile(self.content_hash, why)

    def run(self, worker: Worker, room: "_Room") -> DecodedFile:
        """Return the photo or the reason why not; raises Ended and FileNotFoundError."""
        self._worker, self._room = worker, room
        try:
            photo = self._drawn()
            return DecodedFile(self.content_hash, photo)
        except Unreadable as why:
            self._need = None  # it has let go of the file
            return self.refused(why)
        except ValueError as error:  # of pydantic, too
            raise Ended("broken") from error

    def _drawn(self) -> Photo:
        """Ask for the photo, each time with as much memory as the last answer said it needs."""
        path = os.path.abspath(self._path)
        if self._need is not None:
            answer, data = self._ask({}, memory=self._need)
            return self._photo(answer, data)
        with suppress(OSError):
            self._size = min(os.stat(literal(path)).st_size, decode.most_bytes(path))
        answer, data = self._ask({"path": path}, memory=_AT_FIRST)
        if "size" in answer:
            memory = decode.need_to_look(_Sized.model_validate(answer).size, path)
            answer, data = self._ask({}, memory=memory)
        need = _AT_FIRST
        if "need" in answer:
            need = min(_Looked.model_validate(answer).need, LARGEST)
            answer, data = self._ask({}, memory=need)
        photo = self._photo(answer, data)
        self._need = need if self._stays else None
        return photo

    def _photo(self, answer: Header, data: Data) -> Photo:
        """Return the checked answer as a photo; a video's must have a moment, a photo's none."""
        drawn = _Drawn.model_validate(answer)
        if is_video(os.fspath(self._path)) != (drawn.at is not None):
            raise ValueError("no moment")
        return _photo(drawn, data, self._side, self.content_hash)

    def _ask(self, about: Header, *, memory: int) -> tuple[Header, Data]:
        """Ask the next question, within these bytes of memory, and return the answer.

        Raises FileNotFoundError if the file is gone, and Unreadable with the reason if it can't be
        read.
        """
        header = about | {"side": self._side, "at": self.at, "stays": self._stays}
        seconds, patience = _SECONDS + self._size // _HASHED, _PATIENCE + self._size / _CAME
        header |= {"room": memory, "seconds": seconds, "memory": memory}
        with self._room.taken(ROOM if self._is_alone else memory):
            answer, data = self._worker.ask(
                header, seconds=patience, largest=_largest(self._side), heard=self._on_heard
            )
        _check(answer, self._path)
        return answer, data

    def _on_heard(self, told: Header) -> None:
        self.content_hash = _Hashed.model_validate(told).hash


def _check(answer: Header, path: Path) -> None:
    """Raise FileNotFoundError if the file is gone, and Unreadable if it can't be read."""
    if answer.get("is_gone") is True:
        raise FileNotFoundError(path)
    if "reason" in answer:
        refused = _Refused.model_validate(answer)
        raise Unreadable(Text.unpacked(refused.reason), is_lasting=refused.is_lasting)


def _photo(drawn: _Drawn, data: Data, side: int, content_hash: str) -> Photo:
    """Return the photo that a worker sent; raises ValueError if the answer cannot be one."""
    longer = max(drawn.wide, drawn.high)
    scale = max(drawn.width, drawn.height) / longer
    shot = Shot(_taken(drawn), drawn.camera, drawn.latitude, drawn.longitude)
    size, head = (drawn.wide, drawn.high), decode.ppm_head(drawn.wide, drawn.high)
    fits = len(data) == decode.ppm_size(*size) and data[: len(head)] == head
    if longer > 2 * side + 1 or scale < 1 or not fits:
        raise ValueError("no picture")
    pixels = memoryview(data)[len(head) :]
    # A video's moments are one picture to the library: it is known by all of its bytes.
    is_moment = drawn.at is not None
    shown = content_hash if is_moment else picture_digest(pixels, drawn.width, drawn.height)
    image = Image.frombytes("RGB", size, pixels)
    about = (shot, drawn.mimetype, drawn.at, drawn.length)
    return Photo(image, shown, scale, drawn.width, drawn.height, *about)


def _taken(drawn: _Drawn) -> CaptureDate | None:
    if drawn.taken_at is None or drawn.precision is None or drawn.source is None:
        return None
    at = datetime.fromisoformat(drawn.taken_at)
    return CaptureDate(at, TakenPrecision(drawn.precision), TakenSource(drawn.source))


class _Room:
    """Share a number of bytes among threads."""

    def __init__(self, size: int) -> None:
        self._size = self._left = size
        self._changed = threading.Condition()
        self._is_closed = False

    @contextmanager
    def taken(self, size: int) -> Iterator[None]:
        """Hold `size` bytes, or all if there are fewer, during the block; wait until they are free.

        Raises Cancelled once the room is closed.
        """
        size = min(size, self._size)
        with self._changed:
            self._changed.wait_for(lambda: self._is_closed or self._left >= size)
            if self._is_closed:
                raise Cancelled
            self._left -= size
        try:
            yield
        finally:
            with self._changed:
                self._left += size
                self._changed.notify_all()

    def close(self) -> None:
        """End all waits for room, now and later, with Cancelled."""
        with self._changed:
            self._is_closed = True
            self._changed.notify_all()
