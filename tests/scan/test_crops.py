"""Crops are square, the face in the middle, and what lies beside the photo is its edge."""

import io
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image

from kinfolk.scan import crops
from kinfolk.scan.tasks import Box
from kinfolk.vision.decode import load
from tests.random_examples import often
from tests.rotated_photos import STORED, TURNS

SIDES = st.integers(1, 6000)


def _open(crop: bytes) -> Image.Image:
    return Image.open(io.BytesIO(crop))


def _pixels(crop: bytes) -> np.ndarray:
    return np.asarray(_open(crop).convert("RGB")).astype(int)


def _boxes(width: int, height: int) -> st.SearchStrategy[Box]:
    """Faces anywhere, often at an edge or in a corner, up to the size of the photo."""

    def along(end: int) -> st.SearchStrategy[tuple[int, int]]:
        size = st.integers(1, end)
        return size.flatmap(
            lambda n: st.tuples(st.sampled_from([0, end - n]) | st.integers(0, end - n), st.just(n))
        )

    return st.builds(lambda x, y: (x[0], y[0], x[1], y[1]), along(width), along(height))


@given(width=SIDES, height=SIDES, data=st.data())
def test_the_square_is_around_the_middle_of_the_face(
    width: int, height: int, data: st.DataObject
) -> None:
    x, y, w, h = box = data.draw(_boxes(width, height))
    left, top, side = crops.square(box, width=width, height=height)
    assert left + side / 2 == pytest.approx(x + w / 2)
    assert top + side / 2 == pytest.approx(y + h / 2)
    assert 1.4 * max(w, h) <= side + 1e-6 <= 1.8 * max(w, h) + 2e-6
    if left < -1e-6 or top < -1e-6 or max(left - width, top - height) + side > 1e-6:
        assert side == pytest.approx(1.4 * max(w, h))  # no more beside the photo than must be


