"""Undo does what is written on it: steps by their ids, what is set aside, what is kept."""

from collections.abc import Callable
from concurrent.futures import Future
from dataclasses import replace
from pathlib import Path

import pytest
from sqlalchemy import text
from sqlmodel import Session

from kinfolk.core import ids
from kinfolk.core.database import Database, Written
from kinfolk.core.db.models import Asset, AssetState, AssignedBy, Face, Folder, Person, Scan
from kinfolk.core.faces import faces
from kinfolk.core.history import history
from kinfolk.core.people import people
from kinfolk.core.people.person_fields import UNCHANGED
from kinfolk.core.photos import library
from kinfolk.errors import AppError, Conflict, NameTaken, NotFound
from tests.album import Album, Dump
from tests.rows import face_row


def do(db: Database, work: Callable[[Session], object], label: str) -> int:
    """A step of the history; its id."""
    step = db.write(work, label=label).result().step_id
    assert step is not None
    return step


def rename(person_id: str, name: str) -> Callable[[Session], object]:
    return lambda session: people.update(session, person_id, replace(UNCHANGED, name=name))


def create(name: str) -> Callable[[Session], object]:
    return lambda session: people.create(session, name=name)


def names(db: Database) -> set[str]:
    with db.read() as session:
        return set(session.execute(text("SELECT name FROM person WHERE name <> ''")).scalars())


def refused(future: Future[Written[history.HistoryStep]]) -> AppError:
    with pytest.raises(AppError) as caught:
        future.result()
    return caught.value


@pytest.fixture
def other(album: Album, tmp_path: Path):  # type: ignore[no-untyped-def]
    """Another process on the same files."""
    opened = Database(tmp_path / "library.db", tmp_path / "cache.db")
    yield opened
    opened.close()


# a step by its id


def test_undo_of_a_step_that_is_no_longer_the_newest_is_refused(
    album: Album, other: Database
) -> None:
    eva = album.person("Eva")
    ida = album.person("Ida")
    deleted = do(album.db, lambda s: people.delete(s, ida), "Delete Ida")
    do(other, rename(eva, "Ewa"), "Rename Eva")
    error = refused(album.db.undo(step_id=deleted))
    assert isinstance(error, Conflict)
    assert error.message == (
        "“Delete Ida” wasn’t undone. Something newer was done since: “Rename Eva”."
    )
    assert error.hint == "Undo that first."
    assert names(album.db) == {"Ewa"}
    other.undo().result()
    undone = album.db.undo(step_id=deleted).result()
    assert (undone.result.words, undone.step_id) == ("Delete Ida", deleted)
    assert names(album.db) == {"Eva", "Ida"}


def test_a_step_is_undone_once_and_redone_once(album: Album) -> None:
    db = album.db
    first, second = do(db, create("Eva"), "Create Eva"), do(db, create("Ida"), "Create Ida")
    db.undo(step_id=second).result()
    assert refused(db.undo(step_id=second)).message == "“Create Ida” has already been undone."
    db.undo(step_id=first).result()
    error = refused(db.redo(step_id=second))
    assert error.message == "“Create Eva” was undone after “Create Ida”."
    assert error.hint == "Redo that first."
    assert db.redo(step_id=first).result().step_id == first
    assert refused(db.redo(step_id=first)).message == "“Create Eva” hasn’t been undone."
    assert db.redo(step_id=second).result().step_id == second
    assert names(db) == {"Eva", "Ida"}


@pytest.mark.parametrize("step", [0, 99, -1, 2**63, 2**70])
def test_a_step_that_is_not_there(album: Album, step: int) -> None:
    do(album.db, create("Eva"), "Create Eva")
    for future in (album.db.undo(step_id=step), album.db.redo(step_id=step)):
        error = refused(future)
        assert isinstance(error, NotFound)
        assert error.message == f"There is no step {step} in the history."
        assert (
            error.hint == "It may be too old to be kept. To list the steps, run `kinfolk history`."
        )
    assert names(album.db) == {"Eva"}


