"""`kinfolk engines`: what finds faces and tells them apart."""

import tempfile
from functools import partial
from pathlib import Path
from typing import Annotated

import typer

from app.cli.common import AsJson, BaseDir, database, emit, table
from app.cli.progress import follow
from app.errors import Cancelled
from app.paths import Paths

app = typer.Typer(no_args_is_help=True, help="List, install, choose, remove engines.")

EngineId = Annotated[str, typer.Argument(metavar="ID", help="As `kinfolk engines list` shows it.")]


@app.command("list")
def list_(base_dir: BaseDir = None, as_json: AsJson = False) -> None:
    """List the engines that are there; the one in use is marked."""
    from app.pipeline import engines  # loads the inference runtime: half a second
    from app.vision import packs

    paths = Paths.of(base_dir)
    used = engines.chosen(paths).id
    found = packs.installed(engines.folder(paths))
    objects = [pack.model_dump() | {"is_used": pack.id == used} for pack in found]
    rows = [
        (pack.id, pack.name, pack.dimensions, "in use" if pack.id == used else " ")
        for pack in found
    ]
    emit(objects, as_json=as_json, text=lambda: table(("id", "name", "numbers", ""), rows))


@app.command()
def install(
    files: Annotated[
        list[Path] | None, typer.Argument(metavar="[FILE...]", help="ONNX files of one engine.")
    ] = None,
    fetch: Annotated[
        bool, typer.Option("--fetch", help="Download YuNet and SFace instead: 39 MB.")
    ] = False,
    base_dir: BaseDir = None,
) -> None:
    """Install an engine from files: YuNet and SFace, or a model of the ArcFace family."""
    from app.pipeline import engines
    from app.vision import packs

    if bool(files) == fetch:
        raise typer.BadParameter("Name the files, or --fetch.")
    home = engines.folder(Paths.of(base_dir))
    if files:
        pack = packs.install(home, files)
    else:
        with tempfile.TemporaryDirectory() as into:
            fetched = [packs.fetch(file, Path(into)) for file in (packs.YUNET, packs.SFACE)]
            pack = packs.install(home, fetched)
    print(f"Installed {pack.name}. To use it: kinfolk engines use {pack.id}")


@app.command()
def use(engine_id: EngineId, base_dir: BaseDir = None) -> None:
    """Use an engine from now on. All photos are read again; what you have said stays."""
    from app.pipeline import engines
    from app.pipeline.scan import Scan

    paths = Paths.of(base_dir)
    with database(base_dir) as db:
        pack = engines.use(db, paths, engine_id)
        print(f"{pack.name} is used from now on.")
        if not follow(Scan(db, partial(engines.load, paths))):
            raise Cancelled


@app.command()
def remove(engine_id: EngineId, base_dir: BaseDir = None) -> None:
    """Remove an engine's files. If it was in use, the built-in one is again."""
    from app.pipeline import engines

    pack = engines.remove(Paths.of(base_dir), engine_id)
    print(f"Removed {pack.name}.")
