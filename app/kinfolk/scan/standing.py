"""Whether a file that the library remembers is there: as the walk saw it, or the disk says."""

import os
from collections.abc import Iterable
from dataclasses import dataclass, field
from enum import Enum

from kinfolk.scan.tasks import Copy, Known, Spot


class Stand(Enum):
    """What became of a file."""

    HERE = "here"  # of the size and time it had
    CHANGED = "changed"
    GONE = "gone"
    AWAY = "away"  # with its folder
    UNSEEN = "unseen"  # its folder is there, and nobody looked


@dataclass
class Walked:
    """What the walk over some folders of a library saw."""

    seen: dict[str, Spot] = field(default_factory=dict)  # by path
    walked: set[str] = field(default_factory=set)  # folders
    present: set[str] = field(default_factory=set)  # those, and others that are there
    hidden: tuple[str, ...] = ()  # places that could not be looked into

    def stand(self, file: Known | Copy) -> Stand:
        """As far as the walk tells."""
        spot = self.seen.get(file.path)
        if spot is not None:
            return _compared(file, spot.found.size, spot.found.modified_ns)
        if file.folder_id not in self.present:
            return Stand.AWAY
        if file.folder_id in self.walked and not is_within(file.path, self.hidden):
            return Stand.GONE
        return Stand.UNSEEN

    def is_here(self, file: Known | Copy) -> bool:
        """The same, and the disk is asked where the walk did not look."""
        stand = self.stand(file)
        if stand is not Stand.UNSEEN:
            return stand is Stand.HERE
        try:
            facts = os.stat(file.path)
        except (FileNotFoundError, NotADirectoryError):
            return False
        except OSError:  # it cannot be looked at now: nobody takes its photo away
            return True
        return _compared(file, facts.st_size, facts.st_mtime_ns) is Stand.HERE


def _compared(file: Known | Copy, size: int, modified_ns: int) -> Stand:
    return Stand.HERE if (file.size, file.modified_ns) == (size, modified_ns) else Stand.CHANGED


def is_within(path: str, places: Iterable[str]) -> bool:
    return any(path == place or path.startswith(place.rstrip(os.sep) + os.sep) for place in places)
