"""The slides of a slide show: photos drawn at the size of the screen, on a thread."""

from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRectF, QSize, QSizeF, Qt
from PySide6.QtGui import QImage, QPainter

from kinfolk.core.db.session import Session
from kinfolk.core.faces import faces, visibility
from kinfolk.core.faces.faces import Face, FacesQuery
from kinfolk.core.people.people import Person
from kinfolk.core.photos import photo_cards, photos, places, previews
from kinfolk.core.photos.photos import Asset
from kinfolk.gui.base import words
from kinfolk.gui.base.context import Context
from kinfolk.gui.photo.scene import GROUND, decoded, draw_problem
from kinfolk.gui.photo.viewport import Viewport

_MOST_SIDE = 4096  # pixels of the longer side to which a photo is decoded
_PREVIEW = 576  # pixels of the preview shown if the photo cannot be read
_FACE = 0.34  # height of a face in the middle, as a share of the screen's
_LARGER = 4.0  # most enlargement for a small face, compared with the whole photo


@dataclass(frozen=True)
class SlideLook:
    """Say how slides are drawn: size in device pixels, and whether a face is in the middle."""

    size: QSize
    ratio: float
    is_face: bool


@dataclass(frozen=True)
class Slide:
    """Hold a drawn photo with its words."""

    asset_id: str
    look: SlideLook
    image: QImage
    title: str  # "Dora, 4 years", or who is in the photo
    detail: str  # when it was taken


def read_slide(context: Context, asset_id: str, who: Person | None, look: SlideLook) -> Slide:
    """Read and draw a slide on any thread; NotFound if the photo is gone. It writes no files."""
    with context.db.read() as session:
        photo = photos.get(session, asset_id)
        path = places.readable(session, asset_id)
        card = photo_cards.cards(session, [asset_id])[asset_id]
        face = _face_of(session, photo, who) if who else None
        at = face.timestamp_ms if face else previews.best_moment(session, asset_id)
    side = min(_MOST_SIDE, max(look.size.width(), look.size.height()))
    picture = decoded(path, context.decoders, side, at)
    image, problem = picture.image, picture.problem
    if image is None:
        image = context.previews.read(asset_id, _PREVIEW)
    box = QRectF(face.box.x, face.box.y, face.box.w, face.box.h) if face else None
    drawn = _drawn(image, QSizeF(photo.width, photo.height), box, look, problem)
    day = words.taken_text(photo.taken, month="MMMM") or words.without_date()
    if who is None:
        return Slide(asset_id, look, drawn, words.listed(card.names), day)
    age = words.age_in(photo.taken, who.born) if who.born and photo.taken else ""
    title = ", ".join(part for part in (who.name or "", age) if part)
    return Slide(asset_id, look, drawn, title, day)


def _face_of(session: Session, photo: Asset, who: Person) -> Face | None:
    query = FacesQuery(asset_id=photo.id, person_id=who.id, limit=1)
    found = faces.page(session, query).data
    if not found or visibility.waiting_faces(session, [found[0].id]):
        return None
    return found[0]


def _drawn(
    image: QImage, photo: QSizeF, box: QRectF | None, look: SlideLook, problem: str
) -> QImage:
    """Draw the photo, or the problem if there is no image.

    `photo` is the size of the whole photo in displayed pixels, in which the box is given.
    """
    result = QImage(look.size, QImage.Format.Format_RGB32)
    result.fill(GROUND)
    room = QRectF(QPointF(), QSizeF(look.size))
    painter = QPainter(result)
    painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
    if image.isNull():
        painter.scale(look.ratio, look.ratio)
        draw_problem(painter, QRectF(QPointF(), room.size() / look.ratio), problem)
    else:
        place = placed(photo if not photo.isEmpty() else QSizeF(image.size()), room, box, look)
        # Scaled first: drawing a much larger image would skip pixels.
        size = place.size().toSize()
        if size.width() < image.width():
            smooth = Qt.TransformationMode.SmoothTransformation
            image = image.scaled(size, Qt.AspectRatioMode.IgnoreAspectRatio, smooth)
        painter.drawImage(place, image)
    painter.end()
    return result


def placed(photo: QSizeF, room: QRectF, box: QRectF | None, look: SlideLook) -> QRectF:
    """Return the rect of the whole photo: all of it visible, or with the face in the middle."""
    whole = Viewport(photo, room)
    if box is None or not look.is_face:
        return whole.place
    wanted = _FACE * room.height() / max(1.0, box.height())
    scale = min(max(wanted, whole.fitting), _LARGER * whole.fitting)
    return Viewport(photo, room, scale, box.center()).place
