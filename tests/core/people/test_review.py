"""Answers to suggestions are kept, replaced, and taken back."""

from functools import partial

import pytest
from sqlalchemy import select
from sqlmodel import Session, col

from kinfolk.core.database import Database
from kinfolk.core.db.models import AssignedBy, Person
from kinfolk.core.faces import faces
from kinfolk.core.people import people, review
from kinfolk.core.people.review import Answer
from kinfolk.errors import AppError, Invalid, NotFound
from tests.album import Album


def say(db: Database, face_id: str, person_id: str, answer: Answer) -> None:
    def write(session: Session) -> None:
        review.answer_faces(session, [face_id], person_id, answer)

    db.write(write, label="Answer").result()


def said(db: Database, person_id: str) -> list[tuple[str | None, str | None, Answer]]:
    with db.read() as session:
        found = review.answered(session, person_id)
    return [(one.face_id, one.other_id, one.answer) for one in found]


def test_yes_assigns_by_the_user(db: Database, album: Album) -> None:
    dora, face = album.person("Dora"), album.face()
    say(db, face, dora, Answer.YES)
    with db.read() as session:
        kept = faces.get(session, face)
    assert (kept.person_id, kept.assigned_by) == (dora, AssignedBy.USER)
    assert said(db, dora) == []


def test_yes_says_nothing_about_the_rest_of_the_group(db: Database, album: Album) -> None:
    dora, eva, group = album.person("Dora"), album.person("Eva"), album.group()
    face = album.face(group)
    say(db, face, dora, Answer.YES)
    assert said(db, group) == []
    say(db, face, eva, Answer.YES)
    assert said(db, dora) == [(face, None, Answer.NO)]
    with db.read() as session:
        assert len(faces.ids(session, person_id=group)) == 2


@pytest.mark.parametrize("answer", [Answer.NO, Answer.UNSURE])
def test_no_and_not_sure_are_remembered(db: Database, album: Album, answer: Answer) -> None:
    dora, group = album.person("Dora"), album.group()
    face = album.face(group)
    say(db, face, dora, answer)
    assert said(db, dora) == [(face, None, answer)]
    with db.read() as session:
        assert faces.get(session, face).person_id == group


def test_a_later_answer_replaces_the_earlier(db: Database, album: Album) -> None:
    dora, face = album.person("Dora"), album.face()
    for answer in (Answer.UNSURE, Answer.NO, Answer.NO):
        say(db, face, dora, answer)
        assert said(db, dora) == [(face, None, answer)]
    say(db, face, dora, Answer.YES)
    assert said(db, dora) == []


def test_no_to_a_face_the_person_has_takes_it_off(db: Database, album: Album) -> None:
    dora = album.person("Dora", faces=1)
    with db.read() as session:
        [face] = faces.ids(session, person_id=dora)
    say(db, face, dora, Answer.NO)
    with db.read() as session:
        assert faces.get(session, face).person_id is None
    assert said(db, dora) == [(face, None, Answer.NO)]


@pytest.mark.parametrize("answer", list(Answer))
def test_every_answer_is_undone_and_redone(db: Database, album: Album, answer: Answer) -> None:
    dora, group = album.person("Dora", faces=1), album.group()
    face = album.face(group)
    before = album.dump()
    say(db, face, dora, answer)
    after = album.dump()
    db.undo().result()
    assert album.dump() == before
    db.redo().result()
    assert album.dump() == after

    pair = db.write(lambda s: review.answer_pair(s, dora, group, answer), label="Pair").result()
    assert pair.result == dora
    db.undo().result()
    assert album.dump() == after


@pytest.mark.parametrize("answer", [Answer.NO, Answer.UNSURE])
def test_two_people_told_apart(db: Database, album: Album, answer: Answer) -> None:
    dora, other = album.person("Dora"), album.group(is_settled=False)
    for first, second in ((dora, other), (other, dora)):
        ask = partial(review.answer_pair, person_id=first, other_id=second, answer=answer)
        db.write(ask).result()
    assert said(db, dora) == [(None, other, answer)]
    assert said(db, other) == [(None, dora, answer)]


@pytest.mark.parametrize("answer", list(Answer))
def test_a_group_that_was_spoken_of_is_never_made_anew(
    db: Database, album: Album, answer: Answer
) -> None:
    first, second, dora = album.group(is_settled=False), album.group(is_settled=False), album.face()
    say(db, dora, first, answer)
    db.write(lambda s: review.answer_pair(s, first, second, answer)).result()
    with db.read() as session:
        settled = session.execute(select(col(Person.id), col(Person.is_settled))).all()
    assert all(is_settled for _, is_settled in settled)
    assert {first} <= {person_id for person_id, _ in settled} <= {first, second}


def test_yes_to_a_pair_merges(db: Database, album: Album) -> None:
    dora, group = album.person("Dora", faces=1), album.group(faces=2)
    db.write(lambda s: review.answer_pair(s, dora, group, Answer.YES)).result()
    with db.read() as session:
        assert len(faces.ids(session, person_id=dora)) == 3


