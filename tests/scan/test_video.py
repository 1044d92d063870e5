"""Videos: faces of moments are found, named and kept with their moment; the files stay."""

import io
import json
from pathlib import Path

import pytest
from PIL import Image, ImageOps
from sqlalchemy import delete, select
from sqlmodel import Session, col

from kinfolk.core.db.models import AssetState, Crop, DismissedBox, Face, Preview
from kinfolk.core.faces import crops, faces, presence
from kinfolk.core.faces.faces import Box
from kinfolk.core.names_in_files.sidecars import SidecarScope, to_write
from kinfolk.core.people import rejected_suggestions
from kinfolk.core.people.rejected_suggestions import RejectionKind
from kinfolk.core.photos import previews
from kinfolk.core.photos.library import FolderSwitch
from kinfolk.errors import Invalid
from kinfolk.metadata import region
from kinfolk.recognition import conflicts
from kinfolk.scan.video_faces import MOST
from kinfolk.vision import engine
from kinfolk.vision.decoders import Film
from kinfolk.vision.photo import Photo, Unreadable
from tests.fake_engine import COLOURS, FakeEngine, draw
from tests.film import film, squares
from tests.metadata import forms
from tests.rig import Rig

VIDEO = "film.avi"
BOX = region.RelativeBox(0.5, 0.5, 0.2, 0.2)  # a sidecar does not say at which moment
RED, GREEN, BLUE = ("red", 20, 60), ("green", 120, 30), ("blue", 10, 10)
# A scan looks at each: at 0, 2, 4 and 6 s.
MOMENTS = [[RED], [RED, GREEN], [GREEN, ("red", 150, 110)], [BLUE]]
FOUND = {0: "red", 2000: "green", 6000: "blue"}


@pytest.fixture
def video(rig: Rig) -> Rig:
    """A video that was scanned."""
    squares(rig.folder / VIDEO, MOMENTS)
    assert rig.scan().faces_found == 3
    return rig


def by_moment(rig: Rig, name: str = VIDEO) -> dict[int | None, Face]:
    return {face.timestamp_ms: face for face in rig.faces(name)}


