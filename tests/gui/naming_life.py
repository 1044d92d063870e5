"""A user at the real window whose every action is compared with what the screen showed.

A face may get a person, or a name, only where a key or a drop meant exactly that. What arrives by
itself moves neither the open card nor its text nor the focus. After an undo everything is as it was
before, to the bit. What the user does on other pages is in `naming_hands.py`.
"""

from collections import deque
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace

from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit
from pytestqt.qtbot import QtBot
from sqlalchemy import text

from kinfolk.core import names
from kinfolk.core.history import history
from kinfolk.core.people.people import Card
from kinfolk.core.people.people_lists import Section
from kinfolk.gui.base.context import Context
from kinfolk.gui.faces.people import CARD
from kinfolk.gui.shell.window import Window
from kinfolk.gui.wall.lists import GroupList, WallList
from kinfolk.gui.wall.naming import Naming
from kinfolk.gui.widgets.overlay import Overlay
from kinfolk.naming.entry import NamingEntry
from tests.album import Album
from tests.gui import busy_library
from tests.gui.drops import drop
from tests.gui.hands import CONTROL, LEFT, Key, until
from tests.gui.windows import there
from tests.naming.witness import Decided, Turns, Witness

Modifiers = Qt.KeyboardModifier
KNOWN = ("Dora", "Ben", "Eva", "Kai")


@dataclass(frozen=True)
class Seen:
    """What a card shows at the moment of a key, and what Enter would then do by its words."""

    group_id: str
    faces: tuple[str, ...]  # the faces whose pictures it shows
    number: int  # how many faces it says there are
    name: str = ""
    is_known: bool = False  # the card says whom the faces will go to
    at: tuple[object, ...] = ()  # where the field is, and what has the focus

    def explains(self, faces: set[str], name: str | None) -> bool:
        """Return whether the screen said that exactly these faces would be this person's."""
        is_named = names.key(self.name) == names.key(name or "")
        return is_named and set(self.faces) <= faces and len(faces) == self.number


@dataclass
class Counts(Turns):
    """How often each decision has happened."""

    named: int = 0
    joined: int = 0
    given: int = 0
    ignored: int = 0
    split: int = 0
    merged: int = 0
    confirmed: int = 0


