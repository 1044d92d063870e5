"""Faces drawn or moved by hand are described by the next scan, and stay as they are for ever."""

import os

import numpy as np
import pytest

from kinfolk.core.db.models import Face, Source
from kinfolk.core.faces import embeddings, faces
from kinfolk.core.faces.faces import Box
from tests import fake_engine
from tests.fake_engine import Blind, FakeEngine, draw
from tests.rig import Rig
from tests.rotated_photos import with_exif

pytestmark = pytest.mark.alone


class Drawn(Rig):
    """Anna, whose face in a.jpg was pulled to a larger box; no one but red is in it."""

    BOX = Box(54, 36, 50, 52)

    def __init__(self, rig: Rig) -> None:
        super().__init__(rig.db, rig.folder, rig.engine, rig.library_id)
        draw(rig.folder / "a.jpg", [("red", 60, 40)], note="a")
        rig.scan()
        self.anna = rig.say("Anna", "a.jpg")
        self.face_id = rig.decide(faces.reframe, rig.faces("a.jpg")[0].id, self.BOX).id

    def check(self, *, name: str = "a.jpg", engine_id: str = "fake/1") -> Face:
        """It is the one face of the photo, where it was drawn, Anna's, and described."""
        (face,) = self.faces(name)
        box = Box(face.x, face.y, face.w, face.h)
        assert (face.id, face.person_id, box) == (self.face_id, self.anna, self.BOX)
        assert (face.source, face.confidence) == (Source.MANUAL, None)
        vector = self.ask(embeddings.get, face.id, engine_id)
        assert vector is not None
        assert np.array_equal(vector, fake_engine.vector("red"))
        assert self.ask(embeddings.assets_lacking, engine_id) == []
        return face


@pytest.fixture
def drawn(rig: Rig) -> Drawn:
    return Drawn(rig)


def test_the_next_scan_describes_it_and_the_one_after_has_nothing_to_do(drawn: Drawn) -> None:
    assert drawn.scan().photos_total == 1
    assert drawn.check().landmarks is not None
    assert drawn.scan().photos_total == 0
    drawn.check()


def test_what_the_detector_does_not_find_is_described_by_its_box(drawn: Drawn) -> None:
    drawn.engine = Blind()
    drawn.scan()
    assert drawn.check().quality == 0


def test_it_survives_an_edit_of_the_metadata_and_a_move(drawn: Drawn) -> None:
    drawn.scan()
    with_exif(drawn.folder / "a.jpg", 1, "written")
    assert drawn.scan().photos_total == 1
    drawn.check()
    (drawn.folder / "trip").mkdir()
    os.rename(drawn.folder / "a.jpg", drawn.folder / "trip" / "b.jpg")
    drawn.scan()
    drawn.check(name="trip/b.jpg")


@pytest.mark.parametrize("is_first", [False, True])
def test_another_engine_describes_it_too(drawn: Drawn, is_first: bool) -> None:
    """Also if it was changed before any scan."""
    if not is_first:
        drawn.scan()
    Rig(drawn.db, drawn.folder, FakeEngine("fake/2")).scan()
    drawn.check(engine_id="fake/2")
    drawn.scan()
    drawn.check()


def test_the_place_it_was_moved_away_from_is_not_found_again(drawn: Drawn) -> None:
    """The detector's box was wrong; a look at all of the photo does not bring it back."""
    (before,) = drawn.faces("a.jpg")
    drawn.scan()  # it is where the detector has found it, or nearly so
    moved = drawn.decide(faces.reframe, before.id, Box(5, 5, 40, 40))
    with_exif(drawn.folder / "a.jpg", 1, "written")
    drawn.scan()
    (face,) = drawn.faces("a.jpg")
    assert (face.id, face.person_id, face.x, face.y) == (moved.id, drawn.anna, 5, 5)
    drawn.db.undo().result()
    (back,) = drawn.faces("a.jpg")
    assert (back.id, back.x) == (before.id, Drawn.BOX.x)
