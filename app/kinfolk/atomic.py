"""Files that are written whole or not at all, whatever ends the program meanwhile."""

import errno
import os
import secrets
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from kinfolk import private

_DRAFT = ".partial"
_NO_LINKS = {errno.EPERM, errno.EOPNOTSUPP, errno.ENOSYS}  # as on the drives of cameras


def write(path: Path, data: bytes | str, *, mode: int = private.FILE) -> None:
    """Put the bytes, or the text as UTF-8, in place of the file; OSError leaves what was there."""
    with replacing(path, mode=mode) as draft:
        draft.write_bytes(data.encode() if isinstance(data, str) else data)


@contextmanager
def replacing(path: Path, *, mode: int = private.FILE) -> Iterator[Path]:
    """An empty file beside `path`, to be filled; then it is brought to the disk and takes its name.

    Each writer has a draft of its own, so that two at once end with the file of the last. Where
    anything is raised, the draft goes and `path` stays as it was. A kill leaves the draft behind:
    see `drafts`. The umask takes away from `mode`.
    """
    draft = path.with_name(f".{path.name}.{secrets.token_hex(8)}{_DRAFT}")
    os.close(os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, mode))
    try:
        yield draft
        sync(draft)  # else a power cut may leave an empty file under the name
        draft.replace(path)
    except BaseException:
        draft.unlink(missing_ok=True)
        raise
    sync(path.parent)


def place(draft: Path, path: Path) -> None:
    """The draft takes a name that is free; FileExistsError where anything has it, even meanwhile.

    Both are in one folder. Where that raises, the draft is left as it was.
    """
    if os.name == "nt":
        draft.rename(path)  # which replaces nothing there
        return
    try:
        os.link(draft, path)
    except FileExistsError:
        raise
    except OSError as error:
        if error.errno not in _NO_LINKS:
            raise
        os.close(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL))
        draft.replace(path)
    else:
        draft.unlink()


def is_draft(path: str) -> bool:
    """Whether a file of that name is one that somebody here has not finished."""
    name = os.path.basename(path)
    return name.startswith(".") and name.endswith(_DRAFT)


def drafts(path: Path) -> list[Path]:
    """What writers of `path` that were killed, or are still at it, have there."""
    start, end = f".{path.name}.", _DRAFT
    return [file for file in path.parent.glob(f".*{end}") if file.name.startswith(start)]


def drafts_in(folder: Path) -> list[Path]:
    """The same of every file in it, and in the folders in it."""
    return list(folder.rglob(f".*{_DRAFT}"))


def sync(path: Path) -> None:
    """Bring a file, or a folder's names, to the disk."""
    is_folder = path.is_dir()
    if is_folder and os.name == "nt":
        return  # Windows has no such thing for folders
    handle = os.open(path, os.O_RDONLY if is_folder else os.O_RDWR)
    try:
        os.fsync(handle)
    except OSError as error:
        if not is_folder or error.errno != errno.EINVAL:  # some network drives have neither
            raise
    finally:
        os.close(handle)
