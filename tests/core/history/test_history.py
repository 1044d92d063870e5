"""Every command can be taken back and done again, after a restart, too."""

from collections.abc import Callable
from dataclasses import replace

import pytest
from sqlalchemy import text
from sqlmodel import Session

from kinfolk.core import ids
from kinfolk.core.db.models import Asset, Face, Person
from kinfolk.core.faces import faces
from kinfolk.core.history import history
from kinfolk.core.people import people
from kinfolk.core.people.person_fields import UNCHANGED
from tests.album import Album, undo_label

Command = Callable[[Session], object]


def test_steps_and_labels(album: Album) -> None:
    db = album.db
    for name in ("Eva", "Bob"):
        album.step(f"Create {name}", people.create, name=name)
    db.undo().result()
    with db.read() as session:
        known = [(step.words, step.is_undone) for step in history.steps(session)]
        assert known == [("Create Bob", True), ("Create Eva", False)]
        assert [step.words for step in history.steps(session, 1)] == ["Create Bob"]
        assert undo_label(session) == "Create Eva"
        redo = history.next_redo(session)
        assert redo is not None
        assert redo.words == "Create Bob"


@pytest.mark.slow
def test_the_last_500_steps_are_kept(album: Album) -> None:
    eva = album.person("Eva")

    def name(number: int) -> Command:
        return lambda s: people.update(s, eva, replace(UNCHANGED, name=f"Eva {number}"))

    for number in range(520):
        album.db.write(name(number), label=f"Step {number}")
    album.db.write(lambda s: None).result()
    kept = album.ask(history.steps, limit=1000)
    latest = album.ask(history.steps)
    assert [step.words for step in kept] == [f"Step {n}" for n in reversed(range(20, 520))]
    assert latest == kept[:50]


def test_undo_keeps_what_the_background_did_meanwhile(album: Album) -> None:
    db = album.db
    face = album.face()
    eva = album.person("Eva")
    album.step("Assign", faces.assign, [face], eva)
    album.edit(Face, face, w=77)
    newcomer = album.face(eva)
    db.undo().result()
    assert album.ask(faces.get, face).person_id is None
    assert album.ask(faces.get, face).box.w == 77
    assert album.ask(faces.get, newcomer).person_id == eva


def test_undo_of_a_creation_frees_faces_that_came_later(album: Album) -> None:
    db = album.db
    eva = album.step("Create", people.create, name="Eva").result.person
    newcomer = album.face(eva.id)
    with_eva = album.dump()
    db.undo().result()
    assert album.ask(faces.get, newcomer).person_id is None
    assert album.ask(faces.get, newcomer).assigned_by is None
    db.redo().result()
    assert album.dump() == with_eva


def test_a_group_made_meanwhile_gives_its_faces_back(album: Album) -> None:
    eva = album.person("Eva", faces=2)
    before = album.dump()
    album.step("Delete", people.delete, eva)
    group = ids.new("person")

    def regroup(session: Session) -> None:
        session.add(Person(id=group, library_id=album.library_id))
        session.flush()
        session.execute(text("UPDATE face SET person_id = :p, assigned_by = 'auto'"), {"p": group})

    album.do(regroup)
    album.check_undo(before)


def test_undo_survives_rows_that_are_gone(album: Album) -> None:
    db = album.db
    eva = album.person("Eva", faces=2)
    first, second = album.ask(faces.ids, person_id=eva)
    gone = album.ask(faces.get, first).asset_id
    album.step("1", people.update, eva, replace(UNCHANGED, thumbnail_face_id=first))
    album.step("2", people.delete, eva)
    db.write(lambda s: s.delete(s.get_one(Asset, gone))).result()
    db.undo().result()
    back = album.ask(people.get, eva)
    assert (back.face_count, back.thumbnail_face_id) == (1, None)
    assert album.ask(faces.get, second).person_id == eva
    db.undo().result()
    with db.read() as session:
        assert session.execute(text("PRAGMA foreign_key_check")).all() == []


def test_replaying_a_face_whose_photo_is_gone_leaves_nothing_loose(album: Album) -> None:
    db = album.db
    face = album.face()
    photo = album.ask(faces.get, face).asset_id
    album.step("Delete", faces.delete, face)
    db.write(lambda s: s.delete(s.get_one(Asset, photo))).result()
    db.undo().result()
    with db.read() as session:
        assert session.execute(text("SELECT count(*) FROM face")).scalar() == 0
        assert session.execute(text("PRAGMA foreign_key_check")).all() == []
