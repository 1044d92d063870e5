"""kill -9 at any moment: what was acknowledged is there, whole and once."""

import random
import shutil
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from kinfolk.core.database import Database
from kinfolk.core.db import contents
from tests.album import Album
from tests.copies import copies
from tests.faults.client import Client
from tests.faults.house import House, Program
from tests.faults.ledger import read
from tests.faults.next_schema import LATER, NOW
from tests.patience import PATIENCE

pytestmark = pytest.mark.slow


def test_a_user_is_killed(house: House, is_long: bool) -> None:
    chance, photos = random.Random(1), house.photo_facts()
    for number in range(35 if is_long else 4):
        user = house.user(number, 12)
        user.ready()
        user.kill(chance.uniform(0, 0.4))
        house.learn(user.said)
    assert house.ledger.names
    assert house.photo_facts() == photos


def test_a_scan_is_killed_beside_a_user(built: House, tmp_path: Path, is_long: bool) -> None:
    """In the end the library holds what an undisturbed scan finds."""
    chance = random.Random(2)
    house = House.build(tmp_path, photos=40)
    cut_off = 0
    for number in range(35 if is_long else 4):
        house.draw(12)
        photos = house.photo_facts()
        scan, user = house.scan(), house.user(number, 5)
        scan.ready()
        cut_off += scan.kill(chance.uniform(0, 1.5))
        user.end()
        house.learn(user.said)
        assert house.photo_facts() == photos
    assert cut_off
    house.scan().end()
    house.learn()
    calm = House.build(tmp_path / "calm", photos=len(photos))
    found, undisturbed = (
        read(each.base / "data" / "library.db").name_of.keys() for each in (house, calm)
    )
    assert found == undisturbed - house.ledger.said.not_faces


def test_a_server_is_killed(house: House, is_long: bool) -> None:
    chance, photos = random.Random(4), house.photo_facts()
    for number in range(15 if is_long else 2):
        server, url = house.serve()
        client = Client(house.base, url, seed=number)
        client.start()
        if number % 2:
            assert client.has_named.wait(PATIENCE)
        assert server.kill(chance.uniform(0.1, 0.7))
        client.join()
        house.learn(client.said)
    assert house.ledger.names
    assert house.photo_facts() == photos


def test_three_at_once(house: House, is_long: bool) -> None:
    """Three users with a scan beside them, all of them killed now and then."""
    chance, photos = random.Random(3), house.photo_facts()
    for number in range(8 if is_long else 1):
        users = [house.user(number, 15, part, 3) for part in range(3)]
        scan = house.scan()
        if number % 2:
            users[0].ready()
            users[0].kill(chance.uniform(0, 0.5))
        for program in (*users[number % 2 :], scan):
            program.end()
        house.learn(*(user.said for user in users))
    assert len(house.ledger.names) > 3
    assert house.photo_facts() == photos


def test_a_backup_is_killed_beside_a_user(house: House, tmp_path: Path, is_long: bool) -> None:
    """A file that is there as a backup is one: whole, with all that was said before it."""
    chance = random.Random(5)
    for number in range(12 if is_long else 2):
        before, file = house.ledger, tmp_path / f"backup-{number}.db"
        backup, user = house.verb("backup", str(file)), house.user(number, 6)
        backup.kill(chance.uniform(0.3, 1.2))
        user.end()
        house.learn(user.said)
        if file.exists():
            assert before.wrongs_in(file) == []
    file = tmp_path / "last.db"
    house.verb("backup", str(file)).end()
    assert house.ledger.wrongs_in(file) == []


def test_a_migration_is_killed(tmp_path: Path, is_long: bool) -> None:
    """With many faces: the step is done or not, and the copy from before it is whole."""
    chance = random.Random(7)
    first = tmp_path / "first.db"
    with closing(Database(first, tmp_path / "cache.db")) as db:
        Album(db).person("Éva", faces=1)
    with closing(sqlite3.connect(first)) as connection, connection:
        copies(connection, "face", 30_000, id="printf('face_%06d', i)")
    faces = rows(first, "SELECT id, person_id FROM face ORDER BY id")
    for number in range(10 if is_long else 2):
        library = tmp_path / str(number) / "library.db"
        library.parent.mkdir()
        shutil.copy(first, library)
        for _ in range(2):
            program = Program("tests.faults.next_schema", str(library))
            program.ready()
            program.kill(chance.uniform(0, 0.6))
            is_done = "later" in {row[1] for row in rows(library, "PRAGMA table_info(face)")}
            assert rows(library, "PRAGMA user_version") == [((LATER if is_done else NOW).stamp,)]
        Program("tests.faults.next_schema", str(library)).end()
        assert rows(library, "PRAGMA integrity_check") == [("ok",)]
        assert rows(library, "SELECT id, person_id FROM face ORDER BY id") == faces
        assert rows(library, "SELECT count(*) FROM face WHERE later = id") == [(len(faces),)]
        kept = [contents.check(copy) for copy in library.parent.glob("backups/library-*.db")]
        assert kept
        assert {(copy.people, copy.faces) for copy in kept} == {(1, len(faces))}


def rows(library: Path, query: str) -> list[tuple[object, ...]]:
    with closing(sqlite3.connect(library)) as connection:
        return connection.execute(query).fetchall()
