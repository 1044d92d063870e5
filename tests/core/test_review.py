"""Answers to suggestions are kept, replaced, and taken back."""

import pytest
from sqlmodel import Session

from app.core import faces, review
from app.core.db import Database
from app.core.models import AssignedBy
from app.core.review import Answer
from app.errors import AppError, Invalid, NotFound
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
        db.write(lambda s, a=first, b=second: review.answer_pair(s, a, b, answer)).result()
    assert said(db, dora) == [(None, other, answer)]
    assert said(db, other) == [(None, dora, answer)]


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
    with pytest.raises(Invalid):
        db.write(lambda s: review.answer_pair(s, dora, dora, answer)).result()
    with pytest.raises(AppError):
        db.write(lambda s: review.answer_pair(s, dora, "person_unknown", answer)).result()
    assert album.dump() == before
