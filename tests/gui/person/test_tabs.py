"""The tabs of a person's page in the real window: photos, whom they are with, and their years."""

from datetime import date, datetime
from functools import partial
from itertools import pairwise

import pytest
from PySide6.QtCore import QPoint
from PySide6.QtWidgets import QWidget

from kinfolk.core.db.models import AssignedBy
from kinfolk.core.faces import faces
from kinfolk.core.people import people
from kinfolk.core.people.concurrent_decisions import Named
from kinfolk.gui.base.context import Context
from kinfolk.gui.person.page import PersonPage
from kinfolk.gui.person.people_filter_bar import PersonChip
from kinfolk.gui.person.portraits import PortraitList
from kinfolk.gui.shell.window import Window
from kinfolk.gui.widgets.chip import ChipLook
from kinfolk.gui.widgets.controls import keys_used, shows_focus
from kinfolk.gui.widgets.switches import Tabs
from tests.album import Album
from tests.gui.hands import ALT, Key, click, heard, hearing, press, until
from tests.gui.scanned_photos import Pictured

FACES, PHOTOS, TOGETHER, YEARS = range(4)


class Family:
    """Dora in five photos: with Anna, with Anna and Ben, with Ben, alone, and alone undated."""

    def __init__(self, real: Window, context: Context, album: Album) -> None:
        self.real, self.context, self.album = real, context, album
        self.dora = album.person("Dora", birth_date=date(2014, 3, 12))
        self.anna, self.ben = album.person("Anna"), album.person("Ben")
        self.undated = self.photo(None, self.dora)
        self.with_anna = self.photo(2019, self.dora, self.anna)
        self.all_three = self.photo(2019, self.dora, self.anna, self.ben)
        self.with_ben = self.photo(2021, self.dora, self.ben)
        self.alone = self.photo(2023, self.dora)
        self.open(self.dora)

    def photo(self, year: int | None, *people: str) -> str:
        asset_id = self.album.photo(taken_at=datetime(year, 5, 1) if year else None)
        for person_id in people:
            self.album.face(person_id, asset_id=asset_id, quality=0.5)
        return asset_id

    @property
    def page(self) -> PersonPage:
        return self.real.pages.person

    def open(self, person_id: str) -> None:
        self.real.pages.open_person(person_id)
        until(self.real.isActiveWindow)

    def tab(self, index: int) -> None:
        press((Key.Key_1, Key.Key_2, Key.Key_3, Key.Key_4)[index], held=ALT)
        assert self.page.tabs.currentIndex() == index

    @property
    def photos(self) -> list[str]:
        return list(self.page.photos.grid.photos.ids)

    def wait_for_photos(self, *photos: str) -> None:
        """In that order; and how many of these everyone else is in is known, too."""
        until(lambda: self.photos == list(photos))

    def chip(self, name: str) -> PersonChip:
        found = [chip for chip in self.page.photos.bar.chips if chip.who.name == name]
        assert len(found) == 1
        return found[0]

    def wait_for_chips(self, **photos: int) -> None:
        bar = self.page.photos.bar
        until(lambda: {chip.who.name: chip.who.photos for chip in bar.chips} == photos)


@pytest.fixture
def family(real: Window, context: Context, album: Album) -> Family:
    return Family(real, context, album)


def portraits(view: PortraitList) -> list[tuple[str, tuple[str, ...]]]:
    return [(one.name, one.lines) for one in view.people.rows]


def inked(tabs: Tabs) -> list[tuple[int, int]]:
    """The first and the last column of each word, as it is painted."""
    image = tabs.grab().toImage()
    paper = image.pixel(image.width() - 1, 0)
    found = []
    for index in range(tabs.count()):
        rect = tabs.tabRect(index)
        rows = range(rect.top(), rect.bottom() - 2)  # without the line below
        columns = [
            x
            for x in range(rect.left(), rect.right() + 1)
            if any(image.pixel(x, y) != paper for y in rows)
        ]
        found.append((columns[0], columns[-1]))
    return found


