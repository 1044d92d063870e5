"""Creating, changing, removing people: the rules of docs/api.md."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from kinfolk.core.db.models import AssetState, Face
from kinfolk.core.people import people
from kinfolk.core.people.people import Created
from kinfolk.core.people.person_fields import UNCHANGED
from kinfolk.errors import Invalid, NameTaken
from tests.album import Album

# What is said of each field.
SAID = {"name": "A name can’t be blank.", "birth_date": "A birth date can’t be in the future."}


def create(album: Album, **fields: object) -> Created:
    return album.do(people.create, **fields)  # type: ignore[arg-type]


def test_blank_names_and_dates_to_come_are_refused(album: Album) -> None:
    tomorrow = date.today() + timedelta(days=1)
    for fields, at_fault in (({"name": " "}, "name"), ({"birth_date": tomorrow}, "birth_date")):
        with pytest.raises(Invalid) as refused:
            create(album, **fields)
        assert refused.value.field == at_fault
        assert refused.value.message == SAID[at_fault]
    assert create(album, birth_date=date.today()).is_new


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


def test_somebody_without_a_face_is_merged_and_deleted_and_it_is_undone(album: Album) -> None:
    eva, ben = album.person("Eva"), album.person("Ben")
    first, second = album.photo(), album.photo()
    album.presence(eva, first)
    album.presence(eva, second)
    album.presence(ben, second)
    before = album.dump()
    album.step("Merge", people.merge, ben, [eva])
    assert album.who(ben).asset_count == 2
    album.step("Delete", people.delete, ben)
    for _ in range(2):
        album.db.undo().result()
    assert album.dump() == before
    assert (album.who(eva).asset_count, album.who(ben).asset_count) == (2, 1)


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
