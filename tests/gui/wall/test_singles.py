"""Single faces below the groups: named, given by a digit, ignored; none is without a page."""

from collections.abc import Callable
from dataclasses import replace
from functools import partial

import pytest
from PySide6.QtCore import QPoint, Qt, QTimer
from PySide6.QtWidgets import QApplication, QLabel
from pytestqt.qtbot import QtBot
from sqlalchemy import text
from sqlmodel import Session

from kinfolk.core.people import people, review, strangers
from kinfolk.core.people.people_lists import Section, Sort
from kinfolk.core.people.review import Answer
from kinfolk.gui.base.context import Context
from kinfolk.gui.photo.view import PhotoView
from kinfolk.gui.shell.window import Window
from kinfolk.gui.wall import reading
from kinfolk.gui.wall.group_field import SeveralField
from kinfolk.gui.wall.reading import WallRequest
from tests.album import MAYBE, Album
from tests.fake_engine import FakeEngine, draw
from tests.gui.hands import CONTROL, Key, click, heard, press, undo, until, write
from tests.gui.walls import on_picture
from tests.gui.windows import full_disk, texts_of, there
from tests.rig import Rig


class Singles:
    """Eva and Ben are known; one group; a face like Eva, one a little like Ben, and a stranger."""

    def __init__(self, context: Context, album: Album, window: Window) -> None:
        self.context, self.window, self.owner = context, window, album.owner
        self.view, self.naming = window.wall.singles, window.wall.singles.naming
        self.eva = album.person("Eva", near=0, faces=3)
        self.ben = album.person("Ben", near=1, faces=3)
        self.group, _ = album.grouped(2, near=2)
        self.stranger = album.face(near=3)
        self.maybe_ben = album.face(near=1, apart=MAYBE)
        self.like_eva = album.face(near=0)
        self.ids = [self.like_eva, self.maybe_ben, self.stranger]
        context.review.start()
        until(lambda: set(context.review.singles) == {self.like_eva, self.maybe_ben})

    def open(self) -> "Singles":
        self.window.pages.show_section(Section.UNNAMED)
        groups = self.window.wall.groups.naming
        until(lambda: groups.open_id == self.group)
        until(lambda: list(self.view.people.ids) == self.ids)
        until(self.window.isActiveWindow)
        return self

    def begin(self, row: int) -> None:
        """By the pointer."""
        index = self.view.people.index(row)
        self.view.scrollTo(index)
        click(self.view.viewport(), on_picture(self.view, row))
        assert self.naming.open_id == self.ids[row]

    def click(self, *rows: int) -> None:
        for row in rows:
            click(self.view.viewport(), on_picture(self.view, row))

    @property
    def ticked(self) -> list[int]:
        """The rows with a tick."""
        chosen = self.view.selectedIndexes() if self.view.mosaics.is_ticking else []
        return sorted(index.row() for index in chosen)

    @property
    def says(self) -> str:
        bar = self.window.wall.commands[2].bar
        return bar.text if bar.isVisible() else ""

    def field(self) -> SeveralField:
        (found,) = self.window.findChildren(SeveralField)
        return found

    @property
    def ghosts(self) -> list[str]:
        """The single faces whose name is written."""
        return [each for each in self.view.entries.named if each in self.ids]

    def named(self, *face_ids: str) -> None:
        until(lambda: self.ghosts == list(face_ids))


@pytest.fixture
def singles(context: Context, album: Album, real: Window) -> Singles:
    return Singles(context, album, real)


