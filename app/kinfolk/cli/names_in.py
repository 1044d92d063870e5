"""`kinfolk names`: reading names from photos, and name conflicts; writing is in names.py."""

from collections.abc import Sequence
from enum import StrEnum
from typing import Annotated, Any

import typer

from kinfolk.cli import names as names_out
from kinfolk.cli.common import (
    AsJson,
    BaseDir,
    InLibrary,
    backed_up,
    database,
    emit,
    note,
    table,
    write,
)
from kinfolk.cli.folders import Which, known_folder, switch
from kinfolk.cli.libraries import known_id
from kinfolk.cli.progress import follow, scan_line
from kinfolk.core.actions import Origin
from kinfolk.core.history.wording import words
from kinfolk.core.names_in_files import claims, name_conflicts
from kinfolk.core.names_in_files.claims import Claim
from kinfolk.core.names_in_files.name_conflicts import Against
from kinfolk.core.names_in_files.name_import import NamesRead
from kinfolk.core.photos import library
from kinfolk.core.photos.library import FolderInfo, FolderSwitch
from kinfolk.errors import AppError, Cancelled, NotFound
from kinfolk.paths import Paths

app = names_out.app


class Decision(StrEnum):
    """Choose whose name a conflict ends with: the file's, or the user's own."""

    TAKE = "take"
    KEEP = "keep"


@app.command()
def read(
    folder: Annotated[
        str | None, typer.Option("--folder", metavar="FOLDER", help="Only this folder.")
    ] = None,
    in_library: InLibrary = None,
    base_dir: BaseDir = None,
    as_json: AsJson = False,
) -> None:
    """Read names again from photos and the files next to them, also names you have undone.

    Scans do this for new and changed photos. Your photos are never changed.
    """
    from kinfolk.scan import start

    paths = Paths.of(base_dir)
    with database(base_dir) as db, backed_up(base_dir):
        with db.read() as session:
            library_id = known_id(session, in_library)
            known = (
                [known_folder(session, folder, in_library)]
                if folder
                else [each for each in library.folders(session, library_id) if each.reads_names]
            )
        _refuse_silent(known)
        folder_ids = [each.id for each in known]
        db.write(lambda session: claims.ask_again(session, folder_ids)).result()
        job = start.scan(db, paths, library_id=library_id, folder_ids=folder_ids)
        if not follow(job, scan_line):
            raise Cancelled
        with db.read() as session:
            left = claims.to_decide(session, library_id)
            for trouble in claims.troubles(session, library_id):
                note(f"  {trouble.path}: {trouble.reason}")
    emit(
        read_object(job.progress.names) | {"to_decide": len(left)},
        as_json=as_json,
        text=lambda: "\n".join(read_sentences(job.progress.names, len(left))),
    )


def _refuse_silent(folders: Sequence[FolderInfo]) -> None:
    """Raise AppError if names are not read in one of the folders."""
    if not folders:
        raise AppError(
            "Reading names is switched off in all your folders.",
            "To read them, run `kinfolk names reading FOLDER`.",
        )
    for each in folders:
        if not each.reads_names:
            raise AppError(
                f"Kinfolk does not read names from photos in {each.path}.",
                "To read them, run `kinfolk names reading FOLDER`.",
            )


@app.command("list")
def list_(
    every: Annotated[
        bool, typer.Option("--all", help="All names in files, not only conflicts.")
    ] = False,
    in_library: InLibrary = None,
    base_dir: BaseDir = None,
    as_json: AsJson = False,
) -> None:
    """List name conflicts: names in files that differ from yours, or from each other."""
    with database(base_dir) as db, db.read() as session:
        which = known_id(session, in_library)
        asked = claims.to_decide(session, which)
        others = name_conflicts.of(session, asked)
        found = claims.listing(session, which) if every else asked
    rows = [(each.id, each.path.name, *_words(each, others.get(each.id))) for each in found]
    headings = ("id", "photo", "in the file", "conflicts with", "result")
    emit(
        [claim_object(each, others.get(each.id)) for each in found],
        as_json=as_json,
        text=lambda: table(headings, rows) if rows else "No name conflicts.",
    )


