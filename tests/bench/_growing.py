"""Someone names a child from 0 to 10 in a dated album: how many answers that takes."""

from collections import Counter
from collections.abc import Callable, Sequence
from contextlib import closing
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from functools import partial
from typing import TypeVar

import numpy as np
from sqlalchemy import select, update
from sqlmodel import Session, col

from kinfolk.core.database import Database
from kinfolk.core.db import models
from kinfolk.core.db.models import Asset
from kinfolk.core.faces.scans import ScanRecord
from kinfolk.core.people import people, review
from kinfolk.core.people.review import Answer
from kinfolk.recognition import grouping
from kinfolk.recognition.questions.question import Question, QuestionKind
from kinfolk.recognition.questions.state import read_all
from kinfolk.recognition.suggest import Suggester
from kinfolk.recognition.suggestion import Certainty
from kinfolk.vision.engine import ENGINE_ID
from kinfolk.vision.group import SAME
from tests.bench._photos import SHARED, labelled, listed, truth

OLDEST, ENOUGH = 10, 4  # faces of a child up to that age, and how many there must be
YEARS = (1930, 2010)  # of birth

T = TypeVar("T")
Children = dict[str, set[str]]  # label → faces


@dataclass
class Answers:
    """What naming took: answers to suggestions, and names typed where nothing was suggested."""

    said: int = 0
    wrong: int = 0  # of these a no
    typed: int = 0


def dated(db: Database) -> tuple[dict[str, str], Children]:
    """Give all photos dates and group them again; return the labels, and the children to name."""
    known = labelled(db, SHARED / "ages")
    facts = {str(SHARED / "ages" / name): one for name, one in truth(SHARED / "ages").items()}
    draw = np.random.default_rng(0)
    born = {label: draw.uniform(*YEARS) for label in sorted(set(known.labels))}
    labels = dict(zip(known.face_ids, known.labels, strict=True))
    places = dict(zip(known.face_ids, known.photos, strict=True))
    assets = {one.path: one.face.asset_id for one in listed(db)}
    by_photo = {
        places[face]: label
        for face, label in labels.items()
        if label in facts[places[face]]["people"]
    }
    days = {
        assets[path]: datetime(1900, 1, 1)
        + timedelta((born[label] - 1900 + facts[path]["age"] + draw.uniform()) * 365.2425)
        for path, label in sorted(by_photo.items())
    }

    def date(session: Session) -> None:
        for asset_id, day in days.items():
            session.execute(update(Asset).where(col(Asset.id) == asset_id).values(taken_at=day))

    db.write(date).result()
    grouping.regroup(db, listed(db)[0].face.library_id, ScanRecord(ENGINE_ID), same=SAME)
    children: Children = {}
    for face, label in labels.items():
        if label.startswith("fgnet-") and facts[places[face]]["age"] <= OLDEST:
            children.setdefault(label, set()).add(face)
    return labels, {who: theirs for who, theirs in children.items() if len(theirs) >= ENOUGH}


class User:
    """Names children one after another, and answers truthfully what Review asks about them."""

    def __init__(self, db: Database, labels: dict[str, str], *, has_rows: bool) -> None:
        """Without `has_rows`, never be asked for the same child at other times."""
        self._db, self._labels, self._has_rows = db, labels, has_rows
        self._suggester = Suggester(db, db.cache_folder)
        self.answers = Answers()
        self.steps = 0  # of the history

    def name(self, label: str, theirs: set[str]) -> None:
        """Name all of these faces of a child."""
        with closing(self._suggester):
            left = self._left(theirs, None)
            person = self._type(label, None, left)
            while left := self._left(theirs, person):
                question = self._question(person)
                if question is None:
                    self._type(label, person, left)
                else:
                    self._answer(label, question)

    def _left(self, theirs: set[str], person: str | None) -> dict[str, str | None]:
        """Return which of the faces are not the person's yet, and the group that each is in."""
        face = models.Face
        with self._db.read() as session:
            whose = dict(
                session.execute(
                    select(col(face.id), col(face.person_id)).where(col(face.id).in_(theirs))
                ).all()
            )
        return {each: who for each, who in whose.items() if person is None or who != person}

    def _type(self, label: str, person: str | None, left: dict[str, str | None]) -> str:
        """Name the largest group among these faces by hand, or one face."""
        sizes = Counter(who for who in left.values() if who)
        largest = max(sizes, key=lambda who: (sizes[who], who), default=None)
        chosen = [face for face, who in sorted(left.items()) if who == largest]
        chosen = chosen if largest else chosen[:1]
        self.answers.typed += 1
        if person is None:
            make = partial(people.create, name=label, face_ids=chosen)
            made: people.Created = self._write(make)
            return made.person.id
        self._say(chosen, person, Answer.YES)
        return person

    def _question(self, person: str) -> Question | None:
        """Return what Review asks first about the person; less likely questions come last."""
        state = read_all(self._suggester, self._db, [person])
        if not self._has_rows:
            state.people = {who: replace(read, child=()) for who, read in state.people.items()}
        return next((one for one in state.questions() if one.person.id == person), None)

    def _answer(self, label: str, question: Question) -> None:
        """Accept what is right, then reject the rest one by one."""
        if question.kind is QuestionKind.GROUP:
            is_right = self._is(label, question.faces)
            answer = Answer.YES if is_right else Answer.NO
            ids = question.person.id, question.whole.id
            self._write(lambda session: review.answer_pair(session, *ids, answer))
            self._count(int(is_right), int(not is_right))
            return
        right = [one for one in question.faces if self._is(label, question.meant([one]))]
        wrong = [one for one in question.faces if one not in right]
        self._say(question.meant(right), question.person.id, Answer.YES)
        self._say(question.meant(wrong), question.person.id, Answer.NO)
        is_likely = question.certainty is Certainty.LIKELY  # else they are looked at one by one
        self._count(min(len(right), 1) if is_likely else len(right), len(wrong))

    def _is(self, label: str, faces: Sequence[str]) -> bool:
        return 2 * sum(self._labels.get(face) == label for face in faces) > len(faces)

    def _say(self, faces: Sequence[str], person: str, answer: Answer) -> None:
        if faces:
            self._write(
                partial(review.answer_faces, face_ids=faces, person_id=person, answer=answer)
            )

    def _write(self, work: Callable[[Session], T]) -> T:
        self.steps += 1
        return self._db.write(work, label="Answer").result().result

    def _count(self, right: int, wrong: int) -> None:
        self.answers.said += right + wrong
        self.answers.wrong += wrong


def answers(db: Database) -> list[tuple[str, str, str]]:
    """Rows: what naming all children takes, without and with the rows “The same child?”."""
    labels, children = dated(db)
    found = []
    for has_rows in (False, True):
        user = User(db, labels, has_rows=has_rows)
        for label, theirs in sorted(children.items()):
            user.name(label, theirs)
        found.append(user.answers)
        for _ in range(user.steps):
            db.undo().result()
    before, after = found
    number, faces = len(children), sum(map(len, children.values()))
    values = (
        ("names included", before.said + before.typed, after.said + after.typed),
        ("names typed", before.typed, after.typed),
        ("of these a no", before.wrong, after.wrong),
    )
    return [
        (f"answers for each of {number} children with {faces} faces: {what}", *_each(number, *both))
        for what, *both in values
    ]


def _each(number: int, before: int, after: int) -> tuple[str, str]:
    return f"{before / number:.2f}", f"{after / number:.2f}"
