"""What stands against a decision: what others did to people and faces since they were shown."""

from datetime import timedelta
from typing import Any

import pytest

from kinfolk.core.db.models import AssignedBy, Face, now
from kinfolk.core.faces import faces
from kinfolk.core.people import people, review
from kinfolk.core.people.concurrent_decisions import (
    Asked,
    Named,
    Seen,
    SeenFaces,
    about_answer,
    check,
    still_free,
)
from kinfolk.core.people.review import Answer
from kinfolk.errors import Conflict, NotFound
from tests.album import Album


def place(album: Album, face_id: str, person_id: str, by: AssignedBy) -> None:
    album.edit(Face, face_id, person_id=person_id, assigned_by=by)


def against(album: Album, *seen: Seen, renamed: dict[str, str] | None = None) -> str:
    """Return what stands against a decision about what was seen, "" for nothing."""
    try:
        album.ask(check, seen, renamed or {})
    except (Conflict, NotFound) as error:
        return error.message
    return ""


@pytest.mark.parametrize(
    ("name", "fields", "said"),
    [
        ("Eva", {"name": "Ida"}, "Eva has been renamed Ida."),
        ("Eva", {"name": None}, "Eva no longer has a name."),
        ("Eva", {"is_hidden": True}, "Eva is now hidden."),
        ("Eva", {"name": "EVA", "is_favorite": True}, ""),
        (None, {"name": "Ida"}, "This group has been named Ida."),
        (None, {"is_hidden": True}, "This group is now hidden."),
    ],
)
def test_what_has_become_of_somebody(
    album: Album, name: str | None, fields: dict[str, Any], said: str
) -> None:
    person = album.who(album.person(name, faces=1))
    assert against(album, person) == ""
    album.change(person.id, **fields)
    assert against(album, person) == said


@pytest.mark.parametrize(
    ("name", "said"), [("Eva", "Eva no longer exists."), (None, "This group no longer exists.")]
)
def test_somebody_who_is_gone(album: Album, name: str | None, said: str) -> None:
    person = album.who(album.person(name, faces=1))
    album.do(people.delete, person.id)
    assert against(album, person) == said


def test_who_was_hidden_or_not_known_to_be_shown_may_be_hidden(album: Album) -> None:
    eva = album.person("Eva")
    album.change(eva, is_hidden=True)
    assert against(album, album.who(eva), Named(eva, "Eva")) == ""


def test_a_name_that_the_screen_may_not_show_yet_is_no_news(album: Album) -> None:
    eva = album.who(album.person("Eva"))
    renamed = {eva.id: "Ida"}
    assert against(album, eva, renamed=renamed) == ""  # it is not written yet
    album.change(eva.id, name="Ida")
    assert against(album, eva, renamed=renamed) == ""
    album.change(eva.id, name="Ulla")
    assert against(album, eva, renamed=renamed) == "Eva has been renamed Ulla."


def test_faces_that_somebody_has_by_now(album: Album) -> None:
    eva, ben = album.who(album.person("Eva")), album.person("Ben")
    group = album.who(album.group(faces=0))
    face, other = album.face(), album.face()
    seen = SeenFaces([face, other], [eva, group])
    moved = "These faces have been moved to Ben in the meantime."
    assert against(album, seen) == ""
    for whose, by, said in (
        (ben, AssignedBy.AUTO, ""),  # what a scan has placed yields to the user
        (ben, AssignedBy.USER, moved),
        (eva.id, AssignedBy.USER, ""),
        (group.id, AssignedBy.USER, ""),
    ):
        place(album, face, whose, by)
        assert against(album, seen) == said
    album.change(group.id, name="Ida")  # someone else than the group that was shown
    assert against(album, seen) == "These faces have been moved to Ida in the meantime."
    assert against(album, seen, renamed={group.id: "Ida"}) == ""  # the user has named it


def test_faces_that_are_there_still_in_their_order(album: Album) -> None:
    group = album.group(faces=0)
    made = [album.face(group) for _ in range(3)]
    album.do(faces.delete, made[1])
    assert album.ask(still_free, made[::-1], group) == [made[2], made[0]]
    album.change(group, name="Ida")  # in another window: all of its faces are hers
    with pytest.raises(Conflict, match="moved to Ida"):
        album.ask(still_free, made, group)
    album.do(faces.delete, *made[::2])
    assert against(album, SeenFaces(made)) == "These faces no longer exist."


@pytest.mark.parametrize(("answer", "is_against"), [(Answer.NO, True), (Answer.UNSURE, False)])
def test_a_question_that_was_answered_with_no(
    album: Album, answer: Answer, is_against: bool
) -> None:
    eva, ben, group = album.person("Eva"), album.person("Ben"), album.group()
    face, other = album.face(), album.face()
    asked = Asked(eva, [face]), Asked(eva, other_id=group), Asked(group, other_id=eva)
    unasked = Asked(eva, [other]), Asked(ben, [face]), Asked(ben, other_id=group), Asked(eva)
    album.do(review.answer_faces, [face], eva, answer)
    album.do(review.answer_pair, eva, group, answer)
    assert [bool(against(album, each)) for each in asked] == [is_against] * 3
    assert [against(album, each) for each in unasked] == [""] * 4


def test_an_earlier_no_may_be_overruled_and_no_later_one(album: Album) -> None:
    eva, face = album.person("Eva"), album.face()
    album.do(review.answer_faces, [face], eva, Answer.NO)
    moment = now()
    assert against(album, Asked(eva, [face], since=moment)) == ""
    said = "This has been answered with no in the meantime."
    assert against(album, Asked(eva, [face], since=moment - timedelta(hours=1))) == said


def test_what_an_answer_is_about(album: Album) -> None:
    eva, face = album.who(album.person("Eva")), album.face()
    assert about_answer(eva, [face], Answer.NO) == [eva, SeenFaces([face])]
    assert about_answer(eva, [face], Answer.YES) == [
        eva,
        SeenFaces([face], [eva]),
        Asked(eva.id, [face]),
    ]