@pytest.mark.wiring
def test_single_faces_stand_by_likeness_and_the_keys_lead_to_them_and_back(
    singles: Singles, album: Album
) -> None:
    """Space selects a single face; it looks closer only at a group, and in an empty field."""
    window = singles.open().window
    groups, hints = window.wall.groups, window.wall.keys
    assert ("Space", "look closer") in hints.shown
    window.wall.area.setFixedHeight(300)  # the single faces begin below it
    groups.naming.leave()
    groups.go_to(0)
    for key, view, row in (
        (Key.Key_Down, singles.view, 0),
        (Key.Key_Up, groups, 0),
        (Key.Key_End, singles.view, 2),
        (Key.Key_Down, singles.view, 2),
    ):
        press(key)
        assert QApplication.focusWidget() is view
        assert view.currentIndex().row() == row
        assert view.visibleRegion().contains(view.visualRect(view.currentIndex()).center())
        assert (hints.shown[0] == ("Space", "select")) is (view is singles.view)
        assert (("Space", "look closer") in hints.shown) is (view is groups)
    assert not groups.selectedIndexes()
    press(Key.Key_Home)
    assert (QApplication.focusWidget(), groups.currentIndex().row()) == (groups, 0)
    wall = window.wall
    assert [wall._said_of(face_id) for face_id in singles.ids] == ["probably Eva", "maybe Ben", ""]
    assert "1 group · 3 single faces" in texts_of(wall)
    assert "3, those who look like someone you know first" in texts_of(wall)
    assert "Single faces" in texts_of(wall)
    window.pages.show_section(Section.PEOPLE)
    until(lambda: not singles.view.isVisible())
    assert "Single faces" not in texts_of(wall)


def test_an_open_face_stays_where_it_is_while_groups_above_it_and_the_strip_below_go(
    singles: Singles, context: Context, album: Album
) -> None:
    gone = [album.group(faces=1) for _ in range(20)]
    for _ in range(120):
        album.face()
    window = singles.window
    wall, bar = window.wall, window.wall.area.verticalScrollBar()
    window.pages.show_section(Section.UNNAMED)
    until(lambda: (wall.groups.people.rowCount(), len(singles.view.people.ids)) == (21, 123))
    high = wall.height()
    window.strip.show()
    until(lambda: wall.height() < high)
    bar.setValue(bar.maximum())
    assert singles.naming.begin(singles.view.first_in_sight)
    place = singles.naming.field.mapToGlobal(QPoint(0, 0))
    window.strip.hide()
    until(lambda: wall.height() == high)
    assert singles.naming.field.mapToGlobal(QPoint(0, 0)) == place

    def delete(session: Session) -> None:
        for group in gone:
            people.delete(session, group)

    context.db.write(delete).result()
    until(lambda: wall.groups.people.rowCount() == 1)
    assert singles.naming.field.mapToGlobal(QPoint(0, 0)) == place


def test_a_digit_or_a_click_accepts_who_is_shown_under_it(singles: Singles, qtbot: QtBot) -> None:
    singles.open()
    singles.begin(1)
    choices = singles.view.choices
    until(lambda: choices.person(1) is not None)
    assert [each.name for each in choices.people] == ["Ben"]
    press(Key.Key_2)  # no one is shown under that: it is a text
    assert singles.naming.field.text() == "2"
    assert choices.isHidden()
    press(Key.Key_1)  # and goes on to be one
    assert singles.naming.field.text() == "21"
    press(Key.Key_Backspace)
    press(Key.Key_Backspace)
    until(lambda: choices.person(1) is not None)
    choices.show_people(choices.people)  # as when it is filled anew: no one has seen it yet
    assert choices.person(1) is None
    until(lambda: choices.person(1) is not None)
    press(Key.Key_1)
    assert singles.naming.open_id == singles.stranger
    singles.named(singles.maybe_ben)
    assert singles.owner(singles.maybe_ben) == singles.ben
    entry = there(singles.naming.session.entries.get(singles.maybe_ben))
    assert entry.text == "Ben"
    given, mosaics = singles.view.people.index(1), singles.view.mosaics
    click(singles.view.viewport(), mosaics.undo_rect(singles.view.visualRect(given)).center())
    until(lambda: singles.naming.open_id == singles.maybe_ben)
    assert singles.owner(singles.maybe_ben) is None
    singles.begin(0)
    until(lambda: [each.name for each in choices.people] == ["Eva"])
    until(lambda: choices.person(1) is not None)
    line = choices.list.visualRect(choices.list.people.index(0)).center()
    qtbot.mouseClick(choices.list.viewport(), Qt.MouseButton.RightButton, pos=line)
    assert singles.naming.open_id == singles.like_eva
    click(choices.list.viewport(), line)
    singles.named(singles.like_eva)
    assert singles.owner(singles.like_eva) == singles.eva


def test_a_field_covers_no_face(singles: Singles, album: Album) -> None:
    singles.open()
    for _ in range(40):
        album.face()
    view = singles.view
    until(lambda: view.people.rowCount() == 43)
    QApplication.processEvents()
    cells = [view.cell_rect(row) for row in range(43)]
    assert cells[0].top() < cells[-1].top()
    for cell in cells:
        field = view.mosaics.field_rect(cell)
        assert not any(
            view.mosaics.mosaic_rect(other).toRect().intersects(field) for other in cells
        )


