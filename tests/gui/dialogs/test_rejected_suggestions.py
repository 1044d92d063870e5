"""What was said no to, as a list: seen, taken back and undone in the real window."""

import pytest
from PySide6.QtCore import QItemSelectionModel, Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from kinfolk.core.faces import faces
from kinfolk.core.people import rejected_suggestions, review
from kinfolk.core.people.review import Answer
from kinfolk.gui.base.context import Context
from kinfolk.gui.dialogs.rejected_suggestions import RejectedSheet
from kinfolk.gui.shell.window import Window
from kinfolk.gui.widgets.controls import shows_focus
from tests.album import Album


def texts(sheet: RejectedSheet) -> list[str]:
    return [sheet.model.index(row).data() for row in range(sheet.model.rowCount())]


def opened(window: Window) -> RejectedSheet:
    entry = next(a for a in window.menus.actions() if a.text() == "Rejected suggestions…")
    entry.trigger()
    sheet = window.findChild(RejectedSheet)
    assert isinstance(sheet, RejectedSheet)
    return sheet


@pytest.mark.wiring
def test_answers_are_taken_back_together_and_undone(
    qtbot: QtBot, real: Window, context: Context, album: Album
) -> None:
    anna, group = album.person("Anna", faces=1), album.group(faces=1)
    face, wrong = album.face(), album.face()
    context.db.write(lambda s: review.answer_faces(s, [face], anna, Answer.NO)).result()
    context.db.write(lambda s: review.answer_pair(s, anna, group, Answer.UNSURE)).result()
    context.db.write(lambda s: faces.delete(s, wrong)).result()
    sheet = opened(real)
    qtbot.waitUntil(lambda: sheet.model.rowCount() == 3)
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
    with qtbot.waitSignal(context.ops.done) as done:
        qtbot.mouseClick(sheet.back, Qt.MouseButton.LeftButton)
    assert done.args == ["2 answers cleared"]
    qtbot.waitUntil(lambda: texts(sheet) == [first])
    assert not sheet.back.isEnabled()
    with qtbot.waitSignal(context.ops.undone):
        qtbot.mouseClick(real.toast.button, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: texts(sheet) == [first, second, third])


def test_an_undo_that_fills_the_list_again_gives_it_the_keyboard(
    qtbot: QtBot, real: Window, context: Context, album: Album
) -> None:
    anna = album.person("Anna", faces=1)
    wrong = [album.face(), album.face()]
    context.db.write(lambda s: review.answer_faces(s, wrong, anna, Answer.NO)).result()
    sheet = opened(real)
    qtbot.waitUntil(lambda: sheet.model.rowCount() == 2)
    sheet.view.selectAll()
    qtbot.keyClick(sheet.view, Qt.Key.Key_Delete)
    qtbot.waitUntil(sheet.empty.isVisible)
    assert sheet.primary.hasFocus()
    with qtbot.waitSignal(context.ops.undone):
        qtbot.keyClick(sheet.primary, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: sheet.model.rowCount() == 2)
    assert shows_focus(sheet.view)
    qtbot.keyClick(real.focusWidget(), Qt.Key.Key_Down)
    assert [index.row() for index in sheet.view.selectedIndexes()] == [1]


def test_an_empty_list_says_what_will_stand_there(qtbot: QtBot, real: Window) -> None:
    sheet = opened(real)
    qtbot.waitUntil(sheet.empty.isVisible)
    assert "Kinfolk ask again" in sheet.empty.text()
    qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_Escape)


def test_the_sheet_is_as_high_as_its_list(
    qtbot: QtBot, real: Window, context: Context, album: Album
) -> None:
    """It grows with the list, and never shrinks under the mouse."""
    anna, wrong = album.person("Anna", faces=1), [album.face() for _ in range(5)]
    sheet = opened(real)
    qtbot.waitUntil(sheet.empty.isVisible)
    assert not sheet.back.isVisible()
    low = sheet.card.height()
    context.db.write(lambda s: review.answer_faces(s, wrong, anna, Answer.NO)).result()
    qtbot.waitUntil(lambda: sheet.model.rowCount() == 5)
    high = sheet.card.height()
    assert high > low
    assert not sheet.view.verticalScrollBar().isVisible()
    sheet.view.selectAll()
    qtbot.keyClick(sheet.view, Qt.Key.Key_Delete)
    qtbot.waitUntil(sheet.empty.isVisible)
    assert sheet.card.height() == high


def test_what_an_api_client_answers_appears(
    qtbot: QtBot, real: Window, context: Context, album: Album
) -> None:
    anna, face = album.person("Anna", faces=1), album.face()
    sheet = opened(real)
    qtbot.waitUntil(sheet.empty.isVisible)
    context.db.write(lambda s: review.answer_faces(s, [face], anna, Answer.NO)).result()
    qtbot.waitUntil(lambda: texts(sheet) == ["Not Anna"])
    with context.db.read() as session:
        assert len(rejected_suggestions.listing(session)) == 1
