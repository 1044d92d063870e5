"""Read videos with FFmpeg, as OpenCV's wheel has it: pictures of moments as they are displayed.

It runs only in a worker, because OpenCV and Qt must not be in one process.
"""

import io
import math
import os
from datetime import UTC, datetime
from typing import Any, BinaryIO, Final

import cv2
import numpy as np
from PIL import Image

from kinfolk.kinds import mimetype
from kinfolk.metadata import movie
from kinfolk.metadata.frame import Frame
from kinfolk.vision.camera_notes import Shot
from kinfolk.vision.photo import (
    BYTES_ANYHOW,
    TOO_HEAVY,
    Drawn,
    Unreadable,
    shows_something,
    too_many_pixels,
)

# As large as 8K; four times as much as most.
PIXEL_LIMIT: Final = 36_000_000
# What is read, and nothing that a file names: a list of other files, or an address, is no video.
_OPTIONS: Final = "protocol_whitelist;none|format_whitelist;" + ",".join(
    ("mov", "mp4", "m4a", "3gp", "3g2", "mj2", "avi", "matroska", "webm", "mpeg", "mpegts")
)
# Bytes that a decoder takes for each pixel, with all the pictures that it holds, measured.
_BYTES: Final = 60
_JUMP: Final = 4_000  # ms ahead: as far as it is no slower to decode all that lies between
_BACK: Final = (500, 4_000, 20_000)  # ms before a moment, where to land: from too late it is tried
_LENGTH_LIMIT: Final = 7 * 24 * 3600 * 1000  # ms: what says that it is longer says nothing
_DAMAGED: Final = "The file is damaged: its video can’t be opened."
_TRIED: Final = (0, 0.1, 0.25, 0.5)  # parts of the length where a picture of something is sought


class _Source(io.BufferedIOBase):
    """Give OpenCV a file's bytes, and the end of the file for an error, as it crashes on one."""

    def __init__(self, file: BinaryIO) -> None:
        self._file = file
        self._failed: OSError | None = None

    def read(self, size: int | None = -1, /) -> bytes:
        """Return so many bytes, or none if the drive fails."""
        try:
            return self._file.read(-1 if size is None else size)
        except OSError as error:
            self._failed = error
            return b""

    def seek(self, to: int, whence: int = 0, /) -> int:
        """Go to another place in the file."""
        return self._file.seek(to, whence)

    def check(self) -> None:
        """Raise the drive's error if there was one: what came to an end is not the file."""
        if self._failed is not None:
            raise self._failed


class Video:
    """Hold a video that is opened, and go from moment to moment in it."""

    def __init__(self, file: BinaryIO, path: str) -> None:
        """Open the video; raises Unreadable."""
        self._file, self._type = file, mimetype(path)
        self._shot = Shot(movie.taken(file, datetime.now(UTC)))
        self._open()
        self._size = self._number(cv2.CAP_PROP_FRAME_WIDTH), self._number(cv2.CAP_PROP_FRAME_HEIGHT)
        if self.pixels > PIXEL_LIMIT:
            raise too_many_pixels(self.pixels, PIXEL_LIMIT)
        rate = self._capture.get(cv2.CAP_PROP_FPS)
        seconds = self._capture.get(cv2.CAP_PROP_FRAME_COUNT) / rate if rate > 0 else 0.0
        ms = 1000 * seconds if math.isfinite(seconds) else 0.0
        self.length = round(ms) if 0 < ms < _LENGTH_LIMIT else 0
        self._is_there = False  # it has come to a moment that was asked for

    @property
    def pixels(self) -> int:
        """The number of pixels of a picture."""
        return max(1, self._size[0] * self._size[1])

    @property
    def frame(self) -> Frame:
        """The frame as displayed: no box is ever placed in the file."""
        return Frame(1, *self._size)

    def need(self, side: int) -> int:
        """Return the bytes that decoding takes at most."""
        return BYTES_ANYHOW + _BYTES * self.pixels

    def come_to(self, ms: int) -> None:
        """Go to the first picture that is not before that moment; Unreadable if there is none."""
        if ms < self._at:
            self._open()
        if ms - self._at > _JUMP:
            self._jump(ms)
        while self._at < ms:
            if not self._grab():
                raise Unreadable("The video ends before that moment.")
        self._is_there = True

    def draw(self, side: int) -> Drawn:
        """Return the picture of the moment it has come to, else the first that shows something.

        It is reduced by a whole factor, to a longer side below twice `side`, in pixels. Raises
        Unreadable if no picture can be drawn.
        """
        if self._is_there:
            return self._drawn(side)
        found: Drawn | None = None
        for part in _TRIED:
            try:
                self.come_to(round(part * self.length))
            except Unreadable:
                break
            drawn = self._drawn(side)
            if shows_something(drawn.image):
                return drawn
            found = found or drawn
        if found is None:
            raise Unreadable(_DAMAGED)
        return found

    def _open(self) -> None:
        os.environ["OPENCV_FFMPEG_CAPTURE_OPTIONS"] = _OPTIONS
        cv2.setNumThreads(1)
        self._file.seek(0)
        self._source = _Source(self._file)
        source: Any = self._source  # OpenCV's own types know names of files alone
        self._capture = cv2.VideoCapture(source, cv2.CAP_FFMPEG, [cv2.CAP_PROP_N_THREADS, 1])
        if not self._capture.isOpened():
            self._source.check()
            raise Unreadable("The file is damaged, or isn’t a video Kinfolk can read.")
        self._at = -1  # ms of the picture that was taken last

    def _number(self, what: int) -> int:
        value = self._capture.get(what)
        return round(value) if 0 < value < 1 << 20 else 0

    def _grab(self) -> bool:
        """Go on to the next picture; False at the end."""
        if not self._capture.grab():
            self._source.check()
            return False
        ms = self._capture.get(cv2.CAP_PROP_POS_MSEC)
        self._at = max(self._at, round(ms)) if 0 <= ms < _LENGTH_LIMIT else max(self._at, 0)
        return True

    def _jump(self, ms: int) -> None:
        """Go to some moment before it; to the start if the file does not say where things are."""
        for back in _BACK:
            self._at = -1
            self._capture.set(cv2.CAP_PROP_POS_MSEC, max(0, ms - back))
            if self._grab() and self._at <= ms:
                return
        self._open()

    def _drawn(self, side: int) -> Drawn:
        """Return the picture of this moment, reduced by a whole factor; raises Unreadable."""
        try:
            is_drawn, pixels = self._capture.retrieve()
        except cv2.error as error:
            is_heavy = error.code == cv2.Error.StsNoMem
            raise Unreadable(TOO_HEAVY if is_heavy else _DAMAGED) from error
        if not is_drawn or pixels.ndim != 3 or pixels.shape[2] != 3 or pixels.dtype != np.uint8:
            raise Unreadable(_DAMAGED)
        height, width = pixels.shape[:2]
        image = Image.frombuffer("RGB", (width, height), pixels.tobytes(), "raw", "BGR", 0, 1)
        if (factor := max(image.size) // side) > 1:
            image = image.reduce(factor)
        return Drawn(image, width, height, self._shot, self._type, self._at, self.length)
