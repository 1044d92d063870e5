"""What a scan has placed, listed and taken back by verbs."""

from sqlmodel import Session

from kinfolk.core.db import models
from kinfolk.core.faces.scans import ScanRecord
from tests.album import Album
from tests.cli.conftest import Kinfolk


def test_a_scan_is_listed_and_taken_back(kinfolk: Kinfolk, album: Album) -> None:
    assert kinfolk("scans", "list", "--json").json == []
    eva = album.person("Eva")
    mark, group = ScanRecord("one/1"), album.group(faces=0)
    face, *others = album.face(eva), album.face(group), album.face(group)

    def place(session: Session) -> None:
        for each in (face, *others):
            session.get_one(models.Face, each).scan_id = mark.id(session, album.library_id)

    album.do(place)
    (scan,) = kinfolk("scans", "list", "--json").json
    assert (scan["engine_id"], scan["face_count"], scan["known_count"]) == ("one/1", 3, 1)
    head, line = kinfolk("scans", "list").out.splitlines()
    assert head.endswith("with people you know  in unnamed groups")
    assert line.split()[-2:] == ["1", "2"]
    assert kinfolk("scans", "undo", str(scan["id"])).out == (
        "Removed 3 faces. No scan adds them there again; Kinfolk may suggest them.\n"
    )
    assert kinfolk("scans", "list").err.startswith("No faces added by scans")
    free = kinfolk("faces", "list", "--unassigned", "--json").json
    assert {each["id"] for each in free} == {face, *others}
    assert "Undo what scan" in kinfolk("undo").out
    assert kinfolk("scans", "list", "--json").json == [scan]
    assert kinfolk("scans", "undo", "99").refusal
