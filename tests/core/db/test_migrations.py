"""Every released library opens, and ends equal to a fresh one."""

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest
from sqlalchemy import create_engine, text
from sqlmodel import SQLModel

from kinfolk.core import library, people, presence, roster
from kinfolk.core.actions import Act, Action, Origin
from kinfolk.core.db import history
from kinfolk.core.db.database import Database
from kinfolk.core.db.migrations import migrate
from kinfolk.core.db.models import CACHE
from kinfolk.core.db.schema import STEPS, Version
from kinfolk.errors import AppError
from tests import summaries

FIXTURES = sorted((Path(__file__).parent / "fixtures").glob("library-*.sql"))
LATER = Version(STEPS[-1][0].major, STEPS[-1][0].minor + 1)
NEXT = (*STEPS, (LATER, "ALTER TABLE person ADD COLUMN later VARCHAR; SELECT 1"))


def dumped(library: Path, release: str) -> Path:
    """The library that this release left behind, as a file."""
    (dump,) = (path for path in FIXTURES if path.stem == f"library-{release}")
    with closing(sqlite3.connect(library)) as connection:
        connection.executescript(dump.read_text("utf-8"))
    return library


def schema(path: Path) -> dict[str, object]:
    """Tables and indexes as SQLite understands them, whatever the words they were made with."""
    with closing(sqlite3.connect(path)) as connection:
        tables = [
            row[0]
            for row in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")
            if not row[0].startswith("sqlite_")
        ]
        found: dict[str, object] = {}
        for table in sorted(tables):
            found[table] = connection.execute(f"PRAGMA table_info({table})").fetchall()
            keys = connection.execute(f"PRAGMA foreign_key_list({table})").fetchall()
            found[f"{table} keys"] = sorted(key[2:] for key in keys)
        found["indexes"] = sorted(
            (name, " ".join(sql.split()))
            for name, sql in connection.execute(
                "SELECT name, sql FROM sqlite_master WHERE type = 'index' AND sql IS NOT NULL"
            )
        )
        return found


def version(path: Path) -> int:
    with closing(sqlite3.connect(path)) as connection:
        return int(connection.execute("PRAGMA user_version").fetchone()[0])


def test_the_steps_end_at_todays_models(tmp_path: Path) -> None:
    migrate(tmp_path / "migrated.db")
    engine = create_engine(f"sqlite:///{tmp_path / 'models.db'}")
    tables = [table for table in SQLModel.metadata.tables.values() if table.schema != CACHE]
    with engine.begin() as connection:
        for table in tables:
            table.create(connection)
    engine.dispose()
    assert schema(tmp_path / "migrated.db") == schema(tmp_path / "models.db")
    assert version(tmp_path / "migrated.db") == STEPS[-1][0].stamp


@pytest.mark.parametrize("dump", FIXTURES, ids=lambda path: path.stem)
def test_every_released_library_opens(dump: Path, tmp_path: Path) -> None:
    with closing(sqlite3.connect(tmp_path / "library.db")) as connection:
        connection.executescript(dump.read_text("utf-8"))
    db = Database(tmp_path / "library.db", tmp_path / "cache.db")
    migrate(tmp_path / "fresh.db")
    assert schema(tmp_path / "library.db") == schema(tmp_path / "fresh.db")
    with db.read() as session:
        assert [name for _, name in roster.names(session)] == ["Bob", "Éva"]
        assert [step.words for step in history.steps(session)] == ["Rename Eva", "Create Eva"]
        eva = people.find_by_name(session, "éva", None)
        assert eva is not None
        assert (eva.face_count, eva.asset_count) == (2, 2)
    assert [db.undo().result().result.words for _ in range(2)] == ["Rename Eva", "Create Eva"]
    with db.read() as session:
        assert [name for _, name in roster.names(session)] == ["Bob"]
    db.close()


