"""Everything decided: out of one library, into another; and whatever one holds is read again."""

from contextlib import closing
from dataclasses import replace
from datetime import date, datetime, timedelta
from functools import partial
from pathlib import Path

import pytest
from sqlalchemy import text
from sqlmodel import Session

from kinfolk.core.birth import Birth, Precision
from kinfolk.core.database import Database
from kinfolk.core.db.models import AssignedBy, Face, Person, Verdict
from kinfolk.core.exchange import export_reading, export_writing, importing
from kinfolk.core.exchange.document import Export, ExportedPerson
from kinfolk.core.faces import assignment, faces, presence
from kinfolk.core.faces.faces import Box
from kinfolk.core.people import people, review
from kinfolk.core.people.person_fields import UNCHANGED, set_birth
from kinfolk.core.people.review import Answer
from kinfolk.core.photos import dates, library, saved_searches
from kinfolk.core.photos.photo_filter import Age, PhotoFilter
from kinfolk.metadata.capture_date import CaptureDate, TakenPrecision, TakenSource
from tests.album import Album
from tests.core.exchange.pair import Home

NINETEEN = CaptureDate(datetime(2019, 1, 1), TakenPrecision.YEAR, TakenSource.USER)
SEVENTIES = CaptureDate(datetime(1975, 1, 1), TakenPrecision.ABOUT, TakenSource.USER)

# What people decided, in words that hold in any library. Not by the code that is tested.
TOLD = {
    "people": """SELECT name, birth_date, birth_precision, is_favorite, is_hidden FROM person
        WHERE name IS NOT NULL ORDER BY name""",
    "faces": """SELECT asset.content_hash, face.x, face.y, face.w, face.h, person.name,
        face.assigned_by, face.source, face.twice_at IS NOT NULL
        FROM face JOIN asset ON asset.id = asset_id JOIN person ON person.id = person_id
        WHERE person.name IS NOT NULL OR face.assigned_by = 'user' ORDER BY 1, 2, 3""",
    "drawn": """SELECT asset.content_hash, x, y, w, h, face.person_id IS NULL FROM face
        JOIN asset ON asset.id = asset_id WHERE source = 'manual' ORDER BY 1, 2, 3""",
    "ignored": """SELECT asset.content_hash, x, y FROM face JOIN asset ON asset.id = asset_id
        JOIN person ON person.id = person_id
        WHERE person.name IS NULL AND person.is_hidden ORDER BY 1, 2, 3""",
    "portraits": """SELECT person.name, asset.content_hash, x, y FROM person
        JOIN face ON face.id = thumbnail_face_id JOIN asset ON asset.id = asset_id ORDER BY 1""",
    "answers": """SELECT asset.content_hash, x, y, person.name, verdict FROM rejection
        JOIN face ON face.id = face_id JOIN asset ON asset.id = asset_id
        JOIN person ON person.id = rejection.person_id ORDER BY 1, 2, 3, 4""",
    "pairs": """SELECT min(a.name, b.name), max(a.name, b.name), verdict FROM distinct_pair
        JOIN person a ON a.id = person_a JOIN person b ON b.id = person_b ORDER BY 1, 2""",
    "faces off": """SELECT asset.content_hash, x, y, w, h FROM dismissed_box
        JOIN asset ON asset.id = asset_id ORDER BY 1, 2, 3""",
    "present": """SELECT asset.content_hash, person.name FROM presence
        JOIN asset ON asset.id = asset_id JOIN person ON person.id = person_id ORDER BY 1, 2""",
    "dates": """SELECT content_hash, taken_at, taken_precision, taken_source FROM asset
        ORDER BY 1""",
    "searches": "SELECT name FROM saved_search ORDER BY 1",
}


def told(home: Home) -> dict[str, list[tuple[object, ...]]]:
    with home.rig.db.read() as session:
        return {what: [tuple(r) for r in session.execute(text(sql))] for what, sql in TOLD.items()}


