"""An engine that sees coloured squares: each colour is a person, each square a face."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from pathlib import Path
from threading import Lock

import numpy as np
from numpy.typing import NDArray
from PIL import Image, ImageDraw

from kinfolk.vision.engine import FoundFace
from kinfolk.vision.group import SAME

# Far apart, so that JPEG compression and shrinking turn none into another.
COLOURS = {
    "red": (220, 30, 30),
    "green": (30, 200, 40),
    "blue": (40, 60, 230),
    "yellow": (230, 220, 40),
    "pink": (230, 60, 220),
    "cyan": (40, 220, 220),
}
DIMENSIONS = 16
_FIVE_POINTS = np.array([(0.3, 0.4), (0.7, 0.4), (0.5, 0.6), (0.35, 0.8), (0.65, 0.8)])


class FakeEngine:
    """Finds each colour once in a photo, and counts its calls, and among them its looks at photos.

    on_call: what happens before a photo is looked at or a face described, for one call at a time.
    """

    dimensions = DIMENSIONS
    same = SAME
    years: Mapping[str, float] = {}  # how old a colour looks

    def __init__(self, engine_id: str = "fake/1") -> None:
        self.id = engine_id
        self.calls = self.looks = 0
        self.on_call: Callable[[], object] = lambda: None
        self._turn = Lock()

    def _called(self, *, looks: bool = False) -> None:
        with self._turn:
            self.calls += 1
            self.looks += looks
            self.on_call()

    def analyse(self, image: Image.Image) -> list[FoundFace]:
        """Return a face for each colour of which there are at least 16 pixels."""
        self._called(looks=True)
        # One plane for each channel: numpy looks through those far more quickly.
        planes = np.asarray(image, np.int16).transpose(2, 0, 1).copy()
        found = []
        for name, colour in COLOURS.items():
            near = [np.abs(plane - shade) < 40 for plane, shade in zip(planes, colour, strict=True)]
            alike = near[0] & near[1] & near[2]
            if np.count_nonzero(alike) >= 16:
                found.append(face_of(alike, vector(name), self.years.get(name)))
        return found

    def embed(
        self, image: Image.Image, landmarks: Sequence[NDArray[np.float32]]
    ) -> NDArray[np.float32]:
        """Return the vectors of the colours at the noses, as (n, DIMENSIONS)."""
        self._called()
        return np.stack([vector(name) for name in _at_noses(image, landmarks)])

    def ages(
        self, image: Image.Image, landmarks: Sequence[NDArray[np.float32]]
    ) -> list[float | None]:
        """Return how old the colours at the noses look, None for those of no age."""
        return [self.years.get(name) for name in _at_noses(image, landmarks)]


class Blind(FakeEngine):
    """An engine that finds no face."""

    def analyse(self, image: Image.Image) -> list[FoundFace]:
        return []


def _at_noses(image: Image.Image, landmarks: Sequence[NDArray[np.float32]]) -> list[str]:
    """Return the colours nearest to the pixels at the noses."""
    pixels = np.asarray(image, np.int16)
    found = []
    for points in landmarks:
        across, down = points[2].round().astype(int)
        colour = pixels[down, across]
        found.append(min(COLOURS, key=lambda name: np.abs(colour - COLOURS[name]).max()))
    return found


def face_of(
    seen: NDArray[np.bool_], embedding: NDArray[np.float32], age: float | None = None
) -> FoundFace:
    """Return a face whose box spans the pixels where `seen` is True."""
    rows, columns = np.nonzero(seen)
    left, top = float(columns.min()), float(rows.min())
    width, height = float(columns.max()) + 1 - left, float(rows.max()) + 1 - top
    return FoundFace(
        box=(left, top, width, height),
        score=0.9,
        landmarks=np.array((left, top) + _FIVE_POINTS * (width, height), np.float32),
        embedding=embedding,
        quality=0.8,
        age=age,
    )


def vector(name: str) -> NDArray[np.float32]:
    """Return the unit vector of a colour; those of two colours are orthogonal."""
    made = np.zeros(DIMENSIONS, np.float32)
    made[list(COLOURS).index(name)] = 1
    return made


def draw(
    path: Path,
    faces: Iterable[tuple[str, int, int]] = (),
    *,
    size: tuple[int, int] = (200, 150),
    side: int = 40,
    note: str = "",
) -> Path:
    """Save a photo with square faces (colour, left, top) on white, and return its path.

    A colour is a name of COLOURS, or anything that Pillow takes. note: a text drawn into the photo,
    so that its bytes are unlike those of other photos.
    """
    image = Image.new("RGB", size, "white")
    pen = ImageDraw.Draw(image)
    for name, left, top in faces:
        pen.rectangle((left, top, left + side - 1, top + side - 1), fill=COLOURS.get(name, name))
    pen.text((2, size[1] - 12), note, fill="black")
    path.parent.mkdir(parents=True, exist_ok=True)
    image.save(path, quality=95)
    return path


def draw_many(folder: Path, count: int, colour: str = "red") -> list[Path]:
    """Draw so many photos of one person, 00.jpg and so on; return their paths."""
    names = [f"{number:02}" for number in range(count)]
    return [draw(folder / f"{name}.jpg", [(colour, 20, 20)], note=name) for name in names]
