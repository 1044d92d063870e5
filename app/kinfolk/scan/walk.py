"""Which photos lie in a folder: the same order every time, nothing opened."""

import os
import stat
from collections import deque
from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from kinfolk.errors import Text, of_system
from kinfolk.kinds import Extra, extra_for, is_of_live_photo, is_photo
from kinfolk.metadata import iphoto, picasa

# What systems and other programs keep beside photos: bins, thumbnails, previews.
SYSTEM_FOLDERS = frozenset(
    {
        "$recycle.bin",
        "system volume information",
        "lost+found",
        "@eadir",
        "#recycle",
        "#snapshot",
        "__macosx",
    }
)
# Libraries of other programs: the same photos over and over, as previews.
PACKAGES = (".lrdata", ".photoslibrary", ".aplibrary", ".migratedphotolibrary")
# Names of people: Picasa's and iPhoto's lists.
_NAMING = frozenset({*picasa.INIS, picasa.CONTACTS, iphoto.FILE})
_HIDDEN = stat.FILE_ATTRIBUTE_HIDDEN | stat.FILE_ATTRIBUTE_SYSTEM


@dataclass(frozen=True, slots=True)
class PhotoFile:
    """A photo, or a file beside one, as the folder lists it."""

    path: str  # absolute
    size: int  # bytes
    modified_ns: int


@dataclass(frozen=True, slots=True)
class Closed:
    """A folder or file that could not be looked into, and why."""

    path: str
    reason: str


def walk(
    folder: Path,
    *,
    closed: Callable[[Closed], None],
    beside: Callable[[PhotoFile], None] = lambda file: None,
    left_out: Callable[[Extra], None] = lambda extra: None,
) -> Iterator[PhotoFile]:
    """Every photo below the folder, by name, folder after folder.

    Hidden and system folders are left out, but not what a link leads to in them. Links to folders
    are followed once everything else was seen, and a folder is entered once, so loops end and a
    photo is met at its real place. The moving part of a live photo is no photo of its own.
    `closed` hears of what could not be looked into, `beside` of files that may say who is in the
    photos, `left_out` of each photo that would take an extra which is not installed. Raises OSError
    if `folder` itself cannot.
    """
    lacking = {extra for extra in Extra if not extra.is_installed}
    # Raises here what the loop below would take for a folder inside that is closed.
    os.scandir(folder).close()
    seen: set[tuple[int, int] | str] = set()
    waiting = [str(folder)]
    links: list[str] = []
    while waiting or links:
        place = waiting.pop() if waiting else links.pop(0)
        try:
            which = _identity(place)
            if which in seen:
                continue
            seen.add(which)
            with os.scandir(place) as listing:
                entries = deque(sorted(listing, key=lambda entry: entry.name))
        except OSError as error:
            closed(Closed(_shown(place), _reason(error)))
            continue
        inner = []
        for entry in _without_live(entries):
            if says_names(entry.name):
                _note(entry, beside)
                continue
            found = _look(entry, folder, closed=closed)
            if isinstance(found, PhotoFile):
                extra = extra_for(found.path)
                if extra in lacking:
                    left_out(extra)
                else:
                    yield found
            elif found == "folder":
                inner.append(entry.path)
            elif found == "link":
                links.append(entry.path)
        # The last one is taken next: reversed, they come by name.
        waiting.extend(reversed(inner))


def _identity(folder: str) -> tuple[int, int] | str:
    """Of a folder, however it is reached; some network drives number none of theirs."""
    facts = os.stat(folder)
    return (facts.st_dev, facts.st_ino) if facts.st_ino else os.path.realpath(folder)


def _without_live(entries: deque[os.DirEntry[str]]) -> Iterator[os.DirEntry[str]]:
    """Takes out what a folder lists, but for the moving parts of its live photos.

    Each goes as soon as it was looked at: what the system says of it, which it keeps, is 1 kB.
    """
    names = {entry.name.lower() for entry in entries}
    while entries:
        entry = entries.popleft()
        if not is_of_live_photo(entry.name, names):
            yield entry


