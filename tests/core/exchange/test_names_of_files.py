"""A name that only a file has said gives way to what the user of another library says."""

from collections.abc import Callable

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


def read_anna(home: Home, file: str = "f.jpg.xmp") -> None:
    """Let it read from a file that the face of f.jpg is Anna."""
    (home.folder / file).write_bytes(ANNA)
    home.scan()


@pytest.fixture
def read(other: Home) -> Home:
    """The second library, which has read so."""
    read_anna(other)
    assert owner(other) == "Anna"
    return other


def owner(home: Home) -> str | None:
    """Who has the face of f.jpg, by the user's word."""
    (face,) = home.faces("f.jpg")
    (name,) = home.whose("f.jpg")
    assert name is None or face.assigned_by == AssignedBy.USER
    return name


def say_no(home: Home) -> None:
    anna = home.decide(people.create, name="Anna").person.id
    home.decide(review.answer_faces, [home.face("f.jpg")], anna, Answer.NO)


def test_no_stands_before_it(ours: Home, read: Home) -> None:
    say_no(ours)
    file = ours.file()
    imported = read.take_in(file)
    assert (imported.disagreements, imported.counts.answers) == ((), 1)
    assert owner(read) is None
    assert read.take_in(file).counts.is_nothing
    read.scan()
    assert owner(read) is None


def test_no_stands_before_two_files(ours: Home, read: Home) -> None:
    read_anna(read, "f.xmp")
    say_no(ours)
    assert read.take_in(ours.file()).disagreements == ()
    assert owner(read) is None


def test_no_and_another_name_stand_before_it(ours: Home, read: Home) -> None:
    say_no(ours)
    ours.say("Ben", "f.jpg")
    assert read.take_in(ours.file()).disagreements == ()
    assert owner(read) == "Ben"


def test_another_name_alone_does_not(ours: Home, read: Home) -> None:
    ours.say("Ben", "f.jpg")
    imported = read.take_in(ours.file())
    assert [each.kind for each in imported.disagreements] == [DisagreementKind.WHO]
    assert owner(read) == "Anna"


def agree_before(home: Home) -> None:
    home.say("Anna", "f.jpg")
    read_anna(home)


def agree_after(home: Home) -> None:
    read_anna(home)
    home.decide(faces.assign, [home.face("f.jpg")], home.named()["Anna"])


def give_back(home: Home) -> None:
    read_anna(home)
    anna = home.named()["Anna"]
    home.say("Ben", "f.jpg")
    home.decide(faces.assign, [home.face("f.jpg")], anna)


def look_over(home: Home) -> None:
    read_anna(home)
    home.decide(new_faces.confirm, {home.named()["Anna"]: [home.face("f.jpg")]})


def decide(home: Home) -> None:
    home.say("Ben", "f.jpg")
    read_anna(home)
    (asked,) = home.ask(claims.to_decide)
    home.decide(claims.take, [asked.id])


@pytest.mark.parametrize("say", [agree_before, agree_after, give_back, look_over, decide])
def test_the_users_own_word_stays(ours: Home, other: Home, say: Callable[[Home], None]) -> None:
    """Where the user has said so, too, the file's no is told."""
    say(other)
    say_no(ours)
    imported = other.take_in(ours.file())
    assert [each.kind for each in imported.disagreements] == [DisagreementKind.ANSWER]
    assert owner(other) == "Anna"
