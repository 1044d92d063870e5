"""The folders of a library and their subfolders, with their numbers of photos."""

import os
from collections import Counter
from functools import cache
from itertools import groupby
from operator import itemgetter
from pathlib import Path
from typing import Any, Final, NamedTuple

import sqlalchemy as sa
from sqlalchemy import select
from sqlmodel import Session, col

from kinfolk.core.db.models import Asset, AssetState, Folder, Place

# Missing photos are known by their row numbers, because indexes answer that without the rows.
_NUMBER: Final[Any] = sa.literal_column("asset.rowid")
_MISSING: Final[Any] = (
    select(sa.literal_column("rowid"))
    .select_from(Asset)
    .where(sa.text(f"state = '{AssetState.MISSING.value}'"))  # as the index is spelled
    .correlate(None)
)


class PhotoFolder(NamedTuple):
    """Hold a folder and how many photos lie in it or below it; a photo with copies counts once."""

    path: Path
    photos: int


def listed(session: Session, library_id: str | None) -> list[PhotoFolder]:
    """Return the folders of a library, or of all for None, by path.

    It reads the paths of all photos, so call it on a background thread.
    """

    def mine(column: Any) -> list[sa.ColumnElement[bool]]:
        return [] if library_id is None else [column == library_id]

    known = select(col(Folder.path)).where(*mine(col(Folder.library_id)))
    roots = [Path(root) for root in session.execute(known).scalars()]

    @cache
    def around(folder: str) -> frozenset[Path]:
        """Return the folder and the folders around it, up to the one in the library."""
        inner = Path(folder + os.sep)  # for the root, `_folder` returns ""
        return frozenset(
            each for each in (inner, *inner.parents) if any(map(each.is_relative_to, roots))
        )

    found: Counter[Path] = Counter()
    first = select(col(Asset.path)).where(*mine(col(Asset.library_id)), _NUMBER.not_in(_MISSING))
    paths = session.execute(first).scalars()
    # Counted here, because grouping by folder in SQL takes four times as long (0.6 s for 400,000
    # photos).
    for folder, number in Counter(map(_folder, paths)).items():
        found.update(dict.fromkeys(around(folder), number))
    copies = (
        select(col(Place.asset_id), col(Asset.path), col(Place.path))
        .join(Asset, col(Asset.id) == col(Place.asset_id))
        .where(*mine(col(Place.library_id)), _NUMBER.not_in(_MISSING))
        .order_by(col(Place.asset_id))
    )
    for _, rows in groupby(session.execute(copies), key=itemgetter(0)):
        places = list(rows)
        counted = around(_folder(places[0][1]))
        copied = frozenset[Path]().union(*(around(_folder(row[2])) for row in places))
        found.update(copied - counted)
    return [PhotoFolder(path, found[path]) for path in sorted(found)]


def _folder(path: str) -> str:
    return path.rpartition(os.sep)[0]
