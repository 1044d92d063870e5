"""Which backups are known, due and kept: each rule by the case that it alone decides."""

import os
import sqlite3
import stat
from contextlib import closing
from datetime import datetime, timedelta
from functools import partial
from pathlib import Path

import pytest

from kinfolk.core.db import backups, contents, locks
from kinfolk.core.db.backups import Backup, BackupKind
from kinfolk.core.db.contents import Counts, Lack
from kinfolk.core.db.migrations import migrate
from kinfolk.errors import Cancelled
from kinfolk.paths import Paths
from kinfolk.settings import Settings
from tests.asking import refused
from tests.copies import copies
from tests.core.db.raw import MOMENT, put, sql

NOW = datetime(2026, 3, 14, 12, 0, 0)


OURS, OTHER = "lib_22222222", "lib_11111111"


def add_person(path: Path, person_id: str, name: str | None) -> None:
    put(path, "person", id=person_id, library_id=OURS, name=name, name_key=name and name.lower())


def add_photo(path: Path, photo_id: str, library_id: str = OURS, state: str = "done") -> None:
    put(path, "asset", id=photo_id, library_id=library_id, path=f"/photos/{photo_id}", state=state)


def add_face(
    path: Path, face_id: str, photo_id: str, person_id: str, *, by: str = "auto", of: str = OURS
) -> None:
    values = {"library_id": of, "asset_id": photo_id, "person_id": person_id}
    put(path, "face", id=face_id, assigned_by=by, **values)


def add_step(path: Path, number: int, moment: str = MOMENT) -> None:
    put(path, "step", id=number, arguments="{}", rows="[]", created_at=moment)


@pytest.fixture
def paths(tmp_path: Path) -> Paths:
    """A library of one named person."""
    made = Paths.of(tmp_path / "base")
    migrate(made.library_db)
    put(made.library_db, "library", id=OURS)
    put(made.library_db, "folder", id="folder", library_id=OURS, path="/photos")
    add_person(made.library_db, "person_1", "Eva")
    return made


def listed(*where: Path) -> list[str]:
    return [backup.path.name for backup in backups.listing(where)]


# what a file holds


def test_counts(paths: Paths) -> None:
    file = paths.library_db
    assert contents.check(file) == Counts(people=1, faces=0, photos=0)
    put(file, "library", id=OTHER)
    add_person(file, "person_2", None)
    add_photo(file, "photo_1")
    for number, state in enumerate(("pending", "failed", "missing")):
        add_photo(file, f"photo_{state}", OTHER, state)
        add_face(file, f"face_{number}", f"photo_{state}", "person_1", of=OTHER)
        add_face(file, f"face_{state}", f"photo_{state}", "person_2", of=OTHER)
    assert contents.check(file) == Counts(people=1, faces=6, photos=3)


@pytest.mark.parametrize(
    ("counts", "is_any", "said"),
    [
        (Counts(0, 0, 0), False, "0 named people, 0 faces and 0 photos"),
        (Counts(1, 0, 0), True, "1 named person, 0 faces and 0 photos"),
        (Counts(0, 1, 0), True, "0 named people, 1 face and 0 photos"),
        (Counts(0, 0, 1), True, "0 named people, 0 faces and 1 photo"),
        (Counts(1200, 34567, 2), True, "1,200 named people, 34,567 faces and 2 photos"),
    ],
)
def test_counts_in_words(counts: Counts, is_any: bool, said: str) -> None:
    assert bool(counts) == is_any
    assert str(counts) == said


