"""Every key of the list, pressed in the real window: a key that is listed and not pressed fails."""

import re
from collections.abc import Callable, Sequence
from datetime import datetime
from functools import partial
from pathlib import Path

import numpy as np
import pytest
from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QDesktopServices, QKeySequence
from PySide6.QtWidgets import QApplication, QLineEdit, QSlider, QWidget
from pytestqt.qtbot import QtBot

from kinfolk.core.faces import embeddings, faces
from kinfolk.core.people import people, people_lists, review
from kinfolk.core.people.concurrent_decisions import Named
from kinfolk.core.people.people_lists import Section
from kinfolk.core.people.review import Answer
from kinfolk.core.photos.photo_filter import PhotoFilter
from kinfolk.errors import NotFound
from kinfolk.gui.actions.dating import DateSheet
from kinfolk.gui.base.commands import Commands
from kinfolk.gui.base.context import Context
from kinfolk.gui.dialogs.about import AboutSheet
from kinfolk.gui.dialogs.merge import MergeSheet
from kinfolk.gui.dialogs.name_conflicts import NameConflictsSheet
from kinfolk.gui.dialogs.new_person import NewPersonDialog
from kinfolk.gui.dialogs.person_chooser import PersonChooser
from kinfolk.gui.dialogs.rejected_suggestions import RejectedSheet
from kinfolk.gui.dialogs.strangers import StrangersSheet
from kinfolk.gui.faces.model import Mark
from kinfolk.gui.look_closer.new_faces_sheet import NewFacesSheet
from kinfolk.gui.look_closer.sheet import LookCloser
from kinfolk.gui.look_closer.split import SplitSheet
from kinfolk.gui.outputs import slide_show
from kinfolk.gui.outputs.contact_sheet import ContactSheet
from kinfolk.gui.outputs.copying import CopySheet
from kinfolk.gui.outputs.slide_show import SlideShow
from kinfolk.gui.photo.photo_comparison import WhyView
from kinfolk.gui.photo.view import PhotoView
from kinfolk.gui.settings.sheet import SettingsSheet
from kinfolk.gui.shell import window as shell
from kinfolk.gui.shell.keys_sheet import KeysSheet
from kinfolk.gui.shell.pages import NEW, REVIEW
from kinfolk.gui.shell.window import Window
from kinfolk.gui.wall.below_field import Choices
from kinfolk.gui.widgets.overlay import around
from kinfolk.recognition.suggestion import Alike, Likeness
from kinfolk.settings import FrameNames
from kinfolk.vision.engine import ENGINE_ID
from tests.album import Album
from tests.fake_engine import draw
from tests.gui.hands import ALT, CONTROL, Key, heard, hearing, press, rest, until, write
from tests.gui.names_of_files import claimed
from tests.gui.reviewing import Reviewed
from tests.gui.scanned_photos import Pictured, open_field
from tests.gui.windows import W, closed, first, open_menu, opened, over, show_part, there

pytestmark = pytest.mark.slow


def test_some_letters_mean_the_same_on_every_page() -> None:
    meant = {letter: set[str]() for letter in "PSM"}
    for table in Commands.tables:
        for command in table.commands:
            for letter in meant.keys() & set(command.keys):
                meant[letter].add(command.text)
    assert meant == {
        "P": {"Set as portrait"},
        "S": {"Slide show"},
        "M": {"Move to…", "Someone else"},
    }


class Keyboard:
    """Presses keys by the names they have in the list, and knows which are left."""

    def __init__(self, window: Window, place: str) -> None:
        self.window, self.place = window, place
        self.listed = set(shown_list(window)[place])
        self.pressed: set[str] = set()

    def press(self, *names: str, on: QWidget | None = None) -> None:
        for name in names:
            self.pressed.add(name)
            combination = QKeySequence(name)[0]  # type: ignore[index]
            target = on or QApplication.focusWidget() or self.window
            press(combination.key(), held=combination.keyboardModifiers(), on=target)

    def sheet(self, kind: type[W]) -> W:
        """The one that lies over the window now."""
        return over(self.window, kind)

    def opens(self, kind: type[QWidget], *names: str, on: QWidget | None = None) -> None:
        """Each of these shows such a sheet, which Esc closes."""
        for name in names:
            self.press(name, on=on)
            sheet = self.sheet(kind)
            press(Key.Key_Escape)
            assert not sheet.isVisible()

    def writes(self, *names: str, on: QWidget | None = None) -> None:
        """Each of these writes."""
        for name in names:
            with hearing(self.window.context.bus.changed):
                self.press(name, on=on)

    def done(self) -> None:
        assert self.pressed == self.listed


def test_everywhere(
    qtbot: QtBot, real: Window, context: Context, album: Album, monkeypatch: pytest.MonkeyPatch
) -> None:
    anna = album.person("Anna", faces=1)
    keys = Keyboard(real, "Everywhere")
    heard(context.ops.done, lambda: real.wall.act.rename(Named(anna, "Anna"), "Eva"))
    until(real.menus.undo.isEnabled)
    for undo, redo in (("Ctrl+Z", "Ctrl+Shift+Z"), ("Ctrl+Z", "Ctrl+Y")):
        keys.writes(undo)
        assert album.name_of(anna) == "Anna"
        until(real.menus.redo.isEnabled)
        keys.writes(redo)
        assert album.name_of(anna) == "Eva"
        until(real.menus.undo.isEnabled)
    keys.press("Ctrl+H")
    assert real.history.isVisible()
    keys.press("Ctrl+H")
    assert not real.history.isVisible()
    keys.opens(NewPersonDialog, "Ctrl+N")
    keys.opens(SettingsSheet, "Ctrl+,")
    keys.opens(KeysSheet, "?")
    for number, page in enumerate(real.sidebar.sections, 1):
        keys.press(f"Ctrl+{number}")
        assert real.sidebar.current == page
    asked: list[bool] = []
    monkeypatch.setattr(shell, "choose_folder", lambda *_: asked.append(True))
    keys.press("Ctrl+O")
    assert asked == [True]
    with qtbot.waitSignals([real.scanning.began, real.scanning.ended]):
        keys.press("F5")
    keys.press("Ctrl+F")
    assert real.sidebar.search.hasFocus()
    keys.press("Ctrl+Shift+F")
    assert real.photos.bar.field.hasFocus()
    keys.press("Ctrl+R")
    assert real.pages.place == REVIEW
    keys.press("Ctrl+E")
    assert real.pages.place == NEW
    keys.press("Alt+Left")
    assert real.pages.place == REVIEW
    keys.press("Alt+Right")
    assert real.pages.place == NEW
    real.pages.show_section(Section.PEOPLE)
    slider = first(real.wall, QSlider)
    size = slider.value()
    keys.press("Ctrl++")
    assert slider.value() > size
    keys.press("Ctrl+-")
    assert slider.value() == size
    keys.press("Ctrl+Q")
    assert not real.isVisible()
    keys.done()


