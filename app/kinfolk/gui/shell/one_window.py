"""One window for each library: a second start hands over what it was asked for, and ends.

The first window holds a lock that ends with its process. The second start leaves its wish as a file
in a folder that only the user can access, and the window takes it from there. Thus no port and no
socket is open.
"""

import json
import secrets
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path

from kinfolk import atomic, private
from kinfolk.core.db import locks
from kinfolk.gui.shell.start_request import StartRequest
from kinfolk.paths import Paths

# Seconds. A window that does not answer within PATIENCE is stuck, or runs on another machine.
PATIENCE, LOOK = 20.0, 0.05
MOST = 1 << 20  # most bytes read of a wish


@contextmanager
def only(paths: Paths, wish: StartRequest) -> Iterator[bool]:
    """Yield whether to open a window; False if the one that is open has taken the wish.

    If that one does not answer, another window opens: two windows do no harm. One also opens if the
    lock cannot be written, so that it can say what is wrong.
    """
    with ExitStack() as lock:
        try:
            is_wanted = _is_wanted(paths, wish, lock)
        except locks.FAILURES:
            is_wanted = True
        yield is_wanted


def taken(folder: Path) -> list[StartRequest]:
    """Return the wishes that other starts have left in the folder, and delete them."""
    read = [(_read(note), note) for note in sorted(folder.glob("*.json"))]
    # Only the process that deleted a file may act on it.
    return [wish for wish, note in read if _withdrawn(note) and wish is not None]


def _is_wanted(paths: Paths, wish: StartRequest, lock: ExitStack) -> bool:
    """Take the lock or hand over the wish, whichever succeeds first.

    Returns whether to open a window.
    """
    note: Path | None = None
    until = time.monotonic() + PATIENCE
    while not lock.enter_context(locks.alone(paths.window_lock)):
        lock.close()
        note = note or _left(paths.wishes, wish)
        if time.monotonic() > until or not note.exists():
            break
        time.sleep(LOOK)
    return note is None or _withdrawn(note)


def _left(folder: Path, wish: StartRequest) -> Path:
    """Write the wish into the folder; return its file."""
    private.make_folder(folder, ours=())
    note = folder / f"{secrets.token_hex(8)}.json"
    # As ASCII, because a path may contain bytes that are no text.
    atomic.write(note, json.dumps(vars(wish), default=str))
    return note


def _withdrawn(note: Path) -> bool:
    """Delete the wish; return whether it was still there."""
    try:
        atomic.patiently(note.unlink)
    except FileNotFoundError:
        return False
    return True


def _read(note: Path) -> StartRequest | None:
    """Read a wish, or return None if the file is not a valid one."""
    try:
        with note.open("rb") as stream:
            said = json.loads(stream.read(MOST))
        folders, photos = (tuple(map(Path, said[each])) for each in ("folders", "photos"))
        return StartRequest(
            folders, photos, looks=bool(said["looks"]), reviews=bool(said["reviews"])
        )
    except (OSError, ValueError, TypeError, LookupError):
        return None
