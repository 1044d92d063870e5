"""The scroll area of the wall: its lists below each other, and what stays in place in them."""

from collections.abc import Iterator
from contextlib import contextmanager

from PySide6.QtCore import QEvent, QSize, QTimer
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QApplication, QLayout, QVBoxLayout, QWidget

from kinfolk.gui.base import theme
from kinfolk.gui.wall.empty import WallEmpty
from kinfolk.gui.wall.lists import GroupList, PeopleList, SingleList, WallList
from kinfolk.gui.widgets.controls import Button, Elided, StillArea, label, row, scrolling
from kinfolk.gui.widgets.edge_scroll import EdgeScroll
from kinfolk.naming.session import NamingSession

ABOVE = 112  # most pixels above a card that was scrolled up as it opened


class WallArea(StillArea):
    """Scroll people, groups and single faces, with a heading over the groups and the faces.

    The card that the user is at keeps its place on the screen while others come and go, and while
    the page is resized.
    """

    def __init__(
        self,
        empty: WallEmpty,
        people: PeopleList,
        groups: GroupList,
        singles: SingleList,
        session: NamingSession,
    ) -> None:
        super().__init__()
        self._people, self._groups, self._singles = people, groups, singles
        self._views: tuple[WallList, ...] = (people, groups, singles)
        self._session = session
        self._room = (0, 0)  # extra pixels above and below, so that an open card can keep its place
        # List, id and distance from the top of the card to keep in sight while resizing
        self._kept: tuple[WallList, str, int] | None = None
        self._window_size = QSize()
        self.resized = QTimer(self, singleShot=True, interval=0)
        self.resized.timeout.connect(self._on_resized)
        self.name_link = Button(self.tr("Name them one by one"), "link")
        self._groups_caption = label("", "caption", tone="muted")
        self._groups_title = QWidget()
        self._singles_caption = Elided("caption", tone="muted")
        self._singles_title = QWidget()
        self._lists = QWidget()
        self._inside = QVBoxLayout(self._lists)
        self._lay_out(empty)
        scrolling(self._lists, area=self)
        EdgeScroll(self, *(each.viewport() for each in self._views))

    def _lay_out(self, empty: WallEmpty) -> None:
        people, singles = self._people, self._singles
        title = label(self.tr("Unnamed groups"), "heading")
        parts, margins = (self._groups_caption, None, self.name_link), (0, 4, people.overhang, 12)
        self._groups_title.setLayout(row(title, *parts, margins=margins))
        title = label(self.tr("Single faces"), "heading")
        heading = row(title, self._singles_caption, margins=(0, 12, 0, 10), grow=1)
        self._singles_title.setLayout(heading)
        # The cards of single faces have another gap, and end at the same margin.
        close = row(singles, people.overhang - singles.overhang, spacing=0)
        self._inside.setSpacing(0)
        for part in (empty, people, self._groups_title, self._groups, self._singles_title):
            self._inside.addWidget(part)
        self._inside.addLayout(close)
        self._inside.addStretch(1)
        for each in (self._groups_title, self._singles_title):
            each.hide()

    def show_groups(self, caption: str, *, has_title: bool, has_link: bool) -> None:
        """Show the heading of the groups, with a link to where they get their names, or hide it."""
        self._groups_title.setVisible(has_title)
        self._groups_caption.setText(caption)
        self.name_link.setVisible(has_link)

    def show_singles(self, caption: str, *, has_title: bool) -> None:
        """Show the heading of the single faces, or hide it."""
        self._singles_title.setVisible(has_title)
        self._singles_caption.setText(caption)

    # the card that the user is at

    @property
    def is_typing(self) -> bool:
        """Whether a card is open, which nothing may move."""
        return self._session.open is not None

    @property
    def open_card(self) -> tuple[GroupList, str] | None:
        """The list and the group id of the open card, or None."""
        for cards in (self._groups, self._singles):
            if (group_id := cards.naming.open_id) is not None:
                return cards, group_id
        return None

    def close_card(self) -> None:
        """Close the open card, leaving its text on it."""
        for cards in (self._groups, self._singles):
            cards.naming.leave()

    def _at(self) -> tuple[WallList, str] | None:
        """Return the card the user is at; on a page that is not scrolled only an open one.

        At the top new people are meant to show, so nothing is kept in place there.
        """
        is_scrolled = self.verticalScrollBar().value() > 0
        return self._in_sight(self.viewport().height()) if is_scrolled else self.open_card

    def _in_sight(self, height: int) -> tuple[WallList, str] | None:
        """Return the open card, else the current one or the first in sight.

        `height` is the visible part. At the top, the first card does not count: there the page
        begins with it, and Qt makes it current as soon as its list has the focus.
        """
        if (at := self.open_card) is not None:
            return at
        bar = self.verticalScrollBar()
        least = 0 if bar.value() else 1
        for view in sorted(self._views, key=lambda each: not each.hasFocus()):
            current = view.currentIndex().row() if view.hasFocus() else -1
            for place in (current, view.row_below(bar.value() - view.y())):
                if least <= place < view.people.rowCount():
                    top = view.y() + view.cell_rect(place).top() - bar.value()
                    if 0 <= top < height:
                        return view, view.people.ids[place]
        return None

    def _place_of(self, view: WallList, person_id: str) -> int:
        """Return how far down the page a card begins, in pixels."""
        return view.y() + view.cell_rect(view.people.row_of(person_id)).top()

    # what keeps it in place

    @contextmanager
    def keeping_place(self) -> Iterator[None]:
        """Keep the card that the user is at in place on the screen while the lists change."""
        at = self._at()
        place = self._place_of(*at) - self.verticalScrollBar().value() if at else 0
        yield  # Qt scrolls on its own if the page has become shorter
        self.lay_out_now()
        if at is None or at[0].people.row_of(at[1]) < 0:
            return
        self._scroll_to(self._place_of(*at) - place)

    def keep_high(self) -> None:
        """Scroll the open card into the upper half, so that its list has room below."""
        at, bar, half = self.open_card, self.verticalScrollBar(), self.viewport().height() // 2
        if at is None:
            return
        place, cell = self._place_of(*at), at[0].cell_rect(at[0].people.row_of(at[1]))
        if place - bar.value() + cell.height() > half:
            self._scroll_to(place - min(ABOVE, half // 4))

    def give_up_room(self) -> None:
        """Remove the extra room that an open card had, because it is closed."""
        if any(self._room) and not self.is_typing:
            self._room = (0, 0)
            self._fit_margins()

    def _scroll_to(self, wanted: int) -> None:
        """Scroll to this position, for an open card even beyond the end of the page."""
        bar = self.verticalScrollBar()
        if self.is_typing and not 0 <= wanted <= bar.maximum():
            above, below = self._room
            short = wanted + self.viewport().height() - self._inside.minimumSize().height()
            self._room = (above + max(0, -wanted), below + max(0, short))
            self._fit_margins()
            self.lay_out_now()
        bar.setValue(wanted)

    def lay_out_now(self) -> None:
        """Lay out the page now, from inside out.

        Qt would report a new height only some events later.
        """
        for layout in reversed(self._lists.findChildren(QLayout)):
            layout.activate()
        QApplication.sendEvent(self, QEvent(QEvent.Type.LayoutRequest))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Keep cards in sight when the page is resized by the user, and the open card in place."""
        window, self._window_size = self._window_size, self.window().size()
        # Otherwise only the strip below the page has come or gone
        is_by_hand = window != self._window_size
        if is_by_hand or event.size().width() != event.oldSize().width():
            self._keep_in_sight(event.oldSize().height())
        place = self.verticalScrollBar().value()
        self._fit_margins()
        if self.is_typing:  # keep the open card in place
            self.lay_out_now()
            self._scroll_to(place)
        super().resizeEvent(event)

    def _keep_in_sight(self, height: int) -> None:
        """Remember the card in sight before the lists follow the new size."""
        at = self._in_sight(height)
        if self._kept is None and at is not None:
            self._kept = *at, self._place_of(*at) - self.verticalScrollBar().value()
        self.resized.start()

    def _on_resized(self) -> None:
        """Scroll the remembered card back to its place, once the lists have their new size."""
        kept, self._kept = self._kept, None
        if kept is None or kept[0].people.row_of(kept[1]) < 0:
            return
        if self.open_card not in (None, kept[:2]):
            return  # another card was opened in the meantime
        view, who, place = kept
        self.lay_out_now()
        height = view.gridSize().height() + view.below
        place = max(0, min(place, self.viewport().height() - height))
        self._scroll_to(self._place_of(view, who) - place)

    def _fit_margins(self) -> None:
        """Keep the cards at the page's margins with and without a scroll bar."""
        bar = max(0, self.width() - self.viewport().width())
        right = max(0, theme.MARGIN - bar - self._people.overhang)
        above, below = self._room
        self._inside.setContentsMargins(theme.MARGIN, 10 + above, right, 20 + below)