@pytest.mark.parametrize("answer", list(Answer))
def test_unknown_rows_are_refused(db: Database, album: Album, answer: Answer) -> None:
    dora, face = album.person("Dora"), album.face()
    before = album.dump()
    with pytest.raises(NotFound):
        say(db, "face_unknown", dora, answer)
    with pytest.raises(NotFound):
        say(db, face, "person_unknown", answer)
    with pytest.raises(Invalid, match="compared with themselves") as refused:
        db.write(lambda s: review.answer_pair(s, dora, dora, answer)).result()
    assert refused.value.field == "other_id"
    with pytest.raises(AppError):
        db.write(lambda s: review.answer_pair(s, dora, "person_unknown", answer)).result()
    assert album.dump() == before


def test_what_was_said_about_a_deleted_person_holds_for_the_faces(
    db: Database, album: Album
) -> None:
    dora, eva, ada = (album.person(name, faces=2) for name in ("Dora", "Eva", "Ada"))
    before = album.dump()
    db.write(lambda s: review.answer_pair(s, dora, eva, Answer.UNSURE), label="Pair").result()
    with db.read() as session:
        hers, others = (faces.ids(session, person_id=who) for who in (dora, ada))
    say(db, others[0], dora, Answer.NO)  # Ada has it by herself, which says nothing of her
    db.write(lambda s: people.delete(s, dora), label="Delete").result()
    assert {(face, None, Answer.NO) for face in hers} == set(said(db, eva))
    assert said(db, ada) == []
    for _ in range(3):
        db.undo().result()
    assert album.dump() == before


def test_what_was_said_of_a_face_before_its_person_went_stays_as_it_was(
    db: Database, album: Album
) -> None:
    dora, eva, ada = (album.person(name, faces=3) for name in ("Dora", "Eva", "Ada"))
    with db.read() as session:
        hers = faces.ids(session, person_id=dora)
    say(db, hers[0], eva, Answer.UNSURE)
    for other in (eva, ada):
        no = partial(review.answer_pair, person_id=dora, other_id=other, answer=Answer.NO)
        db.write(no).result()
    before = album.dump()
    db.write(lambda s: people.delete(s, dora), label="Delete").result()
    after = album.dump()
    unsure, *rest = [
        answer for _, _, answer in sorted(said(db, eva), key=lambda a: a[0] != hers[0])
    ]
    assert (unsure, rest) == (Answer.UNSURE, [Answer.NO] * 2)
    assert {face for face, _, _ in said(db, ada)} == set(hers)
    db.undo().result()
    assert album.dump() == before
    db.redo().result()
    assert album.dump()["rejection"] == after["rejection"]


def test_a_split_outlives_the_group_it_was_taken_from(db: Database, album: Album) -> None:
    group = album.group(faces=3)
    with db.read() as session:
        face, *rest = faces.ids(session, person_id=group)
    eva = album.person("Eva", face_ids=[face])
    db.write(lambda s: people.delete(s, group), label="Delete").result()
    assert {(other, None, Answer.NO) for other in rest} == set(said(db, eva))


def test_answers_are_told_newest_first_with_their_moments(album: Album) -> None:
    eva, bob = album.person("Eva"), album.person("Bob")
    face = album.face()
    album.db.write(lambda s: review.answer_pair(s, eva, bob, Answer.NO), label="x").result()
    album.db.write(lambda s: review.answer_faces(s, [face], eva, Answer.UNSURE), label="x").result()
    with album.db.read() as session:
        newest, oldest = review.answered(session, eva)
    assert (newest.face_id, newest.answer) == (face, Answer.UNSURE)
    assert (oldest.other_id, oldest.answer) == (bob, Answer.NO)
    assert oldest.created_at <= newest.created_at


def test_an_answer_stands_in_place_of_no_other(album: Album) -> None:
    """What was said of another face, to another person, or of another pair stays."""
    eva, bob, cleo = (album.person(name) for name in ("Eva", "Bob", "Cleo"))
    one, other = album.face(), album.face()
    for face, person in ((one, eva), (other, eva), (one, bob)):
        refused = partial(review.answer_faces, face_ids=[face], person_id=person, answer=Answer.NO)
        album.db.write(refused).result()
    for one_of_them, another in ((eva, bob), (eva, cleo), (bob, cleo)):
        apart = partial(
            review.answer_pair, person_id=one_of_them, other_id=another, answer=Answer.NO
        )
        album.db.write(apart).result()
    album.db.write(lambda s: review.answer_faces(s, [one], eva, Answer.UNSURE)).result()
    album.db.write(lambda s: review.answer_pair(s, cleo, eva, Answer.UNSURE)).result()
    with album.db.read() as session:
        said = {
            (person, each.face_id or each.other_id): each.answer
            for person in (eva, bob, cleo)
            for each in review.answered(session, person)
        }
    no, unsure = Answer.NO, Answer.UNSURE
    assert said == {
        (eva, one): unsure,
        (eva, other): no,
        (bob, one): no,
        (eva, bob): no,
        (bob, eva): no,
        (bob, cleo): no,
        (cleo, bob): no,
        (eva, cleo): unsure,
        (cleo, eva): unsure,
    }


def test_what_cannot_be_answered_is_told(album: Album) -> None:
    eva = album.person("Eva")
    with pytest.raises(NotFound, match=r"^One of the faces no longer exists\.$"):
        album.db.write(lambda s: review.answer_faces(s, ["face_x"], eva, Answer.NO)).result()
    with pytest.raises(Invalid, match=r"^A person can’t be compared with themselves\.$") as refused:
        album.db.write(lambda s: review.answer_pair(s, eva, eva, Answer.YES)).result()
    assert refused.value.field == "other_id"
