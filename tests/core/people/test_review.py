"""Answers to suggestions are kept, replaced, and taken back."""

from functools import partial

import pytest
from sqlmodel import Session

from kinfolk.core.database import Database
from kinfolk.core.faces import faces
from kinfolk.core.people import people, review
from kinfolk.core.people.review import Answer
from tests.album import Album


def say(db: Database, face_id: str, person_id: str, answer: Answer) -> None:
    def write(session: Session) -> None:
        review.answer_faces(session, [face_id], person_id, answer)

    db.write(write, label="Answer").result()


def said(db: Database, person_id: str) -> list[tuple[str | None, str | None, Answer]]:
    with db.read() as session:
        found = review.answered(session, person_id)
    return [(one.face_id, one.other_id, one.answer) for one in found]


def test_a_later_answer_replaces_the_earlier(db: Database, album: Album) -> None:
    dora, face = album.person("Dora"), album.face()
    for answer in (Answer.UNSURE, Answer.NO, Answer.NO):
        say(db, face, dora, answer)
        assert said(db, dora) == [(face, None, answer)]
    say(db, face, dora, Answer.YES)
    assert said(db, dora) == []


@pytest.mark.parametrize("answer", list(Answer))
def test_every_answer_is_undone_and_redone(db: Database, album: Album, answer: Answer) -> None:
    dora, group = album.person("Dora", faces=1), album.group()
    face = album.face(group)
    before = album.dump()
    say(db, face, dora, answer)
    after = album.dump()
    album.check_undo(before)

    pair = album.step("Pair", review.answer_pair, dora, group, answer)
    assert pair.result == dora
    db.undo().result()
    assert album.dump() == after


def test_what_was_said_about_a_deleted_person_holds_for_the_faces(
    db: Database, album: Album
) -> None:
    dora, eva, ada = (album.person(name, faces=2) for name in ("Dora", "Eva", "Ada"))
    before = album.dump()
    album.step("Pair", review.answer_pair, dora, eva, Answer.UNSURE)
    hers, others = (album.ask(faces.ids, person_id=who) for who in (dora, ada))
    say(db, others[0], dora, Answer.NO)  # Ada has it by herself, which says nothing of her
    album.step("Delete", people.delete, dora)
    assert {(face, None, Answer.NO) for face in hers} == set(said(db, eva))
    assert said(db, ada) == []
    for _ in range(3):
        db.undo().result()
    assert album.dump() == before


def test_what_was_said_of_a_face_before_its_person_went_stays_as_it_was(
    db: Database, album: Album
) -> None:
    dora, eva, ada = (album.person(name, faces=3) for name in ("Dora", "Eva", "Ada"))
    hers = album.ask(faces.ids, person_id=dora)
    say(db, hers[0], eva, Answer.UNSURE)
    for other in (eva, ada):
        no = partial(review.answer_pair, person_id=dora, other_id=other, answer=Answer.NO)
        album.do(no)
    before = album.dump()
    album.step("Delete", people.delete, dora)
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
    face, *rest = album.ask(faces.ids, person_id=group)
    eva = album.person("Eva", face_ids=[face])
    album.step("Delete", people.delete, group)
    assert {(other, None, Answer.NO) for other in rest} == set(said(db, eva))


def test_an_answer_stands_in_place_of_no_other(album: Album) -> None:
    """What was said of another face, to another person, or of another pair stays."""
    eva, bob, cleo = (album.person(name) for name in ("Eva", "Bob", "Cleo"))
    one, other = album.face(), album.face()
    for face, person in ((one, eva), (other, eva), (one, bob)):
        refused = partial(review.answer_faces, face_ids=[face], person_id=person, answer=Answer.NO)
        album.do(refused)
    for one_of_them, another in ((eva, bob), (eva, cleo), (bob, cleo)):
        apart = partial(
            review.answer_pair, person_id=one_of_them, other_id=another, answer=Answer.NO
        )
        album.do(apart)
    album.do(review.answer_faces, [one], eva, Answer.UNSURE)
    album.do(review.answer_pair, cleo, eva, Answer.UNSURE)
    said = {
        (person, each.face_id or each.other_id): each.answer
        for person in (eva, bob, cleo)
        for each in album.ask(review.answered, person)
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
