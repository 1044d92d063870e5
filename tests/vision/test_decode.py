"""Photos of every kind are read as they are displayed; broken and oversized ones do no harm."""

import contextlib
import io
import zlib
from datetime import datetime
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from PIL import Image, PngImagePlugin

from kinfolk.vision import decode
from kinfolk.vision.camera_notes import Shot
from kinfolk.vision.decoders import Decoders
from kinfolk.vision.photo import Unreadable
from tests import labelled
from tests.metadata import forms, kinds
from tests.photo_facts import facts_of
from tests.vision.pictures import corner_colours, picture

# The size as displayed of every odd file that can be read.
READABLE = {
    "compreface/truncated.jpg": (225, 225),
    "compreface/einstein.gif": (256, 256),
    "compreface/einstein.webp": (256, 256),
    "heif/L_exif_xmp_iptc.heic": (64, 64),
    "heif/RGB_10__128x128.heif": (128, 128),
    "heif/RGB_16__128x128.png": (128, 128),
    "heif/zPug_3.heic": (64, 64),
    "photoprism/iphone_7.heic": (4032, 3024),
    "photoprism/panorama360.jpg": (500, 250),
    "photoprism/wrong.heic": (500, 500),
    "photoview/recoverable_bad_rst_marker.jpg": (800, 800),
    "pillow/hopper.avif": (128, 128),
    "pillow/hopper_bad_exif.jpg": (500, 500),
    "pillow/hopper_orientation_6.jpg": (128, 128),
    "pillow/hopper_orientation_6.webp": (128, 128),
    "pillow/invalid-exif.jpg": (200, 200),
    "pillow/iss634.apng": (245, 245),
    "pillow/pil_sample_cmyk.jpg": (100, 100),
    "pillow/rot1mir0.avif": (640, 427),
    "pillow/tiff_16bit_RGB.tiff": (100, 40),
} | {f"orientation/portrait_{turn}.jpg": (450, 600) for turn in range(1, 9)}
# A word of the reason that is shown for every other one.
BROKEN = {
    "compreface/corrupted.png": "damaged",
    "compreface/empty.png": "damaged",
    "heif/corrupted.heic": "damaged",
    "heif/empty.heic": "empty",
    "pillow/broken.png": "damaged",
    "pillow/broken_data_stream.png": "damaged",
    "pillow/decompression_bomb.gif": "megapixels",
    "pillow/png_decompression_dos.png": "text",
}


def _odd(name: str) -> Path:
    return labelled.photos("odd", name)


@pytest.mark.parametrize("name", sorted(READABLE))
def test_odd_file_is_read(name: str) -> None:
    photo = decode.load(_odd(name), side=1024)
    assert (photo.width, photo.height) == READABLE[name]
    width, height = photo.image.size
    assert photo.image.mode == "RGB"
    assert width * photo.scale == pytest.approx(photo.width, abs=photo.scale)
    assert height * photo.scale == pytest.approx(photo.height, abs=photo.scale)
    if name != "heif/L_exif_xmp_iptc.heic":  # really black all over
        assert np.asarray(photo.image).std() > 1
    assert photo.mimetype.startswith("image/")


@pytest.mark.parametrize("name", sorted(BROKEN))
def test_odd_file_is_refused_with_a_reason(name: str) -> None:
    with pytest.raises(Unreadable, match=BROKEN[name]) as caught:
        decode.load(_odd(name), side=1024)
    assert caught.value.is_lasting


def test_every_odd_file_is_named_above() -> None:
    odd = labelled.photos("odd")
    names = {p.relative_to(odd).as_posix() for p in odd.rglob("*") if p.is_file()}
    assert names == READABLE.keys() | BROKEN.keys()


