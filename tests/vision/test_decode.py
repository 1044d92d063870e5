"""Photos of every kind are read as they are displayed, and nothing that is broken does harm."""

import contextlib
import hashlib
import io
import subprocess
import sys
import zlib
from datetime import datetime
from pathlib import Path

import numpy as np
import pytest
from PIL import Image, PngImagePlugin

from app.vision import decode

PHOTOS = Path(__file__).resolve().parents[3] / "shared" / "photos"
ODD = PHOTOS / "odd"

# The size as displayed of every odd file that can be read.
READABLE = {
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
    "compreface/truncated.jpg": "cut short",
    "heif/corrupted.heic": "damaged",
    "heif/empty.heic": "empty",
    "pillow/broken.png": "damaged",
    "pillow/broken_data_stream.png": "damaged",
    "pillow/decompression_bomb.gif": "megapixels",
    "pillow/png_decompression_dos.png": "text",
}


def _odd(name: str) -> Path:
    path = ODD / name
    if not path.exists():
        pytest.skip(f"{name} of the shared photos is not here")
    return path


def _picture(width: int = 60, height: int = 40) -> Image.Image:
    """Red left above, green right above, blue left below, white right below."""
    image = Image.new("RGB", (width, height), "white")
    image.paste("red", (0, 0, width // 2, height // 2))
    image.paste((0, 255, 0), (width // 2, 0, width, height // 2))
    image.paste("blue", (0, height // 2, width // 2, height))
    return image


def _corners(photo: decode.Photo) -> str:
    """The colours of the four corners, reading order, as letters."""
    names: dict[tuple[int, ...], str] = {
        (1, 0, 0): "r",
        (0, 1, 0): "g",
        (0, 0, 1): "b",
        (1, 1, 1): "w",
    }
    pixels = photo.pixels > 127
    height, width, _ = pixels.shape
    spots: list[tuple[int, int]] = [
        (3, 3),
        (3, width - 4),
        (height - 4, 3),
        (height - 4, width - 4),
    ]
    return "".join(names.get(tuple(pixels[spot].tolist()), "?") for spot in spots)


@pytest.mark.parametrize("name", sorted(READABLE))
def test_odd_file_is_read(name: str) -> None:
    photo = decode.load(_odd(name), side=1024)
    assert (photo.width, photo.height) == READABLE[name]
    height, width, channels = photo.pixels.shape
    assert channels == 3
    assert photo.pixels.dtype == np.uint8
    assert width * photo.scale == pytest.approx(photo.width, abs=photo.scale)
    assert height * photo.scale == pytest.approx(photo.height, abs=photo.scale)
    if name != "heif/L_exif_xmp_iptc.heic":  # really black all over
        assert photo.pixels.std() > 1
    assert photo.mimetype.startswith("image/")


@pytest.mark.parametrize("name", sorted(BROKEN))
def test_odd_file_is_refused_with_a_reason(name: str) -> None:
    with pytest.raises(decode.Unreadable, match=BROKEN[name]) as caught:
        decode.load(_odd(name), side=1024)
    assert caught.value.is_lasting


def test_every_odd_file_is_named_above() -> None:
    if not ODD.exists():
        pytest.skip("the shared photos are not here")
    names = {p.relative_to(ODD).as_posix() for p in ODD.rglob("*") if p.is_file()}
    assert names == READABLE.keys() | BROKEN.keys()


def test_the_eight_orientations_look_alike() -> None:
    first = decode.load(_odd("orientation/portrait_1.jpg"), side=600).pixels.astype(int)
    for turn in range(2, 9):
        other = decode.load(_odd(f"orientation/portrait_{turn}.jpg"), side=600).pixels
        assert np.abs(first - other).mean() < 20  # each has its number on it


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
        _picture().save(path, exif=exif, subsampling=0, quality=95)
    else:
        _picture().save(path, exif=exif)
    photo = decode.load(path, side=100)
    assert _corners(photo) == corners
    assert (photo.width, photo.height) == ((60, 40) if turn < 5 else (40, 60))


def test_twenty_megapixels_are_shrunk_but_not_below_the_side(tmp_path: Path) -> None:
    path = tmp_path / "large.jpg"
    _picture(5184, 3888).save(path)
    photo = decode.load(path, side=2048)
    assert photo.pixels.shape == (1944, 2592, 3)
    assert (photo.width, photo.height, photo.scale) == (5184, 3888, 2.0)


def test_a_kind_without_reduced_scale_is_shrunk_too(tmp_path: Path) -> None:
    path = tmp_path / "large.png"
    _picture(1001, 501).save(path)
    photo = decode.load(path, side=300)
    assert photo.pixels.shape == (167, 334, 3)
    assert (photo.width, photo.height) == (1001, 501)
    assert _corners(photo) == "rgbw"


def test_a_small_photo_is_never_enlarged(tmp_path: Path) -> None:
    _picture(30, 20).save(tmp_path / "small.png")
    photo = decode.load(tmp_path / "small.png", side=1024)
    assert (photo.pixels.shape, photo.scale) == ((20, 30, 3), 1.0)


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
    assert photo.pixels[:60].mean() < 60
    assert photo.pixels[-60:].mean() > 195


def test_what_is_see_through_becomes_white(tmp_path: Path) -> None:
    image = _picture().convert("RGBA")
    image.putalpha(Image.new("L", image.size, 0))
    image.save(tmp_path / "alpha.png")
    image.convert("P").save(tmp_path / "palette.png", transparency=0)
    _picture().save(tmp_path / "keyed.png", transparency=(255, 0, 0))
    assert _corners(decode.load(tmp_path / "alpha.png", side=60)) == "wwww"
    assert _corners(decode.load(tmp_path / "keyed.png", side=60)) == "wgbw"
    assert decode.load(tmp_path / "palette.png", side=60).pixels.shape == (40, 60, 3)


@pytest.mark.parametrize("suffix", ["gif", "png", "webp"])
def test_an_animation_shows_its_first_frame(tmp_path: Path, suffix: str) -> None:
    path = tmp_path / f"animation.{suffix}"
    black = Image.new("RGB", (60, 40))
    _picture().save(path, save_all=True, append_images=[black, black], lossless=True)
    assert _corners(decode.load(path, side=60)) == "rgbw"


def _taken(path: Path, tags: dict[int, str], camera: dict[int, str]) -> datetime | None:
    exif = Image.Exif()
    exif.update(tags)
    exif.get_ifd(0x8769).update(camera)
    _picture().save(path, exif=exif)
    return decode.load(path, side=60).taken_at


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


def test_broken_exif_loses_no_photo(tmp_path: Path) -> None:
    path = tmp_path / "photo.jpg"
    _picture().save(path, exif=b"Exif\0\0MM\0*\0\0\0\x08\xff\xff\x01\x12garbage", quality=95)
    assert _corners(decode.load(path, side=60)) == "rgbw"


@pytest.mark.parametrize("suffix", ["jpg", "png", "webp", "tiff", "avif", "heic", "gif"])
def test_a_file_cut_anywhere_is_read_or_refused(tmp_path: Path, suffix: str) -> None:
    _picture(200, 160).save(tmp_path / f"whole.{suffix}")
    data = (tmp_path / f"whole.{suffix}").read_bytes()
    path = tmp_path / f"cut.{suffix}"
    reasons = []
    for length in range(0, len(data), max(1, len(data) // 25)):
        path.write_bytes(data[:length])
        try:
            assert decode.load(path, side=100).width == 200
        except decode.Unreadable as error:
            reasons.append(error.message)
    assert len(reasons) > 5
    assert all(reason.endswith(".") for reason in reasons)


def test_noise_in_the_middle_does_no_harm(tmp_path: Path) -> None:
    noise = np.random.default_rng(7)
    for suffix in ("jpg", "png", "webp", "tiff", "avif", "heic", "gif"):
        path = tmp_path / f"noisy.{suffix}"
        _picture(200, 160).save(path)
        data = bytearray(path.read_bytes())
        for _ in range(20):
            changed = bytearray(data)
            for place in noise.integers(0, len(data), 12):
                changed[place] = noise.integers(0, 256)
            path.write_bytes(changed)
            with contextlib.suppress(decode.Unreadable):
                assert decode.load(path, side=100).pixels.ndim == 3


def test_no_picture_at_all(tmp_path: Path) -> None:
    path = tmp_path / "letter.jpg"
    path.write_text("Dear Eva,")
    with pytest.raises(decode.Unreadable, match="no picture"):
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
    with pytest.raises(decode.Unreadable, match="megapixels; Kinfolk reads up to"):
        decode.load(path, side=1024)


def test_a_text_bomb_is_refused(tmp_path: Path) -> None:
    info = PngImagePlugin.PngInfo()
    info.add_text("Comment", "a" * 20_000_000, zip=True)
    _picture().save(tmp_path / "text.png", pnginfo=info)
    with pytest.raises(decode.Unreadable, match="text"):
        decode.load(tmp_path / "text.png", side=60)


def test_an_endless_progressive_jpeg_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "slow.jpg"
    _picture().save(path, progressive=True)
    data = path.read_bytes()
    scan = data[data.rindex(b"\xff\xda") : -2]
    path.write_bytes(data[:-2] + scan * 500 + data[-2:])
    with pytest.raises(decode.Unreadable, match="for ever"):
        decode.load(path, side=60)


MEASURE = """
import resource, sys
from pathlib import Path
from app.vision import decode
for name in sys.argv[1:]:
    try:
        decode.load(Path(name), side=2048)
    except decode.Unreadable:
        pass
print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss)
"""


def test_memory_stays_bounded(tmp_path: Path) -> None:
    pytest.importorskip("resource", reason="peak memory is read through the resource module")
    largest = tmp_path / "largest.png"
    Image.new("RGBA", (8_000, 10_000), "teal").save(largest, compress_level=1)
    bombs = [ODD / "pillow/decompression_bomb.gif", ODD / "pillow/png_decompression_dos.png"]
    names = [str(path) for path in [largest, *bombs] if path.exists()]
    answer = subprocess.run(
        [sys.executable, "-c", MEASURE, *names], capture_output=True, text=True, check=True
    )
    unit = 1 if sys.platform == "darwin" else 1024
    assert int(answer.stdout) * unit < 1_500_000_000


def test_nothing_is_written(tmp_path: Path) -> None:
    if not ODD.exists():
        pytest.skip("the shared photos are not here")
    path = tmp_path / "photo.jpg"
    path.write_bytes(_odd("orientation/portrait_6.jpg").read_bytes())
    path.chmod(0o400)
    before = hashlib.sha256(path.read_bytes()).hexdigest(), path.stat().st_mtime_ns
    decode.load(path, side=100)
    assert (hashlib.sha256(path.read_bytes()).hexdigest(), path.stat().st_mtime_ns) == before
    assert list(tmp_path.iterdir()) == [path]