def test_an_id_is_never_another_steps(album: Album, monkeypatch: pytest.MonkeyPatch) -> None:
    """A toast of a step that is forgotten does not take back the one after it."""
    monkeypatch.setattr(history, "KEPT_ASIDE", 0)
    db = album.db
    first = do(db, create("Eva"), "Create Eva")
    db.undo().result()
    second = do(db, create("Ida"), "Create Ida")
    assert second > first
    assert isinstance(refused(db.undo(step_id=first)), NotFound)
    assert names(db) == {"Ida"}


def test_what_changed_nothing_is_no_step(album: Album) -> None:
    eva = album.person("Eva")
    assert album.db.write(rename(eva, "Eva"), label="Rename").result().step_id is None
    assert album.db.write(rename(eva, "Ewa")).result().step_id is None


# a step that newer ones stand over


def test_an_older_step_is_taken_back_alone_and_can_be_done_again(album: Album) -> None:
    db = album.db
    first, second = album.group(faces=2), album.group(faces=2)
    before = album.dump()
    told = do(db, rename(first, "Eva"), "Name Eva")
    do(db, rename(second, "Ida"), "Name Ida")
    taken = db.take_back(told).result()
    assert (taken.step_id, taken.result.words) == (told, "Name Eva")
    assert names(db) == {"Ida"}
    assert refused(db.take_back(told)).message == "“Name Eva” has already been undone."
    db.redo(step_id=told).result()
    assert names(db) == {"Eva", "Ida"}
    db.undo().result()
    db.undo().result()
    assert album.dump() == before


def test_taking_the_newest_step_back_is_undo(album: Album) -> None:
    db = album.db
    told = do(db, create("Eva"), "Create Eva")
    db.take_back(told).result()
    db.redo().result()
    assert names(db) == {"Eva"}


def test_a_step_is_not_taken_back_under_one_about_the_same(album: Album) -> None:
    db = album.db
    eva = album.group(faces=2)
    told = do(db, rename(eva, "Eva"), "Name Eva")
    do(db, rename(eva, "Ewa"), "Rename")
    error = refused(db.take_back(told))
    assert "“Name Eva” wasn’t undone: “Rename” was done since" in error.message
    assert names(db) == {"Ewa"}
    assert isinstance(refused(db.take_back(told + 7)), NotFound)


def test_somebody_who_was_joined_since_keeps_the_name(album: Album) -> None:
    db = album.db
    first, second = album.group(faces=2), album.group(faces=2)
    told = do(db, rename(first, "Eva"), "Name Eva")
    album.step("Merge", people.merge, first, [second])
    assert "“Merge” was done since" in refused(db.take_back(told)).message
    assert names(db) == {"Eva"}


# what was undone, and left behind


def test_what_was_undone_can_be_done_again_after_something_new(album: Album) -> None:
    db = album.db
    eva = album.person("Eva", faces=2)
    told = do(db, rename(eva, "Ewa"), "Rename")
    db.undo().result()
    do(db, create("Ida"), "Create Ida")
    assert refused(db.redo()).message == "Nothing to redo."
    assert [step.is_aside for step in album.ask(history.steps)] == [False, True]
    again = db.redo(step_id=told).result()
    assert again.result.words == "Rename"
    assert again.step_id is not None
    assert again.step_id > told  # it is the newest one now
    assert names(db) == {"Ewa", "Ida"}
    db.undo(step_id=again.step_id).result()
    assert names(db) == {"Eva", "Ida"}
    db.undo().result()
    assert names(db) == {"Eva"}


def test_redo_goes_to_what_was_undone_last(album: Album) -> None:
    db = album.db
    do(db, create("Eva"), "Create Eva")
    do(db, create("Ida"), "Create Ida")
    db.undo().result()
    do(db, create("Uma"), "Create Uma")
    db.undo().result()
    assert db.redo().result().result.words == "Create Uma"
    assert refused(db.redo()).message == "Nothing to redo."


def test_a_step_set_aside_gives_way_to_what_was_done_since(album: Album) -> None:
    db = album.db
    eva = album.person("Eva")
    told = do(db, rename(eva, "Ewa"), "Rename to Ewa")
    db.undo().result()
    do(db, rename(eva, "Eve"), "Rename to Eve")
    before = album.dump()
    error = refused(db.redo(step_id=told))
    assert isinstance(error, Conflict)
    assert error.message == (
        "“Rename to Ewa” can’t be redone: “Rename to Eve” was done since, and affects the same "
        "things."
    )
    assert error.hint == "Undo that first."
    assert album.dump() == before