@pytest.mark.wiring
@pytest.mark.usefixtures("each_font")
def test_the_tabs_are_evenly_spaced_whichever_is_chosen(family: Family) -> None:
    tabs = family.page.tabs
    seen = []
    for index in (PHOTOS, TOGETHER, YEARS, FACES):
        family.tab(index)
        seen.append(inked(tabs))
    assert all(words == seen[0] for words in seen)
    gaps = [after[0] - before[1] for before, after in pairwise(seen[0])]
    assert max(gaps) - min(gaps) <= 3  # letters stand a little apart from their edges


def test_the_tabs_by_keys(family: Family) -> None:
    page, tabs = family.page, family.page.tabs
    views: list[QWidget] = [
        page.faces.grid,
        page.photos.grid,
        page.together.list,
        page.years.list,
    ]
    assert views[FACES].hasFocus()
    keys_used(page)
    for index in (PHOTOS, TOGETHER, YEARS, FACES):
        family.tab(index)
        until(partial(shows_focus, views[index]))
        assert views[index].isVisible()
        press(Key.Key_F2)
        assert page.header.name.hasFocus()
        press(Key.Key_Escape)
        assert shows_focus(views[index])
    tabs.setFocus()
    for key, index in ((Key.Key_Right, PHOTOS), (Key.Key_Right, TOGETHER), (Key.Key_Left, PHOTOS)):
        press(key)
        assert tabs.currentIndex() == index
        assert views[index].isVisible()
        assert tabs.hasFocus()
    for index in (FACES, PHOTOS, TOGETHER, YEARS):
        family.open(family.dora)
        family.tab(index)
        heard(page.closed, lambda: press(Key.Key_Escape))


def test_photos_stand_under_their_years_those_without_a_date_last(family: Family) -> None:
    family.tab(PHOTOS)
    until(lambda: len(family.photos) == 5)
    said = [(each.title, each.detail) for each in family.page.photos.grid.photos.sections]
    assert said == [
        ("2023", "9 years · 1 photo"),
        ("2021", "7 years · 1 photo"),
        ("2019", "5 years · 2 photos"),
        ("No date", "1 photo"),
    ]
    assert family.page.photos.bar.count.text() == "5 photos"
    family.wait_for_photos(
        family.alone, family.with_ben, family.all_three, family.with_anna, family.undated
    )
    family.open(family.anna)
    assert family.page.tab is family.page.photos
    family.wait_for_photos(family.all_three, family.with_anna)


def test_photos_with_somebody_and_without_somebody_else(family: Family) -> None:
    """All by keys; how often the others are in what is left stands beside them."""
    page, bar = family.page, family.page.photos.bar
    family.tab(PHOTOS)
    family.wait_for_chips(Anna=2, Ben=2)
    family.chip("Anna").setFocus()
    press(Key.Key_Space)
    family.wait_for_photos(family.all_three, family.with_anna)
    family.wait_for_chips(Anna=2, Ben=1)
    press(Key.Key_Right)
    assert family.chip("Ben").hasFocus()
    press(Key.Key_Return)
    family.wait_for_photos(family.all_three)
    press(Key.Key_Return)
    family.wait_for_photos(family.with_anna)
    assert family.chip("Ben").accessibleName() == "without Ben"
    assert (bar.with_ids, bar.without_ids) == ((family.anna,), (family.ben,))
    press(Key.Key_Left)
    press(Key.Key_Space)  # without Anna, too
    family.wait_for_photos(family.alone, family.undated)
    press(Key.Key_Escape)  # all again
    until(lambda: len(family.photos) == 5)
    family.wait_for_chips(Anna=2, Ben=2)
    assert [chip.asked for chip in bar.chips] == [ChipLook.OPEN] * 2
    heard(page.closed, lambda: press(Key.Key_Escape))


