"""Forgotten for good: no byte of what only the history held is left in the files."""

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from datetime import datetime
from functools import partial
from pathlib import Path

import pytest
from sqlalchemy import select
from sqlmodel import col

from kinfolk.core.database import Database
from kinfolk.core.db import backups, storage
from kinfolk.core.db.models import Crop, Embedding, Preview, now
from kinfolk.core.db.storage import connect
from kinfolk.core.faces import crops
from kinfolk.core.history import history
from kinfolk.core.people import people
from kinfolk.errors import AppError
from kinfolk.paths import Paths
from kinfolk.recognition.forgetting import forget
from tests.fake_engine import draw
from tests.rig import Rig

pytestmark = pytest.mark.alone
WHO = "Zacharias Quuxington"
FILE = "unmistakable-name"
OTHER = f"../other/{FILE}.jpg"


@pytest.fixture
def db(paths: Paths) -> Iterator[Database]:
    database = Database(paths.library_db, paths.cache_db)
    yield database
    database.close()


@pytest.fixture
def house(rig: Rig, tmp_path: Path) -> Rig:
    """Anna stays; of someone else all photos lie in a folder that is taken out."""
    draw(rig.folder / "a.jpg", [("red", 20, 20)], note="a")
    other = tmp_path / "other"
    draw(other / f"{FILE}.jpg", [("blue", 30, 60), ("pink", 100, 10)], note="b")
    rig.add_and_scan(other)
    for who, photo in (("Anna", "a.jpg"), (WHO, OTHER)):
        rig.say(who, photo)
    return rig


def let_go(house: Rig) -> list[bytes]:
    """The folder and the person go; what must not be found of them."""
    photo, ids = house.photos()[OTHER], [face.id for face in house.faces(OTHER)]
    blobs = house.every(select(col(Crop.jpeg)).where(col(Crop.face_id).in_(ids)))
    blobs += house.every(select(col(Preview.jpeg)).where(col(Preview.asset_id) == photo.id))
    vectors = house.every(select(col(Embedding.vector)).where(col(Embedding.face_id).in_(ids)))
    house.step(f"Delete {WHO}", people.delete, house.id_of(WHO))
    house.remove(Path(photo.path).parent)
    # Of a large one any part of it: SQLite cuts it into pages.
    pieces = [blob[at : at + 64] for blob in blobs for at in range(600, len(blob) - 64, 500)]
    assert len(pieces) > 5
    return [WHO.encode(), WHO.casefold().encode(), FILE.encode(), *vectors, *pieces]


def found(paths: Paths, wanted: list[bytes]) -> set[bytes]:
    """What of it stands anywhere in the files of the library."""
    everything = [file.read_bytes() for file in paths.data.parent.rglob("*") if file.is_file()]
    return {each for each in wanted if any(each in data for data in everything)}


def test_nothing_of_it_is_left(house: Rig, paths: Paths) -> None:
    wanted = let_go(house)
    for why in ("damaged", "other"):  # caches that were set aside
        aside = paths.cache_db.with_name(f"{paths.cache_db.name}.{why}-20200101-000000")
        aside.write_bytes(wanted[-1])
    assert found(paths, wanted) == set(wanted)
    assert forget(house.db, paths, before=None, in_backups=False) == 4
    assert found(paths, wanted) == set()
    assert house.ask(history.steps) == []
    assert house.everybody() == ["Anna"]
    assert house.ask(crops.get, house.faces("a.jpg")[0].id)
    with pytest.raises(AppError, match="Nothing to undo"):
        house.db.undo().result()
    house.db.close()
    assert found(paths, wanted) == set()


def test_it_does_not_come_back_with_the_folder(house: Rig, paths: Paths, tmp_path: Path) -> None:
    let_go(house)
    forget(house.db, paths, before=None, in_backups=False)
    house.add_and_scan(tmp_path / "other")
    assert house.everybody() == ["Anna"]
    assert [face.assigned_by for face in house.faces(OTHER)] != ["user", "user"]
    assert not house.scan().photos_total


