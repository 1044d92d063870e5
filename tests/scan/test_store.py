"""What a batch of a scan writes, row by row: photos and faces are given, none is drawn."""

import io
from dataclasses import replace
from typing import Any

import numpy as np
import pytest
from numpy.typing import NDArray
from PIL import Image
from sqlalchemy import delete, select, update
from sqlmodel import col

from kinfolk.core.db.models import Asset, AssetState, Crop, DismissedBox, Embedding, Face
from kinfolk.core.faces import crops, embeddings, faces
from kinfolk.core.faces.faces import Box
from kinfolk.core.people import people
from kinfolk.scan.store import TRY_AGAIN, save
from kinfolk.scan.tasks import ScannedFace, ScannedPhoto, Task
from kinfolk.scan.walk import PhotoFile
from kinfolk.vision.group import SAME
from tests.album import Album
from tests.asking import Asking

ENGINE = "fake/1"
HERE = (100, 60, 80, 80)
UNIT = np.eye(8, dtype=np.float32)


def face(
    box: tuple[int, int, int, int] = HERE,
    vector: NDArray[np.float32] = UNIT[0],
    crop: bytes = b"a crop",
) -> ScannedFace:
    return ScannedFace(box, 0.9, 0.8, "[]", vector.tobytes(), crop)


class Scanner(Asking):
    """Stores what it is told that photos show."""

    def __init__(self, album: Album) -> None:
        self.db, self.album = album.db, album

    def seen(self, name: str, picture: str, *found: ScannedFace, **facts: Any) -> ScannedPhoto:
        """A photo of the folder; its bytes are its name's and its picture's."""
        task = Task(PhotoFile(f"/{name}", 1, 1), self.album.library_id, self.album.folder_id)
        made = ScannedPhoto(
            task, f"{name} {picture}", "image/jpeg", 400, 300, faces=found, picture=picture
        )
        return replace(made, **facts)

    def save(self, *batch: ScannedPhoto, engine: str = ENGINE) -> None:
        self.do(save, batch, engine, same=SAME)

    def photo(self, name: str) -> Asset:
        (found,) = self.every(select(Asset).where(col(Asset.path) == f"/{name}"))
        return found

    def faces(self, name: str) -> list[Face]:
        here = select(Face).where(col(Face.asset_id) == self.photo(name).id)
        return self.every(here.order_by(col(Face.x)))

    def ids(self, name: str) -> list[str]:
        return [face.id for face in self.faces(name)]

    def named(self, name: str) -> str:
        """The face of a photo, which has someone's name now."""
        (mine,) = self.faces(name)
        self.decide(people.create, name=f"Of {name}", face_ids=[mine.id])
        return mine.id

    def boxes(self, name: str) -> list[DismissedBox]:
        here = select(DismissedBox).where(col(DismissedBox.asset_id) == self.photo(name).id)
        return self.every(here)

    def change(self, statement: Any) -> None:
        self.db.write(lambda s: s.execute(statement).close()).result()

    def kept(self, face_id: str) -> tuple[list[float] | None, bytes | None]:
        """Vector and crop."""
        vector = self.ask(embeddings.get, face_id, ENGINE)
        return None if vector is None else vector.tolist(), self.ask(crops.get, face_id)


@pytest.fixture
def scanner(album: Album) -> Scanner:
    return Scanner(album)


def test_a_face_that_waits_comes_to_the_first_photo_that_shows_its_picture(
    scanner: Scanner,
) -> None:
    scanner.save(scanner.seen("a", "one", face()))
    mine = scanner.named("a")
    scanner.save(scanner.seen("a", "two"))
    assert scanner.ids("a") == [mine]  # it waits
    later, first = scanner.seen("z", "one", face()), scanner.seen("b", "one", face())
    scanner.save(later, first)
    (other,) = scanner.ids("z")
    assert other != mine
    assert (scanner.ids("b"), scanner.ids("a")) == ([mine], [])
    assert scanner.faces("b")[0].updated_at > scanner.faces("z")[0].updated_at


OVER_HALF, UNDER_HALF = (120, 60, 80, 80), (130, 60, 80, 80)


@pytest.mark.parametrize(("box", "left"), [(HERE, 1), (OVER_HALF, 1), (UNDER_HALF, 2)])
def test_the_face_found_at_its_place_makes_room(
    scanner: Scanner, box: tuple[int, int, int, int], left: int
) -> None:
    scanner.save(scanner.seen("a", "one", face()))
    mine = scanner.named("a")
    scanner.save(scanner.seen("a", "two"), scanner.seen("b", "one", face(box)))
    there = scanner.faces("b")
    assert len(there) == left
    assert [each.x for each in there if each.id == mine] == [HERE[0]]


