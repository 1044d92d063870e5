"""Somebody at the real window, whose every action is held against what was on the screen.

A face gets a person, or a name, only where a key or a drop meant just that, and what arrives by
itself moves neither the open card nor its text nor the keys. What is undone is as it was before, to
the bit. What is done on other pages and over this one is in `naming_hands.py`.
"""

import json
import os
import random
import subprocess
import sys
from collections import deque
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path

from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QPushButton
from pytestqt.qtbot import QtBot
from sqlalchemy import text
from sqlmodel import Session

from kinfolk.core import names
from kinfolk.core.db import history
from kinfolk.core.db.changes import Changes
from kinfolk.core.roster import Section
from kinfolk.gui.base.context import Context
from kinfolk.gui.faces.people import CARD, Card
from kinfolk.gui.shell.window import Window
from kinfolk.gui.wall.lists import GroupList, WallList
from kinfolk.gui.wall.naming import Entry, Naming
from kinfolk.gui.widgets.overlay import Overlay
from tests.album import Album, Dump, dump
from tests.gui import busy_library
from tests.gui.drops import drop
from tests.gui.screen import ROOT
from tests.gui.walls import area_of
from tests.gui.windows import full_disk
from tests.patience import PATIENCE

Key, Modifiers = Qt.Key, Qt.KeyboardModifier
CONTROL = Modifiers.ControlModifier
KNOWN = ("Dora", "Ben", "Eva", "Kai")
Decided = dict[str, tuple[str, str | None]]  # by face: whose it is by the user's word


@dataclass(frozen=True)
class Seen:
    """What a card shows at the moment of a key, and what Enter would do by its words."""

    group_id: str
    faces: tuple[str, ...]  # the pictures
    number: int  # how many faces there are, it says
    name: str = ""
    is_known: bool = False  # it says whom the faces will go to
    at: tuple[object, ...] = ()  # where the field is, and the keys

    def explains(self, faces: set[str], name: str | None) -> bool:
        """Whether it was on the screen that just these faces would be this person's."""
        is_named = names.key(self.name) == names.key(name or "")
        return is_named and set(self.faces) <= faces and len(faces) == self.number


@dataclass
class Step:
    """A step of the history, as it was made by one action alone."""

    before: Dump
    after: Dump


@dataclass
class Counts:
    """How often something of interest has happened: a life in which nothing does proves nothing."""

    named: int = 0
    joined: int = 0
    given: int = 0
    undone: int = 0
    redone: int = 0
    failed: int = 0
    ignored: int = 0
    split: int = 0
    merged: int = 0
    confirmed: int = 0


