"""All faces of the library in memory, with their vectors: what suggestions are made from."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any, TypeVar, cast

import numpy as np
from numpy.typing import NDArray
from sqlalchemy import Select, func, select
from sqlmodel import Session, col

from app.core.changes import Changes
from app.core.embeddings import is_sound
from app.core.models import Asset, DistinctPair, Embedding, Face, Person, Rejection, Source
from app.core.rows import among
from app.core.sighted import is_found

Floats = NDArray[np.float32]
Ints = NDArray[np.int64]
Values = TypeVar("Values", bound=NDArray[Any])

NOBODY = -1
UNDATED = -1
_BATCH = 20_000  # rows read at a time


@dataclass(frozen=True)
class Someone:
    """What suggestions need to know of a person."""

    id: str
    library_id: str
    is_named: bool
    is_hidden: bool
    born: int | None  # proleptic ordinal of the day


@dataclass
class News:
    """Whom and what a change was about: as it was before, and as it is now."""

    people: set[str] = field(default_factory=set)  # they, their faces, or what was said of them
    faces: set[str] = field(default_factory=set)  # come, gone, someone else's, or open to others
    freed: set[str] = field(default_factory=set)  # whoever they belonged to by name was deleted

    def __or__(self, other: "News") -> "News":
        return News(self.people | other.people, self.faces | other.faces, self.freed | other.freed)


class Gallery:
    """Faces by row number; a row keeps its number for as long as the gallery lives."""

    def __init__(self, engine_id: str) -> None:
        self.engine_id = engine_id
        self.face_ids: list[str] = []
        self.row_of: dict[str, int] = {}
        self.someone: dict[int, Someone] = {}  # by person number
        self.number_of: dict[str, int] = {}  # person → number
        self.person_ids: list[str] = []  # by person number
        self.rows_of: dict[int, set[int]] = defaultdict(set)  # person number → rows
        self.vectors: Floats = np.zeros((0, 0), np.float32)
        self.person: Ints = np.zeros(0, np.int64)  # whose it is, or NOBODY
        self.photo: Ints = np.zeros(0, np.int64)
        self.library: Ints = np.zeros(0, np.int64)
        self.day: Ints = np.zeros(0, np.int64)  # ordinal of the day it was taken, or UNDATED
        self.quality: Floats = np.zeros(0, np.float32)
        self.is_there = np.zeros(0, np.bool_)  # false: the face is gone
        self.is_found = np.zeros(0, np.bool_)  # false: the user drew it
        self.is_shown = np.zeros(0, np.bool_)  # false: it waits for the picture it was seen in
        self.rejected: dict[int, set[str]] = defaultdict(set)  # row → person ids
        self.distinct: dict[str, set[str]] = defaultdict(set)  # person id → person ids
        # A photo with the picture it shows → number: one that was exchanged shows another.
        self._photo_of: dict[str, int] = {}
        self._library_of: dict[str, int] = {}
        self._answers: dict[str, tuple[int, str] | tuple[str, str]] = {}  # by the answer's id

    def __len__(self) -> int:
        return len(self.face_ids)

    def load(self, session: Session) -> None:
        """Read everything."""
        self._read_people(session, select(Person))
        count = select(func.count()).where(col(Embedding.engine_id) == self.engine_id)
        expected = session.execute(count).scalar_one()
        query = _faces(self.engine_id).execution_options(yield_per=_BATCH)
        for rows in session.execute(query).partitions():
            self._append(rows, expected)
        self._read_answers(session, None, News())

    def follow(self, session: Session, changes: Changes) -> News:
        """Read what was touched again; what that was about."""
        news = News()
        if touched := changes.ids("person"):
            self._follow_people(session, touched, news)
        if touched := changes.ids("face"):
            self._note(self._read_faces(session, touched), news)
            news.faces |= touched
        if touched := changes.ids("asset"):
            self._note(self._read_days(session, touched), news)
        if touched := changes.ids("rejection") | changes.ids("distinct_pair"):
            self._read_answers(session, touched, news)
        return news

    def number(self, person_id: str) -> int:
        """The person's number, made when first asked for."""
        number = self.number_of.setdefault(person_id, len(self.number_of))
        if number == len(self.person_ids):
            self.person_ids.append(person_id)
        return number

    def _note(self, numbers: Iterable[int], news: News) -> None:
        news.people.update(self.person_ids[number] for number in numbers)

    def _follow_people(self, session: Session, touched: Iterable[str], news: News) -> None:
        """Who was named, hidden, deleted or the opposite: their faces are open to others, or not.

        Those faces are touched by it, although nothing of them was written.
        """
        before = {who: self.someone.get(self.number(who)) for who in touched}
        self._forget_people(touched)
        self._read_people(session, select(Person).where(among(col(Person.id), touched)))
        for who, known in before.items():
            number = self.number(who)
            theirs = {self.face_ids[row] for row in self.rows_of.get(number, ())}
            news.people.add(who)
            if _standing(known) != _standing(self.someone.get(number)):
                news.faces |= theirs
            if known is not None and known.is_named and number not in self.someone:
                news.freed |= theirs

    def library_number(self, library_id: str) -> int:
        """The library's number, as in `library`."""
        return self._library_of.setdefault(library_id, len(self._library_of))

    def _read_people(self, session: Session, query: Select[Any]) -> None:
        for row in session.execute(query).scalars():
            born = row.birth_date.toordinal() if row.birth_date else None
            self.someone[self.number(row.id)] = Someone(
                row.id, row.library_id, row.name is not None, row.is_hidden, born
            )

    def _forget_people(self, person_ids: Iterable[str]) -> None:
        for person_id in person_ids:
            self.someone.pop(self.number(person_id), None)

    def _read_faces(self, session: Session, face_ids: Iterable[str]) -> set[int]:
        """Faces that came, changed or went."""
        touched: set[int] = set()
        new: list[Any] = []
        query = _faces(self.engine_id).where(among(col(Face.id), face_ids))
        found = {row.id: row for row in session.execute(query)}
        for face_id in face_ids:
            row, place = found.get(face_id), self.row_of.get(face_id)
            if place is None:
                new += [row] if row is not None else []
                continue
            self.is_there[place] = row is not None
            touched |= self._place(place, row.person_id if row is not None else None)
            if row is not None:
                self.quality[place] = row.quality
                self.vectors[place] = np.frombuffer(row.vector, "<f4")
                self.photo[place] = self._photo(row.picture)
                self.day[place] = _ordinal(row.taken_at)
                self.is_shown[place] = row.is_shown
        if new:
            first = len(self)
            self._append(sorted(new, key=lambda row: row.id))
            touched |= set(self.person[first:].tolist())
            # What was said before the engine had seen them: of a face that the user drew.
            known = among(col(Rejection.face_id), self.face_ids[first:])
            said = session.execute(select(col(Rejection.id)).where(known)).scalars().all()
            self._read_answers(session, said, News())
        return touched - {NOBODY}

    def _place(self, row: int, person_id: str | None) -> set[int]:
        """Note whose the face is now; who had and who has it."""
        old, new = int(self.person[row]), NOBODY if person_id is None else self.number(person_id)
        if old == new:
            return {old}
        self.rows_of[old].discard(row)
        if new != NOBODY:
            self.rows_of[new].add(row)
        self.person[row] = new
        return {old, new}

    def _append(self, rows: Sequence[Any], expected: int = 0) -> None:
        """Add rows in the order given; memory for so many as are `expected` is set aside."""
        first = len(self)
        columns = zip(*rows, strict=True)
        ids, owners, pictures, taken, libraries, qualities, sources, shown, vectors = columns
        self.face_ids += ids
        self.row_of.update((face_id, first + at) for at, face_id in enumerate(ids))
        people = [NOBODY if who is None else self.number(who) for who in owners]
        for at, who in enumerate(people):
            if who != NOBODY:
                self.rows_of[who].add(first + at)
        matrix = np.frombuffer(b"".join(vectors), "<f4").reshape(len(ids), -1)
        known = self.vectors.reshape(first, matrix.shape[1])
        self.vectors = _extended(known, matrix, expected)
        self.person = _extended(self.person, people)
        self.photo = _extended(self.photo, [self._photo(each) for each in pictures])
        self.day = _extended(self.day, [_ordinal(moment) for moment in taken])
        self.library = _extended(self.library, [self.library_number(each) for each in libraries])
        self.quality = _extended(self.quality, qualities)
        found = [source == Source.AUTOMATIC for source in sources]
        self.is_found = _extended(self.is_found, found)
        self.is_shown = _extended(self.is_shown, [bool(each) for each in shown])
        self.is_there = _extended(self.is_there, np.ones(len(ids), np.bool_))

    def _photo(self, picture: str) -> int:
        """The number of the picture a face is in."""
        return self._photo_of.setdefault(picture, len(self._photo_of))

    def _read_days(self, session: Session, asset_ids: Iterable[str]) -> set[int]:
        """Photos whose capture time may have been read anew, or that show another picture."""
        query = (
            select(col(Face.id), col(Asset.taken_at), is_found())
            .join(Asset)
            .where(among(col(Face.asset_id), asset_ids))
        )
        touched = set()
        for face_id, taken_at, is_shown in session.execute(query):
            if (row := self.row_of.get(face_id)) is not None:
                self.day[row] = _ordinal(taken_at)
                self.is_shown[row] = is_shown
                touched.add(int(self.person[row]))
        return touched - {NOBODY}

    def _read_answers(self, session: Session, touched: Iterable[str] | None, news: News) -> None:
        """Read "no" and "not sure"; with `touched` only these, and forget those that are gone."""
        for answer_id in touched or ():
            self._about(answer_id, news)
            self._forget_answer(answer_id)
        said, told_apart = select(Rejection), select(DistinctPair)
        if touched is not None:
            said = said.where(among(col(Rejection.id), touched))
            told_apart = told_apart.where(among(col(DistinctPair.id), touched))
        for answer in session.execute(said).scalars():
            if (row := self.row_of.get(answer.face_id)) is not None:
                self._answers[answer.id] = row, answer.person_id
                self.rejected[row].add(answer.person_id)
        for pair in session.execute(told_apart).scalars():
            self._answers[pair.id] = pair.person_a, pair.person_b
            self.distinct[pair.person_a].add(pair.person_b)
            self.distinct[pair.person_b].add(pair.person_a)
        for answer_id in touched or ():
            self._about(answer_id, news)

    def _about(self, answer_id: str, news: News) -> None:
        """Whom and which face an answer that is known now was given about."""
        match self._answers.get(answer_id):
            case (int(row), person_id):
                news.faces.add(self.face_ids[row])
                news.people.add(person_id)
            case (str(one), other):
                news.people |= {one, other}

    def _forget_answer(self, answer_id: str) -> None:
        match self._answers.pop(answer_id, None):
            case (int(row), person_id):
                self.rejected[row].discard(person_id)
            case (str(one), other):
                self.distinct[one].discard(other)
                self.distinct[other].discard(one)


