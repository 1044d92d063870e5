"""Finding photos in the real window: what is typed, the chips, and searches that have a name."""

from datetime import date, datetime
from functools import partial
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication, QToolButton
from pytestqt.qtbot import QtBot

from kinfolk.core.database import Database
from kinfolk.core.db.models import Folder
from kinfolk.core.people import people
from kinfolk.core.people.concurrent_decisions import Named
from kinfolk.core.photos import saved_searches
from kinfolk.core.photos.photo_filter import Age, PhotoFilter
from kinfolk.core.photos.photo_folders import PhotoFolder
from kinfolk.gui.base.context import Context
from kinfolk.gui.photos.search_bar import ClauseChip
from kinfolk.gui.photos.search_suggestions import offers
from kinfolk.gui.photos.search_words import FolderNames, sentence
from kinfolk.gui.shell.searches import RenameSheet
from kinfolk.gui.shell.window import Window
from kinfolk.gui.widgets.controls import Button, shows_focus
from tests.album import Album
from tests.gui.hands import CONTROL, SHIFT, Key, click, press, until, write
from tests.gui.painted import written
from tests.gui.windows import closed, open_menu, opened, over, there, written_elsewhere


class Family:
    """Anna and Ben, alone and together, a photo of no one, and one with someone unnamed."""

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
def family(real: Window, album: Album) -> Family:
    made = Family(album)
    real.pages.show_photos()
    shows(real, made.unknown, made.empty, made.bens, made.both, made.alone)
    return made


def shows(real: Window, *photo_ids: str) -> None:
    until(lambda: list(real.photos.grid.photos.ids) == list(photo_ids))


def ask(real: Window, text: str) -> None:
    press(Key.Key_F, held=CONTROL, on=real)
    until(real.photos.bar.field.hasFocus)
    write(text, on=real.photos.bar.field)
    press(Key.Key_Return, on=real.photos.bar.field)


def chips(real: Window) -> list[str]:
    return [chip.accessibleName() for chip in real.photos.bar.chips]


def marked(real: Window) -> dict[str, int | None]:
    """Saved searches in the sidebar with their counts."""
    return {entry.name: entry.count for entry in real.sidebar.searches.shown}


def choose(chip: ClauseChip, text: str) -> None:
    (action,) = [each for each in chip.choices().actions() if each.text() == text]
    action.trigger()


@pytest.mark.wiring
def test_what_is_typed_becomes_chips_and_finds_their_photos(real: Window, family: Family) -> None:
    ask(real, "anna")
    shows(real, family.both, family.alone)
    assert chips(real) == ["Anna"]
    assert real.photos.bar.number.text() == "2 photos"
    ask(real, "without be")
    shows(real, family.alone)
    assert chips(real) == ["Anna", "without Ben"]
    field = real.photos.bar.field
    assert field.hasFocus()
    press(Key.Key_Backspace, on=field)
    shows(real, family.both, family.alone)
    ask(real, "2 people")
    shows(real, family.both)
    press(Key.Key_Escape, on=field)
    assert real.photos.grid.hasFocus()
    assert chips(real) == ["Anna", "2 people"]
    press(Key.Key_A, held=CONTROL)
    press(Key.Key_Escape)
    assert real.photos.grid.selected_ids() == []
    assert chips(real) == ["Anna", "2 people"]
    press(Key.Key_Escape)
    assert chips(real) == []
    ask(real, "anna")
    ask(real, "or ben")
    shows(real, family.unknown, family.bens, family.both, family.alone)
    click(real.photos.bar.clear)
    shows(real, family.unknown, family.empty, family.bens, family.both, family.alone)
    assert (real.photos.bar.isVisible(), real.photos.grid.hasFocus()) == (False, True)


def test_tab_and_down_lead_to_the_photos_that_were_found(real: Window, family: Family) -> None:
    grid, field = real.photos.grid, real.photos.bar.field
    ask(real, "anna")
    for key in (Key.Key_Tab, Key.Key_Down):
        field.setFocus()
        press(key, on=field)
        assert grid.hasFocus()
        shows(real, family.both, family.alone)
        assert (grid.currentIndex().row(), shows_focus(grid)) == (0, True)
    real.photos.start_search()
    write("without be", on=field)
    press(Key.Key_Tab, on=field)  # with what is marked
    shows(real, family.alone)
    assert chips(real) == ["Anna", "without Ben"]
    assert grid.hasFocus()
    real.photos.start_search("since 2013")
    press(Key.Key_Tab, on=field)  # there are none: to what may be done
    (button,) = real.photos.empty.findChildren(Button)
    until(button.hasFocus)
    field.setFocus()
    press(Key.Key_Tab, on=field)  # as everywhere
    assert not field.hasFocus()


