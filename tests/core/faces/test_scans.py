"""What a scan placed is taken back together; what an engine placed goes with the engine."""

from dataclasses import replace
from typing import NamedTuple

import pytest
from sqlmodel import Session, select

from kinfolk.core.db.models import AssignedBy, Face, Rejection, now
from kinfolk.core.faces import faces, scans
from kinfolk.core.people import people, rejected_suggestions, review
from kinfolk.core.people.person_fields import UNCHANGED
from tests.album import Album


class Placed(NamedTuple):
    """Eva has a face of the user's and one of each scan, so has a group; a third is one scan's."""

    eva: str
    group: str
    fresh: str
    first: int
    second: int


@pytest.fixture
def placed(album: Album) -> Placed:
    eva, group, fresh = album.person("Eva"), album.group(faces=0), album.group(faces=0)
    album.face(eva, by=AssignedBy.USER)

    def by(engine_id: str, *owners: str) -> int:
        theirs = [album.face(owner) for owner in owners]
        mark = scans.ScanRecord(engine_id)

        def place(session: Session) -> int:
            for face_id in theirs:
                session.get_one(Face, face_id).scan_id = mark.id(session, album.library_id)
            return mark.id(session, album.library_id)

        return album.do(place)

    first, second = by("one/1", eva, group), by("two/1", eva, group, fresh, fresh)
    return Placed(eva, group, fresh, first, second)


def counts(album: Album) -> dict[int, int]:
    return {scan.id: scan.face_count for scan in album.ask(scans.listing)}


def owners(album: Album) -> list[str | None]:
    with album.db.read() as session:
        return list(session.exec(select(Face.person_id).order_by(Face.id)))


def test_scans_are_listed_with_what_stands(album: Album, placed: Placed) -> None:
    assert counts(album) == {placed.second: 4, placed.first: 2}
    album.step("x", people.update, placed.group, replace(UNCHANGED, name="Bob"))
    assert counts(album) == {placed.second: 3, placed.first: 1}
    newest, _ = album.ask(scans.listing, album.library_id)
    assert (newest.engine_id, newest.library_id) == ("two/1", album.library_id)


def test_a_scan_is_taken_back_as_a_whole(album: Album, placed: Placed) -> None:
    before = album.dump()
    back = album.db.write(lambda s: scans.take_back(s, placed.second), label="Back")
    assert back.result().result == 4
    assert owners(album) == [placed.eva, placed.eva, placed.group, None, None, None, None]
    assert counts(album) == {placed.first: 2}
    with album.db.read() as session:
        assert set(people.cards(session, [placed.eva, placed.group, placed.fresh])) == {
            placed.eva,
            placed.group,
        }
        said = session.exec(select(Rejection.person_id, Rejection.verdict)).all()
        # They never return by themselves, but nobody has said no to them.
        assert sorted(said) == sorted((who, "not_by_scan") for who in (placed.eva, placed.group))
        assert rejected_suggestions.listing(session) == []
        assert review.answered(session, placed.eva) == []
    album.check_undo(before)


def test_the_users_word_is_not_taken_back(album: Album, placed: Placed) -> None:
    evas = album.ask(faces.ids, person_id=placed.eva)
    album.step("Yes", faces.assign, evas, placed.eva)
    album.step("Back", scans.take_back, placed.second)
    assert album.ask(faces.ids, person_id=placed.eva) == evas


def test_what_an_engine_placed_is_free_again(album: Album, placed: Placed) -> None:
    before = album.dump()
    back = album.db.write(lambda s: scans.take_back_engine(s, "two/1"), label="Remove")
    assert back.result().result == 4
    assert owners(album) == [placed.eva, placed.eva, placed.group, None, None, None, None]
    with album.db.read() as session:
        assert session.exec(select(Rejection)).all() == []  # another engine may put them back
        assert placed.fresh not in people.cards(session, [placed.fresh])
    album.check_undo(before)


def test_a_mark_outlives_a_write_that_failed(album: Album) -> None:
    mark = scans.ScanRecord("one/1")

    def fail(session: Session) -> None:
        mark.id(session, album.library_id)
        raise KeyError

    with pytest.raises(KeyError):
        album.do(fail)
    face = album.face(album.group(faces=0))

    def place(session: Session) -> None:
        session.get_one(Face, face).scan_id = mark.id(session, album.library_id)

    album.do(place)
    assert list(counts(album).values()) == [1]


def test_a_scan_that_is_listed_says_when_it_began(album: Album) -> None:
    before = now()
    mark = scans.ScanRecord("one/1")
    assert mark.joins_named is True
    began = now()
    face = album.face(album.person("Eva"))

    def place(session: Session) -> None:
        session.get_one(Face, face).scan_id = mark.id(session, album.library_id)

    album.do(place)
    (scan,) = album.ask(scans.listing)
    assert before <= scan.started_at <= began


def test_a_group_that_the_user_chose_outlives_the_engine_that_made_it(
    album: Album, placed: Placed
) -> None:
    album.change(placed.fresh, is_favorite=True)
    album.step("x", scans.take_back_engine, "two/1")
    assert album.ask(people.get, placed.fresh).face_count == 0
