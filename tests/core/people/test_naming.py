"""A name is for exactly the faces a card showed, whatever a scan or somebody else did meanwhile."""

from dataclasses import replace
from functools import partial

import pytest
from sqlmodel import Session

from kinfolk.core.db.models import AssignedBy, Face
from kinfolk.core.faces import faces
from kinfolk.core.people import naming, people
from kinfolk.core.people.naming import Given, Shown
from kinfolk.core.people.people import Person
from kinfolk.core.people.person_fields import UNCHANGED
from kinfolk.errors import Ambiguous, Conflict, NameTaken, NotFound
from tests.album import Album, undo_label


def shown(album: Album, group: str) -> Shown:
    with album.db.read() as session:
        found = naming.shown(session, group)
    assert found is not None
    return found


def give(album: Album, group: Shown, name: str, *, joins: bool = False) -> Person:
    def work(session: Session) -> Person:
        return naming.give_name(session, Given(group, name, name if joins else None))

    return album.db.write(work, label="Name").result().result


def test_a_group_that_is_as_it_was_gets_the_name(album: Album) -> None:
    group = album.group(faces=3)
    named = give(album, shown(album, group), "Willi")
    assert (named.id, named.name, named.face_count) == (group, "Willi", 3)
    with album.db.read() as session:
        owners = {faces.get(session, each).assigned_by for each in album.theirs(group)}
    assert owners == {AssignedBy.USER}


def test_faces_that_came_meanwhile_wait_in_a_group_of_their_own(album: Album) -> None:
    group = album.group(faces=2)
    seen = shown(album, group)
    late = {album.face(group), album.face(group)}
    before = album.dump()
    named = give(album, seen, "Willi")
    assert album.theirs(named.id) == set(seen.face_ids)
    with album.db.read() as session:
        [other] = {faces.get(session, each).person_id for each in late}
        assert other is not None
        rest = people.get(session, other)
    assert (rest.name, album.theirs(rest.id)) == (None, late)
    album.db.undo().result()
    assert album.dump() == before


@pytest.mark.parametrize("joins", [False, True])
def test_faces_grouped_anew_are_named_all_the_same_and_none_beside_them(
    album: Album, joins: bool
) -> None:
    old, one, other = album.group(faces=3), album.group(faces=1), album.group(faces=1)
    seen = shown(album, old)
    if joins:
        album.person("Willi", faces=1)
    for place, face_id in enumerate(seen.face_ids):
        new = (one, one, other)[place]
        album.db.write(partial(_put, face_id=face_id, person_id=new)).result()
    album.db.write(lambda s: people.delete(s, old)).result()
    strangers = (album.theirs(one) | album.theirs(other)) - set(seen.face_ids)
    named = give(album, seen, "Willi", joins=joins)
    assert album.theirs(named.id) >= set(seen.face_ids)
    assert named.face_count == len(seen.face_ids) + joins
    assert not strangers & album.theirs(named.id)


def test_a_face_that_has_gone_leaves_the_rest(album: Album) -> None:
    group = album.group(faces=3)
    seen = shown(album, group)
    album.db.write(lambda s: faces.delete(s, seen.face_ids[0])).result()
    assert album.theirs(give(album, seen, "Willi").id) == set(seen.face_ids[1:])
    for face_id in seen.face_ids[1:]:
        album.db.write(partial(faces.delete, face_id=face_id)).result()
    with pytest.raises(NotFound, match="no longer exist"):
        give(album, seen, "Carla")


def test_what_somebody_named_meanwhile_is_not_renamed(album: Album) -> None:
    group = album.group(faces=2)
    seen = shown(album, group)
    album.db.write(lambda s: people.update(s, group, replace(UNCHANGED, name="Anna"))).result()
    before = album.dump()
    with pytest.raises(Conflict, match="moved to Anna in the meantime"):
        give(album, seen, "Willi")
    assert album.dump() == before
    with album.db.read() as session:
        assert naming.shown(session, group) is None


def test_one_face_that_somebody_was_given_meanwhile_is_not_taken_back(album: Album) -> None:
    group, anna = album.group(faces=3), album.person("Anna")
    seen = shown(album, group)
    album.db.write(lambda s: faces.assign(s, seen.face_ids[:1], anna)).result()
    with pytest.raises(Conflict, match="moved to Anna in the meantime"):
        give(album, seen, "Willi")
    assert album.theirs(anna) == {seen.face_ids[0]}


def test_the_word_of_the_user_comes_before_a_place_by_the_machine(album: Album) -> None:
    group, anna = album.group(faces=2), album.person("Anna")
    seen = shown(album, group)
    album.db.write(lambda s: _put(s, seen.face_ids[0], anna)).result()
    assert album.theirs(give(album, seen, "Willi").id) == set(seen.face_ids)


