"""What a photo and what an engine says of it become: whole rows, whatever the answer is."""

import hashlib
import io
import json
from collections.abc import Callable
from contextlib import closing
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from numpy.typing import NDArray
from PIL import Image

from kinfolk.core.db.models import Asset, Face
from kinfolk.core.faces import crops, embeddings
from kinfolk.errors import AppError
from kinfolk.files import digest
from kinfolk.scan.reading import USE_ANOTHER, read
from kinfolk.scan.tasks import Task
from kinfolk.scan.walk import PhotoFile
from kinfolk.vision.decoders import Decoders
from kinfolk.vision.engine import FoundFace
from kinfolk.vision.isolated import EngineFailed
from tests.fake_engine import FakeEngine, draw, vector
from tests.rig import Rig


def facts(row: Asset | Face, *left_out: str) -> dict[str, Any]:
    return {
        name: getattr(row, name)
        for name in type(row).model_fields
        if name not in {"id", "library_id", "folder_id", "asset_id", *left_out}
    }


def content_of(file: Path) -> str:
    with file.open("rb") as stream:
        return digest(stream)


# What is known of a photo before it was read.
PLAIN: dict[str, Any] = {
    "mimetype": "",
    "width": 0,
    "height": 0,
    "picture": "",
    "length_ms": None,
    "taken_at": None,
    "taken_precision": "second",
    "taken_source": None,
    "names_read": None,
    "names_trouble": None,
    "is_looked_at": True,
}


def test_a_photo_is_kept_with_all_that_is_known_of_it(rig: Rig) -> None:
    exif = Image.Exif()
    exif[0x0132] = "2019:07:04 12:30:05"
    file = rig.folder / "a.png"
    Image.new("RGB", (60, 40), (200, 10, 10)).save(file, exif=exif)
    rig.scan()
    row = rig.photos()["a.png"]
    pixels = np.full((40, 60, 3), (200, 10, 10), np.uint8).tobytes()
    picture = hashlib.sha1(b"60 40" + pixels, usedforsecurity=False).hexdigest()
    assert row.created_at == row.updated_at
    assert row.names_read is not None
    taken = {"taken_at": datetime(2019, 7, 4, 12, 30, 5), "taken_source": "exif"}
    seen = {"mimetype": "image/png", "width": 60, "height": 40, "picture": picture}
    assert facts(row, "created_at", "updated_at") == {
        **PLAIN,
        "path": str(file),
        "file_size": file.stat().st_size,
        "content_hash": content_of(file),
        "modified_ns": file.stat().st_mtime_ns,
        "state": "done",
        "reason": None,
        **seen,
        **taken,
        "names_read": row.names_read,
    }


def test_of_what_cannot_be_read_only_the_file_is_known(rig: Rig) -> None:
    file = rig.folder / "a.jpg"
    file.write_bytes(b"\xff\xd8\xff half")
    rig.scan()
    row = rig.photos()["a.jpg"]
    assert facts(row, "created_at", "updated_at", "reason") == {
        **PLAIN,
        "path": str(file),
        "file_size": 8,
        "content_hash": content_of(file),
        "modified_ns": file.stat().st_mtime_ns,
        "state": "failed",
    }


class Saying(FakeEngine):
    """Says something else of each face it finds."""

    def __init__(self, otherwise: Callable[[FoundFace], FoundFace]) -> None:
        super().__init__()
        self._otherwise = otherwise

    def analyse(self, image: Image.Image) -> list[FoundFace]:
        return [self._otherwise(face) for face in super().analyse(image)]


# In a photo of 200 × 150: the box as an engine gives it, and as it is kept.
BOXES: dict[tuple[float, float, float, float], tuple[int, int, int, int] | None] = {
    (20.4, 30.6, 40.2, 39.8): (20, 31, 41, 39),
    (-7.0, -9.0, 40.0, 40.0): (0, 0, 33, 31),
    (180.0, 130.0, 40.0, 40.0): (180, 130, 20, 20),
    (-5.0, -5.0, 300.0, 300.0): (0, 0, 200, 150),
    (199.0, 149.0, 40.0, 40.0): (199, 149, 1, 1),
    (200.0, 20.0, 40.0, 40.0): None,
    (20.0, 150.0, 40.0, 40.0): None,
    (-40.0, 20.0, 40.0, 40.0): None,
    (20.0, -40.0, 40.0, 40.0): None,
}


