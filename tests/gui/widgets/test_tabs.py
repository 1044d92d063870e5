"""The tabs over parts of a page."""

from pytestqt.qtbot import QtBot

from kinfolk.gui.widgets.switches import Tabs
from tests.gui.hands import until
from tests.gui.painted import Painted


def test_a_word_is_painted_anew_once_the_pointer_is_on_it(qtbot: QtBot) -> None:
    tabs = Tabs(["Faces", "Photos"])
    qtbot.addWidget(tabs)
    tabs.show()
    qtbot.waitExposed(tabs)
    qtbot.mouseMove(tabs, tabs.word_rect(0).center())
    painted = Painted(tabs)
    qtbot.mouseMove(tabs, tabs.word_rect(1).center())
    until(lambda: any(rect.contains(tabs.word_rect(1)) for rect in painted.places))
