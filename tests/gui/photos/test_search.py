"""Finding photos in the real window: what is typed, the chips, and searches that have a name."""

from collections.abc import Callable
from datetime import date, datetime
from functools import partial
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from kinfolk.core.database import Database
from kinfolk.core.db.models import Folder
from kinfolk.core.people import people
from kinfolk.core.people.concurrent_decisions import Named
from kinfolk.core.photos import saved_searches
from kinfolk.core.photos.photo_filter import Age, PhotoFilter
from kinfolk.core.photos.photo_folders import PhotoFolder
from kinfolk.gui.base.context import Context
from kinfolk.gui.photos.chip import ClauseChip
from kinfolk.gui.photos.folder_names import FolderNames
from kinfolk.gui.photos.search_suggestions import offers
from kinfolk.gui.photos.search_words import sentence
from kinfolk.gui.shell.searches import RenameSheet
from kinfolk.gui.shell.window import Window
from kinfolk.gui.widgets.controls import Button, shows_focus
from tests.album import Album
from tests.gui.windows import closed, opened, written_elsewhere

Key = Qt.Key


class Family:
    """Anna and Ben, alone and together, a photo of nobody, and one with someone unnamed."""

    def __init__(self, album: Album) -> None:
        self.anna, self.ben = album.person("Anna"), album.person("Ben")
        self.alone, self.both, self.bens, self.empty, self.unknown = (
            album.photo(taken_at=datetime(2010 + n, 1, 1)) for n in range(5)
        )
        for person_id, photo_id in (
            (self.anna, self.alone),
            (self.anna, self.both),
            (self.ben, self.both),
            (self.ben, self.bens),
            (self.ben, self.unknown),
            (None, self.unknown),
        ):
            album.face(person_id, asset_id=photo_id)


@pytest.fixture
def family(qtbot: QtBot, real: Window, album: Album) -> Family:
    made = Family(album)
    real.pages.show_photos()
    shows(qtbot, real, made.unknown, made.empty, made.bens, made.both, made.alone)
    return made


def shows(qtbot: QtBot, real: Window, *photo_ids: str) -> None:
    qtbot.waitUntil(lambda: list(real.photos.grid.photos.ids) == list(photo_ids))


def ask(qtbot: QtBot, real: Window, text: str) -> None:
    qtbot.keyClick(real, Key.Key_F, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(real.photos.bar.field.hasFocus)
    qtbot.keyClicks(real.photos.bar.field, text)
    qtbot.keyClick(real.photos.bar.field, Key.Key_Return)


def chips(real: Window) -> list[str]:
    return [chip.accessibleName() for chip in real.photos.bar.chips]


def marked(real: Window) -> dict[str, int | None]:
    """Saved searches in the sidebar with their counts."""
    return {entry.name: entry.count for entry in real.sidebar.searches.shown}


def choose(chip: ClauseChip, text: str) -> None:
    (action,) = [each for each in chip.choices().actions() if each.text() == text]
    action.trigger()


@pytest.mark.wiring
def test_what_is_typed_becomes_chips_and_finds_their_photos(
    qtbot: QtBot, real: Window, family: Family
) -> None:
    ask(qtbot, real, "anna")
    shows(qtbot, real, family.both, family.alone)
    assert chips(real) == ["Anna"]
    assert real.photos.bar.number.text() == "2 photos"
    ask(qtbot, real, "without be")
    shows(qtbot, real, family.alone)
    assert chips(real) == ["Anna", "without Ben"]
    field = real.photos.bar.field
    assert field.hasFocus()
    qtbot.keyClick(field, Key.Key_Backspace)
    shows(qtbot, real, family.both, family.alone)
    ask(qtbot, real, "2 people")
    shows(qtbot, real, family.both)
    qtbot.keyClick(field, Key.Key_Escape)
    assert real.photos.grid.hasFocus()
    assert chips(real) == ["Anna", "2 people"]


def test_tab_and_down_lead_to_the_photos_that_were_found(
    qtbot: QtBot, real: Window, family: Family
) -> None:
    grid, field = real.photos.grid, real.photos.bar.field
    ask(qtbot, real, "anna")
    for key in (Key.Key_Tab, Key.Key_Down):
        field.setFocus()
        qtbot.keyClick(field, key)
        assert grid.hasFocus()
        shows(qtbot, real, family.both, family.alone)
        assert (grid.currentIndex().row(), shows_focus(grid)) == (0, True)
    real.photos.start_search()
    qtbot.keyClicks(field, "without be")
    qtbot.keyClick(field, Key.Key_Tab)  # with what is marked
    shows(qtbot, real, family.alone)
    assert chips(real) == ["Anna", "without Ben"]
    assert grid.hasFocus()
    real.photos.start_search("since 2013")
    qtbot.keyClick(field, Key.Key_Tab)  # there are none: to what may be done
    (button,) = real.photos.empty.findChildren(Button)
    qtbot.waitUntil(button.hasFocus)
    field.setFocus()
    qtbot.keyClick(field, Key.Key_Tab)  # as everywhere
    assert not field.hasFocus()


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("somebody", lambda f: [f.unknown]),
        ("nobody", lambda f: [f.empty]),
        ("alone", lambda f: [f.bens, f.alone]),
        ("2011", lambda f: [f.both]),
        ("2011-2012", lambda f: [f.bens, f.both]),
        ("since 2013", lambda f: [f.unknown, f.empty]),
        ("before 2011", lambda f: [f.alone]),
        ("no anna", lambda f: [f.unknown, f.empty, f.bens]),
    ],
)
def test_whatever_one_may_ask_for(
    qtbot: QtBot, real: Window, family: Family, text: str, wanted: Callable[[Family], list[str]]
) -> None:
    ask(qtbot, real, text)
    shows(qtbot, real, *wanted(family))


