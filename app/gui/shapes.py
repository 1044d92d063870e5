"""How faces are drawn: circles are people, rounded squares are faces."""

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QBrush, QColor, QImage, QPainter, QPen, QTransform


def draw_rounded(
    painter: QPainter, rect: QRectF, image: QImage | None, radius: float, *, empty: QColor
) -> None:
    """The image, filling the rounded square; `empty` where there is none yet."""
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(_fill(rect, image, empty))
    painter.drawRoundedRect(rect, radius, radius)


def draw_round(painter: QPainter, rect: QRectF, image: QImage | None, *, empty: QColor) -> None:
    """The image, filling the circle; `empty` where there is none yet."""
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(_fill(rect, image, empty))
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


def _fill(rect: QRectF, image: QImage | None, empty: QColor) -> QBrush:
    """A brush rather than a clip path: its edge is antialiased."""
    if image is None or image.isNull():
        return QBrush(empty)
    brush = QBrush(image)
    factor = max(rect.width() / image.width(), rect.height() / image.height())
    left = rect.center().x() - image.width() * factor / 2
    top = rect.center().y() - image.height() * factor / 2
    brush.setTransform(QTransform(factor, 0, 0, factor, left, top))
    return brush