def test_everywhere_while_a_name_is_typed(real: Window, album: Album) -> None:
    """The field is open, and has a text: `?` is a letter, and undo its own."""
    album.group(faces=2)
    real.pages.show_section(Section.UNNAMED)
    field = real.wall.groups.naming.field
    until(field.hasFocus)
    pressed: list[str] = []
    for action in real.actions():
        action.triggered.disconnect()
        action.triggered.connect(partial(pressed.append, action.text()))
        action.setEnabled(True)
    write("Ev", on=field)
    own = {"?", "Ctrl+Z", "Ctrl+Shift+Z", "Ctrl+Y"}
    for action in real.actions():
        for each in action.shortcuts():
            name = each.toString(QKeySequence.SequenceFormat.PortableText)
            if name and name not in own:
                keys = each[0]  # type: ignore[index]
                press(keys.key(), held=keys.keyboardModifiers(), on=field)
                assert pressed == [action.text()], name
                pressed.clear()
    assert field.text() == "Ev"


def test_people_and_groups(real: Window, context: Context, album: Album) -> None:
    made = [album.person(f"P{n}", faces=9 - n) for n in range(9)]
    view = real.wall.people
    until(lambda: list(view.people.ids) == made)
    keys = Keyboard(real, "People and groups")
    view.go_to(0)

    def row_after(name: str) -> int:
        keys.press(name)
        return view.currentIndex().row()

    below = view.columns
    assert [row_after(name) for name in ("Right", "Left", "Down", "Up")] == [1, 0, below, 0]
    keys.press("Shift+Right")
    assert len(view.chosen()) == 2
    keys.press("Ctrl+Space", "Ctrl+Right", "Ctrl+Space")  # two who are not neighbours
    assert [each.id for each in view.chosen()] == [made[0], made[2]]
    keys.press("Left", "Ctrl+A")
    assert len(view.chosen()) == 9
    keys.press("Esc")
    assert view.selectedIndexes() == []
    for name in ("Return", "Enter"):
        with hearing(real.wall.person_opened) as opened:
            keys.press(name)
        assert opened.args == [made[1]]
        real.pages.show_section(Section.PEOPLE)
        view.setFocus()
    keys.press("F2")
    field = QApplication.focusWidget()
    assert isinstance(field, QLineEdit)
    assert view.isAncestorOf(field)
    press(Key.Key_Escape, on=field)
    view.setFocus()
    keys.writes("Ctrl+D")
    assert album.who(made[1]).is_favorite
    keys.writes("Ctrl+Shift+H")
    assert album.who(made[1]).is_hidden
    until(lambda: made[1] not in view.people.ids)
    gone = view.people.ids[3]
    view.setCurrentIndex(view.people.index(3))
    keys.writes("Del")
    with pytest.raises(NotFound):
        album.who(gone)
    until(lambda: gone not in view.people.ids)
    view.setCurrentIndex(view.people.index(0))
    keys.opens(PersonChooser, "Ctrl+M")
    view.setFocus()
    keys.press("Shift+Right")
    before = view.people.rowCount()
    keys.press("Ctrl+M")
    heard(context.bus.changed, keys.sheet(MergeSheet).primary.click)
    until(lambda: view.people.rowCount() == before - 1)
    keys.done()


def test_naming_a_group(real: Window, album: Album) -> None:
    eva = album.person("Eva", faces=1)
    groups = [album.group(faces=7 - n) for n in range(5)]
    real.pages.show_section(Section.UNNAMED)
    view = real.wall.groups
    until(lambda: list(view.people.ids) == groups)
    keys = Keyboard(real, "Naming a group")
    view.go_to(0)
    press(Key.Key_F2, on=view)
    naming = view.naming
    assert naming.open_id == groups[0]
    keys.press("Tab")
    assert naming.open_id == groups[1]
    keys.press("Shift+Tab")
    assert naming.open_id == groups[0]
    for row, name in enumerate(("Return", "Enter")):
        write(f"N{row}")
        keys.writes(name)
        assert album.name_of(groups[row]) == f"N{row}"
        assert naming.open_id == groups[row + 1]
    for name in ("Shift+Return", "Shift+Enter", "Ctrl+Return", "Ctrl+Enter"):
        naming.field.clear()
        write("Eva", on=naming.field)
        keys.press(name)
        assert naming.field.text() == "Eva 2"
    assert album.who(eva).face_count == 1
    naming.field.clear()
    keys.press("Space")
    keys.sheet(LookCloser).reject()
    keys.press("Esc")
    assert not naming.field.isVisible()
    until(lambda: len(naming.session.entries.named) == 2)
    real.activateWindow()  # offscreen, a list of names that closes leaves no window active
    until(real.isActiveWindow)
    view.go_to(1)  # a ghost
    keys.writes("Backspace")
    assert album.name_of(groups[1]) is None
    until(lambda: naming.open_id == groups[1])
    keys.writes("Ctrl+I")  # in the field
    assert album.who(groups[1]).is_hidden
    assert naming.open_id == groups[2]
    keys.press("Esc")
    view.go_to(3)
    keys.writes("Ctrl+I")  # on the card
    assert album.who(groups[3]).is_hidden
    keys.done()


def is_shown(choices: Choices, digit: int) -> bool:
    """Whether one sees someone under that digit."""
    return choices.person(digit) is not None


