"""Several names of files are decided at once: one face gets one of them, or none."""

from collections.abc import Callable
from typing import Any

import pytest
from sqlalchemy import select
from sqlmodel import Session, col

from kinfolk.core.db.models import (
    Asset,
    AssignedBy,
    ClaimState,
    Face,
    NameClaim,
    Person,
    Presence,
    Rejection,
)
from kinfolk.core.faces import faces, presence
from kinfolk.core.names_in_files import claims
from kinfolk.errors import Conflict, NotFound
from tests.album import Album

BOX: dict[str, Any] = {"x": 50, "y": 60, "w": 40, "h": 40}


def decide(album: Album, do: Callable[..., None], *claim_ids: str) -> None:
    album.step("Decide", do, claim_ids=claim_ids)


def states(album: Album) -> list[ClaimState]:
    return [each.state for each in album.ask(claims.listing)]


def owners(album: Album, asset_id: str) -> list[str | None]:
    """Who has the photo's faces."""
    theirs = col(Person.id) == col(Face.person_id)
    query = select(col(Person.name)).select_from(Face).outerjoin(Person, theirs)
    with album.db.read() as session:
        return list(session.execute(query.where(col(Face.asset_id) == asset_id)).scalars())


def refused(album: Album) -> list[str | None]:
    """Whom faces were said not to be."""
    with album.db.read() as session:
        query = select(col(Person.name)).join(Rejection, col(Rejection.person_id) == col(Person.id))
        return list(session.execute(query).scalars())


def test_two_names_of_one_face_are_not_both_taken(album: Album) -> None:
    photo = album.photo()
    face = album.face(asset_id=photo)
    both = [album.claim(name, face) for name in ("Anna", "Ben")]
    with (
        album.unchanged(),
        pytest.raises(Conflict, match="“Anna” and “Ben” are two names for one face"),
    ):
        decide(album, claims.take, *both)
    decide(album, claims.take, both[0])
    assert owners(album, photo) == ["Anna"]
    assert (states(album), refused(album)) == ([ClaimState.AGREED, ClaimState.REFUSED], [])


def test_nor_of_one_box_without_a_face(album: Album) -> None:
    photo = album.photo()
    both = [album.claim(name, asset_id=photo, **BOX) for name in ("Anna", "Ben")]
    with pytest.raises(Conflict, match="two names for one face"):
        decide(album, claims.take, *both)
    decide(album, claims.take, both[1])
    assert owners(album, photo) == ["Ben"]
    assert sorted(states(album)) == [ClaimState.AGREED, ClaimState.REFUSED]


@pytest.mark.parametrize("has_face", [True, False])
def test_one_name_that_two_files_say_is_taken_once(album: Album, has_face: bool) -> None:
    photo = album.photo()
    where = {"face_id": album.face(asset_id=photo)} if has_face else BOX
    both = [album.claim(name, asset_id=photo, **where) for name in ("Eva", "eva")]
    decide(album, claims.take, *both)
    assert owners(album, photo) == ["Eva"]
    assert states(album) == [ClaimState.AGREED] * 2


def test_two_names_for_one_person_are_no_two_names(album: Album) -> None:
    """Mum is Anna: what files called her was taken for Anna before."""
    known = album.photo()
    anna = album.person("Anna")
    mum = album.face(anna, asset_id=known, by=AssignedBy.USER)
    album.claim("Mum", mum, state=ClaimState.TAKEN)
    photo = album.photo()
    face = album.face(asset_id=photo)
    decide(album, claims.take, *(album.claim(name, face) for name in ("Mum", "Anna")))
    assert owners(album, photo) == ["Anna"]


def test_what_was_taken_out_of_the_group_is_not_who_is_taken(album: Album) -> None:
    photo, group = album.photo(), album.group(faces=0)
    face, wrong = album.face(group, asset_id=photo), album.face(group)
    album.do(faces.detach, [wrong])
    decide(album, claims.take, album.claim("Anna", face))
    assert (owners(album, photo), refused(album)) == (["Anna"], ["Anna"])


def test_who_is_in_the_photo_already_is_not_put_there_again(album: Album) -> None:
    photo, anna, ben = album.photo(), album.person("Anna"), album.person("Ben")
    there = album.presence(anna, photo)  # whatever the picture
    album.edit(Asset, photo, picture="this")
    decide(album, claims.take, *(album.claim(name, asset_id=photo) for name in ("Anna", "Ben")))
    assert album.ask(presence.in_photos, [photo]) == {photo: [anna, ben]}
    assert album.row(Presence, there).person_id == anna


def test_one_no_for_one_name_that_two_files_say(album: Album) -> None:
    eva = album.person("Eva")
    album.person("Anna")
    photo = album.photo()
    face = album.face(eva, asset_id=photo, by=AssignedBy.USER)
    decide(album, claims.refuse, *(album.claim("Anna", face) for _ in range(2)))
    assert (states(album), refused(album)) == ([ClaimState.REFUSED] * 2, ["Anna"])
    assert album.ask(faces.get, face).person_id == eva


def test_a_name_that_no_file_says_any_more_is_told_in_words(album: Album) -> None:
    gone = album.claim("Anna", asset_id=album.photo())
    album.do(Session.delete, album.row(NameClaim, gone))
    for do in (claims.take, claims.refuse):
        with pytest.raises(NotFound, match="No file contains that name any more"):
            decide(album, do, gone)


def test_a_list_is_of_one_library(album: Album) -> None:
    mine, others = album.photo(), album.photo(library_id=album.library())
    album.claim("Anna", asset_id=mine)
    album.claim("Ben", asset_id=others)
    assert [each.name for each in album.ask(claims.listing, album.library_id)] == ["Anna"]
    assert {each.name for each in album.ask(claims.listing)} == {"Anna", "Ben"}
