"""kill -9 of a real window while someone works in it and it scans."""

import json
import random
import threading
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import Any

import pytest

from kinfolk.paths import Paths
from kinfolk.recognition.questions.question import QuestionKind
from kinfolk.settings import Settings
from tests.fake_engine import draw
from tests.faults.cast import colour
from tests.faults.house import House, Program
from tests.gui.screen import Hands, needs_screen, screen

pytestmark = [*needs_screen, pytest.mark.slow]

KINDS = ("name", "accept", "drag", "undo")
BATCH, PEOPLE = 60, 12  # photos that come each time, with so many new people in two looks each
COMING = 20  # that come while one works


class Studio(House):
    """Photos of more and more people, so that there is always someone without a name."""

    def draw(self, count: int) -> None:
        for number in range(self._drawn, self._drawn + count):
            chance = random.Random(number)
            batch = number // BATCH * PEOPLE
            who = chance.sample(range(batch, batch + PEOPLE), 3)
            faces = [
                (colour(person, chance.randrange(2)), 10 + 60 * at, 15 + chance.randrange(60))
                for at, person in enumerate(who)
            ]
            draw(self.photos / str(number % 5) / f"{number:04}.png", faces, note=str(number))
        self._drawn += count

    def scan(self, environment: Mapping[str, str] | None = None) -> Program:
        return Program("tests.faults.scanner", str(self.base), "cast", environment=environment)


class Gone(Exception):
    """The window was killed."""


class Shown:
    """The program window.py, and what one sees of it now."""

    def __init__(self, house: House, hands: Hands) -> None:
        self.program = Program(
            "tests.faults.window", str(house.base), environment=hands.environment
        )

    def __getitem__(self, what: str) -> Any:
        told = [line for line in self.program.lines if line[0] == "*" and line[-1] == "\n"]
        return json.loads(told[-1][1:])[what]

    def wait_for(self, holds: Callable[["Shown"], bool]) -> None:

        def is_shown() -> bool:
            return any(line[0] == "*" for line in self.program.lines) and holds(self)

        if not self.program.wait_for(is_shown) or self.program.is_over:
            raise Gone

    def count(self, marks: str) -> int:
        """How many lines of the ledger it has said that begin so."""
        return sum(line[0] in marks for line in self.program.said)


class User(threading.Thread):
    """Names some groups, then does one kind of thing again and again until the window is gone.

    Photos come meanwhile, and are looked for.
    """

    def __init__(
        self, house: Studio, window: Shown, hands: Hands, *, seed: int, doing: str
    ) -> None:
        super().__init__(name="user")
        self._house = house
        self.error: BaseException | None = None
        self.is_at_it = threading.Event()
        self._window = window
        self._hands = hands
        self._chance = random.Random(seed)
        self._names = (called(100 * seed + number) for number in range(100))
        self._act = {
            "name": self.name_groups,
            "accept": self.accept,
            "drag": self.drag,
            "undo": self.undo,
        }[doing]

    def run(self) -> None:
        try:
            self._hands.take_keyboard()
            self.name_groups()
            self._window.wait_for(lambda shown: shown.count("!-") >= 3)
            self.is_at_it.set()
            while True:
                self._house.draw(COMING)
                self._hands.keys("F5")
                self._act()
        except Gone:
            pass
        except BaseException as error:
            if self._window.program.process.poll() is None:
                self.error = error
        finally:
            self.is_at_it.set()

    def go_to(self, page: str) -> None:
        self._hands.keys("Escape")  # out of a field
        self._window.wait_for(lambda shown: not shown["is_typing"])
        self._hands.click(self._window["pages"][page])
        self._window.wait_for(lambda shown: shown["page"] == page.lower())

    def name_groups(self) -> None:
        """One after the other, as fast as one types, whatever is being written meanwhile."""
        self.go_to("People")  # those who have just got a name stay until the page is left
        self.go_to("Unnamed")
        self._window.wait_for(lambda shown: len(shown["groups"]) > 3 and not shown["has_news"])
        self._hands.keys("Home", "F2")
        self._window.wait_for(lambda shown: shown["is_typing"])
        self._hands.type_lines([next(self._names) for _ in range(3)])

    def accept(self) -> None:
        """What is asked about, as long as anything is."""
        self.go_to("Review")
        self._window.wait_for(lambda shown: shown["asks"])
        if self._window["asks"] == QuestionKind.PAIR:  # both looks of someone have a name
            self._hands.keys("Down")
            self._window.wait_for(lambda shown: shown["asks"] not in ("", QuestionKind.PAIR))
        self._hands.keys("Return")

    def drag(self) -> None:
        """A face out of a group, onto someone's card."""
        self.go_to("People")
        self._hands.keys("Home")  # a face that is held at the edge scrolls
        self._window.wait_for(lambda shown: shown["people"] and shown["groups"])
        group = self._chance.choice(sorted(self._window["groups"].values()))
        person = self._chance.choice(sorted(self._window["people"].values()))
        self._hands.carry(group, person)

    def undo(self) -> None:
        self.go_to("People")
        decided = self._window.count("!-")
        self._hands.keys("ctrl+z")
        self._window.wait_for(lambda shown: shown.count("!-") > decided)


def called(number: int) -> str:
    """A name for each number; none begins another one."""
    vowels, others = "aeiou", "bdfgklmnprstvwz"
    first, rest = divmod(number * 1237 % 5625, 75)
    parts = [divmod(first, 5), divmod(rest, 5)]
    return "".join(others[at] + vowels[by] for at, by in parts).capitalize()


@pytest.fixture
def hands() -> Iterator[Hands]:
    with screen("1280x1900") as display:
        yield Hands(display)


def test_a_window_is_killed(tmp_path: Path, hands: Hands, is_long: bool) -> None:
    """At work by mouse and keyboard, beside a scan; the next one shows every name."""
    chance = random.Random(8)
    house = Studio.build(tmp_path, photos=BATCH)
    with Settings.changed(Paths.of(house.base).settings_file) as settings:
        settings.portrait_size = 72  # so that everyone is in sight
    for number in range(15 if is_long else 4):
        house.draw(BATCH)
        photos = house.photo_facts()
        window = shown(house, hands)
        user = User(house, window, hands, seed=number, doing=KINDS[number % len(KINDS)])
        user.start()
        user.is_at_it.wait()
        assert user.error is None, user.error
        enough = window.count("?") + chance.randint(1, 2)
        window.program.wait_for(lambda: window.count("?") >= enough)  # noqa: B023
        # In the middle of a write, or at any moment later.
        assert window.program.kill(chance.choice((0, chance.uniform(0, 0.02), chance.random())))
        user.join()
        assert user.error is None, user.error
        assert "Traceback" not in window.program.finish()
        house.learn(window.program.said)
        assert photos.items() <= house.photo_facts().items()
    window = shown(house, hands)
    hands.take_keyboard()
    hands.keys("ctrl+q")
    assert window.program.end() == ""
    house.learn(window.program.said)


def shown(house: House, hands: Hands) -> Shown:
    """The window, once it shows everyone who was ever named."""
    window = Shown(house, hands)
    window.wait_for(lambda shown: house.ledger.names <= set(shown["names"]))
    return window
