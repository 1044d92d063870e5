"""RAW photos are photos like others: faces are found, named and kept; their files stay."""

from pathlib import Path

import pytest
from PIL import Image
from skimage import data

from kinfolk.core.db.models import AssetState
from kinfolk.core.names_in_files.name_import import NamesRead
from kinfolk.core.names_in_files.sidecars import SidecarScope
from kinfolk.metadata.frame import Frame
from kinfolk.metadata.xmp import Packets
from kinfolk.scan import sidecars
from kinfolk.vision import engine
from kinfolk.vision.decoders import Decoders
from tests.fake_engine import draw
from tests.metadata import forms
from tests.patience import ran
from tests.raw_photo import dng
from tests.rig import Rig
from tests.rotated_photos import turned
from tests.scan.test_names import AT, IDS, WHO, as_stored, on_faces

pytestmark = pytest.mark.slow

RAW = "photo.dng"


def raw(rig: Rig, turn: int = 1, packet: bytes = b"") -> Path:
    """Two faces, in the picture that the camera has put in, stored as the sensor saw them."""
    path = turned(rig.folder / "kept" / "photo.png", AT, turn)
    with Image.open(path) as image:
        made = dng(rig.folder / RAW, image, turn=turn, preview=image, packet=packet)
    path.unlink()
    path.parent.rmdir()
    return made


def lightroom(turn: int = 1) -> bytes:
    """As it writes it for a RAW photo, which it says."""
    told, size = as_stored(turn)
    return forms.lightroom(told, size, turn).replace(b'Extension="JPG"', b'Extension="DNG"')


def test_a_face_in_a_raw_photo_is_found_named_and_kept(rig: Rig) -> None:
    """Developed, with the real models: an astronaut as a sensor sees her."""
    rig.engine = engine.load()  # type: ignore[assignment]
    path = dng(rig.folder / RAW, Image.fromarray(data.astronaut()))
    before = path.read_bytes()
    assert rig.scan().faces_found == 1
    (face,) = rig.faces(RAW)
    assert (face.x, face.y, face.x + face.w, face.y + face.h) == pytest.approx(
        (177, 60, 270, 190), abs=25
    )
    eileen = rig.say("Eileen", RAW)
    known = rig.facts(RAW)
    assert rig.scan().photos_total == 0
    path.write_bytes(before + b"\0")  # another file, the same picture
    assert rig.scan().photos_total == 1
    assert rig.facts(RAW) == known
    assert rig.faces(RAW)[0].person_id == eileen
    photo = rig.photos()[RAW]
    assert (photo.state, photo.mimetype) == (AssetState.DONE, "image/x-adobe-dng")
    assert (photo.width, photo.height) == (512, 512)
    assert path.read_bytes() == before + b"\0"


def test_somebody_is_the_same_person_in_raw_and_jpeg(rig: Rig, sample_album: Path) -> None:
    """A photo as it is, and as a sensor would have seen it: two photos of each person."""
    rig.engine = engine.load()  # type: ignore[assignment]
    source = sample_album / "2013/three.jpg"
    with Image.open(source) as image:
        dng(rig.folder / RAW, image.convert("RGB"))
    (rig.folder / "photo.jpg").write_bytes(source.read_bytes())
    rig.scan()
    assert len(rig.photos()) == 2
    assert frozenset({RAW, "photo.jpg"}) in rig.groups()


@pytest.mark.parametrize(("turn", "where"), [(1, "photo.xmp"), (6, "inside"), (8, "photo.dng.xmp")])
def test_names_come_to_the_same_faces(rig: Rig, turn: int, where: str) -> None:
    packet = lightroom(turn)
    path = raw(rig, turn, packet if where == "inside" else b"")
    if where != "inside":
        path.with_name(where).write_bytes(packet)
    before = path.read_bytes()
    assert rig.scan().names == NamesRead(2, 2, 1)
    assert on_faces(rig, RAW)
    assert path.read_bytes() == before


def test_a_sidecar_of_the_raw_photo_says_nothing_of_the_jpeg_beside_it(rig: Rig) -> None:
    raw(rig)
    draw(rig.folder / "photo.jpg", AT, note="jpg")
    (rig.folder / "photo.xmp").write_bytes(lightroom())
    assert rig.scan().names == NamesRead(2, 2, 1)
    assert on_faces(rig, RAW)


def test_picasas_boxes_are_of_the_displayed_photo(rig: Rig) -> None:
    raw(rig, turn=6)
    (rig.folder / ".picasa.ini").write_bytes(forms.picasa_ini(RAW, WHO, IDS))
    assert rig.scan().names == NamesRead(2, 2, 1)
    assert on_faces(rig, RAW)


def test_names_are_written_beside_it_and_read_again(rig: Rig) -> None:
    path = raw(rig, turn=6)
    before = path.read_bytes()
    rig.scan()
    for at, name in enumerate(("Anna", "Ben")):
        rig.say(name, RAW, at=at)
    with Decoders() as decoders:
        assert ran(sidecars.written(rig.db, decoders, SidecarScope())).troubles == []
    assert path.read_bytes() == before
    assert sorted(each.name for each in rig.folder.iterdir()) == [RAW, f"{RAW}.xmp"]
    packets = Packets.parse([(rig.folder / f"{RAW}.xmp").read_bytes()])
    said = {each.name: each.box for each in packets.regions(Frame(6)) if each.box}
    assert said.keys() == {"Anna", "Ben"}
    for who in WHO:
        assert said[who.name] == pytest.approx(who.box, abs=0.01)