@pytest.mark.parametrize("lost", [(), ("vector",), ("crop",), ("vector", "crop")])
def test_what_it_lost_while_it_waited_the_face_found_there_has(
    scanner: Scanner, lost: tuple[str, ...]
) -> None:
    scanner.save(scanner.seen("a", "one", face(crop=b"its own")))
    mine = scanner.named("a")
    scanner.save(scanner.seen("a", "two"))
    for name in lost:
        scanner.change(delete({"vector": Embedding, "crop": Crop}[name]))
    scanner.save(scanner.seen("b", "one", face(vector=UNIT[1], crop=b"the other's")))
    vector, crop = scanner.kept(mine)
    assert vector == UNIT[1 if "vector" in lost else 0].tolist()
    assert crop == (b"the other's" if "crop" in lost else b"its own")
    assert scanner.ids("b") == [mine]


def test_a_face_that_somebody_has_makes_no_room(scanner: Scanner) -> None:
    scanner.save(scanner.seen("a", "one", face()), scanner.seen("b", "one", face()))
    mine, other = scanner.named("a"), scanner.named("b")
    scanner.save(scanner.seen("a", "two"))
    assert (scanner.ids("a"), scanner.ids("b")) == ([mine], [other])


def test_what_is_no_face_is_none_in_every_photo_of_the_picture(scanner: Scanner) -> None:
    scanner.save(scanner.seen("a", "one", face(), face(UNDER_HALF, UNIT[1])))
    no_face, beside = scanner.faces("a")
    scanner.decide(faces.delete, no_face.id)
    scanner.save(
        scanner.seen("b", "one", face(), face(UNDER_HALF, UNIT[1])),
        scanner.seen("c", "one", face(OVER_HALF)),
        scanner.seen("d", "other", face()),
    )
    left = {name: [each.x for each in scanner.faces(name)] for name in "abcd"}
    assert left == {"a": [130], "b": [130], "c": [], "d": [100]}
    known = [[(b.x, b.y, b.w, b.h, b.seen_in) for b in scanner.boxes(n)] for n in "abcd"]
    assert known == [[(*HERE, "one")], [(*HERE, "one")], [(*HERE, "one")], []]
    assert beside.id == scanner.faces("a")[0].id
    scanner.save(scanner.seen("b", "one", face(), content_hash="anew"))
    assert len(scanner.boxes("b")) == 1
    assert scanner.faces("b") == []


def test_what_is_no_face_is_none_to_an_engine_that_came_later(scanner: Scanner) -> None:
    scanner.save(scanner.seen("a", "one", face()))
    scanner.decide(faces.delete, scanner.faces("a")[0].id)
    for picture in ("one", "edited"):
        seen = face(vector=UNIT[1], crop=pattern())
        scanner.save(scanner.seen("a", picture, seen), engine="fake/2")
        assert scanner.faces("a") == []
    (box,) = scanner.boxes("a")
    assert box.look == (crops.look(pattern()) or b"").hex()


@pytest.mark.parametrize(
    "vector", [UNIT[0] * 0, UNIT[0] * 2, UNIT[0] * np.float32(np.nan)], ids=["0", "long", "nan"]
)
def test_what_is_no_unit_vector_is_not_kept(scanner: Scanner, vector: NDArray[np.float32]) -> None:
    scanner.save(scanner.seen("a", "one", face(vector=vector)))
    (there,) = scanner.faces("a")
    assert scanner.kept(there.id) == (None, b"a crop")


@pytest.mark.parametrize(("box", "kept"), [(OVER_HALF, HERE), (UNDER_HALF, UNDER_HALF)])
def test_a_box_that_was_drawn_stays_where_the_face_is_found_in_it(
    scanner: Scanner, box: tuple[int, int, int, int], kept: tuple[int, int, int, int]
) -> None:
    """Known by its looks in another picture."""
    scanner.save(scanner.seen("a", "one"))
    photo = scanner.photo("a").id
    drawn = scanner.decide(faces.create, asset_id=photo, box=Box(*HERE)).id
    scanner.do(embeddings.put, drawn, ENGINE, UNIT[0])
    scanner.save(scanner.seen("a", "two", face(box)))
    (there,) = scanner.faces("a")
    assert (there.id, there.source, there.confidence) == (drawn, "manual", None)
    assert (there.x, there.y, there.w, there.h) == kept
    assert (there.quality, there.landmarks, there.seen_in) == (0.8, "[]", "two")


