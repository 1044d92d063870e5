"""The view that shows why a face may be a person's: its photo beside one of theirs."""

from collections.abc import Sequence
from dataclasses import replace
from functools import partial

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QMouseEvent, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QWidget

from kinfolk.errors import AppError
from kinfolk.gui.base import theme
from kinfolk.gui.base.commands import Command, Commands
from kinfolk.gui.base.context import Context
from kinfolk.gui.base.painted_text import write_line
from kinfolk.gui.base.shapes import smooth
from kinfolk.gui.photo.dark_view import SIDE, DarkView
from kinfolk.gui.photo.scene import GROUND, INK, Scene, ScenePicture, draw_scene, drawn, read_scene
from kinfolk.recognition.suggestion import Alike, Likeness

_EDGE, _BETWEEN = 28, 16  # pixels around the photos, and half the distance between them
_TOP, _FOOT = 66, 84  # pixels above the photos, and below them


class WhyView(DarkView):
    """Show the photo of the face asked about at the left, and at the right photos of the person.

    Arrow keys lead through the person's faces, the most alike first.
    """

    def __init__(
        self, context: Context, face_id: str, *, name: str, beside: Sequence[Alike], parent: QWidget
    ) -> None:
        """`beside` are faces of the person called `name` ("" for a child without one)."""
        super().__init__(context, parent, COMMANDS)
        self._face_id = face_id
        self._name = name
        self._beside = beside
        self._at = 0
        self.scenes: dict[str, Scene] = {}  # the scenes read so far, by face id
        self.setAccessibleName(self.title)
        self._read(face_id)
        self._show()

    @property
    def title(self) -> str:
        """Whom the face is compared with; no question, since the card takes the answer."""
        if not self._name:
            return self.tr("Compare the faces")
        return self.tr("Compare with {}").format(self._name)

    @property
    def shown(self) -> Alike:
        """The person's face that is shown."""
        return self._beside[self._at]

    def mousePressEvent(self, event: QMouseEvent) -> None:
        self.accept()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        right, middle = self.width() - SIDE - 14, (self.height() - SIDE) // 2
        self.close_button.move(right, 14)
        self.after.move(right, middle)
        self.before.move(self.width() // 2 + _BETWEEN - SIDE // 2, middle)

    def _step(self, by: int) -> None:
        """Show another face of the person."""
        at = max(0, min(len(self._beside) - 1, self._at + by))
        if at != self._at:
            self._at = at
            self._show()

    def _show(self) -> None:
        self.before.setVisible(self._at > 0)
        self.after.setVisible(self._at < len(self._beside) - 1)
        self._read(self.shown.face_id)
        self.setAccessibleDescription(self.likeness_text())
        self.update()

    def _read(self, face_id: str) -> None:
        """Read the scene of a face, unless it was read already."""
        if face_id not in self.scenes:
            read = partial(read_scene, self._context, face_id)
            self._context.tasks.run(read, self._on_read, owner=self, failed=self._on_failed)

    def _on_read(self, scene: Scene) -> None:
        self.scenes[scene.face_id] = scene
        self.update()
        if scene.picture.is_passing:
            draw = partial(drawn, scene, self._context.decoders)
            done = partial(self._on_drawn, scene)
            self._context.tasks.run(draw, done, owner=self)

    def _on_drawn(self, scene: Scene, picture: ScenePicture) -> None:
        self.scenes[scene.face_id] = replace(scene, picture=picture)
        self.update()

    def _on_failed(self, error: Exception) -> None:
        if not isinstance(error, AppError):
            raise error
        self.reject()  # one of the faces does not exist any more

    # painting

    def likeness_text(self) -> str:
        """Say how alike the two faces are."""
        text = {
            Likeness.MUCH: self.tr("These two faces look very alike"),
            Likeness.SOME: self.tr("These two faces look somewhat alike"),
            Likeness.LITTLE: self.tr("These two faces don’t look much alike"),
        }[self.shown.likeness]
        if len(self._beside) == 1:
            return text
        return f"{text} · {self.at_text(self._at, len(self._beside))}"

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.fillRect(self.rect(), GROUND)
        smooth(painter)
        middle = Qt.AlignmentFlag.AlignHCenter
        head = QRectF(SIDE, 0, self.width() - 2 * SIDE, _TOP)
        write_line(painter, head, self.title, theme.font(20, theme.BOLD), INK, side=middle)
        half = self.width() / 2
        left = QRectF(_EDGE, _TOP, half - _EDGE - _BETWEEN, self.height() - _TOP - _FOOT)
        self._draw(painter, left, self._face_id, self.tr("The face in question"))
        right = left.translated(half + _BETWEEN - _EDGE, 0)
        self._draw(painter, right, self.shown.face_id, self._name)
        foot = QRectF(_EDGE, self.height() - 44, self.width() - 2 * _EDGE, 28)
        strong = theme.font(14, theme.SEMIBOLD)
        write_line(painter, foot, self.likeness_text(), strong, INK, side=middle)

    def _draw(self, painter: QPainter, room: QRectF, face_id: str, whose: str) -> None:
        """Draw a photo, and below it whose face it is, when and where it was taken."""
        scene = self.scenes.get(face_id)
        if scene is not None:
            draw_scene(painter, room, scene)
            whose = f"{whose} · {scene.words}"
        line = QRectF(room.left(), room.bottom() + 8, room.width(), 24)
        middle = Qt.AlignmentFlag.AlignHCenter
        write_line(painter, line, whose, theme.font(13), INK, side=middle)


COMMANDS: Commands[WhyView] = Commands(
    "Why this suggestion",
    Command("Right", "Next face of this person", lambda view: view._step(1)),
    Command("Left", "Previous face", lambda view: view._step(-1)),
    Command("Esc Return Enter Space", "Back", WhyView.accept),
)
