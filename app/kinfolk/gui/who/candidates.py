"""A list of people, to choose one of them with the pointer or with the keys of a field above."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QListView

from kinfolk.core.people.people import Card, Load, Person
from kinfolk.gui.base import theme
from kinfolk.gui.base.theme import Tokens
from kinfolk.gui.base.thumbs import Thumbs
from kinfolk.gui.faces.people import CARD, PeopleModel
from kinfolk.gui.who.rows import PersonRows, Shape, photo_count


class Candidates(QListView):
    """Show people as rows; one of them may be marked."""

    def __init__(
        self,
        thumbs: Thumbs,
        load: Load,
        shape: Shape,
        *,
        name: str,
        said: Callable[[Person], str] = photo_count,
        look: Callable[[], Tokens] = theme.tokens,
    ) -> None:
        """`load` reads cards by id, `name` is for screen readers; the rest is of `PersonRows`."""
        super().__init__()
        self.setAccessibleName(name)
        self.people = PeopleModel(load, self)
        self.setModel(self.people)
        self._rows = PersonRows(thumbs, self, shape, said=said, look=look)
        self.setItemDelegate(self._rows)
        self.setUniformItemSizes(True)
        self.setMouseTracking(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        thumbs.ready.connect(self.viewport().update)

    @property
    def marked(self) -> Person | None:
        card: Card | None = self.currentIndex().data(CARD)
        return card.person if card else None

    def show_people(self, ids: Sequence[str], *, typed: str = "", marked: int = -1) -> None:
        """Show these people from the top, the typed letters in bold; mark the one of this row."""
        self._rows.typed = typed
        self.people.sync(ids)
        self.setVisible(bool(ids))
        self.setCurrentIndex(self.people.index(marked))
        if marked < 0:
            self.scrollToTop()

    def step(self, key: Qt.Key) -> None:
        """Move the mark as an arrow key does, which was pressed in the field above."""
        none = Qt.KeyboardModifier.NoModifier
        self.keyPressEvent(QKeyEvent(QEvent.Type.KeyPress, key, none))
