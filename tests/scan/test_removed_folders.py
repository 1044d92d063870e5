"""What was said of pictures stays with them: a folder goes, and it comes back with its photos.

In whatever folder, under whatever name, in a later session, and whatever became of the people.
"""

import shutil
from collections.abc import Callable
from dataclasses import replace
from datetime import datetime
from functools import partial
from pathlib import Path

import pytest
from sqlalchemy import select
from sqlmodel import Session, col

from kinfolk.core.db.models import (
    Asset,
    DismissedBox,
    Face,
    Person,
    Presence,
    Rejection,
    Remembered,
    Verdict,
)
from kinfolk.core.faces import assignment, faces, presence
from kinfolk.core.faces.faces import Box
from kinfolk.core.people import people, people_lists, strangers
from kinfolk.core.people.person_fields import UNCHANGED
from kinfolk.core.photos import dates
from kinfolk.metadata.capture_date import CaptureDate, TakenPrecision, TakenSource
from tests.album import dump
from tests.fake_engine import draw
from tests.rig import Rig

pytestmark = pytest.mark.alone
SUMMER = CaptureDate(datetime(1975, 6, 1), TakenPrecision.MONTH, TakenSource.USER)


@pytest.fixture
def decided(rig: Rig) -> Rig:
    """All that can be said: of photos in one folder, where no one else is."""
    draw(rig.folder / "a.png", [("red", 20, 20), ("green", 100, 30)], note="a")
    draw(rig.folder / "b.png", [("red", 60, 40), ("yellow", 120, 60)], note="b")
    draw(rig.folder / "trip" / "c.png", [("blue", 10, 60), ("pink", 100, 10)], note="c")
    draw(rig.folder / "d.png", note="d")
    rig.scan()
    (red, green), (also_red, yellow) = rig.faces("a.png"), rig.faces("b.png")
    blue, pink = rig.faces("trip/c.png")
    photos = rig.photos()

    def say(session: Session) -> None:
        make = partial(people.create, session, library_id=rig.library_id)
        anna = make(name="Anna", face_ids=[red.id, also_red.id]).person.id
        ben = make(name="Ben", face_ids=[green.id]).person.id
        people.update(session, anna, replace(UNCHANGED, thumbnail_face_id=also_red.id))
        faces.assign(session, [blue.id], ben)
        faces.detach(session, [blue.id])  # it is not Ben
        faces.delete(session, pink.id)
        drawn = faces.create(session, asset_id=photos["d.png"].id, box=Box(5, 5, 30, 30))
        faces.assign(session, [drawn.id], anna)
        presence.add(session, photos["d.png"].id, ben)
        dates.give(session, [photos["d.png"].id], SUMMER)
        stranger = make(face_ids=[yellow.id]).person.id
        people.update(session, stranger, replace(UNCHANGED, is_hidden=True))

    rig.decide(say)
    rig.scan()  # which describes the face that was drawn
    return rig


def said(rig: Rig) -> dict[str, list[tuple[object, ...]]]:
    """Everything that was said, by the names of files and people."""
    rows, photos = rig.every(select(Person)), rig.every(select(Asset))
    names = {row.id: row.name or ("a stranger" if row.is_hidden else None) for row in rows}
    at = {row.id: Path(row.path).name for row in photos}
    found = rig.every(select(Face))
    place = {row.id: (at[row.asset_id], row.x, row.y, row.w, row.h) for row in found}
    mine = [row for row in found if row.assigned_by == "user"]
    noes, no_faces = rig.every(select(Rejection)), rig.every(select(DismissedBox))
    present = rig.every(select(Presence))
    return {
        "faces": sorted((*place[row.id], names[row.person_id or ""]) for row in mine),
        "no": sorted((*place[row.face_id], names[row.person_id]) for row in noes),
        "no face": sorted((at[row.asset_id], row.x, row.y) for row in no_faces),
        "present": sorted((at[row.asset_id], names[row.person_id]) for row in present),
        "dates": sorted((at[row.id], row.taken.iso) for row in photos if row.taken),
        "portraits": sorted(
            (row.name or "", place[row.thumbnail_face_id]) for row in rows if row.thumbnail_face_id
        ),
    }


