"""Names of a sidecar that may be about another photo are left for the user to decide."""

from functools import partial

from kinfolk.core.names_in_files import claims, name_conflicts
from kinfolk.core.names_in_files.claims import Claim
from kinfolk.core.names_in_files.name_import import NamesRead
from kinfolk.core.people import people
from kinfolk.metadata.region import RelativeBox
from tests.fake_engine import draw
from tests.metadata import forms
from tests.metadata.forms import Face
from tests.rig import Rig

SIZE = (200, 150)
RED = RelativeBox(0.1, 0.4, 0.2, 4 / 15)
AT = [("red", 20, 60), ("green", 120, 30)]


def two_photos(rig: Rig, who: list[Face], *, more: str = "") -> None:
    """Different pictures of one stem, and one sidecar that says who is in one of them."""
    draw(rig.folder / "a.jpg", AT, note="a")
    draw(rig.folder / "a.png", AT[::-1], note="other")
    (rig.folder / "a.xmp").write_bytes(forms.packet(forms.mwg(who) + more))


def to_decide(rig: Rig) -> list[Claim]:
    with rig.db.read() as session:
        return claims.to_decide(session, rig.library_id)


def whose(rig: Rig, photo: str) -> list[str | None]:
    names = {person.id: person.name for person in rig.people()}
    return [names.get(face.person_id or "") for face in rig.faces(photo)]


def test_they_are_asked_about(rig: Rig) -> None:
    more = forms.bag("Iptc4xmpExt:PersonInImage", ["Cleo"])
    two_photos(rig, [Face("Anna", RED)], more=more)
    assert rig.scan().names == NamesRead(to_decide=4)
    asked = to_decide(rig)
    assert [(each.path.name, each.name) for each in asked] == [
        ("a.jpg", "Anna"),
        ("a.jpg", "Cleo"),
        ("a.png", "Anna"),
        ("a.png", "Cleo"),
    ]
    with rig.db.read() as session:
        told = {each.told() for each in name_conflicts.of(session, asked).values()}
    assert told == {"It may be about another photo of that name"}
    assert {person.name for person in rig.people()} <= {None}
    assert not rig.scan().names


def test_what_is_taken_is_for_that_photo(rig: Rig) -> None:
    two_photos(rig, [Face("Anna", RED)])
    rig.scan()
    of_jpg, of_png = to_decide(rig)
    rig.db.write(lambda s: claims.take(s, [of_jpg.id]), label="Take").result()
    assert whose(rig, "a.jpg")[0] == "Anna"
    assert to_decide(rig) == [of_png]
    rig.db.write(lambda s: claims.refuse(s, [of_png.id]), label="Keep").result()
    assert to_decide(rig) == []
    assert not rig.scan().names


def test_what_the_user_says_as_well_is_not_asked(rig: Rig) -> None:
    draw(rig.folder / "a.jpg", AT, note="a")
    draw(rig.folder / "a.png", AT[::-1], note="other")
    rig.scan()
    (face, _) = rig.faces("a.jpg")
    make = partial(people.create, name="Anna", face_ids=[face.id], library_id=rig.library_id)
    rig.db.write(make, label="Name").result()
    (rig.folder / "a.xmp").write_bytes(forms.packet(forms.mwg([Face("Anna", RED)])))
    rig.scan()
    assert [each.path.name for each in to_decide(rig)] == ["a.png"]
