"""The sheet of rejected suggestions, with a way to ask them again."""

from collections.abc import Sequence
from datetime import date
from functools import partial
from pathlib import Path
from typing import Any

from PySide6.QtCore import (
    QAbstractListModel,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QPoint,
    QRect,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QKeyEvent, QPainter
from PySide6.QtWidgets import (
    QWidget,
)

from kinfolk.core.actions import Act, Action
from kinfolk.core.db.changes import Changes
from kinfolk.core.people import rejected_suggestions
from kinfolk.core.people.rejected_suggestions import RejectedSuggestion, RejectionKind
from kinfolk.core.people.review import Answer
from kinfolk.gui.base import plain_text, theme, words
from kinfolk.gui.base.commands import Command, Commands
from kinfolk.gui.base.context import Context
from kinfolk.gui.base.painted_text import write_line
from kinfolk.gui.base.tasks import Latest
from kinfolk.gui.base.thumbs import Thumbs
from kinfolk.gui.dialogs.face_lines import FaceLineDelegate, FaceLines
from kinfolk.gui.widgets import controls
from kinfolk.gui.widgets.controls import Button, label, row
from kinfolk.gui.widgets.sheet import Sheet

FACE, HIGH = 36, 48  # pixels: side of a face, height of a line
REFUSAL = Qt.ItemDataRole.UserRole + 1  # the RejectedSuggestion of a line
TABLES = ("rejection", "distinct_pair", "dismissed_box", "face")
Index = QModelIndex | QPersistentModelIndex
_ROOT = QModelIndex()


class RejectedSheet(Sheet):
    """List everything that was answered with no or "not sure"; selected lines can be taken back.

    They are taken back as one step.
    """

    TAKES_STEPS = True

    def __init__(self, context: Context, parent: QWidget) -> None:
        super().__init__(
            parent,
            title=self.tr("Rejected suggestions"),
            size=QSize(640, 0),
            action=self.tr("Close"),
        )
        self._context = context
        self._reads = Latest(context.tasks, self)
        self.cancel.hide()
        self.model = RejectedModel(self)
        self.view = RejectedView(context.thumbs)
        self.view.setModel(self.model)
        self.view.setAccessibleName(self.title.text())
        self.empty = label(
            self.tr(
                "Nothing here yet. When you answer no or “not sure” to a suggestion, or mark "
                "something as not a face, it appears here, and you can let Kinfolk ask again."
            ),
            tone="muted",
            wrap=True,
        )
        self.empty.hide()
        self.hint = label(
            self.tr("Select answers that Kinfolk may ask about again."),
            "caption",
            tone="muted",
            wrap=True,
        )
        self.back = Button(self.tr("Ask again"))
        COMMANDS.tie(self.back, self.view, "Del")
        self.body.addWidget(self.empty)
        self.body.addWidget(self.view, 1)
        self.body.addLayout(row(self.hint, self.back, grow=0))
        self.view.back_wanted.connect(self.take_back)
        self.view.menu_wanted.connect(self._on_menu)
        self.view.selectionModel().selectionChanged.connect(self._show_selection)
        context.bus.changed.connect(self._on_changed)
        self._show_selection()
        self._read()

    def first_focus(self) -> QWidget:
        return self.view

    def take_back(self) -> None:
        """Delete the selected answers, so that Kinfolk may ask the same again."""
        refused: list[RejectedSuggestion] = [
            index.data(REFUSAL) for index in self.view.selectedIndexes()
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

    def _on_menu(self, index: QModelIndex, at: QPoint) -> None:
        refusal: RejectedSuggestion = index.data(REFUSAL)
        menu = controls.passing_menu(self)
        if (face_id := refusal.face_id) is not None:
            links = self._context.menu_links
            show = partial(links.photo_wanted.emit, face_id, [face_id], self)
            links.from_face(menu, face_id, photo=show)
        COMMANDS.fill(menu, self.view, "Del")
        menu.popup(at)

    def _on_changed(self, changes: Changes) -> None:
        if any(each in changes for each in TABLES):
            self._read()

    def _read(self) -> None:
        self._reads.ask(lambda: _read(self._context), self._show)

    def _show(self, found: list[RejectedSuggestion]) -> None:
        self.model.show(found)
        self.view.show_filled(bool(found), empty=self.empty, close=self.primary)
        number = words.count(len(found), "%Ln answer", "%Ln answers")
        self.sentence.setText(number if found else "")
        for part in (self.hint, self.back):
            part.setVisible(bool(found))
        self._show_selection()
        self.grow()

    def _show_selection(self) -> None:
        self.back.setEnabled(bool(self.view.selectedIndexes()))


class RejectedModel(QAbstractListModel):
    """Hold the lines of the list; those that stay keep their place and selection."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._refusals: list[RejectedSuggestion] = []

    def show(self, found: Sequence[RejectedSuggestion]) -> None:
        """Show exactly these rejected suggestions, in this order; rows that stay are kept."""
        wanted = {each.id for each in found}
        for place in reversed(range(len(self._refusals))):
            if self._refusals[place].id not in wanted:
                self.beginRemoveRows(QModelIndex(), place, place)
                del self._refusals[place]
                self.endRemoveRows()
        for place, each in enumerate(found):
            if place < len(self._refusals) and self._refusals[place].id == each.id:
                self._refusals[place] = each
            else:
                self.beginInsertRows(QModelIndex(), place, place)
                self._refusals.insert(place, each)
                self.endInsertRows()

    def rowCount(self, parent: Index = _ROOT) -> int:
        return 0 if parent.isValid() else len(self._refusals)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not self.checkIndex(index, self.CheckIndexOption.IndexIsValid):
            return None
        refusal = self._refusals[index.row()]
        if role == REFUSAL:
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
            no, unsure = (
                self.tr("Not {name:this group}"),
                self.tr("Not sure: is this {name:this group}?"),
            )
            return words.fill(no if is_no else unsure, name=refusal.name)
        if is_no:
            text = self.tr("{name:A group} and {other:a group} are different people")
        else:
            text = self.tr("Not sure: are {name:a group} and {other:a group} the same person?")
        return words.fill(text, name=refusal.name, other=refusal.other_name)


class RejectedView(FaceLines):
    """List the answers; Del takes the selected lines back."""

    back_wanted = Signal()

    def __init__(self, thumbs: Thumbs) -> None:
        super().__init__(thumbs)
        self.setItemDelegate(_Lines(self, thumbs, face=FACE, high=HIGH))

    def press(self, event: QKeyEvent) -> bool:
        return COMMANDS.press(self, event)


class _Lines(FaceLineDelegate):
    """Paint a line: the face, the answer, and when it was given."""

    def face_id(self, index: Index) -> str | None:
        refusal: RejectedSuggestion = index.data(REFUSAL)
        return refusal.face_id

    def write(self, painter: QPainter, room: QRect, index: Index) -> None:
        refusal: RejectedSuggestion = index.data(REFUSAL)
        when = words.when(refusal.created_at, date.today())
        right = Qt.AlignmentFlag.AlignRight
        used = write_line(painter, room, when, theme.font(12), "muted", side=right)
        room.setRight(room.right() - used - 12)
        write_line(painter, room, index.data(), theme.font(13, theme.MEDIUM), "text")


COMMANDS: Commands[RejectedView] = Commands(
    "Rejected suggestions",
    Command("Down Up", "Move between lines"),
    Command("Shift+Down", "Also select the next line"),
    Command("Ctrl+A", "Select all"),
    Command(
        "Del Backspace",
        "Ask again",
        lambda view: view.back_wanted.emit(),
        tip="Let Kinfolk ask about the selected answers again (Delete)",
    ),
)


def _read(context: Context) -> list[RejectedSuggestion]:
    with context.db.read() as session:
        return rejected_suggestions.listing(session)
