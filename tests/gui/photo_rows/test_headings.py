"""Headings of photos: they stay while one scrolls, and offer what can be done with their photos."""

from collections.abc import Sequence
from datetime import datetime

import pytest
from PySide6.QtCore import QPoint
from PySide6.QtWidgets import QMenu

from kinfolk.gui.actions.dating import DateSheet
from kinfolk.gui.outputs.contact_sheet import ContactSheet
from kinfolk.gui.outputs.slide_show import SlideShow
from kinfolk.gui.photo_rows.grid import PhotoGrid
from kinfolk.gui.shell.window import Window
from kinfolk.gui.tiles.rows import HEADING
from kinfolk.gui.widgets.overlay import Overlay
from tests.album import Album
from tests.gui.hands import Key, click, press, until
from tests.gui.windows import open_menu, over


@pytest.fixture
def months(real: Window, album: Album) -> Sequence[str]:
    """Sixty photos of July and thirty of June 2019, on the page."""
    days = [datetime(2019, 7, 2)] * 60 + [datetime(2019, 6, 2)] * 30
    made = [album.photo(taken_at=day) for day in days]
    real.pages.show_photos()
    until(lambda: len(real.photos.grid.photos.ids) == len(made))
    return made


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
    real: Window, months: Sequence[str]
) -> None:
    grid = real.photos.grid
    grid.setFocus()
    press(Key.Key_End, on=grid)
    for key in (*[Key.Key_Up] * len(months), Key.Key_Home):
        press(key, on=grid)
        assert grid.visualRect(grid.currentIndex()).top() >= HEADING
    assert grid.currentIndex().row() == 0


def test_a_click_on_a_heading_offers_what_can_be_done_with_its_photos(
    real: Window, months: Sequence[str]
) -> None:
    grid = real.photos.grid
    grid.verticalScrollBar().setValue(500)
    kinds: dict[str, type[Overlay]] = {
        "Set dates…": DateSheet,
        "Slide show": SlideShow,
        "Contact sheet…": ContactSheet,
    }
    for text, kind in kinds.items():
        click(grid.viewport(), QPoint(30, 10))
        opened = open_menu()
        entries = {each.text(): each for each in opened.actions()}
        assert list(filter(None, entries)) == ["Select all 60", *kinds]
        entries[text].trigger()
        opened.close()
        sheet = over(real, kind)
        sheet.reject()
    click(grid.viewport(), QPoint(30, 10))
    opened = open_menu()
    opened.actions()[0].trigger()
    opened.close()
    assert sorted(grid.selected_ids()) == sorted(months[:60])


def test_the_menu_of_a_photo_leads_to_that_of_its_heading(
    real: Window, months: Sequence[str]
) -> None:
    """With the Menu key, so that the keyboard reaches it, too."""
    grid = real.photos.grid
    grid.go_to(months[65])
    grid.menu_wanted.emit(real.mapToGlobal(real.rect().center()))
    opened = open_menu()
    inside = opened.actions()[-1].menu()
    assert isinstance(inside, QMenu)
    assert inside.title() == "June 2019"
    inside.actions()[0].trigger()
    opened.close()
    assert sorted(grid.selected_ids()) == sorted(months[60:])