def copy_more(source: Path, into: Path) -> None:
    """Other bytes that show the same: a program has written into the files, not their pixels."""
    shutil.copytree(source, into, dirs_exist_ok=True)
    for path in into.rglob("*.png"):
        path.write_bytes(path.read_bytes() + b"more")


def is_kept(rig: Rig) -> bool:
    return rig.every(select(col(Remembered.id)).limit(1)) != []


def test_the_same_folder(decided: Rig) -> None:
    before = said(decided)
    decided.remove()
    assert decided.photos() == {}
    assert is_kept(decided)
    decided.add_and_scan()
    assert said(decided) == before
    assert not is_kept(decided)
    groups = decided.groups()
    decided.scan()
    assert (said(decided), decided.groups()) == (before, groups)


@pytest.mark.parametrize("copy", [shutil.copytree, copy_more], ids=["the same", "other bytes"])
def test_another_folder_in_a_later_session(
    decided: Rig, tmp_path: Path, copy: Callable[[Path, Path], object]
) -> None:
    before = said(decided)
    decided.remove()
    decided.reopen()
    copy(decided.folder, tmp_path / "elsewhere")
    decided.add_and_scan(tmp_path / "elsewhere")
    assert said(decided) == before


@pytest.mark.slow
def test_a_copy_that_had_them_goes_again(decided: Rig, tmp_path: Path) -> None:
    """The picture is in another file, which was read without them."""
    before = said(decided)
    decided.remove()
    copies = tmp_path / "copies"
    copy_more(decided.folder, copies)
    for folder in (copies, decided.folder):
        decided.add_and_scan(folder)
    decided.remove(copies)
    decided.scan()
    found = said(decided)
    assert decided.whose("b.png") == ["Anna", None]  # the stranger by a scan, when both were here
    assert {**found, "faces": None} == {**before, "faces": None}
    by_name = [face for face in before["faces"] if "a stranger" not in face]
    assert found["faces"] == by_name


@pytest.mark.slow
def test_a_few_of_them_first(decided: Rig, tmp_path: Path) -> None:
    before = said(decided)
    decided.remove()
    away = tmp_path / "away"
    (decided.folder / "trip").rename(away)
    decided.add_and_scan()
    assert said(decided)["no"] == []
    away.rename(decided.folder / "trip")
    decided.scan()
    assert said(decided) == before


def test_people_are_followed(decided: Rig) -> None:
    """Renamed, merged with someone, or deleted while their photos were away."""
    decided.remove()
    decided.decide(people.delete, decided.id_of("Ben"))
    eva = decided.someone("Eva")
    decided.decide(people.merge, eva, [decided.id_of("Anna")])
    decided.add_and_scan()
    found = said(decided)
    assert found["faces"] == [
        ("a.png", 20, 20, 40, 40, "Eva"),
        ("b.png", 60, 40, 40, 40, "Eva"),
        ("b.png", 120, 60, 40, 40, "a stranger"),
        ("d.png", 5, 5, 30, 30, "Eva"),
    ]
    assert (found["no"], found["present"]) == ([], [])
    assert found["portraits"] == [("Eva", ("b.png", 60, 40, 40, 40))]


@pytest.mark.slow
@pytest.mark.parametrize("what", ["merged", "deleted"])
def test_what_became_of_people_is_undone_once_their_photos_are_back(
    decided: Rig, what: str
) -> None:
    before = said(decided)
    decided.remove()
    eva = decided.someone("Eva")
    for name in ("Anna", "Ben"):
        if what == "merged":
            decided.decide(people.merge, eva, [decided.id_of(name)])
        else:
            decided.decide(people.delete, decided.id_of(name))
    decided.add_and_scan()
    for _ in range(2):
        decided.db.undo().result()
    decided.scan()
    assert said(decided) == before
    assert not is_kept(decided)
    for _ in range(2):
        decided.db.redo().result()
    whose = {"a stranger", "Eva" if what == "merged" else None}
    assert {face[-1] for face in said(decided)["faces"]} <= whose


