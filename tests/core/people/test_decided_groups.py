"""What the user has said something about is theirs: no machine deletes it or makes it anew."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date

import pytest
from sqlmodel import Session

from kinfolk.core.db.models import AssignedBy, Face, Person, Source
from kinfolk.core.faces import assignment, visibility
from kinfolk.core.people import people, review
from kinfolk.core.people.person_fields import UNCHANGED
from kinfolk.core.people.review import Answer
from kinfolk.core.photos import places
from tests.album import Album

Say = Callable[[Session, str, str], object]  # session, who it is about, someone else


def changed(**fields: object) -> Say:
    return lambda s, person, _: people.update(s, person, replace(UNCHANGED, **fields))  # type: ignore[arg-type]


def mark(session: Session, face_id: str, **values: object) -> None:
    row = session.get_one(Face, face_id)
    for name, value in values.items():
        setattr(row, name, value)


# Of a group without a name.
ABOUT_GROUPS: dict[str, Say] = {
    "born": changed(birth_date=date(2000, 1, 1)),
    "hidden": changed(is_hidden=True),
    "liked": changed(is_favorite=True),
    "told apart from the other": lambda s, one, other: review.answer_pair(s, one, other, Answer.NO),
    "told apart by the other": lambda s, one, other: review.answer_pair(
        s, other, one, Answer.UNSURE
    ),
}
# Of a face, of which nothing else was said.
ABOUT_FACES: dict[str, Say] = {
    "given": lambda s, face, eva: mark(s, face, person_id=eva, assigned_by=AssignedBy.USER),
    "drawn": lambda s, face, _: mark(s, face, source=Source.MANUAL),
    "refused": lambda s, face, eva: review.answer_faces(s, [face], eva, Answer.NO),
    "doubted": lambda s, face, eva: review.answer_faces(s, [face], eva, Answer.UNSURE),
    "a portrait": lambda s, face, eva: people.update(
        s, eva, replace(UNCHANGED, thumbnail_face_id=face)
    ),
}


def is_decided(album: Album, face_id: str) -> bool:
    with album.db.read() as session:
        photo = session.get_one(Face, face_id).asset_id
        said = session.execute(visibility.decided_photos(album.library_id)).scalars()
        is_said = photo in set(said)
        assert (photo in places.undecided(session, [photo])) is not is_said
    return is_said


@pytest.mark.parametrize("say", ABOUT_FACES.values(), ids=ABOUT_FACES)
def test_one_word_about_a_face_is_enough(album: Album, say: Say) -> None:
    eva, face, other = album.person("Eva"), album.face(), album.face()
    assert not is_decided(album, face)
    album.do(say, face, eva)
    assert is_decided(album, face)
    assert not is_decided(album, other)


@pytest.mark.parametrize("say", ABOUT_GROUPS.values(), ids=ABOUT_GROUPS)
def test_one_word_about_a_group_is_enough_for_all_of_it(album: Album, say: Say) -> None:
    """It stays without a face, too, for a machine; the user's own command lets it go."""
    group, eva, other = album.group(faces=0), album.person("Eva"), album.group(faces=0)
    face, placed, others = album.face(group), album.face(eva), album.face(other)
    album.do(say, group, eva)
    assert is_decided(album, face)
    assert not is_decided(album, placed)  # by a machine, with someone who has a name
    assert not is_decided(album, others)
    empty = album.group(faces=0)
    album.do(say, empty, eva)
    everybody = [group, eva, other, empty]
    for by_machine, left in ((True, everybody), (False, everybody[:3])):
        album.do(assignment.drop_empty, everybody, by_machine=by_machine)
        with album.db.read() as session:
            assert {each for each in everybody if session.get(Person, each)} == set(left)


def test_a_word_about_a_face_that_a_group_had_is_one_about_the_group(album: Album) -> None:
    group, bare = album.group(faces=0), album.group(faces=0)
    face, loose = album.face(group), album.face()
    album.do(review.answer_faces, [loose], group, Answer.NO)
    assert is_decided(album, face)
    chosen = album.group(faces=0)
    album.change(chosen, thumbnail_face_id=loose)
    assert is_decided(album, album.face(chosen))
    album.do(assignment.drop_empty, [group, bare, chosen], by_machine=True)
    with album.db.read() as session:
        assert session.get(Person, bare) is None
