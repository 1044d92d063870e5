"""Name groups one after another by keys alone, in the real window on a library of 100,000 faces.

Half of the groups are people without a name yet. The others are people who have one: half of these
look like their other faces, half quite different (as a child's photos do), which takes the first
letters of the name until the list offers it. Keys come twice as fast as from someone who types
well, after the window has found out who everyone may be. Prints how soon the visible cards say who
is likely, how long it takes from Enter until the next card has the focus, how many names an hour
that makes, and whether each face has its name.

dev.py bench naming_stream [--groups 500] [--faces 100000] [--vectors FILE.npz]
"""

import sys
import time
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import product

from tests.bench._evening import Evening, library_of, options, paint, spread, wait  # isort: skip  # before numpy

import numpy as np
from sqlalchemy import select
from sqlmodel import col

from kinfolk.core.db.models import Face, Person
from kinfolk.core.people.people_lists import Section
from kinfolk.gui.base.context import Context
from kinfolk.naming.reads import group_cards
from tests.bench._crowd import Crowd
from tests.bench._photos import table
from tests.bench._typist import ENTER, Press, named, open_card

LOOK_S, KEY_S = 0.3, 0.1  # seconds before the first key of a card, and from key to key
SLOW_LOOK_S, SLOW_KEY_S = 0.6, 0.24  # the same for someone who types well
LIMIT_MS, AN_HOUR = 50, 1_500  # goals: at most, at least


def main() -> int:
    """Measure; return 0 if the goals are reached and no face has a wrong name."""
    chosen = options(__doc__, "groups", 500)
    album = Album.of(chosen.crowd, chosen.groups)
    with library_of(album.crowd, album.names) as context:
        evening = Naming(context, album, chosen.groups)
        evening.begin()
        evening.spend(evening.view.naming.field)
        evening.end()
        wrong = album.wrong(context)
    return evening.report(wrong)


