"""What the user decided about a face waits for its picture, comes back with it, and stays apart."""

import shutil
import sqlite3
from collections.abc import Callable
from contextlib import closing
from dataclasses import replace
from functools import partial
from pathlib import Path

import numpy as np
import pytest
from PIL import Image, ImageOps
from sqlalchemy import select, update
from sqlmodel import Session, col

from kinfolk.core.db.changes import Changes
from kinfolk.core.db.models import Asset, DismissedBox, Face, Presence, Rejection
from kinfolk.core.faces import crops, embeddings, faces, presence
from kinfolk.core.history import history
from kinfolk.core.people import people, rejected_suggestions, review
from kinfolk.core.people.review import Answer
from kinfolk.core.photos import photo_search, photos
from kinfolk.core.photos.photo_filter import PhotoFilter
from kinfolk.recognition import conflicts
from kinfolk.vision.engine import FoundFace
from tests import summaries
from tests.fake_engine import Blind, FakeEngine, draw, vector
from tests.rig import Rig
from tests.rotated_photos import with_exif

pytestmark = pytest.mark.alone

RED = [("red", 60, 40)]


@pytest.fixture
def eva(rig: Rig) -> str:
    """Name the person of b.jpg, red, and return the face."""
    rig.scan_album()
    rig.name("Eva", "b.jpg")
    return rig.faces("b.jpg")[0].id


def test_a_mirror_is_one_wherever_its_picture_lies(rig: Rig) -> None:
    """Whoever is in it twice is so, too, in the photo that shows the picture now."""
    draw(rig.folder / "a.jpg", [("red", 20, 20), ("green", 100, 30)], note="a")
    draw(rig.folder / "b.jpg", [("blue", 60, 40)], note="b")
    rig.scan()
    both = [face.id for face in rig.faces("a.jpg")]
    eva = rig.decide(people.create, name="Eva", face_ids=both)
    rig.decide(review.may_be_twice, eva.person.id, both)
    (rig.folder / "a.jpg").rename(rig.folder / "c.jpg")
    (rig.folder / "b.jpg").rename(rig.folder / "a.jpg")
    rig.scan()
    assert [face.id for face in rig.faces("c.jpg")] == both
    assert rig.ask(conflicts.shared, [eva.person.id]) == []
    (said,) = rig.ask(rejected_suggestions.listing)
    assert Path(said.photo).name == "c.jpg"
    rig.decide(rejected_suggestions.take_back, [said.id])
    assert len(rig.ask(conflicts.shared, [eva.person.id])) == 1


DECISIONS: dict[str, Callable[[Rig, str, str], object]] = {
    "a name": lambda rig, face, group: rig.update(group, name="Eva"),
    "not them": lambda rig, face, group: rig.decide(faces.detach, [face]),
    "worth checking": lambda rig, face, group: rig.decide(
        review.answer_faces, [face], group, Answer.UNSURE
    ),
    "a portrait": lambda rig, face, group: rig.update(group, thumbnail_face_id=face),
}


@pytest.mark.slow
@pytest.mark.parametrize("decide", DECISIONS.values(), ids=DECISIONS)
def test_whatever_was_decided_waits_and_returns(
    rig: Rig, decide: Callable[[Rig, str, str], object]
) -> None:
    rig.scan_album()
    red = rig.faces("b.jpg")[0]
    decide(rig, red.id, str(red.person_id))
    said = answers(rig)
    before, kept = rig.facts("b.jpg"), (rig.folder / "b.jpg").read_bytes()
    for _ in range(2):
        draw(rig.folder / "b.jpg", note="nobody")
        rig.scan()
        assert rig.facts("b.jpg") == before
        assert rig.waiting() == {red.id}
        assert rig.scan().photos_total == 0
        (rig.folder / "b.jpg").write_bytes(kept)
        rig.scan()
        assert rig.facts("b.jpg") == before
        assert rig.waiting() == set()
    assert answers(rig) == said
    assert rig.ask(crops.get, red.id) is not None
    assert rig.ask(embeddings.get, red.id, "fake/1") is not None


