"""The New person dialog: filled by keys, errors beside their fields, one undoable step."""

from datetime import date, timedelta
from itertools import pairwise

import pytest
from PySide6.QtCore import QPoint, QRect
from PySide6.QtWidgets import QApplication, QMainWindow

from kinfolk.core.birth import Birth, Precision
from kinfolk.core.faces import faces
from kinfolk.core.people import people
from kinfolk.core.people.people import Person
from kinfolk.gui.base.context import Context
from kinfolk.gui.dialogs.face_picker import Tab
from kinfolk.gui.dialogs.new_person import NewPersonDialog
from tests.album import Album, undo_label
from tests.gui.drops import drop, hover
from tests.gui.hands import CONTROL, SHIFT, Key, click, heard, hearing, press, undo, until, write
from tests.gui.windows import there


class Dialogs:
    """Opens dialogs in a window."""

    def __init__(self, context: Context, window: QMainWindow, album: Album) -> None:
        self.context, self.window, self.album = context, window, album

    def open(self, face_ids: tuple[str, ...] = (), group_id: str | None = None) -> NewPersonDialog:
        dialog = NewPersonDialog(
            self.context, face_ids=face_ids, group_id=group_id, parent=self.window
        )
        dialog.open()
        until(lambda: bool(dialog.picker._ids))
        return dialog

    def create(self, dialog: NewPersonDialog) -> Person:
        (created,) = heard(dialog.created, dialog.primary.click)
        return self.album.who(created)


@pytest.fixture
def dialogs(context: Context, window: QMainWindow, album: Album) -> Dialogs:
    return Dialogs(context, window, album)


@pytest.mark.parametrize("known", [False, True])
def test_a_face_that_was_named_elsewhere_as_one_creates_stays_there(
    dialogs: Dialogs, album: Album, known: bool
) -> None:
    if known:
        album.person("Dora", faces=1)
    face = album.face()
    dialog = dialogs.open(face_ids=(face,))
    dialog.form.name.setText("Dora")
    until(lambda: dialog._owners is not None)
    # the window has not heard of it when the button is pressed
    album.do(people.create, name="Tom", face_ids=[face])
    refused = heard(dialogs.context.ops.refused, dialog.primary.click)
    assert refused[0].message == "These faces have been moved to Tom in the meantime."
    assert dialog.isVisible()
    assert album.name_of(there(album.owner(face))) == "Tom"
    with hearing(dialog.created):  # now it says so: one has seen it
        until(lambda: "from Tom" in dialog.sentence.text())
        dialog.primary.click()


def test_a_group_that_was_named_elsewhere_loses_no_faces_unsaid(
    dialogs: Dialogs, album: Album
) -> None:
    group = album.group()
    dialog = dialogs.open(group_id=group)
    dialog.form.name.setText("Dora")
    until(lambda: dialog._owners is not None)
    assert dialog.sentence.text().startswith("2 faces will be added to Dora. Your photos")
    album.change(group, name="Tom")
    until(lambda: "from Tom" in dialog.sentence.text())


def test_a_portrait_that_vanishes_as_one_creates_is_left_out(
    dialogs: Dialogs, album: Album
) -> None:
    gone, left = album.face(), album.face()
    dialog = dialogs.open(face_ids=(gone, left))
    dialog.form.name.setText("Dora")
    assert dialog.picker.portrait == gone
    album.do(faces.delete, gone)
    made = dialogs.create(dialog)
    assert (made.name, made.face_count, made.thumbnail_face_id) == ("Dora", 1, None)


def test_everything_that_was_entered_is_written_as_one_step(dialogs: Dialogs, album: Album) -> None:
    loose = [album.face() for _ in range(3)]
    before = album.dump()
    dialog = dialogs.open(face_ids=(loose[0], loose[1]))
    dialog.form.name.setText("  Dora ")
    dialog.form.birth.setText("2014-03-12")
    dialog.form.favorite.click()
    dialog.form.hidden.click()
    dialog.picker.mark(loose[1])
    person = dialogs.create(dialog)
    assert (person.name, person.birth_date) == ("Dora", date(2014, 3, 12))
    assert (person.is_favorite, person.is_hidden) == (True, True)
    assert (person.thumbnail_face_id, person.face_count) == (loose[1], 2)
    assert album.ask(undo_label) == "New person Dora"
    undo(dialogs.context)
    assert album.dump() == before


