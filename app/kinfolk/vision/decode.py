"""Read photos, never write them: files of any kind, in this process or as answers of a worker."""

from __future__ import annotations

import mmap
import os
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO, cast

from PIL import Image

from kinfolk.errors import Text
from kinfolk.files import digest, open_photo
from kinfolk.kinds import Extra, extra_for, is_video
from kinfolk.metadata.capture_date import CaptureDate
from kinfolk.vision.photo import (
    SHORT,
    WHOLE_FILE_LIMIT,
    Opened,
    Photo,
    Unreadable,
    picture_digest,
    too_heavy,
)
from kinfolk.vision.picture import Picture, size_of, unreadable
from kinfolk.vision.worker import Data, Handler, Header, Payload, Tell

if TYPE_CHECKING:
    from kinfolk.vision.raw import RawPhoto
    from kinfolk.vision.video import Video

FILE_LIMIT = 1 << 30  # bytes
# A video is read where it is looked at alone, but all of it once, to know it by its bytes.
VIDEO_FILE_LIMIT = 4 << 30
_LOOK_BYTES = 64 << 20
_LOOK_VIDEO_BYTES = 256 << 20  # of the largest: some of its pictures are decoded to know its kind


def load(path: Path, *, side: int) -> Photo:
    """Read a photo, reduced by a whole factor so that its longer side stays at least `side`.

    Time and memory are not limited, so use this for trusted files only, and `Decoders` for all
    others. Raises Unreadable, and FileNotFoundError for a file that is gone.
    """
    with _plain_words(), open_photo(path) as file:
        drawn = look(file, path).draw(side)
    image, width, height = drawn.image, drawn.width, drawn.height
    shown, longer = picture_digest(image.tobytes(), width, height), max(width, height)
    return Photo(image, shown, longer / max(image.size), width, height, drawn.shot, drawn.mimetype)


def look(file: BinaryIO, path: str | Path) -> Opened:
    """Check the header of a file and return the photo opened; raises Unreadable.

    The path's suffix tells whether the file is RAW, because RAW may look like a TIFF.
    """
    extra = extra_for(os.fspath(path))
    if extra is Extra.RAW:
        return look_raw(file, path)
    if extra is Extra.VIDEO:
        return _look_video(file, path)
    _check_size(file, FILE_LIMIT)
    return Picture.look(file)


def look_raw(file: BinaryIO, path: str | Path) -> RawPhoto:
    """Open a RAW photo, reading the whole file into memory; raises Unreadable."""
    _check_size(file, WHOLE_FILE_LIMIT)
    if not Extra.RAW.is_installed:
        raise Unreadable(Extra.RAW.lacking, is_lasting=False)
    from kinfolk.vision.raw import RawPhoto  # LibRaw and numpy are loaded where they are needed

    return RawPhoto(file.read(), os.fspath(path))


def _look_video(file: BinaryIO, path: str | Path) -> Video:
    """Open a video; the file stays in use, because each moment is read when it is asked for."""
    _check_size(file, VIDEO_FILE_LIMIT)
    if not Extra.VIDEO.is_installed:
        raise Unreadable(Extra.VIDEO.lacking, is_lasting=False)
    from kinfolk.vision.video import Video  # OpenCV is loaded where it is needed, and never by Qt's

    return Video(file, os.fspath(path))


def _check_size(file: BinaryIO, limit: int) -> None:
    """Raise Unreadable for a file that is empty or larger than the limit."""
    size = size_of(file)
    if size == 0:
        raise Unreadable("The file is empty.")
    if size > limit:
        raise too_heavy(size, limit)


def most_bytes(path: str) -> int:
    """Return the size up to which a file of that name is read at all, if only for its digest."""
    return VIDEO_FILE_LIMIT if is_video(path) else FILE_LIMIT


def need_to_look(size: int, path: str | Path) -> int:
    """Return the most bytes of memory that opening a file of `size` bytes takes."""
    if is_video(os.fspath(path)):
        return _LOOK_VIDEO_BYTES
    return _LOOK_BYTES + 2 * min(size, WHOLE_FILE_LIMIT)


def written(image: Image.Image) -> Payload:
    """Return an RGB image as a PPM payload: a short header, then the pixels from top to bottom.

    The image is written some rows at a time when it is sent. In one piece it would be copied twice
    more, which takes as long as decoding it.
    """
    return Payload(ppm_size(*image.size), partial(image.save, format="PPM"))


