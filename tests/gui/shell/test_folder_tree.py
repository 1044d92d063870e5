"""The tree of folders in the sidebar: what is in it, and where it leads."""

from collections.abc import Callable

import pytest
from PySide6.QtCore import QPoint
from PySide6.QtWidgets import QMenu, QScrollArea
from pytestqt.qtbot import QtBot

from kinfolk.core.people.people_lists import Section
from kinfolk.core.photos.photo_filter import PhotoFilter
from kinfolk.gui.actions.dating import DateSheet
from kinfolk.gui.photos.reading import PhotosWanted
from kinfolk.gui.shell.sidebar import Row
from kinfolk.gui.shell.window import Window
from kinfolk.settings import Settings
from tests.album import Album
from tests.fake_engine import draw
from tests.gui.hands import click, until
from tests.gui.scanned_photos import Pictured
from tests.gui.windows import choose, closed, entries, first, opened, over

Rows = Callable[[], list[tuple[str, int]]]


@pytest.fixture
def rows(real: Window, pictured: Pictured) -> Rows:
    """What the sidebar says of a folder with two photos, and two of 2019 in it, one of a lake."""
    for n, name in enumerate(("2019/c.jpg", "2019/lake/d.jpg")):
        draw(pictured.folder / name, [("red", 60, 40 + n)], note=name)
    pictured.scan()
    until(lambda: any(each.is_open is False for each in real.sidebar.folders.shown))

    def said() -> list[tuple[str, int]]:
        shown = [(each.text(), each.count) for each in real.sidebar.folders.rows.values()]
        return [(name, count) for name, count in shown if count]  # one has no photos

    return said


def row(real: Window, text: str) -> Row:
    (found,) = [each for each in real.sidebar.folders.rows.values() if each.text() == text]
    return found


def press_arrow(of: Row) -> None:
    click(of, of._arrow.center())


def test_an_arrow_shows_the_folders_inside_and_hides_them(
    real: Window, pictured: Pictured, rows: Rows
) -> None:
    place, name = real.pages.place, pictured.folder.name
    assert rows() == [(name, 4)]
    press_arrow(row(real, name))
    assert rows() == [(name, 4), ("2019", 2)]
    assert row(real, name).accessibleDescription() == "4, open"
    press_arrow(row(real, "2019"))
    assert rows() == [(name, 4), ("2019", 2), ("lake", 1)]
    assert row(real, "lake").is_open is None
    press_arrow(row(real, name))
    assert rows() == [(name, 4)]
    assert real.pages.place == place
    lake = pictured.folder / "2019" / "lake"  # shown from elsewhere
    real.folders.photos_wanted.emit(PhotosWanted(wanted=PhotoFilter(folder=lake)))
    assert rows() == [(name, 4), ("2019", 2), ("lake", 1)]
    assert row(real, "lake").isChecked()
    draw(pictured.folder / "2020" / "e.jpg", [("blue", 60, 40)], note="e")
    pictured.scan()
    until(lambda: ("2020", 1) in rows())


def test_what_was_open_is_open_after_a_restart(
    real: Window, pictured: Pictured, rows: Rows, qtbot: QtBot
) -> None:
    for name in (pictured.folder.name, "2019"):
        press_arrow(row(real, name))
    real.close()
    again = opened(qtbot, real.context)
    until(lambda: "lake" in [each.text() for each in again.sidebar.folders.rows.values()])
    assert row(again, "2019").is_open
    press_arrow(row(again, "2019"))
    again.close()
    kept = Settings.load(real.context.paths.settings_file)
    assert kept.opened_folders == [str(pictured.folder)]
    closed(again)


def test_a_folder_inside_has_its_photos_and_its_menu_and_a_person_leads_back_to_it(
    real: Window, pictured: Pictured, rows: Rows
) -> None:
    press_arrow(row(real, pictured.folder.name))
    click(row(real, "2019"))
    until(lambda: len(real.photos.grid.photos.ids) == 2)
    here = str(pictured.folder / "2019")
    assert real.sidebar.current == here
    real.pages.person.closed.emit()
    assert real.photos.isVisible()
    assert real.sidebar.current == here
    real.sidebar.folders.menu_wanted.emit(here, QPoint(9, 9))
    menu = over(real, QMenu)
    assert entries(menu) == ["Open folder", "Set photo dates…"]
    choose(menu, "Set photo dates…")
    sheet = over(real, DateSheet)
    until(lambda: len(sheet._asked.ids) == 2)
    sheet.reject()
    press_arrow(row(real, pictured.folder.name))
    assert row(real, pictured.folder.name).isChecked()  # it is in there


def test_the_sidebar_shows_the_current_row_and_stays_there_while_the_library_changes(
    real: Window, album: Album, pictured: Pictured, rows: Rows
) -> None:
    """Wherever the keys lead; what comes moves it no more, although the row is out of sight."""
    for name in (pictured.folder.name, "2019"):
        press_arrow(row(real, name))
    real.resize(760, 520)
    bar = first(real.sidebar, QScrollArea).verticalScrollBar()
    people, lake = real.sidebar.sections[Section.PEOPLE], row(real, "lake")
    unnamed = real.sidebar.sections[Section.UNNAMED]
    until(lambda: bar.maximum() > 0 and people.geometry().bottom() < unnamed.y())  # laid out
    bar.setValue(bar.maximum())
    assert people.visibleRegion().boundingRect().height() < people.height()
    real.pages.show_section(Section.PEOPLE)
    assert people.visibleRegion().boundingRect().height() == people.height()
    lake.click()
    bar.setValue(0)
    assert lake.visibleRegion().boundingRect().height() < lake.height()
    album.person("Anna")
    until(lambda: people.count == 1)
    assert bar.value() == 0
