"""A suggested face with buttons for yes and no."""

from collections.abc import Callable

from PySide6.QtCore import QRectF, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from kinfolk.core.people.review import Answer
from kinfolk.gui.base import plain_text
from kinfolk.gui.base.thumbs import Thumbs
from kinfolk.gui.faces.delegate import RADIUS
from kinfolk.gui.faces.model import Mark
from kinfolk.gui.tiles.layout import OUTSIDE
from kinfolk.gui.verdicts.faces import CardFaces
from kinfolk.gui.widgets.controls import Button, column, draw_focus, row, shows_focus

# Pixels.
TILE = 86
WIDTH, HEIGHT = TILE + 2 * OUTSIDE, TILE + OUTSIDE + 8 + 24


class SuggestedFace(CardFaces):
    """Show a face that may be a person's, over two small buttons; hidden while it has no face.

    A click, or Enter, means its photo.
    """

    answered = Signal(str, object)  # face id, and Answer.YES or

    def __init__(
        self, thumbs: Thumbs, describe: Callable[[str], str], parent: QWidget | None = None
    ) -> None:
        super().__init__(thumbs, describe, side=TILE, parent=parent)
        self.yes = AnswerButton("check", "accent", clicked=lambda: self._say(Answer.YES))
        self.no = AnswerButton("close", "danger", clicked=lambda: self._say(Answer.NO))
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setFixedSize(WIDTH, HEIGHT)
        buttons = row(OUTSIDE, self.yes, self.no, OUTSIDE, spacing=4)
        self.setLayout(column(TILE + OUTSIDE + 8, buttons, spacing=0))

    def show_face(
        self, face_id: str | None, name: str, text: str = "", *, is_maybe: bool = False
    ) -> None:
        """Show this face, or hide the tile for None; `name` is in the tips of the buttons.

        `text` is written on the face; `is_maybe` marks it as less certain than others.
        """
        faces = [face_id] if face_id else []
        self.mark(Mark.MAYBE, faces if is_maybe else ())
        self.show_faces(faces, texts=[text for _ in faces])
        self.setAccessibleName(self.tr("A face that may be {}").format(name))
        self.yes.say(self.tr("This is {}").format(name))
        self.no.say(self.tr("This is not {}").format(name))
        self.setVisible(face_id is not None)

    def _say(self, answer: Answer) -> None:
        """Emit `answered`, unless the face is answered already."""
        for face_id in self.staying:
            self.answered.emit(face_id, answer)

    def _fit(self) -> None:
        """Keep the size, which has room for the buttons, too."""

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Treat Enter or Space as a click."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space) and self.shown:
            self.clicked.emit(self.shown[0])
        else:
            super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if shows_focus(self):
            draw_focus(QPainter(self), QRectF(self._tile(0)), RADIUS, inset=1)


class AnswerButton(Button):
    """Show a small button with a tinted icon."""

    _icon_size = 12

    def __init__(self, sign: str, token: str, *, clicked: Callable[[], object]) -> None:
        self._token = token
        super().__init__("", icon=sign, clicked=clicked)
        self.setProperty("small", True)

    def say(self, text: str) -> None:
        """Set the tip and the accessible name."""
        self.setToolTip(plain_text.tip(text))
        self.setAccessibleName(text)

    def _icon_token(self) -> str:
        return self._token
