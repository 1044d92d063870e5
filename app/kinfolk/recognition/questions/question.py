"""The questions of Review, made of what was read: one card each, in the order of asking."""

from collections.abc import Iterable, Iterator, Mapping, Set
from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property
from operator import attrgetter
from typing import NamedTuple, assert_never

from kinfolk.core.people.people import Person
from kinfolk.recognition.questions.reads import GroupRead, PairRead, PersonRead
from kinfolk.recognition.suggestion import Certainty, SameChild


class QuestionKind(StrEnum):
    """Name what a question is about."""

    FACES = "faces"  # are these faces this person, one by one
    GROUP = "group"  # is this unnamed group this person
    PAIR = "pair"  # are these two the same
    CHILD = "child"  # are these groups, of other times, the same child


@dataclass(frozen=True)
class Question:
    """Hold one card; `faces` are asked about, best first, for PAIR those of `other`.

    For CHILD each stands for a group, and they are ordered by date.
    """

    kind: QuestionKind
    person: Person  # whom it may be, or who stays
    other: Person | None  # the group, or the other one of the pair
    certainty: Certainty
    distance: float
    faces: tuple[str, ...]
    theirs: tuple[str, ...] = ()  # of PAIR those of `person`
    parts: tuple[SameChild, ...] = ()  # of CHILD, one for each of `faces`

    @cached_property
    def key(self) -> str:
        """A text that tells questions apart, equal for one that is put together again."""
        other = self.other.id if self.other else ""
        return f"{self.kind}/{self.person.id}/{other}"

    @cached_property
    def order(self) -> tuple[bool, bool, float, str]:
        """The sort key: likely ones by how much an answer brings, others by how certain they are.

        Likely pairs come first: one merged person makes the other suggestions more certain.
        """
        is_likely, is_pair = self.certainty is Certainty.LIKELY, not self.is_about_one
        rank = -self.total if is_likely else self.distance
        return not is_likely, not (is_likely and is_pair), rank, self.key

    @property
    def about(self) -> tuple[str, ...]:
        return (self.person.id, self.other.id) if self.other else (self.person.id,)

    @property
    def is_whole(self) -> bool:
        """Whether one answer is for all of it, not for each face."""
        match self.kind:
            case QuestionKind.FACES | QuestionKind.CHILD:
                return False
            case QuestionKind.GROUP | QuestionKind.PAIR:
                return True
            case _:
                assert_never(self.kind)

    @property
    def is_about_one(self) -> bool:
        """Whether it asks who faces are, not whether two with a name are one."""
        match self.kind:
            case QuestionKind.FACES | QuestionKind.GROUP | QuestionKind.CHILD:
                return True
            case QuestionKind.PAIR:
                return False
            case _:
                assert_never(self.kind)

    @property
    def whole(self) -> Person:
        """The group, or the other one of a pair, that may be the person as a whole."""
        assert self.other is not None
        return self.other

    @cached_property
    def answers(self) -> int:
        return 1 if self.is_whole else len(self.faces)

    @property
    def total(self) -> int:
        """The number of faces it is about."""
        match self.kind:
            case QuestionKind.FACES | QuestionKind.GROUP:
                return len(self.faces)
            case QuestionKind.CHILD:
                return len(self.meant(self.faces))
            case QuestionKind.PAIR:
                return self.person.face_count + self.whole.face_count
            case _:
                assert_never(self.kind)

    def meant(self, face_ids: Iterable[str]) -> tuple[str, ...]:
        """Return all faces that an answer about some of `faces` is about."""
        of = {part.face_ids[0]: part.face_ids for part in self.parts}
        return tuple(each for face_id in face_ids for each in of.get(face_id, (face_id,)))


class Questions:
    """Put the questions together; those of people about whom nothing has changed are kept.

    That happens after each answer and each change: made again, those of thousands take too long.
    """

    def __init__(self) -> None:
        self._kept: dict[str, _Kept] = {}  # by person
        self.less_likely = 0  # how many answers there are to ask for beside the likely ones

    def of(
        self,
        people: Mapping[str, PersonRead],
        groups: Mapping[str, GroupRead | None],
        pairs: Iterable[PairRead],
        children: Iterable[PersonRead] = (),
    ) -> list[Question]:
        """Return the questions, the most certain first; no face is asked about twice.

        A face of a group that is asked about as a whole is left out.
        """
        of_children = _about_children([*people.values(), *children])
        parts = [part for one in of_children for part in one.parts]
        singles = {part.face_ids[0] for part in parts if not part.group_id}
        in_rows = {part.group_id for part in parts if part.group_id}
        groups = {who: read for who, read in groups.items() if who not in in_rows}
        asked = {group_id for group_id, read in groups.items() if read} | in_rows
        before, self._kept = self._kept, {}
        found = [*_about_groups(groups), *_about_pairs(pairs)]
        self.less_likely = sum(one.certainty is not Certainty.LIKELY for one in found)
        found += of_children
        for who, read in people.items():
            kept, left_out = before.get(who), (read.groups & asked) | (read.singles & singles)
            if kept is None or kept.read is not read or kept.left_out != left_out:
                kept = _about_faces(read, left_out)
            self._kept[who] = kept
            self.less_likely += kept.less_likely
            if kept.question is not None:
                found.append(kept.question)
        return sorted(found, key=attrgetter("order"))


class _Kept(NamedTuple):
    """Hold the question about someone's faces, and what it was made of."""

    read: PersonRead
    left_out: Set[str]
    question: Question | None
    less_likely: int  # faces that only may be theirs


def _about_faces(read: PersonRead, left_out: Set[str]) -> _Kept:
    """Make the question about a person's faces, without those of groups asked as a whole."""
    free = [one for one in read.found if (one.group_id or one.face_id) not in left_out]
    likely = [one for one in free if one.certainty == Certainty.LIKELY]
    shown = likely or free
    if not shown:
        return _Kept(read, left_out, None, 0)
    faces, best = tuple(one.face_id for one in shown), shown[0]
    question = Question(QuestionKind.FACES, read.person, None, best.certainty, best.distance, faces)
    return _Kept(read, left_out, question, len(free) - len(likely))


def _about_children(reads: Iterable[PersonRead]) -> list[Question]:
    """Return a question for each child of whom there may be faces of other times.

    A group is in one row only, that of the nearest child, if possible of one with a name.
    """
    rows = [read for read in reads if read.child]
    nearest: dict[str, tuple[bool, float, str]] = {}
    for read in rows:
        for part in read.child:
            key, mine = part.face_ids[0], (not read.person.name, part.distance, read.person.id)
            nearest[key] = min(mine, nearest.get(key, mine))
    found: list[Question] = []
    said: set[str] = set()  # unnamed groups that are in a row, or have one
    for read in rows:
        who = read.person.id
        parts = tuple(
            part
            for part in read.child
            if nearest[part.face_ids[0]][-1] == who and part.group_id not in said
        )
        if parts and who not in said:
            said |= {who, *(part.group_id for part in parts if part.group_id)}
            found.append(about_child(read.person, parts))
    return found


def about_child(person: Person, parts: tuple[SameChild, ...]) -> Question:
    """Return the question whether these are the person as a child at other times."""
    best = min(part.distance for part in parts)
    faces = tuple(part.face_ids[0] for part in parts)
    return Question(QuestionKind.CHILD, person, None, Certainty.LIKELY, best, faces, parts=parts)


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
