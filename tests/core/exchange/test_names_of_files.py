"""A name that only a file has said gives way to what the user of another library says."""

from collections.abc import Callable
from pathlib import Path

import pytest

from kinfolk.core.db.models import AssignedBy
from kinfolk.core.exchange.plan import DisagreementKind
from kinfolk.core.faces import faces
from kinfolk.core.names_in_files import claims
from kinfolk.core.people import new_faces, people, review
from kinfolk.core.people.review import Answer
from kinfolk.metadata.region import RelativeBox
from tests.core.exchange.pair import Home
from tests.metadata import forms

ANNA = forms.digikam([forms.Face("Anna", RelativeBox(0.1, 20 / 150, 0.2, 4 / 15))], (200, 150))


@pytest.fixture
def read(other: Home) -> Home:
    """The second library has read that the face of f.jpg is Anna."""
    (other.rig.folder / "f.jpg.xmp").write_bytes(ANNA)
    other.rig.scan()
    assert owner(other) == "Anna"
    return other


def owner(home: Home) -> str | None:
    (face,) = home.rig.faces("f.jpg")
    name = next((row.name for row in home.rig.people() if row.id == face.person_id), None)
    assert name is None or face.assigned_by == AssignedBy.USER
    return name


def say_no(home: Home) -> None:
    face = home.face("f.jpg")
    anna = home.do(people.create, name="Anna").person.id
    home.do(review.answer_faces, [face], anna, Answer.NO)


def test_no_stands_before_it(ours: Home, read: Home, tmp_path: Path) -> None:
    say_no(ours)
    file = ours.file(tmp_path / "ours.json")
    imported = read.take_in(file)
    assert (imported.disagreements, imported.counts.answers) == ((), 1)
    assert owner(read) is None
    assert read.take_in(file).counts.is_nothing
    read.rig.scan()
    assert owner(read) is None


def test_no_stands_before_two_files(ours: Home, read: Home, tmp_path: Path) -> None:
    (read.rig.folder / "f.xmp").write_bytes(ANNA)
    read.rig.scan()
    say_no(ours)
    assert read.take_in(ours.file(tmp_path / "ours.json")).disagreements == ()
    assert owner(read) is None


def test_no_and_another_name_stand_before_it(ours: Home, read: Home, tmp_path: Path) -> None:
    say_no(ours)
    face = ours.face("f.jpg")
    ours.do(people.create, name="Ben", face_ids=[face])
    imported = read.take_in(ours.file(tmp_path / "ours.json"))
    assert imported.disagreements == ()
    assert owner(read) == "Ben"


def test_another_name_alone_does_not(ours: Home, read: Home, tmp_path: Path) -> None:
    face = ours.face("f.jpg")
    ours.do(people.create, name="Ben", face_ids=[face])
    imported = read.take_in(ours.file(tmp_path / "ours.json"))
    assert [each.kind for each in imported.disagreements] == [DisagreementKind.WHO]
    assert owner(read) == "Anna"


def agree_before(home: Home) -> None:
    face = home.face("f.jpg")
    home.do(people.create, name="Anna", face_ids=[face])
    (home.rig.folder / "f.jpg.xmp").write_bytes(ANNA)
    home.rig.scan()


def agree_after(home: Home) -> None:
    (home.rig.folder / "f.jpg.xmp").write_bytes(ANNA)
    home.rig.scan()
    face = home.face("f.jpg")
    home.do(faces.assign, [face], home.named()["Anna"])


def give_back(home: Home) -> None:
    (home.rig.folder / "f.jpg.xmp").write_bytes(ANNA)
    home.rig.scan()
    face, anna = home.face("f.jpg"), home.named()["Anna"]
    home.do(people.create, name="Ben", face_ids=[face])
    home.do(faces.assign, [face], anna)


def look_over(home: Home) -> None:
    (home.rig.folder / "f.jpg.xmp").write_bytes(ANNA)
    home.rig.scan()
    anna = home.named()["Anna"]
    home.do(new_faces.confirm, {anna: [home.face("f.jpg")]})


def decide(home: Home) -> None:
    face = home.face("f.jpg")
    home.do(people.create, name="Ben", face_ids=[face])
    (home.rig.folder / "f.jpg.xmp").write_bytes(ANNA)
    home.rig.scan()
    (asked,) = home.rig.ask(claims.to_decide)
    home.do(claims.take, [asked.id])


@pytest.mark.parametrize("say", [agree_before, agree_after, give_back, look_over, decide])
def test_the_users_own_word_stays(
    ours: Home, other: Home, tmp_path: Path, say: Callable[[Home], None]
) -> None:
    """Where the user has said so, too, the file's no is told."""
    say(other)
    say_no(ours)
    imported = other.take_in(ours.file(tmp_path / "ours.json"))
    assert [each.kind for each in imported.disagreements] == [DisagreementKind.ANSWER]
    assert owner(other) == "Anna"
