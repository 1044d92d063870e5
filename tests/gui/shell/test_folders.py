"""Folders that went elsewhere: what the window asks, and what the answers do."""

from pathlib import Path

import pytest
from PIL import Image
from PySide6.QtGui import QAction, QContextMenuEvent, QEnterEvent
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from kinfolk.core.history import history
from kinfolk.core.photos import library, photos
from kinfolk.core.photos.library import FolderInfo, FolderSwitch
from kinfolk.gui.base.context import Context
from kinfolk.gui.dialogs.folder_sheets import FolderMismatchSheet, RemoveFolderSheet
from kinfolk.gui.shell import folders as gui_folders
from kinfolk.gui.shell.window import Window
from kinfolk.scan.job import ScanJob
from tests.album import Album
from tests.fake_engine import FakeEngine
from tests.gui.hands import click, heard, undo, until
from tests.gui.windows import closed, open_menu, opened, over, texts_of, there, visible
from tests.patience import PATIENCE

pytestmark = pytest.mark.slow


@pytest.fixture
def moved(real: Window, tmp_path: Path) -> tuple[Path, Path]:
    """A folder that was scanned, and where it lies since."""
    old, new = tmp_path / "summer", tmp_path / "holidays"
    old.mkdir()
    for n, colour in enumerate(("teal", "pink", "navy")):
        Image.new("RGB", (64, 48), colour).save(old / f"{n}.jpg")
    scan(real, old)
    old.rename(new)
    return old, new


def scan(real: Window, folder: Path) -> None:
    heard(real.scanning.ended, lambda: real.add_folders([folder]))


def known(context: Context, path: Path) -> FolderInfo:
    with context.db.read() as session:
        return next(each for each in library.folders(session) if each.path == path)


def total(context: Context) -> int:
    with context.db.read() as session:
        return photos.counts(session).total


def action(real: Window, folder_id: str, text: str) -> QAction:
    menu = real.folders.menu(folder_id)
    (found,) = [each for each in menu.actions() if each.text() == text]
    return found


def test_the_window_asks_whether_it_is_the_old_folder(
    real: Window, context: Context, moved: tuple[Path, Path]
) -> None:
    _, new = moved
    before = total(context)
    question = "Has summer moved? holidays contains 3 photos from it."
    scan(real, new)
    until(lambda: real.toast.text == question)
    assert total(context) == before
    wanted = {("summer", "moved?"), ("holidays", "")}
    until(lambda: wanted <= {(r.name, r.state) for r in real.sidebar.folders.shown})
    heard(real.scanning.ended, real.toast.button.click)
    assert total(context) == before
    with context.db.read() as session:
        assert history.steps(session)[0].words == "summer moved to holidays"
    until(lambda: "summer" not in [row.name for row in real.sidebar.folders.shown])
    assert known(context, new).photo_count == 3


def test_it_is_asked_once_and_the_menu_keeps_the_answers(
    real: Window, context: Context, moved: tuple[Path, Path]
) -> None:
    old, new = moved
    asked: list[str] = []
    context.ops.offered.connect(lambda text, button, yes: asked.append(text))
    scan(real, new)
    until(lambda: len(asked) == 1)
    click(real.toast)
    assert "Unavailable: summer" in real.toast.text
    heard(real.scanning.ended, real.scanning.start)
    with context.db.read() as session:
        real.folders.ask(library.folders(session))
    assert len(asked) == 1
    folder_id = known(context, old).id
    heard(context.ops.done, action(real, folder_id, "Keep separate from holidays").trigger)
    assert real.toast.text == "summer kept. It stays unavailable until you locate it."
    assert known(context, old).found_at is None
    until(lambda: "moved?" not in [row.state for row in real.sidebar.folders.shown])
    texts = [each.text() for each in real.folders.menu(folder_id).actions()]
    assert "Update location to holidays" not in texts
    undo(context)
    until(lambda: "moved?" in [row.state for row in real.sidebar.folders.shown])
    yes = action(real, folder_id, "Update location to holidays")
    heard(real.scanning.ended, yes.trigger)
    assert known(context, new).photo_count == 3


