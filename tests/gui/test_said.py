"""Plain words for what happened, a second Esc, and names that have no room."""

from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest
from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtGui import QImage, QPainter
from PySide6.QtWidgets import QFileDialog, QLineEdit, QMainWindow, QWidget
from pytestqt.qtbot import QtBot

from kinfolk.gui.actions.people import PeopleActions
from kinfolk.gui.base import theme
from kinfolk.gui.base.context import Context
from kinfolk.gui.dialogs.merge import merge_sheet
from kinfolk.gui.shell import scan_words
from kinfolk.gui.shell.sidebar_counts import overview
from kinfolk.gui.shell.toast import STAYS_MS, Toast
from kinfolk.gui.shell.window import Window
from kinfolk.gui.widgets import controls
from kinfolk.gui.widgets.controls import Button, Elided, NameField
from kinfolk.scan.job import ScanProgress
from kinfolk.settings import Theme
from tests.album import Album
from tests.gui.hands import heard, hearing, undo, until
from tests.gui.shell.test_window import photos_in
from tests.gui.windows import first, there, timer

LONG = "Maximiliane Theodora Freifrau von und zu Hohenlohe-Schillingsfürst-Langenburg"


def said_after(window: Window, act: object, text: str) -> None:
    with hearing(window.scanning.ended):
        act()  # type: ignore[operator]
    until(lambda: window.toast.isVisible() and text in window.toast.text)


def test_a_scan_says_how_it_ended(real: Window, album: Album, tmp_path: Path) -> None:
    real.whole.setCurrentIndex(1)
    (tmp_path / "nothing").mkdir()
    said_after(
        real, lambda: real.add_folders([tmp_path / "nothing"]), "There are no photos in nothing."
    )
    folder = photos_in(tmp_path / "summer", 2)
    said_after(real, lambda: real.add_folders([folder]), "2 photos scanned, 0 faces found.")
    said_after(real, real.scanning.start, "Nothing new. 2 photos, 0 faces.")
    for n in range(3):
        album.face(near=4, apart=0.01 + 0.01 * n)
    said_after(real, real.scanning.start, "No new photos. 3 faces added to people or groups.")
    folder.rename(tmp_path / "elsewhere")
    said_after(real, real.scanning.start, "summer")
    real.toast.hide()
    for _ in range(2):  # by itself, as the window opens: nothing to say
        heard(real.scanning.ended, real.look_for_new_photos)
    assert not real.toast.isVisible()


def test_a_scan_that_brings_strangers_back_says_so(context: Context, album: Album) -> None:
    known = overview(context.db)
    progress = ScanProgress(photos_done=1, photos_total=1, returned=2)
    said = scan_words.ended(progress, 0, known, ())
    assert said == "1 photo scanned, 0 faces found. 2 ignored groups are back in Unnamed."


def test_a_merge_says_who_went_into_whom(context: Context, window: QMainWindow) -> None:
    album = Album(context.db)

    def merged(*ids: str) -> str:
        sheet = there(merge_sheet(context, ids, window))
        (said,) = heard(context.ops.done, sheet.primary.click)
        undo(context)
        return str(said)

    anna, eva, ben, carl, dora = (
        album.person(name, faces=1) for name in ("Anna", "Eva", "Ben", "Carl", "Dora")
    )
    one, two, three = (album.group(faces=n) for n in (4, 3, 2))
    assert merged(anna, eva) == "Merged Eva into Anna"
    assert merged(one, anna, two) == "Merged 2 groups into Anna"
    assert merged(anna, eva, one) == "Merged Eva and 1 group into Anna"
    assert merged(anna, eva, ben, carl) == "Merged Eva, Ben and Carl into Anna"
    assert merged(anna, eva, ben, carl, dora) == "Merged Eva, Ben and 2 more people into Anna"
    assert merged(one, two) == "Merged a group into another group"
    assert merged(one, two, three) == "Merged 2 groups into another group"


def test_of_groups_it_is_said_that_they_are_groups(context: Context, album: Album) -> None:
    groups = [album.who(album.group(faces=n)) for n in (4, 3)]
    act = PeopleActions(context, context.ops)

    def said(do: Callable[[], None]) -> str:
        return str(heard(context.ops.done, do)[0])

    assert said(lambda: act.set_favorite(groups, True)) == "2 groups added to favourites"
    one = groups[:1]
    assert said(lambda: act.set_favorite(one, False)) == "This group removed from favourites"
    assert said(lambda: act.delete(one)) == "This group deleted. Your photos are unchanged."
    undo(context)
    assert said(lambda: act.delete(groups)) == "2 groups deleted. Your photos are unchanged."
    assert undo(context) == "Delete 2 groups"


@pytest.mark.usefixtures("each_font")
def test_what_has_no_room_is_cut_and_told_whole(window: QMainWindow) -> None:
    inside = QWidget()
    window.setCentralWidget(inside)
    button, field, line = Button(f"Merge into {LONG}"), NameField(), Elided("text")
    button.setToolTip("They become one")
    field.setText(LONG)
    line.setText(LONG)
    for n, part in enumerate((button, field, line)):
        part.setParent(inside)
        part.setGeometry(10, 10 + 50 * n, 200, 40)
        part.show()
    inside.show()
    assert button.sizeHint().width() <= 320
    window.grab()
    assert f"Merge into {LONG}" in button.toolTip()
    assert field.toolTip() == line.toolTip() == LONG
    assert _ink_at_right(field.grab().toImage()) == 0  # it ends before the edge
    field.setText("Anna")
    button.setText("Merge")
    window.grab()
    assert field.toolTip() == ""
    assert button.toolTip() == "They become one"


