"""Libraries, and the folders of photos in them."""

import os
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from enum import Enum
from functools import cache
from pathlib import Path
from typing import Any, Final

import sqlalchemy as sa
from sqlalchemy import func, select
from sqlmodel import Session, col

from kinfolk.core import ids, names
from kinfolk.core.actions import Act, Action
from kinfolk.core.db import models
from kinfolk.core.db.bulk import many
from kinfolk.core.db.models import now
from kinfolk.core.db.rows import among, find, need, run
from kinfolk.core.faces import assignment
from kinfolk.core.photos import places, remembered_decisions, saved_filters
from kinfolk.core.unset import UNSET, Unset
from kinfolk.errors import Ambiguous, AppError, Invalid
from kinfolk.files import resolved

FIRST_NAME = "My photos"
LONGEST_DESCRIPTION = 2000  # characters

_LIVE = col(models.Asset.state) != models.AssetState.MISSING


@dataclass(frozen=True)
class Library:
    """Hold a set of folders with its own people; `asset_count` leaves out missing photos."""

    id: str
    name: str
    description: str | None
    asset_count: int
    created_at: datetime
    updated_at: datetime


@dataclass(frozen=True)
class FolderInfo:
    """Hold a folder of photos and its switches.

    `is_away` means that its drive was not there at the last scan. `photo_count` counts
    each photo once. `found_at` is another folder where most of its photos were found while it was
    away, and `found_count` how many of them. `is_lost` means that it is there, but most of its
    photos are not.
    """

    id: str
    library_id: str
    path: Path
    is_away: bool
    photo_count: int
    found_at: Path | None
    found_count: int
    keeps_names: bool = False  # write names next to its photos, in sidecars
    reads_names: bool = True  # each scan reads the names in its photos
    finds_faces: bool = True  # each scan looks for faces in its photos
    is_lost: bool = False

    @property
    def name(self) -> str:
        """The last part of its path, or all of it for a drive."""
        return self.path.name or str(self.path)


@dataclass(frozen=True, kw_only=True)
class LibraryChanges:
    """Hold the new value of each field, UNSET to leave it; a description of None clears it."""

    name: str | Unset
    description: str | Unset | None


UNCHANGED: Final = LibraryChanges(name=UNSET, description=UNSET)


def create(session: Session, *, name: str, description: str | None = None) -> Library:
    about = _description(description)
    row = models.Library(id=ids.new("lib"), name=_clean(name), description=about)
    session.add(row)
    session.flush()
    return get(session, row.id)


def get(session: Session, library_id: str) -> Library:
    """Return the library; NotFound if there is none with that id."""
    return _library(session, need(session, models.Library, library_id))


def listing(session: Session) -> list[Library]:
    """Return all libraries, newest first."""
    rows = session.execute(select(models.Library).order_by(col(models.Library.id).desc()))
    return [_library(session, row) for row in rows.scalars().all()]


def update(session: Session, library_id: str, changes: LibraryChanges) -> Library:
    """Change the fields that are set in `changes`, and return the library."""
    row = need(session, models.Library, library_id)
    if changes.name is not UNSET:
        row.name = _clean(changes.name)
    if changes.description is not UNSET:
        row.description = _description(changes.description)
    if session.is_modified(row):
        row.updated_at = now()
    session.flush()
    return _library(session, row)


def resolve(session: Session, library_id: str | None) -> str:
    """Return the id given, or that of the only library; create the first one if there is none.

    Raises NotFound for an unknown id, and Ambiguous if there are several libraries and no id.
    """
    known = known_or_none(session, library_id)
    return known or create(session, name=FIRST_NAME).id


def known_or_none(session: Session, library_id: str | None) -> str | None:
    """Return the library as `resolve` does, without creating one: None if there is none yet.

    Raises NotFound and Ambiguous as `resolve` does.
    """
    if library_id is not None:
        return need(session, models.Library, library_id).id
    found = session.execute(select(col(models.Library.id)).limit(2)).scalars().all()
    if len(found) > 1:
        raise Ambiguous("There are several libraries.", "Specify one by its id.")
    return found[0] if found else None


def folders(session: Session, library_id: str | None = None) -> list[FolderInfo]:
    query = _with_counts()
    if library_id is not None:
        query = query.where(col(models.Folder.library_id) == library_id)
    return [_folder(*row) for row in session.execute(query)]