class Life:
    """A window, somebody at it, and what goes on around."""

    def __init__(
        self, qtbot: QtBot, window: Window, context: Context, album: Album, seed: int
    ) -> None:
        self.qtbot, self.window, self.context, self.album = qtbot, window, context, album
        self.chance = random.Random(seed)
        self.counts = Counts()
        self.past: deque[str] = deque(maxlen=40)  # what was done last, for who reads of a failure
        self.steps: dict[int, Step] = {}
        self.ever: set[tuple[str, str | None]] = set()  # who was ever said to have a face
        self.commits = 0
        self.refusals: list[object] = []
        self.number = 0  # of new names
        self.looked_at: GroupList = window.wall.groups
        context.db.subscribe(self._on_commit)
        context.ops.refused.connect(self.refusals.append)

    def _on_commit(self, changes: Changes, initiator: object) -> None:
        self.commits += bool(changes)

    # what is there

    @property
    def groups(self) -> GroupList:
        return self.window.wall.groups

    @property
    def singles(self) -> GroupList:
        return self.window.wall.singles

    @property
    def cards(self) -> GroupList:
        """Those among which a card is open, else those somebody looks at."""
        opened = (each for each in (self.groups, self.singles) if each.naming.is_open)
        return next(opened, self.looked_at)

    @property
    def naming(self) -> Naming:
        return self.cards.naming

    def entry(self, group_id: str) -> Entry | None:
        """What was typed into a card, of a group or a single face."""
        return self.groups.naming.entry(group_id) or self.singles.naming.entry(group_id)

    def seen(self, group_id: str | None = None) -> Seen | None:
        """The open card, or that one."""
        view = self.cards
        if group_id is not None:
            view = self.singles if group_id in self.singles.people.ids else self.groups
        who = group_id or view.naming.open_id
        row = view.people.row_of(who) if who else -1
        card: Card | None = view.people.index(row).data(CARD) if row >= 0 else None
        if card is None or who is None:
            return None
        faces, number = tuple(card.faces), card.person.face_count
        if group_id is None:
            text, is_known = view.naming.field.text().strip(), view.naming.offer.is_seen
            return Seen(who, faces, number, text, is_known, self.at)
        entry = view.naming.entry(who)
        return Seen(who, faces, number, entry.text if entry else "", at=self.at)

    @property
    def at(self) -> tuple[object, ...]:
        """Where somebody is who types."""
        place = self.naming.field.mapToGlobal(QPoint(0, 0))
        return place, self.window.focusWidget(), self.naming.field.text()

    def decided(self) -> Decided:
        query = (
            "SELECT face.id, person.id, person.name FROM face JOIN person ON person.id = person_id"
            " WHERE assigned_by = 'user'"
        )
        with self.context.db.read() as session:
            return {face: (who, name) for face, who, name in session.execute(text(query))}

    def newest_step(self) -> int:
        with self.context.db.read() as session:
            return max((one.id for one in history.steps(session, 1)), default=0)

    def done_last(self) -> list[str]:
        """For who reads of a failure."""
        with self.context.db.read() as session:
            return [one.words for one in history.steps(session, 3)]

    def under_way(self) -> list[str]:
        """What is still being written, read or asked."""
        context, wall = self.context, self.window.wall
        parts = {
            "writes": context.ops._running,
            "tasks": context.tasks._waiting,
            "reads": wall._reads._is_busy,
            "questions": context.review.is_busy,
            "scan": self.window.scanning.is_running,
        }
        return [name for name, is_busy in parts.items() if is_busy]

    def settle(self) -> None:
        """Until everything is written and shown."""

        for _ in range(2):
            self.context.db.write(lambda session: None).result()
            QApplication.processEvents()
            self.wait_until(lambda: not self.under_way())

    def wait_until(self, is_so: Callable[[], bool]) -> None:
        def is_over() -> None:
            assert is_so(), f"still under way: {self.under_way()}"

        self.qtbot.waitUntil(is_over)

    # the hands

    def press(
        self, key: Qt.Key | str, modifiers: Qt.KeyboardModifier = Modifiers.NoModifier
    ) -> None:
        """Where the keyboard is."""
        self.wake()
        target = QApplication.activePopupWidget() or QApplication.focusWidget() or self.window
        QTest.keyClick(target, key, modifiers)  # type: ignore[arg-type]  # or a letter

    def wake(self) -> None:
        """Offscreen, a list of names that closes leaves no window active."""
        if not QApplication.activePopupWidget() and not self.window.isActiveWindow():
            self.window.activateWindow()
            self.wait_until(self.window.isActiveWindow)

    def type(self, letters: str) -> None:
        for letter in letters:
            self.press(letter)

    def click(self, view: WallList, place: QPoint) -> None:
        QTest.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, Modifiers.NoModifier, place)

    def in_sight(self, view: WallList) -> list[int]:
        """Rows whose middle one sees."""
        rows = range(view.people.rowCount())
        area = view.viewport().visibleRegion().boundingRect()
        return [row for row in rows if area.contains(view.cell_rect(row).center())]

    def new_name(self) -> str:
        self.number += 1
        return f"Person {self.number}"

    def open_a_card(self, among: GroupList | None = None) -> bool:
        """The field of some card has the keys."""
        is_typing = self.window.focusWidget() is self.naming.field and self.naming.is_open
        if is_typing and among in (None, self.cards) and self.chance.random() < 0.85:
            return True
        view = self.look_at(among) if among else self.look_at_some()
        waiting = [
            row for row in self.in_sight(view) if not view.naming.is_given(view.people.ids[row])
        ]
        if not waiting:
            return False
        cell = view.visualRect(view.people.index(self.chance.choice(waiting)))
        is_group = view is self.groups  # of a single face the field is broader than its card
        mosaic = view.mosaics.mosaic_rect(cell).center().toPoint()
        self.click(view, view.mosaics.field_rect(cell).center() if is_group else mosaic)
        return self.window.focusWidget() is self.naming.field and self.naming.is_open

    def look_at_some(self) -> GroupList:
        """At the groups, or the single faces below them."""
        has_singles = self.singles.people.rowCount() > 0
        is_single = has_singles and self.chance.random() < 0.3
        return self.look_at(self.singles if is_single else self.groups)

    def look_at(self, view: GroupList) -> GroupList:
        """Scrolled to where none of them is in sight."""
        self.looked_at = view
        if not self.in_sight(view):
            area_of(self.window.wall).verticalScrollBar().setValue(view.y())
            QApplication.processEvents()
        return view

    # what somebody does: each is checked

    def name(self) -> None:
        """A name, new or somebody's, and Enter."""
        if not self.open_a_card():
            return
        is_known = self.chance.random() < 0.3
        self._type_a_name(self.chance.choice(KNOWN) if is_known else self.new_name())
        if self.chance.random() < 0.8:  # else who types does not look
            QApplication.processEvents()
        with self.deciding(self.seen()):
            self.press(Key.Key_Return)

    def _type_a_name(self, name: str) -> None:
        if self.naming.field.text():
            self.press(Key.Key_A, CONTROL)
        self.type(name)
        assert self.naming.field.text() == name

    def begin_a_name(self) -> None:
        """Letters, and no Enter yet: the open card keeps them, whatever comes."""
        self.quietly(lambda: self._type_a_name(self.new_name()) if self.open_a_card() else None)

    def accept(self) -> None:
        """Enter, whatever stands in the field."""
        if self.open_a_card():
            QApplication.processEvents()
            with self.deciding(self.seen()):
                self.press(Key.Key_Return)

    def complete(self) -> None:
        """A few letters, and the first name of the list."""
        if self.open_a_card():
            self._type_a_name(self.chance.choice(KNOWN)[:2])
            self.press(Key.Key_Down)
            QApplication.processEvents()
            with self.deciding(self.seen()):
                self.press(Key.Key_Return)

    def hurry(self) -> None:
        """Several names ahead of the disk, while others write."""
        permissions = []
        before, touched = self.decided(), set[str]()
        for _ in range(self.chance.randint(2, 4)):
            if not self.open_a_card():
                break
            self._type_a_name(self.new_name())
            if self.chance.random() < 0.5:
                touched |= self.other.step(self.chance.choice(("scan", "name")))
            seen = self.seen()
            permissions.append(seen)
            self.press(Key.Key_Return)
        self.settle()
        self.explained(before, [seen for seen in permissions if seen], touched)
        self.kept([seen for seen in permissions if seen])

    def skip(self) -> None:
        self.quietly(lambda: self.press(Key.Key_Tab) if self.open_a_card() else None)

    def back(self) -> None:
        shift = Modifiers.ShiftModifier
        self.quietly(lambda: self.press(Key.Key_Backtab, shift) if self.open_a_card() else None)

    def leave_text(self) -> None:
        """Something is typed and the keyboard goes elsewhere: it waits on its card."""
        where: Callable[[], object] = self.chance.choice(
            (
                lambda: self.press(Key.Key_Tab),
                lambda: self.window.wall.new_person.setFocus(),
                self._another_page,
            )
        )
        left: list[Seen | None] = []

        def leave() -> None:
            if self.open_a_card():
                self._type_a_name(self.new_name())
                left.append(self.seen())
                where()

        self.quietly(leave)
        self.kept([seen for seen in left if seen])

    def cancel(self) -> None:
        """Something is typed, and it was not meant."""

        def cancel() -> None:
            if self.open_a_card():
                self._type_a_name(self.new_name())
                self.press(Key.Key_Escape)

        self.quietly(cancel)

    def another_page(self) -> None:
        self.quietly(self._another_page)

    def _another_page(self) -> None:
        self.window.sidebar.chosen.emit(self.chance.choice((Section.PEOPLE, "review")))
        QApplication.processEvents()
        self.window.sidebar.chosen.emit(Section.UNNAMED)

    def apart(self) -> None:
        """Somebody else of that name: a number is offered, and nothing is decided yet."""

        def ask() -> None:
            if self.open_a_card():
                self._type_a_name("Dora")
                self.press(Key.Key_Return, Modifiers.ShiftModifier)

        self.quietly(ask)

    def undo(self) -> None:
        if self._letters(lambda f: f.isUndoAvailable()):
            self.quietly(lambda: self.press(Key.Key_Z, CONTROL))
        else:
            self.turning(Key.Key_Z, is_undo=True)

    def redo(self) -> None:
        if self.chance.random() < 0.7:  # else there is seldom anything to do again
            self.undo()
        if self._letters(lambda f: f.isRedoAvailable()):
            self.quietly(lambda: self.press(Key.Key_Y, CONTROL))
        else:
            self.turning(Key.Key_Y, is_undo=False)

    def _letters(self, has: Callable[[QLineEdit], bool]) -> bool:
        return self.window.focusWidget() is self.naming.field and has(self.naming.field)

    def undo_a_ghost(self) -> None:
        """A click on a card's own Undo, be it the newest name or not."""
        view = self.look_at_some()
        ghosts = [
            row
            for row in self.in_sight(view)
            if (entry := view.naming.entry(view.people.ids[row])) and entry.can_be_undone
        ]
        if not ghosts:
            return
        row = self.chance.choice(ghosts)
        seen, before = self.seen(view.people.ids[row]), self.decided()
        assert seen is not None
        place = view.mosaics.undo_rect(view.visualRect(view.people.index(row))).center()
        self.click(view, place)
        self.settle()
        after = self.decided()
        lost = {face for face in before if before[face] != after.get(face)}
        assert after.items() <= before.items() | self.all_ever(after), "undo decides nothing new"
        assert not lost or set(seen.faces) <= lost
        self.counts.undone += bool(lost)

    def drag(self) -> None:
        """A group or a single face is dropped on somebody."""
        view = self.look_at_some()
        rows = self.in_sight(view)
        targets = [
            (each, row)
            for each in (self.window.wall.people, self.groups)
            for row in (self.in_sight(each) if each.isVisible() else ())
        ]
        if not rows or len(targets) < 2:
            return
        index = view.people.index(self.chance.choice(rows))
        card = index.data(CARD)
        carried = view.carried_at(index)
        held = carried.face_ids
        if not held:
            return
        target, row = self.chance.choice(targets)
        onto: Card | None = target.people.index(row).data(CARD)
        before = self.decided()
        with self.one_step():
            place = target.visualRect(target.people.index(row)).center()
            label = drop(target.viewport(), carried, place)
            self.settle()
        gained = self.gained(before)
        extra = set(gained) - set(held)  # where two groups become one
        shown = set(onto.faces) if onto else set()
        assert not extra or (shown <= {*extra, *held, *before} and onto is not None), label
        assert onto is None or len(extra) <= onto.person.face_count
        assert label or not gained, "a drop that said nothing does nothing"
        if view is self.groups:
            assert len(held) == card.person.face_count, "what one sees is held"
        assert set(card.faces) <= set(held)
        for _, name in gained.values():
            assert name is None or name in label
        self.counts.given += bool(gained)

    def sheet(self) -> None:
        """A sheet, and away again."""

        def look() -> None:
            key, modifiers = self.chance.choice(
                (
                    (Key.Key_N, CONTROL),
                    (Key.Key_Comma, CONTROL),
                    (Key.Key_H, CONTROL),
                )
            )
            self.press(key, modifiers)
            QApplication.processEvents()
            if key == Key.Key_H:
                self.press(key, modifiers)
            for sheet in self.window.findChildren(Overlay):
                if sheet.isVisible():
                    self.press(Key.Key_Escape)
                    assert not sheet.isVisible(), sheet.accessibleName()

        self.quietly(look)

    def scroll(self) -> None:
        def turn() -> None:
            bar = area_of(self.window.wall).verticalScrollBar()
            bar.setValue(self.chance.randint(0, bar.maximum()))

        self.quietly(turn)

    def resize(self) -> None:
        self.quietly(
            lambda: self.window.resize(
                self.chance.randint(760, 1500), self.chance.randint(520, 1000)
            )
        )

    # what happens around

    def scan_event(self) -> None:
        """A scan begins, goes on or ends; groups grow, come and are made anew."""
        scanning = self.window.scanning

        def scan() -> None:
            what = self.chance.random()
            if what < 0.2:
                scanning.began.emit()
            elif what < 0.4:
                scanning.ended.emit("done")
            elif what < 0.7:
                self.context.db.write(lambda s: busy_library.step(s, self.chance)).result()
            else:
                self.more_groups(1)

        with self.standing_still():
            self.quietly(scan, by_window=True)

    def second_program(self) -> None:
        before, heard = self.decided(), self.commits
        with self.standing_still():
            touched = self.other.step(self.chance.choice(("scan", "name")))
            if touched:
                self.wait_until(lambda: self.commits > heard)
            self.settle()
        assert set(self.gained(before)) <= touched
        self.note_ever()

    def failing_write(self) -> None:
        """The disk is full as Enter comes, or a few names later: pages begun have room for some."""
        self.context.db.write(full_disk).result()
        failed = any(self._name_on_a_full_disk() for _ in range(6))
        self.context.db.write(_empty).result()
        self.counts.failed += failed

    def _name_on_a_full_disk(self) -> bool:
        """Where it is refused the card has its text again, and says why; whether it was."""
        if not self.open_a_card():
            return False
        self._type_a_name(self.new_name())
        seen, before = self.seen(), self.decided()
        assert seen is not None
        self.press(Key.Key_Return)
        self.settle()
        entry = self.entry(seen.group_id)
        if entry is None or not entry.is_refused:
            self.explained(before, [seen], set())
            return False
        assert self.gained(before) == {}, self.done_last()
        assert (entry.text, bool(entry.problem)) == (seen.name, True)
        return True

    def try_again(self) -> None:
        """The toast's button gives the names again that were not taken."""
        button = self.window.toast.findChild(QPushButton)
        if button is None or not button.isVisible() or button.text() != "Try again":
            return
        refused = [
            seen
            for group_id in [*self.groups.naming.held, *self.singles.naming.held]
            if (entry := self.entry(group_id))
            and entry.is_refused
            and (seen := self.seen(group_id))
        ]
        before = self.decided()
        button.click()
        self.settle()
        self.explained(before, refused, set())

    def more_groups(self, count: int) -> None:
        """As a scan finds them: half of them look like somebody."""
        for _ in range(count):
            direction = self._direction()
            group = self.album.group(faces=0, is_settled=self.chance.random() < 0.7)
            for _ in range(self.chance.randint(1, 9)):
                self.album.face(group, near=direction)
            for _ in range(self.chance.randint(0, 2)):
                self.album.face(near=self._direction())

    def keep_stocked(self) -> None:
        """There is always something to name."""
        if self.groups.people.rowCount() - self.groups.naming.given_count < 6:
            self.more_groups(4)
            self.settle()

    def place_some(self) -> None:
        """As a scan does that knows somebody."""
        query = "SELECT id FROM person WHERE name IS NOT NULL AND NOT is_hidden ORDER BY id"
        with self.context.db.read() as session:
            known = list(session.execute(text(query)).scalars())
        for _ in range(self.chance.randint(1, 3)):
            self.album.face(self.chance.choice(known), near=self._direction())

    def _direction(self) -> int:
        """Of somebody known, or not."""
        is_like = self.chance.random() < 0.5
        return self.chance.randrange(len(KNOWN)) if is_like else self.chance.randrange(4, 60)

    # what must hold

    def gained(self, before: Decided) -> Decided:
        """Who has been decided about since."""
        return dict(self.decided().items() - before.items())

    def note_ever(self) -> None:
        self.ever |= {(face, name) for face, (_, name) in self.decided().items()}

    def all_ever(self, found: Decided) -> set[tuple[str, tuple[str, str | None]]]:
        return {
            (face, (who, name)) for face, (who, name) in found.items() if (face, name) in self.ever
        }

    @contextmanager
    def one_step(self) -> Iterator[None]:
        """What is done within can be undone to the bit, if it was the only thing."""
        step, before, commits = self.newest_step(), dump(self.context.db), self.commits
        yield
        self.note_ever()
        if self.newest_step() == step + 1 and self.commits == commits + 1:
            self.steps[step + 1] = Step(before, dump(self.context.db))

    @contextmanager
    def deciding(self, seen: Seen | None) -> Iterator[None]:
        """Enter: just the faces of the card get the name, or nobody does."""
        before = self.decided()
        open_id = self.naming.open_id
        with self.one_step():
            yield
            now = self.naming.open_id  # in this very event
            assert now is None or now != open_id
            assert now is None or self.window.focusWidget() is self.naming.field
            self.settle()
        self.explained(before, [seen] if seen else [], set())

    def explained(self, before: Decided, permissions: list[Seen], touched: set[str]) -> None:
        """Every face that is somebody's now was on the screen with that name."""
        by_name: dict[str | None, set[str]] = {}
        for face, (_, name) in self.gained(before).items():
            is_set_aside = name is None and before.get(face, ("", ""))[1] is None
            is_others = face in touched and name not in {seen.name for seen in permissions}
            if not is_others and not is_set_aside:  # it was not on the card, and has no name
                by_name.setdefault(name, set()).add(face)
        known = {names.key(name) for _, name in before.values() if name} | {
            names.key(name) for name in KNOWN
        }
        for name, faces in by_name.items():
            fits = [seen for seen in permissions if seen.explains(faces, name)]
            assert fits, (name, faces, permissions)
            if names.key(name or "") in known:
                assert any(seen.is_known for seen in fits), "nobody is merged unseen"
                self.counts.joined += 1
            else:
                self.counts.named += 1
        self.note_ever()

    def kept(self, permissions: list[Seen]) -> None:
        """A name that was not written stands on its card."""
        written = {name for _, name in self.decided().values()}
        for seen in permissions:
            if seen.name and seen.name not in written:
                entry = self.entry(seen.group_id)
                assert entry is not None, seen
                is_open = self.naming.open_id == seen.group_id
                assert (self.naming.field.text() if is_open else entry.text) == seen.name

    @contextmanager
    def standing_still(self) -> Iterator[None]:
        """Nothing moves under who types."""
        before, is_touched = self.seen(), self.naming._is_touched
        yield
        if before is not None:
            now = self.seen()
            assert now is not None
            if not is_touched and self.naming.is_guess:  # it has become likely meanwhile
                before = replace(before, name=now.name, at=(*before.at[:2], now.name))
            assert now == replace(before, is_known=now.is_known)  # it may be painted only now

    def quietly(self, act: Callable[[], object], *, by_window: bool = False) -> None:
        """Nothing is decided by that."""
        before, step = self.decided(), self.newest_step()
        act()
        self.settle()
        assert self.gained(before) == {}, self.done_last()
        assert self.decided() == before
        assert self.newest_step() == step

    def turning(self, key: Qt.Key, *, is_undo: bool) -> None:
        """Undo or redo: what it is about is as it was, and nothing else is touched."""
        with self.context.db.read() as session:
            step = history.next_undo(session) if is_undo else history.next_redo(session)
        before, commits, refused = dump(self.context.db), self.commits, len(self.refusals)
        decided = self.decided()
        self.press(key, CONTROL)
        self.settle()
        after = dump(self.context.db)
        if step is None or len(self.refusals) > refused:
            assert after == before
            return
        known = self.steps.get(step.id)
        if known is not None and self.commits == commits + 1:
            there, back = (known.after, known.before) if is_undo else (known.before, known.after)
            if there == before:
                assert after == back
                self.counts.undone += is_undo
                self.counts.redone += not is_undo
        now = self.decided()
        assert now.items() <= decided.items() | self.all_ever(now)

    other: "OtherProgram"


class OtherProgram:
    """Another process on the library, which does a step when it is told to."""

    def __init__(self, base: Path, seed: int) -> None:
        program = str(Path(__file__).with_name("other_program.py"))
        self._process = subprocess.Popen(
            [sys.executable, program, str(base), str(seed)],
            cwd=ROOT,
            env={**os.environ, "PYTHONPATH": str(ROOT)},
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )

    def step(self, what: str) -> set[str]:
        """The faces it touched."""
        assert self._process.stdin is not None
        assert self._process.stdout is not None
        self._process.stdin.write(what + "\n")
        self._process.stdin.flush()
        return set(json.loads(self._process.stdout.readline()))

    def close(self) -> None:
        self._process.communicate(timeout=PATIENCE)


def _empty(session: Session) -> None:
    session.execute(text("PRAGMA main.max_page_count = 1000000"))
