"""Sheets: as high as what is in them, and which of their buttons stands out."""

from PySide6.QtCore import QSize
from PySide6.QtWidgets import QApplication, QMainWindow

from kinfolk.gui.widgets.controls import label
from kinfolk.gui.widgets.sheet import Sheet
from tests.gui.hands import until
from tests.gui.painted import Painted


def test_one_that_shrinks_leaves_no_shadow(window: QMainWindow) -> None:
    sheet = Sheet(window, title="Copy", size=QSize(460, 0), action="Copy")
    many = label("\n".join("a line" for _ in range(12)))
    sheet.body.addWidget(many)
    sheet.fit_height()
    sheet.open()
    until(sheet.card.isVisible)
    high, painted = sheet.card.geometry(), Painted(sheet)
    many.setText("a line")
    sheet.fit_height()
    QApplication.processEvents()
    assert sheet.card.height() < high.height()
    around = high.adjusted(-26, -9, 26, 36).intersected(sheet.rect())
    assert any(place.contains(around) for place in painted.places)


def test_the_discouraged_button_is_written_less_boldly_than_cancel(window: QMainWindow) -> None:
    sheet = Sheet(window, title="Merge", size=QSize(460, 300), action="Merge anyway")
    sheet.discourage()
    sheet.open()
    until(sheet.card.isVisible)
    assert sheet.primary.font().weight() < sheet.cancel.font().weight()
