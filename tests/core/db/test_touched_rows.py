"""Whoever keeps faces hears of all that is written, by whomever, and of exchanged files."""

import shutil
import sqlite3
from collections.abc import Callable
from contextlib import closing
from dataclasses import replace
from datetime import date, datetime
from pathlib import Path

import numpy as np
import pytest
from sqlmodel import Session

from kinfolk.core.database import Database
from kinfolk.core.db import touched_rows
from kinfolk.core.db.models import Asset, Embedding
from kinfolk.core.db.touched_rows import Watermark
from kinfolk.core.faces import embeddings, faces
from kinfolk.core.people import people, review
from kinfolk.core.people.person_fields import UNCHANGED
from kinfolk.core.people.review import Answer
from kinfolk.metadata.capture_date import TakenPrecision
from tests.album import Album

ENGINE = "engine/1"
VECTOR = np.eye(1, 128, dtype=np.float32)[0]
Work = Callable[[Session], object]


def moment(db: Database) -> Watermark:
    with db.read() as session:
        return touched_rows.watermark(session)


def since(db: Database, known: Watermark, engine_id: str = ENGINE) -> dict[str, set[str]] | None:
    """Touched ids by table; null for everything."""
    with db.read() as session:
        changes, now = touched_rows.since(session, known, engine_id)
        assert now == touched_rows.watermark(session)
    return None if changes.all else {table: set(ids) for table, ids in changes.tables.items()}


def test_nothing_was_touched(album: Album) -> None:
    assert since(album.db, moment(album.db)) == {}


def test_each_kind_of_change_is_noted(album: Album) -> None:
    db, eva, group = album.db, album.person("Eva"), album.group(faces=1)
    face, photo = album.face(eva), album.photo()

    def noted(work: Work) -> dict[str, set[str]] | None:
        before = moment(db)
        db.write(work).result()
        return since(db, before)

    def retake(session: Session) -> None:
        session.get_one(Asset, photo).taken_at = datetime(2020, 1, 1)

    def doubt(session: Session) -> None:
        session.get_one(Asset, photo).taken_precision = TakenPrecision.ABOUT

    def move(session: Session) -> None:
        session.get_one(Asset, photo).path = "/elsewhere"

    assert noted(lambda s: people.update(s, eva, replace(UNCHANGED, name="Ada"))) == {
        "person": {eva}
    }
    assert noted(
        lambda s: people.update(s, eva, replace(UNCHANGED, birth_date=date(2000, 1, 1)))
    ) == {"person": {eva}}
    assert noted(lambda s: people.update(s, eva, replace(UNCHANGED, is_favorite=True))) == {}
    assert noted(lambda s: faces.detach(s, [face])) == {"face": {face}, "rejection": {*_said(db)}}
    assert noted(lambda s: embeddings.put(s, face, ENGINE, VECTOR)) == {"face": {face}}
    assert noted(lambda s: embeddings.put(s, face, "other/1", VECTOR)) == {}
    assert noted(lambda s: s.delete(s.get_one(Embedding, (face, ENGINE)))) == {"face": {face}}
    assert noted(retake) == {"asset": {photo}}
    assert noted(doubt) == {"asset": {photo}}
    assert noted(doubt) == {}
    assert noted(move) == {}
    before = moment(db)
    db.write(lambda s: review.answer_pair(s, eva, group, Answer.NO)).result()
    assert [*(since(db, before) or ())] == ["distinct_pair"]
    gone = noted(lambda s: people.delete(s, eva)) or {}
    assert (gone["person"], len(gone["distinct_pair"]), len(gone["rejection"])) == ({eva}, 1, 1)
    assert (noted(lambda s: faces.delete(s, face)) or {})["face"] == {face}


def _said(db: Database) -> list[str]:
    with db.read() as session:
        rows = session.connection().exec_driver_sql("SELECT id FROM rejection")
        return [row[0] for row in rows]


def test_what_was_undone_was_touched_too(album: Album) -> None:
    db, face = album.db, album.face()
    before = moment(db)
    db.write(lambda s: faces.delete(s, face), label="Delete").result()
    deleted = moment(db)
    db.undo().result()
    assert since(db, deleted) == since(db, before) == {"face": {face}}


def test_whoever_writes_is_noted(album: Album, tmp_path: Path) -> None:
    """A program that knows nothing of this: an older Kinfolk, say."""
    before, eva = moment(album.db), album.person("Eva")
    with closing(sqlite3.connect(tmp_path / "library.db")) as connection:
        connection.execute("UPDATE person SET name = 'Ada', name_key = 'ada'")
        connection.commit()
        connection.execute("DELETE FROM person")
        connection.commit()
    assert since(album.db, before) == {"person": {eva}}


def test_only_so_much_is_remembered(album: Album, tmp_path: Path) -> None:
    before = moment(album.db)
    album.person("Eva")
    later = moment(album.db)
    with closing(sqlite3.connect(tmp_path / "library.db")) as connection:
        many = (
            "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 49999)"
            " INSERT INTO touched (mark, tbl, row_id) SELECT random(), 'face', 'face_' || i FROM n"
        )
        connection.execute(many)
        connection.commit()
        kept = connection.execute("SELECT count(*) FROM touched").fetchone()
    assert kept == (50_000,)
    assert since(album.db, before) is None
    assert len((since(album.db, later) or {})["face"]) == 49_999


def test_a_backup_that_was_written_on_is_another_library(album: Album, tmp_path: Path) -> None:
    album.person("Eva")
    backup = tmp_path / "backup"
    backup.mkdir()
    album.db.close()
    for name in ("library.db", "cache.db"):
        shutil.copy(tmp_path / name, backup / name)
    first, second = (Database(at / "library.db", at / "cache.db") for at in (tmp_path, backup))
    common = moment(first)
    assert since(second, common) == {}
    for each, name in ((first, "Ada"), (second, "Bea")):
        Album(each).person(name)
    assert len((since(second, common) or {})["person"]) == 1
    assert since(second, moment(first)) is None
    assert since(first, moment(second)) is None
    first.close()
    second.close()


def test_a_cache_that_was_made_anew_is_another_one(album: Album, tmp_path: Path) -> None:
    face = album.face()
    album.do(embeddings.put, face, ENGINE, VECTOR)
    before = moment(album.db)
    album.db.close()
    for file in tmp_path.glob("cache.db*"):
        file.unlink()
    db = Database(tmp_path / "library.db", tmp_path / "cache.db")
    assert since(db, before) is None
    assert since(db, moment(db)) == {}
    db.close()


@pytest.mark.parametrize("schema", ["library", "cache"])
def test_without_any_note_everything_was_touched(album: Album, tmp_path: Path, schema: str) -> None:
    before = moment(album.db)
    with closing(sqlite3.connect(tmp_path / f"{schema}.db")) as connection:
        connection.execute("DELETE FROM touched")
        connection.commit()
    assert since(album.db, before) is None
    assert since(album.db, moment(album.db)) is None


def test_how_much_was_touched_between_two_moments(album: Album, tmp_path: Path) -> None:
    later = Watermark(library=(10, 5), cache=(20, 6))
    assert later.since(Watermark(library=(7, 100), cache=(15, 200))) == 8
    for name in ("library", "cache"):
        with closing(sqlite3.connect(tmp_path / f"{name}.db")) as connection, connection:
            connection.execute("DELETE FROM touched")
    assert moment(album.db) == Watermark((0, 0), (0, 0))
