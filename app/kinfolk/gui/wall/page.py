"""The wall: the pages of people and of groups that have no name yet."""

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from datetime import datetime
from functools import partial

from PySide6.QtCore import QEvent, QModelIndex, QObject, QPoint, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent, QShowEvent
from PySide6.QtWidgets import (
    QApplication,
    QLayout,
    QScrollArea,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from kinfolk.core.db.changes import Changes
from kinfolk.core.faces import faces
from kinfolk.core.people import people, people_lists
from kinfolk.core.people.concurrent_decisions import Named
from kinfolk.core.people.people import Person
from kinfolk.core.people.people_lists import WALL_SORT, Section, Sort
from kinfolk.core.people.person_fields import UNCHANGED
from kinfolk.gui.actions.people import PeopleActions
from kinfolk.gui.base import plain_text, theme, words
from kinfolk.gui.base.commands import Command, Commands, KeyHints
from kinfolk.gui.base.context import Context
from kinfolk.gui.base.drag import Carried, Drop, FaceDrop, new_person_text
from kinfolk.gui.base.page import WindowPage
from kinfolk.gui.base.tasks import Latest
from kinfolk.gui.dialogs.merge import is_doubtful, merge_sheet, same_chooser
from kinfolk.gui.dialogs.strangers import StrangersSheet
from kinfolk.gui.faces.people import PERSON_ID, PeopleModel, person_cards
from kinfolk.gui.look_closer.sheet import LookCloser
from kinfolk.gui.photo.view import PhotoView
from kinfolk.gui.wall import group_field, reading
from kinfolk.gui.wall.choices import MOST
from kinfolk.gui.wall.commands import CardCommands
from kinfolk.gui.wall.empty import WallEmpty
from kinfolk.gui.wall.keys import WallKeys
from kinfolk.gui.wall.lists import (
    BEYOND,
    GroupList,
    PeopleList,
    SingleList,
    WallList,
    is_letter,
)
from kinfolk.gui.wall.naming_speed import Pace
from kinfolk.gui.wall.reading import CARDS, WallOrder, WallRequest
from kinfolk.gui.wall.sort import SortMenu
from kinfolk.gui.widgets import card_list
from kinfolk.gui.widgets.controls import Button, StillArea, label, row, scrolling
from kinfolk.gui.widgets.edge_scroll import EdgeScroll
from kinfolk.gui.widgets.elided import Elided
from kinfolk.naming.names_in_use import read_names
from kinfolk.naming.reads import group_cards, single_cards
from kinfolk.naming.session import NamingSession
from kinfolk.recognition.suggestion import Certainty

NARROW = 700  # pixels of the page's width, below which the header is shortened


class Wall(WindowPage):
    """Show people, groups and single faces, one section at a time.

    It owns the three lists and the naming in them. It reads off the main thread, so that a refresh
    never blocks. The card that the user is at keeps its place on the screen while others come and
    go. Signals ask the window for what lies outside the page.
    """

    tables = frozenset({"person", "face", "presence", "asset", "folder", "library"})
    # Id of a person or group whose page is wanted
    person_opened = Signal(str)
    new_person_wanted = Signal(object, object)  # face ids; id of the group they form, or None
    folder_wanted = Signal()
    unnamed_wanted = Signal()  # go to the page Unnamed
    everybody_wanted = Signal()  # end the search
    typed = Signal(str)  # a letter for the search field

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.context = context
        self.act = PeopleActions(context, self)
        self.pace = Pace()
        self.section = Section.PEOPLE
        self._text = ""
        self._sort = WALL_SORT
        self._is_scanning = False
        self._is_calm = False  # cards keep their order until the page is shown again or sorted
        # The widget that had the focus when the first card was asked for
        self._opens_from: QWidget | None = None
        self._early: str | None = None  # letters typed since then, for the first card
        self._is_sorted_anew = False  # the next reading sorts, even during a scan
        self._counts = ["", ""]  # the caption's text for a wide and for a narrow header
        self._room = (0, 0)  # extra pixels above and below, so that an open card can keep its place
        self._reads = Latest(context.tasks, self)
        # Called after the next reading. Of two requested readings only the newer one is made, so
        # these must not be tied to one of them.
        self._afterwards: list[Callable[[], None]] = []
        # List, id and distance from the top of the card to keep in sight while resizing
        self._kept: tuple[WallList, str, int] | None = None
        self._window_size = QSize()
        self._resized = QTimer(self, singleShot=True, interval=0)
        self._resized.timeout.connect(self._on_resized)
        self._name_reads = Latest(context.tasks, self)
        groups = PeopleModel(group_cards(context.db), self)
        singles = PeopleModel(single_cards(context.db), self)
        self.session = NamingSession(context.db, context.review, context.fit, groups, singles)
        self.people = PeopleList(
            PeopleModel(person_cards(context.db), self),
            self.act,
            context.thumbs,
            size=context.settings.portrait_size,
        )
        self.groups = GroupList(
            groups,
            self.act,
            context.thumbs,
            session=self.session,
            likely=self._likely,
            faces_of=self._faces_of,
        )
        self.singles = SingleList(
            singles,
            self.act,
            context.thumbs,
            session=self.session,
            said=self._said_of,
            whom=lambda face_id, done: context.review.whom(face_id, done, owner=self, most=MOST),
        )
        self.groups.naming.beside = self.singles.naming
        self.singles.naming.beside = self.groups.naming
        self.commands = [
            CardCommands(view, self.act, context, self)
            for view in (self.people, self.groups, self.singles)
        ]
        self._build()
        for commands in self.commands:
            self._connect(commands)
        for cards in (self.groups, self.singles):
            cards.naming.given.connect(lambda: self.pace.note())
            cards.naming.given.connect(context.review.defer)
            cards.naming.field.textEdited.connect(context.review.defer)
            cards.naming.changed.connect(self._show_progress)
            cards.naming.closed.connect(self._on_named)
            context.review.changed.connect(cards.show_likely)
            cards.painted.connect(self._look_at)
        context.ops.turned.connect(self._on_turned)
        self.groups.closer_wanted.connect(self.look_closer)
        context.bus.changed.connect(self._read_names)
        context.bus.changed.connect(self.on_changed)
        self.act.merge_wanted.connect(self.merge)
        self.people.merge_dropped.connect(self._on_merge_dropped)
        self._bring_typed()

    # what it shows

    def show_section(self, section: Section) -> None:
        """Show a section: people, unnamed groups, favourites, hidden or ignored ones."""
        if section != self.section:
            self._leave()
            self.section = section
            self._begin_anew()
            self._show_title()
            self.people.show_people([])
            self.groups.show_people([])
            self.singles.show_people([])
            self.empty.hide()
            self._scroll.verticalScrollBar().setValue(0)
            self.refresh()

    def take_focus(self) -> None:
        """Give the keyboard to the cards; on Unnamed and Ignored the first group in sight opens."""
        view: WallList = self.groups if self.section in CARDS else self.people
        # A hidden list cannot have it: the page passes it on
        (self if view.isHidden() else view).setFocus()
        if self.section not in CARDS:
            return
        self._opens_from, self._early = QApplication.focusWidget() or self, ""
        self.refresh()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Keep letters typed before there are cards, for the first card."""
        if self.section in CARDS and is_letter(event):
            self._on_typed(event.text())
        else:
            super().keyPressEvent(event)

    def keep_typed(self) -> None:
        """Store the texts left on cards in the settings, for the next start."""
        settings = self.context.settings
        settings.typed_groups = self.session.half_typed(self.groups.people)
        settings.typed_singles = self.session.half_typed(self.singles.people)

    def _bring_typed(self) -> None:
        """Restore the texts that were left on cards when the window closed."""
        settings, db = self.context.settings, self.context.db
        for view, typed, load in (
            (self.groups, settings.typed_groups, group_cards(db)),
            (self.singles, settings.typed_singles, single_cards(db)),
        ):
            if typed:
                self.session.entries.wait_with(view.people, typed, load(list(typed)))

    def way_back(self) -> Callable[[], object]:
        """Close the open card; return a function that opens it again if it has no name then."""
        at = self._open()
        self._leave()
        return partial(at[0].naming.begin_of, at[1]) if at is not None else lambda: None

    def go_to_first(self) -> None:
        """Move the keyboard to the first card once the result of the search is there."""
        self._afterwards.append(self._go_to_first)
        self.refresh()

    def _go_to_first(self) -> None:
        if self._stocked.people.rowCount():
            self._stocked.go_to_first()
        else:
            self.empty.take_focus()

    def open_first(self) -> None:
        """Open the first person found once the result of the search is there."""
        if self._text:
            self._afterwards.append(lambda: self._stocked.open_first())
            self.refresh()

    @property
    def _stocked(self) -> WallList:
        """The list that holds the results: people, or groups if there are none."""
        return self.people if self.people.people.rowCount() else self.groups

    def filter(self, text: str) -> None:
        """Show only people whose name contains the text; groups are hidden meanwhile."""
        self._text = text.strip()
        self._begin_anew()
        if self._text and self.section is Section.PEOPLE:
            self._leave()
            self.groups.show_people([])
        self.refresh()

    def set_scanning(self, scanning: bool) -> None:
        """Note whether a scan runs: cards stay in place then, and new ones come last."""
        self._is_scanning = scanning
        self._is_calm = self._is_calm and (scanning or self._is_held)
        self.refresh()

    def set_portrait_size(self, size: int) -> None:
        """Set the diameter of the portraits in pixels, within the slider's bounds."""
        self._sorting.slider.setValue(size)

    def resize_portraits(self, pixels: int) -> None:
        """Make the portraits larger by this many pixels, or smaller if negative."""
        self._sorting.slider.setValue(self._sorting.slider.value() + pixels)

    def on_changed(self, changes: Changes) -> None:
        """Keep the order of cards after changes by another process, such as a scan."""
        self._is_calm = self._is_calm or changes.all
        super().on_changed(changes)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit_header()

    def _fit_header(self) -> None:
        """Shorten the header in a narrow window."""
        is_narrow = self.width() < NARROW
        self._caption.setText(self._counts[is_narrow])
        is_short = self.section is Section.UNNAMED and is_narrow
        text = self.tr("New person")
        self.new_person.setText("" if is_short else text)
        self.new_person.set_icon("plus" if is_short else "")
        self.new_person.setToolTip(plain_text.tip(text) if is_short else "")

    def showEvent(self, event: QShowEvent) -> None:
        if not event.spontaneous():
            self._begin_anew()
        super().showEvent(event)

    def _begin_anew(self) -> None:
        """Sort on the next reading, and remove ghosts."""
        self._is_calm = False
        self.session.entries.begin_anew()

    def _leave(self) -> None:
        """Close the open card, leaving its text on it."""
        for view in (self.groups, self.singles):
            view.naming.leave()

    @property
    def _is_held(self) -> bool:
        """Whether cards are kept that the library may not have any more."""
        return bool(self.session.entries.held)

    def refresh(self) -> None:
        """Read ids and visible cards of the section in the background, then show them."""
        people, groups = self.people.people, self.groups.people
        known = self.context.review.singles if self.section is Section.UNNAMED else {}
        wish = WallRequest(
            self.section,
            self._text,
            self._sort,
            people.seen,
            groups.seen,
            singles_seen=self.singles.people.seen,
            alike={face_id: one for face_id, (one, _) in known.items()},
            shown=list(groups.ids) if self.groups.naming.is_open else (),
        )
        db, named = self.context.db, self.session.entries.named

        def done(read: WallOrder) -> None:
            """Bring the naming up to date, then show the cards, then do what waited for them."""
            there = {*read.groups, *read.singles}
            self.session.heed(there)
            self.session.entries.lost(there.intersection(named))
            if self.groups.naming.is_open:
                self.session.entries.found(self.groups.people, read.named)
            self._show(wish, read)
            waiting, self._afterwards = self._afterwards, []
            for act in waiting:
                act()

        self._reads.ask(lambda: reading.wall_order(db, wish), done)

    def _show(self, wish: WallRequest, read: WallOrder) -> None:
        """Show what was read, unless the user has gone to another section meanwhile.

        The order is kept (`calm`) while the user is busy with cards or a scan runs.
        """
        if wish.section is not self.section:
            return  # the user has gone to another section, which is being read
        read = self._with_typed(read)
        with self._keeping_place():
            is_calm = self._is_calm or self._is_scanning or self._is_held
            calm = is_calm and not self._is_sorted_anew
            self._is_sorted_anew = False
            self.people.take(read.people, read.people_cards, calm=calm)
            self.groups.take(read.groups, read.group_cards, calm=calm)
            is_seen = not self.singles.visibleRegion().isEmpty()
            self.singles.take(read.singles, read.single_cards, calm=calm and is_seen)
            self._announce(read)
        self._open_first()

    def _with_typed(self, read: WallOrder) -> WallOrder:
        """Add the groups with texts on their cards, even if a scan has regrouped their faces."""
        is_cards, is_hidden = self.section in CARDS, self.section is Section.STRANGERS
        is_below = self.section is Section.PEOPLE and not self._text
        groups = self._typed(self.groups, is_hidden=is_hidden) if is_cards or is_below else ()
        singles = self._typed(self.singles, is_hidden=is_hidden) if is_cards else ()
        return replace(
            read,
            groups=list(dict.fromkeys([*read.groups, *groups])),
            singles=list(dict.fromkeys([*read.singles, *singles])),
        )

    def _typed(self, view: GroupList, *, is_hidden: bool) -> Sequence[str]:
        """Return ids of cards with a text or a name not saved; ignored ones if `is_hidden`."""
        texts = [e for e in self.session.entries.of(view.people) if e.waits or e.is_refused]
        return [each.id for each in texts if each.card.person.is_hidden == is_hidden]

    def _open_first(self) -> None:
        """Open the first card if the keyboard was asked for, and has not been moved since."""
        before, now, naming = self._opens_from, QApplication.focusWidget(), self.groups.naming
        early, self._early = self._early, None
        if before is None:
            return
        is_there = now in (before, self.groups) and self.isVisible()
        if not is_there or self._is_typing:
            self._opens_from = None
            return
        if naming.begin_from(self.groups.first_in_sight):
            self._opens_from = None  # otherwise when the first group arrives
        elif self.singles.naming.begin_from(0):
            self._opens_from, naming = None, self.singles.naming
        if early and naming.is_open:
            letters = QKeyEvent(QEvent.Type.KeyPress, 0, Qt.KeyboardModifier.NoModifier, early)
            QApplication.sendEvent(naming.field, letters)

    @contextmanager
    def _keeping_place(self) -> Iterator[None]:
        """Keep the card that the user is at in place on the screen while the lists change."""
        bar, at = self._scroll.verticalScrollBar(), self._at()
        place = self._place_of(*at) - bar.value() if at else 0
        yield  # Qt scrolls on its own if the page has become shorter
        self._lay_out_now()
        if at is None or at[0].people.row_of(at[1]) < 0:
            return
        self._scroll_to(self._place_of(*at) - place)

    def _scroll_to(self, wanted: int) -> None:
        """Scroll to this position, for an open card even beyond the end of the page."""
        bar = self._scroll.verticalScrollBar()
        if self._is_typing and not 0 <= wanted <= bar.maximum():
            above, below = self._room
            short = wanted + self._scroll.viewport().height() - self._inside.minimumSize().height()
            self._room = (above + max(0, -wanted), below + max(0, short))
            self._fit_margins()
            self._lay_out_now()
        bar.setValue(wanted)

    @property
    def _is_typing(self) -> bool:
        """Whether a card is open, which nothing may move."""
        return self.session.open is not None

    def _at(self) -> tuple[WallList, str] | None:
        """Return the card the user is at; on a page that is not scrolled only an open one.

        At the top new people are meant to show, so nothing is kept in place there.
        """
        is_scrolled = self._scroll.verticalScrollBar().value() > 0
        return self._in_sight(self._scroll.viewport().height()) if is_scrolled else self._open()

    def _open(self) -> tuple[GroupList, str] | None:
        """Return the list and the group id of the open card, or None."""
        for cards in (self.groups, self.singles):
            if (group_id := cards.naming.open_id) is not None:
                return cards, group_id
        return None

    def _in_sight(self, height: int) -> tuple[WallList, str] | None:
        """Return the open card, else the current one or the first in sight.

        `height` is the visible part. At the top, the first card does not count: there the page
        begins with it, and Qt makes it current as soon as its list has the focus.
        """
        if (at := self._open()) is not None:
            return at
        bar, views = self._scroll.verticalScrollBar(), (self.people, self.groups, self.singles)
        least = 0 if bar.value() else 1
        for view in sorted(views, key=lambda each: not each.hasFocus()):
            current = view.currentIndex().row() if view.hasFocus() else -1
            for place in (current, view.row_below(bar.value() - view.y())):
                if least <= place < view.people.rowCount():
                    top = view.y() + view.cell_rect(place).top() - bar.value()
                    if 0 <= top < height:
                        return view, view.people.ids[place]
        return None

    def _place_of(self, view: WallList, person_id: str) -> int:
        """Return how far down the page a card begins, in pixels."""
        return view.y() + view.cell_rect(view.people.row_of(person_id)).top()

    def _lay_out_now(self) -> None:
        """Lay out the page now, from inside out.

        Qt would report a new height only some events later.
        """
        for layout in reversed(self._lists.findChildren(QLayout)):
            layout.activate()
        QApplication.sendEvent(self._scroll, QEvent(QEvent.Type.LayoutRequest))

    def _show_title(self) -> None:
        titles = {
            Section.PEOPLE: self.tr("People"),
            Section.UNNAMED: self.tr("Unnamed"),
            Section.FAVORITES: self.tr("Favourites"),
            Section.HIDDEN: self.tr("Hidden"),
            Section.STRANGERS: self.tr("Ignored"),
        }
        self._title.setText(titles[self.section])

    def _announce(self, read: WallOrder) -> None:
        """Show counts, headings and the controls that fit the section."""
        shown = list(self.groups.people.ids)
        waiting = [each for each in shown if not self.session.entries.is_given(each)]
        is_sorted = waiting == list(read.groups)
        number = words.groups(len(read.groups))
        many = self.tr("{}, largest first").format(number) if is_sorted else number
        singles = list(self.singles.people.ids)
        is_in_order = shown == list(read.groups) and singles == list(read.singles)
        is_cards = self.section in CARDS
        self._order.setVisible(is_cards and not is_in_order)
        faces = words.single_faces(len(read.singles)) if is_cards and read.singles else ""
        groups = (many, number) if is_cards and read.groups else ("", "")
        self._counts = [" · ".join(filter(None, (each, faces))) for each in groups]
        self._singles_title.setVisible(is_cards and bool(singles))
        alike = self.section is Section.UNNAMED and bool(self.context.review.singles)
        said = self.tr("{}, those who look like someone you know first") if alike else "{}"
        self._singles_caption.setText(said.format(words.number_text(len(read.singles))))
        self.singles.setVisible(bool(singles))
        has_groups = self.groups.people.rowCount() > 0
        self._groups_title.setVisible(self.section == Section.PEOPLE and has_groups)
        self._groups_caption.setText(many)
        has_people = self.people.people.rowCount() > 0
        if self.people.hasFocus() and not has_people:
            self.setFocus()  # else Qt moves the focus to the search field
        self.people.setVisible(has_people)
        self._name_link.setVisible(has_people)  # the empty state has the same button
        if self.groups.hasFocus() and is_cards and not has_groups:
            self.setFocus()  # for the same reason
            self._opens_from = self
        self.groups.setVisible(has_groups)
        if self.hasFocus() and not is_cards and (has_people or has_groups):
            self._stocked.setFocus()
        self._sorting.setVisible(not is_cards)
        self._folder.setVisible(not is_cards)
        self._fit_header()
        is_unnamed = self.section is Section.UNNAMED
        self.strangers.setVisible(is_unnamed and (has_groups or bool(singles)))
        self._show_keys()
        self._say_empty()

    def _show_keys(self) -> None:
        """Show the key hints for the selection or the section."""
        is_cards = bool(self.groups.people.rowCount() or self.singles.people.rowCount())
        if (chosen := self._several()) is not None:
            self.keys.show_keys(*chosen.hints, *card_list.COMMANDS.hints(chosen.view, "Esc"))
        elif self.section in CARDS and is_cards:
            field = self.groups.naming.field
            field.is_of_ignored = self.section is Section.STRANGERS
            self.keys.show_keys(*group_field.COMMANDS.hints(field))
            self._show_progress()
        else:
            self.keys.say("")
            self.keys.show_keys(*self._hints_of_people(), *COMMANDS.hints(self))

    def _hints_of_people(self) -> KeyHints:
        """Return the hints for a card; none if there are no people."""
        if not self.people.people.rowCount():
            return ()
        of_card = card_list.COMMANDS.hints(self.people, "Return", "F2")
        return of_card + self.commands[0].hints

    # what is selected

    def _several(self) -> CardCommands | None:
        """Return the commands of the list with several selected cards, or None."""
        return next((each for each in self.commands if each.is_several), None)

    def _on_selected(self, commands: CardCommands) -> None:
        """Clear the selection of the other lists, so that commands are about one list only."""
        if commands.view.selectionModel().hasSelection():
            for other in self.commands:
                if other is not commands:
                    other.view.clearSelection()
        self._show_top(self._several())
        self._show_keys()

    def _show_top(self, chosen: CardCommands | None) -> None:
        """Show the selection bar beside the title, or the page's own tools."""
        focus = QApplication.focusWidget()
        for each in self.commands:
            if each is not chosen and focus is not None and each.bar.isAncestorOf(focus):
                each.view.setFocus()  # else Qt moves the focus to the next widget
        self._top.setCurrentWidget(chosen.bar if chosen else self._tools)

    def _show_progress(self) -> None:
        """Show how many were named since the page was sorted, and how many are left."""
        if self.section not in CARDS:
            return
        views = (self.groups, self.singles)
        given = [self.session.entries.given(view.people) for view in views]
        named = sum(not each.is_ignored for entries in given for each in entries)
        counts = [view.people.rowCount() for view in views]
        waiting = [count - len(entries) for count, entries in zip(counts, given, strict=True)]
        # Groups are named before single faces
        left = next((number for number in waiting if number), 0)
        if self.singles.naming.is_open:
            left = waiting[1]
        self.keys.show_progress(named, left, self.pace.needed(left) if named else None)

    def _say_empty(self) -> None:
        """Say why the section is empty, if it is."""
        has_groups = self.groups.people.rowCount() > 0
        has_cards = has_groups or self.singles.people.rowCount() > 0
        if self.people.people.rowCount() or (self.section in CARDS and has_cards):
            self.empty.hide()
        else:
            self.empty.say_why(
                self.section,
                self._text,
                has_groups=has_groups,
                is_scanning=self._is_scanning,
            )

    # how it is built

    def _build(self) -> None:
        self._title = label("", "title")
        self._show_title()
        self._caption = Elided("caption", tone="muted")
        tip = self.tr("Puts the largest groups first and clears those already named")
        self._order = Button(self.tr("Sort again"), "quiet", clicked=self.put_in_order)
        self._order.setToolTip(tip)
        self._order.hide()
        self.strangers = Button(self.tr("Ignore strangers…"), clicked=self.ignore_strangers)
        self.strangers.hide()
        self._sorting = SortMenu(self.context, self)
        self._sorting.sorted.connect(self._on_sorted)
        self._sorting.sized.connect(self.people.set_size)
        self.new_person = Button(
            self.tr("New person"),
            "primary",
            clicked=lambda: self.new_person_wanted.emit((), None),
        )
        self.new_person.setAccessibleName(self.tr("New person"))
        FaceDrop(
            self.new_person,
            offer=lambda carried, point: Drop(
                new_person_text(len(carried.face_ids)),
                lambda: self.new_person_wanted.emit(carried.face_ids, None),
            ),
            hover=self._on_new_person_hover,
        )
        self._folder = Button(self.tr("Add folder"), clicked=self.folder_wanted.emit)
        tools = row(spacing=10)
        tools.addWidget(self._caption, 1)
        parts = (self._order, self._sorting, self._folder, self.strangers, self.new_person)
        for part in parts:
            tools.addWidget(part)
        self._tools = QWidget()
        self._tools.setLayout(tools)
        self._top = QStackedWidget()
        for each in (self._tools, *(commands.bar for commands in self.commands)):
            self._top.addWidget(each)
        header = row(self._title, spacing=10)
        header.addWidget(self._top, 1)
        header.setContentsMargins(theme.MARGIN, 20, theme.MARGIN, 6)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        whole.addLayout(header)
        whole.addWidget(self._build_lists(), 1)
        self.keys = WallKeys()

    def _build_lists(self) -> QScrollArea:
        self.empty = WallEmpty(
            add_folder=self.folder_wanted.emit,
            name=self.unnamed_wanted.emit,
            show_all=self.everybody_wanted.emit,
        )
        self.empty.hide()
        self._groups_title = QWidget()
        self._groups_caption = label("", "caption", tone="muted")
        self._name_link = Button(
            self.tr("Name them one by one"), "link", clicked=self.unnamed_wanted.emit
        )
        title = label(self.tr("Unnamed groups"), "heading")
        heading = row(title, self._groups_caption, None, self._name_link)
        heading.setContentsMargins(0, 4, self.people.overhang, 12)
        self._groups_title.setLayout(heading)
        self._groups_title.hide()
        self._lists = QWidget()
        self._inside = QVBoxLayout(self._lists)
        self._inside.setSpacing(0)
        self._singles_title = QWidget()
        self._singles_caption = Elided("caption", tone="muted")
        heading = row(label(self.tr("Single faces"), "heading"))
        heading.addWidget(self._singles_caption, 1)
        heading.setContentsMargins(0, 12, 0, 10)
        self._singles_title.setLayout(heading)
        self._singles_title.hide()
        lists = (self.people, self._groups_title, self.groups, self._singles_title, self.singles)
        # The cards of single faces have another gap.
        close = row(spacing=0)  # so that its cards end at the same margin
        close.addWidget(self.singles)
        close.addSpacing(self.people.overhang - self.singles.overhang)
        for part in (self.empty, *lists[:-1]):
            self._inside.addWidget(part)
        self._inside.addLayout(close)
        self._inside.addStretch(1)
        self._scroll = scrolling(self._lists, area=StillArea())
        self._scroll.viewport().installEventFilter(self)
        EdgeScroll(self._scroll, *(each.viewport() for each in lists if isinstance(each, WallList)))
        return self._scroll

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Keep cards in sight when the page is resized by the user, and the open card in place."""
        if isinstance(event, QResizeEvent):
            window, self._window_size = self._window_size, self.window().size()
            # Otherwise only the strip below the page has come or gone
            is_by_hand = window != self._window_size
            if is_by_hand or event.size().width() != event.oldSize().width():
                self._keep_in_sight(event.oldSize().height())
            place = self._scroll.verticalScrollBar().value()
            self._fit_margins()
            if self._is_typing:  # keep the open card in place
                self._lay_out_now()
                self._scroll_to(place)
        return False

    def _keep_in_sight(self, height: int) -> None:
        """Remember the card in sight before the lists follow the new size."""
        at = self._in_sight(height)
        if self._kept is None and at is not None:
            self._kept = *at, self._place_of(*at) - self._scroll.verticalScrollBar().value()
        self._resized.start()

    def _on_resized(self) -> None:
        """Scroll the remembered card back to its place, once the lists have their new size."""
        kept, self._kept = self._kept, None
        if kept is None or kept[0].people.row_of(kept[1]) < 0:
            return
        if self._open() not in (None, kept[:2]):
            return  # another card was opened in the meantime
        view, who, place = kept
        self._lay_out_now()
        height = view.gridSize().height() + view.below
        place = max(0, min(place, self._scroll.viewport().height() - height))
        self._scroll_to(self._place_of(view, who) - place)

    def _fit_margins(self) -> None:
        """Keep the cards at the page's margins with and without a scroll bar."""
        bar = max(0, self._scroll.width() - self._scroll.viewport().width())
        right = max(0, theme.MARGIN - bar - self.people.overhang)
        above, below = self._room
        self._inside.setContentsMargins(theme.MARGIN, 10 + above, right, 20 + below)

    def _connect(self, commands: CardCommands) -> None:
        view = commands.view
        commands.changed.connect(lambda: self._on_selected(commands))
        commands.photo_wanted.connect(self._show_photo_of)
        commands.merge_wanted.connect(self.merge)
        commands.new_person_wanted.connect(self.new_person_wanted)
        view.opened.connect(lambda index: self._on_opened(view, index))
        view.menu_wanted.connect(lambda at: self._on_menu(commands, at))
        view.typed.connect(self._on_typed)
        view.passed.connect(lambda key: self._on_passed(view, key))
        view.given.connect(self._on_given)
        view.settled.connect(self._on_settled)
        if isinstance(view, GroupList):  # the button "New person" must be visible as a drop target
            view.carries.connect(lambda is_so: self._show_top(None if is_so else self._several()))
        view.itemDelegate().closeEditor.connect(self._on_editor_closed)
        view.let_go.connect(self._on_editor_closed)

    def _on_passed(self, view: WallList, key: Qt.Key) -> None:
        """Move the keyboard to the next list, or the one before."""
        lists = (self.people, self.groups, self.singles)
        views: list[WallList] = [each for each in lists if each.isVisible()]
        place, is_down = views.index(view), BEYOND[key]
        others = views[place + 1 :] if is_down else views[:place][::-1]
        if not others:
            return
        view.clearSelection()
        if key == Qt.Key.Key_Down:
            others[0].go_to_first()
        else:
            (others[-1] if is_down else others[0]).go_to_last()

    def _likely(self, group_id: str) -> str | None:
        """Return the name of the person a group probably is, or None."""
        read = self.context.review.group(group_id)
        return read.person.name if read and read.certainty is Certainty.LIKELY else None

    def _look_at(self) -> None:
        """Ask for the cards in sight to be looked up first."""
        self.context.review.look_at(self.groups.coming, self.singles.coming)

    def _said_of(self, face_id: str) -> str:
        """Return the caption of a single face: "probably" or "maybe" with a name, or ""."""
        known = self.context.review.single(face_id)
        if known is None:
            return ""
        is_likely = known[0].certainty is Certainty.LIKELY
        return (self.tr("probably {}") if is_likely else self.tr("maybe {}")).format(known[1].name)

    def _read_names(self, changes: Changes) -> None:
        """Read the names in use again, off the main thread, if the change concerns people."""
        if "person" in changes and (libraries := self.session.names.forget()):
            read = partial(read_names, self.context.db, libraries)
            self._name_reads.ask(read, self.session.names.keep)

    def _faces_of(self, person_id: str) -> Sequence[str]:
        with self.context.db.read() as session:
            return faces.ids(session, person_id=person_id)

    # what happens to it

    def _on_typed(self, letter: str) -> None:
        """Start a search with the letter, or keep it for the first card to open."""
        if self.section not in CARDS:
            self.typed.emit(letter)
        elif self._early is not None:
            self._early += letter

    def _on_opened(self, view: WallList, index: QModelIndex) -> None:
        """Open the page of a person or group, or the photo of a single face."""
        who = index.data(PERSON_ID)
        if view is self.singles and not self.session.entries.is_given(who):
            card = self.singles.people.card(index.row())
            if card is not None:
                self._show_photo_of(card.person)
        elif isinstance(view, GroupList):
            self.person_opened.emit(self.session.entries.person_of(who))
        else:
            self.person_opened.emit(who)

    def _show_photo_of(self, one: Person) -> None:
        """Show the photo of a portrait, or of a single face; arrow keys lead to the other faces."""
        if (face_id := one.effective_face_id) is not None:
            self._show_photo(face_id, self._faces_of(one.id) or [face_id])

    def _on_sorted(self, sort: Sort) -> None:
        self._sort = sort
        self._is_sorted_anew = True
        self._begin_anew()
        self.refresh()

    def put_in_order(self) -> None:
        """Sort the groups by size again and remove the ghosts."""
        self._leave()
        self._is_sorted_anew = True
        self._begin_anew()
        self.take_focus()

    def look_closer(self, group_id: str) -> None:
        """Open the sheet with all faces of a group, to take wrong ones out before naming it."""
        naming, row = self.groups.naming, self.groups.people.row_of(group_id)
        text = naming.look(row) if row >= 0 else None
        card = self.groups.people.card(row) if row >= 0 else None
        if text is None or card is None:
            return
        sheet = LookCloser(
            self.context, card.person, text=text, guess=self._likely(group_id) or "", parent=self
        )
        sheet.given.connect(naming.give)
        sheet.came_back.connect(lambda: naming.begin_of(group_id))
        sheet.gone.connect(lambda: naming.drop(group_id))
        sheet.open()

    def ignore_strangers(self) -> None:
        """Open the sheet that lists who would be ignored as a stranger."""
        self._leave()
        with self.context.db.read() as session:
            has_people = bool(people_lists.names(session))
        sheet = StrangersSheet(self.context, self, has_people=has_people)
        sheet.photo_wanted.connect(self._show_photo)
        sheet.open()

    def _on_menu(self, commands: CardCommands, at: QPoint) -> None:
        if menu := commands.menu():
            menu.popup(at)

    def merge(self, person_ids: Sequence[str]) -> None:
        """Open the sheet in which these people are compared and merged; ask with whom if one."""
        self._leave()
        if len(person_ids) == 1:
            self._ask_with_whom(person_ids[0])
            return
        sheet = merge_sheet(self.context, person_ids, self, merge=self.groups.merge)
        if sheet is not None:
            sheet.photo_wanted.connect(self._show_photo)
            sheet.open()

    def _on_merge_dropped(self, into: Person, others: Sequence[Named], since: datetime) -> None:
        """Merge people who were dropped on someone; ask first if something speaks against it."""
        ids = [into.id, *(each.id for each in others)]
        if is_doubtful(self.context, ids):
            self.merge(ids)
        else:
            self.act.merge(into, others, UNCHANGED, {}, since)

    def _ask_with_whom(self, person_id: str) -> None:
        """Ask who else this person is, then compare the two."""
        with self.context.db.read() as session:
            person = people.cards(session, [person_id]).get(person_id)
        if person is None:  # gone meanwhile
            return
        like = [person.effective_face_id] if person.effective_face_id else []
        chooser = same_chooser(self.context, person, like=like, parent=self)
        chooser.chosen.connect(lambda other: self.merge([person_id, other.id]))
        chooser.open()

    def _show_photo(self, face_id: str, among: Sequence[str]) -> None:
        """Show the photo of a face; arrow keys lead to the faces in `among`."""
        PhotoView(self.context, face_id, among=among, parent=self).open()

    def _on_turned(self, step_id: int, id_now: int, is_undone: bool, changes: Changes) -> None:
        """Show the user's own undo and redo at once, even on an open card."""
        views = (self.groups, self.singles)
        if is_undone:
            has_keys = any(view.naming.has_keys for view in views)
            self.session.undone(step_id, has_keys=has_keys)
        back = () if is_undone else self.session.redone(step_id, id_now)
        for view in views:
            view.naming.put_back(back)
        with self._keeping_place():
            gone = self.session.follow(changes)
            for view in views:
                view.naming.follow(gone)
        if gone.moved_to is not None:
            self._open_moved(gone.moved_to)
        if gone.texts:
            self._say_gone(gone.texts, id_now, is_undone)

    def _say_gone(self, texts: Sequence[str], step_id: int, is_undone: bool) -> None:
        """Say that texts were typed for groups that the user's step removed, and offer undo."""
        turn = self.context.ops.redo if is_undone else self.context.ops.undo
        button = self.tr("Redo") if is_undone else self.tr("Undo")
        if len(texts) == 1:
            said = self.tr("{} wasn’t saved because its group is gone. {} brings both back.")
        else:
            said = self.tr("{} weren’t saved because their groups are gone. {} brings them back.")
        what = words.listed([self.tr("“{}”").format(each) for each in texts])
        self.act.offer(said.format(what, button), button, partial(turn, step_id))

    def _on_given(self, carried: Carried) -> None:
        """Remove the card that was dropped on another one, in whichever list it was."""
        for view in (self.groups, self.singles):
            view.give_away(carried)

    def _on_settled(self) -> None:
        """Bring back cards that are still there once a drop is written or was refused."""
        self.session.entries.bring_back()
        for view in (self.groups, self.singles):
            view.naming.show()
        self.refresh()

    def _open_moved(self, group_id: str) -> None:
        """Open the group that has got the faces of the open card, as soon as it is shown.

        Until then the page has the keyboard.
        """
        self.setFocus()

        def opened() -> None:
            is_waiting = self.hasFocus() and not self._is_typing
            if is_waiting and not self.groups.naming.begin_of(group_id):
                self.take_focus()

        self._afterwards.append(opened)
        self.refresh()

    def _on_named(self) -> None:
        """Keep the order after a name was given: whoever names groups looks for the next one."""
        self._is_calm = True
        if any(self._room) and not self._is_typing:  # the extra room was for the card that is done
            self._room = (0, 0)
            self._fit_margins()
        self.refresh()

    def _on_editor_closed(self) -> None:
        self.refresh()

    def _on_new_person_hover(self, point: QPoint | None) -> None:
        self.new_person.setProperty("drop", point is not None)
        theme.repolish(self.new_person)


# The window listens to these.
COMMANDS: Commands[Wall] = Commands(
    "People and groups",
    Command("Ctrl+Z", "", hint="undo"),
    Command("?", "", hint="all shortcuts"),
)
