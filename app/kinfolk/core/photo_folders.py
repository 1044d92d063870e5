"""Folders that hold photos: those that were taken in, and those that lie in them."""

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

# By its number a photo that is missing is known without a look at the row: indexes have the rest.
_NUMBER: Final[Any] = sa.literal_column("asset.rowid")
_MISSING: Final[Any] = (
    select(sa.literal_column("rowid"))
    .select_from(Asset)
    .where(sa.text(f"state = '{AssetState.MISSING.value}'"))  # as the index of these has it
    .correlate(None)
)


class PhotoFolder(NamedTuple):
    """`photos` lie in it or in a folder inside it, be it as copies; each counts once."""

    path: Path
    photos: int


def listed(session: Session, library_id: str | None) -> list[PhotoFolder]:
    """Those of a library, of null: of all, by path. It goes over all paths: for a thread."""

    def mine(column: Any) -> list[sa.ColumnElement[bool]]:
        return [] if library_id is None else [column == library_id]

    known = select(col(Folder.path)).where(*mine(col(Folder.library_id)))
    roots = [Path(root) for root in session.execute(known).scalars()]

    @cache
    def around(folder: str) -> frozenset[Path]:
        """The folder, and those it lies in up to the one that was taken in."""
        inner = Path(folder + os.sep)  # the root has lost its own
        return frozenset(
            each for each in (inner, *inner.parents) if any(map(each.is_relative_to, roots))
        )

    found: Counter[Path] = Counter()
    first = select(col(Asset.path)).where(*mine(col(Asset.library_id)), _NUMBER.not_in(_MISSING))
    paths = session.execute(first).scalars()
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
