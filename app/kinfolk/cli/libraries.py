"""`kinfolk libraries`: separate sets of folders, each with its own people."""

from typing import Annotated

import typer

from kinfolk.cli.common import AsJson, BaseDir, database, emit, table, write
from kinfolk.cli.objects import library_object
from kinfolk.core import names
from kinfolk.core.actions import Act, Action
from kinfolk.core.db.session import Session
from kinfolk.core.photos import library
from kinfolk.core.photos.library import Library
from kinfolk.errors import AppError, NotFound

app = typer.Typer(name="libraries", no_args_is_help=True, help="List and create libraries.")


@app.command("list")
def list_(base_dir: BaseDir = None, as_json: AsJson = False) -> None:
    """List the libraries with their folders."""
    with database(base_dir) as db, db.read() as session:
        found = library.listing(session)
        folders = {each.id: library.folders(session, each.id) for each in found}
    rows = [
        (each.id, each.name, each.asset_count, ", ".join(str(f.path) for f in folders[each.id]))
        for each in found
    ]
    emit(
        [library_object(each) for each in found],
        as_json=as_json,
        text=lambda: table(("id", "name", "photos", "folders"), rows),
    )


def known_id(session: Session, which: str | None) -> str | None:
    """Return the id of the library with this id or name; None stays None.

    Raise NotFound if there is none, AppError if several have the name.
    """
    if which is None:
        return None
    every = library.listing(session)
    found = [each.id for each in every if each.id == which] or [
        each.id for each in every if names.key(each.name) == names.key(which)
    ]
    if not found:
        raise NotFound(
            f"There is no library {which!r}.", "To list libraries, run `kinfolk libraries list`."
        )
    if len(found) > 1:
        raise AppError(
            f"{len(found)} libraries are named {which}.",
            "Specify one by its id. To list libraries, run `kinfolk libraries list`.",
        )
    return found[0]


@app.command()
def create(
    name: Annotated[str, typer.Argument(metavar="NAME", help="Its name.")],
    description: Annotated[
        str | None, typer.Option("--description", metavar="TEXT", help="A description.")
    ] = None,
    base_dir: BaseDir = None,
    as_json: AsJson = False,
) -> None:
    """Create a library."""

    def make(session: Session) -> Library:
        return library.create(session, name=name, description=description)

    with database(base_dir) as db:
        made = write(db, make, Action.of(Act.NEW_LIBRARY, name=name))
    emit(library_object(made), as_json=as_json, text=f"Created {made.name} ({made.id}).")
