"""Naming without a window: what a key decides, what stays on a card, and what an undo restores."""

from collections.abc import Callable
from dataclasses import replace

import pytest
from sqlalchemy import text

from kinfolk.core.actions import Act, Action
from kinfolk.core.faces import faces
from kinfolk.core.people import people
from kinfolk.core.people.concurrent_decisions import Named
from kinfolk.core.people.person_fields import UNCHANGED
from kinfolk.errors import Conflict
from kinfolk.recognition.suggestion import Certainty, Suggestion
from tests.album import Album
from tests.naming.desk import Desk


def groups(desk: Desk, album: Album, *sizes: int) -> list[str]:
    """Add groups of these sizes, and show them."""
    made = [album.group(faces=size) for size in sizes]
    desk.look()
    return made


def waiting(desk: Desk, card_id: str) -> str:
    """Return the text on a card that is not open."""
    entry = desk.session.entries.get(card_id)
    return entry.text if entry is not None and entry.waits else ""


def leave_text(desk: Desk, card_id: str, typed: str) -> None:
    """Type something and go elsewhere."""
    desk.open(card_id, typed)
    desk.session.leave()


def name_elsewhere(album: Album, person_id: str, name: str) -> None:
    change, action = replace(UNCHANGED, name=name), Action.of(Act.NAME, name=name)
    album.step(action, people.update, person_id, change)


def regroup(album: Album, group: str) -> None:
    """Do as a scan does with a group that no one has decided about."""
    move = text("UPDATE face SET person_id = :anew WHERE person_id = :gone")
    values = {"anew": album.group(faces=0), "gone": group}
    album.db.write(lambda s: s.execute(move, values)).result()
    album.do(people.delete, group)


def merge_elsewhere(album: Album, goes: str, stays: str) -> None:
    action = Action.of(Act.MERGE, groups=1)
    album.step(action, people.merge, stays, [goes])


def decide_name(album: Album, goes: str, stays: str) -> None:
    name_elsewhere(album, goes, "Anna")


# the keys


def test_names_are_typed_faster_than_they_are_written(desk: Desk, album: Album) -> None:
    made = groups(desk, album, 4, 3, 2)
    desk.open(made[0])
    for place, name in enumerate(("Willi", "Carla", "Jens")):
        assert desk.open_id == made[place]
        desk.enter(name)
    assert desk.open_id is None
    assert album.name_of(made[0]) is None
    desk.write()
    assert [album.name_of(each) for each in made] == ["Willi", "Carla", "Jens"]
    assert desk.session.entries.named == made
    assert list(desk.groups.ids) == made


def test_enter_asks_first_where_something_stands_against_the_name(desk: Desk, album: Album) -> None:
    anna, strange = album.person("Anna", near=0, faces=2), album.grouped(2, near=1)[0]
    other = album.group()
    desk.look()
    desk.open(strange)
    assert desk.enter("anna") is None
    assert (desk.open_id, desk.session.text, desk.session.is_asked) == (strange, "anna", True)
    given = desk.enter()  # all the same
    assert given is not None
    assert given.whom is not None
    assert given.whom.id == anna
    assert desk.open_id == other
    desk.write()
    assert len(album.theirs(anna)) == 4


def test_another_name_or_another_person_of_that_name_is_not_asked_about(
    desk: Desk, album: Album
) -> None:
    album.person("Anna", near=0, faces=2)
    strange, next_one = album.grouped(3, near=1)[0], album.grouped(2, near=2)[0]
    desk.look()
    desk.name(strange, "Anna")
    assert desk.enter("Ida") is not None
    assert desk.open_id == next_one
    desk.enter("Anna")
    other = desk.session.apart("with {}")
    assert other is not None
    assert desk.enter(other.name) is not None
    desk.write()
    assert [album.name_of(each) for each in (strange, next_one)] == ["Ida", other.name]


def test_the_beginning_of_a_likely_name_is_that_person(desk: Desk, album: Album) -> None:
    gustav = album.person("Gustav", near=0, faces=2)
    album.person("Gudrun", near=1, faces=2)
    group = album.grouped(3, near=0)[0]
    desk.look()
    desk.open(group, "gu")
    assert desk.session.namesake is not None
    assert (desk.session.namesake.name, desk.session.namesake.is_begun) == ("Gustav", True)
    assert desk.enter() is not None
    desk.write()
    assert len(album.theirs(gustav)) == 5


