#!/usr/bin/env python3
"""Names given one after another by keys alone, in the real window on a library of 100,000 faces.

Half of the groups are people without a name yet. The others are people who have one: half of these
look as they do, half quite different (the photos of a child), which takes the first letters of the
name until the list of names offers it. Keys come twice as fast as from somebody who types well,
when the window has asked itself who everybody may be. Reports how soon the cards in sight say who
is likely, how long it takes from Enter until the next card has the caret, how many names an hour
that makes, and whether each face has its name.

dev.py bench naming_stream [--groups 500] [--faces 100000] [--vectors FILE.npz]
"""

import argparse
import io
import os
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import product
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))
from kinfolk.paths import Paths  # before numpy: it says that numpy's threads do not wait busily

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
os.environ.setdefault("QT_LOGGING_RULES", "default.warning=false")  # what offscreen cannot do

import numpy as np
from PIL import Image
from PySide6.QtCore import QEvent, QEventLoop, QObject, Qt, QTimer
from sqlalchemy import select
from sqlmodel import Session, col

from kinfolk.core import crops
from kinfolk.core.db.models import Face, Person
from kinfolk.core.roster import Section
from kinfolk.gui.base.context import Context
from kinfolk.gui.shell.app import application, opened
from kinfolk.gui.shell.window import Window
from kinfolk.gui.wall import reading
from tests.bench._crowd import Crowd, Kind, draw, fill, labelled_faces, read
from tests.bench._photos import MANY, machine, need_photos, table
from tests.bench._typist import ENTER, Press, named, open_card

LOOK_S, KEY_S = 0.3, 0.1  # before the first key of a card, and from key to key
SLOW_LOOK_S, SLOW_KEY_S = 0.6, 0.24  # of somebody who types well
LIMIT_MS, AN_HOUR = 50, 1_500  # what is wanted: at most, at least
AGAIN_MS = 5  # until one looks again for what has not come yet


def main() -> int:
    """0 where the goals are reached and no face has a wrong name."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--groups", type=int, default=500)
    parser.add_argument("--faces", type=int, default=100_000)
    parser.add_argument("--vectors", type=Path, help="an .npz, in place of the labelled photos")
    options = parser.parse_args()
    if options.vectors is None:
        need_photos(MANY)
    kind = Kind.of(labelled_faces() if options.vectors is None else read(options.vectors))
    print(f"{machine()}\n", flush=True)
    application()
    with tempfile.TemporaryDirectory() as base:
        paths = Paths.of(Path(base))
        album = Album.of(draw(kind, options.faces), options.groups)
        album.fill(paths)
        with opened(paths) as context:
            evening = Evening(context, album, options.groups)
            evening.begin()
            evening.spend()
            evening.end()
            wrong = album.wrong(context)
    return evening.report(wrong)


@dataclass(frozen=True)
class Album:
    """A made-up library: whose each face is, and what its people are called in the beginning."""

    crowd: Crowd  # `who` is the person or the group that has a face
    names: list[str | None]  # of these; null for those who are to get one
    truth: list[str]  # what they are called in truth

    @classmethod
    def of(cls, crowd: Crowd, groups: int) -> "Album":
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
        for number in alike.tolist():  # half of the faces are a group of their own
            who[np.flatnonzero(who == number)[::2]] = len(truth)
            truth.append(truth[number])
            names.append(None)
        return cls(Crowd(crowd.vectors, who, crowd.qualities), names, truth)

    def fill(self, paths: Paths) -> None:
        """Makes its library."""
        fill(paths.data, self.crowd, names=self.names)
        (paths.data / "cache.db").rename(paths.cache_db)

    def name_of(self, face_id: str) -> str:
        """Whose the face is in truth."""
        return self.truth[int(self.crowd.who[int(face_id.removeprefix("face_"))])]

    @property
    def known(self) -> set[str]:
        """Who has a name in the beginning."""
        return {name for name in self.names if name is not None}

    def wrong(self, context: Context) -> int:
        """How many faces have somebody else's name, or were in a group that has none now."""
        owner = col(Face.person_id) == col(Person.id)
        query = select(col(Face.id), col(Person.name)).join(Person, owner)
        with context.db.read() as session:
            rows = session.execute(query).all()
        return sum(name != self.name_of(face_id) for face_id, name in rows)


def _made_up(count: int) -> list[str]:
    """So many names; no two begin with the same three letters."""
    random = np.random.default_rng(3)
    consonants, vowels = "bcdfghjklmnprstvwxyz", "aeiouy"
    starts = ["".join(letters) for letters in product(consonants, vowels, consonants)]
    ends = ["a", "o", "iel", "ia", "ander", "ette", "us", "ine"]
    chosen = random.permutation(len(starts))[:count]
    return [starts[at].capitalize() + ends[at % len(ends)] for at in chosen.tolist()]


