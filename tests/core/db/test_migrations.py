"""The baseline and the steps after it: each whole or not at all, after a copy of what was there."""

import shutil
import sqlite3
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from functools import partial
from pathlib import Path

import pytest
from sqlalchemy import create_engine
from sqlmodel import SQLModel

from kinfolk.core.birth import Birth
from kinfolk.core.database import Database
from kinfolk.core.db import backups, contents, restoring
from kinfolk.core.db.migrations import migrate
from kinfolk.core.db.models import CACHE
from kinfolk.core.db.schema import STEPS, Version
from kinfolk.core.people import people, people_lists
from kinfolk.errors import AppError
from kinfolk.paths import Paths

NEWEST = STEPS[-1][0]
LATER = Version(NEWEST.major, NEWEST.minor + 1)
LATEST = Version(NEWEST.major, NEWEST.minor + 2)
STEP = """
    ALTER TABLE person ADD COLUMN later VARCHAR;
    UPDATE person SET later = name || ', later';
"""
NEXT = (*STEPS, (LATER, STEP))


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


def value(path: Path, sql: str) -> object:
    with closing(sqlite3.connect(path)) as connection:
        return connection.execute(sql).fetchone()[0]


def version(path: Path) -> Version:
    stamp = value(path, "PRAGMA user_version")
    assert isinstance(stamp, int)
    return Version.of(stamp)


@pytest.fixture
def library(tmp_path: Path) -> Path:
    """Of today, with Eva, whose name is a step of the history."""
    file = tmp_path / "library.db"
    with closing(opened(file)) as db:
        db.write(lambda s: people.create(s, name="Eva"), label="Create Eva").result()
    return file


def opened(library: Path) -> Database:
    return Database(library, library.with_name("cache.db"))


def copies(library: Path) -> list[Path]:
    return sorted(library.parent.glob("backups/library-*-before-update.db"))


def test_a_new_library_is_todays_models(tmp_path: Path) -> None:
    migrate(tmp_path / "migrated.db")
    engine = create_engine(f"sqlite:///{tmp_path / 'models.db'}")
    tables = [table for table in SQLModel.metadata.tables.values() if table.schema != CACHE]
    with engine.begin() as connection:
        for table in tables:
            table.create(connection)
    engine.dispose()
    migrated, models = schema(tmp_path / "migrated.db"), schema(tmp_path / "models.db")
    assert migrated.pop("indexes")  # only the schema names them
    assert migrated | {"indexes": []} == models
    assert version(tmp_path / "migrated.db") == NEWEST


def test_a_step_comes_after_a_copy_of_what_was_there(library: Path) -> None:
    migrate(library)  # it is of today: nothing is to be done, and nothing to be copied
    assert copies(library) == []
    migrate(library, NEXT)
    (copy,) = copies(library)
    assert version(library) == LATER
    assert value(library, "SELECT later FROM person") == "Eva, later"
    assert version(copy) == NEWEST
    assert contents.check(copy).people == 1
    migrate(library, NEXT)
    assert copies(library) == [copy]


def test_steps_follow_each_other_from_wherever_the_library_is(
    library: Path, tmp_path: Path
) -> None:
    steps = (*NEXT, (LATEST, "UPDATE person SET later = later || ' still'"))
    fresh = tmp_path / "fresh.db"
    migrate(fresh, steps)
    migrate(library, steps)
    assert version(fresh) == version(library) == LATEST
    assert schema(library) == schema(fresh)
    assert value(library, "SELECT later FROM person") == "Eva, later still"
    assert len(copies(library)) == 1  # one, of before all of them


def test_a_failing_step_leaves_the_library_as_it_was(library: Path) -> None:
    """The steps before it stand: each is one transaction with its stamp."""
    broken = (*NEXT, (LATEST, "DELETE FROM person; SELECT * FROM nowhere;"))
    with pytest.raises(sqlite3.OperationalError):
        migrate(library, broken)
    assert version(library) == LATER
    assert value(library, "SELECT later FROM person") == "Eva, later"


def test_of_several_that_open_it_at_once_one_takes_the_step(library: Path) -> None:
    with ThreadPoolExecutor(4) as pool:
        for done in [pool.submit(migrate, library, NEXT) for _ in range(4)]:
            done.result()
    assert version(library) == LATER
    assert value(library, "SELECT later FROM person") == "Eva, later"


def test_a_newer_minor_version_opens_and_undo_keeps_its_columns(library: Path) -> None:
    migrate(library, NEXT)
    with closing(opened(library)) as db:
        with db.read() as session:
            ((eva, _),) = people_lists.names(session)
        db.write(lambda s: people.delete(s, eva), label="Delete").result()
        db.undo().result()
    assert value(library, "SELECT later FROM person") == "Eva, later"
    assert version(library) == LATER


# what Kinfolk 0.1 made


OF_0_1 = "This library was made by Kinfolk 0.1 and can’t be used any more."
STAMPS = [Version(1, minor) for minor in range(9)]


