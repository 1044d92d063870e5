"""List the photos in a folder: in the same order every time, without opening any."""

import os
import stat
from collections import deque
from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from kinfolk import files
from kinfolk.core.names import is_text
from kinfolk.errors import Text, is_in_use, of_system
from kinfolk.kinds import Extra, extra_for, is_of_live_photo, is_photo
from kinfolk.metadata.name_forms.registry import says_names

# Folders of systems and other programs beside photos: bins, thumbnails, previews.
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
# Libraries of other programs, which hold the same photos again as previews.
PACKAGES = (".lrdata", ".photoslibrary", ".aplibrary", ".migratedphotolibrary")
_HIDDEN = stat.FILE_ATTRIBUTE_HIDDEN | stat.FILE_ATTRIBUTE_SYSTEM
_JUNCTION = 0xA0000003  # the tag of a folder that leads to another one (IO_REPARSE_TAG_MOUNT_POINT)


@dataclass(frozen=True, slots=True)
class PhotoFile:
    """Hold a photo, or a file beside one, as the folder lists it."""

    path: str  # absolute
    size: int  # bytes
    modified_ns: int


@dataclass(frozen=True, slots=True)
class Closed:
    """Hold a folder or file that could not be read, and why."""

    path: str
    reason: str


def walk(
    folder: Path,
    *,
    closed: Callable[[Closed], None],
    beside: Callable[[PhotoFile], None] = lambda file: None,
    left_out: Callable[[Extra], None] = lambda extra: None,
    online: Callable[[str], None] = lambda path: None,
    broken: Callable[[str], None] = lambda path: None,
) -> Iterator[PhotoFile]:
    """Yield every photo below the folder, by name, folder after folder.

    Hidden and system folders are left out, but not what a link in them leads to. Links to folders
    are followed after everything else, and each folder is entered once, so that loops end and a
    photo is met at its real place. The moving part of a live photo is skipped.

    `closed` is called with what could not be read, `beside` with files that may say who is in the
    photos, `left_out` with the missing extra of each photo that needs one, `online` with the path
    of each photo that would have to be downloaded first, `broken` with each link that is named like
    a photo and leads to no file. Raises OSError if `folder` itself can't be read.
    """
    lacking = {extra for extra in Extra if not extra.is_installed}
    # Raises here if the folder itself can't be read: the loop below only notes that of inner
    # folders.
    os.scandir(files.literal(folder)).close()
    seen: set[files.Identity] = set()
    waiting = [str(folder)]
    links: list[str] = []
    while waiting or links:
        place = waiting.pop() if waiting else links.pop(0)
        try:
            which = files.identity(place)
            if which in seen:
                continue
            seen.add(which)
            with os.scandir(files.literal(place)) as listing:
                entries = deque(sorted(listing, key=lambda entry: entry.name))
        except OSError as error:
            closed(Closed(_shown(place), _reason(error)))
            continue
        inner = []
        for entry in _without_live(entries):
            path = os.path.join(place, entry.name)  # without what `literal` adds
            if says_names(entry.name):
                _note(entry, path, beside)
                continue
            found = _look(entry, path, folder, closed=closed, online=online, broken=broken)
            if isinstance(found, PhotoFile):
                extra = extra_for(found.path)
                if extra in lacking:
                    left_out(extra)
                else:
                    yield found
            elif found == "folder":
                inner.append(path)
            elif found == "link":
                links.append(path)
        # The last one is taken next, so reversed they come by name.
        waiting.extend(reversed(inner))


def _without_live(entries: deque[os.DirEntry[str]]) -> Iterator[os.DirEntry[str]]:
    """Yield what a folder lists, without the moving parts of live photos.

    Entries are removed as soon as they were looked at, because each keeps 1 kB of facts.
    """
    names = {entry.name.lower() for entry in entries}
    while entries:
        entry = entries.popleft()
        if not is_of_live_photo(entry.name, names):
            yield entry


