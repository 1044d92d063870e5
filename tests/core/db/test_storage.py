"""A full disk, a file that cannot be written, a damaged one: said in plain words."""

import os
import sqlite3
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from sqlalchemy import text
from sqlmodel import Session

from kinfolk.core import crops, embeddings, library, people, photos
from kinfolk.core.db.database import Database
from kinfolk.core.db.storage import explained
from kinfolk.core.person_fields import UNCHANGED
from kinfolk.errors import AppError
from tests.album import Album


def reopen(folder: Path) -> Database:
    return Database(folder / "library.db", folder / "cache.db")


def test_a_full_disk_is_said_and_loses_nothing(album: Album) -> None:
    eva = album.person("Eva")

    def fill(session: Session) -> None:
        people.update(session, eva, replace(UNCHANGED, name="Eve"))
        session.execute(text("PRAGMA max_page_count = 1"))
        session.execute(text("UPDATE person SET name = hex(zeroblob(1000000))"))

    with pytest.raises(AppError, match="disk is full"):
        album.db.write(fill).result()

    def more_room(session: Session) -> None:
        session.execute(text("PRAGMA max_page_count = 1000000"))

    album.db.write(more_room).result()
    assert album.person("Bob")
    with album.db.read() as session:
        assert people.get(session, eva).name == "Eva"


@pytest.mark.skipif(
    not hasattr(os, "geteuid") or os.geteuid() == 0, reason="permissions do not bind this user"
)
def test_a_read_only_folder_is_said(tmp_path: Path) -> None:
    tmp_path.chmod(0o500)
    try:
        with pytest.raises(AppError, match="cannot be opened"):
            reopen(tmp_path)
    finally:
        tmp_path.chmod(0o700)


def test_a_read_only_file_is_said(tmp_path: Path) -> None:
    connection = sqlite3.connect(tmp_path / "a.db")
    connection.execute("PRAGMA query_only = ON")
    with pytest.raises(AppError, match="cannot be written"), explained():
        connection.execute("CREATE TABLE a (b)")
    connection.close()


def test_a_folder_that_is_not_there_is_said(tmp_path: Path) -> None:
    with pytest.raises(AppError, match="cannot be opened"):
        reopen(tmp_path / "nowhere")


def test_no_database_at_all_is_said(tmp_path: Path) -> None:
    (tmp_path / "library.db").write_bytes(b"Dear diary, today I ate a database. " * 100)
    with pytest.raises(AppError, match="not a Kinfolk library"):
        reopen(tmp_path)


def test_somebody_elses_database_is_refused(tmp_path: Path) -> None:
    with sqlite3.connect(tmp_path / "library.db") as connection:
        connection.execute("CREATE TABLE songs (name)")
    connection.close()
    with pytest.raises(AppError, match="not a Kinfolk library"):
        reopen(tmp_path)


def test_a_damaged_library_is_said(album: Album, tmp_path: Path) -> None:
    for number in range(30):
        album.person(f"Person {number}")
    album.db.close()
    path = tmp_path / "library.db"
    data = bytearray(path.read_bytes())
    data[4096:] = b"\xff" * (len(data) - 4096)
    path.write_bytes(data)
    with pytest.raises(AppError, match="damaged"):
        reopen(tmp_path)


def fill_cache(album: Album) -> str:
    face = album.face()

    def put(session: Session) -> None:
        crops.put(session, face, b"webp")
        embeddings.put(session, face, "engine/1", np.ones(128, np.float32))

    album.db.write(put).result()
    return face


def test_the_cache_holds_crops_and_vectors(album: Album) -> None:
    face = fill_cache(album)
    album.db.write(lambda s: crops.put(s, face, b"newer")).result()
    with album.db.read() as session:
        assert crops.get(session, face) == b"newer"
        assert crops.get(session, "face_unknown") is None
        vector = embeddings.get(session, face, "engine/1")
        assert vector is not None
        assert vector.tolist() == [1.0] * 128
        assert embeddings.get(session, face, "engine/2") is None
        ids, matrix = embeddings.matrix(session, ["nobody", face], "engine/1")
        assert (ids, matrix.shape) == ([face], (1, 128))
        assert embeddings.matrix(session, [], "engine/1")[0] == []
        assert embeddings.assets_lacking(session, "engine/1") == []
        assert len(embeddings.assets_lacking(session, "engine/2")) == 1


@pytest.mark.parametrize("damage", ["missing", "garbage", "truncated", "scratched", "foreign"])
def test_a_lost_cache_is_made_anew_and_the_photos_wait_for_a_scan(
    album: Album, tmp_path: Path, damage: str
) -> None:
    face = fill_cache(album)
    album.db.close()
    path = tmp_path / "cache.db"
    if damage == "missing":
        path.unlink()
    elif damage == "garbage":
        path.write_bytes(os.urandom(50_000))
    elif damage == "truncated":
        path.write_bytes(path.read_bytes()[:4200])
    elif damage == "scratched":
        data = bytearray(path.read_bytes())
        data[-3000:] = os.urandom(3000)
        path.write_bytes(data)
    else:
        with sqlite3.connect(path) as connection:
            connection.execute("PRAGMA user_version = 99")
        connection.close()
    db = reopen(tmp_path)
    with db.read() as session:
        assert crops.get(session, face) is None
        counts = photos.counts(session)
        assert (counts.pending, counts.done, counts.faces) == (1, 0, 1)
    db.close()
    assert len(list(tmp_path.glob("cache.db.damaged-*"))) == (damage != "missing")


def test_a_sound_cache_is_kept(album: Album, tmp_path: Path) -> None:
    face = fill_cache(album)
    album.db.close()
    db = reopen(tmp_path)
    with db.read() as session:
        assert crops.get(session, face) == b"webp"
        assert photos.counts(session).done == 1
    db.close()


def test_a_busy_library_is_said(
    album: Album, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("kinfolk.core.db.storage.BUSY_SECONDS", 0.05)
    other = reopen(tmp_path)
    blocker = sqlite3.connect(tmp_path / "library.db", isolation_level=None)
    blocker.execute("BEGIN IMMEDIATE")
    with pytest.raises(AppError, match="busy"):
        other.write(lambda s: library.create(s, name="A")).result()
    blocker.execute("ROLLBACK")
    blocker.close()
    assert other.write(lambda s: library.create(s, name="A")).result().result.name == "A"
    other.close()
