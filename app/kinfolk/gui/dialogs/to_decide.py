"""Names that files say against one's own word, or against each other: whose word stands."""

from collections import Counter
from functools import partial

from PySide6.QtCore import (
    QCoreApplication,
    QModelIndex,
    QPersistentModelIndex,
    QPoint,
    QRect,
    QRectF,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import (
    QContextMenuEvent,
    QFont,
    QKeyEvent,
    QPainter,
    QStandardItem,
    QStandardItemModel,
)
from PySide6.QtWidgets import (
    QFrame,
    QListView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from kinfolk.core import claims
from kinfolk.core.claims import Claim
from kinfolk.core.db.changes import Changes
from kinfolk.gui.base import plain, theme, words
from kinfolk.gui.base.context import Context
from kinfolk.gui.base.keys import Key, KeyTable, say_key
from kinfolk.gui.base.shapes import draw_rounded
from kinfolk.gui.base.tasks import Latest
from kinfolk.gui.base.thumbs import Thumbs
from kinfolk.gui.widgets import controls
from kinfolk.gui.widgets.controls import Button, draw_focus, keys_used, label, row, shows_focus
from kinfolk.gui.widgets.sheet import Sheet

FACE, HIGH = 44, 60  # pixels: of a face, and of a line
CLAIM, OWN = Qt.ItemDataRole.UserRole + 1, Qt.ItemDataRole.UserRole + 2
TABLES = ("name_claim", "face", "person")
Index = QModelIndex | QPersistentModelIndex


class ToDecideSheet(Sheet):
    """The selected lines are decided as one step, and go."""

    def __init__(self, context: Context, parent: QWidget) -> None:
        super().__init__(
            parent,
            title=self.tr("Names to decide"),
            size=QSize(640, 560),
            action=self.tr("Close"),
        )
        self._context = context
        self._reads = Latest(context.tasks, self)
        self.cancel.hide()
        self.model = QStandardItemModel(self)
        self.view = ToDecideView(self.model, context.thumbs)
        self.view.setAccessibleName(self.title.text())
        self.empty = label(
            self.tr(
                "Nothing is to be decided. Where the files of your photos name somebody else than "
                "you have, or do not agree with each other, it stands here: nothing is overwritten."
            ),
            tone="muted",
            wrap=True,
        )
        self.empty.hide()
        self.take = Button(self.tr("Take the file’s name"), clicked=self.take_theirs)
        self.keep = Button(self.tr("Keep mine"), clicked=self.keep_own)
        self.take.setToolTip(self.tr("For the selected lines (T)"))
        self.keep.setToolTip(self.tr("For the selected lines (K)"))
        hint = label(self.tr("Files stay as they are."), "caption", tone="muted")
        self.body.addWidget(self.empty)
        self.body.addWidget(self.view, 1)
        self.body.addLayout(row(hint, None, self.take, self.keep))
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
        """The selected lines, from the top."""
        return [index.data(CLAIM) for index in sorted(self.view.selectedIndexes())]

    def take_theirs(self) -> None:
        """The files are right."""
        if chosen := self.chosen:
            self._context.ops.run(
                partial(claims.take, claim_ids=[each.id for each in chosen]),
                claims.taking(chosen),
                owner=self,
                toast=self.tr("{} taken from files").format(words.names(len(chosen))),
            )

    def keep_own(self) -> None:
        """The user is, or neither of the files."""
        if chosen := self.chosen:
            self._context.ops.run(
                partial(claims.refuse, claim_ids=[each.id for each in chosen]),
                claims.refusing(chosen),
                owner=self,
                toast=self.tr("{} in files not taken").format(words.names(len(chosen))),
            )

    def _on_menu(self, index: QModelIndex, at: QPoint) -> None:
        """The ways from the face, or from the photo where there is none."""
        claim: Claim = index.data(CLAIM)
        menu, ways = controls.passing_menu(self), self._context.ways
        shown = claim.face_id or claim.asset_id
        show = partial(ways.photo_wanted.emit, shown, [shown], self)
        if claim.face_id is not None:
            ways.from_face(menu, claim.face_id, photo=show)
        else:
            ways.from_photo(menu, claim.asset_id, photo=show)
        say_key(menu.addAction(self.take.text(), self.take_theirs), "T")
        say_key(menu.addAction(self.keep.text(), self.keep_own), "K")
        menu.popup(at)

    def _on_changed(self, changes: Changes) -> None:
        if any(each in changes for each in TABLES):
            self._read()

    def _read(self) -> None:
        self._reads.ask(partial(_read, self._context), self._show)

    def _show(self, found: list[Claim]) -> None:
        here = self.view.currentIndex().row()
        self.model.clear()
        together = Counter(each.face_id for each in found if each.face_id)
        for claim in found:
            self.model.appendRow(_item(claim, is_disputed=together[claim.face_id or ""] > 1))
        self.empty.setVisible(not found)
        self.view.setVisible(bool(found))
        self.sentence.setText(words.names(len(found)) if found else "")
        if found:
            self.view.setCurrentIndex(self.model.index(min(max(here, 0), len(found) - 1), 0))
        self._show_selection()

    def _show_selection(self) -> None:
        for button in (self.take, self.keep):
            button.setEnabled(bool(self.view.selectedIndexes()))


def _item(claim: Claim, *, is_disputed: bool) -> QStandardItem:
    """What the file says, and below what stands against it."""
    item = QStandardItem(f"{claim.name}, {words.name_origin(claim.origin)}")
    item.setData(claim, CLAIM)
    if claim.own:
        own = _tr("You say {}").format(claim.own)
    elif is_disputed:
        own = _tr("Another file says another name")
    else:
        own = _tr("It does not agree with what you said")
    item.setData(own, OWN)
    item.setToolTip(plain.tip(str(claim.path)))
    item.setAccessibleDescription(own)
    return item


def _tr(text: str) -> str:
    return QCoreApplication.translate("to_decide", text)


class ToDecideView(QListView):
    """Lines to select, and a key for each of both answers."""

    take_wanted = Signal()
    keep_wanted = Signal()
    menu_wanted = Signal(QModelIndex, QPoint)  # a line, and where on the screen

    def __init__(self, model: QStandardItemModel, thumbs: Thumbs) -> None:
        super().__init__()
        self.setModel(model)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setUniformItemSizes(True)
        self.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setSelectionMode(QListView.SelectionMode.ExtendedSelection)
        self.setEditTriggers(QListView.EditTrigger.NoEditTriggers)
        self.setItemDelegate(_Lines(self, thumbs))
        thumbs.ready.connect(self.viewport().update)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        index, at = controls.menu_place(self, event)
        if index.isValid():
            self.menu_wanted.emit(index, at)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        keys_used(self)
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            event.ignore()  # the sheet's
        elif not KEYS.press(self, event):
            super().keyPressEvent(event)


class _Lines(QStyledItemDelegate):
    """The face, what the file says of it, what stands against that."""

    def __init__(self, view: QListView, thumbs: Thumbs) -> None:
        super().__init__(view)
        self._view = view
        self._thumbs = thumbs

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        return QSize(200, HIGH)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        claim: Claim = index.data(CLAIM)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        area = QRectF(option.rect.adjusted(0, 1, -12, -1))
        if option.state & QStyle.StateFlag.State_Selected:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(theme.color("accent_soft"))
            painter.drawRoundedRect(area, 8, 8)
        tile = QRectF(area.left() + 8, area.center().y() - FACE / 2, FACE, FACE)
        side = round(FACE * painter.device().devicePixelRatio())
        image = self._thumbs.image(claim.face_id, side)
        draw_rounded(painter, tile, image, 8, empty=theme.color("line"))
        line = area.adjusted(8 + FACE + 12, 9, -8, 0).toRect()
        line.setHeight(20)
        self._write(painter, line, index.data(), theme.font(13, theme.MEDIUM), "text")
        self._write(painter, line.translated(0, 20), index.data(OWN), theme.font(12), "muted")
        if option.state & QStyle.StateFlag.State_HasFocus and shows_focus(self._view):
            draw_focus(painter, area, 8, inset=1)
        painter.restore()

    def _write(self, painter: QPainter, room: QRect, text: str, font: QFont, token: str) -> None:
        painter.setFont(font)
        painter.setPen(theme.color(token))
        elide = Qt.TextElideMode.ElideRight
        shown = painter.fontMetrics().elidedText(text, elide, room.width())
        painter.drawText(room, Qt.AlignmentFlag.AlignVCenter, shown)


KEYS: KeyTable[ToDecideView] = KeyTable(
    "Names to decide",
    Key(("Down", "Up"), "Another line"),
    Key(("Shift+Down",), "Select the next line, too"),
    Key(("Ctrl+A",), "Select all"),
    Key(("T",), "Take the file’s name", lambda view: view.take_wanted.emit()),
    Key(("K",), "Keep mine", lambda view: view.keep_wanted.emit()),
)


def _read(context: Context) -> list[Claim]:
    with context.db.read() as session:
        return claims.to_decide(session)
