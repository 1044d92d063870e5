"""Hold all faces of the library in memory, with their vectors, as the basis of suggestions."""

import hashlib
from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any

import numpy as np
from sqlalchemy import Select, func, select
from sqlmodel import Session, col

from kinfolk.core.db import touched_rows
from kinfolk.core.db.models import (
    Asset,
    DistinctPair,
    Embedding,
    Face,
    Person,
    Rejection,
    Source,
    Verdict,
)
from kinfolk.core.db.rows import among
from kinfolk.core.db.touched_rows import Watermark
from kinfolk.core.faces.embeddings import age, is_sound
from kinfolk.core.faces.visibility import is_shown
from kinfolk.core.photos import dates
from kinfolk.recognition import constraints
from kinfolk.recognition.constraints import NOBODY, PersonFacts, day_of
from kinfolk.recognition.face_ids import FaceIds
from kinfolk.recognition.growing_array import extended
from kinfolk.recognition.stored_vectors import compared
from kinfolk.vision.arrays import Doubles, Floats, Ints, Numbers

_BATCH = 20_000  # rows read at a time
# Once so many people have gained or lost faces, the rows of all people are sorted again.
_MOVED = 1_000


@dataclass(frozen=True, slots=True)
class Someone:
    """Hold what suggestions need to know of a person."""

    id: str
    library_id: str
    is_named: bool
    is_hidden: bool
    born: int | None  # proleptic ordinal of the day


@dataclass
class GalleryChanges:
    """Hold the people and faces that a change concerns, with their owners before and after it."""

    people: set[str] = field(default_factory=set)  # they, their faces, or what was said of them
    faces: set[str] = field(default_factory=set)  # new, deleted, changed, or free for others now
    freed: set[str] = field(default_factory=set)  # removed from a person, no one's now

    def __bool__(self) -> bool:
        return bool(self.people or self.faces)

    def __or__(self, other: "GalleryChanges") -> "GalleryChanges":
        return GalleryChanges(
            self.people | other.people, self.faces | other.faces, self.freed | other.freed
        )


