"""The history as it is shown: which steps stay, and whose face stands beside each."""

from collections.abc import Callable
from dataclasses import replace

import pytest
from sqlmodel import Session

from kinfolk.core.faces import faces
from kinfolk.core.history import timeline
from kinfolk.core.people import naming, people, review
from kinfolk.core.people.naming import Given
from kinfolk.core.people.person_fields import UNCHANGED
from kinfolk.core.people.review import Answer
from kinfolk.core.photos import library
from tests.album import Album


def beside(album: Album, step_id: int | None) -> str | None:
    """The face that stands beside a step."""
    assert step_id is not None
    return album.ask(timeline.faces, [step_id]).get(step_id)


def portrait(album: Album, person_id: str) -> str:
    found = album.who(person_id).effective_face_id
    assert found is not None
    return found


class Cast:
    """Anna and Ben with two faces each, and a group of three."""

    def __init__(self, album: Album) -> None:
        self.anna, self.ben = album.person("Anna", faces=2), album.person("Ben", faces=2)
        self.group = album.group(faces=3)
        self.bens = album.face(self.ben)


@pytest.mark.parametrize(
    "work",
    [
        lambda s, cast: people.update(s, cast.anna, replace(UNCHANGED, is_favorite=True)),
        lambda s, cast: faces.assign(s, [cast.bens], cast.anna),
        lambda s, cast: people.merge(s, cast.anna, [cast.group]),
        lambda s, cast: review.answer_faces(s, [cast.bens], cast.anna, Answer.NO),
    ],
    ids=["changed", "gets faces", "gets a group", "is not in a face"],
)
def test_of_whom_it_was_about_it_is_the_portrait_also_when_it_is_undone(
    album: Album, work: Callable[[Session, Cast], object]
) -> None:
    cast = Cast(album)
    done = album.step("Something", work, cast).step_id
    assert beside(album, done) == portrait(album, cast.anna)
    album.db.undo().result()
    assert beside(album, done) == portrait(album, cast.anna)


def test_of_two_told_apart_it_is_one_of_them(album: Album) -> None:
    anna, group = album.person("Anna", faces=2), album.group(faces=1)
    done = album.step("Apart", review.answer_pair, anna, group, Answer.NO).step_id
    assert beside(album, done) in (portrait(album, anna), portrait(album, group))


def test_of_somebody_merged_since_it_is_a_face_of_then(album: Album) -> None:
    group, dora, given = album.group(faces=3), album.person("Dora", faces=2), album.face()
    named = album.step("Name", naming.give_name, Given(album.shown(group), "Eva")).step_id
    new = album.step("New", people.create, name="Ada", face_ids=[given])
    evas, ada = album.theirs(group), new.result.person.id
    assert beside(album, named) == portrait(album, group)
    album.step("Merge", people.merge, dora, [group, ada])
    assert beside(album, named) in evas
    assert beside(album, new.step_id) == given
    album.db.undo().result()
    assert beside(album, named) == portrait(album, group)


def test_a_face_that_went_is_shown_itself(album: Album) -> None:
    face = album.face(album.person("Anna", faces=2))
    assert beside(album, album.step("Delete", faces.delete, face).step_id) == face


def test_of_somebody_deleted_it_is_a_face_of_theirs(album: Album) -> None:
    anna = album.person("Anna", faces=1)
    (face,) = album.theirs(anna)
    assert beside(album, album.step("Delete", people.delete, anna).step_id) == face


def test_what_is_about_nobody_has_no_face(album: Album) -> None:
    assert beside(album, album.step("New", library.create, name="Other").step_id) is None


def test_a_folder_in_which_something_lies_is_a_fact(album: Album) -> None:
    made = album.step("Create it", library.create, name="Other")
    assert album.ask(timeline.read).facts == frozenset()
    album.photo(library_id=made.result.id)
    found = album.ask(timeline.read)
    assert found.facts == {made.step_id}
    assert [each.id for each in found.steps] == [made.step_id]