def test_a_sentence_stays_a_sentence(tmp_path: Path) -> None:
    """Steps of before 1.3, and of an older Kinfolk that goes on writing to the library."""
    library = dumped(tmp_path / "library.db", "1.2")
    db = Database(library, tmp_path / "cache.db", origin=Origin.WINDOW)
    db.write(lambda s: people.create(s, name="Uma"), label=Action.of(Act.NAME, name="Uma")).result()
    with closing(sqlite3.connect(library)) as connection, connection:
        connection.execute(
            "INSERT INTO step (label, is_undone, is_aside, size, created_at, rows)"
            " SELECT 'Delete nobody', 0, 0, size, created_at, rows FROM step WHERE label = 'name'"
        )
    with db.read() as session:
        steps = history.steps(session)
    assert [(step.origin, step.words) for step in steps] == [
        (None, "Delete nobody"),
        (Origin.WINDOW, "Name Uma"),
        (None, "Rename Eva"),
        (None, "Create Eva"),
    ]
    assert steps[2].action == Action.told("Rename Eva")
    db.close()


def test_what_was_named_before_1_1_is_the_users(tmp_path: Path) -> None:
    """The groups that people named were the machine's placing still: any scan could lose them."""
    library = tmp_path / "library.db"
    with closing(sqlite3.connect(library)) as connection:
        connection.executescript(FIXTURES[0].read_text("utf-8"))
        (asset,) = connection.execute("SELECT id FROM asset LIMIT 1").fetchone()
        connection.execute("UPDATE face SET assigned_by = 'auto'")
        connection.execute("UPDATE person SET name = NULL, name_key = NULL WHERE name = 'Bob'")
        connection.execute(
            "UPDATE face SET person_id = (SELECT id FROM person WHERE name IS NULL)"
            " WHERE asset_id = ?",
            (asset,),
        )
        connection.execute(
            "INSERT INTO dismissed_box VALUES ('box_1', ?, 1, 2, 3, 4, '2026-11-25 12:00:00')",
            (asset,),
        )
        connection.commit()
    migrate(library)
    with closing(sqlite3.connect(library)) as connection:
        words = connection.execute(
            "SELECT person.name, face.assigned_by FROM face JOIN person"
            " ON person.id = face.person_id ORDER BY 1"
        ).fetchall()
        assert words == [(None, "auto"), ("Éva", "user")]
        for table in ("face", "dismissed_box"):
            seen = connection.execute(
                f"SELECT seen_in = content_hash, seen_width, seen_height FROM {table}"
                " JOIN asset ON asset.id = asset_id"
            ).fetchall()
            assert set(seen) == {(1, 400, 300)}


def test_what_a_photo_that_failed_shows_is_not_known(tmp_path: Path) -> None:
    """Its hash may be that of other bytes than those its faces were found in."""
    library = tmp_path / "library.db"
    with closing(sqlite3.connect(library)) as connection:
        connection.executescript(FIXTURES[0].read_text("utf-8"))
        connection.execute("UPDATE asset SET state = 'failed'")
        connection.commit()
    migrate(library)
    with closing(sqlite3.connect(library)) as connection:
        rows = connection.execute(
            "SELECT picture, seen_in = asset.id, content_hash <> '' FROM face"
            " JOIN asset ON asset.id = asset_id"
        ).fetchall()
    assert set(rows) == {("", 1, 1)}


def test_who_is_in_a_photo_is_noted_of_a_library_from_before_1_5(tmp_path: Path) -> None:
    library = dumped(tmp_path / "library.db", "1.4")
    with closing(sqlite3.connect(library)) as connection:
        one, other = (row[0] for row in connection.execute("SELECT id FROM face ORDER BY id"))
        connection.execute("UPDATE face SET seen_in = 'another' WHERE id = ?", (other,))
        connection.execute(
            "INSERT INTO person (id, library_id, is_hidden, is_favorite, is_settled, created_at,"
            " updated_at) SELECT 'group', id, 0, 0, 1, created_at, updated_at FROM library"
        )
        columns = [row[1] for row in connection.execute("PRAGMA table_info(face)")]
        for number, owner in enumerate(("'group'", "'group'", "NULL")):
            values = {"id": f"'face_{number}'", "person_id": owner}
            listed = ", ".join(values.get(name, name) for name in columns)
            connection.execute(f"INSERT INTO face SELECT {listed} FROM face WHERE id = ?", (one,))
        connection.execute(
            "UPDATE asset SET taken_at = '2001-02-03 04:05:06.000000'"
            " WHERE id = (SELECT max(id) FROM asset)"
        )
        connection.commit()
    db = Database(library, tmp_path / "cache.db")
    with db.read() as session:
        summaries.check(session)
        numbers = session.execute(text("SELECT people, unknown FROM photo_summary ORDER BY people"))
        assert [tuple(row) for row in numbers] == [(0, 0), (3, 2)]
        dates = session.execute(text("SELECT taken_precision, taken_source FROM asset"))
        assert {tuple(row) for row in dates} == {("second", None), ("second", "exif")}
    db.close()


