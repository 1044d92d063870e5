"""A library's life in any order: photos come and go, the user decides, takes back, starts anew."""

from collections.abc import Callable, Sequence
from contextlib import closing
from datetime import date
from functools import partial
from itertools import combinations, count
from pathlib import Path
from typing import TypeVar

import pytest
from hypothesis import HealthCheck, Phase, seed, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule
from hypothesis.stateful import run_state_machine_as_test as run

from kinfolk.core.db.models import AssignedBy
from kinfolk.core.faces import faces
from kinfolk.core.history import history
from kinfolk.core.people import people, review
from kinfolk.core.people.review import Answer
from kinfolk.core.photos import library
from kinfolk.recognition import assigner
from kinfolk.recognition.ranking import Ranking
from tests.decisions_model import Decided
from tests.random_examples import often
from tests.recognition.crowd import (
    DAYS,
    PEOPLE,
    VARIANTS,
    Crowd,
    Look,
    Placed,
    album,
    birth_of,
    doubles,
    taken_at,
)

pytestmark = pytest.mark.slow

T = TypeVar("T")

LOOKS = st.builds(
    Look,
    st.integers(0, PEOPLE - 1),
    st.integers(0, VARIANTS - 1),
    st.sampled_from((False, False, True)),
)
PHOTOS = st.lists(st.lists(LOOKS, min_size=1, max_size=3), min_size=1, max_size=3)
PICK = st.integers(0, 999)
DAY = st.integers(0, DAYS - 1)

LIVES = settings(
    max_examples=often(20),
    stateful_step_count=16,
    phases=[Phase.generate],  # to shrink a life takes minutes; the one that failed is printed
    report_multiple_bugs=False,
    suppress_health_check=list(HealthCheck),
)


