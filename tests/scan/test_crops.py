"""Crops are square, the face in the middle, and what lies beside the photo is its edge."""

import io

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image

from kinfolk.core.faces.crops import SIDE
from kinfolk.scan import crops
from kinfolk.scan.tasks import Box

SIDES = st.integers(1, 6000)


def _pixels(crop: bytes) -> np.ndarray:
    return np.asarray(Image.open(io.BytesIO(crop)).convert("RGB")).astype(int)


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
        (0, 399, 1, 1),
        (599, 0, 1, 1),
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
    assert tile.shape == (min(SIDE, round(side)),) * 2 + (3,)
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
