"""The face picker: which faces are a person's, and which one is the portrait."""

from collections.abc import Iterable, Sequence
from enum import IntEnum
from functools import partial

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

from kinfolk.core.faces import faces
from kinfolk.core.names import fold, rank
from kinfolk.core.people import people_lists
from kinfolk.gui.base import words
from kinfolk.gui.base.commands import Command, Commands, say_key
from kinfolk.gui.base.context import Context
from kinfolk.gui.base.tasks import Latest
from kinfolk.gui.faces.click_grid import ClickGrid
from kinfolk.gui.faces.model import Mark
from kinfolk.gui.tiles.layout import OUTSIDE
from kinfolk.gui.tiles.model import TileSection
from kinfolk.gui.widgets import controls
from kinfolk.gui.widgets.controls import SearchField
from kinfolk.gui.widgets.switches import Segmented
from kinfolk.recognition.ranking import Ranking

MOST = 60  # look-alikes shown first


class Tab(IntEnum):
    """Name the sets of faces that the grid offers."""

    CHOSEN = 0
    GROUP = 1
    UNASSIGNED = 2
    EVERYBODY = 3


class FacePicker(QWidget):
    """Show a grid of faces to choose from, with tabs and a search for the people who have them.

    The first chosen face is the portrait until one is marked. Faces that look like the first chosen
    one come first from then on.
    """

    changed = Signal()  # the chosen faces or the portrait

    def __init__(
        self, context: Context, *, chosen: Sequence[str] = (), group_id: str | None = None
    ) -> None:
        super().__init__()
        self._context = context
        self._group_id = group_id
        self._library_id: str | None = None
        self._chosen = dict.fromkeys(chosen)  # an ordered set
        self._marked: str | None = None  # the face that the user has made the portrait
        self._ids: dict[Tab, list[str]] = {}
        self._alike: list[str] = []  # the faces that look like the chosen ones
        self._found: list[str] = []  # the faces of the people who are searched for
        self._reads = Latest(context.tasks, self)
        self._searches = Latest(context.tasks, self)
        self._tabs = [tab for tab in Tab if tab is not Tab.GROUP or group_id]
        self.search = SearchField(self.tr("Search people"), "Ctrl+F")
        self.tabs = Segmented(self.tab_texts)
        self.grid = ClickGrid(
            context, lambda event: COMMANDS.press(self, event), tile=88, with_person=True
        )
        self.grid.setAccessibleName(self.tr("Faces to select"))
        self.model = self.grid.faces
        self.hint = controls.label("", "caption", tone="muted", wrap=True)
        self._lay_out()
        self.search.textChanged.connect(self._on_search)
        self.search.left_down.connect(self.grid.setFocus)
        self.tabs.chosen.connect(self._on_tab)
        self.grid.toggled.connect(self.toggle)
        self.grid.opened.connect(self.mark)
        self.grid.menu_wanted.connect(self._on_menu)
        self._show_chosen()

    @property
    def chosen(self) -> list[str]:
        return list(self._chosen)

    @property
    def portrait(self) -> str | None:
        """The marked face, or the first chosen one, or None."""
        return self._marked or next(iter(self._chosen), None)

    @property
    def tab(self) -> Tab:
        return self._tabs[self.tabs.index]

    @property
    def tab_texts(self) -> list[str]:
        """The texts of the tabs; the headings below them have the counts."""
        return [self._tab_text(tab) for tab in self._tabs]

    def show_tab(self, tab: Tab) -> None:
        if tab in self._tabs:
            self.tabs.choose(self._tabs.index(tab))

    def load(self, library_id: str | None) -> None:
        """Read the faces of this library in the background; None for the only one."""
        self._library_id = library_id
        self._reads.ask(self._read, self._on_read)

    def choose(self, face_ids: Iterable[str]) -> None:
        before = len(self._chosen)
        self._chosen.update(dict.fromkeys(face_ids))
        if len(self._chosen) != before:
            self._tell()

    def toggle(self, face_id: str) -> None:
        """Choose the face, or leave it out again."""
        if face_id in self._chosen:
            del self._chosen[face_id]
            if self._marked == face_id:
                self._marked = None
        else:
            self._chosen[face_id] = None
        self._tell()

    def mark(self, face_id: str) -> None:
        """Make the face the portrait, and choose it."""
        self._chosen.setdefault(face_id)
        self._marked = face_id
        self._tell()

    def clear(self) -> None:
        """Choose nothing, and search for no one."""
        self.search.clear()
        self._chosen, self._marked = {}, None
        self._tell()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Go to the results on Enter in the search, which creates no one."""
        enter = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
        if self.search.hasFocus() and event.key() in enter:
            self.grid.setFocus()
        else:
            super().keyPressEvent(event)

    def _lay_out(self) -> None:
        # The grid's focus rings reach beyond its tiles, so the rest is indented
        inside = controls.column(self.search, self.tabs, margins=(OUTSIDE, 0, 0, 0))
        self.hint.setContentsMargins(OUTSIDE, 0, 0, 0)
        self.setLayout(controls.column(inside, self.grid, self.hint, spacing=6, grow=1))

    def _read(self) -> tuple[dict[Tab, list[str]], set[str]]:
        """Return the faces of each tab, and all faces that scans have added to named people."""
        library_id = self._library_id
        with self._context.db.read() as session:
            found = {
                Tab.UNASSIGNED: faces.ids(session, library_id=library_id, unassigned=True),
                Tab.EVERYBODY: faces.ids(session, library_id=library_id),
            }
            if self._group_id:
                found[Tab.GROUP] = faces.ids(session, person_id=self._group_id)
            return found, faces.placed_ids(session, library_id=library_id)

    def _on_read(self, read: tuple[dict[Tab, list[str]], set[str]]) -> None:
        found, placed = read
        self.model.mark(Mark.PLACED, placed)
        # A scan or another process may have deleted faces that are chosen here.
        gone = self._chosen.keys() - set(found[Tab.EVERYBODY])
        self._ids = found
        for face_id in gone:
            self.toggle(face_id)
        self._show_tab()

    def _on_tab(self) -> None:
        self.search.clear()
        self._show_from_top()

    def _show_from_top(self) -> None:
        self._show_tab()
        self.grid.verticalScrollBar().setValue(0)

    def _show_tab(self) -> None:
        if self.search.text().strip():
            self.grid.show_faces(self._found)
        elif self.tab is Tab.CHOSEN:
            self.grid.show_faces(self.chosen)
        else:
            self._show_in_parts(self._ids.get(self.tab, []))
        self._show_chosen()

    def _show_in_parts(self, ids: Sequence[str]) -> None:
        """Show the tab's faces; first those chosen and those that look like them, once known."""
        there = set(ids)
        alike = [each for each in self._alike if each in there and each not in self._chosen]
        first = {*self._chosen, *alike} if self._alike else set()
        selected = self.tr("Selected")
        parts = {
            selected: [each for each in self._chosen if each in there and each in first],
            self.tr("Looks like these"): alike,
            self.tr("All others") if first else self._tab_text(self.tab): [
                each for each in ids if each not in first
            ],
        }
        # Those selected later stay below: only the tab counts them all.
        said = {title: words.faces(len(part)) for title, part in parts.items()} | {selected: ""}
        sections = [TileSection(title, said[title], len(p)) for title, p in parts.items()]
        self.grid.show_faces(
            [each for part in parts.values() for each in part],
            [section for section in sections if section.count],
        )

    def _look_for_alike(self) -> None:
        """Find faces that look like the chosen ones.

        Only once, for the first of them: later the faces stay where they are, under the cursor.
        """
        if not self._chosen:
            self._alike = []
        elif not self._alike:
            chosen = self.chosen
            self._context.suggestions.ask(
                lambda suggester: suggester.ask(Ranking.faces_like, chosen, limit=MOST),
                partial(self._on_alike, chosen),
                owner=self,
            )

    def _on_alike(self, asked: Sequence[str], found: list[str]) -> None:
        is_meant = self._chosen.keys() >= set(asked)  # else others were chosen, and asked about
        if found and not self._alike and is_meant:
            self._alike = found
            if self.tab is not Tab.CHOSEN and not self.search.text().strip():
                self._show_from_top()

    def _on_search(self, text: str) -> None:
        """Show the faces of the people whose names contain the text; without one, the tab's."""
        if not text.strip():
            self._show_from_top()
            return
        library_id, db = self._library_id, self._context.db

        def read() -> list[str]:
            with db.read() as session:
                everyone = people_lists.names(session, library_id)
                fits = [each for each in everyone if fold(text.strip()) in fold(each[1])]
                fits.sort(key=lambda each: rank(each[1], text))
                theirs = (faces.ids(session, person_id=person_id) for person_id, _ in fits)
                return [face_id for ids in theirs for face_id in ids]

        def done(found: list[str]) -> None:
            if self.search.text() == text:
                self._found = found
                self._show_from_top()

        self._searches.ask(read, done)

    def _show_chosen(self) -> None:
        self.model.mark(Mark.CHOSEN, self._chosen)
        self.model.mark(Mark.PORTRAIT, filter(None, [self.portrait]))
        self.tabs.set_texts(self.tab_texts)
        self.hint.setText(self._hint())

    def _tell(self) -> None:
        # A face that is left out stays on the tab "Selected", so that it can be chosen again at
        # once.
        self._look_for_alike()
        if self.tab is Tab.CHOSEN and not self.search.text().strip():
            shown = list(self.model.ids)
            self.grid.show_faces(shown + [i for i in self._chosen if self.model.row_of(i) < 0])
        self._show_chosen()
        self.changed.emit()

    def _tab_text(self, tab: Tab) -> str:
        names = {
            Tab.CHOSEN: self.tr("Selected {}"),
            Tab.GROUP: self.tr("This group"),
            Tab.UNASSIGNED: self.tr("Single faces"),
            Tab.EVERYBODY: self.tr("Everyone"),
        }
        return names[tab].format(words.number_text(len(self._chosen)))

    def _hint(self) -> str:
        """Return what the keys do, or why the tab is empty."""
        if self.search.text().strip() and not self._found:
            return self.tr("No one is named “{}”.").format(words.short(self.search.text().strip()))
        if self.model.ids:
            return self.tr("Press Space to select a face, P to set it as the portrait.")
        if self.tab is Tab.CHOSEN:
            return self.tr("Faces you select appear here.")
        if self.tab is Tab.UNASSIGNED and self._ids.get(Tab.EVERYBODY):
            return self.tr("Every face found so far belongs to someone.")
        return self.tr("Faces appear here after a folder has been scanned.")

    def choose_all(self) -> None:
        if self._chosen.keys() >= set(self.model.ids):
            for face_id in self.model.ids:
                self._chosen.pop(face_id, None)
            self._marked = self._marked if self._marked in self._chosen else None
            self._tell()
        else:
            self.choose(self.model.ids)

    def _on_menu(self, place: QPoint) -> None:
        face_id = self.grid.current_id()
        if face_id is None:
            return
        menu = controls.passing_menu(self)
        links, among = self._context.menu_links, list(self.model.ids)
        show = partial(links.show_photo, face_id, among, self)
        links.from_face(menu, face_id, photo=show, leaves=False)
        text = self.tr("Deselect") if face_id in self._chosen else self.tr("Select")
        say_key(menu.addAction(text, partial(self.toggle, face_id)), "Space")
        mark = menu.addAction(self.tr("Set as portrait"), partial(self.mark, face_id))
        say_key(mark, "P").setEnabled(face_id != self.portrait)
        say_key(menu.addAction(self.tr("Select all shown"), self.choose_all), "Ctrl+A")
        menu.popup(place)


COMMANDS: Commands[FacePicker] = Commands(
    "Selecting faces for a person",
    Command(
        "Space", "Select or deselect the face", lambda picker: picker.grid.say(picker.grid.toggled)
    ),
    Command("P", "Set as portrait", lambda picker: picker.grid.say(picker.grid.opened)),
    Command("Ctrl+A", "Select all", FacePicker.choose_all),
)