def test_who_is_there_without_a_box_waits_for_the_picture_and_returns_with_it(rig: Rig) -> None:
    """And stays in a photo that is corrected."""
    rig.scan_album()
    eva = rig.someone("Eva")
    rig.decide(presence.add, rig.photos()["a.jpg"].id, eva)
    kept = (rig.folder / "a.jpg").read_bytes()

    def with_eva() -> list[str]:
        rig.ask(summaries.check)
        found = rig.ask(photo_search.ids, PhotoFilter(all_of=(eva,)), None)
        return [name for name, photo in rig.photos().items() if photo.id in found]

    assert with_eva() == ["a.jpg"]
    draw(rig.folder / "a.jpg", note="nobody")
    rig.scan()
    assert with_eva() == []
    (rig.folder / "moved.jpg").write_bytes(kept)
    rig.scan()
    assert with_eva() == ["moved.jpg"]
    before = rig.photos()["moved.jpg"].picture
    draw(rig.folder / "moved.jpg", [("red", 20, 20), ("green", 100, 30)], note="corrected")
    rig.scan()
    assert with_eva() == ["moved.jpg"]
    (seen_in,) = rig.every(select(col(Presence.seen_in)))
    assert seen_in == rig.photos()["moved.jpg"].picture != before


def test_whoever_shows_a_face_is_told_when_it_begins_to_wait(rig: Rig, eva: str) -> None:
    heard: list[Changes] = []
    rig.db.subscribe(heard.append)
    draw(rig.folder / "b.jpg", note="nobody")
    rig.scan()
    assert rig.waiting() == {eva}
    assert any(eva in changes.ids("face") for changes in heard)


def test_the_portrait_of_somebody_waits_though_it_is_nobodys_face(rig: Rig) -> None:
    rig.scan_album()
    blue = rig.faces("trip/c.png")[0].id
    bob = rig.someone("Bob")
    rig.update(bob, thumbnail_face_id=blue)
    draw(rig.folder / "trip" / "c.png", note="nobody")
    rig.scan()
    assert rig.waiting() == {blue}
    assert rig.ask(people.get, bob).thumbnail_face_id == blue


def answers(rig: Rig) -> tuple[object, ...]:
    """What was said of faces, and the history."""
    said = {(row.face_id, row.person_id, row.verdict) for row in rig.every(select(Rejection))}
    return said, rig.ask(history.steps)


@pytest.mark.usefixtures("eva")
def test_what_nobody_decided_goes_with_its_picture(rig: Rig) -> None:
    """Also what a scan gave someone who has a name."""
    draw(rig.folder / "new.jpg", RED, note="new")
    rig.scan()
    assert rig.faces("new.jpg")[0].person_id is not None
    assert rig.faces("trip/c.png")[0].person_id is None
    for name in ("new.jpg", "trip/c.png"):
        draw(rig.folder / name, note="nobody")
    rig.scan()
    assert rig.faces("new.jpg") == []
    assert rig.whose("trip/c.png") == ["Eva"]  # the user's waits, what no one has is gone


@pytest.mark.parametrize("lost", [None, "cache", "engine"])
def test_somebody_elses_face_in_its_place_is_somebody_elses(
    rig: Rig, eva: str, lost: str | None
) -> None:
    draw(rig.folder / "b.jpg", [("cyan", 60, 40), ("pink", 120, 60)], note="someone else")
    if lost == "cache":
        rig.reopen(is_cache_lost=True)
    rig.engine = FakeEngine("fake/2" if lost == "engine" else "fake/1")
    rig.scan()
    found = {face.id: face.person_id for face in rig.faces("b.jpg")}
    assert found.pop(eva) == rig.id_of("Eva")
    assert list(found.values()) == [None, None]
    assert rig.waiting() == {eva}


