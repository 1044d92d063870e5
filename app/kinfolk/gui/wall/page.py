"""The wall: the pages of people and of groups that have no name yet."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from functools import partial

from PySide6.QtCore import QEvent, QModelIndex, Qt, Signal
from PySide6.QtGui import QKeyEvent, QShowEvent
from PySide6.QtWidgets import QApplication, QWidget

from kinfolk.core.database import Database
from kinfolk.core.db.changes import Changes
from kinfolk.core.faces import faces
from kinfolk.core.people.people_lists import WALL_SORT, Section, Sort
from kinfolk.gui.actions.people import PeopleActions
from kinfolk.gui.base import words
from kinfolk.gui.base.commands import Command, Commands, is_letter
from kinfolk.gui.base.context import Context
from kinfolk.gui.base.page import WindowPage
from kinfolk.gui.base.tasks import Latest
from kinfolk.gui.faces.people import PERSON_ID, PeopleModel, person_cards
from kinfolk.gui.wall import group_field, reading
from kinfolk.gui.wall.area import WallArea
from kinfolk.gui.wall.below_field import MOST
from kinfolk.gui.wall.commands import CardCommands
from kinfolk.gui.wall.empty import WallEmpty
from kinfolk.gui.wall.header import WallHeader
from kinfolk.gui.wall.keys import WallKeys
from kinfolk.gui.wall.lists import GroupList, PeopleList, SingleList, WallList
from kinfolk.gui.wall.reading import CARDS, WallOrder, WallRequest
from kinfolk.gui.wall.sheets import WallSheets
from kinfolk.gui.widgets import card_list
from kinfolk.gui.widgets.controls import column
from kinfolk.naming.names_in_use import Known, read_names
from kinfolk.naming.reads import group_cards, single_cards
from kinfolk.naming.session import NamingSession
from kinfolk.recognition.suggestion import Certainty


class Wall(WindowPage):
    """Show people, groups and single faces, one section at a time.

    It owns the three lists and the naming in them. It reads off the main thread, so that a refresh
    never blocks. The card that the user is at keeps its place on the screen while others come and
    go. Signals ask the window for what lies outside the page.
    """

    tables = frozenset({"person", "face", "presence", "asset", "folder", "library"})
    person_opened = Signal(str)  # id of a person or group whose page is wanted
    new_person_wanted = Signal(object, object)  # face ids; id of the group they form, or None
    folder_wanted = Signal()
    unnamed_wanted = Signal()  # go to the page Unnamed
    everybody_wanted = Signal()  # end the search
    typed = Signal(str)  # a letter for the search field

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(context, parent)
        self.context = context
        self.act = PeopleActions(context, self)
        self.section = Section.PEOPLE
        self._text = ""
        self._sort = WALL_SORT
        self._is_scanning = False
        self._is_calm = False  # cards keep their order until the page is shown again or sorted
        # The widget that had the focus when the first card was asked for
        self._opens_from: QWidget | None = None
        self._early: str | None = None  # letters typed since then, for the first card
        self._is_sorted_anew = False  # the next reading sorts, even during a scan
        self._reads = Latest(context.tasks, self)
        # Called after the next reading. Of two requested readings only the newer one is made, so
        # these must not be tied to one of them.
        self._afterwards: list[Callable[[], None]] = []
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
            faces_of=partial(_faces_of, context.db),
        )
        self.singles = SingleList(
            singles,
            self.act,
            context.thumbs,
            session=self.session,
            said=self._said_of,
            whom=lambda face_id, done: context.review.whom(face_id, done, owner=self, most=MOST),
        )
        self.named_lists = (self.groups, self.singles)  # those in which names are given
        self.groups.naming.beside = self.singles.naming
        self.singles.naming.beside = self.groups.naming
        self.commands = [
            CardCommands(view, self.act, context, self)
            for view in (self.people, self.groups, self.singles)
        ]
        self.empty = WallEmpty()
        self.empty.hide()
        self.area = WallArea(self.empty, self.people, self.groups, self.singles, self.session)
        self.sheets = WallSheets(context, self.act, self.groups, self.area, self)
        self.header = WallHeader(context, [each.bar for each in self.commands])
        self.keys = WallKeys()
        self.setLayout(column(self.header, self.area, spacing=0, grow=1))
        self._connect()
        self._bring_typed()

    # what it shows

    def show_section(self, section: Section) -> None:
        """Show a section: people, unnamed groups, favourites, hidden or ignored ones."""
        if section != self.section:
            self.area.close_card()
            self.section = section
            self._begin_anew()
            self.header.show_section(section)
            self.people.show_people([])
            self.groups.show_people([])
            self.singles.show_people([])
            self.empty.hide()
            self.area.verticalScrollBar().setValue(0)
            self.refresh()

    def take_focus(self) -> None:
        """Give the keyboard to the cards; on Unnamed and Ignored the first group in sight opens."""
        view: WallList = self.groups if self.section in CARDS else self.people
        # A hidden list cannot have it: the page passes it on
        (self if view.isHidden() else view).setFocus()
        if self.section in CARDS:
            self.name_first()

    def name_first(self) -> None:
        """Open the first group in sight, once it is there and unless the keyboard has moved."""
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
        """Close the open card; return a function that opens it again unless it got a name."""
        at = self.area.open_card
        self.area.close_card()
        return partial(at[0].naming.begin_of, at[1]) if at is not None else lambda: None

    def go_to_first(self) -> None:
        """Move the keyboard to the first card once the result of the search is there."""
        self._afterwards.append(self._go_to_first)
        self.refresh()

    def _go_to_first(self) -> None:
        if self._stocked.people.rowCount():
            self._stocked.go_to(0)
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
            self.area.close_card()
            self.groups.show_people([])
        self.refresh()

    def set_scanning(self, scanning: bool) -> None:
        """Note whether a scan runs: cards stay in place then, and new ones come last."""
        self._is_scanning = scanning
        self._is_calm = self._is_calm and (scanning or bool(self.session.entries.held))
        self.refresh()

    def on_changed(self, changes: Changes) -> None:
        """Keep the order of cards after changes by another process, such as a scan."""
        self._is_calm = self._is_calm or changes.all
        super().on_changed(changes)

    def showEvent(self, event: QShowEvent) -> None:
        if not event.spontaneous():
            self._begin_anew()
            if self.section in CARDS:  # the largest group comes first, and opens
                self.area.verticalScrollBar().setValue(0)
        super().showEvent(event)

    def _begin_anew(self) -> None:
        """Sort on the next reading, and remove ghosts."""
        self._is_calm = False
        self.session.entries.begin_anew()

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
            for act in waiting if self.isVisible() else ():  # else the user is elsewhere by now
                act()

        self._reads.ask(lambda: reading.wall_order(db, wish), done)

    def _show(self, wish: WallRequest, read: WallOrder) -> None:
        """Show what was read, unless the user has gone to another section meanwhile.

        The order is kept (`calm`) while the user is busy with cards or a scan runs.
        """
        if wish.section is not self.section:
            return  # the user has gone to another section, which is being read
        read = self._with_typed(read)
        with self.area.keeping_place():
            is_calm = self._is_calm or self._is_scanning or bool(self.session.entries.held)
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
        kept = self.session.entries.kept
        groups = kept(self.groups.people, is_hidden=is_hidden) if is_cards or is_below else ()
        singles = kept(self.singles.people, is_hidden=is_hidden) if is_cards else ()
        return replace(
            read,
            groups=list(dict.fromkeys([*read.groups, *groups])),
            singles=list(dict.fromkeys([*read.singles, *singles])),
        )

    def _open_first(self) -> None:
        """Open the first card if the keyboard was asked for, and has not been moved since."""
        before, now, naming = self._opens_from, QApplication.focusWidget(), self.groups.naming
        early, self._early = self._early, None
        if before is None:
            return
        is_there = now in (before, self.groups) and self.isVisible()
        if not is_there or self.area.is_typing:
            self._opens_from = None
            return
        if naming.begin_from(self.groups.first_in_sight):
            self._opens_from = None  # otherwise when the first group arrives
        elif self.singles.naming.begin_from(0):
            self._opens_from, naming = None, self.singles.naming
        if early and naming.is_open:
            letters = QKeyEvent(QEvent.Type.KeyPress, 0, Qt.KeyboardModifier.NoModifier, early)
            QApplication.sendEvent(naming.field, letters)

    def _announce(self, read: WallOrder) -> None:
        """Show counts, headings and the controls that fit the section."""
        shown = list(self.groups.people.ids)
        waiting = [each for each in shown if not self.session.entries.is_given(each)]
        is_sorted = len(read.groups) > 1 and waiting == list(read.groups)
        number = words.groups(len(read.groups))
        many = self.tr("{}, largest first").format(number) if is_sorted else number
        singles = list(self.singles.people.ids)
        is_in_order = shown == list(read.groups) and singles == list(read.singles)
        is_cards = self.section in CARDS
        faces = words.single_faces(len(read.singles)) if is_cards and read.singles else ""
        groups = (many, number) if is_cards and read.groups else ("", "")
        wide, narrow = (" · ".join(filter(None, (each, faces))) for each in groups)
        if not is_cards and read.people:
            wide = narrow = words.number_text(len(read.people))
        alike = self.section is Section.UNNAMED and bool(self.context.review.singles)
        alike = alike and len(read.singles) > 1
        said = self.tr("{}, those who look like someone you know first") if alike else "{}"
        said = said.format(words.number_text(len(read.singles)))
        self.area.show_singles(said, has_title=is_cards and bool(singles))
        self.singles.setVisible(bool(singles))
        has_groups = self.groups.people.rowCount() > 0
        has_people = self.people.people.rowCount() > 0
        # Without people the empty state has the same button
        has_title = self.section == Section.PEOPLE and has_groups
        self.area.show_groups(many, has_title=has_title, has_link=has_people)
        if self.people.hasFocus() and not has_people:
            self.setFocus()  # else Qt moves the focus to the search field
        self.people.setVisible(has_people)
        if self.groups.hasFocus() and is_cards and not has_groups:
            self.setFocus()  # for the same reason
            self._opens_from = self
        self.groups.setVisible(has_groups)
        if self.hasFocus() and not is_cards and (has_people or has_groups):
            self._stocked.setFocus()
        has_cards = has_groups or bool(singles)
        self.header.show_counts(wide, narrow, is_in_order=is_in_order, has_cards=has_cards)
        self._show_keys()
        self._say_empty(lacks_faces=read.lacks_faces)

    def _show_keys(self) -> None:
        """Show the key hints for the selection, for naming, or for the section."""
        is_cards = bool(self.groups.people.rowCount() or self.singles.people.rowCount())
        if (chosen := self._several()) is not None:
            hints = chosen.hints + card_list.COMMANDS.hints(chosen.view, "Esc")
        elif self.singles.hasFocus() and not self.singles.naming.is_open:
            hints = self.singles.hints
        elif is_cards and (self.section in CARDS or self.groups.naming.is_open):
            field = self.groups.naming.field
            field.is_of_ignored = self.section is Section.STRANGERS
            hints = group_field.COMMANDS.hints(field)
        else:
            hints = COMMANDS.hints(self)
            if self.people.people.rowCount():
                of_card = card_list.COMMANDS.hints(self.people, "Return", "F2")
                hints = of_card + self.commands[0].hints + hints
        self.keys.show_keys(*hints)
        self._show_progress()

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
        self.header.show_bar(chosen.bar if chosen else None)

    def _show_progress(self) -> None:
        """Show how many were named since the page was sorted, and how many are left."""
        counts = [view.people.rowCount() for view in self.named_lists]
        if self.section not in CARDS or not any(counts):
            self.keys.say("")
            return
        given = [self.session.entries.given(view.people) for view in self.named_lists]
        named = sum(not each.is_ignored for entries in given for each in entries)
        waiting = [count - len(entries) for count, entries in zip(counts, given, strict=True)]
        # Groups are named before single faces
        left = next((number for number in waiting if number), 0)
        if self.singles.naming.is_open:
            left = waiting[1]
        self.keys.show_progress(named, left)

    def _say_empty(self, *, lacks_faces: bool) -> None:
        has_groups = self.groups.people.rowCount() > 0
        has_cards = has_groups or self.singles.people.rowCount() > 0
        if self.people.people.rowCount() or (self.section in CARDS and has_cards):
            self.empty.hide()
        else:
            self.empty.say_why(
                self.section,
                self._text,
                has_groups=has_groups,
                lacks_faces=lacks_faces,
                is_scanning=self._is_scanning,
            )

    # how it is built

    def _connect(self) -> None:
        context = self.context
        for commands in self.commands:
            self._connect_list(commands)
        for cards in self.named_lists:
            cards.naming.given.connect(lambda: self.keys.pace.note())
            cards.naming.given.connect(context.review.defer)
            cards.naming.field.textEdited.connect(context.review.defer)
            cards.naming.changed.connect(self._show_progress)
            cards.naming.closed.connect(self._on_named)
            cards.naming.opened.connect(self._on_opened_card)
            context.review.changed.connect(cards.show_likely)
            cards.painted.connect(self._look_at)
        self.empty.folder_wanted.connect(self.folder_wanted)
        self.empty.unnamed_wanted.connect(self.unnamed_wanted)
        self.empty.everybody_wanted.connect(self.everybody_wanted)
        self.area.name_link.clicked.connect(self.unnamed_wanted)
        self.header.order.clicked.connect(self.put_in_order)
        self.header.strangers.clicked.connect(self.sheets.ignore_strangers)
        self.header.folder.clicked.connect(self.folder_wanted)
        self.header.new_person_wanted.connect(lambda ids: self.new_person_wanted.emit(ids, None))
        self.header.sorting.sorted.connect(self._on_sorted)
        self.header.sorting.sized.connect(self.people.set_size)
        context.ops.turned.connect(self._on_turned)
        self.groups.closer_wanted.connect(self.sheets.look_closer)
        context.bus.changed.connect(self._read_names)
        self.act.merge_wanted.connect(self.sheets.merge)
        self.people.merge_dropped.connect(self.sheets.merge_dropped)

    def _connect_list(self, commands: CardCommands) -> None:
        view = commands.view
        commands.changed.connect(lambda: self._on_selected(commands))
        commands.photo_wanted.connect(self.sheets.show_photo_of)
        commands.merge_wanted.connect(self.sheets.merge)
        commands.new_person_wanted.connect(self.new_person_wanted)
        view.opened.connect(lambda index: self._on_opened(view, index))
        view.menu_wanted.connect(commands.open_menu)
        view.typed.connect(self._on_typed)
        view.passed.connect(lambda key: self._on_passed(view, key))
        for cards in self.named_lists:
            view.given.connect(cards.give_away)
        view.settled.connect(self._on_settled)
        if isinstance(view, GroupList):  # the button "New person" must be visible as a drop target
            view.carries.connect(lambda is_so: self._show_top(None if is_so else self._several()))
        view.itemDelegate().closeEditor.connect(self.refresh)
        view.let_go.connect(self.refresh)

    def _on_passed(self, view: WallList, key: Qt.Key) -> None:
        """Move the keyboard to the next list, the one before, or that at an end of the page."""
        lists = (self.people, self.groups, self.singles)
        views: list[WallList] = [each for each in lists if each.isVisible()]
        place = views.index(view)
        found = {
            Qt.Key.Key_Home: views[:1],
            Qt.Key.Key_Up: views[:place][-1:],
            Qt.Key.Key_Down: views[place + 1 :][:1],
            Qt.Key.Key_End: views[-1:],
        }[key]
        if found and found[0] is not view:
            view.clearSelection()
            is_first = key in (Qt.Key.Key_Home, Qt.Key.Key_Down)
            found[0].go_to(0 if is_first else found[0].people.rowCount() - 1)
            self._show_keys()

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
            self._name_reads.ask(read, self._keep_names)

    def _keep_names(self, read: Mapping[str, Known]) -> None:
        """Keep the names that were read; the field of an open card completes to them as well."""
        self.session.keep_names(read)
        for cards in self.named_lists:
            if cards.naming.is_open:
                cards.naming.field.set_names(self.session.completions)

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
                self.sheets.show_photo_of(card.person)
        elif isinstance(view, GroupList):
            self.person_opened.emit(self.session.entries.person_of(who))
        else:
            self.person_opened.emit(who)

    def _on_sorted(self, sort: Sort) -> None:
        self._sort = sort
        self._is_sorted_anew = True
        self._begin_anew()
        self.refresh()

    def put_in_order(self) -> None:
        """Sort the groups by size again and remove the ghosts."""
        self.area.close_card()
        self._is_sorted_anew = True
        self._begin_anew()
        self.take_focus()

    def _on_turned(self, step_id: int, id_now: int, is_undone: bool, changes: Changes) -> None:
        """Show the user's own undo and redo at once, even on an open card."""
        if is_undone:
            has_keys = any(view.naming.has_keys for view in self.named_lists)
            self.session.undone(step_id, has_keys=has_keys)
        back = () if is_undone else self.session.redone(step_id, id_now)
        for view in self.named_lists:
            view.naming.put_back(back)
        with self.area.keeping_place():
            gone = self.session.follow(changes)
            for view in self.named_lists:
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

    def _on_settled(self) -> None:
        """Bring back cards that are still there once a drop is written or was refused."""
        self.session.entries.bring_back()
        for view in self.named_lists:
            view.naming.show()
        self.refresh()

    def _open_moved(self, group_id: str) -> None:
        """Open the group that has got the faces of the open card, as soon as it is shown.

        Until then the page has the keyboard.
        """
        self.setFocus()

        def opened() -> None:
            is_waiting = self.hasFocus() and not self.area.is_typing
            if is_waiting and not self.groups.naming.begin_of(group_id):
                self.take_focus()

        self._afterwards.append(opened)
        self.refresh()

    def _on_opened_card(self) -> None:
        """Give the list of names room below the card, where the page is for naming."""
        if self.section in CARDS:
            self.area.keep_high()
        self._show_keys()

    def _on_named(self) -> None:
        """Keep the order after a name was given: whoever names groups looks for the next one."""
        self._is_calm = True
        self.area.give_up_room()
        self.refresh()


def _faces_of(db: Database, person_id: str) -> Sequence[str]:
    with db.read() as session:
        return faces.ids(session, person_id=person_id)


# The window listens to these.
COMMANDS: Commands[Wall] = Commands(
    "People and groups",
    Command("Ctrl+Z", "", hint="undo"),
    Command("?", "", hint="all shortcuts"),
)