@pytest.mark.parametrize("near", [0, 1])
def test_the_beginning_of_a_name_is_a_new_name_where_it_is_said_or_nobody_is_likely(
    desk: Desk, album: Album, near: int
) -> None:
    gustav = album.person("Gustav", near=0, faces=2)
    group = album.grouped(3, near=near)[0]
    desk.look()
    desk.open(group, "Gus")
    assert desk.session.take_as_new() == (near == 0)
    assert desk.enter() is not None
    desk.write()
    assert album.name_of(group) == "Gus"
    assert len(album.theirs(gustav)) == 2


def test_the_beginning_of_two_likely_names_is_a_name_of_its_own(desk: Desk, album: Album) -> None:
    for name in ("Anna", "Annabel"):
        album.person(name, near=0, faces=2)
    group = album.grouped(3, near=0)[0]
    desk.look()
    desk.name(group, "ann")
    desk.write()
    assert album.name_of(group) == "ann"


def test_who_is_meant_by_a_beginning_must_have_been_seen(desk: Desk, album: Album) -> None:
    gustav = album.person("Gustav", near=0, faces=2)
    group = album.grouped(3, near=0)[0]
    desk.look()
    desk.open(group)
    assert desk.enter("gus", is_seen=False) is None  # faster than the screen
    assert waiting(desk, group) == "gus"
    assert len(album.theirs(gustav)) == 2


def test_enter_on_the_last_group_opens_the_first_single_face(desk: Desk, album: Album) -> None:
    (group,) = groups(desk, album, 2)
    face = album.face()
    desk.look()
    desk.name(group, "Willi")
    assert desk.open_id == face
    desk.back()  # the group has its name: it is not opened again
    assert desk.open_id is None


def test_empty_cards_are_passed_over_both_ways(desk: Desk, album: Album) -> None:
    made = groups(desk, album, 5, 4, 3, 2)
    desk.open(made[0])
    assert desk.enter() is None
    assert desk.open_id == made[1]
    desk.enter("Carla")
    desk.tab()
    assert desk.open_id == made[3]
    desk.back()
    assert desk.open_id == made[2]
    assert desk.session.entries.held == {made[1], made[2]}


def test_tab_skips_and_names_nobody(desk: Desk, album: Album) -> None:
    eva = album.person("Eva", faces=1)
    made = groups(desk, album, 5, 4, 3)
    desk.open(made[0], "Wil")
    desk.tab()
    desk.type("Eva")
    desk.tab()
    assert (desk.open_id, desk.session.text) == (made[2], "")
    left = [desk.session.entries.get(each) for each in made[:2]]
    assert [each and (each.text, each.waits, each.is_taken) for each in left] == [
        ("Wil", True, False),
        ("Eva", True, True),
    ]
    desk.open(made[0])
    assert desk.session.text == "Wil"
    desk.enter("Willi")
    desk.write()
    assert album.name_of(made[0]) == "Willi"
    assert len(album.theirs(eva)) == 1


def test_escape_drops_what_was_typed(desk: Desk, album: Album) -> None:
    (group,) = groups(desk, album, 2)
    desk.open(group, "Wil")
    desk.session.cancel()
    assert (desk.open_id, list(desk.session.entries.held)) == (None, [])


# whose name it is


@pytest.mark.parametrize("is_seen", [True, False])
def test_faces_are_added_to_somebody_only_if_that_was_on_the_screen(
    desk: Desk, album: Album, is_seen: bool
) -> None:
    eva = album.person("Eva", faces=1)
    made = groups(desk, album, 3, 2)
    desk.open(made[0], "eva")
    assert desk.session.namesake is not None
    assert desk.session.namesake.name == "Eva"
    desk.enter(is_seen=is_seen)
    assert desk.open_id == made[1]
    desk.write()
    assert len(album.theirs(eva)) == (4 if is_seen else 1)
    assert waiting(desk, made[0]) == ("" if is_seen else "eva")


