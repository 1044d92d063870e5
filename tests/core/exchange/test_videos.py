"""What was decided of faces in videos goes along with its moment."""

import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import select
from sqlmodel import col

from kinfolk.core.db.models import DismissedBox
from kinfolk.core.faces import faces
from kinfolk.core.faces.faces import Box
from kinfolk.core.people import people
from tests.core.exchange.pair import Home, home
from tests.film import squares

pytestmark = pytest.mark.slow

FIRST, SECOND = ("red", 20, 60), ("green", 20, 60)  # at one place, at two moments


def told(where: Home) -> dict[str, list[tuple[object, ...]]]:
    """Who is where at which moment, and what is no face."""
    called = {person.id: person.name for person in where.rig.people()}
    found = [
        (face.timestamp_ms, face.x, face.source, called.get(face.person_id or ""))
        for face in where.rig.faces("film.avi")
    ]
    box = DismissedBox
    columns = (box.timestamp_ms, box.x, box.y)
    with where.rig.db.read() as session:
        refused = session.execute(select(*map(col, columns))).all()
    return {"faces": sorted(found), "faces off": [tuple(row) for row in refused]}


@pytest.fixture
def homes(tmp_path: Path) -> Iterator[tuple[Home, Home]]:
    """Ours and theirs, with the same video."""
    pictures = tmp_path / "pictures"
    squares(pictures / "film.avi", [[FIRST], [SECOND], [("blue", 20, 60)]])
    ours, theirs = (home(tmp_path / who, photos=pictures) for who in ("ours", "theirs"))
    yield ours, theirs
    for each in (ours, theirs):
        each.rig.db.close()


def test_names_and_what_is_no_face_come_to_their_moments(
    homes: tuple[Home, Home], tmp_path: Path
) -> None:
    ours, theirs = homes
    at = {face.timestamp_ms: face.id for face in ours.rig.faces("film.avi")}
    video, library_id = ours.photo("film.avi"), ours.rig.library_id
    for name, moment in (("Anna", 0), ("Ben", 2000)):
        ours.do(people.create, name=name, face_ids=[at[moment]], library_id=library_id)
    ours.do(faces.delete, at[4000])
    ben = ours.named()["Ben"]
    ours.do(
        faces.create, asset_id=video, box=Box(100, 90, 30, 30), person_id=ben, timestamp_ms=4000
    )
    file = ours.file(tmp_path / "export.json")
    (exported,) = (photo for photo in json.loads(file.read_text())["photos"])
    assert [face.get("at") for face in exported["faces"]] == [0, 2000, 4000]
    assert exported["no_faces"] == [[20, 60, 40, 40, 4000]]
    theirs.take_in(file)
    assert told(theirs) == told(ours)
    assert theirs.take_in(file).counts.faces == 0  # all of it is known by now
    assert theirs.export() == ours.export()
