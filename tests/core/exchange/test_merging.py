"""Two libraries of one album, each with a word of its own: all of it stays, and is told."""

import shutil
from dataclasses import replace
from datetime import date, datetime
from pathlib import Path

import pytest
from sqlalchemy import select
from sqlmodel import Session, col

from kinfolk.core.birth import Birth, Precision
from kinfolk.core.db.models import Asset, AssignedBy, Face, Source
from kinfolk.core.exchange import export_reading, importing
from kinfolk.core.exchange.importing import Imported
from kinfolk.core.exchange.plan import Disagreement, DisagreementKind
from kinfolk.core.faces import faces, presence
from kinfolk.core.faces.faces import Box
from kinfolk.core.people import people, rejected_suggestions, review
from kinfolk.core.people.review import Answer
from kinfolk.core.photos import dates, library, saved_searches
from kinfolk.core.photos.photo_filter import PhotoFilter
from kinfolk.metadata.capture_date import CaptureDate, TakenPrecision, TakenSource
from tests.core.exchange.pair import RED, Home
from tests.fake_engine import draw


def kinds(imported: Imported) -> list[DisagreementKind]:
    return [each.kind for each in imported.disagreements]


def test_different_names_for_one_face(ours: Home, other: Home) -> None:
    ours.name("Anna", "a.jpg")
    other.name("Nan", "a.jpg")
    green = other.person("b.jpg", 1)
    other.update(green, name="Ben")
    before = other.export()
    imported = other.take_in(ours.file())
    photos = {each.photo.rsplit("/", 1)[-1] for each in imported.disagreements}
    assert photos == {"a.jpg", "b.jpg", "c.jpg", "f.jpg"}
    told = {(each.kind, each.name, each.here) for each in imported.disagreements}
    assert told == {(DisagreementKind.WHO, "Anna", "Nan")}
    # Anna is there now, and everything that was said here stands as it did.
    after = other.export()
    assert set(other.named()) == {"Anna", "Nan", "Ben"}
    assert after.photos == tuple(
        replace(photo, faces=tuple(replace(f, person=(f.person or 0) + 1) for f in photo.faces))
        for photo in before.photos
    )


def test_a_chosen_portrait_here_has_another_name_there(ours: Home, other: Home) -> None:
    ours.decide(people.create, name="Anna", face_ids=[ours.face("f.jpg")])
    ben = other.decide(people.create, name="Ben").person.id
    other.decide(faces.detach, [other.face("f.jpg")])
    other.update(ben, thumbnail_face_id=other.face("f.jpg"))
    (told,) = other.take_in(ours.file()).disagreements
    assert (told.kind, told.name, told.here) == (DisagreementKind.WHO, "Anna", "Ben")


def test_what_was_taken_out_of_a_group_here(ours: Home, other: Home) -> None:
    """It is not whoever gets the rest of the group."""
    rest = [ours.face(photo) for photo in ("a.jpg", "b.jpg", "f.jpg")]
    ours.decide(people.create, name="Anna", face_ids=rest)
    wrong = other.face("c.jpg")
    other.decide(faces.detach, [wrong])
    assert other.take_in(ours.file()).disagreements == ()
    assert other.whose("a.jpg")[0] == "Anna"
    said = other.ask(rejected_suggestions.listing)
    assert ("Anna", wrong) in {(each.name, each.face_id) for each in said}


def test_whom_a_group_here_is_not(ours: Home, other: Home) -> None:
    ours.name("Anna", "a.jpg")
    anna = other.decide(people.create, name="Anna").person.id
    other.decide(review.answer_pair, anna, other.person("a.jpg"), Answer.NO)
    imported = other.take_in(ours.file())
    assert kinds(imported) == [DisagreementKind.ANSWER] * 4
    assert other.whose("a.jpg")[0] is None


def test_the_user_stands_before_a_scan(ours: Home, other: Home) -> None:
    """A face that a scan has placed goes where the user of the other library has put it."""
    red, green = ours.face("a.jpg", 0), ours.person("a.jpg", 2)
    ours.update(green, name="Ben")
    ours.decide(faces.assign, [red], green)
    other.name("Anna", "a.jpg")
    other.edit(Face, red, assigned_by=AssignedBy.AUTO)
    assert other.whose("a.jpg")[0] == "Anna"
    assert other.take_in(ours.file()).disagreements == ()
    assert other.whose("a.jpg")[0] == "Ben"
    assert other.faces("a.jpg")[0].assigned_by == AssignedBy.USER
    # And what a scan has placed there moves nothing that the user has said here.
    assert ours.take_in(other.file()).disagreements == ()
    assert ours.whose("a.jpg")[0] == "Ben"