def test_a_field_stays_with_its_text_while_one_looks_at_the_photo(singles: Singles) -> None:
    def back(text: str) -> None:
        (photo,) = singles.window.findChildren(PhotoView)
        assert photo.isVisible()
        heard(photo.destroyed, lambda: press(Key.Key_Escape))
        assert QApplication.focusWidget() is field
        assert (singles.naming.open_id, field.text()) == (singles.like_eva, text)

    field = singles.open().naming.field
    singles.begin(0)
    press(Key.Key_Space)
    back("Eva")
    assert field.selectedText() == "Eva"  # still a guess: a letter stands in its place
    write("Ku")
    view = singles.window.wall.singles
    view.opened.emit(view.people.index(0))
    back("Ku")
    press(Key.Key_Return)
    singles.named(singles.like_eva)


def test_a_face_and_a_group_are_ignored_and_wait_among_the_strangers(
    singles: Singles, context: Context, album: Album
) -> None:
    singles.open()
    wall = singles.window.wall
    groups = wall.groups
    write("Wil")
    press(Key.Key_I, held=CONTROL)  # the open group
    assert singles.naming.open_id == singles.like_eva
    press(Key.Key_Tab)
    press(Key.Key_I, held=CONTROL)
    chosen = [each.row() for each in singles.view.selectedIndexes()]
    assert chosen == [singles.view.currentIndex().row()]  # whatever keys are held
    until(lambda: singles.ghosts == [singles.maybe_ben])
    undo(context)
    until(lambda: singles.naming.open_id == singles.maybe_ben)
    press(Key.Key_Tab)
    assert singles.naming.open_id == singles.stranger
    press(Key.Key_I, held=CONTROL)
    singles.named(singles.stranger)
    assert singles.window.toast.text == "1 single face ignored"
    assert [g for g in groups.entries.named if g in groups.people.ids] == [singles.group]
    assert album.who(singles.group).is_hidden
    hidden = there(singles.owner(singles.stranger))
    assert (album.who(hidden).is_hidden, album.name_of(hidden)) == (True, None)
    assert album.seen(singles.stranger).assigned_by != "user"  # no one's word
    singles.window.pages.show_section(Section.STRANGERS)
    until(lambda: list(groups.people.ids) == [singles.group])
    assert list(singles.view.people.ids) == [hidden]
    assert singles.window.pages.place == "strangers"
    until(lambda: groups.naming.open_id == singles.group)
    assert "show again" in [each.text() for each in singles.window.wall.keys.findChildren(QLabel)]
    press(Key.Key_I, held=CONTROL)  # again: it is shown again
    until(lambda: singles.window.toast.text == "This group shown again")
    until(lambda: not album.who(singles.group).is_hidden)
    until(lambda: not list(groups.people.ids))
    singles.ids = [hidden]
    singles.begin(0)
    write("Kuno")
    press(Key.Key_Return)
    until(lambda: album.name_of(hidden) == "Kuno")
    assert not album.who(hidden).is_hidden  # someone after all


def test_what_was_not_saved_comes_back_and_is_ignored_again(singles: Singles, album: Album) -> None:
    many = [album.face() for _ in range(40)]
    singles.ids += sorted(many)
    singles.open()

    singles.context.db.write(full_disk).result()
    offered: list[tuple[str, str, Callable[[], None]]] = []
    singles.context.ops.offered.connect(lambda *args: offered.append(args))
    view = singles.view
    view.go_to(0)
    press(Key.Key_A, held=CONTROL)
    press(Key.Key_I, held=CONTROL)
    assert len(singles.view.entries.given(singles.view.people)) == 43
    until(lambda: len(offered) == 1)  # one step, one sentence
    assert not singles.view.entries.given(singles.view.people)
    entry = there(singles.naming.session.entries.get(singles.stranger))
    assert entry.is_refused
    said, button, again = offered[0]
    assert said.startswith("Nothing was ignored. The disk is full.")
    assert button == "Try again"
    again()
    until(lambda: len(singles.ghosts) == 43)
    assert singles.owner(many[0]) is not None


