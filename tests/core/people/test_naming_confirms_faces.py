"""What the machine adds to someone stays the machine’s word until the user confirms it."""

from dataclasses import replace
from datetime import date

from kinfolk.core.db.models import AssignedBy, Face
from kinfolk.core.faces import faces
from kinfolk.core.people import people, review
from kinfolk.core.people.person_fields import UNCHANGED
from kinfolk.core.people.review import Answer
from tests.album import Album


def placed(album: Album, face_ids: list[str]) -> list[tuple[AssignedBy | None, int | None]]:
    rows = [album.row(Face, face_id) for face_id in face_ids]
    return [(row.assigned_by, row.scan_id) for row in rows]


def ids(album: Album, person_id: str) -> list[str]:
    return album.ask(faces.ids, person_id=person_id)


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
