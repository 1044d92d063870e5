"""The first page: whose names photos carry is said and asked before anything is read."""

from contextlib import closing
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPoint, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog, QFileDialog
from pytestqt.qtbot import QtBot

from kinfolk.core.people import people_lists
from kinfolk.core.photos import library
from kinfolk.gui.base.context import Context
from kinfolk.gui.shell.first_start import FirstStart
from kinfolk.gui.shell.window import Window
from kinfolk.gui.widgets.controls import Panel, keys_used, shows_focus
from kinfolk.gui.widgets.switches import Toggle
from kinfolk.metadata.region import RelativeBox
from kinfolk.scan.first_look import SAMPLED, FirstLook
from tests.fake_engine import draw
from tests.gui.drops import drop_files, leave
from tests.gui.hands import LEFT, PLAIN, Key, click, heard, press, until
from tests.gui.windows import closed, first, opened, part, texts_of, there
from tests.metadata import forms
from tests.metadata.forms import Face

WHO = [
    Face("Anna", RelativeBox(0.1, 0.4, 0.2, 0.25)),
    Face("Ben", RelativeBox(0.6, 0.2, 0.2, 0.25)),
]


@pytest.fixture
def album(tmp_path: Path) -> Path:
    """Photos, one of which carries names in its sidecar."""
    folder = tmp_path / "album"
    for name in ("a.jpg", "b.jpg"):
        draw(folder / name, [("red", 20, 60), ("green", 120, 30)], note=name)
    (folder / "a.jpg.xmp").write_bytes(forms.digikam(WHO, (200, 150)))
    return folder


def offered(page: FirstStart, folder: Path) -> None:
    page.add(folder)
    until(page.takes_names.isVisible)
    assert page.carried.text().startswith("These photos already contain names: Anna, Ben. ")


@pytest.mark.slow
@pytest.mark.parametrize("takes", [True, False])
def test_names_that_photos_carry_are_offered_before_the_scan(
    fresh: Window, context: Context, album: Path, takes: bool
) -> None:
    page = fresh.first_start
    offered(page, album)
    if not takes:
        QTest.keyClick(page.takes_names, Key.Key_Space)
    heard(fresh.scanning.ended, page.start.click)
    assert fresh.whole.currentIndex() == 1
    with context.db.read() as session:
        (folder,) = library.folders(session)
        named = people_lists.counts(session).named
    assert folder.reads_names is takes
    assert named == (2 if takes else 0)


def test_without_its_folder_nothing_is_offered(fresh: Window, album: Path) -> None:
    """And what could be dropped on the page is seen on it."""
    page = fresh.first_start
    offered(page, album)
    assert drop_files(page, album)  # once more: it is there already
    assert page.chosen == [album]
    assert "2 photos" in texts_of(page)
    (toggle,) = [each for each in page.findChildren(Toggle) if each is not page.takes_names]
    toggle.setChecked(False)
    assert not page.takes_names.isVisible()
    assert not page.start.isEnabled()
    mime = QMimeData()
    mime.setUrls([QUrl.fromLocalFile(str(album))])
    enter = QDragEnterEvent(QPoint(400, 300), Qt.DropAction.CopyAction, mime, LEFT, PLAIN)
    QApplication.sendEvent(page, enter)
    assert first(page, Panel).property("drop")
    leave(page)
    assert not first(page, Panel).property("drop")


def test_a_look_ends_with_the_page(qtbot: QtBot, context: Context, tmp_path: Path) -> None:
    """Whoever closes the window waits for no count of a large drive."""
    photos = tmp_path / "photos"
    for number in range(1500):
        folder = photos / str(number // 50)
        folder.mkdir(parents=True, exist_ok=True)
        (folder / f"{number}.jpg").touch()
    window = opened(qtbot, context)
    window.first_start.add(photos)
    closed(window)
    look = FirstLook(photos)
    found = there(look.count())
    assert (found.photos, len(found.sample)) == (1500, SAMPLED)
    assert {Path(path).parent for path in found.sample} == set(photos.iterdir())
    look.cancel()
    cut_short = there(look.count())
    assert cut_short.photos == 0
    assert look.names(found.sample) == []


@pytest.mark.parametrize("by_keys", [True, False])
def test_after_the_folder_dialog_one_sees_where_the_keyboard_is(
    fresh: Window, album: Path, monkeypatch: pytest.MonkeyPatch, by_keys: bool
) -> None:
    page = fresh.first_start
    more = part(page, "Add a folder…")
    until(fresh.isActiveWindow)

    answers = ["", str(album)]

    def chosen(*_: object) -> str:
        with closing(QDialog()) as dialog:
            dialog.show()
            dialog.activateWindow()
            until(dialog.isActiveWindow)
        return answers.pop(0)

    monkeypatch.setattr(QFileDialog, "getExistingDirectory", chosen)
    more.setFocus()
    press(Key.Key_Space, on=more)  # nothing is chosen: one stays
    fresh.activateWindow()
    until(more.hasFocus)
    if by_keys:
        keys_used(more)
        press(Key.Key_Return, on=more)
    else:
        more.setAttribute(Qt.WidgetAttribute.WA_UnderMouse)  # as a pointer does
        click(more)
    assert page.chosen == [album]
    fresh.activateWindow()  # offscreen, a dialog that closes leaves no window active
    until(fresh.isActiveWindow)
    assert page.start.hasFocus()
    assert shows_focus(page.start) is by_keys
    assert not more.underMouse()