def test_a_year_of_birth_on_which_the_faces_agree_is_offered(
    dialogs: Dialogs, album: Album
) -> None:
    """It is in the field after a click, and the offer goes once there is any birth date."""
    born, years = 1986.7, (1989, 1992, 1995)
    aged = [album.face(taken=f"{year}-07-01", near=3, age=year - born) for year in years]
    dialog = dialogs.open(face_ids=tuple(aged))
    form = dialog.form
    until(form.born_about.isVisible)
    assert form.born_about.text() == "Born about 1987?"
    form.birth.setText("1990")
    assert not form.born_about.isVisible()
    form.birth.clear()
    form.born_about.click()
    assert form.birth.text() == "1987"
    assert not form.born_about.isVisible()
    form.name.setText("Eva")
    assert dialogs.create(dialog).born == Birth(date(1987, 1, 1), Precision.YEAR)


def test_a_group_is_chosen_whole_with_its_best_face_as_portrait(
    dialogs: Dialogs, album: Album
) -> None:
    group = album.group(faces=0)
    album.face(group, quality=0.2)
    best = album.face(group, quality=0.9)
    dialog = dialogs.open(group_id=group)
    assert dialog.picker.tab is Tab.GROUP
    assert set(dialog.picker.chosen) == set(dialog.picker.model.ids)
    assert dialog.form.portrait.face_id == best
    assert dialog.sentence.text().startswith("2 faces will become an unnamed group.")
    dialog.form.name.setText("Dora")
    assert dialog.sentence.text() == "2 faces will be added to Dora. Your photos aren’t changed."


def test_a_taken_name_shows_that_person_and_gives_them_the_faces(
    dialogs: Dialogs, album: Album
) -> None:
    ben = album.person("Ben", faces=2)
    loose = album.face()
    dialog = dialogs.open(face_ids=(loose,))
    dialog.form.name.setText("BEN")
    assert dialog.form.namesake.text == "Ben is already in 2 photos."
    assert dialog.primary.text() == "Add to Ben"
    assert not dialog.form.birth.isEnabled()
    assert dialogs.create(dialog).id == ben
    assert album.owner(loose) == ben
    assert album.ask(undo_label) == "Move 1 face to Ben"


def test_a_name_of_somebody_who_looks_different_is_asked_about(
    dialogs: Dialogs, album: Album
) -> None:
    ben = album.person("Ben", near=0, faces=2)
    dialog = dialogs.open(face_ids=(album.face(near=1),))
    dialog.form.name.setText("Ben")
    assert dialog.sentence.text() == "This face doesn’t look like Ben."
    dialog.primary.click()
    assert dialog.isVisible()
    assert dialog.sentence.text() == "Press Enter again to add to Ben anyway."
    assert dialogs.create(dialog).id == ben


def test_somebody_else_of_a_name_that_is_taken(dialogs: Dialogs, album: Album) -> None:
    anna, ben, ida = (album.person(name, faces=2) for name in ("Anna", "Ben", "Ida"))
    loose = album.face()
    photo = album.ask(faces.get, loose).asset_id
    for other in (anna, ben):  # of one name with whom no one can be told from anyone
        album.face(other, asset_id=photo)
    before = album.dump()
    dialog = dialogs.open(face_ids=(loose,))
    form = dialog.form
    write("anna", on=form.name)
    assert form.namesake.isVisible()
    assert not form.birth.isEnabled()
    write("x", on=form.name)
    assert form.name_hint.text() == "No one else has this name."
    press(Key.Key_Backspace, on=form.name)
    press(Key.Key_Return, held=SHIFT)
    assert (form.name.text(), form.name.selectedText()) == ("Anna, with Ben", "with Ben")
    assert form.name_hint.text().startswith("“with Ben” tells them apart.")
    assert not form.namesake.isVisible()
    assert form.birth.isEnabled()
    assert dialog.isVisible()
    assert album.dump() == before  # nothing is decided yet
    write("the neighbour", on=form.name)
    until(lambda: dialog.sentence.text().startswith("1 face will be added to Anna, the"))
    created = heard(dialog.created, lambda: press(Key.Key_Return))
    assert album.name_of(created[0]) == "Anna, the neighbour"
    assert album.who(anna).face_count == 3
    assert album.owner(loose) == created[0] != ida


