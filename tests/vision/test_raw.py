"""RAW photos are read as they are displayed: by the camera's own picture, or developed."""

import sys
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from kinfolk.metadata.capture_date import CaptureDate, TakenPrecision, TakenSource
from kinfolk.metadata.frame import Frame
from kinfolk.vision import decode
from kinfolk.vision.decoders import Decoders
from kinfolk.vision.photo import SCAN_SIDE, Photo, Unreadable
from tests import labelled
from tests.raw_photo import dng
from tests.rotated_photos import TURNS
from tests.vision import hostile
from tests.vision.pictures import corner_colours, picture

pytestmark = pytest.mark.slow

CORNERS = dict(enumerate(["rgbw", "grwb", "wbgr", "bwrg", "rbgw", "brwg", "wgbr", "gwrb"], 1))
BLACK = Image.new("RGB", (60, 40))
SIDE = SCAN_SIDE


@pytest.fixture(scope="module")
def drawing() -> Iterator[Decoders]:
    with Decoders() as made:
        yield made


def refusal(drawing: Decoders, path: Path) -> str:
    found = drawing.read(path, side=SIDE).photo
    assert isinstance(found, Unreadable)
    assert found.is_lasting
    return found.message


def shown(turn: int, width: int = 60, height: int = 40) -> tuple[int, int]:
    return (width, height) if turn < 5 else (height, width)


@pytest.mark.parametrize(("turn", "is_linear"), [*((turn, False) for turn in TURNS), (6, True)])
def test_orientation_developed(
    drawing: Decoders, tmp_path: Path, turn: int, is_linear: bool
) -> None:
    path = dng(tmp_path / "photo.dng", picture(), turn=turn, is_linear=is_linear)
    photo = drawing.load(path, side=SIDE)
    assert corner_colours(photo) == CORNERS[turn]
    assert (photo.width, photo.height) == shown(turn)
    assert drawing.frame(path) == Frame(turn, 60, 40)


@pytest.mark.parametrize(("turn", "own"), [*((turn, None) for turn in TURNS), (6, 6)])
def test_orientation_of_the_cameras_picture(
    drawing: Decoders, tmp_path: Path, turn: int, own: int | None
) -> None:
    path = tmp_path / "photo.dng"
    dng(path, BLACK, turn=turn, preview=picture(120, 80), preview_turn=own)
    photo = drawing.load(path, side=SIDE)
    assert corner_colours(photo) == CORNERS[turn]
    assert (photo.width, photo.height) == shown(turn, 120, 80)
    assert drawing.frame(path) == Frame(turn, 120, 80)


@pytest.mark.parametrize("own", [None, 1])
def test_a_picture_that_is_turned_already_is_not_turned_twice(
    drawing: Decoders, tmp_path: Path, own: int | None
) -> None:
    path = tmp_path / "photo.dng"
    dng(path, BLACK, turn=6, preview=picture(80, 120), preview_turn=own)
    photo = drawing.load(path, side=SIDE)
    assert corner_colours(photo) == "rgbw"
    assert (photo.width, photo.height) == (80, 120)
    assert drawing.frame(path) == Frame(6, 120, 80)


def test_a_small_picture_of_the_camera_is_passed_over(drawing: Decoders, tmp_path: Path) -> None:
    sensor = picture(2400, 1600)
    large, small = Image.new("RGB", (1920, 1280)), Image.new("RGB", (1600, 1067))
    taken = drawing.load(dng(tmp_path / "a.dng", sensor, preview=large), side=SIDE)
    developed = drawing.load(dng(tmp_path / "b.dng", sensor, preview=small), side=SIDE)
    assert (taken.width, taken.height) == (1920, 1280)
    assert (developed.width, developed.height) == (2400, 1600)
    assert corner_colours(developed) == "rgbw"


def test_half_of_it_is_developed_where_that_is_enough(drawing: Decoders, tmp_path: Path) -> None:
    path = dng(tmp_path / "photo.dng", picture(4000, 3000), turn=6)
    photo = drawing.load(path, side=SIDE)
    assert photo.image.size == (1500, 2000)
    assert (photo.width, photo.height, photo.scale) == (3000, 4000, 2)
    assert corner_colours(photo) == CORNERS[6]
    whole = drawing.load(path, side=4000)
    assert (whole.image.size, whole.scale) == ((3000, 4000), 1)
    small = drawing.load(path, side=512)
    assert (small.image.size, small.width, small.height) == ((500, 667), 3000, 4000)


def test_it_is_the_same_picture_each_time(tmp_path: Path) -> None:
    noisy = np.random.default_rng(7).integers(0, 256, (300, 400, 3)).astype(np.uint8)
    path = dng(tmp_path / "photo.dng", Image.fromarray(noisy))
    seen = set()
    for _ in range(3):
        with Decoders() as drawing:
            seen.add(drawing.load(path, side=SIDE).picture)
    assert len(seen) == 1