def test_a_name_given_a_moment_ago_is_somebodys_too(desk: Desk, album: Album) -> None:
    made = groups(desk, album, 3, 2)
    shown = album.theirs(made[0]) | album.theirs(made[1])
    desk.name(made[0], "Willi")
    desk.type("Willi")
    assert desk.session.namesake is not None
    assert desk.session.namesake.face_id in album.theirs(made[0])
    desk.enter()
    desk.write()
    assert album.theirs(made[0]) == shown


def test_two_people_of_one_name_are_told_apart(desk: Desk, album: Album) -> None:
    album.person("Eva", faces=1)
    ben = album.person("Ben")
    made = groups(desk, album, 3, 2)
    photos = [album.ask(faces.get, each).asset_id for each in album.theirs(made[0])]
    for photo in photos[:2]:
        album.face(ben, asset_id=photo)
    for group, name, word in ((made[0], "Eva, with Ben", "with Ben"), (made[1], "Eva 2", "2")):
        desk.open(group, "Eva")
        assert desk.session.apart("with {}") == (name, word)
    desk.type("Nobody")
    assert desk.session.apart("with {}") is None


def test_a_name_taken_between_typing_and_writing_is_refused(desk: Desk, album: Album) -> None:
    made = groups(desk, album, 3, 2)
    desk.open(made[0], "Eva")
    eva = album.person("Eva", faces=1)
    desk.enter()
    desk.write()
    entry = desk.entry(made[0])
    assert (entry.text, entry.is_refused, bool(entry.problem)) == ("Eva", True, True)
    assert len(album.theirs(eva)) == 1
    desk.open(made[0])  # and is asked about
    assert desk.session.namesake is not None
    desk.enter()
    desk.write()
    assert len(album.theirs(eva)) == 4


# a likely name


def test_a_likely_name_is_selected_text_until_enter(desk: Desk, album: Album) -> None:
    eva = album.person("Eva", faces=1)
    made = groups(desk, album, 4, 3, 2)
    desk.questions.told = dict.fromkeys(made, album.ask(people.get, eva))
    desk.open(made[0])
    assert (desk.session.text, desk.session.is_guess) == ("Eva", True)
    desk.tab()  # passed over: it is no one's word
    assert list(desk.session.entries.held) == [made[1]]
    desk.enter(is_seen=False)  # no one has seen what Enter would do
    assert (desk.open_id, list(desk.session.entries.held)) == (made[2], [made[2]])
    desk.enter()
    desk.write()
    assert len(album.theirs(eva)) == 3


def test_a_likely_name_arrives_only_where_nothing_was_typed(desk: Desk, album: Album) -> None:
    eva = album.person("Eva", faces=1)
    made = groups(desk, album, 3, 2)
    desk.open(made[0])
    desk.questions.told = dict.fromkeys(made, album.ask(people.get, eva))
    desk.type("W")
    desk.type("")
    assert not desk.session.guess_again()
    assert desk.session.text == ""
    desk.questions.told.clear()
    desk.tab()
    desk.questions.told = dict.fromkeys(made, album.ask(people.get, eva))
    assert desk.session.guess_again()
    assert (desk.session.text, desk.session.is_guess) == ("Eva", True)


@pytest.mark.parametrize("by", [Certainty.LIKELY, Certainty.MAYBE])
def test_a_single_face_says_who_it_may_be_and_guesses_only_who_is_likely(
    desk: Desk, album: Album, by: Certainty
) -> None:
    eva, face, other = album.who(album.person("Eva")), album.face(), album.face()
    desk.look()
    desk.questions.of_faces[face] = (Suggestion(face, eva.id, 0.2, by, None), eva)
    assert (desk.session.near(face), desk.session.near(other)) == ([eva.id], [])
    desk.open(face)
    is_likely = by is Certainty.LIKELY
    assert (desk.session.text, desk.session.is_guess) == ("Eva" if is_likely else "", is_likely)


