#!/usr/bin/env python3
"""Review answered by keys alone, in the real window on a library of 100,000 faces.

Everybody has a name; of each twenty faces one is nobody's. Keys come ten times as fast as from
somebody at work, who looks at the faces of a card and says yes or no to what is so in truth; wrong
ones among right ones are selected and refused first. Where nothing likely is left the less likely
ones are asked for. Reports how long it takes from an answer until the next question is painted,
how many answers an hour that makes, and whether all that was answered is true.

dev.py bench review_stream [--answers 2000] [--faces 100000] [--vectors FILE.npz]
"""

import argparse
import io
import os
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))
from kinfolk.paths import Paths  # before numpy: it says that numpy's threads do not wait busily

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
os.environ.setdefault("QT_LOGGING_RULES", "default.warning=false")  # what offscreen cannot do

import numpy as np
from PIL import Image
from PySide6.QtCore import QEvent, QEventLoop, QObject, Qt, QTimer
from PySide6.QtTest import QTest
from sqlalchemy import select
from sqlmodel import Session, col

from kinfolk.core import crops
from kinfolk.core.db.models import Face, Person, Rejection
from kinfolk.gui.base.context import Context
from kinfolk.gui.review.card import ReviewCard
from kinfolk.gui.shell.app import application, opened
from kinfolk.gui.shell.window import Window
from kinfolk.recognition.questions.question import QuestionKind
from tests.bench._crowd import Crowd, Kind, draw, fill, labelled_faces, read
from tests.bench._photos import MANY, machine, need_photos, table

Key = Qt.Key
ANSWERS = (Key.Key_Return, Key.Key_Backspace)
PACE_MS = 100  # from key to key
LOOK_S, KEY_S = 1.0, 0.24  # of somebody at work: a look at the faces, and a key
LIMIT_MS = 50  # what 99 of 100 may take
AGAIN_MS = 5  # until one looks again for what has not come yet
PATIENCE_S = 20  # so long nothing comes, and all is answered


