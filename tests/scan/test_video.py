"""Videos: faces of moments are found, named and kept with their moment; the files stay."""

from kinfolk.core.db.models import AssetState, Face
from tests.fake_engine import draw
from tests.film import squares
from tests.rig import Rig

VIDEO = "film.avi"
RED, GREEN = ("red", 20, 60), ("green", 120, 30)
FAR = ("red", 150, 110)
# A scan looks at each: at 0, 2, 4 and 6 s.
MOMENTS = [[RED], [RED, GREEN], [GREEN, FAR], [("blue", 10, 10)]]


def at(rig: Rig, name: str = VIDEO) -> list[tuple[int | None, int]]:
    """When each face is, and how far from the left."""
    return sorted((face.timestamp_ms or 0, face.x) for face in rig.faces(name))


def first(rig: Rig) -> Face:
    """The earliest: red's."""
    return min(rig.faces(VIDEO), key=lambda face: face.timestamp_ms or 0)


def test_somebody_is_found_once_and_named_with_their_photos(rig: Rig) -> None:
    """Of what is the same all through it one face stays, with its moment."""
    squares(rig.folder / VIDEO, MOMENTS)
    draw(rig.folder / "photo.jpg", [("red", 60, 40)])
    before = (rig.folder / VIDEO).read_bytes()
    assert rig.scan().faces_found == 4
    assert at(rig) == [(0, 20), (2000, 120), (6000, 10)]
    anna = rig.name("Anna", "photo.jpg")
    assert first(rig).person_id == anna
    video = rig.photos()[VIDEO]
    assert (video.state, video.mimetype) == (AssetState.DONE, "video/x-msvideo")
    assert (video.width, video.height, video.length_ms) == (208, 160, 8000)
    known = rig.facts(VIDEO)
    assert rig.scan().photos_total == 0
    assert rig.facts(VIDEO) == known
    assert (rig.folder / VIDEO).read_bytes() == before