def _standing(someone: Someone | None) -> tuple[bool, bool] | None:
    return (someone.is_named, someone.is_hidden) if someone else None


def _faces(engine_id: str) -> Select[*tuple[Any, ...]]:
    return (
        select(
            *(col(Face.id), col(Face.person_id)),
            col(Face.asset_id).concat(col(Face.seen_in)).label("picture"),
            *(col(Asset.taken_at), col(Face.library_id), col(Face.quality), col(Face.source)),
            *(is_found().label("is_shown"), col(Embedding.vector)),
        )
        .join(Asset, col(Asset.id) == col(Face.asset_id))
        .join(Embedding, col(Embedding.face_id) == col(Face.id))
        .where(col(Embedding.engine_id) == engine_id, is_sound(Embedding))
        .order_by(col(Face.id))
    )


def _extended(array: Values, values: Sequence[Any] | NDArray[Any], expected: int = 0) -> Values:
    """The array and the values behind it, without a copy while the memory set aside suffices.

    That memory is what the array is a part of, its base; what is not used of it costs nothing.
    """
    room = array if array.base is None else array.base
    used, count = len(array), len(array) + len(values)
    if count > len(room):
        room = np.empty((max(count, expected) * 5 // 4, *array.shape[1:]), array.dtype)
        room[:used] = array
    room[used:count] = values
    return cast(Values, room[:count])


def _ordinal(moment: datetime | date | None) -> int:
    return UNDATED if moment is None else moment.toordinal()
