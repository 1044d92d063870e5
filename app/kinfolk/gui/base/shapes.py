"""How faces are drawn: circles are people, rounded squares are faces."""

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


def draw_rounded(
    painter: QPainter, rect: QRectF, image: QImage | None, radius: float, *, empty: QColor
) -> None:
    """The image, filling the rounded square; `empty` where there is none yet."""
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(_fill(painter, rect, image, empty))
    painter.drawRoundedRect(rect, radius, radius)


def draw_round(painter: QPainter, rect: QRectF, image: QImage | None, *, empty: QColor) -> None:
    """The image, filling the circle; `empty` where there is none yet."""
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(_fill(painter, rect, image, empty))
    painter.drawEllipse(rect)


def draw_silhouette(painter: QPainter, rect: QRectF, colour: QColor) -> None:
    """Somebody without a face yet: a head and shoulders inside the circle."""
    side = rect.width()
    painter.save()
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(colour)
    painter.drawEllipse(
        QRectF(rect.left() + side * 0.36, rect.top() + side * 0.24, side * 0.28, side * 0.28)
    )
    body = QRectF(rect.left() + side * 0.24, rect.top() + side * 0.58, side * 0.52, side * 0.44)
    painter.drawChord(body, 0, 180 * 16)
    painter.restore()


def draw_ring(
    painter: QPainter,
    rect: QRectF,
    colour: QColor,
    *,
    radius: float | None = None,
    width: float = 2,
) -> None:
    """A ring along the rect's inside; round where no radius is given."""
    half = width / 2
    inner = rect.adjusted(half, half, -half, -half)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.setPen(QPen(colour, width))
    if radius is None:
        painter.drawEllipse(inner)
    else:
        painter.drawRoundedRect(inner, radius, radius)


def _fill(painter: QPainter, rect: QRectF, image: QImage | None, empty: QColor) -> QBrush:
    """A brush rather than a clip path: its edge is antialiased."""
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
    """The middle of the image filling `size`; kept, as the same tiles are painted over and over."""
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
    """As many words as fit on the first line, and the rest on the second one, cut off with …."""
    words = name.split()
    starts = [" ".join(words[:number]) for number in range(1, len(words) + 1)]
    fitting = [each for each in starts if metrics.horizontalAdvance(each) <= width]
    first = fitting[-1] if fitting else next(iter(starts), "")
    for text in (first, " ".join(words)[len(first) :].strip()):
        if text:
            yield metrics.elidedText(text, Qt.TextElideMode.ElideRight, width)


def mirrored(widget: QWidget, rect: QRect) -> QRect:
    """Where a rect of the widget lies for who reads from right to left; for others as it is."""
    return QStyle.visualRect(widget.layoutDirection(), widget.rect(), rect)
