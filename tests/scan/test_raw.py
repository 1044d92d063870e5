"""RAW photos are photos like others: faces are found, named and kept; their files stay."""

from pathlib import Path

import pytest
from PIL import Image
from skimage import data

from kinfolk.core.db.models import AssetState
from kinfolk.core.names_in_files.name_import import NamesRead
from kinfolk.core.names_in_files.sidecars import SidecarScope
from kinfolk.metadata.frame import Frame, stored
from kinfolk.metadata.region import RelativeBox
from kinfolk.metadata.xmp import Packets
from kinfolk.scan import sidecars
from kinfolk.vision import engine
from kinfolk.vision.decoders import Decoders
from tests.fake_engine import draw
from tests.metadata import forms
from tests.metadata.forms import Face
from tests.patience import PATIENCE
from tests.raw_photo import dng
from tests.rig import Rig
from tests.rotated_photos import turned

pytestmark = pytest.mark.slow

SIZE = (200, 150)
AT = [("red", 20, 60), ("green", 120, 30)]
WHO = [
    Face("Anna", RelativeBox(0.1, 0.4, 0.2, 4 / 15)),
    Face("Ben", RelativeBox(0.6, 0.2, 0.2, 4 / 15)),
]
RAW = "photo.dng"


def raw(rig: Rig, turn: int = 1, packet: bytes = b"") -> Path:
    """Two faces, in the picture that the camera has put in, stored as the sensor saw them."""
    path = turned(rig.folder / "kept" / "photo.png", AT, turn)
    with Image.open(path) as image:
        made = dng(rig.folder / RAW, image, turn=turn, preview=image, packet=packet)
    path.unlink()
    path.parent.rmdir()
    return made


def told(turn: int) -> tuple[list[Face], tuple[int, int]]:
    """Who is where in the stored photo, and its size."""
    faces = [Face(face.name, stored(face.box, turn)) for face in WHO]
    return faces, SIZE if turn < 5 else (SIZE[1], SIZE[0])


def lightroom(faces: list[Face], size: tuple[int, int], turn: int) -> bytes:
    """As it writes it for a RAW photo, which it says."""
    return forms.lightroom(faces, size, turn).replace(b'Extension="JPG"', b'Extension="DNG"')


def on_faces(rig: Rig) -> bool:
    known = {person.id: person.name for person in rig.people()}
    found = {known[face.person_id or ""]: (face.x, face.y) for face in rig.faces(RAW)}
    return found.keys() == {"Anna", "Ben"} and all(
        found[who] == pytest.approx((left, top), abs=2)
        for who, (_, left, top) in zip(("Anna", "Ben"), AT, strict=True)
    )


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
    faces, size = told(turn)
    packet = lightroom(faces, size, turn)
    path = raw(rig, turn, packet if where == "inside" else b"")
    if where != "inside":
        path.with_name(where).write_bytes(packet)
    before = path.read_bytes()
    assert rig.scan().names == NamesRead(2, 2, 1)
    assert on_faces(rig)
    assert path.read_bytes() == before


def test_a_sidecar_of_the_raw_photo_says_nothing_of_the_jpeg_beside_it(rig: Rig) -> None:
    raw(rig)
    draw(rig.folder / "photo.jpg", AT, note="jpg")
    packet = lightroom(WHO, SIZE, 1)
    (rig.folder / "photo.xmp").write_bytes(packet)
    assert rig.scan().names == NamesRead(2, 2, 1)
    assert on_faces(rig)


def test_picasas_boxes_are_of_the_displayed_photo(rig: Rig) -> None:
    raw(rig, turn=6)
    contacts = {"0123456789abcdef": "Anna", "fedcba9876543210": "Ben"}
    (rig.folder / ".picasa.ini").write_bytes(forms.picasa_ini(RAW, WHO, contacts))
    assert rig.scan().names == NamesRead(2, 2, 1)
    assert on_faces(rig)


def test_names_are_written_beside_it_and_read_again(rig: Rig) -> None:
    path = raw(rig, turn=6)
    before = path.read_bytes()
    rig.scan()
    for at, name in enumerate(("Anna", "Ben")):
        rig.say(name, RAW, at=at)
    with Decoders() as decoders:
        job = sidecars.written(rig.db, decoders, SidecarScope())
        job.start()
        assert job.wait(PATIENCE)
    assert job.troubles == []
    assert path.read_bytes() == before
    assert sorted(each.name for each in rig.folder.iterdir()) == [RAW, f"{RAW}.xmp"]
    packets = Packets.parse([(rig.folder / f"{RAW}.xmp").read_bytes()])
    said = {each.name: each.box for each in packets.regions(Frame(6)) if each.box}
    assert said.keys() == {"Anna", "Ben"}
    for who in WHO:
        assert said[who.name] == pytest.approx(who.box, abs=0.01)
