"""Answer Review by keys alone, in the real window on a library of 100,000 faces.

Everyone has a name; one face in twenty belongs to no one yet. Keys come ten times as fast as from
a person, who looks at the faces of a card and answers what is true; wrong faces among right ones
are selected and refused first. When nothing likely is left, the less likely questions are asked
for. Prints how long it takes from an answer until the next question is painted, how many answers an
hour that makes, and whether every answer was true.

dev.py bench review_stream [--answers 2000] [--faces 100000] [--vectors FILE.npz]
"""

import sys
import time
from collections import Counter
from collections.abc import Iterator

from tests.bench._evening import Evening, library_of, options, paint, spread, wait  # isort: skip  # before numpy

import numpy as np
from PySide6.QtCore import Qt
from sqlalchemy import select
from sqlmodel import col

from kinfolk.core.db.models import Face, Person, Rejection
from kinfolk.gui.base.context import Context
from kinfolk.gui.review.card import ReviewCard
from kinfolk.recognition.questions.question import QuestionKind
from tests.bench._crowd import Crowd
from tests.bench._photos import table
from tests.bench._typist import BACKSPACE, ENTER, Press

Key = Qt.Key
ANSWERS = (ENTER, BACKSPACE)
PACE_MS = 100  # milliseconds from key to key
LOOK_S, KEY_S = 1.0, 0.24  # seconds a person needs: for a look at the faces, and for a key
LIMIT_MS = 50  # 99 of 100 answers may take this long
PATIENCE_S = 20  # after this time without a question, all is answered


def main() -> int:
    chosen = options(__doc__, "answers", 2_000)
    with library_of(chosen.crowd) as context:
        free = select(col(Face.id)).where(col(Face.person_id).is_(None))
        with context.db.read() as session:
            paint(context, session.execute(free).scalars().all())
        evening = Answering(context, chosen.crowd, chosen.answers)
        evening.begin()
        print(f"{context.review.likely} likely answers are open.\n", flush=True)
        evening.spend(evening.board)
        evening.close()
        wrong = wrong_answers(context, chosen.crowd)
    return evening.report(wrong)


def whose(crowd: Crowd, face_id: str) -> str:
    """Return the name of the person whose face it is in truth."""
    return f"P{crowd.who[int(face_id.removeprefix('face_'))]}"


def wrong_answers(context: Context, crowd: Crowd) -> int:
    """Return how many faces have a wrong person, or were refused to their own."""
    owner = select(col(Face.id), col(Person.name)).join(Person, col(Face.person_id) == Person.id)
    refused = select(col(Rejection.face_id), col(Person.name))
    refused = refused.join(Person, col(Rejection.person_id) == Person.id)
    with context.db.read() as session:
        given, denied = session.execute(owner).all(), session.execute(refused).all()
    wrong = [face for face, name in given if name != whose(crowd, face)]
    wrong += [face for face, name in denied if name == whose(crowd, face)]
    return len(wrong)


class Answering(Evening):
    """Answers one question after another."""

    def __init__(self, context: Context, crowd: Crowd, answers: int) -> None:
        super().__init__(context, PACE_MS / 1000)
        self.board = self.window.review.board
        self._crowd = crowd
        self._wanted = answers
        self.answers: Counter[str] = Counter()  # answers by what was said
        self.faces = 0  # faces that were answered about

    def begin(self) -> None:
        """Open the window on Review and wait until it is at rest."""
        self.open()
        self.window.pages.show_review()
        while self.context.review.is_busy:
            wait()

    def is_answer(self, press: Press) -> bool:
        return press in ANSWERS

    def presses(self) -> Iterator[Press | None]:
        since = time.perf_counter()
        while self.answers.total() < self._wanted:
            card = self.board.current
            if card is not None and card.faces.staying:
                yield from self._answered(card)
                since = time.perf_counter()
            elif len(self.board.cards) > 1:
                yield Press(Key.Key_Home)  # go to a card that came back after its answer
                yield None
            elif time.perf_counter() - since < PATIENCE_S:
                yield None
            elif self.context.review.less_likely and not self.context.review.wants_less_likely:
                yield Press(Key.Key_A)
            else:
                return

    def _answered(self, card: ReviewCard) -> Iterator[Press]:
        """Yield the keys that answer a card, or its current face, truthfully."""
        if card.question.kind is not QuestionKind.FACES:
            yield self._said(BACKSPACE, "another person")  # no person is in the library twice
            return
        name = card.question.person.name
        meant = self.board.meant
        wrong = [face for face in meant if whose(self._crowd, face) != name]
        if not wrong or len(wrong) == len(meant):
            self.faces += len(meant)
            yield self._said(*((BACKSPACE, "no") if wrong else (ENTER, "yes")))
            return
        yield Press(Key.Key_Right)
        for face in card.faces.staying:
            if face in wrong:
                yield Press(Key.Key_Space)
            if face == card.faces.staying[-1]:
                break
            yield Press(Key.Key_Right)
        self.faces += len(wrong)
        yield self._said(BACKSPACE, "no")
        yield Press(Key.Key_Escape)

    def _said(self, press: Press, what: str) -> Press:
        self.answers[what] += 1
        return press

    def report(self, wrong: int) -> int:
        print(f"Answers: {dict(self.answers)}, about {self.faces} faces.\n")
        times = {
            "an answer": self.answered,
            "another key": self.others,
            "an answer, of it the window's processor": self.worked,
        }
        heads = ("half below", "99 % below", "longest")
        table(("ms until the next question is painted after", *heads), spread(times))
        answers, keys = self.answers.total(), len(self.answered) + len(self.others)
        busy = self.took - self.waited
        human = busy + answers * LOOK_S + keys * (KEY_S - PACE_MS / 1000)
        print(
            f"{answers} answers in {self.took:.0f} s, a key each {PACE_MS} ms, of it"
            f" {self.waited:.1f} s waiting for more: {3600 * answers / busy:,.0f} an hour."
            f"\nWith {LOOK_S} s for a look and {KEY_S} s for a key: {3600 * answers / human:,.0f}"
            f" an hour, {3600 * self.faces / human:,.0f} faces.\nWrong answers: {wrong}."
        )
        is_quick = float(np.percentile(self.answered, 99)) <= LIMIT_MS
        return int(bool(wrong) or not is_quick or answers < self._wanted)


if __name__ == "__main__":
    sys.exit(main())