def test_what_a_backup_lacks(paths: Paths, tmp_path: Path) -> None:
    """Names, what the user gave to someone with a name, and steps; and nothing else."""
    file, copy = paths.library_db, tmp_path / "copy.db"
    add_photo(file, "photo")
    add_person(file, "group", None)
    for face in ("a", "b", "c", "d"):
        add_face(file, face, "photo", "group")
    add_step(file, 1)
    backups.write(file, copy)
    assert contents.lack(file, copy) == Lack(0, 0, 0, is_whole=True)
    sql(file, "UPDATE face SET person_id = 'person_1' WHERE id = 'a'")  # the machine's word
    sql(file, "UPDATE face SET assigned_by = 'user' WHERE id = 'b'")  # a group's
    assert contents.lack(file, copy) == Lack(0, 0, 0, is_whole=True)
    sql(file, "UPDATE face SET person_id = 'person_1', assigned_by = 'user' WHERE id IN ('a', 'c')")
    assert contents.lack(file, copy) == Lack(0, 2, 0, is_whole=True)
    add_person(file, "person_2", "Bob")
    sql(file, "UPDATE person SET name = 'Ewa', name_key = 'ewa' WHERE id = 'person_1'")
    assert contents.lack(file, copy) == Lack(2, 2, 0, is_whole=True)
    add_step(file, 2)  # of the same moment
    assert contents.lack(file, copy) == Lack(2, 2, 0, is_whole=True)
    add_step(file, 3, "2026-01-02 03:04:06.000000")
    assert contents.lack(file, copy) == Lack(2, 2, 1, is_whole=True)
    assert contents.lack(copy, file) == Lack(1, 0, 0, is_whole=True)
    copy.unlink()
    assert contents.lack(copy, file) == Lack(0, 0, 0, is_whole=False)
    assert contents.lack(file, copy) == Lack(2, 2, 2, is_whole=True)
    assert not copy.exists()


@pytest.mark.parametrize(
    "change",
    [
        "DELETE FROM face WHERE id = 'a'",
        "UPDATE face SET rowid = 99 WHERE id = 'c'",
        "UPDATE face SET created_at = '2027-01-01'",
        "UPDATE face SET updated_at = '2027-01-01'",
        "UPDATE library SET created_at = '2031-01-01'",
        "UPDATE library SET updated_at = '2031-01-01'",
        "UPDATE step SET is_undone = 1",
        "PRAGMA user_version = 131199",
        "CREATE TABLE later (id)",
        "INSERT INTO identity VALUES ('another')",
    ],
)
def test_what_makes_a_library_another_one(paths: Paths, change: str) -> None:
    add_photo(paths.library_db, "photo")
    for face in ("a", "b", "c"):
        add_face(paths.library_db, face, "photo", "person_1")
    add_step(paths.library_db, 1)
    with closing(sqlite3.connect(paths.library_db, isolation_level=None)) as connection:
        before = contents.fingerprint(connection)
        assert contents.fingerprint(connection) == before
        connection.execute(change)
        assert contents.fingerprint(connection) != before


# which are known


def test_names_of_backups(tmp_path: Path) -> None:
    ours = [
        "library-abc_1-2026-03-14-120001-daily.db",
        "library-zz-2026-03-14-120000-by-hand.db",
        "library-abc_1-2026-03-14-120000-10-daily.db",
        "library-abc_1-2026-03-14-120000-9-by-hand.db",
        "library-abc_1-2026-03-14-120000-2-daily.db",
        "library-abc_1-2026-03-14-120000-before-update.db",
        "library-abc_1-2026-03-13-235959-before-import.db",
        "library-none-2025-12-31-000000-before-engine.db",
    ]
    order = [0, 2, 3, 4, 1, 5, 6, 7]  # newest first; of one second by number, then by name
    strangers = [
        "library-abc-2026-03-14-120000-weekly.db",
        "library-abc-2026-02-30-120000-daily.db",
        "library-abc-2026-03-14-1200-daily.db",
        "library-a.c-2026-03-14-120000-daily.db",
        "library-äbc-2026-03-14-120000-daily.db",
        "library-abc-2026-03-14-120000-daily.db.old",
        "xlibrary-abc-2026-03-14-120000-daily.db",
        "LIBRARY-abc-2026-03-14-120000-daily.db",
    ]
    for name in (*ours, *strangers):
        (tmp_path / name).touch()
    (tmp_path / "library-d-2026-03-14-120000-daily.db").mkdir()
    (tmp_path / "library-l-2026-03-14-120000-daily.db").symlink_to(tmp_path / ours[0])
    found = backups.listing([tmp_path / "nowhere", tmp_path])
    assert [backup.path for backup in found] == [tmp_path / ours[number] for number in order]
    assert found[0] == Backup(
        tmp_path / ours[0], "abc_1", datetime(2026, 3, 14, 12, 0, 1), BackupKind.DAILY
    )
    kinds = "DAILY DAILY HAND DAILY HAND UPDATE IMPORT ENGINE"
    assert [backup.kind for backup in found] == [BackupKind[kind] for kind in kinds.split()]
    assert [backup.library for backup in found[4:]] == ["zz", "abc_1", "abc_1", "none"]


