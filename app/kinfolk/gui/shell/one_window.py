"""One window a library: a second start hands over what it was wished for, and ends.

The first holds a lock that ends with its process. What the second was wished for it leaves as a
file in a folder that is for the user alone; the window takes it away. So no port or socket is open.
"""

import json
import secrets
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path

from kinfolk import atomic, private
from kinfolk.core.db import locks
from kinfolk.gui.shell.wish import Wish
from kinfolk.paths import Paths

# Seconds: a window that does not answer for so long is stuck, or on another machine.
PATIENCE, LOOK = 20.0, 0.05
MOST = 1 << 20  # bytes of a wish


@contextmanager
def only(paths: Paths, wish: Wish) -> Iterator[bool]:
    """Whether to open a window on this library; false where the one that is there took the wish.

    Where that does not answer another one opens: two windows do no harm. So it does where nothing
    can be written, and says what is wrong.
    """
    with ExitStack() as lock:
        try:
            is_wanted = _is_wanted(paths, wish, lock)
        except locks.FAILURES:
            is_wanted = True
        yield is_wanted


def taken(folder: Path) -> list[Wish]:
    """What other starts have left there, which goes."""
    read = [(_read(note), note) for note in sorted(folder.glob("*.json"))]
    return [wish for wish, note in read if _withdrawn(note) and wish is not None]


def _is_wanted(paths: Paths, wish: Wish, lock: ExitStack) -> bool:
    """Takes the lock, or hands over the wish; it is looked from time to time which comes first."""
    note: Path | None = None
    until = time.monotonic() + PATIENCE
    while not lock.enter_context(locks.alone(paths.window_lock)):
        lock.close()
        note = note or _left(paths.wishes, wish)
        if time.monotonic() > until or not note.exists():
            break
        time.sleep(LOOK)
    return note is None or _withdrawn(note)


def _left(folder: Path, wish: Wish) -> Path:
    private.make_folder(folder, ours=())
    note = folder / f"{secrets.token_hex(8)}.json"
    # As ASCII: a path may hold bytes that are no text.
    atomic.write(note, json.dumps(vars(wish), default=str))
    return note


def _withdrawn(note: Path) -> bool:
    """Whether it was still there."""
    try:
        note.unlink()
    except FileNotFoundError:
        return False
    return True


def _read(note: Path) -> Wish | None:
    """Null for what is no wish."""
    try:
        with note.open("rb") as stream:
            said = json.loads(stream.read(MOST))
        folders, photos = (tuple(map(Path, said[each])) for each in ("folders", "photos"))
        return Wish(folders, photos, looks=bool(said["looks"]), reviews=bool(said["reviews"]))
    except (OSError, ValueError, TypeError, LookupError):
        return None
