"""The window: sections, search, menus, toasts, folders, scans, and coming back to it."""

import gc
import os
import sys
import threading
import weakref
from pathlib import Path

import pytest
from PIL import Image
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QButtonGroup, QLabel
from pytestqt.qtbot import QtBot

from kinfolk.core.database import Database
from kinfolk.core.db.changes import Changes
from kinfolk.core.people.people_lists import Section
from kinfolk.core.photos import library
from kinfolk.gui.base import plain_text
from kinfolk.gui.base.context import Context
from kinfolk.gui.dialogs.new_person import NewPersonDialog
from kinfolk.gui.dialogs.unreadable_photos import ProblemsSheet
from kinfolk.gui.shell import window as shell
from kinfolk.gui.shell.sidebar import HELD_MS, ROW, WIDTH, Row, SidebarEntries, SidebarEntry
from kinfolk.gui.shell.window import Window
from kinfolk.gui.widgets.controls import Button
from tests.album import Album
from tests.gui.drops import drop_files, hover
from tests.gui.hands import CONTROL, Key, click, heard, hearing, until
from tests.gui.painted import Painted
from tests.gui.windows import choose, closed, first, open_menu, opened, over, timer
from tests.patience import PATIENCE


def test_a_folder_that_another_program_takes_in_ends_the_first_page(
    fresh: Window, other: Database, tmp_path: Path
) -> None:
    assert fresh.whole.currentWidget() is fresh.first_start
    (tmp_path / "album").mkdir()
    other.write(lambda s: library.add_folder(s, tmp_path / "album")).result()
    until(lambda: fresh.whole.currentIndex() == 1)
    assert fresh.sidebar.isVisible()


@pytest.mark.wiring
def test_the_sidebar_counts_and_leads(real: Window, album: Album) -> None:
    album.person("Anna", faces=1)
    album.person("Ben", faces=1, is_hidden=True)
    album.group()
    rows = real.sidebar.sections
    until(lambda: [rows[s].accessibleDescription() for s in Section] == ["1", "1", "0", "1", "0"])
    rows[Section.HIDDEN].click()
    until(lambda: real.wall.people.people.rowCount() == 1)
    assert real.pages.place == "hidden"


def test_the_sidebar_shows_its_keys_while_control_is_held(real: Window, album: Album) -> None:
    album.person("Anna", faces=1)
    rows = real.sidebar.sections
    assert [row.toolTip() for row in rows.values()] == [f"Shortcut: Ctrl+{n}" for n in range(1, 9)]
    row, handle = rows[Section.PEOPLE], real.windowHandle()
    until(lambda: row.accessibleDescription() == "1")
    counts = row.grab().toImage()
    QTest.keyPress(handle, Key.Key_Control)
    until(lambda: row.grab().toImage() != counts)
    QTest.keyRelease(handle, Key.Key_Control)
    assert row.grab().toImage() == counts
    QTest.keyPress(handle, Key.Key_Control)
    QTest.keyClick(handle, Key.Key_2, CONTROL)
    assert real.pages.place == Section.UNNAMED
    assert not timer(real.held, HELD_MS).isActive()  # quick hands see no keys


def test_the_menu_goes_by_groups(real: Window) -> None:
    headings = {each.heading for each in shell.COMMANDS}
    groups: dict[str, list[str]] = {"": []}
    for action in real.menus.actions():
        if action.text() in headings and not action.isEnabled():
            groups[action.text()] = []
        else:
            groups[list(groups)[-1]].append(action.text())
    assert list(groups) == ["", "Library", "Go to", "Review", "View", "Kinfolk"]
    assert groups[""] == ["Undo", "Redo", "History"]
    assert groups["Kinfolk"][-1] == "Quit"
    assert max(map(len, groups.values())) <= 6  # as many as are read at a glance
    assert sum(map(len, groups.values())) == 23


def test_what_is_counted_again_and_is_the_same_is_not_painted_again(qtbot: QtBot) -> None:
    row = Row("People")
    qtbot.addWidget(row)
    with qtbot.waitActive(row):
        row.show()

    row.set_count(3)
    painted = Painted(row)
    for count, state in ((3, ""), (4, ""), (4, "unavailable"), (4, "unavailable")):
        row.set_count(count)
        row.set_state(state, dim=False)
        QApplication.processEvents()
    assert len(painted.places) == 2


