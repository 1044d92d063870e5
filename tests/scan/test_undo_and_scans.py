"""Steps, scans and restored backups in turn: each keeps what the others did."""

from pathlib import Path

import pytest
from sqlalchemy import select, text

from kinfolk.core.db import backups, contents, restoring
from kinfolk.core.db.backups import BackupKind
from kinfolk.core.db.models import Face
from kinfolk.core.faces import crops, embeddings, faces, visibility
from kinfolk.core.history import history
from kinfolk.core.people import people
from tests.fake_engine import draw
from tests.rig import Rig

Whose = dict[str, list[str | None]]


def names(rig: Rig) -> Whose:
    """Of each photo the names of its faces, from left to right."""
    assert rig.every(text("PRAGMA foreign_key_check")) == []  # type: ignore[arg-type]
    return {photo: rig.whose(photo) for photo in rig.photos()}


def undo_all(rig: Rig) -> int:
    count = sum(not step.is_undone for step in rig.ask(history.steps, 1000))
    for _ in range(count):
        rig.db.undo().result()
    return count


@pytest.mark.slow
@pytest.mark.alone
def test_undo_does_not_reach_through_a_folder_that_was_added(rig: Rig, tmp_path: Path) -> None:
    """Nineteen times back, over a folder taken in between."""
    rig.scan_album()
    red = rig.name("Rosa", "b.jpg")
    other = tmp_path / "other"
    draw(other / "f.jpg", [("yellow", 30, 30)], note="f")
    draw(other / "g.jpg", [("yellow", 60, 30)], note="g")
    rig.add_and_scan(other)
    before = rig.groups()
    for number in range(17):
        rig.update(red, name=f"Rosa {number}")
    rig.name("Yvonne", "../other/f.jpg")
    assert undo_all(rig) == 19
    with pytest.raises(Exception, match="Nothing to undo"):
        rig.db.undo().result()
    assert rig.groups() == before
    assert len(rig.photos()) == 7
    assert {name for found in names(rig).values() for name in found} == {None}
    # One new person, and what was undone is still there to be done again.
    rig.decide(people.create, name="Nora")
    aside = [step for step in rig.ask(history.steps, 100) if step.is_aside]
    assert len(aside) == 19
    assert aside[0].words == "Change"
    rig.db.redo(step_id=aside[0].id).result()
    assert rig.whose("../other/f.jpg") == rig.whose("../other/g.jpg") == ["Yvonne"]
    rig.db.redo(step_id=aside[-1].id).result()
    assert rig.whose("b.jpg") == ["Rosa"]


@pytest.mark.alone
def test_names_given_in_a_folder_taken_in_again_are_undone_first(rig: Rig) -> None:
    rig.scan_album()
    rig.name("Rosa", "b.jpg")
    out = rig.remove()
    rig.add_and_scan()
    rig.name("Rosalind", "b.jpg")
    before = names(rig)
    with pytest.raises(Exception, match="Something newer was done since: “Change”"):
        rig.db.undo(step_id=out).result()
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
        rig.decide(people.create, name=name, face_ids=[face])
    before = names(rig)["a.jpg"]
    rig.decide(faces.delete, face)
    draw(photo, [("red", 40, 60), ("green", 200, 60)], size=(400, 300), side=80)
    rig.scan()
    rig.db.undo().result()
    rig.scan()
    assert names(rig)["a.jpg"] == before
    assert not rig.ask(visibility.waiting_faces, [each.id for each in rig.faces("a.jpg")])
    assert rig.scan().photos_total == 0


@pytest.mark.slow
@pytest.mark.alone
def test_the_next_scan_mends_the_cache(rig: Rig, tmp_path: Path) -> None:
    rig.scan_album()
    rig.name("Eva", "b.jpg")
    made = backups.before(tmp_path / "library.db", tmp_path / "backups", BackupKind.ENGINE)
    assert made is not None
    before = rig.facts("a.jpg")
    # Since then: a photo drawn anew, so that its faces and their crops are others, and a new one.
    draw(rig.folder / "b.jpg", [("blue", 60, 40)], note="someone else")
    draw(rig.folder / "new.jpg", [("pink", 60, 40), ("cyan", 100, 90)], note="new")
    rig.scan()
    rig.decide(people.create, name="Dora")
    rig.db.close()
    restoring.restore(tmp_path / "library.db", made.backup.path)
    rig.reopen()
    assert rig.facts("a.jpg") == before
    rig.scan()
    assert rig.ask(embeddings.assets_lacking, "fake/1") == []
    assert all(rig.ask(crops.get, face.id) for face in rig.every(select(Face)))
    assert rig.scan().photos_total == 0
    assert len(rig.faces("new.jpg")) == 2
    assert rig.everybody() == ["Eva"]
    assert contents.lack(tmp_path / "library.db", made.backup.path).names == 0
