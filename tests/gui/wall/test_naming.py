"""Naming in the cards: the keys are ahead of the library, and nothing that arrives moves them."""

from collections.abc import Callable
from functools import partial

import pytest
from PySide6.QtCore import QDeadlineTimer, QEvent, QPoint, QRect, QSize, QStringListModel, Qt
from PySide6.QtGui import QImage, QKeyEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMainWindow
from pytestqt.qtbot import QtBot
from sqlalchemy import text
from sqlmodel import Session

from kinfolk.core.people import people, review
from kinfolk.core.people.people_lists import Section
from kinfolk.core.people.review import Answer
from kinfolk.gui.base import theme
from kinfolk.gui.base.context import Context
from kinfolk.gui.base.drag import Carried
from kinfolk.gui.dialogs.new_person import NewPersonDialog
from kinfolk.gui.shell.window import Window
from kinfolk.gui.wall.group_delegate import CARD_SIZE
from kinfolk.gui.wall.keys import Pace
from kinfolk.gui.who.completion import WIDE, NameCompleter
from kinfolk.gui.widgets.key_bar import GAP
from kinfolk.gui.widgets.sheet import Sheet
from tests.album import Album, undo_label
from tests.gui.hands import (
    ALT,
    CONTROL,
    PLAIN,
    SHIFT,
    Key,
    click,
    heard,
    hearing,
    press,
    until,
    write,
)
from tests.gui.painted import seen
from tests.gui.walls import AtUnnamed, wall_in
from tests.gui.windows import choose, full_disk, over, part, texts_of, there, written_elsewhere


class Typing(AtUnnamed):
    """Someone at the keyboard, on a wall that shows Unnamed."""

    def __init__(self, context: Context, window: QMainWindow, album: Album) -> None:
        super().__init__(wall_in(window, context), album, context)
        self.wall.show_section(Section.UNNAMED)

    @property
    def choices(self) -> NameCompleter:
        found = self.naming.field.completer()
        assert isinstance(found, NameCompleter)
        return found

    def likely(self, group_id: str) -> str | None:
        """Who a card says it may be."""
        return self.view.mosaics.likely(group_id)

    def look(self, is_known: bool) -> None:
        """What Enter would do for someone known is on the screen, or there is nothing of it."""
        until(lambda: self.naming.offer.is_seen == is_known)

    def elsewhere(self, change: Callable[[Session], object]) -> None:
        """Someone else writes, and the page has read it."""
        written_elsewhere(self.context, change)
        self.rest()

    def field_at(self) -> QPoint:
        return self.naming.field.mapToGlobal(QPoint(0, 0))

    def names(self) -> dict[str | None, set[str]]:
        """Everyone's faces by name."""
        query = text("SELECT name, face.id FROM person JOIN face ON person_id = person.id")
        found: dict[str | None, set[str]] = {}
        with self.context.db.read() as session:
            for name, face_id in session.execute(query):
                found.setdefault(name, set()).add(face_id)
        return found


@pytest.fixture
def typing(context: Context, window: QMainWindow, album: Album) -> Typing:
    return Typing(context, window, album)


def test_the_page_opens_at_the_largest_group_each_time(typing: Typing) -> None:
    made = typing.groups(*range(40, 10, -1))
    assert not typing.naming.is_open  # no one has asked for the keys yet
    typing.wall.take_focus()
    until(lambda: typing.naming.open_id == made[0])
    assert QApplication.focusWidget() is typing.naming.field
    typing.begin(25)
    assert typing.wall.area.verticalScrollBar().value() > 0
    typing.wall.hide()
    typing.wall.show()
    typing.wall.take_focus()
    until(lambda: typing.naming.open_id == made[0])


def test_the_open_card_has_a_ring_and_a_caret(typing: Typing) -> None:
    made = typing.groups(3, 2)
    view = typing.view
    before = ring(typing, made[0])
    assert before == ring(typing, made[1])
    typing.begin(0)
    assert ring(typing, made[0]) == theme.color("accent").name()
    assert ring(typing, made[1]) == before
    field = typing.naming.field
    caret = field.cursorRect().center()
    assert field.grab().toImage().pixelColor(caret).name() == theme.color("accent").name()
    press(Key.Key_Tab)
    assert ring(typing, made[0]) == before
    assert ring(typing, made[1]) == theme.color("accent").name()
    press(Key.Key_Escape)
    assert not view.naming.is_open


