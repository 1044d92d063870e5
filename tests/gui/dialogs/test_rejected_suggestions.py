"""What was said no to, as a list: seen, taken back and undone in the real window."""

import pytest
from PySide6.QtCore import QItemSelectionModel

from kinfolk.core.faces import faces
from kinfolk.core.people import review
from kinfolk.core.people.review import Answer
from kinfolk.gui.base.context import Context
from kinfolk.gui.dialogs.rejected_suggestions import RejectedSheet
from kinfolk.gui.shell.window import Window
from kinfolk.gui.widgets.controls import shows_focus
from tests.album import Album
from tests.gui.hands import CONTROL, Key, click, heard, press, until
from tests.gui.windows import choose, first


def texts(sheet: RejectedSheet) -> list[str]:
    return [sheet.model.index(row).data() for row in range(sheet.model.rowCount())]


def opened(window: Window, lines: int) -> RejectedSheet:
    choose(window.menus, "Rejected suggestions…")
    sheet = first(window, RejectedSheet)
    until(lambda: sheet.model.rowCount() == lines)
    return sheet


@pytest.mark.wiring
def test_answers_are_taken_back_together_and_undone(real: Window, album: Album) -> None:
    anna, group = album.person("Anna", faces=1), album.group(faces=1)
    face, wrong = album.face(), album.face()
    album.do(review.answer_faces, [face], anna, Answer.NO)
    album.do(review.answer_pair, anna, group, Answer.UNSURE)
    album.do(faces.delete, wrong)
    sheet = opened(real, 3)
    first, second, third = texts(sheet)
    assert first.startswith("Not a face, in asset_")
    assert second in (
        "Not sure: are Anna and a group the same person?",
        "Not sure: are a group and Anna the same person?",
    )
    assert third == "Not Anna"
    assert sheet.sentence.text() == "3 answers"
    assert not sheet.back.isEnabled()
    for row in (1, 2):
        index = sheet.model.index(row)
        sheet.view.selectionModel().select(index, QItemSelectionModel.SelectionFlag.Select)
    assert heard(real.context.ops.done, lambda: click(sheet.back)) == ["2 answers cleared"]
    until(lambda: texts(sheet) == [first])
    assert not sheet.back.isEnabled()
    heard(real.context.ops.undone, lambda: click(real.toast.button))
    until(lambda: texts(sheet) == [first, second, third])


def test_an_undo_that_fills_the_list_again_gives_it_the_keyboard(
    real: Window, context: Context, album: Album
) -> None:
    anna = album.person("Anna", faces=1)
    wrong = [album.face(), album.face()]
    album.do(review.answer_faces, wrong, anna, Answer.NO)
    sheet = opened(real, 2)
    sheet.view.selectAll()
    press(Key.Key_Delete, on=sheet.view)
    until(sheet.empty.isVisible)
    assert sheet.primary.hasFocus()
    heard(context.ops.undone, lambda: press(Key.Key_Z, held=CONTROL, on=sheet.primary))
    until(lambda: sheet.model.rowCount() == 2)
    assert shows_focus(sheet.view)
    press(Key.Key_Down, on=real.focusWidget())
    assert [index.row() for index in sheet.view.selectedIndexes()] == [1]


def test_the_sheet_is_as_high_as_its_list(real: Window, album: Album) -> None:
    """It grows with the list, and never shrinks under the mouse."""
    anna, wrong = album.person("Anna", faces=1), [album.face() for _ in range(5)]
    sheet = opened(real, 0)
    until(sheet.empty.isVisible)
    assert "Kinfolk ask again" in sheet.empty.text()
    assert not sheet.back.isVisible()
    low = sheet.card.height()
    album.do(review.answer_faces, wrong, anna, Answer.NO)
    until(lambda: sheet.model.rowCount() == 5)
    high = sheet.card.height()
    assert high > low
    assert not sheet.view.verticalScrollBar().isVisible()
    sheet.view.selectAll()
    press(Key.Key_Delete, on=sheet.view)
    until(sheet.empty.isVisible)
    assert sheet.card.height() == high
