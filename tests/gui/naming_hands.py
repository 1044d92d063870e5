"""What the user of `naming_life` does besides naming: on sheets and other pages.

Each function is one action and checks what came of it.
"""

from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from typing import TypeVar

from PySide6.QtCore import QPoint
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from sqlalchemy import text

from kinfolk.core.people.people_lists import Section
from kinfolk.gui.dialogs.merge import MergeSheet
from kinfolk.gui.dialogs.person_chooser import PersonChooser
from kinfolk.gui.dialogs.strangers import StrangersSheet
from kinfolk.gui.look_closer.sheet import LookCloser
from kinfolk.gui.look_closer.split import SplitSheet
from kinfolk.gui.wall.lists import SingleList
from kinfolk.gui.widgets.overlay import Overlay
from tests.gui.hands import CONTROL, LEFT, Key
from tests.gui.naming_life import KNOWN, Life, Modifiers, Seen
from tests.gui.windows import there

T = TypeVar("T", bound=QWidget)


def over(life: Life, kind: type[T]) -> T | None:
    """Return the visible sheet of that class, None if there is none."""
    return next((each for each in life.window.findChildren(kind) if each.isVisible()), None)


def hidden(life: Life) -> set[str]:
    """Return the faces of all hidden people."""
    query = "SELECT face.id FROM face JOIN person ON person.id = person_id WHERE is_hidden"
    with life.context.db.read() as session:
        return set(session.execute(text(query)).scalars())


@contextmanager
def ignoring(life: Life, shown: Iterable[str]) -> Iterator[None]:
    """Check that within it only faces of `shown` are hidden, and nobody gets a name.

    A group that a scan makes anew meanwhile counts as the same one.
    """
    before, known = hidden(life), life.decided()
    with life.one_step():
        yield
        life.settle()
    assert hidden(life) - before <= set(shown)
    gained = life.gained(known)
    assert gained.keys() <= set(shown)
    assert {name for _, name in gained.values()} <= {None}
    life.counts.ignored += hidden(life) != before


def ignore(life: Life) -> None:
    """Hide the open card's group ("Not someone I know")."""
    if not life.open_a_card():
        return
    view, seen = life.cards, life.seen()
    assert seen is not None
    entry = there(view.entries.get(seen.group_id))
    assert len(entry.group.face_ids) == seen.number
    with ignoring(life, entry.group.face_ids):
        life.press(Key.Key_I, CONTROL)


def digit(life: Life) -> None:
    """Give a single face to one of the people offered below its field, by their digit."""
    view = life.singles
    assert isinstance(view, SingleList)
    waiting = [
        row for row in life.in_sight(view) if not view.entries.is_given(view.people.ids[row])
    ]
    if not waiting:
        return
    life.click(view, view.visualRect(view.people.index(life.chance.choice(waiting))).center())
    life.settle()
    shown = view.choices.people if view.choices.isVisible() else ()
    seen = life.seen()
    if not shown or seen is None or life.window.focusWidget() is not view.naming.field:
        return
    number = life.chance.randint(1, len(shown))
    said = Seen(seen.group_id, seen.faces, 1, shown[number - 1].name or "", is_known=True)
    with life.deciding(said):
        life.press(str(number))


def look_closer(life: Life) -> None:
    """Look at all faces of the open group; then name it, take some out, or leave."""
    _look(life, life.chance.choice((_leave, _name, _name, _take_out, _same)))


def look_and_split(life: Life) -> None:
    """Look at all faces of the open group, and split it in two."""
    _look(life, _split)


def _look(life: Life, then: Callable[[Life, LookCloser], None]) -> None:
    """Open the sheet of the open group, take some faces out, do `then`, and close all sheets."""
    if not life.open_a_card(life.groups):
        return
    if not life.naming.session.is_guess:
        life.press(Key.Key_A, CONTROL)
        life.press(Key.Key_Backspace)
    life.press(Key.Key_Space)
    sheet = over(life, LookCloser)
    if sheet is None:  # another program has made the group anew
        return
    life.settle()
    for _ in range(life.chance.randint(0, 2)):
        life.press(Key.Key_Space)
        life.press(Key.Key_Right)
    then(life, sheet)
    life.settle()
    while (lying := over(life, Overlay)) is not None:
        life.press(Key.Key_Escape)
        assert over(life, Overlay) is not lying
    life.settle()