def test_a_chip_is_turned_and_taken_out_by_the_keyboard(
    qtbot: QtBot, real: Window, family: Family
) -> None:
    ask(qtbot, real, "anna")
    ask(qtbot, real, "ben")
    shows(qtbot, real, family.both)
    for _ in range(2):
        qtbot.keyClick(QApplication.focusWidget(), Key.Key_Left)
    first = real.photos.bar.chips[0]
    assert first.hasFocus()
    choose(first, "Not in the photo")
    shows(qtbot, real, family.unknown, family.bens)
    assert chips(real) == ["Ben", "without Anna"]
    qtbot.waitUntil(lambda: isinstance(QApplication.focusWidget(), ClauseChip))
    qtbot.keyClick(real.photos.bar.chips[1], Key.Key_Delete)
    shows(qtbot, real, family.unknown, family.bens, family.both)
    choose(real.photos.bar.chips[0], "Remove")
    shows(qtbot, real, family.unknown, family.empty, family.bens, family.both, family.alone)


def test_what_means_nothing_says_so(qtbot: QtBot, real: Window, family: Family) -> None:
    bar = real.photos.bar
    ask(qtbot, real, "zzz")
    qtbot.waitUntil(bar.list.isVisible)  # once it is known that no folder is called that, either
    assert (list(bar.list.offers), bar.field.text(), chips(real)) == ([], "zzz", [])
    qtbot.keyClick(bar.field, Key.Key_Escape)
    assert bar.field.text() == ""


def test_what_no_photo_is_like_says_so(qtbot: QtBot, real: Window, family: Family) -> None:
    ask(qtbot, real, "anna")
    ask(qtbot, real, "2014")
    shows(qtbot, real)
    qtbot.waitUntil(real.photos.empty.isVisible)
    assert real.photos.bar.isVisible()
    assert real.photos.empty.title == "No matching photos"