@pytest.mark.slow
@settings(max_examples=often(200))
@given(
    width=st.integers(16, 900),
    height=st.integers(16, 900),
    scale=st.sampled_from([1.0, 1.0, 2.5, 7.0]),
    data=st.data(),
)
def test_the_middle_of_the_tile_is_the_middle_of_the_face(
    width: int, height: int, scale: float, data: st.DataObject
) -> None:
    """The face is a box that grows brighter towards its middle; all else is grey, nothing black."""
    x, y, w, h = box = data.draw(
        _boxes(width, height).filter(lambda b: min(b[2:]) >= max(12, max(b[2:]) / 2))
    )
    pixels = np.full((height, width, 3), (120, 120, 120), np.uint8)
    pixels[y : y + h, x : x + w] = (250, 30, 30)
    shown = round(scale * x), round(scale * y), round(scale * w), round(scale * h)
    tile = _pixels(crops.cut(Image.fromarray(pixels), shown, scale=scale))
    size = len(tile)
    assert tile.shape == (size, size, 3)
    assert tile.sum(axis=2).min() > 200, "nothing is black"
    middle = tile[size // 2 - 1 : size // 2 + 2, size // 2 - 1 : size // 2 + 2]
    assert (middle[..., 0] > 180).all()
    assert (middle[..., 1] < 110).all()
    is_face = (tile[..., 0] > 185) & (tile[..., 1] < 80)
    down, across = (np.nonzero(is_face.any(axis=axis))[0] for axis in (1, 0))
    left, top, side = crops.square(box, width=width, height=height)
    if min(left, top, width - left - side, height - top - side) >= 0:
        slack = 2 + 0.03 * size
        assert (down[0] + down[-1]) / 2 == pytest.approx((size - 1) / 2, abs=slack)
        assert (across[0] + across[-1]) / 2 == pytest.approx((size - 1) / 2, abs=slack)


def test_nobody_else_is_in_the_middle_of_a_face_in_the_corner() -> None:
    pixels = np.full((400, 400, 3), 120, np.uint8)
    pixels[0:60, 0:60] = (250, 30, 30)
    pixels[60:200, 60:200] = (30, 250, 30)  # a larger one beside it
    tile = _pixels(crops.cut(Image.fromarray(pixels), (0, 0, 60, 60), scale=1.0))
    third = len(tile) // 3
    middle = tile[third:-third, third:-third]
    assert (middle[..., 0] > 150).mean() > 0.95


@pytest.mark.parametrize("orientation", TURNS)
def test_a_turned_photo_is_cut_where_one_sees_the_face(tmp_path: Path, orientation: int) -> None:
    seen = np.full((300, 500, 3), 120, np.uint8)
    seen[0:80, 420:500] = (250, 30, 30)  # the upper right corner, as one sees it
    stored = Image.fromarray(seen)
    if (turn := STORED[orientation]) is not None:
        stored = stored.transpose(turn)
    exif = Image.Exif()
    exif[0x0112] = orientation
    stored.save(tmp_path / "photo.jpg", quality=95, exif=exif)
    photo = load(tmp_path / "photo.jpg", side=1024)
    assert photo.image.size == (500, 300)
    tile = _pixels(crops.cut(photo.image, (420, 0, 80, 80), scale=photo.scale))
    middle = tile[len(tile) // 2, len(tile) // 2]
    assert middle[0] > 200
    assert middle[1] < 80
    assert tile.sum(axis=2).min() > 200


@pytest.mark.parametrize("scale", [1.0, 2.5])
@pytest.mark.parametrize(
    "box",
    [
        (300, 200, 100, 80),
        (300, 200, 50, 260),
        (0, 0, 100, 80),
        (20, 150, 90, 120),
        (540, 330, 60, 70),
        (500, 0, 100, 60),
        (0, 345, 60, 55),
        (0, 180, 600, 60),
        (260, 0, 30, 400),
    ],
)
def test_each_pixel_of_a_tile_is_the_photos_at_its_place(box: Box, scale: float) -> None:
    """Red grows from left to right, green from top to bottom: a pixel says where it was."""
    width, height = 600, 400
    pixels = np.full((height, width, 3), 128, np.uint8)
    pixels[..., 0] = np.linspace(20, 235, width)[None]
    pixels[..., 1] = np.linspace(20, 235, height)[:, None]
    x, y, w, h = box
    shown = round(scale * x), round(scale * y), round(scale * w), round(scale * h)
    tile = _pixels(crops.cut(Image.fromarray(pixels), shown, scale=scale))
    size = len(tile)
    left, top, side = crops.square(box, width=width, height=height)
    assert tile.shape == (min(crops.SIDE, round(side)),) * 2 + (3,)
    across, down = ((start + (np.arange(size) + 0.5) * side / size) for start in (left, top))
    is_in = ((across > 0) & (across < width))[None] & ((down > 0) & (down < height))[:, None]
    red = np.interp(across, np.arange(width) + 0.5, pixels[0, :, 0])[None]
    green = np.interp(down, np.arange(height) + 0.5, pixels[:, 0, 1])[:, None]
    for channel, expected in enumerate((red, green)):
        apart = np.abs(tile[..., channel] - expected)
        assert apart[is_in].mean() < 2.5
        assert apart.mean() < 4  # beside the photo its edge goes on
        assert apart.max() < 30


def test_beside_the_photo_its_edge_is_blurred() -> None:
    pixels = np.full((400, 400, 3), 128, np.uint8)
    pixels[::8, :, :] = 255  # stripes that run into the left edge
    tile = _pixels(crops.cut(Image.fromarray(pixels), (0, 150, 100, 100), scale=1.0))[..., 0]
    assert len(tile) == 140
    assert tile[:, 40:].std() > 25
    assert tile[:, :12].std() < 8


def test_margin_and_size() -> None:
    pixels = np.full((1000, 2000, 3), 255, np.uint8)
    assert _open(crops.cut(Image.fromarray(pixels), (600, 300, 100, 100), scale=1.0)).size == (
        180,
        180,
    )
    assert _open(crops.cut(Image.fromarray(pixels), (600, 300, 300, 300), scale=1.0)).size == (
        256,
        256,
    )


def test_boxes_are_in_displayed_pixels() -> None:
    pixels = np.zeros((100, 200, 3), np.uint8)
    pixels[40:60, 90:110] = 255
    crop = _open(crops.cut(Image.fromarray(pixels), (360, 160, 80, 80), scale=4.0))
    assert crop.size == (36, 36)
    bright = np.asarray(crop.convert("L")) > 127
    assert np.nonzero(bright)[1].mean() == pytest.approx(17.5, abs=1.5)
    assert 350 < bright.sum() < 450


def test_a_face_at_the_edge_gets_no_border() -> None:
    colour = (200, 90, 40)
    pixels = np.full((300, 300, 3), colour, np.uint8)
    for box in [(0, 0, 100, 120), (200, 180, 100, 120), (250, 0, 50, 50), (0, 299, 1, 1)]:
        crop = _pixels(crops.cut(Image.fromarray(pixels), box, scale=1.0))
        assert crop.shape[0] == crop.shape[1]
        assert np.abs(crop - colour).max() < 12


def test_a_face_as_large_as_the_photo_is_whole() -> None:
    pixels = np.full((50, 400, 3), 200, np.uint8)
    tile = _pixels(crops.cut(Image.fromarray(pixels), (100, 0, 200, 50), scale=1.0))
    assert tile.shape == (256, 256, 3)
    assert tile.min() > 190
