"""What the user said about a face stays when its photo is looked at again."""

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest
from sqlalchemy import delete
from sqlmodel import col

from kinfolk.core.db.models import AssetState, AssignedBy, Crop, Embedding, Source
from kinfolk.core.faces import crops, embeddings, faces
from kinfolk.core.photos import photos
from kinfolk.vision.decoders import DecodedFile, Decoders
from kinfolk.vision.picture import unreadable
from tests.fake_engine import Blind, FakeEngine, draw
from tests.rig import Rig
from tests.windows_entries import InUse


@pytest.mark.alone
def test_an_edited_photo_keeps_what_the_user_said(rig: Rig) -> None:
    rig.scan_album()
    red, green = rig.faces("a.jpg")
    rig.say("Eva", "a.jpg")
    draw(rig.folder / "a.jpg", [("red", 22, 21), ("green", 100, 90)], note="brighter, cropped")
    assert rig.scan().photos_total == 1
    new_red, new_green = rig.faces("a.jpg")
    assert new_red.id == red.id
    assert (new_red.x, new_red.y) == pytest.approx((22, 21), abs=1)
    assert new_red.assigned_by == AssignedBy.USER
    # It moved within the photo, but looks the same.
    assert (new_green.id, new_green.y, new_green.person_id) == (green.id, 90, green.person_id)
    draw(rig.folder / "a.jpg", [("red", 44, 42), ("green", 200, 180)], size=(400, 300), side=80)
    rig.scan()
    assert [(face.id, face.w) for face in rig.faces("a.jpg")] == [(red.id, 80), (green.id, 80)]


def test_another_photo_under_an_old_name_inherits_no_face(rig: Rig) -> None:
    rig.scan_album()
    old = rig.faces("b.jpg")[0]
    draw(rig.folder / "b.jpg", [("blue", 60, 40)], note="someone else")
    rig.scan()
    (new,) = rig.faces("b.jpg")
    assert new.id != old.id
    assert new.person_id == rig.faces("trip/c.png")[0].person_id
    assert rig.faces("a.jpg")[0].person_id == old.person_id
    # Nothing is left of a face that no one can bring back.
    assert rig.ask(crops.get, old.id) is None
    assert rig.ask(embeddings.get, old.id, "fake/1") is None


def test_a_deleted_face_stays_deleted(rig: Rig) -> None:
    rig.scan_album()
    red, green = rig.faces("a.jpg")
    rig.decide(faces.delete, red.id)
    draw(rig.folder / "a.jpg", [("red", 20, 20), ("green", 100, 30)], note="another note")
    rig.scan()
    assert [face.id for face in rig.faces("a.jpg")] == [green.id]
    assert rig.ask(crops.get, red.id) is not None  # undo may still want it


def test_a_drawn_face_stays_and_gets_its_crop(rig: Rig) -> None:
    rig.scan_album()
    asset = rig.photos()["trip/e.jpg"]
    face_id = rig.decide(faces.create, asset_id=asset.id, box=faces.Box(10, 10, 30, 30)).id
    assert rig.scan().photos_total == 1
    (kept,) = rig.faces("trip/e.jpg")
    assert (kept.id, kept.source, kept.person_id) == (face_id, Source.MANUAL, None)
    assert rig.ask(crops.get, face_id) is not None
    assert rig.scan().photos_total == 0


@pytest.mark.parametrize("by", [1, 2], ids=["other bytes", "twice as large"])
def test_a_drawn_face_that_is_detected_is_not_doubled(rig: Rig, by: int) -> None:
    """It grows with its photo. Only its place and its looks tell it: no engine had seen it."""
    draw(rig.folder / "e.jpg", [("red", 32, 31)])
    rig.engine = Blind()
    rig.scan()
    rig.decide(faces.create, asset_id=rig.photos()["e.jpg"].id, box=faces.Box(30, 30, 40, 40))
    rig.scan()
    rig.engine = FakeEngine()
    size = (200 * by, 150 * by)
    draw(rig.folder / "e.jpg", [("red", 32 * by, 31 * by)], note="other", size=size, side=40 * by)
    rig.scan()
    (kept,) = rig.faces("e.jpg")
    assert (kept.source, kept.person_id) == (Source.MANUAL, None)
    assert (kept.x, kept.y, kept.w, kept.h) == (30 * by, 30 * by, 40 * by, 40 * by)
    assert kept.landmarks is not None