def widen(qtbot: QtBot, real: Window, text: str, button: str) -> None:
    """By the one button of the page that finds nothing, and then the keyboard is in the photos."""
    empty = real.photos.empty
    qtbot.waitUntil(lambda: empty.isVisible() and empty.text == text)
    (shown,) = [each for each in empty.findChildren(Button) if each.isVisible()]
    assert shown.text() == button
    qtbot.mouseClick(shown, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(real.photos.grid.hasFocus)


def test_what_finds_nothing_says_what_would_find_more(
    qtbot: QtBot, real: Window, family: Family, album: Album
) -> None:
    for text in ("anna", "without ben", "2014"):
        ask(qtbot, real, text)
    widen(qtbot, real, "Without “2014”, the search finds 1 photo.", "Remove “2014”")
    shows(qtbot, real, family.alone)
    assert chips(real) == ["Anna", "without Ben"]
    for text in ("someone unnamed", "2010"):
        ask(qtbot, real, text)
    widen(
        qtbot,
        real,
        "Without “someone unnamed”, the search finds 1 photo.",
        "Remove “someone unnamed”",
    )
    shows(qtbot, real, family.alone)
    assert chips(real) == ["Anna", "without Ben", "2010"]
    for text in ("someone unnamed", "3 people"):
        ask(qtbot, real, text)
    widen(qtbot, real, "Removing any one search term still finds nothing.", "Show all photos")
    shows(qtbot, real, family.unknown, family.empty, family.bens, family.both, family.alone)


def test_who_is_not_in_a_folder_is_looked_for_in_all(
    qtbot: QtBot, real: Window, family: Family, album: Album
) -> None:
    other = album.folder()
    photo = album.photo(folder_id=other)
    real.pages.show_photos(other)
    shows(qtbot, real, photo)
    ask(qtbot, real, "anna")
    widen(qtbot, real, "Searching all folders finds 2 photos.", "Search all folders")
    shows(qtbot, real, family.both, family.alone)
    assert (real.photos.folder_id, chips(real)) == ("", ["Anna"])


def test_a_search_is_saved_renamed_and_deleted_and_all_is_taken_back(
    qtbot: QtBot, real: Window, context: Context, album: Album, family: Family
) -> None:
    before = album.dump()
    ask(qtbot, real, "anna")
    ask(qtbot, real, "without ben")
    shows(qtbot, real, family.alone)
    real.photos.bar.save.click()
    qtbot.waitUntil(lambda: marked(real) == {"Anna, without Ben": 1})
    (search_id,) = real.sidebar.searches.rows
    qtbot.waitUntil(lambda: real.sidebar.current == search_id)
    qtbot.waitUntil(lambda: real.photos.title.text() == "Anna, without Ben")
    assert not real.photos.bar.save.isVisible()
    rename, delete = real.searches.menu(search_id).actions()
    rename.trigger()
    (sheet,) = real.findChildren(RenameSheet)
    sheet.field.setText("Mother")
    qtbot.keyClick(sheet.field, Key.Key_Return)
    qtbot.waitUntil(lambda: marked(real) == {"Mother": 1})
    qtbot.waitUntil(lambda: real.photos.title.text() == "Mother")
    album.face(family.anna, asset_id=family.empty)
    qtbot.waitUntil(lambda: marked(real) == {"Mother": 2})
    shows(qtbot, real, family.empty, family.alone)
    rename, delete = real.searches.menu(search_id).actions()
    delete.trigger()
    qtbot.waitUntil(lambda: marked(real) == {})
    qtbot.waitUntil(real.photos.bar.save.isVisible)
    assert real.sidebar.current == "photos"
    face = [row for row in album.dump()["face"] if row not in before["face"]]
    for names in ({"Mother": 2}, {"Anna, without Ben": 2}, {}):
        qtbot.waitUntil(real.menus.undo.isEnabled)
        real.menus.undo.trigger()
        qtbot.waitUntil(lambda names=names: marked(real) == names)  # type: ignore[misc]
    after = album.dump()
    after["face"] = [row for row in after["face"] if row not in face]
    assert after == before


@pytest.mark.slow
def test_a_saved_search_leads_back_to_its_photos(
    qtbot: QtBot, context: Context, album: Album
) -> None:
    family, real = Family(album), opened(qtbot, context)
    wanted = PhotoFilter(all_of=(family.anna,))
    for name in ("Zoo", "anna"):
        written_elsewhere(context, partial(saved_searches.save, wanted=wanted, name=name))
    qtbot.waitUntil(lambda: list(marked(real).items()) == [("anna", 2), ("Zoo", 2)])
    search_id = next(iter(real.sidebar.searches.rows))
    qtbot.mouseClick(real.sidebar.searches.rows[search_id], Qt.MouseButton.LeftButton)
    shows(qtbot, real, family.both, family.alone)
    assert real.pages.place == f"search/{search_id}"
    closed(real)
    again = opened(qtbot, context)
    assert again.pages.place == f"search/{search_id}"
    shows(qtbot, again, family.both, family.alone)
    assert chips(again) == ["Anna"]
    closed(again)


def test_a_window_opens_before_its_searches_are_counted(
    qtbot: QtBot, context: Context, album: Album
) -> None:
    anna = album.person("Anna", faces=2)
    save = partial(saved_searches.save, wanted=PhotoFilter(all_of=(anna,)), name="Anna")
    written_elsewhere(context, save)
    real = Window(context)
    assert marked(real) == {"Anna": None}  # it can be chosen already
    qtbot.waitUntil(lambda: marked(real) == {"Anna": 2})
    closed(real)


def test_two_searches_of_one_name(
    qtbot: QtBot, real: Window, context: Context, album: Album, family: Family
) -> None:
    for name in ("Anna", "Ben"):
        wanted = PhotoFilter(is_alone=name == "Ben")
        written_elsewhere(context, partial(saved_searches.save, wanted=wanted, name=name))
    qtbot.waitUntil(lambda: set(marked(real)) == {"Anna", "Ben"})
    ask(qtbot, real, "anna")
    shows(qtbot, real, family.both, family.alone)
    real.photos.bar.save.click()
    qtbot.waitUntil(lambda: set(marked(real)) == {"Anna", "Anna 2", "Ben"})
    search_id = next(e.id for e in real.sidebar.searches.shown if e.name == "Anna 2")
    real.searches.menu(search_id).actions()[0].trigger()
    (sheet,) = real.findChildren(RenameSheet)
    sheet.field.setText("BEN")
    sheet.primary.click()
    qtbot.waitUntil(lambda: "already a search named Ben" in sheet.problem.text())
    assert sheet.isVisible()
    sheet.reject()


def test_ctrl_f_finds_people_however_often_and_with_shift_photos(
    qtbot: QtBot, real: Window, family: Family
) -> None:
    real.pages.show_section(real.wall.section)
    control = Qt.KeyboardModifier.ControlModifier
    qtbot.keyClick(real, Key.Key_F, control)
    assert real.sidebar.search.hasFocus()
    qtbot.keyClicks(real.sidebar.search, "ben")
    qtbot.keyClick(real.sidebar.search, Key.Key_F, control)
    assert real.sidebar.search.hasFocus()
    assert real.sidebar.search.selectedText() == "ben"
    shift = Qt.KeyboardModifier.ShiftModifier
    qtbot.keyClick(real.sidebar.search, Key.Key_F, control | shift)
    assert real.pages.place == "photos/"
    field = real.photos.bar.field
    qtbot.waitUntil(field.hasFocus)
    assert (field.text(), real.sidebar.search.text()) == ("ben", "")
    assert [offer.text for offer in real.photos.bar.list.offers] == ["Ben"]
    qtbot.keyClick(field, Key.Key_Return)
    shows(qtbot, real, family.unknown, family.bens, family.both)


def test_another_name_stands_on_the_chip(
    qtbot: QtBot, real: Window, context: Context, family: Family
) -> None:
    ask(qtbot, real, "anna")
    qtbot.waitUntil(lambda: chips(real) == ["Anna"])
    real.wall.act.rename(Named(family.anna, "Anna"), "Eva")
    qtbot.waitUntil(lambda: chips(real) == ["Eva"])
    written_elsewhere(context, lambda session: people.delete(session, family.anna))
    qtbot.waitUntil(lambda: chips(real) == ["a deleted person"])
    shows(qtbot, real)


class Folders:
    """A folder "photos": two photos of friends, one of them of 2003, one of kids, one beside."""

    def __init__(self, album: Album) -> None:
        row = Folder(id="photos", library_id=album.library_id, path="/photos/photos")
        folder_id = album.add(row)
        self.beside, self.kids, self.friends, self.old = (
            album.photo(folder_id=folder_id, inside=inside, taken_at=datetime(2010 + n, 1, 1))
            for n, inside in enumerate(("", "kids", "friends", "friends/2003"))
        )


def type_in(qtbot: QtBot, real: Window, text: str, *offered: tuple[str, str]) -> None:
    """In place of what stands in the search; until that is offered."""
    real.photos.start_search()
    field, shown = real.photos.bar.field, real.photos.bar.list
    field.selectAll()
    qtbot.keyClicks(field, text)
    qtbot.waitUntil(lambda: [(each.text, each.detail) for each in shown.offers] == list(offered))


def test_folders_within_are_offered_and_found(qtbot: QtBot, real: Window, album: Album) -> None:
    made = Folders(album)
    real.pages.show_photos()
    shows(qtbot, real, made.old, made.friends, made.kids, made.beside)
    friends, deep = ("photos / friends", "2 photos"), ("photos / friends / 2003", "1 photo")
    type_in(qtbot, real, "frie", friends)
    type_in(qtbot, real, "2003", ("2003", ""), deep)
    type_in(qtbot, real, "photos/2003", deep)
    type_in(qtbot, real, "iend", friends)
    type_in(qtbot, real, "photos", ("photos", "4 photos"))
    type_in(qtbot, real, "2003 frie", deep)
    qtbot.keyClick(real.photos.bar.field, Key.Key_Return)
    shows(qtbot, real, made.old)
    assert chips(real) == ["friends / 2003"]
    assert real.photos.bar.chips[0].toolTip() == "/photos/photos/friends/2003"
    type_in(qtbot, real, "friends", friends)  # one folder at a time
    qtbot.keyClick(real.photos.bar.field, Key.Key_Return)
    shows(qtbot, real, made.old, made.friends)
    assert chips(real) == ["friends"]


def test_a_folder_that_is_typed_takes_the_place_of_the_one_of_the_sidebar(
    qtbot: QtBot, real: Window, album: Album
) -> None:
    made, other = Folders(album), album.photo()
    real.pages.show_photos(album.folder_id)
    shows(qtbot, real, other)
    type_in(qtbot, real, "kids", ("photos / kids", "1 photo"))
    qtbot.keyClick(real.photos.bar.field, Key.Key_Return)
    shows(qtbot, real, made.kids)
    assert (real.pages.place, real.photos.title.text()) == ("photos/", "Photos")


def test_folders_follow_the_photos(qtbot: QtBot, real: Window, album: Album) -> None:
    made = Folders(album)
    real.pages.show_photos()
    shows(qtbot, real, made.old, made.friends, made.kids, made.beside)
    type_in(qtbot, real, "kid", ("photos / kids", "1 photo"))
    album.photo(folder_id="photos", inside="kids/small")
    qtbot.waitUntil(lambda: len(real.photos.grid.photos.ids) == 5)
    type_in(qtbot, real, "kids", ("photos / kids", "2 photos"))


def test_a_folder_within_is_kept_in_a_saved_search(
    qtbot: QtBot, context: Context, real: Window, album: Album
) -> None:
    made = Folders(album)
    real.pages.show_photos()
    shows(qtbot, real, made.old, made.friends, made.kids, made.beside)
    type_in(qtbot, real, "2003 friends", ("photos / friends / 2003", "1 photo"))
    qtbot.keyClick(real.photos.bar.field, Key.Key_Return)
    shows(qtbot, real, made.old)
    real.photos.bar.save.click()
    qtbot.waitUntil(lambda: marked(real) == {"Friends / 2003": 1})
    real.pages.show_photos()
    shows(qtbot, real, made.old, made.friends, made.kids, made.beside)
    (search_id,) = real.sidebar.searches.rows
    qtbot.mouseClick(real.sidebar.searches.rows[search_id], Qt.MouseButton.LeftButton)
    shows(qtbot, real, made.old)
    assert chips(real) == ["friends / 2003"]


def test_of_many_folders_those_whose_name_begins_so_come_first(album: Album) -> None:
    root = Path("/home/Pictures")
    paths = ("Old lake", "a/b/Lake", "Blake", "Lake 2010", "Lake 2010/2003", "2010")
    folders = [PhotoFolder(root / path, 1) for path in paths]
    names = FolderNames([root])

    def found(text: str) -> list[str]:
        with album.db.read() as session:
            texts = [each.text for each in offers(session, text, None, folders, names)]
        assert all(each.startswith("Pictures / ") for each in texts)
        return [each.removeprefix("Pictures / ") for each in texts]

    assert found("lake") == ["Lake 2010", "a / b / Lake", "Old lake", "Blake"]
    assert found("lake 2010") == ["Lake 2010"]
    assert found("Läke 20") == ["Lake 2010", "Lake 2010 / 2003"]
    assert found("b/lake") == ["a / b / Lake", "Blake"]


def offered(db: Database, text: str) -> list[str]:
    lake = Path("/photos/Lake 2010")
    with db.read() as session:
        found = offers(session, text, None, [PhotoFolder(lake, 1)], FolderNames([lake]))
    return [offer.text for offer in found]


def test_what_a_text_may_mean(album: Album) -> None:
    album.person("Dora", faces=1, birth_date=date(2010, 1, 1))
    album.person("Doreen", faces=2)
    assert offered(album.db, "") == ["Doreen", "Dora", "someone unnamed", "alone", "no people"]
    meanings = {
        "dor": ["Dora", "Doreen"],
        "with dor": ["Dora", "Doreen"],
        "Not dora": ["without Dora"],
        "or dora": ["or Dora"],
        "Dora under 5": ["Dora under 5"],
        "dora<5": ["Dora under 5"],
        "dora from 18": ["Dora aged 18 or over"],
        "dora>=18": ["Dora aged 18 or over"],
        "dora 4": ["Dora aged 4"],
        "dora aged 4": ["Dora aged 4"],
        "dora 3-6": ["Dora aged 3 to 6"],
        "dora under 0": [],
        "doreen 4": [],  # nobody knows when she was born
        "2": ["2 people", "Lake 2010"],
        "1 person": ["1 person"],
        "0 people": ["no people"],
        "3+ people": ["3 people or more"],
        "2-4 faces": ["2 to 4 people"],
        "4-2": [],
        "2010": ["2010", "Lake 2010"],
        "2010-06": ["Jun 2010"],
        "12 march 2014": ["12 Mar 2014"],
        "2010 – 2015": ["2010 to 2015"],
        "june 2010 - august 2010": ["Jun 2010 to Aug 2010"],
        "2015-2010": [],
        "since june 2015": ["since Jun 2015"],
        "until 2010": ["before 2010"],
        "lake": ["Lake 2010"],
        "unk": ["someone unnamed"],
        "zzz": [],
    }
    assert {text: offered(album.db, text) for text in meanings} == meanings


def test_several_criteria_in_one_text(album: Album) -> None:
    for name in ("Anna", "Ben", "Carl"):
        album.person(name, faces=1)
    meanings = {
        "anna and ben": ["Anna and Ben"],
        "anna & ben": ["Anna and Ben"],
        "anna with b": ["Anna and Ben"],
        "anna or ben": ["Anna or Ben"],
        "anna or ben or carl": ["Anna, Ben or Carl"],
        "anna not carl": ["Anna, without Carl"],
        "Anna -Carl": ["Anna, without Carl"],
        "-carl": ["without Carl"],
        "anna and ben without carl": ["Anna and Ben, without Carl"],
        "anna and 2019": ["Anna, 2019"],
        "2019 without anna": ["without Anna, 2019"],
        "anna and zzz": [],
    }
    assert {text: offered(album.db, text) for text in meanings} == meanings
    album.person("Anna and Ben Society", faces=1)
    assert offered(album.db, "anna and ben")[0] == "Anna and Ben Society"


def test_a_search_as_a_sentence(album: Album) -> None:
    ids = {name: album.person(name) for name in ("Anna", "Ben", "Carl")}
    with album.db.read() as session:
        known = people.cards(session, list(ids.values()))
    anna, ben, carl = ids.values()
    said = {
        "Anna and Ben, without Carl": PhotoFilter(all_of=(anna, ben), none_of=(carl,)),
        "Ben or Carl, 2 people": PhotoFilter(any_of=(ben, carl), min_people=2, max_people=2),
        "Anna and Ben or Carl": PhotoFilter(all_of=(anna,), any_of=(ben, carl)),
        "Without Anna or Ben": PhotoFilter(none_of=(anna, ben)),
        "Anna, alone": PhotoFilter(all_of=(anna,), is_alone=True),
        "Anna under 5, Lake": PhotoFilter(ages=(Age(anna, under=5),), folder=Path("/photos/Lake")),
        "Someone unnamed": PhotoFilter(has_unknown=True),
        "An unnamed group": PhotoFilter(all_of=(album.group(),)),
    }
    with album.db.read() as session:
        known |= people.cards(session, [said["An unnamed group"].all_of[0]])
    assert {sentence(wanted, known): wanted for wanted in said.values()} == said
