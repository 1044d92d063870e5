"""Measure how long it takes to draw a RAW photo: by the camera's own preview, or developed.

The DNGs have a drawn sensor and are not compressed; what a camera compresses takes longer. Each
sample of a camera is measured by itself. Milliseconds are those of the processor, in the process
that draws.

dev.py bench raw [--rounds 5]
"""

import io
import statistics
import tempfile
import time
from pathlib import Path

import numpy as np
from PIL import Image

from kinfolk.vision import decode
from kinfolk.vision.photo import SCAN_SIDE
from tests import labelled
from tests.bench._photos import machine, options
from tests.raw_photo import dng

SIZES = ((3072, 2048), (6000, 4000), (8192, 5464))  # 6, 24 and 45 megapixels


def main() -> None:
    rounds = options(__doc__, rounds=5).rounds
    print(f"RAW photos drawn as a scan draws them ({machine()})\n", flush=True)
    print("| photo | is shown | ms of the processor |\n|---|---|---|")
    with tempfile.TemporaryDirectory() as made:
        folder = Path(made)
        for size in SIZES:
            shown = _noise(size)
            megapixels = size[0] * size[1] / 1e6
            for what, preview in (("its own picture", shown), ("developed", None)):
                path = dng(folder / "photo.dng", shown, preview=preview)
                _tell(f"DNG of {megapixels:.0f} megapixels", what, path, rounds)
            plain = folder / "photo.jpg"
            shown.save(plain, quality=95)
            _tell(f"JPEG of {megapixels:.0f} megapixels", "it", plain, rounds)
    for path in sorted((labelled.SHARED / "camera").glob("*.[cn][re][wf]")):
        _tell(path.name, "developed", path, rounds)


def _noise(size: tuple[int, int]) -> Image.Image:
    """Return a picture as uneven as a photo: large patches with a little grain."""
    width, height = size
    chance = np.random.default_rng(7)
    patches = Image.fromarray(chance.integers(0, 256, (24, 36, 3), np.uint8))
    large = np.asarray(patches.resize((width, height), Image.Resampling.BICUBIC), np.int16)
    grain = chance.integers(-6, 7, large.shape, np.int16)
    return Image.fromarray(np.clip(large + grain, 0, 255).astype(np.uint8))


def _tell(photo: str, what: str, path: Path, rounds: int) -> None:
    data, spent = path.read_bytes(), []
    for _ in range(rounds):
        began = time.process_time()
        decode.look(io.BytesIO(data), path).draw(SCAN_SIDE)
        spent.append(1000 * (time.process_time() - began))
    print(f"| {photo} | {what} | {statistics.median(spent):.0f} |", flush=True)


if __name__ == "__main__":
    main()
