"""Whoever keeps faces hears of all that is written, by whomever, and of exchanged files."""

import shutil
from collections.abc import Callable
from datetime import date, datetime
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from sqlalchemy import text
from sqlmodel import Session

from kinfolk.core.db import touched_rows
from kinfolk.core.db.models import Asset
from kinfolk.core.db.touched_rows import Watermark
from kinfolk.core.faces import embeddings, faces
from kinfolk.core.people import people, review
from kinfolk.core.people.review import Answer
from kinfolk.metadata.capture_date import TakenPrecision
from tests.album import Album
from tests.asking import Asking, opened
from tests.core.db.raw import sql

ENGINE = "engine/1"
VECTOR = np.eye(1, 128, dtype=np.float32)[0]


def moment(library: Asking) -> Watermark:
    return library.ask(touched_rows.watermark)


def since(library: Asking, known: Watermark) -> dict[str, set[str]] | None:
    """Touched ids by table; null for everything."""
    changes, now = library.ask(touched_rows.since, known, ENGINE)
    assert now == moment(library)
    return None if changes.all else {table: set(ids) for table, ids in changes.tables.items()}


def test_nothing_was_touched(album: Album) -> None:
    assert since(album, moment(album)) == {}


def test_each_kind_of_change_is_noted(album: Album, tmp_path: Path) -> None:
    eva, group = album.person("Eva"), album.group(faces=1)
    face, photo = album.face(eva), album.photo()

    def noted(command: Callable[..., object], *args: Any, **kwargs: Any) -> dict[str, set[str]]:
        before = moment(album)
        command(*args, **kwargs)
        found = since(album, before)
        assert found is not None
        return found

    for told in ({"name": "Ada"}, {"birth_date": date(2000, 1, 1)}):
        assert noted(album.change, eva, **told) == {"person": {eva}}
    assert noted(album.change, eva, is_favorite=True) == {}
    assert noted(album.do, faces.detach, [face]) == {
        "face": {face},
        "rejection": {*sql(tmp_path / "library.db", "SELECT id FROM rejection")},
    }
    assert noted(album.do, embeddings.put, face, ENGINE, VECTOR) == {"face": {face}}
    assert noted(album.do, embeddings.put, face, "other/1", VECTOR) == {}
    drop = text("DELETE FROM embedding WHERE engine_id = :engine")
    assert noted(album.do, Session.execute, drop, {"engine": ENGINE}) == {"face": {face}}
    assert noted(album.edit, Asset, photo, taken_at=datetime(2020, 1, 1)) == {"asset": {photo}}
    doubted = {"taken_precision": TakenPrecision.ABOUT}
    assert noted(album.edit, Asset, photo, **doubted) == {"asset": {photo}}
    assert noted(album.edit, Asset, photo, **doubted) == {}
    assert noted(album.edit, Asset, photo, path="/elsewhere") == {}
    assert [*noted(album.do, review.answer_pair, eva, group, Answer.NO)] == ["distinct_pair"]
    gone = noted(album.do, people.delete, eva)
    assert (gone["person"], len(gone["distinct_pair"]), len(gone["rejection"])) == ({eva}, 1, 1)
    assert noted(album.do, faces.delete, face)["face"] == {face}


def test_what_was_undone_was_touched_too(album: Album) -> None:
    face = album.face()
    before = moment(album)
    album.decide(faces.delete, face)
    deleted = moment(album)
    album.db.undo().result()
    assert since(album, deleted) == since(album, before) == {"face": {face}}


def test_whoever_writes_is_noted(album: Album, tmp_path: Path) -> None:
    """A program that knows nothing of this: an older Kinfolk, say."""
    before, eva = moment(album), album.person("Eva")
    named = "UPDATE person SET name = 'Ada', name_key = 'ada'"
    sql(tmp_path / "library.db", named, "DELETE FROM person")
    assert since(album, before) == {"person": {eva}}


def test_only_so_much_is_remembered(album: Album, tmp_path: Path) -> None:
    before = moment(album)
    album.person("Eva")
    later = moment(album)
    many = (
        "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 49999)"
        " INSERT INTO touched (mark, tbl, row_id) SELECT random(), 'face', 'face_' || i FROM n"
    )
    assert sql(tmp_path / "library.db", many, "SELECT count(*) FROM touched") == [50_000]
    assert since(album, before) is None
    assert len((since(album, later) or {})["face"]) == 49_999


def test_a_backup_that_was_written_on_is_another_library(album: Album, tmp_path: Path) -> None:
    album.person("Eva")
    album.db.close()
    backup = tmp_path / "backup"
    shutil.copytree(tmp_path, backup)
    with opened(tmp_path) as first, opened(backup) as second:
        common = moment(first)
        assert since(second, common) == {}
        first.create("Ada")
        second.create("Bea")
        assert len((since(second, common) or {})["person"]) == 1
        assert since(second, moment(first)) is None
        assert since(first, moment(second)) is None


def test_a_cache_that_was_made_anew_is_another_one(album: Album, tmp_path: Path) -> None:
    face = album.face()
    album.do(embeddings.put, face, ENGINE, VECTOR)
    before = moment(album)
    album.db.close()
    for file in tmp_path.glob("cache.db*"):
        file.unlink()
    with opened(tmp_path) as library:
        assert since(library, before) is None
        assert since(library, moment(library)) == {}
        while moment(library).cache[0] < before.cache[0]:
            library.do(embeddings.put, face, ENGINE, VECTOR)
        assert since(library, before) is None


@pytest.mark.parametrize("schema", ["library", "cache"])
def test_without_any_note_everything_was_touched(album: Album, tmp_path: Path, schema: str) -> None:
    before = moment(album)
    sql(tmp_path / f"{schema}.db", "DELETE FROM touched")
    assert since(album, before) is None
    assert since(album, moment(album)) is None


def test_how_much_was_touched_between_two_moments(album: Album, tmp_path: Path) -> None:
    later = Watermark(library=(10, 5), cache=(20, 6))
    assert later.since(Watermark(library=(7, 100), cache=(15, 200))) == 8
    for name in ("library", "cache"):
        sql(tmp_path / f"{name}.db", "DELETE FROM touched")
    assert moment(album) == Watermark((0, 0), (0, 0))
