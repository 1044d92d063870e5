"""Names that disagree, as a list: seen, decided and undone in the real window."""

import pytest
from PySide6.QtCore import QItemSelectionModel, QPoint
from PySide6.QtWidgets import QApplication

from kinfolk.core.db.models import AssignedBy
from kinfolk.core.names_in_files import claims
from kinfolk.core.names_in_files.name_import import NamesRead
from kinfolk.core.people import people
from kinfolk.gui.base.context import Context
from kinfolk.gui.dialogs.face_lines import LINE
from kinfolk.gui.dialogs.name_conflicts import OWN, NameConflictsSheet
from kinfolk.gui.shell.window import Window
from kinfolk.scan.job import ScanProgress
from tests.album import Album
from tests.gui.hands import CONTROL, Key, click, heard, hearing, press, until
from tests.gui.names_of_files import claimed
from tests.gui.windows import choose, first, open_menu, there


def opened(window: Window, lines: int) -> NameConflictsSheet:
    choose(window.menus, "Name conflicts…")
    sheet = first(window, NameConflictsSheet)
    until(lambda: sheet.model.rowCount() == lines)
    return sheet


def lines(sheet: NameConflictsSheet) -> list[tuple[str, str]]:
    found = (sheet.model.index(row, 0) for row in range(sheet.model.rowCount()))
    return [(index.data(), index.data(OWN)) for index in found]


def three_against_eva(album: Album) -> None:
    """A face that is said to be Eva's, and three files that say someone else."""
    mine = album.face(album.person("Eva"), by=AssignedBy.USER)
    for name in ("Anna", "Ben", "Carl"):
        claimed(album, mine, name, file=f"{name}.jpg")


@pytest.mark.wiring
def test_whose_word_stands(real: Window, context: Context, album: Album) -> None:
    eva = album.person("Eva")
    mine = album.face(eva, by=AssignedBy.USER)
    nobodys = album.face()
    claimed(album, mine, "Anna")
    claimed(album, nobodys, "Ben")
    claimed(album, nobodys, "Carl", file="a.jpg")
    sheet = opened(real, 3)
    assert set(lines(sheet)) == {
        ("a.jpg.xmp (digiKam) says Anna", "You said Eva"),
        ("a.jpg.xmp (digiKam) says Ben", "a.jpg (digiKam) says Carl"),
        ("a.jpg (digiKam) says Carl", "a.jpg.xmp (digiKam) says Ben"),
    }
    assert sheet.sentence.text() == "3 names"
    place = next(row for row, (text, _) in enumerate(lines(sheet)) if text.endswith("Anna"))
    sheet.view.setCurrentIndex(sheet.model.index(place, 0))
    done = heard(context.ops.done, lambda: click(sheet.take))
    assert done == ["1 name used from files"]
    until(lambda: sheet.model.rowCount() == 2)
    assert there(album.ask(people.find_by_name, "anna", None)).face_count == 1
    heard(context.ops.undone, lambda: press(Key.Key_Z, held=CONTROL, on=sheet.view))
    until(lambda: sheet.model.rowCount() == 3)
    assert len(sheet.chosen) == 1  # although Ctrl is held
    sheet.view.selectAll()
    with hearing(context.ops.done) as done:
        click(sheet.keep)
    assert done.args == ["Kept yours instead of 3 names in files"]
    until(lambda: sheet.empty.isVisible())
    assert not sheet.take.isEnabled()
    assert not sheet.keep.isEnabled()


def test_the_line_below_says_how_many_are_left(real: Window, album: Album) -> None:
    three_against_eva(album)
    real.strip.show_end("done", ScanProgress("done", names=NamesRead(to_decide=3)))
    assert real.strip.link == "Resolve 3"
    sheet = opened(real, 3)
    press(Key.Key_K, on=sheet.view)
    until(lambda: real.strip.link == "Resolve 2")
    until(lambda: sheet.model.rowCount() == 2)
    sheet.view.selectAll()
    press(Key.Key_K, on=sheet.view)
    until(lambda: not real.strip.isVisible())


def test_selected_lines_stay_selected_while_others_come_and_go_and_a_menu_goes_with_them(
    real: Window, album: Album
) -> None:
    three_against_eva(album)
    sheet = opened(real, 3)
    sheet.view.selectAll()
    first_two = sheet.chosen[:2]
    sheet.view.selectionModel().select(
        sheet.model.index(2, 0), QItemSelectionModel.SelectionFlag.Deselect
    )
    claimed(album, album.face(album.person("Dora"), by=AssignedBy.USER), "Emil", file="a.jpg")
    until(lambda: sheet.model.rowCount() == 4)
    assert [each.id for each in sheet.chosen] == [each.id for each in first_two]
    heard(real.context.ops.done, lambda: click(sheet.keep))
    until(lambda: sheet.model.rowCount() == 2)
    assert len(sheet.chosen) == 1
    index = sheet.view.currentIndex()
    sheet.view.menu_wanted.emit(index, QPoint())
    menu = open_menu()
    album.do(claims.refuse, [index.data(LINE).id])
    until(lambda: sheet.model.rowCount() == 1)
    until(lambda: QApplication.activePopupWidget() is not menu)
