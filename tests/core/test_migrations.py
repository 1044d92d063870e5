"""Every released library opens, and ends equal to a fresh one."""

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest
from sqlalchemy import create_engine
from sqlmodel import SQLModel

from app.core import history, people, roster
from app.core.db import Database
from app.core.migrations import STEPS, Version, migrate
from app.core.models import CACHE
from app.errors import AppError

FIXTURES = sorted((Path(__file__).parent / "fixtures").glob("library-*.sql"))
NEXT = (*STEPS, (Version(1, 2), "ALTER TABLE person ADD COLUMN nickname VARCHAR; SELECT 1"))


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
        assert [step.label for step in history.steps(session)] == ["Rename Eva", "Create Eva"]
        eva = people.find_by_name(session, "éva", None)
        assert eva is not None
        assert (eva.face_count, eva.asset_count) == (2, 2)
    assert [db.undo().result().result for _ in range(2)] == ["Rename Eva", "Create Eva"]
    with db.read() as session:
        assert [name for _, name in roster.names(session)] == ["Bob"]
    db.close()


def test_there_is_a_fixture_for_each_release() -> None:
    released = {f"library-{version.major}.{version.minor}" for version, _ in STEPS[:-1]}
    assert {path.stem for path in FIXTURES} >= released


def test_a_step_makes_a_dated_copy_first(tmp_path: Path) -> None:
    library = tmp_path / "library.db"
    migrate(library)
    assert list(tmp_path.glob("library-*.db")) == []
    migrate(library, NEXT)
    (copy,) = tmp_path.glob("library-1.1-*.db")
    assert version(copy) == STEPS[-1][0].stamp
    assert version(library) == Version(1, 2).stamp
    assert "nickname" in str(schema(library)["person"])


def test_a_failing_step_leaves_the_library_as_it_was(tmp_path: Path) -> None:
    library = tmp_path / "library.db"
    migrate(library)
    before = schema(library)
    broken = (*STEPS, (Version(1, 2), "CREATE TABLE extra (id); SELECT * FROM nowhere;"))
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
        connection.execute("UPDATE person SET nickname = 'Evi'")
    db.write(lambda s: people.delete(s, eva), label="Delete").result()
    db.undo().result()
    with closing(sqlite3.connect(library)) as connection:
        assert connection.execute("SELECT nickname FROM person").fetchone() == ("Evi",)
    db.close()


def test_a_newer_major_version_is_refused(tmp_path: Path) -> None:
    library = tmp_path / "library.db"
    migrate(library, (*STEPS, (Version(2, 0), "SELECT 1;")))
    with pytest.raises(AppError, match="newer Kinfolk"):
        Database(library, tmp_path / "cache.db")