def test_an_offered_person_is_accepted_as_long_as_they_have_that_name(
    desk: Desk, album: Album
) -> None:
    eva = album.who(album.person("Eva"))
    made = groups(desk, album, 3, 2)
    desk.open(made[0])
    given = desk.session.accept(eva)
    assert given is not None
    assert (given.text, given.joins, given.whom) == ("Eva", "Eva", Named(eva.id, "Eva"))
    assert desk.open_id == made[1]
    name_elsewhere(album, eva.id, "Eva Maria")
    desk.look()
    desk.session.cancel()
    desk.open(made[1], "W")
    assert desk.session.accept(replace(eva, name="Ida")) is None
    assert (desk.open_id, desk.session.text) == (made[1], "W")


def test_a_guess_is_not_kept_as_a_text(desk: Desk, album: Album) -> None:
    eva = album.who(album.person("Eva"))
    (group,) = groups(desk, album, 2)
    desk.questions.told = {group: eva}
    desk.open(group)
    assert (desk.session.has_text, desk.session.half_typed(desk.groups)) == (False, {})
    desk.type("Eva")
    assert desk.session.has_text
    assert [each.text for each in desk.session.half_typed(desk.groups).values()] == ["Eva"]
    assert desk.session.half_typed(desk.singles) == {}
    desk.session.cancel()
    assert not desk.session.has_text


def test_a_likely_person_who_has_lost_that_name_is_no_guess(desk: Desk, album: Album) -> None:
    eva = album.who(album.person("Eva"))
    (group,) = groups(desk, album, 2)
    desk.questions.told = {group: eva}
    name_elsewhere(album, eva.id, "Ida")
    desk.look()
    desk.open(group)
    assert (desk.session.text, desk.session.guess_again()) == ("", False)


# what was decided meanwhile


def test_a_name_is_for_the_faces_that_the_card_shows(desk: Desk, album: Album) -> None:
    (group,) = groups(desk, album, 3)
    shown = album.theirs(group)
    desk.open(group)
    late = album.face(group)
    desk.look()
    desk.enter("Willi")
    desk.write()
    assert album.theirs(group) == shown
    assert album.ask(faces.get, late).person_id != group


def test_a_group_that_is_gone_gets_its_name_all_the_same(desk: Desk, album: Album) -> None:
    made = groups(desk, album, 3, 2)
    shown = album.theirs(made[0])
    desk.open(made[0], "Willi")
    album.do(people.delete, made[0])
    desk.look()
    assert list(desk.groups.ids) == made
    desk.enter()
    desk.write()
    assert album.theirs(desk.session.entries.person_of(made[0])) == shown


def test_a_group_named_elsewhere_while_it_is_open_keeps_that_name(desk: Desk, album: Album) -> None:
    made = groups(desk, album, 3, 2)
    desk.open(made[0])
    name_elsewhere(album, made[0], "Anna")
    desk.look()
    desk.enter("Willi")
    desk.write()
    assert isinstance(desk.refusals[-1], Conflict)
    assert album.name_of(made[0]) == "Anna"


def test_a_card_named_elsewhere_becomes_a_ghost_that_is_passed_over(
    desk: Desk, album: Album
) -> None:
    made = groups(desk, album, 4, 3, 2)
    desk.open(made[0])
    name_elsewhere(album, made[1], "Anna")
    desk.session.entries.found(desk.groups, {made[1]: "Anna"})
    entry = desk.entry(made[1])
    assert (entry.text, entry.is_given, entry.can_be_undone) == ("Anna", True, False)
    assert len(entry.group.face_ids) == 3
    desk.tab()
    assert desk.open_id == made[2]


def test_what_came_to_an_open_card_since_is_not_ignored_with_it(desk: Desk, album: Album) -> None:
    made = groups(desk, album, 3, 2)
    desk.open(made[0])
    late = album.face(made[0])
    desk.ignore()
    desk.write()
    with album.db.read() as session:
        group = people.get(session, made[0])
        other = people.get(session, faces.get(session, late).person_id or "")
    assert (group.is_hidden, group.face_count) == (True, 3)
    assert not other.is_hidden


def test_a_face_that_somebody_named_meanwhile_is_not_ignored(desk: Desk, album: Album) -> None:
    eva, face = album.person("Eva", faces=1), album.face()
    desk.look()
    desk.open(face, "Ku")
    album.step("Move", faces.assign, [face], eva)
    desk.ignore()
    desk.write()
    assert face in album.theirs(eva)
    entry = desk.entry(face)
    assert (entry.text, entry.is_refused) == ("Ku", True)