def test_somebody_else_is_a_number_where_nobody_is_with_them(
    dialogs: Dialogs, album: Album
) -> None:
    for name in ("Anna", "Anna 2"):
        album.person(name, faces=1)
    dialog = dialogs.open()
    form = dialog.form
    form.name.setText("Anna")
    click(form.namesake.apart.link)
    assert (form.name.text(), form.name.selectedText()) == ("Anna 3", "3")
    assert form.name.hasFocus()
    assert dialogs.create(dialog).name == "Anna 3"


def test_shift_and_enter_on_a_button_add_nothing_to_anybody(dialogs: Dialogs, album: Album) -> None:
    anna = album.person("Anna", faces=1)
    dialog = dialogs.open(face_ids=(album.face(),))
    dialog.form.name.setText("Anna")
    dialog.primary.setFocus()
    for _ in range(2):  # a second time it is no one's name, and means nothing
        press(Key.Key_Return, held=SHIFT)
    assert dialog.isVisible()
    assert dialog.form.name.text() == "Anna 2"
    assert album.who(anna).face_count == 1


def test_nobody_is_created_without_a_name_and_a_face(dialogs: Dialogs, album: Album) -> None:
    face = album.face()
    album.person("Ben", faces=1)
    with album.unchanged():
        dialog = dialogs.open()
        until(dialog.form.name.hasFocus)
        assert (dialog.primary.text(), dialog.primary.isEnabled()) == ("Create person", False)
        assert dialog.sentence.text() == "Enter a name or select a face."
        press(Key.Key_Return)
        assert dialog.isVisible()
    dialog.picker.toggle(face)
    assert (dialog.primary.text(), dialog.primary.isEnabled()) == ("Create group", True)
    dialog.picker.toggle(face)
    for name, is_possible in (("", False), ("ben", False), ("Benno", True)):
        dialog.form.name.setText(name)  # nothing is given to Ben without a face
        assert dialog.primary.isEnabled() is is_possible


def test_enter_in_the_search_leads_to_the_faces_and_creates_nobody(
    dialogs: Dialogs, album: Album
) -> None:
    album.person("Anna", faces=2)
    before = album.dump()
    dialog = dialogs.open()
    dialog.form.name.setText("Dora")
    press(Key.Key_F, held=CONTROL)
    write("ann")
    until(lambda: len(dialog.picker.model.ids) == 2)
    press(Key.Key_Return)
    assert dialog.picker.grid.hasFocus()
    assert dialog.isVisible()
    assert album.dump() == before


def test_a_birth_date_in_the_future_is_refused_beside_its_field(
    dialogs: Dialogs, album: Album
) -> None:
    with album.unchanged():
        dialog = dialogs.open()
        dialog.form.name.setText("Dora")
        dialog.form.birth.set_born(Birth(date.today() + timedelta(days=1)))
        assert dialog.form.birth_hint.text() == "This date is in the future."
        dialog.primary.click()
        assert dialog.isVisible()
        until(dialog.form.birth.hasFocus)


def test_a_name_taken_meanwhile_is_told_beside_its_field(dialogs: Dialogs, album: Album) -> None:
    dialog = dialogs.open(face_ids=(album.face(),))
    dialog.form.name.setText("Dora")
    dialog.primary.setEnabled(True)
    dialogs.context.bus.changed.disconnect(dialog.on_changed)  # the news has not come yet
    album.person("Dora")
    dialog.primary.click()
    until(lambda: "Dora" in dialog.form.namesake.text)
    assert dialog.isVisible()
    assert dialog.primary.isEnabled()


