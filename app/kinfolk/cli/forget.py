"""`kinfolk forget`: deletes the history for good."""

from datetime import UTC, datetime
from typing import Annotated

import typer

from kinfolk.cli.common import AsJson, BaseDir, database, emit, many
from kinfolk.errors import AppError
from kinfolk.paths import Paths
from kinfolk.recognition import forgetting

app = typer.Typer()


@app.command()
def forget(
    before: Annotated[
        datetime | None,
        typer.Option(
            metavar="DATE", formats=["%Y-%m-%d"], help="What was done before that day; else all."
        ),
    ] = None,
    in_backups: Annotated[
        bool,
        typer.Option("--backups", help="In backups, too: one that is made now replaces them."),
    ] = False,
    is_sure: Annotated[bool, typer.Option("--yes", help="Nothing brings it back.")] = False,
    base_dir: BaseDir = None,
    as_json: AsJson = False,
) -> None:
    """Forget what was done for good, with all that only Undo kept.

    So goes what was said of photos in folders that were taken out. Nothing of it is left in the
    files of the library; backups that you have put elsewhere are not found. What is in the library
    now stays.
    """
    if not is_sure:
        raise AppError("Nothing brings it back.", "Say it with --yes.")
    with database(base_dir) as db:
        since = before.astimezone(UTC) if before else None
        steps = forgetting.forget(db, Paths.of(base_dir), before=since, in_backups=in_backups)
    text = f"Forgot {many(steps, 'step')}, and what only Undo kept."
    emit({"steps": steps}, as_json=as_json, text=text)
