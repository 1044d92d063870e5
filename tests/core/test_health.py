"""A library.db that is gone, empty or damaged is noticed before anything is written to it."""

from pathlib import Path

import numpy as np
import pytest
from sqlmodel import Session

from app.core import crops, embeddings
from app.core.db import Database
from app.errors import Damaged
from tests.album import Album


def files(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in folder.iterdir() if path.is_file()}


def filled(album: Album) -> None:
    """Some people, each with a face whose crop and vector the cache holds."""
    unit = np.zeros(128, np.float32)
    unit[0] = 1

    def put(session: Session, face: str) -> None:
        crops.put(session, face, b"webp")
        embeddings.put(session, face, "engine/1", unit)

    for name in ("Eva", "Bob", "Carla"):
        face = album.face(album.person(name))
        album.db.write(lambda session, face=face: put(session, face)).result()  # type: ignore[misc]


@pytest.mark.parametrize("state", ["gone", "empty"])
def test_a_lost_library_is_not_begun_anew(album: Album, tmp_path: Path, state: str) -> None:
    filled(album)
    album.db.close()
    library = tmp_path / "library.db"
    library.unlink()
    if state == "empty":
        library.touch()
    before = files(tmp_path)
    with pytest.raises(Damaged, match=f"is {state}") as refused:
        Database(library, tmp_path / "cache.db")
    assert "kinfolk restore" in refused.value.hint
    assert "the cache holds 3 faces of it" in refused.value.findings
    assert library.exists() == (state == "empty")
    assert before.items() <= files(tmp_path).items()


def test_an_empty_library_beside_its_log_keeps_the_log(album: Album, tmp_path: Path) -> None:
    """SQLite itself deletes the -wal of an empty file as it opens it."""
    filled(album)
    wal = (tmp_path / "library.db-wal").read_bytes()
    album.db.close()
    for path in tmp_path.glob("*.db*"):
        path.unlink()
    (tmp_path / "library.db").touch()
    (tmp_path / "library.db-wal").write_bytes(wal)
    with pytest.raises(Damaged, match="is empty"):
        Database(tmp_path / "library.db", tmp_path / "cache.db")
    assert (tmp_path / "library.db-wal").read_bytes() == wal


def test_an_empty_file_and_nothing_else_is_a_new_library(tmp_path: Path) -> None:
    (tmp_path / "library.db").touch()
    Database(tmp_path / "library.db", tmp_path / "cache.db").close()
    (tmp_path / "library.db").unlink()
    Database(tmp_path / "library.db", tmp_path / "cache.db").close()  # that cache held nothing
