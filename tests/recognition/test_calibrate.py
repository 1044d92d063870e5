"""Bounds of an engine: measured as soon as there is something to go by, and again with more."""

import numpy as np
import pytest

from kinfolk.recognition.calibrate import FACES, RATHER_FEWER, SHARES, calibrate, matched
from kinfolk.vision.engine import ENGINE_ID
from kinfolk.vision.packs import BUILT_IN, Bounds, Pack
from tests.fake_engine import FakeEngine, draw
from tests.rig import Rig

PACK = Pack(id="fake/2", name="Other", kind="arcface", dimensions=16)


@pytest.fixture
def built_in(rig: Rig, monkeypatch: pytest.MonkeyPatch) -> Rig:
    """An album that the built-in engine has seen; few faces are enough here."""
    monkeypatch.setattr("kinfolk.recognition.calibrate.LEAST_FACES", 4)
    monkeypatch.setattr("kinfolk.recognition.calibrate.LEAST_PAIRS", 1)
    rig.draw_album()
    for number in range(3):
        draw(rig.folder / f"{number}.jpg", [("red", 60, 40)], note=str(number))
    made = Rig(rig.db, rig.folder, FakeEngine(ENGINE_ID))
    made.scan()
    return made


def test_bounds_take_the_same_share_of_pairs() -> None:
    known = np.linspace(0, 1.2, 10_001, dtype=np.float32)
    new = matched(known, known * 7)
    assert new is not None
    assert new.same == pytest.approx(BUILT_IN.same * 7 * RATHER_FEWER, rel=0.01)
    assert new.unlikely == pytest.approx(BUILT_IN.unlikely * 7, rel=0.01)
    assert new.likely < new.maybe < new.unlikely


def test_strangers_alone_set_no_bounds() -> None:
    apart = np.linspace(BUILT_IN.same + 0.001, 1.2, 10_000, dtype=np.float32)
    assert matched(apart, apart) is None


def test_it_is_measured_again_when_there_is_more(built_in: Rig) -> None:
    other = Rig(built_in.db, built_in.folder, FakeEngine(PACK.id))
    assert calibrate(built_in.db, PACK) is None  # it has seen nothing
    other.scan()
    first = calibrate(built_in.db, PACK)
    assert first is not None
    bounds, faces = first
    assert faces == 9
    known = PACK.model_copy(update={"bounds": bounds, "measured_on": faces})
    assert calibrate(built_in.db, known) is None
    assert calibrate(built_in.db, known.model_copy(update={"measured_on": FACES})) is None
    for number in range(faces):
        draw(built_in.folder / f"more{number}.jpg", [("green", 60, 40)], note=str(number))
    built_in.scan()
    other.scan()
    assert calibrate(built_in.db, known) == (bounds, 2 * faces)


def test_alone_it_goes_by_its_own_distances(rig: Rig) -> None:
    rig.draw_album()
    Rig(rig.db, rig.folder, FakeEngine(PACK.id)).scan()
    # Most pairs of the album are two colours: 1 apart.
    assert calibrate(rig.db, PACK) == (Bounds(**SHARES.model_dump()), 0)
