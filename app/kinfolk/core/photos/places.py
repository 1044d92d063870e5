"""The further places of photos: files with the same bytes, which are not photos of their own."""

import os
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import sqlalchemy as sa
from sqlalchemy import ColumnElement, and_, delete, func, select, update
from sqlalchemy.dialects import sqlite
from sqlmodel import Session, col

from kinfolk.core import ids
from kinfolk.core.db.models import (
    Asset,
    AssetState,
    ClaimState,
    DismissedBox,
    Face,
    Folder,
    NameClaim,
    Place,
    Presence,
    now,
)
from kinfolk.core.db.rows import among, need, run
from kinfolk.core.faces import assignment


@dataclass(frozen=True)
class File:
    """Hold a further file of a photo; see `models.Place`."""

    asset_id: str
    folder_id: str
    path: str
    size: int
    modified_ns: int
    is_left: bool = False


def files(session: Session, asset_id: str) -> list[Path]:
    """Return all files of a photo; its first place comes first."""
    first = need(session, Asset, asset_id).path
    further = select(col(Place.path)).where(col(Place.asset_id) == asset_id)
    return [Path(first), *map(Path, session.execute(further.order_by(col(Place.path))).scalars())]


def at(session: Session, paths: Sequence[Path]) -> list[str]:
    """Return the photos in these files, each once, in the order of the files, of any library."""
    texts = list(map(str, paths))
    first = select(col(Asset.path), col(Asset.id)).where(among(col(Asset.path), texts))
    further = select(col(Place.path), col(Place.asset_id)).where(among(col(Place.path), texts))
    known: dict[str, str] = dict(session.execute(sa.union_all(further, first)).all())
    return list(dict.fromkeys(known[text] for text in texts if text in known))


def is_only_in(folder_id: str) -> ColumnElement[bool]:
    """Return SQL: the photo lies in that folder alone, so it is removed with it."""
    elsewhere = select(col(Place.asset_id)).where(col(Place.folder_id) != folder_id)
    return and_(col(Asset.folder_id) == folder_id, col(Asset.id).not_in(elsewhere))


def readable(session: Session, asset_id: str) -> Path:
    """Return a file of the photo that exists now, else its first place."""
    known = files(session, asset_id)
    # Not `Path.is_file`, which raises an error for a network drive that is off.
    return next((path for path in known if os.path.isfile(path)), known[0])


def facts(session: Session, asset_id: str, path: Path) -> tuple[int, int] | None:
    """Return the size (bytes) and time (ns) with which the last scan saw this file of the photo."""
    first = select(col(Asset.file_size), col(Asset.modified_ns)).where(
        col(Asset.id) == asset_id, col(Asset.path) == str(path)
    )
    further = select(col(Place.file_size), col(Place.modified_ns)).where(
        col(Place.asset_id) == asset_id, col(Place.path) == str(path)
    )
    row = session.execute(sa.union_all(first, further)).first()
    return (row.file_size, row.modified_ns) if row else None


def count(session: Session, library_id: str | None = None) -> int:
    """Return how many copies of photos lie in folders that are available."""
    query = select(func.count(col(Place.id))).join(Folder, col(Folder.id) == col(Place.folder_id))
    query = query.where(~col(Folder.is_away))
    if library_id is not None:
        query = query.where(col(Place.library_id) == library_id)
    found: int = session.execute(query).scalar_one()
    return found


def add(session: Session, library_id: str, found: Sequence[File]) -> None:
    """Store further files of photos.

    Files are left out if their photo or folder is gone, or if a photo has its first place there.
    """
    assets = _existing(session, Asset, {file.asset_id for file in found})
    folders = _existing(session, Folder, {file.folder_id for file in found})
    first = (
        col(Asset.library_id) == library_id,
        among(col(Asset.path), [file.path for file in found]),
    )
    taken = set(session.execute(select(col(Asset.path)).where(*first)).scalars())
    rows = [
        {
            "id": ids.new("place"),
            "library_id": library_id,
            "asset_id": file.asset_id,
            "folder_id": file.folder_id,
            "path": file.path,
            "file_size": file.size,
            "modified_ns": file.modified_ns,
            "is_left": file.is_left,
            "created_at": now(),
        }
        for file in found
        if file.asset_id in assets and file.folder_id in folders and file.path not in taken
    ]
    if rows:
        query = sqlite.insert(Place)
        changed = {name: query.excluded[name] for name in rows[0] if name != "id"}
        session.execute(query.on_conflict_do_update(["library_id", "path"], set_=changed), rows)
        # Their sidecars may name other people, so the names are read again.
        here = among(col(Asset.id), assets)
        run(session, update(Asset).where(here).values(names_read=None))


def forget(session: Session, place_ids: Iterable[str]) -> None:
    """Delete the rows of these further files of photos."""
    run(session, delete(Place).where(among(col(Place.id), place_ids)))


def forget_at(session: Session, library_id: str, paths: Iterable[str]) -> None:
    """Delete the places at these paths, because photos get them as the paths of their own rows."""
    here = (col(Place.library_id) == library_id, among(col(Place.path), paths))
    run(session, delete(Place).where(*here))


def forget_of(session: Session, asset_id: str) -> None:
    """Delete the places of a photo whose first file has other bytes now."""
    run(session, delete(Place).where(col(Place.asset_id) == asset_id))


def mark(session: Session, left: Mapping[str, bool]) -> None:
    """Store for each place whether its photo was found elsewhere while its folder was away."""
    for is_left in (True, False):
        marked = [place_id for place_id, value in left.items() if value is is_left]
        query = update(Place).where(among(col(Place.id), marked))
        run(session, query.values(is_left=is_left))