def test_a_name_that_is_taken_meanwhile(album: Album) -> None:
    db = album.db
    created = do(db, create("Eva"), "Create Eva")
    db.undo().result()
    do(db, create("EVA "), "Create EVA")
    before = album.dump()
    [eva] = before["person"]
    error = refused(db.redo(step_id=created))
    assert isinstance(error, NameTaken)
    assert error.person_id in eva
    assert error.message == "There’s already someone named EVA."
    assert error.hint == "Nothing was changed."
    assert album.dump() == before


def test_a_step_that_builds_on_one_that_is_undone(album: Album) -> None:
    db = album.db
    do(db, create("Eva"), "Create Eva")
    (eva,) = ids_of(db, "person")
    renamed = do(db, rename(eva, "Ewa"), "Rename")
    db.undo().result()
    db.undo().result()
    do(db, create("Ida"), "Create Ida")
    before = album.dump()
    error = refused(db.redo(step_id=renamed))
    assert error.message == "“Rename” can’t be redone: what it affected has changed since."
    assert error.hint == "Nothing was changed. Make the change by hand instead."
    assert album.dump() == before


@pytest.mark.parametrize("by", list(AssignedBy))
def test_doing_again_touches_nothing_that_came_later(album: Album, by: AssignedBy) -> None:
    """Somebody who got a face meanwhile is not deleted with it."""
    db = album.db
    eva = album.person("Eva", faces=2)
    deleted = do(db, lambda s: people.delete(s, eva), "Delete Eva")
    db.undo().result()
    do(db, create("Ida"), "Create Ida")
    newcomer = album.face(eva, by=by)
    before = album.dump()
    assert "can’t be redone" in refused(db.redo(step_id=deleted)).message
    assert album.dump() == before
    assert album.ask(faces.get, newcomer).person_id == eva


def test_after_a_restart_too(album: Album, tmp_path: Path) -> None:
    told = do(album.db, create("Eva"), "Create Eva")
    album.db.undo().result()
    do(album.db, create("Ida"), "Create Ida")
    album.db.close()
    db = Database(tmp_path / "library.db", tmp_path / "cache.db")
    try:
        db.redo(step_id=told).result()
        assert names(db) == {"Eva", "Ida"}
    finally:
        db.close()


def ids_of(db: Database, table: str) -> list[str]:
    with db.read() as session:
        return list(session.execute(text(f"SELECT id FROM {table} ORDER BY id")).scalars())


# taking folders and libraries in loses nobody


@pytest.mark.parametrize("with_person", [False, True])
def test_undo_passes_over_a_library_that_is_used(album: Album, with_person: bool) -> None:
    db = album.db

    def make(session: Session) -> None:
        made = library.create(session, name="Work")
        if with_person:
            people.create(session, name="Ida", library_id=made.id)

    renamed = do(db, rename(album.person("Eva"), "Ewa"), "Rename")
    made = do(db, make, "Create a library")
    work = ids_of(db, "library")[-1]
    album.face(asset_id=album.photo(library_id=work))
    before = album.dump()
    error = refused(db.undo(step_id=made))
    assert isinstance(error, Conflict)
    assert error.message == (
        "“Create a library” can no longer be undone: something has been added to it since."
    )
    assert album.dump() == before
    assert db.undo().result().step_id == renamed
    assert refused(db.undo()).message == "Nothing to undo."


def test_an_empty_library_can_be_taken_back(album: Album) -> None:
    before = album.dump()
    album.step("Create a library", library.create, name="Work")
    after = album.dump()
    album.db.undo().result()
    assert album.dump() == before
    album.db.redo().result()
    assert album.dump() == after


def test_a_folder_taken_out_again_keeps_what_came_since(album: Album) -> None:
    db = album.db
    folder = album.folder()
    removed = do(db, lambda s: library.remove_folder(s, folder), "Take out")
    db.undo().result()
    album.face(asset_id=album.photo(folder_id=folder))
    before = album.dump()
    error = refused(db.redo(step_id=removed))
    assert isinstance(error, Conflict)
    assert error.message == "Something new has been added to it since."
    assert error.hint == "Remove the folder instead."
    assert album.dump() == before


