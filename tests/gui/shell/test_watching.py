"""The window follows the folders: new photos appear, and names beside photos are kept."""

import io
import os
import shutil
from collections.abc import Callable, Iterator
from dataclasses import replace
from functools import partial
from pathlib import Path

import pytest
from PySide6.QtGui import QAction
from pytestqt.qtbot import QtBot
from sqlmodel import func, select

from kinfolk import atomic
from kinfolk.cli.selfcheck import drawn_face
from kinfolk.core.db.models import Asset, AssetState, Place
from kinfolk.core.names_in_files.sidecars import are_ours
from kinfolk.core.people import people
from kinfolk.core.people.person_fields import UNCHANGED
from kinfolk.core.photos import library
from kinfolk.core.photos.library import FolderInfo
from kinfolk.gui.base.context import Context
from kinfolk.gui.dialogs.folder_sheets import KeepNamesSheet
from kinfolk.gui.shell.window import Window
from kinfolk.scan.job import ScanProgress
from tests.fake_engine import FakeEngine
from tests.gui.hands import Key, heard, hearing, press, until
from tests.gui.windows import closed, opened, over, visible
from tests.metadata import forms
from tests.rig import Rig

pytestmark = pytest.mark.slow


@pytest.fixture
def watched(qtbot: QtBot, context: Context, tmp_path: Path) -> Iterator[tuple[Window, Path]]:
    """A window with a folder that has been looked through, and is watched."""
    folder = tmp_path / "photos"
    folder.mkdir()
    drawn_face().save(folder / "first.png")
    window = opened(qtbot, context)
    heard(window.scanning.ended, lambda: window.add_folders([folder]))
    until(lambda: folder in window.watching._seen)
    yield window, folder
    closed(window)


Names = Callable[[], set[str]]


@pytest.fixture
def known(context: Context) -> Names:
    """The names of the photos in the library whose files are there."""

    def names() -> set[str]:
        with context.db.read() as session:
            rows = session.execute(select(Asset.path, Asset.state)).all()
            return {Path(path).name for path, state in rows if state == AssetState.DONE}

    return names


@pytest.fixture
def scans(watched: tuple[Window, Path]) -> list[ScanProgress]:
    """How each scan ended that has begun by itself."""
    window, _ = watched
    ended: list[ScanProgress] = []
    window.scanning.ended.connect(lambda _: ended.append(window.scanning.last))
    return ended


def _is_later(heard: dict[str, float], path: str, before: float) -> bool:
    return heard.get(path, 0.0) > before


def test_a_photo_that_comes_in_pieces_is_read_once(
    watched: tuple[Window, Path], known: Names, scans: list[ScanProgress]
) -> None:
    window, folder = watched
    heard = window.watching._unfinished
    second, whole = str(folder / "second.png"), io.BytesIO()
    drawn_face().rotate(4).save(whole, "png")
    whole.seek(0)
    with Path(second).open("wb", buffering=0) as copied:
        while piece := whole.read(4_000):
            before = heard.get(second, 0.0)
            copied.write(piece)
            until(partial(_is_later, heard, second, before))
        assert not window.scanning.is_running
    until(lambda: len(scans) > 0)
    assert not window.scanning.is_asked
    assert known() == {"first.png", "second.png"}
    assert [(each.photos_total, each.failed) for each in scans] == [(1, 0)]


def test_five_thousand_at_once_are_one_scan(
    watched: tuple[Window, Path], context: Context, scans: list[ScanProgress]
) -> None:
    _, folder = watched
    for number in range(5_000):
        shutil.copyfile(folder / "first.png", folder / f"{number}.png")
    until(lambda: len(scans) > 0)
    with context.db.read() as session:
        assert session.execute(select(func.count()).select_from(Place)).scalar() == 5_000
    drawn_face().rotate(4).save(folder / "second.png")
    until(lambda: len(scans) > 1)
    assert [each.photos_total for each in scans] == [0, 1]


def test_a_drive_that_comes_back_is_looked_through(
    watched: tuple[Window, Path], known: Names, tmp_path: Path
) -> None:
    window, folder = watched
    heard(window.scanning.ended, lambda: folder.rename(tmp_path / "unplugged"))
    drawn_face().rotate(4).save(tmp_path / "unplugged" / "second.png")
    (tmp_path / "unplugged").rename(folder)
    until(lambda: known() == {"first.png", "second.png"})