def rebase(session: Session, folder_id: str, old: Path, new: Path) -> None:
    """Give a folder's files the paths below `new` that they had below `old`.

    See `library.move_folder` for files that are known there already.
    """
    where = _Rebase(session, folder_id, old, new)
    where.first_places()
    where.further_places()


class _Rebase:
    """Change the paths of a folder's files to another folder, where other files may be known."""

    def __init__(self, session: Session, folder_id: str, old: Path, new: Path) -> None:
        self._session = session
        self._old, self._new = old, new
        mine = select(col(Asset.id), col(Asset.path)).where(col(Asset.folder_id) == folder_id)
        self._assets = self._targets(session.execute(mine))
        missing = mine.where(col(Asset.state) == AssetState.MISSING)
        self._missing = set(session.execute(missing).scalars())
        places = select(col(Place.id), col(Place.path)).where(col(Place.folder_id) == folder_id)
        self._places = self._targets(session.execute(places))
        # What is known at the new paths, from a scan that was there before the user said so.
        paths = {*self._assets.values(), *self._places.values()}
        library_id = need(session, Folder, folder_id).library_id
        assets = select(col(Asset.path), col(Asset.id)).where(
            col(Asset.library_id) == library_id, among(col(Asset.path), paths)
        )
        there: Any = session.execute(assets).all()
        self._asset_at: dict[str, str] = dict(there)
        places_at = select(col(Place.path), col(Place.id), col(Place.asset_id)).where(
            col(Place.library_id) == library_id, among(col(Place.path), paths)
        )
        self._place_at = {
            path: (place_id, asset_id) for path, place_id, asset_id in session.execute(places_at)
        }

    def first_places(self) -> None:
        """Move the photos to their new paths, unless another one has come there for good."""
        targets = dict(self._assets)
        rivals = {
            rival: asset_id
            for asset_id, path in targets.items()
            if (rival := self._asset_at.get(path)) is not None and rival not in targets
        }
        # A photo that was missing before the folder moved may not lie there: whatever was found at
        # its path stays.
        gone = undecided(
            self._session,
            (rival for rival, asset_id in rivals.items() if asset_id not in self._missing),
        )
        _drop(self._session, gone)
        lost = {asset_id for rival, asset_id in rivals.items() if rival not in gone}
        for asset_id, path in targets.items():
            place_id, owner = self._place_at.get(path, (None, None))
            if owner is not None and owner != asset_id:
                lost.add(asset_id)
            elif place_id is not None:
                del self._place_at[path]
                forget(self._session, [place_id])
        # Replaced by ids first, because paths are unique, and photos may swap their paths.
        run(self._session, update(Asset).where(among(col(Asset.id), targets)).values(path=Asset.id))
        for asset_id, path in targets.items():
            is_lost = asset_id in lost
            # A path that no file has: the photo stays as missing, and keeps what was said of it.
            values = {"path": f"{path} ({asset_id})", "state": AssetState.MISSING}
            query = update(Asset).where(col(Asset.id) == asset_id)
            self._session.execute(query.values(values if is_lost else {"path": path}))
            if not is_lost:
                self._asset_at[path] = asset_id

    def further_places(self) -> None:
        """Move the copies to their new paths where nothing is known yet; delete the others."""
        taken = self._asset_at.keys() | self._place_at.keys()
        free = {place: path for place, path in self._places.items() if path not in taken}
        forget(self._session, self._places.keys() - free.keys())
        # Replaced by ids first, as above.
        run(self._session, update(Place).where(among(col(Place.id), free)).values(path=Place.id))
        for place_id, path in free.items():
            query = update(Place).where(col(Place.id) == place_id)
            self._session.execute(query.values(path=path, is_left=False))

    def _targets(self, rows: Iterable[Any]) -> dict[str, str]:
        """Return the new path of each row, except for those found below the new folder already."""
        return {
            row_id: str(self._new / Path(path).relative_to(self._old))
            for row_id, path in rows
            if Path(path).is_relative_to(self._old) and not Path(path).is_relative_to(self._new)
        }


def undecided(session: Session, asset_ids: Iterable[str]) -> set[str]:
    """Return photos that the user has decided nothing about: a scan can make them again."""
    asset_ids = set(asset_ids)
    said = select(col(Face.asset_id)).where(among(col(Face.asset_id), asset_ids))
    decided = set(session.execute(said.where(assignment.is_decided())).scalars())
    for table in (DismissedBox, Presence):
        told = select(col(table.asset_id)).where(among(col(table.asset_id), asset_ids))
        decided.update(session.execute(told).scalars())
    refused = select(col(NameClaim.asset_id)).where(
        among(col(NameClaim.asset_id), asset_ids),
        col(NameClaim.state).in_((ClaimState.REFUSED, ClaimState.LEFT)),
    )
    decided.update(session.execute(refused).scalars())
    return asset_ids - decided


def _drop(session: Session, asset_ids: set[str]) -> None:
    """Delete photos, and groups that have lost all of their faces by it."""
    owners = select(col(Face.person_id)).where(among(col(Face.asset_id), asset_ids))
    people = session.execute(owners).scalars().all()  # before their faces go with the photos
    run(session, delete(Asset).where(among(col(Asset.id), asset_ids)))
    assignment.drop_empty(session, people)


def _existing(session: Session, model: type[Asset] | type[Folder], known: set[str]) -> set[str]:
    query = select(col(model.id)).where(among(col(model.id), known))
    return set(session.execute(query).scalars())
