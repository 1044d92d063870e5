"""Boxes, landmarks, the second look, and what is no face."""

import numpy as np
import pytest
from numpy.typing import NDArray
from PIL import Image

from app.vision.detect import MAX_OVERLAP, Detector, read_cells, suppress
from app.vision.engine import Engine

Pixels = NDArray[np.uint8]


@pytest.fixture(scope="session")
def detector(engine: Engine) -> Detector:
    return engine.detector


def resized(pixels: Pixels, width: int) -> Pixels:
    height = round(pixels.shape[0] * width / pixels.shape[1])
    return np.asarray(Image.fromarray(pixels).resize((width, height)))


@pytest.mark.parametrize("width", [160, 512, 1024, 2100, 4000])
def test_the_astronaut_is_found_at_any_size(
    detector: Detector, astronaut: Pixels, width: int
) -> None:
    (face,) = detector.find(resized(astronaut, width))
    unit = width / 512
    left, top, across, down = np.array(face.box) / unit
    assert 170 < left < 190
    assert 45 < top < 80
    assert 75 < across < 110
    assert 100 < down < 130
    eyes, nose, mouth = np.split(face.landmarks / unit, [2, 3])
    assert eyes[0, 0] < nose[0, 0] < eyes[1, 0]
    assert eyes[:, 1].max() < nose[0, 1] < mouth[:, 1].min()


def test_no_face_in_noise_flat_colour_or_a_coffee(detector: Detector) -> None:
    data = pytest.importorskip("skimage.data")
    noise = np.random.default_rng(0).integers(0, 256, (300, 400, 3), dtype=np.uint8)
    for pixels in (noise, np.zeros((64, 64, 3), np.uint8), data.coffee(), data.chelsea()):
        assert detector.find(pixels) == []


@pytest.mark.parametrize("shape", [(1, 1), (1, 900), (3000, 2), (31, 33)])
def test_odd_shapes_do_no_harm(detector: Detector, shape: tuple[int, int]) -> None:
    assert detector.find(np.full((*shape, 3), 90, np.uint8)) == []


def test_two_faces_side_by_side(detector: Detector, astronaut: Pixels) -> None:
    faces = detector.find(np.concatenate((astronaut, astronaut[:, ::-1]), axis=1))
    assert len(faces) == 2
    assert sorted(face.box[0] > 512 for face in faces) == [False, True]


def test_cells_are_read_as_the_network_means_them() -> None:
    heat = np.zeros((1, 8, 8), np.float32)
    heat[0, 3, 5] = 0.9
    scale = np.zeros((2, 8, 8), np.float32)
    scale[:, 3, 5] = np.log(5), np.log(4)
    offset = np.zeros((2, 8, 8), np.float32)
    offset[:, 3, 5] = 0.25, -0.25
    points = np.zeros((10, 8, 8), np.float32)
    points[:, 3, 5] = 0.5, 0.25, 0, 0, 0, 0, 0, 0, 1, 1  # y, x of each
    (row,) = read_cells([heat, scale, offset, points], 0.5)
    np.testing.assert_allclose(row[:5], (13, 5, 16, 20, 0.9), rtol=1e-5)
    np.testing.assert_allclose(row[5:7], (17, 15), rtol=1e-5)
    np.testing.assert_allclose(row[13:], (29, 25), rtol=1e-5)


def test_of_overlapping_boxes_the_best_stays() -> None:
    boxes = np.array(((0, 0, 10, 10, 0.6), (1, 0, 10, 10, 0.9), (30, 0, 10, 10, 0.7)), np.float32)
    assert suppress(boxes, MAX_OVERLAP) == [1, 2]
    assert suppress(boxes[:0], MAX_OVERLAP) == []
