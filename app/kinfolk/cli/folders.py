"""`kinfolk folders`: the folders of photos."""

import os
from dataclasses import replace
from pathlib import Path
from typing import Annotated, Any

import typer

from kinfolk.cli.common import AsJson, BaseDir, InLibrary, database, emit, many, table, write
from kinfolk.cli.libraries import known_id
from kinfolk.core.actions import Act, Action
from kinfolk.core.database import Database
from kinfolk.core.db.session import Session
from kinfolk.core.photos import library
from kinfolk.core.photos.library import FolderInfo, FolderSwitch
from kinfolk.errors import AppError, Conflict, NotFound
from kinfolk.files import resolved, typed
from kinfolk.scan import folder_match

app = typer.Typer(
    name="folders",
    no_args_is_help=True,
    help="List, add, move, set up and remove photo folders.",
)

Which = Annotated[
    str,
    typer.Argument(metavar="FOLDER", help="A path or an id, as shown by `kinfolk folders list`."),
]


@app.command("list")
def list_(in_library: InLibrary = None, base_dir: BaseDir = None, as_json: AsJson = False) -> None:
    """List the folders. An unavailable one could not be found at the last scan."""
    with database(base_dir) as db, db.read() as session:
        found = library.folders(session, known_id(session, in_library))
    rows = [(each.id, str(each.path), each.photo_count, _state(each)) for each in found]
    emit(
        [folder_object(each) for each in found],
        as_json=as_json,
        text=lambda: table(("id", "folder", "photos", ""), rows),
    )


@app.command()
def add(
    folder: Annotated[Path, typer.Argument(metavar="FOLDER", help="A folder of photos.")],
    no_faces: Annotated[
        bool, typer.Option("--no-faces", help="Do not find faces in this folder.")
    ] = False,
    in_library: InLibrary = None,
    base_dir: BaseDir = None,
    as_json: AsJson = False,
) -> None:
    """Add a folder to the library. `kinfolk scan` scans it; your photos are never changed."""

    def take_in(session: Session) -> FolderInfo:
        where = library.resolve(session, known_id(session, in_library))
        known = {each.id for each in library.folders(session, where)}
        added = library.add_folder(session, folder, library_id=where, finds_faces=not no_faces)
        if added.id in known:
            raise AppError(
                f"{added.path} is already in the library.",
                "To list folders, run `kinfolk folders list`.",
            )
        return added

    with database(base_dir) as db:
        # Without a label it is not an undo step: undo would remove everything found there.
        added = db.write(take_in).result().result
    text = "Added {path}. Next: kinfolk scan"
    if no_faces:
        text = "Added {path}. Kinfolk will not find faces in it. Next: kinfolk scan"
    emit(folder_object(added), as_json=as_json, text=text.format(path=added.path))


@app.command()
def move(
    old: Which,
    new: Annotated[Path, typer.Argument(metavar="NEW", help="Its new location.")],
    yes: Annotated[
        bool, typer.Option("--yes", help="Even if it contains few or none of the photos.")
    ] = False,
    in_library: InLibrary = None,
    base_dir: BaseDir = None,
    as_json: AsJson = False,
) -> None:
    """Set the new location of a folder. Its photos, faces and names are kept; no file is moved."""
    with database(base_dir) as db:
        with db.read() as session:
            known = known_folder(session, old, in_library)
        _look(db, known, typed(new), is_sure=yes)
        action = library.moving(known.path, resolved(new))
        moved = write(db, lambda session: library.move_folder(session, known.id, new), action)
    text = f"{known.path} moved to {moved.path}, with {_photos(known.photo_count)}."
    emit(
        folder_object(moved),
        as_json=as_json,
        text=f"{text} Next: kinfolk scan",
    )


def _look(db: Database, known: FolderInfo, new: Path, *, is_sure: bool) -> None:
    """Refuse a new folder without most of the photos, about which the window would ask."""
    if not os.path.isdir(new):
        return  # `move_folder` refuses it anyway
    found = folder_match.look(db, known.id, known.path, new)
    if found.is_empty or not (found.is_likely or is_sure):
        hint = "" if found.is_empty else "To use it anyway, add `--yes`."
        raise Conflict(found.said(str(known.path), str(new)), hint)


