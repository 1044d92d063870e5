"""Names that typing completes to: one Enter is enough, whatever the list shows."""

import pytest
from PySide6.QtCore import QModelIndex, QPoint, QRect, QSize, Qt
from PySide6.QtGui import QImage, QPainter, QRegion
from PySide6.QtWidgets import QApplication, QLineEdit, QListView, QMainWindow
from pytestqt.qtbot import QtBot

from kinfolk.core.people import people
from kinfolk.gui.base import theme
from kinfolk.gui.base.context import Context
from kinfolk.gui.base.painted_text import write_found
from kinfolk.gui.dialogs.new_person import NewPersonDialog
from kinfolk.gui.who.completion import SHAPE, NameCompleter, _rounded
from tests.album import Album
from tests.gui.hands import Key, click, heard, press, until, write
from tests.gui.painted import written
from tests.gui.walls import wait_for, wall_in
from tests.gui.windows import there


class Typed:
    """A field into which "ann" was typed, the list of names open under it."""

    def __init__(self, field: QLineEdit) -> None:
        self.field = field
        field.setFocus()
        write("ann", on=field)
        completer = field.completer()
        assert isinstance(completer, NameCompleter)
        until(lambda: completer.is_open)
        self.completer = completer
        popup = completer.popup()
        assert isinstance(popup, QListView)
        self.popup = popup

    def press(self, *keys: Qt.Key) -> None:
        """Where the keyboard is: in the list."""
        for key in keys:
            press(key, on=self.popup)


def row_of(typed: Typed, row: int) -> QModelIndex:
    return typed.popup.model().index(row, 0)


def names_in(popup: object) -> list[str]:
    assert isinstance(popup, QListView)
    model = popup.model()
    return [str(model.index(row, 0).data()) for row in range(model.rowCount())]


def test_enter_in_an_open_list_makes_the_person(
    context: Context, window: QMainWindow, album: Album
) -> None:
    album.person("Annabel")
    dialog = NewPersonDialog(context, parent=window)
    dialog.open()
    typed = Typed(dialog.form.name)
    assert names_in(typed.popup) == ["Annabel"]
    assert typed.popup.sizeHintForRow(0) == SHAPE.height
    created = heard(dialog.created, lambda: typed.press(Key.Key_Return))
    assert album.name_of(created[0]) == "ann"


def test_a_name_taken_in_the_dialog_waits_for_the_rest(
    qtbot: QtBot, context: Context, window: QMainWindow, album: Album
) -> None:
    album.person("Annabel")
    dialog = NewPersonDialog(context, face_ids=(album.face(),), parent=window)
    dialog.open()
    typed = Typed(dialog.form.name)
    with qtbot.assertNotEmitted(dialog.created):
        typed.press(Key.Key_Down, Key.Key_Return)
    assert dialog.form.name.text() == "Annabel"
    assert dialog.isVisible()
    assert dialog.primary.text() == "Add to Annabel"


@pytest.mark.parametrize(
    ("keys", "name", "count"),
    [((Key.Key_Return,), "ann", 2), ((Key.Key_Down, Key.Key_Return), "Annabel", 3)],
)
def test_a_group_is_named_by_one_enter(
    context: Context,
    window: QMainWindow,
    album: Album,
    keys: tuple[Qt.Key, ...],
    name: str,
    count: int,
) -> None:
    album.person("Annabel", faces=1)
    album.group(faces=2)
    wall = wall_in(window, context)
    wait_for(wall, named=1, groups=1)
    wall.groups.go_to(0)
    press(Key.Key_F2, on=wall.groups)
    field = QApplication.focusWidget()
    assert isinstance(field, QLineEdit)
    typed = Typed(field)
    typed.press(*keys[:-1])
    until(lambda: wall.groups.naming.offer.is_seen == (name == "Annabel"))
    heard(context.ops.done, lambda: typed.press(keys[-1]))
    named = there(album.ask(people.find_by_name, name, None))
    assert named.face_count == count


@pytest.mark.parametrize("is_clicked", [False, True])
def test_a_new_person_has_a_row_of_its_own(
    context: Context, window: QMainWindow, album: Album, is_clicked: bool
) -> None:
    """Though the beginning of a likely name means that person, and is that person's again above."""
    album.person("Annabel", near=0, faces=2)
    album.grouped(2, near=0)
    wall = wall_in(window, context)
    wait_for(wall, named=1, groups=1)
    naming = wall.groups.naming
    assert naming.begin(0)
    naming.field.clear()
    typed = Typed(naming.field)
    assert names_in(typed.popup) == ["Annabel", "New person “ann”"]
    assert (naming.field.hint, naming.offer.text) == ("Enter · add", "Add 2 faces to Annabel")
    if is_clicked:
        click(typed.popup.viewport(), typed.popup.visualRect(row_of(typed, 1)).center())
    else:
        typed.press(Key.Key_Up)
        assert typed.popup.currentIndex() == row_of(typed, 1)
        typed.press(Key.Key_Down)
        assert naming.field.hint == "Enter · add"
        typed.press(Key.Key_Up)
    assert (naming.field.text(), naming.field.hint) == ("ann", "Enter · new person")
    assert naming.offer.isHidden()
    keys = naming.field if is_clicked else typed.popup
    heard(context.ops.done, lambda: press(Key.Key_Return, on=keys))
    named = there(album.ask(people.find_by_name, "ann", None))
    assert named.face_count == 2


