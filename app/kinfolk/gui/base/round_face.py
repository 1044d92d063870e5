"""Drawing a person's face in a circle."""

from PySide6.QtCore import QRectF
from PySide6.QtGui import QColor, QPainter

from kinfolk.gui.base import theme
from kinfolk.gui.base.shapes import draw_round, draw_silhouette
from kinfolk.gui.base.thumbs import Thumbs


def draw_face(
    painter: QPainter,
    circle: QRectF,
    thumbs: Thumbs,
    face_id: str | None,
    *,
    empty: QColor | None = None,
    nobody: QColor | None = None,
) -> None:
    """Draw the face into the circle, or a silhouette in the colour `nobody` if there is no face.

    The circle is filled with `empty` until the picture has been read.
    """
    image = thumbs.image(face_id, round(circle.width() * painter.device().devicePixelRatioF()))
    draw_round(painter, circle, image, empty=empty or theme.color("line"))
    if face_id is None:
        draw_silhouette(painter, circle, nobody or theme.color("muted", 0.55))
