"""Several names of files are decided at once: one face gets one of them, or none."""

from collections.abc import Callable

import pytest
from sqlalchemy import select
from sqlmodel import col

from kinfolk.core import ids
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
from kinfolk.core.faces.faces import Box
from kinfolk.core.names_in_files import claims
from kinfolk.errors import Conflict, NotFound
from kinfolk.metadata.region import NameSource
from tests.album import Album

BOX = Box(50, 60, 40, 40)


def claim(
    album: Album,
    asset_id: str,
    name: str,
    face_id: str | None = None,
    *,
    box: Box | None = None,
    state: ClaimState = ClaimState.OPEN,
) -> str:
    """A file says it, and the user is asked."""
    row = NameClaim(
        id=ids.new("claim"),
        asset_id=asset_id,
        name=name,
        seen_in="",
        form=NameSource.MWG,
        file=f"{name}.xmp",
        state=state,
        face_id=face_id,
    )
    if box is not None:
        row.x, row.y, row.w, row.h = box.x, box.y, box.w, box.h
    return album.add(row)


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
    both = [claim(album, photo, name, face) for name in ("Anna", "Ben")]
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
    both = [claim(album, photo, name, box=BOX) for name in ("Anna", "Ben")]
    with pytest.raises(Conflict, match="two names for one face"):
        decide(album, claims.take, *both)
    decide(album, claims.take, both[1])
    assert owners(album, photo) == ["Ben"]
    assert sorted(states(album)) == [ClaimState.AGREED, ClaimState.REFUSED]


@pytest.mark.parametrize("has_face", [True, False])
def test_one_name_that_two_files_say_is_taken_once(album: Album, has_face: bool) -> None:
    photo = album.photo()
    face = album.face(asset_id=photo) if has_face else None
    box = None if has_face else BOX
    decide(
        album, claims.take, *(claim(album, photo, name, face, box=box) for name in ("Eva", "eva"))
    )
    assert owners(album, photo) == ["Eva"]
    assert states(album) == [ClaimState.AGREED] * 2


def test_two_names_for_one_person_are_no_two_names(album: Album) -> None:
    """Mum is Anna: what files called her was taken for Anna before."""
    known = album.photo()
    anna = album.person("Anna")
    mum = album.face(anna, asset_id=known, by=AssignedBy.USER)
    claim(album, known, "Mum", mum, state=ClaimState.TAKEN)
    photo = album.photo()
    face = album.face(asset_id=photo)
    decide(album, claims.take, *(claim(album, photo, name, face) for name in ("Mum", "Anna")))
    assert owners(album, photo) == ["Anna"]


def test_what_was_taken_out_of_the_group_is_not_who_is_taken(album: Album) -> None:
    photo, group = album.photo(), album.group(faces=0)
    face, wrong = album.face(group, asset_id=photo), album.face(group)
    album.do(faces.detach, [wrong])
    decide(album, claims.take, claim(album, photo, "Anna", face))
    assert (owners(album, photo), refused(album)) == (["Anna"], ["Anna"])


def test_who_is_in_the_photo_already_is_not_put_there_again(album: Album) -> None:
    photo, anna, ben = album.photo(), album.person("Anna"), album.person("Ben")
    there = album.presence(anna, photo)  # whatever the picture
    album.edit(Asset, photo, picture="this")
    decide(album, claims.take, *(claim(album, photo, name) for name in ("Anna", "Ben")))
    assert album.ask(presence.in_photos, [photo]) == {photo: [anna, ben]}
    assert album.row(Presence, there).person_id == anna


def test_one_no_for_one_name_that_two_files_say(album: Album) -> None:
    eva = album.person("Eva")
    album.person("Anna")
    photo = album.photo()
    face = album.face(eva, asset_id=photo, by=AssignedBy.USER)
    decide(album, claims.refuse, *(claim(album, photo, "Anna", face) for _ in range(2)))
    assert (states(album), refused(album)) == ([ClaimState.REFUSED] * 2, ["Anna"])
    assert album.ask(faces.get, face).person_id == eva


def test_a_name_that_no_file_says_any_more_is_told_in_words(album: Album) -> None:
    gone = claim(album, album.photo(), "Anna")
    album.db.write(lambda s: s.delete(s.get_one(NameClaim, gone))).result()
    for do in (claims.take, claims.refuse):
        with pytest.raises(NotFound, match="No file contains that name any more"):
            decide(album, do, gone)


def test_a_list_is_of_one_library(album: Album) -> None:
    mine, others = album.photo(), album.photo(library_id=album.library())
    claim(album, mine, "Anna")
    claim(album, others, "Ben")
    assert [each.name for each in album.ask(claims.listing, album.library_id)] == ["Anna"]
    assert {each.name for each in album.ask(claims.listing)} == {"Anna", "Ben"}
