"""After a restore the cache knows other faces than the library: the next scan mends it."""

from contextlib import closing
from pathlib import Path

import pytest
from sqlalchemy import func, select
from sqlmodel import col

from kinfolk.core.database import Database
from kinfolk.core.db import backups, contents, restoring
from kinfolk.core.db.backups import BackupKind
from kinfolk.core.db.models import Crop, Face
from kinfolk.core.faces import embeddings
from kinfolk.core.people import people
from tests.fake_engine import FakeEngine, draw
from tests.rig import Rig


def lacking(db: Database) -> tuple[int, int]:
    """Photos that lack a vector; faces that lack a crop."""
    with db.read() as session:
        known = select(Crop.face_id).where(col(Crop.face_id) == col(Face.id)).exists()  # type: ignore[call-overload]
        query = select(func.count()).select_from(Face).where(~known)
        crops = session.execute(query).scalar_one()
        return len(embeddings.assets_lacking(session, "fake/1")), crops


@pytest.mark.slow
@pytest.mark.alone
def test_the_next_scan_mends_the_cache(rig: Rig, tmp_path: Path) -> None:
    rig.scan_album()
    rig.name("Eva", "b.jpg")
    made = backups.before(tmp_path / "library.db", tmp_path / "backups", BackupKind.ENGINE)
    assert made is not None
    before = {name: rig.faces(name) for name in ("a.jpg", "b.jpg")}
    # Since then: a photo drawn anew, so that its faces and their crops are others, and a new one.
    draw(rig.folder / "b.jpg", [("blue", 60, 40)], note="someone else")
    draw(rig.folder / "new.jpg", [("pink", 60, 40), ("cyan", 100, 90)], note="new")
    rig.scan()
    rig.decide(people.create, name="Dora")
    rig.db.close()
    restoring.restore(tmp_path / "library.db", made.backup.path)
    with closing(Database(tmp_path / "library.db", tmp_path / "cache.db")) as db:
        again = Rig(db, rig.folder, FakeEngine())
        assert [face.id for face in again.faces("a.jpg")] == [f.id for f in before["a.jpg"]]
        again.scan()
        assert lacking(db) == (0, 0)
        assert again.scan().photos_total == 0
        assert len(again.faces("new.jpg")) == 2
        with db.read() as session:
            eva = people.find_by_name(session, "Eva", None)
            assert eva is not None
        assert contents.lack(tmp_path / "library.db", made.backup.path).names == 0
