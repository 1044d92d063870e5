"""Two libraries of one album, each with a word of its own: all of it stays, and is told."""

from dataclasses import replace
from datetime import date, datetime
from pathlib import Path

import pytest
from sqlmodel import Session

from kinfolk.core.birth import Birth, Precision
from kinfolk.core.db.models import Asset, AssignedBy, Face, Person, Source
from kinfolk.core.exchange.importing import Imported
from kinfolk.core.exchange.plan import Disagreement, DisagreementKind
from kinfolk.core.faces import faces, presence
from kinfolk.core.faces.faces import Box
from kinfolk.core.people import people, rejected_suggestions, review
from kinfolk.core.people.person_fields import UNCHANGED
from kinfolk.core.people.review import Answer
from kinfolk.core.photos import dates, library, saved_searches
from kinfolk.core.photos.photo_filter import PhotoFilter
from kinfolk.metadata.capture_date import CaptureDate, TakenPrecision, TakenSource
from tests.core.exchange.pair import RED, Home
from tests.fake_engine import draw


def kinds(imported: Imported) -> list[DisagreementKind]:
    return [each.kind for each in imported.disagreements]


def row(home: Home, face_id: str) -> Face:
    with home.rig.db.read() as session:
        return session.get_one(Face, face_id)


def owner(home: Home, face_id: str) -> str | None:
    """The name of whoever has the face."""
    person_id = row(home, face_id).person_id
    with home.rig.db.read() as session:
        return session.get_one(Person, person_id).name if person_id else None


def test_different_names_for_one_face(ours: Home, other: Home, tmp_path: Path) -> None:
    ours.rig.name("Anna", "a.jpg")
    other.rig.name("Nan", "a.jpg")
    green = other.person("b.jpg", 1)
    other.change(green, name="Ben")
    before = other.export()
    imported = other.take_in(ours.file(tmp_path / "ours.json"))
    assert {each.photo.rsplit("/", 1)[-1] for each in imported.disagreements} == {
        "a.jpg",
        "b.jpg",
        "c.jpg",
        "f.jpg",
    }
    told = {(each.kind, each.name, each.here) for each in imported.disagreements}
    assert told == {(DisagreementKind.WHO, "Anna", "Nan")}
    # Anna is there now, and everything that was said here stands as it did.
    after = other.export()
    assert set(other.named()) == {"Anna", "Nan", "Ben"}
    assert after.photos == tuple(
        replace(photo, faces=tuple(replace(f, person=(f.person or 0) + 1) for f in photo.faces))
        for photo in before.photos
    )


def test_what_was_taken_out_of_a_group_here(ours: Home, other: Home, tmp_path: Path) -> None:
    """It is not whoever gets the rest of the group."""
    rest = [ours.face(photo) for photo in ("a.jpg", "b.jpg", "f.jpg")]
    ours.do(people.create, name="Anna", face_ids=rest)
    wrong = other.face("c.jpg")
    other.do(faces.detach, [wrong])
    assert other.take_in(ours.file(tmp_path / "ours.json")).disagreements == ()
    assert owner(other, other.face("a.jpg")) == "Anna"
    with other.rig.db.read() as session:
        said = rejected_suggestions.listing(session)
    assert ("Anna", wrong) in {(each.name, each.face_id) for each in said}


def test_whom_a_group_here_is_not(ours: Home, other: Home, tmp_path: Path) -> None:
    ours.rig.name("Anna", "a.jpg")
    anna = other.do(people.create, name="Anna").person.id
    other.do(review.answer_pair, anna, other.person("a.jpg"), Answer.NO)
    imported = other.take_in(ours.file(tmp_path / "ours.json"))
    assert kinds(imported) == [DisagreementKind.ANSWER] * 4
    assert owner(other, other.face("a.jpg")) is None