@pytest.mark.parametrize("table", [Crop, Embedding])
def test_what_the_cache_lost_is_made_again(rig: Rig, table: type[Crop] | type[Embedding]) -> None:
    rig.scan_album()
    rig.name("Eva", "b.jpg")
    before = [rig.facts(name) for name in sorted(rig.photos())]
    lost = rig.faces("a.jpg")[0].id
    rig.db.write(
        lambda s: s.execute(delete(table).where(col(table.face_id) == lost)).rowcount  # type: ignore[attr-defined]
    ).result()
    assert rig.scan().photos_total == 1
    assert [rig.facts(name) for name in sorted(rig.photos())] == before
    assert rig.ask(crops.get, lost) is not None
    assert rig.ask(embeddings.get, lost, "fake/1") is not None


@pytest.mark.parametrize("is_reopened", [False, True])
def test_a_damaged_vector_is_made_again_and_moves_nobody(
    rig: Rig, tmp_path: Path, is_reopened: bool
) -> None:
    """The vector of one face lies under another, as after damage; its checksum does not fit."""
    rig.scan_album()
    rig.name("Eva", "b.jpg")
    red, green = rig.faces("a.jpg")
    before = [rig.facts(name) for name in sorted(rig.photos())]
    vectors = rig.ask(embeddings.vectors, [red.id, green.id], "fake/1")
    with closing(sqlite3.connect(tmp_path / "cache.db")) as connection, connection:
        connection.execute(
            "UPDATE embedding SET (vector, checksum) ="
            " (SELECT vector, checksum FROM embedding WHERE face_id = ?) WHERE face_id = ?",
            (green.id, red.id),
        )
        connection.execute(
            "UPDATE crop SET jpeg = CAST(substr(jpeg, 1, 30) || 'x' AS BLOB) WHERE face_id = ?",
            (green.id,),
        )
    if is_reopened:
        rig.reopen()
    assert rig.ask(crops.get, green.id) is None
    assert rig.ask(embeddings.get, red.id, "fake/1") is None
    rig.db.write(lambda session: None).result()  # a crop that was met is deleted before it
    assert rig.scan().photos_total == 1
    assert [rig.facts(name) for name in sorted(rig.photos())] == before
    assert rig.ask(crops.get, green.id) is not None
    again = rig.ask(embeddings.vectors, [red.id, green.id], "fake/1")
    assert {face: vector.tolist() for face, vector in again.items()} == {
        face: vector.tolist() for face, vector in vectors.items()
    }


@pytest.mark.parametrize(
    ("error", "reason"),
    [
        (PermissionError(13, "Denied"), "Kinfolk doesn’t have permission to read this file."),
        (InUse(), "The drive couldn’t read it (another app is using it)."),
    ],
)
def test_a_photo_that_may_not_be_read_is_tried_again(
    rig: Rig, monkeypatch: pytest.MonkeyPatch, error: OSError, reason: str
) -> None:
    rig.draw_album()
    with monkeypatch.context() as patch:

        def refuse(
            decoders: Decoders, path: Path, *, side: int, at: int | None = None
        ) -> DecodedFile:
            return DecodedFile("", unreadable(error))

        patch.setattr(Decoders, "read", refuse)
        assert rig.scan().failed == 5
    photo = rig.photos()["a.jpg"]
    assert (photo.state, photo.reason) == ("failed", reason)
    assert rig.scan().photos_total == 5
    assert rig.photos()["a.jpg"].state == AssetState.DONE
    assert len(rig.faces("a.jpg")) == 2


@pytest.mark.slow
def test_a_photo_that_breaks_and_is_mended_keeps_its_faces(rig: Rig) -> None:
    rig.scan_album()
    before = rig.facts("a.jpg")
    whole = (rig.folder / "a.jpg").read_bytes()
    (rig.folder / "a.jpg").write_bytes(whole[:1000])
    rig.scan()
    photo = rig.photos()["a.jpg"]
    assert (photo.state, photo.reason) == ("failed", "The file is incomplete: its end is missing.")
    assert rig.scan().photos_total == 0
    assert rig.decide(photos.try_again) == 1
    assert rig.scan().failed == 1
    assert rig.facts("a.jpg") == before
    (rig.folder / "a.jpg").write_bytes(whole)
    rig.scan()
    assert rig.photos()["a.jpg"].state == AssetState.DONE
    assert rig.facts("a.jpg") == before