@cache
def _with_counts() -> sa.Select[Any]:
    """Return the query of all folders; it is built once, as each scan asks it several times."""
    of_folder = col(models.Folder.id)
    # A photo counts once in each folder that has a file of it.
    first = select(func.count()).where(col(models.Asset.folder_id) == of_folder, _LIVE)
    place = (col(models.Place.folder_id) == of_folder,)
    further = select(func.count(col(models.Place.asset_id).distinct())).where(
        *place,
        col(models.Place.asset_id) == col(models.Asset.id),
        sa.or_(col(models.Asset.folder_id) != of_folder, ~_LIVE),
    )
    left = select(func.count(col(models.Place.asset_id).distinct())).where(
        *place, col(models.Place.is_left)
    )
    gone = select(func.count()).where(col(models.Asset.folder_id) == of_folder, ~_LIVE)
    counts = (
        first.scalar_subquery() + further.scalar_subquery(),
        left.scalar_subquery(),
        gone.scalar_subquery(),
    )
    return select(models.Folder, *counts).order_by(col(models.Folder.path))


def folder(session: Session, folder_id: str) -> FolderInfo:
    """Return the folder; NotFound if there is none with that id."""
    row = need(session, models.Folder, folder_id)
    return next(each for each in folders(session, row.library_id) if each.id == folder_id)


def add_folder(
    session: Session,
    path: Path,
    *,
    library_id: str | None = None,
    reads_names: bool = True,
    finds_faces: bool = True,
) -> FolderInfo:
    """Add a folder to a library and return it.

    If it lies in a known folder, that one is returned; known folders inside it become part of it.
    Raises AppError if there is no such folder.
    """
    path = _directory(path)
    library_id = resolve(session, library_id)
    known = folders(session, library_id)
    for each in known:
        if path.is_relative_to(each.path):
            return each
    row = models.Folder(
        id=ids.new("folder"),
        library_id=library_id,
        path=_text(path),
        read_names=reads_names,
        find_faces=finds_faces,
    )
    session.add(row)
    session.flush()
    _merge(session, [each.id for each in known if each.path.is_relative_to(path)], row.id)
    return folder(session, row.id)


def _merge(session: Session, folder_ids: Iterable[str], into: str) -> None:
    """Move the photos of folders to the folder around them, and delete those folders."""
    for model in (models.Asset, models.Place):
        photos = among(col(model.folder_id), folder_ids)
        run(session, sa.update(model).where(photos).values(folder_id=into))
    run(session, sa.delete(models.Folder).where(among(col(models.Folder.id), folder_ids)))


def move_folder(session: Session, folder_id: str, path: Path) -> FolderInfo:
    """Note that a folder is at `path` now; its photos get their paths there.

    What a scan has found there already stays: the same photos, which become one again, and those
    with other bytes. A photo that a scan made of a file that had changed gives way to the photo it
    was before, unless the user has decided something about it. Returns the folder around `path` if
    that is in the library.
    """
    row = need(session, models.Folder, folder_id)
    path = _directory(path)
    if path == Path(row.path):
        return folder(session, folder_id)
    others = [each for each in folders(session, row.library_id) if each.id != folder_id]
    outer = next((each for each in others if path.is_relative_to(each.path)), None)
    # Before folders are merged: afterwards no one could tell which photos have to move.
    places.rebase(session, folder_id, Path(row.path), path)
    saved_filters.follow_move(session, Path(row.path), path)
    if outer is not None:
        _merge(session, [folder_id], outer.id)
        return folder(session, outer.id)
    row.path, row.is_away, row.found_at = _text(path), False, None
    session.flush()
    _merge(session, [each.id for each in others if each.path.is_relative_to(path)], folder_id)
    return folder(session, folder_id)


def moving(old: Path, new: Path) -> Action:
    """Return the action of `move_folder`, with the names of both folders if they differ."""
    names = {"old_name": old.name, "new_name": new.name} if old.name != new.name else {}
    return Action.of(Act.MOVE_FOLDER, old=str(old), new=str(new), **names)


class FolderSwitch(Enum):
    """Name what can be switched on and off for a folder, by its column and the two actions.

    What was found or read before stays, when it is switched off. Once finding faces is on, the next
    scan looks at what was never looked at.
    """

    FIND_FACES = "find_faces", Act.FIND_FACES_IN, Act.FIND_NO_FACES_IN
    READ_NAMES = "read_names", Act.READ_NAMES_IN, Act.READ_NO_NAMES_IN  # in photos, by scans
    KEEP_NAMES = "keep_names", Act.KEEP_NAMES, Act.KEEP_NO_NAMES  # in sidecars next to photos


def switch(session: Session, folder_id: str, what: FolderSwitch, *, is_on: bool) -> None:
    column, _, _ = what.value
    setattr(need(session, models.Folder, folder_id), column, is_on)
    session.flush()


