"""A wall for tests, and someone at it."""

from PySide6.QtCore import QPoint
from PySide6.QtWidgets import QApplication, QMainWindow

from kinfolk.gui.base.context import Context
from kinfolk.gui.wall.lists import GroupList, WallList
from kinfolk.gui.wall.page import Wall
from tests.album import Album
from tests.gui.drops import drop
from tests.gui.hands import Key, heard, press, redo, rest, undo, until, write


def wall_in(window: QMainWindow, context: Context) -> Wall:
    """Return a wall that fills the window."""
    made = Wall(context)
    window.setCentralWidget(made)
    return made


def wait_for(wall: Wall, *, named: int = 0, groups: int = 0) -> None:
    """Wait until the wall shows that many people and groups."""
    until(
        lambda: wall.people.people.rowCount() == named and wall.groups.people.rowCount() == groups
    )


def middle(view: WallList, row: int) -> QPoint:
    """Return the middle of a card."""
    return view.visualRect(view.people.index(row)).center()


def on_picture(view: GroupList, row: int) -> QPoint:
    """Return the middle of a card's faces."""
    return view.mosaics.mosaic_rect(view.visualRect(view.people.index(row))).center().toPoint()


class AtUnnamed:
    """Someone at the groups of Unnamed, of a wall alone or in the whole window."""

    def __init__(self, wall: Wall, album: Album, context: Context) -> None:
        self.wall, self.album, self.context = wall, album, context
        self.view, self.naming = wall.groups, wall.groups.naming
        self.owner, self.name_of, self.theirs = album.owner, album.name_of, album.theirs

    @property
    def ids(self) -> list[str]:
        """The groups that are shown, in their order."""
        return list(self.view.people.ids)

    def groups(self, *sizes: int) -> list[str]:
        """Create groups, and wait until they are shown in that order."""
        made = [self.album.group(faces=size) for size in sizes]
        until(lambda: self.ids == made)
        return made

    def begin(self, row: int) -> None:
        """Put the keyboard into the field of a card."""
        self.view.activateWindow()  # offscreen, a list of names that closes leaves none active
        until(self.view.isActiveWindow)
        self.view.go_to(row)
        press(Key.Key_F2)

    def leave_text(self, group_id: str, text: str) -> None:
        """Type something that waits on its card."""
        self.naming.begin_of(group_id)
        write(text)
        self.view.setFocus()
        assert self.naming.open_id is None

    def waiting(self, group_id: str) -> str:
        """Return the text on a card that is not open."""
        entry = self.naming.session.entries.get(group_id)
        return entry.text if entry is not None and entry.waits else ""

    def drop(self, group_id: str, onto: str) -> None:
        """Drag a card on another one, and wait until that is written."""
        row = self.view.people.row_of
        held = self.view.carried_at(self.view.people.index(row(group_id)))
        place = middle(self.view, row(onto))
        heard(self.context.ops.done, lambda: drop(self.view.viewport(), held, place))

    def rest(self) -> None:
        """Wait until what was written is shown."""
        self.context.db.write(lambda session: None).result()
        QApplication.processEvents()
        rest(self.context)

    def undo(self) -> None:
        """Take the newest step back, and wait until that is shown."""
        undo(self.context)
        self.rest()

    def redo(self) -> None:
        """Do it again, and wait until that is shown."""
        redo(self.context)
        self.rest()
