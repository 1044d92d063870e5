"""The rail of years beside photos: what stands on it, and where it leads."""

import itertools
from collections.abc import Sequence
from datetime import datetime

import pytest
from PySide6.QtCore import QPoint
from pytestqt.qtbot import QtBot

from kinfolk.gui.photo_rows.rail import APART, WIDTH
from kinfolk.gui.photos.reading import PhotoOrder
from kinfolk.gui.shell.window import Window
from tests.album import Album
from tests.gui.hands import LEFT, until


@pytest.fixture
def years(real: Window, album: Album) -> Sequence[str]:
    """Photos of 2019 (many), of 15 years before, and without a date."""
    days = [datetime(2019, month, 1) for month in range(12, 0, -1) for _ in range(12)]
    days += [datetime(year, 5, 1) for year in range(2018, 2003, -1) for _ in range(12)]
    made = [album.photo(taken_at=day) for day in days] + [album.photo() for _ in range(30)]
    real.pages.show_photos()
    until(lambda: len(real.photos.grid.photos.ids) == len(made))
    until(lambda: real.photos.grid._rail.width() >= WIDTH)
    return made


def test_it_shows_the_years_from_the_top_and_leaves_out_those_without_room(
    real: Window, years: Sequence[str]
) -> None:
    rail = real.photos.grid._rail
    places = rail._years()
    named = [mark.year for mark, _ in places]
    assert named[0] == "2019"
    assert named[-1] == "No date"
    heights = [at for _, at in places]
    assert all(after - before >= APART for before, after in itertools.pairwise(heights))
    real.resize(900, 300)
    assert len(rail._years()) < len(named)


def test_a_year_without_room_at_its_beginning_stands_lower_among_its_photos(
    real: Window, album: Album
) -> None:
    days = [datetime(year, 5, 1) for year in (2019, 2018)]
    made = [album.photo(taken_at=day) for day in days] + [album.photo() for _ in range(200)]
    real.pages.show_photos()
    until(lambda: len(real.photos.grid.photos.ids) == len(made))
    rail = real.photos.grid._rail
    (_, first), (mark, at) = rail._years()
    assert (mark.year, at) == ("No date", first + APART)


def test_a_click_on_a_year_goes_to_its_first_photo_and_dragging_scrubs(
    qtbot: QtBot, real: Window, years: Sequence[str]
) -> None:
    grid = real.photos.grid
    rail = grid._rail
    (at,) = [at for mark, at in rail._years() if mark.year == "2018"]
    qtbot.mousePress(rail, LEFT, pos=QPoint(30, at + 2))
    assert grid._heading_at(QPoint(20, 10)) == grid._layout.headings[12]  # May 2018
    qtbot.mouseMove(rail, QPoint(30, rail.height()))
    assert rail.value() == rail.maximum()
    qtbot.mouseRelease(rail, LEFT, pos=QPoint(30, rail.height()))
    qtbot.mouseMove(rail, QPoint(30, 20))
    assert rail.value() == rail.maximum()  # nothing is pressed now


def test_pointing_at_it_says_the_month_there(
    qtbot: QtBot, real: Window, years: Sequence[str]
) -> None:
    grid = real.photos.grid
    qtbot.mouseMove(grid._rail, QPoint(30, 5))
    qtbot.mouseMove(grid._rail, QPoint(30, 15))
    assert grid._sign._sign.isVisible()
    assert grid._sign._sign.text() == "December 2019"
    assert grid._rail.value() == 0


def test_without_years_it_is_a_scroll_bar(real: Window, years: Sequence[str]) -> None:
    rail = real.photos.grid._rail
    wide = rail.width()
    real.photos.sorting.choices.actions()[list(PhotoOrder).index(PhotoOrder.NAME)].trigger()
    until(lambda: rail.width() < wide // 2)
    real.photos.sorting.choices.actions()[0].trigger()
    until(lambda: rail.width() == wide)