def switching(folder: Path, what: FolderSwitch, *, is_on: bool) -> Action:
    """Return the action of `switch` for the history."""
    _, on, off = what.value
    return Action.of(on if is_on else off, name=folder.name or str(folder))


def finds_faces(session: Session, folder_id: str) -> bool:
    """Return whether scans look for faces in the folder; True for an unknown one."""
    row = find(session, models.Folder, folder_id)
    return row is None or row.find_faces


def keep_folder(session: Session, folder_id: str) -> None:
    """Note that the folder did not move, though its photos were found in another one.

    It stays unavailable, and the user is not asked about it again.
    """
    row = need(session, models.Folder, folder_id)
    row.found_at = None
    session.flush()
    left = (col(models.Place.folder_id) == folder_id, col(models.Place.is_left))
    run(session, sa.update(models.Place).where(*left).values(is_left=False))


def people_only_in(session: Session, folder_id: str) -> int:
    """Return how many people with a name are only in photos of that folder."""
    appearance = models.Appearance
    goes = (
        select(col(models.PhotoSummary.n))
        .join(models.Asset, col(models.Asset.id) == col(models.PhotoSummary.asset_id))
        .where(places.is_only_in(folder_id))
    )
    theirs = col(appearance.person_id) == col(models.Person.id)
    only_there = (
        col(models.Person.name).is_not(None),
        sa.exists().where(theirs, col(appearance.photo).in_(goes)),
        ~sa.exists().where(theirs, col(appearance.photo).not_in(goes)),
    )
    count: int = session.execute(
        select(func.count(col(models.Person.id))).where(*only_there)
    ).scalar_one()
    return count


def remove_folder(session: Session, folder_id: str) -> None:
    """Remove a folder, its photos and their faces from the library; the files stay as they are.

    A photo that lies in another folder, too, stays with that place. The user's decisions about the
    others are remembered, and come back with their pictures.
    """
    need(session, models.Folder, folder_id)
    # Asked first: these people are known by the faces, which are deleted with the folder.
    people = session.execute(_people_in(folder_id)).scalars().all()
    photos = select(func.count()).where(col(models.Asset.folder_id) == folder_id)
    with many(session.connection(), session.execute(photos).scalar_one()):
        remembered_decisions.keep(session, folder_id)
        run(session, sa.delete(models.Folder).where(col(models.Folder.id) == folder_id))
        assignment.drop_empty(session, people)


def _people_in(folder_id: str) -> sa.Select[Any]:
    """Return SQL: the people who have a face in photos of the folder."""
    in_folder = select(col(models.Asset.id)).where(col(models.Asset.folder_id) == folder_id)
    faces = select(col(models.Face.person_id)).where(col(models.Face.asset_id).in_(in_folder))
    return faces.distinct()


def _library(session: Session, row: models.Library) -> Library:
    count = select(func.count()).where(col(models.Asset.library_id) == row.id, _LIVE)
    photos = session.execute(count).scalar_one()
    return Library(row.id, row.name, row.description, photos, row.created_at, row.updated_at)


def _folder(row: models.Folder, photos: int, left: int, gone: int) -> FolderInfo:
    """Return the folder of a row; `left` photos were found elsewhere, `gone` ones are missing."""
    found_at = Path(row.found_at) if row.found_at else None
    return FolderInfo(
        id=row.id,
        library_id=row.library_id,
        path=Path(row.path),
        is_away=row.is_away,
        photo_count=photos,
        found_at=found_at,
        found_count=left,
        keeps_names=row.keep_names,
        reads_names=row.read_names,
        finds_faces=row.find_faces,
        is_lost=gone > photos and not row.is_away,
    )


def _directory(path: Path) -> Path:
    """Return the path with links resolved; AppError if it is not a folder."""
    path = resolved(path)
    if not os.path.isdir(path):
        raise AppError("{path} isn’t a folder.", "Choose a folder with photos.", path=path)
    return path


def _clean(name: str) -> str:
    """Return a library's name in its clean form; Invalid if it is blank."""
    if not name.strip():
        raise Invalid("name", "A library needs a name.")
    cleaned = names.clean(name)
    assert cleaned is not None
    return cleaned


def _description(value: str | None) -> str | None:
    return names.prose(value, field="description", longest=LONGEST_DESCRIPTION)


def _text(path: Path) -> str:
    """Return the path as text; AppError if it has bytes that are no text."""
    try:
        return os.fsencode(path).decode()
    except UnicodeDecodeError:
        # On Linux a name may be any bytes; the column holds only text.
        raise AppError("The folder’s name isn’t readable text.", "Rename it.") from None