@pytest.mark.parametrize("suffix", ["jpg", "png", "webp", "tiff", "avif"])
@pytest.mark.parametrize(
    ("turn", "corners"),
    list(enumerate(["rgbw", "grwb", "wbgr", "bwrg", "rbgw", "brwg", "wgbr", "gwrb"], 1)),
)
def test_orientation(tmp_path: Path, suffix: str, turn: int, corners: str) -> None:
    path = tmp_path / f"photo.{suffix}"
    exif = Image.Exif()
    exif[0x0112] = turn
    if suffix == "jpg":
        picture().save(path, exif=exif, subsampling=0, quality=95)
    else:
        picture().save(path, exif=exif)
    photo = decode.load(path, side=100)
    assert corner_colours(photo) == corners
    assert (photo.width, photo.height) == ((60, 40) if turn < 5 else (40, 60))


@pytest.mark.parametrize(
    ("name", "size", "side", "shown"),
    [
        ("twenty megapixels.jpg", (5184, 3888), 2048, (2592, 1944)),
        ("without reduced scale.png", (1001, 501), 300, (334, 167)),
        ("small.png", (30, 20), 1024, (30, 20)),
    ],
)
def test_it_is_shrunk_but_not_below_the_side_and_never_enlarged(
    tmp_path: Path, name: str, size: tuple[int, int], side: int, shown: tuple[int, int]
) -> None:
    picture(*size).save(tmp_path / name)
    photo = decode.load(tmp_path / name, side=side)
    assert photo.image.size == shown
    assert (photo.width, photo.height) == size
    assert photo.scale == pytest.approx(size[0] / shown[0], rel=0.01)
    assert corner_colours(photo) == "rgbw"


@pytest.mark.parametrize("mode", ["1", "L", "P", "RGBA", "LA", "CMYK", "I;16", "F", "YCbCr", "LAB"])
def test_every_kind_of_pixels_becomes_rgb(tmp_path: Path, mode: str) -> None:
    grey = Image.linear_gradient("L")
    if mode == "I;16":
        image = Image.fromarray(np.asarray(grey).astype(np.uint16) * 257)
    elif mode == "F":
        image = Image.fromarray(np.asarray(grey).astype(np.float32) / 255)
    elif mode == "LAB":
        neutral = Image.new("L", grey.size, 128)
        image = Image.merge("LAB", [grey, neutral, neutral])
    elif mode in ("1", "P", "RGBA", "LA"):
        image = grey.convert(mode)
    else:
        image = grey.convert("RGB").convert(mode)
    image.save(tmp_path / "photo.tiff")
    photo = decode.load(tmp_path / "photo.tiff", side=256)
    assert np.asarray(photo.image)[:60].mean() < 60
    assert np.asarray(photo.image)[-60:].mean() > 195


def test_what_is_see_through_becomes_white(tmp_path: Path) -> None:
    image = picture().convert("RGBA")
    image.putalpha(Image.new("L", image.size, 0))
    image.save(tmp_path / "alpha.png")
    image.convert("P").save(tmp_path / "palette.png", transparency=0)
    picture().save(tmp_path / "keyed.png", transparency=(255, 0, 0))
    assert corner_colours(decode.load(tmp_path / "alpha.png", side=60)) == "wwww"
    assert corner_colours(decode.load(tmp_path / "keyed.png", side=60)) == "wgbw"
    assert decode.load(tmp_path / "palette.png", side=60).image.size == (60, 40)


@pytest.mark.parametrize("suffix", ["gif", "png", "webp"])
def test_an_animation_shows_its_first_frame(tmp_path: Path, suffix: str) -> None:
    path = tmp_path / f"animation.{suffix}"
    black = Image.new("RGB", (60, 40))
    picture().save(path, save_all=True, append_images=[black, black], lossless=True)
    assert corner_colours(decode.load(path, side=60)) == "rgbw"


def _taken(path: Path, tags: dict[int, str], camera: dict[int, str]) -> datetime | None:
    exif = Image.Exif()
    exif.update(tags)
    exif.get_ifd(0x8769).update(camera)
    picture().save(path, exif=exif)
    taken = decode.load(path, side=60).shot.taken
    assert taken is None or (taken.precision, taken.source) == ("second", "exif")
    return taken.at if taken else None


