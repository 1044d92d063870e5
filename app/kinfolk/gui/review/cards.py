"""The cards of the Review page: which are shown, where the keys are, what is selected."""

from collections.abc import Callable, Iterable, Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QFocusEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from kinfolk.gui.base.thumbs import Thumbs
from kinfolk.gui.faces.people import settled
from kinfolk.gui.review.card import ReviewCard
from kinfolk.recognition.questions.question import Question

SHOWN = 24  # cards at once; more come as these are answered
KEYS = 9  # cards a digit leads to


class ReviewCards(QWidget):
    """What is shown stays in place; what is new comes after it."""

    moved = Signal()  # another card is the current one

    def __init__(
        self, thumbs: Thumbs, describe: Callable[[str], str], parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._thumbs = thumbs
        self._describe = describe
        self._cards: dict[str, ReviewCard] = {}  # by the question's key, in order
        self._key = ""
        self._at = 0  # the current face, by place
        self._selected: set[str] = set()
        self._lines = QVBoxLayout(self)
        self._lines.setContentsMargins(0, 0, 0, 0)
        self._lines.setSpacing(6)
        self._lines.addStretch(1)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAccessibleName(self.tr("Faces to say yes or no to"))

    @property
    def cards(self) -> list[ReviewCard]:
        """In order."""
        return list(self._cards.values())

    @property
    def current(self) -> ReviewCard | None:
        """The card the keys are on."""
        return self._cards.get(self._key)

    @property
    def current_face(self) -> str | None:
        """The face the keys are on; None where the card is answered as a whole."""
        card = self.current
        if card is None or card.is_whole:
            return None
        faces = card.faces.staying
        return faces[min(self._at, len(faces) - 1)] if faces else None

    @property
    def selected(self) -> list[str]:
        """Faces of the current card, in its order."""
        card = self.current
        return [face for face in card.faces.staying if face in self._selected] if card else []

    def show_questions(self, questions: Sequence[Question], *, afresh: bool = False) -> None:
        """Shows the first of them, in their own order where `afresh`."""
        by_key = {question.key: question for question in questions}
        before = list(self._cards)
        keys = list(by_key) if afresh else settled(before, list(by_key))
        self._place({key: by_key[key] for key in keys[:SHOWN]})
        if self._key not in self._cards:
            place = before.index(self._key) if self._key in before else 0
            following = [key for key in before[place:] if key in self._cards]
            earlier = [key for key in before[:place] if key in self._cards]
            self.go_to([*following, *reversed(earlier), *self._cards, ""][0])
        self.mark()

    def _place(self, shown: dict[str, Question]) -> None:
        for key in [key for key in self._cards if key not in shown]:
            gone = self._cards.pop(key)
            self._lines.removeWidget(gone)
            gone.hide()
            gone.deleteLater()
        self._cards = {key: self._cards.get(key) or self.new_card() for key in shown}
        for place, (key, card) in enumerate(self._cards.items()):
            card.show_question(shown[key], place + 1 if place < KEYS else 0)
            if self._lines.indexOf(card) != place:
                self._lines.insertWidget(place, card)
        self._order_tabs()

    def _order_tabs(self) -> None:
        """From card to card, whenever they were made."""
        before: QWidget = self
        for card in self._cards.values():
            for button in (card.accept, card.reject):
                QWidget.setTabOrder(before, button)
                before = button

    def new_card(self) -> ReviewCard:
        """An empty one, which says what happens to it."""
        card = ReviewCard(self._thumbs, self._describe)
        card.faces.fitted.connect(self.mark)
        return card

    @property
    def is_at_start(self) -> bool:
        """Whether the keys have not been used yet."""
        first = next(iter(self._cards), "")
        return self._key in ("", first) and not self._at and not self._selected

    def go_to_start(self) -> None:
        """The first card."""
        self.go_to(next(iter(self._cards), ""))

    def go_to_person(self, person_id: str) -> bool:
        """The first card about somebody; false where there is none."""
        for key, card in self._cards.items():
            if person_id in card.question.about:
                self.go_to(key)
                return True
        return False

    def go_to(self, key: str) -> None:
        """Another card: its first face, nothing selected."""
        self._key, self._at = key, 0
        self._selected.clear()
        self.mark()
        self.moved.emit()

    def step(self, by: int) -> None:
        """So many cards further."""
        keys = list(self._cards)
        if self._key in keys:
            place = max(0, min(len(keys) - 1, keys.index(self._key) + by))
            if keys[place] != self._key:
                self.go_to(keys[place])

    def along(self, by: int) -> None:
        """So many faces further."""
        card, face = self.current, self.current_face
        if card is not None and face is not None:
            place = card.faces.staying.index(face) + by
            self._at = max(0, min(len(card.faces.staying) - 1, place))
            self.mark()

    def toggle(self, face_id: str | None) -> None:
        """Selects a face of the current card, or not any more; the keys are on it from now on."""
        card = self.current
        if card is not None and face_id is not None and face_id in card.faces.staying:
            self._at = card.faces.staying.index(face_id)
            self._selected ^= {face_id}
            self.mark()

    def select(self, face_ids: Iterable[str]) -> None:
        """Exactly these of the current card."""
        self._selected = set(face_ids)
        self.mark()

    def forget(self, faces: Sequence[str]) -> None:
        """These go: the keys are on the first one left after the current face."""
        card, face = self.current, self.current_face
        if card is not None and face is not None:
            staying = card.faces.staying
            before = staying[: staying.index(face)]
            self._at = len([one for one in before if one not in faces])
        self._selected.difference_update(faces)

    def mark(self) -> None:
        """Rings where they belong now."""
        for key, card in self._cards.items():
            is_current = key == self._key
            card.set_current(is_current)
            face = self.current_face if is_current and self.hasFocus() else None
            card.faces.mark(face, self._selected if is_current else ())
        self._describe_place()

    def _describe_place(self) -> None:
        """Where the keys are, for those who hear it."""
        card, face = self.current, self.current_face
        said = card.accessibleName() if card else ""
        if card is not None and face is not None:
            place, number = card.faces.staying.index(face) + 1, len(card.faces.staying)
            text = self.tr("{name}, face {place} of {number}")
            said = text.format(name=said, place=place, number=number)
            if face in self._selected:
                said = self.tr("{}, selected").format(said)
        self.setAccessibleDescription(said)

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.mark()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.mark()
