"""The suggestions read so far, and the questions made of them."""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from typing import assert_never

from kinfolk.core.database import Database
from kinfolk.core.people.people import Person
from kinfolk.recognition.questions import reads
from kinfolk.recognition.questions.agenda import CHILDREN, PAIRS, Item
from kinfolk.recognition.questions.question import Question, QuestionKind, Questions
from kinfolk.recognition.questions.reads import GroupRead, PairRead, PersonRead
from kinfolk.recognition.suggest import Suggester
from kinfolk.recognition.suggestion import Certainty, Suggestion


class ReviewState:
    """Hold what was read, changed at once by answers, and make questions of it."""

    def __init__(self) -> None:
        self.people: dict[str, PersonRead] = {}
        self.groups: dict[str, GroupRead | None] = {}  # None: no one comes near
        self.pairs: Sequence[PairRead] = ()
        self.children: Sequence[PersonRead] = ()  # without a name
        self._made = Questions()
        self._questions: list[Question] | None = None
        self._likely: list[Question] | None = None
        self._singles: dict[str, tuple[Suggestion, Person]] | None = None

    def questions(self) -> list[Question]:
        if self._questions is None:
            self._questions = self._made.of(self.people, self.groups, self.pairs, self.children)
        return self._questions

    def likely(self) -> list[Question]:
        if self._likely is None:
            found = self.questions()
            self._likely = [one for one in found if one.certainty is Certainty.LIKELY]
        return self._likely

    def less_likely(self) -> int:
        """Return how many answers may be asked for beside the likely ones."""
        self.questions()
        return self._made.less_likely

    def singles(self) -> Mapping[str, tuple[Suggestion, Person]]:
        """Return faces of no one that may be someone's, each with the likeliest person."""
        if self._singles is None:
            self._singles = {}
            for read in self.people.values():
                for one in read.found:
                    known = self._singles.get(one.face_id)
                    if one.group_id is None and (known is None or one.order < known[0].order):
                        self._singles[one.face_id] = one, read.person
        return self._singles

    def changed(self) -> None:
        """Note that the questions have to be put together again."""
        self._questions = self._likely = self._singles = None

    def keep_only(self, person_ids: Collection[str]) -> None:
        """Drop people who are gone, hidden or without a name."""
        there = set(person_ids)
        self.people = {who: read for who, read in self.people.items() if who in there}

    def with_faces(self) -> Iterator[str]:
        """Yield the ids of people for whom faces are suggested."""
        return (who for who, read in self.people.items() if read.found)

    def groups_about(self, read: PersonRead) -> Iterator[str]:
        """Yield unnamed groups that may be the person, unless someone else is nearer."""
        nearest: dict[str, float] = {}
        for one in read.found:
            if one.group_id:
                nearest[one.group_id] = min(one.distance, nearest.get(one.group_id, one.distance))
        for group_id, distance in nearest.items():
            known = self.groups.get(group_id)
            if known is None or known.person.id == read.person.id or distance < known.distance:
                yield group_id

    def groups_with(self, person_ids: Collection[str]) -> Iterator[Item]:
        """Yield groups that are among these people, or may be one of them as far as is known."""
        for group_id, read in self.groups.items():
            if group_id in person_ids or (read and read.person.id in person_ids):
                yield Item("group", group_id)

    def children_with(self, person_ids: Collection[str]) -> Iterator[Item]:
        """Yield the question about children without a name if one of these is in a row."""
        rows = ({read.person.id, *(one.group_id for one in read.child)} for read in self.children)
        if any(not row.isdisjoint(person_ids) for row in rows):
            yield CHILDREN

    def groups_with_cards(self) -> Iterator[Item]:
        """Return the unnamed groups for which a suggestion has been found so far."""
        return (Item("group", group_id) for group_id, read in self.groups.items() if read)

    def leave_out(
        self, question: Question, face_ids: Collection[str], others: Iterable[str]
    ) -> Item:
        """Take out what is being answered, also from the cards of `others`.

        Returns what to ask again. `others` are the people for whom the faces were suggested as
        well, if the faces are gone.
        """
        match question.kind:
            case QuestionKind.FACES:
                for person_id in {question.person.id, *others}:
                    self._leave_out_faces(person_id, frozenset(face_ids))
                return Item("person", question.person.id)
            case QuestionKind.CHILD:
                return self._leave_out_child(question, frozenset(face_ids))
            case QuestionKind.GROUP:
                return self._leave_out_group(question.whole.id, face_ids)
            case QuestionKind.PAIR:
                asked = question.person, question.whole
                self.pairs = [one for one in self.pairs if (one.person, one.other) != asked]
                return PAIRS
            case _:
                assert_never(question.kind)

    def _leave_out_faces(self, person_id: str, face_ids: frozenset[str]) -> None:
        """Take faces off a person's card.

        If the person had none of them, the object stays the same, so that its question is kept.
        """
        if (read := self.people.get(person_id)) is not None:
            left = tuple(one for one in read.found if one.face_id not in face_ids)
            if len(left) < len(read.found):
                self.people[person_id] = replace(read, found=left)

    def _leave_out_child(self, question: Question, face_ids: frozenset[str]) -> Item:
        """Take groups, each known by one of these faces, off the row about a child."""
        who = question.person.id

        def rest(read: PersonRead) -> PersonRead:
            left = tuple(one for one in read.child if one.face_ids[0] not in face_ids)
            return replace(read, child=left) if read.person.id == who else read

        for part in question.parts:
            if part.group_id and part.face_ids[0] in face_ids:
                self._leave_out_group(part.group_id)
        self._leave_out_faces(who, face_ids)
        if who not in self.people:
            self.children = [rest(read) for read in self.children]
            return CHILDREN
        self.people[who] = rest(self.people[who])
        return Item("person", who)

    def _leave_out_group(self, group_id: str, face_ids: Collection[str] = ()) -> Item:
        """Take faces off a group's card, or the whole card until the group is asked about again."""
        if (read := self.groups.get(group_id)) is not None:
            left = tuple(each for each in read.faces if each not in face_ids)
            if face_ids and left:
                self.groups[group_id] = replace(read, faces=left)
            else:
                self.groups[group_id] = replace(read, certainty=Certainty.UNLIKELY)
        return Item("group", group_id)


def read_all(suggester: Suggester, db: Database, person_ids: Collection[str]) -> ReviewState:
    """Return what is to be asked about these people: faces, and groups that may be one of them."""
    state = ReviewState()
    for person_id in person_ids:
        read = reads.read_person(suggester, db, person_id)
        if read is None:
            continue
        state.people[person_id] = read
        for group_id in state.groups_about(read):
            state.groups[group_id] = reads.read_group(suggester, db, group_id)
    return state
