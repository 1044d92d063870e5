"""The sheet of name conflicts: files that name someone else than the user, or than each other."""

from collections.abc import Sequence
from functools import partial
from typing import Any

from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QMenu, QWidget

from kinfolk.core.db.session import Session
from kinfolk.core.names_in_files import claims, name_conflicts
from kinfolk.core.names_in_files.claims import Claim
from kinfolk.core.names_in_files.name_conflicts import Against
from kinfolk.core.people.concurrent_decisions import Named, SeenFaces
from kinfolk.gui.base import plain_text, theme, words
from kinfolk.gui.base.commands import Command, Commands
from kinfolk.gui.base.context import Context
from kinfolk.gui.base.painted_text import write_line
from kinfolk.gui.dialogs.face_lines import LINE, FaceLineDelegate, FaceLinesSheet
from kinfolk.gui.widgets import controls
from kinfolk.gui.widgets.rows_model import Index, RowsModel

FACE, HIGH = 44, 60  # pixels: side of a face, height of a line
OWN = LINE + 1  # item role of the text that contradicts the claim


class NameConflictsSheet(FaceLinesSheet[tuple[Claim, Against]]):
    """List name conflicts; the selected ones are decided as one step, and disappear."""

    TABLES = ("name_claim", "face", "person")

    def __init__(self, context: Context, parent: QWidget) -> None:
        super().__init__(
            context,
            parent,
            title=self.tr("Name conflicts"),
            empty=self.tr(
                "No conflicts. If names in your photo files differ from yours, or from each "
                "other, they appear here. Nothing is overwritten."
            ),
            hint=self.tr("Your files aren’t changed."),
            commands=COMMANDS,
            buttons={"T": self.tr("Use the file’s name"), "K": self.tr("Keep mine")},
        )
        self.take, self.keep = self.buttons.values()
        lines = _Lines(self.view, context.thumbs, face=FACE, high=HIGH)
        self.begin(ConflictsModel(self), lines)

    @property
    def chosen(self) -> list[Claim]:
        """The selected claims, from top to bottom."""
        return [index.data(LINE) for index in sorted(self.view.selectedIndexes())]

    def take_theirs(self) -> None:
        """Use the files' names for the selected conflicts."""
        if chosen := self.chosen:
            self._context.ops.run(
                partial(
                    claims.take,
                    claim_ids=[each.id for each in chosen],
                    whose=[each.owner_id for each in chosen if each.owner_id],
                ),
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

    def lead_on(self, menu: QMenu, line: Claim) -> None:
        """Add what leads on from the face, or from the photo if there is no face."""
        if line.face_id is None:
            links, photo = self._context.menu_links, line.asset_id
            show = partial(links.show_photo, photo, [photo], self)
            links.from_photo(menu, photo, photo=show)
        super().lead_on(menu, line)

    def read(self, session: Session) -> list[tuple[Claim, Against]]:
        found = claims.to_decide(session)
        others = name_conflicts.of(session, found)
        return [(claim, others[claim.id]) for claim in found]

    def show_found(self, found: list[tuple[Claim, Against]]) -> None:
        """Show these conflicts; selected lines stay so, else the cursor keeps its place."""
        here = self.view.currentIndex().row()
        self.model.sync(found)
        if found and not self.view.selectedIndexes():
            index = self.model.index(min(max(here, 0), len(found) - 1), 0)
            controls.choose(self.view, index)

    def count_text(self, number: int) -> str:
        return words.names(number)


def _seen(chosen: Sequence[Claim]) -> list[SeenFaces]:
    """Return the faces of the claims, each as the face of whom the sheet shows as its owner."""
    return [
        SeenFaces([one.face_id], [Named(one.owner_id, one.own)] if one.owner_id and one.own else [])
        for one in chosen
        if one.face_id
    ]


class ConflictsModel(RowsModel[tuple[Claim, Against]]):
    """Hold the lines of the list: what a file says, and what contradicts it."""

    def key(self, value: tuple[Claim, Against]) -> str:
        return value[0].id

    def said(self, row: int, role: int) -> Any:
        claim, other = self.rows[row]
        if role == LINE:
            return claim
        said, own = words.file_says(claim.origin, claim.name), words.against(other)
        if role == Qt.ItemDataRole.ToolTipRole:  # in full, even if cut off in the list
            return plain_text.tip(f"{said}\n{own}\n{claim.path}")
        if role in (OWN, Qt.ItemDataRole.AccessibleDescriptionRole):
            return own
        return said if role == Qt.ItemDataRole.DisplayRole else None


class _Lines(FaceLineDelegate):
    """Paint a line: the face, what the file says, and what contradicts it."""

    def write(self, painter: QPainter, room: QRect, index: Index) -> None:
        line = room.adjusted(0, 9, 0, 0)
        line.setHeight(20)
        write_line(painter, line, index.data(), theme.font(13, theme.MEDIUM), "text")
        write_line(painter, line.translated(0, 20), index.data(OWN), theme.font(12), "muted")


COMMANDS: Commands[NameConflictsSheet] = Commands(
    "Name conflicts",
    Command("Down Up", "Move between lines"),
    Command("Shift+Down", "Also select the next line"),
    Command("Ctrl+A", "Select all"),
    Command(
        "T",
        "Use the file’s name",
        NameConflictsSheet.take_theirs,
        tip="Applies to the selected lines",
    ),
    Command("K", "Keep mine", NameConflictsSheet.keep_own, tip="Applies to the selected lines"),
)
