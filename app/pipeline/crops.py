"""A face cut out of its photo for the screen: square, the whole head, no border."""

import io

import numpy as np
from numpy.typing import NDArray
from PIL import Image

from app.pipeline.tasks import Box

SIDE = 256  # pixels; smaller faces are kept as small as they are
MARGIN = 0.4  # of the face's longer side, on each side of it
# Boxes reach from the chin to the forehead: the head goes on above.
LIFT = 0.1
QUALITY = 82


def cut(pixels: NDArray[np.uint8], box: Box, *, scale: float) -> bytes:
    """The face as WebP, at most SIDE pixels square; `scale` is displayed pixels per array pixel."""
    height, width = pixels.shape[:2]
    left, top, side = square(box, width=round(width * scale), height=round(height * scale))
    x, y = int(left / scale), int(top / scale)
    edge = max(1, min(round(side / scale), width - x, height - y))
    image = Image.fromarray(pixels[y : y + edge, x : x + edge])
    if edge > SIDE:
        image = image.resize((SIDE, SIDE), Image.Resampling.LANCZOS, reducing_gap=3.0)
    file = io.BytesIO()
    image.save(file, "WEBP", quality=QUALITY, method=2)
    return file.getvalue()


def square(box: Box, *, width: int, height: int) -> tuple[float, float, float]:
    """Left, top and side of the square around a face, moved and shrunk to lie in the photo."""
    x, y, w, h = box
    side = min(max(w, h) * (1 + 2 * MARGIN), width, height)
    left = x + w / 2 - side / 2
    top = y + h / 2 - side / 2 - LIFT * h
    return min(max(left, 0.0), width - side), min(max(top, 0.0), height - side), side
