"""Groups form while a scan runs, settle at its end, and yield to what the user says."""

import pytest

from kinfolk.core.db.models import Person
from kinfolk.core.faces import faces
from kinfolk.core.faces.scans import ScanRecord
from kinfolk.core.people import people, review
from kinfolk.core.people.review import Answer
from kinfolk.recognition import grouping
from kinfolk.vision.group import MIN_QUALITY
from tests.fake_engine import Blind, draw
from tests.rig import Rig


def _group(rig: Rig, *, settle: bool = True) -> None:
    grouping.group(rig.db, rig.library_id, ScanRecord(rig.engine.id), settle=settle)


def _whose(rig: Rig, *photos: str) -> list[str | None]:
    """The person of each photo's first face."""
    return [rig.faces(photo)[0].person_id for photo in photos]


def _reds(rig: Rig, *photos: str) -> None:
    for photo in photos:
        draw(rig.folder / photo, [("red", 20, 20)], note=photo)


def _drawn(rig: Rig, photo: str) -> str:
    """A face the user drew in a photo where no engine had found it."""
    draw(rig.folder / photo, [("red", 20, 20)], note="as it was")
    engine, rig.engine = rig.engine, Blind()
    rig.scan()
    asset, box = rig.photos()[photo], faces.Box(20, 20, 40, 40)
    face_id = rig.decide(faces.create, asset_id=asset.id, box=box).id
    rig.scan()
    rig.engine = engine
    return face_id


def _loosen(rig: Rig) -> None:
    """As if the scan that made the groups had not come to its end."""
    for person in rig.people():
        rig.edit(Person, person.id, is_settled=False)


def test_a_settled_group_never_moves(rig: Rig) -> None:
    _reds(rig, "a.jpg", "b.jpg")
    rig.scan()
    before = rig.facts("a.jpg") + rig.facts("b.jpg")
    _reds(rig, "c.jpg", "d.jpg", "0.jpg")
    rig.scan()
    assert rig.facts("a.jpg") + rig.facts("b.jpg") == before
    assert len(set(_whose(rig, "0.jpg", "a.jpg", "b.jpg", "c.jpg", "d.jpg"))) == 1


def test_a_provisional_group_keeps_its_id_when_it_is_made_anew(rig: Rig) -> None:
    _reds(rig, "a.jpg", "b.jpg")
    rig.scan()
    _loosen(rig)
    (before,) = set(_whose(rig, "a.jpg", "b.jpg"))
    _group(rig, settle=False)
    assert set(_whose(rig, "a.jpg", "b.jpg")) == {before}
    assert not rig.people()[0].is_settled
    _group(rig)
    assert rig.people()[0].is_settled


def test_of_groups_that_become_one_the_id_of_the_largest_stays(rig: Rig) -> None:
    greens, reds = ("a.jpg", "b.jpg"), ("x.jpg", "y.jpg", "z.jpg")
    for photo in greens:
        draw(rig.folder / photo, [("green", 20, 20)], note=photo)
    _reds(rig, *reds)
    rig.scan()
    _loosen(rig)
    large = _whose(rig, *reds)
    known = rig.ask(grouping.situation, rig.library_id, rig.engine.id)
    one = [len(known.numbers)] * len(known.face_ids)
    record = ScanRecord(rig.engine.id)
    rig.decide(grouping.store_labels, known, one, rig.library_id, record, settle=False)
    assert _whose(rig, *greens, *reds) == [*large[:2], *large]


def test_a_group_named_during_the_scan_stays_whole(rig: Rig) -> None:
    _reds(rig, "a.jpg", "b.jpg")
    rig.scan()
    _loosen(rig)
    eva = rig.name("Eva", "a.jpg")
    _reds(rig, "c.jpg")
    rig.scan()
    assert _whose(rig, "a.jpg", "b.jpg", "c.jpg") == [eva, eva, eva]


def test_a_person_deleted_while_faces_are_grouped_gets_none(rig: Rig) -> None:
    """Their faces are grouped again."""
    _reds(rig, "a.jpg", "b.jpg")
    rig.scan()
    eva = rig.name("Eva", "a.jpg")
    rig.decide(faces.detach, [rig.faces("a.jpg")[0].id])
    known = rig.ask(grouping.situation, rig.library_id, rig.engine.id)
    rig.decide(people.delete, eva)
    labels = [known.numbers.index(eva)] * len(known.face_ids)
    rig.decide(
        grouping.store_labels, known, labels, rig.library_id, ScanRecord(rig.engine.id), settle=True
    )
    assert _whose(rig, "a.jpg", "b.jpg") == [None, None]
    _group(rig)
    (again,) = set(_whose(rig, "a.jpg", "b.jpg"))
    assert again not in (None, eva)


def test_a_no_to_somebody_without_faces_disturbs_nobody(rig: Rig) -> None:
    _reds(rig, "a.jpg", "b.jpg")
    for photo in ("x.jpg", "y.jpg"):
        draw(rig.folder / photo, [("green", 20, 20)], note=photo)
    rig.scan()
    eva, zoe = rig.name("Eva", "a.jpg"), rig.name("Zoe", "x.jpg")
    ids = [rig.faces(photo)[0].id for photo in ("x.jpg", "y.jpg")]
    rig.decide(review.answer_faces, face_ids=ids, person_id=zoe, answer=Answer.NO)
    _reds(rig, "c.jpg")
    rig.scan()
    assert _whose(rig, "a.jpg", "b.jpg", "c.jpg") == [eva, eva, eva]
    assert not {zoe, None} & set(_whose(rig, "x.jpg", "y.jpg"))


@pytest.mark.slow
def test_a_drawn_face_is_not_grouped(rig: Rig) -> None:
    _reds(rig, "a.jpg", "b.jpg")
    rig.scan()
    _drawn(rig, "c.jpg")
    _reds(rig, "c.jpg")  # the machine sees it now, too
    rig.scan()
    (drawn,) = rig.faces("c.jpg")
    assert (drawn.person_id, drawn.assigned_by) == (None, None)


@pytest.mark.slow
@pytest.mark.alone
def test_a_drawn_face_is_a_reference_once_it_was_found(rig: Rig) -> None:
    face_id = _drawn(rig, "a.jpg")
    rig.decide(people.create, name="Eva", face_ids=[face_id])
    _reds(rig, "a.jpg")
    rig.scan()
    (found,) = rig.faces("a.jpg")
    assert (found.id, found.source, found.confidence) == (face_id, "manual", None)
    assert found.quality > MIN_QUALITY
    _reds(rig, "b.jpg")
    rig.scan()
    assert _whose(rig, "b.jpg") == [found.person_id]
