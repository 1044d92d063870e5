"""The offer to use dates in folder names, and the sheet in which they can be checked."""

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QPalette, QStandardItem, QStandardItemModel
from PySide6.QtWidgets import QFrame, QListView, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from kinfolk.core.photos import folder_dates
from kinfolk.core.photos.folder_dates import FolderDate
from kinfolk.gui.base import plain_text, theme, words
from kinfolk.gui.base.context import Context
from kinfolk.gui.widgets.controls import Button, Elided, label, row
from kinfolk.gui.widgets.rows_model import Index
from kinfolk.gui.widgets.sheet import Sheet


class FolderDatesOffer(QFrame):
    """Offer the dates of folders whose photos have none; hidden where there is nothing to offer.

    Folders that were dismissed are not offered again.
    """

    left = Signal()  # it is hidden, so the keyboard has to go elsewhere

    def __init__(self, context: Context) -> None:
        super().__init__()
        self._context = context
        self.found: Sequence[FolderDate] = ()
        self.setObjectName("notice")
        self.title = Elided("strong")
        self.example = Elided("caption", tone="muted")
        self.review = Button(self.tr("Review…"), "quiet", clicked=self._on_review)
        self.use = Button(self.tr("Use dates"), clicked=self._on_use)
        self.dismiss = Button(self.tr("Dismiss"), "quiet", clicked=self._on_dismiss)
        parts = (self.title, self.example, self.review, self.use, self.dismiss)
        self.setLayout(row(*parts, spacing=12, margins=(16, 6, 8, 6), grow=1))
        self.hide()

    def show_offers(self, offers: Sequence[FolderDate]) -> None:
        """Offer these, except for folders that were dismissed."""
        dismissed = set(self._context.settings.dismissed_folder_dates)
        self.found = [each for each in offers if str(each.folder) not in dismissed]
        self._say()
        self._set_shown(bool(self.found))

    def _say(self) -> None:
        if not self.found:
            return
        # The one that shows most: “1975 → 1975” shows nothing.
        first = max(self.found, key=lambda each: len(each.folder.name))
        undated = sum(len(each.asset_ids) for each in self.found)
        one = "Use the date in %Ln folder name?"
        title = words.count(len(self.found), one, "Use the dates in %Ln folder names?")
        self.title.setText(title)
        one = "%Ln photo has no date"
        example = self.tr("{folder} → {date} · {photos}").format(
            folder=words.short(first.folder.name),
            date=words.taken_text(first.taken),
            photos=words.count(undated, one, "%Ln photos have no date"),
        )
        self.example.setText(example)

    def _set_shown(self, is_shown: bool) -> None:
        had_keyboard = self.isAncestorOf(self.window().focusWidget() or self.window())
        self.setVisible(is_shown)
        if had_keyboard and not is_shown:
            self.left.emit()

    def _on_review(self) -> None:
        sheet = FolderDatesSheet(self.found, self.window())
        sheet.agreed.connect(partial(self._on_agreed, self.found))
        sheet.open()

    def _on_use(self) -> None:
        self._on_agreed(self.found, self.found)

    def _on_agreed(self, asked: Sequence[FolderDate], chosen: Sequence[FolderDate]) -> None:
        """Give the photos these dates as one step; what was asked but not chosen is dismissed."""
        self._forget([each for each in asked if each not in chosen])
        number = sum(len(each.asset_ids) for each in chosen)
        self._context.ops.run(
            lambda session: folder_dates.use(session, chosen),
            folder_dates.using(chosen),
            toast=self.tr("{} dated by their folders").format(words.photos(number)),
        )
        self._set_shown(False)

    def _on_dismiss(self) -> None:
        self._forget(self.found)
        self._set_shown(False)

    def _forget(self, offers: Sequence[FolderDate]) -> None:
        """Never offer these folders again."""
        if offers:
            settings = self._context.settings
            more = [str(each.folder) for each in offers]
            settings.dismissed_folder_dates = [*settings.dismissed_folder_dates, *more]
            self._context.save_settings()


class _Boxes(QStyledItemDelegate):
    """Draw the boxes with a frame that is visible in both themes."""

    def initStyleOption(self, option: QStyleOptionViewItem, index: Index) -> None:
        super().initStyleOption(option, index)
        palette = option.palette
        # Qt's Fusion style makes the frame of this colour, 40 % darker.
        palette.setColor(QPalette.ColorRole.Window, theme.color("control").lighter(140))
        option.palette = palette


class FolderDatesSheet(Sheet):
    """List folders with the dates in their names; those left ticked are used (`agreed`)."""

    agreed = Signal(list)

    def __init__(self, offers: Sequence[FolderDate], parent: QWidget) -> None:
        super().__init__(
            parent,
            title=self.tr("Dates in folder names"),
            size=QSize(640, 520),
            action=self.tr("Use dates"),
        )
        self._offers = offers
        self.model = QStandardItemModel(self)
        for each in offers:
            item = QStandardItem(
                self.tr("{folder} → {date} · {photos}").format(
                    folder=each.folder.name,
                    date=words.taken_text(each.taken, month="MMMM"),
                    photos=words.photos(len(each.asset_ids)),
                )
            )
            item.setToolTip(plain_text.tip(str(each.folder)))
            item.setCheckable(True)
            item.setCheckState(Qt.CheckState.Checked)
            item.setSizeHint(QSize(0, 32))
            self.model.appendRow(item)
        self.view = QListView()
        self.view.setObjectName("ticks")
        self.view.setModel(self.model)
        self.view.setFont(theme.font(13))
        self.view.setEditTriggers(QListView.EditTrigger.NoEditTriggers)
        self.view.setAccessibleName(self.title.text())
        self.view.setItemDelegate(_Boxes(self.view))
        hint = self.tr("Only photos without a date get one. Untick folders whose date is wrong.")
        self.body.addWidget(label(hint, "text", tone="muted", wrap=True))
        self.body.addWidget(self.view, 1)
        self.model.itemChanged.connect(self._show_number)
        self._show_number()

    def first_focus(self) -> QWidget:
        return self.view

    @property
    def chosen(self) -> list[FolderDate]:
        rows = enumerate(self._offers)
        ticked = Qt.CheckState.Checked
        return [each for place, each in rows if self.model.item(place).checkState() is ticked]

    def accept(self) -> None:
        super().accept()
        self.agreed.emit(self.chosen)

    def _show_number(self) -> None:
        number = sum(len(each.asset_ids) for each in self.chosen)
        self.sentence.setText(words.photos(number))
        self.primary.setEnabled(number > 0)
