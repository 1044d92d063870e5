"""Libraries, and the folders of photos in them."""

import os
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any, Final

import sqlalchemy as sa
from sqlalchemy import func, select
from sqlmodel import Session, col

from kinfolk.core import assignment, ids, names, places, remembered, saved_filters
from kinfolk.core.actions import Act, Action
from kinfolk.core.db import models
from kinfolk.core.db.bulk import many
from kinfolk.core.db.models import now
from kinfolk.core.db.rows import ListPage, among, check_page, cut, find, need, run
from kinfolk.core.unset import UNSET, Unset
from kinfolk.errors import Ambiguous, AppError, Invalid

FIRST_NAME = "My photos"
LONGEST_DESCRIPTION = 2000  # characters

_LIVE = col(models.Asset.state) != models.AssetState.MISSING


@dataclass(frozen=True)
class Library:
    """A set of folders with its own people; `asset_count` counts photos that are there."""

    id: str
    name: str
    description: str | None
    asset_count: int
    created_at: datetime
    updated_at: datetime


@dataclass(frozen=True)
class FolderInfo:
    """A folder of photos; `is_away`: its drive was not there at the last scan.

    `photo_count` counts files: a copy counts where it lies. `found_at`: where `found_count` of its
    photos, most of them, were found while it was away. `keeps_names`: beside them, in sidecars.
    `is_lost`: it is there, and most of the photos that were in it are not.
    """

    id: str
    library_id: str
    path: Path
    is_away: bool
    photo_count: int
    found_at: Path | None
    found_count: int
    keeps_names: bool = False  # ours, beside the photos
    reads_names: bool = True  # that photos carry, by each scan
    finds_faces: bool = True  # in its photos, by each scan
    is_lost: bool = False


@dataclass(frozen=True, kw_only=True)
class LibraryChanges:
    """What becomes of each field, as in `person_fields.PersonChanges`; there is always a name."""

    name: str | Unset
    description: str | Unset | None


UNCHANGED: Final = LibraryChanges(name=UNSET, description=UNSET)


def create(session: Session, *, name: str, description: str | None = None) -> Library:
    """A new, empty library."""
    about = _description(description)
    row = models.Library(id=ids.new("lib"), name=_clean(name), description=about)
    session.add(row)
    session.flush()
    return get(session, row.id)


def get(session: Session, library_id: str) -> Library:
    return _library(session, need(session, models.Library, library_id))


def page(
    session: Session, *, limit: int, starting_after_id: str | None = None
) -> ListPage[Library]:
    """Libraries, newest first."""
    check_page(limit, None)
    query = select(models.Library).order_by(col(models.Library.id).desc()).limit(limit + 1)
    if starting_after_id is not None:
        cursor = need(session, models.Library, starting_after_id)
        query = query.where(col(models.Library.id) < cursor.id)
    rows = session.execute(query).scalars().all()
    return cut([_library(session, row) for row in rows], limit)


def update(session: Session, library_id: str, changes: LibraryChanges) -> Library:
    """Change the fields that are said."""
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
    """The library meant by an id or by none; makes the first one (in a write) if there is none."""
    known = known_or_none(session, library_id)
    return known or create(session, name=FIRST_NAME).id


def known_or_none(session: Session, library_id: str | None) -> str | None:
    """Like `resolve`, for reading: null where there is no library yet."""
    if library_id is not None:
        return need(session, models.Library, library_id).id
    found = session.execute(select(col(models.Library.id)).limit(2)).scalars().all()
    if len(found) > 1:
        raise Ambiguous("There are several libraries.", "Say which one by its id.")
    return found[0] if found else None


def folders(session: Session, library_id: str | None = None) -> list[FolderInfo]:
    """The folders of one library or of all, by path."""
    of_folder = col(models.Folder.id)
    # A photo counts where its first file lies, and each copy where the copy lies.
    first = select(func.count()).where(col(models.Asset.folder_id) == of_folder, _LIVE)
    place = (col(models.Place.folder_id) == of_folder,)
    further = select(func.count()).where(*place)
    left = select(func.count(col(models.Place.asset_id).distinct())).where(
        *place, col(models.Place.is_left)
    )
    gone = select(func.count()).where(col(models.Asset.folder_id) == of_folder, ~_LIVE)
    counts = (
        first.scalar_subquery() + further.scalar_subquery(),
        left.scalar_subquery(),
        gone.scalar_subquery(),
    )
    query = select(models.Folder, *counts).order_by(col(models.Folder.path))
    if library_id is not None:
        query = query.where(col(models.Folder.library_id) == library_id)
    return [_folder(*row) for row in session.execute(query)]