def test_a_chip_is_turned_and_taken_out_and_its_menu_stays_open_while_photos_come(
    real: Window, family: Family, album: Album
) -> None:
    ask(real, "anna")
    ask(real, "ben")
    shows(real, family.both)
    for _ in range(2):
        press(Key.Key_Left)
    first = real.photos.bar.chips[0]
    assert first.hasFocus()
    choose(first, "Not in the photo")
    shows(real, family.unknown, family.bens)
    assert chips(real) == ["Ben", "without Anna"]
    until(lambda: isinstance(QApplication.focusWidget(), ClauseChip))
    press(Key.Key_Delete, on=real.photos.bar.chips[1])
    shows(real, family.unknown, family.bens, family.both)
    choose(real.photos.bar.chips[0], "Remove")
    shows(real, family.unknown, family.empty, family.bens, family.both, family.alone)
    ask(real, "anna")
    shows(real, family.both, family.alone)
    click(real.photos.bar.chips[0])
    menu = open_menu()
    album.face(family.anna, asset_id=family.empty)
    shows(real, family.empty, family.both, family.alone)
    assert open_menu() is menu
    menu.close()


def test_what_means_nothing_says_so(real: Window, family: Family) -> None:
    bar = real.photos.bar
    ask(real, "zzz")
    until(bar.list.isVisible)  # once it is known that no folder is called that, either
    assert (list(bar.list.offers), bar.field.text(), chips(real)) == ([], "zzz", [])
    assert real.photos.keys.shown == (("Esc", "back to the photos"),)  # nothing to add or choose
    write("x", on=bar.field)
    for _ in range(4):
        press(Key.Key_Backspace, on=bar.field)
    assert [text for _, text in real.photos.keys.shown][:2] == ["add to search", "choose"]
    ask(real, "zzz")
    press(Key.Key_Escape, on=bar.field)
    assert bar.field.text() == ""
    real.photos.start_search()
    write("anna", on=bar.field)
    until(bar.list.isVisible)
    click(there(bar.field.findChild(QToolButton)))
    assert not bar.list.isVisible()
    press(Key.Key_Return, on=bar.field)
    assert chips(real) == []


def widen(real: Window, text: str, button: str) -> None:
    """By the one button of the page that finds nothing, and then the keyboard is in the photos."""
    empty = real.photos.empty
    until(lambda: empty.isVisible() and empty.text == text)
    shown = over(empty, Button)
    assert shown.text() == button
    click(shown)
    until(real.photos.grid.hasFocus)


def test_what_finds_nothing_says_what_would_find_more(
    real: Window, family: Family, album: Album
) -> None:
    for text in ("anna", "without ben", "2014"):
        ask(real, text)
    widen(real, "Without “2014”, the search finds 1 photo.", "Remove “2014”")
    shows(real, family.alone)
    assert chips(real) == ["Anna", "without Ben"]
    for text in ("someone unnamed", "2010"):
        ask(real, text)
    widen(real, "Without “someone unnamed”, the search finds 1 photo.", "Remove “someone unnamed”")
    shows(real, family.alone)
    assert chips(real) == ["Anna", "without Ben", "2010"]
    for text in ("someone unnamed", "3 people"):
        ask(real, text)
    widen(real, "Removing any one search term still finds nothing.", "Show all photos")
    shows(real, family.unknown, family.empty, family.bens, family.both, family.alone)
    other = album.folder()
    photo = album.photo(folder_id=other)
    real.pages.show_photos(other)
    shows(real, photo)
    ask(real, "anna")
    widen(real, "Searching all folders finds 2 photos.", "Search all folders")
    shows(real, family.both, family.alone)
    assert (real.photos.folder_id, chips(real)) == ("", ["Anna"])