def scanned_anew(album: Album, like: Asset, folder: str) -> tuple[str, str]:
    """The same photo, found in the folder that was taken in again; with a face in a group."""

    def store(session: Session) -> tuple[str, str]:
        fields = dict(like) | {"id": ids.new("asset"), "folder_id": folder}
        group = Person(id=ids.new("person"), library_id=album.library_id)
        session.add_all([Asset(**fields), group])
        session.flush()
        by = AssignedBy.AUTO
        face = face_row(album.library_id, fields["id"], person_id=group.id, assigned_by=by)
        session.add(face)
        session.flush()
        return face.id, fields["id"]

    return album.do(store)


def test_a_folder_taken_out_and_in_again_gives_its_names_back(album: Album, tmp_path: Path) -> None:
    """The photos a scan found anew meanwhile are the same photos."""
    db, photos = album.db, tmp_path / "photos"
    photos.mkdir()
    db.write(lambda s: library.add_folder(s, photos)).result()
    folder = ids_of(db, "folder")[-1]
    eva = album.person("Eva")
    face = album.face(eva, asset_id=album.photo(folder_id=folder), by=AssignedBy.USER)
    with db.read() as session:
        photo = session.get_one(Asset, faces.get(session, face).asset_id)
    before = album.dump()
    taken_out = do(db, lambda s: library.remove_folder(s, folder), "Take out")
    db.write(lambda s: library.add_folder(s, photos)).result()
    again = ids_of(db, "folder")[-1]
    scanned_anew(album, photo, again)
    newcomer = album.photo(folder_id=again)
    meanwhile = album.dump()
    db.undo(step_id=taken_out).result()
    with db.read() as session:
        assert session.get_one(Asset, newcomer).folder_id == folder
    db.write(lambda s: s.delete(s.get_one(Asset, newcomer))).result()
    assert album.dump() == before
    assert album.dump() != meanwhile


def test_undo_of_taking_out_does_not_pass_over_names_given_meanwhile(album: Album) -> None:
    """Names without a step: another program wrote them."""
    db = album.db
    eva = album.person("Eva", faces=1)
    (photo,) = (row for row in ids_of(db, "asset"))
    row = album.row(Asset, photo)
    folder = album.folder_id
    album.step("Take out", library.remove_folder, folder)
    again = album.folder()
    face, _ = scanned_anew(album, row, again)
    album.do(faces.assign, [face], eva)
    before = album.dump()
    error = refused(db.undo())
    assert error.message == "Its photos are already back in the library, with their own names."
    assert album.dump() == before


# how much is kept


def sizes(db: Database) -> list[int]:
    with db.read() as session:
        return list(session.execute(text("SELECT size FROM step ORDER BY id")).scalars())


def test_the_size_of_a_step_is_what_it_takes(album: Album) -> None:
    eva = album.person("Eva")
    do(album.db, rename(eva, "Zoë"), "Rename")
    do(album.db, create("Ida"), "Create")
    album.db.undo().result()
    with album.db.read() as session:
        real = session.execute(text("SELECT length(CAST(rows AS BLOB)) FROM step ORDER BY id"))
        assert sizes(album.db) == list(real.scalars())


def test_the_history_is_bounded_in_bytes(album: Album, monkeypatch: pytest.MonkeyPatch) -> None:
    db = album.db
    eva = album.person("Eva 00")
    do(db, rename(eva, "Eva 01"), "Step 1")
    (size,) = sizes(db)
    monkeypatch.setattr(history, "KEPT_BYTES", 5 * size)
    for number in range(2, 10):
        do(db, rename(eva, f"Eva {number:02}"), f"Step {number}")
        assert sizes(db) == [size] * min(number, 6)  # the largest one is not counted
    monkeypatch.setattr(history, "KEPT_BYTES", 5 * size - 1)
    do(db, rename(eva, "Eva 10"), "Step 10")
    assert sizes(db) == [size] * 5
    for _ in range(5):
        db.undo().result()
    assert refused(db.undo()).message == "Nothing to undo."
    assert names(db) == {"Eva 05"}