def test_a_text_waits_where_a_scan_makes_its_group_anew(desk: Desk, album: Album) -> None:
    made = groups(desk, album, 3, 2)
    leave_text(desk, made[0], "Willi")
    shown = album.theirs(made[0])
    regroup(album, made[0])
    desk.look()
    assert waiting(desk, made[0]) == "Willi"
    desk.open(made[0])
    desk.enter()
    desk.write()
    assert album.theirs(desk.session.entries.person_of(made[0])) == shown


@pytest.mark.parametrize("decide", [merge_elsewhere, decide_name])
def test_a_text_goes_with_a_decision_elsewhere_and_returns_with_its_undo(
    desk: Desk, album: Album, decide: Callable[[Album, str, str], None]
) -> None:
    first, second, third = groups(desk, album, 4, 3, 2)
    leave_text(desk, second, "Willi")
    decide(album, second, first)
    desk.look()
    assert desk.session.entries.get(second) is None
    assert list(desk.groups.ids) == [first, third]
    desk.undo()
    assert waiting(desk, second) == "Willi"
    for act, left in ((album.db.redo, ""), (album.db.undo, "Willi")):
        act().result()  # by another program
        desk.look()
        assert waiting(desk, second) == left


def test_a_text_waits_where_its_card_is_opened_after_its_group_was_merged(
    desk: Desk, album: Album
) -> None:
    first, second, third = groups(desk, album, 4, 3, 2)
    leave_text(desk, second, "Willi")
    desk.open(third, "Car")
    merge_elsewhere(album, second, first)
    desk.look()
    assert second in desk.groups.ids  # nothing moves under who types
    assert not desk.open(second)  # there is nothing left to name
    assert (desk.open_id, desk.session.text) == (third, "Car")
    desk.undo()
    assert waiting(desk, second) == "Willi"


def test_a_text_does_not_return_to_other_faces(desk: Desk, album: Album) -> None:
    first, second, third = groups(desk, album, 4, 3, 2)
    leave_text(desk, second, "Willi")
    merge_elsewhere(album, second, first)
    desk.look()
    album.db.undo().result()
    move = text("UPDATE face SET person_id = :third WHERE person_id = :second")
    album.db.write(lambda s: s.execute(move, {"third": third, "second": second})).result()
    album.face(second)
    desk.look()
    assert second in desk.groups.ids
    assert desk.session.entries.get(second) is None


# several cards, and those that are passed over


def test_several_are_ignored_but_for_those_that_have_a_name(desk: Desk, album: Album) -> None:
    made = groups(desk, album, 4, 3, 2)
    desk.name(made[0], "Willi")
    ignored = desk.session.ignore(desk.groups, range(3))
    assert [each.id for each in ignored] == made[1:]
    assert all(each.is_ignored and each.is_given for each in ignored)
    assert desk.open_id is None
    assert [each.id for each in desk.session.entries.bearers()] == made[:1]


def test_one_that_is_ignored_already_is_shown_again(desk: Desk, album: Album) -> None:
    (group,) = groups(desk, album, 2)
    hidden = replace(UNCHANGED, is_hidden=True)
    album.do(people.update, group, hidden)
    for ignore in (
        lambda: desk.session.ignore(desk.groups, [0]),
        lambda: desk.open(group) and [desk.session.ignore_open()],
    ):
        (entry,) = ignore() or ()
        assert entry is not None
        assert not entry.is_ignored
        assert group not in desk.session.entries.held


def test_a_card_is_opened_once_and_not_after_its_name(desk: Desk, album: Album) -> None:
    made = groups(desk, album, 3, 2)
    assert not desk.session.begin(desk.groups, -1)
    desk.open(made[0], "Wil")
    opened = desk.session.open
    assert desk.open(made[0])
    assert (desk.session.open, desk.session.text) == (opened, "Wil")
    desk.enter("Willi")
    assert not desk.open(made[0])
    assert desk.session.look(desk.groups, 0) is None
    assert desk.open_id is None  # a look closes the other one


