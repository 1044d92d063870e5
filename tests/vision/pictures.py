"""Pictures whose four corners tell which way up they are, and some of one person."""

from pathlib import Path

import numpy as np
import pillow_heif
from PIL import Image

from kinfolk.vision.photo import Photo

pillow_heif.register_heif_opener(thumbnails=False)  # for writing HEIC, which pi_heif only reads


def picture(width: int = 60, height: int = 40) -> Image.Image:
    """Return a picture: red top left, green top right, blue bottom left, white bottom right."""
    image = Image.new("RGB", (width, height), "white")
    image.paste("red", (0, 0, width // 2, height // 2))
    image.paste((0, 255, 0), (width // 2, 0, width, height // 2))
    image.paste("blue", (0, height // 2, width // 2, height))
    return image


def corner_colours(photo: Photo) -> str:
    """Return the colours of the four corners in reading order, as letters."""
    names: dict[tuple[int, ...], str] = {
        (1, 0, 0): "r",
        (0, 1, 0): "g",
        (0, 0, 1): "b",
        (1, 1, 1): "w",
    }
    pixels = np.asarray(photo.image) > 127
    height, width, _ = pixels.shape
    spots: list[tuple[int, int]] = [
        (3, 3),
        (3, width - 4),
        (height - 4, 3),
        (height - 4, width - 4),
    ]
    return "".join(names.get(tuple(pixels[spot].tolist()), "?") for spot in spots)


def portraits(folder: Path, count: int = 5) -> Path:
    """Make a folder of photos of one person, each of another size, and return it."""
    from skimage import data

    face = Image.fromarray(data.astronaut()).crop((100, 0, 360, 260))
    folder.mkdir(exist_ok=True)
    for number in range(count):
        face.resize((260 + 20 * number,) * 2).save(folder / f"{number}.jpg", quality=95)
    return folder