@pytest.mark.usefixtures("eva")
def test_bytes_that_are_decoded_otherwise_by_now_show_what_they_did(rig: Rig) -> None:
    """As after an update of the library that decodes: by the pixels it is another picture."""
    before = [rig.facts(name) for name in sorted(rig.photos())]

    def decoded_before(session: Session) -> None:
        session.execute(update(Asset).values(picture=col(Asset.picture) + "b"))
        session.execute(update(Face).values(seen_in=col(Face.seen_in) + "b"))

    rig.decide(decoded_before)
    rig.reopen(is_cache_lost=True)
    rig.scan()
    assert [rig.facts(name) for name in sorted(rig.photos())] == before
    assert rig.waiting() == set()


def test_a_face_of_which_nobody_knows_the_picture_is_of_the_one_that_was_there(
    rig: Rig, eva: str
) -> None:
    """As of what was said while the photo could not be read."""
    before, kept = rig.facts("b.jpg"), (rig.folder / "b.jpg").read_bytes()
    rig.db.write(lambda s: s.execute(update(Face).values(seen_in="", seen_width=0))).result()
    assert rig.waiting() == set()
    draw(rig.folder / "b.jpg", [("cyan", 60, 40)], note="someone else", size=(400, 300), side=80)
    rig.scan()
    assert rig.facts("b.jpg")[0] == before[0]
    assert rig.waiting() == {eva}
    (rig.folder / "b.jpg").write_bytes(kept)
    rig.scan()
    assert rig.facts("b.jpg") == before
    assert rig.waiting() == set()


@pytest.mark.slow
@pytest.mark.warns
@pytest.mark.parametrize("tries_again", [False, True])
def test_a_photo_that_was_exchanged_and_failed_first_passes_no_name_on(
    rig: Rig, eva: str, tries_again: bool
) -> None:
    kept = (rig.folder / "b.jpg").read_bytes()
    draw(rig.folder / "b.jpg", [("cyan", 60, 40)], note="someone else")

    def stumble() -> None:
        raise RuntimeError("a bug")

    rig.engine.on_call = stumble
    assert rig.scan().failed == 1
    if tries_again:
        rig.decide(photos.try_again)
    rig.engine = FakeEngine()
    rig.scan()
    found = {face.id: face.person_id for face in rig.faces("b.jpg")}
    assert found.pop(eva) == rig.id_of("Eva")
    assert list(found.values()) == [None]
    assert rig.waiting() == {eva}
    (rig.folder / "b.jpg").write_bytes(kept)
    rig.scan()
    assert [face.id for face in rig.faces("b.jpg")] == [eva]


@pytest.mark.slow
@pytest.mark.parametrize("is_elsewhere", [False, True])
def test_a_lost_cache_takes_no_crop_of_another_picture(
    rig: Rig, eva: str, is_elsewhere: bool
) -> None:
    kept = (rig.folder / "b.jpg").read_bytes()
    draw(rig.folder / "b.jpg", note="nobody")
    rig.reopen(is_cache_lost=True)  # before and after it was noticed
    rig.scan()
    assert rig.ask(crops.get, eva) is None
    assert rig.scan().photos_total == 0  # nothing of it can be made anew
    (rig.folder / ("elsewhere.jpg" if is_elsewhere else "b.jpg")).write_bytes(kept)
    rig.scan()
    assert rig.ask(crops.get, eva) is not None
    assert rig.ask(embeddings.get, eva, "fake/1") is not None
    assert rig.waiting() == set()


@pytest.mark.slow
def test_a_damaged_vector_is_replaced_by_that_of_the_face_found_where_it_returns(
    rig: Rig, eva: str, tmp_path: Path
) -> None:
    kept = (rig.folder / "b.jpg").read_bytes()
    draw(rig.folder / "b.jpg", note="nobody")
    rig.scan()
    with closing(sqlite3.connect(tmp_path / "cache.db")) as connection, connection:
        connection.execute("UPDATE embedding SET checksum = 0 WHERE face_id = ?", (eva,))
    (rig.folder / "elsewhere.jpg").write_bytes(kept)
    rig.scan()
    assert [face.id for face in rig.faces("elsewhere.jpg")] == [eva]
    assert rig.ask(embeddings.get, eva, "fake/1") is not None