def test_the_user_stands_before_a_scan(ours: Home, other: Home, tmp_path: Path) -> None:
    """A face that a scan has placed goes where the user of the other library has put it."""
    red, green = ours.face("a.jpg", 0), ours.person("a.jpg", 2)
    ours.change(green, name="Ben")
    ours.do(faces.assign, [red], green)
    anna = other.rig.name("Anna", "a.jpg")

    def as_by_scan(session: Session) -> None:
        session.get_one(Face, red).assigned_by = AssignedBy.AUTO

    other.do(as_by_scan)
    assert row(other, red).person_id == anna
    imported = other.take_in(ours.file(tmp_path / "ours.json"))
    assert imported.disagreements == ()
    assert owner(other, red) == "Ben"
    assert row(other, red).assigned_by == AssignedBy.USER
    # And what a scan has placed there moves nothing that the user has said here.
    again = ours.take_in(other.file(tmp_path / "other.json"))
    assert owner(ours, red) == "Ben"
    assert again.disagreements == ()


def test_what_is_known_of_somebody(ours: Home, other: Home, tmp_path: Path) -> None:
    def here(session: Session) -> None:
        people.create(session, name="anna", birth_date=Birth(date(2012, 1, 1), Precision.YEAR))
        people.create(session, name="Ben")
        people.create(session, name="Carl", is_favorite=True)

    def there(session: Session) -> None:
        people.create(session, name="Anna", birth_date=date(2012, 3, 4), is_hidden=True)
        people.create(session, name="Ben", birth_date=date(1990, 1, 2), is_favorite=True)
        people.create(session, name="Carl")

    ours.do(there)
    other.do(here)
    imported = other.take_in(ours.file(tmp_path / "ours.json"))
    assert imported.disagreements == (
        Disagreement(DisagreementKind.HIDDEN, "Anna"),
        Disagreement(DisagreementKind.BIRTH_DATE, "Anna", here="2012", there="2012-03-04"),
    )
    known = {person.name: person for person in other.rig.people() if person.name}
    assert known.keys() == {"anna", "Ben", "Carl"}
    assert (known["anna"].is_hidden, str(known["anna"].born)) == (False, "2012")
    assert (known["Ben"].is_favorite, str(known["Ben"].born)) == (True, "1990-01-02")
    assert known["Carl"].is_favorite
    assert (imported.counts.new_people, imported.counts.known_people) == (0, 3)


def test_answers_that_disagree(ours: Home, other: Home, tmp_path: Path) -> None:
    """No here, theirs there; theirs here, no there; a face here, none there, and the other way."""
    for home in (ours, other):
        home.rig.name("Anna", "a.jpg")
        home.do(people.create, name="Ben")
        home.do(people.create, name="Carl")
    red, blue = ours.face("f.jpg"), ours.face("c.jpg", 1)
    green, pink = ours.face("d.jpg", 0), ours.face("d.jpg", 1)
    ben = {id(home): home.named()["Ben"] for home in (ours, other)}
    carl = {id(home): home.named()["Carl"] for home in (ours, other)}
    anna = {id(home): home.named()["Anna"] for home in (ours, other)}
    ours.do(faces.assign, [blue], ben[id(ours)], is_split=False)
    other.do(review.answer_faces, [blue], ben[id(other)], Answer.NO)
    ours.do(review.answer_faces, [red], anna[id(ours)], Answer.NO)
    ours.do(faces.delete, green)
    other.do(faces.assign, [green], ben[id(other)], is_split=False)
    ours.do(faces.assign, [pink], ben[id(ours)])
    other.do(faces.delete, pink)
    for home, answer in ((ours, Answer.NO), (other, Answer.UNSURE)):
        pair = ben[id(home)], carl[id(home)]
        home.do(review.answer_pair, person_id=pair[0], other_id=pair[1], answer=answer)
    before = other.export()
    imported = other.take_in(ours.file(tmp_path / "ours.json"))
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