@pytest.mark.parametrize("what", ["merged", "deleted"])
def test_what_a_scan_gave_is_no_word_of_the_user_once_that_is_undone(rig: Rig, what: str) -> None:
    """It is Anna by a scan; the user said only who it is not, and chose it as the portrait."""
    draw(rig.folder / "a.png", [("red", 20, 20)], note="a")
    rig.scan()
    anna = rig.say("Anna", "a.png")
    for name in ("b", "c"):
        draw(rig.folder / f"{name}.png", [("red", 20, 20)], note=name)
    rig.scan()
    one, other = rig.faces("b.png") + rig.faces("c.png")
    ben = rig.someone("Ben")
    rig.decide(assignment.reject, [(one.id, ben)], Verdict.NO)
    rig.update(anna, thumbnail_face_id=other.id)
    names = ("a.png", "b.png", "c.png")
    before = [(face.person_id, face.assigned_by) for name in names for face in rig.faces(name)]
    assert before == [(anna, "user"), (anna, "auto"), (anna, "auto")]
    rig.remove()
    eva = rig.someone("Eva")
    if what == "merged":
        rig.decide(people.merge, eva, [anna])
    else:
        rig.decide(people.delete, anna)
    rig.add_and_scan()
    rig.db.undo().result()
    after = [(face.person_id, face.assigned_by) for name in names for face in rig.faces(name)]
    assert after == before


def test_a_group_without_a_photo_is_on_no_page(decided: Rig) -> None:
    def ignored() -> tuple[int, int]:
        return len(decided.ask(strangers.listing)), decided.ask(people_lists.counts).strangers

    assert ignored() == (1, 1)
    decided.remove()
    assert ignored() == (0, 0)
    decided.add_and_scan()
    assert ignored() == (1, 1)


@pytest.mark.slow
def test_a_newer_word_stands(decided: Rig) -> None:
    """Someone has said something else of a photo that shows the same."""
    decided.remove()
    other = decided.folder.parent / "other"
    other.mkdir()
    shutil.copy(decided.folder / "a.png", other / "again.png")
    decided.add_and_scan(other)
    assert decided.whose("../other/again.png") == ["Anna", "Ben"]
    decided.say("Carl", "../other/again.png")
    decided.add_and_scan()
    assert decided.whose("../other/again.png") == ["Carl", "Ben"]


@pytest.mark.slow
def test_a_newer_word_that_went_as_well_is_the_one_that_comes_back(
    decided: Rig, tmp_path: Path
) -> None:
    """Of two files that show the same one goes, the other is told otherwise, and goes, too."""
    other, third = tmp_path / "other", tmp_path / "third"
    copy_more(decided.folder, other)
    decided.add_and_scan(other)
    decided.remove()
    green = decided.faces("../other/a.png")[1].id
    decided.say("Carl", "../other/a.png")
    decided.decide(faces.delete, green)
    later = replace(SUMMER, at=datetime(1980, 6, 1))
    decided.decide(dates.give, [decided.photos()["../other/d.png"].id], later)
    decided.remove(other)
    copy_more(other, third)
    decided.add_and_scan(third)
    assert decided.whose("../third/a.png") == ["Carl"]
    assert said(decided)["dates"] == [("d.png", "1980-06")]


@pytest.mark.slow
def test_a_newer_portrait_stands_and_so_does_none(decided: Rig, tmp_path: Path) -> None:
    """Chosen, and given up again, while the older one was away."""
    draw(tmp_path / "other" / "e.png", [("red", 30, 30)], note="e")
    decided.add_and_scan(tmp_path / "other")
    anna, (red,) = decided.id_of("Anna"), decided.faces("../other/e.png")
    decided.decide(faces.assign, [red.id], anna)
    decided.remove()
    for face_id in (red.id, None):
        decided.update(anna, thumbnail_face_id=face_id)
    decided.add_and_scan()
    assert said(decided)["portraits"] == []
    assert decided.whose("b.png")[0] == "Anna"


def test_a_portrait_stands_that_was_out_during_a_merge(decided: Rig, tmp_path: Path) -> None:
    draw(tmp_path / "other" / "e.png", [("cyan", 30, 30)], note="e")
    decided.add_and_scan(tmp_path / "other")
    anna, eva = decided.id_of("Anna"), decided.say("Eva", "../other/e.png")
    (cyan,) = decided.faces("../other/e.png")
    decided.update(eva, thumbnail_face_id=cyan.id)
    decided.remove()
    decided.decide(people.merge, anna, [eva])
    decided.add_and_scan()
    assert said(decided)["portraits"] == [("Anna", ("b.png", 60, 40, 40, 40))]


