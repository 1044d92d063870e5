"""Our own files and folders: for their owner alone, whatever the umask says."""

import contextlib
import os
import stat
from collections.abc import Iterable
from pathlib import Path

FILE, FOLDER = 0o600, 0o700


def make_file(path: Path) -> None:
    """An empty file unless there is one; who comes later finds it closed to others.

    What cannot be made here fails, with its own words, for whoever opens it.
    """
    with contextlib.suppress(OSError):
        os.close(os.open(path, os.O_CREAT | os.O_EXCL | os.O_WRONLY, FILE))
    close(path)


def make_folder(path: Path, *, ours: Iterable[str]) -> None:
    """The folder, and what is ours in it by these patterns, closed to others.

    So is each folder above it that is made for it: `mkdir` would leave these to the umask.
    A folder that was there and holds nothing of ours is somebody else's: it stays as it is.
    """
    is_new = not path.exists()
    if not path.parent.exists():
        make_folder(path.parent, ours=())
    path.mkdir(FOLDER, exist_ok=True)
    found = [file for pattern in ours for file in path.glob(pattern)]
    if is_new or found or not any(path.iterdir()):
        close(path)
    for file in found:
        close(file)


def close(path: Path) -> None:
    """To everybody but its owner, who has to be us; a link is not followed."""
    if not hasattr(os, "getuid"):
        return  # Windows: what lies in the user's own folders is the user's own
    with contextlib.suppress(OSError):  # a file system without modes, or gone meanwhile
        found = os.lstat(path)
        wanted = found.st_mode & (FOLDER if stat.S_ISDIR(found.st_mode) else FILE)
        is_plain = stat.S_ISREG(found.st_mode) or stat.S_ISDIR(found.st_mode)
        if is_plain and found.st_uid == os.getuid() and stat.S_IMODE(found.st_mode) != wanted:
            os.chmod(path, wanted)
