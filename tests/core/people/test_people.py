"""Creating, changing, removing people: the rules of docs/api.md; and what may stand in a name."""

from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest

from kinfolk.core import names
from kinfolk.core.database import Database
from kinfolk.core.db import health
from kinfolk.core.db.models import AssetState, Face
from kinfolk.core.db.storage import connect
from kinfolk.core.people import people, people_lists
from kinfolk.core.people.people import Created
from kinfolk.core.people.people_lists import PeopleQuery
from kinfolk.core.people.person_fields import UNCHANGED
from kinfolk.core.photos import library
from kinfolk.errors import Invalid, NameTaken
from tests.album import Album


def create(album: Album, **fields: object) -> Created:
    return album.do(people.create, **fields)  # type: ignore[arg-type]


def test_photos_are_counted_once_and_only_if_they_are_there(album: Album) -> None:
    eva = album.person("Eva")
    photo = album.photo()
    for asset_id in (photo, photo, album.photo(state=AssetState.MISSING)):
        album.face(eva, asset_id=asset_id)
    album.edit(Face, album.face(eva), seen_in="a picture of before")
    assert (album.who(eva).asset_count, album.who(eva).face_count) == (1, 4)


def test_photos_without_a_face_of_theirs_count_as_well(album: Album) -> None:
    eva = album.person("Eva")
    both, other, missing = album.photo(), album.photo(), album.photo(state=AssetState.MISSING)
    album.face(eva, asset_id=both)
    for asset_id in (both, other, missing):
        album.presence(eva, asset_id)
    album.presence(eva, album.photo(), seen_in="a picture of before")
    assert (album.who(eva).asset_count, album.who(eva).face_count) == (2, 1)


def test_who_has_a_name_already_is_nobody_new(album: Album) -> None:
    made = create(album, name="Eva")
    again = create(album, name="eva")
    with album.db.read() as session:
        assert people.only_new(session, made) == made.person
        with pytest.raises(NameTaken, match="Eva"):
            people.only_new(session, again)


def test_a_merge_takes_what_its_screen_showed_and_what_was_chosen(album: Album) -> None:
    group, other = album.group(faces=2), album.group(faces=0)
    seen = [album.face(other) for _ in range(2)]
    late = album.face(other)  # a scan: no one has seen it there
    kept = replace(UNCHANGED, thumbnail_face_id=seen[0])
    shown = {other: seen}
    written = album.db.write(lambda s: people.merge_keeping(s, group, [other], kept, shown))
    merged = written.result().result
    assert merged is not None
    assert (merged.id, merged.face_count, merged.thumbnail_face_id) == (group, 4, seen[0])
    assert album.seen(late).person_id not in (None, group, other)


FINE = ["R&D", "<b>", "Zoë", "李", "👩‍👩‍👧", "O'Brien", "a" * names.LONGEST]


@pytest.mark.parametrize("name", ["E\x1bva", "Ev\na", "Eva\udfff"])
def test_a_name_is_one_line_of_text(album: Album, name: str) -> None:
    eva, changes = album.person("Eva"), replace(UNCHANGED, name=name)
    for work in (
        lambda s: people.create(s, name=name),
        lambda s: people.update(s, eva, changes),
        lambda s: people.bulk_update(s, [(eva, changes)]),
        lambda s: library.create(s, name=name),
        lambda s: library.update(s, album.library_id, replace(library.UNCHANGED, name=name)),
    ):
        with album.unchanged(), pytest.raises(Invalid, match="a single line of text") as refused:
            album.step("Hostile", work)
        assert refused.value.field == "name"


def test_as_many_as_a_page_has_are_changed_at_once(
    album: Album, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(people, "MAX_PAGE", 2)
    changes = [(album.person(name), replace(UNCHANGED, is_hidden=True)) for name in ("A", "B", "C")]
    album.do(people.bulk_update, changes[:2])
    assert [album.who(person_id).is_hidden for person_id, _ in changes] == [True, True, False]
    with pytest.raises(Invalid, match="At most 2 people"):
        album.do(people.bulk_update, changes)


@pytest.mark.parametrize("name", FINE)
def test_other_names_are_taken_as_they_are(album: Album, name: str) -> None:
    made = album.do(people.create, name=name).person
    assert made.name == name
    assert album.do(library.create, name=name).name == name


@pytest.mark.parametrize("name", [*FINE, "Anna \ufe0f", "\ufe0f Anna"])
def test_a_name_that_is_taken_is_no_damage(album: Album, tmp_path: Path, name: str) -> None:
    album.person(name)
    with closing(connect(tmp_path / "library.db")) as connection:
        assert health.damage(connection) == []


def test_nobody_is_found_by_half_a_character(db: Database, album: Album) -> None:
    assert album.ask(people.find_by_name, "\udcff", None) is None
    with pytest.raises(Invalid, match="can’t be stored"):
        album.ask(people_lists.page, PeopleQuery(name="\udcff"))
    with db.read() as session:  # and the library goes on
        assert people_lists.page(session, PeopleQuery()).data == []


def test_nobody_gets_a_name_that_looks_like_anothers(album: Album) -> None:
    anna, ben = album.person("Anna Bell"), album.person("\u202eBen\u202c")
    assert album.ask(people.get, ben).name == "Ben"
    for alike in ("\u2066Anna Bell\u2069", "Anna\u00ad Bell", "\u3164anna bell"):
        assert album.person(alike) == anna
        renamed = replace(UNCHANGED, name=alike)
        with pytest.raises(NameTaken) as taken:
            album.do(people.update, person_id=ben, changes=renamed)
        assert taken.value.person_id == anna