def test_a_single_face(real: Window, album: Album) -> None:
    for direction, name in ((0, "Eva"), (1, "Ida"), (2, "Ulla")):
        album.person(name, near=direction, faces=2)
    vector = np.zeros(128, np.float32)
    vector[:3] = 0.6, 0.56, 0.52  # like all three, most like Eva
    made = [album.face(quality=0.9) for _ in range(3)]
    for place, face in enumerate(made):
        vector[60 + place] = 0.22
        one = vector / np.linalg.norm(vector)
        album.do(embeddings.put, face, ENGINE_ID, one)
        vector[60 + place] = 0
    real.pages.show_section(Section.UNNAMED)
    view = real.wall.singles
    until(lambda: len(view.people.ids) == 3)
    keys = Keyboard(real, "Single face")
    view.setFocus()
    for ticked in (True, False):
        keys.press("Space", on=view)
        assert bool(view.selectedIndexes()) is ticked
    for digit, name in ((1, "Eva"), (2, "Ida"), (3, "Ulla")):
        view.naming.begin(digit - 1)
        until(partial(is_shown, view.choices, digit))
        keys.writes(str(digit))
        owner_id = there(album.owner(view.people.ids[digit - 1]))
        assert album.name_of(owner_id) == name
    keys.done()


def test_looking_closer_and_splitting(real: Window, album: Album) -> None:
    album.person("Eva", faces=1)
    group = album.group(faces=4)
    real.pages.show_section(Section.UNNAMED)
    view = real.wall.groups
    until(lambda: list(view.people.ids) == [group])
    naming = Keyboard(real, "Naming a group")
    keys = Keyboard(real, "Looking closer")
    splitting = Keyboard(real, "Splitting a person")
    view.setFocus()
    view.naming.begin(0)
    naming.press("Space")
    sheet = keys.sheet(LookCloser)
    grid = sheet.grid
    first = grid.faces.ids[0]
    for name, out in (("Space", [first]), ("Del", []), ("Backspace", [first])):
        keys.press(name, on=grid)
        assert sheet.look.out == out
    keys.opens(PhotoView, "Ctrl+O", on=grid)
    keys.opens(PersonChooser, "Ctrl+M", "Ctrl+T", on=grid)
    for name in ("Shift+Return", "Shift+Enter", "Ctrl+Return", "Ctrl+Enter"):
        sheet.who.field.setText("Eva")
        keys.press(name, on=sheet.who.field)
        assert sheet.look.name.text == "Eva 2"
    keys.press("Ctrl+S", on=grid)
    split = keys.sheet(SplitSheet)
    splitting.opens(PhotoView, "Ctrl+O", on=split.pick)
    splitting.press("Space", on=split.pick)
    assert split._picked == [first]
    splitting.press("Backspace", on=split.pick)
    assert split._picked == []
    two = tuple(split.pick.faces.ids[:2])
    for face in two:
        split.pick.toggled.emit(face)
    until(lambda: bool(split.halves.other))
    splitting.press("X", on=split.other.grid)
    assert (split.halves.one[0], split.halves.other[0]) == two[::-1]
    keys.done()
    splitting.done()


def test_a_person(real: Window, album: Album) -> None:
    anna = album.person("Anna", faces=3)
    album.person("Ben", faces=1)
    real.pages.open_person(anna)
    grid = real.pages.person.faces.grid
    until(lambda: len(grid.faces.ids) == 3)
    keys = Keyboard(real, "Person")
    grid.setFocus()

    def select(row: int) -> str:
        grid.setCurrentIndex(grid.faces.index(row))
        return grid.faces.ids[row]

    select(0)
    keys.opens(PhotoView, "Return")
    keys.opens(PersonChooser, "M")
    keys.opens(SplitSheet, "T")
    keys.opens(PersonChooser, "Ctrl+M")
    face = select(1)
    keys.writes("P")
    assert album.who(anna).effective_face_id == face
    until(lambda: len(grid.selected_ids()) == 1)
    face = select(2)
    keys.writes("Del")
    assert album.owner(face) != anna
    keys.press("F2")
    assert real.pages.person.header.name.hasFocus()
    grid.setFocus()
    for place, name in enumerate(("Alt+1", "Alt+2", "Alt+3", "Alt+4", "Alt+1")):
        keys.press(name)
        assert real.pages.person.tabs.currentIndex() == place % 4
    grid.clearSelection()
    for name in ("Esc", "Backspace", "Back"):
        real.pages.open_person(anna)
        grid.setFocus()
        grid.clearSelection()
        with hearing(real.pages.person.closed):
            keys.press(name)
    keys.done()


def test_who_else_is_in_the_photos_of_somebody(real: Window, album: Album) -> None:
    anna, photo = album.person("Anna"), album.photo()
    for person_id in (anna, album.person("Ben"), album.person("Carl")):
        album.face(person_id, asset_id=photo)
    real.pages.open_person(anna)
    keys = Keyboard(real, "People in the same photos")
    press(Key.Key_2, held=ALT)
    bar = real.pages.person.photos.bar
    until(lambda: len(bar.chips) == 2)
    first, second = bar.chips
    first.setFocus()
    for name, asked in (("Space", "wanted"), ("Return", "refused"), ("Enter", "open")):
        keys.press(name)
        assert first.asked.value == asked
    for to, back in (("Right", "Left"), ("Down", "Up")):
        keys.press(to)
        assert second.hasFocus()
        keys.press(back)
        assert first.hasFocus()
    keys.done()


def test_the_search_field(real: Window, album: Album) -> None:
    ben = album.person("Ben", faces=1)
    until(lambda: real.wall.people.people.rowCount() == 1)
    keys = Keyboard(real, "Search field")
    search = real.sidebar.search
    search.setFocus()
    for name in ("Return", "Enter"):
        search.setText("ben")
        with hearing(real.wall.person_opened) as opened:
            keys.press(name, on=search)
        assert opened.args == [ben]
        real.pages.show_section(Section.PEOPLE)
    search.setText("ben")
    search.setFocus()
    for name in ("Down", "Tab"):
        search.setFocus()
        keys.press(name, on=search)
        until(real.wall.people.hasFocus)
    keys.press("Esc", on=search)
    assert search.text() == ""
    keys.press("Esc", on=search)  # and from the empty one to the page
    until(real.wall.people.hasFocus)
    keys.done()


