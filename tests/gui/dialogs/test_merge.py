"""Merging is looked at before: what stays can be chosen, and what speaks against it is said."""

from collections.abc import Callable
from datetime import date

import pytest
from PySide6.QtCore import QPoint
from PySide6.QtWidgets import QApplication, QMainWindow, QStyleOptionComboBox, QToolTip

from kinfolk.core.db.models import AssignedBy
from kinfolk.core.faces import faces
from kinfolk.errors import NotFound
from kinfolk.gui.base.context import Context
from kinfolk.gui.base.shapes import on_lines
from kinfolk.gui.dialogs.merge import MergeSheet, merge_sheet
from kinfolk.gui.photo.view import PhotoView
from tests.album import Album
from tests.gui.hands import Key, click, heard, press, undo, until
from tests.gui.windows import first, hovered, over, there

Open = Callable[..., MergeSheet]


@pytest.fixture
def opened(context: Context, window: QMainWindow) -> Open:
    def show(*person_ids: str) -> MergeSheet:
        there(merge_sheet(context, person_ids, window)).open()
        return over(window, MergeSheet)

    return show


def merged(context: Context, sheet: MergeSheet) -> str:
    """Presses the button; what the toast says."""
    done = heard(context.ops.done, sheet.primary.click)
    return str(done[0])


def test_what_is_not_chosen_stays_as_the_first_has_it(
    context: Context, album: Album, opened: Open
) -> None:
    group = album.group(faces=5)
    anna = album.person("Anna", faces=2)
    ben = album.person("Ben", faces=1, birth_date=date(2014, 3, 12))
    before, portrait = album.dump(), album.who(anna).effective_face_id
    sheet = opened(group, anna, ben)
    assert sheet.title.text() == "Merge 3 people"
    assert sheet.sentence.text() == "Anna will have 8 faces."
    assert (sheet.names.currentText(), sheet.portrait) == ("Anna", portrait)
    assert sheet.birth == album.who(ben).born  # she has none: it would be his
    assert merged(context, sheet) == "Merged Ben and 1 group into Anna"
    kept = album.who(anna)
    assert (kept.face_count, kept.birth_date) == (8, date(2014, 3, 12))
    assert (kept.effective_face_id, kept.thumbnail_face_id) == (portrait, None)
    undo(context)
    assert album.dump() == before


def test_name_birth_date_and_portrait_are_chosen_each_by_itself(
    context: Context, album: Album, opened: Open
) -> None:
    anna = album.person("Anna", faces=1, birth_date=date(2014, 3, 12))
    ben = album.person("Ben", faces=1, birth_date=date(1980, 5, 3))
    carl = album.person("Carl", faces=1)
    before, of_carl = album.dump(), album.who(carl).effective_face_id
    sheet = opened(anna, ben, carl)
    sheet.names.setCurrentIndex(1)
    assert sheet.births.currentText() == "3 May 1980"  # as the portrait, his own
    assert sheet.portrait == album.who(ben).effective_face_id
    sheet.births.setCurrentIndex(0)
    click(
        sheet.view.viewport(), sheet.view.visualRect(sheet.model.index(2)).center() - QPoint(0, 30)
    )
    sheet.names.setCurrentIndex(2)
    sheet.names.setCurrentIndex(1)  # what was chosen stays chosen
    assert merged(context, sheet) == "Merged Anna and Carl into Ben"
    kept = album.who(ben)
    assert (kept.name, kept.birth_date) == ("Ben", date(2014, 3, 12))
    assert kept.thumbnail_face_id == of_carl
    for gone in (anna, carl):
        with pytest.raises(NotFound):
            album.who(gone)
    undo(context)
    assert album.dump() == before


def test_a_portrait_that_somebody_chose_is_offered_before_the_best_face(
    context: Context, album: Album, opened: Open
) -> None:
    anna, ben = album.person("Anna", faces=2), album.person("Ben", faces=2)
    chosen = album.ask(faces.ids, person_id=ben)[1]
    album.change(ben, thumbnail_face_id=chosen)
    sheet = opened(anna, ben)
    assert sheet.portrait == chosen  # merging keeps it: so it shows
    sheet.view.setCurrentIndex(sheet.model.index(0))
    hers = sheet.portrait
    merged(context, sheet)
    assert album.who(anna).thumbnail_face_id == hers


def test_groups_alone_have_nothing_to_choose_but_the_portrait(
    context: Context, album: Album, opened: Open
) -> None:
    small, large = album.group(faces=1), album.group(faces=3)
    sheet = opened(small, large)
    assert sheet.sentence.text() == "The group will have 4 faces."
    assert sheet.portrait == album.who(large).effective_face_id
    assert not sheet.names.isVisible()
    assert not sheet.births.isVisible()
    assert merged(context, sheet) == "Merged a group into another group"
    assert album.who(large).face_count == 4