def test_a_folders_name_goes_before_its_state(qtbot: QtBot) -> None:
    """The word made way for three letters of the name; now its icon stands there."""
    entries = SidebarEntries("Folders", QButtonGroup())
    qtbot.addWidget(entries)
    entries.resize(WIDTH - 24, 100)
    pictures = []
    for name in ("summer", "A summer in the Dolomites"):
        for state in ("", "unavailable"):
            entries.show_entries([SidebarEntry(name, name, 12, f"/{name}", state, "away")])
            row = entries.rows[name]
            pictures.append(row.grab().toImage().copy(0, 0, 110, ROW))
    assert row.accessibleDescription() == "12, unavailable"
    assert row.toolTip() == plain_text.tip(f"/{name} · unavailable")
    assert pictures[0] != pictures[1]  # the word
    assert pictures[2] == pictures[3]  # as much of the long name as before


@pytest.mark.slow
def test_place_and_size_are_those_of_last_time(
    qtbot: QtBot, context: Context, album: Album
) -> None:
    anna = album.person("Anna", faces=1)
    first = opened(qtbot, context)
    first.resize(780, 540)
    first.pages.open_person(anna)
    closed(first)
    second = opened(qtbot, context)
    assert second.pages.currentWidget() is second.pages.person
    assert second.pages.person.person_id == anna
    assert (second.width(), second.height()) == (780, 540)
    second.pages.show_section(Section.FAVORITES)
    closed(second)
    third = opened(qtbot, context)
    assert third.pages.place == "favorites"
    closed(third)
    context.settings.place = "person/person_gone"
    fourth = opened(qtbot, context)
    assert fourth.pages.place == "people"
    closed(fourth)


def photos_in(folder: Path, number: int) -> Path:
    folder.mkdir()
    for n in range(number):  # far enough apart to be no copies of each other
        Image.new("RGB", (64, 48), (4 * n, 255 - 4 * n, 90)).save(folder / f"{n}.jpg")
    return folder


def test_a_closed_window_is_let_go_of(qtbot: QtBot, context: Context) -> None:
    window = opened(qtbot, context)
    left = weakref.ref(window)
    closed(window)
    del window
    gc.collect()
    assert left() is None


def test_a_folder_dropped_on_the_window_is_scanned(real: Window, tmp_path: Path) -> None:
    folder = photos_in(tmp_path / "summer", 3)
    (folder / "broken.jpg").write_bytes(b"no picture")
    assert heard(real.scanning.ended, lambda: drop_files(real, folder)) == ["done"]
    until(lambda: "summer" in [row.name for row in real.sidebar.folders.shown])
    assert "1 photo couldn’t be read" in real.strip.facts
    real.strip.problems_wanted.emit()
    sheet = first(real, ProblemsSheet)
    until(lambda: sheet.model.rowCount() == 1)
    assert sheet.model.index(0, 0).data() == "broken.jpg"
    until(sheet.again.isEnabled)
    heard(real.scanning.ended, sheet.again.click)
    assert "1 photo couldn’t be read" in real.strip.facts


def test_what_cannot_be_looked_into_is_listed(real: Window, tmp_path: Path) -> None:
    folder = photos_in(tmp_path / "album", 1)
    # A name that is no text is closed to everyone, root included.
    os.link(next(folder.iterdir()), os.fsencode(folder) + b"/old\xff.jpg")
    assert heard(real.scanning.ended, lambda: real.add_folders([folder])) == ["done"]
    assert real.strip.facts == "1 place couldn’t be read"
    real.strip.problems_wanted.emit()
    sheet = first(real, ProblemsSheet)
    until(lambda: sheet.sentence.text() == "1 place couldn’t be read. All others were read.")
    assert sheet.model.index(0, 0).data().startswith("old")
    sheet.accept()


def test_a_folder_of_raw_photos_alone_says_what_reads_them(
    real: Window, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "rawpy", None)  # as if it were not installed
    folder = tmp_path / "raw"
    folder.mkdir()
    (folder / "a.nef").write_bytes(b"x")
    page = real.first_start
    page.add(folder)
    said = "0 photos\n1 RAW photo was skipped. To read it, install Kinfolk with the “raw” extra."
    until(lambda: said in [each.text() for each in page.findChildren(QLabel)])


