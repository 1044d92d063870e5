"""The column of cards on the page Review."""

from collections.abc import Callable, Mapping

from PySide6.QtWidgets import QVBoxLayout, QWidget

from kinfolk.gui.review.card import ReviewCard
from kinfolk.recognition.questions.question import Question

KEYS = 9  # number of cards that a digit leads to


class ReviewCards:
    """Keeps a card widget for each shown question, as long as that is shown."""

    def __init__(self, inside: QWidget, make: Callable[[], ReviewCard]) -> None:
        self._inside = inside
        self._make = make
        self.by_key: dict[str, ReviewCard] = {}  # by the key of the question, in order
        self._lines = QVBoxLayout(inside)
        self._lines.setContentsMargins(0, 0, 0, 0)
        self._lines.setSpacing(6)
        self._lines.addStretch(1)

    def show(self, shown: Mapping[str, Question]) -> None:
        """Show exactly these questions by key, in this order."""
        for key in [key for key in self.by_key if key not in shown]:
            gone = self.by_key.pop(key)
            self._lines.removeWidget(gone)
            gone.hide()
            gone.deleteLater()
        cards = {key: self.by_key.get(key) or self._make() for key in shown}
        for place, (key, card) in enumerate(cards.items()):
            card.show_question(shown[key], place + 1 if place < KEYS else 0)
        # Set only now, when all cards know their questions: moving them may emit signals
        self.by_key = cards
        for place, card in enumerate(cards.values()):
            if self._lines.indexOf(card) != place:
                self._lines.insertWidget(place, card)
        self._order_tabs()

    def _order_tabs(self) -> None:
        """Set the Tab order from card to card, in whatever order they were made."""
        before = self._inside
        for card in self.by_key.values():
            for button in (card.why, card.accept, card.reject):
                QWidget.setTabOrder(before, button)
                before = button
