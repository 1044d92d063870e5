"""Sheets, and what lies over the window: it takes nothing of it along when it goes."""

from collections.abc import Callable

import pytest
import shiboken6
from PySide6.QtCore import QEvent, QSize, Qt
from PySide6.QtWidgets import QApplication, QMainWindow, QWidget

from kinfolk.core.people import people
from kinfolk.core.people.people_lists import Section
from kinfolk.gui.base.context import Context
from kinfolk.gui.dialogs.about import AboutSheet
from kinfolk.gui.dialogs.bug_report import ReportSheet
from kinfolk.gui.dialogs.person_chooser import PersonChooser
from kinfolk.gui.dialogs.unreadable_photos import ProblemsSheet
from kinfolk.gui.photo.view import PhotoView
from kinfolk.gui.settings.sheet import SettingsSheet
from kinfolk.gui.shell.keys_sheet import KeysSheet
from kinfolk.gui.shell.sidebar import Sidebar
from kinfolk.gui.shell.window import Window
from kinfolk.gui.widgets.controls import label, shows_focus
from kinfolk.gui.widgets.key_bar import KeyBar
from kinfolk.gui.widgets.overlay import Overlay, around
from kinfolk.gui.widgets.sheet import Sheet
from tests.album import Album
from tests.gui.drops import drop, hover, leave
from tests.gui.hands import CONTROL, Key, heard, press, until
from tests.gui.painted import Painted
from tests.gui.walls import middle, wait_for
from tests.gui.windows import there

Opener = Callable[[Context, Window], Overlay]


def _chooser(context: Context, real: Window) -> Overlay:
    with context.db.read() as session:
        anna = there(people.find_by_name(session, "Anna", None))
    return PersonChooser(
        context,
        title="Who?",
        action="Merge",
        tell=lambda other: "",
        like=(),
        other_than=anna,
        parent=real,
    )


def _new_person(context: Context, real: Window) -> Overlay:
    real.new_person()
    return real.findChildren(Overlay)[-1]


def _photo(context: Context, real: Window) -> Overlay:
    card = there(real.wall.groups.people.card(0))
    return PhotoView(context, card.faces[0], among=card.faces, parent=real)


OPENERS: dict[str, Opener] = {
    "new person": _new_person,
    "chooser": _chooser,
    "photo": _photo,
    "about": lambda context, real: AboutSheet(real),
    "problems": lambda context, real: ProblemsSheet(context, real, closed=real.scanning.closed),
    "report": lambda context, real: ReportSheet(real, "It broke."),
    "settings": lambda context, real: SettingsSheet(
        context, real, scanning=real.scanning, server=None
    ),
}


def test_after_anything_has_closed_faces_are_still_dragged(
    real: Window, context: Context, album: Album
) -> None:
    anna, group = album.person("Anna", faces=1), album.group(faces=3)
    real.pages.show_section(Section.PEOPLE)
    wall = real.wall
    wait_for(wall, named=1, groups=1)
    # These make their rows anew when what they tell has changed.
    telling = [*real.findChildren(KeyBar), *real.findChildren(Sidebar)]
    widgets = [
        widget
        for widget in real.findChildren(QWidget)
        if not any(bar.isAncestorOf(widget) for bar in telling)
    ]
    for which, opener in OPENERS.items():
        for _ in range(2):
            overlay = opener(context, real)
            overlay.open()
            for key in (Key.Key_Tab, Key.Key_Tab, Key.Key_Backtab):
                press(key, on=QApplication.focusWidget() or overlay)
            heard(overlay.finished, overlay.reject)
            QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
        assert [each for each in widgets if not shiboken6.isValid(each)] == [], which
    card = there(wall.groups.people.card(0))
    target, at = wall.people.viewport(), middle(wall.people, 0)
    assert hover(target, card.faces[:1], at) == "Move to Anna"
    leave(target)
    heard(context.ops.done, lambda: drop(target, card.faces[:2], at))
    assert (album.who(anna).face_count, album.who(group).face_count) == (3, 1)


def test_whoever_uses_keys_sees_where_they_are_in_a_sheet_and_after_it_and_below_another(
    real: Window,
) -> None:
    for by_keys in (True, False):
        real.sidebar.setFocus()
        real.setAttribute(Qt.WidgetAttribute.WA_KeyboardFocusChange, by_keys)
        sheet = AboutSheet(real)
        sheet.open()
        assert shows_focus(sheet.first_focus()) is by_keys
        press(Key.Key_Escape, on=sheet)
        assert real.focusWidget() is not None
        assert real.testAttribute(Qt.WidgetAttribute.WA_KeyboardFocusChange) is by_keys
    # one that closes below another, as an import that has ended
    real.sidebar.search.setFocus()
    below, over = AboutSheet(real), KeysSheet(real, {})
    below.open()
    over.open()
    heard(below.finished, below.accept)
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    assert real.focusWidget() is over
    press(Key.Key_Escape, on=over)
    assert real.focusWidget() is real.sidebar.search


@pytest.mark.parametrize("which", ["new person", "about"])  # with a field, and without
def test_quit_works_over_a_sheet_too(real: Window, context: Context, which: str) -> None:
    until(real.isActiveWindow)
    OPENERS[which](context, real).open()
    press(Key.Key_Q, held=CONTROL)
    assert not real.isVisible()


def test_one_that_shrinks_leaves_no_shadow(window: QMainWindow) -> None:
    sheet = Sheet(window, title="Copy", size=QSize(460, 0), action="Copy")
    many = label("\n".join("a line" for _ in range(12)))
    sheet.body.addWidget(many)
    sheet.fit_height()
    sheet.open()
    until(sheet.card.isVisible)
    high, painted = sheet.card.geometry(), Painted(sheet)
    many.setText("a line")
    sheet.fit_height()
    QApplication.processEvents()
    assert sheet.card.height() < high.height()
    around = high.adjusted(-26, -9, 26, 36).intersected(sheet.rect())
    assert any(place.contains(around) for place in painted.places)


def test_the_discouraged_button_is_written_less_boldly_than_cancel(window: QMainWindow) -> None:
    sheet = Sheet(window, title="Merge", size=QSize(460, 300), action="Merge anyway")
    sheet.discourage()
    sheet.open()
    until(sheet.card.isVisible)
    assert sheet.primary.font().weight() < sheet.cancel.font().weight()


def test_a_page_that_goes_below_a_photo_leaves_it_the_keyboard(
    real: Window, context: Context, album: Album
) -> None:
    """As that of a group which a scan groups anew: letters would go to the first card."""
    group = album.group(faces=2)
    album.group(faces=2)
    real.pages.show_section(Section.UNNAMED)
    real.pages.open_person(group)
    (face, _) = album.groups()[group]
    context.menu_links.show_photo(face, [face], real)
    (view,) = real.findChildren(PhotoView)
    album.do(people.delete, group)
    until(lambda: real.pages.place == Section.UNNAMED)
    assert around(real.focusWidget()) is view
    press(Key.Key_Escape, on=view)
    until(lambda: real.wall.isAncestorOf(there(real.focusWidget())))