def test_several_of_one_second_have_names_of_their_own(paths: Paths) -> None:
    made = [backups.make(paths, now=NOW).backup.path.name for _ in range(3)]
    assert made == [
        "library-22222222-2026-03-14-120000-by-hand.db",
        "library-22222222-2026-03-14-120000-2-by-hand.db",
        "library-22222222-2026-03-14-120000-3-by-hand.db",
    ]
    assert listed(paths.data / "backups") == made[::-1]


@pytest.mark.parametrize(
    ("change", "tag"),
    [
        ("SELECT 1", "22222222"),
        (
            "INSERT INTO library SELECT 'lib_11111111', name, NULL, created_at, updated_at"
            " FROM library",
            "11111111",
        ),
        (
            "INSERT INTO library SELECT 'lib_33333333', name, NULL, created_at, updated_at"
            " FROM library",
            "22222222",
        ),
        ("UPDATE library SET id = 'short'", "short"),
        ("UPDATE library SET id = 'with a/path'", "none"),
        ("UPDATE library SET id = 'äöüäöüäöü'", "none"),
        ("DELETE FROM library", "none"),
    ],
)
def test_a_library_is_told_by_the_first_of_its_ids(paths: Paths, change: str, tag: str) -> None:
    sql(paths.library_db, "DELETE FROM person", "DELETE FROM folder", change)
    made = backups.make(paths, now=NOW).backup
    assert made.library == tag
    assert made.path.name == f"library-{tag}-2026-03-14-120000-by-hand.db"
    aside = backups.aside(paths.library_db, NOW)
    assert aside == paths.data / f"library-{tag}-2026-03-14-120000-before-restore.db"
    aside.touch()
    again = aside.with_name(f"library-{tag}-2026-03-14-120000-2-before-restore.db")
    assert backups.aside(paths.library_db, NOW) == again


@pytest.mark.parametrize("content", [None, b"", b"no database" * 1000])
def test_what_is_no_library_has_no_tag(paths: Paths, content: bytes | None) -> None:
    paths.library_db.unlink()
    if content is not None:
        paths.library_db.write_bytes(content)
    name = "library-none-2026-03-14-120000-before-restore.db"
    assert backups.aside(paths.library_db, NOW) == paths.data / name


def test_where_backups_may_lie(paths: Paths, tmp_path: Path) -> None:
    usual = paths.data / "backups"
    assert backups.folders(paths) == [usual, paths.data]
    assert backups.destination(paths) == backups.Destination(usual, None)
    for chosen, known in ((usual, [usual, paths.data]), (tmp_path, [tmp_path, usual, paths.data])):
        with Settings.changed(paths.settings_file) as settings:
            settings.backup_folder = str(chosen)
        assert backups.folders(paths) == known
        assert backups.destination(paths) == backups.Destination(chosen, None)
    (tmp_path / "file").touch(0o700)
    for chosen in (tmp_path / "file", tmp_path / ("x" * 300)):
        with Settings.changed(paths.settings_file) as settings:
            settings.backup_folder = str(chosen)
        place = backups.destination(paths)
        assert place.folder == usual
        assert place.notice is not None


