"""The list model of the history: a line for each step, for the present, and for the beginning."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from kinfolk.core.actions import Origin
from kinfolk.core.history.history import HistoryStep
from kinfolk.core.history.timeline import Timeline
from kinfolk.gui.base import plain_text, words

# Item role of the Line itself.
LINE = Qt.ItemDataRole.UserRole + 1
Index = QModelIndex | QPersistentModelIndex
_ROOT = QModelIndex()
HERE, START = -1, -2  # ids of the two lines that are no steps


@dataclass(frozen=True)
class HistoryLine:
    """Hold a line of the history; `step` is None for "you are here" and for the beginning."""

    id: int
    step: HistoryStep | None = None
    face_id: str | None = None
    text: str = ""
    by: str = ""  # who did it, if it was not this window
    when: str = ""

    @property
    def is_undone(self) -> bool:
        """Whether the line is a step that is undone."""
        return self.step is not None and self.step.is_undone


class HistoryModel(QAbstractListModel):
    """Hold the lines; `show()` changes rows as little as possible, so that nothing jumps."""

    def __init__(
        self, is_foreign: Callable[[HistoryStep], bool], parent: QObject | None = None
    ) -> None:
        """`is_foreign(step)` returns whether another window did a step."""
        super().__init__(parent)
        self._is_foreign = is_foreign
        self._lines: list[HistoryLine] = []

    @property
    def lines(self) -> Sequence[HistoryLine]:
        """The lines, from the top."""
        return self._lines

    def show(self, timeline: Timeline, faces: Mapping[int, str], today: date) -> None:
        """Show the steps, newest first; "you are here" is above the first that is not undone.

        `faces` maps step ids to the face shown for each.
        """
        steps = [
            HistoryLine(
                step.id,
                step,
                faces.get(step.id),
                words.action(step.action, step.origin),
                self._by(step),
                words.when(step.created_at, today),
            )
            for step in timeline.steps
        ]
        if not steps:
            self._sync([])
            return
        undone = [row for row, line in enumerate(steps) if line.step and _is_ahead(line.step)]
        here = undone[-1] + 1 if undone else 0
        start = HistoryLine(START, text=self.tr("Start"))
        self._sync(
            [*steps[:here], HistoryLine(HERE, text=self.tr("you are here")), *steps[here:], start]
        )

    def row_of(self, line_id: int) -> int:
        """Return the row of a line by its id, -1 for none."""
        return next((row for row, line in enumerate(self._lines) if line.id == line_id), -1)

    def rowCount(self, parent: Index = _ROOT) -> int:
        return 0 if parent.isValid() else len(self._lines)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not self.checkIndex(index, self.CheckIndexOption.IndexIsValid):
            return None
        line = self._lines[index.row()]
        if role == LINE:
            return line
        if role == Qt.ItemDataRole.DisplayRole:
            return line.text
        if role == Qt.ItemDataRole.AccessibleTextRole:
            undone = self.tr("undone") if line.is_undone else ""
            return ", ".join(part for part in (line.text, line.by, line.when, undone) if part)
        if role == Qt.ItemDataRole.ToolTipRole and line.step is not None:
            moment = words.moment_text(line.step.created_at.astimezone())
            return plain_text.tip("\n".join(part for part in (line.text, line.by, moment) if part))
        return None

    def flags(self, index: Index) -> Qt.ItemFlag:
        if not index.isValid() or self._lines[index.row()].id == HERE:
            return Qt.ItemFlag.NoItemFlags
        return (
            Qt.ItemFlag.ItemIsEnabled
            | Qt.ItemFlag.ItemIsSelectable
            | Qt.ItemFlag.ItemNeverHasChildren
        )

    def _by(self, step: HistoryStep) -> str:
        """Return who did a step, "" for this window.

        It is also "" for the API, which the step's own words mention.
        """
        if step.origin is Origin.COMMAND:
            return self.tr("from the command line")
        if step.origin is Origin.OTHER:
            return self.tr("by another app")
        return self.tr("in another window") if self._is_foreign(step) else ""

    def _sync(self, lines: list[HistoryLine]) -> None:
        """Make the rows match these lines."""
        wanted = {line.id for line in lines}
        if [line.id for line in lines] != [line.id for line in self._lines]:
            # Only this line can move: it is removed, and inserted where it belongs.
            wanted.discard(HERE)
        for row in reversed(range(len(self._lines))):
            if self._lines[row].id not in wanted:
                self.beginRemoveRows(QModelIndex(), row, row)
                del self._lines[row]
                self.endRemoveRows()
        for row, line in enumerate(lines):
            if row < len(self._lines) and self._lines[row].id == line.id:
                if self._lines[row] != line:
                    self._lines[row] = line
                    self.dataChanged.emit(self.index(row), self.index(row))
            else:
                self.beginInsertRows(QModelIndex(), row, row)
                self._lines.insert(row, line)
                self.endInsertRows()


def _is_ahead(step: HistoryStep) -> bool:
    """Return whether redo will get to this step."""
    return step.is_undone and not step.is_aside