def decide(home: Home) -> None:
    """Something of everything that can be decided."""
    anna, ben = home.rig.name("Anna", "a.jpg"), home.person("b.jpg", 1)
    blue, red = home.person("c.jpg", 1), home.face("f.jpg")

    def work(session: Session) -> None:
        born = Birth(date(2012, 3, 1), Precision.MONTH)
        known = replace(UNCHANGED, birth_date=born, is_favorite=True, thumbnail_face_id=red)
        people.update(session, anna, known)
        people.update(session, ben, replace(UNCHANGED, name="Ben", is_hidden=True))
        people.update(session, blue, replace(UNCHANGED, is_hidden=True))
        people.create(session, name="Zoë", birth_date=Birth.about(1950))
        drawn = faces.create(session, asset_id=home.photo("e.jpg"), box=Box(50, 50, 20, 25))
        faces.assign(session, [drawn.id], anna)
        faces.create(session, asset_id=home.photo("e.jpg"), box=Box(120, 50, 20, 25))
        review.answer_faces(session, [home.face("d.jpg", 0)], anna, Answer.UNSURE)
        review.answer_faces(session, [home.face("b.jpg", 0)], ben, Answer.NO)
        review.answer_pair(session, anna, ben, Answer.NO)
        faces.reframe(session, home.face("b.jpg", 0), Box(22, 21, 42, 40))
        presence.add(session, home.photo("f.jpg"), ben)
        dates.give(session, [home.photo("a.jpg")], NINETEEN)
        dates.give(session, [home.photo("b.jpg")], SEVENTIES)
        wanted = PhotoFilter(all_of=(anna,), none_of=(ben,), ages=(Age(anna, 3, 7),))
        saved_searches.save(session, wanted, name="Anna alone")
        twice = faces.create(session, asset_id=home.photo("f.jpg"), box=Box(120, 100, 30, 30))
        faces.assign(session, [twice.id], anna)
        review.may_be_twice(session, anna, [red, twice.id])
        assignment.give(session, [home.face("c.jpg", 0)], None, verdict=Verdict.NOT_BY_SCAN)
        faces.delete(session, home.face("d.jpg", 1))

    home.do(work)


def by_user(made: Export) -> Export:
    """Without names of files, and without faces that only a scan gave to people with a name."""
    named = {person.id for person in made.people if person.name}
    photos = (
        replace(
            photo,
            file="",
            faces=tuple(
                face
                for face in photo.faces
                if face.by is AssignedBy.USER or face.person not in named
            ),
        )
        for photo in made.photos
    )
    said = (p for p in photos if p.faces or p.no_faces or p.present or p.taken)
    return replace(made, photos=tuple(said))


def test_what_is_remembered_of_a_removed_folder_leaves_too(
    ours: Home, theirs: Home, tmp_path: Path
) -> None:
    decide(ours)
    before = ours.export()
    (folder,) = ours.rig.ask(library.folders)
    ours.do(library.remove_folder, folder.id)
    assert by_user(ours.export()) == by_user(before)
    theirs.take_in(ours.file(tmp_path / "all.json"))
    assert by_user(theirs.export()) == by_user(before)


def test_a_face_of_an_earlier_picture_leaves_with_its_size(album: Album, tmp_path: Path) -> None:
    photo = album.photo()
    face = album.face(album.person("Anna"), asset_id=photo, by=AssignedBy.USER)
    album.edit(Face, face, seen_in="earlier", seen_width=400, seen_height=300)
    (made,) = exported(album.db, tmp_path).photos
    assert (made.content, made.picture, made.width, made.height) == ("", "earlier", 400, 300)


def test_a_group_that_was_put_together_outlives_its_folder(album: Album, tmp_path: Path) -> None:
    album.decide(faces.assign, [album.face()], album.group(faces=0))
    before = exported(album.db, tmp_path)
    album.decide(library.remove_folder, album.folder_id)
    after = exported(album.db, tmp_path)
    assert after.people == before.people
    assert [each.faces for each in after.photos] == [each.faces for each in before.photos]


def test_a_fresh_library_has_all_of_it(ours: Home, theirs: Home, tmp_path: Path) -> None:
    decide(ours)
    before = told(theirs)
    assert told(ours) != before
    file = ours.file(tmp_path / "all.json")
    imported = theirs.take_in(file)
    assert imported.disagreements == ()
    assert told(theirs) == told(ours)
    assert theirs.export() == ours.export()
    assert (imported.counts.new_people, imported.counts.known_people) == (3, 0)
    assert (imported.counts.photos, imported.counts.unknown_photos) == (6, 0)


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


def test_a_date_of_a_photo_that_is_to_come(album: Album, tmp_path: Path) -> None:
    photo = album.photo()
    at = datetime(TOMORROW.year, TOMORROW.month, TOMORROW.day)
    taken = CaptureDate(at, TakenPrecision.DAY, TakenSource.USER)
    album.do(dates.put, [photo], taken)
    made = exported(album.db, tmp_path)
    album.do(dates.take_away, [photo])
    album.step("Import", importing.bring_in, made)
    assert exported(album.db, tmp_path) == made


@pytest.mark.parametrize(("answers", "parts"), [(0, [19, 2]), (5, [3, 3, 3, 4, 3, 3, 2])])
def test_a_crowd(
    album: Album, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, answers: int, parts: list[int]
) -> None:
    """Of a photo with more than one member of the file may hold there are several."""
    monkeypatch.setattr(export_writing, "MOST_FACES", 20)
    photo, whom = album.photo(), [album.person(f"Anna {number}") for number in range(answers + 1)]
    for _ in range(21):
        face = album.face(whom[0], asset_id=photo, by=AssignedBy.USER)
        for person_id in whom[1:]:
            album.do(review.answer_faces, [face], person_id, Answer.NO)
    made = exported(album.db, tmp_path)
    assert [len(each.faces) for each in made.photos] == parts
    assert {each.content for each in made.photos} == {photo}
