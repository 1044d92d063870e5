"""The search field: typed into from anywhere, it leads to who was found."""

from functools import partial

import pytest
from PySide6.QtCore import QPoint
from PySide6.QtWidgets import QApplication, QListView, QWidget

from kinfolk.core.db.changes import Changes
from kinfolk.core.people.concurrent_decisions import Named
from kinfolk.core.people.people_lists import Section
from kinfolk.gui.shell.window import Window
from kinfolk.gui.widgets.controls import Button, SearchField, shows_focus
from tests.album import Album
from tests.gui.hands import CONTROL, Key, click, heard, hearing, press, rest, until, write
from tests.gui.painted import written


@pytest.mark.wiring
def test_typing_on_the_wall_searches_and_undo_is_the_windows_there_too(
    real: Window, album: Album
) -> None:
    album.person("Anna", faces=1)
    album.person("Ben", faces=1)
    model = real.wall.people.people
    until(lambda: model.rowCount() == 2)
    write("b", on=real.wall.people)
    write("en")
    assert real.sidebar.search.text() == "ben"
    until(lambda: model.rowCount() == 1)
    press(Key.Key_Escape, on=real.sidebar.search)
    until(lambda: model.rowCount() == 2)
    eva = album.person("Eva")
    real.wall.act.rename(Named(eva, "Eva"), "Mia")
    until(lambda: real.menus.undo.isEnabled())
    search = real.sidebar.search
    press("f", held=CONTROL, on=real)
    write("mia", on=search)
    heard(real.context.ops.undone, lambda: press("z", held=CONTROL, on=search))
    assert search.text() == "mia"


def test_a_name_typed_before_its_card_stands_is_for_the_card(real: Window, album: Album) -> None:
    """Nothing of it is searched for, be the keys on the list of before or on the page."""
    album.person("Anna", faces=1)
    album.group(faces=2)
    wall, field = real.wall, real.wall.groups.naming.field
    for section, number in ((Section.PEOPLE, 1), (Section.FAVORITES, 0)):
        real.pages.show_section(section)
        until(lambda number=number: wall.people.people.rowCount() == number)  # type: ignore[misc]
        real.pages.show_section(Section.UNNAMED)
        assert not field.isVisible()
        write("Ev")
        until(field.hasFocus)
        assert (field.text(), real.sidebar.search.text(), real.pages.place) == ("Ev", "", "unnamed")
        press(Key.Key_Escape, on=field)
    real.pages.show_section(Section.STRANGERS)
    until(wall.empty.isVisible)
    write("Ev")  # no one is there
    assert (real.sidebar.search.text(), real.pages.place) == ("", "strangers")


def test_enter_in_the_search_field_opens_who_was_found_first(real: Window, album: Album) -> None:
    album.person("Anna", faces=2)
    ben = album.person("Ben", faces=2)
    until(lambda: real.wall.people.people.rowCount() == 2)
    search, grid = real.sidebar.search, real.pages.person.faces.grid
    search.setFocus()
    press(Key.Key_Return, on=search)  # nothing was searched for
    write("ben", on=search)
    press(Key.Key_Return, on=search)
    real.pages.show_review()  # whoever goes elsewhere right after that stays there
    rest(real.context)
    assert real.pages.place == "review"
    press("f", held=CONTROL, on=real)
    write("ben", on=search)
    with hearing(real.wall.person_opened) as opened:
        press(Key.Key_Return, on=search)  # before the wall has followed
        real.wall.on_changed(Changes.everything())  # as a scan has them all the time
    assert opened.args == [ben]
    until(lambda: real.pages.place == f"person/{ben}" and len(grid.faces.ids) == 2)
    assert grid.hasFocus()
    assert shows_focus(grid)  # one sees where the keys are
    assert grid.current_id() == grid.faces.ids[0]
    assert not grid.selected_ids()  # no letter does anything to it yet
    search.setFocus()
    press(Key.Key_Down, on=search)  # from a person's page back to who was found
    until(real.wall.people.hasFocus)
    assert real.wall.isVisible()


