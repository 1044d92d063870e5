"""`kinfolk history`, `undo` and `redo`."""

from typing import Annotated

import typer

from kinfolk.cli.common import AsJson, BaseDir, database, emit, table
from kinfolk.cli.objects import moment
from kinfolk.core.database import Written
from kinfolk.core.history import history as core
from kinfolk.core.history.history import HistoryStep

app = typer.Typer()

Step = Annotated[
    int | None,
    typer.Argument(metavar="STEP", help="Its number, as shown by `kinfolk history`."),
]


@app.command()
def history(
    limit: Annotated[int, typer.Option(min=1, help="How many steps, newest first.")] = 50,
    base_dir: BaseDir = None,
    as_json: AsJson = False,
) -> None:
    """List the steps of the history, newest first.

    A step that was undone before something else was done is set aside; `kinfolk redo STEP` redoes
    it. The history keeps what Undo needs, also of deleted people and removed folders, until you run
    `kinfolk forget`.
    """
    with database(base_dir) as db, db.read() as session:
        steps = core.steps(session, limit)
    objects = [
        {
            "id": step.id,
            "label": step.words,
            "origin": step.origin,
            "is_undone": step.is_undone,
            "is_aside": step.is_aside,
            "created_at": moment(step.created_at),
        }
        for step in steps
    ]
    rows = [(step.id, step.created_at, step.words, _state(step)) for step in steps]
    emit(objects, as_json=as_json, text=lambda: table(("step", "when (UTC)", "what", ""), rows))


def _state(step: HistoryStep) -> str:
    if step.is_aside:
        return "set aside"
    return "undone" if step.is_undone else " "


@app.command()
def undo(step: Step = None, base_dir: BaseDir = None, as_json: AsJson = False) -> None:
    """Undo the last step of the window, a command or another app.

    With STEP, undo that step, but only if nothing newer was done since.
    """
    with database(base_dir) as db:
        written = db.undo(step_id=step).result()
    _tell("Undone", written, as_json=as_json)


@app.command()
def redo(step: Step = None, base_dir: BaseDir = None, as_json: AsJson = False) -> None:
    """Redo the last undone step, or with STEP one that was set aside."""
    with database(base_dir) as db:
        written = db.redo(step_id=step).result()
    _tell("Redone", written, as_json=as_json)


def _tell(word: str, written: Written[HistoryStep], *, as_json: bool) -> None:
    label = written.result.words
    emit({"label": label}, as_json=as_json, text=f"{word}: {label} (step {written.step_id}).")