def test_names_complete_and_follow_changes(dialogs: Dialogs, album: Album) -> None:
    album.person("Anna")
    dialog = dialogs.open()
    dialog.form.name.setFocus()
    write("ann", on=dialog.form.name)
    assert dialog.form.name.completer().currentCompletion() == "Anna"
    album.person("Annabel")
    completer = dialog.form.name.completer()
    until(lambda: completer.model().rowCount() == 2)


def test_faces_dropped_on_the_preview_become_the_portrait(dialogs: Dialogs, album: Album) -> None:
    first, second = album.face(), album.face()
    dialog = dialogs.open(face_ids=(first,))
    dialog.form.name.setText("Dora")
    assert hover(dialog.form.portrait, [second]) == "Set as Dora’s portrait"
    drop(dialog.form.portrait, [second])
    assert dialog.picker.chosen == [first, second]
    assert dialog.form.portrait.face_id == second


def test_the_library_is_asked_for_only_where_there_are_several(
    dialogs: Dialogs, album: Album
) -> None:
    assert not dialogs.open().form.library.isVisible()
    other = album.library("Scans")
    with_several = dialogs.open()
    assert with_several.form.library.isVisible()
    with_several.form.library.setCurrentIndex(with_several.form.library.findData(other))
    with_several.form.name.setText("Dora")
    assert dialogs.create(with_several).library_id == other
    assert not dialogs.open(face_ids=(album.face(),)).form.library.isVisible()


def test_tab_goes_around_inside(dialogs: Dialogs, album: Album) -> None:
    album.face()
    dialog = dialogs.open()
    until(dialog.form.name.hasFocus)
    dialog.form.name.setText("Dora")
    seen = []
    for _ in range(12):
        focus = QApplication.focusWidget()
        seen.append(focus)
        press(Key.Key_Tab, on=focus)
    form, picker = dialog.form, dialog.picker
    fields = [form.name, form.birth, form.favorite, form.hidden]
    wanted = [*fields, picker.search, picker.tabs, picker.grid]
    assert seen[: len(wanted)] == wanted
    assert seen[len(wanted) : len(wanted) + 3] == [dialog.cancel, dialog.primary, form.name]


def test_the_windows_shortcuts_rest_meanwhile(dialogs: Dialogs, album: Album) -> None:
    fired: list[bool] = []
    action = dialogs.window.addAction("Undo")
    action.setShortcut("Ctrl+Z")
    action.triggered.connect(lambda: fired.append(True))
    dialog = dialogs.open(face_ids=(album.face(),))
    dialog.picker.grid.setFocus()
    press(Key.Key_Z, held=CONTROL, on=dialog.picker.grid)
    assert fired == []
    heard(dialog.finished, dialog.reject)
    press(Key.Key_Z, held=CONTROL, on=dialogs.window)
    assert fired == [True]


def test_in_a_low_window_no_field_lies_over_another(dialogs: Dialogs, album: Album) -> None:
    form = dialogs.open(group_id=album.group(faces=2)).form
    parts = (form.name, form.name_hint, form.birth, form.portrait, form.favorite, form.hidden)
    for height in (420, 480, 520, 820):
        dialogs.window.resize(911, height)
        QApplication.processEvents()
        places = [QRect(each.mapTo(form, QPoint()), each.size()) for each in parts]
        for above, below in pairwise(places):
            assert above.bottom() < below.top()
        assert form.rect().contains(places[-1])


def test_in_another_library_the_search_begins_anew(dialogs: Dialogs, album: Album) -> None:
    """The faces that were found are of the library before."""
    album.person("Anna", faces=1)
    other = album.library("Scans")
    dialog = dialogs.open()
    dialog.picker.search.setText("ann")
    until(lambda: len(dialog.picker.model.ids) == 1)
    dialog.form.library.setCurrentIndex(dialog.form.library.findData(other))
    until(lambda: not dialog.picker.model.ids)
