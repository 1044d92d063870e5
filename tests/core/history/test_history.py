"""Every command can be taken back and done again, after a restart, too."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from functools import partial
from pathlib import Path

import pytest
from sqlalchemy import select, text
from sqlmodel import Session, col

from kinfolk.core import ids
from kinfolk.core.database import Database
from kinfolk.core.db.models import Asset, Face, Folder, Library, Person, Rejection, Verdict
from kinfolk.core.faces import assignment, faces
from kinfolk.core.faces.faces import Box
from kinfolk.core.history import history
from kinfolk.core.people import people
from kinfolk.core.people.person_fields import UNCHANGED
from kinfolk.core.photos import library
from kinfolk.errors import AppError
from tests.album import Album, Dump, dump, undo_label

Command = Callable[[Session], object]


class Scene:
    """A library in which every command has something to do."""

    def __init__(self, album: Album, tmp_path: Path) -> None:
        self.folder = tmp_path / "photos"
        (self.folder / "inner").mkdir(parents=True)
        self.eva = album.person("Eva", faces=2, birth_date=date(1990, 5, 1))
        self.bob = album.person("Bob", faces=1)
        self.group = album.group(faces=2)
        self.loose = [album.face(), album.face()]
        self.photo = album.photo()
        self.evas = self.ids(album, self.eva)
        self.groups = self.ids(album, self.group)
        self.library = album.library_id
        self.photos = album.folder_id
        album.db.write(
            lambda s: people.update(s, self.eva, replace(UNCHANGED, thumbnail_face_id=self.evas[0]))
        )
        album.db.write(lambda s: library.add_folder(s, self.folder / "inner")).result()
        for person, face in ((self.group, self.loose[0]), (self.bob, self.evas[0])):
            row = Rejection(id=ids.new("rej"), face_id=face, person_id=person, verdict=Verdict.NO)
            album.add(row)
        mirror(album)

    @staticmethod
    def ids(album: Album, person_id: str) -> list[str]:
        with album.db.read() as session:
            return faces.ids(session, person_id=person_id)


def mirror(album: Album) -> None:
    """A second library of the same folders, photos, faces and names: nobody may confuse them."""
    with album.db.read() as session:
        rows = [
            row
            for model in (Library, Folder, Person, Asset, Face, Rejection)
            for row in session.execute(select(model).order_by(col(model.id))).scalars()
        ]
    later = {row.id: f"{row.id}_2" for row in rows}

    def copy(session: Session) -> None:
        for row in rows:
            fields = {name: later.get(value, value) for name, value in dict(row).items()}
            session.add(type(row)(**fields | {"thumbnail_face_id": None}))
            session.flush()

    album.db.write(copy).result()


@pytest.fixture
def scene(album: Album, tmp_path: Path) -> Scene:
    return Scene(album, tmp_path)


def delete_and_create(session: Session, scene: Scene) -> None:
    people.delete(session, scene.eva)
    people.create(session, name="Eva", library_id=scene.library)


COMMANDS: dict[str, Callable[[Scene], Command]] = {
    "create": lambda x: (
        lambda s: people.create(
            s,
            name="Ida",
            birth_date=date(2001, 2, 3),
            is_hidden=True,
            thumbnail_face_id=x.loose[0],
            library_id=x.library,
        )
    ),
    "create from a whole group": lambda x: (
        lambda s: people.create(
            s, name="Ida", face_ids=x.groups, thumbnail_face_id=x.groups[1], library_id=x.library
        )
    ),
    "update": lambda x: (
        lambda s: people.update(
            s, x.eva, replace(UNCHANGED, name="Eve", birth_date=None, is_favorite=True)
        )
    ),
    "favorite": lambda x: (
        lambda s: people.update(s, x.eva, replace(UNCHANGED, is_favorite=True, is_hidden=True))
    ),
    "swap names": lambda x: (
        lambda s: people.bulk_update(
            s,
            [
                (x.eva, replace(UNCHANGED, name=None)),
                (x.bob, replace(UNCHANGED, name="Eva")),
                (x.group, replace(UNCHANGED, name="Bob")),
            ],
        )
    ),
    "delete a person": lambda x: lambda s: people.delete(s, x.eva),
    "delete and create the same name": lambda x: lambda s: delete_and_create(s, x),
    "merge": lambda x: lambda s: people.merge(s, x.bob, [x.eva, x.group]),
    "merge into a group": lambda x: lambda s: people.merge(s, x.group, [x.eva]),
    "assign": lambda x: lambda s: faces.assign(s, [*x.loose, x.evas[0], x.groups[0]], x.bob),
    "assign a whole group": lambda x: lambda s: faces.assign(s, x.groups, x.eva),
    "assign a rejected face": lambda x: lambda s: faces.assign(s, x.evas, x.bob),
    "detach": lambda x: lambda s: faces.detach(s, [*x.evas, x.groups[0]]),
    "draw a face": lambda x: (
        lambda s: faces.create(s, asset_id=x.photo, box=Box(1, 2, 3, 4), person_id=x.eva)
    ),
    "delete a face": lambda x: lambda s: faces.delete(s, x.evas[0]),
    "create a library": lambda x: lambda s: library.create(s, name="Work"),
    "update a library": lambda x: (
        lambda s: library.update(s, x.library, replace(library.UNCHANGED, name="Home"))
    ),
    "add a folder": lambda x: lambda s: library.add_folder(s, x.folder, library_id=x.library),
    "remove a folder": lambda x: lambda s: library.remove_folder(s, x.photos),
}


@pytest.mark.parametrize("name", COMMANDS)
def test_do_undo_redo_undo(scene: Scene, album: Album, name: str) -> None:
    db = album.db
    before = album.dump()
    db.write(COMMANDS[name](scene), label=name).result()
    after = album.dump()
    assert after != before
    assert db.undo().result().result.words == name
    assert album.dump() == before
    assert db.redo().result().result.words == name
    assert album.dump() == after
    db.undo().result()
    assert album.dump() == before


def test_all_steps_can_be_taken_back_after_a_restart(
    scene: Scene, album: Album, tmp_path: Path
) -> None:
    states = [album.dump()]
    for name in ("update", "assign", "merge", "delete a face", "remove a folder"):
        album.db.write(COMMANDS[name](scene), label=name).result()
        states.append(album.dump())
    album.db.close()
    for expected in reversed(states[:-1]):
        assert in_new_process(tmp_path, lambda db: db.undo().result()) == expected
    for expected in states[1:]:
        assert in_new_process(tmp_path, lambda db: db.redo().result()) == expected


def in_new_process(tmp_path: Path, act: Callable[[Database], object]) -> Dump:
    """As after a restart: a Database of its own."""
    db = Database(tmp_path / "library.db", tmp_path / "cache.db")
    try:
        act(db)
        return dump(db)
    finally:
        db.close()


def test_steps_and_labels(album: Album) -> None:
    db = album.db
    for name in ("Eva", "Bob"):
        db.write(partial(people.create, name=name), label=f"Create {name}").result()
    db.undo().result()
    with db.read() as session:
        known = [(step.words, step.is_undone) for step in history.steps(session)]
        assert known == [("Create Bob", True), ("Create Eva", False)]
        assert [step.words for step in history.steps(session, 1)] == ["Create Bob"]
        assert undo_label(session) == "Create Eva"
        redo = history.next_redo(session)
        assert redo is not None
        assert redo.words == "Create Bob"


def test_a_new_step_sets_aside_what_was_undone(album: Album) -> None:
    db = album.db
    db.write(lambda s: people.create(s, name="Eva"), label="Create Eva").result()
    db.undo().result()
    db.write(lambda s: people.create(s, name="Bob"), label="Create Bob").result()
    with pytest.raises(AppError, match="Nothing to redo"):
        db.redo().result()
    db.undo().result()
    with pytest.raises(AppError, match="Nothing to undo"):
        db.undo().result()


def test_neither_background_work_nor_nothing_is_a_step(album: Album) -> None:
    eva = album.person("Eva")
    album.db.write(
        lambda s: people.update(s, eva, replace(UNCHANGED, name="Eva")), label="Rename"
    ).result()
    with album.db.read() as session:
        assert history.steps(session) == []


@pytest.mark.slow
def test_the_last_500_steps_are_kept(album: Album) -> None:
    eva = album.person("Eva")

    def name(number: int) -> Command:
        return lambda s: people.update(s, eva, replace(UNCHANGED, name=f"Eva {number}"))

    for number in range(520):
        album.db.write(name(number), label=f"Step {number}")
    album.db.write(lambda s: None).result()
    with album.db.read() as session:
        kept = history.steps(session, limit=1000)
        latest = history.steps(session)
    assert [step.words for step in kept] == [f"Step {n}" for n in reversed(range(20, 520))]
    assert latest == kept[:50]


def test_undo_keeps_what_the_background_did_meanwhile(album: Album) -> None:
    db = album.db
    face = album.face()
    eva = album.person("Eva")
    db.write(lambda s: faces.assign(s, [face], eva), label="Assign").result()
    db.write(lambda s: setattr(s.get_one(Face, face), "w", 77)).result()
    newcomer = album.face(eva)
    db.undo().result()
    with db.read() as session:
        assert faces.get(session, face).person_id is None
        assert faces.get(session, face).box.w == 77
        assert faces.get(session, newcomer).person_id == eva


def test_undo_of_a_creation_frees_faces_that_came_later(album: Album) -> None:
    db = album.db
    eva = db.write(lambda s: people.create(s, name="Eva"), label="Create").result().result.person
    newcomer = album.face(eva.id)
    with_eva = album.dump()
    db.undo().result()
    with db.read() as session:
        assert faces.get(session, newcomer).person_id is None
        assert faces.get(session, newcomer).assigned_by is None
    db.redo().result()
    assert album.dump() == with_eva


def test_a_group_made_meanwhile_gives_its_faces_back(album: Album) -> None:
    db = album.db
    eva = album.person("Eva", faces=2)
    before = album.dump()
    db.write(lambda s: people.delete(s, eva), label="Delete").result()
    group = ids.new("person")

    def regroup(session: Session) -> None:
        session.add(Person(id=group, library_id=album.library_id))
        session.flush()
        session.execute(text("UPDATE face SET person_id = :p, assigned_by = 'auto'"), {"p": group})

    db.write(regroup).result()
    db.undo().result()
    assert album.dump() == before


def test_undo_survives_rows_that_are_gone(album: Album) -> None:
    db = album.db
    eva = album.person("Eva", faces=2)
    with db.read() as session:
        first, second = faces.ids(session, person_id=eva)
        gone = faces.get(session, first).asset_id
    db.write(
        lambda s: people.update(s, eva, replace(UNCHANGED, thumbnail_face_id=first)), label="1"
    ).result()
    db.write(lambda s: people.delete(s, eva), label="2").result()
    db.write(lambda s: s.delete(s.get_one(Asset, gone))).result()
    db.undo().result()
    with db.read() as session:
        back = people.get(session, eva)
        assert (back.face_count, back.thumbnail_face_id) == (1, None)
        assert faces.get(session, second).person_id == eva
    db.undo().result()
    with db.read() as session:
        assert session.execute(text("PRAGMA foreign_key_check")).all() == []


def test_replaying_a_face_whose_photo_is_gone_leaves_nothing_loose(album: Album) -> None:
    db = album.db
    face = album.face()
    with db.read() as session:
        photo = faces.get(session, face).asset_id
    db.write(lambda s: faces.delete(s, face), label="Delete").result()
    db.write(lambda s: s.delete(s.get_one(Asset, photo))).result()
    db.undo().result()
    with db.read() as session:
        assert session.execute(text("SELECT count(*) FROM face")).scalar() == 0
        assert session.execute(text("PRAGMA foreign_key_check")).all() == []


def test_an_undone_step_survives_empty_groups(album: Album) -> None:
    """An unnamed person without faces is legal when a program made it; undo keeps it."""
    db = album.db
    nobody = db.write(lambda s: people.create(s), label="Create").result().result.person.id
    face = album.face()
    before = album.dump()
    db.write(lambda s: faces.assign(s, [face], nobody), label="Assign").result()
    db.undo().result()
    assert album.dump() == before


def test_drop_empty_is_part_of_the_step(album: Album) -> None:
    db = album.db
    group = album.group(faces=1)
    db.write(lambda s: assignment.drop_empty(s, [group])).result()
    before = album.dump()
    with db.read() as session:
        only = faces.ids(session, person_id=group)
    db.write(lambda s: faces.detach(s, only), label="Detach").result()
    with db.read() as session:
        assert session.get(Person, group) is None
    db.undo().result()
    assert album.dump() == before
