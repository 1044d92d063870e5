"""What files say of a photo that was edited since: no name on a wrong face, no face drawn on none.

`dev.py bench names_fit` measures the same on real photos.
"""

from collections.abc import Callable, Sequence
from pathlib import Path

import pytest
from PIL import Image

from kinfolk.core.faces import faces
from kinfolk.core.names_in_files import claims, name_conflicts
from kinfolk.core.names_in_files.name_import import NamesRead
from kinfolk.metadata.region import RelativeBox
from tests.fake_engine import draw
from tests.metadata import forms
from tests.metadata.forms import Face
from tests.rig import Rig
from tests.scan.test_names import ANNA, AT, SIZE, WHO, beside, named, on_faces, present, to_decide

FORMS: dict[str, Callable[[Sequence[Face]], bytes]] = {
    "with the size": lambda told: forms.digikam(told, SIZE),
    "without": forms.windows_live,
    "a list": lambda told: forms.packet(forms.mwg(told)),
}
TRIO = [*WHO, Face("Carl", RelativeBox(0.75, 0.65, 0.2, 4 / 15))]
THREE = [*AT, ("blue", 150, 98)]
EDITS: dict[str, Callable[[Image.Image], Image.Image]] = {
    "mirrored": lambda image: image.transpose(Image.Transpose.FLIP_LEFT_RIGHT),
    "upside down": lambda image: image.transpose(Image.Transpose.ROTATE_180),
    "turned": lambda image: image.transpose(Image.Transpose.ROTATE_90),
    "cropped": lambda image: image.crop((100, 0, 200, 150)),
    "cropped in its shape": lambda image: image.crop((60, 0, 196, 102)),
}


def edited(rig: Rig, how: str, said: bytes, at: Sequence[tuple[str, int, int]] = THREE) -> Path:
    """An editor has changed the picture and kept the names."""
    path = draw(rig.folder / "a.jpg", at, note="a")
    with Image.open(path) as image:
        EDITS[how](image).save(path, quality=95)
    return beside(path, said)


def eva(rig: Rig) -> None:
    """A photo with a face that all others here have, and that is called otherwise."""
    path = draw(rig.folder / "a.jpg", AT[:1], note="a")
    beside(path, forms.digikam([Face("Eva", WHO[0].box)], SIZE))


@pytest.mark.parametrize(
    ("how", "form"),
    [*((how, "with the size") for how in EDITS), ("turned", "without"), ("cropped", "a list")],
)
def test_names_of_an_edited_picture_are_without_a_box(rig: Rig, how: str, form: str) -> None:
    edited(rig, how, FORMS[form](TRIO))
    rig.scan()
    assert (named(rig), present(rig)) == ({}, ["Anna", "Ben", "Carl"])
    assert to_decide(rig) == []
    assert {face.source for face in rig.faces("a.jpg")} == {"automatic"}


@pytest.mark.parametrize("size", [SIZE, (150, 200), (4000, 3000), (1001, 750)])
def test_names_of_a_smaller_or_a_larger_picture_are_taken(rig: Rig, size: tuple[int, int]) -> None:
    """Programs write either side first, and keep the size of the picture before."""
    beside(draw(rig.folder / "a.jpg", AT, note="a"), forms.digikam(WHO, size))
    assert rig.scan().names == NamesRead(2, 2, 1)
    assert on_faces(rig)


def test_boxes_of_another_shape_are_of_another_picture(rig: Rig) -> None:
    beside(draw(rig.folder / "a.jpg", AT, note="a"), forms.digikam(WHO, (150, 150)))
    rig.scan()
    assert (named(rig), present(rig)) == ({}, ["Anna", "Ben"])


