"""Keep the ids of many faces by row, and their rows by id."""

from collections.abc import Sequence
from typing import cast

import numpy as np
from numpy.typing import NDArray

from kinfolk.recognition.growing_array import extended

Ids = NDArray[np.bytes_]

# So many new ids are kept in a dict before all are sorted again.
_MAX_FRESH = 4096


class FaceIds:
    """Hold ids in a fifth of the memory of a list and a dict; looking one up takes longer."""

    def __init__(self, ids: Ids | None = None) -> None:
        """Take `ids` (n,) in UTF-8; if an id is there twice, the later row counts."""
        self.array: Ids = np.zeros(0, "S1") if ids is None else ids
        self._order: NDArray[np.int64] | None = None  # the first rows, sorted by their ids
        self._fresh: dict[str, int] = {}  # the rows after them

    def __len__(self) -> int:
        return len(self.array)

    def __getitem__(self, row: int) -> str:
        return cast(bytes, self.array[row]).decode()

    def append(self, ids: Sequence[str], expected: int = 0) -> None:
        """Add rows; memory for as many rows as are `expected` is reserved."""
        fresh = np.array([each.encode() for each in ids], np.bytes_)
        if fresh.itemsize > self.array.itemsize:
            self.array = self.array.astype(fresh.dtype)
        first = len(self)
        self.array = extended(self.array, fresh, expected)
        if self._order is None or len(self._fresh) + len(ids) > _MAX_FRESH:
            self._order = None  # sorted when one is looked up
            self._fresh.clear()
        else:
            self._fresh.update((each, first + at) for at, each in enumerate(ids))

    def row(self, face_id: str) -> int | None:
        if self._order is None:
            self._order = np.argsort(self.array, kind="stable")
        if (fresh := self._fresh.get(face_id)) is not None:
            return fresh
        wanted = face_id.encode()
        if len(wanted) > self.array.itemsize:
            return None
        # Of the same width as the rest: else numpy would copy all of it.
        key = np.array([wanted], self.array.dtype)
        sorted_ids = self.array[: len(self._order)]
        place = int(np.searchsorted(sorted_ids, key, side="right", sorter=self._order)[0])
        if not place:
            return None
        row = int(self._order[place - 1])
        return row if self.array[row] == wanted else None
