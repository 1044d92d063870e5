"""A file that says of one picture this and that, as its library has several files of it.

Its user's word comes before a scan's, and what it says both ways is told. Whatever it says, the
second import of it brings nothing.
"""

import random
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import replace

import pytest
from sqlalchemy import select
from sqlmodel import Session, col

from kinfolk.core.database import Database
from kinfolk.core.db.models import AssignedBy, Face, Person, Source, Verdict
from kinfolk.core.exchange import importing
from kinfolk.core.exchange.document import (
    Export,
    ExportedAnswer,
    ExportedFace,
    ExportedPerson,
    ExportedPhoto,
    NoFace,
)
from kinfolk.core.exchange.importing import Imported
from kinfolk.core.exchange.plan import Disagreement, DisagreementKind
from kinfolk.core.faces import faces, presence
from kinfolk.core.faces.faces import Box
from kinfolk.core.people import people, review
from kinfolk.core.people.person_fields import UNCHANGED
from kinfolk.core.people.review import Answer
from kinfolk.errors import AppError
from tests.album import Album, dump

ANNA, BEN, GROUP, OTHER_GROUP = 1, 2, 3, 4
HERE = (10, 20, 30, 40)  # where the album's faces are
AUTO = AssignedBy.AUTO


def file_of(*photos: ExportedPhoto) -> Export:
    named = ExportedPerson(ANNA, "Anna"), ExportedPerson(BEN, "Ben")
    groups = ExportedPerson(GROUP), ExportedPerson(OTHER_GROUP, is_hidden=True)
    return Export((*named, *groups), photos=photos)


def picture(
    content: str, *found: ExportedFace, no_faces: Sequence[NoFace] = (), present: Sequence[int] = ()
) -> ExportedPhoto:
    return ExportedPhoto(
        content, width=400, height=300, faces=found, no_faces=(*no_faces,), present=(*present,)
    )


def take_in(db: Database, export: Export) -> Imported:
    return db.write(lambda s: importing.bring_in(s, export), label="Import").result().result


def in_photo(db: Database, asset_id: str) -> list[tuple[str | None, Source]]:
    """Whose the faces of the photo are, and who made them, in the order of their ids."""
    with db.read() as session:
        found = faces.in_photos(session, [asset_id])[asset_id]
        names = {row.id: row.name for row in session.execute(select(Person)).scalars()}
    return [(names[each.person_id] if each.person_id else None, each.source) for each in found]


def test_a_name_and_no_face_in_two_files_of_a_picture(db: Database, album: Album) -> None:
    photo = album.photo()
    album.face(asset_id=photo)
    found = ExportedFace(HERE, person=ANNA, portrait_of=ANNA)
    told = take_in(db, file_of(picture(photo, found), picture(photo, no_faces=[HERE])))
    assert in_photo(db, photo) == [("Anna", Source.AUTOMATIC)]
    assert [(each.kind, each.name) for each in told.disagreements] == [
        (DisagreementKind.NO_FACE, "Anna")
    ]
    assert told.counts.answers == 0


def test_a_face_that_is_drawn_and_no_face_in_two_files(db: Database, album: Album) -> None:
    photo = album.photo()
    found = ExportedFace(HERE, person=ANNA, is_drawn=True)
    told = take_in(db, file_of(picture(photo, found), picture(photo, no_faces=[HERE])))
    assert in_photo(db, photo) == [("Anna", Source.MANUAL)]
    (one,) = told.disagreements
    assert (one.kind, one.name, one.face_id) == (DisagreementKind.NO_FACE, "Anna", None)


def test_no_face_in_two_files_of_a_picture(db: Database, album: Album) -> None:
    photo = album.photo()
    album.face(asset_id=photo)
    no_face = picture(photo, no_faces=[HERE])
    told = take_in(db, file_of(no_face, no_face))
    assert in_photo(db, photo) == []
    assert (told.disagreements, told.counts.answers) == ((), 1)


def test_no_face_stands_before_what_a_scan_has_placed(db: Database, album: Album) -> None:
    photo = album.photo()
    album.face(asset_id=photo)
    placed = picture(photo, ExportedFace(HERE, person=ANNA, by=AUTO))
    told = take_in(db, file_of(placed, picture(photo, no_faces=[HERE])))
    assert in_photo(db, photo) == []
    assert (told.disagreements, told.counts.placed) == ((), 0)


def test_no_stands_before_what_a_scan_has_placed(db: Database, album: Album) -> None:
    photo = album.photo()
    album.face(asset_id=photo)
    placed = picture(photo, ExportedFace(HERE, person=ANNA, by=AUTO))
    no = picture(photo, ExportedFace(HERE, answers=(ExportedAnswer(ANNA, Verdict.NO),)))
    told = take_in(db, file_of(placed, no))
    assert in_photo(db, photo) == [(None, Source.AUTOMATIC)]
    assert (told.disagreements, told.counts.answers, told.counts.placed) == ((), 1, 0)


@pytest.mark.parametrize("is_found", [True, False])
@pytest.mark.parametrize("number", [None, GROUP])
def test_two_faces_in_one_place_are_one(
    db: Database, album: Album, number: int | None, *, is_found: bool
) -> None:
    """An exporter with two rows for the same bytes wrote both faces under one picture."""
    photo = album.photo()
    if is_found:
        album.face(asset_id=photo)
    others = ExportedFace(HERE, person=number, by=AUTO)
    export = file_of(picture(photo, others, ExportedFace(HERE, person=ANNA), others))
    told = take_in(db, export)
    source = Source.AUTOMATIC if is_found else Source.MANUAL
    assert in_photo(db, photo) == [("Anna", source)]
    assert told.disagreements == ()
    before = dump(db)
    assert take_in(db, export).counts.is_nothing
    assert dump(db) == before


