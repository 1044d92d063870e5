"""Facts of many files, of the library and of the disk, which a scan compares with each other.

A photo is nine objects of Python, a file on the disk five: those of 100,000 took 150 MB, most of
which stayed with the process, as what lived longer lay between them. Here each is some bytes behind
the others, and is made when it is asked for.
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
    """By path, and in the order in which they were given. Of two with one path the first counts."""

    def __init__(self, given: Iterable[T] = ()) -> None:
        self._bytes = bytearray()
        self._ends = array("Q", [0])
        self._given = array("q")  # hashes of their paths, in that order
        self._sorted = array("q")  # the same by size, as far as they were looked for
        self._rows = array("q")  # whose each of these is
        self._again: set[int] = set()  # rows whose path came before
        for each in given:
            self.add(each)

    def add(self, given: T) -> None:
        facts = self._facts(given)
        self._bytes += json.dumps(facts).encode()
        self._ends.append(len(self._bytes))
        self._given.append(hash(self._path(facts)))

    @property
    def added(self) -> int:
        """How many were given, with those whose path came before."""
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
        """The first that was given with this path."""
        row = self.row(path)
        return None if row < 0 else self._made(self._kept(row))

    def row(self, path: str) -> int:
        """Its place in the order; below 0 where there is none with this path."""
        self._sort()
        wanted = hash(path)
        place = bisect_left(self._sorted, wanted)
        while place < self.added and self._sorted[place] == wanted:
            row = self._rows[place]
            if self._path(self._kept(row)) == path:
                return row
            place += 1
        return -1

    def _sort(self) -> None:
        if len(self._sorted) == self.added:
            return
        hashes = np.array(self._given, np.int64)
        order = np.argsort(hashes, kind="stable")  # of equal ones the first stays the first
        self._rows = array("q", order.tobytes())
        self._sorted = array("q", hashes[order].tobytes())
        alike = order[1:][np.diff(hashes[order]) == 0].tolist()
        self._again = {row for row in alike if self.row(self._path(self._kept(row))) != row}

    def _kept(self, row: int) -> Sequence[Any]:
        facts: Sequence[Any] = json.loads(self._bytes[self._ends[row] : self._ends[row + 1]])
        return facts

    @abstractmethod
    def _facts(self, given: T) -> Sequence[Any]:
        """What JSON can spell."""

    @abstractmethod
    def _path(self, facts: Sequence[Any]) -> str: ...

    @abstractmethod
    def _made(self, facts: Sequence[Any]) -> T: ...


class KnownPhotos(Packed[KnownPhoto]):
    """The photos of a library as it remembers them, by the path of their first place."""

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
    """The photos that lie in some folders, as the walk over them saw them."""

    def _facts(self, given: FileLocation) -> Sequence[Any]:
        file = given.file
        return (file.path, file.size, file.modified_ns, given.folder_id)

    def _path(self, facts: Sequence[Any]) -> str:
        return str(facts[0])

    def _made(self, facts: Sequence[Any]) -> FileLocation:
        path, size, modified_ns, folder_id = facts
        return FileLocation(PhotoFile(path, size, modified_ns), folder_id)
