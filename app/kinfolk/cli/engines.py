"""`kinfolk engines`: the recognition engines."""

from pathlib import Path
from typing import Annotated

import typer

from kinfolk.cli.common import AsJson, BaseDir, database, emit, many, note, say, table
from kinfolk.cli.progress import follow, scan_line
from kinfolk.errors import Cancelled
from kinfolk.paths import Paths

app = typer.Typer(
    name="engines",
    no_args_is_help=True,
    help="List, install, choose and remove recognition engines.",
)

EngineId = Annotated[str, typer.Argument(metavar="ID", help="As shown by `kinfolk engines list`.")]


@app.command("list")
def list_(base_dir: BaseDir = None, as_json: AsJson = False) -> None:
    """List the installed engines and mark the one in use."""
    from kinfolk.recognition import engines  # loads the inference runtime: half a second

    found = engines.listing(Paths.of(base_dir))
    objects = [one.pack.model_dump() | {"is_used": one.is_used} for one in found]
    rows = [
        (one.pack.id, one.pack.name, one.pack.licence, "in use" if one.is_used else " ")
        for one in found
    ]
    emit(objects, as_json=as_json, text=lambda: table(("id", "name", "licence", ""), rows))


@app.command()
def install(
    file: Annotated[
        Path, typer.Argument(metavar="FILE", help="An ONNX model from the ArcFace family.")
    ],
    base_dir: BaseDir = None,
) -> None:
    """Install an engine from a file."""
    from kinfolk.recognition import engines

    with database(base_dir) as db:
        pack = engines.install(db, Paths.of(base_dir), file)
    say(f"Installed {pack.name}. To use it: kinfolk engines use {pack.id}")


@app.command()
def use(engine_id: EngineId, base_dir: BaseDir = None) -> None:
    """Use another engine. Photos are scanned again; all your names and answers stay."""
    from kinfolk.recognition import engines
    from kinfolk.scan import start

    paths = Paths.of(base_dir)
    with database(base_dir) as db:
        pack = engines.use(paths, engine_id, db=db)
        again = many(engines.unread(db, pack.id), "photo")
        say(f"{pack.name} is now in use. Still to be scanned with it: {again}.")
        if not follow(start.scan(db, paths), scan_line):
            raise Cancelled
    chosen = engines.chosen(paths)
    if chosen.kind != "built-in" and not chosen.measured_on:
        note(
            "Grouping cautiously for now: there are not enough known faces "
            "to tune it to your photos."
        )


@app.command()
def remove(engine_id: EngineId, base_dir: BaseDir = None) -> None:
    """Remove an engine’s files. If it was in use, Kinfolk uses the built-in engine again."""
    from kinfolk.recognition import engines

    with database(base_dir) as db:
        pack = engines.remove(Paths.of(base_dir), engine_id, db=db)
    say(f"Removed {pack.name}.")