def test_what_is_known_of_somebody(ours: Home, other: Home) -> None:
    def here(session: Session) -> None:
        people.create(session, name="anna", birth_date=Birth(date(2012, 1, 1), Precision.YEAR))
        people.create(session, name="Ben")
        people.create(session, name="Carl", is_favorite=True)

    def there(session: Session) -> None:
        people.create(session, name="Anna", birth_date=date(2012, 3, 4), is_hidden=True)
        people.create(session, name="Ben", birth_date=date(1990, 1, 2), is_favorite=True)
        people.create(session, name="Carl")

    ours.decide(there)
    other.decide(here)
    imported = other.take_in(ours.file())
    assert imported.disagreements == (
        Disagreement(DisagreementKind.HIDDEN, "Anna"),
        Disagreement(DisagreementKind.BIRTH_DATE, "Anna", here="2012", there="2012-03-04"),
    )
    known = {person.name: person for person in other.people() if person.name}
    assert known.keys() == {"anna", "Ben", "Carl"}
    assert (known["anna"].is_hidden, str(known["anna"].born)) == (False, "2012")
    assert (known["Ben"].is_favorite, str(known["Ben"].born)) == (True, "1990-01-02")
    assert known["Carl"].is_favorite
    assert (imported.counts.new_people, imported.counts.known_people) == (0, 3)


def test_answers_that_disagree(ours: Home, other: Home) -> None:
    """No here, theirs there; theirs here, no there; a face here, none there, and the other way."""
    for home in (ours, other):
        home.name("Anna", "a.jpg")
        home.create("Ben", "Carl")
    here, there = other.named(), ours.named()
    red, blue = ours.face("f.jpg"), ours.face("c.jpg", 1)
    green, pink = ours.face("d.jpg", 0), ours.face("d.jpg", 1)
    ours.decide(faces.assign, [blue], there["Ben"], is_split=False)
    other.decide(review.answer_faces, [blue], here["Ben"], Answer.NO)
    ours.decide(review.answer_faces, [red], there["Anna"], Answer.NO)
    ours.decide(faces.delete, green)
    other.decide(faces.assign, [green], here["Ben"], is_split=False)
    ours.decide(faces.assign, [pink], there["Ben"])
    other.decide(faces.delete, pink)
    ours.decide(review.answer_pair, there["Ben"], there["Carl"], Answer.NO)
    other.decide(review.answer_pair, here["Ben"], here["Carl"], Answer.UNSURE)
    before = other.export()
    imported = other.take_in(ours.file())
    assert sorted(kinds(imported)) == [
        DisagreementKind.ANSWER,
        DisagreementKind.ANSWER,
        DisagreementKind.NO_FACE,
        DisagreementKind.NO_FACE,
        DisagreementKind.PAIR,
    ]
    said = {one.kind: (one.name, one.here) for one in imported.disagreements}
    assert said[DisagreementKind.PAIR] == ("Ben", "Carl")
    assert imported.counts.is_nothing
    assert other.export() == before


def test_photos_and_searches_that_disagree(ours: Home, other: Home) -> None:
    photo = ours.photo("e.jpg")

    def year(number: int) -> CaptureDate:
        return CaptureDate(datetime(number, 1, 1), TakenPrecision.YEAR, TakenSource.USER)

    ours.decide(dates.give, [photo, ours.photo("f.jpg")], year(1980))
    other.decide(dates.give, [photo], year(1981))
    ours.decide(saved_searches.save, PhotoFilter(min_people=2), name="Many")
    other.decide(saved_searches.save, PhotoFilter(min_people=3), name="many")
    imported = other.take_in(ours.file())
    assert kinds(imported) == [DisagreementKind.DATE, DisagreementKind.SEARCH]
    assert (imported.disagreements[0].here, imported.disagreements[0].there) == ("1981", "1980")
    found = {name: known.taken for name, known in other.photos().items() if known.taken}
    assert found == {"e.jpg": year(1981), "f.jpg": year(1980)}


def test_a_portrait_in_a_folder_that_was_removed_stands(ours: Home, tmp_path: Path) -> None:
    folder, photo = tmp_path / "more", "../../more/g.jpg"
    draw(folder / "g.jpg", [RED], note="g")
    ours.add_and_scan(folder)
    anna = ours.name("Anna", "a.jpg")
    ours.update(anna, thumbnail_face_id=ours.face("f.jpg"))
    file = ours.file()
    ours.update(anna, thumbnail_face_id=ours.face(photo))
    (folder_id,) = (each.id for each in ours.ask(library.folders) if each.path == folder)
    ours.decide(library.remove_folder, folder_id)
    assert kinds(ours.take_in(file)) == [DisagreementKind.PORTRAIT]
    ours.add_and_scan(folder)
    assert ours.ask(people.get, anna).thumbnail_face_id == ours.face(photo)


def test_an_ignored_group_is_ignored_here_too(ours: Home, other: Home) -> None:
    """Twice the same file makes one group; someone named here is not ignored by it."""
    blue, green = ours.person("a.jpg", 1), ours.person("b.jpg", 1)
    for group in (blue, green):
        ours.update(group, is_hidden=True)
    other.update(other.person("b.jpg", 1), name="Ben")
    file = ours.file()
    imported = other.take_in(file)
    assert imported.disagreements == ()
    ignored = [one for one in other.people() if one.is_hidden]
    assert len(ignored) == 1
    assert other.person("a.jpg", 1) == other.person("c.jpg", 1) == ignored[0].id
    assert other.whose("b.jpg")[1] == "Ben"
    assert other.take_in(file).counts.is_nothing
    assert [one for one in other.people() if one.is_hidden] == ignored


