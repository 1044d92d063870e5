"""Suggested faces, each with buttons for yes and no, and a row of them."""

from collections.abc import Callable, Collection, Sequence
from functools import partial
from itertools import zip_longest

from PySide6.QtCore import QPoint, QRectF, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from kinfolk.core.people.review import Answer
from kinfolk.gui.base import plain_text
from kinfolk.gui.base.context import Context
from kinfolk.gui.faces.delegate import RADIUS
from kinfolk.gui.faces.model import Mark
from kinfolk.gui.tiles.layout import OUTSIDE
from kinfolk.gui.verdicts.faces import CardFaces
from kinfolk.gui.widgets import controls
from kinfolk.gui.widgets.controls import Button, Part, column, draw_focus, row, shows_focus
from kinfolk.recognition.questions.question import Question
from kinfolk.recognition.questions.reads import FACES

TILE = 86  # pixels
WIDTH, HEIGHT = TILE + 2 * OUTSIDE, TILE + OUTSIDE + 8 + 24
GAP = 2  # between faces


class SuggestedFace(CardFaces):
    """Show a face that may be a person's, over two small buttons; hidden while it has no face.

    A click, or Enter, means its photo.
    """

    answered = Signal(str, object)  # face id, and Answer.YES or Answer.NO

    def __init__(self, context: Context) -> None:
        super().__init__(context, side=TILE)
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


class SuggestedRow(QWidget):
    """Show the faces of a question side by side, each with a yes and a no."""

    answered = Signal(object, object, object)  # the Question, face ids, Answer
    faded = Signal()  # a face that was answered has faded

    def __init__(self, context: Context, *heading: Part, after: Sequence[Part]) -> None:
        """Put `heading` above the faces, then the button that accepts them, then `after`."""
        super().__init__()
        self._context = context
        self._question: Question | None = None
        self._likely: Collection[str] = ()
        self.accept = Button("", clicked=self._on_accept)
        self.faces = [SuggestedFace(context) for _ in range(FACES)]
        for face in self.faces:
            face.answered.connect(lambda face_id, answer: self._say([face_id], answer))
            face.clicked.connect(self._on_opened)
            face.menu_wanted.connect(self._on_menu)
            face.fading.finished.connect(self.faded)
        top = row(OUTSIDE, *heading, None, self.accept, *after)
        self.setLayout(column(top, row(*self.faces, None, spacing=GAP), spacing=8 - OUTSIDE))

    def ask(
        self,
        question: Question | None,
        shown: Sequence[str],
        likely: Collection[str],
        *,
        texts: Sequence[str] = (),
    ) -> None:
        """Ask about the faces `shown`; the button accepts those that are likely."""
        self._question, self._likely = question, likely
        name = question.person.name or "" if question else ""
        for face, face_id, text in zip_longest(self.faces, shown, texts):
            face.show_face(face_id, name, text or "", is_maybe=face_id not in likely)
        self.accept.setVisible(bool(likely))

    @property
    def shown(self) -> list[str]:
        return [face_id for face in self.faces for face_id in face.shown]

    @property
    def is_fading(self) -> bool:
        """Whether an answered face is still fading."""
        return any(face.fading.is_running for face in self.faces)

    def fade(self, face_ids: Collection[str]) -> None:
        for face in self.faces:
            if going := [face_id for face_id in face.shown if face_id in face_ids]:
                face.fade(going)

    def _on_accept(self) -> None:
        """Accept the likely faces that were not answered yet."""
        staying = [face_id for face in self.faces for face_id in face.staying]
        self._say([face_id for face_id in staying if face_id in self._likely], Answer.YES)

    def _say(self, face_ids: Sequence[str], answer: Answer) -> None:
        if face_ids:
            self.answered.emit(self._question, tuple(face_ids), answer)

    def _on_opened(self, face_id: str) -> None:
        self._context.menu_links.show_photo(face_id, self.shown, self)

    def _on_menu(self, face_id: str, at: QPoint) -> None:
        here = self._question.person.id if self._question else None
        menu = controls.passing_menu(self)
        show = partial(self._on_opened, face_id)
        self._context.menu_links.from_face(menu, face_id, photo=show, here=here)
        menu.popup(at)
