"""Undo does what is written on it: steps by their ids, what is set aside, what is kept.

That it does so for every command is shown in test_effects.
"""

from collections.abc import Callable
from concurrent.futures import Future
from contextlib import closing
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import delete, text, update
from sqlmodel import Session, col

from kinfolk.core import ids
from kinfolk.core.database import Database, Written
from kinfolk.core.db.models import Asset, AssetState, AssignedBy, Face, Folder, Person, Scan
from kinfolk.core.faces import faces
from kinfolk.core.history import history
from kinfolk.core.history.history import HistoryStep
from kinfolk.core.people import people
from kinfolk.core.people.person_fields import UNCHANGED
from kinfolk.core.photos import library
from kinfolk.errors import AppError, Conflict, NameTaken, NotFound
from tests.album import Album, undo_label
from tests.asking import Opened
from tests.rows import face_row

BACK = "Its photos are already back in the library, with their own names."


class Past:
    """An album and its history; turns that are refused change nothing."""

    def __init__(self, album: Album) -> None:
        self.album, self.db = album, album.db

    def do(self, label: str, work: Callable[..., object], *args: Any, **named: Any) -> int:
        step_id = self.album.step(label, work, *args, **named).step_id
        assert step_id is not None
        return step_id

    def create(self, name: str) -> int:
        return self.do(f"Create {name}", people.create, name=name)

    def rename(self, person_id: str, name: str, label: str = "Rename") -> int:
        return self.do(label, people.update, person_id, replace(UNCHANGED, name=name))

    def undo(self, step_id: int | None = None) -> str:
        return self.db.undo(step_id=step_id).result().result.words

    def redo(self, step_id: int | None = None) -> str:
        return self.db.redo(step_id=step_id).result().result.words

    def refused(self, turn: Future[Written[HistoryStep]], kind: type[AppError] = AppError) -> Any:
        """Return why a step can't be undone or redone."""
        with pytest.raises(kind) as caught:
            turn.result()
        return caught.value

    def undo_refused(self, step_id: int | None = None, kind: type[AppError] = AppError) -> Any:
        with self.album.unchanged():
            return self.refused(self.db.undo(step_id=step_id), kind)

    def redo_refused(self, step_id: int | None = None, kind: type[AppError] = AppError) -> Any:
        with self.album.unchanged():
            return self.refused(self.db.redo(step_id=step_id), kind)

    def column(self, query: str) -> list[Any]:
        with self.db.read() as session:
            return list(session.execute(text(query)).scalars())

    def ids(self, table: str) -> list[str]:
        return self.column(f"SELECT id FROM {table} ORDER BY id")

    @property
    def names(self) -> set[str]:
        return set(self.column("SELECT name FROM person WHERE name <> ''"))

    @property
    def sizes(self) -> list[int]:
        return self.column("SELECT size FROM step ORDER BY id")

    def faces_of(self, person_id: str) -> list[str]:
        return self.album.ask(faces.ids, person_id=person_id)

    def place(self, person_id: str, *face_ids: str) -> None:
        """A scan puts faces there."""
        for face_id in face_ids:
            self.album.edit(Face, face_id, person_id=person_id, assigned_by=AssignedBy.AUTO)

    def scanned(self, scan_id: int | None) -> None:
        """All faces are where that scan has put them."""
        self.album.do(Session.execute, update(Face).values(scan_id=scan_id))

    def marks(self) -> dict[str, int | None]:
        with self.db.read() as session:
            rows = session.execute(text("SELECT id, scan_id FROM face"))
            return {row.id: row.scan_id for row in rows}


@pytest.fixture
def past(album: Album) -> Past:
    return Past(album)


# a step by its id


def test_undo_of_a_step_that_is_no_longer_the_newest_is_refused(past: Past, tmp_path: Path) -> None:
    eva, ida = past.album.person("Eva"), past.album.person("Ida")
    deleted = past.do("Delete Ida", people.delete, ida)
    with closing(Database(tmp_path / "library.db", tmp_path / "cache.db")) as other:
        change = replace(UNCHANGED, name="Ewa")
        other.write(lambda s: people.update(s, eva, change), label="Rename Eva").result()
        error = past.undo_refused(deleted, Conflict)
        assert (error.message, error.hint) == (
            "“Delete Ida” wasn’t undone. Something newer was done since: “Rename Eva”.",
            "Undo that first.",
        )
        other.undo().result()
    assert past.undo(deleted) == "Delete Ida"
    assert past.names == {"Eva", "Ida"}


