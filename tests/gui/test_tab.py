"""The Tab key: through the cards one after the other, and from the window's edges into them."""

import pytest
from PySide6.QtWidgets import QApplication

from kinfolk.core.people.people_lists import Section
from kinfolk.gui.shell.window import Window
from kinfolk.gui.widgets.controls import IconButton, SearchField
from tests.album import Album
from tests.gui.hands import SHIFT, Key, click, hearing, press, until, write
from tests.gui.windows import over, there


class Tabbing:
    """The Unnamed page with more groups than fit, and a keyboard."""

    def __init__(self, real: Window, album: Album) -> None:
        self.wall = real.wall
        for _ in range(18):
            album.group(faces=2)
        real.resize(1000, 640)
        real.pages.show_section(Section.UNNAMED)
        self.view, self.bar = real.wall.groups, real.wall.area.verticalScrollBar()
        until(lambda: len(self.ids) == 18 and self.bar.maximum() > 0)

    @property
    def ids(self) -> list[str]:
        return list(self.view.people.ids)

    @property
    def open_row(self) -> int | None:
        """Whose field has the keyboard."""
        group_id = self.view.naming.open_id
        if group_id is None or QApplication.focusWidget() is not self.view.naming.field:
            return None
        return self.ids.index(group_id)

    def tab(self, times: int = 1) -> None:
        for _ in range(times):
            press(Key.Key_Tab)

    def back(self) -> None:
        press(Key.Key_Backtab, held=SHIFT)

    def click_field(self, row: int) -> None:
        place = self.view.mosaics.field_rect(self.view.visualRect(self.view.people.index(row)))
        click(self.view.viewport(), place.center())


@pytest.mark.wiring
def test_tab_goes_from_card_to_card_and_scrolls_as_far_as_each_needs(
    real: Window, album: Album
) -> None:
    """And from the last one to the sidebar."""
    page = Tabbing(real, album)
    page.click_field(0)
    page.tab()
    assert (page.open_row, page.bar.value()) == (1, 0)
    page.tab(page.view.columns * 2)
    assert page.open_row == 1 + page.view.columns * 2
    assert page.view.naming.field.visibleRegion().boundingRect() == page.view.naming.field.rect()
    assert 0 < page.bar.value() < page.bar.maximum()
    page.view.naming.begin(17)
    end = page.bar.value()
    page.tab()
    assert real.sidebar.isAncestorOf(there(QApplication.focusWidget()))
    assert page.bar.value() == end > 0


def test_tab_leads_from_the_list_and_the_header_to_the_first_card_in_sight_and_back(
    real: Window, album: Album
) -> None:
    page = Tabbing(real, album)
    page.view.setFocus()  # as when one comes to the page
    page.tab()
    assert (page.open_row, page.bar.value()) == (0, 0)
    press(Key.Key_Escape)
    page.back()  # from the list
    assert QApplication.focusWidget() is real.wall.header.new_person
    assert page.bar.value() == 0
    page.tab()
    assert (page.open_row, page.bar.value()) == (0, 0)
    page.back()
    assert QApplication.focusWidget() is real.wall.header.new_person
    assert not page.view.naming.is_open
    page.bar.setValue(page.view.cell_rect(page.view.columns).top())
    scrolled = page.bar.value()
    page.tab()
    assert (page.open_row, page.bar.value()) == (page.view.columns, scrolled)


def test_the_search_field_lies_between_the_menu_and_the_first_row_for_tab(real: Window) -> None:
    """On Photos the field for photos has the same place as the one for people."""
    buttons = real.sidebar.findChildren(IconButton)
    menu = next(each for each in buttons if each.accessibleName() == "Menu")
    for show in (real.pages.show_photos, real.pages.show_review):
        show()
        field = over(real.sidebar, SearchField)
        menu.setFocus()
        press(Key.Key_Tab)
        assert QApplication.focusWidget() is field
        real.sidebar.sections[Section.PEOPLE].setFocus()
        press(Key.Key_Backtab, held=SHIFT)
        assert QApplication.focusWidget() is field


def test_what_is_hidden_opens_no_card(real: Window, album: Album) -> None:
    """Qt moves the focus on from whatever is hidden, as if Tab had been pressed."""
    page = Tabbing(real, album)
    eva = album.person("Eva", faces=2)
    real.pages.show_section(Section.PEOPLE)
    until(lambda: list(real.wall.people.people.ids) == [eva])
    real.wall.people.setFocus()
    real.wall.people.hide()
    assert not page.view.naming.is_open
    page.view.setFocus()
    page.view.hide()
    page.view.show()
    assert not page.view.naming.is_open
    real.pages.show_section(Section.UNNAMED)
    page.view.setFocus()
    real.pages.show_section(Section.FAVORITES)
    real.pages.show_section(Section.UNNAMED)
    assert not page.view.naming.is_open


def test_no_key_behind_the_last_card_takes_back_the_name_before(real: Window, album: Album) -> None:
    """The toast says that the name can be taken back: Tab does not lead there."""
    page = Tabbing(real, album)
    last = page.ids[-1]
    page.view.naming.begin(len(page.ids) - 1)
    with hearing(real.context.ops.done):
        write("Kate")
        press(Key.Key_Return)
    assert real.toast.isVisible()
    for _ in range(40):
        page.tab()
        focus = there(QApplication.focusWidget())
        assert not real.toast.isAncestorOf(focus)
    assert album.who(last).name == "Kate"