def become(version: Version, file: Path) -> None:
    """Its stamp alone tells a library of 0.1."""
    with closing(sqlite3.connect(file)) as connection:
        connection.execute(f"PRAGMA user_version = {version.stamp}")


def bytes_of(folder: Path) -> dict[Path, bytes]:
    return {each: each.read_bytes() for each in folder.rglob("*") if each.is_file()}


@pytest.mark.parametrize("journal", ["WAL", "DELETE"])
def test_a_library_of_0_1_is_refused_and_not_touched(library: Path, journal: str) -> None:
    value(library, f"PRAGMA journal_mode = {journal}")
    for stamp in STAMPS:
        become(stamp, library)
        before = bytes_of(library.parent)
        with pytest.raises(AppError) as refused:
            opened(library)
        assert (refused.value.message, refused.value.hint) == (
            OF_0_1,
            "Nothing was changed. To begin a new library,"
            f" move the folder {library.parent} elsewhere.",
        )
        assert bytes_of(library.parent) == before


def test_a_backup_of_0_1_is_refused_in_the_same_words(library: Path, tmp_path: Path) -> None:
    backup = tmp_path / "old.db"
    shutil.copy(library, backup)
    for stamp in STAMPS:
        become(stamp, backup)
        before = bytes_of(tmp_path)
        with pytest.raises(AppError) as refused:
            restoring.restore(library, backup)
        assert (refused.value.message, refused.value.hint) == (
            OF_0_1,
            "Nothing was changed. Choose a backup that a newer version made.",
        )
        assert bytes_of(tmp_path) == before


def test_of_a_library_of_0_1_no_backup_is_made(tmp_path: Path) -> None:
    """It could not be restored."""
    paths = Paths.of(tmp_path)
    with closing(Database(paths.library_db, paths.cache_db)):
        pass
    become(STAMPS[-1], paths.library_db)
    files = set(tmp_path.rglob("*.db"))
    for make in (
        lambda: backups.make(paths),
        lambda: backups.write(paths.library_db, tmp_path / "mine.db"),
    ):
        with pytest.raises(AppError) as refused:
            make()
        assert (refused.value.message, refused.value.hint) == (OF_0_1, "Your library is unchanged.")
    assert set(tmp_path.rglob("*.db")) == files


def test_a_library_before_births_about_a_year_notes_their_precision_from_then_on(
    tmp_path: Path,
) -> None:
    """Else recognition would not see that "about 1970" has become "1965", of the same first day."""
    before, older = tmp_path / "library.db", STEPS[:1]
    migrate(before, older)
    now = "2020-01-01 00:00:00"
    with closing(sqlite3.connect(before)) as connection, connection:
        connection.execute(
            "INSERT INTO library (id, name, created_at, updated_at) VALUES ('lib_a', 'A', ?, ?)",
            (now, now),
        )
        connection.execute(
            "INSERT INTO person"
            " (id, library_id, birth_date, is_hidden, is_favorite, is_settled, created_at,"
            " updated_at) VALUES ('person_a', 'lib_a', '1970-01-01', 0, 0, 0, ?, ?)",
            (now, now),
        )
    migrate(before)
    with closing(sqlite3.connect(before)) as connection, connection:
        connection.execute("DELETE FROM touched WHERE tbl = 'person'")
        connection.execute("UPDATE person SET birth_precision = 'about'")
        noted = connection.execute("SELECT row_id FROM touched WHERE tbl = 'person'").fetchall()
    assert noted == [("person_a",)]
    with closing(opened(before)) as db, db.read() as session:
        assert people.get(session, "person_a").birth_about == Birth.about(1975)


def test_names_with_other_spaces_are_found_by_usual_ones(tmp_path: Path) -> None:
    """Where the same name with usual spaces is someone else's already, both stay."""
    before = tmp_path / "library.db"
    migrate(before, STEPS[:3])
    now = "2020-01-01 00:00:00"
    with closing(sqlite3.connect(before)) as connection, connection:
        connection.execute(
            "INSERT INTO library (id, name, created_at, updated_at) VALUES ('lib_a', 'A', ?, ?)",
            (now, now),
        )
        for name in (
            "Anna\u00a0Bell",
            "Ben  Cole",
            "Di\u2009Fox",
            "Eva",
            "Eva Day",
            "Eva\u00a0Day",
        ):
            connection.execute(
                "INSERT INTO person"
                " (id, library_id, name, name_key, is_hidden, is_favorite, is_settled, created_at,"
                " updated_at) VALUES (?, 'lib_a', ?, ?, 0, 0, 0, ?, ?)",
                (f"person_{name!a}", name, name.casefold(), now, now),
            )
    with closing(opened(before)) as db:
        for name in ("Anna Bell", "Ben\u2009Cole"):
            made = db.write(partial(people.create, name=name)).result().result
            assert not made.is_new
        with db.read() as session:
            known = sorted(name for _, name in people_lists.names(session))
    assert known == ["Anna Bell", "Ben Cole", "Di Fox", "Eva", "Eva Day", "Eva\u00a0Day"]
    opened(before).close()  # it is not taken for damaged