def ring(typing: Typing, group_id: str) -> str:
    """The colour of a card's edge, halfway down its left side."""
    view = typing.view
    cell = view.cell_rect(view.people.row_of(group_id))
    rect = view.card_rect(cell)
    return seen(view, rect).pixelColor(1, rect.height() // 2).name()


def test_a_named_group_stays_as_a_ghost_until_the_page_is_left(typing: Typing) -> None:
    made = typing.groups(4, 3, 2)
    typing.begin(1)
    write("Carla")
    press(Key.Key_Return, Key.Key_Escape)
    until(lambda: typing.wall.session.entries.named == [made[1]])
    late = typing.album.group(faces=9)  # a scan: who is new comes last
    typing.elsewhere(lambda s: people.delete(s, made[2]))
    until(lambda: typing.ids == [made[0], made[1], late])
    typing.wall.set_scanning(True)
    typing.wall.set_scanning(False)  # its end puts no one elsewhere
    typing.elsewhere(lambda s: people.create(s, name="Anna"))
    assert typing.ids == [made[0], made[1], late]
    with hearing(typing.wall.person_opened) as opened:
        view = typing.view
        place = view.mosaics.mosaic_rect(view.visualRect(view.people.index(1))).center().toPoint()
        click(view.viewport(), place)
    assert typing.name_of(opened.args[0]) == "Carla"
    typing.wall.hide()
    typing.wall.show()
    until(lambda: typing.ids == [late, made[0]])


def test_groups_that_arrive_on_the_empty_page_open_the_first(
    real: Window, context: Context, album: Album
) -> None:
    real.pages.show_section(Section.UNNAMED)
    naming = real.wall.groups.naming
    until(real.wall.empty.isVisible)
    made = album.group(faces=3)
    until(lambda: naming.open_id == made)
    assert QApplication.focusWidget() is naming.field
    press(Key.Key_Escape, on=naming.field)
    real.pages.show_section(Section.PEOPLE)
    heard(context.ops.done, lambda: real.wall.act.set_hidden([album.who(made)], True))
    real.pages.show_section(Section.UNNAMED)
    until(real.wall.empty.isVisible)
    real.sidebar.search.setFocus()  # someone went elsewhere
    late = album.group(faces=2)
    until(lambda: list(real.wall.groups.people.ids) == [late])
    assert not naming.is_open


def test_the_page_says_its_order_and_puts_it_in_order_when_asked(typing: Typing) -> None:
    made = typing.groups(4, 3)
    wall = typing.wall
    assert "2 groups, largest first" in texts_of(wall)
    assert "Sort again" not in texts_of(wall)
    typing.begin(0)
    write("Willi")
    press(Key.Key_Return, Key.Key_Escape)
    until(lambda: "Sort again" in texts_of(wall))
    assert "1 group" in texts_of(wall)
    late = typing.album.group(faces=9)
    until(lambda: typing.ids == [*made, late])
    until(lambda: "2 groups" in texts_of(wall))
    click(part(wall, "Sort again"))
    until(lambda: typing.ids == [late, made[1]])
    assert "Sort again" not in texts_of(wall)
    assert "2 groups, largest first" in texts_of(wall)
    until(lambda: typing.naming.open_id == late)
    press(Key.Key_Escape)


def test_a_ghost_is_undone_and_done_again_by_the_keys(real: Window, album: Album) -> None:
    made = [album.group(faces=3), album.group(faces=2)]
    real.pages.show_section(Section.UNNAMED)
    naming = real.wall.groups.naming
    until(lambda: naming.open_id == made[0])
    write("Willi", on=naming.field)
    press(Key.Key_Return, on=naming.field)
    until(lambda: real.wall.session.entries.named == made[:1] and real.menus.undo.isEnabled())
    press(Key.Key_Z, held=CONTROL, on=naming.field)  # nothing was typed: the name before
    until(lambda: naming.open_id == made[0])  # back where it was taken back
    assert not real.wall.session.entries.named
    assert album.name_of(made[0]) is None
    assert naming.field.text() == ""
    assert QApplication.focusWidget() is naming.field
    until(real.menus.redo.isEnabled)
    press(Key.Key_Y, held=CONTROL, on=naming.field)
    until(lambda: real.wall.session.entries.named == made[:1])
    assert list(real.wall.groups.people.ids) == made
    assert naming.open_id == made[1]
    write("Ca", on=naming.field)
    press(Key.Key_Z, held=CONTROL, on=naming.field)  # the letters first
    assert naming.field.text() == ""
    assert album.name_of(made[0]) == "Willi"
    press(Key.Key_Escape, on=naming.field)


def test_the_keys_and_the_pace_stand_along_the_bottom(typing: Typing) -> None:
    seconds = [0.0]
    typing.wall.keys.pace = Pace(lambda: seconds[0])
    typing.groups(*range(11, 2, -1))
    keys = typing.wall.keys
    keys.setParent(typing.wall)
    keys.resize(1100, keys.height())
    keys.show()
    assert keys.shown[0] == ("Enter", "save, next")
    assert keys.state == "9 left"
    typing.begin(0)
    for name in ("Willi", "Carla", "Jens", "Gonzo"):
        write(name)
        press(Key.Key_Return)
        seconds[0] += 36
    assert keys.state == "4 named · 5 left, about 3 minutes at your pace"
    press(Key.Key_Escape)
    until(lambda: len(typing.wall.session.entries.named) == 4)
    view = typing.view
    undo = view.mosaics.undo_rect(view.visualRect(view.people.index(1)))
    click(view.viewport(), undo.center())
    until(lambda: keys.state == "3 named · 6 left, about 4 minutes at your pace")
    keys.resize(560, keys.height())
    assert keys.state == "6 left, about 4 minutes"
    keys.make_room(300)  # a message hides neither these nor the keys
    assert keys.place.isHidden()
    assert keys.state in texts_of(keys)
    hints = sum(each.sizeHint().width() + GAP for each in keys.entries)
    keys.resize(hints + 300 + 2 * theme.MARGIN, keys.height())  # but beside all keys the pace
    assert keys.state not in texts_of(keys)
    assert all(each.isVisible() for each in (keys.place, *keys.entries))
    keys.make_room(0)
    typing.wall.resize(560, 700)
    assert (
        typing.wall.header.new_person.text() == ""
    )  # it is a plus, so that the title has its room
    assert not any("largest first" in each for each in texts_of(typing.wall))
    title = part(typing.wall, "Unnamed")
    assert title.width() >= title.sizeHint().width()
    keys.resize(420, keys.height())
    assert [entry.isVisible() for entry in keys.entries].count(True) < len(keys.entries)
    typing.wall.show_section(Section.PEOPLE)
    until(lambda: ("F2", "rename") in keys.shown)
    assert keys.state == ""
    typing.begin(0)
    assert keys.shown[0] == ("Enter", "save, next")
    press(Key.Key_Escape)
    until(lambda: ("F2", "rename") in keys.shown)


def test_a_name_may_begin_with_a_letter_of_altgr(typing: Typing) -> None:
    made = typing.groups(3, 2)
    typing.begin(0)
    press(Key.Key_Escape)
    event = QKeyEvent(QEvent.Type.KeyPress, Key.Key_L, SHIFT | CONTROL | ALT, "Ł")
    QApplication.sendEvent(typing.view, event)
    assert (typing.naming.open_id, typing.naming.field.text()) == (made[0], "Ł")


def test_a_held_enter_names_one_card(typing: Typing) -> None:
    made = typing.groups(4, 3, 2)
    typing.begin(0)
    write("Willi")
    field = typing.naming.field
    for is_repeat in (False, True, True, True):
        event = QKeyEvent(QEvent.Type.KeyPress, Key.Key_Return, PLAIN, "\r", is_repeat)
        QApplication.sendEvent(field, event)
    assert typing.naming.open_id == made[1]


def test_after_the_last_card_letters_name_nobody(typing: Typing, qtbot: QtBot) -> None:
    made = typing.groups(4, 3, 2)
    typing.begin(1)
    write("Carla")
    press(Key.Key_Return)
    write("Jens")
    press(Key.Key_Return)
    with (
        qtbot.assertNotEmitted(typing.wall.typed),
        qtbot.assertNotEmitted(typing.wall.person_opened),
    ):
        write("Gonzo")
        press(Key.Key_Return)
        until(lambda: {"Carla", "Jens"} < set(typing.names()))
        write("Gonzo")
    assert typing.ids == made
    assert typing.name_of(made[0]) is None


def test_a_group_that_vanishes_while_it_is_named_keeps_card_and_text(typing: Typing) -> None:
    (made,) = typing.groups(3)
    shown = typing.theirs(made)
    typing.begin(0)
    write("Wil")
    at = typing.field_at()
    typing.elsewhere(lambda s: people.delete(s, made))
    assert typing.ids == [made]
    assert (typing.naming.field.text(), typing.field_at()) == ("Wil", at)
    assert typing.naming.field.isVisible()
    assert typing.wall.empty.isHidden()
    write("li")
    press(Key.Key_Return)
    until(lambda: typing.names().get("Willi") == shown)


def test_a_page_that_is_shown_has_its_layout_already(typing: Typing, context: Context) -> None:
    """Who opens a card in that moment: a heading that becomes lower would move it."""
    made = [typing.album.group(faces=size) for size in (3, 2)]
    typing.wall.show_section(Section.PEOPLE)
    late = QDeadlineTimer(10_000)
    while typing.ids != made and not late.hasExpired():
        QApplication.sendPostedEvents(context.tasks, QEvent.Type.MetaCall)  # nothing else is due
    typing.begin(0)
    at = typing.field_at()
    for _ in range(3):  # a layout within another one asks for that by an event
        QApplication.processEvents()
    assert typing.field_at() == at
    press(Key.Key_Escape)


def test_a_card_that_goes_hands_its_keys_to_no_other(typing: Typing, qtbot: QtBot) -> None:
    """Nor to the search: the letters were meant for a card."""
    made = typing.groups(4, 3, 2)
    view = typing.view
    view.go_to(1)
    typing.elsewhere(lambda s: people.delete(s, made[1]))
    assert typing.ids == [made[0], made[2]]
    press(Key.Key_Delete)
    assert not view.currentIndex().isValid()
    with qtbot.assertNotEmitted(typing.wall.typed):
        write("Willi")
    press(Key.Key_Down)
    assert view.currentIndex().row() == 1  # where it was
    assert typing.album.ask(undo_label) is None
    write("Willi")
    assert typing.naming.open_id == made[2]
    press(Key.Key_Escape)


def test_delete_goes_on_to_the_next_card_at_once(typing: Typing) -> None:
    made = typing.groups(5, 4, 3, 2)
    view = typing.view
    view.go_to(1)
    press(Key.Key_Delete)
    assert view.currentIndex().row() == 2
    press(Key.Key_Delete)
    until(lambda: typing.ids == [made[0], made[3]])


def test_a_name_that_somebody_has_says_so_before_enter(typing: Typing, context: Context) -> None:
    eva = typing.album.person("Eva", faces=1)
    made = typing.groups(14, 2)
    typing.begin(0)
    write("ev")
    assert typing.naming.offer.isHidden()
    write("a")
    assert typing.naming.offer.isVisible()
    assert typing.naming.offer.text == "Add 14 faces to Eva"
    assert not typing.choices.is_open  # it would say again what is said above
    assert typing.album.who(eva).face_count == 1
    until(lambda: typing.naming.offer.is_seen)
    QTest.mouseClick(typing.naming.offer, Qt.MouseButton.RightButton)
    assert typing.naming.open_id == made[0]  # which is no click
    assert heard(context.ops.done, lambda: press(Key.Key_Return)) == ["14 faces moved to Eva"]
    assert typing.album.who(eva).face_count == 15
    assert typing.naming.open_id == made[1]
    assert typing.naming.offer.isHidden()
    groups = typing.view
    ghost, other = (groups.visualRect(groups.people.index(row)).center() for row in (0, 1))
    face = typing.album.face()
    assert groups.offer(Carried((face,)), ghost) is None  # there is no such group any more
    offered = there(groups.offer(Carried((face,)), other))
    assert offered.label == "Move to this group"


def test_what_stands_against_a_name_is_said_and_the_first_enter_saves_nothing(
    typing: Typing, context: Context
) -> None:
    eva = typing.album.person("Eva", near=0, faces=1)
    group, _ = typing.album.grouped(3, near=1)
    until(lambda: typing.ids == [group])
    typing.begin(0)
    write("eva")
    offer, field = typing.naming.offer, typing.naming.field
    assert offer.text == "These don’t look like Eva."
    assert offer.geometry().top() > field.geometry().bottom()
    assert typing.view.viewport().rect().contains(offer.geometry())
    until(lambda: offer.is_seen)
    press(Key.Key_Return)
    assert typing.naming.open_id == group
    assert offer.text == "Press Enter again to add to Eva anyway."
    assert field.hint == "Enter · add anyway"
    until(lambda: offer.is_seen)
    assert heard(context.ops.done, lambda: press(Key.Key_Return)) == ["3 faces moved to Eva"]
    assert typing.album.who(eva).face_count == 4


def test_the_beginning_of_a_likely_name_says_before_enter_whom_it_means(
    typing: Typing, context: Context
) -> None:
    typing.album.person("Gustav", near=0, faces=2)
    group, _ = typing.album.grouped(3, near=0)
    until(lambda: typing.ids == [group])
    typing.begin(0)
    press(Key.Key_Backspace)  # a guess, if it has come by now
    write("gu")
    assert typing.naming.offer.text == "Add 3 faces to Gustav"
    assert "Someone else" not in texts_of(typing.naming.offer)  # no one has that name
    until(lambda: typing.naming.offer.is_seen)
    assert heard(context.ops.done, lambda: press(Key.Key_Return)) == ["3 faces moved to Gustav"]


def test_the_open_card_stays_in_the_upper_half_and_its_list_below_it(typing: Typing) -> None:
    for name in ("Eva", "Evelyn"):
        typing.album.person(name, faces=1)
    made = typing.groups(*range(40, 10, -1))
    area = typing.wall.area
    typing.begin(0)
    field = typing.naming.field

    def bottom() -> int:
        return field.mapTo(area, QPoint(0, field.height())).y()

    for _ in made[1:]:
        press(Key.Key_Tab)
        assert 0 < bottom() <= max(area.height() // 2, area.height() // 8 + 200)
    write("ev")
    names = there(typing.choices.popup())
    assert names.isVisible()
    assert names.geometry().top() >= field.mapToGlobal(QPoint(0, field.height())).y()
    press(Key.Key_Escape)
    bar = typing.wall.area.verticalScrollBar()
    typing.begin(0)
    bar.setValue(bar.maximum())
    assert field.visibleRegion().isEmpty()
    write("W")
    assert field.visibleRegion().boundingRect() == field.rect()
    press(Key.Key_Escape)


def test_who_is_in_the_photo_already_is_said_before_enter(typing: Typing) -> None:
    eva, photo = typing.album.person("Eva"), typing.album.photo()
    typing.album.face(eva, asset_id=photo)
    (group,) = typing.groups(2)
    typing.album.face(group, asset_id=photo)
    until(lambda: typing.view.people.card(0) is not None)
    typing.begin(0)
    write("eva")
    assert typing.naming.offer.text == "Eva is already in 1 of these photos."


def test_a_name_to_which_somebody_has_said_no_by_now_is_asked_about(typing: Typing) -> None:
    """Told of it, the user may give the name all the same."""
    eva = typing.album.person("Eva", faces=1)
    group, _ = typing.groups(3, 2)
    typing.begin(0)
    write("Eva")
    typing.look(is_known=True)
    typing.album.do(review.answer_pair, eva, group, Answer.NO)
    heard(typing.context.ops.offered, lambda: press(Key.Key_Return))
    assert typing.album.who(eva).face_count == 1
    typing.begin(0)
    typing.look(is_known=True)
    heard(typing.context.ops.done, lambda: press(Key.Key_Return))
    assert typing.album.who(eva).face_count == 4


@pytest.fixture
def likely(typing: Typing, context: Context) -> list[str]:
    """Two groups that are likely to be Eva, and one that looks like no one."""
    typing.album.person("Eva", near=0, faces=3)
    made = typing.groups(1, 1, 1)
    for group, direction in zip(made, (0, 0, 1), strict=True):
        for _ in range(3):
            typing.album.face(group, near=direction)
    context.review.start()
    until(lambda: all(typing.likely(group) == "Eva" for group in made[:2]))
    return made


def test_enter_accepts_the_likely_name(typing: Typing, likely: list[str]) -> None:
    assert typing.likely(likely[2]) is None
    first, second, nobody = (field_of(typing, group) for group in likely)
    assert first == second != nobody  # a card that is not open says so, too
    typing.begin(0)
    field = typing.naming.field
    assert (field.text(), field.selectedText(), field.hint) == ("Eva", "Eva", "Enter · add")
    assert typing.naming.offer.text == "Add 4 faces to Eva"
    view, offer = typing.view, typing.naming.offer.geometry()
    faces_shown = view.mosaics.mosaic_rect(view.cell_rect(0)).toRect()
    assert offer.top() > field.geometry().bottom() > faces_shown.bottom()
    assert view.viewport().rect().contains(offer)  # also below the last line
    until(lambda: typing.naming.offer.is_seen)
    press(Key.Key_Return)
    assert typing.naming.open_id == likely[1]
    press(Key.Key_Return)  # at once: no one has seen what it would do
    assert (typing.naming.open_id, field.text(), field.hint) == (likely[2], "", "")
    press(Key.Key_Escape)
    until(lambda: typing.wall.session.entries.named == likely[:1])
    assert len(typing.names()["Eva"]) == 7
    assert typing.name_of(likely[1]) is None


def test_no_list_of_names_lies_over_what_enter_will_do(typing: Typing, album: Album) -> None:
    for name in ("Anna", "Anna Maria"):
        album.person(name, faces=1)
    typing.groups(3)
    typing.begin(0)
    completer = typing.choices
    write("Ann", on=typing.naming.field)
    until(lambda: completer.is_open)
    write("a", on=typing.naming.field)
    typing.look(True)
    assert not completer.is_open
    write(" M", on=typing.naming.field)
    until(lambda: completer.is_open)
    press(Key.Key_Escape, Key.Key_Escape)


def test_a_name_given_a_moment_ago_is_listed_on_the_next_card(typing: Typing, album: Album) -> None:
    album.person("Gerd", faces=1)
    typing.groups(3, 2)
    typing.begin(0)
    write("Gertrud", on=typing.naming.field)
    press(Key.Key_Return)
    write("Ger", on=typing.naming.field)
    listed = typing.choices.model()
    assert isinstance(listed, QStringListModel)
    until(lambda: listed.stringList() == ["Gerd", "Gertrud", "Ger"])
    press(Key.Key_Up, on=typing.choices.popup())
    assert typing.choices.is_new
    album.person("Gero")
    until(lambda: "Gero" in listed.stringList())
    assert not typing.choices.is_new  # the mark has gone with the rows


def test_the_list_of_names_is_wide_enough_for_names_and_stays_in_the_window(typing: Typing) -> None:
    typing.album.person("Annegret von Hohenlohe", faces=1)
    typing.groups(4, 3)
    for row in range(2):
        typing.begin(row)
        typing.wall.window().resize(2 * (CARD_SIZE.width() + 14) + 60, 700)
        write("Ann", on=typing.naming.field)
        until(lambda: typing.choices.is_open)
        names = there(typing.choices.popup())
        assert names.width() == WIDE
        assert typing.wall.window().frameGeometry().contains(names.geometry())
        assert names.y() > typing.field_at().y()
        press(Key.Key_Escape, Key.Key_Escape)


def field_of(typing: Typing, group_id: str) -> QImage:
    """What one sees in the field of a card that is not open."""
    view = typing.view
    cell = view.cell_rect(view.people.row_of(group_id))
    inside = QRect(view.mosaics.field_rect(cell).topLeft() + QPoint(8, 4), QSize(180, 25))
    return seen(view, inside)


def test_cards_in_sight_are_asked_about_first(typing: Typing, context: Context) -> None:
    typing.album.person("Eva", near=1, faces=2)
    made = typing.groups(3, 3)
    for group in made:
        for _ in range(3):
            typing.album.face(group, near=1)
    typing.begin(0)
    until(lambda: [item.who for item in context.review._seen] == made)
    context.review.start()
    field = typing.naming.field
    until(lambda: field.text() == "Eva")
    assert (field.selectedText(), field.hint) == ("Eva", "Enter · add")
    until(lambda: context.review.group(made[1]) is not None)
    typing.look(True)
    press(Key.Key_Return)
    assert (typing.naming.open_id, field.text()) == (made[1], "Eva")
    until(lambda: typing.wall.session.entries.named == made[:1])


def test_a_name_that_was_not_saved_comes_back_and_is_given_again(typing: Typing) -> None:
    made = typing.groups(40, 39, 38)
    shown = [typing.theirs(group) for group in made]

    typing.context.db.write(full_disk).result()
    offered: list[tuple[str, str, Callable[[], None]]] = []
    typing.context.ops.offered.connect(lambda *args: offered.append(args))
    typing.begin(0)
    for name in ("Willi", "Carla"):
        write(name)
        press(Key.Key_Return)
    write("Je")
    until(lambda: typing.wall.session.entries.is_given(made[1]) and bool(offered))
    assert QApplication.focusWidget() is typing.naming.field
    assert (typing.naming.open_id, typing.naming.field.text()) == (made[2], "Je")
    entry = there(typing.wall.session.entries.get(made[0]))
    assert (entry.text, entry.is_refused) == ("Willi", True)
    said, button, again = offered[-1]
    assert said.startswith("“Willi” wasn’t saved. The disk is full.")
    assert button == "Try again"
    again()
    write("ns")
    press(Key.Key_Return)
    names = ("Willi", "Carla", "Jens")
    until(lambda: typing.names() == dict(zip(names, shown, strict=True)))


def test_a_name_taken_between_typing_and_writing_asks(typing: Typing, context: Context) -> None:
    made = typing.groups(3, 2)
    typing.begin(0)
    write("Eva")
    eva = typing.album.person("Eva", faces=1)
    said, button, show = heard(context.ops.offered, lambda: press(Key.Key_Return))
    assert typing.album.who(eva).face_count == 1
    assert "There’s already someone named Eva." in said
    assert button == "Show"
    show()
    assert typing.naming.open_id == made[0]
    assert typing.naming.field.text() == "Eva"
    assert typing.naming.offer.text == "Add 3 faces to Eva"
    press(Key.Key_Escape)


def test_the_card_stays_in_sight_when_the_window_is_resized(real: Window, album: Album) -> None:
    """Be it open or not."""
    for _ in range(40):
        album.group(faces=2)
    real.resize(1280, 820)
    real.pages.show_section(Section.UNNAMED)
    view = real.wall.groups
    until(lambda: view.naming.is_open and len(view.people.ids) == 40)

    def is_seen(row: int) -> bool:
        seen = view.viewport().visibleRegion().boundingRect()
        return seen.contains(view.card_rect(view.cell_rect(row)))

    for is_open, row in ((True, 9), (True, 34), (False, 9), (False, 34)):
        view.naming.begin(row)
        if not is_open:
            view.naming.leave()
            view.setFocus()
        for size, columns in ((QSize(900, 600), 2), (QSize(1280, 820), 4)):
            assert is_seen(row)
            real.resize(size)
            until(partial(lambda many: view.columns == many, columns))
            until(partial(is_seen, row))


def test_a_card_that_was_scrolled_away_is_in_sight_once_the_window_is_lower(
    real: Window, album: Album
) -> None:
    for _ in range(40):
        album.group(faces=2)
    real.resize(900, 820)
    real.pages.show_section(Section.UNNAMED)
    view, bar = real.wall.groups, real.wall.area.verticalScrollBar()
    until(lambda: view.naming.is_open and len(view.people.ids) == 40)
    view.naming.begin(8)
    field = view.naming.field
    for away in (bar.maximum(), 0):
        bar.setValue(away)
        assert field.visibleRegion().isEmpty()
        real.resize(900, real.height() - 100)
        until(lambda: field.visibleRegion().boundingRect() == field.rect())


def test_a_sheet_leaves_the_open_field_as_it_is(real: Window, album: Album) -> None:
    album.group(faces=3)
    group, face = album.group(faces=2), album.face()
    real.pages.show_section(Section.UNNAMED)
    naming = real.wall.groups.naming
    field = naming.field
    until(lambda: naming.is_open and len(real.wall.groups.people.ids) == 2)
    naming.begin_of(group)
    write("Mia", on=field)
    field.setCursorPosition(1)
    for name in ("Settings…", "Keyboard shortcuts", "Rejected suggestions…"):
        choose(real.menus, name)
        sheet = over(real, Sheet)
        assert field.isVisible()
        press(Key.Key_Escape, on=sheet)
        assert (naming.open_id, field.text(), field.cursorPosition()) == (group, "Mia", 1)
        assert QApplication.focusWidget() is field
    real.new_person([face])  # for which it closes
    dialog = over(real, NewPersonDialog)
    assert not naming.is_open
    dialog.form.name.setText("Eva")
    heard(dialog.finished, dialog.accept)
    assert (naming.open_id, field.text(), QApplication.focusWidget()) == (group, "Mia", field)
