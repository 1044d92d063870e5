"""`kinfolk names`: saving names next to photos, in sidecars that other apps read."""

from pathlib import Path
from typing import Annotated, Any

import typer

from kinfolk.cli.common import AsJson, BaseDir, InLibrary, database, emit, many, note
from kinfolk.cli.folders import Which, switch
from kinfolk.cli.libraries import known_id
from kinfolk.cli.people import person_id
from kinfolk.cli.progress import follow, sidecar_line
from kinfolk.core.db.session import Session
from kinfolk.core.names_in_files.sidecars import SidecarScope
from kinfolk.core.people import people
from kinfolk.core.photos import library
from kinfolk.core.photos.library import FolderSwitch
from kinfolk.errors import AppError, Invalid
from kinfolk.files import resolved

app = typer.Typer(
    name="names",
    no_args_is_help=True,
    help="Read names from photos, and save names next to photos for other apps.",
)

Whose = Annotated[
    list[str] | None,
    typer.Argument(metavar="PERSON", help="Ids or names. Default: everyone with a name."),
]
Inside = Annotated[
    Path | None,
    typer.Option("--folder", metavar="FOLDER", help="Only next to photos in this folder."),
]


@app.command("write")
def write_(
    who: Whose = None,
    folder: Inside = None,
    hidden: Annotated[bool, typer.Option("--hidden", help="Include hidden people.")] = False,
    in_library: InLibrary = None,
    base_dir: BaseDir = None,
    as_json: AsJson = False,
) -> None:
    """Save names next to photos, for other apps: photo.jpg.xmp next to photo.jpg.

    What other apps wrote there stays, and no photo is opened for writing. A face added by Kinfolk
    is saved once you have confirmed it; a hidden person only if you name them, or add --hidden.
    Videos are skipped.
    """
    _run(who, folder, in_library, base_dir, hidden=hidden, is_removal=False, as_json=as_json)


@app.command()
def remove(
    who: Whose = None,
    folder: Inside = None,
    in_library: InLibrary = None,
    base_dir: BaseDir = None,
    as_json: AsJson = False,
) -> None:
    """Remove the names Kinfolk saved next to photos, and XMP files that contain nothing else.

    First stop saving them in the folder: `kinfolk names keep --off FOLDER`.
    """
    _run(who, folder, in_library, base_dir, hidden=False, is_removal=True, as_json=as_json)


@app.command()
def keep(
    which: Which,
    off: Annotated[
        bool, typer.Option("--off", help="Stop saving names; the XMP files stay.")
    ] = False,
    in_library: InLibrary = None,
    base_dir: BaseDir = None,
    as_json: AsJson = False,
) -> None:
    """Save names next to the photos in a folder, and update them after each change.

    The window does this when it opens and while it is open; `kinfolk names write` does it right
    away.
    """
    known = switch(which, in_library, base_dir, FolderSwitch.KEEP_NAMES, is_on=not off)
    text = f"Names are no longer saved next to the photos in {known.path}."
    if not off:
        text = (
            f"Kinfolk’s window will save names next to the photos in {known.path} after each "
            "change. To save them now, run `kinfolk names write`."
        )
    emit(
        {"folder": str(known.path), "keeps_names": not off},
        as_json=as_json,
        text=text,
    )


def _run(
    who: list[str] | None,
    folder: Path | None,
    in_library: str | None,
    base_dir: Path | None,
    *,
    hidden: bool,
    is_removal: bool,
    as_json: bool,
) -> None:
    """Write or remove sidecars, and print what came of it."""
    # Loaded only here, because it brings the code that decodes photos
    from kinfolk.scan import sidecars as beside
    from kinfolk.vision.decoders import Decoders

    with database(base_dir) as db, Decoders() as decoders:
        with db.read() as session:
            wanted = _wanted(session, who, folder, in_library, hidden=hidden)
            if is_removal:
                _refuse_kept(session, wanted)
        begin = beside.removed if is_removal else beside.written
        job = begin(db, decoders, wanted)
        finished = follow(job, sidecar_line)
    for trouble in job.troubles:
        note(f"{trouble.path}: {trouble.reason}")
    if job.skipped:
        note(f"{many(job.skipped, 'photo')} skipped: not there, or changed since the last scan.")
    done = many(job.progress.written, "photo")
    text = f"Names {'removed from the files' if is_removal else 'updated'} next to {done}."
    if not (is_removal or job.progress.written or job.skipped or job.troubles) and finished:
        text = "The names next to your photos are up to date."
    troubles = [{"path": str(each.path), "reason": each.reason} for each in job.troubles]
    objects: dict[str, Any] = {"photos": job.progress.written, "skipped": job.skipped}
    objects |= {"troubles": troubles, "is_finished": finished}
    emit(objects, as_json=as_json, text=text if finished else f"{text} Stopped before the rest.")
    if job.troubles:
        raise typer.Exit(1)


def _wanted(
    session: Session,
    who: list[str] | None,
    folder: Path | None,
    in_library: str | None,
    *,
    hidden: bool,
) -> SidecarScope:
    """Return whose names, and which photos, the arguments ask for."""
    library_id = known_id(session, in_library)
    inside = folder and resolved(folder)
    if inside is not None and not _is_known(session, inside):
        raise AppError(
            f"{inside} is not one of your folders, or inside one.",
            "To list folders, run `kinfolk folders list`.",
        )
    if not who:
        return SidecarScope(library_id, inside, include_hidden=hidden)
    asked = [people.get(session, person_id(session, each, library_id)) for each in who]
    unnamed = [one.id for one in asked if one.name is None]
    if unnamed:
        raise Invalid("person", f"{unnamed[0]} has no name yet.")
    names = frozenset(one.name for one in asked if one.name is not None)
    return SidecarScope(asked[0].library_id, inside, names)


def _is_known(session: Session, inside: Path) -> bool:
    """Return whether the folder is one of the library's, or contains or lies in one."""
    return any(_overlap(inside, each.path) for each in library.folders(session))


def _overlap(one: Path, other: Path) -> bool:
    """Return whether one of the folders contains the other."""
    return one.is_relative_to(other) or other.is_relative_to(one)


def _refuse_kept(session: Session, wanted: SidecarScope) -> None:
    """Raise AppError if names would be written again at once, because the folder keeps them."""
    for each in library.folders(session, wanted.library_id):
        is_there = wanted.inside is None or _overlap(wanted.inside, each.path)
        if each.keeps_names and is_there:
            raise AppError(
                f"Names are saved next to the photos in {each.path}.",
                f"First run `kinfolk names keep --off {each.id}`.",
            )
