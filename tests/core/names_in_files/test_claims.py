"""Claims follow what becomes of faces, and are the user's word where they were refused."""

from dataclasses import replace

import pytest

from kinfolk.core.db.models import AssignedBy, ClaimState
from kinfolk.core.faces import faces
from kinfolk.core.faces.faces import Box
from kinfolk.core.names_in_files import claims
from kinfolk.core.people import people
from kinfolk.core.people.person_fields import UNCHANGED
from kinfolk.core.photos import places
from kinfolk.errors import Conflict
from kinfolk.metadata.region import NameSource
from tests.album import Album


@pytest.mark.parametrize("state", ClaimState)
def test_a_photo_whose_name_was_refused_is_spoken_of(album: Album, state: ClaimState) -> None:
    """A scan that made it again would take the name again."""
    face = album.face()
    album.claim("Anna", face, state=state)
    is_said = state in (ClaimState.REFUSED, ClaimState.LEFT)
    photo = album.ask(faces.get, face).asset_id
    assert (photo not in album.ask(places.undecided, [photo])) is is_said


def test_a_frame_that_is_moved_keeps_where_its_name_came_from(album: Album) -> None:
    anna = album.person("Anna")
    face = album.face(anna, by=AssignedBy.USER)
    album.claim("anna", face, state=ClaimState.TAKEN, form=NameSource.PICASA, file=".picasa.ini")
    face_id = album.decide(faces.reframe, face, Box(12, 22, 30, 40)).id
    origin = album.ask(claims.origins, [face_id])[face_id]
    assert (origin.by, origin.file) == ("Picasa", ".picasa.ini")
    before = album.dump()
    album.db.undo().result()
    album.db.redo().result()
    assert album.dump() == before


def test_it_does_while_its_person_is_merged_with_another(album: Album) -> None:
    """As long as they are called so: else the name is the user's."""
    anna, other = album.person("Anna"), album.person("Eva")
    face = album.face(anna, by=AssignedBy.USER)
    album.claim("Anna", face, state=ClaimState.TAKEN)
    album.step("Merge", people.merge, other, [anna])
    assert album.ask(claims.origins, [face]) == {}
    album.db.undo().result()
    assert list(album.ask(claims.origins, [face])) == [face]


def test_a_form_of_a_newer_version_is_one_of_xmp(album: Album) -> None:
    album.claim("Anna", album.face(), form="a newer form")
    (claim,) = album.ask(claims.to_decide, album.library_id)
    assert (claim.origin.told, claim.origin.form) == ("XMP", "a newer form")


def test_what_is_decided_is_not_decided_again(album: Album) -> None:
    eva = album.person("Eva")
    face = album.face(eva, by=AssignedBy.USER)
    claim_id = album.claim("Anna", face)
    album.step("Keep", claims.refuse, [claim_id])
    for do in (claims.take, claims.refuse):
        with pytest.raises(Conflict, match="already been decided") as told:
            album.do(do, claim_ids=[claim_id])
        assert told.value.hint == "Check the list again."
    assert album.ask(faces.get, face).person_id == eva


def test_what_became_the_users_word_is_nothing_to_decide(album: Album) -> None:
    face = album.face(album.person("Eva"), by=AssignedBy.USER)
    album.claim("Anna", face)
    assert [each.own for each in album.ask(claims.to_decide)] == ["Eva"]
    anna = album.person("ANNA")
    album.step("Anna", faces.assign, [face], anna)
    assert album.ask(claims.to_decide) == []


def test_nor_is_the_former_name_of_its_owner(album: Album) -> None:
    anna = album.person("Anna")
    album.claim("Anna", album.face(anna, by=AssignedBy.USER), state=ClaimState.TAKEN)
    face = album.face(album.person("Eva"), by=AssignedBy.USER)
    album.claim("Anna", face)
    album.step("Rename", people.update, anna, replace(UNCHANGED, name="Anna Smith"))
    assert [each.own for each in album.ask(claims.to_decide)] == ["Eva"]
    album.step("Anna", faces.assign, [face], anna)
    assert album.ask(claims.to_decide) == []