@pytest.mark.usefixtures("eva")
def test_an_engine_that_finds_nobody_takes_nobody_away(rig: Rig) -> None:
    before = [rig.facts(name)[0] for name in ("a.jpg", "b.jpg")]
    rig.reopen(is_cache_lost=True)
    rig.engine = Blind()
    rig.scan()
    assert [rig.facts(name)[0] for name in ("a.jpg", "b.jpg")] == before
    assert rig.waiting() == set()  # the picture is there, and so are they


def test_pictures_that_change_places_with_other_bytes(rig: Rig) -> None:
    draw(rig.folder / "a.png", RED, note="a")
    draw(rig.folder / "b.png", [("green", 60, 40)], note="b")
    draw(rig.folder / "c.png", [*RED, ("green", 120, 40)], note="c")
    rig.scan()
    rig.name("Eva", "a.png")
    rig.name("Bob", "b.png")
    before = rig.facts("a.png")[0], rig.facts("b.png")[0]
    pictures = [Image.open(rig.folder / name).copy() for name in ("b.png", "a.png")]
    for name, picture in zip(("a.png", "b.png"), pictures, strict=True):
        picture.save(rig.folder / name, compress_level=1)
    rig.scan()
    assert (rig.facts("b.png"), rig.facts("a.png")) == ([before[0]], [before[1]])
    assert rig.waiting() == set()


def edit(path: Path, how: Callable[[Image.Image], Image.Image], quality: int = 95) -> None:
    with Image.open(path) as image:
        how(image).save(path, quality=quality)


cropped = partial(edit, how=lambda image: image.crop((30, 20, 200, 150)))
mirrored = partial(edit, how=ImageOps.mirror)
resized = partial(edit, how=lambda image: image.resize((400, 300)))
# Other bytes and other pixels of the same picture
encoded_anew = partial(edit, how=lambda image: image, quality=60)


@pytest.mark.slow
@pytest.mark.parametrize("is_third", [False, True])
def test_grey_files_of_the_same_bytes_are_not_one_photo_that_moves(
    rig: Rig, is_third: bool
) -> None:
    """One comes back, in other bytes, in the scan that finds another one as grey as it was."""
    draw(rig.folder / "a.jpg", RED, note="a")
    draw(rig.folder / "b.jpg", [("green", 60, 40)], note="b")
    draw(rig.folder / "c.jpg", [("blue", 60, 40)], note="c")
    rig.scan()
    for name, photo in (("Eva", "a.jpg"), ("Bob", "b.jpg"), ("Cleo", "c.jpg")):
        rig.say(name, photo)
    before, kept = (rig.facts("a.jpg"), rig.facts("b.jpg")), (rig.folder / "a.jpg").read_bytes()
    draw(rig.folder / "a.jpg")
    if is_third:
        draw(rig.folder / "c.jpg")
    rig.scan()
    (rig.folder / "a.jpg").write_bytes(kept)
    encoded_anew(rig.folder / "a.jpg")
    draw(rig.folder / "b.jpg")
    rig.scan()
    assert [facts[:3] for facts in rig.facts("a.jpg")] == [before[0][0][:3]]
    assert rig.facts("b.jpg") == before[1]
    assert rig.faces("a.jpg")[0].id not in rig.waiting()
    assert rig.faces("b.jpg")[0].id in rig.waiting()


