"""Count the keys and answers until everyone in the labelled photos has their name.

Both sets of photos are scanned into one library. A user who knows everyone sits at the real
window: names each card of Unnamed (by the name that is in the field, by letters until the list
offers it, or by all letters), skips who is not labelled, and answers Review. Beside that stands the
least that is possible: each person named once, with every letter.

dev.py bench key_count [--library FOLDER, of an earlier scan, which is copied]
"""

import argparse
import os
import shutil
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
# Without warnings of what offscreen cannot do
os.environ.setdefault("QT_LOGGING_RULES", "default.warning=false")

from PySide6.QtCore import QEventLoop, Qt
from sqlalchemy import select
from sqlmodel import col

from kinfolk.core import names
from kinfolk.core.database import Database
from kinfolk.core.db.models import Face, Person
from kinfolk.core.people.people_lists import Section
from kinfolk.gui.base.context import Context
from kinfolk.gui.shell.app import application, opened
from kinfolk.gui.shell.window import Window
from kinfolk.paths import Paths
from kinfolk.recognition.suggestion import Certainty
from tests.bench._photos import MANY, PHOTOS, labelled, machine, need_photos, photos, scan, table
from tests.bench._typist import BACKSPACE, ENTER, TAB, Press, named, open_card, open_list

GOAL = 1.3  # times the least possible
LOOK_S = 0.5  # seconds that the user looks at a card, at most
CONTROL = Qt.KeyboardModifier.ControlModifier


