"""The sheet with all keyboard shortcuts."""

from collections.abc import Mapping, Sequence

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QGridLayout, QScrollArea, QVBoxLayout, QWidget

from kinfolk.gui.base.commands import Command, Commands, ListedKey, cap
from kinfolk.gui.widgets.controls import column, key_cap, label, row, scrolling
from kinfolk.gui.widgets.sheet import Sheet

_GAP = 32
_APART = 10  # pixels between groups of keys in one place
_ROOM = 140  # pixels for the keys of a line


class KeysSheet(Sheet):
    """List all keys by place, in two columns of about the same height."""

    area: QScrollArea

    def __init__(self, parent: QWidget, listed: Mapping[str, Sequence[ListedKey]]) -> None:
        super().__init__(
            parent,
            title=self.tr("Keyboard shortcuts"),
            size=QSize(860, 640),
            action=self.tr("Close"),
        )
        self.commands = (COMMANDS, *self.commands)
        self.listed = listed
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        content = QWidget()
        columns = QVBoxLayout(), QVBoxLayout()
        heights = [0, 0]
        for place, lines in listed.items():
            side = 0 if heights[0] <= heights[1] else 1
            columns[side].addLayout(self._place(place, lines))
            heights[side] += len(lines) + 2  # counts the heading and the space below it
        both = row(spacing=_GAP)
        for each in columns:
            each.setSpacing(20)
            each.addStretch(1)
            both.addLayout(each, 1)
        both.setContentsMargins(0, 0, 12, 0)
        content.setLayout(both)
        self.area = scrolling(content)
        self.body.addWidget(self.area)
        self.cancel.hide()

    def first_focus(self) -> QWidget:
        """Return the sheet itself, so that its keys scroll the list."""
        return self

    def _place(self, place: str, lines: Sequence[ListedKey]) -> QVBoxLayout:
        grid = QGridLayout()
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(12)
        grid.setVerticalSpacing(6)
        grid.setColumnMinimumWidth(0, _ROOM)
        grid.setColumnStretch(1, 1)
        for line in lines:
            if line.is_apart:
                grid.setRowMinimumHeight(grid.rowCount(), _APART)
            at = grid.rowCount()
            grid.addLayout(_caps(_named(line.keys)), at, 0)
            grid.addWidget(label(line.text, "text", wrap=True), at, 1)
        return column(label(place, "strong"), grid, spacing=8)


def _caps(names: Sequence[str]) -> QVBoxLayout:
    """Lay out key caps side by side, in several lines where they do not fit."""
    lines = column(spacing=4)
    line, left = row(spacing=4), _ROOM
    for each in map(key_cap, names):
        left -= each.sizeHint().width() + 4
        if left < 0 and line.count():
            line.addStretch(1)
            lines.addLayout(line)
            line, left = row(spacing=4), _ROOM - each.sizeHint().width() - 4
        line.addWidget(each)
    line.addStretch(1)
    lines.addLayout(line)
    return lines


def _named(keys: Sequence[str]) -> list[str]:
    """Return the labels of the keys; digits become one range, and both Enter keys one label."""
    if len(keys) > 1 and all(key.isdigit() for key in keys):
        return [f"{keys[0]} – {keys[-1]}"]
    return list(dict.fromkeys(map(cap, keys)))


COMMANDS: Commands[KeysSheet] = Commands(
    "Keyboard shortcuts",
    Command("Down", "Scroll down", lambda sheet: sheet.turn_pages(0.2)),
    Command("Up", "Scroll up", lambda sheet: sheet.turn_pages(-0.2)),
)
