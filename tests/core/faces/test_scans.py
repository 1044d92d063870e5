"""What a scan placed is taken back together; what an engine placed goes with the engine."""

import pytest
from sqlmodel import Session

from kinfolk.core.db.models import Face, now
from kinfolk.core.faces import scans
from kinfolk.core.people import rejected_suggestions
from tests.album import Album
from tests.past_answers import answered


def scanned(album: Album, mark: scans.ScanRecord, face_id: str) -> int:
    """Note that a scan has put the face where it is; return the scan's id."""

    scan_id = album.do(mark.id, album.library_id)
    album.edit(Face, face_id, scan_id=scan_id)
    return scan_id


def test_a_scan_that_is_taken_back_has_answered_nothing(album: Album) -> None:
    """Its faces never return by themselves, but no one has said no to them."""
    eva = album.person("Eva")
    album.do(scans.take_back, scanned(album, scans.ScanRecord("one/1"), album.face(eva)))
    assert album.theirs(eva) == set()
    assert album.ask(rejected_suggestions.listing) == []
    assert album.ask(answered, eva) == []


def test_a_group_that_the_user_chose_outlives_the_engine_that_made_it(album: Album) -> None:
    group = album.group(faces=0)
    scanned(album, scans.ScanRecord("one/1"), album.face(group))
    album.change(group, is_favorite=True)
    album.do(scans.take_back_engine, "one/1")
    assert album.who(group).face_count == 0


def test_a_mark_outlives_a_write_that_failed(album: Album) -> None:
    mark = scans.ScanRecord("one/1")

    def fail(session: Session) -> None:
        mark.id(session, album.library_id)
        raise KeyError

    with pytest.raises(KeyError):
        album.do(fail)
    scanned(album, mark, album.face(album.group(faces=0)))
    assert [scan.face_count for scan in album.ask(scans.listing)] == [1]


def test_a_scan_that_is_listed_says_when_it_began(album: Album) -> None:
    before = now()
    mark = scans.ScanRecord("one/1")
    assert mark.joins_named is True
    began = now()
    scanned(album, mark, album.face(album.person("Eva")))
    (scan,) = album.ask(scans.listing)
    assert before <= scan.started_at <= began
