"""Photos and folders that could not be read, and why."""

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QSize, Qt
from PySide6.QtGui import QPainter, QStandardItem, QStandardItemModel
from PySide6.QtWidgets import QListView, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from app.core import photos
from app.core.photos import Asset
from app.gui import theme, words
from app.gui.context import Context
from app.gui.sheet import Sheet
from app.pipeline.walk import Closed

REASON = Qt.ItemDataRole.UserRole + 1
Index = QModelIndex | QPersistentModelIndex


class ProblemsSheet(Sheet):
    """One line per photo or closed folder: its name, its place, the reason."""

    def __init__(self, context: Context, parent: QWidget, *, closed: Sequence[Closed]) -> None:
        super().__init__(
            parent,
            title=self.tr("Photos that could not be read"),
            size=QSize(640, 480),
            action=self.tr("Close"),
        )
        self.cancel.hide()
        self.model = QStandardItemModel(self)
        self.view = QListView()
        self.view.setModel(self.model)
        self.view.setItemDelegate(_Lines(self.view))
        self.view.setUniformItemSizes(True)
        self.view.setSelectionMode(QListView.SelectionMode.NoSelection)
        self.view.setEditTriggers(QListView.EditTrigger.NoEditTriggers)
        self.view.setAccessibleName(self.title.text())
        self.body.addWidget(self.view, 1)
        for place in closed:
            self._add(Path(place.path), place.reason)
        context.tasks.run(lambda: _read(context), self._show, owner=self)

    def _show(self, problems: list[Asset]) -> None:
        for photo in problems:
            self._add(photo.path, photo.reason or self.tr("Nobody knows why."))
        count = self.model.rowCount()
        if count > len(problems):
            text = self.tr("{}. The others are fine.").format(words.places(count))
        elif problems:
            text = self.tr("{}. The others are fine.").format(words.photos(count))
        else:
            text = self.tr("Every photo could be read.")
        self.sentence.setText(text)

    def _add(self, path: Path, reason: str) -> None:
        item = QStandardItem(path.name)
        item.setToolTip(str(path))
        item.setData(reason, REASON)
        self.model.appendRow(item)


class _Lines(QStyledItemDelegate):
    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        return QSize(200, 48)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        area = option.rect.adjusted(2, 5, -2, -5)
        painter.setFont(theme.font(13, theme.SEMIBOLD))
        painter.setPen(theme.color("text"))
        painter.drawText(area, Qt.AlignmentFlag.AlignTop, index.data())
        painter.setFont(theme.font(12))
        painter.setPen(theme.color("muted"))
        metrics = painter.fontMetrics()
        reason = metrics.elidedText(index.data(REASON), Qt.TextElideMode.ElideRight, area.width())
        painter.drawText(area, Qt.AlignmentFlag.AlignBottom, reason)


def _read(context: Context) -> list[Asset]:
    with context.db.read() as session:
        return photos.problems(session)