def test_tab_leads_to_what_was_found(real: Window, album: Album) -> None:
    for name in ("Anna", "Ben"):
        album.person(name, faces=1)
    model, search = real.wall.people.people, real.sidebar.search
    until(lambda: model.rowCount() == 2)
    press("f", held=CONTROL, on=real)
    press(Key.Key_Tab, on=search)  # nothing was searched for: as everywhere
    assert QApplication.focusWidget() in real.sidebar.findChildren(QWidget)
    real.pages.show_review()
    search.setFocus()
    write("ben", on=search)
    press(Key.Key_Tab, on=search)  # before the wall has followed
    until(real.wall.people.hasFocus)
    assert (model.rowCount(), real.wall.people.currentIndex().row()) == (1, 0)
    assert shows_focus(real.wall.people)
    search.setFocus()
    write("x", on=search)
    press(Key.Key_Tab, on=search)  # no one: to the one thing that can be done
    (button,) = real.wall.empty.findChildren(Button)
    until(button.hasFocus)
    press(Key.Key_Return, on=button)
    until(lambda: model.rowCount() == 2 and real.wall.people.hasFocus())


def test_a_click_on_a_page_ends_the_search(real: Window, album: Album) -> None:
    album.person("Anna", faces=1)
    model, search = real.wall.people.people, real.sidebar.search
    until(lambda: model.rowCount() == 1)
    empty = real.wall.empty
    for section in (Section.PEOPLE, Section.UNNAMED, Section.PEOPLE):
        search.setFocus()
        write("zoe", on=search)
        until(lambda: empty.isVisible() and "“zoe”" in empty.title)
        click(real.sidebar.sections[section])
        assert search.text() == ""
        assert real.pages.place == section
        until(lambda: not (empty.isVisible() and "“zoe”" in empty.title))
    until(lambda: model.rowCount() == 1)
    search.setText("a" * 180)  # which leaves the way back in sight
    until(empty.isVisible)
    until(lambda: empty.button.visibleRegion().boundingRect() == empty.button.rect())


def shows_its_key(field: SearchField) -> bool:
    """Whether anything is written at its end."""
    QApplication.processEvents()
    picture = field.grab().toImage()
    places = [
        (x, y) for x in range(field.width() * 3 // 4, field.width() - 9) for y in (16, 19, 21)
    ]
    return len({picture.pixelColor(*place).name() for place in places}) > 1


def test_there_is_one_search_field_and_it_is_the_pages(real: Window, album: Album) -> None:
    """In one place: for people, and on Photos for photos, with a list that covers no photo."""
    album.person("Anna", faces=1)
    people, photos, offers = real.sidebar.search, real.photos.bar.field, real.photos.bar.list
    real.resize(760, 520)
    places = set()
    for show, field, other in (
        (partial(real.pages.show_section, Section.PEOPLE), people, photos),
        (real.pages.show_photos, photos, people),
        (real.pages.show_review, people, photos),
    ):
        show()
        assert shows_its_key(field)
        press("f", held=CONTROL, on=real)
        assert (field.hasFocus(), other.isVisible()) == (True, False)
        places.add((field.mapTo(real, QPoint()).toTuple(), field.size().toTuple()))
    assert len(places) == 1
    real.pages.show_photos()
    press("f", held=CONTROL, on=real)
    until(offers.isVisible)
    write("an", on=photos)
    assert real.sidebar.rect().contains(offers.geometry())
    assert offers.y() > photos.mapTo(real.sidebar, QPoint(0, photos.height())).y()
    (sign,) = offers.findChildren(QListView)
    pieces = written(sign.viewport())
    assert [text for text, weight in pieces if weight > 400] == ["An"]
    assert "1 photo" in dict(pieces)
    real.pages.show_section(Section.PEOPLE)
    assert not offers.isVisible()