def test_undone_before_they_are_back(decided: Rig) -> None:
    before = dump(decided.db)
    decided.remove()
    out = dump(decided.db)
    decided.db.undo().result()
    assert dump(decided.db) == before
    decided.db.redo().result()
    assert dump(decided.db) == out
    decided.db.undo().result()
    decided.scan()
    assert dump(decided.db) == before


def test_undone_once_they_are_back(decided: Rig) -> None:
    """The folder that comes back is the one that was there: nothing is doubled."""
    before, groups = said(decided), decided.groups()
    ids = {name: [face.id for face in decided.faces(name)] for name in decided.photos()}
    decided.remove()
    decided.add_and_scan()
    decided.db.undo().result()
    assert (said(decided), decided.groups()) == (before, groups)
    assert {name: [f.id for f in decided.faces(name)] for name in decided.photos()} == ids
    assert not is_kept(decided)
    decided.scan()
    assert (said(decided), decided.groups()) == (before, groups)
    for _ in range(2):  # that is the folder that was added again, with all that it has
        decided.db.redo().result()
        assert said(decided) == before
        decided.db.undo().result()
        assert said(decided) == before


def test_redone_once_two_photos_have_changed_places(decided: Rig) -> None:
    """Undo brings the older photos back, each in the place of the other one's."""
    decided.remove()
    decided.add_and_scan()
    one, other = decided.folder / "a.png", decided.folder / "b.png"
    aside = one.rename(decided.folder.parent / "aside.png")
    other.rename(one)
    aside.rename(other)
    decided.scan()
    changed = said(decided)
    decided.db.undo().result()
    decided.db.redo().result()
    assert said(decided) == changed


@pytest.mark.slow
def test_undone_once_they_are_back_elsewhere(decided: Rig, tmp_path: Path) -> None:
    """What came back to them stays there."""
    before = said(decided)
    decided.remove()
    elsewhere = tmp_path / "elsewhere"
    decided.folder.rename(elsewhere)
    decided.add_and_scan(elsewhere)
    decided.db.undo().result()
    decided.folder.mkdir()
    decided.scan()
    found = said(decided)
    assert (found["faces"], found["present"]) == (before["faces"], before["present"])
    assert {Path(decided.photos()[name].path).parent for name in decided.photos()} >= {elsewhere}


def test_undone_once_a_copy_has_them(decided: Rig, tmp_path: Path) -> None:
    """What came back to the copy stays there; no photo is without its faces for long."""
    faces_of = {name: len(decided.faces(name)) for name in decided.photos()}
    decided.remove()
    copies = tmp_path / "copies"
    shutil.copytree(decided.folder, copies)
    decided.add_and_scan(copies)
    decided.db.undo().result()
    decided.scan()
    assert {name: len(decided.faces(name)) for name in faces_of if name != "d.png"} == {
        name: number
        for name, number in faces_of.items()
        if name != "d.png"  # drawn, not found
    }


def test_what_files_say_is_not_taken_again(rig: Rig) -> None:
    """A name that was refused, or undone, stays so."""
    from kinfolk.core.names_in_files import claims
    from tests.metadata import forms

    draw(rig.folder / "a.jpg", [("red", 20, 60)], note="a")
    packet = forms.packet(forms.bag("Iptc4xmpExt:PersonInImage", ["Anna"]))
    (rig.folder / "a.jpg.xmp").write_bytes(packet)
    assert rig.scan().names.names == 1
    rig.db.undo().result()
    rig.remove()
    rig.add(rig.folder)
    assert not rig.scan().names
    (claim,) = rig.ask(claims.listing)
    assert claim.state == "left"


@pytest.mark.slow
def test_a_copy_in_another_folder_keeps_all_of_it(decided: Rig, tmp_path: Path) -> None:
    """Nothing is remembered of photos that stay."""
    before = said(decided)
    shutil.copytree(decided.folder, tmp_path / "elsewhere")
    decided.add_and_scan(tmp_path / "elsewhere")
    decided.remove()
    assert said(decided) == before
    assert not is_kept(decided)
