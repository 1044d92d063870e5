"""The photos of a library as it remembers them, before a scan compares them with the disk."""

import json
from array import array
from bisect import bisect_left
from collections.abc import Iterable, Iterator
from operator import attrgetter

import numpy as np

from kinfolk.core.db.models import AssetState
from kinfolk.scan.tasks import KnownPhoto

_facts = attrgetter(*KnownPhoto.__slots__)


class KnownPhotos:
    """By path, and in the order in which they were given. Each is made when it is asked for.

    A photo is nine objects of Python: those of 100,000 took 90 MB, most of which stayed with
    the process, as what lived longer lay between them. Here each is some bytes behind the others.
    """

    def __init__(self, photos: Iterable[KnownPhoto]) -> None:
        """No two have one path."""
        self._bytes = bytearray()
        self._ends = array("Q", [0])
        hashes = array("q")
        for photo in photos:
            self._bytes += json.dumps(_facts(photo)).encode()
            self._ends.append(len(self._bytes))
            hashes.append(hash(photo.path))
        found = np.array(hashes, np.int64)
        order = np.argsort(found)
        self._rows = array("q", order.tobytes())  # in the order of their paths' hashes, which are
        self._hashes = array("q", found[order].tobytes())

    def __len__(self) -> int:
        return len(self._rows)

    def __iter__(self) -> Iterator[KnownPhoto]:
        return map(self._photo, range(len(self)))

    def __contains__(self, path: str) -> bool:
        return self.get(path) is not None

    def get(self, path: str) -> KnownPhoto | None:
        """The one whose first place that is."""
        wanted = hash(path)
        place = bisect_left(self._hashes, wanted)
        while place < len(self) and self._hashes[place] == wanted:
            photo = self._photo(self._rows[place])
            if photo.path == path:
                return photo
            place += 1
        return None

    def _photo(self, row: int) -> KnownPhoto:
        kept = self._bytes[self._ends[row] : self._ends[row + 1]]
        asset_id, path, size, modified_ns, content_hash, state, *rest = json.loads(kept)
        facts = (asset_id, path, size, modified_ns, content_hash, AssetState(state))
        return KnownPhoto(*facts, *rest)
