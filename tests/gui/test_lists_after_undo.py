"""Whatever is done or taken back, every list shows what one sees after a restart."""

import random
from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest
from sqlmodel import Session

from kinfolk.core.db.changes import Changes
from kinfolk.core.faces import faces
from kinfolk.core.people import people, review
from kinfolk.core.people.person_fields import UNCHANGED
from kinfolk.core.people.review import Answer
from kinfolk.errors import AppError
from kinfolk.gui.base.bus import Bus
from kinfolk.gui.base.context import Context
from kinfolk.gui.base.review_queue import ReviewQueue
from kinfolk.gui.base.suggestions import Suggestions
from kinfolk.gui.shell.window import Window
from kinfolk.recognition import engines
from tests.album import MAYBE, Album
from tests.asking import opened
from tests.gui.hands import Key, hearing, press, until

pytestmark = pytest.mark.slow

Work = Callable[[Session], object]


class Crowd:
    """Dora, Ben and Cara, of whom two are a little alike; faces and groups that may be theirs."""

    def __init__(self, context: Context, album: Album) -> None:
        self.context, self.album = context, album
        self.dora, self.ben, self.cara = (
            album.person(name, near=n, faces=2) for n, name in enumerate(("Dora", "Ben", "Cara"))
        )
        self.loose = [album.face(near=n % 4, apart=0.12 + 0.02 * n) for n in range(12)]
        self.maybe = [album.face(near=n % 3, apart=MAYBE - 0.005 * n) for n in range(3)]
        grouped = [album.grouped(2, near=n, apart=0.05, step=0.003) for n in (0, 1, 3, 3)]
        self.groups = [group for group, _ in grouped]

    @property
    def queue(self) -> ReviewQueue:
        return self.context.review

    def settle(self, queue: ReviewQueue) -> None:
        until(lambda: not queue.is_busy and not queue._planned)

    def do(self, work: Work, label: str = "Something") -> None:
        self._wait(self.context.db.write(work, label=label).result().changes)

    def undo(self) -> None:
        self._wait(self.context.db.undo().result().changes)

    def redo(self) -> None:
        self._wait(self.context.db.redo().result().changes)

    def elsewhere(self, work: Work) -> None:
        """Another process."""
        with opened(self.context.paths) as other:
            other.step("From elsewhere", work)
        self._wait(Changes.everything())

    def _wait(self, changes: Changes) -> None:
        """Until the window has heard of it: it does so on this thread, when it can."""
        if changes:
            with hearing(self.context.bus.changed):
                pass
        self.settle(self.queue)

    def fresh(self) -> ReviewQueue:
        """What a window that is opened now finds out."""
        context = self.context
        suggestions = Suggestions(engines.suggester(context.db, context.paths), context.tasks)
        bus = Bus(context.db)
        queue = ReviewQueue(suggestions, context.db, bus)
        queue.start()
        self.settle(queue)
        bus.close()
        queue.close()
        return queue

    def check(self) -> None:
        assert told(self.queue) == told(self.fresh())


def told(queue: ReviewQueue) -> dict[str, Any]:
    """Everything the Review page and the cards on people's pages show."""
    cards = {
        person_id: (read.person, [(one.face_id, one.certainty, one.group_id) for one in read.found])
        for person_id, read in queue._known.people.items()
    }
    asked = sorted(
        (one.key, one.person, one.other, one.certainty, one.faces, one.theirs)
        for one in queue._known.questions()
    )
    less = queue.less_likely
    return {"cards": cards, "questions": asked, "likely": queue.likely, "less likely": less}


@pytest.fixture
def crowd(context: Context, album: Album) -> Crowd:
    made = Crowd(context, album)
    made.queue.start()
    made.settle(made.queue)
    made.check()
    return made


def name(person_id: str, text: str | None) -> Work:
    return lambda session: people.update(session, person_id, replace(UNCHANGED, name=text))