def test_a_box_is_kept_as_far_as_it_is_in_the_photo(rig: Rig) -> None:
    boxes, names = list(BOXES), [f"{number}.png" for number in range(len(BOXES))]
    for number, name in enumerate(names):  # told by how far down the face is
        draw(rig.folder / name, [("red", 20, 10 * number)])
    rig.engine = Saying(lambda face: replace(face, box=boxes[round(face.box[1] / 10)]))
    assert rig.scan().faces_found == 5
    kept = [[(f.x, f.y, f.w, f.h) for f in rig.faces(name)] for name in names]
    assert kept == [[box] if box else [] for box in BOXES.values()]


def test_a_large_photo_is_measured_in_the_pixels_that_are_displayed(rig: Rig) -> None:
    """It is looked at at half its size."""
    draw(rig.folder / "a.png", [("red", 1200, 100)], size=(3840, 400), side=200)
    rig.scan()
    (face,) = rig.faces("a.png")
    assert (face.x, face.y, face.w, face.h) == pytest.approx((1200, 100, 200, 200), abs=2)
    assert (face.seen_width, face.seen_height) == (3840, 400)
    points = json.loads(face.landmarks or "")
    assert points[0] == pytest.approx((1200 + 0.3 * 200, 100 + 0.4 * 200), abs=2)
    crop = rig.ask(crops.get, face.id)
    with Image.open(io.BytesIO(crop or b"")) as image:
        middle = image.convert("RGB").getpixel((image.width // 2, image.height // 2))
    assert middle == pytest.approx((220, 30, 30), abs=12)


def test_a_face_is_kept_with_all_that_was_said_of_it(rig: Rig) -> None:
    points = np.array(((21.26, 30), (50, 30), (40, 44), (30, 52), (50, 52)), np.float32)
    said = [(0.123456, 0.2), (1.5, -0.5), (-0.5, 1.5), (0.99999, 0.00004)]
    kept = [(0.1235, 0.2), (1.0, 0.0), (0.0, 1.0), (1.0, 0.0)]

    def otherwise(face: FoundFace) -> FoundFace:  # told by how far down it is
        score, quality = said[round(face.box[1] / 10)]
        return replace(face, score=score, quality=quality, landmarks=points)

    rig.engine = Saying(otherwise)
    for number in range(len(said)):
        draw(rig.folder / f"{number}.png", [("red", 20, 10 * number)])
    rig.scan()
    for number, (confidence, quality) in enumerate(kept):
        (row,) = rig.faces(f"{number}.png")
        photo = rig.photos()[f"{number}.png"]
        assert row.created_at == photo.created_at
        assert facts(row, "created_at", "updated_at", "scan_id", "person_id") == {
            "x": 20,
            "y": 10 * number,
            "w": 40,
            "h": 40,
            "source": "automatic",
            "assigned_by": "auto",
            "timestamp_ms": None,
            "twice_at": None,
            "confidence": confidence,
            "quality": quality,
            "landmarks": "[[21.3, 30.0], [50.0, 30.0], [40.0, 44.0], [30.0, 52.0], [50.0, 52.0]]",
            "seen_in": photo.picture,
            "seen_width": 200,
            "seen_height": 150,
        }
        seen = rig.ask(embeddings.get, row.id, "fake/1")
        assert seen is not None
        assert (seen == vector("red")).all()


class Failing(FakeEngine):
    """Gives no answer where there is something yellow."""

    def analyse(self, image: Image.Image) -> list[FoundFace]:
        found = super().analyse(image)
        if any((face.embedding == vector("yellow")).all() for face in found):
            raise EngineFailed("It gives no answer.")
        return found


def album(rig: Rig, photos: str) -> None:
    """Photos in this order: with a face, with no one, and such that the engine fails at."""
    who = {"f": [("red", 20, 20)], "-": [], "x": [("yellow", 20, 20)]}
    for number, each in enumerate(photos):
        draw(rig.folder / f"{number:02}.jpg", who[each], note=str(number))
    rig.engine = Failing()


@pytest.mark.parametrize("photos", ["xxfxxfxx", "x-x"])
def test_photos_that_the_engine_fails_at_wait_for_the_next_scan(rig: Rig, photos: str) -> None:
    album(rig, photos)
    progress = rig.scan()
    assert (progress.phase, progress.failed) == ("done", photos.count("x"))
    states = {"f": "done", "-": "done", "x": "failed"}
    found = [(row.state, row.reason) for _, row in sorted(rig.photos().items())]
    assert found == [
        (states[each], "It gives no answer." if each == "x" else None) for each in photos
    ]
    rig.engine = FakeEngine()
    assert rig.scan().photos_total == photos.count("x")
    assert {row.state for row in rig.photos().values()} == {"done"}


@pytest.mark.parametrize("photos", ["x-xx", "fxxfxxx"])
def test_an_engine_that_fails_at_three_in_a_row_ends_the_scan(rig: Rig, photos: str) -> None:
    """A photo of no one tells nothing of the engine."""
    album(rig, photos)
    with pytest.raises(AppError) as stopped:
        rig.scan()
    known = sorted(rig.photos().items())  # what was read before it was given up is kept
    states = {"f": "done", "-": "done", "x": "failed"}
    assert [row.state for _, row in known] == [states[each] for each in photos[:-1]]
    assert [len(rig.faces(name)) for name, _ in known] == [each == "f" for each in photos[:-1]]
    assert str(stopped.value) == "The scan stopped. It gives no answer."
    assert stopped.value.hint == USE_ANOTHER
    assert str(USE_ANOTHER) == (
        "Nothing you’ve named is lost. Choose another engine in Settings, or with `kinfolk engines"
        " use`."
    )


def test_a_photo_that_is_known_stays_as_it_was_where_the_engine_fails(rig: Rig) -> None:
    """Described by another engine; what a photo with its faces lacked is made by the next scan."""

    class Describing(Failing):
        def embed(self, image: Any, landmarks: Any) -> NDArray[np.float32]:
            found = super().embed(image, landmarks)
            if (found == vector("yellow")).all(axis=1).any():
                raise EngineFailed("It gives no answer.")
            return found

    for name, colour in (("a.jpg", "yellow"), ("b.jpg", "red"), ("c.jpg", "yellow")):
        draw(rig.folder / name, [(colour, 20, 20)], note=name)
    rig.scan()
    before = {name: facts(row) for name, row in rig.photos().items()}
    rig.engine = Describing("fake/2")
    progress = rig.scan()
    assert (progress.failed, progress.faces_found, progress.embedded) == (0, 1, 1)
    after = {name: facts(row) for name, row in rig.photos().items()}
    assert (after["a.jpg"], after["c.jpg"]) == (before["a.jpg"], before["c.jpg"])
    lacking = rig.ask(embeddings.assets_lacking, "fake/2")
    mine = {photo.id: name for name, photo in rig.photos().items()}
    assert {mine[each] for each in lacking if each in mine} == {"a.jpg", "c.jpg"}


def test_pictures_of_the_same_pixels_in_another_shape_are_two(rig: Rig) -> None:
    for name, size in (("a.png", (60, 40)), ("b.png", (40, 60))):
        Image.new("RGB", size, "white").save(rig.folder / name)
    rig.scan()
    assert len({photo.picture for photo in rig.photos().values()}) == 2


def test_a_photo_that_went_away_before_it_was_read_is_noticed_by_the_next_scan(rig: Rig) -> None:
    rig.draw_album()
    for number in range(10):
        draw(rig.folder / "a" / f"{number}.jpg", note=str(number))
    gone = draw(rig.folder / "z.jpg", note="z")
    rig.engine.on_call = lambda: gone.unlink(missing_ok=True)
    progress = rig.scan()
    assert (progress.phase, progress.failed) == ("done", 0)
    assert progress.photos_done == progress.photos_total == 16
    assert "z.jpg" not in rig.photos()


def test_what_is_still_being_written_is_left_to_the_next_scan(tmp_path: Path) -> None:
    file = tmp_path / "a.jpg"
    file.write_bytes(b"\xff\xd8\xff a first")
    walked = file.stat()
    task = Task(PhotoFile(str(file), walked.st_size, walked.st_mtime_ns), "library", "folder")
    with closing(Decoders(1)) as decoders:
        (failed,) = read([task], FakeEngine(), decoders)
        assert failed is not None
        assert failed.reason
        with file.open("ab") as written:
            written.write(b" and a second piece")
        assert list(read([task], FakeEngine(), decoders)) == [None]
