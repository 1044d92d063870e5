"""The strip comes and goes while someone types: neither takes the keyboard from the field."""

from functools import partial
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QApplication, QMainWindow, QWidget
from pytestqt.qtbot import QtBot

from kinfolk import kinds
from kinfolk.core.names_in_files.name_import import NamesRead
from kinfolk.core.people.people_lists import Section
from kinfolk.gui.dialogs.name_conflicts import NameConflictsSheet
from kinfolk.gui.dialogs.two_line_list import REASON
from kinfolk.gui.dialogs.unreadable_photos import ProblemsSheet
from kinfolk.gui.shell.status_line import Strip
from kinfolk.gui.shell.window import Window
from kinfolk.gui.wall.naming import Naming
from kinfolk.gui.widgets.bar import Bar
from kinfolk.scan.job import ScanProgress
from kinfolk.scan.walk import Closed
from tests.album import Album
from tests.gui.hands import Key, click, press, until, write
from tests.gui.windows import first, part, there


def naming(window: Window, album: Album) -> Naming:
    """A card of the Unnamed page is open."""
    for size in (3, 2, 2):
        album.group(faces=size)
    window.activateWindow()
    window.pages.show_section(Section.UNNAMED)
    until(lambda: window.wall.groups.naming.is_open)
    return window.wall.groups.naming


def read_names(window: Window, *, to_decide: int = 0) -> None:
    """A scan has ended, and its strip lies before what was placed."""
    names = NamesRead(names=18, people=4, photos=12, to_decide=to_decide)
    window.strip.show_progress(ScanProgress("naming", photos_done=9, photos_total=9, names=names))
    window.strip.show_end("done")
    window.strip.show_new_faces(4, 1)


def keyboard() -> QWidget:
    return there(QApplication.focusWidget())


@pytest.mark.wiring
def test_closing_it_leaves_the_name_that_is_being_typed(real: Window, album: Album) -> None:
    typing = naming(real, album)
    group, field, strip = typing.open_id, typing.field, real.strip
    at = field.mapTo(real, QPoint())
    read_names(real)
    write("Dad", on=keyboard())
    for title in (strip.title, "4 faces added to people you know"):
        assert strip.title == title
        click(strip.button)
        assert keyboard() is field
        assert (typing.open_id, field.mapTo(real, QPoint())) == (group, at)
    assert not strip.isVisible()
    write("dy", on=keyboard())
    assert field.text() == "Daddy"
    press(Key.Key_Return, on=keyboard())
    until(lambda: real.sidebar.sections[Section.PEOPLE].count == 1)
    assert (keyboard(), typing.open_id != group) == (field, True)


def test_a_click_on_it_is_no_key(real: Window, album: Album) -> None:
    typing, strip = naming(real, album), real.strip
    asked: list[str] = []
    for name, signal in (("pause", strip.pause_wanted), ("resume", strip.resume_wanted)):
        signal.disconnect()
        signal.connect(partial(asked.append, name))
    strip.show_progress(ScanProgress("reading", photos_done=1, photos_total=9))
    write("Ev", on=keyboard())
    click(strip.button)
    strip.show_end("paused")
    write("a", on=keyboard())
    click(strip.button)
    write("M", on=keyboard())
    assert (asked, typing.field.text()) == (["pause", "resume"], "EvaM")


def test_the_field_has_the_keyboard_again_after_what_was_to_decide(
    real: Window, album: Album
) -> None:
    typing = naming(real, album)
    read_names(real, to_decide=2)
    write("Ev", on=keyboard())
    click(part(real.strip, real.strip.link))
    sheet = first(real, NameConflictsSheet)
    sheet.reject()
    assert keyboard() is typing.field
    write("a", on=keyboard())
    assert typing.field.text() == "Eva"


