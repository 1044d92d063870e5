"""What a scan has placed, listed and taken back by verbs."""

from pathlib import Path

from kinfolk.core.db import models
from kinfolk.core.db.database import Database
from kinfolk.core.scans import ScanRecord
from kinfolk.paths import Paths
from tests.album import Album
from tests.cli.conftest import Kinfolk


def test_a_scan_is_listed_and_taken_back(kinfolk: Kinfolk, base: Path) -> None:
    assert kinfolk("scans", "list", "--json").json == []
    paths = Paths.of(base)
    db = Database(paths.library_db, paths.cache_db)
    album = Album(db)
    eva = album.person("Eva")
    face, mark = album.face(eva), ScanRecord("one/1")
    db.write(
        lambda s: setattr(s.get_one(models.Face, face), "scan_id", mark.id(s, album.library_id))
    ).result()
    db.close()
    (scan,) = kinfolk("scans", "list", "--json").json
    assert (scan["engine_id"], scan["face_count"]) == ("one/1", 1)
    assert "one/1" in kinfolk("scans", "list").out
    assert kinfolk("scans", "undo", str(scan["id"])).out == (
        "Took back 1 face. No scan puts them there again; you may be asked.\n"
    )
    assert kinfolk("scans", "list").err.startswith("No scan has placed")
    assert kinfolk("faces", "list", "--unassigned", "--json").json[0]["id"] == face
    assert "Take back what scan" in kinfolk("undo").out
    assert kinfolk("scans", "list", "--json").json == [scan]
    unknown = kinfolk("scans", "undo", "99")
    assert (unknown.code, unknown.err.count("\n")) == (1, 1)