def middle(jpeg: bytes | None) -> str:
    """The colour that a picture has in its middle, by its name."""
    assert jpeg is not None
    with Image.open(io.BytesIO(jpeg)) as image:
        seen = image.convert("RGB").getpixel((image.width // 2, image.height // 2))
    assert isinstance(seen, tuple)

    def distance(colour: str) -> int:
        return sum(abs(a - b) for a, b in zip(seen, COLOURS[colour], strict=True))

    return min(COLOURS, key=distance)


@pytest.mark.slow
def test_where_no_faces_are_looked_for_it_is_known_by_its_beginning(rig: Rig) -> None:
    """By the first moment that shows something; someone who is marked there is described."""
    white = Image.new("RGB", (208, 160), "white")
    seen = Image.new("RGB", (208, 160), "white")
    seen.paste(COLOURS["green"], (84, 60, 124, 100))
    film(rig.folder / VIDEO, [Image.new("RGB", (208, 160)), seen, white, white])
    rig.switch(FolderSwitch.FIND_FACES, is_on=False)
    assert rig.scan().faces_found == 0
    asset = rig.photos()[VIDEO]
    assert (asset.state, asset.length_ms, asset.is_looked_at) == (AssetState.DONE, 8000, False)
    assert middle(rig.ask(previews.get, asset.id)) == "green"
    rig.decide(faces.create, asset_id=asset.id, box=Box(84, 60, 40, 40), timestamp_ms=2000)
    rig.scan()
    (mine,) = rig.faces(VIDEO)
    assert (mine.timestamp_ms, mine.landmarks is not None) == (2000, True)
    rig.switch(FolderSwitch.FIND_FACES, is_on=True)
    rig.scan()
    assert [face.id for face in rig.faces(VIDEO)] == [mine.id]


def test_somebody_is_found_once_and_named_with_their_photos(video: Rig) -> None:
    """Of what is the same all through it one face stays, with its moment."""
    before = (video.folder / VIDEO).read_bytes()
    assert {at: (face.x, face.y) for at, face in by_moment(video).items()} == {
        0: (20, 60),
        2000: (120, 30),
        6000: (10, 10),
    }
    draw(video.folder / "photo.jpg", [("red", 60, 40)])
    video.scan()
    anna = video.name("Anna", "photo.jpg")
    assert by_moment(video)[0].person_id == anna
    asset = video.photos()[VIDEO]
    assert (asset.state, asset.mimetype) == (AssetState.DONE, "video/x-msvideo")
    assert (asset.width, asset.height, asset.length_ms) == (208, 160, 8000)
    assert [middle(video.ask(crops.get, face.id)) for face in video.faces(VIDEO)] == [
        FOUND[face.timestamp_ms or 0] for face in video.faces(VIDEO)
    ]
    known = video.facts(VIDEO)
    assert video.scan().photos_total == 0
    assert video.facts(VIDEO) == known
    assert (video.folder / VIDEO).read_bytes() == before


@pytest.mark.slow
def test_what_was_said_of_a_moment_stays_whatever_becomes_of_the_file(video: Rig) -> None:
    """Named, no face, undone, taken back, moved, changed: each finds its moment again."""
    at = by_moment(video)
    eva = video.someone("Eva", at[2000].id)
    video.decide(faces.delete, at[6000].id)
    video.db.undo().result()
    assert by_moment(video).keys() == FOUND.keys()
    video.db.redo().result()

    path = video.folder / VIDEO
    path.write_bytes(path.read_bytes() + bytes(8))  # another file with the same moments
    assert video.scan().photos_total == 1
    now = by_moment(video)
    assert now.keys() == {0, 2000}
    assert (now[2000].id, now[2000].person_id) == (at[2000].id, eva)

    path.rename(path.with_name("moved.avi"))
    assert video.scan().photos_total == 0
    assert by_moment(video, "moved.avi").keys() == {0, 2000}

    (refused,) = video.ask(rejected_suggestions.listing)
    assert refused.kind is RejectionKind.NO_FACE
    assert video.every(select(col(DismissedBox.timestamp_ms))) == [6000]
    video.decide(rejected_suggestions.take_back, [refused.id])
    back = by_moment(video, "moved.avi")[6000]
    assert video.ask(crops.get, back.id) is None
    video.scan()
    assert middle(video.ask(crops.get, by_moment(video, "moved.avi")[6000].id)) == "blue"


@pytest.mark.slow
def test_a_video_that_is_replaced_keeps_names_until_it_is_back(video: Rig) -> None:
    eva = video.someone("Eva", by_moment(video)[2000].id)
    path, before = video.folder / VIDEO, (video.folder / VIDEO).read_bytes()
    squares(path, [[("yellow", 50, 50)], []])
    video.scan()
    assert {face.person_id for face in video.faces(VIDEO)} >= {eva}
    shown = video.ask(presence.is_in, video.photos()[VIDEO].id, eva)
    assert not shown
    path.write_bytes(before)
    video.scan()
    assert by_moment(video)[2000].person_id == eva


@pytest.mark.slow
def test_another_engine_describes_faces_at_their_moments(video: Rig) -> None:
    asset_id, box = video.photos()[VIDEO].id, Box(150, 110, 40, 40)
    face_id = video.decide(faces.create, asset_id=asset_id, box=box, timestamp_ms=3500).id
    before = {face.id for face in video.faces(VIDEO)}
    video.scan()
    assert middle(video.ask(crops.get, face_id)) == "red"  # of the first picture from there on
    assert next(face for face in video.faces(VIDEO) if face.id == face_id).landmarks
    video.engine = FakeEngine("fake/2")
    assert video.scan().embedded == 4
    assert {face.id for face in video.faces(VIDEO)} == before


@pytest.mark.slow
def test_lost_crops_and_previews_are_made_again_of_the_same_moments(video: Rig) -> None:
    known = video.facts(VIDEO)
    asset_id = video.photos()[VIDEO].id
    ours = col(Crop.face_id).in_([face.id for face in video.faces(VIDEO)])
    for lost in (
        delete(Crop).where(ours),
        delete(Preview).where(col(Preview.asset_id) == asset_id),
    ):
        video.decide(Session.execute, statement=lost)
    video.scan()
    assert video.facts(VIDEO) == known
    found = {at: middle(video.ask(crops.get, face.id)) for at, face in by_moment(video).items()}
    assert found == FOUND
    assert video.ask(previews.get, asset_id) is not None


def test_a_face_that_is_drawn_belongs_to_a_moment(video: Rig) -> None:
    photo = draw(video.folder / "photo.jpg", [("pink", 60, 40)])
    video.scan()
    ids = {path: asset.id for path, asset in video.photos().items()}

    def create(which: str, at: int | None) -> int | None:
        box = Box(1, 1, 9, 9)
        return video.decide(
            faces.create, asset_id=ids[which], box=box, timestamp_ms=at
        ).timestamp_ms

    assert create(VIDEO, None) == 0  # who knows of no moments draws at the first one
    assert create(VIDEO, 8000) == 8000
    assert create(photo.name, None) is None
    for which, at in ((VIDEO, 8001), (VIDEO, -1), (photo.name, 0)):
        with pytest.raises(Invalid):
            create(which, at)


def test_nobody_is_twice_at_a_moment_but_may_be_in_a_video(video: Rig) -> None:
    at = by_moment(video)
    anna = video.someone("Anna", at[0].id, at[2000].id)
    assert video.ask(conflicts.shared, [anna]) == []
    where, box = at[0].asset_id, Box(100, 100, 30, 30)
    face_id = video.decide(faces.create, asset_id=where, box=box, person_id=anna, timestamp_ms=0).id
    (shared,) = video.ask(conflicts.shared, [anna])
    assert set(shared.face_ids) == {at[0].id, face_id}


def test_names_come_from_beside_a_video_without_a_box_and_none_is_written(video: Rig) -> None:
    sidecar = video.folder / f"{VIDEO}.xmp"
    sidecar.write_bytes(forms.digikam([forms.Face("Ben", BOX)], (208, 160)))
    said = {"people": [{"name": "Cleo"}]}
    (video.folder / f"{VIDEO}.json").write_text(json.dumps(said))
    video.scan()
    assert {person.name for person in video.people()} >= {"Ben", "Cleo"}
    assert by_moment(video).keys() == FOUND.keys()  # no face was drawn for them
    video.someone("Anna", by_moment(video)[0].id)
    assert video.ask(to_write, SidecarScope()) == []


@pytest.mark.slow
def test_a_long_one_is_looked_at_here_and_there(rig: Rig) -> None:
    """Far moments are jumped to; what shows the same as before is passed over."""
    places = [[("red", 10 + 15 * (second // 30 % 10), 60)] for second in range(200)]
    squares(rig.folder / VIDEO, places, rate=1)
    rig.scan()
    assert rig.photos()[VIDEO].length_ms == 200_000
    assert rig.engine.calls <= MOST
    assert len(rig.faces(VIDEO)) == 1
    rig.engine.calls = 0
    squares(rig.folder / "still.avi", [[BLUE]] * 20, rate=1)
    rig.scan()
    assert rig.engine.calls == 1


@pytest.mark.slow
def test_one_that_breaks_off_has_the_faces_before_and_one_of_rubbish_fails(video: Rig) -> None:
    whole = squares(video.folder / "whole.avi", [[RED]] * 8).read_bytes()
    (video.folder / "cut.avi").write_bytes(whole[: len(whole) // 2])
    (video.folder / "text.mp4").write_text("no video at all\n" * 100)
    assert video.scan().failed == 1
    photos = video.photos()
    assert photos["cut.avi"].state == AssetState.DONE
    assert 0 in by_moment(video, "cut.avi")
    assert photos["text.mp4"].state == AssetState.FAILED
    assert "isn’t a video" in (photos["text.mp4"].reason or "")


@pytest.mark.slow
def test_a_real_face_that_moves(rig: Rig, sample_album: Path) -> None:
    """A photo of three, and a video that pans over it: each is found once in both."""
    rig.engine = engine.load()  # type: ignore[assignment]
    source = sample_album / "2013/three.jpg"
    with Image.open(source) as image:
        whole = ImageOps.expand(ImageOps.contain(image.convert("RGB"), (640, 640)), 40, "grey")
    width, height = ((side - 80 + 20) // 2 * 2 for side in whole.size)
    pans = [whole.crop((x, x, x + width, x + height)) for x in (0, 20, 40, 60)]
    film(rig.folder / VIDEO, pans)
    (rig.folder / "photo.jpg").write_bytes(source.read_bytes())
    rig.scan()
    found = rig.faces(VIDEO)
    assert len(found) == len(rig.faces("photo.jpg")) == 3
    assert rig.groups() == {frozenset({VIDEO, "photo.jpg"})}
    assert len({face.person_id for face in found}) == 3
    assert {face.timestamp_ms for face in found} <= {0, 2000, 4000, 6000}


def test_what_the_drive_did_not_give_is_looked_at_later(
    rig: Rig, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A video is not done with what came before its drive failed."""
    squares(rig.folder / VIDEO, MOMENTS)
    given = Film.at

    def at(film: Film, ms: int) -> Photo:
        if ms > 2000:
            raise Unreadable("The drive took too long to respond.", is_lasting=False)
        return given(film, ms)

    with monkeypatch.context() as slow:
        slow.setattr(Film, "at", at)
        rig.scan()
    assert rig.photos()[VIDEO].state == AssetState.FAILED
    assert rig.scan().faces_found == 3
    assert by_moment(rig).keys() == FOUND.keys()
