"""`kinfolk scan`: finds and groups the faces in folders of photos."""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated, Any

import typer

from kinfolk.cli.common import AsJson, BaseDir, InLibrary, backed_up, database, many, note, say
from kinfolk.cli.folders import move_object, move_sentence
from kinfolk.cli.libraries import known_id
from kinfolk.cli.names_in import read_object, read_sentences
from kinfolk.cli.progress import follow, scan_line
from kinfolk.core.database import Database
from kinfolk.core.db.session import Session
from kinfolk.core.faces import scans
from kinfolk.core.names_in_files import claims
from kinfolk.core.names_in_files.name_import import NamesRead
from kinfolk.core.people import new_faces, people_lists
from kinfolk.core.people.new_faces import Placed
from kinfolk.core.photos import library, photos, places
from kinfolk.core.photos.library import FolderInfo
from kinfolk.errors import AppError, Cancelled
from kinfolk.paths import Paths

app = typer.Typer()

# Most problems and people printed.
PROBLEMS_SHOWN, PEOPLE_SHOWN = 20, 12
Problem = tuple[str, str]  # path, and why


@app.command()
def scan(
    folders: Annotated[
        list[Path] | None,
        typer.Argument(metavar="FOLDER", help="Default: all folders in the library."),
    ] = None,
    retry: Annotated[
        bool, typer.Option("--retry", help="Try again to read photos that could not be read.")
    ] = False,
    in_library: InLibrary = None,
    base_dir: BaseDir = None,
    as_json: AsJson = False,
) -> None:
    """Find the people in folders of photos. Your photos are never changed.

    In a folder scanned before, only new and changed photos are scanned. Ctrl+C stops the scan;
    everything found so far is kept, and the next scan continues from there.
    """
    with database(base_dir) as db, backed_up(base_dir):
        if retry:
            db.write(lambda session: _retry(session, in_library)).result()
        scanned = scan_folders(db, folders or [], paths=Paths.of(base_dir), which=in_library)
        with db.read() as session:
            found = summary(session, scanned.library_id)
            away = [
                each.path for each in library.folders(session, scanned.library_id) if each.is_away
            ]
            unread = [
                (str(photo.path), photo.reason or "")
                for photo in photos.problems(session, scanned.library_id)
            ]
            nameless = [
                (str(each.path), each.reason)
                for each in claims.troubles(session, scanned.library_id)
            ]
    problems = [*scanned.closed, *unread, *nameless]
    if as_json:
        listed = [{"path": path, "reason": reason} for path, reason in problems]
        moved = [move_object(each) for each in scanned.moved]
        whole = {
            "library_id": scanned.library_id,
            **found,
            "placed": [_placed_object(each) for each in scanned.placed],
            "returned": scanned.returned,
            "names": read_object(scanned.names) | {"to_decide": scanned.to_decide},
            "moved": moved,
            "away": [str(path) for path in away],
            "problems": listed,
        }
        print(json.dumps(whole, indent=2))
    else:
        for each in scanned.moved:
            say(move_sentence(each))
        print(sentence(found))
        if scanned.names or scanned.to_decide:
            for line in read_sentences(scanned.names, scanned.to_decide):
                say(line)
        if scanned.placed:
            say(placed_sentence(scanned.placed))
        if scanned.returned:
            print(returned_sentence(scanned.returned))
        if found["groups"]:
            note("To list unnamed groups, run `kinfolk people list --filter unnamed`.")
        for path in away:
            note(f"{path} is unavailable. All names and faces are safe.")
        tell_problems(problems)


def _retry(session: Session, which: str | None) -> None:
    """Let the scan read again what could not be read before."""
    photos.try_again(session, library.known_or_none(session, known_id(session, which)))


@dataclass(frozen=True)
class Scanned:
    """Hold what a scan has done besides the numbers of the library."""

    library_id: str
    placed: Sequence[Placed]
    moved: Sequence[FolderInfo]
    closed: list[Problem]  # folders that could not be read, or of which some photos were skipped
    returned: int  # number of ignored groups that turned out to be someone
    names: NamesRead  # names read from photos
    to_decide: int  # number of name conflicts