def test_single_faces_are_dragged_and_have_a_menu_and_keys(singles: Singles) -> None:
    singles.open()
    view = singles.view
    first, second = view.people.index(0), view.people.index(2)
    assert list(view.held_at(first)) == [singles.like_eva]
    view.setCurrentIndex(first)
    view.selectionModel().select(second, view.selectionModel().SelectionFlag.Select)
    assert set(view.held_at(second)) == {singles.like_eva, singles.stranger}
    assert view.offer(view.carried_at(second), on_picture(view, 0)) is None
    wall = singles.window.wall
    view.go_to(2)
    press(Key.Key_Return)
    photos = singles.window.findChildren(PhotoView)
    assert [photo.isVisible() for photo in photos] == [True]
    heard(photos[0].destroyed, lambda: press(Key.Key_Escape))
    view.setFocus()
    press(Key.Key_Delete)
    until(lambda: list(view.people.ids) == singles.ids[:2])
    view.setCurrentIndex(view.people.index(1))
    menu = there(wall.commands[2].menu())
    entries = {each.text(): each for each in menu.actions() if each.text()}
    assert list(entries) == [
        "Show photo",
        "Show in folder",
        "Name…",
        "New person…",
        "Ignore",
        "Not a face",
    ]
    wanted = heard(wall.new_person_wanted, entries["New person…"].trigger)
    assert wanted == [(singles.maybe_ben,), None]
    menu.close()


def test_clicked_faces_take_one_name(singles: Singles, album: Album) -> None:
    singles.open()
    before = album.dump()
    singles.begin(0)  # one has its own field
    assert singles.ticked == [0]
    singles.click(1, 2)
    assert singles.ticked == [0, 1, 2]
    assert singles.says == "3 single faces selected"
    assert not singles.naming.is_open
    singles.click(1)
    assert singles.ticked == [0, 2]
    field = singles.field()
    assert (field.placeholderText(), field.hint) == ("Who is this?", "")
    assert (field.button.text(), field.button.isEnabled()) == ("Name 2 faces", False)
    write("Carl")
    assert (field.text(), field.hint) == ("Carl", "Enter · new person")
    assert heard(singles.context.ops.done, lambda: press(Key.Key_Return)) == ["Named Carl"]
    owners = {singles.owner(each) for each in (singles.like_eva, singles.stranger)}
    (carl,) = owners
    assert carl is not None
    assert album.name_of(carl) == "Carl"
    assert singles.owner(singles.maybe_ben) is None
    until(lambda: list(singles.view.people.ids) == [singles.maybe_ben])
    assert singles.ticked == []  # the next click would be in addition
    undo(singles.context)
    assert album.dump() == before
    until(lambda: list(singles.view.people.ids) == singles.ids)
    singles.view.go_to(0)
    for key in (Key.Key_Space, Key.Key_Right, Key.Key_Right, Key.Key_Space):
        press(key)
    assert singles.ticked == [0, 2]
    write("eva")
    assert singles.field().hint == "Enter · add"
    assert singles.field().offer.text == "Add 2 faces to Eva"
    until(lambda: singles.field().offer.is_seen)
    done = heard(singles.context.ops.done, lambda: press(Key.Key_Return))
    assert done == ["2 faces moved to Eva"]
    assert singles.owner(singles.stranger) == singles.owner(singles.like_eva) == singles.eva


def test_the_button_beside_the_field_names_all_ticked_faces(singles: Singles) -> None:
    """The field keeps the keyboard; Ctrl and Enter make the new person whom the list offers."""
    singles.open()
    singles.begin(0)
    write("To")
    singles.begin(2)  # a click beside a typed name is about the clicked face alone
    assert (singles.ticked, singles.says) == ([2], "")
    entry = there(singles.view.entries.get(singles.like_eva))
    assert (entry.text, entry.is_given) == ("To", False)
    singles.click(1)
    write("Ca")
    press(Key.Key_Escape)  # leaves the field, then the selection
    assert (singles.field().text(), singles.ticked) == ("", [1, 2])
    assert singles.view.hasFocus()
    press(Key.Key_Escape)
    assert (singles.ticked, singles.says) == ([], "")
    singles.begin(2)
    singles.click(1)
    field = singles.field()
    write("Carl")
    assert field.button.isVisible()
    QApplication.processEvents()
    assert field.width() > 0.9 * field.maximumWidth()  # room for what Enter will do
    said = heard(singles.context.ops.done, lambda: click(field.button))
    assert said == ["Named Carl"]
    undo(singles.context)
    until(lambda: set(singles.view.people.ids) == set(singles.ids))
    singles.click(*(singles.view.people.row_of(each) for each in singles.ids[1:]))
    write("Ev")
    keys = partial(press, Key.Key_Return, held=CONTROL)
    assert heard(singles.context.ops.done, keys) == ["Named Ev"]


