"""Draw the app's icon in the formats that systems want, from its SVG, as the window does."""

from io import BytesIO
from pathlib import Path
from typing import Any

from PIL import Image
from product import ROOT
from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QRectF, Qt
from PySide6.QtGui import QImage, QPainter
from PySide6.QtSvg import QSvgRenderer

ICON = ROOT / "resources" / "icons" / "kinfolk.svg"
WINDOWS = (256, 128, 64, 48, 32, 24, 16)
MACOS = (1024, 512, 256, 128, 64, 32)


def png(size: int) -> bytes:
    """Return the icon as a PNG of `size` pixels on each side, with a transparent background."""
    image = QImage(size, size, QImage.Format.Format_ARGB32)
    image.fill(Qt.GlobalColor.transparent)
    painter = QPainter(image)
    QSvgRenderer(QByteArray(ICON.read_bytes())).render(painter, QRectF(image.rect()))
    painter.end()
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    image.save(buffer, "PNG")  # type: ignore[call-overload]
    return bytes(buffer.data().data())


def ico(file: Path) -> None:
    """Write the icon for Windows: all sizes in one .ico file."""
    _save(file, WINDOWS, sizes=[(size, size) for size in WINDOWS])


def icns(file: Path) -> None:
    """Write the icon for macOS: all sizes in one .icns file."""
    _save(file, MACOS)


def _save(file: Path, drawn: tuple[int, ...], **options: Any) -> None:
    """Draw the icon in those sizes, the largest first, and save all in one file."""
    largest, *others = (Image.open(BytesIO(png(size))) for size in drawn)
    file.parent.mkdir(parents=True, exist_ok=True)
    largest.save(file, append_images=others, **options)
