"""Cut a face out of its photo for the screen: square, with the face in the middle."""

import io

import numpy as np
from PIL import Image, ImageFilter

from kinfolk.core.faces.crops import SIDE
from kinfolk.scan.tasks import Box

MARGIN = 0.4  # fraction of the face's longer side, on each side of it
MIN_MARGIN = 0.2  # the same if the photo ends near the face
QUALITY = 82  # of JPEG
# A large face is first averaged over whole pixels to this multiple of the crop's size: the
# difference is far smaller than what JPEG costs (46 dB and 39 dB).
_GAP = 1.0
_BLUR = 16  # the edge is blurred over this part of the side
_COARSE = 4  # the edge is blurred in a picture this many times smaller


def cut(photo: Image.Image, box: Box, *, scale: float) -> bytes:
    """Return the face as JPEG, at most SIDE pixels square; smaller faces are not enlarged.

    `box` is in displayed pixels, and `scale` is displayed pixels per pixel of `photo`. Outside the
    photo the crop shows its blurred edge: a square moved into the photo would have someone else in
    its middle.
    """
    width, height = photo.size
    left, top, side = square(box, width=round(width * scale), height=round(height * scale))
    edge = max(1, round(side / scale))
    size = min(edge, SIDE)
    x, y = round(left / scale), round(top / scale)
    (x0, x1), (y0, y1) = _inside(x, edge, width), _inside(y, edge, height)
    wide, high = (max(1, round(part * size / edge)) for part in (x1 - x0, y1 - y0))
    image = photo.resize((wide, high), Image.Resampling.HAMMING, (x0, y0, x1, y1), _GAP)
    # Part of the square lies outside the photo.
    if (wide, high) != (size, size):
        # Rounding may push the part over the end by one pixel, hence the bound below.
        place = [round((first - start) * size / edge) for first, start in ((x0, x), (y0, y))]
        image = _extended(image, size, min(place[0], size - wide), min(place[1], size - high))
    file = io.BytesIO()
    image.save(file, "JPEG", quality=QUALITY)
    return file.getvalue()


def _inside(start: int, length: int, end: int) -> tuple[int, int]:
    """Return the part of a stretch inside the photo; one pixel if it lies beside it."""
    first = min(max(start, 0), end - 1)
    return first, min(max(start + length, first + 1), end)


def _extended(image: Image.Image, size: int, left: int, top: int) -> Image.Image:
    """Return a square with the image at its place, and the image's edge blurred around it."""
    left, top = max(0, left), max(0, top)
    around = ((top, size - top - image.height), (left, size - left - image.width), (0, 0))
    whole = Image.fromarray(np.pad(np.asarray(image), around, mode="edge"))
    # Blurring a smaller picture gives the same result, and is faster.
    small = whole.reduce(_COARSE).filter(ImageFilter.GaussianBlur(size / _BLUR / _COARSE))
    whole = small.resize(whole.size, Image.Resampling.BILINEAR)
    whole.paste(image, (left, top))
    return whole


def square(box: Box, *, width: int, height: int) -> tuple[float, float, float]:
    """Return left, top and side of the square around a face's middle, in the box's pixels.

    It may reach beyond the photo; near an edge it is smaller, so that less of it lies outside.
    """
    x, y, w, h = box
    across, down = x + w / 2, y + h / 2
    # The side of the largest square around the middle that lies in the photo.
    room = 2 * min(across, down, width - across, height - down)
    longer = max(w, h)
    side = min(max(room, longer * (1 + 2 * MIN_MARGIN)), longer * (1 + 2 * MARGIN))
    return across - side / 2, down - side / 2, side
