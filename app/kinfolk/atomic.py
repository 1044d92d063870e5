"""Write files whole or not at all, even if the program is killed while it writes.

A draft is written beside the file, synced to the disk, and then renamed.
"""

import errno
import os
import secrets
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TypeVar

from kinfolk import private
from kinfolk.errors import is_in_use

PATIENCE, _PAUSE = 1.0, 0.05  # seconds to wait for another program, and between two tries
T = TypeVar("T")
_DRAFT = ".partial"
_LONGEST = 220  # bytes of a name that a draft keeps: with all that is added it has 255 at most
_DENIED = 5  # what Windows says, too, of a file that is open, or is being deleted
_NO_LINKS = {errno.EPERM, errno.EOPNOTSUPP, errno.ENOSYS}  # drives without hard links, such as FAT


def write(path: Path, data: bytes | str, *, mode: int = private.FILE) -> None:
    """Replace the file's content with these bytes, or with this text as UTF-8.

    After an OSError the old content is still there.
    """
    with replacing(path, mode=mode) as draft:
        draft.write_bytes(data.encode() if isinstance(data, str) else data)


@contextmanager
def replacing(path: Path, *, mode: int = private.FILE) -> Iterator[Path]:
    """Yield an empty draft beside `path`; when the block ends, sync it and rename it to `path`.

    Each writer has a draft of its own, so of two at once the last one wins with a whole file. If
    the block raises, the draft is deleted and `path` stays as it was. A killed process leaves its
    draft behind (see `drafts`). The umask is applied to `mode`.
    """
    draft = path.with_name(f"{_start(path)}{secrets.token_hex(8)}{_DRAFT}")
    os.close(os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, mode))
    try:
        yield draft
        sync(draft)  # else a power cut may leave an empty file under the name
        patiently(lambda: draft.replace(path))
    except BaseException:
        remove(draft)
        raise
    # The rename itself is durable only once the folder is synced.
    sync(path.parent)


def place(draft: Path, path: Path) -> None:
    """Rename the draft to `path` in the same folder, but never over a file that is there.

    Raises FileExistsError if something has that name, even if it came in the meantime. The draft is
    left as it was then.
    """
    if os.name == "nt":
        patiently(lambda: draft.rename(path))  # on Windows this replaces nothing
        return
    try:
        # A rename would replace a file silently; a hard link fails if the name is taken.
        os.link(draft, path)
    except FileExistsError:
        raise
    except OSError as error:
        if error.errno not in _NO_LINKS:
            raise
        # Without hard links, claim the name with an empty file first.
        os.close(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL))
        draft.replace(path)
    else:
        remove(draft)


def patiently(change: Callable[[], T]) -> T:
    """Rename or delete a file by `change`, and try again for a second while it is open elsewhere.

    Windows refuses that for a file that any program has open, and virus scanners, search indexes
    and previews open each new file for a moment. Raises as `change` does.
    """
    until = time.monotonic() + PATIENCE
    while True:
        try:
            return change()
        except OSError as error:
            passes = is_in_use(error) or getattr(error, "winerror", 0) == _DENIED
            if not passes or time.monotonic() > until:
                raise
        time.sleep(_PAUSE)


def remove(path: Path) -> None:
    """Delete a file, patiently; do nothing if it is not there."""
    patiently(lambda: path.unlink(missing_ok=True))


def is_draft(path: str) -> bool:
    """Return whether a file of that name is an unfinished draft of `replacing`."""
    name = os.path.basename(path)
    return name.startswith(".") and name.endswith(_DRAFT)


def drafts(path: Path) -> list[Path]:
    """Return drafts of `path`: those of killed writers, and those being written now."""
    start, end = _start(path), _DRAFT
    return [file for file in path.parent.glob(f".*{end}") if file.name.startswith(start)]


def _start(path: Path) -> str:
    """Return how the names of its drafts begin: with the end of a name that is too long."""
    return f".{os.fsencode(path.name)[-_LONGEST:].decode(errors='ignore')}."


def drafts_in(folder: Path) -> list[Path]:
    return list(folder.rglob(f".*{_DRAFT}"))


def sync(path: Path) -> None:
    """Flush a file's content, or a folder's list of names, to the disk."""
    is_folder = path.is_dir()
    if is_folder and os.name == "nt":
        return  # Windows cannot sync folders
    handle = os.open(path, os.O_RDONLY if is_folder else os.O_RDWR)
    try:
        os.fsync(handle)
    except OSError as error:
        if not is_folder or error.errno != errno.EINVAL:  # some network drives cannot sync folders
            raise
    finally:
        os.close(handle)
