"""Whatever a library holds, what is exported of it is read again."""

from contextlib import closing
from datetime import date, datetime, timedelta
from functools import partial
from pathlib import Path

import pytest
from sqlmodel import Session

from kinfolk.core.birth import Birth, Precision
from kinfolk.core.database import Database
from kinfolk.core.db.models import AssignedBy, Person, Rejection, Source, Verdict
from kinfolk.core.exchange import export_reading, export_writing, importing
from kinfolk.core.exchange.document import MOST_FACES, Export, ExportedPerson
from kinfolk.core.people import people
from kinfolk.core.people.person_fields import set_birth
from kinfolk.core.photos import dates
from kinfolk.errors import Invalid
from kinfolk.metadata.capture_date import CaptureDate, TakenPrecision, TakenSource
from tests.album import Album
from tests.rows import face_row

TOMORROW = date.today() + timedelta(days=1)
BORN = (Birth(date(812, 3, 4)), Birth(date(7, 1, 1), Precision.YEAR), Birth(TOMORROW))


def exported(db: Database, tmp_path: Path) -> Export:
    """As it is read from the file."""
    file = tmp_path / "all.json"
    with db.read() as session:
        export_writing.export(session, file)
    return export_reading.read(file)


def hold(session: Session, born: Birth) -> None:
    """A birth date that no one may say any more."""
    created = people.create(session, name=f"Anna {born}")
    set_birth(session.get_one(Person, created.person.id), born)


def test_birth_dates_that_can_be_nobodys(db: Database, tmp_path: Path) -> None:
    for born in BORN:
        db.write(partial(hold, born=born)).result()
    made = exported(db, tmp_path)
    assert {person.born for person in made.people} == set(BORN)
    with closing(Database(tmp_path / "other.db", tmp_path / "other-cache.db")) as other:
        other.write(lambda s: importing.bring_in(s, made), label="Import").result()
        assert exported(other, tmp_path) == made


def test_a_birth_date_comes_to_who_has_none(db: Database, tmp_path: Path) -> None:
    made = Export(tuple(ExportedPerson(at, f"Anna {at}", born) for at, born in enumerate(BORN)))
    for person in made.people:
        db.write(partial(people.create, name=person.name)).result()
    db.write(lambda s: importing.bring_in(s, made), label="Import").result()
    assert {person.born for person in exported(db, tmp_path).people} == set(BORN)


@pytest.mark.parametrize("born", BORN)
def test_nobody_says_such_a_birth_date(db: Database, born: Birth) -> None:
    with pytest.raises(Invalid, match="birth"):
        db.write(lambda s: people.create(s, name="Anna", birth_date=born)).result()


def test_a_date_of_a_photo_that_is_to_come(album: Album, tmp_path: Path) -> None:
    photo = album.photo()
    at = datetime(TOMORROW.year, TOMORROW.month, TOMORROW.day)
    taken = CaptureDate(at, TakenPrecision.DAY, TakenSource.USER)
    album.do(dates.put, [photo], taken)
    made = exported(album.db, tmp_path)
    album.do(dates.take_away, [photo])
    album.step("Import", importing.bring_in, made)
    assert exported(album.db, tmp_path) == made


@pytest.mark.slow
@pytest.mark.parametrize("answers", [0, 20])
def test_a_crowd(album: Album, tmp_path: Path, answers: int) -> None:
    """Of a photo with more than one member of the file may hold there are several."""
    photo, whom = album.photo(), [album.person(f"Anna {number}") for number in range(answers + 1)]
    count = MOST_FACES + 1

    def crowd(session: Session) -> None:
        for number in range(count):
            box = (number % 60 * 6, number // 60 * 6, 5, 5)
            face = face_row(album.library_id, photo, box, id=f"face_{number}", person_id=whom[0])
            face.assigned_by, face.source = AssignedBy.USER, Source.MANUAL
            session.add(face)
        session.flush()
        for number in range(count):
            for person_id in whom[1:]:
                session.add(
                    Rejection(
                        id=f"rej_{number}_{person_id}",
                        face_id=f"face_{number}",
                        person_id=person_id,
                        verdict=Verdict.NO,
                    )
                )

    album.do(crowd)
    made = exported(album.db, tmp_path)
    assert sum(len(each.faces) for each in made.photos) == count
    assert {each.content for each in made.photos} == {photo}
    assert all(len(each.faces) <= MOST_FACES for each in made.photos)