def test_what_came_later_can_still_be_undone(house: Rig, paths: Paths) -> None:
    wanted = let_go(house)
    moment = now()
    house.decide(people.create, name="Eva", library_id=house.library_id)
    assert forget(house.db, paths, before=moment, in_backups=False) == 4
    assert found(paths, wanted) == set()
    house.db.undo().result()
    assert house.everybody() == ["Anna"]
    assert house.ask(history.next_undo) is None


def test_what_was_done_since_is_kept_whole(house: Rig, paths: Paths) -> None:
    moment = now()
    wanted = let_go(house)
    assert forget(house.db, paths, before=moment, in_backups=False) == 2
    assert found(paths, wanted) == set(wanted)
    for _ in range(2):
        house.db.undo().result()
    assert house.everybody() == ["Anna", WHO]


def test_in_backups_too_where_it_is_asked_for(house: Rig, paths: Paths) -> None:
    for kind, day in ((backups.BackupKind.DAILY, 1), (backups.BackupKind.HAND, 2)):
        backups.make(paths, kind, now=datetime(2020, 1, day))
    wanted = let_go(house)[:2]
    forget(house.db, paths, before=None, in_backups=False)
    assert found(paths, wanted[:1]) == set(wanted[:1])
    forget(house.db, paths, before=None, in_backups=True)
    assert found(paths, wanted) == set()
    (left,) = backups.listing(backups.folders(paths))
    assert backups.look(left).counts
    with closing(sqlite3.connect(left.path)) as copy:
        names = copy.execute("SELECT name FROM person WHERE name IS NOT NULL").fetchall()
    assert names == [("Anna",)]


@pytest.fixture
def impatient(monkeypatch: pytest.MonkeyPatch) -> None:
    """A library that is opened from now on waits hardly at all for another process."""
    monkeypatch.setattr(storage, "BUSY_SECONDS", 0.1)


def test_what_cannot_be_erased_yet_is_told(impatient: None, house: Rig, paths: Paths) -> None:
    """The steps are gone by then; who tries again has the rest erased."""
    wanted = let_go(house)
    with closing(connect(paths.library_db)) as other:
        other.execute("BEGIN")
        other.execute("SELECT name FROM person").fetchall()
        with pytest.raises(AppError) as told:
            forget(house.db, paths, before=None, in_backups=False)
    assert told.value.message == (
        "Another app is reading the library. "
        "What was forgotten can’t be undone any more, but is still in Kinfolk’s files."
    )
    assert told.value.hint == "Try again when no other copy of Kinfolk has it open."
    assert forget(house.db, paths, before=None, in_backups=False) == 0
    assert found(paths, wanted) == set()


def test_who_writes_meanwhile_waits(db: Database, paths: Paths) -> None:
    with closing(Database(paths.library_db, paths.cache_db)) as other:
        rewritten = db.rewrite()
        written = [each.write(partial(people.create, name="Eva")) for each in (db, other)]
        assert [each.result().result.person.name for each in written] == ["Eva", "Eva"]
        rewritten.result()


def test_a_library_that_is_in_use_is_told_in_words(impatient: None, paths: Paths) -> None:
    """Once no one writes or reads there, it goes on."""
    with (
        closing(Database(paths.library_db, paths.cache_db)) as db,
        closing(connect(paths.library_db)) as other,
    ):
        db.write(partial(people.create, name="Eva")).result()
        for begin, said in (
            ("BEGIN IMMEDIATE", "The library is busy"),
            ("BEGIN; SELECT name FROM person", "Another app is reading the library"),
        ):
            for statement in begin.split(";"):
                other.execute(statement).fetchall()
            with pytest.raises(AppError, match=said):
                db.rewrite().result()
            other.execute("ROLLBACK")
        db.rewrite().result()