def _note(entry: os.DirEntry[str], path: str, beside: Callable[[PhotoFile], None]) -> None:
    """Pass a file beside photos on; one that can't be looked at is read with its photo anyway."""
    with suppress(OSError):
        facts = entry.stat()
        if stat.S_ISREG(facts.st_mode):
            beside(PhotoFile(path, facts.st_size, facts.st_mtime_ns))


def _look(
    entry: os.DirEntry[str],
    path: str,
    root: Path,
    *,
    closed: Callable[[Closed], None],
    online: Callable[[str], None],
    broken: Callable[[str], None],
) -> PhotoFile | str | None:
    """Return a photo file, "folder" or "link" if the walk is to enter it, None if it is skipped."""
    if entry.name.startswith("."):
        return None
    try:
        facts = entry.stat()  # follows links
        if _is_hidden(entry.stat(follow_symlinks=False)):
            return None
        if stat.S_ISDIR(facts.st_mode):
            return _way_in(entry, path, root)
        if not _is_photo(entry, path, facts, root):
            return None
        if not is_text(path):  # a database column can’t hold other bytes
            closed(Closed(_shown(path), Text("Its name isn’t valid text. Rename it.")))
        elif files.is_online(facts):
            online(path)
        else:
            return PhotoFile(path, facts.st_size, facts.st_mtime_ns)
        return None
    except FileNotFoundError:  # deleted in the meantime, or a broken link
        if entry.is_symlink() and is_photo(entry.name):
            broken(path)
        return None
    except OSError as error:
        closed(Closed(_shown(path), _reason(error)))
        return None


def _is_hidden(facts: os.stat_result) -> bool:
    """Return whether Windows hides the file or folder."""
    return bool(getattr(facts, "st_file_attributes", 0) & _HIDDEN)


def _is_link(entry: os.DirEntry[str]) -> bool:
    """Return whether the entry leads elsewhere: a symbolic link, or a junction of Windows."""
    tag = getattr(entry.stat(follow_symlinks=False), "st_reparse_tag", 0)
    return entry.is_symlink() or tag == _JUNCTION


def _is_of_system(folder: str) -> bool:
    name = folder.lower()
    return name in SYSTEM_FOLDERS or name.endswith(PACKAGES)


def _way_in(entry: os.DirEntry[str], path: str, root: Path) -> str | None:
    """Return how a folder is to be entered: "folder" or "link"; None if it is left out."""
    if _is_of_system(entry.name):
        return None
    if not _is_link(entry):
        return "folder"
    return None if _holds(path, root) else "link"


def _is_photo(entry: os.DirEntry[str], path: str, facts: os.stat_result, root: Path) -> bool:
    """Return whether it is a file of a kind that is read, and not met elsewhere in the tree."""
    if not is_photo(entry.name) or not stat.S_ISREG(facts.st_mode):
        return False
    return not (entry.is_symlink() and _is_met(path, root))


def _holds(link: str, root: Path) -> bool:
    """Return whether the link leads to a folder around the walked one, perhaps the whole disk."""
    return Path(os.path.realpath(root)).is_relative_to(os.path.realpath(link))


def _is_met(link: str, root: Path) -> bool:
    """Return whether the link leads to a photo of the same tree that the walk meets itself.

    It does not meet hidden ones: git-annex keeps the files of its links in a hidden folder.
    """
    file, top = Path(os.path.realpath(link)), Path(os.path.realpath(root))
    if not (file.is_relative_to(top) and is_photo(file.name)):
        return False
    met = (file, *(each for each in file.parents if each != top and each.is_relative_to(top)))
    return not any(
        each.name.startswith(".") or _is_of_system(each.name) or _is_hidden(each.lstat())
        for each in met
    )


def _shown(path: str) -> str:
    return os.fsencode(path).decode(errors="replace")


def _reason(error: OSError) -> str:
    """Return why a folder or file could not be read, in words."""
    if isinstance(error, PermissionError) and not is_in_use(error):
        return Text("Kinfolk doesn’t have permission to open it.")
    return Text("It couldn’t be read ({why}).", why=of_system(error))
