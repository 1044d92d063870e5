"""Bounds of an engine are measured on faces of the library, and again with more."""

import io

import numpy as np
import pytest
from numpy.typing import NDArray
from PIL import Image

from kinfolk.core.db.models import Embedding
from kinfolk.core.faces import crops, embeddings
from kinfolk.recognition import sampling
from kinfolk.recognition.calibrate import (
    SHARES,
    calibrate,
    tells_apart,
    transferred,
)
from kinfolk.recognition.sampling import sample
from kinfolk.vision.engine import ENGINE_ID
from kinfolk.vision.packs import BUILT_IN_BOUNDS, Bounds, Pack
from kinfolk.vision.trial import TrialFaces
from tests.recognition.gallery import Gallery

PACK = Pack(id="fake/2", name="Other", kind="arcface", dimensions=16)


def test_bounds_lie_at_the_pair_of_that_rank() -> None:
    """As many pairs as lie within a bound, those on it with them; of the same rather fewer."""
    at = [
        BUILT_IN_BOUNDS.likely,
        BUILT_IN_BOUNDS.maybe,
        BUILT_IN_BOUNDS.same,
        BUILT_IN_BOUNDS.unlikely,
        2.0,
    ]

    def pairs(*counts: int) -> NDArray[np.float64]:
        return np.repeat(np.array(at), counts)

    known = pairs(40, 5, 5, 20, 30)
    new = np.arange(len(known), dtype=np.float64)[::-1]
    assert transferred(known, new) == Bounds(same=44, likely=39, maybe=44, unlikely=69)  # type: ignore[arg-type]
    for counts, is_enough in (
        *(((30, 4, 0, 0, 9), True), ((29, 5, 0, 0, 9), False)),
        *(((34, 0, 0, 0, 9), True), ((33, 0, 0, 0, 9), False)),  # nine in ten of 33 are 29
    ):
        few = pairs(*counts)
        assert (transferred(few, few) is not None) is is_enough, counts  # type: ignore[arg-type]


