"""The photo a face is from, with everybody's boxes; arrow keys go on, Esc goes back."""

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QWidget

from kinfolk.errors import AppError
from kinfolk.gui.base import theme, words
from kinfolk.gui.base.context import Context
from kinfolk.gui.base.keys import Key, KeyTable
from kinfolk.gui.photo.round_button import SIDE, RoundButton
from kinfolk.gui.photo.scene import GROUND, INK, Scene, draw_scene, read_scene
from kinfolk.gui.widgets.overlay import Overlay

_MARGIN = 40
_FOOT = 56  # height of the line below the photo
_AWAY = 14  # from the window's edge


class PhotoView(Overlay):
    """Read and decoded on a thread; the photo is never opened for writing.

    The keyboard comes back: a name that is being typed stays so meanwhile.
    """

    TAKES_KEYS = Qt.FocusReason.PopupFocusReason

    def __init__(
        self,
        context: Context,
        face_id: str,
        *,
        among: Sequence[str],
        parent: QWidget,
        held: Qt.Key | None = None,
    ) -> None:
        """`among`: the faces the arrow keys go through; `held`: goes when this key is let go."""
        super().__init__(parent)
        self._held = held
        self._context = context
        self._among = list(among)
        self._face_id = face_id
        self.scene: Scene | None = None
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAccessibleName(self.tr("Photo"))
        self.close_button = RoundButton("close", self.tr("Back (Esc)"), self)
        self.before = RoundButton("back", self.tr("The photo before (Left)"), self)
        self.after = RoundButton("forward", self.tr("The next photo (Right)"), self)
        self.close_button.clicked.connect(self.accept)
        self.before.clicked.connect(lambda: self._step(-1))
        self.after.clicked.connect(lambda: self._step(1))
        self._load()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if not KEYS.press(self, event):
            super().keyPressEvent(event)

    def keyReleaseEvent(self, event: QKeyEvent) -> None:
        if event.key() == self._held and not event.isAutoRepeat():
            self.accept()
        else:
            super().keyReleaseEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        self.accept()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        right, middle = self.width() - SIDE - _AWAY, (self.height() - SIDE) // 2
        self.close_button.move(right, _AWAY)
        self.before.move(_AWAY, middle)
        self.after.move(right, middle)

    @property
    def _at(self) -> int:
        """Which of the faces to go through it is, -1 for none of them."""
        return self._among.index(self._face_id) if self._face_id in self._among else -1

    def _step(self, by: int) -> None:
        if self._at >= 0 and 0 <= self._at + by < len(self._among):
            self._face_id = self._among[self._at + by]
            self._load()

    def _load(self) -> None:
        self.before.setVisible(self._at > 0)
        self.after.setVisible(0 <= self._at < len(self._among) - 1)
        context, face_id = self._context, self._face_id
        read = partial(read_scene, context, face_id)
        self._context.tasks.run(read, self._on_loaded, owner=self, failed=self._on_failed)

    def _on_loaded(self, scene: Scene) -> None:
        if scene.face_id == self._face_id:
            self.scene = scene
            self.update()

    def _on_failed(self, error: Exception) -> None:
        if not isinstance(error, AppError):
            raise error
        self.reject()  # the face has gone meanwhile

    # painting

    def foot_text(self, scene: Scene) -> str:
        """What stands below the photo."""
        if len(self._among) < 2 or self._at < 0:
            return scene.words
        at, number = words.number_text(self._at + 1), words.number_text(len(self._among))
        return f"{scene.words} · " + self.tr("{at} of {number}").format(at=at, number=number)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.fillRect(self.rect(), GROUND)
        if self.scene is None:
            return
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        painter.setPen(INK)
        painter.setFont(theme.font(13))
        foot = QRectF(0, self.height() - _FOOT, self.width(), _FOOT)
        painter.drawText(foot, Qt.AlignmentFlag.AlignCenter, self.foot_text(self.scene))
        room = QRectF(self.rect()).adjusted(_MARGIN, _MARGIN, -_MARGIN, -_FOOT)
        draw_scene(painter, room, self.scene)


KEYS: KeyTable[PhotoView] = KeyTable(
    "A photo",
    Key(("Right",), "The next photo", lambda view: view._step(1), repeats=True),
    Key(("Left",), "The photo before", lambda view: view._step(-1), repeats=True),
    Key(("Esc", "Return", "Enter", "Space"), "Back", lambda view: view.accept()),
)
