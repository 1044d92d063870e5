"""Ignoring strangers: who it would be stands there before it is done."""

from collections.abc import Sequence

from PySide6.QtCore import QCoreApplication, QSize, Signal
from PySide6.QtWidgets import QWidget

from kinfolk.core.strangers import Unknown
from kinfolk.gui.actions.people import PeopleActions
from kinfolk.gui.base import words
from kinfolk.gui.base.context import Context
from kinfolk.gui.faces.grid import FaceGrid
from kinfolk.gui.faces.model import FaceModel
from kinfolk.gui.faces.tips import FaceWords
from kinfolk.gui.widgets.controls import label, row
from kinfolk.gui.widgets.sheet import Sheet
from kinfolk.gui.widgets.switches import Choice

FEWEST, MOST = 2, 10  # photos that can be chosen
TILE = 56


class StrangersSheet(Sheet):
    """By rule: seen in few photos, and like nobody with a name. One step of the history."""

    photo_wanted = Signal(str, object)  # a face, and those to go on to

    def __init__(self, context: Context, parent: QWidget, *, has_people: bool) -> None:
        """Where nobody has a name yet, everybody would be a stranger: then nothing is offered."""
        super().__init__(
            parent,
            title=QCoreApplication.translate("StrangersSheet", "Ignore strangers"),
            size=QSize(640, 520),
            action=QCoreApplication.translate("StrangersSheet", "Ignore them"),
        )
        self._context = context
        self._act = PeopleActions(context, parent)
        self._has_people = has_people
        self._found: Sequence[Unknown] = ()
        self._asked = 0  # the number of photos that was asked about last
        self.photos = Choice(self.tr("Photos"))
        self.photos.addItems([words.photos(number) for number in range(FEWEST, MOST + 1)])
        self.photos.setCurrentIndex(min(context.settings.few_photos, MOST) - FEWEST)
        self.grid = FaceGrid(
            context.thumbs, FaceModel(self, describe=FaceWords(context.db).describe), tile=TILE
        )
        self.grid.setDragEnabled(False)
        self.grid.setAccessibleName(self.title.text())
        self.state = label("", "text", tone="muted", wrap=True)
        before = label(self.tr("Seen in fewer than"))
        after = label(self.tr("and like nobody you have named:"))
        line = row(before, self.photos, after, None, spacing=8)
        self.body.setSpacing(12)
        self.body.addLayout(line)
        self.body.addWidget(self.state)
        self.body.addWidget(self.grid, 1)
        self.photos.currentIndexChanged.connect(self._ask)
        self.grid.opened.connect(self._show_photo)
        self._ask()

    def first_focus(self) -> QWidget:
        return self.photos

    @property
    def number(self) -> int:
        """In fewer photos than this."""
        return FEWEST + self.photos.currentIndex()

    @property
    def found(self) -> Sequence[Unknown]:
        """Who would be ignored: those one sees."""
        return self._found

    def accept(self) -> None:
        if not self._found:
            return
        self._context.settings.few_photos = self.number
        super().accept()
        self._act.ignore(
            groups=[each.id for each in self._found if not each.is_single],
            faces=[each.id for each in self._found if each.is_single],
            owner=self._act,
        )

    def _ask(self) -> None:
        """Nothing can be done until it is known who it would be."""
        self._asked = asked = self.number
        self._show((), is_known=not self._has_people)

        def found(strangers: list[Unknown]) -> None:
            if asked == self._asked:
                self._show(strangers, is_known=True)

        if self._has_people:
            self._context.review.strangers(asked, found, owner=self)

    def _show(self, strangers: Sequence[Unknown], *, is_known: bool) -> None:
        self._found = strangers
        self.grid.show_faces([each.face_ids[0] for each in strangers])
        self.primary.setEnabled(bool(strangers))
        self.grid.setVisible(bool(strangers))
        self.state.setVisible(not strangers)
        if not is_known:
            self.state.setText(self.tr("Looking who that is …"))
            self.sentence.setText("")
        elif not self._has_people:
            self.state.setText(self.tr("Nobody has a name yet. Name those you know first."))
        elif not strangers:
            self.state.setText(self.tr("That is nobody."))
            self.sentence.setText("")
        else:
            said = self.tr("{} will wait under Strangers until they turn out to be somebody.")
            self.sentence.setText(said.format(how_many(strangers)))

    def _show_photo(self, face_id: str) -> None:
        self.photo_wanted.emit(face_id, self.grid.faces.ids)


def how_many(strangers: Sequence[Unknown]) -> str:
    """24 groups and 172 single faces."""
    single = sum(each.is_single for each in strangers)
    groups = len(strangers) - single
    parts = [words.groups(groups)] if groups else []
    parts += [words.single_faces(single)] if single else []
    return words.listed(parts)
