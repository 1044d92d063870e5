"""`kinfolk engines`: the recognition engines."""

from pathlib import Path
from typing import Annotated

import typer

from kinfolk.cli.common import AsJson, BaseDir, database, emit, many, note, say, table
from kinfolk.cli.progress import follow, scan_line
from kinfolk.errors import Cancelled
from kinfolk.paths import Paths

app = typer.Typer(
    name="engines", no_args_is_help=True, help="List, install, choose, remove engines."
)

EngineId = Annotated[str, typer.Argument(metavar="ID", help="As `kinfolk engines list` shows it.")]


@app.command("list")
def list_(base_dir: BaseDir = None, as_json: AsJson = False) -> None:
    """List the engines that are there; the one in use is marked."""
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
    file: Annotated[Path, typer.Argument(help="An ONNX model of the ArcFace family.")],
    base_dir: BaseDir = None,
) -> None:
    """Install an engine from a file."""
    from kinfolk.recognition import engines

    with database(base_dir) as db:
        pack = engines.install(db, Paths.of(base_dir), file)
    say(f"Installed {pack.name}. To use it: kinfolk engines use {pack.id}")


@app.command()
def use(engine_id: EngineId, base_dir: BaseDir = None) -> None:
    """Use an engine from now on. Photos are read again; all that you have said stays."""
    from kinfolk.recognition import engines
    from kinfolk.scan import start

    paths = Paths.of(base_dir)
    with database(base_dir) as db:
        pack = engines.use(paths, engine_id, db=db)
        again = many(engines.unread(db, pack.id), "photo")
        say(f"{pack.name} is used from now on. To be read again: {again}.")
        if not follow(start.scan(db, paths), scan_line):
            raise Cancelled
    chosen = engines.chosen(paths)
    if chosen.kind != "built-in" and not chosen.measured_on:
        note("Too few faces are alike so far to set it up: it groups carefully.")


@app.command()
def remove(engine_id: EngineId, base_dir: BaseDir = None) -> None:
    """Remove an engine's files. If it was in use, the built-in one is again."""
    from kinfolk.recognition import engines

    with database(base_dir) as db:
        pack = engines.remove(Paths.of(base_dir), engine_id, db=db)
    say(f"Removed {pack.name}.")
