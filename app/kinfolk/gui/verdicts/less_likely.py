"""The button that shows less likely suggestions, or hides them again."""

from kinfolk.gui.base import words
from kinfolk.gui.base.review_queue import ReviewQueue
from kinfolk.gui.widgets.controls import Button


class LessLikely(Button):
    """Ask for less likely suggestions on every page, and say how many there are here."""

    def __init__(self, queue: ReviewQueue) -> None:
        super().__init__("", "quiet", clicked=self._turn)
        self._queue = queue
        self.hide()

    def offer(self, number: int, *, is_shown: bool = True) -> None:
        """Offer this number of them; hide the button if there are none."""
        show = self.tr("Show less likely ones ({})").format(words.number_text(number))
        wanted = self._queue.wants_less_likely
        self.setText(self.tr("Hide less likely ones") if wanted else show)
        self.setVisible(is_shown and number > 0)

    def _turn(self) -> None:
        self._queue.want_less_likely(not self._queue.wants_less_likely)