def test_the_way_back_leads_over_a_card_that_has_its_name(desk: Desk, album: Album) -> None:
    made = groups(desk, album, 3, 2)
    face = album.face()
    desk.look()
    desk.name(made[1], "Carla")
    assert desk.open_id == face
    desk.session.leave()
    assert desk.session.go_back(desk.singles, 0) == (desk.groups, 1)
    assert desk.open_id is None
    assert desk.session.go_back(desk.groups, 1) == (desk.groups, 0)
    assert desk.open_id == made[0]
    assert desk.session.go_back(desk.groups, 0) is None


def test_looked_at_closely_a_card_has_its_text_and_gets_its_name(desk: Desk, album: Album) -> None:
    made = groups(desk, album, 3, 2)
    leave_text(desk, made[0], "Willi")
    assert [desk.session.look(desk.groups, row) for row in (0, 1)] == ["Willi", ""]
    first, second = (desk.session.entries.get(each) for each in made)
    assert first is not None
    assert second is not None
    rest = replace(first.group, face_ids=first.group.face_ids[1:])
    without = first.group.face_ids[:1]
    given = desk.session.give(replace(first.given, group=rest, name="Carla", without=without))
    assert given is first
    assert (given.text, given.group.face_ids, given.without) == ("Carla", rest.face_ids, without)
    assert (given.card.person.face_count, given.is_given) == (2, True)
    assert desk.open_id == made[1]
    other = replace(rest, group_id="person_gone")
    assert desk.session.give(replace(first.given, group=other)) is None


# undo


def test_undo_on_a_ghost_takes_that_name_back_and_no_newer_one(desk: Desk, album: Album) -> None:
    made = groups(desk, album, 4, 3, 2)
    desk.name(made[0], "Willi")
    desk.enter("Carla")
    desk.type("Je")
    desk.write()
    desk.take_back(made[0])
    assert [album.name_of(each) for each in made] == [None, "Carla", None]
    assert (desk.open_id, desk.session.text) == (made[2], "Je")  # who types goes on
    desk.session.cancel()
    desk.take_back(made[1])
    assert desk.open_id == made[1]  # no one types: the card has the keys


def test_a_name_that_is_not_written_yet_is_taken_back_once_it_is(desk: Desk, album: Album) -> None:
    made = groups(desk, album, 4, 3)
    desk.name(made[0], "Willi")
    desk.take_back(made[0])
    desk.write()
    assert album.name_of(made[0]) is None
    assert not desk.session.entries.is_given(made[0])


def test_a_ghost_that_somebody_joined_since_keeps_its_name(desk: Desk, album: Album) -> None:
    made = groups(desk, album, 3, 2)
    desk.name(made[0], "Willi")
    desk.write()
    desk.enter("Willi")
    desk.write()
    desk.take_back(made[0])
    assert "affects the same things" in desk.refusals[-1].message
    assert desk.session.entries.named == made
    desk.take_back(made[1])
    assert desk.session.entries.named == made[:1]


def test_a_name_that_is_done_again_is_a_ghost_again(desk: Desk, album: Album) -> None:
    made = groups(desk, album, 3, 2)
    desk.name(made[0], "Willi")
    desk.write()
    desk.undo()
    assert (desk.open_id, desk.session.entries.named) == (made[0], [])
    desk.redo()
    assert (desk.open_id, desk.session.entries.named) == (made[1], made[:1])
    entry = desk.entry(made[0])
    assert (entry.text, entry.can_be_undone) == ("Willi", True)


def test_an_ignored_card_comes_back_with_undo_to_the_bit(desk: Desk, album: Album) -> None:
    made = groups(desk, album, 3, 2)
    before = album.dump()
    desk.open(made[0])
    desk.ignore()
    desk.write()
    entry = desk.entry(made[0])
    assert entry.is_ignored
    desk.undo()
    assert album.dump() == before
    assert desk.session.entries.get(made[0]) is desk.session.open


