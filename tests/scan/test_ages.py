"""Every face gets an age: as it is found, or later from its crop."""

from collections.abc import Callable, Sequence

import numpy as np
import pytest
from numpy.typing import NDArray
from PIL import Image
from sqlalchemy import select, update
from sqlmodel import col

from kinfolk.core.actions import Act
from kinfolk.core.db.models import Crop, Embedding, Face
from kinfolk.core.faces import embeddings
from kinfolk.core.history import history
from kinfolk.scan import ages as estimates
from kinfolk.vision.engine import ENGINE_ID
from tests.fake_engine import FakeEngine
from tests.patience import ran
from tests.rig import Rig

pytestmark = pytest.mark.alone

# A baby less than a year old among them
YEARS = {"red": 0.5, "green": 30.0, "blue": 60.0}
EACH = [0.5, 0.5, 0.5, 30.0, 30.0, 60.0]  # of the album's faces


class Knowing(FakeEngine):
    """It knows how old each colour looks, and counts the crops that it was asked about."""

    years = YEARS
    asked = 0
    on_asked: Callable[[], None] = staticmethod(lambda: None)

    def ages(
        self, image: Image.Image, landmarks: Sequence[NDArray[np.float32]]
    ) -> list[float | None]:
        self.asked += len(landmarks)
        self.on_asked()
        return super().ages(image, landmarks)


def ages(rig: Rig, engine_id: str = "fake/1") -> dict[str, float]:
    return rig.ask(embeddings.ages, rig.every(select(col(Embedding.face_id))), engine_id)


def forget(rig: Rig) -> None:
    rig.db.write(lambda s: s.execute(update(Embedding).values(age=None)).close()).result()


def test_a_face_is_stored_with_its_age(rig: Rig) -> None:
    """By another engine, too."""
    rig.engine = knowing = Knowing()
    rig.scan_album()
    assert sorted(ages(rig).values()) == EACH
    assert knowing.asked == 0
    rig.engine = older = Knowing("fake/2")
    older.years = {color: years + 1 for color, years in YEARS.items()}
    rig.scan()
    assert sorted(ages(rig, "fake/2").values()) == [years + 1 for years in EACH]
    assert sorted(ages(rig).values()) == EACH


def test_faces_that_came_without_one_get_it_from_their_crops(rig: Rig) -> None:
    """No photo is read for it, and the vectors stay."""
    rig.scan_album()
    forget(rig)
    rig.engine = knowing = Knowing()
    before = rig.facts("a.jpg")
    assert rig.scan().photos_total == 0
    (red, green) = rig.faces("a.jpg")
    assert ages(rig)[red.id] == YEARS["red"]
    assert ages(rig)[green.id] == YEARS["green"]
    assert knowing.asked == 6
    assert rig.facts("a.jpg") == before
    rig.scan()
    assert knowing.asked == 6


def test_a_face_whose_crop_is_damaged_has_none_yet(rig: Rig) -> None:
    rig.scan_album()
    forget(rig)
    red = rig.faces("b.jpg")[0].id
    damaged = update(Crop).where(col(Crop.face_id) == red).values(jpeg=b"no picture")
    rig.db.write(lambda s: s.execute(damaged).close()).result()
    rig.engine = Knowing()
    rig.scan()
    assert len(ages(rig)) == 5
    assert red not in ages(rig)


@pytest.fixture
def mixed(rig: Rig) -> Rig:
    """From before there were ages: a scan has put red and green into one group."""
    rig.engine = Knowing(ENGINE_ID)
    rig.scan_album()
    red, green = rig.faces("b.jpg")[0].person_id, rig.faces("trip/d.jpg")[0].person_id
    moved = update(Face).where(col(Face.person_id) == green).values(person_id=red)
    rig.db.write(lambda s: s.execute(moved).close()).result()
    forget(rig)
    assert len(rig.groups()) == 1
    return rig


APART = {frozenset({"a.jpg", "b.jpg", "trip/c.png"}), frozenset({"a.jpg", "trip/d.jpg"})}


def test_groups_that_nobody_has_touched_are_made_anew_once(mixed: Rig) -> None:
    """As one step, which can be undone, and is not done again."""
    together = mixed.groups()
    mixed.scan()
    assert mixed.groups() == APART
    (step, *_) = mixed.ask(history.steps)
    assert step.action.code == Act.REGROUP
    mixed.db.undo().result()
    assert mixed.groups() == together
    mixed.scan()
    assert mixed.groups() == together


def test_a_paused_estimate_goes_on_where_it_stopped(
    mixed: Rig, monkeypatch: pytest.MonkeyPatch
) -> None:
    """No age counts before all are there, and then the groups are made anew."""
    monkeypatch.setattr(estimates, "STORED_TOGETHER", 1)
    together = mixed.groups()
    mixed.engine = knowing = Knowing(ENGINE_ID)
    job = mixed.job()
    knowing.on_asked = lambda: job.cancel() if knowing.asked == 3 else None
    stopped = ran(job).progress
    assert (stopped.phase, stopped.photos_total) == ("ageing", 4)
    assert 0 < stopped.photos_done < 4
    assert ages(mixed, ENGINE_ID) == {}
    assert mixed.groups() == together

    mixed.engine = knowing = Knowing(ENGINE_ID)
    mixed.scan()
    assert knowing.asked == 3
    assert sorted(ages(mixed, ENGINE_ID).values()) == EACH
    assert mixed.groups() == APART


def test_groups_that_the_user_has_touched_stay_as_they_are(mixed: Rig) -> None:
    together = mixed.groups()
    anna = mixed.name("Anna", "b.jpg")
    mixed.scan()
    assert mixed.groups() == together
    assert {face.person_id for face in mixed.faces("a.jpg")} == {anna}
    assert [person.name for person in mixed.people()] == ["Anna"]


def test_a_library_that_has_always_known_ages_is_left_alone(rig: Rig) -> None:
    rig.engine = Knowing(ENGINE_ID)
    rig.scan_album()
    rig.scan()
    assert Act.REGROUP not in {step.action.code for step in rig.ask(history.steps)}
