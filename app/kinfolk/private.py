"""Files and folders that only their owner can read, whatever the umask says."""

import contextlib
import os
import stat
from collections.abc import Iterable
from pathlib import Path

FILE, FOLDER = 0o600, 0o700


def make_file(path: Path) -> None:
    """Create an empty private file; if it exists, keep other users from it.

    Errors are ignored here: whoever opens the file next gets the system's own error.
    """
    with contextlib.suppress(OSError):
        os.close(os.open(path, os.O_CREAT | os.O_EXCL | os.O_WRONLY, FILE))
    keep_to_owner(path)


def make_folder(path: Path, *, ours: Iterable[str]) -> None:
    """Create a private folder, and keep other users from the files in it that match `ours`.

    `ours` are patterns for `Path.glob`. Missing folders above it are made private, too, which
    `mkdir` alone would leave to the umask. An existing folder becomes private if it is empty or
    contains files of ours; otherwise it belongs to someone else, and stays as it is.
    """
    is_new = not path.exists()
    if not path.parent.exists():
        make_folder(path.parent, ours=())
    path.mkdir(FOLDER, exist_ok=True)
    found = [file for pattern in ours for file in path.glob(pattern)]
    if is_new or found or not any(path.iterdir()):
        keep_to_owner(path)
    for file in found:
        keep_to_owner(file)


def keep_to_owner(path: Path) -> None:
    """Take a file's or folder's permissions away from everyone but its owner, who has to be us.

    Links and special files are left alone. What the system refuses is ignored.
    """
    if not hasattr(os, "getuid"):
        return  # Windows: the user's own folders are private already
    with contextlib.suppress(OSError):  # the file system may lack modes, or the file be gone
        found = os.lstat(path)
        wanted = found.st_mode & (FOLDER if stat.S_ISDIR(found.st_mode) else FILE)
        is_plain = stat.S_ISREG(found.st_mode) or stat.S_ISDIR(found.st_mode)
        if is_plain and found.st_uid == os.getuid() and stat.S_IMODE(found.st_mode) != wanted:
            os.chmod(path, wanted)