class Evening(QObject):
    """Names every group, and notes how long the window took."""

    def __init__(self, context: Context, album: Album, groups: int) -> None:
        super().__init__()
        self._context = context
        self._window = Window(context)
        self._view = self._window.wall.groups
        self._album = album
        self._groups = groups
        self._known = album.known
        self._timer = QTimer(self, singleShot=True)
        self._timer.setTimerType(Qt.TimerType.PreciseTimer)
        self._timer.timeout.connect(self._next)
        self._presses = self._all_presses()
        self._due = 0.0  # when the next key is pressed, by perf_counter
        # Keys whose effect is not on the screen yet: when they were due, and the processor then.
        self._unseen: list[tuple[Press, float, float]] = []
        self._is_painted = False
        self.enters: list[float] = []  # milliseconds from Enter to the next caret
        self.letters: list[float] = []  # and from any other key until it shows
        self.worked: list[float] = []  # milliseconds of the processor from Enter to the next caret
        self.waited = 0.0  # seconds for what one has to see before Enter
        self.keys: Counter[str] = Counter()  # by how the name was given
        self.names: Counter[str] = Counter()
        self.took = 0.0  # seconds
        self.likely: dict[str, float] = {}  # cards in sight: when they said who is likely, seconds
        self.asked = 0.0  # seconds until everybody was asked about

    def begin(self) -> None:
        """The window, at rest, with the first card open."""
        app, window, review = application(), self._window, self._context.review
        window.resize(1280, 820)
        window.show()
        while not window.isActiveWindow():
            app.processEvents(QEventLoop.ProcessEventsFlag.WaitForMoreEvents)
        began = time.perf_counter()

        def note() -> None:
            for row in self._view.rows_in_sight:
                group_id = self._view.people.ids[row]
                if self._view.mosaics.likely(group_id):
                    self.likely.setdefault(group_id, time.perf_counter() - began)

        review.changed.connect(note)
        window.show_section(Section.UNNAMED)
        review.start()
        while not self._view.naming.is_open or review.is_busy:
            app.processEvents(QEventLoop.ProcessEventsFlag.WaitForMoreEvents)
        self.asked = time.perf_counter() - began
        review.changed.disconnect(note)
        self._paint(self._view.people.ids[: self._groups])
        self._view.naming.field.installEventFilter(self)

    def spend(self) -> None:
        """Until every group has its name."""
        began = self._due = time.perf_counter()
        self._timer.start(0)
        application().exec()
        self.took = time.perf_counter() - began

    def end(self) -> None:
        """Once all is written."""
        app, naming = application(), self._view.naming
        while naming.given_count > len(naming.named):
            app.processEvents(QEventLoop.ProcessEventsFlag.WaitForMoreEvents)
        self._window.close()
        self._window.deleteLater()
        app.processEvents()

    def _paint(self, group_ids: Sequence[str]) -> None:
        """Pictures of the faces that their cards show."""
        random = np.random.default_rng(4)
        cards = reading.group_cards(self._context.db)(group_ids).values()
        made = [_picture(random) for _ in range(40)]

        def put(session: Session) -> None:
            for place, face_id in enumerate(face for card in cards for face in card.faces):
                crops.put(session, face_id, made[place % len(made)])

        self._context.db.write(put).result()

    def _all_presses(self) -> Iterator[Press | None]:
        """Of one card after the other."""
        while sum(self.names.values()) < self._groups and (card := open_card(self._view)):
            name = self._album.name_of(card.faces[0])
            is_known, pressed = name in self._known, 0
            for press in named(self._view, name, is_known=is_known):
                pressed += press is not None
                yield press
            how = "new" if not is_known else "likely" if pressed == 1 else "by its first letters"
            self.keys[how] += pressed
            self.names[how] += 1
            self._known.add(name)

    def _next(self) -> None:
        """The next key, at its time; who waits for something looks again a moment later."""
        try:
            press = next(self._presses)
        except StopIteration:
            application().quit()
            return
        if press is None:
            self.waited += AGAIN_MS / 1000
            self._due += AGAIN_MS / 1000
        else:
            self._unseen.append((press, self._due, time.thread_time()))
            self._is_painted = False
            press.send()
            if self._is_painted:  # at once
                self._on_shown()
            self._due += KEY_S + (LOOK_S if press == ENTER else 0)
        self._timer.start(max(0, round(1000 * (self._due - time.perf_counter()))))

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Paint and self._unseen:
            self._is_painted = True
            QTimer.singleShot(0, self, self._on_shown)  # when the whole window is painted
        return False

    def _on_shown(self) -> None:
        now, worked = time.perf_counter(), time.thread_time()
        for press, due, before in self._unseen:
            (self.enters if press == ENTER else self.letters).append(1000 * (now - due))
            if press == ENTER:
                self.worked.append(1000 * (worked - before))
        self._unseen.clear()

    def report(self, wrong: int) -> int:
        """Prints all; 0 where the goals are reached."""
        table(
            ("name", "groups", "keys each"),
            [(how, n, f"{self.keys[how] / n:.1f}") for how, n in self.names.items()],
        )
        parts = {
            "from Enter to the next caret": self.enters,
            "of it the window's processor": self.worked,
            "from another key until it shows": self.letters,
        }
        table(
            ("ms", "half below", "99 % below", "longest"),
            [
                (what, *(f"{t:.0f}" for t in np.percentile(times, (50, 99, 100))))
                for what, times in parts.items()
            ],
        )
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
        is_fast = float(np.percentile(self.enters, 99)) <= LIMIT_MS and an_hour >= AN_HOUR
        return int(bool(wrong) or not is_fast or names < self._groups)


def _picture(random: np.random.Generator) -> bytes:
    """A crop of many colours, as large as those of photos."""
    file = io.BytesIO()
    small = Image.fromarray(random.integers(0, 255, (16, 16, 3), np.uint8))
    small.resize((256, 256), Image.Resampling.BICUBIC).save(file, "JPEG", quality=85)
    return file.getvalue()


if __name__ == "__main__":
    sys.exit(main())
