"""An engine that tells apart as many people as one likes: a colour is somebody's look.

Everybody has two looks. Faces of one look are grouped; whether both are one person is asked.
"""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray
from PIL import Image

from kinfolk.vision import packs
from kinfolk.vision.engine import ENGINE_ID, FoundFace
from tests.fake_engine import face_of

LIKELY = packs.BUILT_IN_PACK.in_force.likely
# The distance of two looks: little enough to be asked about, too much for this engine's groups.
APART, SAME = 0.75 * LIKELY, 1 - 0.5 * LIKELY
MOST = 256  # people
_GREEN, _BLUE = 120, 30  # of the first look of the first 200 people; no grey is like that


def colour(person: int, look: int) -> str:
    """As `draw` takes it, in a format that keeps it to the bit."""
    more, red = divmod(person, 200)
    return f"#{16 + red:02x}{_GREEN + look:02x}{_BLUE + more:02x}"


def vector(person: int, look: int) -> NDArray[np.float32]:
    """A unit vector; those of two people have nothing in common."""
    made = np.zeros(2 * MOST, np.float32)
    alike = 1 - APART * look
    made[2 * person : 2 * person + 2] = alike, np.sqrt(1 - alike**2)
    return made


class Cast:
    """Passes for the built-in engine, so that the window asks about what it has seen."""

    id = ENGINE_ID
    dimensions = 2 * MOST
    same = SAME

    def analyse(self, image: Image.Image) -> list[FoundFace]:
        person, look = _read(image)
        seen = (look >= 0) & (look < 2) & (person >= 0) & (person < MOST)
        found = np.unique(np.stack([person[seen], look[seen]], axis=1), axis=0).tolist()
        return [
            face_of(seen & (person == who) & (look == which), vector(who, which))
            for who, which in found
        ]

    def embed(
        self, image: Image.Image, landmarks: Sequence[NDArray[np.float32]]
    ) -> NDArray[np.float32]:
        """The vectors of the looks at the noses."""
        person, look = _read(image)
        noses = [tuple(points[2, ::-1].round().astype(int)) for points in landmarks]
        return np.stack([vector(int(person[nose]), int(look[nose])) for nose in noses])


def _read(image: Image.Image) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """What person and look each pixel would be."""
    red, green, blue = np.moveaxis(np.asarray(image, np.int64), 2, 0)
    return red - 16 + 200 * (blue - _BLUE), green - _GREEN
