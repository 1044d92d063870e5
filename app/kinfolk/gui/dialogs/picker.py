"""The face picker: which faces are a person's, and which one is the portrait."""

from collections.abc import Iterable, Sequence
from enum import IntEnum
from functools import partial

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from kinfolk.core.faces import faces
from kinfolk.gui.base import words
from kinfolk.gui.base.commands import Command, Commands, say_key
from kinfolk.gui.base.context import Context
from kinfolk.gui.base.thumbs import Thumbs
from kinfolk.gui.faces.click_grid import ClickGrid
from kinfolk.gui.faces.model import FaceModel, Mark
from kinfolk.gui.faces.tips import FaceWords
from kinfolk.gui.tiles.layout import OUTSIDE
from kinfolk.gui.widgets import controls
from kinfolk.gui.widgets.switches import Segmented


class Tab(IntEnum):
    """Name the sets of faces that the grid offers."""

    CHOSEN = 0
    GROUP = 1
    UNASSIGNED = 2
    EVERYBODY = 3


class FacePicker(QWidget):
    """Show a grid of faces to choose from, with tabs.

    The first chosen face is the portrait until one is marked.
    """

    changed = Signal()  # the chosen faces or the portrait

    def __init__(
        self,
        context: Context,
        *,
        chosen: Sequence[str] = (),
        group_id: str | None = None,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._context = context
        self._group_id = group_id
        self._library_id: str | None = None
        self._chosen = dict.fromkeys(chosen)  # an ordered set
        # The face that the user has made the portrait.
        self._marked: str | None = None
        self._ids: dict[Tab, list[str]] = {}
        self._tabs = [tab for tab in Tab if tab is not Tab.GROUP or group_id]
        self.tabs = Segmented(self.tab_texts)
        self.model = FaceModel(self, describe=FaceWords(context.db, with_person=True).describe)
        self.grid = PickGrid(context.thumbs, self.model)
        self.hint = controls.label("", "caption", tone="muted", wrap=True)
        self._lay_out()
        self.tabs.chosen.connect(self._on_tab)
        self.grid.toggled.connect(self.toggle)
        self.grid.portrait_wanted.connect(self.mark)
        self.grid.all_wanted.connect(self._on_all)
        self.grid.menu_wanted.connect(self._on_menu)
        self._show_chosen()

    @property
    def chosen(self) -> list[str]:
        """The chosen faces, in the order in which they were chosen."""
        return list(self._chosen)

    @property
    def portrait(self) -> str | None:
        """The marked face, or the first chosen one, or None."""
        return self._marked or next(iter(self._chosen), None)

    @property
    def tab(self) -> Tab:
        """The tab that is shown."""
        return self._tabs[self.tabs.index]

    @property
    def tab_texts(self) -> list[str]:
        """The texts of the tabs, with counts."""
        return [self._tab_text(tab) for tab in self._tabs]

    def show_tab(self, tab: Tab) -> None:
        """Show this tab, if there is one."""
        if tab in self._tabs:
            self.tabs.choose(self._tabs.index(tab))

    def load(self, library_id: str | None) -> None:
        """Read the faces of this library in the background; None for the only one."""
        self._library_id = library_id
        self._context.tasks.run(self._read, self._on_read, owner=self)

    def choose(self, face_ids: Iterable[str]) -> None:
        """Choose these faces in addition."""
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
        """Choose nothing."""
        self._chosen, self._marked = {}, None
        self._tell()

    def _lay_out(self) -> None:
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(6)
        # The grid's focus rings reach beyond its tiles, so the rest is indented
        inside = QVBoxLayout()
        inside.setContentsMargins(OUTSIDE, 0, 0, 0)
        inside.addWidget(self.tabs)
        layout.addLayout(inside)
        layout.addWidget(self.grid, 1)
        self.hint.setContentsMargins(OUTSIDE, 0, 0, 0)
        layout.addWidget(self.hint)

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
        self._show_tab()
        self.grid.verticalScrollBar().setValue(0)

    def _show_tab(self) -> None:
        ids = self.chosen if self.tab is Tab.CHOSEN else self._ids.get(self.tab, [])
        self.grid.show_faces(ids)
        self._show_chosen()

    def _show_chosen(self) -> None:
        """Show which faces are chosen, and the counts."""
        self.model.mark(Mark.CHOSEN, self._chosen)
        self.model.mark(Mark.PORTRAIT, filter(None, [self.portrait]))
        self.tabs.set_texts(self.tab_texts)
        self.hint.setText(self._hint())

    def _tell(self) -> None:
        # A face that is left out stays on the tab "Selected", so that it can be chosen again at
        # once.
        if self.tab is Tab.CHOSEN:
            shown = list(self.model.ids)
            self.grid.show_faces(shown + [i for i in self._chosen if self.model.row_of(i) < 0])
        self._show_chosen()
        self.changed.emit()

    def _tab_text(self, tab: Tab) -> str:
        names = {
            Tab.CHOSEN: self.tr("Selected {}"),
            Tab.GROUP: self.tr("This group {}"),
            Tab.UNASSIGNED: self.tr("Single faces {}"),
            Tab.EVERYBODY: self.tr("Everyone"),
        }
        number = len(self._chosen) if tab is Tab.CHOSEN else len(self._ids.get(tab, ()))
        return names[tab].format(words.number_text(number))

    def _hint(self) -> str:
        """Return what the keys do, or why the tab is empty."""
        if self.model.ids:
            return self.tr("Press Space to select a face, P to set it as the portrait.")
        if self.tab is Tab.CHOSEN:
            return self.tr("Faces you select appear here.")
        if self.tab is Tab.UNASSIGNED and self._ids.get(Tab.EVERYBODY):
            return self.tr("Every face found so far belongs to someone.")
        return self.tr("Faces appear here after a folder has been scanned.")

    def _on_all(self) -> None:
        """Choose all faces of the tab, or none if all are chosen."""
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
        ways, among = self._context.ways, list(self.model.ids)
        show = partial(ways.photo_wanted.emit, face_id, among, self)
        ways.from_face(menu, face_id, photo=show, leaves=False)
        text = self.tr("Deselect") if face_id in self._chosen else self.tr("Select")
        say_key(menu.addAction(text, partial(self.toggle, face_id)), "Space")
        mark = menu.addAction(self.tr("Set as portrait"), partial(self.mark, face_id))
        say_key(mark, "P").setEnabled(face_id != self.portrait)
        say_key(menu.addAction(self.tr("Select all shown"), self._on_all), "Ctrl+A")
        menu.popup(place)


class PickGrid(ClickGrid):
    """Show a grid in which a click or Space chooses a face, and P or a double click the portrait.

    Tiles can be dragged.
    """

    portrait_wanted = Signal(str)
    all_wanted = Signal()

    def __init__(self, thumbs: Thumbs, model: FaceModel, parent: QWidget | None = None) -> None:
        super().__init__(thumbs, model, tile=72, parent=parent)
        self.setAccessibleName(self.tr("Faces to select"))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if not COMMANDS.press(self, event):
            super().keyPressEvent(event)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        index = self.indexAt(event.position().toPoint())
        if index.isValid() and event.button() == Qt.MouseButton.LeftButton:
            self.portrait_wanted.emit(self.faces.ids[index.row()])


COMMANDS: Commands[PickGrid] = Commands(
    "Selecting faces for a person",
    Command("Space", "Select or deselect the face", lambda grid: grid.say(grid.toggled)),
    Command("P", "Set as portrait", lambda grid: grid.say(grid.portrait_wanted)),
    Command("Ctrl+A", "Select all", lambda grid: grid.all_wanted.emit()),
)
