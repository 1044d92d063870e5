"""Faces that are hard to see: in profile and small, or alone in a tilted photo."""

import pytest
from PIL import Image

from kinfolk.vision.detectors.yunet import Detector
from kinfolk.vision.engine import Engine
from tests import labelled

pytestmark = pytest.mark.slow


@pytest.fixture
def detector(engine: Engine) -> Detector:
    return engine.detector


def held(detector: Detector, photo: Image.Image, *points: tuple[float, float]) -> list[int]:
    """How many boxes lie around each point."""
    boxes = [face.box for face in detector.find(photo)]
    return [
        sum(x <= across <= x + w and y <= down <= y + h for x, y, w, h in boxes)
        for across, down in points
    ]


def test_a_small_profile_is_found(detector: Detector) -> None:
    photo = Image.open(labelled.photos("tagged", "portrait.jpg")).convert("RGB")
    small = photo.resize((photo.width // 4, photo.height // 4), Image.Resampling.LANCZOS)
    assert held(detector, small, (80, 57), (140, 45)) == [1, 1]


def test_a_face_alone_in_a_tilted_photo_is_found(detector: Detector) -> None:
    photo = Image.open(labelled.photos("families", "detection3.jpg")).convert("RGB")
    tilted = photo.rotate(30, Image.Resampling.BILINEAR, expand=True)
    assert held(detector, tilted, (669, 434)) == [1]
