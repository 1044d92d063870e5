"""Crops are square, hold the whole head, and never show anything beside the photo."""

import io

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image

from app.pipeline import crops

SIDES = st.integers(1, 6000)


def _open(webp: bytes) -> Image.Image:
    return Image.open(io.BytesIO(webp))


@given(width=SIDES, height=SIDES, data=st.data())
def test_the_square_lies_in_the_photo(width: int, height: int, data: st.DataObject) -> None:
    x, y = data.draw(st.integers(0, width - 1)), data.draw(st.integers(0, height - 1))
    w, h = data.draw(st.integers(1, width - x)), data.draw(st.integers(1, height - y))
    left, top, side = crops.square((x, y, w, h), width=width, height=height)
    assert left >= 0
    assert top >= 0
    assert left + side <= width + 1e-6
    assert top + side <= height + 1e-6
    if max(w, h) * 1.8 <= min(width, height):  # there is room: all of the face is in it
        assert left <= x
        assert top <= y
        assert left + side >= x + w
        assert top + side >= y + h


def test_margin_and_size() -> None:
    pixels = np.full((1000, 2000, 3), 255, np.uint8)
    assert _open(crops.cut(pixels, (600, 300, 100, 100), scale=1.0)).size == (180, 180)
    assert _open(crops.cut(pixels, (600, 300, 300, 300), scale=1.0)).size == (256, 256)


def test_boxes_are_in_displayed_pixels() -> None:
    pixels = np.zeros((100, 200, 3), np.uint8)
    pixels[40:60, 90:110] = 255
    crop = _open(crops.cut(pixels, (360, 160, 80, 80), scale=4.0))
    assert crop.size == (36, 36)
    bright = np.asarray(crop.convert("L")) > 127
    assert np.nonzero(bright)[1].mean() == pytest.approx(17.5, abs=1.5)
    assert 350 < bright.sum() < 450


def test_a_face_at_the_edge_gets_no_border() -> None:
    pixels = np.full((300, 300, 3), 200, np.uint8)
    for box in [(0, 0, 100, 120), (200, 180, 100, 120), (250, 0, 50, 50), (0, 299, 1, 1)]:
        crop = np.asarray(_open(crops.cut(pixels, box, scale=1.0)).convert("L"))
        assert crop.shape[0] == crop.shape[1]
        assert crop.min() > 190


def test_a_face_larger_than_the_photo_is_wide() -> None:
    pixels = np.full((50, 400, 3), 200, np.uint8)
    assert _open(crops.cut(pixels, (100, 0, 200, 50), scale=1.0)).size == (50, 50)
