"""Opening and reading the user's files, which may be replaced by anything at any time."""

import errno
import hashlib
import os
import stat
from pathlib import Path
from typing import BinaryIO

# Opening a pipe would block until another program writes into it; opening a terminal could make it
# this process's own.
_WAITS_FOR_NOBODY = os.O_RDONLY | sum(
    getattr(os, name, 0) for name in ("O_NONBLOCK", "O_NOCTTY", "O_CLOEXEC", "O_BINARY")
)
_BLOCK = 1 << 18  # bytes
# Attributes of Windows: OFFLINE, RECALL_ON_DATA_ACCESS, RECALL_ON_OPEN
_ONLINE = stat.FILE_ATTRIBUTE_OFFLINE | 0x400000 | 0x40000
Identity = tuple[int, int] | str  # device and inode, or the real path


class NoFile(OSError):
    """Report that the path leads to a pipe, a socket, a device or a folder, not to a file."""

    def __init__(self, path: str | Path) -> None:
        super().__init__(errno.EINVAL, "It is no file", os.fspath(path))


def open_photo(path: str | Path) -> BinaryIO:
    """Open a file of the user's for reading in binary.

    Raises NoFile for anything but a regular file, and OSError as `open` does. Every file of the
    user's is opened here, because a photo may have become a pipe or a device since it was listed.
    """
    place = literal(path)
    if not stat.S_ISREG(os.stat(place).st_mode):  # opening a device may already act on it
        raise NoFile(path)
    file = open(os.open(place, _WAITS_FOR_NOBODY), "rb")  # noqa: SIM115
    # Something else may have taken the path's name since the first check.
    if not stat.S_ISREG(os.fstat(file.fileno()).st_mode):
        file.close()
        raise NoFile(path)
    return file


def literal(path: str | Path) -> str:
    """Return an absolute path in the form that Windows takes as it is; elsewhere unchanged.

    In the usual form Windows refuses paths from 260 characters on and names such as CON, and leaves
    out dots and spaces at the end of a name. NAS drives and unpacked archives have all of them.
    """
    return spelled_out(os.fspath(path)) if os.name == "nt" else os.fspath(path)


def spelled_out(path: str) -> str:
    r"""Return a Windows path with backslashes and, if it is absolute, with `\\?\` before it."""
    path = path.replace("/", "\\")
    if path.startswith(("\\\\?\\", "\\\\.\\")):
        return path
    if path.startswith("\\\\"):  # of another computer: \\server\share
        return f"\\\\?\\UNC{path[1:]}"
    return f"\\\\?\\{path}" if path[1:3] == ":\\" else path


def typed(path: str | Path) -> Path:
    """Return a path that someone typed as an absolute one, with `~` for their home folder."""
    # `Path.expanduser` raises an error if no one of that name has a home folder.
    return Path(os.path.expanduser(path)).absolute()


def resolved(path: str | Path) -> Path:
    """Return a path that someone typed with all links followed; a link to itself stays."""
    # `Path.resolve` raises an error for a link to itself.
    return Path(os.path.realpath(typed(path)))


def identity(folder: str | Path) -> Identity:
    """Return what identifies a folder however it is reached; raises OSError if it is not there.

    Some network drives and cards have no inodes: all their folders would be the same one.
    """
    facts = os.stat(literal(folder))
    return (facts.st_dev, facts.st_ino) if facts.st_ino else os.path.realpath(folder)


def identity_if_there(path: str | Path) -> Identity | None:
    """Return what identifies a folder or file, None if it is not there."""
    try:
        return identity(path)
    except OSError:
        return None


def is_online(facts: os.stat_result) -> bool:
    """Return whether reading the file would download it first, as OneDrive and others do."""
    return bool(getattr(facts, "st_file_attributes", 0) & _ONLINE)


def whole(path: str | Path, most: int) -> bytes | None:
    """Return all bytes of a file, or None if it has more than `most`.

    Raises as `open_photo` does.
    """
    with open_photo(path) as file:
        if os.fstat(file.fileno()).st_size > most:
            return None
        data = file.read(most + 1)
    return data if len(data) <= most else None  # it may have grown since its size was read


def digest(file: BinaryIO) -> str:
    """Return the BLAKE2b-128 digest of an open file's bytes in hexadecimal, and rewind the file.

    If the file grows in the meantime, the bytes added are left out.
    """
    left = os.fstat(file.fileno()).st_size
    found = hashlib.blake2b(digest_size=16)
    file.seek(0)
    while left > 0 and (block := file.read(min(left, _BLOCK))):
        found.update(block)
        left -= len(block)
    file.seek(0)
    return found.hexdigest()