def folder(session: Session, folder_id: str) -> FolderInfo:
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
    """Take a folder in; one that lies in a known folder is that folder, known ones inside merge."""
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
    """Folders that lie in another one become part of it."""
    for model in (models.Asset, models.Place):
        photos = among(col(model.folder_id), folder_ids)
        run(session, sa.update(model).where(photos).values(folder_id=into))
    run(session, sa.delete(models.Folder).where(among(col(models.Folder.id), folder_ids)))


def move_folder(session: Session, folder_id: str, path: Path) -> FolderInfo:
    """The folder is at `path` now: its photos go along, each to where it lay inside.

    Where a scan has been there already, what it found stays: the same photos, which are one
    again, and those with other bytes. A photo the scan made of a file that had changed meanwhile
    gives way to the one it was, unless somebody has decided something about it.
    """
    row = need(session, models.Folder, folder_id)
    path = _directory(path)
    if path == Path(row.path):
        return folder(session, folder_id)
    others = [each for each in folders(session, row.library_id) if each.id != folder_id]
    outer = next((each for each in others if path.is_relative_to(each.path)), None)
    # Before folders are joined: by the folder it knows which photos move.
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
    """The action of `move_folder`, with the names of both folders where these differ."""
    names = {"old_name": old.name, "new_name": new.name} if old.name != new.name else {}
    return Action.of(Act.MOVE_FOLDER, old=str(old), new=str(new), **names)


def find_faces_in(session: Session, folder_id: str, *, is_on: bool) -> None:
    """Scans look for faces in photos of the folder from now on, or no longer.

    Faces that are known stay, and so do their names. What was never looked at, the next scan does.
    """
    need(session, models.Folder, folder_id).find_faces = is_on
    session.flush()


def finds_faces(session: Session, folder_id: str) -> bool:
    """Whether scans look for faces in the folder; so they do where it is not known."""
    row = find(session, models.Folder, folder_id)
    return row is None or row.find_faces


def finding_faces_in(folder: Path, *, is_on: bool) -> Action:
    """The action of `find_faces_in`."""
    act = Act.FIND_FACES_IN if is_on else Act.FIND_NO_FACES_IN
    return Action.of(act, name=folder.name or str(folder))


def keep_folder(session: Session, folder_id: str) -> None:
    """The user says that the folder did not move: it is away, and whether it moved is not asked.

    Its photos were found in another folder, which is one of its own.
    """
    row = need(session, models.Folder, folder_id)
    row.found_at = None
    session.flush()
    left = (col(models.Place.folder_id) == folder_id, col(models.Place.is_left))
    run(session, sa.update(models.Place).where(*left).values(is_left=False))


def people_only_in(session: Session, folder_id: str) -> int:
    """How many people with a name have photos in that folder alone."""
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
    """Forget a folder, its photos and their faces. The files stay as they are.

    A photo that lies in another folder, too, stays in the library with that place. What the user
    has said of the others is remembered, and comes back with their pictures.
    """
    need(session, models.Folder, folder_id)
    # Asked first: the faces, by which these people are known, go with the folder.
    people = session.execute(_people_in(folder_id)).scalars().all()
    photos = select(func.count()).where(col(models.Asset.folder_id) == folder_id)
    with many(session.connection(), session.execute(photos).scalar_one()):
        remembered.keep(session, folder_id)
        run(session, sa.delete(models.Folder).where(col(models.Folder.id) == folder_id))
        assignment.drop_empty(session, people)


def _people_in(folder_id: str) -> sa.Select[Any]:
    in_folder = select(col(models.Asset.id)).where(col(models.Asset.folder_id) == folder_id)
    faces = select(col(models.Face.person_id)).where(col(models.Face.asset_id).in_(in_folder))
    return faces.distinct()


def _library(session: Session, row: models.Library) -> Library:
    count = select(func.count()).where(col(models.Asset.library_id) == row.id, _LIVE)
    photos = session.execute(count).scalar_one()
    return Library(row.id, row.name, row.description, photos, row.created_at, row.updated_at)


def _folder(row: models.Folder, photos: int, left: int, gone: int) -> FolderInfo:
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
    path = path.expanduser().resolve()
    if not path.is_dir():
        raise AppError("{path} is not a folder.", "Choose a folder with photos.", path=path)
    return path


def _clean(name: str) -> str:
    if not name.strip():
        raise Invalid("name", "A library needs a name.")
    cleaned = names.clean(name)
    assert cleaned is not None
    return cleaned


def _description(value: str | None) -> str | None:
    return names.prose(value, field="description", longest=LONGEST_DESCRIPTION)


def _text(path: Path) -> str:
    try:
        return os.fsencode(path).decode()
    except UnicodeDecodeError:
        # On Linux a name is any bytes; the column holds text alone.
        raise AppError("The folder's name is not readable text.", "Rename it.") from None