def ppm_size(width: int, height: int) -> int:
    """Return the size in bytes of a PPM with these sides in pixels."""
    return len(ppm_head(width, height)) + 3 * width * height


def ppm_head(width: int, height: int) -> bytes:
    """Return the header that Pillow writes before the pixels of a PPM."""
    return b"P6\n%d %d\n255\n" % (width, height)


@contextmanager
def _plain_words() -> Iterator[None]:
    """Turn whatever Pillow raises in the block into Unreadable, which people understand."""
    try:
        yield
    except (Unreadable, FileNotFoundError):
        raise
    except Exception as error:  # plugins raise anything on broken bytes
        raise unreadable(error) from error


# In a worker: `Decoders` asks.


def handler() -> Handler:
    """Return the function that answers the questions of `Decoders` in the worker process."""
    return _Drawing()


class _Drawing:
    """Answer with a photo's hash, then with its pixels or with the memory that decoding needs.

    The question says how much memory ("room") there is. If that is too little to open the file, the
    answer is the file's size; if it is too little to decode, the answer is what decoding needs. A
    question without a path continues with the same file. For a video the question has a moment
    ("at", in ms); None asks for the first moment that shows something. If the file "stays" open,
    further moments can be asked for.
    """

    def __init__(self) -> None:
        self._file: BinaryIO | None = None
        self._path = ""
        self._opened: Opened | None = None

    def __call__(self, asked: Header, payload: Data, tell: Tell) -> tuple[Header, Payload]:
        """Answer one question; an error of any kind becomes an answer with the reason."""
        try:
            return self._answer(asked, tell)
        except FileNotFoundError:
            self._close()
            return {"is_gone": True}, Payload()
        except Exception as error:  # plugins raise anything on broken bytes
            self._close()
            why = error if isinstance(error, Unreadable) else unreadable(error)
            if why.is_lasting and _is_short_of(asked["room"]):
                why = Unreadable(SHORT, is_lasting=False)
            packed = Text(why.message).packed()
            return {"reason": packed, "is_lasting": why.is_lasting}, Payload()

    def _answer(self, asked: Header, tell: Tell) -> tuple[Header, Payload]:
        """Answer with a frame, the file's size, what decoding needs, or the decoded picture."""
        if "frame_of" in asked:
            return _frame(asked["frame_of"]), Payload()
        if "path" in asked:
            self._close()
            self._file, self._path = open_photo(asked["path"]), asked["path"]
            size = os.fstat(self._file.fileno()).st_size
            tell({"hash": "" if size > most_bytes(self._path) else digest(self._file)})
            if need_to_look(size, self._path) > asked["room"]:
                return {"size": size}, Payload()
        assert self._file is not None
        if self._opened is None:
            self._opened = look(self._file, self._path)
            needed = self._opened.need(asked["side"])
            if needed > asked["room"]:
                return {"need": needed}, Payload()
        if asked.get("at") is not None:
            cast("Video", self._opened).come_to(asked["at"])
        drawn = self._opened.draw(asked["side"])
        if not asked.get("stays"):
            self._close()
        facts = {
            "wide": drawn.image.width,
            "high": drawn.image.height,
            "width": drawn.width,
            "height": drawn.height,
            **_told(drawn.shot.taken),
            "camera": drawn.shot.camera,
            "latitude": drawn.shot.latitude,
            "longitude": drawn.shot.longitude,
            "mimetype": drawn.mimetype,
            "at": drawn.at,
            "length": drawn.length,
        }
        return facts, written(drawn.image)

    def _close(self) -> None:
        if self._file is not None:
            self._file.close()
        self._file = self._opened = None


def _is_short_of(memory: int) -> bool:
    """Return whether the computer cannot give so many bytes now, whatever this process may take."""
    try:
        mmap.mmap(-1, memory).close()
    except (OSError, MemoryError):
        return True
    return False


def _frame(path: str) -> Header:
    """Return orientation and stored size of a photo, which are needed to place a box in it."""
    with open_photo(path) as file:
        frame = look(file, path).frame
    return {"turn": frame.orientation, "width": frame.width, "height": frame.height}


def _told(taken: CaptureDate | None) -> Header:
    """Return the date as the fields of an answer."""
    if taken is None:
        return {"taken_at": None, "precision": None, "source": None}
    at = taken.at.isoformat()
    return {"taken_at": at, "precision": taken.precision.value, "source": taken.source.value}