@pytest.mark.parametrize("names", [(), ("Anna",)])
def test_the_list_of_keys_opens_right_after_a_start(
    qtbot: QtBot, context: Context, album: Album, names: Sequence[str]
) -> None:
    album.group(faces=2)
    for name in names:
        album.person(name, faces=1)
    window = opened(qtbot, context)
    until(window.isActiveWindow)
    view = window.wall.people if names else window.wall.groups
    until(lambda: view.model().rowCount() == 1)
    assert QApplication.focusWidget() is view
    press("?", on=view)
    assert [each.isVisible() for each in window.findChildren(KeysSheet)] == [True]
    closed(window)


def test_the_list_of_keys_opens_on_the_first_page(fresh: Window) -> None:
    until(fresh.isActiveWindow)
    rest(fresh.context)
    focus = there(QApplication.focusWidget())
    assert fresh.first_start.isAncestorOf(focus)
    press("?", on=focus)
    assert [each.isVisible() for each in fresh.findChildren(KeysSheet)] == [True]


def test_dialogs(real: Window) -> None:
    keys = Keyboard(real, "Dialogs")
    for name, accepted in (("Return", True), ("Enter", True), ("Esc", False)):
        sheet = AboutSheet(real)
        sheet.open()
        with hearing(sheet.finished) as finished:
            keys.press(name)
        assert finished.args == [accepted]
    press(Key.Key_Comma, held=CONTROL, on=real)
    first = QApplication.focusWidget()
    keys.press("Tab")
    assert QApplication.focusWidget() is not first
    keys.press("Shift+Tab")
    assert QApplication.focusWidget() is first
    settings = keys.sheet(SettingsSheet)
    settings.resize(900, 400)
    show_part(settings, settings.room)
    settings.primary.setFocus()
    bar = settings.area.verticalScrollBar()
    until(lambda: bar.maximum() > 0)
    places = [bar.value()]
    for name in ("PgDown", "End", "PgUp", "Home"):
        keys.press(name)
        places.append(bar.value())
    assert places[0] == places[4] == 0 < places[1] < places[2] == bar.maximum() > places[3]
    keys.done()


def test_a_new_person_and_the_faces_picked_for_them(real: Window, album: Album) -> None:
    album.person("Eva", faces=1)
    keys = Keyboard(real, "New person")
    real.new_person()
    form = keys.sheet(NewPersonDialog).form
    for name in ("Shift+Return", "Shift+Enter"):
        form.name.setText("Eva")
        keys.press(name, on=form.name)
        assert form.name.text() == "Eva 2"
    keys.press("Ctrl+F", on=form.name)
    assert keys.sheet(NewPersonDialog).picker.search.hasFocus()
    keys.done()
    over(real, NewPersonDialog).reject()
    face_ids = [album.face() for _ in range(3)]
    keys = Keyboard(real, "Selecting faces for a person")
    real.new_person()
    picker = keys.sheet(NewPersonDialog).picker
    until(lambda: set(picker.model.ids) == set(face_ids))
    grid = picker.grid
    grid.setFocus()
    first = picker.model.ids[0]
    keys.press("Space", on=grid)
    assert list(picker.chosen) == [first]
    keys.press("P", on=grid)
    assert picker.portrait == first
    keys.press("Ctrl+A", on=grid)
    assert set(picker.chosen) == set(face_ids)
    keys.done()
    over(real, NewPersonDialog).reject()
    keys = Keyboard(real, "Birth date")
    choices = Keyboard(real, "Choices")
    real.new_person()
    dialog = keys.sheet(NewPersonDialog)
    field = dialog.form.birth
    for name in ("Alt+Down", "F4"):
        field.setFocus()
        keys.press(name, on=field)
        popup = there(QApplication.activePopupWidget())
        popup.close()
    tabs = dialog.picker.tabs
    before = tabs.index
    choices.press("Right", on=tabs)
    assert tabs.index == before + 1
    choices.press("Left", on=tabs)
    assert tabs.index == before
    keys.done()
    choices.done()


def test_the_history(real: Window, context: Context, album: Album) -> None:
    anna = album.person("Anna", faces=1)
    for name in ("B", "C"):
        with hearing(context.ops.done):
            real.wall.act.rename(Named(anna, "Anna"), name)
    keys = Keyboard(real, "History")
    real.history.toggle()
    view = real.history.list
    until(lambda: view.currentIndex().data() == "Rename to C")
    keys.press("Down", on=view)
    assert view.currentIndex().data() == "Rename to B"
    assert real.history.hint.text() == "Undoes 1 step"
    keys.writes("Return", on=view)
    assert album.name_of(anna) == "B"
    until(lambda: real.history.model.rows[1].text == "you are here")
    keys.press("Up", on=view)
    assert view.currentIndex().data() == "Rename to C"
    assert real.history.hint.text() == "Redoes 1 step"
    keys.writes("Enter", on=view)
    assert album.name_of(anna) == "C"
    until(lambda: not real.history.journey.is_under_way)
    keys.press("Esc", on=view)
    assert not real.history.isVisible()
    keys.done()


