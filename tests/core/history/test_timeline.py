"""The history as it is shown: which steps stay, and whose face stands beside each."""

from collections.abc import Callable
from dataclasses import replace

from sqlmodel import Session

from kinfolk.core.database import Database
from kinfolk.core.faces import faces
from kinfolk.core.history import timeline
from kinfolk.core.people import naming, people, review
from kinfolk.core.people.naming import Given, Shown
from kinfolk.core.people.person_fields import UNCHANGED
from kinfolk.core.people.review import Answer
from kinfolk.core.photos import library
from tests.album import Album


def step(db: Database, fn: Callable[[Session], object]) -> int:
    step_id = db.write(fn, label="Something").result().step_id
    assert step_id is not None
    return step_id


def face_of(db: Database, step_id: int) -> str | None:
    with db.read() as session:
        return timeline.faces(session, [step_id]).get(step_id)


def shown(session: Session, group_id: str) -> Shown:
    found = naming.shown(session, group_id)
    assert found is not None
    return found


def portrait(db: Database, person_id: str) -> str:
    with db.read() as session:
        found = people.get(session, person_id).effective_face_id
    assert found is not None
    return found


def test_of_a_person_it_is_the_portrait(db: Database, album: Album) -> None:
    anna = album.person("Anna", faces=2)
    change = replace(UNCHANGED, is_favorite=True)
    done = step(db, lambda s: people.update(s, anna, change))
    assert face_of(db, done) == portrait(db, anna)


def test_of_faces_given_it_is_who_has_them_or_would_have_them(db: Database, album: Album) -> None:
    anna, ben = album.person("Anna", faces=2), album.person("Ben", faces=2)
    face = album.face(ben)
    done = step(db, lambda s: faces.assign(s, [face], anna))
    assert face_of(db, done) == portrait(db, anna)
    db.undo().result()
    assert face_of(db, done) == portrait(db, anna)


def test_of_people_joined_it_is_who_stayed_also_when_it_is_undone(album: Album) -> None:
    anna, group = album.person("Anna", faces=2), album.group(faces=3)
    done = step(album.db, lambda s: people.merge(s, anna, [group]))
    assert face_of(album.db, done) == portrait(album.db, anna)
    album.db.undo().result()
    assert face_of(album.db, done) == portrait(album.db, anna)


def test_of_somebody_merged_since_it_is_a_face_of_then(db: Database, album: Album) -> None:
    group, dora = album.group(faces=3), album.person("Dora", faces=2)
    named = step(db, lambda s: naming.give_name(s, Given(shown(s, group), "Eva")))
    given = album.face()
    new = step(db, lambda s: people.create(s, name="Ada", face_ids=[given]))
    evas = album.ask(faces.ids, person_id=group)
    ada = album.ask(faces.get, given).person_id
    assert ada is not None
    assert face_of(db, named) == portrait(db, group)
    album.step("Merge", people.merge, dora, [group, ada])
    assert face_of(db, named) in evas
    assert face_of(db, new) == given
    db.undo().result()
    assert face_of(db, named) == portrait(db, group)


def test_of_an_answer_it_is_whom_it_was_about(db: Database, album: Album) -> None:
    anna, group = album.person("Anna", faces=2), album.group(faces=1)
    face = portrait(db, group)
    done = step(db, lambda s: review.answer_faces(s, [face], anna, Answer.NO))
    assert face_of(db, done) == portrait(db, anna)
    db.undo().result()
    assert face_of(db, done) == portrait(db, anna)
    apart = step(db, lambda s: review.answer_pair(s, anna, group, Answer.NO))
    assert face_of(db, apart) in (portrait(db, anna), face)


def test_a_face_that_went_is_shown_itself(db: Database, album: Album) -> None:
    anna = album.person("Anna", faces=2)
    face = album.face(anna)
    done = step(db, lambda s: faces.delete(s, face))
    assert face_of(db, done) == face


def test_of_somebody_deleted_it_is_a_face_of_theirs(db: Database, album: Album) -> None:
    anna = album.person("Anna")
    face = album.face(anna)
    done = step(db, lambda s: people.delete(s, anna))
    assert face_of(db, done) == face


def test_what_is_about_nobody_has_no_face(db: Database, album: Album) -> None:
    done = step(db, lambda s: library.create(s, name="Other"))
    assert face_of(db, done) is None


def test_a_folder_in_which_something_lies_is_a_fact(album: Album) -> None:
    made = album.step("Create it", library.create, name="Other")
    assert album.ask(timeline.read).facts == frozenset()
    album.photo(library_id=made.result.id)
    found = album.ask(timeline.read)
    assert found.facts == {made.step_id}
    assert [each.id for each in found.steps] == [made.step_id]