@pytest.fixture
def few_are_enough(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("kinfolk.recognition.calibrate.MIN_FACES", 6)
    monkeypatch.setattr("kinfolk.recognition.calibrate.MIN_PAIRS", 3)


def seen_by_both(gallery: Gallery, directions: list[int], *, quality: float = 0.9) -> list[str]:
    """Faces that the other engine sees just as the built-in one does."""
    made = []
    for direction in directions:
        made.append(gallery.face(near=direction, apart=0.05, quality=quality))
        vector = gallery.ask(embeddings.get, made[-1], ENGINE_ID)
        assert vector is not None
        gallery.do(embeddings.put, made[-1], PACK.id, vector)
    return made


@pytest.mark.usefixtures("few_are_enough")
def test_it_tells_people_apart_where_enough_pairs_of_both_sorts_say_so(gallery: Gallery) -> None:
    seen_by_both(gallery, [0, 0, 0, 1, 1])
    seen_by_both(gallery, [2], quality=0.1)  # too poor to tell anything
    assert not tells_apart(gallery.db, PACK)
    assert calibrate(gallery.db, PACK) is not None  # by its own distances alone
    seen_by_both(gallery, [1])
    assert tells_apart(gallery.db, PACK)
    bounds = calibrate(gallery.db, PACK)
    assert bounds is not None
    assert bounds[1] == 6


@pytest.mark.usefixtures("few_are_enough")
@pytest.mark.parametrize(
    ("directions", "tells"),
    [([0, 0, 0, 1, 2, 3], True), ([0, 0, 1, 1, 2, 3], False), ([0] * 6, False)],
    ids=["three pairs", "two pairs of one person", "nobody else"],
)
def test_too_few_pairs_of_either_sort_tell_nothing(
    gallery: Gallery, directions: list[int], tells: bool
) -> None:
    seen_by_both(gallery, directions)
    assert tells_apart(gallery.db, PACK) is tells


@pytest.mark.usefixtures("few_are_enough")
def test_it_is_measured_again_with_half_as_many_faces_more(gallery: Gallery) -> None:
    seen_by_both(gallery, [0, 0, 0, 0, 1, 1])
    for measured_on, is_new in ((0, True), (4, True), (5, False), (6, False)):
        pack = PACK.model_copy(update={"measured_on": measured_on})
        assert (calibrate(gallery.db, pack) is not None) is is_new, measured_on


def test_of_one_face_alone_nothing_is_known(gallery: Gallery) -> None:
    seen_by_both(gallery, [0])
    assert calibrate(gallery.db, PACK) is None
    seen_by_both(gallery, [1])
    alone = calibrate(gallery.db, PACK)
    assert alone is not None
    assert alone[1] == 0
    assert alone[0].same == pytest.approx(SHARES.same, abs=0.01)  # two strangers are 1 apart
    assert alone[0].unlikely == pytest.approx(SHARES.unlikely, abs=0.01)


@pytest.mark.usefixtures("few_are_enough")
@pytest.mark.parametrize("engine_id", [ENGINE_ID, PACK.id])
def test_a_damaged_vector_is_compared_with_nothing(gallery: Gallery, engine_id: str) -> None:
    first, *_ = seen_by_both(gallery, [0, 0, 0, 1, 1, 1])
    assert tells_apart(gallery.db, PACK)
    gallery.edit(Embedding, (first, engine_id), vector=b"short")
    assert not tells_apart(gallery.db, PACK)  # five are too few
    found = calibrate(gallery.db, PACK)
    assert found is not None
    assert found[1] == 0


def jpeg(image: Image.Image) -> bytes:
    data = io.BytesIO()
    image.save(data, "JPEG", quality=90)
    return data.getvalue()


@pytest.fixture(scope="module")
def portrait() -> Image.Image:
    from skimage import data

    return Image.fromarray(data.astronaut()).crop((100, 0, 356, 256))


def shown(gallery: Gallery, crop: bytes | None, direction: int, **facts: object) -> str:
    """A face with a crop."""
    face = gallery.face(near=direction, **facts)  # type: ignore[arg-type]
    if crop is not None:
        gallery.do(crops.put, face, crop)
    return face


def test_pairs_the_built_in_engine_is_sure_about(gallery: Gallery, portrait: Image.Image) -> None:
    crop, photo = jpeg(portrait), gallery.photo()
    shown(gallery, crop, 0, asset_id=photo, apart=0.1)
    shown(gallery, crop, 0, asset_id=photo, apart=0.1)  # whoever is in one photo is two people
    shown(gallery, crop, 0, apart=0.1)
    shown(gallery, crop, 1, apart=0.1)
    found = sample(gallery.db)
    assert [chip.shape for chip in found.chips] == [(112, 112, 3)] * 4
    assert (len(found.same), len(found.different)) == (2, 4)
    both = {frozenset(pair) for pair in (*found.same, *found.different)}
    assert len(both) == 6
    assert {one for pair in both for one in pair} == set(range(4))


def test_a_pair_that_may_be_one_or_two_is_none(gallery: Gallery, portrait: Image.Image) -> None:
    crop = jpeg(portrait)
    for apart in (0.0, 0.6):  # between the two bounds
        shown(gallery, crop, 0, apart=apart)
    found = sample(gallery.db)
    assert len(found.chips) == 2
    assert (found.same, found.different) == ([], [])


def test_what_shows_no_face_or_shows_it_badly_is_left_out(
    gallery: Gallery, portrait: Image.Image
) -> None:
    crop = jpeg(portrait)
    for each in (
        *(crop, crop, None, b"no picture"),
        jpeg(Image.new("RGB", (256, 256), "grey")),
        jpeg(portrait.resize((1025, 1025))),
    ):
        shown(gallery, each, 0, apart=0.1)
    shown(gallery, crop, 0, apart=0.1, quality=0.1)
    found = sample(gallery.db)
    assert len(found.chips) == 2
    assert np.array_equal(found.chips[0], found.chips[1])
    assert found.same == [(1, 0)]


def test_those_who_have_their_like_come_first_but_leave_room_for_others(
    gallery: Gallery, portrait: Image.Image, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sampling, "_SHOWN", 4)
    crop = jpeg(portrait)
    for direction in (5, 6, 7, 8, 0, 0, 0, 0):
        shown(gallery, crop, direction, apart=0.1)
    found = sample(gallery.db)
    assert len(found.chips) == 4
    assert (len(found.same), len(found.different)) == (1, 5)


def test_one_face_alone_is_no_pair(gallery: Gallery, portrait: Image.Image) -> None:
    shown(gallery, jpeg(portrait), 0)
    assert sample(gallery.db) == TrialFaces()


def test_a_damaged_vector_is_left_out(gallery: Gallery, portrait: Image.Image) -> None:
    crop = jpeg(portrait)
    *_, damaged = (shown(gallery, crop, 0, apart=0.1) for _ in range(3))
    gallery.edit(Embedding, (damaged, ENGINE_ID), vector=b"short")
    found = sample(gallery.db)
    assert (len(found.chips), found.same) == (2, [(1, 0)])


def test_another_engines_vectors_tell_nothing(gallery: Gallery, portrait: Image.Image) -> None:
    for _ in range(2):
        face = shown(gallery, jpeg(portrait), 0, apart=0.1)
        gallery.edit(Embedding, (face, ENGINE_ID), engine_id="other/1")
    assert sample(gallery.db) == TrialFaces()


def test_of_two_faces_in_a_crop_it_is_the_one_in_the_middle(
    gallery: Gallery, portrait: Image.Image
) -> None:
    alone = Image.new("RGB", (256, 256), "grey")
    alone.paste(portrait.resize((128, 128)), (64, 64))
    beside = alone.copy()
    darker = portrait.resize((64, 64)).point(lambda value: value // 2)
    for corner in ((0, 0), (192, 192)):
        beside.paste(darker, corner)
    for crop in (alone, beside):
        shown(gallery, jpeg(crop), 0, apart=0.1)
    one, other = (chip.mean() for chip in sample(gallery.db).chips)
    assert one == pytest.approx(other, rel=0.1)