def test_a_photo(
    real: Window,
    context: Context,
    album: Album,
    pictured: Pictured,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    first, second = pictured.faces("a.jpg"), pictured.faces("b.jpg")
    shown = [first[0], second[0]]
    keys = Keyboard(real, "Photo")
    view = pictured.opened(real, shown)
    for name, face in (("Right", second[0]), ("Left", first[0])):
        keys.press(name, on=view)
        pictured.wait_for(view, face)
    view.setFocus()
    for name, face in (("Tab", first[0]), ("Tab", first[1]), ("Shift+Tab", first[0])):
        keys.press(name)
        assert view.current == face
    for name in ("Return", "Enter"):
        keys.press(name, on=view)
        assert open_field(view).field.hasFocus()
        press(Key.Key_Escape)
    album.do(people.create, name="Eva", face_ids=first[:1])
    until(lambda: view.scene is not None and view.scene.faces[0].name == "Eva")
    asked: list[str] = []
    monkeypatch.setattr(QDesktopServices, "openUrl", lambda url: asked.append(url.toLocalFile()))
    keys.press("O", on=view)
    assert asked == [str(pictured.folder)]
    keys.press("G", on=view)
    assert real.pages.place == f"person/{album.owner(first[0])}"
    view = pictured.opened(real, shown)
    keys.writes("Del", on=view)
    assert album.owner(first[0]) is None
    for undo, redo in (("Ctrl+Z", "Ctrl+Shift+Z"), ("Ctrl+Z", "Ctrl+Y")):
        keys.writes(undo, on=view)
        assert album.owner(first[0]) is not None
        keys.writes(redo, on=view)
        assert album.owner(first[0]) is None
    for moment in (".", ",", "Ctrl+Right", "Ctrl+Left", "F"):  # of videos: gui/photo/test_video.py
        keys.press(moment, on=view)
        assert view.current == first[0]
    keys.press("D", on=view)
    keys.sheet(DateSheet).reject()
    keys.press("V", on=view)
    assert context.settings.frame_names is FrameNames.NEVER
    keys.press("I", on=view)
    assert not view.info.isVisible()
    zoomed(keys, view)
    keys.press("Ctrl+C", on=view)
    assert QApplication.clipboard().text() == str(pictured.folder / "a.jpg")
    begun_and_left(keys, view)
    keys.writes("X", on=view)
    assert first[0] not in pictured.faces("a.jpg")
    view.accept()
    for name in ("Esc", "Space"):
        view = pictured.opened(real, shown[1:])
        with hearing(view.finished):
            keys.press(name, on=view)
    keys.done()


def begun_and_left(keys: Keyboard, view: PhotoView) -> None:
    """A frame in the making; and someone without a face, with whom the panel comes."""
    for name in ("N", "B"):
        keys.press(name, on=view)
        assert view.canvas.is_drafting
        press(Key.Key_Escape, on=view)
        assert not view.canvas.is_drafting
    keys.press("A", on=view)
    assert view.info.isVisible()
    press(Key.Key_Escape, on=there(view.naming.who).field)


def zoomed(keys: Keyboard, view: PhotoView) -> None:
    """Larger, smaller, moved."""
    fitted = view.canvas.view
    for name in ("+", "=", "Shift++"):
        keys.press(name, on=view)
        assert view.canvas.view.shown_scale > fitted.shown_scale
        keys.press("-", on=view)
        assert view.canvas.view == fitted
    view.canvas.zoom(4)
    seen = view.canvas.view.middle.y()
    keys.press("Down", on=view)
    assert view.canvas.view.middle.y() > seen
    keys.press("Up", on=view)
    assert view.canvas.view.middle.y() == pytest.approx(seen)
    keys.press("0", on=view)
    assert view.canvas.view.is_fitted
    keys.press("1", on=view)


def test_naming_a_face_in_a_photo(real: Window, album: Album, pictured: Pictured) -> None:
    first = pictured.faces("a.jpg")
    for name in ("Ann", "Bea"):
        album.person(name)
    keys = Keyboard(real, "Naming a face in a photo")
    view = pictured.opened(real, first)

    def current() -> str:
        return str(there(view.naming.who).list.currentIndex().data() or "")

    view.naming.name(first[0])
    assert current() == ""
    keys.press("Down")
    keys.press("Down")
    assert current() == "Bea"
    keys.press("Up")
    keys.writes("Return")
    until(lambda: view.scene is not None and view.scene.faces[0].name == "Ann")
    view.naming.name(first[0])
    keys.press("Tab")
    assert view.current == first[1]
    keys.press("Shift+Tab")
    assert view.current == first[0]
    keys.press("Down")
    keys.writes("Enter")
    for name in ("Ctrl+Return", "Ctrl+Enter"):
        view.naming.name(first[1])
        assert view.naming.who is not None
        write(f"Eva {name}", on=view.naming.who.field)
        keys.writes(name)
        # What is said of it next is about whom one sees there.
        until(lambda n=name: view.scene.faces[1].name == f"Eva {n}")  # type: ignore[misc, union-attr]
        assert album.owner(first[1]) is not None
    assert view.naming.who is None
    for undo, redo in (("Ctrl+Z", "Ctrl+Shift+Z"), ("Ctrl+Z", "Ctrl+Y")):
        for name in (undo, redo):
            view.naming.name(first[0])
            keys.writes(name)
    view.naming.name(first[1])
    keys.press("Esc")
    assert view.naming.who is None
    assert view.isVisible()
    keys.done()


def test_marking_a_face(real: Window, pictured: Pictured) -> None:
    first = pictured.faces("a.jpg")
    keys = Keyboard(real, "Marking a face")
    view = pictured.opened(real, first)
    canvas = view.canvas

    def box() -> QRectF:
        return QRectF(there(canvas._draft).box)

    for kept in ("Return", "Enter"):
        view.mark()
        for to, back in (
            ("Right", "Left"),
            ("Down", "Up"),
            ("Shift+Right", "Shift+Left"),
            ("Shift+Down", "Shift+Up"),
        ):
            before = box()
            keys.press(to, on=view)
            moved = box()
            assert moved != before
            keys.press(back, on=view)
            assert box() == before
        before_that = len(pictured.faces("a.jpg"))
        keys.writes(kept, on=view)
        assert len(pictured.faces("a.jpg")) == before_that + 1
    until(lambda: view.naming.who is not None)
    view.mark()
    keys.press("Esc", on=view)
    assert not canvas.is_drafting
    assert view.isVisible()
    keys.done()


def test_why_it_may_be_somebody(real: Window, context: Context, album: Album) -> None:
    asked, *theirs = (album.face() for _ in range(3))
    keys = Keyboard(real, "Why this suggestion")
    beside = [Alike(face_id, Likeness.SOME) for face_id in theirs]

    def opened() -> WhyView:
        view = WhyView(context, asked, name="Eva", beside=beside, parent=real)
        view.open()
        return view

    view = opened()
    keys.press("Right", on=view)
    assert view.shown == beside[1]
    keys.press("Left", on=view)
    assert view.shown == beside[0]
    view.accept()
    for name in ("Esc", "Return", "Enter", "Space"):
        view = opened()
        with hearing(view.finished):
            keys.press(name, on=view)
    keys.done()


def test_the_list_of_keys(real: Window) -> None:
    real.resize(900, 600)
    keys = Keyboard(real, "Keyboard shortcuts")
    press("?", on=real)
    bar = keys.sheet(KeysSheet).area.verticalScrollBar()
    values = [bar.value()]
    for name in ("Down", "Up"):
        keys.press(name)
        values.append(bar.value())
    assert values[0] < values[1] > values[2] == 0
    keys.done()


def test_the_keys_of_what_one_sees_are_listed_first(real: Window, album: Album) -> None:
    def first() -> str:
        return next(iter(shown_list(real)))

    face = album.face(album.person("Dora"))
    seen = []
    for show in (
        partial(real.pages.show_section, people_lists.Section.PEOPLE),
        real.pages.show_photos,
        real.pages.show_review,
        real.pages.show_new_faces,
    ):
        show()
        seen.append(first())
    assert seen == ["People and groups", "Photos", "Review", "New faces"]
    PhotoView(real.context, face, among=[face], parent=real).open()
    assert first() == "Photo"


def test_review(reviewed: Reviewed, context: Context) -> None:
    reviewed.album.person("Carl", near=2, faces=1)
    reviewed.album.lookalikes(2, 1)
    reviewed.album.face(reviewed.dora, near=0, apart=0.01)  # who has one face is not two people
    board = reviewed.open().board
    keys = Keyboard(reviewed.window, "Review")
    board.setFocus()
    first, last = board.cards[0], board.cards[-1]

    def card_after(name: str) -> int:
        keys.press(name, on=board)
        return [each is board.current for each in board.cards].index(True)

    moves = ("Down", "Up", "PgDown", "PgUp", "End", "Home")
    assert [card_after(name) for name in moves] == [1, 0, 2, 0, 2, 0]
    assert (first, last) == (board.cards[0], board.cards[-1])
    assert [card_after(name) for name in ("3", "2", "1")] == [2, 1, 0]
    for number in range(4, 10):  # there are three cards: nothing moves
        assert card_after(str(number)) == 0
    keys.press("Right", on=board)
    assert board.current_face == reviewed.faces[0]
    keys.press("Left", on=board)
    assert board.current_face is None
    keys.press("Space", on=board)
    assert board.selected == [reviewed.faces[0]]
    keys.press("Ctrl+A", on=board)
    assert board.selected == reviewed.faces
    keys.press("Esc", on=board)
    assert board.selected == []
    keys.opens(PersonChooser, "M", "Ctrl+M", on=board)
    keys.opens(PhotoView, "O", on=board)
    keys.press("V", on=board)  # pressed and let go at once
    assert not any(each.isVisible() for each in keys.window.findChildren(PhotoView))
    until(lambda: bool(first.beside))
    keys.opens(WhyView, "W", on=board)
    board.setFocus()
    keys.opens(SplitSheet, "T", on=board)
    board.setFocus()
    keys.press("E", on=board)
    same = {"Enter": "Return", "⌫": "Backspace", "→": "Right", "1 – 9": "1"}
    along_the_bottom = {same.get(key, key) for key, _ in reviewed.page.keys.shown}
    for is_wanted in (True, False):
        keys.press("A", on=board)
        assert context.review.wants_less_likely is is_wanted
    check_answers(reviewed, keys)
    assert along_the_bottom <= keys.pressed
    keys.done()


def check_answers(reviewed: Reviewed, keys: Keyboard) -> None:
    """Each answer, and U, which takes it back."""
    board = reviewed.page.board
    face, menus = reviewed.faces[0], keys.window.menus

    checks: dict[str, Callable[[], bool]] = {
        **dict.fromkeys(("L", "Backspace", "Del", "N"), lambda: bool(reviewed.said(reviewed.dora))),
        "X": lambda: face not in reviewed.album.ask(faces.ids),
        **dict.fromkeys(("Y", "Return", "Enter"), lambda: reviewed.owner(face) == reviewed.dora),
    }
    for name, is_done in checks.items():
        until(lambda: reviewed.shown().get("Dora") == reviewed.faces)
        reviewed.settle()
        reviewed.at("Dora")
        reviewed.key(Key.Key_Right)
        assert board.current_face == face
        keys.writes(name, on=board)
        assert is_done()
        reviewed.settle()
        until(menus.undo.isEnabled)
        keys.writes("U", on=board)
        assert not is_done()


def answer_lines(
    keys: Keyboard, sheet: NameConflictsSheet | RejectedSheet, some: str, rest: str
) -> None:
    """Of three lines two by one key, and what is left by the other."""
    sheet.open()
    view, model = sheet.view, sheet.model
    until(lambda: model.rowCount() == 3)
    view.setCurrentIndex(model.index(0, 0))
    for name, row in (("Down", 1), ("Up", 0)):
        keys.press(name, on=view)
        assert [index.row() for index in view.selectedIndexes()] == [row]
    keys.press("Shift+Down", on=view)
    assert len(view.selectedIndexes()) == 2
    keys.writes(some, on=view)
    until(lambda: model.rowCount() == 1)
    keys.press("Ctrl+A", on=view)
    assert len(view.selectedIndexes()) == 1
    keys.writes(rest, on=view)
    until(lambda: model.rowCount() == 0)
    keys.done()


def test_names_to_decide_and_what_was_said_no_to(
    real: Window, context: Context, album: Album
) -> None:
    for name in ("Anna", "Ben", "Carl"):
        claimed(album, album.face(), name)
    keys = Keyboard(real, "Name conflicts")
    answer_lines(keys, NameConflictsSheet(context, real), "T", "K")
    over(real, NameConflictsSheet).reject()
    anna = album.person("Dora", faces=1)
    said = [album.face() for _ in range(3)]
    album.do(review.answer_faces, said, anna, Answer.NO)
    keys = Keyboard(real, "Rejected suggestions")
    answer_lines(keys, RejectedSheet(context, real), "Del", "Backspace")


def test_what_is_new(real: Window, context: Context, album: Album) -> None:
    made = [album.person(name, faces=4) for name in ("Anna", "Ben", "Cara")]
    board = real.new_faces.board
    keys = Keyboard(real, "New faces")
    real.pages.show_new_faces()

    def placed() -> dict[str, list[str]]:
        cards = [card for card in board.cards if not card.is_done]
        return {card.question.person.id: list(card.faces.staying) for card in cards}

    until(lambda: len(placed()) == 3)
    faces_of = placed()
    assert list(faces_of) == made
    first, second, *_ = faces_of[made[0]]
    for name, face in (
        ("Right", second),
        ("Left", first),
        ("PgDown", faces_of[made[1]][0]),
        ("PgUp", first),
        ("Down", faces_of[made[1]][0]),
        ("Up", first),
        ("PgDown", faces_of[made[1]][0]),
        ("Home", first),
    ):
        keys.press(name, on=board)
        assert board.current_face == face
    keys.press("E", on=board)
    keys.opens(PhotoView, "O", on=board)
    keys.press("Space", on=board)
    closer = Keyboard(real, "Looking closer")
    sheet = closer.sheet(NewFacesSheet)
    for name, out in (("Space", [first]), ("Del", []), ("Backspace", [first])):
        closer.press(name, on=sheet.grid)
        assert sheet.look.out == out
    closer.opens(PhotoView, "Ctrl+O", on=sheet.grid)
    sheet.reject()
    for name in ("Del", "Backspace"):
        until(lambda: placed() == faces_of)
        keys.writes(name, on=board)
        assert album.owner(first) is None
        until(real.menus.undo.isEnabled)
        keys.writes("U", on=board)
        assert album.owner(first) == made[0]
        real.pages.show_review()
        real.pages.show_new_faces()
    until(lambda: placed() == faces_of)
    for name, left in (("Return", made[1:]), ("Enter", made[2:]), ("Ctrl+Return", [])):
        keys.writes(name, on=board)
        until(lambda left=left: list(placed()) == left)  # type: ignore[misc]
    heard(context.bus.changed, real.menus.undo.trigger)
    until(lambda: list(placed()) == made[2:])
    keys.press("G", on=board)
    assert real.pages.place == f"person/{made[2]}"
    keys.done()


def test_the_name_of_a_person(real: Window, album: Album) -> None:
    anna = album.person("Anna", faces=1)
    real.pages.open_person(anna)
    keys = Keyboard(real, "Name on a person’s page")
    field = real.pages.person.header.name
    for name in ("Return", "Enter"):
        field.setFocus()
        field.selectAll()
        write(f"By {name}", on=field)
        keys.press(name, on=field)
        until(lambda: not field.is_typing)
        assert album.name_of(anna) == f"By {name}"
    field.setFocus()
    field.selectAll()
    write("xyz", on=field)
    keys.press("Esc", on=field)
    assert field.text() == "By Enter"
    keys.press("Esc", on=field)
    assert real.pages.person.faces.grid.hasFocus()
    keys.done()


def test_the_sidebar(real: Window, pictured: Pictured) -> None:
    draw(pictured.folder / "lake" / "c.jpg", [("red", 60, 40)], note="c")
    pictured.scan()
    keys = Keyboard(real, "Sidebar")
    folders = real.sidebar.folders
    until(lambda: any(each.is_open is False for each in folders.shown))
    (folder,) = [each for each in folders.rows.values() if each.is_open is False]
    for name, is_shown in (("Right", True), ("Left", False)):
        keys.press(name, on=folder)
        assert ("lake" in [each.name for each in folders.shown]) is is_shown
    rows = real.sidebar.sections
    first, second = rows[Section.PEOPLE], rows[Section.UNNAMED]
    first.setFocus()
    keys.press("Down", on=first)
    assert second.hasFocus()
    keys.press("Up", on=second)
    assert first.hasFocus()
    for name in ("Return", "Enter", "Space"):
        real.pages.show_review()
        keys.press(name, on=second)
        assert real.pages.place == Section.UNNAMED
    keys.done()


def test_merging_people_and_choosing_somebody(real: Window, album: Album) -> None:
    both = [album.person(name, faces=1) for name in ("Anna", "Ben")]
    keys = Keyboard(real, "Merging people")
    real.wall.sheets.merge(both)
    view = keys.sheet(MergeSheet).view
    assert view.hasFocus()
    for name, row in (("Right", 1), ("Left", 0)):
        keys.press(name, on=view)
        assert view.currentIndex().row() == row
    keys.done()
    over(real, MergeSheet).reject()
    anna = both[0]
    for number in range(30):
        album.person(f"P{number:02}", faces=1)
    real.pages.open_person(anna)
    grid = real.pages.person.faces.grid
    until(lambda: len(grid.faces.ids) == 1)
    keys = Keyboard(real, "Choosing a person")
    grid.setFocus()
    grid.setCurrentIndex(grid.faces.index(0))
    press(Key.Key_M, on=grid)
    chooser = keys.sheet(PersonChooser)
    rows = []
    for name in ("Down", "PgDown", "PgUp", "Up"):
        keys.press(name, on=chooser.search)
        rows.append(chooser.list.currentIndex().row())
    assert rows[1] > rows[0] >= rows[2] >= rows[3]
    keys.done()


def test_photos(real: Window, album: Album) -> None:
    album.person("Anna", faces=80)
    for day in (datetime(2019, 7, 2), datetime(2019, 6, 2), datetime(2018, 6, 2)):
        for _ in range(3):
            album.photo(taken_at=day)
    album.photo(taken_at=datetime(2017, 6, 2))
    real.resize(1000, 640)
    real.pages.show_photos()
    grid = real.photos.grid
    until(lambda: len(grid.photos.ids) == 90)
    keys = Keyboard(real, "Photos")
    grid.setFocus()
    grid.setCurrentIndex(grid.photos.index(0))

    def row_after(name: str) -> int:
        keys.press(name)
        return grid.currentIndex().row()

    assert [row_after(name) for name in ("Right", "Left")] == [1, 0]
    below = row_after("Down")
    assert grid.visualRect(grid.photos.index(below)).top() > 0
    assert row_after("Up") == 0
    paged = row_after("PgDown")
    assert paged > below
    assert row_after("PgUp") == 0
    assert row_after("End") == 89
    assert grid.verticalScrollBar().value() == grid.verticalScrollBar().maximum()
    assert (row_after("Home"), grid.verticalScrollBar().value()) == (0, 0)
    assert [row_after(name) for name in ("Ctrl+Down", "Ctrl+Up")] == [3, 0]
    assert [row_after(name) for name in ("Ctrl+PgDown", "Ctrl+PgDown", "Ctrl+PgUp")] == [6, 9, 6]
    keys.press("Home")
    for name in ("Return", "Enter"):
        keys.press(name)
        view = keys.sheet(PhotoView)
        assert view.shown_id == grid.photos.ids[0]
        view.accept()
    keys.press("Ctrl+Space")
    assert grid.selected_ids() == grid.photos.ids[:1]
    keys.press("Shift+Right")
    assert grid.selected_ids() == grid.photos.ids[:2]
    keys.press("Shift+Down")
    assert len(grid.selected_ids()) > 2
    keys.press("Shift+Up")
    keys.press("Shift+Left")
    assert grid.selected_ids() == grid.photos.ids[:1]
    keys.press("Ctrl+A")
    assert grid.selected_ids() == grid.photos.ids
    keys.press("D")
    keys.sheet(DateSheet).reject()
    keys.opens(CopySheet, "C")
    keys.opens(ContactSheet, "Ctrl+P")
    keys.opens(SlideShow, "S")
    keys.press("Esc")
    assert grid.selected_ids() == []
    keys.done()


def test_a_slide_show(
    real: Window, album: Album, pictured: Pictured, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(slide_show, "SHOWN_MS", 1_000_000)
    ids = [pictured.all_of(name)[0].asset_id for name in ("a.jpg", "b.jpg")]
    red = [pictured.faces("a.jpg")[0], pictured.faces("b.jpg")[0]]
    dora = album.do(people.create, name="Dora", face_ids=red)
    keys = Keyboard(real, "Slide show")
    show = SlideShow(real.context, real, ids, who=dora.person)
    show.open()
    until(lambda: show.shown is not None)
    first, last = ids
    for name, seen in (("Right", last), ("Left", first), ("End", last), ("Home", first)):
        keys.press(name)
        assert show.shown_id == seen
    keys.press("Space")
    assert not show.is_playing
    keys.press("Z")
    until(lambda: show.shown is not None and show.shown.look.is_face)
    full = Qt.WindowState.WindowFullScreen
    assert real.windowState() & full
    keys.press("F")
    assert not real.windowState() & full
    keys.press("Esc")
    assert not show.isVisible()
    keys.done()


def test_finding_photos(real: Window, album: Album) -> None:
    for name in ("Anna", "Ben"):
        album.person(name, faces=2)
    real.pages.show_photos()
    bar = real.photos.bar
    until(lambda: len(real.photos.grid.photos.ids) == 4)
    keys = Keyboard(real, "Searching photos")
    bar.start()

    def current() -> str:
        offer = there(bar.list.current())
        return offer.text

    assert current() == "Anna"
    keys.press("Down")
    assert current() == "Ben"
    keys.press("Up")
    assert current() == "Anna"
    keys.press("Return")
    write("no ben", on=bar.field)
    keys.press("Enter")
    assert [chip.accessibleName() for chip in bar.chips] == ["Anna", "without Ben"]
    keys.press("Left")
    assert bar.chips[1].hasFocus()
    bar.field.setFocus()
    keys.press("Backspace")
    assert [chip.accessibleName() for chip in bar.chips] == ["Anna"]
    for name in ("Tab", "Esc"):
        bar.field.setFocus()
        keys.press(name)
        assert real.photos.grid.hasFocus()
    keys.done()


def test_what_a_search_asks_for(real: Window, album: Album) -> None:
    ids = tuple(album.person(name, faces=1) for name in ("Anna", "Ben", "Carl"))
    real.pages.show_photos()
    bar = real.photos.bar
    until(lambda: len(real.photos.grid.photos.ids) == 3)
    keys = Keyboard(real, "Search terms")
    bar.changed.emit(PhotoFilter(any_of=ids))
    until(lambda: len(bar.chips) == 3)
    bar.chips[0].setFocus()
    keys.press("Right")
    assert bar.chips[1].hasFocus()
    keys.press("Left")
    assert bar.chips[0].hasFocus()
    for name in ("Return", "Enter", "Space"):
        keys.press(name, on=bar.chips[0])
        menu = open_menu()
        menu.close()
    keys.press("Delete", on=bar.chips[0])
    assert len(bar.chips) == 2
    keys.press("Backspace", on=bar.chips[1])
    assert bar.wanted == PhotoFilter(any_of=(ids[1],))
    keys.press("Esc", on=bar.chips[0])
    assert bar.field.hasFocus()
    keys.done()


def test_ignoring_strangers(real: Window, album: Album) -> None:
    album.person("Eva", near=0, faces=3)
    alone = album.face(near=3)
    keys = Keyboard(real, "Ignore strangers")
    real.pages.show_section(Section.UNNAMED)
    until(real.wall.header.strangers.isVisible)
    real.wall.header.strangers.click()
    sheet = keys.sheet(StrangersSheet)
    until(sheet.primary.isEnabled)
    sheet.grid.setFocus()
    keys.press("Space")
    assert sheet.grid.faces.marked(Mark.OUT) == {alone}
    keys.opens(PhotoView, "O")
    keys.done()


def test_every_place_is_pressed_here(real: Window) -> None:
    here = Path(__file__).read_text("utf-8")
    assert shown_list(real).keys() == set(re.findall(r'Keyboard\([\w.]+, "(.+)"\)', here))


def shown_list(window: Window) -> dict[str, list[str]]:
    """All keys that `?` lists, by place."""
    until(window.isActiveWindow)
    press("?", on=around(QApplication.focusWidget()) or window)
    sheet = over(window, KeysSheet)
    sheet.reject()
    return {
        place: [name for line in lines for name in line.keys]
        for place, lines in sheet.listed.items()
    }