def test_what_comes_while_a_scan_runs_is_looked_for_after_it(
    watched: tuple[Window, Path], known: Names
) -> None:
    window, folder = watched
    ends: list[str] = []
    window.scanning.ended.connect(ends.append)
    window.scanning.start()
    shutil.copy(folder / "first.png", folder / "other.png")
    drawn_face().rotate(4).save(folder / "second.png")
    window.scanning.notice()
    until(lambda: len(ends) >= 2 and "second.png" in known())
    assert set(ends) == {"done"}


def test_the_end_of_a_scan_is_told_although_the_next_has_begun(
    watched: tuple[Window, Path], scans: list[ScanProgress]
) -> None:
    window, folder = watched
    drawn_face().rotate(4).save(folder / "second.png")
    window.scanning.start()
    window.scanning.notice()
    until(lambda: len(scans) == 2)
    until(lambda: window.toast.text == "1 photo scanned, 1 face found.")


def test_what_the_user_has_paused_stays_so(watched: tuple[Window, Path]) -> None:
    window, _ = watched
    with hearing(window.scanning.ended):
        window.scanning.start()
        window.scanning.pause()
    window.scanning.notice()
    assert not window.scanning.is_running
    heard(window.scanning.ended, window.scanning.start)
    window.scanning.notice()
    assert window.scanning.is_running


@pytest.fixture
def rig(real: Window, context: Context, tmp_path: Path) -> Rig:
    """Drawn photos in the window's library, scanned by an engine that sees colours."""
    folder = tmp_path / "album"
    folder.mkdir()
    made = Rig(context.db, folder, FakeEngine())
    made.add(folder)
    made.draw_album()
    made.scan()
    return made


def folder_of(rig: Rig) -> FolderInfo:
    (found,) = [each for each in rig.ask(library.folders) if each.path == rig.folder]
    return found


def switch(real: Window, rig: Rig) -> QAction:
    """As the sidebar's menu has it, once the sidebar knows the folder."""
    folder = folder_of(rig)
    until(lambda: real.folders._known.get(folder.id) == folder)
    menu = real.folders.menu(folder.id)
    texts = {each.text(): each for each in menu.actions()}
    return texts["Save names next to photos"]


def sidecars(rig: Rig) -> list[str]:
    return sorted(each.relative_to(rig.folder).as_posix() for each in rig.folder.rglob("*.xmp"))


def test_written_after_a_decision_and_out_again(real: Window, context: Context, rig: Rig) -> None:
    action = switch(real, rig)
    assert not action.isChecked()
    done = heard(context.ops.done, action.trigger)
    assert done == ["Names you add will be saved next to the photos in “album”."]
    assert sidecars(rig) == []
    rig.name("Anna", "a.jpg")
    named = ["a.jpg.xmp", "b.jpg.xmp", "trip/c.png.xmp"]
    until(lambda: sidecars(rig) == named)
    heard(context.ops.undone, real.menus.undo.trigger)
    until(lambda: not rig.ask(are_ours))  # which the library knows once they are gone
    assert sidecars(rig) == []
    action = switch(real, rig)
    assert action.isChecked()
    heard(context.ops.done, action.trigger)
    heard(real.keeper.ended, lambda: rig.name("Anna", "a.jpg"))
    assert sidecars(rig) == []


def sheet(real: Window, rig: Rig) -> KeepNamesSheet:
    """What the switch asks first."""
    switch(real, rig).trigger()
    until(lambda: bool(visible(KeepNamesSheet)))
    return over(real, KeepNamesSheet)