def test_no_list_opens_for_a_new_person_alone(
    context: Context, window: QMainWindow, album: Album
) -> None:
    """Esc goes on to end the naming then, by one press."""
    album.person("Annabel", faces=2)
    album.group(faces=2)
    wall = wall_in(window, context)
    wait_for(wall, named=1, groups=1)
    assert wall.groups.naming.begin(0)
    field = wall.groups.naming.field
    write("zo", on=field)
    completer = field.completer()
    assert isinstance(completer, NameCompleter)
    assert not completer.is_open
    press(Key.Key_Escape, on=field)
    assert wall.groups.naming.open_id is None


def test_a_row_has_the_typed_letters_in_bold_and_the_number_of_photos(
    context: Context, window: QMainWindow, album: Album
) -> None:
    for name in ("Annabel", *(f"Hanna {n}" for n in range(6))):
        album.person(name, faces=1)
    dialog = NewPersonDialog(context, parent=window)
    dialog.open()
    typed = Typed(dialog.form.name)
    assert names_in(typed.popup) == ["Annabel", *(f"Hanna {n}" for n in range(4))]
    pieces = written(typed.popup.viewport())
    assert [text for text, _ in pieces[:6]] == ["1 photo", "Ann", "abel", "1 photo", "H", "ann"]
    assert [text for text, weight in pieces if weight > 400] == ["Ann", *["ann"] * 4]


def completing(context: Context, field: QLineEdit, *names: str) -> NameCompleter:
    """A completer to names of people who are just being saved."""
    made = NameCompleter(field, context.thumbs, lambda names: {})
    made.set_names(names)
    return made


def test_names_that_begin_so_stand_first(context: Context, window: QMainWindow) -> None:
    field = QLineEdit(window)
    completing(context, field, "Hannah", "Eva Ann", "Anna", "Ben")
    field.show()
    typed = Typed(field)
    assert names_in(typed.popup) == ["Anna", "Eva Ann", "Hannah"]
    typed.press(Key.Key_Down, Key.Key_Return)
    assert field.text() == "Anna"


def test_an_open_list_follows_the_library_and_closes_without_names(
    context: Context, window: QMainWindow
) -> None:
    field = QLineEdit(window)
    completer = completing(context, field, "Hannah", "Anna")
    field.show()
    typed = Typed(field)
    completer.set_names(["Hannah", "Anna", "Annabel", "Ben"])
    assert names_in(typed.popup) == ["Anna", "Annabel", "Hannah"]
    completer.set_names(["Ben"])
    assert not completer.is_open


def test_what_was_chosen_or_marked_outlives_names_that_come_meanwhile(
    context: Context, window: QMainWindow
) -> None:
    field = QLineEdit(window)
    completer = NameCompleter(
        field, context.thumbs, lambda names: {}, offers_new=True, makes_way=True
    )
    completer.set_names(["Annabel"])
    field.show()
    typed = Typed(field)
    typed.press(Key.Key_Down)
    assert field.text() == "Annabel"
    completer.set_names(["Annabel", "Hanna"])
    assert names_in(typed.popup) == ["Annabel", "Hanna", "New person “ann”"]
    click(typed.popup.viewport(), typed.popup.visualRect(row_of(typed, 2)).center())
    completer.set_names(["Annabel", "Ben", "Hanna"])
    assert (completer.is_open, completer.is_new) == (False, True)


def test_a_name_from_right_to_left_begins_at_the_right() -> None:
    """Only its first letter changes when that is bold."""
    plain, bold = painted_name("אנה", ""), painted_name("אנה", "א")
    changed = [x for x in range(plain.width()) if column(plain, x) != column(bold, x)]
    ink = [x for x in range(plain.width()) if any(column(plain, x))]
    assert min(changed) > (min(ink) + max(ink)) / 2


def painted_name(name: str, part: str) -> QImage:
    image = QImage(200, 60, QImage.Format.Format_ARGB32)
    image.fill(0)
    painter = QPainter(image)
    painter.setFont(theme.font(40))
    write_found(painter, image.rect(), name, part)
    painter.end()
    return image


def column(image: QImage, x: int) -> list[int]:
    return [image.pixel(x, y) for y in range(image.height())]


def test_the_list_has_round_corners_and_shows_what_is_marked(
    context: Context, window: QMainWindow, album: Album
) -> None:
    album.person("Annabel")
    dialog = NewPersonDialog(context, parent=window)
    dialog.open()
    typed = Typed(dialog.form.name)
    typed.press(Key.Key_Down)
    popup, look = typed.popup, theme.tokens()
    assert isinstance(popup, QListView)
    picture = popup.grab().toImage()
    right, bottom = picture.width() - 1, picture.height() - 1
    corners = [picture.pixelColor(x, y) for x in (0, right) for y in (0, bottom)]
    assert {colour.alpha() for colour in corners} == {0}
    assert picture.pixelColor(right // 2, 2).name() == look.raised.lower()
    row = popup.visualRect(popup.currentIndex())
    marked = popup.viewport().mapTo(popup, QPoint(row.left() + 4, row.center().y()))
    assert picture.pixelColor(marked).name() == look.accent_soft.lower()


def test_on_x11_the_corners_are_cut_off() -> None:
    seen = QRegion(_rounded(QSize(120, 60)))
    assert seen.boundingRect() == QRect(0, 0, 120, 60)
    assert not any(seen.contains(QPoint(x, y)) for x in (0, 119) for y in (0, 59))
    assert all(seen.contains(QPoint(3, y)) for y in (3, 56))