def test_capture_time(tmp_path: Path) -> None:
    path = tmp_path / "photo.jpg"
    original, digitized, changed = 0x9003, 0x9004, 0x0132
    moment = datetime(1999, 12, 31, 23, 59, 58)
    assert _taken(path, {changed: "2020:01:01 00:00:00"}, {original: "1999:12:31 23:59:58"}) == (
        moment
    )
    assert _taken(path, {}, {digitized: "1999:12:31 23:59:58"}) == moment
    assert _taken(path, {changed: "1999-12-31 23:59:58+02:00"}, {}) == moment
    assert _taken(path, {}, {original: "0000:00:00 00:00:00", digitized: " "}) is None
    assert _taken(path, {}, {}) is None


@pytest.mark.parametrize("suffix", ["jpg", "png", "webp", "tif", "avif"])
def test_a_photo_without_exif_says_its_date_in_xmp(tmp_path: Path, suffix: str) -> None:
    path = tmp_path / f"scan.{suffix}"
    kinds.save(picture(), path, forms.packet("", 'photoshop:DateCreated="1975-06"'))
    taken = decode.load(path, side=60).shot.taken
    assert taken is not None
    assert (taken.iso, taken.source) == ("1975-06", "xmp")


@pytest.mark.parametrize(
    ("make", "model", "camera"),
    [
        ("NIKON CORPORATION", "NIKON D40", "NIKON D40"),
        ("Panasonic", "DMC-FZ8", "Panasonic DMC-FZ8"),
        ("Panasonic", None, "Panasonic"),
        (None, "  Pixel\x00 8\n", "Pixel 8"),
        ("a" * 1000, "b" * 1000, "a" * 40 + " " + "b" * 40),
        (None, None, ""),
    ],
)
def test_the_camera(tmp_path: Path, make: str | None, model: str | None, camera: str) -> None:
    exif = Image.Exif()
    exif.update({tag: said for tag, said in ((0x010F, make), (0x0110, model)) if said})
    assert shot(tmp_path, exif).camera == camera


def shot(folder: Path, exif: Image.Exif) -> Shot:
    """What another process says of a photo with that EXIF."""
    picture().save(folder / "photo.jpg", exif=exif)
    with Decoders() as decoders:
        return decoders.load(folder / "photo.jpg", side=60).shot


ZERO = (0.0, 0.0, 0.0)


@pytest.mark.parametrize(
    ("gps", "place"),
    [
        ({1: "N", 2: (48.0, 51.0, 30.0), 3: "E", 4: (2.0, 17.0, 40.2)}, (48.858333, 2.2945)),
        ({1: "S", 2: (33.0, 52.0, 0.0), 3: "W", 4: (70.5, 0.0, 0.0)}, (-33.866667, -70.5)),
        ({1: "N", 2: (91.0, 0.0, 0.0), 3: "E", 4: (2.0, 0.0, 0.0)}, (None, None)),
        ({1: "N", 2: (48.0, 0.0, 0.0)}, (None, None)),
        ({1: "N", 2: ZERO, 3: "E", 4: ZERO}, (None, None)),
        ({}, (None, None)),
    ],
)
def test_the_coordinates(
    tmp_path: Path, gps: dict[int, object], place: tuple[float | None, float | None]
) -> None:
    exif = Image.Exif()
    exif.get_ifd(0x8825).update(gps)
    found = shot(tmp_path, exif)
    assert (found.latitude, found.longitude) == place


def test_nothing_is_written(tmp_path: Path) -> None:
    path = tmp_path / "photo.jpg"
    exif = Image.Exif()
    exif[0x0112] = 6
    picture().save(path, exif=exif)
    path.chmod(0o400)
    before = facts_of(tmp_path)
    decode.load(path, side=100)
    assert facts_of(tmp_path) == before


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