def test_a_search_is_saved_renamed_and_deleted_and_all_is_taken_back(
    real: Window, album: Album, family: Family
) -> None:
    before = album.dump()
    ask(real, "anna")
    ask(real, "without ben")
    shows(real, family.alone)
    real.photos.bar.save.click()
    until(lambda: marked(real) == {"Anna, without Ben": 1})
    (search_id,) = real.sidebar.searches.rows
    until(lambda: real.sidebar.current == search_id)
    until(lambda: real.photos.title.text() == "Anna, without Ben")
    assert not real.photos.bar.save.isVisible()
    rename, delete = real.searches.menu(search_id).actions()
    rename.trigger()
    (sheet,) = real.findChildren(RenameSheet)
    sheet.field.setText("Mother")
    ended: list[bool] = []
    sheet.finished.connect(ended.append)
    press(Key.Key_Return, on=sheet.field)
    until(lambda: marked(real) == {"Mother": 1})
    assert ended == [True]  # Enter in the field has pressed the button, once
    until(lambda: real.photos.title.text() == "Mother")
    album.face(family.anna, asset_id=family.empty)
    until(lambda: marked(real) == {"Mother": 2})
    shows(real, family.empty, family.alone)
    rename, delete = real.searches.menu(search_id).actions()
    delete.trigger()
    until(lambda: marked(real) == {})
    until(real.photos.bar.save.isVisible)
    assert real.sidebar.current == "photos"
    face = [row for row in album.dump()["face"] if row not in before["face"]]
    for names in ({"Mother": 2}, {"Anna, without Ben": 2}, {}):
        until(real.menus.undo.isEnabled)
        real.menus.undo.trigger()
        until(lambda names=names: marked(real) == names)  # type: ignore[misc]
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
    until(lambda: list(marked(real).items()) == [("anna", 2), ("Zoo", 2)])
    search_id = next(iter(real.sidebar.searches.rows))
    click(real.sidebar.searches.rows[search_id])
    shows(real, family.both, family.alone)
    assert real.pages.place == f"search/{search_id}"
    closed(real)
    again = opened(qtbot, context)
    assert again.pages.place == f"search/{search_id}"
    shows(again, family.both, family.alone)
    assert chips(again) == ["Anna"]
    closed(again)


def test_a_window_opens_before_its_searches_are_counted(context: Context, album: Album) -> None:
    anna = album.person("Anna", faces=2)
    save = partial(saved_searches.save, wanted=PhotoFilter(all_of=(anna,)), name="Anna")
    written_elsewhere(context, save)
    real = Window(context)
    assert marked(real) == {"Anna": None}  # it can be chosen already
    until(lambda: marked(real) == {"Anna": 2})
    closed(real)


def test_two_searches_of_one_name(real: Window, context: Context, family: Family) -> None:
    for name in ("Anna", "Ben"):
        wanted = PhotoFilter(is_alone=name == "Ben")
        written_elsewhere(context, partial(saved_searches.save, wanted=wanted, name=name))
    until(lambda: set(marked(real)) == {"Anna", "Ben"})
    ask(real, "anna")
    shows(real, family.both, family.alone)
    real.photos.bar.save.click()
    until(lambda: set(marked(real)) == {"Anna", "Anna 2", "Ben"})
    search_id = next(e.id for e in real.sidebar.searches.shown if e.name == "Anna 2")
    real.searches.menu(search_id).actions()[0].trigger()
    (sheet,) = real.findChildren(RenameSheet)
    sheet.field.setText("BEN")
    sheet.primary.click()
    until(lambda: "already a search named Ben" in sheet.problem.text())
    assert sheet.isVisible()
    sheet.field.setText("Mother")
    press(Key.Key_Return, on=sheet.field)
    assert not sheet.primary.isEnabled()  # a second Enter asks nothing
    until(lambda: set(marked(real)) == {"Anna", "Ben", "Mother"})


def test_what_is_asked_is_saved_once_it_is_read(real: Window, family: Family) -> None:
    """Its words are those of the photos that were read, so that no press saves the one before."""
    ask(real, "anna")
    shows(real, family.both, family.alone)
    assert real.photos.bar.save.isEnabled()
    ask(real, "ben")
    assert not real.photos.bar.save.isEnabled()
    shows(real, family.both)
    until(real.photos.bar.save.isEnabled)


def test_ctrl_f_finds_people_however_often_and_with_shift_photos(
    real: Window, family: Family
) -> None:
    real.pages.show_section(real.wall.section)
    press(Key.Key_F, held=CONTROL, on=real)
    assert real.sidebar.search.hasFocus()
    write("ben", on=real.sidebar.search)
    press(Key.Key_F, held=CONTROL, on=real.sidebar.search)
    assert real.sidebar.search.hasFocus()
    assert real.sidebar.search.selectedText() == "ben"
    press(Key.Key_F, held=CONTROL | SHIFT, on=real.sidebar.search)
    assert real.pages.place == "photos/"
    field = real.photos.bar.field
    until(field.hasFocus)
    assert (field.text(), real.sidebar.search.text()) == ("ben", "")
    assert [offer.text for offer in real.photos.bar.list.offers] == ["Ben"]
    press(Key.Key_Return, on=field)
    shows(real, family.unknown, family.bens, family.both)


