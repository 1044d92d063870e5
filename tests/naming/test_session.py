"""Naming without a window: what a key decides, what stays on a card, and what an undo restores."""

from collections.abc import Callable
from dataclasses import replace

import pytest
from sqlalchemy import text

from kinfolk.core.actions import Act, Action
from kinfolk.core.faces import faces
from kinfolk.core.people import people
from kinfolk.core.people.person_fields import UNCHANGED
from kinfolk.errors import Conflict
from tests.album import Album
from tests.naming.desk import Desk


def groups(desk: Desk, album: Album, *sizes: int) -> list[str]:
    """Add groups of these sizes, and show them."""
    made = [album.group(faces=size) for size in sizes]
    desk.look()
    return made


def theirs(album: Album, person_id: str) -> set[str]:
    with album.db.read() as session:
        return set(faces.ids(session, person_id=person_id))


def waiting(desk: Desk, card_id: str) -> str:
    """Return the text on a card that is not open."""
    entry = desk.session.entries.get(card_id)
    return entry.text if entry is not None and entry.waits else ""


def leave_text(desk: Desk, card_id: str, typed: str) -> None:
    """Type something and go elsewhere."""
    desk.open(card_id)
    desk.type(typed)
    desk.session.leave()


def name_elsewhere(album: Album, person_id: str, name: str) -> None:
    change, action = replace(UNCHANGED, name=name), Action.of(Act.NAME, name=name)
    album.db.write(lambda s: people.update(s, person_id, change), label=action).result()


def merge_elsewhere(album: Album, goes: str, stays: str) -> None:
    action = Action.of(Act.MERGE, groups=1)
    album.db.write(lambda s: people.merge(s, stays, [goes]), label=action).result()


def decide_merge(album: Album, goes: str, stays: str) -> None:
    merge_elsewhere(album, goes, stays)


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


def test_enter_on_the_last_group_opens_the_first_single_face(desk: Desk, album: Album) -> None:
    (group,) = groups(desk, album, 2)
    face = album.face()
    desk.look()
    desk.open(group)
    desk.enter("Willi")
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
    desk.open(made[0])
    desk.type("Wil")
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
    assert len(theirs(album, eva)) == 1


def test_escape_drops_what_was_typed(desk: Desk, album: Album) -> None:
    (group,) = groups(desk, album, 2)
    desk.open(group)
    desk.type("Wil")
    desk.session.cancel()
    assert (desk.open_id, list(desk.session.entries.held)) == (None, [])


# whose name it is


@pytest.mark.parametrize("is_seen", [True, False])
def test_faces_are_added_to_somebody_only_if_that_was_on_the_screen(
    desk: Desk, album: Album, is_seen: bool
) -> None:
    eva = album.person("Eva", faces=1)
    made = groups(desk, album, 3, 2)
    desk.open(made[0])
    desk.type("eva")
    assert desk.session.namesake is not None
    assert desk.session.namesake.name == "Eva"
    desk.enter(is_seen=is_seen)
    assert desk.open_id == made[1]
    desk.write()
    assert len(theirs(album, eva)) == (4 if is_seen else 1)
    assert waiting(desk, made[0]) == ("" if is_seen else "eva")


def test_a_name_given_a_moment_ago_is_somebodys_too(desk: Desk, album: Album) -> None:
    made = groups(desk, album, 3, 2)
    shown = theirs(album, made[0]) | theirs(album, made[1])
    desk.open(made[0])
    desk.enter("Willi")
    desk.type("Willi")
    assert desk.session.namesake is not None
    assert desk.session.namesake.face_id in theirs(album, made[0])
    desk.enter()
    desk.write()
    assert theirs(album, made[0]) == shown


def test_two_people_of_one_name_are_told_apart(desk: Desk, album: Album) -> None:
    album.person("Eva", faces=1)
    ben = album.person("Ben")
    made = groups(desk, album, 3, 2)
    with album.db.read() as session:
        photos = [faces.get(session, each).asset_id for each in theirs(album, made[0])]
    for photo in photos[:2]:
        album.face(ben, asset_id=photo)
    for group, name, word in ((made[0], "Eva, with Ben", "with Ben"), (made[1], "Eva 2", "2")):
        desk.open(group)
        desk.type("Eva")
        assert desk.session.apart("with {}") == (name, word)
    desk.type("Nobody")
    assert desk.session.apart("with {}") is None


