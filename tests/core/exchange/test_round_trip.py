"""Everything decided: out of one library, into another; and whatever one holds is read again."""

import json
from contextlib import closing
from dataclasses import replace
from datetime import date, datetime, timedelta
from pathlib import Path

import pytest
from sqlalchemy import text
from sqlmodel import Session

from kinfolk.core.birth import Birth, Precision
from kinfolk.core.db.models import AssignedBy, Face, Person, Verdict
from kinfolk.core.exchange import export_reading, export_writing, importing
from kinfolk.core.exchange.document import Export, ExportedPerson
from kinfolk.core.faces import assignment, faces, presence
from kinfolk.core.faces.faces import Box
from kinfolk.core.people import people, review
from kinfolk.core.people.person_fields import UNCHANGED
from kinfolk.core.people.review import Answer
from kinfolk.core.photos import dates, library, saved_searches
from kinfolk.core.photos.photo_filter import Age, PhotoFilter
from kinfolk.metadata.capture_date import CaptureDate, TakenPrecision, TakenSource
from tests.album import Album
from tests.asking import Asking, opened
from tests.core.exchange.pair import Home, home
from tests.film import squares

NINETEEN = CaptureDate(datetime(2019, 1, 1), TakenPrecision.YEAR, TakenSource.USER)
SEVENTIES = CaptureDate(datetime(1975, 1, 1), TakenPrecision.ABOUT, TakenSource.USER)

# What people decided, in words that hold in any library. Not by the code that is tested.
TOLD = {
    "people": """SELECT name, birth_date, birth_precision, is_favorite, is_hidden FROM person
        WHERE name IS NOT NULL ORDER BY name""",
    "faces": """SELECT asset.content_hash, face.timestamp_ms, face.x, face.y, face.w, face.h,
        person.name, face.assigned_by, face.source, face.twice_at IS NOT NULL
        FROM face JOIN asset ON asset.id = asset_id JOIN person ON person.id = person_id
        WHERE person.name IS NOT NULL OR face.assigned_by = 'user' ORDER BY 1, 2, 3, 4""",
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
    "faces off": """SELECT asset.content_hash, dismissed_box.timestamp_ms, x, y, w, h
        FROM dismissed_box JOIN asset ON asset.id = asset_id ORDER BY 1, 2, 3, 4""",
    "present": """SELECT asset.content_hash, person.name FROM presence
        JOIN asset ON asset.id = asset_id JOIN person ON person.id = person_id ORDER BY 1, 2""",
    "dates": """SELECT content_hash, taken_at, taken_precision, taken_source FROM asset
        ORDER BY 1""",
    "searches": "SELECT name FROM saved_search ORDER BY 1",
}


def told(home: Home) -> dict[str, list[tuple[object, ...]]]:
    with home.db.read() as session:
        return {what: [tuple(r) for r in session.execute(text(sql))] for what, sql in TOLD.items()}


def decide(home: Home) -> None:
    """Something of everything that can be decided."""
    anna, ben = home.name("Anna", "a.jpg"), home.person("b.jpg", 1)
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

    home.decide(work)


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


def test_what_is_remembered_of_a_removed_folder_leaves_too(ours: Home, theirs: Home) -> None:
    decide(ours)
    before = ours.export()
    (folder,) = ours.ask(library.folders)
    ours.decide(library.remove_folder, folder.id)
    assert by_user(ours.export()) == by_user(before)
    theirs.take_in(ours.file())
    assert by_user(theirs.export()) == by_user(before)


def test_a_face_of_an_earlier_picture_leaves_with_its_size(album: Album) -> None:
    photo = album.photo()
    face = album.face(album.person("Anna"), asset_id=photo, by=AssignedBy.USER)
    album.edit(Face, face, seen_in="earlier", seen_width=400, seen_height=300)
    (made,) = exported(album).photos
    assert (made.content, made.picture, made.width, made.height) == ("", "earlier", 400, 300)


def test_who_was_in_a_removed_photo_without_a_face_leaves_without_its_size(album: Album) -> None:
    album.decide(presence.add, album.photo(), album.person("Anna"))
    album.decide(library.remove_folder, album.folder_id)
    (made,) = exported(album).photos
    assert (len(made.present), made.width, made.height) == (1, 0, 0)


def test_a_group_that_was_put_together_outlives_its_folder(album: Album) -> None:
    album.decide(faces.assign, [album.face()], album.group(faces=0))
    before = exported(album)
    album.decide(library.remove_folder, album.folder_id)
    after = exported(album)
    assert after.people == before.people
    assert [each.faces for each in after.photos] == [each.faces for each in before.photos]


