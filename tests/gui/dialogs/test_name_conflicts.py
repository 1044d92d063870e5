"""Names that disagree, as a list: seen, decided and undone in the real window."""

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from kinfolk.core.db.models import AssignedBy
from kinfolk.core.names_in_files.name_import import NamesRead
from kinfolk.core.people import people
from kinfolk.gui.base.context import Context
from kinfolk.gui.dialogs.name_conflicts import OWN, NameConflictsSheet
from kinfolk.gui.shell.window import Window
from kinfolk.scan.job import ScanProgress
from tests.album import Album
from tests.gui.names_of_files import claimed


def opened(window: Window) -> NameConflictsSheet:
    entry = next(a for a in window.menus.actions() if a.text() == "Name conflicts…")
    entry.trigger()
    sheet = window.findChild(NameConflictsSheet)
    assert isinstance(sheet, NameConflictsSheet)
    return sheet


def lines(sheet: NameConflictsSheet) -> list[tuple[str, str]]:
    found = (sheet.model.index(row, 0) for row in range(sheet.model.rowCount()))
    return [(index.data(), index.data(OWN)) for index in found]


def three_against_eva(album: Album) -> None:
    """A face that is said to be Eva's, and three files that say somebody else."""
    mine = album.face(album.person("Eva"), by=AssignedBy.USER)
    for name in ("Anna", "Ben", "Carl"):
        claimed(album, mine, name, file=f"{name}.jpg")


@pytest.mark.wiring
def test_whose_word_stands(qtbot: QtBot, real: Window, context: Context, album: Album) -> None:
    eva = album.person("Eva")
    mine = album.face(eva, by=AssignedBy.USER)
    nobodys = album.face()
    claimed(album, mine, "Anna")
    claimed(album, nobodys, "Ben")
    claimed(album, nobodys, "Carl", file="a.jpg")
    sheet = opened(real)
    qtbot.waitUntil(lambda: sheet.model.rowCount() == 3)
    assert set(lines(sheet)) == {
        ("a.jpg.xmp (digiKam) says Anna", "You said Eva"),
        ("a.jpg.xmp (digiKam) says Ben", "a.jpg (digiKam) says Carl"),
        ("a.jpg (digiKam) says Carl", "a.jpg.xmp (digiKam) says Ben"),
    }
    assert sheet.sentence.text() == "3 names"
    place = next(row for row, (text, _) in enumerate(lines(sheet)) if text.endswith("Anna"))
    sheet.view.setCurrentIndex(sheet.model.index(place, 0))
    with qtbot.waitSignal(context.ops.done) as done:
        qtbot.mouseClick(sheet.take, Qt.MouseButton.LeftButton)
    assert done.args == ["1 name used from files"]
    qtbot.waitUntil(lambda: sheet.model.rowCount() == 2)
    with context.db.read() as session:
        anna = people.find_by_name(session, "anna", None)
        assert anna is not None
        assert anna.face_count == 1
    with qtbot.waitSignal(context.ops.undone):
        qtbot.keyClick(sheet.view, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: sheet.model.rowCount() == 3)
    assert len(sheet.chosen) == 1  # although Ctrl is held
    sheet.view.selectAll()
    with qtbot.waitSignal(context.ops.done) as done:
        qtbot.mouseClick(sheet.keep, Qt.MouseButton.LeftButton)
    assert done.args == ["Kept yours instead of 3 names in files"]
    qtbot.waitUntil(lambda: sheet.empty.isVisible())
    assert not sheet.take.isEnabled()
    assert not sheet.keep.isEnabled()


def test_the_line_below_says_how_many_are_left(
    qtbot: QtBot, real: Window, context: Context, album: Album
) -> None:
    three_against_eva(album)
    real.strip.show_end("done", ScanProgress("done", names=NamesRead(to_decide=3)))
    assert real.strip.link == "Resolve 3"
    sheet = opened(real)
    qtbot.waitUntil(lambda: sheet.model.rowCount() == 3)
    qtbot.keyClick(sheet.view, Qt.Key.Key_K)
    qtbot.waitUntil(lambda: real.strip.link == "Resolve 2")
    qtbot.waitUntil(lambda: sheet.model.rowCount() == 2)
    sheet.view.selectAll()
    qtbot.keyClick(sheet.view, Qt.Key.Key_K)
    qtbot.waitUntil(lambda: not real.strip.isVisible())
