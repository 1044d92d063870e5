"""Look into a folder before it is added: how many photos it has, and whose names are in them."""

import threading
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import groupby
from os import sep
from pathlib import Path

from kinfolk.errors import AppError, Cancelled
from kinfolk.kinds import Extra
from kinfolk.scan.walk import walk
from kinfolk.vision.name_reader import NameReader

COUNTED = 200_000  # photos; the window then says "more than"
SAMPLED = 400  # photos that are read for names
_OF_FOLDER = 16  # of these at most from one folder


@dataclass
class Counted:
    """Hold how many photos there are, and for each that is skipped the extra that would read it."""

    photos: int = 0
    left_out: list[Extra] = field(default_factory=list)
    sample: list[str] = field(default_factory=list)  # paths of some photos from all over the folder


class FirstLook:
    """Look into one folder on one thread; `cancel` from any thread ends it with partial results."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._reader = NameReader()
        self._cancel = threading.Event()

    def count(self) -> Counted | None:
        """Count up to COUNTED photos; None if the folder can't be read."""
        found = Counted()
        some: list[str] = []
        inside: Counter[str] = Counter()
        try:
            for photo in walk(
                self._folder, closed=lambda closed: None, left_out=found.left_out.append
            ):
                if self.is_cancelled:
                    break
                found.photos += 1
                folder = _split(photo.path)[0]
                inside[folder] += 1
                if inside[folder] <= _OF_FOLDER:
                    some.append(photo.path)
                if found.photos >= COUNTED:
                    break
        except OSError:
            return None
        sampled = min(len(some), SAMPLED)
        # Spread evenly over the list, so that no part of the folder is left out.
        found.sample = [some[n * len(some) // sampled] for n in range(sampled)]
        return found

    def names(self, photos: list[str]) -> list[str]:
        """Return who is named in these photos or beside them, most frequent first."""
        try:
            return [name for name, _ in Counter(self._said(photos)).most_common()]
        finally:
            self._reader.close()

    @property
    def is_cancelled(self) -> bool:
        """Whether `cancel` was called."""
        return self._cancel.is_set()

    def cancel(self) -> None:
        self._cancel.set()
        self._reader.close()

    def _said(self, photos: list[str]) -> Iterator[str]:
        """Yield the names in each photo, each once; ends early if the reading process fails."""
        for folder, paths in groupby(photos, key=lambda path: _split(path)[0]):
            try:
                read = self._reader.read(folder, [_split(path)[1] for path in paths])
            except (AppError, Cancelled):  # also if the process does not start
                return
            for said in filter(None, read):
                names = dict.fromkeys(region.name.strip() for region in said.regions)
                yield from filter(None, names)


def _split(path: str) -> tuple[str, str]:
    folder, _, name = path.rpartition(sep)
    return folder, name