def test_another_name_stands_on_the_chip(real: Window, context: Context, family: Family) -> None:
    ask(real, "anna")
    until(lambda: chips(real) == ["Anna"])
    real.wall.act.rename(Named(family.anna, "Anna"), "Eva")
    until(lambda: chips(real) == ["Eva"])
    written_elsewhere(context, lambda session: people.delete(session, family.anna))
    until(lambda: chips(real) == ["a deleted person"])
    shows(real)


class Folders:
    """A folder "photos": two photos of friends, one of them of 2003, one of kids, one beside."""

    def __init__(self, album: Album) -> None:
        row = Folder(id="photos", library_id=album.library_id, path="/photos/photos")
        folder_id = album.add(row)
        self.beside, self.kids, self.friends, self.old = (
            album.photo(folder_id=folder_id, inside=inside, taken_at=datetime(2010 + n, 1, 1))
            for n, inside in enumerate(("", "kids", "friends", "friends/2003"))
        )


def type_in(real: Window, text: str, *offered: tuple[str, str]) -> None:
    """In place of what stands in the search; until that is offered."""
    real.photos.start_search()
    field, shown = real.photos.bar.field, real.photos.bar.list
    field.selectAll()
    write(text, on=field)
    until(lambda: [(each.text, each.detail) for each in shown.offers] == list(offered))


def test_folders_within_are_offered_and_found(real: Window, album: Album) -> None:
    made = Folders(album)
    real.pages.show_photos()
    shows(real, made.old, made.friends, made.kids, made.beside)
    friends, deep = ("photos / friends", "2 photos"), ("photos / friends / 2003", "1 photo")
    type_in(real, "frie", friends)
    type_in(real, "2003", ("2003", ""), deep)
    type_in(real, "photos/2003", deep)
    type_in(real, "iend", friends)
    type_in(real, "photos", ("photos", "4 photos"))
    album.photo(folder_id="photos", inside="kids/small")
    until(lambda: len(real.photos.grid.photos.ids) == 5)
    type_in(real, "kids", ("photos / kids", "2 photos"))
    type_in(real, "2003 frie", deep)
    press(Key.Key_Return, on=real.photos.bar.field)
    shows(real, made.old)
    assert chips(real) == ["friends / 2003"]
    assert real.photos.bar.chips[0].toolTip() == "/photos/photos/friends/2003"
    type_in(real, "friends", friends)  # one folder at a time
    press(Key.Key_Return, on=real.photos.bar.field)
    shows(real, made.old, made.friends)
    assert chips(real) == ["friends"]


def test_a_folder_that_is_typed_takes_the_place_of_the_one_of_the_sidebar(
    real: Window, album: Album
) -> None:
    made, other = Folders(album), album.photo()
    real.pages.show_photos(album.folder_id)
    shows(real, other)
    type_in(real, "kids", ("photos / kids", "1 photo"))
    press(Key.Key_Return, on=real.photos.bar.field)
    shows(real, made.kids)
    assert (real.pages.place, real.photos.title.text()) == ("photos/", "Photos")


def test_of_many_folders_those_whose_name_begins_so_come_first(album: Album) -> None:
    root = Path("/home/Pictures")
    paths = ("Old lake", "a/b/Lake", "Blake", "Lake 2010", "Lake 2010/2003", "2010")
    folders = [PhotoFolder(root / path, 1) for path in paths]
    names = FolderNames([root])

    def found(text: str) -> list[str]:
        texts = [each.text for each in album.ask(offers, text, None, folders, names)]
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
        "doreen 4": [],  # no one knows when she was born
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
    known = album.ask(people.cards, list(ids.values()))
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
    known |= album.ask(people.cards, [said["An unnamed group"].all_of[0]])
    assert {sentence(wanted, known): wanted for wanted in said.values()} == said


def test_the_list_is_as_wide_as_what_it_offers(real: Window, album: Album) -> None:
    """In the sidebar’s width “without” was cut out of the middle of a row."""
    album.person("Andre Agassi", faces=1)
    album.person("Hu Jintao", faces=1)
    real.pages.show_photos()
    real.photos.start_search()
    write("agassi without hu", on=real.photos.bar.field)
    offers = real.photos.bar.list
    until(offers.isVisible)
    assert offers.offers[0].text == "Andre Agassi, without Hu Jintao"
    assert "…" not in "".join(text for text, _ in written(offers))
    assert real.sidebar.width() < offers.width() < real.width()