def test_a_step_is_undone_once_and_redone_once(past: Past) -> None:
    first, second = past.create("Eva"), past.create("Ida")
    past.undo(second)
    assert past.undo_refused(second).message == "“Create Ida” has already been undone."
    past.undo(first)
    error = past.redo_refused(second)
    assert error.message == "“Create Eva” was undone after “Create Ida”."
    assert error.hint == "Redo that first."
    assert past.redo(first) == "Create Eva"
    assert past.redo_refused(first).message == "“Create Eva” hasn’t been undone."
    past.redo(second)
    assert past.names == {"Eva", "Ida"}


@pytest.mark.parametrize("step", [-1, 99, 2**70])
def test_a_step_that_is_not_there(past: Past, step: int) -> None:
    past.create("Eva")
    for turn in (past.undo_refused, past.redo_refused):
        error = turn(step, NotFound)
        assert error.message == f"There is no step {step} in the history."
        assert error.hint == (
            "It may be too old to be kept. To list the steps, run `kinfolk history`."
        )


def test_an_id_is_never_another_steps(past: Past, monkeypatch: pytest.MonkeyPatch) -> None:
    """A toast of a step that is forgotten does not take back the one after it."""
    monkeypatch.setattr(history, "KEPT_ASIDE", 0)
    first = past.create("Eva")
    past.undo()
    assert past.create("Ida") > first
    past.undo_refused(first, NotFound)


def test_what_was_done_at_a_moment_was_not_done_before_it(past: Past) -> None:
    past.create("Eva")
    (step,) = past.album.ask(history.steps)
    assert past.album.do(history.forget, step.created_at) == 0
    assert past.undo() == "Create Eva"


# a step that newer ones stand over


def test_an_older_step_is_taken_back_alone_and_can_be_done_again(past: Past) -> None:
    first, second = past.album.group(faces=2), past.album.group(faces=2)
    before = past.album.dump()
    told = past.rename(first, "Eva", "Name Eva")
    past.rename(second, "Ida", "Name Ida")
    taken = past.db.take_back(told).result()
    assert (taken.step_id, taken.result.words) == (told, "Name Eva")
    assert past.names == {"Ida"}
    again = past.refused(past.db.take_back(told))
    assert again.message == "“Name Eva” has already been undone."
    past.redo(told)
    assert past.names == {"Eva", "Ida"}
    past.undo()
    past.undo()
    assert past.album.dump() == before


def test_taking_the_newest_step_back_is_undo(past: Past) -> None:
    past.db.take_back(past.create("Eva")).result()
    past.redo()
    assert past.names == {"Eva"}


@pytest.mark.parametrize("newer", ["Rename", "Merge"])
def test_a_step_is_not_taken_back_under_one_about_the_same(past: Past, newer: str) -> None:
    eva, other = past.album.group(faces=2), past.album.group(faces=2)
    told = past.rename(eva, "Eva", "Name Eva")
    if newer == "Rename":
        past.rename(eva, "Ewa")
    else:
        past.do("Merge", people.merge, eva, [other])
    with past.album.unchanged():
        error = past.refused(past.db.take_back(told))
        assert f"“Name Eva” wasn’t undone: “{newer}” was done since" in error.message
        past.refused(past.db.take_back(told + 7), NotFound)


# what was undone, and left behind


def test_what_was_undone_can_be_done_again_after_something_new(past: Past) -> None:
    told = past.rename(past.album.person("Eva", faces=2), "Ewa")
    past.undo()
    past.create("Ida")
    assert past.redo_refused().message == "Nothing to redo."
    assert [step.is_aside for step in past.album.ask(history.steps)] == [False, True]
    again = past.db.redo(step_id=told).result()
    assert again.result.words == "Rename"
    assert again.step_id is not None
    assert again.step_id > told  # it is the newest one now
    assert past.names == {"Ewa", "Ida"}
    past.undo(again.step_id)
    assert past.names == {"Eva", "Ida"}
    past.undo()
    assert past.names == {"Eva"}


def test_a_step_set_aside_gives_way_to_what_was_done_since(past: Past) -> None:
    eva = past.album.person("Eva")
    told = past.rename(eva, "Ewa", "Rename to Ewa")
    past.undo()
    past.rename(eva, "Eve", "Rename to Eve")
    error = past.redo_refused(told, Conflict)
    assert error.message == (
        "“Rename to Ewa” can’t be redone: “Rename to Eve” was done since, and affects the same "
        "things."
    )
    assert error.hint == "Undo that first."