def test_the_newest_good_one_holds_something(paths: Paths) -> None:
    folder = paths.data / "backups"
    assert backups.newest_good([folder]) is None
    good = backups.make(paths, now=NOW)
    sql(paths.library_db, "DELETE FROM person")
    empty = backups.make(paths, now=NOW + timedelta(days=1))
    assert empty.counts == Counts(0, 0, 0)
    (folder / "library-22222222-2026-03-16-120000-daily.db").write_bytes(b"cut" * 5000)
    aside = folder / "library-22222222-2026-03-17-120000-before-restore.db"
    aside.write_bytes(good.backup.path.read_bytes())
    assert backups.newest_good([folder]) == good
    assert [backups.look(each).problem for each in backups.listing([folder])] == [
        "",
        "This file isn’t a Kinfolk library.",
        "",
        "",
    ]


# when it is time


def touch(paths: Paths) -> None:
    """Something that no backup holds yet."""
    sql(paths.library_db, "UPDATE person SET updated_at = datetime(updated_at, '+1 day')")


@pytest.mark.parametrize(
    ("kind", "moment", "is_time"),
    [
        (BackupKind.DAILY, NOW, False),
        (BackupKind.DAILY, NOW - timedelta(minutes=59, seconds=59), False),
        (BackupKind.DAILY, NOW - timedelta(hours=1), True),
        (BackupKind.DAILY, NOW + timedelta(hours=3), False),  # a clock that was put back
        (BackupKind.DAILY, NOW + timedelta(days=3), True),
        (BackupKind.HAND, NOW, True),
        (BackupKind.UPDATE, NOW - timedelta(minutes=1), True),
    ],
)
def test_one_of_today_is_enough_for_an_hour(
    paths: Paths, kind: BackupKind, moment: datetime, is_time: bool
) -> None:
    folder = paths.data / "backups"
    backups.before(paths.library_db, folder, kind, now=moment)
    assert len(listed(folder)) == 1
    touch(paths)
    made = backups.daily(paths, now=NOW)
    assert (made is not None) == is_time
    if made is not None:
        assert (made.backup.kind, made.backup.made_at) == (BackupKind.DAILY, NOW)


def test_one_of_yesterday_is_none_of_today(paths: Paths) -> None:
    midnight = datetime(2026, 3, 14)
    assert backups.daily(paths, now=midnight - timedelta(minutes=1)) is not None
    assert backups.daily(paths, now=midnight) is None  # nothing has changed
    touch(paths)
    assert backups.daily(paths, now=midnight, age=timedelta(hours=9)) is not None
    touch(paths)
    assert backups.daily(paths, now=midnight, age=timedelta()) is not None
    assert len(listed(paths.data / "backups")) == 2  # of one day the newest stays


def test_another_librarys_backup_is_none_of_ours(paths: Paths, tmp_path: Path) -> None:
    folder = paths.data / "backups"
    made = backups.daily(paths, now=NOW)
    assert made is not None
    other = folder / made.backup.path.name.replace("22222222", "11111111")
    made.backup.path.rename(other)
    again = backups.daily(paths, now=NOW)
    assert again is not None
    assert listed(folder) == [again.backup.path.name, other.name]


@pytest.mark.parametrize(
    ("moment", "is_due"),
    [(NOW, False), (NOW - timedelta(days=900), False), (NOW + timedelta(seconds=1), True)],
)
@pytest.mark.parametrize("kind", [BackupKind.ENGINE, BackupKind.IMPORT])
def test_what_a_backup_holds_is_not_kept_twice(
    paths: Paths, moment: datetime, is_due: bool, kind: BackupKind
) -> None:
    """One that says it is of the future is not asked."""
    folder = paths.data / "backups"
    backups.make(paths, now=moment)
    made = backups.before(paths.library_db, folder, kind, now=NOW)
    assert (made is not None) == is_due
    update = backups.before(paths.library_db, folder, BackupKind.UPDATE, now=NOW)
    assert update is not None  # before one there is always a backup
    assert update.backup.kind is BackupKind.UPDATE


