"""What was done, in the words of each surface and of the history, whatever a library says of it."""

import sqlite3
from contextlib import closing
from datetime import date, datetime
from pathlib import Path

import pytest

from kinfolk.core.actions import Act, Action, Origin, Value
from kinfolk.core.birth import Birth
from kinfolk.core.database import Database
from kinfolk.core.db.models import ClaimState
from kinfolk.core.exchange import contacts, importing
from kinfolk.core.exchange.contacts import ContactChanges, ContactEntry
from kinfolk.core.exchange.plan import ImportCounts
from kinfolk.core.history import history
from kinfolk.core.history.wording import _BY_COMMAND, _SENTENCES, Wording, words
from kinfolk.core.names_in_files import claims
from kinfolk.core.names_in_files.claims import Claim, ClaimOrigin
from kinfolk.core.names_in_files.name_import import NamesRead
from kinfolk.core.people import people
from kinfolk.core.photos import dates, folder_dates, library
from kinfolk.core.photos.folder_dates import FolderDate
from kinfolk.core.photos.library import FolderSwitch
from kinfolk.metadata.capture_date import CaptureDate, TakenPrecision, TakenSource

ANNA: dict[str, Value] = {"name": "Anna"}
WORDS: dict[Origin, list[tuple[Act, dict[str, Value], str]]] = {
    Origin.WINDOW: [
        (Act.NEW_PERSON, ANNA, "New person Anna"),
        (Act.NEW_PERSON, {}, "New group"),
        (Act.TAKE_BACK_ANSWERS, {"answers": 1}, "Ask again: 1 answer cleared"),
        (Act.TAKE_BACK_ANSWERS, {"answers": 8, **ANNA}, "Ask again about Anna: 8 answers cleared"),
        (Act.NAME, {**ANNA, "out": 2}, "Name Anna, remove 2 faces"),
        (Act.SPLIT, {**ANNA, "faces": 1}, "Split 1 face from Anna"),
        (Act.SPLIT, {"faces": 12}, "Split 12 faces from a group"),
        (Act.CHANGE_BIRTH_DATE, ANNA, "Change Anna’s birth date"),
        (Act.CHANGE_PORTRAIT, {}, "Change this group’s portrait"),
        (Act.HIDE, ANNA, "Hide Anna"),
        (Act.HIDE, {"people": 3}, "Hide 3 people"),
        (Act.HIDE, {"groups": 3}, "Hide 3 groups"),
        (Act.SHOW, {"groups": 3}, "Show 3 groups again"),
        (Act.FAVORITE, {"groups": 3}, "Add 3 groups to favourites"),
        (Act.NO_FAVORITE, {"groups": 3}, "Remove 3 groups from favourites"),
        (Act.DELETE, {"groups": 93}, "Delete 93 groups"),
        (Act.FAVORITE, {}, "Add this group to favourites"),
        (Act.NO_FAVORITE, ANNA, "Remove Anna from favourites"),
        (Act.DELETE, {"people": 1200}, "Delete 1,200 people"),
        (Act.MERGE, {"names": ["Anna"], "into": "Ben"}, "Merge Anna into Ben"),
        (Act.MERGE, {"names": ["A", "B", "C"], "into": "D"}, "Merge A, B and C into D"),
        (
            Act.MERGE,
            {"names": ["A", "B"], "groups": 1, "into": "D"},
            "Merge A, B and 1 group into D",
        ),
        (
            Act.MERGE,
            {"names": ["A", "B"], "more": 4, "into": "D"},
            "Merge A, B and 4 more people into D",
        ),
        (Act.MERGE, {"groups": 1}, "Merge a group into another group"),
        (Act.MERGE, {"groups": 2}, "Merge 2 groups into another group"),
        (Act.GIVE, {"faces": 1, "name": "Ben"}, "Move 1 face to Ben"),
        (Act.GIVE, {"faces": 2}, "Move 2 faces to this group"),
        (Act.CONFIRM, {"faces": 2, "name": "Ben"}, "Confirm 2 faces of Ben"),
        (
            Act.CONFIRM,
            {"faces": 3, "out": 1, "name": "Ben"},
            "Confirm 3 faces of Ben, remove 1 face",
        ),
        (Act.CONFIRM, {"faces": 9, "people": 2}, "Confirm 9 faces of 2 people"),
        (Act.IS_THEIRS, {"faces": 2, "name": "Ben"}, "Add 2 faces to Ben"),
        (Act.NOT_THEIRS, {"faces": 2, "name": "Ben"}, "Not Ben: 2 faces"),
        (Act.LEAVE_OPEN, {"faces": 2, "name": "Ben"}, "Not sure about Ben: 2 faces"),
        (Act.TELL_APART, {"name": "Ben", "other": "Anna"}, "Keep Anna and Ben separate"),
        (Act.MAY_BE_TWICE, {"photos": 1, **ANNA}, "Allow Anna twice in a photo"),
        (Act.DATE, {"photos": 1, "when": "1975"}, "Date a photo: 1975"),
        (Act.DATE, {"photos": 1, "on": "1975-06"}, "Date a photo: 1975-06"),
        (Act.DATE, {"photos": 9, "about": "1975"}, "Date 9 photos: about 1975"),
        (Act.DATE, {"photos": 9, "when": "about 1975"}, "Date 9 photos: about 1975"),
        (Act.TAKE_DATE_AWAY, {"photos": 9}, "Remove the date from 9 photos"),
        (Act.MAY_BE_TWICE, {"photos": 2}, "Allow this group twice in 2 photos"),
        (
            Act.MOVE_FOLDER,
            {"old": "/a", "new": "/b", "old_name": "a", "new_name": "b"},
            "a moved to b",
        ),
        (Act.MOVE_FOLDER, {"old": "/a", "new": "/b/a"}, "/a moved to /b/a"),
        (Act.SAVE_SEARCH, {"name": "Anna alone"}, "Save search Anna alone"),
        (Act.RENAME_SEARCH, {"old": "Anna", "name": "Mother"}, "Rename search Anna to Mother"),
        (Act.DELETE_SEARCH, {"name": "Mother"}, "Delete search Mother"),
    ],
    Origin.COMMAND: [
        (Act.NEW_PERSON, ANNA, "Create Anna"),
        (Act.NEW_PERSON, {}, "Create an unnamed person"),
        (Act.NAME, ANNA, "Name Anna"),
        (Act.CHANGE_PERSON, ANNA, "Change Anna"),
        (Act.CHANGE_PERSON, {}, "Change an unnamed person"),
        (Act.DELETE, {"names": ["Anna", "Ben"]}, "Delete Anna, Ben"),
        (Act.DELETE, {"groups": 1}, "Delete an unnamed person"),
        (Act.DELETE, {"names": ["Anna"], "groups": 2}, "Delete Anna and 2 unnamed people"),
        (Act.MERGE, {"people": 1, "into": "Ben"}, "Merge 1 person into Ben"),
        (Act.GIVE, {"faces": 2}, "Move 2 faces to the unnamed person"),
        (Act.IS_THEIRS, {"faces": 1, "people": 2, "name": "Ben"}, "Add 1 face and 2 people to Ben"),
        (Act.NOT_THEIRS, {"people": 1, "name": "Ben"}, "Not Ben: 1 person"),
        (Act.LEAVE_OPEN, {"faces": 2, "name": "Ben"}, "Not sure about Ben: 2 faces"),
        (
            Act.MOVE_FOLDER,
            {"old": "/a", "new": "/b", "old_name": "a", "new_name": "b"},
            "/a moved to /b",
        ),
        (Act.TAKE_BACK_SCAN, {"scan": 1}, "Undo what scan 1 added"),
    ],
    Origin.API: [
        (Act.NEW_PERSON, ANNA, "New person Anna, from another app"),
        (Act.NEW_PERSON, {}, "New group, from another app"),
        (Act.CHANGE_PERSON, ANNA, "Change Anna, from another app"),
        (Act.MERGE, {"people": 2, "into": "Anna"}, "Merge 2 people into Anna, from another app"),
        (Act.MERGE, {"people": 2}, "Merge 2 people into another group, from another app"),
        (Act.TAKE_AWAY, {"faces": 1, **ANNA}, "Remove 1 face from Anna, from another app"),
        (Act.CHANGE_PERSON, {}, "Change an unnamed person, from another app"),
        (Act.CHANGE_PEOPLE, {"people": 2}, "Change 2 people, from another app"),
    ],
    Origin.OTHER: [(Act.TOLD, {"sentence": "Do {it}"}, "Do {it}")],
}