def main() -> int:
    """Measure; return 0 if it takes at most GOAL times the least, and everyone has their name."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--library", type=Path)
    options = parser.parse_args()
    need_photos(PHOTOS, MANY)
    print(f"{machine()}\n")
    application()
    with tempfile.TemporaryDirectory() as base:
        if options.library is not None:
            shutil.copytree(options.library, base, dirs_exist_ok=True)
        paths = Paths.of(Path(base))
        truth = _scanned(paths, is_new=options.library is None)
        with opened(paths) as context:
            evening = Evening(context, truth)
            evening.spend()
            return evening.report()


def _scanned(paths: Paths, *, is_new: bool) -> dict[str, str]:
    """Scan the photos if the library is new; return the name of each labelled face."""
    db = Database(paths.library_db, paths.cache_db)
    try:
        if is_new:
            began = time.monotonic()
            scan(db, sorted({each.parent for root in (PHOTOS, MANY) for each in photos(root)}))
            print(f"Scanned in {time.monotonic() - began:.0f} s.\n", flush=True)
        known = labelled(db, PHOTOS, MANY)
    finally:
        db.close()
    pairs = zip(known.face_ids, known.labels, strict=True)
    return {face: name.replace("_", " ") for face, name in pairs if name not in known.strangers}


class Evening:
    """A user who knows everyone, and a count of the keys they press."""

    def __init__(self, context: Context, truth: dict[str, str]) -> None:
        self._context = context
        self._truth = truth
        self._window = Window(context)
        self._known: set[str] = set()  # people with a name by now, by the keys of names
        self.keys: Counter[str] = Counter()  # keys by what they were for
        self.answers: Counter[str] = Counter()

    def spend(self) -> None:
        """Go through Unnamed from the first card to the last, then Review."""
        window = self._window
        window.resize(1280, 820)
        window.show()
        self._until(window.isActiveWindow)
        self._context.review.start()
        window.pages.show_section(Section.UNNAMED)
        self._until(lambda: window.wall.groups.naming.is_open)
        self._name_cards()
        self._answer()

    def close(self) -> None:
        self._window.close()
        self._window.deleteLater()
        application().processEvents()

    def _until(self, is_so: Callable[[], bool]) -> None:
        while not is_so():
            application().processEvents(QEventLoop.ProcessEventsFlag.WaitForMoreEvents, 50)

    def _look(self) -> None:
        """Give the window a moment to find out who a card may be."""
        end = time.monotonic() + LOOK_S
        self._until(lambda: self._is_at_rest() or time.monotonic() > end)

    def _is_at_rest(self) -> bool:
        """Return whether all questions are answered and all names are written."""
        wall = self._window.wall
        given = [wall.session.entries.given(each.people) for each in (wall.groups, wall.singles)]
        is_written = sum(map(len, given)) == len(wall.session.entries.named)
        return is_written and not self._context.review.is_busy

    def _press(self, press: Press, what: str) -> None:
        press.send()
        self.keys[what] += 1

    # the cards

    def _name_cards(self) -> None:
        """Name each card, or skip it."""
        while (view := open_list(self._window.wall)) and (card := open_card(view)):
            self._look()
            who = Counter(self._truth.get(face, "") for face in card.faces).most_common(1)[0][0]
            if not who:
                self._press(TAB, "people who are not labelled, passed over")
                continue
            is_known, presses = names.key(who) in self._known, []
            for press in named(view, who, is_known=is_known):
                if press is None:
                    application().processEvents()
                else:
                    press.send()
                    presses.append(press)
            kind = "face" if view is self._window.wall.singles else "group"
            how = f"a further {kind} of somebody" if is_known else f"names, by a {kind}"
            self.keys[how] += len(presses)
            self.answers[how] += 1
            self._known.add(names.key(who))
        self._until(self._is_at_rest)

    # Review

    def _answer(self) -> None:
        """Answer Review until nothing is asked any more."""
        board = self._window.review.board
        self._press(Press(Qt.Key.Key_R, CONTROL), "the way to Review")
        self._until(lambda: self._is_at_rest() and not board.is_fading)
        while (card := board.current) is not None:
            question, face = card.question, board.current_face
            name, what = names.key(question.person.name or ""), f"Review: {question.kind}"
            asked = card.faces.staying if card.question.is_whole else [face] if face else ()
            is_bulk = question.certainty is Certainty.LIKELY and not card.is_whole
            shown = card.faces.staying if is_bulk else asked
            is_right = [names.key(self._truth.get(each, "")) == name for each in shown]
            if all(is_right):
                self._press(ENTER, what)
            elif not card.is_whole and is_bulk and is_right[list(shown).index(face or "")]:
                self._press(Press(Qt.Key.Key_Right), what)
                continue
            else:
                self._press(BACKSPACE, what)
            self.answers[what] += 1
            self._until(lambda: not board.is_fading)
            if board.current is None:
                self._until(self._is_at_rest)

    # what came of it

    def _left(self) -> Counter[str]:
        """Return how many labelled faces lack their name, by what they have instead."""
        query = select(col(Face.id), col(Face.person_id), col(Person.name))
        owner = col(Person.id) == col(Face.person_id)
        with self._context.db.read() as session:
            rows = session.execute(query.outerjoin(Person, owner)).all()
        left: Counter[str] = Counter()
        for face_id, person_id, name in rows:
            wanted = self._truth.get(face_id)
            if wanted is not None and names.key(name or "") != names.key(wanted):
                has = "somebody else's name" if name else "a group" if person_id else "no group"
                left[has] += 1
        return left

    def report(self) -> int:
        left = self._left()
        self.close()
        people = set(self._truth.values())
        least_keys = sum(len(name) + 1 for name in people)
        rows = [(what, count, self.answers[what] or "") for what, count in self.keys.items()]
        keys, answers = self.keys.total(), self.answers.total()
        table(
            ("what for", "keys", "answers"),
            [
                *rows,
                ("all", keys, answers),
                ("each person once", least_keys, len(people)),
                ("times", f"{keys / least_keys:.2f}", f"{answers / len(people):.2f}"),
            ],
        )
        print(f"{len(self._truth)} labelled faces of {len(people)} people; not named: ", end="")
        print(", ".join(f"{count} with {has}" for has, count in left.items()) or "none", end=".\n")
        is_short = keys <= GOAL * least_keys and answers <= GOAL * len(people)
        return int(bool(left) or not is_short)


if __name__ == "__main__":
    sys.exit(main())