def test_a_folder_that_is_away_is_told_where_it_is(
    real: Window, context: Context, moved: tuple[Path, Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    old, new = moved
    before = total(context)
    heard(real.scanning.ended, real.scanning.start)
    until(
        lambda: (
            ("summer", "unavailable")
            in [(row.name, row.state) for row in real.sidebar.folders.shown]
        )
    )
    monkeypatch.setattr(gui_folders, "choose_folder", lambda window, context: new)
    heard(real.scanning.ended, action(real, known(context, old).id, "Locate folder…").trigger)
    assert known(context, new).photo_count == 3
    assert total(context) == before
    assert real.toast.text == "summer moved to holidays. 3 photos are back."


def asked_about(real: Window) -> FolderMismatchSheet:
    until(lambda: bool(visible(FolderMismatchSheet)))
    return over(real, FolderMismatchSheet)


def test_a_folder_without_its_photos_is_not_its_new_place_unless_the_user_says_so(
    real: Window,
    context: Context,
    moved: tuple[Path, Path],
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    old, new = moved
    empty, other = tmp_path / "empty", tmp_path / "other"
    empty.mkdir()
    other.mkdir()
    Image.new("RGB", (64, 48), "olive").save(other / "letter.jpg")
    heard(real.scanning.ended, real.scanning.start)
    folder_id = known(context, old).id
    until(lambda: "unavailable" in [row.state for row in real.sidebar.folders.shown])
    answers = [new, other, empty, other]
    monkeypatch.setattr(gui_folders, "choose_folder", lambda window, context: answers.pop())

    action(real, folder_id, "Locate folder…").trigger()
    sheet = asked_about(real)
    assert sheet.text.text() == "None of the 3 photos from “summer” are in “other”."
    assert sheet.coloured is sheet.primary
    sheet.primary.click()  # another folder: an empty one, which is refused
    until(lambda: asked_about(real).link.isHidden())
    sheet = asked_about(real)
    assert sheet.text.text() == "“empty” is empty, so it isn’t “summer”."
    sheet.primary.click()
    until(lambda: not asked_about(real).link.isHidden())
    assert known(context, old).is_away  # so far nothing was done

    heard(real.scanning.ended, asked_about(real).link.click)
    assert known(context, other).photo_count == 1
    until(lambda: "other" in [row.name for row in real.sidebar.folders.shown])
    heard(real.scanning.ended, action(real, folder_id, "Locate folder…").trigger)
    assert known(context, new).photo_count == 3


def test_its_menu_leaves_no_row_that_looks_chosen(real: Window, tmp_path: Path) -> None:
    """Qt tells a row that the pointer has come, and not that it has gone to the menu."""
    (tmp_path / "summer").mkdir()
    scan(real, tmp_path / "summer")
    until(lambda: "summer" in [each.name for each in real.sidebar.folders.shown])
    (row,) = (each for each in real.sidebar.folders.rows.values() if each.text() == "summer")
    plain, middle = row.grab().toImage(), row.rect().center()

    def enter() -> None:
        place = middle.toPointF()
        QApplication.sendEvent(row, QEnterEvent(place, place, row.mapToGlobal(place)))

    enter()
    assert row.grab().toImage() != plain
    at = row.mapToGlobal(middle)
    event = QContextMenuEvent(QContextMenuEvent.Reason.Mouse, middle, at)
    QApplication.sendEvent(row, event)
    menu = open_menu()
    menu.close()
    assert row.grab().toImage() == plain
    enter()
    assert row.grab().toImage() != plain


def test_a_folder_around_one_without_faces_to_find_says_that_they_are_found_there(
    real: Window, context: Context, tmp_path: Path
) -> None:
    inner = tmp_path / "outer" / "screens"
    inner.mkdir(parents=True)
    scan(real, inner)
    folder = known(context, inner)
    context.db.write(
        lambda s: library.switch(s, folder.id, FolderSwitch.FIND_FACES, is_on=False)
    ).result()
    until(lambda: "faces off" in [row.state for row in real.sidebar.folders.shown])
    said = "outer added. Kinfolk will find faces in screens again, too."
    added = there(heard(real.folders.added, lambda: scan(real, inner.parent)))
    assert added[0] == said
    assert known(context, inner.parent).finds_faces


def answer(real: Window, text: str) -> None:
    """A button of the line above the photos."""
    (found,) = [each for each in real.photos.away.buttons if each.text() == text]
    found.click()


def test_the_page_of_a_folder_that_is_away_says_so_until_it_is_back(
    real: Window, context: Context, moved: tuple[Path, Path]
) -> None:
    old, new = moved
    real.pages.show_photos(known(context, old).id)
    line = real.photos.away
    heard(real.scanning.ended, real.scanning.start)
    until(line.isVisible)
    assert line.title.text() == "This folder can’t be found"
    assert line.text.text().endswith("All names and faces are safe.")
    real.pages.show_photos()
    assert line.isHidden()
    real.pages.show_photos(known(context, old).id)
    assert line.isVisible()
    line.buttons[0].setFocus()
    new.rename(old)
    # A scan of another program finds it.
    job = ScanJob(context.db, FakeEngine)
    job.start()
    assert job.wait(PATIENCE)
    until(line.isHidden)
    assert real.photos.grid.hasFocus()


def test_the_page_of_a_folder_that_moved_has_the_answers_of_its_menu(
    real: Window, context: Context, moved: tuple[Path, Path]
) -> None:
    old, new = moved
    scan(real, new)
    real.pages.show_photos(known(context, old).id)
    line = real.photos.away
    until(lambda: line.title.text() == "Has this folder moved to holidays?")
    assert (
        line.text.text() == "It contains 3 photos from this folder. All names and faces are safe."
    )
    heard(context.ops.done, lambda: answer(real, "No, a different folder"))
    until(lambda: line.title.text() == "This folder can’t be found")
    undo(context)
    until(lambda: line.title.text() == "Has this folder moved to holidays?")
    heard(real.scanning.ended, lambda: answer(real, "Yes"))
    until(line.isHidden)
    assert known(context, new).photo_count == 3


def test_a_folder_that_is_added_to_others_may_be_one_without_faces_to_find(
    real: Window, context: Context, tmp_path: Path
) -> None:
    screens = tmp_path / "screens"
    screens.mkdir()
    toast = real.toast
    heard(real.folders.added, lambda: real.add_folders([screens]))
    assert (toast.text, toast.button.text()) == ("screens added", "Don’t find faces in it")
    done = heard(context.ops.done, toast.button.click)
    assert done == ["Kinfolk won’t find new faces in screens. Existing ones stay."]
    assert not known(context, screens).finds_faces
    shown = real.sidebar.folders
    until(lambda: ("screens", "faces off") in {(row.name, row.state) for row in shown.shown})
    undo(context)
    assert known(context, screens).finds_faces


def test_how_the_scan_ends_is_told_in_place_of_that_offer(real: Window, tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()
    heard(real.folders.added, lambda: real.add_folders([tmp_path / "empty"]))
    assert real.toast.button.isVisible()
    until(lambda: real.toast.text == "There are no photos in empty.")
    assert real.toast.button.isHidden()


def test_the_first_folder_and_several_at_once_are_added_without_such_an_offer(
    qtbot: QtBot, context: Context, tmp_path: Path
) -> None:
    first, *others = (tmp_path / name for name in ("first", "a", "b"))
    for each in (first, *others):
        each.mkdir()
    window = opened(qtbot, context)
    scan(window, first)
    assert window.toast.button.isHidden()
    until(lambda: len(window.sidebar.folders.shown) == 1)
    heard(window.scanning.ended, lambda: window.add_folders(others))
    assert window.toast.button.isHidden()
    closed(window)


def test_a_folder_with_the_only_photos_of_somebody_is_asked_about(
    real: Window, context: Context, album: Album
) -> None:
    anna = album.person("Anna", faces=2)
    album.group()
    there_too = album.person("Ben", faces=1)
    album.face(there_too, asset_id=album.photo(folder_id=album.folder()))
    until(lambda: album.folder_id in real.sidebar.folders.rows)

    def ask() -> RemoveFolderSheet:
        action(real, album.folder_id, "Remove from library").trigger()
        until(lambda: bool(visible(RemoveFolderSheet)))
        return over(real, RemoveFolderSheet)

    sheet, said = ask(), "1 person appears only in this folder. They keep their name, but"
    assert any(said in each for each in texts_of(sheet))
    sheet.reject()
    assert total(context) == 6
    until(lambda: not visible(RemoveFolderSheet))
    heard(context.ops.done, ask().primary.click)
    assert total(context) == 1
    who = album.who(anna)
    assert (who.name, who.asset_count) == ("Anna", 0)