def test_a_newest_one_that_cannot_be_read_holds_nothing(paths: Paths) -> None:
    made = backups.daily(paths, now=NOW)
    assert made is not None
    made.backup.path.write_bytes(b"cut" * 5000)
    assert backups.daily(paths, now=NOW + timedelta(days=1)) is not None


@pytest.mark.parametrize("content", [None, b""])
@pytest.mark.parametrize("has_folder", [True, False])
def test_without_a_library_nothing_is_due(
    paths: Paths, content: bytes | None, has_folder: bool
) -> None:
    folder = paths.data / "backups"
    if has_folder:
        folder.mkdir()
    for at in (NOW, NOW + timedelta(days=1)):
        paths.library_db.unlink(missing_ok=True)
        if content is not None:
            paths.library_db.write_bytes(content)
        assert backups.daily(paths, now=at) is None
        assert backups.before(paths.library_db, folder, BackupKind.ENGINE, now=at) is None
        words = ("There is no library to back up.", str(paths.library_db))
        assert refused(partial(backups.make, paths, now=at)) == words
        assert folder.exists() == has_folder
        assert listed(folder) == []


def test_an_empty_library_is_not_backed_up_by_itself(paths: Paths) -> None:
    sql(paths.library_db, "DELETE FROM person")
    folder = paths.data / "backups"
    assert backups.daily(paths, now=NOW) is None
    assert backups.before(paths.library_db, folder, BackupKind.ENGINE, now=NOW) is None
    assert backups.before(paths.library_db, folder, BackupKind.UPDATE, now=NOW) is not None


# which stay


def made_at(text: str, kind: BackupKind = BackupKind.DAILY) -> Backup:
    moment = datetime.strptime(text, "%Y-%m-%d %H:%M")
    return Backup(Path(f"/{text} {kind}"), "x", moment, kind)


def gone(*known: Backup, now: datetime = NOW) -> list[str]:
    """The days and hours of those that may go."""
    ordered = sorted(known, key=lambda backup: backup.made_at, reverse=True)
    return [f"{each.made_at:%Y-%m-%d %H:%M}" for each in backups.superfluous(ordered, now)]


def test_the_newest_of_seven_days_stays() -> None:
    """Days on which there is a backup: 2026-03-14 is a Saturday, all but one of one week."""
    days = [made_at(f"2026-03-{day:02} 12:00") for day in range(1, 15)]
    more = [made_at(f"2026-03-{day:02} 11:59") for day in (14, 8)]
    # Of the days from the 8th on all stay; of the 1st to the 7th the last of the two weeks.
    assert gone(*days, *more) == [
        "2026-03-14 11:59",
        "2026-03-08 11:59",
        *(f"2026-03-{day:02} 12:00" for day in (7, 6, 5, 4, 3, 2)),
    ]
    assert gone(*days[:7], now=NOW + timedelta(days=2000)) == []  # a pause of years


def test_the_newest_of_four_weeks_and_twelve_months_stays() -> None:
    """Mondays to Sundays, wherever a year ends in between."""
    recent = [made_at(f"2026-03-{day:02} 12:00") for day in range(8, 15)]
    older = [
        "2026-03-01 10:00",
        "2026-02-28 10:00",  # a Sunday, and the day before: of one week
        "2026-02-22 10:00",
        "2026-02-16 10:00",
        "2026-02-15 10:00",
        "2026-01-31 10:00",
        "2026-01-01 10:00",
        "2025-12-31 10:00",
        "2025-12-28 10:00",
        *(f"2025-{month:02}-15 10:00" for month in range(11, 0, -1)),
    ]
    assert gone(*recent, *map(made_at, older)) == [
        "2026-02-16 10:00",
        "2026-02-15 10:00",
        "2026-01-01 10:00",
        "2025-12-28 10:00",
        "2025-03-15 10:00",
        "2025-02-15 10:00",
        "2025-01-15 10:00",
    ]


