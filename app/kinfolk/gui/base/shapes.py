"""Shapes of faces and people: people are circles, faces are rounded squares."""

import math
from collections.abc import Iterator

from PySide6.QtCore import QPoint, QRect, QRectF, QSize, Qt
from PySide6.QtGui import (
    QBrush,
    QColor,
    QFontMetrics,
    QImage,
    QPainter,
    QPen,
    QPixmap,
    QPixmapCache,
    QTransform,
)
from PySide6.QtWidgets import QStyle, QWidget

from kinfolk.gui.base import theme
from kinfolk.gui.base.thumbs import Thumbs


def smooth_painter(widget: QWidget) -> QPainter:
    """Return a painter of the widget that draws smooth edges and pictures."""
    painter = QPainter(widget)
    smooth(painter)
    return painter


def smooth(painter: QPainter) -> None:
    """Draw smooth edges and pictures from now on."""
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)


def fill_with(painter: QPainter, colour: QColor | QBrush) -> None:
    """Fill shapes with the colour from now on, without an outline."""
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(colour)


def draw_box(
    painter: QPainter,
    rect: QRect | QRectF,
    radius: float,
    colour: QColor | QBrush,
    *,
    edge: QColor | None = None,
) -> None:
    """Draw a filled box with round corners, with a line of the colour `edge` inside it."""
    fill_with(painter, colour)
    if edge is None:
        painter.drawRoundedRect(rect, radius, radius)
    else:
        painter.setPen(edge)
        inner = QRectF(rect).adjusted(0.5, 0.5, -0.5, -0.5)
        painter.drawRoundedRect(inner, radius, radius)


def draw_rounded(
    painter: QPainter, rect: QRectF, image: QImage | None, radius: float, *, empty: QColor
) -> None:
    """Draw the image filling the rounded rect, or the colour `empty` if there is no image yet."""
    draw_box(painter, rect, radius, _fill(painter, rect, image, empty))


def draw_round(painter: QPainter, rect: QRectF, image: QImage | None, *, empty: QColor) -> None:
    """Draw the image filling the circle, or the colour `empty` if there is no image yet."""
    fill_with(painter, _fill(painter, rect, image, empty))
    painter.drawEllipse(rect)


def draw_silhouette(painter: QPainter, rect: QRectF, colour: QColor) -> None:
    """Draw a head and shoulders inside the circle, for someone who has no face yet."""
    side = rect.width()
    painter.save()
    fill_with(painter, colour)
    painter.drawEllipse(
        QRectF(rect.left() + side * 0.36, rect.top() + side * 0.24, side * 0.28, side * 0.28)
    )
    body = QRectF(rect.left() + side * 0.24, rect.top() + side * 0.58, side * 0.52, side * 0.44)
    # Qt counts angles in sixteenths of a degree.
    painter.drawChord(body, 0, 180 * 16)
    painter.restore()


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


def draw_ring(
    painter: QPainter,
    rect: QRectF,
    colour: QColor,
    *,
    radius: float | None = None,
    width: float = 2,
) -> None:
    """Draw a ring along the inside of the rect: rounded with `radius`, else a full ellipse."""
    half = width / 2
    inner = rect.adjusted(half, half, -half, -half)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.setPen(QPen(colour, width))
    if radius is None:
        painter.drawEllipse(inner)
    else:
        painter.drawRoundedRect(inner, radius, radius)


def _fill(painter: QPainter, rect: QRectF, image: QImage | None, empty: QColor) -> QBrush:
    """Return a brush that fills the rect with the image, or with `empty`.

    A brush is used rather than a clip path because its edge is antialiased.
    """
    if image is None or image.isNull():
        return QBrush(empty)
    ratio = painter.device().devicePixelRatio()
    # Whole device pixels around the rect: then the brush is copied, not sampled.
    left, top = math.floor(rect.left() * ratio), math.floor(rect.top() * ratio)
    right, bottom = math.ceil(rect.right() * ratio), math.ceil(rect.bottom() * ratio)
    brush = QBrush(_scaled(image, QSize(right - left, bottom - top)))
    brush.setTransform(QTransform(1 / ratio, 0, 0, 1 / ratio, left / ratio, top / ratio))
    return brush


def _scaled(image: QImage, size: QSize) -> QPixmap:
    """Return the middle of the image, scaled to fill `size` in device pixels; cached."""
    # The same tiles are painted over and over, and scaling them smoothly is slow.
    key = f"{image.cacheKey()}/{size.width()}x{size.height()}"
    kept = QPixmap()
    if not QPixmapCache.find(key, kept):
        whole = image.scaled(
            size,
            Qt.AspectRatioMode.KeepAspectRatioByExpanding,
            Qt.TransformationMode.SmoothTransformation,
        )
        middle = QRect(QPoint(0, 0), size)
        middle.moveCenter(whole.rect().center())
        kept = QPixmap.fromImage(whole.copy(middle))
        QPixmapCache.insert(key, kept)
    return kept


def on_lines(name: str, metrics: QFontMetrics, width: int) -> Iterator[str]:
    """Yield the name as one or two lines that fit `width` pixels.

    The second is cut off with "…".
    """
    words = name.split()
    starts = [" ".join(words[:number]) for number in range(1, len(words) + 1)]
    fitting = [each for each in starts if metrics.horizontalAdvance(each) <= width]
    first = fitting[-1] if fitting else next(iter(starts), "")
    for text in (first, " ".join(words)[len(first) :].strip()):
        if text:
            yield metrics.elidedText(text, Qt.TextElideMode.ElideRight, width)


def mirrored(widget: QWidget, rect: QRect) -> QRect:
    """Return the rect mirrored within the widget if its layout is right-to-left, else unchanged."""
    return QStyle.visualRect(widget.layoutDirection(), widget.rect(), rect)