def test_two_names_in_one_place_are_told(db: Database, album: Album) -> None:
    photo = album.photo()
    said = ExportedFace(HERE, person=ANNA), ExportedFace(HERE, person=BEN)
    told = take_in(db, file_of(picture(photo, *said)))
    assert in_photo(db, photo) == [("Anna", Source.MANUAL)]
    assert [replace(each, photo="") for each in told.disagreements] == [
        Disagreement(DisagreementKind.WHO, "Ben", here="Anna")
    ]


def test_who_is_at_the_very_place_of_a_face_has_it(db: Database, album: Album) -> None:
    """Not whoever is listed first, in a box that was drawn around it."""
    photo = album.photo()
    album.face(asset_id=photo)
    around = ExportedFace((5, 15, 38, 50), person=BEN, is_drawn=True)
    told = take_in(db, file_of(picture(photo, around, ExportedFace(HERE, person=ANNA))))
    assert in_photo(db, photo) == [("Anna", Source.AUTOMATIC)]
    assert [(each.name, each.here) for each in told.disagreements] == [("Ben", "Anna")]


def test_somebody_without_name_and_face_comes_once(db: Database, album: Album) -> None:
    photo = album.photo()
    export = file_of(picture(photo, present=[GROUP]))
    take_in(db, export)
    before = dump(db)
    assert take_in(db, export).counts.is_nothing
    assert dump(db) == before


def test_a_box_that_reaches_out_of_the_photo_is_drawn_once(db: Database, album: Album) -> None:
    photo = album.photo()
    export = file_of(picture(photo, ExportedFace((-90, 0, 100, 100), person=ANNA)))
    take_in(db, export)
    assert take_in(db, export).counts.is_nothing
    assert in_photo(db, photo) == [("Anna", Source.MANUAL)]


class Chance(random.Random):
    """Any library, and any file."""

    SPOTS = (HERE, (12, 20, 30, 40), (200, 100, 50, 50), (205, 100, 50, 50), (300, 200, 20, 20))

    def one_of(self, number: float) -> bool:
        return self.random() < 1 / number

    def decide(self, session: Session, asset_id: str, whom: Sequence[str]) -> None:
        """What the user says in a photo here; what is refused is nothing."""
        for x, y, w, h in self.SPOTS[::2]:
            face = faces.create(session, asset_id=asset_id, box=Box(x, y, w, h))
            session.get_one(Face, face.id).source = self.choice(list(Source))
            session.flush()
            first, second = self.sample(whom, 2)
            with suppress(AppError):
                self.say(session, face.id, first)
                if self.one_of(4):
                    answer = self.choice([Answer.NO, Answer.UNSURE])
                    review.answer_faces(session, [face.id], second, answer)
                if self.one_of(6):
                    portrait = replace(UNCHANGED, thumbnail_face_id=face.id)
                    people.update(session, first, portrait)
                if self.one_of(6):
                    presence.add(session, asset_id, second)

    def say(self, session: Session, face_id: str, person_id: str) -> None:
        """That it is no face, or whose it is; or a scan does, or no one."""
        what = self.randrange(4)
        if what == 0:
            faces.delete(session, face_id)
        elif what == 1:
            faces.assign(session, [face_id], person_id)
        elif what == 2:
            row = session.get_one(Face, face_id)
            row.person_id, row.assigned_by = person_id, AUTO

    def face(self) -> ExportedFace:
        everybody = [ANNA, BEN, GROUP, OTHER_GROUP]
        answers = [ExportedAnswer(self.choice(everybody), self.choice(list(Verdict)))] * 2
        return ExportedFace(
            box=self.choice(self.SPOTS),
            person=self.choice([*everybody, None, None]),
            by=self.choice(list(AssignedBy)),
            is_drawn=self.one_of(5),
            portrait_of=self.choice(everybody) if self.one_of(4) else None,
            may_be_twice=self.one_of(10),
            answers=tuple(answers[: self.choice([0, 0, 0, 1, 2])]),
        )

    def file(self, contents: Sequence[str]) -> Export:
        return file_of(
            *(
                picture(
                    self.choice(contents),
                    *(self.face() for _ in range(self.randrange(4))),
                    no_faces=[self.choice(self.SPOTS)] if self.one_of(3) else [],
                    present=[self.randint(1, 4)] if self.one_of(3) else [],
                )
                for _ in range(self.randint(1, 4))
            )
        )


def names_here(db: Database) -> set[tuple[str, str]]:
    """Who is in which photo by the user's word."""
    with db.read() as session:
        mine = session.execute(
            select(col(Face.asset_id), col(Person.name))
            .join(Person, col(Person.id) == col(Face.person_id))
            .where(col(Face.assigned_by) == AssignedBy.USER, col(Person.name).is_not(None))
        )
        return {(row.asset_id, row.name) for row in mine}


@pytest.mark.slow
@pytest.mark.parametrize("seed", range(6))
def test_any_file_twice(album: Album, db: Database, seed: int) -> None:
    chance = Chance(seed)
    photos = [album.photo() for _ in range(2)]
    whom = [album.person("Anna"), album.person("Ben"), album.group(), album.group()]
    for asset_id in photos:
        album.do(chance.decide, asset_id=asset_id, whom=whom)
    mine = names_here(db)
    export = chance.file(photos)
    take_in(db, export)
    assert names_here(db) >= mine
    before = dump(db)
    again = take_in(db, export)
    assert dump(db) == before
    assert again.counts.is_nothing