def test_a_name_that_is_taken_meanwhile(past: Past) -> None:
    created = past.create("Eva")
    past.undo()
    past.create("EVA ")
    error = past.redo_refused(created, NameTaken)
    assert [error.person_id] == past.ids("person")
    assert error.message == "There’s already someone named EVA."
    assert error.hint == "Nothing was changed."


def test_a_step_that_builds_on_one_that_is_undone(past: Past) -> None:
    past.create("Eva")
    (eva,) = past.ids("person")
    renamed = past.rename(eva, "Ewa")
    past.undo()
    past.undo()
    past.create("Ida")
    error = past.redo_refused(renamed)
    assert error.message == "“Rename” can’t be redone: what it affected has changed since."
    assert error.hint == "Nothing was changed. Make the change by hand instead."


@pytest.mark.parametrize("by", list(AssignedBy))
def test_doing_again_touches_nothing_that_came_later(past: Past, by: AssignedBy) -> None:
    """Someone who got a face meanwhile is not deleted with it."""
    eva = past.album.person("Eva", faces=2)
    deleted = past.do("Delete Eva", people.delete, eva)
    past.undo()
    past.create("Ida")
    newcomer = past.album.face(eva, by=by)
    assert "can’t be redone" in past.redo_refused(deleted).message
    assert past.album.owner(newcomer) == eva


def test_a_step_fits_no_more_once_somebody_it_names_is_gone(past: Past) -> None:
    bob, face = past.album.person("Bob"), past.album.face()
    told = past.do("Give", faces.assign, [face], bob)
    past.undo()
    past.album.do(Session.execute, delete(Person).where(col(Person.id) == bob))
    past.create("Ida")
    assert "can’t be redone" in past.redo_refused(told).message


# taking folders and libraries in loses no one


def test_undo_passes_over_a_library_that_is_used(past: Past) -> None:
    past.rename(past.album.person("Eva"), "Ewa")
    made = past.do("Create a library", library.create, name="Work")
    past.album.face(asset_id=past.album.photo(library_id=past.ids("library")[-1]))
    assert past.undo_refused(made, Conflict).message == (
        "“Create a library” can no longer be undone: something has been added to it since."
    )
    assert past.undo() == "Rename"
    assert past.undo_refused().message == "Nothing to undo."


def test_an_empty_library_can_be_taken_back_until_somebody_is_in_it(past: Past) -> None:
    before = past.album.dump()
    made = past.do("Create a library", library.create, name="Work")
    past.album.check_undo(before)
    past.album.do(people.create, name="Eva", library_id=past.ids("library")[-1])
    past.undo_refused(made, Conflict)


def test_a_folder_taken_out_again_keeps_what_came_since(past: Past) -> None:
    folder = past.album.folder()
    removed = past.do("Take out", library.remove_folder, folder)
    past.undo()
    past.album.face(asset_id=past.album.photo(folder_id=folder))
    error = past.redo_refused(removed, Conflict)
    assert error.message == "Something new has been added to it since."
    assert error.hint == "Remove the folder instead."


def scanned_anew(album: Album, like: Asset, folder: str) -> str:
    """The same photo, found in the folder that was taken in again; its face is in a group."""
    fields = dict(like) | {"id": ids.new("asset"), "folder_id": folder}
    album.add(Asset(**fields))
    by = AssignedBy.AUTO
    group = album.group(faces=0)
    return album.add(face_row(album.library_id, fields["id"], person_id=group, assigned_by=by))


def test_a_folder_taken_out_and_in_again_gives_its_names_back(past: Past, tmp_path: Path) -> None:
    """The photos a scan found anew meanwhile are the same photos."""
    album, photos = past.album, tmp_path / "photos"
    photos.mkdir()
    folder = album.do(library.add_folder, photos).id
    photo = album.photo(folder_id=folder)
    album.face(album.person("Eva"), asset_id=photo, by=AssignedBy.USER)
    like, before = album.row(Asset, photo), album.dump()
    taken_out = past.do("Take out", library.remove_folder, folder)
    again = album.do(library.add_folder, photos).id
    scanned_anew(album, like, again)
    newcomer = album.photo(folder_id=again)
    past.undo(taken_out)
    assert album.row(Asset, newcomer).folder_id == folder
    album.do(Session.execute, delete(Asset).where(col(Asset.id) == newcomer))
    assert album.dump() == before


