"""What a photo shows, with everybody's boxes: read on a thread, drawn into a room."""

from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QCoreApplication, QRectF, Qt
from PySide6.QtGui import QColor, QImage, QPainter

from kinfolk.core import faces, people, photos, places, visibility
from kinfolk.core.faces import Face, FacesQuery
from kinfolk.errors import AppError
from kinfolk.gui.base import theme, words
from kinfolk.gui.base.context import Context
from kinfolk.gui.base.shapes import draw_ring
from kinfolk.vision.decoders import Decoders

SIDE = 2048  # pixels of the longer side that are decoded
GROUND = QColor(12, 11, 10, 252)
INK = QColor(236, 232, 225)


@dataclass(frozen=True)
class Scene:
    """What one photo shows, around one of its faces."""

    face_id: str
    path: Path
    width: int  # displayed pixels of the whole photo
    height: int
    words: str
    faces: tuple[tuple[Face, str], ...]  # with the person's name, "" for nobody
    image: QImage | None
    problem: str = ""


def read_scene(context: Context, face_id: str) -> Scene:
    """For any thread; NotFound if the face has gone. The photo is never opened for writing."""
    with context.db.read() as session:
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
    placed = words.placed_by_machine() if face.is_placed and _name(owners, face) else ""
    text = " · ".join(part for part in (day, path.name, lost, placed) if part)
    image, problem = _decoded(path, context.decoders)
    return Scene(face_id, path, photo.width, photo.height, text, named, image, problem)


def draw_scene(painter: QPainter, room: QRectF, scene: Scene) -> None:
    """The photo as large as the room allows, hardly enlarged; else in words what is wrong."""
    painter.setPen(INK)
    painter.setFont(theme.font(13))
    if scene.image is None:
        flags = Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextWordWrap
        painter.drawText(room.adjusted(40, 40, -40, -40), flags, scene.problem)
        return
    scale = min(room.width() / scene.width, room.height() / scene.height, 2.0)
    place = QRectF(0, 0, scene.width * scale, scene.height * scale)
    place.moveCenter(room.center())
    painter.drawImage(place, scene.image)
    for face, name in scene.faces:
        _draw_box(painter, place, scene, face, name)


def _draw_box(painter: QPainter, place: QRectF, scene: Scene, face: Face, name: str) -> None:
    scale = place.width() / scene.width
    x, y = place.left() + face.box.x * scale, place.top() + face.box.y * scale
    box = QRectF(x, y, face.box.w * scale, face.box.h * scale).adjusted(-4, -4, 4, 4)
    current = face.id == scene.face_id
    draw_ring(painter, box.adjusted(-1, -1, 1, 1), QColor(0, 0, 0, 90), radius=9, width=4)
    colour = theme.DARK.accent if current else "#FFFFFF"
    draw_ring(painter, box, QColor(colour), radius=8, width=3 if current else 1.5)
    if not name:
        return
    painter.setFont(theme.font(12, theme.SEMIBOLD))
    before = 12 if face.is_placed else 0  # pixels for a dot
    width = painter.fontMetrics().horizontalAdvance(name) + 16 + before
    tag = QRectF(box.center().x() - width / 2, box.bottom() + 6, width, 22)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(QColor(0, 0, 0, 170))
    painter.drawRoundedRect(tag, 8, 8)
    if face.is_placed:
        painter.setBrush(QColor(theme.DARK.muted))
        painter.drawEllipse(QRectF(tag.left() + 8, tag.center().y() - 3, 6, 6))
    painter.setPen(INK)
    painter.drawText(tag.adjusted(before, 0, 0, 0), Qt.AlignmentFlag.AlignCenter, name)


def _name(owners: dict[str, people.Person], face: Face) -> str:
    person = owners.get(face.person_id or "")
    return person.name or "" if person else ""


def _decoded(path: Path, decoders: Decoders) -> tuple[QImage | None, str]:
    try:
        drawn = decoders.load(path, side=SIDE).image
    except FileNotFoundError:
        away = QCoreApplication.translate("photo_view", "{} is away. Its faces are still here.")
        return None, away.format(path.name)
    except (AppError, OSError) as error:
        return None, str(error)
    width, height = drawn.size
    image = QImage(drawn.tobytes(), width, height, 3 * width, QImage.Format.Format_RGB888)
    return image.copy(), ""  # the copy owns its bytes