def scan_folders(
    db: Database, folders: list[Path], *, paths: Paths, which: str | None = None
) -> Scanned:
    """Add the folders to the library and scan them; without folders scan all known ones.

    Raise Cancelled on Ctrl+C, after a clean end.
    """

    def add(session: Session) -> tuple[str, list[str] | None]:
        """Add the folders; return the library and the folders' ids, None for all."""
        where = library.resolve(session, known_id(session, which))
        added = [library.add_folder(session, path, library_id=where).id for path in folders]
        if not added and not library.folders(session, where):
            raise AppError("There are no folders yet.", "Add one with `kinfolk scan FOLDER`.")
        return where, added or None

    from kinfolk.scan import start

    # Without a label it is not an undo step: undo would remove whole folders.
    where, ids = db.write(add).result().result
    with db.read() as session:
        before = scans.newest(session)
    job = start.scan(db, paths, library_id=where, folder_ids=ids, follow=True)
    if not follow(job, scan_line):
        raise Cancelled
    end = job.progress
    closed = [(place.path, place.reason) for place in (*end.closed, *end.left_out)]
    with db.read() as session:
        placed = new_faces.listing(session, library_id=where, after=before).people
        open_claims = len(claims.to_decide(session, where))
    return Scanned(where, placed, end.followed, closed, end.returned, end.names, open_claims)


def summary(session: Session, library_id: str) -> dict[str, Any]:
    """Return the numbers of the library, for JSON."""
    seen = photos.counts(session, library_id)
    walls = people_lists.counts(session, library_id)
    return {
        "photos": seen.total,
        "read": seen.done,
        "failed": seen.failed,
        "missing": seen.missing,
        "copies": places.count(session, library_id),
        "faces": seen.faces,
        "people": walls.named,
        "groups": walls.unnamed,
    }


def sentence(found: dict[str, Any]) -> str:
    """Return the numbers as a sentence."""
    return (
        f"{many(found['photos'], 'photo')}, {many(found['faces'], 'face')}: "
        f"{many(found['people'], 'named person', 'named people')}, "
        f"{many(found['groups'], 'unnamed group')}."
        + _copies(found["copies"])
        + _missing(found["missing"])
    )


def placed_sentence(placed: Sequence[Placed]) -> str:
    """Say how many faces were added to whom, the first people by name."""
    faces = many(sum(len(each.face_ids) for each in placed), "face")
    whom = [f"{each.person.name} {len(each.face_ids):,}" for each in placed[:PEOPLE_SHOWN]]
    if more := placed[PEOPLE_SHOWN:]:
        rest = sum(len(each.face_ids) for each in more)
        whom.append(f"{many(len(more), 'other')} {rest:,}")
    return f"{faces} added to people you know: {', '.join(whom)}."


def returned_sentence(number: int) -> str:
    """Say how many ignored groups have turned out to be someone."""
    groups = many(number, "ignored group is", "ignored groups are")
    return f"{groups} back in the unnamed groups."


def _placed_object(placed: Placed) -> dict[str, Any]:
    person = placed.person
    return {"person_id": person.id, "name": person.name, "face_count": len(placed.face_ids)}


def _copies(count: int) -> str:
    if not count:
        return ""
    if count == 1:
        return "\n1 more file is a copy of a photo already in the library."
    return f"\n{count:,} more files are copies of photos already in the library."


def _missing(count: int) -> str:
    if not count:
        return ""
    if count == 1:
        return "\n1 photo was not found; its faces are kept."
    return f"\n{count:,} photos were not found; their faces are kept."


def tell_problems(problems: list[Problem]) -> None:
    """Print what could not be read, and why, on stderr."""
    for path, reason in problems[:PROBLEMS_SHOWN]:
        note(f"  {path}: {reason}")
    if len(problems) > PROBLEMS_SHOWN:
        note(f"  and {len(problems) - PROBLEMS_SHOWN:,} more; --json lists all.")