def test_somebody_ignored_here_has_a_name_there(ours: Home, other: Home) -> None:
    blue = other.person("a.jpg", 1)
    other.update(blue, is_hidden=True)
    ours.update(ours.person("a.jpg", 1), name="Carl")
    imported = other.take_in(ours.file())
    assert kinds(imported) == [DisagreementKind.WHO] * 2
    assert {each.here for each in imported.disagreements} == {""}
    assert other.person("a.jpg", 1) == blue


def test_the_preview_says_what_will_be(ours: Home, other: Home) -> None:
    ours.name("Anna", "a.jpg")
    other.name("Anna", "f.jpg")
    ours.decide(presence.add, ours.photo("e.jpg"), ours.named()["Anna"])
    file = ours.file()
    before = other.dump()
    seen = other.preview(file)
    assert other.dump() == before
    assert other.take_in(file) == seen
    assert (seen.counts.known_people, seen.counts.new_people, seen.counts.others) == (1, 0, 1)


def test_one_step_and_back(ours: Home, other: Home) -> None:
    ours.name("Anna", "a.jpg")
    ours.decide(faces.delete, ours.face("d.jpg", 1))
    ours.decide(faces.reframe, ours.face("f.jpg"), Box(22, 22, 40, 40))
    before = other.dump()
    other.take_in(ours.file())
    after = other.dump()
    assert after != before
    other.db.undo().result()
    assert other.dump() == before
    other.db.redo().result()
    assert other.dump() == after


def test_photos_that_are_not_here_come_with_the_next_import(ours: Home, theirs: Home) -> None:
    ours.name("Anna", "a.jpg")
    kept = (theirs.folder / "c.jpg").read_bytes()
    for name in ("a.jpg", "c.jpg", "f.jpg"):
        (theirs.folder / name).unlink()
        theirs.do(Session.delete, theirs.row(Asset, theirs.photo(name)))
    file = ours.file()
    first = theirs.take_in(file)
    assert (first.counts.photos, first.counts.unknown_photos, first.counts.faces) == (1, 3, 1)
    (theirs.folder / "elsewhere").mkdir()
    (theirs.folder / "elsewhere" / "another name.jpg").write_bytes(kept)
    theirs.scan()
    second = theirs.take_in(file)
    assert (second.counts.photos, second.counts.unknown_photos, second.counts.faces) == (2, 2, 1)
    assert theirs.whose("elsewhere/another name.jpg") == ["Anna", None]


def test_a_library_beside_it_with_the_same_photos_learns_nothing(
    ours: Home, other: Home, tmp_path: Path
) -> None:
    other.name("Anna", "a.jpg")
    photos = tmp_path / "another"  # first by path
    shutil.copytree(ours.folder, photos)
    beside = Home(ours.db, photos, ours.engine, ours.do(library.create, name="Two").id)
    beside.add_and_scan(photos)
    export = export_reading.read(other.file())
    ours.decide(importing.bring_in, export, library_id=ours.library_id)
    theirs = select(col(Face.library_id)).where(col(Face.person_id) == ours.named()["Anna"])
    assert set(ours.every(theirs)) == {ours.library_id}


def test_other_bytes_with_the_same_pixels(ours: Home, other: Home) -> None:
    """A photo whose tags were written since is known by what it shows."""
    ours.name("Anna", "a.jpg")
    for name in ("a.jpg", "b.jpg"):
        other.edit(Asset, other.photo(name), content_hash=f"other {name}")
    other.edit(Asset, other.photo("c.jpg"), content_hash="cropped", picture="cropped")
    imported = other.take_in(ours.file())
    assert (imported.counts.photos, imported.counts.unknown_photos) == (3, 1)
    assert other.whose("a.jpg")[0] == other.whose("b.jpg")[0] == "Anna"
    assert other.whose("c.jpg")[0] is None


@pytest.mark.parametrize("found", [True, False])
def test_a_face_that_is_not_found_here(ours: Home, other: Home, *, found: bool) -> None:
    """It comes in as if it was drawn, for the next scan to look at."""
    anna = ours.name("Anna", "a.jpg")
    ours.update(anna, thumbnail_face_id=ours.face("f.jpg"))
    if not found:
        other.do(Session.delete, other.row(Face, other.face("f.jpg")))
    other.take_in(ours.file())
    (face,) = other.faces("f.jpg")
    assert face.source == (Source.AUTOMATIC if found else Source.MANUAL)
    assert (face.x, face.y, face.assigned_by) == (20, 20, AssignedBy.USER)
    (anna_here,) = (one for one in other.people() if one.name)
    assert (anna_here.name, anna_here.thumbnail_face_id) == ("Anna", face.id)
    other.scan()
    (described,) = other.faces("f.jpg")
    assert (described.id, described.person_id) == (face.id, anna_here.id)
    assert described.landmarks is not None
