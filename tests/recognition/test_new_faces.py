"""How sure it is of what scans have placed."""

import numpy as np
import pytest

from kinfolk.core.faces import embeddings, faces
from kinfolk.errors import NotFound
from kinfolk.recognition import new_faces
from kinfolk.recognition.new_faces import RankedNewFaces
from kinfolk.recognition.ranking import Ranking
from kinfolk.vision.engine import ENGINE_ID
from tests.recognition.gallery import Gallery


def known(gallery: Gallery, direction: int, name: str) -> str:
    """Someone with two confirmed faces."""
    person_id = gallery.person(name)
    theirs = [gallery.face(near=direction, apart=0.01) for _ in range(2)]
    gallery.decide(faces.assign, theirs, person_id)
    return person_id


def read(gallery: Gallery) -> RankedNewFaces:
    return new_faces.read(gallery.suggester, gallery.db)


def test_the_least_sure_come_first(gallery: Gallery) -> None:
    dora = known(gallery, 0, "Dora")
    near, far, middle = (gallery.face(dora, near=0, apart=apart) for apart in (0.1, 0.6, 0.4))
    unseen = gallery.face(dora)
    [one] = read(gallery).people
    assert one.face_ids == (far, middle, near, unseen)
    assert one.doubtful == {far}


def test_new_faces_do_not_vouch_for_each_other(gallery: Gallery) -> None:
    """Some of a stranger's: alike, and far from what the user has confirmed; or the only one."""
    dora = known(gallery, 0, "Dora")
    strangers = [gallery.face(dora, near=1, apart=0.01) for _ in range(4)]
    alone = gallery.face(gallery.person("Eva"), near=0)
    doubtful = [one.doubtful for one in read(gallery).people]
    assert sorted(doubtful, key=len) == [{alone}, set(strangers)]


def test_a_poor_face_has_to_be_nearer(gallery: Gallery) -> None:
    dora = known(gallery, 0, "Dora")
    poor = gallery.face(dora, near=0, apart=0.4, quality=0.1)
    near = gallery.face(dora, near=0, apart=0.2, quality=0.1)
    good = gallery.face(dora, near=0, apart=0.4)
    [one] = read(gallery).people
    assert one.doubtful == {poor}
    assert set(one.face_ids) == {poor, near, good}


def test_who_is_nearer_to_somebody_else_is_doubtful(gallery: Gallery) -> None:
    dora = known(gallery, 0, "Dora")
    known(gallery, 1, "Ben")
    sure, mixed = gallery.face(dora, near=0, apart=0.3), gallery.face(dora, quality=0.9)
    vector = np.zeros(128, np.float32)
    vector[:3] = 0.55, 0.8, np.sqrt(1 - 0.55**2 - 0.8**2)
    gallery.do(embeddings.put, mixed, ENGINE_ID, vector)
    [one] = read(gallery).people
    assert one.face_ids == (mixed, sure)
    assert one.doubtful == {mixed}


def test_people_with_doubtful_faces_come_first(gallery: Gallery) -> None:
    dora, ben = known(gallery, 0, "Dora"), known(gallery, 1, "Ben")
    for _ in range(3):
        gallery.face(dora, near=0)
    gallery.face(ben, near=1, apart=0.6)
    found = read(gallery)
    assert [one.person.id for one in found.people] == [ben, dora]
    assert (found.face_count, found.doubtful_count) == (4, 1)


def test_nobody_is_not_asked_about(gallery: Gallery) -> None:
    with pytest.raises(NotFound):
        gallery.suggester.ask(Ranking.doubts, "person_gone", [])
