"""Files go on saying the name that someone had before: they are meant, and no one new."""

import pytest

from kinfolk.core.faces import faces
from kinfolk.core.names_in_files import claims, name_conflicts
from kinfolk.core.names_in_files.name_import import NamesRead
from kinfolk.core.people import people, rejected_suggestions
from tests.metadata import forms
from tests.metadata.forms import Face, bag, packet
from tests.rig import Rig
from tests.scan.test_names import (
    GREEN,
    RED,
    SIZE,
    beside,
    named,
    names_of,
    photo,
    present,
    takeout,
    to_decide,
)

MUM = forms.digikam([Face("Mum", RED)], SIZE)


@pytest.fixture
def mum(rig: Rig) -> Rig:
    """Three photos name her so; one of them without a box."""
    photo(rig, "a.jpg", packet=MUM)
    photo(rig, "b.jpg", packet=MUM)
    photo(rig, "c.jpg", packet=packet(bag("Iptc4xmpExt:PersonInImage", ["Mum"])))
    rig.scan()
    assert names_of(rig) == ["Mum"]
    return rig


def rename(rig: Rig, old: str, new: str) -> None:
    rig.update(rig.id_of(old), name=new)


def later(rig: Rig) -> NamesRead:
    """Two more photos of her, as the program goes on to write them."""
    photo(rig, "d.jpg", packet=forms.digikam([Face("MUM", RED)], SIZE))
    photo(rig, "e.jpg", packet=packet(bag("Iptc4xmpExt:PersonInImage", ["mum"])))
    return rig.scan().names


@pytest.mark.slow
def test_somebody_who_was_renamed(mum: Rig) -> None:
    rename(mum, "Mum", "Anna Smith")
    assert later(mum) == NamesRead(2, 1, 2)
    assert names_of(mum) == ["Anna Smith"]
    assert list(named(mum, "d.jpg")) == ["Anna Smith"]
    assert mum.faces("e.jpg")[0].person_id == mum.id_of("Anna Smith")  # a scan sees her there
    rename(mum, "Anna Smith", "Anna Jones")  # and again
    photo(mum, "f.jpg", packet=MUM)
    photo(mum, "g.jpg", packet=forms.digikam([Face("Anna Smith", GREEN)], SIZE))
    assert mum.scan().names == NamesRead(2, 2, 2)
    assert names_of(mum) == ["Anna Jones", "Anna Smith"]  # no file has told of that name before


def test_of_two_files_one_has_her_face_and_one_her_former_name(mum: Rig) -> None:
    rename(mum, "Mum", "Anna")
    path = photo(mum, "d.jpg", packet=forms.digikam([Face("Anna", RED)], SIZE))
    beside(path, takeout("Mum", "Carl"), "d.jpg.json")
    assert mum.scan().names == NamesRead(2, 2, 1)
    assert list(named(mum, "d.jpg")) == ["Anna"]
    assert present(mum, "d.jpg") == ["Carl"]


@pytest.mark.slow
def test_somebody_who_was_merged_with_another(mum: Rig) -> None:
    photo(mum, "x.jpg", packet=forms.digikam([Face("Anna", GREEN)], SIZE))
    mum.scan()
    source, target = mum.id_of("Mum"), mum.id_of("Anna")
    mum.decide(people.merge, target, [source])
    assert later(mum) == NamesRead(2, 1, 2)
    assert names_of(mum) == ["Anna"]
    assert list(named(mum, "d.jpg")) == ["Anna"]
    mum.db.undo().result()
    mum.db.undo().result()
    assert names_of(mum) == ["Anna", "Mum"]


def test_both_names_of_somebody_agree(mum: Rig) -> None:
    """As an old program and a new one write them, or the user has said."""
    rename(mum, "Mum", "Anna Smith")
    path = photo(mum, "d.jpg", packet=forms.windows_live([Face("Anna Smith", RED)]))
    path.with_name("d.jpg.xmp").write_bytes(MUM)
    assert mum.scan().names == NamesRead(2, 1, 1)
    assert list(named(mum, "d.jpg")) == ["Anna Smith"]
    path = photo(mum, "e.jpg")
    mum.scan()
    mum.decide(faces.assign, [mum.faces("e.jpg")[0].id], mum.id_of("Anna Smith"))
    path.with_name("e.jpg.xmp").write_bytes(MUM)
    assert mum.scan().names == NamesRead()
    assert to_decide(mum) == []


def test_somebody_who_was_deleted_is_asked_about(mum: Rig) -> None:
    """No one is made anew whom the user wanted gone; who it is says the user."""
    mum.decide(people.delete, mum.id_of("Mum"))
    assert later(mum) == NamesRead(to_decide=2)
    assert names_of(mum) == []
    asked = to_decide(mum)
    assert [(each.name, each.box is None) for each in asked] == [("MUM", False), ("mum", True)]
    mum.scan()
    assert to_decide(mum) == asked
    mum.decide(claims.take, [each.id for each in asked])
    assert len(names_of(mum)) == 1
    assert present(mum, "e.jpg") == names_of(mum)
    assert list(named(mum, "d.jpg")) == names_of(mum)


@pytest.mark.parametrize("said", ["You said it isn’t", "You named another face in this photo"])
def test_what_the_user_said_of_someone_counts_for_her_former_name(mum: Rig, said: str) -> None:
    rename(mum, "Mum", "Anna Smith")
    anna, path = mum.id_of("Anna Smith"), photo(mum, "d.jpg")
    mum.scan()
    red, green = mum.faces("d.jpg")
    mum.decide(faces.assign, [red.id], anna)
    mum.decide(faces.detach, [red.id])
    if "another" in said:
        mum.db.undo().result()
        mum.db.undo().result()
        mum.decide(faces.assign, [green.id], anna)
    path.with_name("d.jpg.xmp").write_bytes(MUM)
    mum.scan()
    asked = to_decide(mum)
    (word,) = mum.ask(name_conflicts.of, asked).values()
    assert word.told() == f"{said} Anna Smith"
    mum.decide(claims.refuse, [each.id for each in asked])
    told = [(each.face_id, each.name) for each in mum.ask(rejected_suggestions.listing)]
    assert (red.id, "Anna Smith") in told


@pytest.mark.slow
def test_somebody_who_turned_out_to_be_two_is_asked_about(mum: Rig) -> None:
    rename(mum, "Mum", "Anna")
    mum.say("Eva", "a.jpg")
    mum.say("Fay", "b.jpg")
    assert later(mum) == NamesRead(to_decide=2)
    assert names_of(mum) == ["Anna", "Eva", "Fay"]


def test_a_name_that_nobody_ever_had_is_somebody_new(mum: Rig) -> None:
    rename(mum, "Mum", "Anna Smith")
    photo(mum, "d.jpg", packet=forms.digikam([Face("Mummy", GREEN)], SIZE))
    assert mum.scan().names == NamesRead(1, 1, 1)
    assert names_of(mum) == ["Anna Smith", "Mummy"]
    mum.say("Mum", "a.jpg")  # the user gives the name to someone else
    photo(mum, "e.jpg", packet=MUM)
    mum.scan()
    assert list(named(mum, "e.jpg")) == ["Mum"]
