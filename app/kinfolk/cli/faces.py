"""`kinfolk faces`: the faces that were found, and whose they are."""

from typing import Annotated, Any

import typer

from kinfolk.cli.common import AsJson, BaseDir, InLibrary, database, emit, many, table, write
from kinfolk.cli.libraries import known_id
from kinfolk.cli.objects import face_object
from kinfolk.cli.people import Who, person_id
from kinfolk.core.actions import Act, Action
from kinfolk.core.faces import faces
from kinfolk.core.faces.faces import ListedFace
from kinfolk.core.people import people, people_lists

app = typer.Typer(name="faces", no_args_is_help=True, help="List, assign and detach faces.")

FaceIds = Annotated[
    list[str], typer.Argument(metavar="FACE", help="Ids, as shown by `kinfolk faces list`.")
]


@app.command("list")
def list_(
    person: Annotated[
        str | None, typer.Option("--person", metavar="PERSON", help="An id or a name.")
    ] = None,
    unassigned: Annotated[bool, typer.Option("--unassigned", help="Only faces of no one.")] = False,
    in_library: InLibrary = None,
    base_dir: BaseDir = None,
    as_json: AsJson = False,
) -> None:
    """List all faces, with the photo each is in, and how well it shows (0 to 1)."""
    with database(base_dir) as db, db.read() as session:
        library_id = known_id(session, in_library)
        owner = person_id(session, person, library_id) if person else None
        found = [
            listed
            for listed in faces.listing(session, library_id)
            if (owner is None or listed.face.person_id == owner)
            and not (unassigned and listed.face.person_id)
        ]
        names = dict(people_lists.names(session, library_id))
    ails = [_flaws(listed) for listed in found]
    objects = [_object(*each) for each in zip(found, ails, strict=True)]
    emit(objects, as_json=as_json, text=lambda: _overview(found, ails, names))


def _object(listed: ListedFace, ails: list[str]) -> dict[str, Any]:
    place = {
        "path": listed.path,
        "asset_width": listed.asset_width,
        "asset_height": listed.asset_height,
    }
    grade = {"quality": listed.face.quality, "flaws": ails, "is_found": listed.is_shown}
    return face_object(listed.face) | grade | place


def _flaws(listed: ListedFace) -> list[str]:
    """Return why a face has a low quality; nothing if the photo shows another picture now."""
    from kinfolk.recognition.flaws import flaws  # loads numpy: a tenth of a second

    # The photo has another size than the picture in which the face was seen
    if not listed.is_shown:
        return []
    longer = max(listed.asset_width, listed.asset_height)
    return [str(flaw) for flaw in flaws(listed.face, longer_side=longer)]


def _overview(found: list[ListedFace], all_flaws: list[list[str]], names: dict[str, str]) -> str:
    rows = []
    for listed, flaws in zip(found, all_flaws, strict=True):
        box, owner = listed.face.box, listed.face.person_id
        place = f"{box.w}×{box.h} at {box.x}, {box.y}"
        ails = flaws if listed.is_shown else ["no longer in the photo"]
        quality = " ".join((f"{listed.face.quality:.2f}", ", ".join(ails))).strip()
        whose = names.get(owner or "", owner)
        by = "Kinfolk" if listed.face.is_placed else "you" if owner else ""
        rows.append((listed.face.id, whose, by, quality, place, listed.path))
    return table(("id", "person", "by", "quality", "box", "photo"), rows)


@app.command()
def assign(
    who: Who,
    face_ids: FaceIds,
    base_dir: BaseDir = None,
    as_json: AsJson = False,
) -> None:
    """Move faces to a person."""
    chosen = set(face_ids)
    with database(base_dir) as db:
        with db.read() as session:
            person = people.get(session, person_id(session, who))
        name = person.name or "the unnamed person"
        given = write(
            db,
            lambda session: people.give(session, person.id, chosen),
            lambda given: Action.of(Act.GIVE, faces=given, name=person.name),
        )
    done = f"Moved {many(given, 'face')} to {name}." if given else ""
    already = _already(len(chosen) - given, name)
    emit({}, as_json=as_json, text=f"{done} {already}".strip())


@app.command()
def detach(face_ids: FaceIds, base_dir: BaseDir = None, as_json: AsJson = False) -> None:
    """Remove faces from the person they belong to. Kinfolk never adds them back."""
    chosen = set(face_ids)
    with database(base_dir) as db:
        taken = write(
            db,
            lambda session: faces.detach(session, chosen),
            lambda taken: Action.of(Act.TAKE_AWAY, faces=taken),
        )
    done = f"Removed {many(taken, 'face')} from people." if taken else ""
    already = _already(len(chosen) - taken, "no one")
    emit({}, as_json=as_json, text=f"{done} {already}".strip())


def _already(number: int, whom: str) -> str:
    """Say for how many faces nothing had to be done."""
    return f"{many(number, 'face')} already belonged to {whom}." if number else ""
