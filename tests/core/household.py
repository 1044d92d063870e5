"""A small library with some of everything, in which each id says what the row is."""

import io
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import numpy as np
from PIL import Image
from sqlmodel import Session

from kinfolk.core.birth import Precision
from kinfolk.core.database import Database
from kinfolk.core.db.models import (
    Asset,
    AssetState,
    AssignedBy,
    DismissedBox,
    DistinctPair,
    Folder,
    Library,
    Person,
    Place,
    Rejection,
    Scan,
    Source,
    Verdict,
)
from kinfolk.core.faces import crops, embeddings
from kinfolk.metadata.capture_date import TakenSource
from tests.rows import face_row, photo_row, place_row

HOME = "lib_home"
MOMENT = datetime(2020, 1, 1, tzinfo=UTC)
LATER = datetime(2020, 1, 2, tzinfo=UTC)
FEBRUARY: dict[str, Any] = {"birth_date": date(1990, 2, 1), "birth_precision": Precision.MONTH}
AUTO, USER = AssignedBy.AUTO, AssignedBy.USER


def fill(db: Database, folder: Path) -> None:
    """Add Eva, Bob (hidden), groups and others, in photos of two folders, one of them away."""
    for name in ("here/inner", "there", "elsewhere"):
        (folder / name).mkdir(parents=True, exist_ok=True)
    db.write(lambda session: _fill(session, folder)).result()


def _fill(session: Session, folder: Path) -> None:
    """Add all rows, in the order in which they refer to each other."""
    dates = {"created_at": MOMENT, "updated_at": MOMENT}
    session.add(Library(id=HOME, name="Home", description="Ours", **dates))
    session.flush()
    here, away, there = (str(folder / name) for name in ("here", "away", "there"))
    ours: dict[str, Any] = {"library_id": HOME, "created_at": MOMENT}
    session.add(Folder(id="folder_here", path=here, **ours))
    session.add(Folder(id="folder_away", path=away, is_away=True, found_at=there, **ours))
    for number, engine_id in ((1, "one/1"), (2, "two/1")):
        session.add(Scan(id=number, library_id=HOME, engine_id=engine_id, started_at=MOMENT))
    session.flush()
    _photos(session, here, away)
    session.flush()
    _people(session)
    session.flush()
    _faces(session)
    session.flush()
    eva = session.get_one(Person, "person_eva")
    eva.thumbnail_face_id, eva.portrait_face_id = "face_eva2", "face_eva1"
    _answers(session)
    _cached(session)


def photo(name: str, path: str, folder_id: str, **fields: Any) -> Asset:
    """Return a photo of this library; fields not given have fixed values."""
    known: dict[str, Any] = {"state": AssetState.DONE, "created_at": MOMENT, **fields}
    return photo_row(
        HOME,
        folder_id,
        id=f"asset_{name}",
        path=path,
        file_size=1000 + ord(name),
        modified_ns=5,
        content_hash=f"hash {name}",
        picture=f"picture {name}",
        taken_source=TakenSource.EXIF if "taken_at" in known else None,
        updated_at=MOMENT,
        **known,
    )


def place(name: str, path: str, asset_id: str, folder_id: str, *, is_left: bool = False) -> Place:
    """Return a further place of a photo of this library."""
    known = {"id": f"place_{name}", "is_left": is_left, "created_at": MOMENT, "file_size": 7}
    return place_row(HOME, asset_id, folder_id, path, modified_ns=8, **known)


def _photos(session: Session, here: str, away: str) -> None:
    """Add photos in every state, and copies of some."""
    taken = datetime(2001, 5, 1)
    failed = {"state": AssetState.FAILED, "reason": "It is broken."}
    missing = {"state": AssetState.MISSING, "taken_at": datetime(2030, 1, 1)}
    pending = {"state": AssetState.PENDING, "taken_at": taken}
    for made in (
        photo("a", f"{here}/a.jpg", "folder_here", taken_at=taken),
        photo("b", f"{here}/b.jpg", "folder_here", created_at=LATER),
        photo("c", f"{here}/c.jpg", "folder_here", **failed),
        photo("d", f"{here}/d.jpg", "folder_here", **pending),
        photo("e", f"{away}/e.jpg", "folder_away", **missing),
        photo("f", f"{away}/f.jpg", "folder_away", taken_at=datetime(2010, 7, 7)),
        photo("g", f"{away}/g.jpg", "folder_away", **failed),
    ):
        session.add(made)
    session.flush()
    for copy in (
        place("a", f"{away}/copy of a.jpg", "asset_a", "folder_away", is_left=True),
        place("f", f"{here}/copy of f.jpg", "asset_f", "folder_here"),
        place("z", f"{here}/inner/copy of z.jpg", "asset_a", "folder_here"),
    ):
        session.add(copy)


