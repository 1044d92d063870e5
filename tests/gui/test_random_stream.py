"""The life of `naming/life.py` in the real window: its cards, keys, drags and sheets."""

from collections.abc import Collection

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QApplication

from kinfolk.core.people.people_lists import Section
from kinfolk.gui.base.context import Context
from kinfolk.gui.faces.people import PeopleModel
from kinfolk.gui.look_closer.sheet import LookCloser
from kinfolk.gui.shell.window import Window
from kinfolk.gui.wall.lists import GroupList
from kinfolk.gui.wall.naming import Naming
from kinfolk.gui.widgets.overlay import Overlay
from kinfolk.recognition.questions import queue
from tests.album import Album
from tests.gui.drops import drop
from tests.gui.hands import CONTROL, PLAIN, SHIFT, Key, click, press, rest, until
from tests.gui.walls import middle
from tests.gui.windows import over
from tests.naming.life import Life, live
from tests.random_examples import often

pytestmark = pytest.mark.slow

PAUSE = 0.05  # seconds without a key until what no one waits for is asked: a life mostly waited


class AtWindow:
    """Someone who names at the cards of the window."""

    def __init__(self, window: Window, context: Context) -> None:
        self.window, self.context, self.wall = window, context, window.wall
        self.session = self.wall.session

    @property
    def groups(self) -> PeopleModel:
        return self.wall.groups.people

    @property
    def singles(self) -> PeopleModel:
        return self.wall.singles.people

    @property
    def view(self) -> GroupList:
        """The list in which a card is open."""
        return self.wall.singles if self.wall.singles.naming.is_open else self.wall.groups

    @property
    def naming(self) -> Naming:
        return self.view.naming

    @property
    def standing(self) -> object:
        """Where the field is, what it says, and what has the keyboard."""
        field = self.naming.field
        return field.mapToGlobal(QPoint(0, 0)), field.text(), self.window.focusWidget()

    def look(self) -> None:
        """Wait until everything is written and shown, and nothing is asked any more."""
        for _ in range(2):
            self.context.db.write(lambda session: None).result()
            QApplication.processEvents()
            rest(self.context)
            until(lambda: not self.context.review.is_busy)

    write = look

    def text(self, card_id: str) -> str:
        """What a card says, be it open or not."""
        if self.naming.open_id == card_id:
            return self.naming.field.text()
        entry = self.session.entries.get(card_id)
        return entry.text if entry is not None else ""

    # the hands

    def press(self, *keys: Qt.Key | str, held: Qt.KeyboardModifier = PLAIN) -> None:
        """Press keys where the keyboard is, also in the list of names."""
        for key in keys:
            popup = QApplication.activePopupWidget()
            if popup is None and not self.window.isActiveWindow():
                self.window.activateWindow()  # offscreen, a list that closes leaves none active
                until(self.window.isActiveWindow)
            press(key, held=held, on=popup)

    def show(self, card_id: str) -> tuple[GroupList, int]:
        """Scroll to a card; return its list and row."""
        view = self.wall.groups if card_id in self.groups.ids else self.wall.singles
        row = view.people.row_of(card_id)
        view.scrollTo(view.people.index(row))
        return view, row

    def open(self, card_id: str) -> bool:
        view, row = self.show(card_id)
        view.setFocus()
        view.setCurrentIndex(view.people.index(row))
        self.press(Key.Key_F2)
        return view.naming.open_id == card_id

    def type(self, text: str) -> None:
        if self.window.focusWidget() is not self.naming.field:
            click(self.naming.field)
        if self.naming.field.text():
            self.press(Key.Key_A, held=CONTROL)
        self.press(*text)
        assert self.naming.field.text() == text

    def sees(self, wants_to: bool) -> bool:
        if wants_to and self.session.namesake is not None:
            until(lambda: self.naming.offer.is_seen)
        return self.naming.offer.is_seen

    def enter(self, *, is_seen: bool) -> None:
        assert is_seen == self.naming.offer.is_seen
        self.press(Key.Key_Return)
        assert not self.naming.is_open or self.window.focusWidget() is self.naming.field

    def tab(self) -> None:
        self.press(Key.Key_Tab)

    def back(self) -> None:
        self.press(Key.Key_Backtab, held=SHIFT)

    def cancel(self) -> None:
        while self.naming.is_open:  # the first Esc may close the list of names
            self.press(Key.Key_Escape)

    def ignore(self) -> None:
        self.press(Key.Key_I, held=CONTROL)

    def name_without_first(self, name: str) -> Collection[str]:
        if self.naming.field.text():
            self.press(Key.Key_A, held=CONTROL)
            self.press(Key.Key_Backspace)
        self.press(Key.Key_Space)
        sheet = over(self.window, LookCloser)
        self.look()
        self.press(Key.Key_Space)
        if sheet.look.name.text:  # who it may be
            sheet.who.field.setFocus()
            self.press(Key.Key_A, held=CONTROL)
        self.press(*name)
        QApplication.processEvents()
        left = list(sheet.look.kept)
        self.press(Key.Key_Return)
        assert not any(each.isVisible() for each in self.window.findChildren(Overlay))
        return left

    def drop(self, card_id: str, onto: str) -> None:
        view, row = self.show(card_id)
        held = view.carried_at(view.people.index(row))
        self.show(onto)
        drop(self.wall.groups.viewport(), held, middle(self.wall.groups, self.groups.row_of(onto)))

    def take_back(self, card_id: str) -> None:
        view, row = self.show(card_id)
        cell = view.visualRect(view.people.index(row))
        click(view.viewport(), view.mosaics.undo_rect(cell).center())

    def undo(self) -> None:
        self.window.menus.undo.trigger()
        self.look()

    def redo(self) -> None:
        self.window.menus.redo.trigger()
        self.look()

    def retry(self) -> None:
        for view in (self.wall.groups, self.wall.singles):
            view.naming.retry()


def test_nothing_is_decided_that_was_not_on_the_screen(
    real: Window, context: Context, album: Album, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(queue, "PAUSE", PAUSE)
    context.review.start()
    real.pages.show_section(Section.UNNAMED)
    live(Life(album, AtWindow(real, context), seed=23), often(60))