@app.command()
def decide(
    said: Annotated[
        Decision, typer.Argument(metavar="take|keep", help="Use the file’s name, or keep yours.")
    ],
    which: Annotated[
        list[str], typer.Argument(metavar="ID", help="As shown by `kinfolk names list`.")
    ],
    base_dir: BaseDir = None,
    as_json: AsJson = False,
) -> None:
    """Resolve name conflicts: use the file’s name, or keep yours. Kinfolk does not ask again."""
    with database(base_dir) as db:
        with db.read() as session:
            by_id = {each.id: each for each in claims.to_decide(session)}
        chosen = [_chosen(by_id, each) for each in dict.fromkeys(which)]
        ids = [each.id for each in chosen]
        owners = [each.owner_id for each in chosen if each.owner_id]
        match said:
            case Decision.TAKE:
                action = claims.taking(chosen)
                write(db, lambda session: claims.take(session, ids, owners), action)
            case Decision.KEEP:
                action = claims.refusing(chosen)
                write(db, lambda session: claims.refuse(session, ids), action)
    emit({}, as_json=as_json, text=f"{words(action, Origin.COMMAND)}.")


def _chosen(by_id: dict[str, Claim], claim_id: str) -> Claim:
    if claim_id not in by_id:
        raise NotFound(
            f"There is no name conflict {claim_id!r}.",
            "To list name conflicts, run `kinfolk names list`.",
        )
    return by_id[claim_id]


@app.command()
def reading(
    which: Which,
    off: Annotated[
        bool, typer.Option("--off", help="Stop reading names; those already read stay.")
    ] = False,
    in_library: InLibrary = None,
    base_dir: BaseDir = None,
    as_json: AsJson = False,
) -> None:
    """Turn reading names from the photos in a folder on or off."""
    known = switch(which, in_library, base_dir, FolderSwitch.READ_NAMES, is_on=not off)
    are = "will no longer read" if off else "will read"
    emit(
        {"folder": str(known.path), "reads_names": not off},
        as_json=as_json,
        text=f"Kinfolk {are} names from photos in {known.path}.",
    )


def read_object(names: NamesRead) -> dict[str, Any]:
    """Return what was read as a JSON object."""
    return {"names": names.names, "people": names.people, "photos": names.photos}


def read_sentences(names: NamesRead, left: int) -> list[str]:
    """Say what was read, and how many conflicts are left."""
    said = [f"{words(names.action(), Origin.COMMAND)}."] if names.names else []
    if left:
        one = "1 name in files disagrees with yours, or with another one."
        several = f"{left:,} names in files disagree with yours, or with each other."
        said.append(f"{one if left == 1 else several} To list them, run `kinfolk names list`.")
    return said or ["Nothing new."]


def claim_object(claim: Claim, other: Against | None) -> dict[str, Any]:
    """Return a name claim as a JSON object.

    `own` is the name that the user gave, and `against` what speaks against that of the file.
    """
    box = claim.box
    return {
        "id": claim.id,
        "asset_id": claim.asset_id,
        "path": str(claim.path),
        "name": claim.name,
        "bounding_box": box and {"x": box.x, "y": box.y, "w": box.w, "h": box.h},
        "program": claim.origin.by or None,
        "form": claim.origin.form,
        "file": claim.origin.file,
        "state": claim.state.value,
        "face_id": claim.face_id,
        "own": claim.own,
        "against": other and {"word": other.word.value, "told": other.told()},
    }


def _words(claim: Claim, other: Against | None) -> tuple[str, str, str]:
    told = other.told() if other else ""
    # “Taken” is the heading of dates elsewhere.
    result = "used" if claim.state == "taken" else str(claim.state)
    return name_conflicts.says(claim.origin, claim.name), told, result
