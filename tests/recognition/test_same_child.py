"""Groups of one small child are offered together; two who look alike in one photo are not one."""

from datetime import date
from functools import partial
from typing import Any

import pytest

from kinfolk.core.faces import faces
from kinfolk.core.people import people, review
from kinfolk.core.people.review import Answer
from kinfolk.recognition.questions.agenda import CHILDREN
from kinfolk.recognition.questions.question import Question, QuestionKind
from kinfolk.recognition.questions.reads import read_children
from kinfolk.recognition.questions.state import ReviewState, read_all
from kinfolk.recognition.ranking import Ranking
from kinfolk.recognition.suggestion import Certainty
from tests.recognition.gallery import Gallery


def child(
    gallery: Gallery, owner: str | None, year: int | None, age: float, *, near: int = 0
) -> str:
    """A face that looks that old, in a photo of that year."""
    taken = f"{year}-05-01" if year else None
    return gallery.face(owner, near=near, taken=taken, age=age)


@pytest.fixture
def eva(gallery: Gallery) -> str:
    """Eva, born in 2012, at three."""
    eva = gallery.person("Eva")
    child(gallery, eva, 2015, 3)
    return eva


def group(gallery: Gallery, year: int, age: float, **near: int) -> tuple[str, set[str]]:
    made = gallery.group(faces=0)
    return made, {child(gallery, made, year, age, **near) for _ in range(2)}


def rows(gallery: Gallery, person: str) -> list[Question]:
    """What Review asks about the same child."""
    state = read_all(gallery.suggester, gallery.db, [person])
    state.children = read_children(gallery.suggester, gallery.db)
    return [one for one in state.questions() if one.kind is QuestionKind.CHILD]


def asked(gallery: Gallery, person: str) -> list[set[str]]:
    return [
        set(part.face_ids)
        for one in rows(gallery, person)
        if one.person.id == person
        for part in one.parts
    ]


def test_near_times_are_offered_by_date_as_one_question(gallery: Gallery, eva: str) -> None:
    _, later_faces = group(gallery, 2017, 5)
    _, earlier_faces = group(gallery, 2013, 1)
    alone = child(gallery, None, 2016, 4)
    (question,) = rows(gallery, eva)
    assert [set(part.face_ids) for part in question.parts] == [earlier_faces, {alone}, later_faces]
    assert [part.taken.year for part in question.parts] == [2013, 2016, 2017]
    assert all(part.is_of_month for part in question.parts)
    assert question.total == 5
    state = read_all(gallery.suggester, gallery.db, [eva])
    assert [one.kind for one in state.questions()] == [QuestionKind.CHILD]


@pytest.mark.parametrize(
    ("year", "age", "near"),
    [
        (2021, 9, 0),  # too long ago
        (2016, 9.9, 1),  # not alike
        (2016, 30, 0),  # no child
        (None, 4, 0),  # no date
    ],
)
def test_nobody_else_is_offered(
    gallery: Gallery, eva: str, year: int | None, age: float, near: int
) -> None:
    child(gallery, None, year, age, near=near)
    assert asked(gallery, eva) == []


def test_nor_is_who_was_born_later_by_their_looks(gallery: Gallery) -> None:
    eva = gallery.person("Eva")
    child(gallery, eva, 2015, 8)
    child(gallery, None, 2019, 0.5)
    assert asked(gallery, eva) == []


def test_a_yes_is_about_whole_groups_and_brings_the_next_times(gallery: Gallery, eva: str) -> None:
    _, near = group(gallery, 2018, 6)
    _, far = group(gallery, 2021, 9)
    (question,) = rows(gallery, eva)
    assert asked(gallery, eva) == [near]
    before = gallery.dump()
    yes = partial(review.answer_faces, person_id=eva, answer=Answer.YES)
    said = question.meant(question.faces)
    gallery.decide(yes, face_ids=said)
    assert near < set(gallery.ask(faces.ids, person_id=eva))
    assert asked(gallery, eva) == [far]
    gallery.db.undo().result()
    assert gallery.dump() == before
    assert asked(gallery, eva) == [near]


@pytest.mark.parametrize("answer", [Answer.NO, Answer.UNSURE])
def test_what_the_user_has_answered_is_never_asked_again(
    gallery: Gallery, eva: str, answer: Answer
) -> None:
    group(gallery, 2016, 4)
    (question,) = rows(gallery, eva)
    for face in question.meant(question.faces):
        gallery.say(face, eva, answer)
    assert asked(gallery, eva) == []


def test_who_is_known_to_be_born_at_another_time_is_not_offered(gallery: Gallery, eva: str) -> None:
    _, theirs = group(gallery, 2019, 3)  # might have been born in 2012, by their looks
    assert asked(gallery, eva) == [theirs]
    gallery.change(eva, birth_date=date(2009, 1, 1))
    assert asked(gallery, eva) == []


def test_two_of_one_photo_are_not_one_child(gallery: Gallery, eva: str) -> None:
    first = child(gallery, None, 2016, 4)
    photo = gallery.ask(faces.get, first).asset_id
    second = gallery.face(None, near=0, asset_id=photo, age=4)
    assert asked(gallery, eva) in ([{first}], [{second}])


def test_groups_without_a_name_are_asked_about_too_each_once(gallery: Gallery) -> None:
    first, first_faces = group(gallery, 2015, 3)
    _, other = group(gallery, 2017, 5)
    (question,) = rows(gallery, first)
    assert question.person.name is None
    assert {*question.meant(question.faces)} in (first_faces, other)
    eva = gallery.person("Eva")
    child(gallery, eva, 2016, 4)
    (named,) = rows(gallery, eva)
    assert (named.person.name, len(named.parts)) == ("Eva", 2)


