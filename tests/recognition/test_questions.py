"""Questions are put together anew after each answer: only what has changed is made again."""

from dataclasses import replace

from kinfolk.core.people import people
from kinfolk.core.people.people import Person
from kinfolk.recognition.questions.question import Question, Questions
from kinfolk.recognition.questions.reads import GroupRead, PersonRead
from kinfolk.recognition.suggestion import Certainty, Suggestion
from tests.album import Album


def somebody(album: Album, name: str | None) -> Person:
    person_id = album.person(name, faces=1)
    return album.ask(people.get, person_id)


def read_of(person: Person, *groups: str | None) -> PersonRead:
    """A likely face for each of the groups it is in."""
    found = (
        Suggestion(f"{person.name}{n}", person.id, 0.1, Certainty.LIKELY, group)
        for n, group in enumerate(groups)
    )
    return PersonRead(person, tuple(found))


def by_name(questions: list[Question]) -> dict[str | None, Question]:
    return {question.person.name: question for question in questions}


def test_only_what_has_changed_is_made_again(album: Album) -> None:
    anna, ben = somebody(album, "Anna"), somebody(album, "Ben")
    made = Questions()
    reads = {anna.id: read_of(anna, None), ben.id: read_of(ben, None)}
    first = by_name(made.of(reads, {}, ()))
    reads[ben.id] = read_of(ben, None, None)
    second = by_name(made.of(reads, {}, ()))
    assert second["Anna"] is first["Anna"]
    assert (first["Ben"].faces, second["Ben"].faces) == (("Ben0",), ("Ben0", "Ben1"))
    assert list(by_name(made.of({ben.id: reads[ben.id]}, {}, ()))) == ["Ben"]


def test_a_face_whose_group_is_asked_about_is_left_out_and_comes_back(album: Album) -> None:
    anna, group = somebody(album, "Anna"), somebody(album, None)
    made, reads = Questions(), {anna.id: read_of(anna, None, group.id)}
    read = GroupRead(group, anna, Certainty.LIKELY, 0.1, ())
    unlikely = replace(read, certainty=Certainty.UNLIKELY)
    for asked, faces in (
        ({}, ("Anna0", "Anna1")),
        ({group.id: read}, ("Anna0",)),
        ({group.id: unlikely}, ("Anna0",)),
        ({group.id: None}, ("Anna0", "Anna1")),
    ):
        found = [each.faces for each in made.of(reads, asked, ()) if each.other is None]
        assert found == [faces]
