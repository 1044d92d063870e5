"""Who may be whom: groups and the people they may be, people who may be one."""

import pytest
from sqlmodel import select

from kinfolk.core.db.models import DistinctPair, Rejection
from kinfolk.core.people import naming, people, review
from kinfolk.core.people.naming import Given, Shown
from kinfolk.core.people.review import Answer
from kinfolk.recognition.ranking import Ranking
from kinfolk.recognition.suggestion import Certainty
from tests.recognition.gallery import Gallery


def test_the_person_of_a_group(gallery: Gallery) -> None:
    dora, group = gallery.known("Dora"), gallery.group(faces=0)
    gallery.known("Eva", near=1)
    for _ in range(3):
        gallery.face(group, near=0)
    assert [one.person_id for one in gallery.suggester.ask(Ranking.for_group, group)] == [dora]
    gallery.decide(review.answer_pair, dora, group, Answer.NO)
    assert gallery.suggester.ask(Ranking.for_group, group) == []
    assert gallery.names(dora) == []


def test_pairs_are_ranked_nearest_first_with_their_certainty(gallery: Gallery) -> None:
    pairs = []
    for direction, apart in enumerate((0.6, 0.15, 0.54)):
        person, group = gallery.person(f"Person {direction}"), gallery.group(faces=0)
        gallery.face(person, near=direction, apart=0)
        gallery.face(group, near=direction, apart=apart)
        pairs.append((person, group))
    found = gallery.suggester.ask(Ranking.merges)
    assert [(one.person_id, one.other_id) for one in found] == [pairs[1], pairs[2], pairs[0]]
    assert [one.certainty for one in found] == [
        Certainty.LIKELY,
        Certainty.MAYBE,
        Certainty.UNLIKELY,
    ]
    assert gallery.suggester.ask(Ranking.merges, limit=1) == found[:1]


@pytest.mark.parametrize("answer", list(Answer))
def test_an_answer_to_a_pair_ranks_anew_until_undone(gallery: Gallery, answer: Answer) -> None:
    suggester = gallery.suggester
    dora, near, far = gallery.known("Dora"), gallery.group(faces=0), gallery.group(faces=0)
    gallery.face(near, near=0, apart=0.15)
    gallery.face(far, near=0, apart=0.45)
    before = (
        suggester.ask(Ranking.merges),
        suggester.ask(Ranking.for_person, dora),
        suggester.ask(Ranking.for_group, near),
    )
    assert {(one.person_id, one.other_id) for one in before[0]} >= {(dora, near), (dora, far)}
    gallery.decide(review.answer_pair, dora, near, answer)
    assert {dora, near} not in [
        {one.person_id, one.other_id} for one in suggester.ask(Ranking.merges)
    ]
    assert far in [one.group_id for one in suggester.ask(Ranking.for_person, dora)]
    assert near not in [one.group_id for one in suggester.ask(Ranking.for_person, dora)]
    gallery.db.undo().result()
    assert (
        suggester.ask(Ranking.merges),
        suggester.ask(Ranking.for_person, dora),
        suggester.ask(Ranking.for_group, near),
    ) == before


def test_a_yes_to_one_face_leaves_the_question_about_its_group(gallery: Gallery) -> None:
    dora, group = gallery.known("Dora"), gallery.group(faces=0)
    face, *_ = (gallery.face(group, near=0) for _ in range(3))
    gallery.say(face, dora, Answer.YES)
    assert [one.person_id for one in gallery.suggester.ask(Ranking.for_group, group)] == [dora]
    assert [one.other_id for one in gallery.suggester.ask(Ranking.merges)] == [group]


def test_a_split_is_never_taken_back_by_a_suggestion(gallery: Gallery) -> None:
    group = gallery.group(faces=0)
    face, *_ = (gallery.face(group, near=0) for _ in range(3))
    made = gallery.db.write(lambda s: people.create(s, name="Dora", face_ids=[face])).result()
    assert gallery.suggester.ask(Ranking.for_group, group) == []
    assert gallery.suggester.ask(Ranking.merges) == []
    assert face not in gallery.names(made.result.person.id)


def test_an_answer_troubles_nobody_who_has_no_one_near(gallery: Gallery) -> None:
    dora, eva = gallery.known("Dora"), gallery.known("Eva", near=1)
    gallery.say(gallery.face(near=0), dora, Answer.UNSURE)
    assert gallery.names(eva) == []
    assert gallery.suggester.ask(Ranking.for_group, gallery.group(faces=0)) == []


def test_a_split_that_was_undone_leaves_nothing_behind(gallery: Gallery) -> None:
    """Who is named from the group is asked about it."""
    group = gallery.group(faces=0)
    near = [gallery.face(group, near=0, apart=0.05 + at / 50) for at in range(4)]
    gallery.suggester.ask(Ranking.merges)  # it knows the group, and follows what is written
    gallery.decide(review.split, group, stays=near[:3], goes=near[3:])
    gallery.suggester.ask(Ranking.merges)
    gallery.db.undo().result()
    with gallery.db.read() as session:
        assert session.exec(select(DistinctPair)).all() == []
        assert session.exec(select(Rejection)).all() == []
    # The name is for one of them alone, as on a card that showed no more.
    shown = Shown(group, gallery.library_id, (near[0],))
    lily = gallery.decide(naming.give_name, Given(shown, "Lily")).id
    assert set(gallery.names(lily)) == set(near[1:])
    rest = gallery.owner(near[1])
    assert rest is not None
    (candidate,) = gallery.suggester.ask(Ranking.for_group, rest)
    assert (candidate.person_id, candidate.certainty) == (lily, Certainty.LIKELY)
