"""The list model of the history: a line for each step, for the present, and for the beginning."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from PySide6.QtCore import QObject, Qt

from kinfolk.core.actions import Origin
from kinfolk.core.history.history import HistoryStep
from kinfolk.core.history.timeline import Timeline
from kinfolk.gui.base import plain_text, words
from kinfolk.gui.widgets.rows_model import Index, RowsModel

LINE = Qt.ItemDataRole.UserRole + 1  # item role of the Line itself
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
        return self.step is not None and self.step.is_undone


class HistoryModel(RowsModel[HistoryLine]):
    """Hold the lines of the history."""

    def __init__(
        self, is_foreign: Callable[[HistoryStep], bool], parent: QObject | None = None
    ) -> None:
        """`is_foreign(step)` returns whether another window did a step."""
        super().__init__(parent)
        self._is_foreign = is_foreign

    def key(self, value: HistoryLine) -> int:
        return value.id

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
            self.sync([])
            return
        ahead = [
            row for row, step in enumerate(timeline.steps) if step.is_undone and not step.is_aside
        ]
        here = ahead[-1] + 1 if ahead else 0  # redo gets to the steps above
        start = HistoryLine(START, text=self.tr("Start"))
        self.sync(
            [*steps[:here], HistoryLine(HERE, text=self.tr("you are here")), *steps[here:], start]
        )

    def row_of(self, line_id: int) -> int:
        """Return the row of a line by its id, -1 for none."""
        return next((row for row, line in enumerate(self.rows) if line.id == line_id), -1)

    def said(self, row: int, role: int) -> Any:
        line = self.rows[row]
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
        is_here = index.isValid() and self.rows[index.row()].id == HERE
        return Qt.ItemFlag.NoItemFlags if is_here else super().flags(index)

    def _by(self, step: HistoryStep) -> str:
        """Return who did a step, "" for this window.

        It is also "" for the API, which the step's own words mention.
        """
        if step.origin is Origin.COMMAND:
            return self.tr("from the command line")
        if step.origin is Origin.OTHER:
            return self.tr("by another app")
        return self.tr("in another window") if self._is_foreign(step) else ""
