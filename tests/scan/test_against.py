"""What is to be decided says in words what stands against it: whose word, and which."""

from functools import partial

import pytest

from kinfolk.core.faces import faces
from kinfolk.core.names_in_files import claims, name_conflicts
from kinfolk.core.names_in_files.name_import import NamesRead
from kinfolk.core.people import people, rejected_suggestions
from tests.metadata import forms
from tests.metadata.forms import Face
from tests.rig import Rig
from tests.scan.test_names import GREEN, RED, SIZE, beside, photo, say, to_decide

ANNA = forms.digikam([Face("Anna", RED)], SIZE)
SAYS = "a.jpg.xmp (digiKam) says Anna"


def told(rig: Rig) -> list[tuple[str, str]]:
    asked = to_decide(rig)
    with rig.db.read() as session:
        others = name_conflicts.of(session, asked)
    return [(name_conflicts.says(each.origin, each.name), others[each.id].told()) for each in asked]


def read(rig: Rig, data: bytes = ANNA) -> list[tuple[str, str]]:
    beside(rig.folder / "a.jpg", data)
    rig.scan()
    return told(rig)


def say_of_another(rig: Rig) -> None:
    """That the other face in the photo is Anna."""
    green = rig.faces("a.jpg")[1].id
    create = partial(people.create, name="Anna", face_ids=[green], library_id=rig.library_id)
    rig.db.write(create, label="Name").result()


def test_the_user_said_somebody_else(rig: Rig) -> None:
    photo(rig)
    rig.scan()
    say(rig, "Eva")
    assert read(rig) == [(SAYS, "You said Eva")]


def test_the_user_said_not_them(rig: Rig) -> None:
    photo(rig)
    rig.scan()
    say(rig, "Anna")
    red = rig.faces("a.jpg")[0].id
    rig.db.write(lambda s: faces.detach(s, [red]), label="Not her").result()
    assert read(rig) == [(SAYS, "You said it isn’t Anna")]


def test_the_user_said_that_there_is_no_face(rig: Rig) -> None:
    photo(rig)
    rig.scan()
    red = rig.faces("a.jpg")[0].id
    rig.db.write(lambda s: faces.delete(s, red), label="No face").result()
    assert read(rig) == [(SAYS, "You said it isn’t a face")]


def test_the_user_said_that_another_face_is_them(rig: Rig) -> None:
    photo(rig)
    rig.scan()
    say_of_another(rig)
    assert read(rig) == [(SAYS, "You named another face in this photo Anna")]


def test_a_scan_has_no_word(rig: Rig) -> None:
    """Who has the face by a machine's guess is not whom the user said."""
    photo(rig, "b.jpg", packet=forms.digikam([Face("Eva", RED)], SIZE))
    rig.scan()
    photo(rig)
    rig.scan()
    say_of_another(rig)
    assert read(rig) == [(SAYS, "You named another face in this photo Anna")]


def test_another_file_says_somebody_else(rig: Rig) -> None:
    photo(rig, packet=forms.windows_live([Face("Eva", RED), Face("Ben", GREEN)]))
    eva = "a.jpg (XMP) says Eva"
    assert sorted(read(rig)) == [(eva, SAYS), (SAYS, eva)]


def test_nobody_has_the_name_any_more(rig: Rig) -> None:
    photo(rig, "b.jpg", packet=ANNA)
    rig.scan()
    (anna,) = (each.id for each in rig.people() if each.name)
    rig.db.write(lambda s: people.delete(s, anna), label="Delete").result()
    photo(rig)
    assert read(rig) == [(SAYS, "No one here is named Anna any more")]
    rig.db.undo().result()
    assert rig.scan().names == NamesRead()


@pytest.mark.slow
def test_whom_the_user_refuses_is_not_offered_for_the_face(rig: Rig) -> None:
    """Neither file is right: the face is nobody's, and none of them is a guess of the next scan."""
    photo(rig, "b.jpg", packet=forms.digikam([Face("Eva", RED)], SIZE))
    rig.scan()
    path = photo(rig, packet=forms.digikam([Face("Fay", RED)], SIZE))
    beside(path, ANNA)
    rig.scan()
    asked = {each.name: each.id for each in to_decide(rig)}
    assert asked.keys() == {"Anna", "Fay"}
    red = rig.faces("a.jpg")[0]
    rig.db.write(lambda s: faces.detach(s, [red.id]), label="Not Eva").result()
    say(rig, "Anna", "b.jpg")
    rig.db.write(lambda s: claims.refuse(s, list(asked.values())), label="Keep mine").result()
    with rig.db.read() as session:
        said = [(each.face_id, each.name) for each in rejected_suggestions.listing(session)]
    assert (red.id, "Anna") in said
    rig.scan()
    anna = next(each.id for each in rig.people() if each.name == "Anna")
    assert rig.faces("a.jpg")[0].person_id != anna
    assert to_decide(rig) == []
    rig.db.undo().result()
    assert {each.name for each in to_decide(rig)} == {"Anna", "Fay"}