def test_what_cannot_be_read_now_stays_as_it_was_known(scanner: Scanner) -> None:
    scanner.save(scanner.seen("a", "one", face()))
    before, mine = scanner.photo("a"), scanner.named("a")
    bad = {"reason": "It is broken.", "mimetype": "", "width": 0, "height": 0}
    scanner.save(scanner.seen("a", "", **bad, is_lasting=False, content_hash=""))
    now = scanner.photo("a")
    assert (now.state, now.reason, now.modified_ns) == ("failed", "It is broken.", TRY_AGAIN)
    assert (now.content_hash, now.picture) == (before.content_hash, "one")
    scanner.save(scanner.seen("a", "", **bad, content_hash="a two"))
    now = scanner.photo("a")
    assert (now.state, now.modified_ns, now.content_hash, now.picture) == ("failed", 1, "a two", "")
    assert (now.width, now.height, now.mimetype) == (400, 300, "image/jpeg")
    assert scanner.ids("a") == [mine]
    scanner.save(scanner.seen("a", "one", face()))
    now = scanner.photo("a")
    assert (now.state, now.reason, now.picture) == ("done", None, "one")
    assert [(each.id, each.seen_in) for each in scanner.faces("a")] == [(mine, "one")]


def test_two_files_of_the_same_bytes_in_one_batch_are_one_photo(scanner: Scanner) -> None:
    scanner.save(*(scanner.seen(name, "one", face(), content_hash="same") for name in "ab"))
    assert scanner.every(select(col(Asset.path))) == ["/a"]
    assert len(scanner.every(select(Face))) == 1


def test_a_file_with_the_bytes_of_a_missing_photo_is_another_one(scanner: Scanner) -> None:
    scanner.save(scanner.seen("a", "one", face(), content_hash="same"))
    scanner.change(update(Asset).values(state=AssetState.MISSING))
    scanner.save(scanner.seen("b", "one", face(), content_hash="same"))
    assert scanner.every(select(col(Asset.path)).order_by(col(Asset.path))) == ["/a", "/b"]


def test_crops_and_vectors_that_were_lacking_are_of_the_picture_that_was_read(
    scanner: Scanner,
) -> None:
    scanner.save(scanner.seen("a", "one", face(), face((250, 60, 80, 80), UNIT[1])))
    first, second = scanner.ids("a")
    scanner.change(delete(Crop))
    scanner.change(delete(Embedding))
    scanner.change(update(Face).where(col(Face.id) == second).values(seen_in="another"))
    vectors = ((first, UNIT[0].tobytes(), 3.0), (second, UNIT[1].tobytes(), None))
    found = ((first, b"anew"), (second, b"not its own"))
    before = {each.id: each.updated_at for each in scanner.faces("a")}
    scanner.save(scanner.seen("a", "one", crops=found, vectors=vectors, is_searched=False))
    assert scanner.kept(first) == (UNIT[0].tolist(), b"anew")
    assert scanner.kept(second) == (None, None)
    told = {each.id for each in scanner.faces("a") if each.updated_at > before[each.id]}
    assert told == {first}


def pattern() -> bytes:
    """A crop that is like no other."""
    file = io.BytesIO()
    pixels = np.random.default_rng(1).integers(0, 255, (8, 8, 3)).astype(np.uint8)
    Image.fromarray(pixels).resize((80, 80)).save(file, "JPEG", quality=90)
    return file.getvalue()


@pytest.mark.parametrize("is_known", [True, False])
@pytest.mark.parametrize(
    ("size", "box"),
    [
        ((800, 600), (200, 120, 160, 160)),
        ((200, 150), (50, 30, 40, 40)),
        ((400, 150), HERE),  # cropped: it lies where it lay
        ((404, 300), (101, 60, 81, 80)),
    ],
)
def test_a_face_grows_with_its_photo(
    scanner: Scanner, is_known: bool, size: tuple[int, int], box: tuple[int, int, int, int]
) -> None:
    """Known by its place and its looks alone, whether or not its picture's size was noted."""
    look = pattern()
    scanner.save(scanner.seen("a", "one", face(crop=look)))
    (mine,) = scanner.faces("a")
    scanner.change(delete(Embedding))
    if not is_known:
        scanner.change(update(Face).values(seen_in="", seen_width=0, seen_height=0))
    width, height = size
    anew = scanner.seen("a", "two", face(box, UNIT[1], look), width=width, height=height)
    scanner.save(anew)
    (there,) = scanner.faces("a")
    assert there.id == mine.id
    assert (there.x, there.y, there.w, there.h) == box
    assert (there.seen_in, there.seen_width, there.seen_height) == ("two", width, height)
