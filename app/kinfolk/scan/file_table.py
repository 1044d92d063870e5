"""Facts of many files, of the library and of the disk, in little memory.

As Python objects (nine for a photo, five for a file) 100,000 photos took 150 MB, most of which
stayed with the process, because longer-lived objects lay between them. Here each is some bytes in
one array, and is made when it is asked for.
"""

import json
from abc import ABC, abstractmethod
from array import array
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from operator import attrgetter
from typing import Any, Generic, TypeVar

import numpy as np

from kinfolk.core.db.models import AssetState
from kinfolk.scan.tasks import FileLocation, KnownPhoto
from kinfolk.scan.walk import PhotoFile

T = TypeVar("T")


class Packed(ABC, Generic[T]):
    """Store values as bytes, in the order given, and find them by path.

    Of two values with one path the first counts.
    """

    def __init__(self, given: Iterable[T] = ()) -> None:
        self._bytes = bytearray()
        self._ends = array("Q", [0])
        self._given = array("q")  # hashes of the paths, in the order given
        self._sorted = array("q")  # the same, sorted
        self._rows = array("q")  # the row of each of these
        self._again: set[int] = set()  # rows with a path that came before
        for each in given:
            self.add(each)

    def add(self, given: T) -> None:
        """Append a value, packed as JSON."""
        facts = self._facts(given)
        self._bytes += json.dumps(facts).encode()
        self._ends.append(len(self._bytes))
        self._given.append(hash(self._path(facts)))

    @property
    def added(self) -> int:
        """The number of values passed in so far; values with a repeated path count, too."""
        return len(self._given)

    def __len__(self) -> int:
        self._sort()
        return self.added - len(self._again)

    def __iter__(self) -> Iterator[T]:
        self._sort()
        rows = (row for row in range(self.added) if row not in self._again)
        return (self._made(self._kept(row)) for row in rows)

    def __contains__(self, path: str) -> bool:
        return self.row(path) >= 0

    def get(self, path: str) -> T | None:
        row = self.row(path)
        return None if row < 0 else self._made(self._kept(row))

    def row(self, path: str) -> int:
        """Return the position of the first value with this path, below 0 if there is none."""
        self._sort()
        wanted = hash(path)
        place = bisect_left(self._sorted, wanted)
        while place < self.added and self._sorted[place] == wanted:
            # Two paths may have one hash.
            row = self._rows[place]
            if self._path(self._kept(row)) == path:
                return row
            place += 1
        return -1

    def _sort(self) -> None:
        """Sort the rows by the hash of their path, unless nothing was added since."""
        if len(self._sorted) == self.added:
            return
        hashes = np.array(self._given, np.int64)
        order = np.argsort(hashes, kind="stable")  # stable: the first of equal ones stays first
        self._rows = array("q", order.tobytes())
        self._sorted = array("q", hashes[order].tobytes())
        # Equal hashes are neighbours now: only those may be the same path twice.
        alike = order[1:][np.diff(hashes[order]) == 0].tolist()
        self._again = {row for row in alike if self.row(self._path(self._kept(row))) != row}

    def _kept(self, row: int) -> Sequence[Any]:
        facts: Sequence[Any] = json.loads(self._bytes[self._ends[row] : self._ends[row + 1]])
        return facts

    @abstractmethod
    def _facts(self, given: T) -> Sequence[Any]:
        """Return the value as a list that JSON can hold."""

    @abstractmethod
    def _path(self, facts: Sequence[Any]) -> str: ...

    @abstractmethod
    def _made(self, facts: Sequence[Any]) -> T: ...


class KnownPhotos(Packed[KnownPhoto]):
    """Hold the photos of a library by the path of their first place."""

    _slots = attrgetter(*KnownPhoto.__slots__)

    def _facts(self, given: KnownPhoto) -> Sequence[Any]:
        facts: Sequence[Any] = self._slots(given)
        return facts

    def _path(self, facts: Sequence[Any]) -> str:
        return str(facts[1])

    def _made(self, facts: Sequence[Any]) -> KnownPhoto:
        asset_id, path, size, modified_ns, content_hash, state, *rest = facts
        first = (asset_id, path, size, modified_ns, content_hash, AssetState(state))
        return KnownPhoto(*first, *rest)


class SeenFiles(Packed[FileLocation]):
    """Hold the photo files that a walk saw in some folders."""

    def _facts(self, given: FileLocation) -> Sequence[Any]:
        file = given.file
        return (file.path, file.size, file.modified_ns, given.folder_id)

    def _path(self, facts: Sequence[Any]) -> str:
        return str(facts[0])

    def _made(self, facts: Sequence[Any]) -> FileLocation:
        path, size, modified_ns, folder_id = facts
        return FileLocation(PhotoFile(path, size, modified_ns), folder_id)