class Life(RuleBasedStateMachine):
    """Each rule is something that happens; what must hold is looked at as it does."""

    def __init__(self, crowd: Crowd) -> None:
        super().__init__()
        self.crowd = crowd
        crowd.empty()
        self.said = Decided[str]()
        self.past: list[Decided[str]] = []
        self.names = count()

    @initialize(seed=st.integers(0, 2**32), day=DAY)
    def begin(self, seed: int, day: int) -> None:
        self.scan(album(seed), day, True)

    @rule(photos=PHOTOS, day=DAY, ends=st.booleans())
    def scan(self, photos: list[list[Look]], day: int, ends: bool) -> None:
        """Photos come in and are grouped, to the end of the scan or not yet."""
        before, settled = self.crowd.faces(), self.settled()
        for looks in photos if f"folder_{day}" in self.folders() else ():
            self.crowd.add(day, looks)
        self.crowd.group(settle=ends)
        after = self.crowd.faces()
        for face, place in before.items():
            if place.person in settled or place.by == AssignedBy.USER:
                assert after[face] == place
        self.check_placed({face: at for face, at in after.items() if before.get(face) != at})
        assert doubles(after.values()) <= doubles(before.values())

    def check_placed(self, placed: dict[str, Placed]) -> None:
        for face, place in placed.items():
            assert place.by == (AssignedBy.AUTO if place.person else None)
            assert (face, place.person) not in self.said.refused
            self.check_born(place, place.person)

    def check_born(self, place: Placed, person: str | None) -> None:
        if person in self.said.born and place.taken_at:
            assert place.taken_at.date() >= self.said.born[person]

    @rule(which=PICK, who=PICK, answer=st.sampled_from(Answer))
    def answer_face(self, which: int, who: int, answer: Answer) -> None:
        self.choose(lambda: self._answer_face(which, self.person(who), answer))

    def _answer_face(self, which: int, person: str | None, answer: Answer) -> None:
        """To what is asked about someone, or else to any face."""
        asked = (
            [one.face_id for one in self.crowd.suggester.ask(Ranking.for_person, person)]
            if person
            else []
        )
        face = one_of(asked or list(self.crowd.faces()), which)
        if face is None or person is None:
            return
        owner, known = self.crowd.faces()[face].person, self.crowd.people()
        self.crowd.decide(review.answer_faces, [face], person, answer)
        if answer != Answer.YES:
            self.said.refuse(face, person)
        else:
            is_named = owner is not None and known[owner].name is not None
            self.said.leave(face, owner if is_named else None, person)

    @rule(which=PICK, answer=st.sampled_from(Answer))
    def answer_pair(self, which: int, answer: Answer) -> None:
        self.choose(lambda: self._answer_pair(which, answer))

    def _answer_pair(self, which: int, answer: Answer) -> None:
        """To a pair that is asked about, or else to any two people."""
        asked = [
            (pair.person_id, pair.other_id) for pair in self.crowd.suggester.ask(Ranking.merges)
        ]
        pair = one_of(asked or list(combinations(self.crowd.people(), 2)), which)
        if pair is None:
            return
        person, other = pair
        self.crowd.decide(review.answer_pair, person, other, answer)
        if answer != Answer.YES:
            self.said.different.add(frozenset({person, other}))
            return
        theirs = {face for face, at in self.crowd.faces().items() if at.person == person}
        self.said.merge(other, person, theirs)

    @rule(face=PICK)
    def detach(self, face: int) -> None:
        self.choose(lambda: self._detach(self.face(face)))

    def _detach(self, face: str | None) -> None:
        if face is None:
            return
        owner = self.crowd.faces()[face].person
        self.crowd.decide(faces.detach, [face])
        self.said.leave(face, owner)

    @rule(face=PICK)
    def split(self, face: int) -> None:
        """A face becomes a person of its own."""
        self.choose(lambda: self._split(self.face(face)))

    def _split(self, face: str | None) -> None:
        if face is None:
            return
        owner = self.crowd.faces()[face].person
        name = f"Person {next(self.names)}"
        made = self.crowd.decide(people.create, name=name, face_ids=[face])
        self.said.leave(face, owner, made.person.id)

    @rule(who=PICK)
    def delete(self, who: int) -> None:
        self.choose(lambda: self._delete(self.person(who)))

    def _delete(self, person: str | None) -> None:
        if person is None:
            return
        whose = self.crowd.faces()
        self.crowd.decide(people.delete, person)
        users = [face for face, at in whose.items() if at.by == AssignedBy.USER]
        self.said.delete(person, {face: at.person for face, at in whose.items()}, users)

    @rule(who=PICK, day=DAY)
    def born(self, who: int, day: int) -> None:
        self.choose(lambda: self._born(self.person(who), birth_of(day)))

    def _born(self, person: str | None, day: date) -> None:
        if person is None:
            return
        self.crowd.update(person, birth_date=day)
        self.said.born[person] = day

    @rule(day=DAY)
    def remove_a_day(self, day: int) -> None:
        """All photos of a day go; the rest is as it was, then and after the next scan."""
        if (folder := f"folder_{day}") not in self.folders() or len(self.folders()) == 1:
            return
        self.choose(lambda: self._remove(folder))
        rest = self.crowd.faces()
        assert all(at.taken_at != taken_at(day) for at in rest.values())
        settled = self.settled()
        self.crowd.group()
        after = self.crowd.faces()
        assert all(after[face] == at for face, at in rest.items() if at.person in settled)

    def _remove(self, folder: str) -> None:
        before = self.crowd.faces()
        self.crowd.decide(library.remove_folder, folder)
        rest = self.crowd.faces()
        assert rest == {face: at for face, at in before.items() if face in rest}

    @rule()
    def undo(self) -> None:
        if self.past:
            self.crowd.db.undo().result()
            self.said = self.past.pop()

    @rule()
    def start_anew(self) -> None:
        self.crowd.reopen()

    def choose(self, choice: Callable[[], object]) -> None:
        """The user decides something: it can be taken back without a trace, after a restart too."""
        before, said, steps = self.crowd.state(), self.said.copy(), self.steps()
        choice()
        if self.steps() == steps:
            return
        if len(self.past) % 4 == 3:
            self.crowd.reopen()
        self.crowd.db.undo().result()
        assert self.crowd.state() == before
        self.crowd.db.redo().result()
        self.past.append(said)
        if len(self.past) % 2:
            self.scan([], 0, True)

    def steps(self) -> list[int]:
        return [step.id for step in self.crowd.ask(history.steps, 3)]

    def face(self, number: int) -> str | None:
        """Someone's, if there is one."""
        whose = self.crowd.faces()
        return one_of([face for face, at in whose.items() if at.person] or list(whose), number)

    def person(self, number: int) -> str | None:
        return one_of(list(self.crowd.people()), number)

    def settled(self) -> set[str]:
        return {person.id for person in self.crowd.people().values() if person.is_settled}

    def folders(self) -> set[str]:
        return {row[0] for row in self.crowd.dump()["folder"]}

    @invariant()
    def what_is_shown_keeps_to_the_rules(self) -> None:
        crowd, everybody = self.crowd, self.crowd.people()
        whose = crowd.faces()
        for person in everybody:
            for one in crowd.suggester.ask(Ranking.for_person, person):
                place = whose[one.face_id]
                assert place.person is None or everybody[place.person].name is None
                assert (one.face_id, person) not in self.said.refused
                assert {place.person, person} not in self.said.different
                self.check_born(place, person)
        for pair in crowd.suggester.ask(Ranking.merges):
            both = {pair.person_id, pair.other_id}
            assert both not in self.said.different
            for face, place in whose.items():
                if place.person in both:
                    (other,) = both - {place.person}
                    assert (face, other) not in self.said.refused
                    self.check_born(place, other)
        self.check_portraits(whose)

    def check_portraits(self, whose: dict[str, Placed]) -> None:
        """A poor face stands for no one who has a clear one."""
        clear = {at.person for face, at in whose.items() if not self.crowd.look_of[face].is_poor}
        cards = self.crowd.ask(people.cards, [person for person in clear if person])
        portraits = [card.effective_face_id or "" for card in cards.values()]
        assert not any(self.crowd.look_of[face].is_poor for face in portraits)


def one_of(choice: Sequence[T], number: int) -> T | None:
    return choice[number % len(choice)] if choice else None


@pytest.mark.parametrize("large", [50_000, 0])
def test_a_life(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, large: int) -> None:
    """In a library that is grouped whole, and in one where what is new is placed among the near."""
    monkeypatch.setattr(assigner, "LARGE", large)
    with closing(Crowd(tmp_path)) as crowd:
        run(seed(8)(partial(Life, crowd)), settings=LIVES)  # type: ignore[arg-type]  # any factory will do