class Life(Witness):
    """A window, its user, and what other programs do meanwhile."""

    counts: Counts

    def __init__(
        self, qtbot: QtBot, window: Window, context: Context, album: Album, seed: int
    ) -> None:
        super().__init__(context.db, seed)
        self.qtbot, self.window, self.context, self.album = qtbot, window, context, album
        self.counts = Counts()
        self.past: deque[str] = deque(maxlen=40)  # the last actions, for who reads about a failure
        self.looked_at: GroupList = window.wall.groups

    # what is there

    @property
    def groups(self) -> GroupList:
        """The list of groups."""
        return self.window.wall.groups

    @property
    def singles(self) -> GroupList:
        """The list of single faces."""
        return self.window.wall.singles

    @property
    def cards(self) -> GroupList:
        """The list in which a card is open, else the one that the user looks at."""
        opened = (each for each in (self.groups, self.singles) if each.naming.is_open)
        return next(opened, self.looked_at)

    @property
    def naming(self) -> Naming:
        """What is typed into that list's cards."""
        return self.cards.naming

    def entry(self, group_id: str) -> NamingEntry | None:
        """Return what was typed into a card, of a group or of a single face."""
        return self.groups.entries.get(group_id) or self.singles.entries.get(group_id)

    def seen(self, group_id: str | None = None) -> Seen | None:
        """Return what the open card shows, or the card of `group_id`; None if there is none."""
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
        entry = view.entries.get(who)
        return Seen(who, faces, number, entry.text if entry else "", at=self.at)

    @property
    def at(self) -> tuple[object, ...]:
        """Where the field is, what has the focus, and the field's text."""
        place = self.naming.field.mapToGlobal(QPoint(0, 0))
        return place, self.window.focusWidget(), self.naming.field.text()

    def done_last(self) -> list[str]:
        """Return the words of the newest steps, for who reads about a failure."""
        return [one.words for one in self.album.ask(history.steps, 3)]

    def under_way(self) -> list[str]:
        """Return what is still being written, read or asked."""
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
        """Wait until everything is written and shown."""

        for _ in range(2):
            self.context.db.write(lambda session: None).result()
            QApplication.processEvents()
            self.wait_until(lambda: not self.under_way())

    def wait_until(self, is_so: Callable[[], bool]) -> None:
        """Wait until `is_so` returns True; a failure names what is under way."""

        def is_over() -> None:
            assert is_so(), f"still under way: {self.under_way()}"

        until(is_over)

    # the hands

    def press(
        self, key: Qt.Key | str, modifiers: Qt.KeyboardModifier = Modifiers.NoModifier
    ) -> None:
        """Press a key where the focus is."""
        self.wake()
        target = QApplication.activePopupWidget() or QApplication.focusWidget() or self.window
        QTest.keyClick(target, key, modifiers)  # type: ignore[arg-type]  # or a letter

    def wake(self) -> None:
        """Activate the window: offscreen, none is active after a list of names has closed."""
        if not QApplication.activePopupWidget() and not self.window.isActiveWindow():
            self.window.activateWindow()
            self.wait_until(self.window.isActiveWindow)

    def type(self, letters: str) -> None:
        """Press one key for each letter."""
        for letter in letters:
            self.press(letter)

    def click(self, view: WallList, place: QPoint) -> None:
        """Click at a place of a list."""
        QTest.mouseClick(view.viewport(), LEFT, Modifiers.NoModifier, place)

    def in_sight(self, view: WallList) -> list[int]:
        """Return the rows of a list whose middle is visible."""
        rows = range(view.people.rowCount())
        area = view.viewport().visibleRegion().boundingRect()
        return [row for row in rows if area.contains(view.cell_rect(row).center())]

    def open_a_card(self, among: GroupList | None = None) -> bool:
        """Get the focus into the field of some card; return whether that was possible.

        Most of the time a card that is open already will do. among: the list to choose from, else
        any.
        """
        is_typing = self.window.focusWidget() is self.naming.field and self.naming.is_open
        if is_typing and among in (None, self.cards) and self.chance.random() < 0.85:
            return True
        view = self.look_at(among) if among else self.look_at_some()
        waiting = [
            row for row in self.in_sight(view) if not view.entries.is_given(view.people.ids[row])
        ]
        if not waiting:
            return False
        cell = view.visualRect(view.people.index(self.chance.choice(waiting)))
        # A single face's field is broader than its card, so the click goes on the face
        is_group = view is self.groups
        mosaic = view.mosaics.mosaic_rect(cell).center().toPoint()
        self.click(view, view.mosaics.field_rect(cell).center() if is_group else mosaic)
        return self.window.focusWidget() is self.naming.field and self.naming.is_open

    def look_at_some(self) -> GroupList:
        """Look at the groups, or at the single faces below them."""
        has_singles = self.singles.people.rowCount() > 0
        is_single = has_singles and self.chance.random() < 0.3
        return self.look_at(self.singles if is_single else self.groups)

    def look_at(self, view: GroupList) -> GroupList:
        """Scroll to a list if no card of it is visible, and return it."""
        self.looked_at = view
        if not self.in_sight(view):
            self.window.wall.area.verticalScrollBar().setValue(view.y())
            QApplication.processEvents()
        return view

    # what somebody does: each is checked

    def name(self) -> None:
        """Type a name, new or known, and press Enter."""
        if not self.open_a_card():
            return
        is_known = self.chance.random() < 0.3
        self._type_a_name(self.chance.choice(KNOWN) if is_known else self.new_name())
        if self.chance.random() < 0.8:  # otherwise the user has not seen what the card says by then
            QApplication.processEvents()
        with self.deciding(self.seen()):
            self.press(Key.Key_Return)

    def _type_a_name(self, name: str) -> None:
        """Replace the text of the open field."""
        if self.naming.field.text():
            self.press(Key.Key_A, CONTROL)
        self.type(name)
        assert self.naming.field.text() == name

    def begin_a_name(self) -> None:
        """Type a name without Enter: the open card must keep it, whatever comes."""
        self.quietly(lambda: self._type_a_name(self.new_name()) if self.open_a_card() else None)

    def accept(self) -> None:
        """Press Enter, whatever the field contains."""
        if self.open_a_card():
            QApplication.processEvents()
            with self.deciding(self.seen()):
                self.press(Key.Key_Return)

    def complete(self) -> None:
        """Type a few letters and choose the first name of the list."""
        if self.open_a_card():
            self._type_a_name(self.chance.choice(KNOWN)[:2])
            self.press(Key.Key_Down)
            QApplication.processEvents()
            with self.deciding(self.seen()):
                self.press(Key.Key_Return)

    def hurry(self) -> None:
        """Give several names faster than they are written, while another program writes."""
        permissions = []
        before, touched = self.decided(), set[str]()
        for _ in range(self.chance.randint(2, 4)):
            if not self.open_a_card():
                break
            self._type_a_name(self.new_name())
            if self.chance.random() < 0.5:
                touched |= self.elsewhere()
            seen = self.seen()
            permissions.append(seen)
            self.press(Key.Key_Return)
        self.settle()
        self.explained(before, [seen for seen in permissions if seen], touched)
        self.kept([seen for seen in permissions if seen])

    def skip(self) -> None:
        """Go to the next card without a name."""
        self.quietly(lambda: self.press(Key.Key_Tab) if self.open_a_card() else None)

    def back(self) -> None:
        """Go back to the card before."""
        shift = Modifiers.ShiftModifier
        self.quietly(lambda: self.press(Key.Key_Backtab, shift) if self.open_a_card() else None)

    def leave_text(self) -> None:
        """Type something and move the focus elsewhere: the text must wait on its card."""
        where: Callable[[], object] = self.chance.choice(
            (
                lambda: self.press(Key.Key_Tab),
                lambda: self.window.wall.header.new_person.setFocus(),
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
        """Type something and take it back with Esc."""

        def cancel() -> None:
            if self.open_a_card():
                self._type_a_name(self.new_name())
                self.press(Key.Key_Escape)

        self.quietly(cancel)

    def another_page(self) -> None:
        """Go to another page and back."""
        self.quietly(self._another_page)

    def _another_page(self) -> None:
        """Emit what a click in the sidebar would."""
        self.window.sidebar.chosen.emit(self.chance.choice((Section.PEOPLE, "review")))
        QApplication.processEvents()
        self.window.sidebar.chosen.emit(Section.UNNAMED)

    def apart(self) -> None:
        """Ask for another person of a known name: a number is offered, nothing is decided yet."""

        def ask() -> None:
            if self.open_a_card():
                self._type_a_name("Dora")
                self.press(Key.Key_Return, Modifiers.ShiftModifier)

        self.quietly(ask)

    def undo(self) -> None:
        """Press Ctrl+Z: it undoes letters if the field has any, else a step."""
        if self._letters(lambda f: f.isUndoAvailable()):
            self.quietly(lambda: self.press(Key.Key_Z, CONTROL))
        else:
            self.turn(Key.Key_Z, is_undo=True)

    def redo(self) -> None:
        """Press Ctrl+Y, mostly after an undo."""
        if self.chance.random() < 0.7:  # so that there is something to redo
            self.undo()
        if self._letters(lambda f: f.isRedoAvailable()):
            self.quietly(lambda: self.press(Key.Key_Y, CONTROL))
        else:
            self.turn(Key.Key_Y, is_undo=False)

    def turn(self, key: Qt.Key, *, is_undo: bool) -> None:
        """Undo or redo a step."""
        with self.turning(is_undo=is_undo):
            self.press(key, CONTROL)
            self.settle()

    def _letters(self, has: Callable[[QLineEdit], bool]) -> bool:
        """Return whether the keys would change the text of the open field."""
        return self.window.focusWidget() is self.naming.field and has(self.naming.field)

    def undo_a_ghost(self) -> None:
        """Click the Undo that a card shows after naming, be it the newest name or not."""
        view = self.look_at_some()
        ghosts = [
            row
            for row in self.in_sight(view)
            if (entry := view.entries.get(view.people.ids[row])) and entry.can_be_undone
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
        assert self.is_restored(before), "undo decides nothing new"
        assert not lost or set(seen.faces) <= lost
        self.counts.undone += bool(lost)

    def drag(self) -> None:
        """Drop a group or a single face on a person or a group."""
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
        extra = set(gained) - set(held)  # faces of the group dropped on, when two groups become one
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
        """Open a sheet and close it again."""

        def look() -> None:
            key, modifiers = self.chance.choice(
                ((Key.Key_N, CONTROL), (Key.Key_Comma, CONTROL), (Key.Key_H, CONTROL))
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
        """Scroll to any place."""

        def turn() -> None:
            bar = self.window.wall.area.verticalScrollBar()
            bar.setValue(self.chance.randint(0, bar.maximum()))

        self.quietly(turn)

    def resize(self) -> None:
        """Resize the window."""
        self.quietly(
            lambda: self.window.resize(
                self.chance.randint(760, 1500), self.chance.randint(520, 1000)
            )
        )

    # what happens around

    def scan_event(self) -> None:
        """Let a scan begin, go on or end; groups grow, come and are made anew."""
        scanning = self.window.scanning

        def scan() -> None:
            what = self.chance.random()
            if what < 0.2:
                scanning.began.emit()
            elif what < 0.4:
                scanning.ended.emit("done")
            elif what < 0.7:
                self.album.do(busy_library.step, self.chance)
            else:
                self.more_groups(1)

        with self.standing_still():
            self.quietly(scan, by_window=True)

    def second_program(self) -> None:
        """Let another program write; only faces that it reports may have been decided about."""
        before = self.decided()
        with self.standing_still():
            touched = self.elsewhere()
            self.settle()
        assert set(self.gained(before)) <= touched
        self.note_ever()

    def more_groups(self, count: int) -> None:
        """Add groups as a scan finds them; half of them look like a known person."""
        for _ in range(count):
            direction = self._direction()
            group = self.album.group(faces=0, is_settled=self.chance.random() < 0.7)
            for _ in range(self.chance.randint(1, 9)):
                self.album.face(group, near=direction)
            for _ in range(self.chance.randint(0, 2)):
                self.album.face(near=self._direction())

    def keep_stocked(self) -> None:
        """Add groups until there are enough to name."""
        if self.groups.people.rowCount() - len(self.groups.entries.given(self.groups.people)) < 6:
            self.more_groups(4)
            self.settle()

    def place_some(self) -> None:
        """Place faces with known people, as a scan does."""
        query = "SELECT id FROM person WHERE name IS NOT NULL AND NOT is_hidden ORDER BY id"
        with self.context.db.read() as session:
            known = list(session.execute(text(query)).scalars())
        for _ in range(self.chance.randint(1, 3)):
            self.album.face(self.chance.choice(known), near=self._direction())

    def _direction(self) -> int:
        """Return a direction for a vector: a known person's, or another one."""
        is_like = self.chance.random() < 0.5
        return self.chance.randrange(len(KNOWN)) if is_like else self.chance.randrange(4, 60)

    # what must hold

    @contextmanager
    def deciding(self, seen: Seen | None) -> Iterator[None]:
        """Check that what is done within names exactly the card's faces, or decides nothing.

        The next card must be open in the same event.
        """
        before = self.decided()
        open_id = self.naming.open_id
        with self.one_step():
            yield
            if self.naming.session.is_asked:  # about what stands against the name
                self.press(Key.Key_Return)
            now = self.naming.open_id  # already in the same event
            assert now is None or now != open_id
            assert now is None or self.window.focusWidget() is self.naming.field
            self.settle()
        self.explained(before, [seen] if seen else [], set())

    def explained(self, before: Decided, permissions: list[Seen], touched: set[str]) -> None:
        """Check that every face decided about since `before` was on a card with that name.

        permissions: the cards as they were at each Enter. touched: faces that another program
        changed.
        """
        by_name: dict[str | None, set[str]] = {}
        for face, (_, name) in self.gained(before).items():
            is_set_aside = name is None and before.get(face, ("", ""))[1] is None
            is_others = face in touched and name not in {seen.name for seen in permissions}
            if not is_others and not is_set_aside:  # taken out of a group that has no name either
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
        """Check that each name that was not written still stands on its card."""
        written = {name for _, name in self.decided().values()}
        for seen in permissions:
            if seen.name and seen.name not in written:
                entry = there(self.entry(seen.group_id))
                is_open = self.naming.open_id == seen.group_id
                assert (self.naming.field.text() if is_open else entry.text) == seen.name

    @contextmanager
    def standing_still(self) -> Iterator[None]:
        """Check that what is done within moves nothing under the user's hands."""
        before, is_touched = self.seen(), self.naming.session.is_touched
        yield
        if before is not None:
            now = there(self.seen())
            if not is_touched and self.naming.session.is_guess:  # a guess may have come meanwhile
                before = replace(before, name=now.name, at=(*before.at[:2], now.name))
            # This is only set when the card is painted
            assert now == replace(before, is_known=now.is_known)

    def quietly(self, act: Callable[[], object], *, by_window: bool = False) -> None:
        """Do something and check that nothing was decided."""
        before, step = self.decided(), self.newest_step()
        act()
        self.settle()
        assert self.gained(before) == {}, self.done_last()
        assert self.decided() == before
        assert self.newest_step() == step