STEPS: dict[str, Callable[[Crowd], Work]] = {
    "a group is named": lambda c: name(c.groups[0], "Eva"),
    "a stranger is named": lambda c: name(c.groups[2], "Eva"),
    "a name is taken away": lambda c: name(c.dora, None),
    "somebody is renamed": lambda c: name(c.dora, "Dorothea"),
    "somebody is deleted": lambda c: lambda s: people.delete(s, c.ben),
    "a group is merged": lambda c: lambda s: people.merge(s, c.dora, [c.groups[0]]),
    "two are merged": lambda c: lambda s: people.merge(s, c.dora, [c.ben]),
    "faces are split off": lambda c: (
        lambda s: people.create(s, name="Eva", face_ids=faces.ids(s, person_id=c.groups[1])[:1])
    ),
    "faces are taken away": lambda c: lambda s: faces.detach(s, faces.ids(s, person_id=c.ben)[:1]),
    "somebody is hidden": lambda c: (
        lambda s: people.update(s, c.cara, replace(UNCHANGED, is_hidden=True))
    ),
    "a yes": lambda c: lambda s: review.answer_faces(s, c.loose[:1], c.dora, Answer.YES),
    "a no": lambda c: lambda s: review.answer_faces(s, c.loose[:1], c.dora, Answer.NO),
    "a pair told apart": lambda c: lambda s: review.answer_pair(s, c.dora, c.groups[0], Answer.NO),
    "no face": lambda c: lambda s: faces.delete(s, c.loose[1]),
}


@pytest.mark.parametrize("step", STEPS)
def test_a_step_its_undo_and_redo_show_everywhere(crowd: Crowd, step: str) -> None:
    """Also one of another process."""
    before = told(crowd.queue)
    crowd.do(STEPS[step](crowd))
    crowd.check()
    crowd.undo()
    crowd.check()
    assert told(crowd.queue) == before
    crowd.redo()
    crowd.check()
    crowd.undo()
    crowd.elsewhere(STEPS[step](crowd))
    crowd.check()
    crowd.undo()  # its step is the newest
    crowd.check()


@pytest.mark.parametrize("seed", range(5))
def test_any_order_of_steps(crowd: Crowd, seed: int) -> None:
    chance = random.Random(seed)
    for _ in range(8):
        kind = chance.choice(["do", "do", "do", "undo", "redo"])
        try:
            if kind == "do":
                crowd.do(STEPS[chance.choice(list(STEPS))](crowd))
            else:
                crowd.undo() if kind == "undo" else crowd.redo()
        except AppError:  # someone is gone by now, or there is nothing to take back
            continue
        crowd.check()


def test_a_deleted_persons_faces_are_a_group_at_once(real: Window, album: Album) -> None:
    eva = album.person("Eva", near=7, faces=3)
    real.context.review.start()
    until(lambda: real.wall.people.people.ids == [eva])
    until(lambda: not real.context.review.is_busy)
    hers = album.theirs(eva)
    before = album.dump()
    groups = real.wall.groups.people

    def shown() -> set[str]:
        cards = [groups.card(row) for row in range(groups.rowCount())]
        return {face for card in cards if card for face in card.faces}

    for again in (False, True):
        if again:
            real.context.ops.redo()
        else:
            real.wall.act.delete(real.wall.people.chosen() or [album.who(eva)])
        until(lambda: shown() == hers)
        until(lambda: real.wall.people.people.ids == [])
        real.context.ops.undo()
        until(lambda: real.wall.people.people.ids == [eva] and not groups.ids)
        assert album.dump() == before


def test_faces_taken_away_from_somebody_are_a_group_at_once(real: Window, album: Album) -> None:
    eva = album.person("Eva", near=7, faces=3)
    wrong = [album.face(eva, near=8, apart=0.01) for _ in range(3)]
    real.context.review.start()
    real.pages.open_person(eva)
    grid = real.pages.person.faces.grid
    until(lambda: len(grid.faces.ids) == 6)
    until(lambda: not real.context.review.is_busy)
    with album.unchanged():
        grid.setFocus()
        grid.select(wrong)
        press(Key.Key_Delete, on=grid)
        until(lambda: list(album.groups().values()) == [set(wrong)])
        real.context.ops.undo()
        until(lambda: not album.groups())


def test_a_deleted_group_does_not_come_back_by_itself(real: Window, album: Album) -> None:
    group, _ = album.grouped(3, near=5, apart=0.01, step=0.01)
    eva = album.person("Eva", near=7, faces=3)
    real.context.review.start()
    until(lambda: real.wall.groups.people.ids == [group])
    real.wall.act.delete([album.who(group)])
    until(lambda: real.wall.groups.people.ids == [])
    real.wall.act.delete([album.who(eva)])
    until(lambda: len(real.wall.groups.people.ids) == 1)
    assert [len(each) for each in album.groups().values()] == [3]
