"""`kinfolk serve`: the HTTP API, reachable from this machine only."""

from typing import Annotated

import typer

from kinfolk.cli.common import BaseDir, Surfaces
from kinfolk.paths import Paths

app = typer.Typer()

PORT = 8737


@app.command()
def serve(
    context: typer.Context,
    port: Annotated[int, typer.Option(min=0, max=65535, help="0 chooses any free port.")] = PORT,
    base_dir: BaseDir = None,
) -> None:
    """Serve the people API on this computer until Ctrl+C."""
    surfaces: Surfaces = context.obj
    surfaces.serve(Paths.of(base_dir), port)