def _leave(life: Life, sheet: LookCloser) -> None:
    """Leave the sheet without a decision."""
    life.quietly(lambda: life.press(Key.Key_Escape))


def _name(life: Life, sheet: LookCloser) -> None:
    """Name the faces that are left."""
    is_known = life.chance.random() < 0.3
    if sheet.look.name.text:
        sheet.who.field.setFocus()
        life.press(Key.Key_A, CONTROL)
    life.type(life.chance.choice(KNOWN) if is_known else life.new_name())
    QApplication.processEvents()
    kept, before = tuple(sheet.look.kept), life.decided()
    taken = sheet.look.name.owner is not None and sheet.who.is_seen
    said = Seen("", kept, len(kept), sheet.look.name.text, is_known=taken)
    with life.one_step():
        life.press(Key.Key_Return)
        life.settle()
    life.explained(before, [said], set())


def _take_out(life: Life, sheet: LookCloser) -> None:
    """Take faces out without a name, unless the sheet's field has a guess."""
    if sheet.look.name.text:
        return
    before, out = life.decided(), set(sheet.look.out)
    with life.one_step():
        life.press(Key.Key_Return)
        life.settle()
    after = life.decided()
    assert after.items() <= before.items()
    assert before.keys() - after.keys() <= out


def _split(life: Life, sheet: LookCloser) -> None:
    """Split the group by the sheet's proposal, changed a little."""
    shown, before = set(sheet.grid.faces.ids), life.decided()
    life.press(Key.Key_S, CONTROL)
    split = over(life, SplitSheet)
    if split is None:
        return
    life.settle()
    life.press(Key.Key_Space)
    life.press(Key.Key_Right)
    life.press(Key.Key_Space)
    answered: list[object] = []  # questions are answered in turn: once this one is, the sheet's are
    life.context.review.by_doubt((), answered.append, owner=split)
    life.wait_until(lambda: bool(answered))
    with life.one_step():
        life.press(Key.Key_Return)
        life.settle()
    gained = life.gained(before)
    assert gained.keys() <= shown
    assert {name for _, name in gained.values()} <= {None}
    life.counts.split += bool(gained)


def _same(life: Life, sheet: LookCloser) -> None:
    """Say that the faces are a person's, by way of the sheet that shows the merge first."""
    kept, before = tuple(sheet.look.kept), life.decided()
    life.press(Key.Key_M, CONTROL)
    if over(life, PersonChooser) is None:
        return
    name = life.chance.choice(KNOWN)
    life.type(name)
    life.settle()
    life.press(Key.Key_Return)
    if (merging := over(life, MergeSheet)) is None:
        return
    assert name in merging.sentence.text()
    if life.chance.random() < 0.3 or merging.proof:
        life.quietly(lambda: life.press(Key.Key_Escape))
        return
    said = Seen("", kept, len(kept), name, is_known=True)
    with life.one_step():
        life.press(Key.Key_Return)
        life.settle()
    life.explained(before, [said], set())


def merge(life: Life) -> None:
    """Merge two cards with the sheet, or cancel it."""
    view = life.look_at(life.groups)
    waiting = [
        row for row in life.in_sight(view) if not view.entries.is_given(view.people.ids[row])
    ]
    if len(waiting) < 2:
        return
    chosen = [view.people.ids[row] for row in life.chance.sample(waiting, 2)]
    view.clearSelection()
    for each in chosen:
        cell = view.visualRect(view.people.index(view.people.row_of(each)))
        place = view.mosaics.mosaic_rect(cell).center().toPoint()
        QTest.mouseClick(view.viewport(), LEFT, CONTROL, place)
    shown = {face for each in chosen for face in theirs(life, each)}
    life.press(Key.Key_M, CONTROL)
    sheet = over(life, MergeSheet)
    if sheet is None:  # a scan has made one of the groups anew
        return
    if life.chance.random() < 0.3:
        life.quietly(lambda: life.press(Key.Key_Escape))
        return
    before = life.decided()
    with life.one_step():
        sheet.primary.click()
        assert len({*chosen} & {*view.people.ids}) == 1, "the other card goes in this event"
        life.settle()
    gained = life.gained(before)
    assert gained.keys() <= shown
    assert {name for _, name in gained.values()} <= {None}
    life.counts.merged += bool(gained)


