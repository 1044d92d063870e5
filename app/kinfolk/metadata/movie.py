"""When a video was taken, by its container: MP4, MOV, M4V and 3GP. Nothing else of it is read."""

import os
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from typing import BinaryIO

from kinfolk.metadata.capture_date import CaptureDate, TakenPrecision, TakenSource

_EPOCH = datetime(1904, 1, 1, tzinfo=UTC)  # of times in the containers
_FIRST = datetime(1990, 1, 1, tzinfo=UTC)  # no camera wrote such files before
_BOXES = 4096  # read at most: hostile files may have any number


def taken(file: BinaryIO, now: datetime) -> CaptureDate | None:
    """Return the recording time on this machine's clock, because the container has UTC, or None.

    A time in the future or before 1990 counts as None. The file's position is restored.
    """
    at = file.tell()
    try:
        moment = _created(file)
    finally:
        file.seek(at)
    if moment is None or not _FIRST <= moment <= now:
        return None
    local = moment.astimezone().replace(tzinfo=None)
    return CaptureDate(local, TakenPrecision.SECOND, TakenSource.EXIF)


def _created(file: BinaryIO) -> datetime | None:
    """Return the time in the file's header of the whole movie (moov, mvhd), or None."""
    end = file.seek(0, os.SEEK_END)
    for kind, start, size in _boxes(file, 0, end):
        if kind == b"moov":
            return next(
                (
                    _moment(file, at)
                    for inner, at, _ in _boxes(file, start, start + size)
                    if inner == b"mvhd"
                ),
                None,
            )
    return None


def _boxes(file: BinaryIO, start: int, end: int) -> Iterator[tuple[bytes, int, int]]:
    """Yield kind, start and size of each box's content; sizes are checked against the file."""
    for _ in range(_BOXES):
        file.seek(start)
        head = file.read(16)
        if len(head) < 8:
            return
        size, kind, begin = int.from_bytes(head[:4]), head[4:8], 8
        if size == 1:
            size, begin = int.from_bytes(head[8:16]), 16
        elif size == 0:
            size = end - start  # up to the end
        if size < begin or start + size > end:
            return
        yield kind, start + begin, size - begin
        start += size


def _moment(file: BinaryIO, start: int) -> datetime | None:
    """Return the time in such a header, in UTC; None if it is unknown or damaged."""
    file.seek(start)
    head = file.read(12)
    if len(head) < 12:
        return None
    # Version 1 has times of 8 bytes. 0 stands for an unknown time.
    seconds = int.from_bytes(head[4:12] if head[0] == 1 else head[4:8])
    try:
        return _EPOCH + timedelta(seconds=seconds) if seconds else None
    except OverflowError:
        return None
