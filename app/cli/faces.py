"""`kinfolk faces`: every face found, and whose it is."""

from typing import Annotated, Any

import typer
from sqlmodel import Session

from app.cli.common import AsJson, BaseDir, database, emit, many, table, write
from app.cli.objects import face_object
from app.cli.people import Who, person_id
from app.core import faces, people
from app.core.faces import ListedFace

app = typer.Typer(no_args_is_help=True, help="List, assign, detach faces.")

FaceIds = Annotated[list[str], typer.Argument(metavar="FACE...")]


@app.command("list")
def list_(
    person: Annotated[
        str | None, typer.Option("--person", metavar="PERSON", help="An id, or a name.")
    ] = None,
    unassigned: Annotated[bool, typer.Option("--unassigned", help="Nobody's faces only.")] = False,
    base_dir: BaseDir = None,
    as_json: AsJson = False,
) -> None:
    """List all faces, with the photo each is in."""
    with database(base_dir) as db, db.read() as session:
        owner = person_id(session, person) if person else None
        found = [
            listed
            for listed in faces.listing(session)
            if (owner is None or listed.face.person_id == owner)
            and not (unassigned and listed.face.person_id)
        ]
    emit([_object(listed) for listed in found], as_json=as_json, text=lambda: _overview(found))


def _object(listed: ListedFace) -> dict[str, Any]:
    place = {
        "path": listed.path,
        "asset_width": listed.asset_width,
        "asset_height": listed.asset_height,
    }
    return face_object(listed.face) | place


def _overview(found: list[ListedFace]) -> str:
    rows = []
    for listed in found:
        box = listed.face.box
        place = f"{box.w}×{box.h} at {box.x}, {box.y}"
        rows.append((listed.face.id, listed.face.person_id, place, listed.path))
    return table(("id", "person", "box", "photo"), rows)


@app.command()
def assign(
    who: Who,
    face_ids: FaceIds,
    base_dir: BaseDir = None,
    as_json: AsJson = False,
) -> None:
    """Give faces to a person."""

    def give(session: Session) -> str:
        person = people.get(session, person_id(session, who))
        faces.assign(session, face_ids, person.id)
        return person.name or "the unnamed person"

    with database(base_dir) as db:
        name = write(db, give, f"Give {many(len(face_ids), 'face')} to {who}")
    emit({}, as_json=as_json, text=f"Gave {many(len(face_ids), 'face')} to {name}.")


@app.command()
def detach(face_ids: FaceIds, base_dir: BaseDir = None, as_json: AsJson = False) -> None:
    """Take faces away from whoever has them; the machine never puts them back there."""

    def take(session: Session) -> None:
        faces.detach(session, face_ids)

    with database(base_dir) as db:
        write(db, take, f"Detach {many(len(face_ids), 'face')}")
    emit({}, as_json=as_json, text=f"Detached {many(len(face_ids), 'face')}.")