def test_photos_and_searches_that_disagree(ours: Home, other: Home, tmp_path: Path) -> None:
    photo = ours.photo("e.jpg")

    def year(number: int) -> CaptureDate:
        return CaptureDate(datetime(number, 1, 1), TakenPrecision.YEAR, TakenSource.USER)

    ours.do(dates.give, [photo, ours.photo("f.jpg")], year(1980))
    other.do(dates.give, [photo], year(1981))
    ours.do(saved_searches.save, PhotoFilter(min_people=2), name="Many")
    other.do(saved_searches.save, PhotoFilter(min_people=3), name="many")
    imported = other.take_in(ours.file(tmp_path / "ours.json"))
    assert kinds(imported) == [DisagreementKind.DATE, DisagreementKind.SEARCH]
    assert (imported.disagreements[0].here, imported.disagreements[0].there) == ("1981", "1980")
    found = {name: known.taken for name, known in other.rig.photos().items() if known.taken}
    assert found == {"e.jpg": year(1981), "f.jpg": year(1980)}


def test_a_portrait_in_a_folder_that_was_removed_stands(ours: Home, tmp_path: Path) -> None:
    folder, photo = tmp_path / "more", "../../more/g.jpg"
    draw(folder / "g.jpg", [RED], note="g")
    ours.rig.add(folder)
    ours.rig.scan()
    anna = ours.rig.name("Anna", "a.jpg")
    ours.change(anna, thumbnail_face_id=ours.face("f.jpg"))
    file = ours.file(tmp_path / "ours.json")
    ours.change(anna, thumbnail_face_id=ours.face(photo))
    (folder_id,) = (each.id for each in ours.rig.ask(library.folders) if each.path == folder)
    ours.do(library.remove_folder, folder_id)
    assert kinds(ours.take_in(file)) == [DisagreementKind.PORTRAIT]
    ours.rig.add(folder)
    ours.rig.scan()
    assert ours.rig.ask(people.get, anna).thumbnail_face_id == ours.face(photo)


def test_an_ignored_group_is_ignored_here_too(ours: Home, other: Home, tmp_path: Path) -> None:
    """Twice the same file makes one group; someone named here is not ignored by it."""
    blue, green = ours.person("a.jpg", 1), ours.person("b.jpg", 1)
    for group in (blue, green):
        hide = replace(UNCHANGED, is_hidden=True)
        ours.do(people.update, person_id=group, changes=hide)
    ben = other.person("b.jpg", 1)
    other.change(ben, name="Ben")
    file = ours.file(tmp_path / "ours.json")
    imported = other.take_in(file)
    assert imported.disagreements == ()
    ignored = [one for one in other.rig.people() if one.is_hidden]
    assert len(ignored) == 1
    assert other.person("a.jpg", 1) == other.person("c.jpg", 1) == ignored[0].id
    assert owner(other, other.face("b.jpg", 1)) == "Ben"
    assert other.take_in(file).counts.is_nothing
    assert [one for one in other.rig.people() if one.is_hidden] == ignored


def test_somebody_ignored_here_has_a_name_there(ours: Home, other: Home, tmp_path: Path) -> None:
    blue = other.person("a.jpg", 1)
    other.change(blue, is_hidden=True)
    ours.change(ours.person("a.jpg", 1), name="Carl")
    imported = other.take_in(ours.file(tmp_path / "ours.json"))
    assert kinds(imported) == [DisagreementKind.WHO] * 2
    assert {each.here for each in imported.disagreements} == {""}
    assert other.person("a.jpg", 1) == blue


def test_the_preview_says_what_will_be(ours: Home, other: Home, tmp_path: Path) -> None:
    ours.rig.name("Anna", "a.jpg")
    other.rig.name("Anna", "f.jpg")
    ours.do(presence.add, ours.photo("e.jpg"), ours.named()["Anna"])
    file = ours.file(tmp_path / "ours.json")
    before = other.dump()
    seen = other.preview(file)
    assert other.dump() == before
    assert other.take_in(file) == seen
    assert (seen.counts.known_people, seen.counts.new_people, seen.counts.others) == (1, 0, 1)


