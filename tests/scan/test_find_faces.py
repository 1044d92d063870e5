"""Where no faces are looked for: photos are there, and what is known of them stays."""

import pytest

from kinfolk.core.db.models import AssetState, AssignedBy, Source
from kinfolk.core.faces import faces
from kinfolk.core.faces.faces import Box
from kinfolk.core.history import history
from kinfolk.core.names_in_files.name_import import NamesRead
from kinfolk.core.photos import previews
from kinfolk.core.photos.library import FolderSwitch
from tests.fake_engine import draw
from tests.rig import Rig
from tests.scan.test_names import ANNA


def switch(rig: Rig, *, on: bool) -> None:
    rig.switch(FolderSwitch.FIND_FACES, is_on=on)


@pytest.mark.slow
def test_photos_come_in_without_faces_and_are_looked_at_once_it_is_switched_on(rig: Rig) -> None:
    rig.draw_album()
    switch(rig, on=False)
    assert rig.scan().faces_found == 0
    assert rig.engine.calls == 0
    assert {photo.state for photo in rig.photos().values()} == {AssetState.DONE}
    assert {photo.is_looked_at for photo in rig.photos().values()} == {False}
    assert all(rig.ask(previews.get, row.id) is not None for row in rig.photos().values())
    assert rig.scan().photos_total == 0  # nothing of them is awaited
    assert rig.ask(history.steps)[0].words == f"Stop finding faces in {rig.folder.name}"

    switch(rig, on=True)
    done = rig.scan()
    assert (done.photos_total, done.faces_found) == (5, 6)
    assert {photo.is_looked_at for photo in rig.photos().values()} == {True}
    assert rig.groups() == {
        frozenset({"a.jpg", "b.jpg", "trip/c.png"}),
        frozenset({"a.jpg", "trip/d.jpg"}),
    }
    calls = rig.engine.calls
    assert rig.scan().photos_total == 0
    for on in (False, True):  # it has been looked at
        switch(rig, on=on)
        assert rig.scan().photos_total == 0
    assert rig.engine.calls == calls


@pytest.mark.slow
def test_what_is_known_stays_and_follows_its_photo_but_nobody_comes_in(rig: Rig) -> None:
    """Switched off after someone was named there: then a photo is edited, and others come."""
    rig.scan_album()
    anna = rig.name("Anna", "b.jpg")
    before = {name: rig.facts(name) for name in rig.photos()}
    switch(rig, on=False)
    rig.scan()
    assert {name: rig.facts(name) for name in rig.photos()} == before

    draw(rig.folder / "b.jpg", [("red", 70, 50), ("cyan", 10, 10)], note="edited")
    draw(rig.folder / "f.jpg", [("red", 20, 20)])
    draw(rig.folder / "trip" / "e.jpg", [("blue", 20, 20)], note="another one")
    rig.scan()
    (face,) = rig.faces("b.jpg")
    assert (face.id, face.person_id) == (before["b.jpg"][0][0], anna)
    assert (face.x, face.y, face.seen_in) == (70, 50, rig.photos()["b.jpg"].picture)
    assert rig.faces("f.jpg") == rig.faces("trip/e.jpg") == []

    switch(rig, on=True)
    assert rig.scan().photos_total == 3
    assert [each.x for each in rig.faces("b.jpg")] == [10, 70]
    assert rig.faces("b.jpg")[1].id == face.id
    assert [each.person_id for each in rig.faces("f.jpg")] == [anna]
    assert len(rig.faces("trip/e.jpg")) == 1


def test_a_face_marked_by_hand_is_described_and_found_again(rig: Rig) -> None:
    draw(rig.folder / "a.jpg", [("red", 20, 20), ("green", 100, 30)])
    switch(rig, on=False)
    rig.scan()
    asset_id = rig.photos()["a.jpg"].id
    rig.decide(faces.create, asset_id=asset_id, box=Box(18, 18, 44, 44))
    rig.scan()
    (mine,) = rig.faces("a.jpg")
    assert (mine.source, mine.landmarks is not None) == (Source.MANUAL, True)
    assert not rig.photos()["a.jpg"].is_looked_at  # nothing else was
    switch(rig, on=True)
    rig.scan()
    red, green = rig.faces("a.jpg")
    assert (red.id, red.source, green.source) == (mine.id, Source.MANUAL, Source.AUTOMATIC)


def test_names_in_files_make_no_face_there_until_it_is_switched_on(rig: Rig) -> None:
    path = draw(rig.folder / "a.jpg", [("red", 20, 60)])
    path.with_name("a.jpg.xmp").write_bytes(ANNA)
    switch(rig, on=False)
    for _ in range(2):
        assert rig.scan().names == NamesRead()
        assert (rig.faces("a.jpg"), rig.people()) == ([], [])
    switch(rig, on=True)
    assert rig.scan().names == NamesRead(1, 1, 1)
    (face,) = rig.faces("a.jpg")
    assert (face.source, face.assigned_by) == (Source.AUTOMATIC, AssignedBy.USER)


def test_a_photo_is_looked_at_once_it_lies_in_another_folder(rig: Rig) -> None:
    """By the folder that it is filed under, wherever it came from."""
    other = rig.folder.with_name("other")
    other.mkdir()
    rig.add(other)
    draw(rig.folder / "a.jpg", [("red", 20, 20)])
    switch(rig, on=False)
    rig.scan()
    (rig.folder / "a.jpg").rename(other / "a.jpg")
    rig.scan()
    assert [face.x for face in rig.faces("../other/a.jpg")] == [20]
    (other / "a.jpg").rename(rig.folder / "a.jpg")
    rig.scan()
    assert [face.x for face in rig.faces("a.jpg")] == [20]