@app.command()
def remove(
    which: Which,
    yes: Annotated[
        bool, typer.Option("--yes", help="Even if people have photos only there.")
    ] = False,
    in_library: InLibrary = None,
    base_dir: BaseDir = None,
    as_json: AsJson = False,
) -> None:
    """Remove a folder from the library. Its files are unchanged; `kinfolk undo` brings it back.

    Photos that are also in another folder stay. Your names and answers about the others are kept,
    and come back with the photos, in this folder or another.
    """
    with database(base_dir) as db:
        with db.read() as session:
            known = known_folder(session, which, in_library)
            only_there = library.people_only_in(session, known.id)
        if only_there and not yes:
            raise Conflict(
                f"{many(only_there, 'person has', 'people have')} photos only in {known.path}.",
                "To remove it anyway, add `--yes`. `kinfolk undo` brings them back.",
            )
        write(
            db,
            lambda session: library.remove_folder(session, known.id),
            Action.of(Act.REMOVE_FOLDER, name=known.name),
        )
    text = f"{known.path} removed from the library. Its photos are unchanged."
    emit(folder_object(known) | {"people_only_in_it": only_there}, as_json=as_json, text=text)


@app.command("faces")
def faces_in(
    which: Which,
    off: Annotated[
        bool, typer.Option("--off", help="Stop finding faces; existing ones stay.")
    ] = False,
    in_library: InLibrary = None,
    base_dir: BaseDir = None,
    as_json: AsJson = False,
) -> None:
    """Turn finding faces in a folder on or off."""
    known = switch(which, in_library, base_dir, FolderSwitch.FIND_FACES, is_on=not off)
    text = (
        "Kinfolk will not find new faces in {path}. Existing ones stay."
        if off
        else "Kinfolk will find faces in {path}. Next: kinfolk scan"
    )
    emit(
        folder_object(replace(known, finds_faces=not off)),
        as_json=as_json,
        text=text.format(path=known.path),
    )


def switch(
    which: str, in_library: str | None, base_dir: Path | None, what: FolderSwitch, *, is_on: bool
) -> FolderInfo:
    """Switch something on or off for a folder, as one step, and return it as it was before."""
    with database(base_dir) as db:
        with db.read() as session:
            known = known_folder(session, which, in_library)
        write(
            db,
            lambda session: library.switch(session, known.id, what, is_on=is_on),
            library.switching(known.path, what, is_on=is_on),
        )
    return known


def move_sentence(folder: FolderInfo) -> str:
    """Say that a scan has followed a folder to its new place."""
    one = "{path} was not found; its photo is now in {found}."
    several = "{path} was not found; its {count:,} photos are now in {found}."
    text, count = (one if folder.found_count == 1 else several), folder.found_count
    return text.format(path=folder.path, found=folder.found_at, count=count)


def move_object(folder: FolderInfo) -> dict[str, Any]:
    """Return as JSON that a scan has followed a folder."""
    return {
        "from": str(folder.path),
        "to": str(folder.found_at),
        "photos": folder.found_count,
    }


def folder_object(folder: FolderInfo) -> dict[str, Any]:
    """Return a folder as a JSON object; the API has no folders."""
    return {
        "id": folder.id,
        "library_id": folder.library_id,
        "path": str(folder.path),
        "is_away": folder.is_away,
        "found_at": str(folder.found_at) if folder.found_at else None,
        "photo_count": folder.photo_count,
        "keeps_names": folder.keeps_names,
        "reads_names": folder.reads_names,
        "finds_faces": folder.finds_faces,
    }


def _state(folder: FolderInfo) -> str:
    if folder.is_away:
        return f"unavailable; moved to {folder.found_at}?" if folder.found_at else "unavailable"
    said = {"saves names": folder.keeps_names, "faces off": not folder.finds_faces}
    return ", ".join(each for each, is_so in said.items() if is_so) or " "


def _photos(count: int) -> str:
    return many(count, "photo") if count else "no photos yet"


def known_folder(session: Session, which: str, in_library: str | None) -> FolderInfo:
    """Return the folder with this id or path; the path need not exist any more.

    Raise NotFound if there is none, AppError if several libraries have it.
    """
    known = library.folders(session, known_id(session, in_library))
    # The library stores paths with links resolved. The link to a folder that is gone may be gone as
    # well, so both are tried.
    meant = {typed(which), resolved(which)}
    found = [each for each in known if each.id == which] or [
        each for each in known if each.path in meant
    ]
    if not found:
        raise NotFound(
            f"There is no folder {which!r}.", "To list folders, run `kinfolk folders list`."
        )
    if len(found) > 1:
        raise AppError(
            f"{len(found)} libraries have the folder {which}.",
            "Specify one by its id. To list folders, run `kinfolk folders list`.",
        )
    return found[0]