def test_known_photos_that_cannot_be_read_any_more_are_told_once_by_a_scan_of_its_own(
    real: Window, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    pytest.importorskip("rawpy")
    folder = photos_in(tmp_path / "album", 1)
    (folder / "a.nef").write_bytes(b"x")
    heard(real.scanning.ended, lambda: real.add_folders([folder]))
    monkeypatch.setitem(sys.modules, "rawpy", None)  # as if it were not installed
    heard(real.scanning.ended, lambda: real.scanning.start(is_asked=False))
    said = "1 known photo was skipped: Kinfolk can’t read it here. Its names are safe."
    until(lambda: real.toast.text == said)
    assert real.strip.facts == "Some photos or videos were skipped"
    heard(real.scanning.ended, lambda: real.scanning.start(is_asked=False))
    assert not real.scanning.last.unread


def test_a_scan_that_no_one_asked_for_is_so_when_it_begins_anew(real: Window) -> None:
    real.scanning.start(is_asked=False)
    heard(real.scanning.ended, lambda: real.scanning.start(is_asked=False))
    assert not real.scanning.is_asked


def test_a_scan_is_paused_and_goes_on(qtbot: QtBot, real: Window, tmp_path: Path) -> None:
    folder = photos_in(tmp_path / "many", 60)
    is_pressed = threading.Event()

    def hold(changes: Changes) -> None:
        """On the writer's thread: the scan stores no more before the button is pressed."""
        if "asset" in changes:
            is_pressed.wait(PATIENCE)

    let_go = real.context.db.subscribe(hold)
    with qtbot.waitSignal(
        real.scanning.progressed, check_params_cb=lambda it: it.photos_total == 60
    ):
        real.add_folders([folder])
    assert real.strip.isVisible()
    with hearing(real.scanning.ended) as ended:
        real.strip.button.click()
        is_pressed.set()
    let_go()
    assert ended.args == ["paused"]
    assert "of 60 photos" in real.strip.facts
    assert heard(real.scanning.ended, real.strip.button.click) == ["done"]
    assert not real.strip.isVisible()


def test_with_several_libraries_a_folder_is_asked_where_it_goes(
    real: Window, album: Album, tmp_path: Path
) -> None:
    other = album.library("Work")
    real.folders.add([photos_in(tmp_path / "desk", 1)])
    menu = open_menu()
    with hearing(real.scanning.began):
        choose(menu, "Work")
    assert [f.path.name for f in album.ask(library.folders, other)] == ["desk"]


def test_the_page_of_a_group_belongs_to_unnamed_and_faces_held_over_a_section_open_it(
    real: Window, album: Album
) -> None:
    anna, group = album.person("Anna", faces=1), album.group(faces=2)
    real.pages.open_person(anna)
    assert real.sidebar.sections[Section.PEOPLE].isChecked()
    real.pages.open_person(group)  # by its card among the people, or as where one was last time
    assert real.sidebar.sections[Section.UNNAMED].isChecked()
    face = album.face()
    real.pages.open_person(anna)
    row = real.sidebar.sections[Section.PEOPLE]
    assert hover(row, [face]) == "Hold here to open People"
    until(lambda: real.pages.currentWidget() is real.wall)


def test_people_leads_to_where_groups_get_their_names(real: Window, album: Album) -> None:
    def press(text: str) -> None:
        real.pages.show_section(Section.PEOPLE)
        shown = [each for each in real.wall.findChildren(Button) if each.isVisible()]
        (button,) = [each for each in shown if each.text() == text]  # one is enough
        click(button)
        assert real.pages.place == Section.UNNAMED

    real.pages.show_section(Section.PEOPLE)
    real.wall.set_scanning(True)  # nothing has been found yet
    until(lambda: real.wall.empty.text.startswith("People you name appear here."))
    press("Start naming")
    until(lambda: real.wall.empty.text.startswith("Groups appear here"))
    group = album.group(faces=2)
    until(lambda: real.wall.groups.naming.open_id == group)  # by itself
    real.pages.show_section(Section.PEOPLE)
    until(lambda: real.wall.empty.title == "No one has a name yet")
    press("Name them one by one")
    album.person("Eva", faces=1)
    real.pages.show_section(Section.PEOPLE)
    until(lambda: real.wall.people.people.rowCount() == 1)
    press("Name them one by one")


def test_a_new_person_is_one_click_away_at_every_width(real: Window, album: Album) -> None:
    for _ in range(2):
        album.group(faces=2)
    button = real.wall.header.new_person
    for section in (Section.UNNAMED, Section.PEOPLE):
        real.pages.show_section(section)
        until(lambda: real.wall.groups.people.rowCount() == 2)
        for width in (760, 900, 1280):
            real.resize(width, 600)
            QApplication.processEvents()
            assert button.accessibleName() == "New person"
            is_written = section is Section.PEOPLE or width > 900
            assert button.text() == ("New person" if is_written else "")
            assert button.icon().isNull() is is_written
            assert real.rect().contains(button.mapTo(real, button.rect().bottomRight()))
            click(button)
            over(real, NewPersonDialog).reject()