@pytest.mark.parametrize("has_preview", [False, True])
def test_what_the_camera_noted(drawing: Decoders, tmp_path: Path, has_preview: bool) -> None:
    preview = picture() if has_preview else None
    photo = drawing.load(dng(tmp_path / "photo.dng", picture(), preview=preview), side=SIDE)
    at = datetime(2019, 7, 5, 12, 30)
    assert photo.shot.taken == CaptureDate(at, TakenPrecision.SECOND, TakenSource.EXIF)
    assert photo.shot.camera == "Maker One"
    assert (photo.shot.latitude, photo.shot.longitude) == (48.5, -2.25)
    assert photo.mimetype == "image/x-adobe-dng"


@pytest.mark.parametrize(
    ("name", "size", "camera", "day", "mimetype"),
    [
        ("canon-g2.crw", (2312, 1720), "Canon PowerShot G2", "2022-01-20", "image/x-canon-crw"),
        ("canon-s40.crw", (2312, 1720), "Canon PowerShot S40", "2021-04-08", "image/x-canon-crw"),
        ("nikon-d1.nef", (2012, 1324), "NIKON D1", "2000-11-19", "image/x-nikon-nef"),
    ],
)
def test_samples_of_cameras(
    drawing: Decoders, name: str, size: tuple[int, int], camera: str, day: str, mimetype: str
) -> None:
    path = labelled.camera(name)
    before = path.read_bytes()
    photo = drawing.load(path, side=SIDE)
    assert (photo.width, photo.height) == size
    assert np.asarray(photo.image).std() > 20
    assert photo.shot.taken is not None
    assert (photo.shot.camera, photo.shot.taken.at.date().isoformat()) == (camera, day)
    assert photo.mimetype == mimetype
    assert path.read_bytes() == before


def test_a_picture_that_only_has_the_name_of_one(drawing: Decoders, tmp_path: Path) -> None:
    picture().save(tmp_path / "photo.png")
    path = (tmp_path / "photo.png").rename(tmp_path / "photo.nef")
    assert "from a camera whose RAW photos Kinfolk can’t read" in refusal(drawing, path)


def test_the_empty_one_and_the_one_that_is_gone(drawing: Decoders, tmp_path: Path) -> None:
    (tmp_path / "photo.cr2").touch()
    assert refusal(drawing, tmp_path / "photo.cr2") == "The file is empty."
    with pytest.raises(FileNotFoundError):
        drawing.read(tmp_path / "gone.cr2", side=SIDE)


def test_without_what_reads_it_it_waits(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = dng(tmp_path / "photo.dng", picture())
    monkeypatch.setitem(sys.modules, "rawpy", None)  # as if it were not installed
    with pytest.raises(Unreadable, match="no longer installed") as caught:
        decode.load(path, side=SIDE)
    assert not caught.value.is_lasting


def test_a_size_that_is_not_there(drawing: Decoders, tmp_path: Path) -> None:
    """Some bytes that claim to be of 60,000 × 60,000 pixels, or of as many as are read."""
    vast = dng(tmp_path / "vast.dng", picture(), claims=(60_000, 60_000))
    assert "3,600 megapixels; the limit is 160" in refusal(drawing, vast)
    large = dng(tmp_path / "large.dng", picture(), claims=(12_000, 13_000))
    assert "damaged" in refusal(drawing, large)
    assert drawing.load(dng(tmp_path / "good.dng", picture()), side=SIDE).width == 60


def test_cut_anywhere_it_is_read_whole_or_refused(drawing: Decoders, tmp_path: Path) -> None:
    whole = dng(tmp_path / "whole.dng", picture(200, 160), preview=picture(200, 160))
    data, path = whole.read_bytes(), tmp_path / "cut.dng"
    whole_pixels = drawing.load(whole, side=SIDE).picture
    refused = 0
    for length in range(0, len(data), len(data) // 25):
        path.write_bytes(data[:length])
        found = drawing.read(path, side=SIDE).photo
        if isinstance(found, Unreadable):
            refused += 1
        else:  # what is lacking are notes behind the picture
            assert found.picture == whole_pixels
    assert refused > 20


@pytest.mark.parametrize("name", ["canon-s40.crw", "nikon-d1.nef"])
def test_a_sample_without_its_end_is_refused(drawing: Decoders, tmp_path: Path, name: str) -> None:
    data, path = labelled.camera(name).read_bytes(), tmp_path / name
    for share in (0.3, 0.99):
        path.write_bytes(data[: int(len(data) * share)])
        assert "damaged" in refusal(drawing, path)


@pytest.mark.parametrize("of", ["ours", "cameras"])
def test_bytes_changed_anywhere_cost_that_photo_alone(
    drawing: Decoders, tmp_path: Path, of: str
) -> None:
    originals = [
        dng(tmp_path / "a.dng", picture(200, 160), preview=picture(200, 160)),
        dng(tmp_path / "b.dng", picture(200, 160), is_linear=True),
    ]
    whole = originals[0]
    if of == "cameras":
        originals = [labelled.camera(name) for name in ("canon-s40.crw", "nikon-d1.nef")]
    folder = tmp_path / "changed"
    folder.mkdir()
    for path in hostile.mutated(folder, originals, 20, seed=7):
        found = drawing.read(path, side=512).photo
        assert isinstance(found, (Photo, Unreadable))
        path.unlink()
    assert drawing.load(whole, side=SIDE).width == 200