def test_names_of_a_library_from_before_1_6_are_read_by_its_next_scan(tmp_path: Path) -> None:
    """They never were, and nothing is written beside photos unless somebody asks for it."""
    db = Database(dumped(tmp_path / "library.db", "1.5"), tmp_path / "cache.db")
    with db.read() as session:
        folders = session.execute(text("SELECT read_names, keep_names FROM folder"))
        assert [tuple(row) for row in folders] == [(1, 0)]
        photos = session.execute(text("SELECT names_read, names_trouble FROM asset"))
        assert {tuple(row) for row in photos} == {(None, None)}
        (photo,) = session.execute(text("SELECT DISTINCT asset_id FROM presence")).scalars()
        assert len(presence.in_photos(session, [photo])[photo]) == 1
        summaries.check(session)
    db.close()


def test_faces_are_looked_for_in_a_library_from_before_1_8(tmp_path: Path) -> None:
    """As they were; and nothing of it is to be looked at once more."""
    db = Database(dumped(tmp_path / "library.db", "1.7"), tmp_path / "cache.db")
    with db.read() as session:
        assert [each.finds_faces for each in library.folders(session)] == [True]
        assert set(session.execute(text("SELECT is_looked_at FROM asset")).scalars()) == {1}
        lengths = session.execute(text("SELECT length_ms FROM asset ORDER BY length_ms"))
        assert list(lengths.scalars()) == [None, 8000]
    db.close()


def test_there_is_a_fixture_for_each_release() -> None:
    released = {f"library-{version.major}.{version.minor}" for version, _ in STEPS[:-1]}
    assert {path.stem for path in FIXTURES} >= released


def test_a_step_makes_a_backup_first(tmp_path: Path) -> None:
    library = tmp_path / "library.db"
    for _ in range(2):  # one that is of today already needs none
        migrate(library)
    assert not (tmp_path / "backups").exists()
    migrate(library, NEXT)
    (copy,) = (tmp_path / "backups").glob("library-*-before-update.db")
    assert version(copy) == STEPS[-1][0].stamp
    assert version(library) == LATER.stamp
    assert "later" in str(schema(library)["person"])


def test_a_failing_step_leaves_the_library_as_it_was(tmp_path: Path) -> None:
    library = tmp_path / "library.db"
    migrate(library)
    before = schema(library)
    broken = (*STEPS, (LATER, "CREATE TABLE extra (id); SELECT * FROM nowhere;"))
    with pytest.raises(sqlite3.OperationalError):
        migrate(library, broken)
    assert schema(library) == before
    assert version(library) == STEPS[-1][0].stamp


def test_a_newer_minor_version_opens_and_undo_keeps_its_columns(tmp_path: Path) -> None:
    library = tmp_path / "library.db"
    migrate(library, NEXT)
    db = Database(library, tmp_path / "cache.db")
    eva = db.write(lambda s: people.create(s, name="Eva")).result().result.person.id
    with closing(sqlite3.connect(library)) as connection, connection:
        connection.execute("UPDATE person SET later = 'Evi'")
    db.write(lambda s: people.delete(s, eva), label="Delete").result()
    db.undo().result()
    with closing(sqlite3.connect(library)) as connection:
        assert connection.execute("SELECT later FROM person").fetchone() == ("Evi",)
    db.close()


def test_a_newer_major_version_is_refused(tmp_path: Path) -> None:
    library = tmp_path / "library.db"
    migrate(library, (*STEPS, (Version(2, 0), "SELECT 1;")))
    with pytest.raises(AppError, match="newer Kinfolk"):
        Database(library, tmp_path / "cache.db")