def main() -> int:
    """0 where the goal is reached and no answer is wrong."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--answers", type=int, default=2_000)
    parser.add_argument("--faces", type=int, default=100_000)
    parser.add_argument("--vectors", type=Path, help="an .npz, in place of the labelled photos")
    options = parser.parse_args()
    if options.vectors is None:
        need_photos(MANY)
    kind = Kind.of(labelled_faces() if options.vectors is None else read(options.vectors))
    crowd = draw(kind, options.faces)
    print(f"{machine()}\n", flush=True)
    application()
    with tempfile.TemporaryDirectory() as base:
        paths = Paths.of(Path(base))
        fill(paths.data, crowd)
        (paths.data / "cache.db").rename(paths.cache_db)
        with opened(paths) as context:
            paint(context)
            evening = Evening(context, crowd, options.answers)
            evening.begin()
            print(f"{context.review.likely} likely answers are open.\n", flush=True)
            evening.spend()
            evening.end()
            wrong = wrong_answers(context, crowd)
    return evening.report(wrong)


def paint(context: Context) -> None:
    """Pictures of the faces that may be asked about."""
    random = np.random.default_rng(4)
    made = [_picture(random) for _ in range(40)]

    def put(session: Session) -> None:
        free = session.execute(select(col(Face.id)).where(col(Face.person_id).is_(None)))
        for place, face_id in enumerate(free.scalars().all()):
            crops.put(session, face_id, made[place % len(made)])

    context.db.write(put).result()


def _picture(random: np.random.Generator) -> bytes:
    """A crop of many colours, as large as those of photos."""
    file = io.BytesIO()
    small = Image.fromarray(random.integers(0, 255, (16, 16, 3), np.uint8))
    small.resize((256, 256), Image.Resampling.BICUBIC).save(file, "JPEG", quality=85)
    return file.getvalue()


def whose(crowd: Crowd, face_id: str) -> str:
    """The name of the person whose face it is in truth."""
    return f"P{crowd.who[int(face_id.removeprefix('face_'))]}"


def wrong_answers(context: Context, crowd: Crowd) -> int:
    """Faces that somebody else has, or that were refused for the person whose they are."""
    owner = select(col(Face.id), col(Person.name)).join(Person, col(Face.person_id) == Person.id)
    refused = select(col(Rejection.face_id), col(Person.name))
    refused = refused.join(Person, col(Rejection.person_id) == Person.id)
    with context.db.read() as session:
        given, denied = session.execute(owner).all(), session.execute(refused).all()
    wrong = [face for face, name in given if name != whose(crowd, face)]
    wrong += [face for face, name in denied if name == whose(crowd, face)]
    return len(wrong)


class Evening(QObject):
    """Answers one question after the other, and notes how long the window took."""

    def __init__(self, context: Context, crowd: Crowd, answers: int) -> None:
        super().__init__()
        self._context = context
        self._crowd = crowd
        self._wanted = answers
        self._window = Window(context)
        self._board = self._window.review.board
        self._timer = QTimer(self, singleShot=True)
        self._timer.setTimerType(Qt.TimerType.PreciseTimer)
        self._timer.timeout.connect(self._next)
        self._presses = self._all_presses()
        self._due = 0.0  # when the next key is pressed, by perf_counter
        # Keys whose effect is not painted yet: when they were due, and the processor then.
        self._unseen: list[tuple[Key, float, float]] = []
        self.times: dict[str, list[float]] = {"an answer": [], "another key": []}  # milliseconds
        self.worked: list[float] = []  # milliseconds of the window's processor after an answer
        self.answers: Counter[str] = Counter()  # by what was said
        self.faces = 0  # answered about
        self.waited = self.took = 0.0  # seconds

    def begin(self) -> None:
        """The window on Review, at rest."""
        app, window = application(), self._window
        window.resize(1280, 820)
        window.show()
        window.show_review()
        while not window.isActiveWindow() or self._context.review.is_busy:
            app.processEvents(QEventLoop.ProcessEventsFlag.WaitForMoreEvents)
        self._board.installEventFilter(self)

    def spend(self) -> None:
        """Until so many answers are given, or nothing is left."""
        began = self._due = time.perf_counter()
        self._timer.start(0)
        application().exec()
        self.took = time.perf_counter() - began

    def end(self) -> None:
        """Once all is written."""
        self._context.db.write(lambda session: None).result()
        self._window.close()
        self._window.deleteLater()
        application().processEvents()

    def _all_presses(self) -> Iterator[Key | None]:
        """Of one question after the other; null where one looks again."""
        since = time.perf_counter()
        while self.answers.total() < self._wanted:
            card = self._board.current
            if card is not None and card.faces.staying:
                yield from self._answered(card)
                since = time.perf_counter()
            elif len(self._board.cards) > 1:
                yield Key.Key_Home  # what has come back after its answer
                yield None
            elif time.perf_counter() - since < PATIENCE_S:
                yield None
            elif self._context.review.less_likely and not self._context.review.wants_less_likely:
                yield Key.Key_A
            else:
                return

    def _answered(self, card: ReviewCard) -> Iterator[Key]:
        """What is true of the card, or of the face the keys are on."""
        if card.question.kind is not QuestionKind.FACES:
            yield self._said(Key.Key_Backspace, "another person")  # nobody is there twice
            return
        name = card.question.person.name
        meant = self._board.meant
        wrong = [face for face in meant if whose(self._crowd, face) != name]
        if not wrong or len(wrong) == len(meant):
            self.faces += len(meant)
            yield self._said(*((Key.Key_Backspace, "no") if wrong else (Key.Key_Return, "yes")))
            return
        yield Key.Key_Right
        for face in card.faces.staying:
            if face in wrong:
                yield Key.Key_Space
            if face == card.faces.staying[-1]:
                break
            yield Key.Key_Right
        self.faces += len(wrong)
        yield self._said(Key.Key_Backspace, "no")
        yield Key.Key_Escape

    def _said(self, key: Key, what: str) -> Key:
        self.answers[what] += 1
        return key

    def _next(self) -> None:
        """The next key, at its time; who waits for something looks again a moment later."""
        try:
            key = next(self._presses)
        except StopIteration:
            application().quit()
            return
        if key is None:
            self.waited += AGAIN_MS / 1000
            self._due = time.perf_counter() + AGAIN_MS / 1000
        else:
            self._unseen.append((key, self._due, time.thread_time()))
            QTest.keyClick(self._board, key)
            self._due += PACE_MS / 1000
        self._timer.start(max(0, round(1000 * (self._due - time.perf_counter()))))

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Paint and self._unseen:
            QTimer.singleShot(0, self, self._on_shown)  # when the whole window is painted
        return False

    def _on_shown(self) -> None:
        now, worked = time.perf_counter(), time.thread_time()
        for key, due, before in self._unseen:
            self.times["an answer" if key in ANSWERS else "another key"].append(1000 * (now - due))
            if key in ANSWERS:
                self.worked.append(1000 * (worked - before))
        self._unseen.clear()

    def report(self, wrong: int) -> int:
        """Prints all; 0 where the goal is reached."""
        print(f"Answers: {dict(self.answers)}, about {self.faces} faces.\n")
        table(
            ("ms until the next question is painted after", "half below", "99 % below", "longest"),
            [
                (what, *(f"{t:.0f}" for t in np.percentile(times, (50, 99, 100))))
                for what, times in {
                    **self.times,
                    "an answer, of it the window's processor": self.worked,
                }.items()
                if times
            ],
        )
        answers, keys = self.answers.total(), sum(map(len, self.times.values()))
        busy = self.took - self.waited
        human = busy + answers * LOOK_S + keys * (KEY_S - PACE_MS / 1000)
        print(
            f"{answers} answers in {self.took:.0f} s, a key each {PACE_MS} ms, of it"
            f" {self.waited:.1f} s waiting for more: {3600 * answers / busy:,.0f} an hour."
            f"\nWith {LOOK_S} s for a look and {KEY_S} s for a key: {3600 * answers / human:,.0f}"
            f" an hour, {3600 * self.faces / human:,.0f} faces.\nWrong answers: {wrong}."
        )
        is_quick = float(np.percentile(self.times["an answer"], 99)) <= LIMIT_MS
        return int(bool(wrong) or not is_quick or answers < self._wanted)


if __name__ == "__main__":
    sys.exit(main())