@pytest.mark.usefixtures("each_font")
def test_a_first_letter_that_reaches_to_the_left_is_whole(qtbot: QtBot) -> None:
    line = Elided("heading")
    qtbot.addWidget(line)
    line.setText("Jakob")
    reach = -line.fontMetrics().leftBearing("J")
    assert reach > 0  # or the font here has no such letter, and this shows nothing
    line.resize(line.sizeHint())
    image = line.grab().toImage()
    whole = QImage(image.width() + 40, image.height(), QImage.Format.Format_RGB32)
    whole.fill(Qt.GlobalColor.white)
    painter = QPainter(whole)
    painter.setFont(line.font())
    where = whole.rect().adjusted(20, 0, 0, 0)
    painter.drawText(where, Qt.AlignmentFlag.AlignVCenter, line.text())
    painter.end()
    assert len(_columns_with_ink(image)) == len(_columns_with_ink(whole))
    assert line.toolTip() == ""


@pytest.mark.usefixtures("each_font")
def test_a_short_name_takes_no_more_room_than_it_needs(qtbot: QtBot) -> None:
    line = Elided("text")
    qtbot.addWidget(line)
    line.setText("Jo")
    assert line.minimumSizeHint().width() <= line.sizeHint().width() < 40


def _columns_with_ink(image: QImage) -> list[int]:
    ground = image.pixelColor(image.width() - 1, 0)
    return [
        x
        for x in range(image.width())
        if any(image.pixelColor(x, y) != ground for y in range(image.height()))
    ]


def _ink_at_right(image: QImage) -> int:
    """Dark pixels in the last few columns inside the frame."""
    part = image.copy(QRect(image.width() - 8, 8, 4, image.height() - 16))
    return sum(
        part.pixelColor(x, y).lightness() < 128
        for x in range(part.width())
        for y in range(part.height())
    )


def test_a_toast_is_never_wider_than_the_window(window: QMainWindow) -> None:
    toast = Toast(window)
    toast.say(f"Renamed to {LONG * 4}", button="Undo")
    until(lambda: first(toast, Elided).toolTip() != "")
    assert toast.geometry().left() >= 0
    assert window.rect().contains(toast.geometry())


def test_what_a_scan_says_waits_for_the_way_back(window: QMainWindow) -> None:
    taken_back: list[bool] = []
    window.show()
    toast = Toast(window)
    toast.say("Renamed to Eva", button="Undo", act=lambda: taken_back.append(True))
    toast.remark("Nothing new.")
    assert toast.text == "Renamed to Eva"
    timer(toast, STAYS_MS).timeout.emit()
    until(lambda: toast.text == "Nothing new.")
    assert toast.isVisible()
    assert not toast.button.isVisible()
    toast.remark("2 photos looked at.")
    assert toast.text == "2 photos looked at."
    timer(toast, STAYS_MS).timeout.emit()
    until(lambda: not toast.isVisible())
    toast.say("Renamed to Eva", button="Undo", act=lambda: taken_back.append(True))
    toast.remark("Nothing new.")
    toast.button.click()
    assert taken_back == [True]
    assert timer(toast, STAYS_MS).isActive()  # it is said then, not after some later message
    timer(toast, STAYS_MS).timeout.emit()
    assert (toast.text, toast.isVisible()) == ("Nothing new.", True)


@pytest.mark.parametrize("look", [Theme.LIGHT, Theme.DARK])
def test_windows_of_their_own_are_painted_to_their_corners(
    context: Context, window: QMainWindow, look: Theme
) -> None:
    context.appearance.use(look)
    menu = controls.menu(window)
    menu.addAction("Merge…")
    menu.popup(window.mapToGlobal(QPoint(10, 10)))
    image = menu.grab().toImage().convertToFormat(QImage.Format.Format_ARGB32)
    grounds = {theme.tokens().raised.lower(), theme.tokens().line.lower()}
    for corner in (
        (0, 0),
        (image.width() - 1, 0),
        (0, image.height() - 1),
        (image.width() - 1, image.height() - 1),
    ):
        assert image.pixelColor(*corner).name() in grounds
        assert image.pixelColor(*corner).alpha() == 255
    menu.close()


@pytest.mark.parametrize("look", [Theme.LIGHT, Theme.DARK])
def test_the_folder_dialog_has_no_black_part(
    qtbot: QtBot, context: Context, window: QMainWindow, look: Theme, tmp_path: Path
) -> None:
    context.appearance.use(look)
    (tmp_path / "summer").mkdir()
    dialog = QFileDialog(window, "Choose", str(tmp_path))
    dialog.setOption(QFileDialog.Option.DontUseNativeDialog)
    dialog.setFileMode(QFileDialog.FileMode.Directory)
    dialog.open()
    qtbot.waitExposed(dialog)
    field = there(dialog.findChild(QLineEdit, "fileNameEdit"))
    popup = there(field.completer().popup())
    shares = [_black(part) for part in (dialog, popup)]
    dialog.close()
    dialog.deleteLater()
    assert max(shares) < 0.01


def _black(part: QWidget) -> float:
    image = part.grab().toImage().convertToFormat(QImage.Format.Format_RGB888)
    lines = np.frombuffer(image.constBits(), np.uint8).reshape(image.height(), image.bytesPerLine())
    rgb = lines[:, : 3 * image.width()].reshape(image.height(), image.width(), 3)
    return float((rgb.max(axis=2) < 8).mean())