def test_a_card_that_an_undo_takes_away_keeps_its_text_for_the_redo(
    desk: Desk, album: Album
) -> None:
    first, second, third = groups(desk, album, 4, 3, 2)
    desk.drop(second, onto=first)
    desk.write()
    desk.undo()
    assert list(desk.groups.ids).count(second) == 1
    leave_text(desk, second, "Willi")
    desk.open(second)
    gone = desk.redo()
    assert gone is not None
    assert (gone.texts, gone.is_stopped) == (["Willi"], True)
    assert desk.open_id is None
    assert second not in desk.groups.ids
    desk.undo()
    assert waiting(desk, second) == "Willi"
    assert third in desk.groups.ids


def test_an_undo_in_another_window_leaves_the_open_card_with_its_text(
    desk: Desk, album: Album
) -> None:
    first, second = groups(desk, album, 4, 2)
    shown = album.theirs(second)
    merge_elsewhere(album, second, first)
    album.db.undo().result()
    desk.look()
    desk.open(second, "William")
    album.db.redo().result()  # no one here has asked for it
    desk.look()
    assert (desk.open_id, desk.session.text) == (second, "William")
    desk.enter()
    desk.write()
    named = desk.session.entries.person_of(second)
    assert (album.name_of(named), album.theirs(named)) == ("William", shown)
    assert album.name_of(first) is None


@pytest.mark.parametrize("typed", ["", "An"])
def test_a_card_that_has_none_of_its_faces_left_is_left(
    desk: Desk, album: Album, typed: str
) -> None:
    """Undone is what brought them to a group that a scan has given others since."""
    first, second = groups(desk, album, 3, 2)
    moved, others = album.theirs(second), album.theirs(first)

    def place(person_id: str | None) -> None:
        query = text("UPDATE face SET person_id = :who WHERE id IN (:a, :b, :c)")
        values = dict(zip("abc", sorted(others), strict=True)) | {"who": person_id}
        album.db.write(lambda session: session.execute(query, values)).result()

    desk.drop(second, onto=first)
    desk.write()
    place(None)
    desk.look()
    desk.open(first)
    entry = desk.session.open
    assert entry is not None
    assert set(entry.group.face_ids) == moved
    desk.type(typed)
    place(first)
    desk.undo()
    entry = desk.session.entries.get(first)
    assert entry is None or set(entry.group.face_ids) == others
    desk.session.cancel()
    desk.redo()
    assert album.theirs(first) == moved | others
    assert waiting(desk, first) == typed


def test_an_undo_opens_the_first_card_only_where_the_keys_are(desk: Desk, album: Album) -> None:
    made = groups(desk, album, 3, 2)
    desk.open(made[0])
    named = desk.enter("Willi")
    assert named is not None
    desk.write()
    desk.session.cancel()
    assert named.step_id is not None
    desk.session.undone(named.step_id + 1, has_keys=True)  # a step of no one here
    assert desk.session.entries.named == made[:1]
    desk.session.undone(named.step_id, has_keys=False)
    assert (desk.open_id, desk.session.entries.named) == (None, [])
    assert desk.session.take_back(made[1]) is None


def test_a_redo_leaves_a_card_into_which_one_types(desk: Desk, album: Album) -> None:
    made = groups(desk, album, 3, 2)
    desk.name(made[0], "Willi")
    desk.write()
    desk.undo()
    assert desk.open_id == made[0]
    desk.type("Carla")
    desk.redo()
    assert (desk.open_id, desk.session.text) == (made[0], "Carla")
    assert desk.session.entries.named == []


def test_names_that_were_refused_are_given_again_in_their_order(desk: Desk, album: Album) -> None:
    made = groups(desk, album, 4, 3, 2)
    desk.open(made[0])
    given = [desk.enter(name) for name in ("Willi", "Carla")]
    entries = desk.session.entries
    for entry in given:
        assert entry is not None
        entries.refused(entry, "The disk is full.")
        assert (entry.is_refused, entry.problem, entry.waits) == (True, "The disk is full.", False)
    assert [each.text for each in entries.not_given][:2] == ["Willi", "Carla"]
    assert entries.retry(desk.singles) == []
    assert list(entries.retry(desk.groups)) == given
    assert [(e.is_given, e.problem) for e in given if e] == [(True, "")] * 2