def test_what_the_switch_writes_is_said_before_and_undo_takes_it_out(
    real: Window, context: Context, rig: Rig
) -> None:
    """Also in a file of another program, which stays as it was."""
    rig.name("Anna", "a.jpg")
    theirs = rig.folder / "b.jpg.xmp"
    theirs.write_bytes(forms.packet("<xmp:Label>Red</xmp:Label>"))
    photos = {path: path.read_bytes() for path in rig.folder.rglob("*.jpg")}
    asked = sheet(real, rig)
    assert asked.title.text() == "Save names next to the photos in “album”?"
    assert asked.text.text().startswith(
        "Kinfolk saves the names of people in small XMP files next to 3 photos, and in 1 file from "
        "another app. Names are updated after each change, until you switch this off in the "
        "folder’s menu. The photos themselves are never changed."
    )
    press(Key.Key_Escape, on=asked)
    assert not folder_of(rig).keeps_names
    assert sidecars(rig) == ["b.jpg.xmp"]
    done = heard(context.ops.done, sheet(real, rig).primary.click)
    assert done == ["Saving names next to 3 photos in “album”. They’re updated after each change."]
    until(lambda: len(sidecars(rig)) == 3)
    until(lambda: b"Anna" in theirs.read_bytes())
    told = heard(real.keeper.told, real.menus.undo.trigger)
    assert told == ["Names removed from the files next to 3 photos. The photos are unchanged."]
    assert sidecars(rig) == ["b.jpg.xmp"]
    assert b"Anna" not in theirs.read_bytes()
    assert b"Red" in theirs.read_bytes()
    assert {path: path.read_bytes() for path in photos} == photos


def test_undo_takes_out_what_the_switch_wrote_however_much_was_undone_before(
    real: Window, context: Context, rig: Rig
) -> None:
    rig.name("Anna", "a.jpg")
    heard(context.ops.done, sheet(real, rig).primary.click)
    until(lambda: len(sidecars(rig)) == 3)
    for turn in range(60):
        changed = replace(UNCHANGED, is_favorite=turn % 2 == 0)
        rig.decide(people.update, rig.id_of("Anna"), changed)
    for _ in range(60):
        rig.db.undo().result()
    heard(context.ops.undone, real.menus.undo.trigger)
    assert not folder_of(rig).keeps_names
    until(lambda: sidecars(rig) == [])


def test_switched_off_what_is_written_is_left_or_taken_out(real: Window, rig: Rig) -> None:
    rig.name("Anna", "a.jpg")
    sheet(real, rig).primary.click()
    until(lambda: len(sidecars(rig)) == 3)
    asked = sheet(real, rig)
    assert "remove them from 3 files next to the photos" in asked.text.text()
    with hearing(real.context.ops.done), hearing(real.keeper.ended):
        asked.link.click()
    assert len(sidecars(rig)) == 3
    heard(real.context.ops.undone, real.menus.undo.trigger)
    heard(real.context.ops.done, sheet(real, rig).primary.click)
    until(lambda: sidecars(rig) == [])


def test_what_cannot_be_written_is_told_once(
    real: Window, context: Context, rig: Rig, monkeypatch: pytest.MonkeyPatch
) -> None:
    sync = atomic.sync

    def refuse(path: Path) -> None:
        if path.name.endswith(".partial") and ".xmp." in path.name:
            raise OSError(28, os.strerror(28))
        sync(path)

    heard(context.ops.done, switch(real, rig).trigger)
    said: list[str] = []
    real.keeper.told.connect(said.append)
    with monkeypatch.context() as full:
        full.setattr(atomic, "sync", refuse)
        heard(real.keeper.told, lambda: rig.name("Anna", "a.jpg"))
        (text,) = said
        assert text.startswith(
            "album: Names can’t be saved (no space left on device). Nothing is lost"
        )
        assert text.endswith("1 more place is affected.")
        assert sidecars(rig) == []
    said.clear()
    with hearing(real.keeper.ended):
        heard(context.ops.undone, real.menus.undo.trigger)
        heard(context.ops.redone, real.menus.redo.trigger)
    assert len(sidecars(rig)) == 3
    assert said == []


def test_a_file_that_kept_its_names_is_told_of_beside_those_that_did_not(
    real: Window, rig: Rig
) -> None:
    rig.name("Anna", "a.jpg")
    sheet(real, rig).primary.click()
    until(lambda: len(sidecars(rig)) == 3)
    (rig.folder / "b.jpg.xmp").chmod(0o444)
    sheet(real, rig).primary.click()
    until(lambda: sidecars(rig) == ["b.jpg.xmp"])
    until(lambda: "Names removed from the files next to 2 photos." in real.toast.text)
    assert "b.jpg: Its XMP file is read-only, so it was left alone." in real.toast.text


def test_what_is_to_be_removed_is_removed_though_the_window_is_closed_at_once(
    real: Window, rig: Rig
) -> None:
    rig.name("Anna", "a.jpg")
    sheet(real, rig).primary.click()
    until(lambda: len(sidecars(rig)) == 3)
    heard(real.folders.unkept, sheet(real, rig).primary.click)
    real.close()
    assert sidecars(rig) == []
