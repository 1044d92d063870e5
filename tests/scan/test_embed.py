"""Another engine describes the faces that are known; where they are stays as it is."""

import pytest
from sqlalchemy import update
from sqlmodel import col

from kinfolk.core.db.models import Face
from kinfolk.core.faces import embeddings, faces
from tests.fake_engine import FakeEngine, draw, draw_many
from tests.patience import ran
from tests.rig import Rig


@pytest.fixture
def other(rig: Rig) -> Rig:
    """The same library with another engine, after a scan with the first one."""
    rig.scan_album()
    return Rig(rig.db, rig.folder, FakeEngine("fake/2"))


def described(rig: Rig, face_id: str, engine_id: str = "fake/2") -> bool:
    return rig.ask(embeddings.get, face_id, engine_id) is not None


@pytest.mark.alone
def test_faces_are_described_where_they_are(rig: Rig, other: Rig) -> None:
    before = [rig.facts(name) for name in sorted(rig.photos())]
    assert (other.scan().photos_total, other.engine.looks) == (4, 0)
    assert [rig.facts(name) for name in sorted(rig.photos())] == before
    for name in rig.photos():
        for face in rig.faces(name):
            first, second = (rig.ask(embeddings.get, face.id, f"fake/{n}") for n in (1, 2))
            assert first is not None
            assert (first == second).all()


@pytest.mark.slow
@pytest.mark.alone
def test_new_and_edited_photos_are_looked_at(rig: Rig, other: Rig) -> None:
    draw(rig.folder / "new.jpg", [("pink", 30, 30)], note="new")
    draw(rig.folder / "b.jpg", [("red", 60, 40), ("cyan", 120, 40)], note="b, edited")
    assert (other.scan().photos_total, other.engine.looks) == (5, 2)
    assert [len(rig.faces(name)) for name in ("new.jpg", "b.jpg")] == [1, 2]
    # Going back, those are described where the other engine has found them.
    assert rig.scan().photos_total == 2
    assert described(rig, rig.faces("b.jpg")[1].id, "fake/1")
    assert rig.scan().photos_total == 0


@pytest.mark.slow
def test_a_face_that_is_seen_no_more_is_not_described(rig: Rig, other: Rig) -> None:
    rig.name("Eva", "b.jpg")
    red = rig.faces("b.jpg")[0].id
    rig.decide(faces.assign, [red], rig.people()[-1].id)
    draw(rig.folder / "b.jpg", note="empty now")
    rig.scan()
    other.scan()
    assert [face.id for face in rig.faces("b.jpg")] == [red]
    assert not described(rig, red)
    assert other.scan().photos_total == 0


@pytest.mark.alone
def test_a_face_of_which_nobody_knows_the_points_is_looked_for(rig: Rig, other: Rig) -> None:
    red = rig.faces("b.jpg")[0]
    lost = update(Face).where(col(Face.id) == red.id).values(landmarks=None)
    rig.db.write(lambda s: s.execute(lost).close()).result()
    assert (other.scan().photos_total, other.engine.looks) == (4, 1)
    assert described(rig, red.id)
    assert rig.faces("b.jpg")[0].id == red.id


@pytest.mark.slow
@pytest.mark.alone
def test_stopped_in_the_middle_it_goes_on(rig: Rig, other: Rig) -> None:
    draw_many(rig.folder, 40)
    rig.scan()
    job = other.job()
    other.engine.on_call = lambda: job.cancel() if other.engine.calls == 20 else None
    ran(job)
    left = len(rig.ask(embeddings.assets_lacking, "fake/2"))
    assert 0 < left < 44
    # Between the two, the first engine is used again: nothing is read.
    assert rig.scan().photos_total == 0
    assert (other.scan().photos_total, other.engine.looks) == (left, 0)
    assert other.scan().photos_total == 0