def test_a_fresh_library_has_all_of_it(ours: Home, theirs: Home) -> None:
    decide(ours)
    before = told(theirs)
    assert told(ours) != before
    file = ours.file()
    imported = theirs.take_in(file)
    assert imported.disagreements == ()
    assert told(theirs) == told(ours)
    assert theirs.export() == ours.export()
    assert (imported.counts.new_people, imported.counts.known_people) == (3, 0)
    assert (imported.counts.photos, imported.counts.unknown_photos) == (6, 0)


@pytest.mark.slow
def test_what_is_said_of_a_video_comes_to_its_moment(tmp_path: Path) -> None:
    """Two people at one place, one after the other, and later a face that is none."""
    moments = [[(colour, 20, 60)] for colour in ("red", "green", "blue")]
    squares(tmp_path / "pictures" / "film.avi", moments)
    ours, theirs = (home(tmp_path / who, photos=tmp_path / "pictures") for who in "ab")
    with closing(ours.db), closing(theirs.db):
        at = {face.timestamp_ms: face.id for face in ours.faces("film.avi")}
        for name, moment in (("Anna", 0), ("Ben", 2000)):
            ours.decide(people.create, name=name, face_ids=[at[moment]])
        ours.decide(faces.delete, at[4000])
        drawn = {"asset_id": ours.photo("film.avi"), "person_id": ours.named()["Ben"]}
        ours.decide(faces.create, **drawn, box=Box(100, 90, 30, 30), timestamp_ms=4000)
        file = ours.file()
        (exported,) = json.loads(file.read_text())["photos"]
        assert [face.get("at") for face in exported["faces"]] == [0, 2000, 4000]
        assert exported["no_faces"] == [[20, 60, 40, 40, 4000]]
        theirs.take_in(file)
        assert told(theirs) == told(ours)
        assert theirs.take_in(file).counts.faces == 0  # all of it is known by now
        assert theirs.export() == ours.export()


TOMORROW = date.today() + timedelta(days=1)
BORN = (Birth(date(812, 3, 4)), Birth(date(7, 1, 1), Precision.YEAR), Birth(TOMORROW))


def exported(library: Asking) -> Export:
    """As it is read from the file."""
    file = library.db.cache_folder / "all.json"
    library.ask(export_writing.export, file)
    return export_reading.read(file)


def test_birth_dates_that_can_be_nobodys(album: Album, tmp_path: Path) -> None:
    """That no one may say any more, and that are in a library nevertheless."""
    for born in BORN:
        said = {"birth_date": born.day, "birth_precision": born.precision}
        album.edit(Person, album.person(f"Anna {born}"), **said)
    made = exported(album)
    assert {person.born for person in made.people} == set(BORN)
    (tmp_path / "other").mkdir()
    with opened(tmp_path / "other") as other:
        other.decide(importing.bring_in, made)
        assert exported(other) == made


def test_a_birth_date_comes_to_who_has_none(album: Album) -> None:
    made = Export(tuple(ExportedPerson(at, f"Anna {at}", born) for at, born in enumerate(BORN)))
    album.create(*(person.name or "" for person in made.people))
    album.decide(importing.bring_in, made)
    assert {person.born for person in exported(album).people} == set(BORN)


def test_a_date_of_a_photo_that_is_to_come(album: Album) -> None:
    photo = album.photo()
    at = datetime(TOMORROW.year, TOMORROW.month, TOMORROW.day)
    taken = CaptureDate(at, TakenPrecision.DAY, TakenSource.USER)
    album.do(dates.put, [photo], taken)
    made = exported(album)
    album.do(dates.take_away, [photo])
    album.decide(importing.bring_in, made)
    assert exported(album) == made


@pytest.mark.parametrize(("answers", "parts"), [(0, [19, 2]), (5, [3, 3, 3, 4, 3, 3, 2])])
def test_a_crowd(
    album: Album, monkeypatch: pytest.MonkeyPatch, answers: int, parts: list[int]
) -> None:
    """Of a photo with more than one member of the file may hold there are several."""
    monkeypatch.setattr(export_writing, "MOST_FACES", 20)
    photo, whom = album.photo(), [album.person(f"Anna {number}") for number in range(answers + 1)]
    for _ in range(21):
        face = album.face(whom[0], asset_id=photo, by=AssignedBy.USER)
        for person_id in whom[1:]:
            album.do(review.answer_faces, [face], person_id, Answer.NO)
    made = exported(album)
    assert [len(each.faces) for each in made.photos] == parts
    assert {each.content for each in made.photos} == {photo}
