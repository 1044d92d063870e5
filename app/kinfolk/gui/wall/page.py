"""The people wall: everybody with a name, and the groups that have none yet."""

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
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

from kinfolk.core import faces, naming, roster
from kinfolk.core.db.changes import Changes
from kinfolk.core.people import Person
from kinfolk.core.roster import WALL_SORT, Section, Sort
from kinfolk.gui.actions.people import PeopleActions
from kinfolk.gui.base import plain, theme, words
from kinfolk.gui.base.context import Context
from kinfolk.gui.base.drag import Carried, Drop, FaceDrop, new_person_text
from kinfolk.gui.base.page import Page
from kinfolk.gui.base.tasks import Latest
from kinfolk.gui.closer.sheet import LookCloser
from kinfolk.gui.dialogs.merge import merge_sheet
from kinfolk.gui.dialogs.strangers import StrangersSheet
from kinfolk.gui.faces.people import PERSON_ID, Card, PeopleModel, person_cards
from kinfolk.gui.photo.view import PhotoView
from kinfolk.gui.wall import reading
from kinfolk.gui.wall.choices import MOST
from kinfolk.gui.wall.commands import CardCommands
from kinfolk.gui.wall.empty import WallEmpty
from kinfolk.gui.wall.keys import WallKeys
from kinfolk.gui.wall.known_names import KnownNames
from kinfolk.gui.wall.lists import (
    BEYOND,
    GroupList,
    PeopleList,
    SingleList,
    WallList,
    is_letter,
)
from kinfolk.gui.wall.naming import Asked
from kinfolk.gui.wall.pace import Pace
from kinfolk.gui.wall.reading import CARDS, Opened, WallOrder, Wish
from kinfolk.gui.wall.sort import SortMenu
from kinfolk.gui.widgets.controls import Button, StillArea, label, row, scrolling
from kinfolk.gui.widgets.edge_scroll import EdgeScroll
from kinfolk.gui.widgets.elided import Elided
from kinfolk.recognition.suggestion import Certainty

NARROW = 700  # pixels of the page, below which its header has no room for everything