@pytest.mark.parametrize(
    ("origin", "act", "arguments", "said"),
    [(origin, *row) for origin, rows in WORDS.items() for row in rows],
)
def test_each_surface_says_it_in_its_words(
    origin: Origin, act: Act, arguments: dict[str, Value], said: str
) -> None:
    assert words(Action(act, arguments), origin) == said


def test_every_act_has_words() -> None:
    assert set(_SENTENCES) == set(Act)
    assert set(_BY_COMMAND) <= set(Act)


def test_another_language_has_whole_sentences() -> None:
    german = {
        "Merge {names} into {into:another group}": "{into:Eine Gruppe} übernimmt {names}",
        "Delete {people:# person|# people}": "{people:Eine Person|# Leute} löschen",
        "{} and {}": "{} und {}",
    }
    language = Wording(german.__getitem__, lambda number: f"{number:,}".replace(",", "."), str)

    def said(act: Act, **arguments: str | int | list[str]) -> str:
        return words(Action.of(act, **arguments), Origin.WINDOW, language)

    assert said(Act.MERGE, names=["Anna", "Ben"], into="Eva") == "Eva übernimmt Anna und Ben"
    assert said(Act.MERGE, names=["Anna"]) == "Eine Gruppe übernimmt Anna"
    assert said(Act.DELETE, people=1) == "Eine Person löschen"
    assert said(Act.DELETE, people=1200) == "1.200 Leute löschen"


