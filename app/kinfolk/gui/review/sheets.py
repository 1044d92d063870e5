"""What Review opens over its cards: photos, and sheets to merge, split and choose a person."""

from collections.abc import Callable, Sequence
from datetime import datetime
from functools import partial
from typing import Any

from PySide6.QtCore import QObject, Qt, Signal

from kinfolk.core.people.people import Person
from kinfolk.gui.actions.people import PeopleActions
from kinfolk.gui.base.context import Context
from kinfolk.gui.dialogs.merge import ask_with_whom, merge_sheet
from kinfolk.gui.dialogs.new_person import NewPersonDialog
from kinfolk.gui.dialogs.person_chooser import ask_whose
from kinfolk.gui.look_closer.split import open_split
from kinfolk.gui.photo.photo_comparison import WhyView
from kinfolk.gui.photo.view import PhotoView
from kinfolk.gui.verdicts.board import VerdictBoard
from kinfolk.recognition.questions.question import Question, QuestionKind
from kinfolk.recognition.suggestion import Alike


class ReviewSheets(QObject):
    """Open sheets and photos over a board; the steps they write are steps of the board."""

    let_go = Signal()  # the key or button that shows a photo was released

    def __init__(self, context: Context, board: VerdictBoard[Any, Any]) -> None:
        super().__init__(board)
        self._context, self._board = context, board
        self._people = PeopleActions(context, board)

    def peek(self, face_id: str, held: Qt.Key | None = None) -> None:
        """Show the whole photo until the key `held`, or the button, is released."""
        view = PhotoView(self._context, face_id, among=(), parent=self._board, held=held)
        self.let_go.connect(view.accept)
        view.open()

    def compare(self, face_id: str, name: str, beside: Sequence[Alike]) -> None:
        """Compare a face with the most similar ones of the person of this name."""
        WhyView(self._context, face_id, name=name, beside=beside, parent=self._board).open()

    def ask_whose(
        self,
        question: Question,
        face_ids: Sequence[str],
        give: Callable[[Sequence[str], Person, datetime], None],
    ) -> None:
        """Call `give` with these faces, the person who gets them, and when the user was asked.

        If it is someone new, the dialog that makes them opens.
        """
        person, meant = question.person, question.meant(face_ids)

        def new(_: Sequence[str], name: str) -> None:
            dialog = NewPersonDialog(self._context, face_ids=meant, parent=self._board)
            dialog.form.name.setText(name)
            dialog.created.connect(self._board.own.note)
            dialog.open()

        over, number = self._board, len(meant)
        ask_whose(
            self._context, face_ids, of=person, parent=over, give=give, new=new, number=number
        )

    def merge(self, question: Question) -> None:
        """Merge the two people asked about, or the person with one to be chosen."""
        person, other = question.person, question.other
        if other is not None:
            self._look_at_merge([person.id, other.id])
            return
        ask_with_whom(
            self._context,
            person,
            like=question.faces,
            parent=self._board,
            chosen=lambda other: self._look_at_merge([person.id, other.id]),
        )

    def _look_at_merge(self, person_ids: Sequence[str]) -> None:
        merge = partial(self._people.merge, done=self._board.own.note)
        sheet = merge_sheet(self._context, person_ids, self._board, merge=merge)
        if sheet is not None:
            sheet.open()

    def split(self, question: Question) -> None:
        """Split the group asked about, or else the person it may be."""
        is_group = question.kind is QuestionKind.GROUP
        person = question.whole if is_group else question.person
        open_split(self._context, person, self._board, done=self._board.own.note)
