"""In a large library a few faces are placed beside what is near, where all faces would put them."""

import shutil
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

import numpy as np
import pytest
from sqlalchemy import select
from sqlmodel import col

from kinfolk.core.db.models import Asset, Face, Library, Person, Source
from kinfolk.core.people import review
from kinfolk.core.people.review import Answer
from kinfolk.recognition import assigner
from kinfolk.recognition.assigner import Assigner
from kinfolk.vision import index
from kinfolk.vision.embedders.sface import unit
from kinfolk.vision.engine import ENGINE_ID
from kinfolk.vision.group import SAME
from tests.asking import Opened, opened
from tests.bench._crowd import Crowd, fill
from tests.recognition.gallery import Gallery

FACES, PEOPLE = 600, 20
Groups = dict[str, str | frozenset[str]]


@pytest.fixture(scope="module")
def library(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Faces of one person lie about 0.35 apart, those of two people about 1."""
    folder, random = tmp_path_factory.mktemp("library"), np.random.default_rng(5)
    who = np.minimum(random.geometric(0.15, FACES) - 1, PEOPLE - 1)
    centres = random.standard_normal((PEOPLE, 128))
    noise = 0.73 * random.standard_normal((FACES, 128))
    qualities = random.uniform(0.1, 1, FACES).astype(np.float32)
    fill(folder, Crowd(unit((centres[who] + noise).astype(np.float32)), who, qualities))
    return folder


FREE = select(col(Face.id)).where(col(Face.person_id).is_(None))


@contextmanager
def copied(library: Path, folder: Path) -> Iterator[Opened]:
    """A copy of the library."""
    shutil.copytree(library, folder)
    with opened(folder) as copy:
        yield copy


def settled(home: Opened, *, step: int | None = None) -> Groups:
    """Whose the faces that were no one's are now: a name, or the faces of a new group.

    With a step so many are placed at a time before the end, as while a scan runs.
    """
    (where,), fresh = home.every(select(col(Library.id))), home.every(FREE)
    with closing(Assigner(home.db, ENGINE_ID)) as places:
        places.begin([where])
        for at in range(0, len(fresh) if step else 0, step or 1):
            places.assign(where, fresh[at : at + (step or 1)], same=SAME)
        places.settle(where, same=SAME)
    names = {person.id: person.name for person in home.every(select(Person))}
    owner, members = owners(home), dict[str, set[str]]()
    for face_id, person_id in owner.items():
        members.setdefault(person_id, set()).add(face_id)
    return {
        face_id: names[person_id] or frozenset(members[person_id])
        for face_id, person_id in owner.items()
        if face_id in fresh
    }


def owners(home: Opened) -> dict[str, str]:
    return {face.id: face.person_id for face in home.every(select(Face)) if face.person_id}


@pytest.mark.parametrize(("exact_up_to", "step"), [(100, None), (100, 3), (20_000, 3)])
def test_the_neighbourhood_gives_what_all_faces_give(
    library: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    exact_up_to: int,
    step: int | None,
) -> None:
    monkeypatch.setattr(index, "EXACT_UP_TO", exact_up_to)
    with copied(library, tmp_path / "whole") as home:
        whole = settled(home)
    monkeypatch.setattr(assigner, "LARGE", 1)
    with copied(library, tmp_path / "near") as home:
        before = owners(home)
        near = settled(home, step=step)
        after = owners(home)
    assert near == whole
    assert len(near) > 20
    assert before.items() <= after.items()  # no one who was placed has moved


def test_what_the_user_said_holds_in_a_large_library(
    library: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(assigner, "LARGE", 1)
    with copied(library, tmp_path / "free") as home:
        named = {face: who for face, who in settled(home).items() if isinstance(who, str)}
    refused, drawn, unborn, *_ = sorted(named)
    with copied(library, tmp_path / "said") as home:
        by_name = {person.name: person.id for person in home.every(select(Person))}
        home.decide(review.answer_faces, [refused], by_name[named[refused]], Answer.NO)
        home.edit(Face, drawn, source=Source.MANUAL)
        taken = home.row(Asset, home.row(Face, unborn).asset_id).taken_at
        assert taken is not None
        home.update(by_name[named[unborn]], birth_date=taken.date().replace(year=taken.year + 1))
        said = settled(home, step=5)
        assert drawn in home.every(FREE)
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
