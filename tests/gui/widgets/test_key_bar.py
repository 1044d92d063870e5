"""Keys along the bottom: those that do not fit are left out, and none is cut off."""

from PySide6.QtWidgets import QMainWindow, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from kinfolk.gui.base import theme
from kinfolk.gui.base.context import Context
from kinfolk.gui.widgets.key_bar import KeyBar


def test_none_is_cut_off_when_other_keys_are_shown(
    qtbot: QtBot, context: Context, window: QMainWindow
) -> None:
    bar, page = KeyBar(), QWidget()
    layout = QVBoxLayout(page)
    layout.setContentsMargins(0, 0, 0, 0)
    layout.addWidget(bar)
    window.setCentralWidget(page)
    qtbot.waitUntil(bar.isVisible)
    counts = set()
    for step in range(25):
        window.resize(420 + 20 * step, 400)
        bar.show_keys(*((f"Key {step}", f"does something {n}") for n in range(6)))
        page.grab()
        shown = [entry for entry in bar.entries if entry.isVisible()]
        counts.add(len(shown))
        assert all(entry.width() >= entry.sizeHint().width() for entry in shown)
        wanted = sum(entry.sizeHint().width() for entry in shown) + 2 * theme.MARGIN
        assert wanted <= bar.width()
    assert len(counts) > 2