def test_one_step_and_back(ours: Home, other: Home, tmp_path: Path) -> None:
    ours.rig.name("Anna", "a.jpg")
    ours.do(faces.delete, ours.face("d.jpg", 1))
    ours.do(faces.reframe, ours.face("f.jpg"), Box(22, 22, 40, 40))
    before = other.dump()
    other.take_in(ours.file(tmp_path / "ours.json"))
    after = other.dump()
    assert after != before
    other.rig.db.undo().result()
    assert other.dump() == before
    other.rig.db.redo().result()
    assert other.dump() == after


def test_photos_that_are_not_here_come_with_the_next_import(
    ours: Home, theirs: Home, tmp_path: Path
) -> None:
    ours.rig.name("Anna", "a.jpg")
    kept = theirs.rig.folder / "c.jpg"
    bytes_of = kept.read_bytes()
    for name in ("a.jpg", "c.jpg", "f.jpg"):
        (theirs.rig.folder / name).unlink()

    def forget(session: Session) -> None:
        for name in ("a.jpg", "c.jpg", "f.jpg"):
            session.delete(session.get_one(Asset, theirs.photo(name)))

    theirs.do(forget)
    file = ours.file(tmp_path / "ours.json")
    first = theirs.take_in(file)
    assert (first.counts.photos, first.counts.unknown_photos, first.counts.faces) == (1, 3, 1)
    (theirs.rig.folder / "elsewhere").mkdir()
    (theirs.rig.folder / "elsewhere" / "another name.jpg").write_bytes(bytes_of)
    theirs.rig.scan()
    second = theirs.take_in(file)
    assert (second.counts.photos, second.counts.unknown_photos, second.counts.faces) == (2, 2, 1)
    face = theirs.face("elsewhere/another name.jpg")
    assert owner(theirs, face) == "Anna"


def test_other_bytes_with_the_same_pixels(ours: Home, other: Home, tmp_path: Path) -> None:
    """A photo whose tags were written since is known by what it shows."""
    ours.rig.name("Anna", "a.jpg")

    def rewritten(session: Session) -> None:
        for name in ("a.jpg", "b.jpg"):
            session.get_one(Asset, other.photo(name)).content_hash = f"other {name}"
        resized = session.get_one(Asset, other.photo("c.jpg"))
        resized.content_hash = resized.picture = "cropped"

    other.do(rewritten)
    imported = other.take_in(ours.file(tmp_path / "ours.json"))
    assert (imported.counts.photos, imported.counts.unknown_photos) == (3, 1)
    assert owner(other, other.face("a.jpg")) == owner(other, other.face("b.jpg")) == "Anna"
    assert owner(other, other.face("c.jpg")) is None


@pytest.mark.parametrize("found", [True, False])
def test_a_face_that_is_not_found_here(
    ours: Home, other: Home, tmp_path: Path, *, found: bool
) -> None:
    """It comes in as if it was drawn, for the next scan to look at."""
    anna = ours.rig.name("Anna", "a.jpg")
    chosen = replace(UNCHANGED, thumbnail_face_id=ours.face("f.jpg"))
    ours.do(people.update, anna, chosen)
    if not found:
        other.do(lambda s: s.delete(s.get_one(Face, other.face("f.jpg"))))
    other.take_in(ours.file(tmp_path / "ours.json"))
    (face,) = other.rig.faces("f.jpg")
    assert face.source == (Source.AUTOMATIC if found else Source.MANUAL)
    assert (face.x, face.y, face.assigned_by) == (20, 20, AssignedBy.USER)
    (anna_here,) = (one for one in other.rig.people() if one.name)
    assert (anna_here.name, anna_here.thumbnail_face_id) == ("Anna", face.id)
    other.rig.scan()
    (described,) = other.rig.faces("f.jpg")
    assert (described.id, described.person_id) == (face.id, anna_here.id)
    assert described.landmarks is not None
