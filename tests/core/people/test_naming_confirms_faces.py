"""Naming a group is the user's word for every face in it, whichever way it was said."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date

import pytest
from sqlmodel import Session

from kinfolk.core.db.models import AssignedBy, Face
from kinfolk.core.faces import faces
from kinfolk.core.people import people, review
from kinfolk.core.people.person_fields import UNCHANGED
from kinfolk.core.people.review import Answer
from tests.album import Album

Way = Callable[[Session, str, str], object]  # session, group, Eva

WAYS: dict[str, Way] = {
    "a name": lambda s, group, _: people.update(s, group, replace(UNCHANGED, name="Bob")),
    "a name beside other fields": lambda s, group, _: people.update(
        s, group, replace(UNCHANGED, is_favorite=True, name="Bob", birth_date=date(2000, 1, 1))
    ),
    "names in bulk": lambda s, group, eva: people.bulk_update(
        s, [(eva, replace(UNCHANGED, name=None)), (group, replace(UNCHANGED, name="Eva"))]
    ),
    "merged into somebody": lambda s, group, eva: people.merge(s, eva, [group]),
    "merged with somebody": lambda s, group, eva: people.merge(s, group, [eva]),
    "accepted as a whole": lambda s, group, eva: review.answer_pair(s, eva, group, Answer.YES),
    "accepted face by face": lambda s, group, eva: review.answer_faces(
        s, faces.ids(s, person_id=group), eva, Answer.YES
    ),
    "moved": lambda s, group, eva: faces.assign(s, faces.ids(s, person_id=group), eva),
    "a new person": lambda s, group, _: people.create(
        s, name="Bob", face_ids=faces.ids(s, person_id=group)
    ),
}


def placed(album: Album, face_ids: list[str]) -> list[tuple[AssignedBy | None, int | None]]:
    rows = [album.row(Face, face_id) for face_id in face_ids]
    return [(row.assigned_by, row.scan_id) for row in rows]


def ids(album: Album, person_id: str) -> list[str]:
    return album.ask(faces.ids, person_id=person_id)


@pytest.mark.parametrize("way", WAYS.values(), ids=WAYS)
def test_it_is_the_users_word_and_can_be_taken_back(album: Album, way: Way) -> None:
    eva, group = album.person("Eva", faces=1), album.group(faces=3)
    theirs, before = ids(album, group), album.dump()
    album.step("Name", way, group, eva)
    assert placed(album, theirs) == [(AssignedBy.USER, None)] * 3
    album.check_undo(before)


def test_what_the_machine_adds_to_somebody_later_stays_the_machines(album: Album) -> None:
    eva, group = album.group(), album.group()
    album.step("Name", people.update, eva, replace(UNCHANGED, name="Eva"))
    later = album.face(eva)
    for change in (
        replace(UNCHANGED, name="Evi"),
        replace(UNCHANGED, is_favorite=True),
        replace(UNCHANGED, birth_date=date(2000, 1, 1)),
    ):
        album.step("Change", people.update, eva, change)
    album.step("Merge", people.merge, eva, [group])
    assert placed(album, [later]) == [(AssignedBy.AUTO, None)]
    assert placed(album, ids(album, eva)).count((AssignedBy.USER, None)) == 4


def test_confirming_the_face_that_is_the_portrait_keeps_the_portrait(album: Album) -> None:
    eva = album.person("Eva", faces=2)
    portrait = ids(album, eva)[1]
    album.change(eva, thumbnail_face_id=portrait)
    album.step("Yes", review.answer_faces, [portrait], eva, Answer.YES)
    assert album.ask(people.get, eva).thumbnail_face_id == portrait
    assert placed(album, [portrait]) == [(AssignedBy.USER, None)]