def says_names(name: str) -> bool:
    """Whether a file of that name may say who is in photos."""
    return name in _NAMING or name.lower().endswith((".xmp", ".json"))


def _note(entry: os.DirEntry[str], beside: Callable[[PhotoFile], None]) -> None:
    """Nobody misses such a file where it cannot be looked at: it is read with its photo."""
    with suppress(OSError):
        facts = entry.stat()
        if stat.S_ISREG(facts.st_mode):
            beside(PhotoFile(entry.path, facts.st_size, facts.st_mtime_ns))


def _look(
    entry: os.DirEntry[str], root: Path, *, closed: Callable[[Closed], None]
) -> PhotoFile | str | None:
    """A photo, "folder" or "link" for what is to be entered, None for what is left out."""
    if entry.name.startswith("."):
        return None
    try:
        facts = entry.stat()  # of what a link points to
        if _is_marked_hidden(entry.stat(follow_symlinks=False)):
            return None
        if stat.S_ISDIR(facts.st_mode):
            return _way_in(entry, root)
        if not _is_photo(entry, facts, root):
            return None
        if not _is_text(entry.path):
            closed(Closed(_shown(entry.path), Text("Its name is not valid text. Rename it.")))
            return None
        return PhotoFile(entry.path, facts.st_size, facts.st_mtime_ns)
    except FileNotFoundError:  # it went away meanwhile, or a link leads nowhere
        return None
    except OSError as error:
        closed(Closed(_shown(entry.path), _reason(error)))
        return None


def _is_marked_hidden(facts: os.stat_result) -> bool:
    # Only Windows has these attributes.
    return bool(getattr(facts, "st_file_attributes", 0) & _HIDDEN)


def _is_of_system(folder: str) -> bool:
    name = folder.lower()
    return name in SYSTEM_FOLDERS or name.endswith(PACKAGES)


def _way_in(entry: os.DirEntry[str], root: Path) -> str | None:
    """How a folder is to be entered: as a "folder" or a "link", None for one that is left out."""
    if _is_of_system(entry.name):
        return None
    if not entry.is_symlink():
        return "folder"
    return None if _holds(entry.path, root) else "link"


def _is_photo(entry: os.DirEntry[str], facts: os.stat_result, root: Path) -> bool:
    """Whether it is a file of a kind that is read, and is not met at another place of the tree."""
    if not is_photo(entry.name) or not stat.S_ISREG(facts.st_mode):
        return False
    return not (entry.is_symlink() and _is_met(entry.path, root))


def _holds(link: str, root: Path) -> bool:
    """The link leads up, to a folder around the walked one: perhaps the whole disk."""
    return Path(os.path.realpath(root)).is_relative_to(os.path.realpath(link))


def _is_met(link: str, root: Path) -> bool:
    """The link leads to a photo of the same tree that the walk meets at its own place.

    It meets none that is hidden, as git-annex keeps the files of its links.
    """
    file, top = Path(os.path.realpath(link)), Path(os.path.realpath(root))
    if not (file.is_relative_to(top) and is_photo(file.name)):
        return False
    met = (file, *(each for each in file.parents if each != top and each.is_relative_to(top)))
    return not any(
        each.name.startswith(".") or _is_of_system(each.name) or _is_marked_hidden(each.lstat())
        for each in met
    )


def _is_text(path: str) -> bool:
    """False for a name of bytes that are no text: a column of text cannot hold it."""
    try:
        path.encode()
    except UnicodeEncodeError:
        return False
    return True


def _shown(path: str) -> str:
    return os.fsencode(path).decode(errors="replace")


def _reason(error: OSError) -> str:
    if isinstance(error, PermissionError):
        return Text("Kinfolk is not allowed to look into it.")
    return Text("It could not be read ({why}).", why=of_system(error))
