"""Of the faces that a video shows again and again the best of each person is kept."""

import pytest

from kinfolk.scan.tasks import ScannedFace
from kinfolk.scan.video_faces import fewest
from tests.scan.test_face_matching import alike

SAME = 0.6  # bounds the distance of two faces that are grouped at 0.4, of a surely same one at 0.19
BOX = (0, 0, 40, 40)


def face(
    at: int, distance: float = 0.0, *, of: str = "red", quality: float = 0.8, left: int = 0
) -> ScannedFace:
    """A face at a moment, as far from that colour's as that."""
    box = (left, *BOX[1:])
    return ScannedFace(box, 0.9, quality, "[]", alike(of, distance).tobytes(), b"", None, at)


@pytest.mark.parametrize(
    ("other", "is_kept"),
    [
        (face(2000, 0.1), False),
        (face(2000, 0.3), True),  # from another side, perhaps
        (face(0, 0.1, left=90), True),  # two at one moment are two people
        (face(2000, 0.3, quality=0.1), False),  # a poor one that may be the same
        (face(2000, 0.5, quality=0.1), True),
    ],
)
def test_what_is_kept_beside_a_better_face(other: ScannedFace, is_kept: bool) -> None:
    best = face(0, quality=0.9)
    assert fewest([other, best], SAME) == [best, *([other] if is_kept else [])]


def test_they_come_in_the_order_of_the_film_and_of_equals_the_first_stays() -> None:
    late, early, beside = face(4000, of="blue"), face(0), face(0, of="green", left=90)
    assert fewest([late, beside, early, face(2000)], SAME) == [early, beside, late]
