"""The state of a file that the library knows: as the walk saw it, or as the disk says."""

import os
from collections.abc import Iterable
from dataclasses import dataclass, field
from enum import Enum

from kinfolk.files import literal
from kinfolk.scan.file_table import SeenFiles
from kinfolk.scan.tasks import KnownCopy, KnownPhoto


class FileState(Enum):
    """Name what became of a file."""

    HERE = "here"  # with its old size and time
    CHANGED = "changed"
    GONE = "gone"
    AWAY = "away"  # with its folder
    UNSEEN = "unseen"  # its folder is there, but was not walked, or the file is only online


@dataclass
class WalkResult:
    """Hold what the walk over some folders of a library saw."""

    seen: SeenFiles = field(default_factory=SeenFiles)
    walked: set[str] = field(default_factory=set)  # ids of walked folders
    present: set[str] = field(default_factory=set)  # these, and other folders that are there
    hidden: tuple[str, ...] = ()  # paths that could not be looked into
    online: set[str] = field(default_factory=set)  # photos that are not on this computer now

    def state_of(self, file: KnownPhoto | KnownCopy) -> FileState:
        """Return the state of a file as far as the walk tells."""
        location = self.seen.get(file.path)
        if location is not None:
            return compared(file, location.file.size, location.file.modified_ns)
        if file.folder_id not in self.present:
            return FileState.AWAY
        is_known = file.path not in self.online and not is_within(file.path, self.hidden)
        if file.folder_id in self.walked and is_known:
            return FileState.GONE
        return FileState.UNSEEN

    def is_here(self, file: KnownPhoto | KnownCopy) -> bool:
        """Return whether the file is unchanged; the disk is asked where the walk did not look."""
        state = self.state_of(file)
        if state is not FileState.UNSEEN:
            return state is FileState.HERE
        try:
            facts = os.stat(literal(file.path))
        except (FileNotFoundError, NotADirectoryError):
            return False
        except OSError:  # it can't be looked at now, so its photo stays
            return True
        return compared(file, facts.st_size, facts.st_mtime_ns) is FileState.HERE


def compared(file: KnownPhoto | KnownCopy, size: int, modified_ns: int) -> FileState:
    """Return the state of a file that is there, with this size in bytes and this time."""
    return (
        FileState.HERE
        if (file.size, file.modified_ns) == (size, modified_ns)
        else FileState.CHANGED
    )


def is_within(path: str, places: Iterable[str]) -> bool:
    return any(path == place or path.startswith(place.rstrip(os.sep) + os.sep) for place in places)
