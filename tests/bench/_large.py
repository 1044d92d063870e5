"""Large photos made of the shared ones: enlarged to so many megapixels, saved as a camera would."""

from pathlib import Path

from PIL import Image, ImageOps

from tests.bench._photos import photos


def make(folder: Path, count: int, size: tuple[int, int]) -> list[Path]:
    """`count` JPEG files of that size, each filled with a shared photo of families or groups."""
    kinds = ("families", "portraits", "groups")
    sources = [path for path in photos() if path.parts[-2] in kinds or path.parts[-3] in kinds]
    made = []
    for n in range(count):
        with Image.open(sources[n % len(sources)]) as source:
            upright = ImageOps.exif_transpose(source).convert("RGB")
        target = folder / f"large-{n:03}.jpg"
        filled = ImageOps.pad(upright, size, Image.Resampling.BICUBIC)
        filled.save(target, quality=90 + n // len(sources) % 5)  # no two files are equal
        made.append(target)
    return made