def test_where_no_photo_is_as_asked_for_all_are_a_click_away(family: Family) -> None:
    family.photo(2024, family.anna, family.ben)
    family.tab(PHOTOS)
    family.wait_for_chips(Anna=2, Ben=2)
    for name, times in (("Anna", 2), ("Ben", 2)):
        for _ in range(times):
            family.chip(name).click()
    family.wait_for_photos(family.alone, family.undated)
    family.open(family.anna)
    family.wait_for_chips(Dora=2, Ben=2)  # no one is asked for in the photos of someone else
    for name in ("Dora", "Ben"):
        family.chip(name).click()
        family.chip(name).click()
    empty = family.page.photos.empty
    until(empty.isVisible)
    assert empty.title == "No matching photos"
    empty.button.click()
    until(lambda: len(family.photos) == 3)


def test_who_has_no_room_among_the_names_is_on_the_tab_of_all(real: Window, album: Album) -> None:
    family = Family(real, real.context, album)
    for number in range(12):
        family.photo(2020, family.dora, album.person(f"A guest with a long name {number:02}"))
    real.resize(900, 600)
    family.tab(PHOTOS)
    bar = family.page.photos.bar
    until(lambda: len(bar.chips) == 14)
    shown = [chip for chip in bar.chips if chip.isVisible()]
    assert bar.more.text() == f"{14 - len(shown)} more"
    ends = [chip.geometry().right() for chip in shown]
    assert max(ends) < bar.more.x() < bar.more.geometry().right() < bar.count.x()
    bar.more.click()
    assert family.page.tab is family.page.together
    last = family.page.together.list
    until(lambda: len(last.people.rows) == 14)
    last.setCurrentIndex(last.people.index(13))
    press(Key.Key_Return)
    until(lambda: len(family.photos) == 1)
    chip = family.chip("A guest with a long name 11")
    assert chip.isVisible()
    assert chip.asked is ChipLook.WANTED


def test_who_is_in_photos_together(family: Family) -> None:
    page, view = family.page, family.page.together.list
    family.tab(TOGETHER)
    until(lambda: portraits(view) == [("Anna", ("2 photos",)), ("Ben", ("2 photos",))])
    click(view.viewport(), view.visualRect(view.people.index(1)).center())
    assert page.tab is page.photos
    family.wait_for_photos(family.with_ben, family.all_three)
    family.tab(TOGETHER)
    family.photo(2024, family.dora, family.ben)
    until(lambda: portraits(view)[0] == ("Ben", ("3 photos",)))
    heard(family.context.ops.done, lambda: page.act.rename(Named(family.anna, "Anna"), "Annika"))
    until(lambda: portraits(view)[1] == ("Annika", ("2 photos",)))


def test_the_timeline_reaches_from_the_first_year_to_the_last(family: Family) -> None:
    page, timeline = family.page, family.page.years.timeline
    family.tab(YEARS)
    until(timeline.isVisible)
    assert timeline.accessibleName() == "From 2019 to 2023"
    high = {year: timeline.bar(year).height() for year in range(2019, 2024)}
    assert high[2019] == 2 * high[2021] == 2 * high[2023] > 0
    assert high[2020] == high[2022] == 0
    empty = timeline.bar(2020).center().toPoint()
    full = timeline.bar(2021).center().toPoint()
    for place, tab in ((empty, page.years), (full, page.photos)):
        below = QPoint(place.x(), timeline.height() - 30)
        click(timeline, below)
        assert page.tab is tab
    until(lambda: page.photos.grid.current_id() == family.with_ben)
    page, view = family.page, family.page.years.list
    best = family.album.face(
        family.dora,
        asset_id=family.album.photo(taken_at=datetime(2021, 8, 1)),
        by=AssignedBy.USER,
        quality=0.4,
    )
    family.tab(YEARS)
    until(lambda: portraits(view)[1:2] == [("2021", ("7 years", "2 photos"))])
    assert portraits(view) == [
        ("2019", ("5 years", "2 photos")),  # from left to right, as in the timeline above
        ("2021", ("7 years", "2 photos")),
        ("2023", ("9 years", "1 photo")),
        ("No date", ("1 photo",)),
    ]
    assert view.people.rows[1].face_id == best
    press(Key.Key_Right)
    press(Key.Key_Left)
    press(Key.Key_Return)
    assert page.tab is page.photos
    grid = page.photos.grid
    until(lambda: grid.current_id() == family.all_three)
    family.tab(YEARS)
    with hearing(family.context.ops.done):
        page.act.set_birth_date(family.album.who(family.dora), None)
    until(lambda: portraits(view)[0] == ("2019", ("2 photos",)))


