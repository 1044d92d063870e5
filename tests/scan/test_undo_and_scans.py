"""Steps and scans in turn: undo takes back decisions, and no scan's work goes with them."""

from dataclasses import replace
from functools import partial
from pathlib import Path

import pytest
from sqlalchemy import text

from kinfolk.core.db.models import AssignedBy
from kinfolk.core.faces import faces, visibility
from kinfolk.core.history import history
from kinfolk.core.people import people
from kinfolk.core.people.person_fields import UNCHANGED
from kinfolk.core.photos import library
from tests.fake_engine import draw
from tests.rig import Rig

Whose = dict[str, list[str | None]]


def names(rig: Rig) -> Whose:
    """Of each photo the names of its faces, from left to right."""
    with rig.db.read() as session:
        known = {each.id: each.name for each in rig.people()}
        assert session.execute(text("PRAGMA foreign_key_check")).all() == []
    return {
        photo: [known.get(f.person_id or "") for f in rig.faces(photo)] for photo in rig.photos()
    }


def undo_all(rig: Rig) -> int:
    with rig.db.read() as session:
        count = sum(not step.is_undone for step in history.steps(session, 1000))
    for _ in range(count):
        rig.db.undo().result()
    return count


@pytest.mark.slow
@pytest.mark.alone
def test_undo_does_not_reach_through_a_folder_that_was_added(rig: Rig, tmp_path: Path) -> None:
    """Nineteen times back, over a folder taken in between."""
    rig.draw_album()
    rig.scan()
    red = rig.name("Rosa", "b.jpg")
    other = tmp_path / "other"
    draw(other / "f.jpg", [("yellow", 30, 30)], note="f")
    draw(other / "g.jpg", [("yellow", 60, 30)], note="g")
    rig.db.write(lambda s: library.add_folder(s, other)).result()
    rig.scan()
    before = rig.groups()
    told = []
    for number in range(17):
        change = replace(UNCHANGED, name=f"Rosa {number}")
        rename = partial(people.update, person_id=red, changes=change)
        step = rig.db.write(rename, label="Rename").result()
        told.append(step.step_id)
    rig.name("Yvonne", "../other/f.jpg")
    for _ in range(19):
        rig.db.undo().result()
    with pytest.raises(Exception, match="Nothing to undo"):
        rig.db.undo().result()
    assert rig.groups() == before
    assert len(rig.photos()) == 7
    assert {name for found in names(rig).values() for name in found} == {None}
    # One new person, and what was undone is still there to be done again.
    rig.db.write(lambda s: people.create(s, name="Nora"), label="New").result()
    with rig.db.read() as session:
        aside = [step for step in history.steps(session, 100) if step.is_aside]
    assert len(aside) == 19
    yvonne = aside[0]
    assert yvonne.words == "Name"
    rig.db.redo(step_id=yvonne.id).result()
    assert names(rig)["../other/f.jpg"] == names(rig)["../other/g.jpg"] == ["Yvonne"]
    rig.db.redo(step_id=aside[-1].id).result()
    assert names(rig)["b.jpg"] == ["Rosa"]


@pytest.mark.slow
def test_a_scan_between_a_name_and_its_undo(rig: Rig) -> None:
    """Photos replaced and put back meanwhile: the name goes, the faces stay, and come back."""
    rig.draw_album()
    rig.scan()
    before, groups = names(rig), rig.groups()
    photo = rig.folder / "b.jpg"
    original = photo.read_bytes()
    rig.name("Rosa", "b.jpg")
    named = names(rig)
    assert named["a.jpg"][0] == named["b.jpg"][0] == "Rosa"
    draw(photo, note="grey")
    rig.scan()
    rig.db.undo().result()
    rig.scan()
    photo.write_bytes(original)
    rig.scan()
    assert names(rig) == before
    assert rig.groups() == groups
    rig.db.redo().result()
    draw(photo, note="grey")
    rig.scan()
    photo.write_bytes(original)
    rig.scan()
    assert names(rig) == named
    assert all(f.assigned_by == AssignedBy.USER for f in rig.faces("b.jpg"))


@pytest.mark.slow
@pytest.mark.alone
def test_a_folder_taken_out_and_in_and_scanned_gives_its_names_back(rig: Rig) -> None:
    rig.draw_album()
    rig.scan()
    rig.name("Rosa", "b.jpg")
    before, faces = names(rig), {photo: rig.facts(photo) for photo in rig.photos()}
    with rig.db.read() as session:
        (folder,) = library.folders(session)
    out = rig.db.write(lambda s: library.remove_folder(s, folder.id), label="Take out").result()
    assert names(rig) == {}
    rig.add(rig.folder)
    draw(rig.folder / "new.jpg", [("red", 20, 20)], note="new")
    rig.scan()
    assert len(rig.photos()) == 6
    rig.db.undo(step_id=out.step_id).result()
    now = names(rig)
    assert {photo: now[photo] for photo in before} == before
    assert {photo: rig.facts(photo) for photo in before} == faces
    assert "new.jpg" in now
    rig.scan()
    assert {photo: names(rig)[photo] for photo in before} == before


@pytest.mark.alone
def test_names_given_in_a_folder_taken_in_again_are_undone_first(rig: Rig) -> None:
    rig.draw_album()
    rig.scan()
    rig.name("Rosa", "b.jpg")
    with rig.db.read() as session:
        (folder,) = library.folders(session)
    out = rig.db.write(lambda s: library.remove_folder(s, folder.id), label="Take out").result()
    rig.add(rig.folder)
    rig.scan()
    rig.name("Rosalind", "b.jpg")
    before = names(rig)
    with pytest.raises(Exception, match="Something newer was done since: “Name”"):
        rig.db.undo(step_id=out.step_id).result()
    assert names(rig) == before
    assert undo_all(rig) == 3
    assert {name for found in names(rig).values() for name in found} == {None}
    assert len(rig.faces("a.jpg")) == 2


@pytest.mark.slow
@pytest.mark.alone
@pytest.mark.parametrize("name", [None, "Eva"])
def test_a_face_comes_back_to_a_photo_that_was_edited_while_it_was_none(
    rig: Rig, name: str | None
) -> None:
    """No scan could find it in the edited photo, as it was no face then."""
    photo = draw(rig.folder / "a.jpg", [("red", 20, 30), ("green", 100, 30)])
    rig.scan()
    face = rig.faces("a.jpg")[0].id
    if name:
        rig.db.write(lambda s: people.create(s, name=name, face_ids=[face]), label="x").result()
    before = names(rig)["a.jpg"]
    rig.db.write(lambda s: faces.delete(s, face), label="No face").result()
    draw(photo, [("red", 40, 60), ("green", 200, 60)], size=(400, 300), side=80)
    rig.scan()
    rig.db.undo().result()
    rig.scan()
    assert names(rig)["a.jpg"] == before
    with rig.db.read() as session:
        assert not visibility.waiting_faces(session, [each.id for each in rig.faces("a.jpg")])
    assert rig.scan().photos_total == 0