class Wall(Page):
    """Shows one section at a time; reads off the main thread, so a refresh never holds it up."""

    tables = frozenset({"person", "face", "presence", "asset", "folder", "library"})
    person_opened = Signal(str)
    new_person_wanted = Signal(object, object)  # face ids, a group's id or None
    folder_wanted = Signal()
    unnamed_wanted = Signal()  # to name one group after another
    everybody_wanted = Signal()  # instead of those whose name is searched for
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
        self._is_calm = False  # who is shown stays in place, until the user comes anew or sorts
        self._opens_from: QWidget | None = None  # who had the keys when they were asked for here
        self._early: str | None = None  # typed since then, until the first card is there
        self._is_sorted_anew = False  # then the next look puts everybody in order, scan or not
        self._counts = ["", ""]  # of groups and faces, in a wide header and in a narrow one
        self._room = (0, 0)  # pixels above and below everything, so that an open card can stay
        self._reads = Latest(context.tasks, self)
        # Once it is read what was asked for by now: of two reads only the newer one is shown.
        self._afterwards: list[Callable[[], None]] = []
        self._kept: tuple[WallList, str, int] | None = None  # a card in sight, and where on it
        self._window_size = QSize()
        self._resized = QTimer(self, singleShot=True, interval=0)
        self._resized.timeout.connect(self._on_resized)
        self._names = KnownNames(context.db, context.tasks, self)
        self.people = PeopleList(
            PeopleModel(person_cards(context.db), self),
            self.act,
            context.thumbs,
            size=context.settings.portrait_size,
        )
        self.groups = GroupList(
            PeopleModel(reading.group_cards(context.db), self),
            self.act,
            context.thumbs,
            asked=self._asked(self._likely),
            faces_of=self._faces_of,
        )
        self.singles = SingleList(
            PeopleModel(reading.single_cards(context.db), self),
            self.act,
            context.thumbs,
            asked=self._asked(self._likely_single),
            said=self._said_of,
            whom=lambda face_id, done: context.review.whom(face_id, done, owner=self, most=MOST),
        )
        self.groups.naming.after = self.singles.naming
        self.singles.naming.before = self.groups.naming
        self.commands = [
            CardCommands(self, view) for view in (self.people, self.groups, self.singles)
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
            cards.naming.moved.connect(self._on_moved)
            context.review.changed.connect(cards.show_likely)
            cards.painted.connect(self._look_at)
        context.ops.turned.connect(self._on_turned)
        self.groups.closer_wanted.connect(self.look_closer)
        context.bus.changed.connect(self._names.on_changed)
        context.bus.changed.connect(self.on_changed)
        self.act.merge_wanted.connect(self.merge)
        self._bring_typed()

    # what it shows

    def show_section(self, section: Section) -> None:
        """People, unnamed groups, favorites or hidden people."""
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
            self.refresh(Changes.everything())

    def take_focus(self) -> None:
        """The keyboard starts with the cards; of the unnamed ones the first in sight opens."""
        view: WallList = self.groups if self.section in CARDS else self.people
        (self if view.isHidden() else view).setFocus()  # the page hands them on
        if self.section not in CARDS:
            return
        self._opens_from, self._early = QApplication.focusWidget() or self, ""
        self.refresh(Changes.everything())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """While there are no cards the page has the keys itself."""
        if self.section in CARDS and is_letter(event):
            self._on_typed(event.text())
        else:
            super().keyPressEvent(event)

    def keep_typed(self) -> None:
        """What stands on cards without being their name is there when the window opens again."""
        settings = self.context.settings
        settings.typed_groups = self.groups.naming.half_typed
        settings.typed_singles = self.singles.naming.half_typed

    def _bring_typed(self) -> None:
        settings, db = self.context.settings, self.context.db
        for view, typed, load in (
            (self.groups, settings.typed_groups, reading.group_cards(db)),
            (self.singles, settings.typed_singles, reading.single_cards(db)),
        ):
            if typed:
                view.naming.wait_with(typed, load(list(typed)))

    def way_back(self) -> Callable[[], object]:
        """No card is open; call the result to open this one again, if it has no name then."""
        at = self._open()
        self._leave()
        return partial(at[0].naming.begin_of, at[1]) if at is not None else lambda: None

    def go_to_first(self) -> None:
        """The keyboard goes to the first card, as soon as what was searched for is there."""
        self._afterwards.append(self._go_to_first)
        self.refresh(Changes.everything())

    def _go_to_first(self) -> None:
        if self._stocked.people.rowCount():
            self._stocked.go_to_first()
        else:
            self.empty.take_focus()

    def open_first(self) -> None:
        """Opens who was searched for, as soon as it is known who comes first."""
        if self._text:
            self._afterwards.append(lambda: self._stocked.open_first())
            self.refresh(Changes.everything())

    @property
    def _stocked(self) -> WallList:
        return self.people if self.people.people.rowCount() else self.groups

    def filter(self, text: str) -> None:
        """Only whose name contains the text; no groups, also where a text stands on their cards."""
        self._text = text.strip()
        self._begin_anew()
        if self._text and self.section is Section.PEOPLE:
            self._leave()
            self.groups.show_people([])
        self.refresh(Changes.everything())

    def set_scanning(self, scanning: bool) -> None:
        """While a scan runs, who is shown stays in place and who is new comes last."""
        self._is_scanning = scanning
        self._is_calm = self._is_calm and (scanning or self._is_held)
        self.refresh(Changes.everything())

    def set_portrait_size(self, size: int) -> None:
        """The diameter of the portraits; bounded."""
        self._sorting.slider.setValue(size)

    def resize_portraits(self, pixels: int) -> None:
        """Larger or smaller by so much."""
        self._sorting.slider.setValue(self._sorting.slider.value() + pixels)

    def on_changed(self, changes: Changes, initiator: object) -> None:
        """What another process writes, a scan above all, puts nobody elsewhere."""
        self._is_calm = self._is_calm or changes.all
        super().on_changed(changes, initiator)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit_header()

    def _fit_header(self) -> None:
        """In a narrow window, beside what else there is for groups, a plus has to do."""
        is_narrow = self.width() < NARROW
        self._caption.setText(self._counts[is_narrow])
        is_short = self.section is Section.UNNAMED and is_narrow
        text = self.tr("New person")
        self.new_person.setText("" if is_short else text)
        self.new_person.set_icon("plus" if is_short else "")
        self.new_person.setToolTip(plain.tip(text) if is_short else "")

    def showEvent(self, event: QShowEvent) -> None:
        if not event.spontaneous():
            self._begin_anew()
        super().showEvent(event)

    def _begin_anew(self) -> None:
        """All are put in order, and those who have got their name are groups no more."""
        self._is_calm = False
        for view in (self.groups, self.singles):
            view.naming.begin_anew()

    def _leave(self) -> None:
        """No card is open; what was typed waits."""
        for view in (self.groups, self.singles):
            view.naming.leave()

    @property
    def _is_held(self) -> bool:
        """Cards stay that the library may have no longer."""
        return bool(self.groups.naming.held or self.singles.naming.held)

    def refresh(self, changes: Changes) -> None:
        """Reads who stands where, with the cards in view."""
        people, groups = self.people.people, self.groups.people
        known = self.context.review.singles if self.section is Section.UNNAMED else {}
        wish = Wish(
            self.section,
            self._text,
            self._sort,
            people.seen,
            groups.seen,
            singles_seen=self.singles.people.seen,
            alike={face_id: one for face_id, (one, _) in known.items()},
            shown=list(groups.ids) if self.groups.naming.is_open else (),
        )
        db, named = self.context.db, self.groups.naming.named
        alone = self.singles.naming.named

        def done(read: WallOrder) -> None:
            self.groups.naming.heed(read.groups)
            self.singles.naming.heed(read.singles)
            self.groups.naming.lost(set(named) & set(read.groups))
            self.singles.naming.lost(set(alone) & set(read.singles))
            if self.groups.naming.is_open:
                self.groups.naming.found(read.named)
            self._show(wish, read)
            waiting, self._afterwards = self._afterwards, []
            for act in waiting:
                act()

        self._reads.ask(lambda: reading.wall_order(db, wish), done)

    def _show(self, wish: Wish, read: WallOrder) -> None:
        if wish.section is not self.section:
            return  # somebody went elsewhere meanwhile, and asked for that
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
        """With the cards on which a text stands, also where a scan has made their groups anew."""
        is_cards, is_hidden = self.section in CARDS, self.section is Section.STRANGERS
        is_below = self.section is Section.PEOPLE and not self._text
        groups = self.groups.naming.typed(is_hidden=is_hidden) if is_cards or is_below else ()
        singles = self.singles.naming.typed(is_hidden=is_hidden) if is_cards else ()
        return replace(
            read,
            groups=list(dict.fromkeys([*read.groups, *groups])),
            singles=list(dict.fromkeys([*read.singles, *singles])),
        )

    def _open_first(self) -> None:
        """Where the keys were asked for, and are still where they were."""
        before, now, naming = self._opens_from, QApplication.focusWidget(), self.groups.naming
        early, self._early = self._early, None
        if before is None:
            return
        is_there = now in (before, self.groups) and self.isVisible()
        if not is_there or self._is_typing:
            self._opens_from = None
            return
        if naming.begin_from(self.groups.first_in_sight):
            self._opens_from = None  # else as soon as there is a group
        elif self.singles.naming.begin_from(0):
            self._opens_from, naming = None, self.singles.naming
        if early and naming.is_open:
            letters = QKeyEvent(QEvent.Type.KeyPress, 0, Qt.KeyboardModifier.NoModifier, early)
            QApplication.sendEvent(naming.field, letters)

    @contextmanager
    def _keeping_place(self) -> Iterator[None]:
        """The card the user is at stays where it is on the screen, whatever comes above it."""
        bar, at = self._scroll.verticalScrollBar(), self._at()
        place = self._place_of(*at) - bar.value() if at else 0
        yield  # a page that is shorter by it has scrolled by itself
        self._lay_out_now()
        if at is None or at[0].people.row_of(at[1]) < 0:
            return
        self._scroll_to(self._place_of(*at) - place)

    def _scroll_to(self, wanted: int) -> None:
        """While a card is open, even where the page is too short for it."""
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
        """A card is open: nothing moves it."""
        return self.groups.naming.is_open or self.singles.naming.is_open

    def _at(self) -> tuple[WallList, str] | None:
        """The card the user is at; of a page that is not scrolled the open one alone.

        At the top new people show.
        """
        is_scrolled = self._scroll.verticalScrollBar().value() > 0
        return self._in_sight(self._scroll.viewport().height()) if is_scrolled else self._open()

    def _open(self) -> tuple[GroupList, str] | None:
        for cards in (self.groups, self.singles):
            if (group_id := cards.naming.open_id) is not None:
                return cards, group_id
        return None

    def _in_sight(self, height: int) -> tuple[WallList, str] | None:
        """The card that is open, or else the current one or the first that one sees.

        `height`: of the part of the page that one sees. At the top that is what the page begins
        with, and no first card: Qt makes it the current one as soon as its list has the keys.
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
        """How far down the page somebody's card begins."""
        return view.y() + view.cell_rect(view.people.row_of(person_id)).top()

    def _lay_out_now(self) -> None:
        """From within: Qt tells the page of a heading's new height some events later."""
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
        shown = list(self.groups.people.ids)
        waiting = [each for each in shown if not self.groups.naming.is_given(each)]
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
            self.setFocus()  # else Qt gives the keys to the search field
        self.people.setVisible(has_people)
        self._name_link.setVisible(has_people)  # else the empty page has the same one
        if self.groups.hasFocus() and is_cards and not has_groups:
            self.setFocus()  # the same
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
        is_cards = bool(self.groups.people.rowCount() or self.singles.people.rowCount())
        if (chosen := self._several()) is not None:
            self.keys.show_selected([each for part in chosen.parts for each in part])
        elif self.section in CARDS and is_cards:
            self.keys.show_naming(is_ignored=self.section is Section.STRANGERS)
            self._show_progress()
        else:
            self.keys.show_people(self.people.people.rowCount() > 0)

    # what is selected

    def _several(self) -> CardCommands | None:
        """Of the list in which several cards are selected."""
        return next((each for each in self.commands if each.is_several), None)

    def _on_selected(self, commands: CardCommands) -> None:
        """In one list at a time: what is done then is about no other card."""
        if commands.view.selectionModel().hasSelection():
            for other in self.commands:
                if other is not commands:
                    other.view.clearSelection()
        self._show_top(self._several())
        self._show_keys()

    def _show_top(self, chosen: CardCommands | None) -> None:
        """Beside the title: what can be done with several cards, or else with the page."""
        focus = QApplication.focusWidget()
        for each in self.commands:
            if each is not chosen and focus is not None and each.bar.isAncestorOf(focus):
                each.view.setFocus()  # else Qt gives the keys to whatever comes next
        self._top.setCurrentWidget(chosen.bar if chosen else self._tools)

    def _show_progress(self) -> None:
        """Of this sitting: since the page was put in order."""
        if self.section not in CARDS:
            return
        views = (self.groups, self.singles)
        named = sum(view.naming.named_count for view in views)
        waiting = [view.people.rowCount() - view.naming.given_count for view in views]
        left = next((number for number in waiting if number), 0)  # the groups come first
        if self.singles.naming.is_open:
            left = waiting[1]
        self.keys.show_progress(named, left, self.pace.needed(left) if named else None)

    def _say_empty(self) -> None:
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
        close = row(spacing=0)  # its cards end where the others do
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
        if isinstance(event, QResizeEvent):
            window, self._window_size = self._window_size, self.window().size()
            is_by_hand = window != self._window_size  # else the strip below the page comes or goes
            if is_by_hand or event.size().width() != event.oldSize().width():
                self._keep_in_sight(event.oldSize().height())
            place = self._scroll.verticalScrollBar().value()
            self._fit_margins()
            if self._is_typing:  # the strip below the page comes and goes
                self._lay_out_now()
                self._scroll_to(place)
        return False

    def _keep_in_sight(self, height: int) -> None:
        """The lists have not followed the new size yet: what one sees is known now."""
        at = self._in_sight(height)
        if self._kept is None and at is not None:
            self._kept = *at, self._place_of(*at) - self._scroll.verticalScrollBar().value()
        self._resized.start()

    def _on_resized(self) -> None:
        """The lists have: the card is where it was in the window, or as near as it is in sight."""
        kept, self._kept = self._kept, None
        if kept is None or kept[0].people.row_of(kept[1]) < 0:
            return
        if self._open() not in (None, kept[:2]):
            return  # meanwhile another card was opened, which has a place of its own
        view, who, place = kept
        self._lay_out_now()
        height = view.gridSize().height() + view.below
        place = max(0, min(place, self._scroll.viewport().height() - height))
        self._scroll_to(self._place_of(view, who) - place)

    def _fit_margins(self) -> None:
        """The cards keep the page's margins whether or not there is a scroll bar."""
        bar = max(0, self._scroll.width() - self._scroll.viewport().width())
        right = max(0, theme.MARGIN - bar - self.people.overhang)
        above, below = self._room
        self._inside.setContentsMargins(theme.MARGIN, 10 + above, right, 20 + below)

    def _connect(self, commands: CardCommands) -> None:
        view = commands.view
        commands.changed.connect(lambda: self._on_selected(commands))
        view.opened.connect(lambda index: self._on_opened(view, index))
        view.menu_wanted.connect(lambda at: self._on_menu(commands, at))
        view.typed.connect(self._on_typed)
        view.passed.connect(lambda key: self._on_passed(view, key))
        view.given.connect(self._on_given)
        view.settled.connect(self._on_settled)
        if isinstance(view, GroupList):  # the button for a new person takes what is carried
            view.carries.connect(lambda is_so: self._show_top(None if is_so else self._several()))
        view.itemDelegate().closeEditor.connect(self._on_editor_closed)
        view.let_go.connect(self._on_editor_closed)

    def _on_passed(self, view: WallList, key: Qt.Key) -> None:
        """The keys go on in the next list, or the one before."""
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

    def _asked(self, likely: Callable[[str], str | None]) -> Asked:
        db = self.context.db
        return Asked(
            read=self._read_card,
            faces_now=partial(reading.faces_now, db),
            owner=partial(reading.owner, db),
            names=self._names.of,
            portrait=partial(reading.portrait, db),
            likely=likely,
            near=self._near,
            beside=self._beside,
        )

    def _beside(self, face_ids: Sequence[str]) -> Sequence[str]:
        with self.context.db.read() as session:
            return naming.companions(session, face_ids)

    def _read_card(self, card: Card) -> Opened | None:
        return reading.opened(self.context.db, card)

    def _likely(self, group_id: str) -> str | None:
        read = self.context.review.group(group_id)
        return read.person.name if read and read.certainty is Certainty.LIKELY else None

    def _look_at(self) -> None:
        self.context.review.look_at(self.groups.coming, self.singles.coming)

    def _near(self, group_id: str) -> Sequence[str]:
        """Of a group or a single face: who it may be, as far as the page has said so."""
        read, single = self.context.review.group(group_id), self.context.review.single(group_id)
        if single is not None:
            return [single[1].id]
        return [read.person.id] if read and read.certainty is Certainty.LIKELY else []

    def _likely_single(self, face_id: str) -> str | None:
        known = self.context.review.single(face_id)
        return known[1].name if known and known[0].certainty is Certainty.LIKELY else None

    def _said_of(self, face_id: str) -> str:
        """Who a single face may be, in words; "" where nobody is known to come near."""
        known = self.context.review.single(face_id)
        if known is None:
            return ""
        is_likely = known[0].certainty is Certainty.LIKELY
        return (self.tr("probably {}") if is_likely else self.tr("maybe {}")).format(known[1].name)

    def _faces_of(self, person_id: str) -> Sequence[str]:
        with self.context.db.read() as session:
            return faces.ids(session, person_id=person_id)

    # what happens to it

    def _on_typed(self, letter: str) -> None:
        """Nobody took it: somebody's name is searched for, or is being given to the first card."""
        if self.section not in CARDS:
            self.typed.emit(letter)
        elif self._early is not None:
            self._early += letter

    def _on_opened(self, view: WallList, index: QModelIndex) -> None:
        """The page of a person or a group; of a single face its photo."""
        who = index.data(PERSON_ID)
        if view is self.singles and not self.singles.naming.is_given(who):
            self.show_photo(index.row())
        elif isinstance(view, GroupList):
            self.person_opened.emit(view.naming.person_of(who))
        else:
            self.person_opened.emit(who)

    def show_photo(self, row: int) -> None:
        """The whole photo that a single face is from."""
        card = self.singles.people.card(row)
        if card is not None and card.faces:
            self._show_photo(card.faces[0], card.faces)

    def show_photo_of(self, one: Person) -> None:
        """The whole photo that the portrait is from; the arrow keys go on to the other faces."""
        if one.effective_face_id is not None:
            self._show_photo(one.effective_face_id, self._faces_of(one.id))

    def _on_sorted(self, sort: Sort) -> None:
        self._sort = sort
        self._is_sorted_anew = True
        self._begin_anew()
        self.refresh(Changes.everything())

    def put_in_order(self) -> None:
        """The groups as the library has them: the largest first, no ghosts."""
        self._leave()
        self._is_sorted_anew = True
        self._begin_anew()
        self.take_focus()

    def look_closer(self, group_id: str) -> None:
        """All faces of a group over the page, to take wrong ones out before it is named."""
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
        """A sheet says who that would be."""
        self._leave()
        with self.context.db.read() as session:
            has_people = bool(roster.names(session))
        sheet = StrangersSheet(self.context, self, has_people=has_people)
        sheet.photo_wanted.connect(self._show_photo)
        sheet.open()

    def _on_menu(self, commands: CardCommands, at: QPoint) -> None:
        if menu := commands.menu():
            menu.popup(at)

    def merge(self, person_ids: Sequence[str]) -> None:
        """Several people are looked at before they become one."""
        self._leave()
        sheet = merge_sheet(self.context, person_ids, self, merge=self.groups.merge)
        if sheet is not None:
            sheet.photo_wanted.connect(self._show_photo)
            sheet.open()

    def _show_photo(self, face_id: str, among: Sequence[str]) -> None:
        PhotoView(self.context, face_id, among=among, parent=self).open()

    def _on_turned(self, step_id: int, id_now: int, is_undone: bool, changes: Changes) -> None:
        """The user's own undo and redo show at once, on an open card, too."""
        for view in (self.groups, self.singles):
            view.naming.on_turned(step_id, id_now, is_undone)
        with self._keeping_place():
            texts = [*self.groups.naming.follow(changes), *self.singles.naming.follow(changes)]
        if texts:
            self._say_gone(texts, id_now, is_undone)

    def _say_gone(self, texts: Sequence[str], step_id: int, is_undone: bool) -> None:
        """These were typed for groups that the user's own step has taken away."""
        turn = self.context.ops.redo if is_undone else self.context.ops.undo
        button = self.tr("Redo") if is_undone else self.tr("Undo")
        if len(texts) == 1:
            said = self.tr("{} wasn’t saved because its group is gone. {} brings both back.")
        else:
            said = self.tr("{} weren’t saved because their groups are gone. {} brings them back.")
        what = words.listed([self.tr("“{}”").format(each) for each in texts])
        self.act.offer(said.format(what, button), button, partial(turn, step_id))

    def _on_given(self, carried: Carried) -> None:
        """A card dropped on another one goes, in whichever list it was."""
        for view in (self.groups, self.singles):
            view.give_away(carried)

    def _on_settled(self) -> None:
        """A drop is written, or refused: then the card that went for it comes back."""
        for view in (self.groups, self.singles):
            view.naming.bring_back()
        self.refresh(Changes.everything())

    def _on_moved(self, group_id: str) -> None:
        """The keys wait with the page, and open the group as soon as it is shown."""
        self.setFocus()

        def opened() -> None:
            is_waiting = self.hasFocus() and not self._is_typing
            if is_waiting and not self.groups.naming.begin_of(group_id):
                self.take_focus()

        self._afterwards.append(opened)
        self.refresh(Changes.everything())

    def _on_named(self) -> None:
        """Nobody is sorted anew by that: who names one group after another looks for the next."""
        self._is_calm = True
        if any(self._room) and not self._is_typing:  # above or below the one that is done
            self._room = (0, 0)
            self._fit_margins()
        self.refresh(Changes.everything())

    def _on_editor_closed(self) -> None:
        self.refresh(Changes.everything())

    def _on_new_person_hover(self, point: QPoint | None) -> None:
        self.new_person.setProperty("drop", point is not None)
        theme.repolish(self.new_person)
