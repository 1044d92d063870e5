"""Cards kept as pictures: none is painted anew without need, and no turn paints too many."""

import pytest
from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QSize, QStringListModel, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPixmapCache
from PySide6.QtWidgets import QApplication, QListView, QStyledItemDelegate, QStyleOptionViewItem
from pytestqt.qtbot import QtBot

from kinfolk.gui.base import kept_pictures
from kinfolk.gui.base.kept_pictures import KeptPictures
from kinfolk.gui.shell import app as running
from tests.gui.hands import until

EVERYBODY = ["Ada", "Bob", "Cyd", "Eva"]


class Cards(QStyledItemDelegate):
    """Black squares; `anew` has those that were painted in each turn, without empty turns."""

    def __init__(self, view: QListView) -> None:
        super().__init__(view)
        self.anew: list[list[str]] = []
        self.look = ""
        self._pictures = KeptPictures(view)

    def sizeHint(self, option: QStyleOptionViewItem, index: object) -> QSize:
        return QSize(40, 20)

    def paint(
        self,
        painter: QPainter,
        option: QStyleOptionViewItem,
        index: QModelIndex | QPersistentModelIndex,
    ) -> None:
        rect: QRect = option.rect
        name = str(index.data())

        def draw(inside: QPainter) -> None:
            self.anew[-1].append(name)
            inside.fillRect(rect, Qt.GlobalColor.black)

        soon = f"{name} {self.look}"
        self._pictures.draw(painter, rect, name, at_once="a square", soon=soon, draw=draw)


class Page(QListView):
    """A list that knows when it is painted."""

    def __init__(self) -> None:
        super().__init__()
        self.cards = Cards(self)
        self.setModel(QStringListModel(EVERYBODY, self))
        self.setItemDelegate(self.cards)

    def paintEvent(self, event: QPaintEvent) -> None:
        self.cards.anew.append([])
        super().paintEvent(event)

    def is_black(self, row: int) -> bool:
        middle = self.visualRect(self.model().index(row, 0)).center()
        return self.viewport().grab().toImage().pixelColor(middle).name() == "#000000"


@pytest.fixture
def page(qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> Page:
    """A turn of the event loop has time for one card."""
    monkeypatch.setattr(kept_pictures, "TURN", 0)
    QPixmapCache.clear()
    made = Page()
    qtbot.addWidget(made)
    made.show()
    return made


def painted(page: Page) -> list[str]:
    """In which order, each in a turn of its own."""
    turns = [turn for turn in page.cards.anew if turn]
    assert all(len(turn) == 1 for turn in turns)
    return [name for turn in turns for name in turn]


def test_cards_that_come_into_view_come_over_several_turns(page: Page) -> None:
    until(lambda: len(painted(page)) >= len(EVERYBODY))
    assert painted(page) == EVERYBODY
    assert all(page.is_black(row) for row in range(len(EVERYBODY)))
    assert painted(page) == EVERYBODY  # kept: to look again paints nothing anew


def test_cards_that_changed_stay_in_sight_until_it_is_their_turn(page: Page) -> None:
    until(lambda: len(painted(page)) >= len(EVERYBODY))
    page.cards.anew.clear()
    page.cards.look = "other faces"
    assert page.is_black(3)  # as it was
    assert painted(page) == EVERYBODY[:1]
    until(lambda: len(painted(page)) >= len(EVERYBODY))
    assert painted(page) == EVERYBODY


def test_cards_that_were_let_go_come_over_several_turns_again(page: Page) -> None:
    until(lambda: len(painted(page)) >= len(EVERYBODY))
    page.cards.anew.clear()
    QPixmapCache.clear()
    page.viewport().update()
    until(lambda: len(painted(page)) >= len(EVERYBODY))
    assert painted(page) == EVERYBODY
    assert all(page.is_black(row) for row in range(len(EVERYBODY)))


def test_there_is_room_for_all_that_screens_show(qapp: QApplication) -> None:
    QPixmapCache.setCacheLimit(1)
    running.application()
    pixels = sum(
        each.size().width() * each.size().height() * each.devicePixelRatio() ** 2
        for each in qapp.screens()
    )
    assert QPixmapCache.cacheLimit() * 1024 >= max(running.TILES_KB * 1024, 2 * 4 * pixels)
