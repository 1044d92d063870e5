"""`kinfolk selfcheck`: tries whether the installation works, from its resources to the window."""

import logging
import tempfile
import time
from collections.abc import Callable
from functools import partial
from pathlib import Path

import typer
from PIL import Image, ImageDraw, ImageFilter

from kinfolk.cli.common import Surfaces, database, many, note, say, write
from kinfolk.core.actions import Act, Action
from kinfolk.core.faces import faces
from kinfolk.core.people import people, people_lists
from kinfolk.core.photos import library
from kinfolk.errors import AppError
from kinfolk.paths import Paths, resource

app = typer.Typer()

log = logging.getLogger(__name__)

NAME = "Nobody in particular"
_SECONDS = 120.0  # for one photo, even on a very busy machine
_COLOURS = 50  # a screenshot with fewer shows nothing

Check = Callable[[], str]  # returns what was found, and raises if something is wrong


@app.command()
def selfcheck(context: typer.Context) -> None:
    """Check that everything installed works. Needs no network and no photos.

    Your library is not touched: the checks use a temporary library and a drawn face. Each check
    prints one line. If one fails, its line says why, and the exit code is 1.
    """
    with tempfile.TemporaryDirectory(prefix="kinfolk-") as folder:
        base = Path(folder)
        checks: dict[str, Check] = {
            "resources": _resources,
            "models": _models,
            "library": partial(_library, base),
            "photo": partial(_photo, base),
            "window": partial(_window, base, context.obj),
        }
        failed = [name for name, check in checks.items() if not _passes(name, check)]
    if failed:
        raise AppError(f"These checks found a problem: {', '.join(failed)}.", "Reinstall Kinfolk.")
    say("Everything works.")


def _passes(name: str, check: Check) -> bool:
    """Run a check and print its result as one line; return whether it passed."""
    try:
        say(f"{name:<10} {check()}")
    except AppError as error:
        note(f"{name:<10} {error.message}")
    except Exception as error:  # anything may be missing or broken: that is what is checked
        log.exception("a check failed")
        note(f"{name:<10} {type(error).__name__}: {error}")
    else:
        return True
    return False


def _resources() -> str:
    icons = list(resource("icons").glob("*.svg"))
    if not resource("style.qss").is_file() or resource("icons/kinfolk.svg") not in icons:
        raise AppError("The style sheet or the icons are missing.")
    return f"the style sheet and {many(len(icons), 'icon')}"


def _models() -> str:
    from kinfolk.vision import engine

    engine.load()  # raises if a file is missing or not the original
    return f"the files of {engine.ENGINE_ID} are whole"


def _library(base: Path) -> str:
    """Check that a library can be made and opened again."""
    for _ in range(2):
        with database(base) as db, db.read() as session:
            people_lists.counts(session)
    return "made, closed and opened again"


def _photo(base: Path) -> str:
    """Check a scan of a photo, in processes of its own, and that a name is kept."""
    from kinfolk.scan import start

    folder = base / "photos"
    folder.mkdir()
    photo = folder / "drawn.jpg"
    drawn_face().save(photo, quality=92)
    before, began = photo.read_bytes(), time.monotonic()
    with database(base) as db:
        db.write(lambda session: library.add_folder(session, folder)).result()
        job = start.scan(db, Paths.of(base))
        job.start()
        if not job.wait(_SECONDS):
            job.cancel()
            raise AppError(f"The scan of one photo takes longer than {_SECONDS:.0f} seconds.")
        seconds = time.monotonic() - began
        with db.read() as session:
            found = [listed.face.id for listed in faces.listing(session)]
        if len(found) != 1:
            raise AppError(f"The photo shows one face, but {len(found)} were found.")
        name = Action.of(Act.NEW_PERSON, name=NAME)
        write(db, lambda session: people.create(session, name=NAME, face_ids=found), name)
    with database(base) as db, db.read() as session:
        person = people.find_by_name(session, NAME, None)
    if person is None or person.face_count != 1:
        raise AppError("The name of the face was lost.")
    if photo.read_bytes() != before:
        raise AppError("The photo has changed.")
    return f"scanned in {seconds:.1f} seconds, its face has a name"


def _window(base: Path, surfaces: Surfaces) -> str:
    """Check that each page of the window draws something."""
    pictures = surfaces.pictures(Paths.of(base), base / "pictures")
    for path in pictures:
        with Image.open(path) as picture:
            if len(picture.convert("RGB").getcolors(1 << 24) or []) < _COLOURS:
                raise AppError(f"The page {path.stem} is empty.")
    if not pictures:
        raise AppError("The window shows no page.")
    return f"drawn, {many(len(pictures), 'picture')} of its pages"


def drawn_face() -> Image.Image:
    """Return a drawing of 480 × 480 pixels in which the detector finds one face."""
    image = Image.new("RGB", (480, 480), (120, 140, 150))
    pen = ImageDraw.Draw(image)
    skin, shade, hair = (222, 174, 146), (196, 146, 120), (60, 42, 32)
    pen.ellipse((60, 380, 420, 640), fill=(50, 70, 110))  # shoulders
    pen.rectangle((200, 330, 280, 420), fill=shade)
    pen.ellipse((130, 60, 350, 330), fill=hair)
    pen.ellipse((150, 100, 330, 360), fill=skin)
    for x in (200, 280):
        pen.ellipse((x - 20, 208, x + 20, 228), fill=(245, 240, 235))
        pen.ellipse((x - 9, 208, x + 9, 228), fill=hair)
        pen.line((x - 26, 190, x + 26, 190), fill=hair, width=8)
    pen.polygon(((240, 220), (222, 276), (258, 276)), fill=shade)
    pen.ellipse((205, 300, 275, 324), fill=(168, 80, 78))
    pen.line((208, 311, 272, 311), fill=(110, 45, 45), width=4)
    # Drawn edges are sharper than those of a camera
    return image.filter(ImageFilter.GaussianBlur(3))
