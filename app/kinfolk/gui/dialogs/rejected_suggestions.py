"""The sheet of rejected suggestions, with a way to ask them again."""

from datetime import date
from pathlib import Path
from typing import Any

from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QWidget

from kinfolk.core.actions import Act, Action
from kinfolk.core.db.session import Session
from kinfolk.core.people import rejected_suggestions
from kinfolk.core.people.rejected_suggestions import RejectedSuggestion, RejectionKind
from kinfolk.core.people.review import Answer
from kinfolk.gui.base import plain_text, theme, words
from kinfolk.gui.base.commands import Command, Commands
from kinfolk.gui.base.context import Context
from kinfolk.gui.base.painted_text import write_line
from kinfolk.gui.dialogs.face_lines import LINE, FaceLineDelegate, FaceLinesSheet
from kinfolk.gui.widgets.rows_model import Index, RowsModel

FACE, HIGH = 36, 48  # pixels: side of a face, height of a line


class RejectedSheet(FaceLinesSheet[RejectedSuggestion]):
    """List everything that was answered with no or "not sure"; selected lines can be taken back.

    They are taken back as one step.
    """

    TABLES = ("rejection", "distinct_pair", "dismissed_box", "face")

    def __init__(self, context: Context, parent: QWidget) -> None:
        super().__init__(
            context,
            parent,
            title=self.tr("Rejected suggestions"),
            empty=self.tr(
                "Nothing here yet. When you answer no or “not sure” to a suggestion, or mark "
                "something as not a face, it appears here, and you can let Kinfolk ask again."
            ),
            hint=self.tr("Select answers that Kinfolk may ask about again."),
            commands=COMMANDS,
            buttons={"Del": self.tr("Ask again")},
        )
        self.back = self.buttons["Del"]
        lines = _Lines(self.view, context.thumbs, face=FACE, high=HIGH)
        self.begin(RejectedModel(self), lines)

    def take_back(self) -> None:
        """Delete the selected answers, so that Kinfolk may ask the same again."""
        refused: list[RejectedSuggestion] = [
            index.data(LINE) for index in self.view.selectedIndexes()
        ]
        chosen, whom = [each.id for each in refused], {each.name for each in refused}
        if chosen:
            name = whom.pop() if len(whom) == 1 else None
            self._context.ops.run(
                lambda session: rejected_suggestions.take_back(session, chosen),
                Action.of(Act.TAKE_BACK_ANSWERS, answers=len(chosen), name=name),
                owner=self,
                toast=self.tr("{} cleared").format(words.answers(len(chosen))),
            )

    def read(self, session: Session) -> list[RejectedSuggestion]:
        return rejected_suggestions.listing(session)

    def count_text(self, number: int) -> str:
        return words.answers(number)


class RejectedModel(RowsModel[RejectedSuggestion]):
    """Hold the lines of the list."""

    def key(self, value: RejectedSuggestion) -> str:
        return value.id

    def said(self, row: int, role: int) -> Any:
        refusal = self.rows[row]
        if role == LINE:
            return refusal
        if role == Qt.ItemDataRole.DisplayRole:
            return self._text(refusal)
        if role == Qt.ItemDataRole.ToolTipRole and refusal.photo:
            return plain_text.tip(refusal.photo)
        return None

    def _text(self, refusal: RejectedSuggestion) -> str:
        """Return the sentence that says what was answered about whom."""
        is_no = refusal.answer is Answer.NO
        if refusal.kind is RejectionKind.NO_FACE:
            return self.tr("Not a face, in {}").format(Path(refusal.photo).name)
        if refusal.kind is RejectionKind.TWICE:
            text = self.tr("{name:A group} may appear twice in {photo}")
            return words.fill(text, name=refusal.name, photo=Path(refusal.photo).name)
        if refusal.kind is RejectionKind.FACE:
            no = self.tr("Not {name:this group}")
            unsure = self.tr("Not sure: is this {name:this group}?")
            return words.fill(no if is_no else unsure, name=refusal.name)
        if is_no:
            text = self.tr("{name:A group} and {other:a group} are different people")
        else:
            text = self.tr("Not sure: are {name:a group} and {other:a group} the same person?")
        return words.fill(text, name=refusal.name, other=refusal.other_name)


class _Lines(FaceLineDelegate):
    """Paint a line: the face, the answer, and when it was given."""

    def write(self, painter: QPainter, room: QRect, index: Index) -> None:
        refusal: RejectedSuggestion = index.data(LINE)
        when = words.when(refusal.created_at, date.today())
        right = Qt.AlignmentFlag.AlignRight
        used = write_line(painter, room, when, theme.font(12), "muted", side=right)
        room.setRight(room.right() - used - 12)
        write_line(painter, room, index.data(), theme.font(13, theme.MEDIUM), "text")


COMMANDS: Commands[RejectedSheet] = Commands(
    "Rejected suggestions",
    Command("Down Up", "Move between lines"),
    Command("Shift+Down", "Also select the next line"),
    Command("Ctrl+A", "Select all"),
    Command(
        "Del Backspace",
        "Ask again",
        RejectedSheet.take_back,
        tip="Let Kinfolk ask about the selected answers again",
    ),
)