@dataclass(frozen=True)
class Album:
    """A synthetic library: whose each face is, and what its people are called at first."""

    crowd: Crowd  # `who` is the number of the person or group that has a face
    names: list[str | None]  # names of the people, None for those who are to get one
    truth: list[str]  # their true names

    @classmethod
    def of(cls, crowd: Crowd, groups: int) -> "Album":
        """Choose groups of all sizes to be named, and take their names away."""
        by_size = np.argsort(-np.bincount(crowd.who), kind="stable")
        chosen = by_size[:: len(by_size) // groups][:groups]
        unlike, alike = chosen[1::4], chosen[3::4]
        truth = _made_up(len(by_size))
        others = np.setdiff1d(by_size, chosen)
        for young, grown in zip(unlike.tolist(), others.tolist(), strict=False):
            truth[young] = truth[grown]
        names: list[str | None] = list(truth)
        for number in (*chosen[::2].tolist(), *unlike.tolist()):
            names[number] = None
        who = crowd.who.copy()
        for number in alike.tolist():  # half of the person's faces become a group by themselves
            who[np.flatnonzero(who == number)[::2]] = len(truth)
            truth.append(truth[number])
            names.append(None)
        return cls(Crowd(crowd.vectors, who, crowd.qualities), names, truth)

    def name_of(self, face_id: str) -> str:
        return self.truth[int(self.crowd.who[int(face_id.removeprefix("face_"))])]

    @property
    def known(self) -> set[str]:
        return {name for name in self.names if name is not None}

    def wrong(self, context: Context) -> int:
        owner = col(Face.person_id) == col(Person.id)
        query = select(col(Face.id), col(Person.name)).join(Person, owner)
        with context.db.read() as session:
            rows = session.execute(query).all()
        return sum(name != self.name_of(face_id) for face_id, name in rows)


def _made_up(count: int) -> list[str]:
    """Return made-up names, no two of which begin with the same three letters."""
    random = np.random.default_rng(3)
    consonants, vowels = "bcdfghjklmnprstvwxyz", "aeiouy"
    starts = ["".join(letters) for letters in product(consonants, vowels, consonants)]
    ends = ["a", "o", "iel", "ia", "ander", "ette", "us", "ine"]
    chosen = random.permutation(len(starts))[:count]
    return [starts[at].capitalize() + ends[at % len(ends)] for at in chosen.tolist()]


class Naming(Evening):
    """Names every group."""

    def __init__(self, context: Context, album: Album, groups: int) -> None:
        super().__init__(context, KEY_S)
        self.view = self.window.wall.groups
        self._album = album
        self._groups = groups
        self._known = album.known
        self.keys: Counter[str] = Counter()  # keys and names by how the name was given
        self.names: Counter[str] = Counter()
        self.likely: dict[str, float] = {}  # visible cards → seconds until they said who is likely
        self.asked = 0.0  # seconds until all questions were answered

    def begin(self) -> None:
        self.open()
        review = self.context.review
        began = time.perf_counter()

        def note() -> None:
            for row in self.view.rows_in_sight:
                group_id = self.view.people.ids[row]
                if self.view.mosaics.likely(group_id):
                    self.likely.setdefault(group_id, time.perf_counter() - began)

        review.changed.connect(note)
        self.window.pages.show_section(Section.UNNAMED)
        review.start()
        while not self.view.naming.is_open or review.is_busy:
            wait()
        self.asked = time.perf_counter() - began
        review.changed.disconnect(note)
        cards = group_cards(self.context.db)(self.view.people.ids[: self._groups])
        paint(self.context, [face for card in cards.values() for face in card.faces])

    def end(self) -> None:
        while len(self.view.entries.given(self.view.people)) > len(self.view.entries.named):
            wait()
        self.close()

    def is_answer(self, press: Press) -> bool:
        return press == ENTER

    def looks_s(self, press: Press) -> float:
        return LOOK_S if press == ENTER else 0

    def presses(self) -> Iterator[Press | None]:
        while sum(self.names.values()) < self._groups and (card := open_card(self.view)):
            name = self._album.name_of(card.faces[0])
            is_known, pressed = name in self._known, 0
            for press in named(self.view, name, is_known=is_known):
                pressed += press is not None
                yield press
            how = "new" if not is_known else "likely" if pressed == 1 else "by its first letters"
            self.keys[how] += pressed
            self.names[how] += 1
            self._known.add(name)

    def report(self, wrong: int) -> int:
        table(
            ("name", "groups", "keys each"),
            [(how, n, f"{self.keys[how] / n:.1f}") for how, n in self.names.items()],
        )
        parts = {
            "from Enter to the next caret": self.answered,
            "of it the window's processor": self.worked,
            "from another key until it shows": self.others,
        }
        table(("ms", "half below", "99 % below", "longest"), spread(parts))
        soon = sorted(self.likely.values()) or [0.0]
        print(
            f"{len(self.likely)} cards in sight are likely to be somebody: the first said so"
            f" {soon[0]:.1f} s after the page was asked for, the last after {soon[-1]:.1f} s;"
            f" everybody was asked about after {self.asked:.0f} s."
        )
        names, keys = self.names.total(), self.keys.total()
        late = self.took - names * LOOK_S - keys * KEY_S
        an_hour = 3600 * names / (names * SLOW_LOOK_S + keys * SLOW_KEY_S + late)
        print(
            f"{names} names in {self.took:.0f} s, {LOOK_S} s before a card and {KEY_S} s a key:"
            f" {3600 * names / self.took:,.0f} an hour.\nWith {SLOW_LOOK_S} s and {SLOW_KEY_S} s:"
            f" {an_hour:,.0f} an hour. Waited to see whom: {self.waited:.1f} s."
            f"\nFaces with a wrong name: {wrong}."
        )
        is_fast = float(np.percentile(self.answered, 99)) <= LIMIT_MS and an_hour >= AN_HOUR
        return int(bool(wrong) or not is_fast or names < self._groups)


if __name__ == "__main__":
    sys.exit(main())