@pytest.mark.parametrize(
    ("code", "arguments", "origin", "said"),
    [
        ("later", '{"name": "Eva"}', "watch", "A change"),
        ("rename", "{}", "window", "A change"),
        ("rename", '{"name": {"a": 1}}', "window", "A change"),
        ("rename", '{"name": 7}', "window", "Rename to 7"),
        ("rename", '{"name": "{0.__class__}"}', "window", "Rename to {0.__class__}"),
        ("give", '{"faces": "many", "name": "Eva"}', "window", "Move many to Eva"),
        ("merge", '{"names": "Eva"}', "window", "Merge Eva into another group"),
        ("rename", "no JSON", "window", "A change"),
        ("rename", "[" * 100_000, "window", "A change"),
        ("rename", "[]", "", "A change"),
        ("told", '{"sentence": "Rename {name}"}', "window", "Rename {name}"),
        ("told", "{}", "window", "A change"),
    ],
)
def test_a_step_that_nobody_understands_is_listed_nevertheless(
    db: Database, tmp_path: Path, code: str, arguments: str, origin: str, said: str
) -> None:
    """A newer Kinfolk wrote it, or someone else; it is undone as any other."""
    db.write(lambda s: people.create(s, name="Eva"), label="Create").result()
    with closing(sqlite3.connect(tmp_path / "library.db")) as connection, connection:
        connection.execute(
            "UPDATE step SET (code, arguments, origin) = (?, ?, ?)", (code, arguments, origin)
        )
    with db.read() as session:
        [step] = history.steps(session)
    assert step.words == said
    assert step.origin == (origin if origin == "window" else None)
    assert db.undo().result().result.words == said


def test_who_writes_is_kept(db: Database) -> None:
    def name(who: str, origin: Origin | None = None) -> None:
        label = Action.of(Act.NEW_PERSON, name=who)
        db.write(lambda s: people.create(s, name=who), label=label, origin=origin).result()

    name("Eva")
    name("Bob", Origin.API)
    with db.read() as session:
        assert [step.origin for step in history.steps(session)] == [Origin.API, Origin.OTHER]


