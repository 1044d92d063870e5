"""The state of a file that the library knows: as the walk saw it, or as the disk says."""

import os
from collections.abc import Iterable
from dataclasses import dataclass, field
from enum import Enum

from kinfolk.scan.packed import SeenFiles
from kinfolk.scan.tasks import KnownCopy, KnownPhoto


class FileState(Enum):
    """What became of a file."""

    HERE = "here"  # of the size and time it had
    CHANGED = "changed"
    GONE = "gone"
    AWAY = "away"  # with its folder
    UNSEEN = "unseen"  # its folder is there, and nobody looked


@dataclass
class WalkResult:
    """What the walk over some folders of a library saw."""

    seen: SeenFiles = field(default_factory=SeenFiles)
    walked: set[str] = field(default_factory=set)  # folders
    present: set[str] = field(default_factory=set)  # those, and others that are there
    hidden: tuple[str, ...] = ()  # places that could not be looked into

    def state_of(self, file: KnownPhoto | KnownCopy) -> FileState:
        """As far as the walk tells."""
        location = self.seen.get(file.path)
        if location is not None:
            return compared(file, location.file.size, location.file.modified_ns)
        if file.folder_id not in self.present:
            return FileState.AWAY
        if file.folder_id in self.walked and not is_within(file.path, self.hidden):
            return FileState.GONE
        return FileState.UNSEEN

    def is_here(self, file: KnownPhoto | KnownCopy) -> bool:
        """Whether the file is as it was; the disk is asked where the walk did not look."""
        state = self.state_of(file)
        if state is not FileState.UNSEEN:
            return state is FileState.HERE
        try:
            facts = os.stat(file.path)
        except (FileNotFoundError, NotADirectoryError):
            return False
        except OSError:  # it cannot be looked at now: nobody takes its photo away
            return True
        return compared(file, facts.st_size, facts.st_mtime_ns) is FileState.HERE


def compared(file: KnownPhoto | KnownCopy, size: int, modified_ns: int) -> FileState:
    """Of a file that is there, with these bytes and this time of its last change."""
    return (
        FileState.HERE
        if (file.size, file.modified_ns) == (size, modified_ns)
        else FileState.CHANGED
    )


def is_within(path: str, places: Iterable[str]) -> bool:
    return any(path == place or path.startswith(place.rstrip(os.sep) + os.sep) for place in places)
