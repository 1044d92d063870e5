"""Make large photos from the shared ones: enlarged, and saved as a camera would."""

from pathlib import Path
from typing import Any

import pillow_heif
from PIL import Image, ImageOps

from tests.bench._photos import photos

pillow_heif.register_heif_opener()

# Each kind's suffix and settings of Pillow.
KINDS: dict[str, tuple[str, dict[str, Any]]] = {
    "JPEG": (".jpg", {}),
    "progressive JPEG": (".jpg", {"progressive": True, "subsampling": 0}),
    "PNG": (".png", {"compress_level": 1}),
    "WebP": (".webp", {"method": 0}),
    "TIFF": (".tif", {"compression": "tiff_lzw"}),
    "HEIC": (".heic", {}),
}


def make(folder: Path, count: int, size: tuple[int, int], kind: str = "JPEG") -> list[Path]:
    """Save `count` files of that size and kind, each filled with a shared photo of people."""
    kinds = ("families", "portraits", "groups")
    sources = [path for path in photos() if path.parts[-2] in kinds or path.parts[-3] in kinds]
    suffix, settings = KINDS[kind]
    made = []
    for n in range(count):
        with Image.open(sources[n % len(sources)]) as source:
            upright = ImageOps.exif_transpose(source).convert("RGB")
        target = folder / f"large-{n:03}{suffix}"
        filled = ImageOps.pad(upright, size, Image.Resampling.BICUBIC)
        if suffix == ".jpg":
            settings = settings | {"quality": 90 + n // len(sources) % 5}  # no two files are equal
        filled.save(target, **settings)
        made.append(target)
    return made