def test_ticked_faces_of_which_one_was_said_to_be_no_one_of_that_name(
    singles: Singles, album: Album
) -> None:
    """Another program says so while the name is typed."""
    singles.open()
    singles.begin(0)
    singles.click(1, 2)
    write("Eva")
    until(lambda: singles.field().offer.is_seen)
    album.do(review.answer_faces, [singles.stranger], singles.eva, Answer.NO)
    told = heard(singles.context.ops.refused, lambda: press(Key.Key_Return))
    assert told[0].message == "This has been answered with no in the meantime."
    assert singles.owner(singles.like_eva) is None


def test_ticked_faces_that_look_like_nobody_of_that_name_are_asked_about(singles: Singles) -> None:
    singles.open()
    singles.begin(1)
    singles.click(2)
    write("Eva")
    offer = singles.field().offer
    assert offer.text == "These don’t look like Eva."
    until(lambda: offer.is_seen)
    press(Key.Key_Return)
    assert offer.text == "Press Enter again to add to Eva anyway."
    assert singles.field().hint == "Enter · add anyway"
    assert singles.owner(singles.stranger) is None
    until(lambda: offer.is_seen)
    done = heard(singles.context.ops.done, lambda: press(Key.Key_Return))
    assert done == ["2 faces moved to Eva"]


def test_a_press_moves_the_page_no_more_once_another_card_is_open(singles: Singles) -> None:
    singles.open().window.resize(900, 400)
    groups, bar = singles.window.wall.groups, singles.window.wall.area.verticalScrollBar()
    singles.window.wall.area.lay_out_now()
    group = groups.visualRect(groups.people.index(0))
    click(groups.viewport(), groups.mosaics.field_rect(group).center())
    singles.begin(2)
    assert bar.value() > group.height() // 2  # the group is out of sight
    moved: list[int] = []
    bar.valueChanged.connect(moved.append)
    # Qt's own timer, by which it would go back to the group, began before and is shorter.
    later = QTimer(singleShot=True, interval=QApplication.doubleClickInterval() + 200)
    heard(later.timeout, later.start)
    assert moved == []


def test_every_face_of_a_scanned_library_is_on_exactly_one_page(
    context: Context, rig: Rig, album: Album
) -> None:
    """On a person's page, a group's card, a single tile, or among the strangers."""
    rig.draw_album()
    for name, colour in (("f", "pink"), ("g", "yellow"), ("h", "cyan")):
        draw(rig.folder / f"{name}.jpg", [(colour, 20, 20)], note=name)
    draw(rig.folder / "i.jpg", [("cyan", 20, 20)], note="i")
    rig.engine = _Poor()
    rig.scan()
    rig.name("Rosa", "a.jpg")
    hidden = rig.name("Cyril", "h.jpg")
    album.change(hidden, is_hidden=True)
    pink, green = rig.faces("f.jpg")[0].id, rig.faces("trip/d.jpg")[0].person_id
    assert green is not None
    album.do(strangers.ignore, groups=[green], faces=[pink])
    everybody = rig.ask(lambda s: s.execute(text("SELECT id FROM face")).scalars().all())
    found: list[str] = []
    for section in (Section.PEOPLE, Section.HIDDEN, Section.UNNAMED, Section.STRANGERS):
        read = reading.wall_order(context.db, WallRequest(section, "", Sort.COUNT_DESC, (), ()))
        for who in read.groups if section in reading.CARDS else read.people:
            found += album.theirs(who)
        for who in read.singles:
            found += album.theirs(who) or [who]
    assert sorted(found) == sorted(everybody)
    assert len(everybody) >= 10


class _Poor(FakeEngine):
    """Yellow faces are of low quality."""

    def analyse(self, pixels):  # type: ignore[no-untyped-def]
        return [
            replace(one, quality=0.05) if one.embedding[3] else one
            for one in super().analyse(pixels)
        ]