def test_a_group_is_offered_to_the_nearer_child(gallery: Gallery, eva: str) -> None:
    ben = gallery.person("Ben")
    gallery.face(ben, near=0, apart=0.05, taken="2015-06-01", age=3)
    theirs = child(gallery, None, 2016, 4)
    assert (asked(gallery, eva), asked(gallery, ben)) == ([], [{theirs}])


def test_what_is_being_answered_is_left_out_at_once(gallery: Gallery, eva: str) -> None:
    group(gallery, 2016, 4)
    _, others = group(gallery, 2017, 5)
    state = read_all(gallery.suggester, gallery.db, [eva])
    (question,) = state.questions()
    state.leave_out(question, question.meant(question.faces[:1]), ())
    state.changed()
    (left,) = state.questions()
    assert [set(part.face_ids) for part in left.parts] == [others]


def test_a_row_without_a_name_is_left_out_at_once_too(gallery: Gallery) -> None:
    group(gallery, 2015, 3)
    group(gallery, 2017, 5)
    state = ReviewState()
    state.children = read_children(gallery.suggester, gallery.db)
    (question,) = state.questions()
    state.leave_out(question, question.meant(question.faces), ())
    state.changed()
    assert question.key not in [one.key for one in state.questions()]


def test_a_row_without_a_name_that_goes_while_it_is_read_is_none(
    gallery: Gallery, monkeypatch: pytest.MonkeyPatch
) -> None:
    first, _ = group(gallery, 2015, 3)
    second, _ = group(gallery, 2017, 5)
    ask = gallery.suggester.ask

    def asked_before(question: Any, *args: Any, **kwargs: Any) -> Any:
        found = ask(question, *args, **kwargs)
        if args == (second,):  # the last one; a scan dissolves it now
            gallery.do(people.delete, second)
        return found

    monkeypatch.setattr(gallery.suggester, "ask", asked_before)
    assert [read.person.id for read in read_children(gallery.suggester, gallery.db)] == [first]


def test_a_row_without_a_name_is_read_again_when_somebody_in_it_changes(gallery: Gallery) -> None:
    first, _ = group(gallery, 2015, 3)
    second, _ = group(gallery, 2017, 5)
    state = ReviewState()
    state.children = read_children(gallery.suggester, gallery.db)
    assert [list(state.children_with([who])) for who in (first, second)] == [[CHILDREN]] * 2
    assert list(state.children_with([gallery.person("Ben")])) == []


# From the direction: siblings at 0.3 are alike by 0.49, so a face has to be alike by 0.59.
APART, CLEAR, UNCLEAR = 0.3, 0.1, 0.3


@pytest.fixture
def twins(gallery: Gallery) -> tuple[str, str]:
    """Ada and Eva, who stand in one photo."""
    ada, eva, photo = gallery.person("Ada"), gallery.person("Eva"), gallery.photo()
    for who in (ada, eva):
        gallery.face(who, near=0, apart=APART, asset_id=photo)
    return ada, eva


def certainties(gallery: Gallery, person: str) -> dict[str, Certainty]:
    return {one.face_id: one.certainty for one in gallery.suggester.ask(Ranking.for_person, person)}


def test_a_face_that_is_no_more_like_either_may_be_both(
    gallery: Gallery, twins: tuple[str, str]
) -> None:
    unclear = gallery.face(near=0, apart=UNCLEAR)
    clear = gallery.face(near=0, apart=CLEAR)
    for who in twins:
        assert certainties(gallery, who) == {unclear: Certainty.MAYBE, clear: Certainty.LIKELY}
    found = gallery.suggester.ask(Ranking.for_face, unclear)
    assert [(one.person_id, one.certainty) for one in found] == [
        (who, Certainty.MAYBE) for who in sorted(twins)
    ]


def test_a_group_that_is_no_more_like_either_may_be_both(
    gallery: Gallery, twins: tuple[str, str]
) -> None:
    group, _ = gallery.grouped(2, 0, apart=UNCLEAR)
    found = gallery.suggester.ask(Ranking.for_group, group)
    assert [one.certainty for one in found] == [Certainty.MAYBE] * 2


def test_without_a_photo_of_both_it_is_likely(gallery: Gallery) -> None:
    people = [gallery.person(name) for name in ("Ada", "Eva")]
    for who in people:
        gallery.face(who, near=0, apart=APART)
    face = gallery.face(near=0, apart=UNCLEAR)
    for who in people:
        assert certainties(gallery, who) == {face: Certainty.LIKELY}
    # They are seen together, and apart again
    photo = gallery.photo()
    first, second = (gallery.face(who, near=0, apart=APART, asset_id=photo) for who in people)
    assert certainties(gallery, people[0]) == {face: Certainty.MAYBE}
    gallery.say(second, people[1], Answer.NO)
    assert certainties(gallery, people[0])[face] is Certainty.LIKELY
    assert first


def test_who_stands_beside_one_of_them_is_surely_not_that_one(
    gallery: Gallery, twins: tuple[str, str]
) -> None:
    ada, eva = twins
    photo = gallery.photo()
    gallery.face(ada, near=0, apart=APART, asset_id=photo)
    beside = gallery.face(near=0, apart=UNCLEAR, asset_id=photo)
    assert certainties(gallery, ada) == {}
    assert certainties(gallery, eva) == {beside: Certainty.LIKELY}
