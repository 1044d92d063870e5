"""Headings of photos, the rail of years beside them, and what is known of photos in sight."""

import itertools
import threading
from collections.abc import Collection, Sequence
from datetime import datetime

import pytest
from PySide6.QtCore import QPoint
from PySide6.QtWidgets import QMenu
from pytestqt.qtbot import QtBot
from sqlmodel import Session

from kinfolk.core.photos import photo_cards
from kinfolk.core.photos.photo_cards import PhotoCard
from kinfolk.gui.actions.dating import DateSheet
from kinfolk.gui.base.context import Context
from kinfolk.gui.outputs.contact_sheet import ContactSheet
from kinfolk.gui.outputs.slide_show import SlideShow
from kinfolk.gui.photo_rows.cards import PhotoCards
from kinfolk.gui.photo_rows.rail import APART, WIDTH, YearRail
from kinfolk.gui.photos.reading import PhotoOrder
from kinfolk.gui.shell.window import Window
from kinfolk.gui.tiles.rows import HEADING
from kinfolk.gui.widgets.overlay import Overlay
from tests.album import Album
from tests.gui.hands import LEFT, Key, click, hearing, press, until
from tests.gui.windows import first, month_sign, open_menu, over, there


@pytest.fixture
def months(real: Window, album: Album) -> Sequence[str]:
    """Sixty photos of July and thirty of June 2019, on the page."""
    days = [datetime(2019, 7, 2)] * 60 + [datetime(2019, 6, 2)] * 30
    made = [album.photo(taken_at=day) for day in days]
    real.pages.show_photos()
    until(lambda: len(real.photos.grid.photos.ids) == len(made))
    return made


def test_a_heading_stays_until_the_next_pushes_it_out(real: Window, months: Sequence[str]) -> None:
    grid = real.photos.grid
    view, bar = grid.viewport(), grid.verticalScrollBar()
    strip = view.rect().adjusted(0, 0, 0, 20 - view.height())
    july = view.grab(strip).toImage()
    bar.setValue(500)
    assert view.grab(strip).toImage() == july
    # a click there means the heading, not the photo below it
    assert grid.indexAt(QPoint(30, 10)).row() == -1
    second = bar.value() + grid.visualRect(grid.photos.index(60)).top() - HEADING
    bar.setValue(second - HEADING // 2)
    assert view.grab(strip).toImage() != july
    bar.setValue(second)
    assert there(grid.heading_at(QPoint(20, 10))).rows[0] == 60
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
    # the menu of a photo leads there too, with the Menu key
    grid.clearSelection()
    grid.go_to(months[65])
    grid.menu_wanted.emit(real.mapToGlobal(real.rect().center()))
    opened = open_menu()
    inside = opened.actions()[-1].menu()
    assert isinstance(inside, QMenu)
    assert inside.title() == "June 2019"
    inside.actions()[0].trigger()
    opened.close()
    assert sorted(grid.selected_ids()) == sorted(months[60:])


@pytest.fixture
def years(real: Window, album: Album) -> Sequence[str]:
    """Photos of 2019 (many), of 15 years before, and without a date."""
    days = [datetime(2019, month, 1) for month in range(12, 0, -1) for _ in range(12)]
    days += [datetime(year, 5, 1) for year in range(2018, 2003, -1) for _ in range(12)]
    made = [album.photo(taken_at=day) for day in days] + [album.photo() for _ in range(30)]
    real.pages.show_photos()
    until(lambda: len(real.photos.grid.photos.ids) == len(made))
    until(lambda: first(real.photos.grid, YearRail).width() >= WIDTH)
    return made


def test_a_year_without_room_at_its_beginning_stands_lower_among_its_photos(
    real: Window, album: Album
) -> None:
    days = [datetime(year, 5, 1) for year in (2019, 2018)]
    made = [album.photo(taken_at=day) for day in days] + [album.photo() for _ in range(200)]
    real.pages.show_photos()
    until(lambda: len(real.photos.grid.photos.ids) == len(made))
    rail = first(real.photos.grid, YearRail)
    (_, begin), (mark, at) = rail.years()
    assert (mark.year, at) == ("No date", begin + APART)


def test_the_rail_of_years_says_the_month_scrubs_and_leaves_out_years_without_room(
    qtbot: QtBot, real: Window, years: Sequence[str]
) -> None:
    grid = real.photos.grid
    rail, sign = first(grid, YearRail), month_sign(grid)
    qtbot.mouseMove(rail, QPoint(30, 5))
    qtbot.mouseMove(rail, QPoint(30, 15))
    assert sign.isVisible()
    assert sign.text() == "December 2019"
    assert rail.value() == 0
    (at,) = [at for mark, at in rail.years() if mark.year == "2018"]
    qtbot.mousePress(rail, LEFT, pos=QPoint(30, at + 2))
    assert there(grid.heading_at(QPoint(20, 10))).section.title == "May 2018"
    qtbot.mouseMove(rail, QPoint(30, rail.height()))
    assert rail.value() == rail.maximum()
    qtbot.mouseRelease(rail, LEFT, pos=QPoint(30, rail.height()))
    qtbot.mouseMove(rail, QPoint(30, 20))
    assert rail.value() == rail.maximum()  # nothing is pressed now
    wide = rail.width()
    real.photos.sorting.choices.actions()[list(PhotoOrder).index(PhotoOrder.NAME)].trigger()
    until(lambda: rail.width() < wide // 2)
    real.photos.sorting.choices.actions()[0].trigger()
    until(lambda: rail.width() == wide)
    places = rail.years()
    named = [mark.year for mark, _ in places]
    assert named[0] == "2019"
    assert named[-1] == "No date"
    heights = [at for _, at in places]
    assert all(after - before >= APART for before, after in itertools.pairwise(heights))
    real.resize(900, 300)
    assert len(rail.years()) < len(named)


@pytest.mark.parametrize("is_changed", [False, True])
def test_what_is_asked_for_while_it_is_read_is_not_read_again_unless_it_has_changed(
    context: Context, album: Album, monkeypatch: pytest.MonkeyPatch, is_changed: bool
) -> None:
    photo, cards = album.photo(), PhotoCards(context, context.tasks)
    begun: list[list[str]] = []
    go, read = threading.Event(), photo_cards.cards

    def held(
        session: Session, asset_ids: Collection[str], *, first: Collection[str]
    ) -> dict[str, PhotoCard]:
        begun.append(list(asset_ids))
        go.wait()
        return read(session, asset_ids, first=first)

    monkeypatch.setattr(photo_cards, "cards", held)
    assert cards.get(photo) is None
    until(lambda: len(begun) == 1)
    if is_changed:
        cards.forget()
    with hearing(cards.arrived):
        assert cards.get(photo) is None  # it is painted once more
        until(lambda: not cards._soon.isActive())
        go.set()
    assert cards.get(photo) is not None
    if is_changed:
        hearing(cards.arrived).wait()
    assert begun == [[photo]] * (1 + is_changed)


def test_who_was_searched_for_is_named_first(context: Context, album: Album) -> None:
    """There may be room for one name alone: the others are a number then."""
    photo = album.photo()
    people = {name: album.person(name) for name in ("Max", "Anna", "Peter")}
    for person_id in people.values():
        album.face(person_id, asset_id=photo)
    cards = PhotoCards(context, context.tasks)

    def names() -> tuple[str, ...]:
        card = cards.get(photo)
        return card.names if card else ()

    until(lambda: set(names()) == set(people))
    before = [name for name in names() if name != "Peter"]
    cards.put_first([people["Peter"]])
    until(lambda: list(names()) == ["Peter", *before])
