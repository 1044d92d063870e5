"""Someone in a photo whose face cannot be seen: said, found, moved, taken back."""

from collections.abc import Callable
from dataclasses import replace

import pytest
from sqlmodel import Session

from kinfolk.core.db.models import Asset
from kinfolk.core.faces import assignment, faces, presence
from kinfolk.core.people import people
from kinfolk.core.people.person_fields import UNCHANGED
from kinfolk.core.photos import photos
from kinfolk.core.photos.photo_filter import PhotoFilter
from kinfolk.core.photos.photos import AssetsQuery
from kinfolk.errors import Invalid, NotFound
from tests.album import Album


def add(album: Album, photo: str, *person_ids: str) -> None:
    def work(session: Session) -> None:
        for person_id in person_ids:
            presence.add(session, photo, person_id)

    album.step("Add", work)


def there(album: Album, photo: str) -> list[str]:
    return album.ask(presence.in_photos, [photo]).get(photo, [])


def found(album: Album, person_id: str) -> list[str]:
    """The photos that a search for someone finds."""
    query = AssetsQuery(filter=PhotoFilter(all_of=(person_id,)))
    return [photo.id for photo in album.ask(photos.page, query).data]


def undone(album: Album, work: Callable[[Session], object]) -> None:
    """One step, which undo takes back to the bit."""
    before = album.dump()
    assert album.step("Do", work).step_id is not None
    album.check_undo(before)


def test_who_is_added_is_in_the_photo_until_taken_out(album: Album) -> None:
    photo, anna, ben = album.photo(), album.person("Anna"), album.person("Ben")
    undone(album, lambda s: presence.add(s, photo, ben))
    add(album, photo, anna)
    assert there(album, photo) == [anna, ben]
    assert found(album, anna) == found(album, ben) == [photo]
    undone(album, lambda s: presence.remove(s, photo, ben))
    assert there(album, photo) == [anna]
    assert found(album, ben) == []


def test_whoever_is_seen_there_is_not_added(album: Album) -> None:
    photo, anna = album.photo(), album.person("Anna")
    face = album.face(anna, asset_id=photo)
    with pytest.raises(Invalid, match="Anna is already in the photo"):
        add(album, photo, anna)
    album.do(faces.detach, [face])
    add(album, photo, anna)
    assert there(album, photo) == [anna]


def test_whoever_turns_out_to_be_seen_is_there_once(album: Album) -> None:
    photo, anna = album.photo(), album.person("Anna")
    add(album, photo, anna)
    face = album.face(None, asset_id=photo)
    album.do(faces.assign, [face], anna)
    assert there(album, photo) == []
    album.do(faces.detach, [face])
    assert there(album, photo) == [anna]


def test_nobody_of_another_library_and_no_photo_that_is_not_there(album: Album) -> None:
    anna = album.person("Anna")
    with pytest.raises(Invalid, match="another library"):
        add(album, album.photo(library_id=album.library()), anna)
    with pytest.raises(NotFound):
        add(album, "asset_none", anna)


def test_it_is_of_the_picture_that_the_photo_showed(album: Album) -> None:
    photo, anna = album.photo(), album.person("Anna")
    album.edit(Asset, photo, picture="one")
    add(album, photo, anna)
    album.edit(Asset, photo, picture="two")
    assert (there(album, photo), found(album, anna)) == ([], [])
    album.edit(Asset, photo, picture="one")
    assert (there(album, photo), found(album, anna)) == ([anna], [photo])
    album.edit(Asset, photo, picture="two")
    undone(album, lambda s: presence.add(s, photo, anna))
    assert there(album, photo) == [anna]


def test_who_loses_the_name_is_no_group_that_a_scan_makes_anew(album: Album) -> None:
    photo, anna = album.photo(), album.person("Anna")
    add(album, photo, anna)
    no_name = replace(UNCHANGED, name=None)
    album.do(people.update, anna, no_name)
    # As a scan does with groups that are left without a face.
    album.do(assignment.drop_empty, [anna], by_machine=True)
    assert there(album, photo) == [anna]