@pytest.mark.parametrize(("by", "source"), [("user", "automatic"), ("auto", "manual")])
def test_what_was_said_of_photos_found_anew_stands(past: Past, by: str, source: str) -> None:
    """Each alone is a reason: who it is, and a face that was drawn."""
    album = past.album
    album.person("Eva", faces=1)
    (photo,) = past.ids("asset")
    like = album.row(Asset, photo)
    past.do("Take out", library.remove_folder, album.folder_id)
    album.edit(Face, scanned_anew(album, like, album.folder()), assigned_by=by, source=source)
    assert past.undo_refused(None, Conflict).message == BACK


def test_only_the_place_of_the_same_library_gives_way(past: Past) -> None:
    """A folder of the same path, and photos in it, in another library stay as they are."""
    album = past.album
    path = album.row(Asset, album.photo()).path
    other, folder = album.library(), album.row(Folder, album.folder_id).path
    album.add(Folder(id="folder_other", library_id=other, path=folder))
    album.edit(Asset, album.photo(library_id=other, folder_id="folder_other"), path=path)
    before = album.dump()
    past.do("Take out", library.remove_folder, album.folder_id)
    album.check_undo(before)


# how much is kept


def test_the_newest_steps_are_listed_first(past: Past) -> None:
    past.create("Eva")
    past.create("Bob")
    past.undo()
    steps = past.album.ask(history.steps)
    assert [(step.words, step.is_undone) for step in steps] == [
        ("Create Bob", True),
        ("Create Eva", False),
    ]
    assert past.album.ask(history.steps, 1) == steps[:1]
    assert past.album.ask(undo_label) == "Create Eva"
    assert past.album.ask(history.next_redo) == steps[0]


@pytest.mark.slow
def test_the_last_500_steps_are_kept(past: Past) -> None:
    eva = past.album.person("Eva")
    for number in range(502):
        past.rename(eva, f"Eva {number}", f"Step {number}")
    kept = past.album.ask(history.steps, limit=1000)
    assert [step.words for step in kept] == [f"Step {n}" for n in reversed(range(2, 502))]
    assert past.album.ask(history.steps) == kept[:50]


def test_the_size_of_a_step_is_what_it_takes(past: Past) -> None:
    past.rename(past.album.person("Eva"), "Zoë")
    past.create("Ida")
    past.undo()
    assert past.sizes == past.column("SELECT length(CAST(rows AS BLOB)) FROM step ORDER BY id")


def test_the_history_is_bounded_in_bytes(past: Past, monkeypatch: pytest.MonkeyPatch) -> None:
    eva = past.album.person("Eva 00")
    past.rename(eva, "Eva 01")
    (size,) = past.sizes
    monkeypatch.setattr(history, "KEPT_BYTES", 5 * size)
    for number in range(2, 10):
        past.rename(eva, f"Eva {number:02}")
        assert past.sizes == [size] * min(number, 6)  # the largest one is not counted
    monkeypatch.setattr(history, "KEPT_BYTES", 5 * size - 1)
    past.rename(eva, "Eva 10")
    assert past.sizes == [size] * 5
    for _ in range(5):
        past.undo()
    assert past.undo_refused().message == "Nothing to undo."
    assert past.names == {"Eva 05"}


def test_one_giant_step_pushes_nobody_out(past: Past, monkeypatch: pytest.MonkeyPatch) -> None:
    eva, ida = past.album.person("Eva", faces=60), past.album.person("Ida")
    monkeypatch.setattr(history, "KEPT_BYTES", 4000)
    for number in range(5):
        past.rename(ida, f"Ida {number}")
    before = past.album.dump()
    giant = past.do("Merge", people.merge, ida, [eva])
    assert past.sizes[-1] > 4000
    assert len(past.sizes) == 6
    past.create("Uma")
    past.undo()
    past.undo(giant)
    assert past.album.dump() == before
    for _ in range(5):
        past.undo()
    assert past.names == {"Eva", "Ida"}


