"""Someone who cannot be seen: added in the photo view, taken out, and all of it undone."""

import pytest
from PySide6.QtCore import Qt

from kinfolk.core.people import people
from kinfolk.core.people.concurrent_decisions import Named
from kinfolk.core.people.people_lists import Section
from kinfolk.core.photos import photo_cards
from kinfolk.gui.base.context import Context
from kinfolk.gui.dialogs.merge import merge_sheet
from kinfolk.gui.shell.window import Window
from kinfolk.gui.widgets.controls import Button
from tests.album import Album
from tests.gui.hands import Key, click, heard, press, until, write
from tests.gui.scanned_photos import Pictured, open_field
from tests.gui.windows import there


class Photo:
    """The photo view in the real window, by the keyboard."""

    def __init__(self, real: Window, context: Context, album: Album, pictured: Pictured) -> None:
        self.context, self.album = context, album
        for name in ("Anna", "Ben"):
            album.person(name)
        self.photo = pictured.all_of("a.jpg")[0].asset_id
        self.view = pictured.opened(real, pictured.faces("a.jpg"))

    def add(self, text: str) -> None:
        press(Key.Key_A)
        assert open_field(self.view).field.hasFocus()
        write(text, on=open_field(self.view).field)
        heard(self.context.bus.changed, lambda: press(Key.Key_Return))

    def shows(self, *names: str) -> None:
        info = self.view.info

        def check() -> None:
            said = [line.accessibleName() for line in info.present.values()]
            assert said == [f"{name}, face not visible" for name in names]

        until(check)

    def names(self) -> tuple[str, ...]:
        """As the page of all photos says them."""
        return self.album.ask(photo_cards.cards, [self.photo])[self.photo].names


@pytest.fixture
def photo(real: Window, context: Context, album: Album, pictured: Pictured) -> Photo:
    return Photo(real, context, album, pictured)


@pytest.mark.wiring
def test_added_and_taken_out_by_keyboard_and_undone(photo: Photo) -> None:
    before = photo.album.dump()
    photo.add("anna")
    photo.shows("Anna")
    photo.add("Carl")
    photo.shows("Anna", "Carl")
    assert photo.names() == ("Anna", "Carl")
    anna = next(iter(photo.view.info.present))
    for _ in range(30):
        if photo.view.info.present_here() != anna:
            press(Key.Key_Tab)
    assert photo.view.info.present_here() == anna
    press(Key.Key_Delete)
    photo.shows("Carl")
    assert photo.names() == ("Carl",)
    for _ in range(3):
        heard(photo.context.ops.turned, photo.context.ops.undo)
    photo.shows()
    assert photo.album.dump() == before


def test_by_pointer(photo: Photo) -> None:
    click(photo.view.info.add)
    who = open_field(photo.view)
    assert photo.view.rect().contains(who.geometry())
    second = who.list.visualRect(who.list.people.index(1)).center()
    heard(photo.context.bus.changed, lambda: click(who.list.viewport(), second))
    photo.shows("Ben")
    click(next(iter(photo.view.info.present.values())))
    photo.shows()


def test_whoever_is_in_it_is_not_offered(photo: Photo) -> None:
    photo.add("Anna")
    photo.shows("Anna")
    press(Key.Key_A)
    assert open_field(photo.view).list.people.rowCount() == 1
    press(Key.Key_Escape)
    assert photo.view.naming.who is None
    assert photo.view.info.add.hasFocus()
    assert photo.view.isVisible()
    view = photo.view
    press(Key.Key_I, Key.Key_A)
    assert view.info.isVisible()
    assert view.naming.who is not None
    view.toggle_info()
    assert view.naming.who is None


def test_who_is_in_photos_without_a_face_has_a_card_and_a_page(photo: Photo, real: Window) -> None:
    """Their photos count, are found, and go where they go; all of it is undone."""
    page = real.pages.person
    before = photo.album.dump()
    photo.add("Carl")
    photo.shows("Carl")
    photo.view.reject()
    real.pages.show_section(Section.PEOPLE)
    people_shown = real.wall.people
    found = (photo.album.ask(people.find_by_name, name, None) for name in ("Anna", "Carl"))
    anna, carl = (there(each).id for each in found)

    def said() -> str:
        row = people_shown.people.row_of(carl)
        index = people_shown.people.index(row)
        return str(index.data(Qt.ItemDataRole.AccessibleTextRole)) if row >= 0 else ""

    until(lambda: said() == "Carl, 1 photo")
    people_shown.setCurrentIndex(people_shown.people.index(people_shown.people.row_of(carl)))
    press(Key.Key_Return, on=people_shown)
    until(page.faces.empty.isVisible)
    assert page.header.counts.text() == "1 photo · 0 faces"
    assert page.faces.empty.text == "They’re in 1 photo, but their face isn’t visible."
    button = next(b for b in page.faces.empty.findChildren(Button) if b.isVisible())
    click(button)
    assert page.tab is page.photos
    until(lambda: list(page.photos.grid.photos.ids) == [photo.photo])
    page.show_tab(3)
    until(lambda: len(page.years.list.people.rows) == 1)

    heard(photo.context.bus.changed, lambda: page.act.rename(Named(carl, "Carl"), "Karl"))
    until(lambda: page.header.name.text() == "Karl")
    sheet = there(merge_sheet(photo.context, [anna, carl], page))
    sheet.open()
    assert sheet.sentence.text() == "All their photos will belong to one person."
    heard(photo.context.bus.changed, sheet.accept)
    merged = photo.album.who(anna)
    assert merged.asset_count == 1
    heard(photo.context.bus.changed, lambda: page.act.delete([merged]))
    for _ in range(4):
        heard(photo.context.ops.turned, photo.context.ops.undo)
    assert photo.album.dump() == before