def test_the_last_of_a_month_need_not_be_the_last_of_a_week() -> None:
    known = [made_at(f"2026-{month:02}-{day} 12:00") for month in (1, 2, 3) for day in (13, 12)]
    days = [made_at(f"2026-03-0{day} 12:00") for day in range(1, 6)]
    weeks = ["2026-02-12 12:00", "2026-01-12 12:00"]
    assert gone(*known, *days) == weeks


@pytest.mark.parametrize("kind", [BackupKind.IMPORT, BackupKind.ENGINE, BackupKind.UPDATE])
def test_copies_before_something_large_stay_as_long_as_days(kind: BackupKind) -> None:
    days = [made_at(f"2026-03-{day:02} 12:00") for day in range(7, 15)]
    days.append(made_at("2026-03-14 05:00", BackupKind.UPDATE))
    for day, lost in (("08", []), ("14", []), ("07", ["2026-03-07 06:00"])):
        found = gone(made_at(f"2026-03-{day} 06:00", kind), *days)
        assert found == ["2026-03-07 12:00", *lost]


def test_of_copies_before_an_update_the_last_stays_for_ever() -> None:
    days = [made_at(f"2026-03-{day:02} 12:00") for day in range(7, 15)]
    updates = [made_at(f"2024-01-0{day} 06:00", BackupKind.UPDATE) for day in (1, 2, 3)]
    months = [made_at("2024-01-04 06:00")]
    months += [made_at(f"2025-{month:02}-01 06:00") for month in range(1, 13)]
    assert "2024-01-03 06:00" not in gone(*days, *updates, *months)
    assert {"2024-01-01 06:00", "2024-01-02 06:00"} <= set(gone(*days, *updates, *months))


@pytest.mark.parametrize("kind", [BackupKind.HAND, BackupKind.RESTORE])
def test_what_was_asked_for_stays_and_takes_nobodys_place(kind: BackupKind) -> None:
    days = [made_at(f"2026-03-{day:02} 12:00") for day in range(8, 15)]
    asked = [made_at(f"2026-03-{day:02} 13:00", kind) for day in range(1, 14)]
    assert gone(*days, *asked) == []


def test_one_that_is_restored_stays(paths: Paths, tmp_path: Path) -> None:
    made = backups.daily(paths, now=NOW)
    assert made is not None
    kept = backups.keep(paths, made.backup.path)
    touch(paths)
    later = backups.daily(paths, now=NOW + timedelta(hours=2))
    assert later is not None
    assert [each.path for each in backups.listing([kept.parent])] == [later.backup.path, kept]
    copy = tmp_path / later.backup.path.name
    copy.write_bytes(kept.read_bytes())
    # What is kept already, what lies elsewhere, and what is not there
    for file in (kept, copy, made.backup.path, tmp_path / "mine.db"):
        assert backups.keep(paths, file) == file


def test_the_future_is_counted_apart() -> None:
    ahead = [made_at(f"2030-01-{day:02} 12:00") for day in range(1, 10)]
    days = [made_at(f"2026-03-{day:02} 12:00") for day in range(9, 14)]
    at_once = made_at("2026-03-14 12:00")  # this very moment is no future
    earlier = made_at("2026-03-14 11:00")
    assert gone(*ahead, *days, at_once, earlier) == [
        "2030-01-02 12:00",
        "2030-01-01 12:00",
        "2026-03-14 11:00",
    ]
    assert gone(*ahead[:7], *days, at_once) == []


# a file of the user's choice


