"""The history panel at the side of the window: what was done, and the way back to any of it."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from functools import partial

import shiboken6
from PySide6.QtCore import (
    QEvent,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QPoint,
    QRect,
    Qt,
    Signal,
)
from PySide6.QtGui import (
    QAction,
    QColor,
    QContextMenuEvent,
    QKeyEvent,
    QLinearGradient,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QResizeEvent,
)
from PySide6.QtWidgets import QApplication, QFrame, QListView, QStackedWidget, QWidget

from kinfolk.core.actions import Origin
from kinfolk.core.db.changes import Changes
from kinfolk.core.history import history, timeline
from kinfolk.core.history.history import HistoryStep
from kinfolk.core.history.timeline import Timeline
from kinfolk.errors import AppError
from kinfolk.gui.base import plain_text, words
from kinfolk.gui.base.commands import Command, Commands
from kinfolk.gui.base.context import Context
from kinfolk.gui.base.shapes import mirrored
from kinfolk.gui.base.tasks import Latest
from kinfolk.gui.history.delegate import SIDE, HistoryDelegate
from kinfolk.gui.history.forget import ForgetSheet
from kinfolk.gui.history.going_to_step import Journey, way_back, way_on
from kinfolk.gui.history.model import HERE, LINE, START, HistoryLine, HistoryModel
from kinfolk.gui.widgets.bar import Bar
from kinfolk.gui.widgets.controls import (
    Button,
    IconButton,
    column,
    hand_keys,
    holding,
    keys_used,
    label,
    menu_place,
    passing_menu,
    row,
)
from kinfolk.gui.widgets.key_bar import HEIGHT
from kinfolk.gui.widgets.rows_model import Index

WIDTH = 372  # pixels
_SHADE = 24  # pixels of the shadow beside it
Face = tuple[int, bool]  # a step's id and whether it is undone, since the face may differ by that


class HistoryPanel(QFrame):
    """List the steps over the page, which stays usable: one sees there what a line undoes.

    It leaves room for messages at the bottom. While hidden it reads nothing. Hiding it stops steps
    under way.
    """

    def __init__(self, context: Context, window: QWidget, *, undo: QAction, redo: QAction) -> None:
        super().__init__(window)
        self._context = context
        self._window = window
        self._focus_before: QWidget | None = None
        self._timeline = Timeline((), frozenset())
        self._faces: dict[Face, str | None] = {}
        self._newest_before = self._newest()  # the newest step when this window was opened
        self._reads = Latest(context.tasks, self)
        self.journey = Journey(context.ops, self)
        self.model = HistoryModel(self._is_foreign, self)
        self.list = HistoryList()
        self.list.setModel(self.model)
        self.list.setItemDelegate(HistoryDelegate(self.list, context.thumbs))
        self.list.setAccessibleName(self.tr("History"))
        self.close_button = IconButton(
            "close", COMMANDS.tip("Esc", self.tr("Close")), clicked=self.close_panel
        )
        self.undo = _key_button(undo, self.tr("Undo"))
        self.redo = _key_button(redo, self.tr("Redo"))
        self.hint = label("", "caption", tone="muted", wrap=True)
        self.progress = label("", "text")
        self.bar = Bar()
        self.cancel = Button(self.tr("Cancel"), clicked=self.journey.stop)
        self.error = label("", "text", tone="danger", wrap=True)
        self.error.hide()
        self.empty = label(
            self.tr("Nothing here yet. Everything you do is listed here and can be undone."),
            tone="muted",
            wrap=True,
        )
        self.empty.hide()
        self.kept = label(
            self.tr("The history also keeps the names and faces of what you’ve deleted."),
            "caption",
            tone="muted",
            wrap=True,
        )
        self.forget = Button(self.tr("Forget for good…"), "link", clicked=self._ask_to_forget)
        self._shade = _Shade(window)
        self._lay_out()
        self._connect()
        self.hide()

    def toggle(self) -> None:
        """Open it with the keyboard in it, or close it."""
        if self.isVisible():
            self.close_panel()
        else:
            self._open()

    def close_panel(self) -> None:
        """Close it; the keyboard returns to where it was, unless it has gone elsewhere."""
        had_focus = self.isAncestorOf(QApplication.focusWidget() or self._window)
        self.journey.stop()
        before = self._focus_before
        if had_focus and before is not None and shiboken6.isValid(before):
            # Such as the field of a card that was closed
            while before is not None and not before.isVisible():
                before = before.parentWidget()
            hand_keys(before or self._window, Qt.FocusReason.PopupFocusReason)
        self.hide()  # last, else Qt moves the keyboard on to a field, whose text it selects

    def go_to(self, line: HistoryLine) -> None:
        """Undo what was done after this line; if it is undone itself, redo everything up to it."""
        if self.journey.is_under_way or line.id == HERE:
            return
        self.error.hide()
        if steps := self._way(line):
            self.journey.start(steps)

    # how it is built

    def _lay_out(self) -> None:
        self.setObjectName("history")
        title = label(self.tr("History"), "heading")
        head = row(title, None, self.close_button, margins=(SIDE, 12, 8, 0))
        self.hint.setContentsMargins(SIDE, 0, SIDE, 6)
        self.empty.setContentsMargins(SIDE, 8, SIDE, 0)
        self.error.setContentsMargins(SIDE, 8, SIDE, 0)
        words_and_bar = column(self.progress, self.bar, spacing=4)
        self.foot = QStackedWidget()
        self.foot.addWidget(holding(row(self.undo, self.redo, None)))
        self.foot.addWidget(holding(row(words_and_bar, self.cancel, spacing=12, grow=0)))
        self.foot.setContentsMargins(SIDE, 12, SIDE, 14)
        self.foot.setFixedHeight(61)
        forget = row(self.kept, self.forget, spacing=12, grow=0, margins=(SIDE, 10, SIDE, 0))
        parts = (head, self.hint, self.empty, self.list, self.error, forget, self.foot)
        self.setLayout(column(*parts, spacing=0, margins=(1, 0, 0, 0), grow=3))

    def _connect(self) -> None:
        context = self._context
        context.bus.changed.connect(self._on_changed)
        context.thumbs.ready.connect(self._on_picture)
        self.list.chosen.connect(lambda index: self.go_to(index.data(LINE)))
        self.list.pointed.connect(self._say_hint)
        self.list.menu_wanted.connect(self._on_menu)
        self.journey.went.connect(self._on_went)
        self.journey.ended.connect(self._on_ended)
        self._window.installEventFilter(self)

    # what happens to it

    def _on_menu(self, index: QModelIndex, at: QPoint) -> None:
        line: HistoryLine = index.data(LINE)
        if (face_id := line.face_id) is not None:
            menu = passing_menu(self)
            links = self._context.menu_links
            show = partial(links.show_photo, face_id, [face_id], self._window)
            links.from_face(menu, face_id, photo=show)
            menu.popup(at)

    def _ask_to_forget(self) -> None:
        """Open the sheet that deletes the history, unless steps that it would delete are turned."""
        if not self.journey.is_under_way:
            ForgetSheet(self._context, self._window).open()

    def _open(self) -> None:
        """Show it, read the history, and take the keyboard."""
        self._focus_before = QApplication.focusWidget()
        self.error.hide()
        self._put()
        self.show()
        self._shade.show()
        self._shade.raise_()
        self.raise_()
        self._reads.ask(self._read, self._on_read)
        self.list.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def _on_changed(self, changes: Changes) -> None:
        if self.isVisible():
            self._reads.ask(self._read, self._on_read)

    def _on_read(self, found: tuple[Timeline, dict[Face, str | None]]) -> None:
        self._show(*found)
        if not self.list.currentIndex().isValid():
            # The cursor begins at the last step done, which is below "you are here".
            self.list.setCurrentIndex(self.model.index(self.model.row_of(HERE) + 1, 0))

    def _read(self) -> tuple[Timeline, dict[Face, str | None]]:
        """Read the history, and the faces of steps that are not known yet."""
        with self._context.db.read() as session:
            found = timeline.read(session)
            known = self._faces
            asked = [step for step in found.steps if (step.id, step.is_undone) not in known]
            faces = timeline.faces(session, [step.id for step in asked])
        return found, {(step.id, step.is_undone): faces.get(step.id) for step in asked}

    def _show(self, found: Timeline, faces: dict[Face, str | None]) -> None:
        """Show the steps that were read, each with its face, and the hint above them."""
        self._timeline = found
        there = {(step.id, step.is_undone) for step in found.steps}
        known = {**self._faces, **faces}
        # Old steps are dropped
        self._faces = {each: known[each] for each in there if each in known}
        shown = {step_id: face for (step_id, _), face in self._faces.items() if face}
        with self.list.keeping_still():
            self.model.show(found, shown, date.today())
        if not found.steps and self.list.hasFocus():
            self.close_button.setFocus()  # else Qt moves the focus to the page below
        self.list.setEnabled(bool(found.steps))
        self.empty.setVisible(not found.steps)
        self.hint.setVisible(bool(found.steps))
        self.kept.setVisible(bool(found.steps))
        self.forget.setVisible(bool(found.steps))
        self._say_hint()

    def _on_picture(self, face_id: str) -> None:
        if self.isVisible() and any(line.face_id == face_id for line in self.model.rows):
            self.list.viewport().update()

    def _say_hint(self) -> None:
        """Show what a click or Enter on the current line would do."""
        index = self.list.pointed_at
        line: HistoryLine | None = index.data(LINE) if index.isValid() else None
        steps = self._way(line) if line is not None else []
        if not steps:
            self.hint.setText(self.tr("Click a step to undo those after it"))
            return
        number = words.count(len(steps), "%Ln step", "%Ln steps")
        text = self.tr("Redoes {}") if steps[0].is_undone else self.tr("Undoes {}")
        self.hint.setText(text.format(number))

    def _way(self, line: HistoryLine) -> list[HistoryStep]:
        if line.step is not None and line.step.is_undone:
            return way_on(self._timeline, line.step)
        is_line = line.step is not None or line.id == START
        return way_back(self._timeline, line.step) if is_line else []

    def _on_went(self, done: int, of: int) -> None:
        steps = words.number_text(done + 1), words.number_text(of)
        self.progress.setText(self.tr("Step {} of {}").format(*steps))
        self.bar.show_share(done / of)
        self.foot.setCurrentIndex(1)

    def _on_ended(self, error: AppError | None) -> None:
        """Show the list again; an error is shown here, or by the window if the panel is closed."""
        # Asked before it is hidden: then it loses the focus, and Qt would give that to the page.
        held_cancel = self.cancel.hasFocus()
        self.foot.setCurrentIndex(0)
        if held_cancel:
            self.list.setFocus()
        if error is not None:
            self.error.setText(words.why(error))
            self.error.setVisible(self.isVisible())
            if not self.isVisible():
                self._context.ops.refused.emit(error)

    def _newest(self) -> int:
        """Return the id of the newest step, 0 if there is none."""
        with self._context.db.read() as session:
            steps = history.steps(session, limit=1)
        return steps[0].id if steps else 0

    def _is_foreign(self, step: HistoryStep) -> bool:
        """Return whether another window did the step since this one was opened."""
        is_new = step.id > self._newest_before and step.id not in self._context.db.own_steps
        return is_new and step.origin is Origin.WINDOW

    def _put(self) -> None:
        # QRect.right() is the last pixel inside
        area = self._window.rect().adjusted(0, 0, 0, -HEIGHT)
        panel = QRect(area.right() + 1 - WIDTH, 0, WIDTH, area.height())
        self.setGeometry(mirrored(self._window, panel))
        shade = QRect(panel.x() - _SHADE, 0, _SHADE, area.height())
        self._shade.setGeometry(mirrored(self._window, shade))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Stop the steps under way on Esc, or else close."""
        if event.key() != Qt.Key.Key_Escape:
            super().keyPressEvent(event)
        elif self.journey.is_under_way:
            self.journey.stop()
        else:
            self.close_panel()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        event.accept()  # the page below must not get it

    def hideEvent(self, event: QEvent) -> None:
        self._shade.hide()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Resize and self.isVisible():
            self._put()
        return False