def test_each_file_is_judged_by_itself(rig: Rig) -> None:
    """The photo's own names were made before it was mirrored, the sidecar's after that."""
    mirrored = [("red", 140, 60), ("green", 40, 30)]
    path = draw(rig.folder / "a.jpg", mirrored, note="a")
    right = [
        Face("Anna", RelativeBox(0.7, 0.4, 0.2, 4 / 15)),
        Face("Ben", RelativeBox(0.2, 0.2, 0.2, 4 / 15)),
    ]
    beside(path, forms.digikam(WHO, SIZE))
    beside(path, forms.windows_live(right), "a.xmp")
    rig.scan()
    assert named(rig) == {}  # what stands first counts: it says them already
    path.with_name("a.jpg.xmp").unlink()
    rig.scan()
    assert {who: left for who, (left, *_) in named(rig).items()} == {"Anna": 140, "Ben": 40}


def test_a_further_name_is_judged_with_those_that_were_taken(rig: Rig) -> None:
    """By itself its box would meet no face, and the two faces none of its file's."""
    path = draw(rig.folder / "a.jpg", AT, note="a")
    sidecar = beside(path, forms.digikam(WHO, SIZE))
    rig.scan()
    sidecar.write_bytes(forms.digikam([*WHO, Face("Child", RelativeBox(0.4, 0.7, 0.1, 0.1))], SIZE))
    rig.scan()
    assert named(rig)["Child"] == (80, 105, 20, 15)


def test_where_few_boxes_meet_a_face_none_is_drawn(rig: Rig) -> None:
    """A crop with one of three people, or two who were not found: who is met has the name."""
    path = draw(rig.folder / "a.jpg", AT[:1], note="a")
    beside(path, forms.windows_live(TRIO))
    rig.scan()
    assert list(named(rig)) == ["Anna"]
    assert present(rig) == ["Ben", "Carl"]


@pytest.mark.parametrize(
    ("known_by", "like"), [("one face", "someone else"), ("two faces", "Anna"), ("files", "Anna")]
)
def test_a_face_that_plainly_looks_like_somebody_else_is_asked_about(
    rig: Rig, known_by: str, like: str
) -> None:
    """Of one that the user has named, and who it is once a scan has placed the face with them."""
    for name in ("b.jpg", "c.jpg"):
        path = draw(rig.folder / name, [("red", 20, 60)], note=name)
        if known_by == "files":
            beside(path, ANNA)
    if known_by != "files":
        rig.scan()
        anna = rig.say("Anna", "b.jpg")
    if known_by == "two faces":
        (other,) = rig.faces("c.jpg")
        rig.decide(faces.assign, [other.id], anna)
    eva(rig)
    assert rig.scan().names.to_decide == 1
    assert named(rig) == {}
    (claim,) = to_decide(rig)
    (word,) = rig.ask(name_conflicts.of, [claim]).values()
    assert (claim.name, word.told()) == ("Eva", f"The face looks like {like}")
    rig.scan()
    assert to_decide(rig) == [claim]
    rig.decide(claims.take, [claim.id])
    assert list(named(rig)) == ["Eva"]


def test_one_face_by_a_file_is_no_word_against_one_by_another(rig: Rig) -> None:
    """One of them may be wrong, or a name that the same person has elsewhere: no one can tell."""
    beside(draw(rig.folder / "b.jpg", [("red", 20, 60)], note="b"), ANNA)
    eva(rig)
    assert rig.scan().names == NamesRead(2, 2, 2)


def test_who_is_known_by_such_a_face_is_named(rig: Rig) -> None:
    """Two faces of one look may be two people: then both have been seen."""
    draw(rig.folder / "b.jpg", [("red", 20, 60)], note="b")
    draw(rig.folder / "c.jpg", [("red", 90, 40)], note="c")
    rig.scan()
    rig.say("Anna", "b.jpg")
    (other,) = rig.faces("c.jpg")
    rig.decide(faces.detach, [other.id])
    rig.say("Eva", "c.jpg")
    eva(rig)
    assert rig.scan().names == NamesRead(1, 1, 1)
    assert list(named(rig)) == ["Eva"]
