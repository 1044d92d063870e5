"""Files that are broken, cut, oversized or no pictures at all do no harm."""

import contextlib
import io
import zlib
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from PIL import Image, PngImagePlugin

from kinfolk.vision import decode
from kinfolk.vision.photo import Unreadable
from tests.vision.pictures import corner_colours, picture


def test_broken_exif_loses_no_photo(tmp_path: Path) -> None:
    path = tmp_path / "photo.jpg"
    picture().save(path, exif=b"Exif\0\0MM\0*\0\0\0\x08\xff\xff\x01\x12garbage", quality=95)
    assert corner_colours(decode.load(path, side=60)) == "rgbw"


@pytest.mark.parametrize("suffix", ["jpg", "png", "webp", "tiff", "avif", "heic", "gif"])
def test_a_file_cut_anywhere_is_read_or_refused(tmp_path: Path, suffix: str) -> None:
    picture(200, 160).save(tmp_path / f"whole.{suffix}")
    data = (tmp_path / f"whole.{suffix}").read_bytes()
    path = tmp_path / f"cut.{suffix}"
    reasons = []
    for length in range(0, len(data), max(1, len(data) // 25)):
        path.write_bytes(data[:length])
        try:
            assert decode.load(path, side=100).width == 200
        except Unreadable as error:
            reasons.append(error.message)
    assert len(reasons) > 5
    assert all(reason.endswith(".") for reason in reasons)


def _without_its_end(path: Path, share: float, **options: Any) -> Path:
    """A file that has lost its end, with colours all over so that its rows are alike in size."""
    noisy = np.random.default_rng(7).integers(0, 256, (160, 200, 3)).astype(np.uint8)
    Image.fromarray(noisy).save(path, quality=90, **options)
    data = path.read_bytes()
    path.write_bytes(data[: round(len(data) * share)])
    return path


@pytest.mark.parametrize("turn", [1, 6])
def test_a_jpeg_that_lost_its_end_is_read_as_far_as_it_goes(tmp_path: Path, turn: int) -> None:
    exif = Image.Exif()
    exif[0x0112] = turn
    whole = decode.load(_without_its_end(tmp_path / "whole.jpg", 1.0, exif=exif), side=200)
    cut = decode.load(_without_its_end(tmp_path / "cut.jpg", 0.8, exif=exif), side=200)
    assert (cut.width, cut.height) == (whole.width, whole.height)
    same = (np.asarray(cut.image) == np.asarray(whole.image)).all(axis=2)
    grey = (np.asarray(cut.image) == 128).all(axis=2)
    assert 0.7 < same.mean() < 0.9
    assert 0.1 < grey.mean() < 0.3
    assert (same | grey).mean() > 0.9


@pytest.mark.parametrize(("share", "options"), [(0.3, {}), (0.8, {"progressive": True})])
def test_too_little_of_a_jpeg_is_refused(
    tmp_path: Path, share: float, options: dict[str, object]
) -> None:
    with pytest.raises(Unreadable, match="incomplete"):
        decode.load(_without_its_end(tmp_path / "cut.jpg", share, **options), side=200)


def test_noise_in_the_middle_does_no_harm(tmp_path: Path) -> None:
    noise = np.random.default_rng(7)
    for suffix in ("jpg", "png", "webp", "tiff", "avif", "heic", "gif"):
        path = tmp_path / f"noisy.{suffix}"
        picture(200, 160).save(path)
        data = bytearray(path.read_bytes())
        for _ in range(20):
            changed = bytearray(data)
            for place in noise.integers(0, len(data), 12):
                changed[place] = noise.integers(0, 256)
            path.write_bytes(changed)
            with contextlib.suppress(Unreadable):
                assert decode.load(path, side=100).image.mode == "RGB"


def test_no_picture_at_all(tmp_path: Path) -> None:
    path = tmp_path / "letter.jpg"
    path.write_text("Dear Eva,")
    with pytest.raises(Unreadable, match="isn’t a picture"):
        decode.load(path, side=100)


def test_a_file_that_is_gone_is_told_apart(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError):
        decode.load(tmp_path / "gone.jpg", side=100)


def _png(width: int, height: int) -> bytes:
    """The start of a PNG that claims a size and holds nothing."""
    file = io.BytesIO()
    head = width.to_bytes(4, "big") + height.to_bytes(4, "big") + b"\x08\x02\0\0\0"
    PngImagePlugin.putchunk(file, b"IHDR", head)
    PngImagePlugin.putchunk(file, b"IDAT", zlib.compress(bytes(100)))
    PngImagePlugin.putchunk(file, b"IEND", b"")
    return b"\x89PNG\r\n\x1a\n" + file.getvalue()


@pytest.mark.parametrize("size", [(8_001, 10_000), (20_000, 20_000), (2**31 - 1, 2**31 - 1)])
def test_too_many_pixels_are_refused_before_decoding(tmp_path: Path, size: tuple[int, int]) -> None:
    path = tmp_path / "bomb.png"
    path.write_bytes(_png(*size))
    with pytest.raises(Unreadable, match="megapixels; the limit is"):
        decode.load(path, side=1024)


def test_a_text_bomb_is_refused(tmp_path: Path) -> None:
    info = PngImagePlugin.PngInfo()
    info.add_text("Comment", "a" * 20_000_000, zip=True)
    picture().save(tmp_path / "text.png", pnginfo=info)
    with pytest.raises(Unreadable, match="text"):
        decode.load(tmp_path / "text.png", side=60)


def test_an_endless_progressive_jpeg_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "slow.jpg"
    picture().save(path, progressive=True)
    data = path.read_bytes()
    scan = data[data.rindex(b"\xff\xda") : -2]
    path.write_bytes(data[:-2] + scan * 500 + data[-2:])
    with pytest.raises(Unreadable, match="too long to open"):
        decode.load(path, side=60)
