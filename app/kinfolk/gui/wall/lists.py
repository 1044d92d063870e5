"""The lists of the wall: round people, unnamed groups, single faces; their cards are dragged."""

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import replace
from datetime import datetime

from PySide6.QtCore import (
    QEvent,
    QItemSelectionModel,
    QModelIndex,
    QPersistentModelIndex,
    QPoint,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QFocusEvent, QKeyEvent, QMouseEvent, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QApplication, QWidget

from kinfolk.core.people.concurrent_decisions import Named
from kinfolk.core.people.people import Card, Person
from kinfolk.core.people.person_fields import PersonChanges
from kinfolk.gui.actions.people import PeopleActions, called
from kinfolk.gui.base import theme
from kinfolk.gui.base.commands import Command, Commands, KeyHints, is_letter
from kinfolk.gui.base.drag import Carried, Drop, FaceDrop, give_text, merge_text, start_drag
from kinfolk.gui.base.thumbs import Thumbs
from kinfolk.gui.faces.people import CARD, PERSON_ID, PeopleModel, stable_order
from kinfolk.gui.wall import group_field
from kinfolk.gui.wall.below_field import LINE, MOST, Choices, Offer
from kinfolk.gui.wall.group_delegate import CARD_SIZE, PADDING, GroupDelegate
from kinfolk.gui.wall.naming import Naming
from kinfolk.gui.wall.person_delegate import PersonDelegate
from kinfolk.gui.wall.single_delegate import FIELD, SINGLE_SIZE, SingleDelegate
from kinfolk.gui.widgets import card_list
from kinfolk.gui.widgets.card_list import CardList
from kinfolk.gui.widgets.controls import choose, selected_rows
from kinfolk.gui.widgets.rows_model import Index
from kinfolk.naming.session import NamingSession


class WallList(CardList):
    """List cards that can be dragged, and on which faces can be dropped to give them to someone."""

    typed = Signal(str)  # a letter that the list has no use for
    given = Signal(object)  # the Carried that was dropped on a card here
    settled = Signal()  # a drop has been written, or was refused
    # The Qt.Key that leads beyond the last or the first line, or to an end of the page
    passed = Signal(object)

    def __init__(
        self,
        model: PeopleModel,
        actions: PeopleActions,
        thumbs: Thumbs,
        *,
        gap: QSize,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(gap=gap, parent=parent)
        self.people = model
        self._actions = actions
        self._thumbs = thumbs
        # By id: the row of a card that has gone, to put it back there
        self._left: dict[str, int] = {}
        # The pressed card and where, until it is released or becomes a drag.
        self._grip: tuple[QModelIndex, QPoint] | None = None
        self.setModel(model)
        for changed in (model.rowsInserted, model.rowsRemoved, model.modelReset):
            changed.connect(self.rows_changed)
        thumbs.ready.connect(self._on_ready)
        FaceDrop(self.viewport(), offer=self.offer, hover=self._on_hover, takes_people=True)

    @property
    def selected_ids(self) -> list[str]:
        return [self.people.ids[row] for row in selected_rows(self)]

    def chosen(self) -> list[Person]:
        """Return the selected people, or else the current one, or no one."""
        rows = selected_rows(self) or [self.currentIndex().row()]
        cards = [self.people.card(row) for row in rows if row >= 0]
        return [card.person for card in cards if card is not None]

    @property
    def is_busy(self) -> bool:
        """Whether all cards must stay in place: a name is being typed, or a card is held."""
        return self.is_pressed or self.state() == QAbstractItemView.State.EditingState

    @property
    def held(self) -> Collection[str]:
        """Ids whose cards stay although the library may not have them any more."""
        return ()

    def show_people(self, ids: Sequence[str]) -> None:
        """Show exactly these people in this order, without scrolling."""
        with self.keeping_still():
            self.people.sync(ids)

    def show_in_place(self, ids: Sequence[str]) -> None:
        """Show exactly these people, but keep the order of the cards that are shown."""
        self.show_people(self._in_place(self.people.ids, ids))

    @property
    def unmade(self) -> Collection[str]:
        """Ids whose cards go at once, even while typing: the user's own step has removed them."""
        return ()

    def take(self, wanted: Sequence[str], cards: Mapping[str, Card], *, calm: bool) -> None:
        """Take over what the library has now; `wanted` are the ids in its order.

        With `calm` the cards shown keep their order. While a name is typed or a card is held, all
        cards stay, even those whose people are gone, and new ones come last.
        """
        shown = self.people.ids
        held = {*self.held, *(shown if self.is_busy else ())}.difference(self.unmade)
        self.people.renew(cards, held=[i for i in held if i in self.held or i not in cards])
        if list(wanted) == list(shown):
            return  # with tens of thousands of single faces this saves most of the time
        known = set(wanted)
        everybody = [*wanted, *(i for i in shown if i in held and i not in known)]
        is_calm = self.is_busy or calm
        if not is_calm or not shown:
            self._left.clear()
        (self.show_in_place if is_calm else self.show_people)(everybody)

    def _in_place(self, shown: Sequence[str], wanted: Sequence[str]) -> list[str]:
        """Return the ids in a stable order: shown ones stay, returning ones get their place back.

        New ones come last.
        """
        left, there = self._left, set(wanted)
        for row, who in enumerate(shown):
            if who in there:
                left.pop(who, None)  # put back already by the step that was undone
            else:
                left[who] = row
        order = stable_order(shown, [who for who in wanted if who not in left])
        for who in sorted(there & left.keys(), key=lambda each: left[each]):
            order.insert(left.pop(who), who)
        return order

    def step_past(self, people: Sequence[Person]) -> None:
        """Move the cursor to the next card that is none of these, before they are removed."""
        going = {person.id for person in people}
        row, last = self.currentIndex().row(), self.people.rowCount() - 1
        stays = [n for n in range(last + 1) if self.people.ids[n] not in going]
        after = next((n for n in stays if n > row), stays[-1] if stays else -1)
        choose(self, self.people.index(after))

    def person_at(self, point: QPoint) -> Person | None:
        """Return the person whose card is at the point of the viewport, or None."""
        card: Card | None = self.indexAt(point).data(CARD)
        return card.person if card else None

    def offer(self, carried: Carried, point: QPoint) -> Drop | None:
        """Return what dropping the faces at the point would do; None where no one takes them."""
        person = self.person_at(point)
        if person is None or person.id == carried.card or carried.people:
            return None
        label = give_text(len(carried.face_ids), person.name)
        return Drop(label, lambda: self.give(carried, person))

    def give(self, carried: Carried, person: Person) -> None:
        """Give the faces to the person; `given` is emitted before, `settled` after the write."""
        self.given.emit(carried)
        self._actions.give(
            carried.face_ids,
            person,
            of=carried.of_nobody or carried.whose,
            since=carried.since,
            done=self.settled.emit,
            back=self.settled.emit,
        )

    def _on_hover(self, point: QPoint | None) -> None:
        """Highlight the card under dragged faces."""
        self.set_drop_row(self.indexAt(point).row() if point is not None else -1)

    def _on_ready(self, face_id: str) -> None:
        """Repaint the visible cards that show a face whose picture has been read."""
        for row in self.rows_in_sight:
            card = self.people.card(row)
            if card is not None and face_id in card.faces:
                self.update(self.people.index(row))

    # dragging a card

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Press the card, perhaps to drag it."""
        super().mousePressEvent(event)
        point = event.position().toPoint()
        index, left = self.indexAt(point), event.button() == Qt.MouseButton.LeftButton
        self._grip = (index, point) if left and index.isValid() else None

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Begin to drag the pressed card once the mouse has moved far enough."""
        if self._grip is None or not event.buttons() & Qt.MouseButton.LeftButton:
            super().mouseMoveEvent(event)
            return
        # Not Qt's part of it, which would select all that the mouse passes
        index, start = self._grip
        away = (event.position().toPoint() - start).manhattanLength()
        if away >= QApplication.startDragDistance():
            self._grip = None
            self.clear_press()
            self._carry(index)

    def _carry(self, index: QModelIndex) -> None:
        """Drag the card until it is dropped."""
        raise NotImplementedError

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Emit `typed` for a letter, and `passed` for a key that leads beyond the list."""
        if is_letter(event):
            self.typed.emit(event.text())
            return
        before = QPersistentModelIndex(self.currentIndex())
        super().keyPressEvent(event)
        is_stuck = before.isValid() and before == self.currentIndex()
        is_arrow = event.key() in (Qt.Key.Key_Down, Qt.Key.Key_Up)
        is_end = event.key() in (Qt.Key.Key_Home, Qt.Key.Key_End)
        is_plain = not event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        if is_plain and (is_end or (is_arrow and is_stuck)):
            self.passed.emit(Qt.Key(event.key()))


class PeopleList(WallList):
    """List people as round portraits, which can be renamed in place, and merged by dragging."""

    # A Person, the Named who were dropped on them, and the datetime at which the drag began
    merge_dropped = Signal(object, object, object)

    def __init__(
        self, model: PeopleModel, actions: PeopleActions, thumbs: Thumbs, *, size: int
    ) -> None:
        super().__init__(model, actions, thumbs, gap=QSize(14, 22))
        self.portraits = PersonDelegate(thumbs, self, size)
        self.portraits.renamed.connect(actions.rename)
        self.setItemDelegate(self.portraits)
        self.setAccessibleName(self.tr("People"))
        self.set_card(self.portraits.card_size)
        self.rename_wanted.connect(self.edit)

    def set_size(self, size: int) -> None:
        """Change the diameter of the portraits, in pixels."""
        self.portraits.set_size(size)
        self.set_card(self.portraits.card_size)
        self.viewport().update()

    def offer(self, carried: Carried, point: QPoint) -> Drop | None:
        """Offer to merge dragged people into the person at the point, or to give them the faces."""
        person, others = self.person_at(point), carried.people
        if not others:
            return super().offer(carried, point)
        if person is None or person.name is None or person.id in {each.id for each in others}:
            return None
        label = merge_text(called(others), person.name)
        return Drop(label, lambda: self.merge_dropped.emit(person, others, carried.since))

    def carried_at(self, index: QModelIndex) -> Carried:
        """Return what a drag of this card carries: its person, or all the selected ones."""
        held = self._held_at(index)
        return Carried(people=tuple(Named(each.id, each.name) for each in held if each.name))

    def _held_at(self, index: QModelIndex) -> Sequence[Person]:
        """Return the selected people if this card is one of them, else only its person."""
        if self.selectionModel().isSelected(index):
            return self.chosen()
        card: Card | None = index.data(CARD)
        return [card.person] if card else []

    def _carry(self, index: QModelIndex) -> None:
        """Drag people until they are dropped; their own cards are pale meanwhile."""
        held, carried = self._held_at(index), self.carried_at(index)
        if not carried.people:
            return
        self.portraits.lifted = {each.id for each in carried.people}
        self.viewport().update()
        start_drag(self, carried, self._thumbs, portraits=[each.effective_face_id for each in held])
        self.portraits.lifted = ()
        self.viewport().update()


class GroupList(WallList):
    """List unnamed groups as mosaics, with the field to name them (`naming`).

    A card is dragged as a whole; single faces are taken out in "Look closer", where all of them
    show.
    """

    closer_wanted = Signal(str)  # group id: show all of its faces
    painted = Signal()  # it was painted, so other cards may be in sight
    carries = Signal(bool)  # True while a card is being dragged

    GAP, CARD, DELEGATE = QSize(14, 14), CARD_SIZE, GroupDelegate

    def __init__(
        self,
        model: PeopleModel,
        actions: PeopleActions,
        thumbs: Thumbs,
        *,
        session: NamingSession,
        faces_of: Callable[[str], Sequence[str]],
        parent: QWidget | None = None,
    ) -> None:
        """`faces_of(id)` are all faces of a group."""
        super().__init__(model, actions, thumbs, gap=self.GAP, parent=parent)
        self.session = session
        self.entries = session.entries
        self._faces_of = faces_of
        # By id of the cards in sight: the likely name painted on each
        self._said: Mapping[str, str | None] = {}
        self._is_open_held = False  # whether the pressed card was the open one
        self.below = Offer.HEIGHT - PADDING
        self.naming = Naming(
            self,
            model,
            session,
            actions,
            thumbs,
            show=self.show_in_place,
            field_rect=lambda row: self.mosaics.field_rect(self.cell_rect(row)),
        )
        self.mosaics = self.DELEGATE(
            thumbs,
            self,
            entry_of=session.entries.get,
            is_open=lambda group_id: group_id == self.naming.open_id,
            likely=self.likely,
            look_tip=COMMANDS.tip("Space", self.tr("Look closer")),
        )
        self.setItemDelegate(self.mosaics)
        self.setAccessibleName(self.tr("Unnamed groups"))
        # `mousePressEvent` takes the focus itself, as some presses must not
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.set_card(QSize(self.CARD))
        self.rename_wanted.connect(self.name_at)
        self.naming.field.closer_wanted.connect(lambda: self.look_closer(self.currentIndex()))
        self._is_tabbed_to = False
        theme.application().focusChanged.connect(self._on_focus)

    def likely(self, group_id: str) -> str | None:
        """Return what a card says about whom it may be: the likely name, or None."""
        person = self.session.likely(group_id)
        return person.name if person else None

    def person_at(self, point: QPoint) -> Person | None:
        """Return the person of the card; of a ghost the one that it has become.

        None if the ghost's group joined a person who has a card of their own.
        """
        person = super().person_at(point)
        entry = self.entries.get(person.id) if person else None
        if person is None or entry is None or not entry.is_given:
            return person
        if entry.joins is not None or self.entries.person_of(person.id) != person.id:
            return None
        name = None if entry.is_ignored else entry.text
        return replace(person, name=name, is_hidden=entry.is_ignored)

    @property
    def is_busy(self) -> bool:
        return super().is_busy or self.naming.is_open

    @property
    def held(self) -> Collection[str]:
        return self.entries.held

    @property
    def unmade(self) -> Collection[str]:
        return self.entries.unmade

    def take(self, wanted: Sequence[str], cards: Mapping[str, Card], *, calm: bool) -> None:
        """Keep what cards with a typed text show, even if the page was switched."""
        kept = {each.id: each.card for each in self.entries.of(self.people)}
        super().take(wanted, {**cards, **kept}, calm=calm)

    @property
    def selected_ids(self) -> list[str]:
        """The selected ids without groups that have just got a name."""
        return [each for each in super().selected_ids if not self.entries.is_given(each)]

    def chosen(self) -> list[Person]:
        """Return the chosen groups without those that have just got a name."""
        return [each for each in super().chosen() if not self.entries.is_given(each.id)]

    def show_likely(self) -> None:
        """Repaint the visible cards whose likely name has changed."""
        before, ids = self._said, self.people.ids
        self._said = {ids[row]: self.likely(ids[row]) for row in self.rows_in_sight}
        for row in self.rows_in_sight:
            if self._said[ids[row]] != before.get(ids[row]):
                self.update(self.people.index(row))
        self.naming.guess_again()

    @property
    def coming(self) -> Sequence[str]:
        """Ids of the cards in sight, and of as many below, which come next when naming."""
        rows = self.rows_in_sight
        return self.people.ids[rows.start : rows.stop + len(rows)]

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        self.painted.emit()

    def name_at(self, index: QModelIndex) -> None:
        self.naming.begin(index.row())

    def look_closer(self, index: QModelIndex) -> bool:
        """Ask to show all faces of the group; return whether it is one that has no name yet."""
        group_id = index.data(PERSON_ID)
        if group_id is None or self.entries.is_given(group_id):
            return False
        self.closer_wanted.emit(group_id)
        return True

    def rows_changed(self) -> None:
        super().rows_changed()
        self.naming.place()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.naming.place()

    def event(self, event: QEvent) -> bool:
        """Let Tab enter the current card's field, or leave the list if no card is left.

        Only a real key press counts: Qt also moves the focus on from a widget that is hidden.
        """
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            current = self.currentIndex()
            if event.key() == Qt.Key.Key_Tab and not self.is_between:
                row = current.row() if current.isValid() else self.first_in_sight
                if self.naming.begin_from(row):
                    return True
            is_back = event.key() == Qt.Key.Key_Backtab and current.isValid()
            if is_back and self.naming.go_back_from(current.row()):
                return True
        return super().event(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        tabs = (Qt.FocusReason.TabFocusReason, Qt.FocusReason.BacktabFocusReason)
        self._is_tabbed_to = event.reason() in tabs

    def _on_focus(self, before: QWidget | None, now: QWidget | None) -> None:
        """Enter a field if Tab has led to the list, but not if the focus fell to it by itself.

        That happens when the widget that had the focus is hidden.
        """
        is_tabbed_to, self._is_tabbed_to = self._is_tabbed_to, False
        if now is self and is_tabbed_to and before is not None and before.isVisible():
            self.naming.begin_from(self.first_in_sight)

    def clicked_at(self, index: QModelIndex, point: QPoint) -> None:
        """Act on a click: undo a ghost, look closer, open the field, or what any list does.

        A ghost whose name is still being saved has no page to open yet.
        """
        entry = self.entries.get(index.data(PERSON_ID))
        if self._is_undo(index, point):
            self.naming.take_back(index.data(PERSON_ID))
        elif self._is_look(index, point):
            self.look_closer(index)
        elif entry is not None and entry.is_given:
            if entry.person_id:  # without an id it is still being written
                super().clicked_at(index, point)
        elif self.mosaics.field_rect(self.visualRect(index)).contains(point):
            self.name_at(index)
        else:
            super().clicked_at(index, point)

    def _is_undo(self, index: QModelIndex, point: QPoint) -> bool:
        is_ghost = index.isValid() and self.entries.is_given(index.data(PERSON_ID))
        return is_ghost and self.mosaics.undo_rect(self.visualRect(index)).contains(point)

    def _is_look(self, index: QModelIndex, point: QPoint) -> bool:
        """Return whether the point is on a card's button "Look closer"."""
        is_there = index.isValid() and not self.entries.is_given(index.data(PERSON_ID))
        return is_there and self.mosaics.look_rect(self.visualRect(index)).contains(point)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Begin the name of the current group with a typed letter."""
        index, is_name = self.currentIndex(), is_letter(event)
        if COMMANDS.press(self, event) or (is_name and self.is_between):
            return  # the letter was meant for a card that has just been removed
        if not is_name or not index.isValid():
            super().keyPressEvent(event)
        elif self.naming.begin(index.row()):
            QApplication.sendEvent(self.naming.field, event)

    def take_back(self) -> bool:
        """Take back the name of the current card; return whether it had one."""
        group_id = self.currentIndex().data(PERSON_ID)
        if group_id is None or not self.entries.is_given(group_id):
            return False
        self.naming.take_back(group_id)
        return True

    def ignore(self) -> None:
        self.naming.ignore([self.people.row_of(each.id) for each in self.chosen()])

    # dragging

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Press a card's button without taking the focus, or the card, perhaps to drag it."""
        point = event.position().toPoint()
        index = self.indexAt(point)
        if self._is_undo(index, point) or self._is_look(index, point):
            self._grip = None
            self.press(index)  # the open card stays open, with its text
            return
        card_id = index.data(PERSON_ID)
        self._is_open_held = card_id is not None and card_id == self.naming.open_id
        self.setFocus(Qt.FocusReason.MouseFocusReason)
        super().mousePressEvent(event)

    def give(self, carried: Carried, person: Person) -> None:
        """Give the faces to the person of a card, which shows them at once."""
        self.given.emit(carried)  # emitted first, because this very card may be opened by it
        place = self.people.index(self.people.row_of(person.id))
        theirs = None if person.name else self.held_at(place)
        done, back = self._taking_in(person.id, carried.face_ids)
        self._actions.give(
            carried.face_ids,
            person,
            of=carried.of_nobody or carried.whose,
            since=carried.since,
            theirs=theirs,
            done=done,
            back=back,
        )

    def merge(
        self,
        stays: Person,
        others: Sequence[Person],
        kept: PersonChanges,
        shown: Mapping[str, Sequence[str]],
        since: datetime,
    ) -> None:
        """Merge people and groups; the cards of merged groups go as if dropped on `stays`."""
        gone = [each.id for each in others if each.name is None]
        self.naming.give_away(gone)
        done, back = self._taking_in(stays.id, [face for each in gone for face in shown[each]])
        self._actions.merge(stays, others, kept, shown, since, done=done, back=back)

    def _taking_in(
        self, person_id: str, face_ids: Sequence[str]
    ) -> tuple[Callable[[], None], Callable[[], None]]:
        """Show the faces on the card at once.

        Returns what to call when written, and when refused.
        """
        naming = self.naming
        new = naming.take_in(person_id, face_ids)

        def back() -> None:
            naming.leave_out(person_id, new)
            self.settled.emit()

        def done() -> None:
            # The card was opened before the faces were written
            if not self.entries.is_given(person_id):
                naming.take_in(person_id, face_ids)
            self.settled.emit()

        return done, back

    def give_away(self, carried: Carried) -> None:
        """Remove the unnamed cards whose faces were dropped on someone, in whichever list."""
        if carried.of_nobody:
            self.naming.give_away({carried.of_nobody, *carried.face_ids})

    def _carry(self, index: QModelIndex) -> None:
        """Drag the card until it is dropped; an open card stays open, with its text."""
        # The press has taken the keyboard from its field.
        if self._is_open_held:
            self.naming.begin(index.row())
        if (carried := self.carried_at(index)).face_ids:
            self.carries.emit(True)
            start_drag(self, carried, self._thumbs)
            self.carries.emit(False)

    def carried_at(self, index: QModelIndex) -> Carried:
        card_id = index.data(PERSON_ID)
        entry = self.entries.get(card_id) if card_id is not None else None
        whose = entry.owner if entry is not None and entry.is_given else None
        return Carried(tuple(self.held_at(index)), card_id, whose)

    def held_at(self, index: QModelIndex) -> Sequence[str]:
        """Return all faces of the card's group; of a card being named only those it shows."""
        if not index.isValid():
            return ()
        group_id = index.data(PERSON_ID)
        entry, is_there = (self.entries.get(group_id), self.entries.person_of(group_id) == group_id)
        if entry is not None and is_there and (entry.can_be_undone or not entry.is_given):
            return entry.group.face_ids
        return self._faces_of(group_id)


class SingleList(GroupList):
    """List single faces, small and close together.

    The open one has a list of people below it whom it may be, each with a digit. A click or Space
    ticks a face, and the next ones in addition. A name typed while several are selected is for all.
    """

    several_typed = Signal(object)  # the QKeyEvent of a letter for all selected faces, or None

    GAP, CARD, DELEGATE = QSize(8, 6), SINGLE_SIZE, SingleDelegate

    def __init__(
        self,
        model: PeopleModel,
        actions: PeopleActions,
        thumbs: Thumbs,
        *,
        session: NamingSession,
        said: Callable[[str], str],
        whom: Callable[[str, Callable[[list[Person]], None]], None],
    ) -> None:
        """`said(face_id)` is the caption of a face.

        `whom(face_id, done)` finds people it may be.
        """
        super().__init__(
            model, actions, thumbs, session=session, faces_of=lambda face_id: (face_id,)
        )
        self._said_of, self._whom = said, whom
        self._is_begun = False  # whether a click or Space has begun a selection
        self.naming.opened.connect(lambda face_id: self._begin_ticks(False))
        self.selectionModel().selectionChanged.connect(self._on_selection)
        self.choices = Choices(thumbs, self.naming.field)
        self.setAccessibleName(self.tr("Single faces"))
        # Room for the field, the offer and the choices below the last line.
        self.below = FIELD.height() + Offer.HEIGHT + MOST * LINE.height + 24
        self.naming.opened.connect(self._on_named_open)
        self.naming.placed.connect(self._place_choices)
        self.naming.closed.connect(self._show_choices)
        self.naming.field.textChanged.connect(self._show_choices)
        self.naming.field.digit = self._on_digit
        self.choices.chosen.connect(self._on_digit)
        self._found: list[Person] = []

    def likely(self, group_id: str) -> str | None:
        return self._said_of(group_id)

    def person_at(self, point: QPoint) -> Person | None:
        """Return None: nothing can be dropped on a single face."""
        return None

    def clicked_at(self, index: QModelIndex, point: QPoint) -> None:
        """Undo or open a ghost by a click; tick any other card. One alone has its field open."""
        entry = self.entries.get(index.data(PERSON_ID))
        if self._is_undo(index, point) or (entry is not None and entry.is_given):
            super().clicked_at(index, point)
            return
        if self.is_ticking:
            self.tick(index)
        else:
            choose(self, index)
        chosen = self.selectedIndexes()
        if len(chosen) == 1:
            self.name_at(chosen[0])
        self._begin_ticks(bool(chosen))

    @property
    def is_ticking(self) -> bool:
        """Whether a click adds a face to the selection, and selected faces show a tick."""
        return self._is_begun or len(self.selected_ids) > 1

    def tick(self, index: QModelIndex) -> None:
        """Select the face in addition, or deselect it; a ghost stays as it is."""
        if index.isValid() and not self.entries.is_given(index.data(PERSON_ID)):
            if not self.is_ticking:
                self.clearSelection()
            self._is_begun = True  # before the list hears of the selection
            flag = QItemSelectionModel.SelectionFlag.Toggle
            with self._picking(True):
                self.selectionModel().select(index, flag)

    @property
    def hints(self) -> KeyHints:
        """The hints for the keys of the current face while its field is closed."""
        of_card = card_list.COMMANDS.hints(self, "Return")
        return TICKS.hints(self) + of_card + group_field.COMMANDS.hints(self.naming.field, "Ctrl+I")

    def step_past(self, people: Sequence[Person]) -> None:
        """End the selection, so that the next click does not add to the card that is stepped to."""
        super().step_past(people)
        self._begin_ticks(False)

    def _begin_ticks(self, is_begun: bool) -> None:
        """Note whether faces are being selected, and show it; Ctrl+click goes on with them."""
        self._is_begun = self._is_picked = is_begun
        self._show_ticks()

    def _show_ticks(self) -> None:
        if self.mosaics.is_ticking != self.is_ticking:
            self.mosaics.is_ticking = self.is_ticking
            self.viewport().update()

    def known_names(self) -> Sequence[str]:
        """Return the names in the library of the selected faces."""
        return self.session.names.of(self.chosen()[0].library_id).in_order

    def _on_selection(self) -> None:
        self._is_begun = self._is_begun and bool(self.selectedIndexes())
        self._show_ticks()

    def selectionCommand(
        self, index: Index, event: QEvent | None = None
    ) -> QItemSelectionModel.SelectionFlag:
        """Keep the ticks: a plain press and arrow keys move without selecting."""
        if index.isValid() and self.is_ticking and _is_plain(event):
            return QItemSelectionModel.SelectionFlag.NoUpdate
        return super().selectionCommand(index, event)

    def name_at(self, index: QModelIndex) -> None:
        """Start typing the name of this face, or of all that are selected."""
        if len(self.selected_ids) > 1:
            self.several_typed.emit(None)
        else:
            super().name_at(index)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Begin a new selection by a click beside a text: it was for the open card alone."""
        if self.session.has_text:
            self._begin_ticks(False)
        super().mousePressEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Type a letter for all selected faces; tick one with Space."""
        if len(self.selected_ids) > 1 and is_letter(event):
            self.several_typed.emit(event)
        elif not TICKS.press(self, event):
            super().keyPressEvent(event)

    def look_closer(self, index: QModelIndex) -> bool:
        """Open the photo, as there is no group to look at; return whether there is a card."""
        if index.isValid() and not self.entries.is_given(index.data(PERSON_ID)):
            self.opened.emit(index)
        return index.isValid()

    def held_at(self, index: QModelIndex) -> Sequence[str]:
        """Return the face, and the other selected ones if it is selected."""
        chosen = self.selectedIndexes()
        cards = [each.data(CARD) for each in (chosen if index in chosen else [index])]
        return [face for card in cards if card is not None for face in card.faces]

    def _on_named_open(self, face_id: str) -> None:
        self._found = []
        self._show_choices()
        card = self.people.card(self.people.row_of(face_id))
        if card is None or not card.faces:
            return

        def found(people: list[Person]) -> None:
            if self.naming.open_id == face_id:
                self._found = people
                self._show_choices()

        self._whom(card.faces[0], found)

    def _show_choices(self) -> None:
        """Show the choices while nothing is typed; later a digit would be part of a name."""
        field = self.naming.field
        is_untouched = not field.text() or self.session.is_guess
        people = self._found if self.naming.is_open and is_untouched else ()
        if list(self.choices.people) != list(people) or not people:
            self.choices.show_people(people)
        self._place_choices()

    def _place_choices(self) -> None:
        """Put the choices below the field, or below the offer if that is shown."""
        self.choices.place(self.naming.field.lowest.geometry())

    def _on_digit(self, digit: int) -> bool:
        """Name the open face by a digit; return whether that digit was shown."""
        person = self.choices.person(digit)
        return person is not None and self.naming.accept(person)


def _is_plain(event: QEvent | None) -> bool:
    """Return whether it is a key or the left button, without Ctrl or Shift."""
    if not isinstance(event, QKeyEvent | QMouseEvent):
        return False
    is_right = isinstance(event, QMouseEvent) and event.button() == Qt.MouseButton.RightButton
    return not is_right and not event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier


TICKS: Commands[SingleList] = Commands(
    "Single face",
    Command(
        "Space",
        "Select or deselect the face",
        lambda view: view.tick(view.currentIndex()),
        hint="select",
    ),
)

COMMANDS: Commands[GroupList] = Commands(
    "Naming a group",
    Command("Space", "", lambda view: view.look_closer(view.currentIndex()), menu="Look closer…"),
    Command("Ctrl+I", "", GroupList.ignore),
    Command("Backspace", "Undo the name (on a named card)", GroupList.take_back),
)
