"""The questions of Review, made of what was read: one card each, in the order of asking."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import assert_never

from kinfolk.core.people import Person
from kinfolk.recognition.questions.reads import GroupRead, PairRead, PersonRead
from kinfolk.recognition.suggestion import Certainty


class QuestionKind(StrEnum):
    """What a question is about."""

    FACES = "faces"  # are these faces this person, one by one
    GROUP = "group"  # is this unnamed group this person
    PAIR = "pair"  # are these two the same


@dataclass(frozen=True)
class Question:
    """One card. `faces` are asked about, best first: of PAIR those of `other`."""

    kind: QuestionKind
    person: Person  # whom it may be, or who stays
    other: Person | None  # the group, or the other one of the pair
    certainty: Certainty
    distance: float
    faces: tuple[str, ...]
    theirs: tuple[str, ...] = ()  # of PAIR those of `person`

    @property
    def key(self) -> str:
        """The same as long as it is the same question."""
        other = self.other.id if self.other else ""
        return f"{self.kind}/{self.person.id}/{other}"

    @property
    def about(self) -> tuple[str, ...]:
        """The ids of everybody it is about."""
        return (self.person.id, self.other.id) if self.other else (self.person.id,)

    @property
    def is_whole(self) -> bool:
        """Whether one answer is for all of it, not for each face."""
        match self.kind:
            case QuestionKind.FACES:
                return False
            case QuestionKind.GROUP | QuestionKind.PAIR:
                return True
            case _:
                assert_never(self.kind)

    @property
    def is_about_one(self) -> bool:
        """Whether it asks who faces are, not whether two with a name are one."""
        match self.kind:
            case QuestionKind.FACES | QuestionKind.GROUP:
                return True
            case QuestionKind.PAIR:
                return False
            case _:
                assert_never(self.kind)

    @property
    def whole(self) -> Person:
        """Of a group or a pair: who may be the person, as a whole."""
        assert self.other is not None
        return self.other

    @property
    def answers(self) -> int:
        """How many it takes."""
        return 1 if self.is_whole else len(self.faces)

    @property
    def total(self) -> int:
        """How many faces it is about."""
        match self.kind:
            case QuestionKind.FACES:
                return len(self.faces)
            case QuestionKind.GROUP:
                return self.whole.face_count
            case QuestionKind.PAIR:
                return self.person.face_count + self.whole.face_count
            case _:
                assert_never(self.kind)


def questions(
    people: Mapping[str, PersonRead],
    groups: Mapping[str, GroupRead | None],
    pairs: Iterable[PairRead],
) -> list[Question]:
    """No face is asked about twice: one of a group that is asked about as a whole is left out."""
    found = [*_about_faces(people, groups), *_about_groups(groups), *_about_pairs(pairs)]
    return sorted(found, key=_order)


def _order(question: Question) -> tuple[bool, bool, float, str]:
    """The likely ones by how much an answer brings, the others by how sure they are.

    Likely pairs come first: one merged person makes the other suggestions more certain.
    """
    is_likely, is_pair = question.certainty is Certainty.LIKELY, not question.is_about_one
    rank = -question.total if is_likely else question.distance
    return not is_likely, not (is_likely and is_pair), rank, question.key


def _about_faces(
    people: Mapping[str, PersonRead], groups: Mapping[str, GroupRead | None]
) -> Iterator[Question]:
    for read in people.values():
        free = [one for one in read.found if not (one.group_id and groups.get(one.group_id))]
        shown = [one for one in free if one.certainty == Certainty.LIKELY] or free
        if shown:
            faces = tuple(one.face_id for one in shown)
            yield Question(
                QuestionKind.FACES, read.person, None, shown[0].certainty, shown[0].distance, faces
            )


def _about_groups(groups: Mapping[str, GroupRead | None]) -> Iterator[Question]:
    for read in groups.values():
        if read is not None and read.certainty is not Certainty.UNLIKELY:
            yield Question(
                QuestionKind.GROUP,
                read.person,
                read.group,
                read.certainty,
                read.distance,
                read.faces,
            )


def _about_pairs(pairs: Iterable[PairRead]) -> Iterator[Question]:
    for read in pairs:
        yield Question(
            QuestionKind.PAIR,
            read.person,
            read.other,
            read.certainty,
            read.distance,
            read.faces,
            read.theirs,
        )
