"""What can be done with photos, offered where photos are: on their page, and on a person's."""

from datetime import date

import pytest
from PySide6.QtWidgets import QMenu

from kinfolk.core.birth import Birth
from kinfolk.core.photos.photo_filter import PhotoFilter
from kinfolk.gui.outputs.contact_sheet import ContactSheet
from kinfolk.gui.outputs.copying import CopySheet
from kinfolk.gui.outputs.slide_show import SlideShow
from kinfolk.gui.shell.window import Window
from kinfolk.gui.widgets.overlay import Overlay
from tests.album import Album
from tests.gui.hands import CONTROL, Key, press, until
from tests.gui.windows import open_menu, over, texts_of

OFFERED = ["Slide show", "Copy photos to a folder", "Create a contact sheet (PDF)"]


def offered(menu: QMenu) -> list[str]:
    return [each.text() for each in menu.actions() if each.text() in OFFERED]


@pytest.mark.wiring
def test_the_button_over_the_photos_leads_to_each(real: Window, album: Album) -> None:
    real.pages.show_photos()
    until(lambda: "No photos yet" in texts_of(real.photos))
    assert not real.photos.more.isVisible()  # there are no photos
    album.person("Anna", faces=2)
    until(real.photos.more.isVisible)
    assert real.photos.more.accessibleName() == "Slide show, copies, PDF"
    kinds: tuple[type[Overlay], ...] = (SlideShow, CopySheet, ContactSheet)
    for place, kind in enumerate(kinds):
        real.photos.more.click()
        menu = open_menu()
        assert [each.text() for each in menu.actions()] == OFFERED
        menu.actions()[place].trigger()
        menu.close()
        sheet = over(real, kind)
        sheet.reject()


def test_menus_of_photos_offer_it(real: Window, album: Album) -> None:
    anna = album.person("Anna", faces=2)
    real.pages.show_photos()
    until(lambda: len(real.photos.grid.photos.ids) == 2)
    real.photos.grid.go_to(real.photos.grid.photos.ids[0])
    middle = real.mapToGlobal(real.rect().center())
    for is_selected in (False, True):  # of one photo alone it would be about all
        if is_selected:
            real.photos.grid.toggle(0)
        real.photos.grid.menu_wanted.emit(middle)
        menu = open_menu()
        assert offered(menu) == (OFFERED if is_selected else [])
        menu.close()
    real.pages.open_person(anna)
    until(real.pages.person.tabs.isVisible)
    real.pages.person.header.menu_wanted.emit(middle)
    menu = open_menu()
    assert offered(menu) == []  # its faces are shown
    menu.close()
    real.pages.person.show_tab(1)
    until(lambda: len(real.pages.person.photos.grid.photos.ids) == 2)
    real.pages.person.photos.grid.go_to(real.pages.person.photos.grid.photos.ids[0])
    real.pages.person.photos.grid.menu_wanted.emit(middle)
    menu = open_menu()
    assert offered(menu) == []  # it is about the photo that the keys are on
    menu.close()
    real.pages.person.photos.grid.toggle(0)
    for wanted in (real.pages.person.header.menu_wanted, real.pages.person.photos.grid.menu_wanted):
        wanted.emit(middle)
        menu = open_menu()
        assert offered(menu) == OFFERED
        menu.close()
    press(Key.Key_P, held=CONTROL, on=real.pages.person.photos.grid)
    sheet = real.findChildren(ContactSheet)[-1]
    assert sheet.heading.text() == "Anna"
    sheet.reject()


def test_a_search_for_one_person_is_about_them(real: Window, album: Album) -> None:
    dora = album.person("Dora", birth_date=Birth(date(2014, 1, 1)))
    ben = album.person("Ben")
    for photo in (album.photo(), album.photo()):
        for who in (dora, ben):
            album.face(who, asset_id=photo)
    page = real.photos
    real.pages.show_photos()
    for ids, name, title in (((dora,), "Dora", "Dora"), ((dora, ben), None, "Dora and Ben")):
        page.bar.changed.emit(PhotoFilter(all_of=ids))
        until(lambda ids=ids: page.bar.known.keys() >= set(ids))  # type: ignore[misc]
        until(lambda: len(page.grid.photos.ids) == 2)
        about = page._asked_person()
        assert (about.name if about else None, page._asked_title()) == (name, title)
