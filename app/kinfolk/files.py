"""Other people's files: opened without waiting for anybody, read no further than they reached."""

import errno
import hashlib
import os
import stat
from pathlib import Path
from typing import BinaryIO

# Opening a pipe waits for whoever writes into it, a terminal may become ours.
_WAITS_FOR_NOBODY = os.O_RDONLY | sum(
    getattr(os, name, 0) for name in ("O_NONBLOCK", "O_NOCTTY", "O_CLOEXEC", "O_BINARY")
)
_BLOCK = 1 << 18  # bytes


class NoFile(OSError):
    """There is something at that path, but it is no file: a pipe, a socket, a device, a folder."""

    def __init__(self, path: str | Path) -> None:
        super().__init__(errno.EINVAL, "It is no file", os.fspath(path))


def open_photo(path: str | Path) -> BinaryIO:
    """A file of somebody's, for reading; NoFile for what has no end, OSError as `open`.

    The only way in: a photo may become a pipe or a device after it was met on a walk.
    """
    if not stat.S_ISREG(os.stat(path).st_mode):  # to open a device may do something already
        raise NoFile(path)
    file = open(os.open(path, _WAITS_FOR_NOBODY), "rb")  # noqa: SIM115
    if not stat.S_ISREG(os.fstat(file.fileno()).st_mode):
        file.close()
        raise NoFile(path)
    return file


def whole(path: str | Path, most: int) -> bytes | None:
    """All bytes of a file; null where these are more than so many: then none of them is read."""
    with open_photo(path) as file:
        if os.fstat(file.fileno()).st_size > most:
            return None
        data = file.read(most + 1)
    return data if len(data) <= most else None  # it may grow meanwhile


def digest(file: BinaryIO) -> str:
    """BLAKE2b-128 of a file's bytes, hexadecimal: of those there are now, should it grow."""
    left = os.fstat(file.fileno()).st_size
    found = hashlib.blake2b(digest_size=16)
    file.seek(0)
    while left > 0 and (block := file.read(min(left, _BLOCK))):
        found.update(block)
        left -= len(block)
    file.seek(0)
    return found.hexdigest()
