"""Measure what previews cost: bytes and time for a photo.

How much longer a scan takes with them, `bench throughput` shows.

dev.py bench previews [--large 24]
"""

import tempfile
import time
from pathlib import Path

from PIL import Image

from kinfolk.core.photos.previews import SIDE
from kinfolk.scan.previews import shrunk
from kinfolk.vision import decode
from kinfolk.vision.decoders import Decoders
from kinfolk.vision.photo import SCAN_SIDE
from tests.bench import _large
from tests.bench._photos import MANY, PHOTOS, machine, need_photos, options, photos, table
from tests.bench.throughput import MEGAPIXELS_12


def main() -> None:
    count = options(__doc__, large=24).large
    need_photos(PHOTOS, MANY)
    print(f"Previews ({machine()})\n")
    with tempfile.TemporaryDirectory() as made:
        large = _large.make(Path(made), count, MEGAPIXELS_12)
        every = [*photos(PHOTOS), *photos(MANY)]
        table(
            ("photos", "count", "bytes a preview", "ms of the processor", "ms when asked for"),
            [
                ("all shared", *sizes(every)),
                (f"of these, longer than {SIDE}", *sizes([p for p in every if is_long(p)])),
                ("12 megapixels", *sizes(large)),
            ],
        )


def is_long(path: Path) -> bool:
    with Image.open(path) as image:
        return max(image.size) > SIDE


def sizes(paths: list[Path]) -> tuple[object, ...]:
    size, cpu, asked = 0, 0.0, 0.0
    with Decoders() as decoders:
        decoders.load(paths[0], side=SIDE)
        for path in paths:
            photo = decode.load(path, side=SCAN_SIDE)
            began = time.process_time()
            size += len(shrunk(photo.image))
            cpu += time.process_time() - began
            began = time.perf_counter()
            shrunk(decoders.load(path, side=SIDE).image)
            asked += time.perf_counter() - began
    count = len(paths)
    return count, f"{size / count:,.0f}", f"{1e3 * cpu / count:.2f}", f"{1e3 * asked / count:.1f}"


if __name__ == "__main__":
    main()
