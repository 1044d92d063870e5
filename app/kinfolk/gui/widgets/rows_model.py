"""The base of list models: it changes rows as little as possible, so nothing flickers or jumps."""

from collections.abc import Sequence
from typing import Any, Generic, TypeVar

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QPersistentModelIndex, Qt

T = TypeVar("T")
Index = QModelIndex | QPersistentModelIndex
_ROOT = QModelIndex()


class RowsModel(QAbstractListModel, Generic[T]):
    """Hold a value for each row; subclasses say what a row shows."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.rows: list[T] = []

    def key(self, value: T) -> object:
        """Return what stays the same while a row changes."""
        return value

    def said(self, row: int, role: int) -> Any:
        """Return what `data` does, for a row that is there."""
        raise NotImplementedError

    def rowCount(self, parent: Index = _ROOT) -> int:
        return 0 if parent.isValid() else len(self.rows)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        is_there = self.checkIndex(index, self.CheckIndexOption.IndexIsValid)
        return self.said(index.row(), role) if is_there else None

    def replace(self, rows: Sequence[T]) -> None:
        """Show these rows, and forget which one was current or selected."""
        self.beginResetModel()
        self.rows = list(rows)
        self.endResetModel()

    def sync(self, rows: Sequence[T]) -> None:
        """Show exactly these rows, in this order; those that stay are kept, and stay selected."""
        new, now = list(map(self.key, rows)), list(map(self.key, self.rows))
        self._remove(now, set(new))
        held = set(now)
        kept = [key for key in new if key in held]
        if kept != now:
            self._reorder(now, {key: row for row, key in enumerate(kept)})
        for first, last in ranges([row for row, key in enumerate(new) if key not in held]):
            self.beginInsertRows(QModelIndex(), first, last)
            self.rows[first:first] = rows[first : last + 1]
            self.endInsertRows()
        changed = [row for row, value in enumerate(rows) if self.rows[row] != value]
        self.rows = list(rows)
        for first, last in ranges(changed):
            self.dataChanged.emit(self.index(first), self.index(last))

    def _remove(self, now: list[object], wanted: set[object]) -> None:
        # From the end, so that the row numbers before stay valid.
        gone = [row for row, key in enumerate(now) if key not in wanted]
        for first, last in reversed(ranges(gone)):
            self.beginRemoveRows(QModelIndex(), first, last)
            del self.rows[first : last + 1], now[first : last + 1]
            self.endRemoveRows()

    def _reorder(self, now: list[object], place: dict[object, int]) -> None:
        self.layoutAboutToBeChanged.emit()
        # Selection and current row are persistent indexes, which must be told their new rows.
        before = self.persistentIndexList()
        after = [self.index(place[now[index.row()]]) for index in before]
        self.rows = sorted(self.rows, key=lambda value: place[self.key(value)])
        self.changePersistentIndexList(before, after)
        self.layoutChanged.emit()


def ranges(rows: Sequence[int]) -> list[tuple[int, int]]:
    """Return runs of neighbouring rows as (first, last)."""
    result: list[tuple[int, int]] = []
    for row in rows:
        if result and result[-1][1] == row - 1:
            result[-1] = (result[-1][0], row)
        else:
            result.append((row, row))
    return result
