"""The baseline and the steps after it: each whole or not at all, after a copy of what was there."""

import shutil
import sqlite3
from concurrent.futures import ThreadPoolExecutor
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
from kinfolk.paths import Paths
from tests.asking import everybody, opened, refused
from tests.core.db.raw import put, sql
from tests.photo_facts import facts_of

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
    found: dict[str, object] = {}
    for table in sql(path, "SELECT name FROM sqlite_master WHERE type = 'table'"):
        if not table.startswith("sqlite_"):
            found[table] = sql(path, f"PRAGMA table_info({table})")
            keys = sql(path, f"PRAGMA foreign_key_list({table})")
            found[f"{table} keys"] = sorted(key[2:] for key in keys)
    made = "SELECT name, sql FROM sqlite_master WHERE type = 'index' AND sql IS NOT NULL"
    indexes = sql(path, made)
    return found | {"indexes": sorted((name, " ".join(words.split())) for name, words in indexes)}


def version(path: Path) -> Version:
    (stamp,) = sql(path, "PRAGMA user_version")
    return Version.of(stamp)


def later(path: Path) -> object:
    """What the step has put beside the name of the only person."""
    (found,) = sql(path, "SELECT later FROM person")
    return found


@pytest.fixture
def library(tmp_path: Path) -> Path:
    """Of today, with Eva, whose name is a step of the history."""
    with opened(tmp_path) as library:
        library.create("Eva")
    return tmp_path / "library.db"


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
    assert later(library) == "Eva, later"
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
    assert later(library) == "Eva, later still"
    assert len(copies(library)) == 1  # one, of before all of them


def test_a_failing_step_leaves_the_library_as_it_was(library: Path) -> None:
    """The steps before it stand: each is one transaction with its stamp."""
    broken = (*NEXT, (LATEST, "DELETE FROM person; SELECT * FROM nowhere;"))
    with pytest.raises(sqlite3.OperationalError):
        migrate(library, broken)
    assert version(library) == LATER
    assert later(library) == "Eva, later"


def test_of_several_that_open_it_at_once_one_takes_the_step(library: Path) -> None:
    with ThreadPoolExecutor(4) as pool:
        for done in [pool.submit(migrate, library, NEXT) for _ in range(4)]:
            done.result()
    assert version(library) == LATER
    assert later(library) == "Eva, later"


def test_a_newer_minor_version_opens_and_undo_keeps_its_columns(library: Path) -> None:
    migrate(library, NEXT)
    with opened(library.parent) as again:
        ((eva, _),) = again.ask(people_lists.names)
        again.decide(people.delete, eva)
        again.db.undo().result()
    assert later(library) == "Eva, later"
    assert version(library) == LATER


# what Kinfolk 0.1 made


OF_0_1 = "This library was made by Kinfolk 0.1 and can’t be used any more."
STAMPS = [Version(1, minor) for minor in range(9)]


def become(version: Version, file: Path) -> None:
    """Its stamp alone tells a library of 0.1."""
    sql(file, f"PRAGMA user_version = {version.stamp}")


@pytest.mark.parametrize("journal", ["WAL", "DELETE"])
def test_a_library_of_0_1_is_refused_and_not_touched(library: Path, journal: str) -> None:
    sql(library, f"PRAGMA journal_mode = {journal}")
    for stamp in STAMPS:
        become(stamp, library)
        before = facts_of(library.parent)
        assert refused(lambda: Database(library, library.with_name("cache.db"))) == (
            OF_0_1,
            "Nothing was changed. To begin a new library,"
            f" move the folder {library.parent} elsewhere.",
        )
        assert facts_of(library.parent) == before


def test_a_backup_of_0_1_is_refused_in_the_same_words(library: Path, tmp_path: Path) -> None:
    backup = tmp_path / "old.db"
    shutil.copy(library, backup)
    for stamp in STAMPS:
        become(stamp, backup)
        before = facts_of(tmp_path)
        assert refused(lambda: restoring.restore(library, backup)) == (
            OF_0_1,
            "Nothing was changed. Choose a backup that a newer version made.",
        )
        assert facts_of(tmp_path) == before


def test_of_a_library_of_0_1_no_backup_is_made(tmp_path: Path) -> None:
    """It could not be restored."""
    paths = Paths.of(tmp_path)
    everybody(paths)
    become(STAMPS[-1], paths.library_db)
    files = set(tmp_path.rglob("*.db"))
    for make in (
        lambda: backups.make(paths),
        lambda: backups.write(paths.library_db, tmp_path / "mine.db"),
    ):
        assert refused(make) == (OF_0_1, "Your library is unchanged.")
    assert set(tmp_path.rglob("*.db")) == files


def test_a_library_before_births_about_a_year_notes_their_precision_from_then_on(
    tmp_path: Path,
) -> None:
    """Else recognition would not see that "about 1970" has become "1965", of the same first day."""
    before = tmp_path / "library.db"
    migrate(before, STEPS[:1])
    put(before, "library", id="lib")
    put(before, "person", id="person_a", birth_date="1970-01-01")
    migrate(before)
    about = "UPDATE person SET birth_precision = 'about'"
    noted = "SELECT row_id FROM touched WHERE tbl = 'person'"
    assert sql(before, "DELETE FROM touched", about, noted) == ["person_a"]
    with opened(tmp_path) as library:
        assert library.ask(people.get, "person_a").birth_about == Birth.about(1975)


def test_names_with_other_spaces_are_found_by_usual_ones(tmp_path: Path) -> None:
    """Where the same name with usual spaces is someone else's already, both stay."""
    before = tmp_path / "library.db"
    migrate(before, STEPS[:3])
    put(before, "library", id="lib")
    for name in ("Anna\u00a0Bell", "Ben  Cole", "Di\u2009Fox", "Eva", "Eva Day", "Eva\u00a0Day"):
        put(before, "person", id=f"person_{name!a}", name=name, name_key=name.casefold())
    with opened(tmp_path) as library:
        for name in ("Anna Bell", "Ben\u2009Cole"):
            assert not library.do(people.create, name=name).is_new
        known = ["Anna Bell", "Ben Cole", "Di Fox", "Eva", "Eva Day", "Eva\u00a0Day"]
        assert library.everybody() == known
    assert everybody(tmp_path) == known  # it is not taken for damaged