def test_a_name_taken_between_typing_and_writing_is_refused(desk: Desk, album: Album) -> None:
    made = groups(desk, album, 3, 2)
    desk.open(made[0])
    desk.type("Eva")
    eva = album.person("Eva", faces=1)
    desk.enter()
    desk.write()
    entry = desk.session.entries.get(made[0])
    assert entry is not None
    assert (entry.text, entry.is_refused, bool(entry.problem)) == ("Eva", True, True)
    assert len(theirs(album, eva)) == 1
    desk.open(made[0])  # and is asked about
    assert desk.session.namesake is not None
    desk.enter()
    desk.write()
    assert len(theirs(album, eva)) == 4


# a likely name


def test_a_likely_name_is_selected_text_until_enter(desk: Desk, album: Album) -> None:
    eva = album.person("Eva", faces=1)
    made = groups(desk, album, 4, 3, 2)
    with album.db.read() as session:
        desk.questions.told = dict.fromkeys(made, people.get(session, eva))
    desk.open(made[0])
    assert (desk.session.text, desk.session.is_guess) == ("Eva", True)
    desk.tab()  # passed over: it is nobody's word
    assert list(desk.session.entries.held) == [made[1]]
    desk.enter(is_seen=False)  # nobody has seen what Enter would do
    assert (desk.open_id, list(desk.session.entries.held)) == (made[2], [made[2]])
    desk.enter()
    desk.write()
    assert len(theirs(album, eva)) == 3


def test_a_likely_name_arrives_only_where_nothing_was_typed(desk: Desk, album: Album) -> None:
    eva = album.person("Eva", faces=1)
    made = groups(desk, album, 3, 2)
    desk.open(made[0])
    with album.db.read() as session:
        desk.questions.told = dict.fromkeys(made, people.get(session, eva))
    desk.type("W")
    desk.type("")
    assert not desk.session.guess_again()
    assert desk.session.text == ""
    desk.questions.told.clear()
    desk.tab()
    with album.db.read() as session:
        desk.questions.told = dict.fromkeys(made, people.get(session, eva))
    assert desk.session.guess_again()
    assert (desk.session.text, desk.session.is_guess) == ("Eva", True)


# what was decided meanwhile


def test_a_name_is_for_the_faces_that_the_card_shows(desk: Desk, album: Album) -> None:
    (group,) = groups(desk, album, 3)
    shown = theirs(album, group)
    desk.open(group)
    late = album.face(group)
    desk.look()
    desk.enter("Willi")
    desk.write()
    assert theirs(album, group) == shown
    with album.db.read() as session:
        assert faces.get(session, late).person_id != group


def test_a_group_that_is_gone_gets_its_name_all_the_same(desk: Desk, album: Album) -> None:
    made = groups(desk, album, 3, 2)
    shown = theirs(album, made[0])
    desk.open(made[0])
    desk.type("Willi")
    album.db.write(lambda s: people.delete(s, made[0])).result()
    desk.look()
    assert list(desk.groups.ids) == made
    desk.enter()
    desk.write()
    assert theirs(album, desk.session.entries.person_of(made[0])) == shown


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
    entry = desk.session.entries.get(made[1])
    assert entry is not None
    assert (entry.text, entry.is_given, entry.can_be_undone) == ("Anna", True, False)
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
    desk.open(face)
    desk.type("Ku")
    album.db.write(lambda s: faces.assign(s, [face], eva), label="Move").result()
    desk.ignore()
    desk.write()
    assert face in theirs(album, eva)
    entry = desk.session.entries.get(face)
    assert entry is not None
    assert (entry.text, entry.is_refused) == ("Ku", True)


def test_a_text_waits_where_a_scan_makes_its_group_anew(desk: Desk, album: Album) -> None:
    made = groups(desk, album, 3, 2)
    leave_text(desk, made[0], "Willi")
    shown, anew = theirs(album, made[0]), album.group(faces=0)
    move = text("UPDATE face SET person_id = :anew WHERE person_id = :gone")
    values = {"anew": anew, "gone": made[0]}
    album.db.write(lambda s: s.execute(move, values)).result()
    album.db.write(lambda s: people.delete(s, made[0])).result()
    desk.look()
    assert waiting(desk, made[0]) == "Willi"
    desk.open(made[0])
    desk.enter()
    desk.write()
    assert theirs(album, desk.session.entries.person_of(made[0])) == shown