def theirs(life: Life, person_id: str) -> list[str]:
    """Return the faces that a person has now."""
    query = text("SELECT id FROM face WHERE person_id = :who")
    with life.context.db.read() as session:
        return list(session.execute(query, {"who": person_id}).scalars())


def ignore_strangers(life: Life) -> None:
    """Hide strangers with the sheet for that, or leave it."""
    button = life.window.wall.header.strangers
    if not button.isVisible():
        return
    button.click()
    sheet = there(over(life, StrangersSheet))
    sheet.photos.setCurrentIndex(life.chance.choice((0, 0, 1)))
    life.settle()
    with ignoring(life, [face for one in sheet.seen for face in one.face_ids]):
        life.press(life.chance.choice((Key.Key_Return, Key.Key_Escape)))
        if sheet.isVisible():
            life.press(Key.Key_Escape)


def new_page(life: Life) -> None:
    """Decide on the page New about faces that a scan has placed: confirm all, or refuse one."""
    life.place_some()
    life.window.pages.show_new_faces()
    life.settle()
    board = life.window.new_faces.board
    QApplication.processEvents()
    if board.cards:
        before = life.decided()
        with life.one_step():
            (_all_right if life.chance.random() < 0.5 else _not_theirs)(life)
            life.settle()
        life.note_ever()
        assert life.gained(before).keys() <= {f for f in life.decided() if f not in before}
    life.window.pages.show_section(Section.UNNAMED)
    life.settle()


def _all_right(life: Life) -> None:
    """Confirm every card."""
    cards, before = life.window.new_faces.board.cards, life.decided()
    said = {face: card.question.person for card in cards for face in card.seen.face_ids}
    life.window.new_faces.all_right.click()
    life.settle()
    for face, (who, name) in life.gained(before).items():
        assert (who, name) == (said[face].id, said[face].name)
        life.counts.confirmed += 1


def _not_theirs(life: Life) -> None:
    """Refuse one face of a card."""
    card, before = life.chance.choice(life.window.new_faces.board.cards), life.decided()
    face = life.chance.choice(card.faces.shown)
    area = card.faces.tile(face)
    QTest.mouseClick(card.faces, LEFT, Modifiers.NoModifier, QPoint(area.center()))
    life.settle()
    assert life.decided() == before
    with life.context.db.read() as session:
        query = text("SELECT person_id FROM face WHERE id = :face")
        owner = session.execute(query, {"face": face}).scalar_one()
    assert owner != card.question.person.id


def go_back(life: Life) -> None:
    """Go back or forward in the history; this may only restore what has been decided before."""
    panel, before = life.window.history, life.decided()
    life.press(Key.Key_H, CONTROL)
    life.settle()
    if not panel.isVisible():
        return
    if panel.list.hasFocus():  # without steps the list has no focus
        for _ in range(life.chance.randint(1, 3)):
            life.press(Key.Key_Down)
        life.press(Key.Key_Return)
        life.wait_until(lambda: not panel.journey.is_under_way)
    life.settle()
    if panel.isVisible():
        life.press(Key.Key_H, CONTROL)
    life.settle()
    assert life.is_restored(before)


HANDS: tuple[tuple[int, Callable[[Life], None]], ...] = (
    (4, ignore),
    (5, digit),
    (6, look_closer),
    (3, look_and_split),
    (4, merge),
    (2, ignore_strangers),
    (4, new_page),
    (3, go_back),
)