def test_of_what_is_set_aside_the_newest_are_kept(
    past: Past, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(history, "KEPT_ASIDE", 3)
    told = []
    for number in range(6):
        told.append(past.create(f"Aside {number}"))
        past.undo()
    standing = past.create("Eva")
    kept = [step.id for step in past.album.ask(history.steps)]
    assert kept == [standing, *reversed(told[3:])]


def test_the_first_library_stays(db: Database) -> None:
    """It is made by the way; a step set aside must not bring a second one."""
    home = Opened(db)

    def libraries() -> int:
        return len(home.ask(library.listing))

    told = home.step("Create", people.create, name="Eva").step_id
    db.undo().result()
    home.create("Ida")
    db.redo(step_id=told).result()
    assert libraries() == 1
    for _ in range(2):
        db.undo().result()
    assert libraries() == 1


# what the background did meanwhile


def test_undo_keeps_what_the_background_did_meanwhile(past: Past) -> None:
    album = past.album
    face, eva = album.face(), album.person("Eva")
    past.do("Assign", faces.assign, [face], eva)
    album.edit(Face, face, w=77)
    newcomer = album.face(eva)
    past.undo()
    assert (album.owner(face), album.seen(face).box.w, album.owner(newcomer)) == (None, 77, eva)


def test_undo_of_a_creation_frees_faces_that_came_later(past: Past) -> None:
    past.create("Eva")
    newcomer = past.album.face(past.ids("person")[0])
    with_eva = past.album.dump()
    past.undo()
    freed = past.album.seen(newcomer)
    assert (freed.person_id, freed.assigned_by) == (None, None)
    past.redo()
    assert past.album.dump() == with_eva


def test_a_group_made_meanwhile_gives_its_faces_back(past: Past) -> None:
    eva = past.album.person("Eva", faces=2)
    theirs, before = past.faces_of(eva), past.album.dump()
    past.do("Delete", people.delete, eva)
    past.place(past.album.group(faces=0), *theirs)
    past.album.check_undo(before)


def test_undo_survives_photos_that_are_gone(past: Past) -> None:
    album = past.album
    eva, alone = album.person("Eva", faces=2), album.face()
    first, second = past.faces_of(eva)
    gone = [album.seen(face).asset_id for face in (first, alone)]
    past.do("Portrait", people.update, eva, replace(UNCHANGED, thumbnail_face_id=first))
    past.do("Delete", people.delete, eva)
    past.do("Not a face", faces.delete, alone)
    album.do(Session.execute, delete(Asset).where(col(Asset.id).in_(gone)))
    past.undo()
    assert past.ids("face") == [second]
    past.undo()
    back = album.who(eva)
    assert (back.face_count, back.thumbnail_face_id, album.owner(second)) == (1, None, eva)
    past.undo()
    assert past.column("PRAGMA foreign_key_check") == []


@pytest.mark.parametrize("is_edited", [True, False])
def test_a_photo_that_was_edited_is_looked_at_for_a_face_that_returns(
    past: Past, is_edited: bool
) -> None:
    """No scan could find the face in the edited photo, as it was no face then."""
    face = past.album.face()
    photo = past.album.seen(face).asset_id
    past.album.edit(Face, face, seen_in="this")
    past.do("Not a face", faces.delete, face)
    past.album.edit(Asset, photo, picture="another" if is_edited else "this")
    past.undo()
    assert past.album.row(Asset, photo).is_looked_at is not is_edited


def test_a_photo_state_is_no_decision(past: Past) -> None:
    """What a scan wrote between a step and its undo stays."""
    past.rename(past.album.person("Eva", faces=1), "Ewa")
    (photo,) = past.ids("asset")
    past.album.edit(Asset, photo, state=AssetState.MISSING)
    past.undo()
    assert past.album.row(Asset, photo).state == AssetState.MISSING


def test_undo_of_a_rename_whose_name_is_taken_meanwhile(past: Past) -> None:
    album = past.album
    renamed = past.rename(album.person("Eva"), "Ewa")
    album.do(people.create, name="EVA", library_id=album.library())
    past.undo(renamed)  # that one is of another library
    past.redo()
    taken = album.person("EVA")
    error = past.undo_refused(None, NameTaken)
    assert (error.person_id, error.name) == (taken, "EVA")
    assert error.hint == "Nothing was changed."


@pytest.mark.parametrize("turn", ["undone", "taken back", "taken"])
def test_a_name_of_an_older_version_comes_back_with_the_spaces_of_today(
    past: Past, turn: str
) -> None:
    """Where that is someone else's name, both stay."""
    odd = "Anna\u00a0Bell"
    who = past.album.person("Anna")
    past.album.edit(Person, who, name=odd, name_key=odd.casefold())
    renamed = past.rename(who, "Anne")
    if turn == "taken":
        past.create("Anna Bell")
    if turn == "undone":
        past.undo(renamed)
    else:
        past.db.take_back(renamed).result()
    assert past.album.name_of(who) == (odd if turn == "taken" else "Anna Bell")
    assert not past.album.decide(people.create, name="Anna Bell").is_new
    past.redo(renamed)
    assert "Anne" in past.names


@pytest.mark.parametrize("is_turned", [False, True])
def test_of_all_that_a_step_brings_back_no_name_may_be_taken(past: Past, is_turned: bool) -> None:
    """Whoever of the two comes first."""
    pair = sorted([past.album.person("Eva", faces=1), past.album.person("Bob", faces=1)])
    kept, merged = reversed(pair) if is_turned else pair
    name = past.album.name_of(merged)
    past.do("Merge", people.merge, kept, [merged])
    taken = past.album.person(name)
    error = past.undo_refused(None, NameTaken)
    assert (error.person_id, error.name) == (taken, name)


def test_the_face_of_a_step_is_where_no_scan_has_put_it(past: Past) -> None:
    eva, bob = past.album.person("Eva", faces=1), past.album.person("Bob", faces=1)
    (evas,), (bobs,) = past.faces_of(eva), past.faces_of(bob)
    moved = past.do("Give", faces.assign, [evas], bob)
    past.album.add(Scan(id=7, library_id=past.album.library_id, engine_id="engine/1"))
    past.scanned(7)  # it has put both of them where they are
    past.rename(eva, "Ewa")
    past.undo()
    assert past.marks() == {evas: 7, bobs: 7}
    past.undo(moved)
    assert past.marks() == {evas: None, bobs: 7}


def test_a_scans_mark_comes_back_with_what_it_said(past: Past) -> None:
    eva, bob = past.album.person("Eva", faces=2), past.album.person("Bob")
    first, second = past.faces_of(eva)
    past.album.add(Scan(id=7, library_id=past.album.library_id, engine_id="e/1"))
    past.scanned(7)
    past.do("Give", faces.assign, [first], bob)
    assert past.marks() == {first: None, second: 7}
    past.undo()
    assert past.marks() == {first: 7, second: 7}
    past.scanned(None)
    past.do("Confirm", faces.assign, [second], eva)  # it stays where it is
    past.scanned(7)
    past.undo()
    assert past.marks() == {first: 7, second: 7}


def test_only_a_group_that_came_later_goes_with_its_last_face(past: Past) -> None:
    """One that was there before, one with a name and one that keeps a face all stay."""
    album = past.album
    eva, older = album.person("Eva", faces=4), album.group(faces=0)
    moved = past.faces_of(eva)
    past.do("Delete", people.delete, eva)
    later, kept = album.group(faces=0), album.group(faces=1)
    bob, untouched = album.person("Bob"), album.group(faces=0)
    for face, person in zip(moved, (older, later, kept, bob), strict=True):
        past.place(person, face)
    past.undo()
    assert past.faces_of(eva) == moved
    assert set(past.ids("person")) == {eva, older, kept, bob, untouched}


def test_a_group_that_a_machine_made_since_is_none_with_one_face(past: Past) -> None:
    """What was taken off someone had found a single face: undo leaves that as it was."""
    album = past.album
    eva, single = album.person("Eva", faces=1), album.face()
    (face,) = past.faces_of(eva)
    before = album.dump()
    step = past.do("Detach", faces.detach, [face])
    past.place(album.group(faces=0, is_settled=False), face, single)
    album.check_undo(before)
    past.create("Bob")
    past.db.take_back(step).result()  # also under a newer one
    assert past.faces_of(eva) == [face]
    assert len(past.ids("person")) == 2
    album.check_undo(before)


def test_a_group_of_one_about_which_something_is_said_stays(past: Past) -> None:
    (face,) = past.faces_of(past.album.person("Eva", faces=1))
    past.do("Detach", faces.detach, [face])
    group = past.album.group(faces=1)  # it is settled
    past.place(group, face)
    past.undo()
    assert len(past.faces_of(group)) == 1


def test_nobodys_face_was_assigned_by_nobody(past: Past) -> None:
    """A face that a step has touched; what another program left in others is not its concern."""
    album = past.album
    eva, stray = album.person("Eva", faces=1), album.face()
    (face,) = past.faces_of(eva)
    past.do("Detach", faces.detach, [face])
    album.do(Session.execute, delete(Person).where(col(Person.id) == eva))
    album.edit(Face, stray, assigned_by=AssignedBy.AUTO)
    past.undo()
    assert (album.seen(face).person_id, album.seen(face).assigned_by) == (None, None)
    assert album.seen(stray).assigned_by == AssignedBy.AUTO
