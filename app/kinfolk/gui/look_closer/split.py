"""The sheet that splits a person: a face of each is picked, the others follow by likeness."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import Signal
from PySide6.QtGui import QMouseEvent
from PySide6.QtWidgets import QStackedWidget, QWidget

from kinfolk.core.faces import faces
from kinfolk.core.people.people import Person
from kinfolk.gui.actions.groups import GroupActions
from kinfolk.gui.base import words
from kinfolk.gui.base.commands import Command, Commands
from kinfolk.gui.base.context import Context
from kinfolk.gui.faces.click_grid import ClickGrid
from kinfolk.gui.faces.model import Mark
from kinfolk.gui.faces.portrait import Portrait
from kinfolk.gui.look_closer.faces_sheet import LargeSheet, Photos
from kinfolk.gui.tiles.layout import OUTSIDE
from kinfolk.gui.widgets.controls import Button, Elided, column, holding, label, row
from kinfolk.recognition.likeness import Halves
from kinfolk.recognition.ranking import Ranking

_TILE = 88  # pixels
PICK, CHECK = 0, 1  # pages of the sheet: picking, checking


def open_split(
    context: Context, person: Person, page: QWidget, *, done: Callable[[], None] = lambda: None
) -> None:
    """Ask over the page which faces are someone else's, and split the person.

    `done` is called once that is written. With fewer than two faces nothing happens.
    """
    with context.db.read() as session:
        face_ids = faces.ids(session, person_id=person.id)
    if len(face_ids) < 2:
        return
    sheet = SplitSheet(context, person, face_ids, parent=page)
    act = GroupActions(context, page)
    sheet.chosen.connect(lambda halves: act.split(person, halves, done=done))
    context.suggestions.ask(
        lambda suggester: suggester.ask(Ranking.by_doubt, face_ids), sheet.put_in_order, owner=sheet
    )
    sheet.open()


class SplitSheet(LargeSheet):
    """Let the user pick a face of each person, then show both; a click moves a face over."""

    chosen = Signal(object)  # the Halves: `one` stays, `other` leaves

    def __init__(
        self, context: Context, person: Person, face_ids: Sequence[str], *, parent: QWidget
    ) -> None:
        name = person.name
        title = self.tr("Is {} two people?").format(name) if name else self.tr("Two people?")
        both = 2 * len(face_ids)  # nearly all faces may fall to one of the columns
        super().__init__(parent, title, both, tile=_TILE, around=284)
        self._context = context
        self._person = person
        self._all = list(face_ids)
        self._picked: list[str] = []  # the faces picked so far, in order
        self.pick = SplitGrid(context, self)
        self.pick.setAccessibleName(self.tr("Faces of two people"))
        self.one = _Column(context, name or self.tr("One person"), self)
        second = self.tr("Someone else") if name else self.tr("Other person")
        self.other = _Column(context, second, self)
        self.again = Button(self.tr("Start over"), "quiet", clicked=self.pick_again)
        self.turn_button = Button(self.tr("Swap sides"), "quiet", clicked=self.turn)
        keeps = self.again.sizePolicy()
        keeps.setRetainSizeWhenHidden(True)
        self.again.setSizePolicy(keeps)
        self.caption = label("", "caption", tone="muted", wrap=True)
        self._lay_out_body()
        with context.db.read() as session:
            placed = faces.placed_ids(session, person_id=person.id)
        for grid in (self.pick, self.one.grid, self.other.grid):
            grid.faces.mark(Mark.PLACED, placed)
            Photos(context, grid, self)
        self.pick.toggled.connect(self._on_picked)
        self.one.grid.toggled.connect(lambda face: self._move(face, self.one, self.other))
        self.other.grid.toggled.connect(lambda face: self._move(face, self.other, self.one))
        self.pick.show_faces(self._all)
        self._tell()

    def first_focus(self) -> QWidget:
        return self.pick

    @property
    def halves(self) -> Halves:
        """The faces of both people as shown now."""
        return Halves(tuple(self.one.grid.faces.ids), tuple(self.other.grid.faces.ids))

    def put_in_order(self, face_ids: Sequence[str]) -> None:
        """Sort the faces, unless the user has begun to pick or to scroll."""
        if not self._picked and not self.pick.verticalScrollBar().value():
            self.pick.show_faces(face_ids)
            self.pick.go_to(self.pick.faces.index(0))

    def pick_again(self) -> None:
        """Start again with picking two faces."""
        self._picked = []
        self.pages.setCurrentIndex(PICK)
        self.pick.setFocus()
        self._tell()

    def turn(self) -> None:
        """Swap the two: the one who was to stay leaves."""
        if self.pages.currentIndex() == CHECK:
            halves = self.halves
            self._picked.reverse()
            self.one.show_faces(halves.other)
            self.other.show_faces(halves.one)
            self._tell()

    def accept(self) -> None:
        if self.primary.isEnabled():
            super().accept()
            self.chosen.emit(self.halves)

    def _lay_out_body(self) -> None:
        self.pages = QStackedWidget()
        self.pages.addWidget(self.pick)
        self.pages.addWidget(holding(row(self.one, self.other, spacing=24 - OUTSIDE)))
        self.primary.setText(self.tr("Split"))
        self.lay_title(tools=(None, self.turn_button, self.again, OUTSIDE))
        self.body.addLayout(row(OUTSIDE, self.caption, spacing=0))
        self.body.addWidget(self.pages, 1)

    # picking

    def _on_picked(self, face_id: str) -> None:
        """Pick a face, or drop it; with two faces ask how the others fall."""
        if face_id in self._picked:
            self._picked.remove(face_id)
        elif len(self._picked) < 2:
            self._picked.append(face_id)
        if len(self._picked) == 2:
            one, other = self._picked
            self._context.suggestions.ask(
                lambda suggester: suggester.ask(Ranking.halves, self._all, one, other),
                self._on_halves,
                owner=self,
            )
        self._tell()

    def _on_halves(self, halves: Halves) -> None:
        """Show the two halves, unless other faces have been picked since."""
        if self._picked != [halves.one[0], halves.other[0]]:
            return
        self.one.show_faces(halves.one)
        self.other.show_faces(halves.other)
        self.pages.setCurrentIndex(CHECK)
        self.take_keys(self.other.grid)
        self._tell()

    # checking

    def _move(self, face_id: str, here: "_Column", there: "_Column") -> None:
        """Move a face to the other person, right after the picked one; that one cannot move."""
        if face_id in self._picked:
            return
        first, *rest = there.grid.faces.ids
        there.show_faces([first, face_id, *rest])
        here.show_faces([face for face in here.grid.faces.ids if face != face_id])
        self._tell()

    def _tell(self) -> None:
        is_checked = self.pages.currentIndex() == CHECK
        self.pick.faces.mark(Mark.CHOSEN, self._picked)
        self.primary.setEnabled(is_checked)
        self.again.setVisible(is_checked)
        self.turn_button.setVisible(is_checked)
        self.caption.setText(self._caption(is_checked))
        self.sentence.setText(self._sentence(is_checked))

    def _caption(self, is_checked: bool) -> str:
        if is_checked:
            return self.tr(
                "Least certain first. Click a face or press Space to move it to the other side."
            )
        if len(self._picked) == 2:
            return self.tr("Comparing faces…")
        if self._picked:
            return self.tr("Now select a face of the other person.")
        if name := self._person.name:
            return self.tr("Select a face of {}, then a face of the other person.").format(name)
        return self.tr("Select a face of one person, then a face of the other.")

    def _sentence(self, is_checked: bool) -> str:
        if not is_checked:
            return self.tr(
                "Kinfolk sorts the other faces by likeness and shows you the result first."
            )
        what = words.faces(len(self.other.grid.faces.ids))
        text = self.tr("A new group will get {}, and the two will be kept separate.")
        return text.format(what)


class SplitGrid(ClickGrid):
    """Show faces; Space or a click picks one, or moves it over."""

    def __init__(self, context: Context, sheet: SplitSheet) -> None:
        super().__init__(
            context, lambda event: COMMANDS.press((self, sheet), event), tile=_TILE, is_held=True
        )
        self.setDragEnabled(False)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """Count it as a second single click."""
        self.mousePressEvent(event)


class _Column(QWidget):
    """Show one of the two: the picked face, how many there are, and all of them."""

    def __init__(self, context: Context, title: str, sheet: SplitSheet) -> None:
        super().__init__(sheet)
        self._title = title
        self._heading = Elided("strong")
        self._face = Portrait(context.thumbs, 32)
        self.grid = SplitGrid(context, sheet)
        self.grid.setAccessibleName(title)
        line = row(1, self._face, spacing=8)
        line.addWidget(self._heading, 1)
        whole = column(line, spacing=8)
        whole.addWidget(self.grid, 1)
        self.setLayout(whole)

    def show_faces(self, ids: Sequence[str]) -> None:
        """Show these faces; the first is the one that was picked."""
        self.grid.show_faces(ids)
        self.grid.faces.mark(Mark.CHOSEN, ids[:1])
        self._face.set_face(ids[0] if ids else None)
        self._heading.setText(f"{self._title} · {words.faces(len(ids))}")


COMMANDS: Commands[tuple[SplitGrid, SplitSheet]] = Commands(
    "Splitting a person",
    Command(
        "Space",
        "Select the face, or move it to the other side",
        lambda on: on[0].say(on[0].toggled),
    ),
    Command("Ctrl+O", "Show photo", lambda on: on[0].say(on[0].opened)),
    Command("X", "Swap sides", lambda on: on[1].turn()),
    Command("Backspace", "Start over", lambda on: on[1].pick_again()),
)