def test_empty_tabs_say_what_will_be_there(real: Window, album: Album) -> None:
    lone, nobody = album.person("Lone", faces=1), album.person("Nobody")
    page = real.pages.person
    real.pages.open_person(lone)
    page.show_tab(TOGETHER)
    until(page.together.empty.isVisible)
    assert page.together.empty.title == "No photos of Lone with others yet"
    page.show_tab(PHOTOS)
    until(lambda: len(page.photos.grid.photos.ids) == 1)
    until(page.photos.bar.isHidden)
    page.show_tab(YEARS)
    until(lambda: len(page.years.list.people.rows) == 1)
    until(page.years.timeline.isHidden)
    real.pages.open_person(nobody)
    until(page.years.empty.isVisible)
    page.show_tab(PHOTOS)
    until(page.photos.empty.isVisible)
    assert page.photos.empty.title == "No photos yet"


def test_from_a_face_in_a_photo_to_the_page_of_whoever_it_is(
    real: Window, pictured: Pictured
) -> None:
    """And back to where one came from."""
    first = pictured.faces("a.jpg")
    eva = pictured.do(people.create, name="Eva", face_ids=first[:1]).person.id
    real.pages.show_photos()
    until(lambda: len(real.photos.grid.photos.ids) == 2)
    view = pictured.opened(real.photos, first)
    line = next(line for line in view.info.rows if line.face_id == first[0])
    assert line.page.toolTip() == "Show Eva’s page (G)"
    click(line.page)
    assert real.pages.place == f"person/{eva}"
    assert not view.isVisible()
    press(Key.Key_Escape, on=real.pages.person.faces.grid)
    assert real.pages.place == "photos/"


def test_faces_by_quality_and_by_doubt(real: Window, context: Context, album: Album) -> None:
    dora = album.person("Dora", near=0, faces=3)
    album.person("Ben", near=1, faces=3)
    album.do(faces.assign, sorted(album.theirs(dora)), dora)
    sure = [album.face(dora, near=0), album.face(dora, near=0)]
    odd = album.face(dora, near=1, apart=0.02)  # rather one of Ben's
    worst = album.face(dora, by=AssignedBy.USER, quality=0.1)
    real.pages.open_person(dora)
    tab = real.pages.person.faces
    until(lambda: len(tab.grid.faces.ids) == 7)
    by_date, best, least_sure = tab.commands.bar.sorting.choices.actions()
    best.trigger()
    assert tab.grid.faces.ids[-1] == worst
    assert len(tab.grid.faces.sections) == 0
    least_sure.trigger()
    until(lambda: len(tab.grid.faces.sections) == 3)
    assert tab.grid.faces.ids[0] == odd
    assert [(each.title, each.count) for each in tab.grid.faces.sections] == [
        ("Worth checking", 1),
        ("Added by Kinfolk", 2),
        ("Confirmed by you", 4),
    ]
    assert set(tab.grid.faces.ids[1:3]) == set(sure)
    tab.grid.select([odd])
    heard(context.bus.changed, lambda: press(Key.Key_Delete, on=tab.grid))
    until(lambda: [each.count for each in tab.grid.faces.sections] == [2, 4])
    group = album.group(faces=0)
    like = [album.face(group, near=2), album.face(group, near=2), album.face(group, near=3)]
    real.pages.open_person(group)  # in the same order
    until(lambda: list(tab.grid.faces.ids[:1]) == like[2:])
    assert len(tab.grid.faces.sections) == 0
    by_date.trigger()
    assert [each.title for each in tab.grid.faces.sections] == ["No date"]