@pytest.mark.parametrize("decide", [decide_merge, decide_name])
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
    desk.open(third)
    desk.type("Car")
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


# undo


def test_undo_on_a_ghost_takes_that_name_back_and_no_newer_one(desk: Desk, album: Album) -> None:
    made = groups(desk, album, 4, 3, 2)
    desk.open(made[0])
    desk.enter("Willi")
    desk.enter("Carla")
    desk.type("Je")
    desk.write()
    desk.take_back(made[0])
    assert [album.name_of(each) for each in made] == [None, "Carla", None]
    assert (desk.open_id, desk.session.text) == (made[2], "Je")  # who types goes on
    desk.session.cancel()
    desk.take_back(made[1])
    assert desk.open_id == made[1]  # nobody types: the card has the keys


def test_a_name_that_is_not_written_yet_is_taken_back_once_it_is(desk: Desk, album: Album) -> None:
    made = groups(desk, album, 4, 3)
    desk.open(made[0])
    desk.enter("Willi")
    desk.take_back(made[0])
    desk.write()
    assert album.name_of(made[0]) is None
    assert not desk.session.entries.is_given(made[0])


def test_a_ghost_that_somebody_joined_since_keeps_its_name(desk: Desk, album: Album) -> None:
    made = groups(desk, album, 3, 2)
    desk.open(made[0])
    desk.enter("Willi")
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
    desk.open(made[0])
    desk.enter("Willi")
    desk.write()
    desk.undo()
    assert (desk.open_id, desk.session.entries.named) == (made[0], [])
    desk.redo()
    assert (desk.open_id, desk.session.entries.named) == (made[1], made[:1])
    entry = desk.session.entries.get(made[0])
    assert entry is not None
    assert (entry.text, entry.can_be_undone) == ("Willi", True)


def test_an_ignored_card_comes_back_with_undo_to_the_bit(desk: Desk, album: Album) -> None:
    made = groups(desk, album, 3, 2)
    before = album.dump()
    desk.open(made[0])
    desk.ignore()
    desk.write()
    entry = desk.session.entries.get(made[0])
    assert entry is not None
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
    shown = theirs(album, second)
    merge_elsewhere(album, second, first)
    album.db.undo().result()
    desk.look()
    desk.open(second)
    desk.type("William")
    album.db.redo().result()  # nobody here has asked for it
    desk.look()
    assert (desk.open_id, desk.session.text) == (second, "William")
    desk.enter()
    desk.write()
    named = desk.session.entries.person_of(second)
    assert (album.name_of(named), theirs(album, named)) == ("William", shown)
    assert album.name_of(first) is None


@pytest.mark.parametrize("typed", ["", "An"])
def test_a_card_that_has_none_of_its_faces_left_is_left(
    desk: Desk, album: Album, typed: str
) -> None:
    """Undone is what brought them to a group that a scan has given others since."""
    first, second = groups(desk, album, 3, 2)
    moved, others = theirs(album, second), theirs(album, first)

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
    assert theirs(album, first) == moved | others
    assert waiting(desk, first) == typed


# faces that are dropped on a card, or go elsewhere


def test_a_card_with_a_text_shows_at_once_what_is_dropped_on_it(desk: Desk, album: Album) -> None:
    first, second = groups(desk, album, 4, 3)
    leave_text(desk, first, "Willi")
    stays, comes = theirs(album, first), theirs(album, second)
    new = desk.session.entries.take_in(first, sorted(comes))
    entry = desk.session.entries.get(first)
    assert entry is not None
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


def test_texts_are_there_again_after_a_restart(desk: Desk, album: Album) -> None:
    first, second = groups(desk, album, 4, 3)
    alone = album.face()
    desk.look()
    leave_text(desk, first, "Willi")
    leave_text(desk, alone, "Eva")
    desk.open(second)
    desk.type("Car")
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
