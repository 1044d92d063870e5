"""In a large library a few faces are placed beside what is near, where all faces would put them."""

import shutil
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from sqlalchemy import select, update
from sqlmodel import Session, col

from kinfolk.core.database import Database
from kinfolk.core.db.models import Asset, AssignedBy, Face, Library, Person, Source
from kinfolk.core.people import people, review
from kinfolk.core.people.person_fields import UNCHANGED
from kinfolk.core.people.review import Answer
from kinfolk.recognition import assigner
from kinfolk.recognition.assigner import Assigner
from kinfolk.vision import index
from kinfolk.vision.embedders.sface import unit
from kinfolk.vision.engine import ENGINE_ID
from kinfolk.vision.group import SAME
from tests.bench._crowd import Crowd, fill
from tests.recognition.gallery import Gallery

FACES, PEOPLE = 600, 20
Groups = dict[str, str | frozenset[str]]


def crowd() -> Crowd:
    """Faces of one person lie about 0.35 apart, those of two people about 1."""
    random = np.random.default_rng(5)
    who = np.minimum(random.geometric(0.15, FACES) - 1, PEOPLE - 1)
    centres = random.standard_normal((PEOPLE, 128))
    noise = 0.73 * random.standard_normal((FACES, 128))
    qualities = random.uniform(0.1, 1, FACES).astype(np.float32)
    return Crowd(unit((centres[who] + noise).astype(np.float32)), who, qualities)


@pytest.fixture(scope="module")
def library(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("library")
    fill(folder, crowd())
    return folder


def opened(library: Path, folder: Path) -> Database:
    """A copy of the library."""
    shutil.copytree(library, folder)
    return Database(folder / "library.db", folder / "cache.db")


def free(session: Session) -> list[str]:
    return list(
        session.execute(select(col(Face.id)).where(col(Face.person_id).is_(None))).scalars()
    )


def library_id(db: Database) -> str:
    with db.read() as session:
        return str(session.execute(select(col(Library.id))).scalar_one())


def settled(db: Database, *, step: int | None = None) -> Groups:
    """Whose the faces that were no one's are now: a name, or the faces of a new group.

    With a step so many are placed at a time before the end, as while a scan runs.
    """
    where = library_id(db)
    with db.read() as session:
        fresh = free(session)
    with closing(Assigner(db, ENGINE_ID)) as places:
        places.begin([where])
        for at in range(0, len(fresh) if step else 0, step or 1):
            places.assign(where, fresh[at : at + (step or 1)], same=SAME)
        places.settle(where, same=SAME)
    query = select(col(Face.id), col(Person.id), col(Person.name))
    with db.read() as session:
        rows = session.execute(query.join(Person, col(Face.person_id) == col(Person.id))).all()
    members: dict[str, set[str]] = {}
    for face_id, person_id, _ in rows:
        members.setdefault(person_id, set()).add(face_id)
    return {
        face_id: name or frozenset(members[person_id])
        for face_id, person_id, name in rows
        if face_id in fresh
    }


@pytest.mark.parametrize(("exact_up_to", "step"), [(100, None), (100, 3), (20_000, 3)])
def test_the_neighbourhood_gives_what_all_faces_give(
    library: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    exact_up_to: int,
    step: int | None,
) -> None:
    monkeypatch.setattr(index, "EXACT_UP_TO", exact_up_to)
    with closing(opened(library, tmp_path / "whole")) as db:
        whole = settled(db)
    monkeypatch.setattr(assigner, "LARGE", 1)
    with closing(opened(library, tmp_path / "near")) as db:
        before = _owners(db)
        near = settled(db, step=step)
        after = _owners(db)
    assert near == whole
    assert len(near) > 20
    assert before.items() <= after.items()  # no one who was placed has moved


def _owners(db: Database) -> dict[str, str]:
    placed = select(col(Face.id), col(Face.person_id)).where(col(Face.person_id).is_not(None))
    with db.read() as session:
        return {face_id: str(owner) for face_id, owner in session.execute(placed)}


def test_what_the_user_said_holds_in_a_large_library(
    library: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(assigner, "LARGE", 1)
    with closing(opened(library, tmp_path / "free")) as db:
        named = {face: who for face, who in settled(db).items() if isinstance(who, str)}
    refused, drawn, unborn, *_ = sorted(named)
    with closing(opened(library, tmp_path / "said")) as db:

        def say(session: Session) -> None:
            by_name = {row.name: row.id for row in session.execute(select(Person)).scalars()}
            review.answer_faces(session, [refused], by_name[named[refused]], Answer.NO)
            mine = col(Face.id) == drawn
            session.execute(update(Face).where(mine).values(source=Source.MANUAL))
            taken = session.get_one(Asset, session.get_one(Face, unborn).asset_id).taken_at
            assert taken is not None
            born = taken.date().replace(year=taken.year + 1)
            people.update(session, by_name[named[unborn]], replace(UNCHANGED, birth_date=born))

        db.write(say).result()
        said = settled(db, step=5)
        with db.read() as session:
            still = set(free(session))
            assert session.get_one(Face, drawn).assigned_by != AssignedBy.AUTO
    assert drawn in still
    assert said.get(refused) != named[refused]
    assert said.get(unborn) != named[unborn]


@pytest.mark.parametrize("large", [2, 1_000])
def test_faces_that_are_not_somebody_they_look_like_are_a_group(
    gallery: Gallery, monkeypatch: pytest.MonkeyPatch, large: int
) -> None:
    monkeypatch.setattr(assigner, "LARGE", large)
    eva, where = gallery.person("Eva"), gallery.library_id
    for _ in range(3):
        gallery.face(eva, near=0, apart=0)
    two = [gallery.face(near=0, apart=0.1) for _ in range(2)]
    for face in two:
        gallery.say(face, eva, Answer.NO)
    with closing(Assigner(gallery.db, ENGINE_ID)) as places:
        places.begin([where])
        places.assign(where, two[:1], same=SAME)
    one, other = map(gallery.owner, two)
    assert one == other not in (None, eva)


@pytest.mark.parametrize("large", [2, 1_000])
@pytest.mark.parametrize("route", ["place", "place some", "settle"])
def test_how_alike_one_person_is_is_the_engines_own(
    gallery: Gallery, monkeypatch: pytest.MonkeyPatch, route: str, large: int
) -> None:
    """In a small library as in a large one, while a scan runs and at its end."""
    monkeypatch.setattr(assigner, "LARGE", large)
    eva, where = gallery.person("Eva"), gallery.library_id
    for _ in range(6):
        gallery.face(eva, near=1, apart=0)
    two = [gallery.face(near=0, apart=0.35) for _ in range(2)]  # 0.58 from each other
    evas = gallery.face(near=1, apart=0.6)
    owners = []
    for same in (SAME, 0.2):
        with closing(Assigner(gallery.db, ENGINE_ID)) as places:
            places.begin([where])
            if route == "place":
                places.assign(where, two[:1], same=same)
            elif route == "place some":
                places.assign_locally(where, two[:1], same=same)
            else:
                places.settle(where, same=same)
        owners.append([gallery.owner(each) for each in (*two, evas)])
    assert owners[0] == [None] * 3
    one, other, joined = owners[1]
    assert one == other not in (None, eva)
    assert route != "settle" or joined == eva
