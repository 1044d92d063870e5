"""Damage in the cache is the cache's: never the library's, never a vector on a wrong face."""

import random
import re
import shutil
import sqlite3
import sys
from collections.abc import Callable
from contextlib import closing, suppress
from pathlib import Path

import numpy as np
import pytest
from sqlmodel import Session

from kinfolk.core.database import Database
from kinfolk.core.db import backups, cache, restoring
from kinfolk.core.db.checksums import crop_checksum, register, vector_checksum
from kinfolk.core.db.storage import connect
from kinfolk.core.faces import crops, embeddings
from kinfolk.core.photos import photos
from kinfolk.errors import StorageError
from tests.album import Album
from tests.asking import Asking, opened
from tests.core.db.raw import sql
from tests.patience import PATIENCE, until

ENGINE = "engine/1"
FACES = 12


def jpeg(number: int, size: int = 3000) -> bytes:
    return random.Random(number).randbytes(size)


def unit(number: int) -> np.ndarray[tuple[int], np.dtype[np.float32]]:
    vector = np.random.default_rng(number).normal(size=128).astype(np.float32)
    return vector / np.linalg.norm(vector)


def filled(album: Album, size: int = 3000) -> list[str]:
    """Faces of one named person, each with its crop and vector."""
    eva = album.person("Eva")
    faces = [album.face(eva) for _ in range(FACES)]

    def put(session: Session) -> None:
        for number, face in enumerate(faces):
            crops.put(session, face, jpeg(number, size))
            embeddings.put(session, face, ENGINE, unit(number))

    album.do(put)
    return faces


@pytest.fixture
def faces(album: Album) -> list[str]:
    """The faces of a library that is closed."""
    made = filled(album)
    album.db.close()
    return made


def sound(library: Asking, faces: list[str], size: int = 3000) -> tuple[set[str], set[str]]:
    """Faces whose crop and whose vector are as they were stored; none may be anything else."""
    pictures = {face: library.ask(crops.get, face) for face in faces}
    vectors = library.ask(embeddings.vectors, faces, ENGINE)
    for number, face in enumerate(faces):
        assert pictures[face] in (None, jpeg(number, size))
        assert face not in vectors or vectors[face].tolist() == unit(number).tolist()
    return {face for face in faces if pictures[face]}, set(vectors)


# The vector of another face, and its checksum.
SWAP = (
    "UPDATE embedding SET vector = (SELECT vector FROM embedding WHERE face_id = ?2),"
    " checksum = (SELECT checksum FROM embedding WHERE face_id = ?2) WHERE face_id = ?1"
)


