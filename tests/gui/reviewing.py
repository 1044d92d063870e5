"""The window on a library with open questions, and what tests do to it."""

from PySide6.QtCore import QPoint, Qt
from pytestqt.qtbot import QtBot

from kinfolk.core.people.review import Answer
from kinfolk.gui.base.context import Context
from kinfolk.gui.dialogs.person_chooser import PersonChooser
from kinfolk.gui.review.card import TILE, ReviewCard
from kinfolk.gui.review.page import ReviewPage
from kinfolk.gui.shell.window import Window
from kinfolk.gui.verdicts.faces import GAP, CardFaces
from tests.album import Album, Dump
from tests.gui.hands import LEFT, PLAIN, Key, click, heard, press, until, write
from tests.gui.windows import closed, there
from tests.past_answers import answered

LONG = 3_600_000  # milliseconds that a fade lasts with the fixture `slow_fades`


def end(fading: CardFaces) -> None:
    """End a fade that would not end by itself."""
    fading.fading.setCurrentTime(LONG)


class Reviewed:
    """The window on a library in which Dora has three likely faces and Ben two.

    The window is there between `open` and `close`.
    """

    def __init__(self, qtbot: QtBot, context: Context, album: Album) -> None:
        self.qtbot, self.context, self.album = qtbot, context, album
        self.owner = album.owner
        self.dora = self.album.person("Dora", near=0, faces=1)
        self.ben = self.album.person("Ben", near=1, faces=1)
        self.faces = self.album.lookalikes(0, 3)
        self.bens = self.album.lookalikes(1, 2)
        self._window: Window | None = None

    def open(self) -> ReviewPage:
        """Show the window on Review, wait until it is at rest, and return the page."""
        self._window = Window(self.context)
        self.window.resize(1280, 820)
        self.window.show()
        self.qtbot.waitExposed(self.window)
        self.window.pages.show_review()
        self.settle()
        until(lambda: all(card.isVisible() for card in self.page.board.cards))
        return self.window.review

    def close(self) -> None:
        """Close the window."""
        if self._window is not None:
            closed(self._window)
            self._window = None

    @property
    def window(self) -> Window:
        """The window, as long as it is open."""
        return there(self._window)

    @property
    def page(self) -> ReviewPage:
        """The page Review of the window."""
        return self.window.review

    def settle(self) -> None:
        """Wait until no question is asked for and no card is fading."""
        until(lambda: not self.context.review.is_busy and not self.page.board.is_fading)

    def wait_for_pictures(self) -> None:
        """Wait for the pictures that were asked for when the page was painted."""
        self.page.board.grab()
        wishes = self.context.thumbs._wishes
        until(lambda: not (wishes._open or wishes._taken))

    def key(self, *keys: Qt.Key, held: Qt.KeyboardModifier = PLAIN) -> None:
        """Press keys on the page."""
        press(*keys, held=held, on=self.page.board)

    def answer(self, key: Qt.Key) -> None:
        """Press a key that answers, and wait for the write."""
        heard(self.context.bus.changed, lambda: self.key(key))

    def take_back(self, before: Dump) -> None:
        """Undo the newest step by the page's key: the library is as it was."""
        self.answer(Key.Key_U)
        assert self.album.dump() == before
        self.settle()

    def give(self, letters: str) -> None:
        """Press M and give the faces to the person that these letters find."""
        self.key(Key.Key_M)
        (chooser,) = self.page.window().findChildren(PersonChooser)
        write(letters, on=chooser.search)
        heard(self.context.bus.changed, lambda: press(Key.Key_Return, on=chooser.search))

    def card(self, place: int) -> ReviewCard:
        """Return the card at that place of the page."""
        return self.page.board.cards[place]

    def at(self, name: str) -> ReviewCard:
        """Go to the card of that name, and return it."""
        card = next(each for each in self.page.board.cards if each.accessibleName() == name)
        self.page.board.go_to(card.question.key)
        return card

    def whole(self) -> ReviewCard:
        """Go to the card of a group or a pair, and return it."""
        card = next(each for each in self.page.board.cards if each.is_whole)
        self.page.board.go_to(card.question.key)
        return card

    def shown(self) -> dict[str, list[str]]:
        """Return the faces that each card shows, by the card's accessible name."""
        return {card.accessibleName(): list(card.faces.shown) for card in self.page.board.cards}

    def wait_for(self, shown: dict[str, list[str]]) -> None:
        """Wait until the cards show exactly these faces."""
        until(lambda: self.shown() == shown)

    def said(self, person_id: str) -> list[tuple[str | None, str | None, Answer]]:
        """Return the answers about a person, each with its face or other person."""
        found = self.album.ask(answered, person_id)
        return [(one.face_id, one.other_id, one.answer) for one in found]

    @staticmethod
    def place(number: int) -> QPoint:
        """Return the middle of a card's face, counted from the left."""
        return QPoint(4 + number * (TILE + GAP) + TILE // 2, 4 + TILE // 2)

    def click(self, card: ReviewCard, place: int, *, double: bool = False) -> None:
        """Click or double-click a face of a card."""
        at = self.place(place)
        if double:
            self.qtbot.mouseDClick(card.faces, LEFT, pos=at)
        else:
            click(card.faces, at)
