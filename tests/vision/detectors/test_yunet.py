"""Boxes, landmarks, turned, tilted, dark and small faces, and what is no face."""

import numpy as np
import pytest
from numpy.typing import NDArray
from PIL import Image

from kinfolk.vision.detectors.yunet import (
    MAX_OVERLAP,
    Detection,
    Detector,
    cell_places,
    read_cells,
    suppress,
)
from kinfolk.vision.engine import Engine

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


@pytest.mark.parametrize("turn", [1, 2, 3])
def test_a_turned_photo_shows_the_same_faces(
    detector: Detector, astronaut: Pixels, turn: int
) -> None:
    upright = astronaut[:, :480]
    (expected,) = detector.find(upright)
    (face,) = detector.find(np.ascontiguousarray(np.rot90(upright, turn)))
    assert face.eighths == -2 * turn % 8
    np.testing.assert_allclose(sorted(face.box[2:]), sorted(expected.box[2:]), rtol=0.1)
    eyes = face.landmarks[0] - face.landmarks[1], expected.landmarks[0] - expected.landmarks[1]
    here, there = (np.hypot(*pair) for pair in eyes)
    np.testing.assert_allclose(here, there, rtol=0.1)


@pytest.mark.parametrize("degrees", [30, 45, 120, -60])
def test_a_tilted_face_is_seen_as_tilted(
    detector: Detector, astronaut: Pixels, degrees: float
) -> None:
    (upright,) = detector.find(astronaut)
    (face,) = detector.find(np.asarray(Image.fromarray(astronaut).rotate(degrees)))
    angle = np.deg2rad(degrees)
    turn = np.array(((np.cos(angle), np.sin(angle)), (-np.sin(angle), np.cos(angle))))
    np.testing.assert_allclose(face.middle, turn @ (upright.middle - 256) + 256, atol=6)
    assert abs(np.sin(upright.tilt - angle - face.tilt)) < np.sin(np.deg2rad(15))


def test_a_dark_photo_shows_the_same_face(detector: Detector, astronaut: Pixels) -> None:
    (bright,) = detector.find(astronaut)
    (dark,) = detector.find(astronaut // 12)
    np.testing.assert_allclose(dark.landmarks, bright.landmarks, atol=6)


def test_small_faces_of_a_large_photo_are_looked_for_closer(
    detector: Detector, astronaut: Pixels
) -> None:
    face = astronaut[20:220, 120:320]
    photo = np.full((2000, 2600, 3), 110, np.uint8)
    places = [(300, 400), (900, 1500), (1500, 700), (400, 2000)]
    for (top, left), side in zip(places, (130, 100, 70, 60), strict=True):
        photo[top : top + side, left : left + side] = resized(face, side)
    found = detector.find(photo)
    assert len(found) == 4
    for (top, left), side in zip(places, (130, 100, 70, 60), strict=True):
        middle = np.array((left + side / 2, top + side / 2))
        assert min(np.abs(one.middle - middle).max() for one in found) < side / 4


def test_cells_are_read_as_the_network_means_them() -> None:
    places = cell_places(96, 128)  # 12 × 16 cells of 8 pixels, 6 × 8 of 16, 3 × 4 of 32
    cells = np.full((12 * 16 + 6 * 8 + 3 * 4, 16), -100, np.float32)  # surely no face anywhere
    (cell,) = np.flatnonzero((places == (5, 3, 16)).all(axis=1))
    cells[cell, :2] = np.log(0.9 / 0.1), np.log(0.4 / 0.6)
    cells[cell, 2:6] = 0.25, -0.5, np.log(2), np.log(3)
    cells[cell, 6:] = 0.5, 0.25, 0, 0, 0, 0, 0, 0, 1, 1
    (row,) = read_cells(cells, places, 0.5)
    np.testing.assert_allclose(row[:5], (68, 16, 32, 48, 0.6), rtol=1e-5)
    np.testing.assert_allclose(row[5:7], (88, 52), rtol=1e-5)
    np.testing.assert_allclose(row[13:], (96, 64), rtol=1e-5)
    assert len(read_cells(cells, places, 0.61)) == 0


def test_a_box_is_mapped_with_its_face() -> None:
    points = np.array(((12, 25), (18, 25), (15, 30), (13, 35), (17, 35)), np.float32)
    face = Detection((10, 20, 10, 20), 0.9, points)
    quarter = np.array(((0, 1, 5), (-1, 0, 100)), np.float64)
    turned = face.mapped(quarter)
    np.testing.assert_allclose(turned.box, (25, 80, 20, 10), atol=1e-9)
    np.testing.assert_allclose(turned.landmarks[2], (35, 85))
    twice = face.mapped(np.array(((2, 0, 1), (0, 2, 0)), np.float64))
    np.testing.assert_allclose(twice.box, (21, 40, 20, 40), atol=1e-9)


def test_of_overlapping_boxes_the_best_stays() -> None:
    boxes = np.array(((0, 0, 10, 10, 0.6), (1, 0, 10, 10, 0.9), (30, 0, 10, 10, 0.7)), np.float32)
    assert suppress(boxes, MAX_OVERLAP) == [1, 2]
    assert suppress(boxes[:0], MAX_OVERLAP) == []