def test_one_giant_step_pushes_nobody_out(album: Album, monkeypatch: pytest.MonkeyPatch) -> None:
    db = album.db
    eva = album.person("Eva", faces=60)
    ida = album.person("Ida")
    monkeypatch.setattr(history, "KEPT_BYTES", 4000)
    for number in range(5):
        do(db, rename(ida, f"Ida {number}"), "Rename")
    before = album.dump()
    giant = do(db, lambda s: people.merge(s, ida, [eva]), "Merge")
    assert sizes(db)[-1] > 4000
    assert len(sizes(db)) == 6
    do(db, create("Uma"), "Create")
    db.undo().result()
    db.undo(step_id=giant).result()
    assert album.dump() == before
    for _ in range(5):
        db.undo().result()
    assert names(db) == {"Eva", "Ida"}


def test_of_what_is_set_aside_the_newest_are_kept(
    album: Album, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(history, "KEPT_ASIDE", 3)
    db = album.db
    told = []
    for number in range(6):
        told.append(do(db, create(f"Aside {number}"), "Create"))
        db.undo().result()
    standing = do(db, create("Eva"), "Create Eva")
    kept = [step.id for step in album.ask(history.steps)]
    assert kept == [standing, *reversed(told[3:])]


def test_a_photo_state_is_no_decision(album: Album) -> None:
    """What a scan wrote between a step and its undo stays."""
    db = album.db
    eva = album.person("Eva", faces=1)
    (photo,) = ids_of(db, "asset")
    step = do(db, rename(eva, "Ewa"), "Rename")
    db.write(lambda s: setattr(s.get_one(Asset, photo), "state", AssetState.MISSING)).result()
    db.undo(step_id=step).result()
    assert album.row(Asset, photo).state == AssetState.MISSING


def test_the_first_library_stays(db: Database) -> None:
    """It is made by the way; a step set aside must not bring a second one."""
    told = do(db, create("Eva"), "Create Eva")
    db.undo().result()
    do(db, create("Ida"), "Create Ida")
    db.redo(step_id=told).result()
    assert names(db) == {"Eva", "Ida"}
    assert len(ids_of(db, "library")) == 1
    for _ in range(2):
        db.undo().result()
    assert len(ids_of(db, "library")) == 1


# what the background did meanwhile


def test_undo_of_a_rename_whose_name_is_taken_meanwhile(album: Album) -> None:
    db = album.db
    eva = album.person("Eva")
    renamed = do(db, rename(eva, "Ewa"), "Rename")
    other = album.library()
    album.do(people.create, name="EVA", library_id=other)
    db.undo(step_id=renamed).result()  # that one is of another library
    db.redo().result()
    taken = db.write(lambda s: people.create(s, name="EVA", library_id=album.library_id)).result()
    before = album.dump()
    error = refused(db.undo())
    assert isinstance(error, NameTaken)
    assert (error.person_id, error.name) == (taken.result.person.id, "EVA")
    assert error.hint == "Nothing was changed."
    assert album.dump() == before


def test_the_face_of_a_step_is_where_no_scan_has_put_it(album: Album) -> None:
    db = album.db
    eva, bob = album.person("Eva", faces=1), album.person("Bob", faces=1)
    (evas,), (bobs,) = (faces_of(db, each) for each in (eva, bob))
    moved = do(db, lambda s: faces.assign(s, [evas], bob), "Give")

    def scan(session: Session) -> None:
        """A scan has put both of them where they are."""
        session.add(Scan(id=7, library_id=album.library_id, engine_id="engine/1"))
        session.flush()
        session.execute(text("UPDATE face SET scan_id = 7"))

    album.do(scan)
    do(db, rename(eva, "Ewa"), "Rename")
    db.undo().result()
    assert marks(db) == {evas: 7, bobs: 7}
    db.undo(step_id=moved).result()
    assert marks(db) == {evas: None, bobs: 7}


def faces_of(db: Database, person_id: str) -> list[str]:
    with db.read() as session:
        return faces.ids(session, person_id=person_id)


def marks(db: Database) -> dict[str, int | None]:
    with db.read() as session:
        return {
            row.id: row.scan_id for row in session.execute(text("SELECT id, scan_id FROM face"))
        }


def test_only_a_group_that_came_later_goes_with_its_last_face(album: Album) -> None:
    """One that was there before, one with a name and one that keeps a face all stay."""
    db = album.db
    eva = album.person("Eva", faces=4)
    moved = faces_of(db, eva)
    older = album.group(faces=0)
    album.step("Delete", people.delete, eva)
    later, kept = album.group(faces=0), album.group(faces=1)
    bob = album.person("Bob")
    untouched = album.group(faces=0)

    def regroup(session: Session) -> None:
        for face, person in zip(moved, (older, later, kept, bob), strict=True):
            row = session.get_one(Face, face)
            row.person_id, row.assigned_by = person, AssignedBy.AUTO

    album.do(regroup)
    db.undo().result()
    assert faces_of(db, eva) == moved
    assert set(ids_of(db, "person")) == {eva, older, kept, bob, untouched}


def test_a_group_that_a_machine_made_since_is_none_with_one_face(album: Album) -> None:
    """What was taken off somebody had found a single face: undo leaves that as it was."""
    db = album.db
    eva, single = album.person("Eva", faces=1), album.face()
    (face,) = faces_of(db, eva)
    before = album.dump()
    step = do(db, lambda s: faces.detach(s, [face]), "Detach")
    group = album.group(faces=0, is_settled=False)

    def regroup(session: Session) -> None:
        for face_id in (face, single):
            row = session.get_one(Face, face_id)
            row.person_id, row.assigned_by = group, AssignedBy.AUTO

    album.do(regroup)
    grouped = album.dump()
    db.undo().result()
    assert album.dump() == before
    db.redo().result()
    assert album.dump() == grouped
    do(db, create("Bob"), "Create")
    db.take_back(step).result()  # also under a newer one
    assert faces_of(db, eva) == [face]
    assert len(ids_of(db, "person")) == 2
    db.undo().result()
    assert album.dump() == before


def test_a_group_of_one_about_which_something_is_said_stays(album: Album) -> None:
    db = album.db
    eva = album.person("Eva", faces=1)
    (face,) = faces_of(db, eva)
    album.step("Detach", faces.detach, [face])
    group = album.group(faces=1)  # it is settled

    def regroup(session: Session) -> None:
        row = session.get_one(Face, face)
        row.person_id, row.assigned_by = group, AssignedBy.AUTO

    album.do(regroup)
    db.undo().result()
    assert len(faces_of(db, group)) == 1


def test_nobodys_face_was_assigned_by_nobody(album: Album) -> None:
    """A face that a step has touched; what another program left in others is not its concern."""
    db = album.db
    eva = album.person("Eva", faces=1)
    (face,) = faces_of(db, eva)
    stray = album.face()
    album.step("Detach", faces.detach, [face])
    db.write(lambda s: s.delete(s.get_one(Person, eva))).result()
    db.write(lambda s: setattr(s.get_one(Face, stray), "assigned_by", AssignedBy.AUTO)).result()
    db.undo().result()
    row = album.row(Face, face)
    assert (row.person_id, row.assigned_by) == (None, None)
    assert album.row(Face, stray).assigned_by == AssignedBy.AUTO


def test_only_the_place_of_the_same_library_gives_way(album: Album) -> None:
    """A folder of the same path, and photos in it, in another library stay as they are."""
    db = album.db
    photo = album.photo()
    other = album.library()
    path = album.row(Asset, photo).path
    folder_path = album.row(Folder, album.folder_id).path
    album.add(Folder(id="folder_other", library_id=other, path=folder_path))
    twin = album.photo(library_id=other, folder_id="folder_other")
    db.write(lambda s: setattr(s.get_one(Asset, twin), "path", path)).result()
    before = album.dump()
    album.step("Take out", library.remove_folder, album.folder_id)
    db.undo().result()
    assert album.dump() == before


@pytest.mark.parametrize(("by", "source"), [("user", "automatic"), ("auto", "manual")])
def test_what_was_said_of_photos_found_anew_stands(album: Album, by: str, source: str) -> None:
    """Each alone is a reason: who it is, and a face that was drawn."""
    db = album.db
    album.person("Eva", faces=1)
    (photo,) = ids_of(db, "asset")
    row = album.row(Asset, photo)
    album.step("Take out", library.remove_folder, album.folder_id)
    face, _ = scanned_anew(album, row, album.folder())
    change = text("UPDATE face SET assigned_by = :by, source = :source WHERE id = :id")
    db.write(lambda s: s.execute(change, {"by": by, "source": source, "id": face})).result()
    before = album.dump()
    error = refused(db.undo())
    assert isinstance(error, Conflict)
    assert error.message == "Its photos are already back in the library, with their own names."
    assert album.dump() == before


@pytest.mark.slow
def test_a_step_of_any_kind_can_be_done_again_once_it_is_set_aside(album: Album) -> None:
    db = album.db
    eva, bob, group = album.person("Eva", faces=2), album.person("Bob", faces=1), album.group()
    photo, evas, bobs = album.photo(), faces_of(db, eva), faces_of(db, bob)
    works: list[Callable[[Session], object]] = [
        lambda s: people.delete(s, eva),
        lambda s: people.merge(s, bob, [eva, group]),
        lambda s: faces.assign(s, evas, bob),
        lambda s: faces.detach(s, evas),
        lambda s: faces.delete(s, bobs[0]),
        lambda s: faces.create(s, asset_id=photo, box=faces.Box(1, 2, 3, 4)),
        lambda s: library.remove_folder(s, album.folder_id),
    ]
    other = album.library()
    for number, work in enumerate(works):
        before = album.dump()
        told = do(db, work, "Step")
        after = album.dump()
        db.undo().result()
        album.step("Create", people.create, name=f"P{number}", library_id=other)
        db.redo(step_id=told).result()
        assert but_people_of(other, album.dump()) == but_people_of(other, after)
        db.undo().result()
        assert but_people_of(other, album.dump()) == but_people_of(other, before)


def but_people_of(library_id: str, dump: Dump) -> Dump:
    return dump | {"person": [row for row in dump["person"] if library_id not in row]}


def test_a_step_fits_no_more_once_somebody_it_names_is_gone(album: Album) -> None:
    db = album.db
    bob, face = album.person("Bob"), album.face()
    told = do(db, lambda s: faces.assign(s, [face], bob), "Give")
    db.undo().result()
    db.write(lambda s: s.delete(s.get_one(Person, bob))).result()
    do(db, create("Ida"), "Create Ida")
    before = album.dump()
    assert "can’t be redone" in refused(db.redo(step_id=told)).message
    assert album.dump() == before


@pytest.mark.parametrize("is_turned", [False, True])
def test_of_all_that_a_step_brings_back_no_name_may_be_taken(album: Album, is_turned: bool) -> None:
    """Whoever of the two comes first."""
    db = album.db
    kept, merged = sorted([album.person("Eva", faces=1), album.person("Bob", faces=1)])
    if is_turned:
        kept, merged = merged, kept
    name = album.ask(people.get, merged).name
    album.step("Merge", people.merge, kept, [merged])
    taken = album.person(name)
    before = album.dump()
    error = refused(db.undo())
    assert isinstance(error, NameTaken)
    assert (error.person_id, error.name) == (taken, name)
    assert album.dump() == before


def test_a_library_of_people_alone_is_used(album: Album) -> None:
    db = album.db
    made = do(db, lambda s: library.create(s, name="Work"), "Create a library")
    work = ids_of(db, "library")[-1]
    album.do(people.create, name="Eva", library_id=work)
    assert isinstance(refused(db.undo(step_id=made)), Conflict)
    assert work in ids_of(db, "library")


def test_a_scans_mark_comes_back_with_what_it_said(album: Album) -> None:
    db = album.db
    eva = album.person("Eva", faces=2)
    first, second = faces_of(db, eva)
    db.write(lambda s: s.add(Scan(id=7, library_id=album.library_id, engine_id="e/1"))).result()
    db.write(lambda s: s.execute(text("UPDATE face SET scan_id = 7"))).result()
    bob = album.person("Bob")
    album.step("Give", faces.assign, [first], bob)
    assert marks(db) == {first: None, second: 7}
    db.undo().result()
    assert marks(db) == {first: 7, second: 7}
    db.write(lambda s: s.execute(text("UPDATE face SET scan_id = NULL"))).result()
    album.step("Confirm", faces.assign, [second], eva)  # it stays where it is
    db.write(lambda s: s.execute(text("UPDATE face SET scan_id = 7"))).result()
    db.undo().result()
    assert marks(db) == {first: 7, second: 7}