def test_nobody_becomes_part_of_somebody_unasked(album: Album) -> None:
    eva, group = album.person("Eva", faces=1), album.group(faces=2)
    seen = shown(album, group)
    with pytest.raises(NameTaken, match="There’s already someone named Eva") as refused:
        give(album, seen, "eva")
    assert (refused.value.person_id, refused.value.name) == (eva, "Eva")
    joined = give(album, seen, "eva", joins=True)
    assert (joined.id, joined.name, joined.face_count) == (eva, "Eva", 3)
    with album.db.read() as session:
        assert undo_label(session) == "Name"
    with pytest.raises(Conflict, match="No one is named Dora any more"):
        give(album, shown(album, album.group()), "Dora", joins=True)


def test_a_late_face_of_a_group_that_joins_somebody_stays_out(album: Album) -> None:
    eva, group = album.person("Eva", faces=1), album.group(faces=2)
    seen = shown(album, group)
    late = album.face(group)
    assert late not in album.theirs(give(album, seen, "Eva", joins=True).id)
    assert album.theirs(eva) > set(seen.face_ids)


def test_of_a_group_that_has_gone_the_faces_nobody_has_are_shown(album: Album) -> None:
    group, anna = album.group(faces=3), album.person("Anna")
    seen = shown(album, group).face_ids
    album.db.write(lambda s: people.delete(s, group)).result()
    album.db.write(lambda s: faces.assign(s, seen[:1], anna)).result()
    with album.db.read() as session:
        left = naming.shown(session, group, seen)
        assert left is not None
        assert left.face_ids == seen[1:]
        assert naming.shown(session, group, seen[:1]) is None


def _put(session: Session, face_id: str, person_id: str) -> None:
    face = session.get_one(Face, face_id)
    face.person_id, face.assigned_by = person_id, AssignedBy.AUTO


def test_a_namesake_of_another_library_is_somebody_else(album: Album) -> None:
    """The group may have gone meanwhile: its faces stay in the library they are of."""
    other = album.library()
    album.db.write(lambda s: people.create(s, name="Willi", library_id=other)).result()
    group = album.group(faces=2)
    seen = shown(album, group)
    album.db.write(lambda s: faces.detach(s, seen.face_ids), label="Detach").result()
    named = give(album, seen, "Willi")
    assert (named.library_id, album.theirs(named.id)) == (album.library_id, set(seen.face_ids))
    with album.db.read() as session, pytest.raises(Ambiguous) as refused:
        people.find_by_name(session, "willi", None)
    assert refused.value.message == "2 libraries contain a Willi."
    assert refused.value.hint == "Specify the person by id."
    with album.db.read() as session:
        found = people.find_by_name(session, "willi", other)
    assert found is not None
    assert found.library_id == other


def test_who_is_to_be_joined_must_still_be_there(album: Album) -> None:
    group = album.group(faces=2)
    with pytest.raises(Conflict, match=r"^No one is named Willi any more\.$") as refused:
        give(album, shown(album, group), " Willi ", joins=True)
    assert refused.value.hint == "Press Enter to create a new person."


def test_faces_that_are_the_users_word_for_that_person_already_join_with_the_rest(
    album: Album,
) -> None:
    group, willi = album.group(faces=3), album.person("Willi")
    seen = shown(album, group)
    first = seen.face_ids[0]
    album.db.write(lambda s: faces.assign(s, [first], willi), label="Move").result()
    assert give(album, seen, "Willi", joins=True).id == willi
    assert album.theirs(willi) == set(seen.face_ids)


def test_faces_that_were_given_away_or_are_gone_are_told_of(album: Album) -> None:
    group, eva = album.group(faces=2), album.person("Eva")
    seen = shown(album, group)
    album.db.write(lambda s: faces.assign(s, seen.face_ids, eva), label="Move").result()
    with pytest.raises(Conflict, match=r"^These faces have been moved to Eva in the meantime\.$"):
        give(album, seen, "Willi")
    for face in seen.face_ids:
        album.db.write(partial(faces.delete, face_id=face), label="Delete").result()
    with pytest.raises(NotFound, match=r"^These faces no longer exist\.$"):
        give(album, seen, "Willi")


def test_who_is_in_half_of_the_photos_is_company(album: Album) -> None:
    """Of those with a name who are not hidden, whoever is in most of them first."""
    group = album.group(faces=0)
    photos = [album.photo() for _ in range(4)]
    mine = [album.face(group, asset_id=photo) for photo in photos]
    for name, number in (("Ida", 2), ("Ben", 2), ("Eva", 3), ("Ulla", 1), ("Otto", 4), (None, 4)):
        person = album.person(name)
        for photo in photos[:number]:
            album.face(person, asset_id=photo)
            album.face(person, asset_id=photo)  # a mirror counts once
        if name == "Otto":
            hidden = replace(UNCHANGED, is_hidden=True)
            album.db.write(partial(people.update, person_id=person, changes=hidden)).result()
    with album.db.read() as session:
        assert naming.companions(session, mine) == ["Eva", "Ben", "Ida"]
        assert naming.companions(session, mine[3:]) == []