def test_the_keyboard_goes_back_to_the_page_with_what_it_was_on(real: Window, album: Album) -> None:
    """Not to what is next: an Enter more would close what no one has read."""
    typing, strip = naming(real, album), real.strip
    read_names(real, to_decide=2)
    strip.button.setFocus(Qt.FocusReason.TabFocusReason)  # as by Tab, past all cards
    assert not typing.is_open
    press(Key.Key_Return, on=keyboard())
    assert strip.title == "4 faces added to people you know"
    until(lambda: typing.is_open)
    assert keyboard() is typing.field
    strip.show_new_faces(0, 0)
    read_names(real, to_decide=2)
    part(strip, strip.link).setFocus(Qt.FocusReason.TabFocusReason)
    assert not typing.is_open
    strip.show_progress(ScanProgress("walking"))  # a scan begins
    until(lambda: typing.is_open)
    assert keyboard() is typing.field
    assert strip.isVisible()


def test_the_keyboard_stays_on_what_says_the_same(real: Window, album: Album) -> None:
    naming(real, album)
    strip = real.strip
    strip.show_new_faces(4, 1)
    link = part(strip, strip.link)
    link.setFocus(Qt.FocusReason.TabFocusReason)
    strip.show_new_faces(5, 1)
    assert keyboard() is link
    strip.show_new_faces(0, 0)  # all is said, elsewhere
    until(lambda: keyboard() is real.wall.groups.naming.field)


def test_raw_photos_that_nothing_reads_are_told(
    real: Window, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(kinds, "find_spec", lambda _: None)
    (tmp_path / "camera").mkdir()
    (tmp_path / "camera" / "a.nef").write_bytes(b"raw")
    real.add_folders([tmp_path / "camera"])
    told = "Some photos or videos were skipped"
    until(lambda: real.strip.facts == told)
    said = "Photos in camera were skipped: this version of Kinfolk can’t read them."
    until(lambda: real.toast.text == said)
    real.strip.problems_wanted.emit()
    sheet = first(real, ProblemsSheet)
    until(lambda: sheet.model.rowCount() == 1)
    assert sheet.model.index(0, 0).data() == "camera"
    assert sheet.model.index(0, 0).data(REASON).startswith("1 RAW photo was skipped")
    sheet.reject()
    same, more = real.scanning.last, ScanProgress(left_out=(Closed("/camera", "2 RAW photos"),))
    for progress, is_asked, is_told in (
        (same, False, False),
        (same, True, True),
        (more, False, True),
    ):
        real.strip.show_end("done", progress, is_asked=is_asked)
        assert real.strip.isVisible() is is_told


@pytest.mark.usefixtures("each_font")
def test_in_a_narrow_window_the_time_that_is_left_stays(qtbot: QtBot) -> None:
    strip = Strip()
    qtbot.addWidget(strip)
    progress = ScanProgress(
        "reading", photos_done=68, photos_total=471, faces_found=78, rate=4.3, seconds_left=2400
    )
    said: list[str] = []
    for width in range(1280, 460, -10):
        strip.resize(width, strip.height())
        strip.show_progress(progress)
        (bar,) = strip.findChildren(Bar)
        facts = part(strip, strip.facts)
        assert facts.width() >= facts.sizeHint().width(), width
        assert bar.width() >= bar.minimumWidth(), width
        said.append(strip.facts)
    assert list(dict.fromkeys(said)) == [
        "68 of 471 photos · 78 faces · 4 per second · 40 min left",
        "68 of 471 photos · 78 faces · 40 min left",
        "68 of 471 photos · 40 min left",
        "68 of 471 · 40 min left",
        "40 min left",
    ]


def test_an_estimate_of_ages_says_how_far_it_is(window: QMainWindow) -> None:
    """Faces that it finds are none."""
    strip = Strip()
    window.setCentralWidget(strip)
    strip.show_progress(ScanProgress("ageing", photos_done=30, photos_total=90, seconds_left=20))
    assert strip.title == "Estimating ages"
    assert strip.facts.startswith("30 of 90 photos · ")
    assert "face" not in strip.facts
    strip.show_end("paused", ScanProgress("ageing", photos_done=30, photos_total=90))
    assert strip.facts == "30 of 90 photos. Everything found so far is kept."