@pytest.mark.parametrize("is_large", [False, True])
def test_a_vector_of_another_face_counts_as_missing(
    faces: list[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch, is_large: bool
) -> None:
    sql(tmp_path / "cache.db", SWAP, values=(faces[3], faces[7]))
    if is_large:
        monkeypatch.setattr(cache, "CHECKED_AT_ONCE", 0)
    with opened(tmp_path) as library:
        assert sound(library, faces) == (set(faces), {*faces} - {faces[3]})
        assert library.ask(embeddings.get, faces[3], ENGINE) is None
        assert len(library.ask(embeddings.assets_lacking, ENGINE)) == 1
        library.do(embeddings.put, faces[3], ENGINE, unit(3))
        assert sound(library, faces) == (set(faces), set(faces))
        assert library.ask(embeddings.assets_lacking, ENGINE) == []
    with opened(tmp_path) as library:
        assert sound(library, faces) == (set(faces), set(faces))


def test_what_is_unsound_in_a_large_cache_is_removed_in_the_background(
    faces: list[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    sql(tmp_path / "cache.db", f"UPDATE crop SET jpeg = x'00' WHERE face_id = '{faces[3]}'")
    monkeypatch.setattr(cache, "CHECKED_AT_ONCE", 0)

    def kept() -> set[str]:
        return set(sql(tmp_path / "cache.db", "SELECT face_id FROM crop"))

    with opened(tmp_path):
        until(lambda: faces[3] not in kept())
        assert kept() == {*faces} - {faces[3]}


def test_a_vector_that_is_no_number_is_never_believed(album: Album) -> None:
    faces = filled(album)
    for bad in (np.nan, np.inf, 0.0):
        vector = np.full(128, bad, np.float32)
        album.do(embeddings.put, faces[0], ENGINE, vector)
        assert album.ask(embeddings.get, faces[0], ENGINE) is None
        assert len(album.ask(embeddings.assets_lacking, ENGINE)) == 1


@pytest.mark.slow
def test_random_bytes_never_put_a_vector_on_a_wrong_face(
    faces: list[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Whatever SQLite makes of it: each vector and crop is right or missing, the library whole."""
    monkeypatch.setattr(cache, "CHECKED_AT_ONCE", 0)
    before = {path: path.read_bytes() for path in tmp_path.glob("*.db")}
    for seed in range(12):
        chance = random.Random(seed)
        data = bytearray(before[tmp_path / "cache.db"])
        for _ in range(20):
            data[chance.randrange(len(data))] = chance.randrange(256)
        home = tmp_path / str(seed)
        home.mkdir()
        for path, content in before.items():
            (home / path.name).write_bytes(content)
        (home / "cache.db").write_bytes(data)
        with opened(home) as library:
            with suppress(StorageError):  # the first may meet the damage, and says so
                sound(library, faces)
            library.do(lambda session: None)
            sound(library, faces)
            library.create(f"P{seed}")
            assert library.everybody() == ["Eva", f"P{seed}"]
        assert not list(home.glob("*-wal"))  # no connection was left behind


def overwrite(home: Path) -> None:
    """As a failing disk does, under the open file."""
    with (home / "cache.db").open("r+b") as file:
        size = file.seek(0, 2)
        file.seek(4096)
        file.write(b"\xa5" * (size - 4096))


def cut_off(home: Path) -> None:
    with (home / "cache.db").open("r+b") as file:
        file.truncate(4096)


@pytest.mark.usefixtures("faces")
def test_a_large_cache_is_looked_through_in_the_background(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What no one asks for is found damaged, too, and made good once."""
    with (tmp_path / "cache.db").open("r+b") as file:
        file.seek(-4096, 2)
        file.write(b"\xa5" * 4096)
    monkeypatch.setattr(cache, "CHECKED_AT_ONCE", 0)
    with opened(tmp_path) as library:
        until(lambda: list(tmp_path.glob("cache.db.damaged-*")))
        library.do(lambda session: None)
        assert library.ask(photos.counts).pending == FACES
    assert len(list(tmp_path.glob("cache.db.damaged-*"))) == 1


@pytest.mark.parametrize("damage", [overwrite, cut_off])
def test_damage_that_comes_while_it_is_open_is_made_good(
    album: Album, tmp_path: Path, damage: Callable[[Path], None]
) -> None:
    faces = filled(album, size=200_000)  # more than SQLite keeps in memory
    album.db.close()
    with opened(tmp_path) as library:
        told = library.troubles()
        damage(tmp_path)
        with pytest.raises(StorageError, match="face pictures"):
            sound(library, faces, 200_000)
        assert "All names are safe" in told.get(timeout=PATIENCE).hint
        assert library.ask(crops.get, faces[0]) is None
        assert library.ask(photos.counts).pending == FACES
        library.do(crops.put, faces[0], jpeg(0))
        library.create("Bob")
        assert library.ask(crops.get, faces[0]) == jpeg(0)
        assert library.everybody() == ["Bob", "Eva"]
    assert len(list(tmp_path.glob("cache.db.damaged-*"))) == 1


def test_a_write_that_meets_damage_in_the_cache_does_not_blame_the_library(
    album: Album, tmp_path: Path
) -> None:
    faces = filled(album, size=200_000)
    album.db.close()
    with opened(tmp_path) as library:
        overwrite(tmp_path)
        with pytest.raises(StorageError, match="face pictures"):
            library.do(embeddings.put, faces[3], ENGINE, unit(3))
        library.do(embeddings.put, faces[3], ENGINE, unit(3))
        assert library.ask(embeddings.get, faces[3], ENGINE) is not None


@pytest.mark.skipif(sys.platform == "win32", reason="Windows removes no open file")
def test_a_cache_that_is_removed_while_it_is_open_is_begun_anew(
    db: Database, tmp_path: Path
) -> None:
    folder = tmp_path / "cache" / "kinfolk"
    folder.mkdir(parents=True)
    with closing(Database(tmp_path / "library.db", folder / "cache.db")) as other:
        album = Album(other)
        faces = filled(album)
        shutil.rmtree(folder.parent)
        album.do(crops.put, faces[0], jpeg(0))
        assert album.ask(crops.get, faces[0]) == jpeg(0)
        assert album.ask(crops.get, faces[1]) is None
        assert album.ask(photos.counts).pending == FACES
    assert (folder / "cache.db").exists()


@pytest.mark.skipif(sys.platform == "win32", reason="Windows replaces no open file")
def test_a_cache_that_is_replaced_while_it_is_open_is_looked_at(
    faces: list[str], tmp_path: Path
) -> None:
    """By an older copy, as a backup program does, and by something else."""
    shutil.copy(tmp_path / "cache.db", tmp_path / "copy.db")
    with opened(tmp_path) as library:
        library.do(crops.put, faces[0], b"newer")
        (tmp_path / "copy.db").replace(tmp_path / "cache.db")
        library.do(crops.put, faces[1], b"newer")
        assert library.ask(crops.get, faces[0]) == jpeg(0)
        assert library.ask(crops.get, faces[1]) == b"newer"
        (tmp_path / "note.txt").write_bytes(b"dear diary " * 1000)
        (tmp_path / "note.txt").replace(tmp_path / "cache.db")
        library.do(crops.put, faces[2], b"newer")
        assert library.ask(crops.get, faces[0]) is None
        assert library.ask(crops.get, faces[2]) == b"newer"
        assert library.ask(photos.counts).pending == FACES
        assert library.everybody() == ["Eva"]


def test_an_older_copy_of_the_library_keeps_the_cache(album: Album, tmp_path: Path) -> None:
    faces = filled(album)
    backup = tmp_path / "backup.db"
    backups.write(tmp_path / "library.db", backup)
    album.face()
    album.db.close()
    restoring.restore(tmp_path / "library.db", backup)
    with opened(tmp_path) as library:
        assert sound(library, faces) == (set(faces), set(faces))
        assert library.ask(photos.counts).done == FACES


# whether a cache that lies there is this library's, and sound


KNOWN, STRANGE = "face_known", "face_strange"


@pytest.fixture
def library(tmp_path: Path) -> Path:
    """A library with one face, in a photo that was looked through."""
    with opened(tmp_path) as library:
        Album(library.db).face()
    file = tmp_path / "library.db"
    sql(file, f"UPDATE face SET id = '{KNOWN}'", "UPDATE identity SET id = 'ours'")
    (tmp_path / "cache.db").unlink()
    return file


def prepare(folder: Path, *, is_damaged: bool = False) -> None:
    """Prepare the cache of the library in a folder."""
    with closing(connect(folder / "library.db")) as connection:
        cache.prepare(folder / "cache.db", connection, is_damaged=is_damaged)


def put_cache(folder: Path, *changes: str, owner: str | None = "ours") -> None:
    """A cache of today's, then changed by hand."""
    (folder / "cache.db").unlink(missing_ok=True)
    prepare(folder)
    sql(folder / "library.db", "UPDATE asset SET state = 'done'")
    owned = [f"INSERT INTO owner VALUES ('{owner}')"] if owner else []
    sql(folder / "cache.db", "DELETE FROM owner", *owned, *changes)


def crop_of(face: str) -> str:
    value = crop_checksum(jpeg(1), face)
    return f"INSERT INTO crop VALUES ('{face}', x'{jpeg(1).hex()}', {value})"


def vector_of(face: str) -> str:
    vector = unit(1).astype("<f4").tobytes()
    value = vector_checksum(vector, face, ENGINE)
    values = f"'{face}', '{ENGINE}', x'{vector.hex()}', {value}"
    return f"INSERT INTO embedding (face_id, engine_id, vector, checksum) VALUES ({values})"


@pytest.mark.parametrize(
    ("owner", "changes", "why"),
    [
        ("ours", [], None),
        ("ours", [crop_of(KNOWN)], None),
        ("ours", [crop_of(STRANGE), vector_of(STRANGE)], None),
        ("other", [], "other"),
        ("other", [crop_of(KNOWN), vector_of(KNOWN)], "other"),
        (None, [crop_of(KNOWN)], "other"),
        ("ours", [crop_of(KNOWN), "PRAGMA user_version = 0"], "other"),
        ("ours", [crop_of(KNOWN), "PRAGMA user_version = 4"], "other"),  # of Kinfolk 0.1
        ("ours", [crop_of(KNOWN), "PRAGMA user_version = 7"], "other"),
        ("ours", ["DROP TABLE crop"], "damaged"),
        ("ours", ["ALTER TABLE crop RENAME COLUMN jpeg TO picture"], "damaged"),
        ("ours", ["DROP TABLE embedding"], "damaged"),
        ("ours", ["ALTER TABLE embedding RENAME COLUMN vector TO numbers"], "damaged"),
        ("ours", ["DROP TABLE owner"], "damaged"),
        ("ours", ["DROP TABLE preview"], "damaged"),
        ("ours", ["ALTER TABLE preview RENAME COLUMN jpeg TO picture_"], "damaged"),
    ],
)
def test_whose_a_cache_is_and_whether_it_is_one(
    library: Path, tmp_path: Path, owner: str | None, changes: list[str], why: str | None
) -> None:
    """By the owner that it names; one of another version, or that lacks something, is none."""
    put_cache(tmp_path, *changes, owner=owner)
    for _ in range(2):
        prepare(tmp_path)
    assert state(tmp_path) == (([why], 0, "pending") if why else ([], len(changes), "done"))


def test_a_cache_without_ages_is_kept_and_has_room_for_them(library: Path, tmp_path: Path) -> None:
    without = ["ALTER TABLE embedding DROP COLUMN age", "PRAGMA user_version = 5"]
    put_cache(tmp_path, crop_of(KNOWN), vector_of(KNOWN), *without)
    assert cache.faces(tmp_path / "cache.db") == 1
    for _ in range(2):
        prepare(tmp_path)
    assert state(tmp_path) == ([], 2, "done")
    assert sql(tmp_path / "cache.db", "SELECT age FROM embedding") == [None]


def state(folder: Path) -> tuple[list[str], int, str]:
    """Why caches were set aside, how many rows there are in this one, and how the photo is."""
    asides = sorted(path.name.split(".")[2].split("-")[0] for path in folder.glob("cache.db.*"))
    (rows,) = sql(
        folder / "cache.db", "SELECT (SELECT count(*) FROM crop) + count(*) FROM embedding"
    )
    assert sql(folder / "cache.db", "SELECT library FROM owner") == ["ours"]
    assert sql(folder / "cache.db", "PRAGMA user_version") == [6]
    assert sql(folder / "cache.db", "SELECT count(*) FROM touched") > [0]
    (photo,) = sql(folder / "library.db", "SELECT state FROM asset")
    return asides, rows, photo


def test_of_caches_set_aside_the_newest_of_a_kind_is_kept(library: Path, tmp_path: Path) -> None:
    put_cache(tmp_path, vector_of(STRANGE), owner="other")
    prepare(tmp_path)
    for turn in range(2):
        (tmp_path / "cache.db").write_bytes(b"no database" * 100 + bytes([turn]))
        (tmp_path / "cache.db-wal").write_bytes(b"of that one")
        prepare(tmp_path)
        assert not (tmp_path / "cache.db-wal").exists()
        for older in tmp_path.glob("cache.db.damaged-*"):
            assert re.fullmatch(r"cache\.db\.damaged-\d{8}-\d{6}", older.name)
            older.rename(tmp_path / "cache.db.damaged-20200101-000000")
    assert state(tmp_path) == (["damaged", "other"], 0, "pending")
    kept = tmp_path / "cache.db.damaged-20200101-000000"
    assert kept.read_bytes().endswith(b"\x01")


def test_damage_that_was_met_sets_a_sound_one_aside(library: Path, tmp_path: Path) -> None:
    put_cache(tmp_path, crop_of(KNOWN))
    prepare(tmp_path, is_damaged=True)
    assert state(tmp_path) == (["damaged"], 0, "pending")


@pytest.mark.parametrize("content", [None, b""])
def test_a_cache_that_is_not_there_is_begun(
    library: Path, tmp_path: Path, content: bytes | None
) -> None:
    put_cache(tmp_path)
    (tmp_path / "cache.db").unlink()
    if content is not None:
        (tmp_path / "cache.db").write_bytes(content)
    else:
        (tmp_path / "cache.db.new").write_bytes(b"what a killed one left")
    prepare(tmp_path)
    assert state(tmp_path) == ([], 0, "pending")


def test_a_photo_that_failed_or_is_away_does_not_wait_for_a_new_cache(
    library: Path, tmp_path: Path
) -> None:
    for word in ("failed", "missing"):
        (tmp_path / "cache.db").unlink(missing_ok=True)
        sql(library, f"UPDATE asset SET state = '{word}'")
        prepare(tmp_path)
        assert state(tmp_path) == ([], 0, word)


@pytest.mark.parametrize(("room", "is_checked"), [(0, True), (-1, False)])
def test_up_to_some_size_it_is_checked_at_once(
    library: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, room: int, is_checked: bool
) -> None:
    put_cache(tmp_path, crop_of(KNOWN), "UPDATE crop SET jpeg = x'00'")
    size = (tmp_path / "cache.db").stat().st_size
    monkeypatch.setattr(cache, "CHECKED_AT_ONCE", size + room)
    prepare(tmp_path)
    assert state(tmp_path) == ([], int(not is_checked), "done")


def test_whether_the_pages_of_a_cache_hang_together(library: Path, tmp_path: Path) -> None:
    put_cache(tmp_path, *(crop_of(f"face_{number}") for number in range(9)))
    file = tmp_path / "cache.db"
    assert cache.is_whole(file)
    data = file.read_bytes()
    for damaged in (data[:4096], data[:4096] + bytes(len(data) - 4096), b"no database" * 100):
        file.write_bytes(damaged)
        assert not cache.is_whole(file)
    file.unlink()
    assert not cache.is_whole(file)
    assert not file.exists()


def test_rows_are_named_by_their_table_and_go_alone(library: Path, tmp_path: Path) -> None:
    put_cache(
        tmp_path,
        *(crop_of(f"face_{n}") for n in range(4)),
        *(vector_of(f"face_{n}") for n in range(4)),
        "UPDATE crop SET jpeg = x'00' WHERE rowid IN (1, 3)",
        "UPDATE embedding SET vector = x'00' WHERE rowid = 2",
    )
    with closing(sqlite3.connect(tmp_path / "cache.db", isolation_level=None)) as connection:
        register(connection)
        found = cache.unsound(connection)
        assert found == {"crop": [1, 3], "embedding": [2]}
        good = crop_of("face_2").replace("INSERT", "REPLACE")
        connection.execute(good)  # row 3 is made good meanwhile, under another number
        cache.drop(connection, {"crop": [1, 2, 3], "embedding": [1, 2]})
        kept = "SELECT face_id FROM {} ORDER BY face_id"
        crops_left = [row[0] for row in connection.execute(kept.format("crop"))]
        vectors_left = [row[0] for row in connection.execute(kept.format("embedding"))]
        assert crops_left == ["face_1", "face_2", "face_3"]
        assert vectors_left == ["face_0", "face_2", "face_3"]
        assert cache.unsound(connection) == {"crop": [], "embedding": []}