def test_a_name_of_bytes_that_spell_nothing_is_kept(db: Database) -> None:
    action = Action.of(Act.REMOVE_FOLDER, name="caf\udce9")
    db.write(lambda s: people.create(s, name="Eva"), label=action).result()
    with db.read() as session:
        assert history.steps(session)[0].action == action


TRIP, DRIVE = Path("/photos/Trip"), Path("/")  # a drive has no name but its path


def taken(precision: TakenPrecision) -> CaptureDate:
    return CaptureDate(datetime(2019, 4, 12, 10, 11, 12), precision, TakenSource.USER)


def claim(name: str) -> Claim:
    origin = ClaimOrigin("digiKam", "mwg-rs", "a.xmp")
    return Claim("claim", "asset", TRIP, name, None, origin, ClaimState.OPEN, None, None, None)


def counts(people: int, faces: int) -> ImportCounts:
    return ImportCounts(people, 0, faces, *[0] * 7)


def changes(births: int, new: int) -> ContactChanges:
    born = Birth(date(2000, 1, 1))
    return ContactChanges((("person", born),) * births, (ContactEntry("Eva", born),) * new, 0, ())


@pytest.mark.parametrize(
    ("action", "said"),
    [
        (
            library.switching(TRIP, FolderSwitch.KEEP_NAMES, is_on=True),
            "Save names next to photos in “Trip”",
        ),
        (
            library.switching(DRIVE, FolderSwitch.KEEP_NAMES, is_on=False),
            "Stop saving names next to photos in “/”",
        ),
        (
            library.switching(TRIP, FolderSwitch.READ_NAMES, is_on=True),
            "Read names from photos in Trip",
        ),
        (
            library.switching(DRIVE, FolderSwitch.READ_NAMES, is_on=False),
            "Stop reading names from photos in /",
        ),
        (library.switching(TRIP, FolderSwitch.FIND_FACES, is_on=True), "Find faces in Trip"),
        (library.switching(DRIVE, FolderSwitch.FIND_FACES, is_on=False), "Stop finding faces in /"),
        (library.moving(TRIP, Path("/photos/Travel")), "Trip moved to Travel"),
        (library.moving(TRIP, Path("/old/Trip")), "/photos/Trip moved to /old/Trip"),
        (dates.giving(taken(TakenPrecision.SECOND), 1), "Date a photo: 2019-04-12"),
        (dates.giving(taken(TakenPrecision.YEAR), 2), "Date 2 photos: 2019"),
        (dates.giving(taken(TakenPrecision.ABOUT), 3), "Date 3 photos: about 2019"),
        (
            folder_dates.using([FolderDate(TRIP, taken(TakenPrecision.DAY), ("a", "b"))]),
            "Use dates from a folder name",
        ),
        (claims.taking([claim("Eva")]), "Use the name Eva from a.xmp"),
        (claims.refusing([claim("Eva")]), "Keep yours instead of Eva in a.xmp"),
        (claims.refusing([claim("Eva"), claim("Ben")]), "Keep yours instead of 2 names in files"),
        (NamesRead(3, 2, 1).action(), "Read 3 names of 2 people from 1 photo"),
        (importing.action(counts(1, 2)), "Import 2 faces and 1 new person"),
        (importing.action(counts(2, 0)), "Import 2 new people"),
        (importing.action(counts(0, 1)), "Import 1 face"),
        (importing.action(counts(0, 0)), "Import names and decisions"),
        (
            contacts.action(changes(2, 1), with_new=True),
            "Read 2 birth dates and 1 new person from contacts",
        ),
        (contacts.action(changes(1, 1), with_new=False), "Read 1 birth date from contacts"),
    ],
)
def test_what_was_done_is_said(action: Action, said: str) -> None:
    assert words(action, Origin.WINDOW) == said