class Gallery:
    """Hold faces by row number; a face keeps its row as long as its vector is the same."""

    def __init__(self, engine_id: str) -> None:
        self.engine_id = engine_id
        self.watermark = Watermark((0, 0), (0, 0))  # of the library that it shows
        self.face_ids = FaceIds()
        self.someone: dict[int, Someone] = {}  # by person number
        self.number_of: dict[str, int] = {}  # person → number
        self.person_ids: list[str] = []  # by person number
        self.vectors: Floats = np.zeros((0, 0), np.float32)
        # Frees memory that `vectors` take only while a question is answered.
        self.let_go: Callable[[], object] = lambda: None
        self.person: Numbers = np.zeros(0, np.int32)  # whose it is, or No one
        self.photo: Ints = np.zeros(0, np.int64)  # equal for faces of one picture of a photo
        self.library: Numbers = np.zeros(0, np.int32)
        self.day: Numbers = np.zeros(0, np.int32)  # ordinal of the day it was taken, or UNDATED
        self.span: Numbers = np.zeros(0, np.int32)  # and so many days earlier at most
        self.quality: Floats = np.zeros(0, np.float32)
        self.age: Floats = np.zeros(0, np.float32)  # as it looks; NaN where no one knows
        self.is_there = np.zeros(0, np.bool_)  # false: the face is gone, or has another row
        self.is_detected = np.zeros(0, np.bool_)  # false: the user drew it
        self.is_shown = np.zeros(0, np.bool_)  # false: it waits for the picture it was seen in
        self.rejected: dict[str, set[str]] = defaultdict(set)  # face → people
        self.distinct: dict[str, set[str]] = defaultdict(set)  # person → people
        self.library_ids: list[str] = []  # by library number
        self._rejected: dict[int, set[str]] | None = None  # by row; None until it is made
        self._rejections: dict[str, tuple[str, str]] = {}  # answer → face, person
        self._distinct_pairs: dict[str, tuple[str, str]] = {}  # answer → person, person
        self._by_person: Ints = np.zeros(0, np.int64)  # rows, in the order of their people
        self._starts: Ints = np.zeros(1, np.int64)  # where each person's rows begin in it
        self._moved: set[int] = set()  # people whose rows have changed since `_sort`

    def __len__(self) -> int:
        return len(self.face_ids)

    def load(self, session: Session) -> None:
        """Read all faces, people and answers from the library."""
        self.watermark = touched_rows.watermark(session)
        count = select(func.count()).where(col(Embedding.engine_id) == self.engine_id)
        expected = session.execute(count).scalar_one()
        query = _faces(self.engine_id).execution_options(yield_per=_BATCH)
        for rows in session.execute(query).partitions():
            self._append(rows, expected)
        self.read_choices(session)

    def read_choices(self, session: Session) -> None:
        """Read people and answers from the library; the faces have come from a file already."""
        self._read_people(session, None)
        self._read_answers(session, None, GalleryChanges())
        self._sort()

    def follow(self, session: Session) -> GalleryChanges | None:
        """Read the rows changed since the last call, and return the people and faces they concern.

        None means that everything has to be read again.
        """
        changes, self.watermark = touched_rows.since(session, self.watermark, self.engine_id)
        if changes.all:
            return None
        changed = GalleryChanges()
        # Before the faces are read: who has had them until now.
        owners = self._owners(changes.ids("face"))
        # People before faces: until their faces are read, those of someone deleted are known.
        if ids := changes.ids("person"):
            self._follow_people(session, ids, changed)
        if ids := changes.ids("face"):
            self._note(self._read_faces(session, ids), changed)
            changed.faces |= ids
        if ids := changes.ids("asset"):
            self._read_photos(session, ids, changed)
        if ids := changes.ids("rejection") | changes.ids("distinct_pair"):
            self._read_answers(session, ids, changed)
        changed.freed |= self._taken_away(owners)
        return changed

    def number(self, person_id: str) -> int:
        """Return the person's number; the first call for a person takes the next free one."""
        number = self.number_of.setdefault(person_id, len(self.number_of))
        if number == len(self.person_ids):
            self.person_ids.append(person_id)
        return number

    def rows_of(self, person: int) -> Ints:
        """Return the row numbers of a person's faces, in ascending order."""
        if len(self._moved) > _MOVED:
            self._sort()
        # Since the last sort their faces have changed, or they got their number: look through all.
        if person in self._moved or person + 1 >= len(self._starts):
            return np.flatnonzero(self.person == person)
        return self._by_person[self._starts[person] : self._starts[person + 1]]

    def faces(self, rows: Ints) -> constraints.Faces:
        """Return photo, day, owner and rejections of these rows, as the constraints need them."""
        people = self._rejected_rows()
        refused = (
            (position, self.number(person_id))
            for position, row in enumerate(rows.tolist())
            for person_id in people.get(row, ())
        )
        return constraints.Faces(self.photo[rows], self.births(rows), self.person[rows], refused)

    def births(self, rows: Ints) -> Doubles:
        """Return when these faces may have been born, see `constraints.births`."""
        return constraints.births(self.day[rows], self.span[rows], self.age[rows])

    def _rejected_rows(self) -> dict[int, set[str]]:
        """Return `rejected` by row number; cached, because looking up face ids takes longer."""
        if self._rejected is None:
            rows = ((self.face_ids.row(face_id), who) for face_id, who in self.rejected.items())
            self._rejected = {row: who for row, who in rows if row is not None}
        return self._rejected

    def facts(self, person: int) -> PersonFacts:
        """Return the facts about a person that can rule out that a face is theirs."""
        someone = self.someone[person]
        told_apart = [self.number(other) for other in self.distinct.get(someone.id, ())]
        return PersonFacts(person, self.photo[self.rows_of(person)], told_apart, someone.born)

    def _owners(self, face_ids: Iterable[str]) -> dict[str, str]:
        """Return the person id of each of these faces, without the faces that belong to no one."""
        rows = {each: row for each in face_ids if (row := self.face_ids.row(each)) is not None}
        owners = {each: int(self.person[row]) for each, row in rows.items()}
        return {each: self.person_ids[who] for each, who in owners.items() if who != NOBODY}

    def _taken_away(self, owners: dict[str, str]) -> set[str]:
        """Return those faces that belong to no one now and were rejected for their former owner.

        `owners` are the former owners, by face.
        """
        has_one = self._owners(owners)
        return {
            face_id
            for face_id, who in owners.items()
            if face_id not in has_one and who in self.rejected.get(face_id, ())
        }

    def _sort(self) -> None:
        """Index the rows by person for `rows_of`; the rows themselves keep their numbers."""
        order = np.argsort(self.person, kind="stable")
        nobodys = int(np.count_nonzero(self.person == NOBODY))
        self._by_person = order[nobodys:]
        sizes = np.bincount(self.person[self._by_person], minlength=len(self.number_of))
        self._starts = np.append(0, np.cumsum(sizes))
        self._moved.clear()

    def _note(self, numbers: Iterable[int], changed: GalleryChanges) -> None:
        changed.people.update(self.person_ids[number] for number in numbers)

    def _follow_people(
        self, session: Session, person_ids: Iterable[str], changed: GalleryChanges
    ) -> None:
        """Read these people again, and note in `changed` which people and faces are concerned.

        Whether a face may be suggested to others depends on whether its person has a name, is
        hidden, or is gone. Where that has changed, the faces count as changed, though their rows
        have not.
        """
        before = {who: self.someone.pop(self.number(who), None) for who in person_ids}
        self._read_people(session, person_ids)
        for who, known in before.items():
            number = self.number(who)
            theirs = {self.face_ids[row] for row in self.rows_of(number)}
            changed.people.add(who)
            if _kind(known) != _kind(self.someone.get(number)):
                changed.faces |= theirs
            if known is not None and known.is_named and number not in self.someone:
                changed.freed |= theirs

    def library_number(self, library_id: str) -> int:
        """Return the library's number, which the array `library` holds."""
        if library_id not in self.library_ids:
            self.library_ids.append(library_id)
        return self.library_ids.index(library_id)

    def _read_people(self, session: Session, person_ids: Iterable[str] | None) -> None:
        """Read these people; None reads all."""
        query = select(
            col(Person.id),
            col(Person.library_id),
            col(Person.name).is_not(None),
            col(Person.is_hidden),
            constraints.birth_date(),
        )
        if person_ids is not None:
            query = query.where(among(col(Person.id), person_ids))
        for person_id, library_id, is_named, is_hidden, birth_date in session.execute(query):
            born = birth_date.toordinal() if birth_date else None
            someone = Someone(person_id, library_id, is_named, is_hidden, born)
            self.someone[self.number(person_id)] = someone

    def _read_faces(self, session: Session, face_ids: Iterable[str]) -> set[int]:
        """Read faces that are new, changed or deleted.

        Return the numbers of the people who had them before or have them now.
        """
        owners: set[int] = set()
        new: list[Any] = []
        query = _faces(self.engine_id).where(among(col(Face.id), face_ids))
        rows = session.execute(query).all()
        found = {row.id: row for row in rows}
        vectors = dict(zip(found, self._compared(rows), strict=True))
        for face_id in sorted(face_ids):  # so that new rows come in the order of their ids
            row, position = found.get(face_id), self.face_ids.row(face_id)
            # The index is built over the vectors, so a face with another vector gets a new row.
            is_known = (
                position is not None
                and row is not None
                and np.array_equal(self.vectors[position], vectors[face_id])
            )
            if position is not None:
                # Rows are marked and never removed: their numbers are in the index and in the
                # summaries.
                self.is_there[position] = is_known
                owner = row.person_id if row is not None and is_known else None
                owners |= self._set_owner(position, owner)
            if row is not None and not is_known:
                new.append(row)
            elif row is not None and position is not None:
                self.quality[position] = row.quality
                self.photo[position] = _photo(row.picture)
                self.day[position], self.span[position] = day_of(row.day), row.span
                self.is_detected[position] = row.is_detected
                self.is_shown[position] = row.is_shown
        if new:
            first = len(self)
            self._append(new)
            fresh = set(self.person[first:].tolist())
            self._moved |= fresh
            owners |= fresh
        return owners - {NOBODY}

    def _compared(self, rows: Sequence[Any]) -> Floats:
        return compared([row.vector for row in rows], [row.age for row in rows], self.engine_id)

    def _set_owner(self, row: int, person_id: str | None) -> set[int]:
        """Set the owner of a face; return the numbers of the former and of the new one."""
        old, new = int(self.person[row]), NOBODY if person_id is None else self.number(person_id)
        if old != new:
            self.person[row] = new
            self._moved |= {old, new}
        return {old, new}

    def _append(self, rows: Sequence[Any], expected: int = 0) -> None:
        """Add rows in the order given; reserve memory for `expected` rows in all."""
        first = len(self)
        self._rejected = None
        columns = zip(*rows, strict=True)
        ids, owners, pictures, days, spans, libraries, qualities, found, shown, ages, _ = columns
        self.face_ids.append(ids, expected)
        matrix = self._compared(rows)
        known = self.vectors.reshape(first, matrix.shape[1])
        self.vectors = extended(known, matrix, expected)
        people = [NOBODY if who is None else self.number(who) for who in owners]
        self.person = extended(self.person, people)
        self.photo = extended(self.photo, [_photo(each) for each in pictures])
        self.day = extended(self.day, [day_of(day) for day in days])
        self.span = extended(self.span, spans)
        self.library = extended(self.library, [self.library_number(each) for each in libraries])
        self.quality = extended(self.quality, qualities)
        self.age = extended(self.age, np.array(ages, np.float32))
        self.is_detected = extended(self.is_detected, [bool(each) for each in found])
        self.is_shown = extended(self.is_shown, [bool(each) for each in shown])
        self.is_there = extended(self.is_there, np.ones(len(ids), np.bool_))

    def _read_photos(
        self, session: Session, asset_ids: Iterable[str], changed: GalleryChanges
    ) -> None:
        """Read again when photos were taken and whether they show their faces.

        The faces and their people are noted in `changed`.
        """
        query = select(col(Face.id), dates.latest_day(), dates.span(), is_shown())
        query = query.join(Asset).where(among(col(Face.asset_id), asset_ids))
        for face_id, taken, span, shown in session.execute(query):
            if (row := self.face_ids.row(face_id)) is not None:
                self.day[row], self.span[row] = day_of(taken), span
                self.is_shown[row] = shown
                changed.faces.add(face_id)
                self._note({int(self.person[row])} - {NOBODY}, changed)

    def _read_answers(
        self, session: Session, ids: Iterable[str] | None, changed: GalleryChanges
    ) -> None:
        """Read "no" and "not sure" answers; with `ids` read only these again.

        Those of `ids` that are deleted are forgotten. What the answers are about is noted in
        `changed`.
        """
        said = select(col(Rejection.id), col(Rejection.face_id), col(Rejection.person_id))
        said = said.where(col(Rejection.verdict) != Verdict.NOT_BY_SCAN)  # that one may be asked
        apart = select(col(DistinctPair.id), col(DistinctPair.person_a), col(DistinctPair.person_b))
        if ids is not None:
            self._about(ids, changed)
            self._forget_answers(ids)
            said = said.where(among(col(Rejection.id), ids))
            apart = apart.where(among(col(DistinctPair.id), ids))
        self._rejected = None
        for answer_id, face_id, person_id in session.execute(said):
            self._rejections[answer_id] = face_id, person_id
            self.rejected[face_id].add(person_id)
        for answer_id, one, other in session.execute(apart):
            self._distinct_pairs[answer_id] = one, other
            self.distinct[one].add(other)
            self.distinct[other].add(one)
        self._about(ids or (), changed)

    def _about(self, answer_ids: Iterable[str], changed: GalleryChanges) -> None:
        """Note in `changed` the people and faces of those of these answers that are known."""
        for answer_id in answer_ids:
            if answer_id in self._rejections:
                face_id, person_id = self._rejections[answer_id]
                changed.faces.add(face_id)
                changed.people.add(person_id)
            changed.people.update(self._distinct_pairs.get(answer_id, ()))

    def _forget_answers(self, answer_ids: Iterable[str]) -> None:
        """Forget these rejections and pairs, which are deleted or about to be read again."""
        for answer_id in answer_ids:
            if answer_id in self._rejections:
                face_id, person_id = self._rejections.pop(answer_id)
                self.rejected[face_id].discard(person_id)
            if answer_id in self._distinct_pairs:
                one, other = self._distinct_pairs.pop(answer_id)
                self.distinct[one].discard(other)
                self.distinct[other].discard(one)


def _kind(someone: Someone | None) -> tuple[bool, bool] | None:
    return (someone.is_named, someone.is_hidden) if someone else None


def _faces(engine_id: str) -> Select[*tuple[Any, ...]]:
    return (
        select(
            col(Face.id),
            col(Face.person_id),
            constraints.picture().label("picture"),
            dates.latest_day().label("day"),
            dates.span().label("span"),
            col(Face.library_id),
            col(Face.quality),
            (col(Face.source) == Source.AUTOMATIC).label("is_detected"),
            is_shown().label("is_shown"),
            age().label("age"),
            col(Embedding.vector),
        )
        .join(Asset, col(Asset.id) == col(Face.asset_id))
        .join(Embedding, col(Embedding.face_id) == col(Face.id))
        .where(col(Embedding.engine_id) == engine_id, is_sound(Embedding))
    )


def _photo(picture: str) -> int:
    """Return a number that stands for a picture in memory: 64 bits of its hash.

    Among a million pictures, two get the same number in one of ten million libraries.
    """
    digest = hashlib.blake2b(picture.encode(), digest_size=8).digest()
    return int.from_bytes(digest, "little", signed=True)