def test_what_comes_to_a_group_while_one_looks_is_not_merged(
    context: Context, album: Album, opened: Open
) -> None:
    anna, group = album.person("Anna", faces=1), album.group(faces=2)
    sheet = opened(anna, group)
    assert sheet.sentence.text() == "Anna will have 3 faces."
    late = album.face(group)  # a scan
    assert merged(context, sheet) == "Merged a group into Anna"
    assert album.who(anna).face_count == 3
    assert album.seen(late).assigned_by == AssignedBy.AUTO
    assert album.name_of(there(album.owner(late))) is None


def test_who_is_together_in_a_photo_is_hardly_merged(
    window: QMainWindow, context: Context, album: Album, opened: Open
) -> None:
    anna, ben = album.person("Anna", faces=1), album.person("Ben", faces=1)
    photos = [album.photo() for _ in range(2)]
    both = [(album.face(anna, asset_id=each), album.face(ben, asset_id=each)) for each in photos]
    sheet = opened(anna, ben)
    assert [each.face_ids for each in sheet.proof] == both[::-1]
    assert (sheet.primary.kind, sheet.cancel.kind) == ("plain", "primary")
    assert sheet.cancel.hasFocus()
    sheet.view.setFocus()
    press(Key.Key_Return, on=sheet.view)  # Enter is the coloured button
    assert not sheet.isVisible()
    assert album.who(anna).face_count == album.who(ben).face_count == 3
    QApplication.processEvents()
    sheet = opened(anna, ben)
    tile = sheet.pairs.tiles()[0][1].center().toPoint()
    click(sheet.pairs, tile)
    view = first(window, PhotoView)
    assert view.isVisible()
    view.accept()
    assert merged(context, sheet) == "Merged Ben into Anna"  # a mirror, say


def test_four_people_are_side_by_side_in_the_smallest_window(
    window: QMainWindow, album: Album, opened: Open
) -> None:
    window.resize(900, 600)
    sheet = opened(*(album.person(name, faces=1) for name in ("Anna", "Ben", "Carl", "Dora")))
    until(lambda: sheet.view.visualRect(sheet.model.index(3)).top() >= 0)
    tops = {sheet.view.visualRect(sheet.model.index(at)).top() for at in range(4)}
    assert len(tops) == 1
    assert not sheet.view.verticalScrollBar().isVisible()


def test_one_who_is_left_is_merged_with_nobody(
    context: Context, window: QMainWindow, album: Album
) -> None:
    assert merge_sheet(context, [album.person("Anna", faces=1), "person_gone"], window) is None


def test_their_faces_are_there_to_compare_and_who_looks_little_alike_is_said(
    context: Context, album: Album, opened: Open
) -> None:
    anna, ben = album.person("Anna", near=0, faces=7), album.person("Ben", near=1, faces=2)
    group = album.person(None, near=0, faces=3)
    sheet = opened(anna, ben, group)
    cards = [sheet.model.card(row) for row in range(3)]
    shown = [card.faces if card else () for card in cards]
    assert [len(faces) for faces in shown] == [5, 2, 3]
    assert [faces[0] for faces in shown] == [
        album.who(each).effective_face_id for each in (anna, ben, group)
    ]
    until(lambda: sheet.unlike.text() == "Ben doesn’t look much like Anna.")
    height = sheet.card.height()
    sheet.names.setCurrentIndex(1)
    assert sheet.unlike.text() == "2 people don’t look much like Ben."
    assert sheet.card.height() == height  # nothing moves when it is known
    sheet.reject()
    sheet = opened(anna, ben)
    until(lambda: sheet.unlike.text() == "These two don’t look much alike.")


@pytest.mark.usefixtures("each_font")
def test_long_names_have_two_lines_and_are_told_whole_and_cut_in_the_choice(
    album: Album, opened: Open
) -> None:
    anna = album.person("Maximiliane Theodora Freifrau von Hohenlohe", faces=1)
    sheet = opened(anna, album.person("Ben", faces=1))
    metrics = sheet.view.fontMetrics()
    lines = list(on_lines("Maximiliane Theodora Freifrau von Hohenlohe", metrics, 160))
    assert len(lines) == 2
    assert all(metrics.horizontalAdvance(line) <= 160 for line in lines)
    assert lines[0] in "Maximiliane Theodora Freifrau"
    at = sheet.view.visualRect(sheet.model.index(0, 0)).center()
    assert hovered(sheet.view, at) == "Maximiliane Theodora Freifrau von Hohenlohe"
    QToolTip.hideText()
    sheet.reject()
    names = ("Maximiliane Theodora von Hohenlohe", "Friedrich Wilhelm", "Charlotte Amalie")
    sheet = opened(*(album.person(name, faces=1) for name in names))
    assert sheet.title.text() == "Merge 3 people"
    option = QStyleOptionComboBox()
    sheet.names.initStyleOption(option)
    assert option.currentText.endswith("…")
    assert names[0].startswith(option.currentText.rstrip("…"))
