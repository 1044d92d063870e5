"""The photo a face is from, with everybody's boxes; arrow keys go on, Esc goes back."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QCoreApplication, QRectF, Qt
from PySide6.QtGui import (
    QColor,
    QImage,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QResizeEvent,
)
from PySide6.QtWidgets import QAbstractButton, QWidget

from kinfolk.core import faces, people, photos, places, visibility
from kinfolk.core.faces import Face, FacesQuery
from kinfolk.errors import AppError
from kinfolk.gui.base import plain, theme, words
from kinfolk.gui.base.context import Context
from kinfolk.gui.base.keys import Key, KeyTable
from kinfolk.gui.base.shapes import draw_ring
from kinfolk.gui.widgets.overlay import Overlay
from kinfolk.vision.decoders import Decoders

_SIDE = 2048  # pixels of the longer side that are decoded
_MARGIN = 40
_FOOT = 56  # height of the line below the photo
_BUTTON = 44  # pixels, round
_AWAY = 14  # from the window's edge
_GROUND = QColor(12, 11, 10, 252)
_INK = QColor(236, 232, 225)


@dataclass(frozen=True)
class _Scene:
    """What one photo shows."""

    face_id: str
    path: Path
    width: int  # displayed pixels of the whole photo
    height: int
    words: str
    faces: tuple[tuple[Face, str], ...]  # with the person's name, "" for nobody
    image: QImage | None
    problem: str = ""


class _RoundButton(QAbstractButton):
    """An icon on the dark ground, for the pointer: the keys do the same."""

    def __init__(self, icon: str, tip: str, parent: QWidget) -> None:
        super().__init__(parent)
        self._icon = icon
        self.setToolTip(plain.tip(tip))
        self.setAccessibleName(tip)
        self.setFixedSize(_BUTTON, _BUTTON)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(255, 255, 255, 45) if self.underMouse() else QColor(0, 0, 0, 90))
        painter.drawEllipse(self.rect())
        mark = theme.pixmap(self._icon, 20, _INK, self.devicePixelRatioF())
        painter.drawPixmap((_BUTTON - 20) // 2, (_BUTTON - 20) // 2, mark)


class PhotoView(Overlay):
    """Read and decoded on a thread; the photo is never opened for writing."""

    def __init__(
        self, context: Context, face_id: str, *, among: Sequence[str], parent: QWidget
    ) -> None:
        """`among`: the faces the arrow keys go through."""
        super().__init__(parent)
        self._context = context
        self._among = list(among)
        self._face_id = face_id
        self.scene: _Scene | None = None
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAccessibleName(self.tr("Photo"))
        self.close_button = _RoundButton("close", self.tr("Back (Esc)"), self)
        self.before = _RoundButton("back", self.tr("The photo before (Left)"), self)
        self.after = _RoundButton("forward", self.tr("The next photo (Right)"), self)
        self.close_button.clicked.connect(self.accept)
        self.before.clicked.connect(lambda: self._step(-1))
        self.after.clicked.connect(lambda: self._step(1))
        self._load()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if not KEYS.press(self, event):
            super().keyPressEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        self.accept()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        right, middle = self.width() - _BUTTON - _AWAY, (self.height() - _BUTTON) // 2
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
        db, decoders, face_id = self._context.db, self._context.decoders, self._face_id

        def read() -> _Scene:
            with db.read() as session:
                face = faces.get(session, face_id)
                photo = photos.get(session, face.asset_id)
                query = FacesQuery(library_id=face.library_id, asset_id=face.asset_id, limit=200)
                found = faces.page(session, query).data
                owners = people.cards(session, {f.person_id for f in found if f.person_id})
                path = places.readable(session, photo.id)
                waiting = visibility.waiting_faces(session, [f.id for f in found])
            # A box is of the picture that the face was seen in.
            named = tuple((f, _name(owners, f)) for f in found if f.id not in waiting)
            day = words.date_text(photo.taken_at.date()) if photo.taken_at else ""
            lost = words.not_found() if face_id in waiting else ""
            text = " · ".join(part for part in (day, path.name, lost) if part)
            image, problem = _decoded(path, decoders)
            return _Scene(face_id, path, photo.width, photo.height, text, named, image, problem)

        self._context.tasks.run(read, self._on_loaded, owner=self, failed=self._on_failed)

    def _on_loaded(self, scene: _Scene) -> None:
        if scene.face_id == self._face_id:
            self.scene = scene
            self.update()

    def _on_failed(self, error: Exception) -> None:
        if not isinstance(error, AppError):
            raise error
        self.reject()  # the face has gone meanwhile

    # painting

    def foot_text(self, scene: _Scene) -> str:
        """What stands below the photo."""
        if len(self._among) < 2 or self._at < 0:
            return scene.words
        at, number = words.number_text(self._at + 1), words.number_text(len(self._among))
        return f"{scene.words} · " + self.tr("{at} of {number}").format(at=at, number=number)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.fillRect(self.rect(), _GROUND)
        if self.scene is None:
            return
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        painter.setPen(_INK)
        painter.setFont(theme.font(13))
        foot = QRectF(0, self.height() - _FOOT, self.width(), _FOOT)
        painter.drawText(foot, Qt.AlignmentFlag.AlignCenter, self.foot_text(self.scene))
        if self.scene.image is None:
            room = QRectF(self.rect()).adjusted(80, 80, -80, -80)
            flags = Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextWordWrap
            painter.drawText(room, flags, self.scene.problem)
            return
        place = self._place(self.scene)
        painter.drawImage(place, self.scene.image)
        for face, name in self.scene.faces:
            self._draw_box(painter, place, face, name)

    def _place(self, scene: _Scene) -> QRectF:
        """Where the photo lies: as large as the window allows, never enlarged."""
        room = QRectF(self.rect()).adjusted(_MARGIN, _MARGIN, -_MARGIN, -_FOOT)
        scale = min(room.width() / scene.width, room.height() / scene.height, 2.0)
        place = QRectF(0, 0, scene.width * scale, scene.height * scale)
        place.moveCenter(room.center())
        return place

    def _draw_box(self, painter: QPainter, place: QRectF, face: Face, name: str) -> None:
        assert self.scene is not None
        scale = place.width() / self.scene.width
        x, y = place.left() + face.box.x * scale, place.top() + face.box.y * scale
        box = QRectF(x, y, face.box.w * scale, face.box.h * scale).adjusted(-4, -4, 4, 4)
        current = face.id == self.scene.face_id
        draw_ring(painter, box.adjusted(-1, -1, 1, 1), QColor(0, 0, 0, 90), radius=9, width=4)
        colour = theme.DARK.accent if current else "#FFFFFF"
        draw_ring(painter, box, QColor(colour), radius=8, width=3 if current else 1.5)
        if not name:
            return
        painter.setFont(theme.font(12, theme.SEMIBOLD))
        width = painter.fontMetrics().horizontalAdvance(name) + 16
        tag = QRectF(box.center().x() - width / 2, box.bottom() + 6, width, 22)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(0, 0, 0, 170))
        painter.drawRoundedRect(tag, 8, 8)
        painter.setPen(_INK)
        painter.drawText(tag, Qt.AlignmentFlag.AlignCenter, name)


def _name(owners: dict[str, people.Person], face: Face) -> str:
    person = owners.get(face.person_id or "")
    return person.name or "" if person else ""


def _decoded(path: Path, decoders: Decoders) -> tuple[QImage | None, str]:
    try:
        pixels = decoders.load(path, side=_SIDE).pixels
    except FileNotFoundError:
        away = QCoreApplication.translate("photo_view", "{} is away. Its faces are still here.")
        return None, away.format(path.name)
    except (AppError, OSError) as error:
        return None, str(error)
    height, width, _ = pixels.shape
    image = QImage(pixels.tobytes(), width, height, 3 * width, QImage.Format.Format_RGB888)
    return image.copy(), ""  # the copy owns its bytes


KEYS: KeyTable[PhotoView] = KeyTable(
    "A photo",
    Key(("Right",), "The next photo", lambda view: view._step(1), repeats=True),
    Key(("Left",), "The photo before", lambda view: view._step(-1), repeats=True),
    Key(("Esc", "Return", "Enter", "Space"), "Back", lambda view: view.accept()),
)
