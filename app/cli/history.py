"""`kinfolk history`, `undo`, `redo`: what was done, and back."""

from concurrent.futures import Future
from typing import Annotated

import typer

from app.cli.common import AsJson, BaseDir, database, emit, table
from app.cli.objects import moment
from app.core import history as core
from app.core.db import Written


def history(
    limit: Annotated[int, typer.Option(min=1, help="How many steps, newest first.")] = 50,
    base_dir: BaseDir = None,
    as_json: AsJson = False,
) -> None:
    """List what was done, newest first."""
    with database(base_dir) as db, db.read() as session:
        steps = core.steps(session, limit)
    objects = [
        {
            "id": step.id,
            "label": step.label,
            "is_undone": step.is_undone,
            "created_at": moment(step.created_at),
        }
        for step in steps
    ]
    rows = [(step.created_at, step.label, "undone" if step.is_undone else " ") for step in steps]
    emit(objects, as_json=as_json, text=lambda: table(("when (UTC)", "what", ""), rows))


def undo(base_dir: BaseDir = None, as_json: AsJson = False) -> None:
    """Take back the last action of the window, a verb or the API."""
    with database(base_dir) as db:
        _tell(db.undo(), "Undone", as_json=as_json)


def redo(base_dir: BaseDir = None, as_json: AsJson = False) -> None:
    """Do the last undone action again."""
    with database(base_dir) as db:
        _tell(db.redo(), "Done again", as_json=as_json)


def _tell(future: Future[Written[str]], word: str, *, as_json: bool) -> None:
    label = future.result().result
    emit({"label": label}, as_json=as_json, text=f"{word}: {label}.")