def test_a_photo_nobody_said_anything_about_takes_no_place_of_one_that_waits(rig: Rig) -> None:
    """A view without people is replaced, and its bytes are found in a portrait's file."""
    draw(rig.folder / "portrait.jpg", RED, note="a")
    draw(rig.folder / "view.jpg")
    rig.scan()
    rig.say("Eva", "portrait.jpg")
    before, kept = rig.facts("portrait.jpg"), (rig.folder / "portrait.jpg").read_bytes()
    shutil.copy(rig.folder / "view.jpg", rig.folder / "portrait.jpg")
    draw(rig.folder / "view.jpg", [("green", 60, 40)], note="other")
    rig.scan()
    assert rig.facts("portrait.jpg") == before
    (rig.folder / "portrait.jpg").write_bytes(kept)
    encoded_anew(rig.folder / "portrait.jpg")
    rig.scan()
    assert [facts[:2] for facts in rig.facts("portrait.jpg")] == [before[0][:2]]
    assert rig.waiting() == set()


def test_a_picture_in_two_files_keeps_two_words(rig: Rig) -> None:
    """Faces stay where they are shown, and one does not take the place of another decision."""
    draw(rig.folder / "a.jpg", RED, note="a")
    rig.scan()
    (hers,) = rig.faces("a.jpg")
    rig.say("Eva", "a.jpg")
    copied_with_notes(rig.folder / "a.jpg")
    rig.scan()
    (copy,) = rig.faces("copy.jpg")
    assert [face.id for face in rig.faces("a.jpg")] == [hers.id] != [copy.id]
    rig.say("Bob", "copy.jpg")
    before = rig.facts("a.jpg"), rig.facts("copy.jpg")
    draw(rig.folder / "a.jpg", note="nobody")
    rig.scan()
    assert (rig.facts("a.jpg"), rig.facts("copy.jpg")) == before
    assert rig.waiting() == {hers.id}


# What is no face


def dismiss(rig: Rig, photo: str) -> None:
    rig.decide(faces.delete, rig.faces(photo)[0].id)


def found(rig: Rig, photo: str) -> list[int]:
    return [face.x for face in rig.faces(photo)]


def moved(path: Path) -> None:
    path.rename(path.with_name("moved.jpg"))


def copied_with_notes(path: Path) -> None:
    with_exif(Path(shutil.copy(path, path.with_name("copy.jpg"))), 1, "a note")


CHANGES: dict[str, tuple[Callable[[Path], None], bool]] = {
    "mirrored": (mirrored, False),
    "moved": (moved, False),
    "copied with notes": (copied_with_notes, False),
    "cropped": (cropped, True),
    "resized": (resized, True),
}


@pytest.mark.parametrize(("change", "is_cache_lost"), CHANGES.values(), ids=CHANGES)
def test_what_is_no_face_stays_none(
    rig: Rig, change: Callable[[Path], None], is_cache_lost: bool
) -> None:
    draw(rig.folder / "a.jpg", [("red", 60, 40), ("green", 130, 50)], note="a")
    rig.scan()
    dismiss(rig, "a.jpg")
    for _ in range(2):  # from what is known of it then, it is known again
        change(rig.folder / ("moved.jpg" if not (rig.folder / "a.jpg").exists() else "a.jpg"))
        if is_cache_lost:
            rig.reopen(is_cache_lost=True)
        rig.scan()
        boxes = rig.every(select(col(DismissedBox.asset_id)))
        assert {len(rig.faces(name)) for name in rig.photos()} == {1}
        assert len(boxes) == len(set(boxes))


