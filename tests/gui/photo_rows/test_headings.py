"""Headings of photos: they stay while one scrolls, and offer what can be done with their photos."""

from collections.abc import Sequence
from datetime import datetime

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QApplication, QMenu
from pytestqt.qtbot import QtBot

from kinfolk.gui.actions.dating import DateSheet
from kinfolk.gui.outputs.contact_sheet import ContactSheet
from kinfolk.gui.outputs.slide_show import SlideShow
from kinfolk.gui.photo_rows.grid import PhotoGrid
from kinfolk.gui.shell.window import Window
from kinfolk.gui.tiles.rows import HEADING
from kinfolk.gui.widgets.overlay import Overlay
from tests.album import Album

LEFT = Qt.MouseButton.LeftButton


@pytest.fixture
def months(qtbot: QtBot, real: Window, album: Album) -> Sequence[str]:
    """Sixty photos of July and thirty of June 2019, on the page."""
    days = [datetime(2019, 7, 2)] * 60 + [datetime(2019, 6, 2)] * 30
    made = [album.photo(taken_at=day) for day in days]
    real.pages.show_photos()
    qtbot.waitUntil(lambda: len(real.photos.grid.photos.ids) == len(made))
    return made


def menu(qtbot: QtBot) -> QMenu:
    qtbot.waitUntil(lambda: isinstance(QApplication.activePopupWidget(), QMenu))
    found = QApplication.activePopupWidget()
    assert isinstance(found, QMenu)
    return found


def row_at(grid: PhotoGrid, y: int) -> int:
    return grid.indexAt(QPoint(30, y)).row()


def test_a_heading_stays_until_the_next_pushes_it_out(real: Window, months: Sequence[str]) -> None:
    grid = real.photos.grid
    view, bar = grid.viewport(), grid.verticalScrollBar()
    strip = view.rect().adjusted(0, 0, 0, 20 - view.height())
    july = view.grab(strip).toImage()
    bar.setValue(500)
    assert view.grab(strip).toImage() == july
    assert row_at(grid, 10) == -1  # a click there means the heading, not the photo below it
    second = grid._layout.headings[1]
    bar.setValue(second.y - HEADING // 2)
    assert view.grab(strip).toImage() != july
    bar.setValue(second.y)
    assert grid._heading_at(QPoint(20, 10)) == second


def test_no_photo_that_the_keys_reach_lies_under_the_heading(
    qtbot: QtBot, real: Window, months: Sequence[str]
) -> None:
    grid = real.photos.grid
    grid.setFocus()
    qtbot.keyClick(grid, Qt.Key.Key_End)
    for key in (*[Qt.Key.Key_Up] * len(months), Qt.Key.Key_Home):
        qtbot.keyClick(grid, key)
        assert grid.visualRect(grid.currentIndex()).top() >= HEADING
    assert grid.currentIndex().row() == 0


def test_a_click_on_a_heading_offers_what_can_be_done_with_its_photos(
    qtbot: QtBot, real: Window, months: Sequence[str]
) -> None:
    grid = real.photos.grid
    grid.verticalScrollBar().setValue(500)
    kinds: dict[str, type[Overlay]] = {
        "Set dates…": DateSheet,
        "Slide show": SlideShow,
        "Contact sheet…": ContactSheet,
    }
    for text, kind in kinds.items():
        qtbot.mouseClick(grid.viewport(), LEFT, pos=QPoint(30, 10))
        opened = menu(qtbot)
        entries = {each.text(): each for each in opened.actions()}
        assert list(filter(None, entries)) == ["Select all 60", *kinds]
        entries[text].trigger()
        opened.close()
        (sheet,) = [each for each in real.findChildren(kind) if each.isVisible()]
        sheet.reject()
    qtbot.mouseClick(grid.viewport(), LEFT, pos=QPoint(30, 10))
    opened = menu(qtbot)
    opened.actions()[0].trigger()
    opened.close()
    assert sorted(grid.selected_ids()) == sorted(months[:60])


def test_the_menu_of_a_photo_leads_to_that_of_its_heading(
    qtbot: QtBot, real: Window, months: Sequence[str]
) -> None:
    """With the Menu key, so that the keyboard reaches it, too."""
    grid = real.photos.grid
    grid.go_to(months[65])
    grid.menu_wanted.emit(real.mapToGlobal(real.rect().center()))
    opened = menu(qtbot)
    inside = opened.actions()[-1].menu()
    assert isinstance(inside, QMenu)
    assert inside.title() == "June 2019"
    inside.actions()[0].trigger()
    opened.close()
    assert sorted(grid.selected_ids()) == sorted(months[60:])
