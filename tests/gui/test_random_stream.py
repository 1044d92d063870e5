"""Somebody names groups in the real window, in any order, beside a scan and another program."""

import random
import sys
from collections.abc import Callable, Iterator
from dataclasses import asdict
from itertools import chain

import pytest
from pytestqt.qtbot import QtBot

from kinfolk.core.people.people_lists import Section
from kinfolk.gui.base.context import Context
from kinfolk.gui.shell.window import Window
from kinfolk.recognition.questions import queue
from tests.album import Album
from tests.gui.naming_hands import HANDS, ignore, look_and_split, merge, new_page
from tests.gui.naming_life import KNOWN, Life

pytestmark = pytest.mark.slow

SEEDS = (11, 23, 47, 71)
PAUSE = 0.05  # seconds without a key until what nobody waits for is asked: a life mostly waited
ACTIONS: tuple[tuple[int, Callable[[Life], None]], ...] = (
    (14, Life.name),
    (8, Life.accept),
    (5, Life.complete),
    (4, Life.hurry),
    (8, Life.skip),
    (5, Life.back),
    (6, Life.begin_a_name),
    (3, Life.leave_text),
    (1, Life.cancel),
    (2, Life.another_page),
    (2, Life.apart),
    (12, Life.undo),
    (8, Life.redo),
    (6, Life.undo_a_ghost),
    (10, Life.drag),
    (3, Life.sheet),
    (4, Life.scroll),
    (4, Life.resize),
    (8, Life.scan_event),
    (4, Life.second_program),
    *HANDS,
)
CAUSES: dict[str, Callable[[Life], None]] = {  # of each count an action
    "named": Life.name,
    "joined": Life.complete,
    "given": Life.drag,
    "undone": Life.undo,
    "redone": Life.redo,
    "ignored": ignore,
    "split": look_and_split,
    "merged": merge,
    "confirmed": new_page,
}


@pytest.fixture(params=SEEDS)
def life(
    qtbot: QtBot,
    real: Window,
    context: Context,
    album: Album,
    request: pytest.FixtureRequest,
    monkeypatch: pytest.MonkeyPatch,
    is_long: bool,
) -> Life:
    seed: int = request.param
    if seed != SEEDS[0] and not is_long:
        pytest.skip("one life is enough for every day")
    monkeypatch.setattr(queue, "PAUSE", PAUSE)
    made = Life(qtbot, real, context, album, seed)
    for direction, name in enumerate(KNOWN):
        made.album.person(name, near=direction, faces=3)
    made.more_groups(14)
    context.review.start()
    real.pages.show_section(Section.UNNAMED)
    made.settle()
    return made


def deck(chance: random.Random, number: int) -> list[Callable[[Life], None]]:
    """So many actions in any order, among them each at least once."""
    weights, kinds = zip(*ACTIONS, strict=True)
    drawn = [*kinds, *chance.choices(kinds, weights, k=number - len(kinds))]
    chance.shuffle(drawn)
    return drawn


def missing(life: Life) -> Iterator[Callable[[Life], None]]:
    """What chance has left out so far is tried again, a few times at most."""
    for _ in range(20):
        for count, action in CAUSES.items():
            if not getattr(life.counts, count):
                yield action


def test_nothing_is_decided_that_was_not_on_the_screen(life: Life, is_long: bool) -> None:
    for number, action in enumerate(
        chain(deck(life.chance, 2_000 if is_long else 100), missing(life))
    ):
        life.keep_stocked()
        life.past.append(action.__name__)
        try:
            action(life)
        except BaseException:
            sys.stderr.write(f"action {number}, after {', '.join(life.past)}\n")
            raise
    sys.stderr.write(f"{life.counts}\n")
    assert min(asdict(life.counts).values()) > 0, life.counts
