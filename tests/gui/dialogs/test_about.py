"""The sheet About Kinfolk names what others have made of it."""

from PySide6.QtWidgets import QLabel, QMainWindow

from kinfolk.gui.dialogs.about import AboutSheet
from kinfolk.vision.engine import MODELS

SOURCES = {"yunet": "YuNet", "sface": "SFace", "age": "face-api.js"}


def test_every_model_that_comes_with_a_licence_is_named(window: QMainWindow) -> None:
    sheet = AboutSheet(window)
    sheet.open()
    said = " ".join(each.text() for each in sheet.findChildren(QLabel))
    shipped = {each.stem for each in MODELS.glob("*.LICENSE")}
    assert shipped == SOURCES.keys()
    assert all(SOURCES[each] in said for each in shipped)