def test_what_is_no_face_waits_and_returns_and_says_nothing_of_other_photos(rig: Rig) -> None:
    draw(rig.folder / "a.jpg", [("red", 60, 40), ("green", 130, 50)], note="a")
    draw(rig.folder / "b.jpg", RED, note="b")
    rig.scan()
    dismiss(rig, "a.jpg")
    kept = (rig.folder / "a.jpg").read_bytes()
    draw(rig.folder / "a.jpg", [("cyan", 60, 40)], note="another photo")
    draw(rig.folder / "b.jpg", RED, note="b, edited")
    draw(rig.folder / "c.jpg", RED, note="c")
    rig.scan()
    assert found(rig, "a.jpg") == [60]  # another face in its place is one
    assert (found(rig, "b.jpg"), found(rig, "c.jpg")) == ([60], [60])
    (rig.folder / "elsewhere.jpg").write_bytes(kept + b"and more")
    (rig.folder / "a.jpg").write_bytes(kept)
    rig.scan()
    assert (found(rig, "a.jpg"), found(rig, "elsewhere.jpg")) == ([130], [130])
    resized(rig.folder / "a.jpg")  # it is known where it is seen now
    rig.scan()
    assert found(rig, "a.jpg") == [pytest.approx(260, abs=4)]
    here = col(DismissedBox.asset_id) == rig.photos()["a.jpg"].id
    (box,) = rig.every(select(DismissedBox).where(here))
    assert (box.seen_width, box.seen_height) == (400, 300)
    assert box.x == pytest.approx(120, abs=4)


def test_undo_brings_the_face_back_and_forgets_that_it_was_none(rig: Rig) -> None:
    draw(rig.folder / "a.jpg", RED, note="a")
    draw(rig.folder / "b.jpg", RED, note="b")
    rig.scan()
    rig.name("Eva", "a.jpg")
    before = rig.facts("a.jpg")
    dismiss(rig, "a.jpg")
    rig.db.undo().result()
    draw(rig.folder / "a.jpg", RED, note="edited")
    rig.scan()
    assert rig.facts("a.jpg") == before
    assert rig.every(select(DismissedBox)) == []
    kept = (rig.folder / "a.jpg").read_bytes()
    dismiss(rig, "a.jpg")
    draw(rig.folder / "a.jpg", note="nobody")
    rig.scan()
    rig.db.undo().result()  # once its photo was exchanged: it waits
    assert (rig.facts("a.jpg"), len(rig.waiting())) == (before, 1)
    (rig.folder / "a.jpg").write_bytes(kept)
    rig.scan()
    assert (rig.facts("a.jpg"), rig.waiting()) == (before, set())


class Fooled(FakeEngine):
    """It takes blue for red in a photo that someone has marked in its corner."""

    def analyse(self, image: Image.Image) -> list[FoundFace]:
        found = super().analyse(image)
        red, green = vector("red"), vector("green")
        near = 0.4 * red + np.sqrt(1 - 0.16) * green
        blue = red if np.asarray(image)[:4, :4].mean() < 128 else near
        return [
            replace(face, embedding=blue) if (face.embedding == vector("blue")).all() else face
            for face in found
        ]


def mark(path: Path) -> None:
    with Image.open(path) as image:
        image.paste("black", (0, 0, 8, 8))
        image.save(path, quality=95)


@pytest.mark.parametrize("by", ["a group", "somebody", "the user"])
def test_where_a_machine_put_a_face_by_another_picture_is_no_place_for_it(
    rig: Rig, by: str
) -> None:
    """One that the user has confirmed stays whatever its picture becomes."""
    rig.engine = Fooled()
    for name in "abc":
        draw(rig.folder / f"{name}.jpg", RED, note=name)
    draw(rig.folder / "x.jpg", [("blue", 60, 60)], note="x")
    rig.scan()
    red = rig.faces("a.jpg")[0].person_id if by == "a group" else rig.name("Eva", "a.jpg")
    (stranger,) = rig.facts("x.jpg")
    assert stranger[1] is None
    kept = (rig.folder / "x.jpg").read_bytes()
    mark(rig.folder / "x.jpg")
    rig.scan()
    assert [fact[:3] for fact in rig.facts("x.jpg")] == [(stranger[0], red, "auto")]
    if by == "the user":
        rig.decide(review.answer_faces, [str(stranger[0])], str(red), Answer.YES)
    (rig.folder / "x.jpg").write_bytes(kept)
    rig.scan()
    stays = (red, "user") if by == "the user" else (None, None)
    assert [fact[:3] for fact in rig.facts("x.jpg")] == [(stranger[0], *stays)]
