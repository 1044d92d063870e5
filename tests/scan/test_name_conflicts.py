"""What is to be decided says in words what stands against it: whose word, and which."""

from collections.abc import Callable

import pytest

from kinfolk.core.faces import faces
from kinfolk.core.faces.faces import Box
from kinfolk.core.names_in_files import claims, name_conflicts
from kinfolk.core.names_in_files.name_import import NamesRead
from kinfolk.core.people import people, rejected_suggestions, review
from kinfolk.core.people.review import Answer
from kinfolk.errors import Conflict
from kinfolk.metadata.frame import displayed
from tests.metadata import forms
from tests.metadata.forms import Face
from tests.rig import Rig
from tests.scan.test_names import ANNA, GREEN, RED, SIZE, beside, photo, present, to_decide

SAYS = "a.jpg.xmp (digiKam) says Anna"
NOBODY = "No one here is named Anna any more"


def told(rig: Rig) -> list[tuple[str, str]]:
    asked = to_decide(rig)
    others = rig.ask(name_conflicts.of, asked)
    return [(name_conflicts.says(each.origin, each.name), others[each.id].told()) for each in asked]


def read(rig: Rig, data: bytes = ANNA) -> list[tuple[str, str]]:
    beside(rig.folder / "a.jpg", data)
    rig.scan()
    return told(rig)


def not_her(rig: Rig) -> None:
    rig.say("Anna", "a.jpg")
    rig.decide(faces.detach, [rig.faces("a.jpg")[0].id])


WORDS: dict[str, Callable[[Rig], object]] = {
    "You said Eva": lambda rig: rig.say("Eva", "a.jpg"),
    "You said it isn’t Anna": not_her,
    "You said it isn’t a face": lambda rig: rig.decide(faces.delete, rig.faces("a.jpg")[0].id),
    "You named another face in this photo Anna": lambda rig: rig.say("Anna", "a.jpg", at=1),
}


@pytest.mark.parametrize("word", WORDS)
def test_what_the_user_said_of_the_face(rig: Rig, word: str) -> None:
    photo(rig)
    rig.scan()
    WORDS[word](rig)
    assert read(rig) == [(SAYS, word)]


def test_what_the_user_said_of_the_group(rig: Rig) -> None:
    photo(rig)
    photo(rig, "b.jpg")
    rig.scan()
    group = rig.faces("a.jpg")[0].person_id
    assert group is not None
    anna = rig.someone("Anna")
    rig.decide(review.answer_pair, anna, group, Answer.NO)
    assert read(rig) == [(SAYS, "You said it isn’t Anna")]


def test_a_scan_has_no_word(rig: Rig) -> None:
    """Who has the face by a machine's guess is not whom the user said."""
    photo(rig, "b.jpg", packet=forms.digikam([Face("Eva", RED)], SIZE))
    rig.scan()
    photo(rig)
    rig.scan()
    rig.say("Anna", "a.jpg", at=1)
    assert read(rig) == [(SAYS, "You named another face in this photo Anna")]


def test_another_file_says_somebody_else(rig: Rig) -> None:
    photo(rig, packet=forms.windows_live([Face("Eva", RED), Face("Ben", GREEN)]))
    eva = "a.jpg (XMP) says Eva"
    assert sorted(read(rig)) == [(eva, SAYS), (SAYS, eva)]


def drawn(rig: Rig, name: str | None = None) -> None:
    """The user frames a face where the red one was, which is theirs who has that name."""
    who = None
    if name:
        who = rig.someone(name)
    asset_id = rig.faces("a.jpg")[0].asset_id
    rig.decide(faces.create, asset_id=asset_id, box=Box(22, 62, 38, 38), person_id=who)


BACK: dict[str, tuple[Callable[[Rig], object], list[str] | None]] = {
    "drawn as Anna": (lambda rig: drawn(rig, "Anna"), []),
    "drawn as Ben": (lambda rig: drawn(rig, "Ben"), ["You said Ben"]),
    "drawn as no one": (drawn, ["You said it isn’t a face"]),
    "undone": (lambda rig: rig.db.undo().result(), None),
}


@pytest.mark.parametrize("how", BACK)
def test_a_face_that_is_there_by_now_is_what_is_decided_about(rig: Rig, how: str) -> None:
    """It gets no second frame."""
    photo(rig)
    rig.scan()
    rig.decide(faces.delete, rig.faces("a.jpg")[0].id)
    assert read(rig) == [(SAYS, "You said it isn’t a face")]
    come, words = BACK[how]
    come(rig)
    red, green = rig.faces("a.jpg")
    assert words is None or told(rig) == [(SAYS, word) for word in words]
    for asked in to_decide(rig):
        assert asked.face_id == red.id
        if asked.owner_id and asked.own:
            with pytest.raises(Conflict, match="moved to Ben"):
                rig.decide(claims.take, [asked.id])
        rig.decide(claims.take, [asked.id], [asked.owner_id or ""])
    assert [face.id for face in rig.faces("a.jpg")] == [red.id, green.id]
    assert rig.whose("a.jpg")[0] == "Anna"


def test_a_box_that_fits_nothing_is_no_face_when_its_name_is_taken(rig: Rig) -> None:
    """The photo was mirrored since: who is named is in it, but not there."""
    photo(rig, "b.jpg", packet=ANNA)
    rig.scan()
    rig.decide(people.delete, rig.id_of("Anna"))
    photo(rig)
    mirrored = [Face(name, displayed(box, 2)) for name, box in (("Anna", RED), ("Ben", GREEN))]
    assert read(rig, forms.digikam(mirrored, SIZE)) == [(SAYS, NOBODY)]
    rig.decide(claims.take, [each.id for each in to_decide(rig)])
    assert len(rig.faces("a.jpg")) == 2
    assert set(present(rig)) == {"Anna", "Ben"}


def test_nobody_has_the_name_any_more(rig: Rig) -> None:
    photo(rig, "b.jpg", packet=ANNA)
    rig.scan()
    rig.decide(people.delete, rig.id_of("Anna"))
    photo(rig)
    assert read(rig) == [(SAYS, NOBODY)]
    rig.db.undo().result()
    assert rig.scan().names == NamesRead()


@pytest.mark.slow
def test_whom_the_user_refuses_is_not_offered_for_the_face(rig: Rig) -> None:
    """Neither file is right: the face is no one's, and none of them is a guess of the next scan."""
    photo(rig, "b.jpg", packet=forms.digikam([Face("Eva", RED)], SIZE))
    rig.scan()
    path = photo(rig, packet=forms.digikam([Face("Fay", RED)], SIZE))
    beside(path, ANNA)
    rig.scan()
    asked = {each.name: each.id for each in to_decide(rig)}
    assert asked.keys() == {"Anna", "Fay"}
    red = rig.faces("a.jpg")[0]
    rig.decide(faces.detach, [red.id])
    rig.say("Anna", "b.jpg")
    rig.decide(claims.refuse, list(asked.values()))
    said = [(each.face_id, each.name) for each in rig.ask(rejected_suggestions.listing)]
    assert (red.id, "Anna") in said
    rig.scan()
    assert rig.whose("a.jpg")[0] != "Anna"
    assert to_decide(rig) == []
    rig.db.undo().result()
    assert {each.name for each in to_decide(rig)} == {"Anna", "Fay"}