def _people(session: Session) -> None:
    for name, created, fields in (
        ("eva", MOMENT, {"name": "Eva", "birth_date": date(2000, 3, 4), "is_favorite": True}),
        ("bob", MOMENT, {"name": "Bob", "is_hidden": True} | FEBRUARY),
        ("ada", LATER, {"name": "Ada"}),
        ("group", MOMENT, {}),
        ("fresh", LATER, {"is_settled": False}),
        ("lone", MOMENT, {"is_settled": False}),
        ("empty", MOMENT, {}),
    ):
        key = str(fields["name"]).lower() if "name" in fields else None
        person: dict[str, Any] = {
            "id": f"person_{name}",
            "library_id": HOME,
            "name_key": key,
            **fields,
        }
        session.add(Person(created_at=created, updated_at=MOMENT, **person))


def _faces(session: Session) -> None:
    """Add faces placed by the user and by two scans, one drawn by hand and one that no one has."""
    for name, asset, by, scan, quality in (
        ("ada1", "d", AUTO, 1, 0.2),
        ("ada2", "g", USER, None, 0.1),
        ("bob1", "a", USER, None, 0.7),
        ("bob2", "b", USER, None, 0.4),  # of a picture that the photo no longer shows
        ("bob3", "c", USER, None, 0.4),  # of another picture, too
        ("eva1", "a", AUTO, 1, 0.9),
        ("eva2", "b", USER, None, 0.5),
        ("eva3", "e", AUTO, 2, 0.1),
        ("fresh1", "f", AUTO, 2, 0.6),
        ("fresh2", "b", AUTO, 2, 0.6),
        ("group1", "b", AUTO, 1, 0.8),
        ("group2", "f", AUTO, 2, 0.3),
        ("lone1", "a", AUTO, 1, 0.15),
        ("drawn", "f", None, None, 0.0),
        ("loose", "a", None, None, 0.5),
    ):
        person = None if by is None else f"person_{name[:-1]}"
        is_drawn = name == "drawn"
        face = face_row(
            HOME,
            f"asset_{asset}",
            id=f"face_{name}",
            person_id=person,
            assigned_by=by,
            scan_id=scan,
            source=Source.MANUAL if is_drawn else Source.AUTOMATIC,
            confidence=None if is_drawn else 0.9,
            quality=quality,
            landmarks="[]" if name == "loose" else None,
            seen_in="another" if name in ("bob2", "bob3") else f"picture {asset}",
            seen_width=400,
            seen_height=300,
            created_at=MOMENT,
            updated_at=MOMENT,
        )
        session.add(face)


def _answers(session: Session) -> None:
    """Add answers of every kind about faces, pairs of people and a box that is no face."""
    for face, person, verdict, moment in (
        ("loose", "eva", Verdict.NO, MOMENT),
        ("group1", "eva", Verdict.UNSURE, LATER),
        ("eva2", "bob", Verdict.NO, MOMENT),
        ("bob1", "group", Verdict.NO, MOMENT),
        ("ada2", "eva", Verdict.UNSURE, MOMENT),
        ("ada1", "fresh", Verdict.NO, MOMENT),
    ):
        about = {"face_id": f"face_{face}", "person_id": f"person_{person}"}
        key = f"rej_{face}_{person}"
        session.add(Rejection(id=key, verdict=verdict, created_at=moment, **about))
    for first, second, verdict in (
        ("bob", "eva", Verdict.NO),
        ("bob", "group", Verdict.UNSURE),
        ("ada", "lone", Verdict.NO),
        ("ada", "bob", Verdict.NO),
    ):
        pair = {"person_a": f"person_{first}", "person_b": f"person_{second}"}
        key = f"pair_{first}_{second}"
        session.add(DistinctPair(id=key, verdict=verdict, created_at=MOMENT, **pair))
    box = DismissedBox(id="box_f", asset_id="asset_f", x=1, y=2, w=3, h=4, created_at=MOMENT)
    session.add(box)


def _cached(session: Session) -> None:
    """Add crops and vectors of some faces, by one or two engines."""
    for number, name in enumerate(("eva1", "eva2", "loose", "lone1")):
        file = io.BytesIO()
        Image.new("RGB", (32, 32), (40 * number, 0, 90)).save(file, "JPEG")
        crops.put(session, f"face_{name}", file.getvalue())
        for engine_id in ("one/1", "two/1")[: 1 + number % 2]:
            vector = np.zeros(4, np.float32)
            vector[number] = 1
            embeddings.put(session, f"face_{name}", engine_id, vector)
