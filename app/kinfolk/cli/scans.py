"""`kinfolk scans`: what scans have added on their own, and taking all of one scan back."""

from typing import Annotated

import typer

from kinfolk.cli.common import AsJson, BaseDir, InLibrary, database, emit, many, note, table, write
from kinfolk.cli.libraries import known_id
from kinfolk.cli.objects import moment
from kinfolk.core import scans
from kinfolk.core.actions import Act, Action

app = typer.Typer(
    name="scans", no_args_is_help=True, help="List scans, take back what one has placed."
)


@app.command("list")
def list_(in_library: InLibrary = None, base_dir: BaseDir = None, as_json: AsJson = False) -> None:
    """List what scans have placed and nobody has confirmed since: what `undo` takes back."""
    with database(base_dir) as db, db.read() as session:
        found = scans.listing(session, known_id(session, in_library))
    objects = [
        {
            "id": each.id,
            "library_id": each.library_id,
            "engine_id": each.engine_id,
            "started_at": moment(each.started_at),
            "face_count": each.face_count,
            "known_count": each.known_count,
        }
        for each in found
    ]
    rows = [
        (
            *(each.id, each.started_at, each.engine_id),
            *(each.known_count, each.face_count - each.known_count),
        )
        for each in found
    ]
    heads = ("id", "when (UTC)", "engine", "with people you know", "in unnamed groups")
    emit(objects, as_json=as_json, text=lambda: table(heads, rows))
    if not (found or as_json):
        note("No scan has placed a face that is still where it was put.")


@app.command()
def undo(
    scan: Annotated[int, typer.Argument(metavar="SCAN", help="As `kinfolk scans list` shows it.")],
    base_dir: BaseDir = None,
    as_json: AsJson = False,
) -> None:
    """Take back what a scan has placed, in unnamed groups too, but for what you have confirmed.

    The machine never puts it back there.
    """
    with database(base_dir) as db:
        taken = write(
            db,
            lambda session: scans.take_back(session, scan),
            Action.of(Act.TAKE_BACK_SCAN, scan=scan),
        )
    emit(
        {"face_count": taken},
        as_json=as_json,
        text=f"Took back {many(taken, 'face')}. No scan puts them there again; you may be asked.",
    )
