"""The sheet of name conflicts: files that name somebody else than the user, or than each other."""

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import (
    QModelIndex,
    QPersistentModelIndex,
    QPoint,
    QRect,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import (
    QKeyEvent,
    QPainter,
    QStandardItem,
    QStandardItemModel,
)
from PySide6.QtWidgets import (
    QWidget,
)

from kinfolk.core.db.changes import Changes
from kinfolk.core.names_in_files import claims, name_conflicts
from kinfolk.core.names_in_files.claims import Claim
from kinfolk.core.names_in_files.name_conflicts import Against
from kinfolk.core.people.concurrent_decisions import Named, SeenFaces
from kinfolk.gui.base import plain_text, theme, words
from kinfolk.gui.base.commands import Command, Commands
from kinfolk.gui.base.context import Context
from kinfolk.gui.base.painted_text import write_line
from kinfolk.gui.base.tasks import Latest
from kinfolk.gui.base.thumbs import Thumbs
from kinfolk.gui.dialogs.face_lines import FaceLineDelegate, FaceLines
from kinfolk.gui.widgets import controls
from kinfolk.gui.widgets.controls import Button, label, row
from kinfolk.gui.widgets.sheet import Sheet

FACE, HIGH = 44, 60  # pixels: side of a face, height of a line
# Item roles of the Claim, and of the text that contradicts it.
CLAIM, OWN = Qt.ItemDataRole.UserRole + 1, Qt.ItemDataRole.UserRole + 2
TABLES = ("name_claim", "face", "person")
Index = QModelIndex | QPersistentModelIndex


class NameConflictsSheet(Sheet):
    """List name conflicts; the selected ones are decided as one step, and disappear."""

    TAKES_STEPS = True

    def __init__(self, context: Context, parent: QWidget) -> None:
        super().__init__(
            parent,
            title=self.tr("Name conflicts"),
            size=QSize(640, 0),
            action=self.tr("Close"),
        )
        self._context = context
        self._reads = Latest(context.tasks, self)
        self.cancel.hide()
        self.model = QStandardItemModel(self)
        self.view = NameConflictsView(self.model, context.thumbs)
        self.view.setAccessibleName(self.title.text())
        self.empty = label(
            self.tr(
                "No conflicts. If names in your photo files differ from yours, or from each "
                "other, they appear here. Nothing is overwritten."
            ),
            tone="muted",
            wrap=True,
        )
        self.empty.hide()
        self.take = Button(self.tr("Use the file’s name"))
        self.keep = Button(self.tr("Keep mine"))
        COMMANDS.tie(self.take, self.view, "T")
        COMMANDS.tie(self.keep, self.view, "K")
        hint = label(self.tr("Your files aren’t changed."), "caption", tone="muted", wrap=True)
        self.body.addWidget(self.empty)
        self.body.addWidget(self.view, 1)
        self.body.addLayout(row(hint, self.take, self.keep, grow=0))
        self.view.take_wanted.connect(self.take_theirs)
        self.view.keep_wanted.connect(self.keep_own)
        self.view.menu_wanted.connect(self._on_menu)
        self.view.selectionModel().selectionChanged.connect(self._show_selection)
        context.bus.changed.connect(self._on_changed)
        self._show_selection()
        self._read()

    def first_focus(self) -> QWidget:
        return self.view

    @property
    def chosen(self) -> list[Claim]:
        """The selected claims, from top to bottom."""
        return [index.data(CLAIM) for index in sorted(self.view.selectedIndexes())]

    def take_theirs(self) -> None:
        """Use the names of the files."""
        if chosen := self.chosen:
            self._context.ops.run(
                partial(claims.take, claim_ids=[each.id for each in chosen]),
                claims.taking(chosen),
                about=_seen(chosen),
                owner=self,
                toast=self.tr("{} used from files").format(words.names(len(chosen))),
            )

    def keep_own(self) -> None:
        """Keep the user's names; between files that disagree, use neither."""
        if chosen := self.chosen:
            self._context.ops.run(
                partial(claims.refuse, claim_ids=[each.id for each in chosen]),
                claims.refusing(chosen),
                about=_seen(chosen),
                owner=self,
                toast=self.tr("Kept yours instead of {} in files").format(words.names(len(chosen))),
            )

    def _on_menu(self, index: QModelIndex, at: QPoint) -> None:
        """Open a menu that leads from the face, or from the photo if there is no face."""
        claim: Claim = index.data(CLAIM)
        menu, links = controls.passing_menu(self), self._context.menu_links
        shown = claim.face_id or claim.asset_id
        show = partial(links.photo_wanted.emit, shown, [shown], self)
        if claim.face_id is not None:
            links.from_face(menu, claim.face_id, photo=show)
        else:
            links.from_photo(menu, claim.asset_id, photo=show)
        COMMANDS.fill(menu, self.view, "T", "K")
        menu.popup(at)

    def _on_changed(self, changes: Changes) -> None:
        if any(each in changes for each in TABLES):
            self._read()

    def _read(self) -> None:
        self._reads.ask(partial(_read, self._context), self._show)

    def _show(self, found: list[tuple[Claim, Against]]) -> None:
        """Show these conflicts; the cursor stays at its place in the list."""
        here = self.view.currentIndex().row()
        self.model.clear()
        for claim, other in found:
            self.model.appendRow(_item(claim, other))
        self.view.show_filled(bool(found), empty=self.empty, close=self.primary)
        self.sentence.setText(words.names(len(found)) if found else "")
        if found:
            index = self.model.index(min(max(here, 0), len(found) - 1), 0)
            controls.choose(self.view, index)
        self._show_selection()
        self.grow()

    def _show_selection(self) -> None:
        for button in (self.take, self.keep):
            button.setEnabled(bool(self.view.selectedIndexes()))


def _seen(chosen: Sequence[Claim]) -> list[SeenFaces]:
    """Return the faces of the claims, each as the face of whom the sheet shows as its owner."""
    return [
        SeenFaces([one.face_id], [Named(one.owner_id, one.own)] if one.owner_id and one.own else [])
        for one in chosen
        if one.face_id
    ]


def _item(claim: Claim, other: Against) -> QStandardItem:
    """Return a line: what the file says, and below what contradicts it."""
    said, own = words.file_says(claim.origin, claim.name), words.against(other)
    item = QStandardItem(said)
    item.setData(claim, CLAIM)
    item.setData(own, OWN)
    # In full, even if cut off in the list
    item.setToolTip(plain_text.tip(f"{said}\n{own}\n{claim.path}"))
    item.setAccessibleDescription(own)
    return item


class NameConflictsView(FaceLines):
    """List the conflicts, with a key for each of the two answers."""

    take_wanted = Signal()
    keep_wanted = Signal()

    def __init__(self, model: QStandardItemModel, thumbs: Thumbs) -> None:
        super().__init__(thumbs)
        self.setModel(model)
        self.setItemDelegate(_Lines(self, thumbs, face=FACE, high=HIGH))

    def press(self, event: QKeyEvent) -> bool:
        return COMMANDS.press(self, event)


class _Lines(FaceLineDelegate):
    """Paint a line: the face, what the file says, and what contradicts it."""

    def face_id(self, index: Index) -> str | None:
        claim: Claim = index.data(CLAIM)
        return claim.face_id

    def write(self, painter: QPainter, room: QRect, index: Index) -> None:
        line = room.adjusted(0, 9, 0, 0)
        line.setHeight(20)
        write_line(painter, line, index.data(), theme.font(13, theme.MEDIUM), "text")
        write_line(painter, line.translated(0, 20), index.data(OWN), theme.font(12), "muted")


COMMANDS: Commands[NameConflictsView] = Commands(
    "Name conflicts",
    Command("Down Up", "Move between lines"),
    Command("Shift+Down", "Also select the next line"),
    Command("Ctrl+A", "Select all"),
    Command(
        "T",
        "Use the file’s name",
        lambda view: view.take_wanted.emit(),
        tip="Applies to the selected lines (T)",
    ),
    Command(
        "K",
        "Keep mine",
        lambda view: view.keep_wanted.emit(),
        tip="Applies to the selected lines (K)",
    ),
)


def _read(context: Context) -> list[tuple[Claim, Against]]:
    """Return the claims to decide, each with what contradicts it."""
    with context.db.read() as session:
        found = claims.to_decide(session)
        others = name_conflicts.of(session, found)
    return [(claim, others[claim.id]) for claim in found]