def test_a_file_is_named_as_a_shell_does(
    paths: Paths, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.setenv("USERPROFILE", str(tmp_path))
    monkeypatch.chdir(tmp_path)
    for file in ("~/home.db", "here.db"):
        assert backups.write(paths.library_db, Path(file)).people == 1
    assert contents.check(tmp_path / "home.db") == contents.check(tmp_path / "here.db")


@pytest.mark.parametrize(
    ("name", "is_free"),
    [
        ("mine.db", True),
        ("my-library.db", True),
        ("library.db.copy", False),
        ("library.db", False),
        ("cache.db", False),
        ("cache.db-wal", False),
        ("settings.json", False),
    ],
)
@pytest.mark.parametrize("is_linked", [False, True])
def test_names_of_our_own_beside_the_library(
    paths: Paths, tmp_path: Path, name: str, is_free: bool, is_linked: bool
) -> None:
    (tmp_path / "link").symlink_to(paths.data)
    file = (tmp_path / "link" if is_linked else paths.data) / name
    if is_free:
        assert backups.write(paths.library_db, file).people == 1
    else:
        message, _ = refused(lambda: backups.write(paths.library_db, file))
        assert message == f"{name} is one of Kinfolk’s own files."
    assert backups.write(paths.library_db, tmp_path / name).people == 1  # elsewhere it is none


def test_what_lies_there_goes_only_if_it_is_ours(paths: Paths, tmp_path: Path) -> None:
    (tmp_path / "empty.db").touch()
    assert backups.write(paths.library_db, tmp_path / "empty.db").people == 1
    other = tmp_path / "other.db"
    migrate(other)
    loose = tmp_path / "loose.db"
    loose.symlink_to(tmp_path / "nowhere")
    photo = tmp_path / "photo.jpg"
    photo.write_bytes(b"a photo")
    for file in (other, loose, photo, tmp_path):  # a library without any is no backup of ours
        assert refused(partial(backups.write, paths.library_db, file)) == (
            f"{file} already exists, and isn’t a backup of this library.",
            "Choose another name.",
        )
    assert photo.read_bytes() == b"a photo"
    assert refused(lambda: backups.write(paths.library_db, tmp_path / "nowhere" / "mine.db")) == (
        f"There is no folder {tmp_path / 'nowhere'}.",
        "Create it, or choose another folder.",
    )
    for file in (other, paths.library_db):
        put(file, "library", id="lib_33333333")
    assert backups.write(paths.library_db, other).people == 1  # they have one in common


# while it is made


def test_it_waits_for_its_turn_and_lets_go_of_it(paths: Paths) -> None:
    lock = paths.data / "library.backup-lock"
    assert backups.make(paths).problem == ""
    assert lock.exists()
    if os.name == "posix":
        assert stat.S_IMODE((paths.data / "backups").stat().st_mode) == 0o700
    with locks.alone(lock) as is_free:
        assert is_free
        assert backups.daily(paths) is None
    assert backups.daily(paths, age=timedelta()) is None  # nothing has changed since


def test_what_is_swept_is_what_a_backup_left(paths: Paths) -> None:
    folder = paths.data / "backups"
    folder.mkdir()
    left = [".library-a.db.1.partial", ".library-a.db.1.partial-wal"]
    others = [".other.partial", "library-a.partial", ".library-a.db"]
    for name in (*left, *others):
        (folder / name).touch()
    (folder / ".library-b.partial").mkdir()  # what cannot be deleted stands in no one's way
    for name in (*left, *others, ".library-b.partial"):
        os.utime(folder / name, (1, 1))
    made = backups.make(paths).backup.path.name
    assert sorted(os.listdir(folder)) == sorted([made, *others, ".library-b.partial"])


@pytest.mark.parametrize("looks", [0, pytest.param(2, marks=pytest.mark.slow)])
def test_it_is_stopped_while_it_is_copied_and_while_it_is_read(paths: Paths, looks: int) -> None:
    add_photo(paths.library_db, "photo")
    add_person(paths.library_db, "person", "Ida")
    add_face(paths.library_db, "face", "photo", "person", by="user")
    with closing(sqlite3.connect(paths.library_db)) as connection, connection:
        copies(connection, "asset", 20_000, id="'photo' || i", path="path || i")
        copies(connection, "face", 20_000, id="'face' || i", asset_id="'photo' || i")
    left = looks

    def is_cancelled() -> bool:
        nonlocal left
        left -= 1
        return left < 0

    with pytest.raises(Cancelled):
        backups.make(paths, is_cancelled=is_cancelled)
    assert list((paths.data / "backups").iterdir()) == []
