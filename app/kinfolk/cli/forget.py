"""`kinfolk forget`: deletes the history for good."""

from datetime import UTC, datetime
from typing import Annotated

import typer

from kinfolk.cli.common import AsJson, BaseDir, database, emit, many
from kinfolk.errors import AppError
from kinfolk.paths import Paths
from kinfolk.recognition import forgetting

app = typer.Typer()

_NO_EARLIER = datetime(2000, 1, 1)


@app.command()
def forget(
    before: Annotated[
        datetime | None,
        typer.Option(
            metavar="DATE",
            formats=["%Y-%m-%d"],
            help="Only what was done before this date. Default: everything.",
        ),
    ] = None,
    in_backups: Annotated[
        bool,
        typer.Option("--backups", help="Also forget it in backups: a new backup replaces them."),
    ] = False,
    is_sure: Annotated[bool, typer.Option("--yes", help="Confirm: this cannot be undone.")] = False,
    base_dir: BaseDir = None,
    as_json: AsJson = False,
) -> None:
    """Forget the history for good, with everything kept only for Undo.

    This also deletes your names and answers about photos in removed folders. Nothing of it is left
    in the library’s files. Backups you keep elsewhere are not changed. Everything now in the
    library stays, and so do names saved next to photos: first remove those with
    `kinfolk names remove`.
    """
    if not is_sure:
        raise AppError("This cannot be undone.", "To confirm, add --yes.")
    with database(base_dir) as db:
        # No step is older, and not every system can tell the time zone of earlier years.
        since = max(before, _NO_EARLIER).astimezone(UTC) if before else None
        steps = forgetting.forget(db, Paths.of(base_dir), before=since, in_backups=in_backups)
    text = f"Forgot {many(steps, 'step')} and everything kept only for Undo."
    emit({"steps": steps}, as_json=as_json, text=text)
