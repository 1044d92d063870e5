"""`kinfolk scans`: what scans have added on their own, and taking all of one scan back."""

from typing import Annotated

import typer

from kinfolk.cli.common import AsJson, BaseDir, InLibrary, database, emit, many, note, table, write
from kinfolk.cli.libraries import known_id
from kinfolk.cli.objects import moment
from kinfolk.core.actions import Act, Action
from kinfolk.core.faces import scans

app = typer.Typer(
    name="scans", no_args_is_help=True, help="List scans, and undo what a scan added."
)


@app.command("list")
def list_(in_library: InLibrary = None, base_dir: BaseDir = None, as_json: AsJson = False) -> None:
    """List the faces that scans added and you have not confirmed: what `scans undo` removes."""
    with database(base_dir) as db, db.read() as session:
        found = scans.listing(session, known_id(session, in_library))
    objects = [vars(each) | {"started_at": moment(each.started_at)} for each in found]
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
        note("No faces added by scans are left to undo.")


@app.command()
def undo(
    scan: Annotated[int, typer.Argument(metavar="SCAN", help="As shown by `kinfolk scans list`.")],
    base_dir: BaseDir = None,
    as_json: AsJson = False,
) -> None:
    """Undo what a scan added, also in unnamed groups, except faces you have confirmed.

    Kinfolk never adds these faces there again.
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
        text=f"Removed {many(taken, 'face')}. No scan adds them there again; "
        "Kinfolk may suggest them.",
    )