class HistoryList(QListView):
    """List the steps; a click or Enter chooses a line, and lines in sight keep their place."""

    chosen = Signal(QModelIndex)
    menu_wanted = Signal(QModelIndex, QPoint)  # a line, and a global position
    pointed = Signal()  # the cursor or the keyboard is at another line

    def __init__(self) -> None:
        super().__init__()
        self._hovered = QPersistentModelIndex()
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self.setSelectionMode(QListView.SelectionMode.NoSelection)
        self.setEditTriggers(QListView.EditTrigger.NoEditTriggers)
        self.setResizeMode(QListView.ResizeMode.Adjust)
        self.setMouseTracking(True)
        self.clicked.connect(self.chosen)

    @property
    def pointed_at(self) -> QPersistentModelIndex | QModelIndex:
        """The line under the cursor, or else the current one while the list has the keyboard."""
        if self._hovered.isValid():
            return self._hovered
        return self.currentIndex() if self.hasFocus() else QModelIndex()

    @contextmanager
    def keeping_still(self) -> Iterator[None]:
        """Keep visible lines in place while lines come and go, unless the newest are visible."""
        bar = self.verticalScrollBar()
        first = QPersistentModelIndex(self.indexAt(QPoint(SIDE, 1)))
        top = self.visualRect(first).top()
        is_scrolled = bar.value() > 0
        yield
        if is_scrolled and first.isValid():
            bar.setValue(bar.value() + self.visualRect(first).top() - top)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        index, at = menu_place(self, event)
        if index.isValid():
            self.menu_wanted.emit(index, at)

    def currentChanged(self, current: Index, previous: Index) -> None:
        super().currentChanged(current, previous)
        self.pointed.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        keys_used(self)
        if not COMMANDS.press(self, event):
            super().keyPressEvent(event)

    def _choose(self) -> None:
        if self.currentIndex().isValid():
            self.chosen.emit(self.currentIndex())

    def viewportEvent(self, event: QEvent) -> bool:
        if event.type() in (QEvent.Type.HoverMove, QEvent.Type.MouseMove, QEvent.Type.Leave):
            away = event.type() == QEvent.Type.Leave
            place = self.viewport().mapFromGlobal(self.cursor().pos())
            hovered = QModelIndex() if away else self.indexAt(place)
            if self._hovered != hovered:
                self._hovered = QPersistentModelIndex(hovered)
                self.pointed.emit()
        return super().viewportEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self.scheduleDelayedItemsLayout()  # the words wrap differently


class _Shade(QWidget):
    """Paint the panel's shadow on the page, which the mouse goes through."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.hide()

    def paintEvent(self, event: QPaintEvent) -> None:
        ends = (self.width(), 0) if self.isRightToLeft() else (0, self.width())
        shade = QLinearGradient(ends[0], 0, ends[1], 0)
        shade.setColorAt(0, QColor(0, 0, 0, 0))
        shade.setColorAt(1, QColor(0, 0, 0, 34))
        QPainter(self).fillRect(self.rect(), shade)


COMMANDS: Commands[HistoryList] = Commands(
    "History",
    Command("Down Up", "Move between lines"),
    Command("Return Enter", "Go to the step", HistoryList._choose),
    Command("Esc", "Stop, or close the history"),
)


def _key_button(action: QAction, text: str) -> Button:
    """Return a button that follows a menu entry: its state, its tip, and what it does."""
    button = Button(text, clicked=action.trigger)

    def follow() -> None:
        button.setEnabled(action.isEnabled())
        button.setToolTip(plain_text.tip(plain_text.shown(action.text())))

    action.changed.connect(follow)
    follow()
    return button