def test_a_page_that_is_sorted_again_has_no_ghosts(desk: Desk, album: Album) -> None:
    made = groups(desk, album, 3, 2)
    desk.name(made[0], "Willi")
    desk.write()
    desk.session.entries.begin_anew()
    assert (desk.session.entries.named, desk.session.entries.get(made[0])) == ([], None)
    desk.undo()  # there is no card to open
    assert desk.open_id == made[1]


# faces that are dropped on a card, or go elsewhere


def test_a_card_with_a_text_shows_at_once_what_is_dropped_on_it(desk: Desk, album: Album) -> None:
    first, second = groups(desk, album, 4, 3)
    leave_text(desk, first, "Willi")
    stays, comes = album.theirs(first), album.theirs(second)
    new = desk.session.entries.take_in(first, sorted(comes))
    entry = desk.entry(first)
    assert set(entry.group.face_ids) == stays | comes
    assert entry.card.person.face_count == 7
    desk.session.entries.leave_out(first, new)  # it was refused
    assert set(entry.group.face_ids) == stays
    assert waiting(desk, first) == "Willi"


def test_a_card_goes_before_its_faces_do_and_the_next_one_opens(desk: Desk, album: Album) -> None:
    made = groups(desk, album, 4, 3, 2)
    leave_text(desk, made[1], "Willi")
    desk.open(made[1])
    desk.drop(made[1], onto=made[0])
    assert (desk.open_id, list(desk.groups.ids)) == (made[2], [made[0], made[2]])
    desk.look()  # it is not written yet
    assert waiting(desk, made[1]) == ""
    desk.write()
    desk.undo()
    assert waiting(desk, made[1]) == "Willi"


# a restart, and what is refused


def test_a_face_that_was_taken_out_stays_out_when_a_refused_name_is_given_again(
    desk: Desk, album: Album
) -> None:
    (group,) = groups(desk, album, 3)
    willi = album.person("Willi")  # elsewhere, so the name is refused
    desk.open(group)
    left = desk.name_without_first("Willi")
    (out,) = album.theirs(group) - set(left)
    desk.write()
    assert desk.entry(group).is_refused
    album.step("Give", faces.assign, [out], album.person("Dora"))
    desk.undo()
    album.do(people.delete, willi)
    desk.retry()
    desk.write()
    assert album.name_of(group) == "Willi"
    assert album.theirs(group) == set(left)


@pytest.mark.parametrize("is_gone", [True, False])
def test_a_name_that_was_refused_is_given_again_to_the_faces_that_its_card_shows(
    desk: Desk, album: Album, is_gone: bool
) -> None:
    made = groups(desk, album, 4, 3, 2)
    asked = album.theirs(made[1])
    desk.open(made[1], "Willi")
    other = album.person("Willi")  # elsewhere, so the name is refused
    desk.enter()
    desk.write()
    name_elsewhere(album, other, "Otto")
    if is_gone:
        regroup(album, made[1])
    else:
        album.face(made[1])
    desk.look()
    entry = desk.entry(made[1])
    assert made[1] in desk.groups.ids
    assert (entry.text, entry.is_refused, entry.card.person.face_count) == ("Willi", True, 3)
    desk.retry()
    desk.write()
    named = desk.session.entries.person_of(made[1])
    assert (album.name_of(named), album.theirs(named)) == ("Willi", asked)


def test_texts_are_there_again_after_a_restart(desk: Desk, album: Album) -> None:
    first, second = groups(desk, album, 4, 3)
    alone = album.face()
    desk.look()
    leave_text(desk, first, "Willi")
    leave_text(desk, alone, "Eva")
    desk.open(second, "Car")
    typed = [desk.session.half_typed(each) for each in (desk.groups, desk.singles)]
    assert [{i: one.text for i, one in each.items()} for each in typed] == [
        {first: "Willi", second: "Car"},
        {alone: "Eva"},
    ]
    again = Desk(album.db)
    for cards, texts in zip((again.groups, again.singles), typed, strict=True):
        there = {each: cards.card(cards.row_of(each)) for each in texts}
        again.session.entries.wait_with(
            cards, texts, {each: card for each, card in there.items() if card}
        )
    again.look()
    assert [waiting(again, each) for each in (first, second, alone)] == ["Willi", "Car", "Eva"]
