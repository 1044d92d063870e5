"""An engine that tells apart up to 256 people, each with two looks; a colour is a look.

Faces of one look are grouped; whether two looks are one person is left to questions.
"""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray
from PIL import Image

from kinfolk.vision import packs
from kinfolk.vision.engine import ENGINE_ID, FoundFace
from tests.fake_engine import face_of

LIKELY = packs.BUILT_IN_PACK.in_force.likely
# The cosine distance of a person's two looks: near enough to be asked about, too far for groups.
APART, SAME = 0.75 * LIKELY, 1 - 0.5 * LIKELY
MOST = 256  # the largest number of people
_GREEN, _BLUE = 120, 30  # channels of the first look of the first 200 people; no grey has them


def colour(person: int, look: int) -> str:
    """Return the colour of a person's look as `draw` takes it; save it in a lossless format."""
    more, red = divmod(person, 200)
    return f"#{16 + red:02x}{_GREEN + look:02x}{_BLUE + more:02x}"


def vector(person: int, look: int) -> NDArray[np.float32]:
    """Return the unit vector of a look; those of different people are orthogonal."""
    made = np.zeros(2 * MOST, np.float32)
    alike = 1 - APART * look
    made[2 * person : 2 * person + 2] = alike, np.sqrt(1 - alike**2)
    return made


class Cast:
    """The engine. It goes by the built-in one's id, so that the window asks about its faces."""

    id = ENGINE_ID
    dimensions = 2 * MOST
    same = SAME

    def analyse(self, image: Image.Image) -> list[FoundFace]:
        """Return a face for each look that some pixels show."""
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
        """Return the vectors of the looks at the noses."""
        person, look = _read(image)
        noses = [tuple(points[2, ::-1].round().astype(int)) for points in landmarks]
        return np.stack([vector(int(person[nose]), int(look[nose])) for nose in noses])

    def ages(self, image: Image.Image, landmarks: Sequence[NDArray[np.float32]]) -> list[None]:
        """No one has one, so that the vectors stay as they are."""
        return [None] * len(landmarks)


def _read(image: Image.Image) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """Return the person and the look that each pixel would be, as two arrays; not all are valid."""
    red, green, blue = np.moveaxis(np.asarray(image, np.int64), 2, 0)
    return red - 16 + 200 * (blue - _BLUE), green - _GREEN
