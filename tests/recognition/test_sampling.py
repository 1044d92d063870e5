"""Which faces of the library an engine is tried on, and what is said of their pairs."""

import io

import numpy as np
import pytest
from PIL import Image
from sqlalchemy import update
from sqlmodel import col

from kinfolk.core.db.models import Embedding
from kinfolk.core.faces import crops
from kinfolk.recognition import sampling
from kinfolk.recognition.sampling import sample
from kinfolk.vision.trial import TrialFaces
from tests.recognition.gallery import Gallery


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
    cut = update(Embedding).where(col(Embedding.face_id) == damaged).values(vector=b"short")
    gallery.db.write(lambda s: s.execute(cut).close()).result()
    found = sample(gallery.db)
    assert (len(found.chips), found.same) == (2, [(1, 0)])


def test_another_engines_vectors_tell_nothing(gallery: Gallery, portrait: Image.Image) -> None:
    for _ in range(2):
        shown(gallery, jpeg(portrait), 0, apart=0.1)
    theirs = update(Embedding).values(engine_id="other/1")
    gallery.db.write(lambda s: s.execute(theirs).close()).result()
    assert sample(gallery.db) == TrialFaces()


def test_of_two_faces_in_a_crop_it_is_the_one_in_the_middle(
    gallery: Gallery, portrait: Image.Image
) -> None:
    alone = Image.new("RGB", (512, 512), "grey")
    alone.paste(portrait, (128, 128))
    beside = alone.copy()
    darker = portrait.resize((128, 128)).point(lambda value: value // 2)
    for corner in ((0, 0), (384, 384)):
        beside.paste(darker, corner)
    for crop in (alone, beside):
        shown(gallery, jpeg(crop), 0, apart=0.1)
    one, other = (chip.mean() for chip in sample(gallery.db).chips)
    assert one == pytest.approx(other, rel=0.1)
