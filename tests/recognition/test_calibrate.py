"""Bounds of an engine: measured as soon as there is something to go by, and again with more."""

from functools import partial

import numpy as np
import pytest
from numpy.typing import NDArray
from sqlalchemy import update
from sqlmodel import col

from kinfolk.core.db.models import Embedding
from kinfolk.core.faces import embeddings
from kinfolk.recognition.calibrate import (
    SHARES,
    calibrate,
    tells_apart,
    transferred,
)
from kinfolk.vision.engine import ENGINE_ID
from kinfolk.vision.packs import BUILT_IN_BOUNDS, Bounds, Pack
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
        put = partial(embeddings.put, face_id=made[-1], engine_id=PACK.id, vector=vector)
        gallery.do(put)
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
    damaged = update(Embedding).where(
        col(Embedding.face_id) == first, col(Embedding.engine_id) == engine_id
    )
    gallery.db.write(lambda s: s.execute(damaged.values(vector=b"short")).close()).result()
    assert not tells_apart(gallery.db, PACK)  # five are too few
    found = calibrate(gallery.db, PACK)
    assert found is not None
    assert found[1] == 0
