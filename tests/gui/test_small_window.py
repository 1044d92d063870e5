"""A low and narrow window: what has no room there ends in …, and a tip says it whole."""

from collections.abc import Iterator

import pytest
from PySide6.QtWidgets import QLabel, QToolTip

from kinfolk.core.people.people_lists import Section
from kinfolk.gui.base.context import Context
from kinfolk.gui.dialogs.merge import ask_with_whom
from kinfolk.gui.dialogs.person_chooser import PersonChooser
from kinfolk.gui.look_closer.sheet import LookCloser
from kinfolk.gui.shell.window import Window
from kinfolk.gui.wall.lists import GroupList
from kinfolk.gui.widgets.controls import Elided
from tests.album import Album
from tests.gui.hands import until
from tests.gui.reviewing import Reviewed
from tests.gui.windows import hovered, over, part

pytestmark = pytest.mark.slow
LONG = "Alexandra Konstantinopoulou-Weber"


@pytest.fixture(autouse=True)
def no_tip() -> Iterator[None]:
    yield
    QToolTip.hideText()


class Narrow:
    """Unnamed with a group and a single face that are probably of someone with a long name."""

    def __init__(self, context: Context, album: Album, window: Window) -> None:
        self.context, self.album, self.window = context, album, window
        album.person(LONG, near=0, faces=3)
        self.group, _ = album.grouped(2, near=0)
        self.others = album.group(faces=3)
        album.face(near=0)
        window.resize(900, 600)
        context.review.start()
        until(lambda: len(context.review.singles) == 1)
        window.pages.show_section(Section.UNNAMED)
        until(lambda: len(window.wall.singles.people.ids) == 1)
        until(lambda: not context.review.is_busy)

    def tip(self, view: GroupList, row: int) -> str:
        """Over a card."""
        return hovered(view, view.visualRect(view.people.index(row)).center())

    def looked_at(self) -> LookCloser:
        sheet = LookCloser(self.context, self.album.who(self.others), parent=self.window)
        sheet.open()
        return sheet


@pytest.fixture
def narrow(context: Context, album: Album, real: Window) -> Narrow:
    return Narrow(context, album, real)


@pytest.mark.usefixtures("each_font")
def test_a_name_without_room_below_a_face_and_on_a_card_has_a_tip(narrow: Narrow) -> None:
    """Below the face it has two lines."""
    view, groups = narrow.window.wall.singles, narrow.window.wall.groups
    assert narrow.tip(groups, groups.people.row_of(narrow.others)) == ""
    cell = view.visualRect(view.people.index(0))
    lines = list(view.mosaics._lines(f"probably {LONG}", cell))
    assert lines[0] == "probably"
    assert lines[1].startswith("Alexandra K")
    assert narrow.tip(view, 0) == f"probably {LONG}"
    assert narrow.tip(groups, groups.people.row_of(narrow.group)) == f"Probably {LONG}"
    group = narrow.album.who(narrow.group)
    ask_with_whom(narrow.context, group, like=[], parent=narrow.window, chosen=print)
    title = over(narrow.window, PersonChooser).title
    narrow.window.grab()
    assert isinstance(title, Elided)  # which has its room
    assert (title.text(), title.toolTip()) == ("Merge this group with…", "")


@pytest.mark.usefixtures("each_font")
def test_the_help_of_look_closer_is_there_in_full(narrow: Narrow) -> None:
    sheet = narrow.looked_at()
    hint = next(
        each for each in sheet.who.findChildren(QLabel) if each.text().startswith("Click a face")
    )
    assert hint.height() >= hint.heightForWidth(hint.width())
    sheet.who.field.setText(LONG)
    assert not hint.isVisible()
    assert sheet.primary.text().startswith("Add to Alexandra K")
    assert sheet.primary.text().endswith("…")
    assert (sheet.primary.toolTip(), sheet.sentence.toolTip()) == (LONG, LONG)
    assert sheet.who._apart.width() <= sheet.who._apart.sizeHint().width()
    sheet.reject()


def test_few_faces_need_no_scroll_bar_in_look_closer(narrow: Narrow) -> None:
    narrow.others = narrow.album.group(faces=8)
    sheet = narrow.looked_at()
    until(lambda: len(sheet.grid.faces.ids) == 8)
    assert sheet.grid.verticalScrollBar().maximum() == 0
    sheet.reject()


def test_a_long_name_has_the_room_of_its_review_card(reviewed: Reviewed) -> None:
    name = "Maximilian von Hohenstein"
    max_id = reviewed.album.person(name, near=3, faces=2)
    reviewed.album.lookalikes(3, 2)
    page = reviewed.open()
    page.window().resize(900, 600)
    until(lambda: name in reviewed.shown())
    card = next(each for each in page.board.cards if each.question.person.id == max_id)
    until(lambda: len(card.theirs.shown) > 0)
    name_there = part(card, name)
    until(lambda: name_there.width() >= name_there.sizeHint().width())
    assert card.reject.text() == "Not them"
    assert hovered(card.theirs, reviewed.place(0)).startswith(f"{name} · ")
