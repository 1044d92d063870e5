"""The cards of the page New faces, and the keys for them."""

from collections.abc import Collection, Iterable

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QMenu

from kinfolk.gui.base.commands import Command, Commands
from kinfolk.gui.base.context import Context
from kinfolk.gui.look_closer.new_faces_sheet import NewFacesSheet
from kinfolk.gui.new_faces import answers
from kinfolk.gui.new_faces.card import NewFacesCard
from kinfolk.gui.verdicts.board import UNDO, UNFOLD, VerdictBoard
from kinfolk.recognition.new_faces import NewFacesOf

TWO_COLUMNS = 1400  # pixels, from this width on


class NewFacesBoard(VerdictBoard[NewFacesCard, NewFacesOf]):
    """Show a card for each person with new faces; the keyboard is always on a face."""

    said = Signal(object)  # NewFacesVerdict, written by the page
    seen_changed = Signal()  # other faces would be confirmed now

    def __init__(self, context: Context) -> None:
        super().__init__(context, COMMANDS, spacing=4)
        self.setAccessibleName(self.tr("New faces to check"))

    def _new_card(self) -> NewFacesCard:
        card = NewFacesCard(self._context)
        card.accept.clicked.connect(lambda: self._say_of([card]))
        card.reject.clicked.connect(lambda: self._reject(card))
        card.faces.put_back.connect(lambda face_id: self.own.take_back([face_id]))
        card.undo.clicked.connect(lambda: self.own.take_back(card.question.confirmed))
        card.closer.clicked.connect(lambda: self._look_closer(card.question))
        card.seen_changed.connect(self.seen_changed)
        return card

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.set_columns(2 if event.size().width() >= TWO_COLUMNS else 1)

    # where the keyboard is

    def go_to_face(self, face_ids: Collection[str]) -> bool:
        """Make the first of these faces that is shown current; return False if none is shown."""
        for card in self.cards:
            for face_id in card.faces.staying:
                if face_id in face_ids:
                    self._go_to_face(card, face_id)
                    return True
        return False

    def _go_to_face(self, card: NewFacesCard, face_id: str) -> None:
        self.go_to_card(card)
        self._go_inside(card, face_id)

    def _line(self, by: int) -> None:
        """Move the cursor a line down or up, within the card or to the next card there."""
        card, face = self.current, self.current_face
        if card is None or face is None:
            return
        shown, columns = card.faces.shown, card.faces.columns
        place = shown.index(face) + by * columns
        line = [
            each for each in card.faces.staying if shown.index(each) // columns == place // columns
        ]
        if 0 <= place < len(shown) and line:
            self._go_inside(card, min(line, key=lambda each: abs(shown.index(each) - place)))
        else:
            self._go_to_line(by)

    def _go_to_line(self, by: int) -> None:
        """Move to the nearest card with faces left on the next line of cards that has one."""
        at = {each: divmod(number, self.columns) for number, each in enumerate(self.cards)}
        line, column = at[self.current] if self.current else (0, 0)
        ahead = [each for each in at if (at[each][0] - line) * by > 0 and not each.is_done]

        def away(card: NewFacesCard) -> tuple[int, int]:
            return abs(at[card][0] - line), abs(at[card][1] - column)

        if ahead:
            card = min(ahead, key=away)
            self._go_to_face(card, card.faces.staying[0])

    def _face(self, by: int) -> None:
        """Move the cursor a face to the right or left, within the card or to the next one there."""
        card, face = self.current, self.current_face
        if card is None or face is None:
            return
        if face != card.faces.staying[-1 if by > 0 else 0]:
            self.along(by)
            return
        line, column = divmod(self.cards.index(card), self.columns)
        cards = self.cards[line * self.columns : (line + 1) * self.columns]
        if 0 <= column + by < len(cards) and not (beside := cards[column + by]).is_done:
            self._go_to_face(beside, beside.faces.staying[0 if by > 0 else -1])

    def _described(self, card: NewFacesCard) -> str:
        face = self.current_face
        if face is None:
            return ""
        text = self.tr("{name}, new face {place} of {number}").format(
            name=card.question.person.name,
            place=card.faces.staying.index(face) + 1,
            number=len(card.faces.staying),
        )
        is_unsure = face in card.question.doubtful
        return self.tr("{}, worth checking").format(text) if is_unsure else text

    # what is said

    def say_all_right(self) -> None:
        """Confirm the faces of all cards, and go to the first card."""
        self._say_of(self.cards)
        self.go_to_start()

    def _say_right(self) -> None:
        if self.current is not None:
            self._say_of([self.current])

    def _say_of(self, cards: Iterable[NewFacesCard]) -> None:
        """Confirm those faces of these cards that have been visible."""
        seen = [one for one in (card.seen for card in cards) if one.face_ids]
        if seen:
            self.said.emit(answers.confirm(seen))

    def _take_out(self) -> None:
        card, face = self.current, self.current_face
        if card is not None and face is not None:
            self.said.emit(answers.take_out([face], card.question.person))

    def _reject(self, card: NewFacesCard) -> None:
        self.said.emit(answers.take_out(card.seen.face_ids, card.question.person))

    def _open_page(self, question: NewFacesOf) -> None:
        self._menu_links.person_wanted.emit(question.person.id)

    def _look_closer(self, question: NewFacesOf) -> None:
        sheet = NewFacesSheet(self._context, question, parent=self)
        sheet.said.connect(
            lambda right, wrong: self.said.emit(answers.look_over(question, right, wrong))
        )
        sheet.open()

    # the mouse, menus and keys

    def _on_clicked(self, card: NewFacesCard, face_id: str) -> None:
        self.setFocus(Qt.FocusReason.MouseFocusReason)
        self._go_to_face(card, face_id)
        self._take_out()

    def _fill_menu(self, menu: QMenu, card: NewFacesCard, face_id: str) -> None:
        self._go_inside(card, face_id)
        self._menu_links.from_face(
            menu, face_id, photo=self.open_photo, photo_key="O", page_key="P"
        )
        COMMANDS.fill(menu, self, "Del", "Space")

    def _fill_people_menu(self, menu: QMenu, card: NewFacesCard) -> None:
        person = card.question.person
        self._menu_links.to_page(menu, person.id, person.name, "G")
        if not card.is_done:
            menu.addSeparator()
            COMMANDS.fill(menu, self, "Return", "Space")


COMMANDS: Commands[NewFacesBoard] = Commands(
    "New faces",
    Command("Return Enter", "Confirm the person’s faces", NewFacesBoard._say_right, hint="confirm"),
    Command("Ctrl+Return", "Confirm all faces", NewFacesBoard.say_all_right),
    Command("Del Backspace", "Remove the face", NewFacesBoard._take_out, hint="remove", cap="⌫"),
    Command(
        "Space",
        "Look closer",
        lambda board: board.on_question(board._look_closer),
        hint="look closer",
    ),
    UNFOLD,
    Command("O", "Show photo", NewFacesBoard.open_photo, hint="show photo"),
    Command(
        "G",
        "Show the person’s page",
        lambda board: board.on_question(board._open_page),
        hint="show person",
    ),
    UNDO,
    Command("Right", "Next face", lambda board: board._face(1)),
    Command("Left", "Previous face", lambda board: board._face(-1)),
    Command("Down", "Next line", lambda board: board._line(1)),
    Command("Up", "Previous line", lambda board: board._line(-1)),
    Command("PgDown", "Next person", lambda board: board.step(1)),
    Command("PgUp", "Previous person", lambda board: board.step(-1)),
    Command("Home", "First person", NewFacesBoard.go_to_start),
)
