"""The line above the cards of the wall: the section, its counts, its order, what can be done."""

from collections.abc import Sequence

from PySide6.QtCore import QCoreApplication, QPoint, Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QSlider, QStackedWidget, QWidget, QWidgetAction

from kinfolk.core.people.people_lists import WALL_SORT, Section, Sort
from kinfolk.gui.base import plain_text, theme
from kinfolk.gui.base.context import Context
from kinfolk.gui.base.drag import Drop, FaceDrop, new_person_text
from kinfolk.gui.faces.portrait import LARGEST, SMALLEST
from kinfolk.gui.wall.reading import CARDS
from kinfolk.gui.widgets.controls import Button, Elided, column, holding, label, row
from kinfolk.gui.widgets.switches import SortButton

NARROW = 700  # pixels of the page's width, below which the header is shortened


class WallHeader(QWidget):
    """Show the title beside the section's tools, or the selection bar in their place."""

    new_person_wanted = Signal(object)  # face ids

    def __init__(self, context: Context, bars: Sequence[QWidget]) -> None:
        super().__init__()
        self._section = Section.PEOPLE
        self._counts = ["", ""]  # the caption's text for a wide and for a narrow header
        self._title = label("", "title")
        self._caption = Elided("caption", tone="muted")
        self.order = Button(self.tr("Sort again"), "quiet")
        tip = self.tr("Puts the largest groups first and clears those already named")
        self.order.setToolTip(tip)
        self.strangers = Button(self.tr("Ignore strangers…"))
        self.sorting = SortMenu(context, self)
        self.folder = Button(self.tr("Add folder"))
        self.new_person = Button(self.tr("New person"), "primary")
        self.new_person.clicked.connect(lambda: self.new_person_wanted.emit(()))
        self.new_person.setAccessibleName(self.tr("New person"))
        FaceDrop(
            self.new_person,
            offer=lambda carried, point: Drop(
                new_person_text(len(carried.face_ids)),
                lambda: self.new_person_wanted.emit(carried.face_ids),
            ),
            hover=self._on_hover,
        )
        self.show_section(Section.PEOPLE)
        self._lay_out(bars)

    def _lay_out(self, bars: Sequence[QWidget]) -> None:
        buttons = (self.order, self.sorting, self.folder, self.strangers, self.new_person)
        self._tools = holding(row(self._caption, *buttons, spacing=10, grow=0))
        self._top = QStackedWidget()
        for each in (self._tools, *bars):
            self._top.addWidget(each)
        for part in (self.order, self.strangers):
            part.hide()
        margins = (theme.MARGIN, 20, theme.MARGIN, 6)
        self.setLayout(row(self._title, self._top, spacing=10, margins=margins, grow=1))

    def show_section(self, section: Section) -> None:
        self._section = section
        titles = {
            Section.PEOPLE: self.tr("People"),
            Section.UNNAMED: self.tr("Unnamed"),
            Section.FAVORITES: self.tr("Favourites"),
            Section.HIDDEN: self.tr("Hidden"),
            Section.STRANGERS: self.tr("Ignored"),
        }
        self._title.setText(titles[section])

    def show_counts(self, wide: str, narrow: str, *, is_in_order: bool, has_cards: bool) -> None:
        """Show the counts for a wide or narrow page, and the tools that fit the section.

        Groups that are not `is_in_order` can be sorted again.
        """
        self._counts = [wide, narrow]
        is_cards = self._section in CARDS
        self.order.setVisible(is_cards and not is_in_order)
        self.sorting.setVisible(not is_cards)
        self.folder.setVisible(not is_cards)
        self.strangers.setVisible(self._section is Section.UNNAMED and has_cards)
        self._fit()

    def show_bar(self, bar: QWidget | None) -> None:
        """Show a selection bar, or the section's tools."""
        self._top.setCurrentWidget(bar or self._tools)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        """Shorten the counts and the button in a narrow window."""
        is_narrow = self.width() < NARROW
        self._caption.setText(self._counts[is_narrow])
        is_short = self._section is Section.UNNAMED and is_narrow
        text = self.tr("New person")
        self.new_person.setText("" if is_short else text)
        self.new_person.set_icon("plus" if is_short else "")
        self.new_person.setToolTip(plain_text.tip(text) if is_short else "")

    def _on_hover(self, point: QPoint | None) -> None:
        self.new_person.setProperty("drop", point is not None)
        theme.repolish(self.new_person)


class SortMenu(SortButton[Sort]):
    """Sort people; the menu also sizes the portraits.

    Emits `sized` with a diameter in pixels.
    """

    sized = Signal(int)

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        tr = QCoreApplication.translate
        texts = {
            WALL_SORT: tr("SortMenu", "Most photos"),
            Sort.NAME_ASC: tr("SortMenu", "By name"),
            Sort.CREATED_DESC: tr("SortMenu", "Newest"),
        }
        super().__init__(texts, parent)
        self._context = context
        self.choices.addSeparator()
        self.choices.addAction(self._sizes())

    def _sizes(self) -> QWidgetAction:
        self.slider = QSlider(Qt.Orientation.Horizontal)
        self.slider.setRange(SMALLEST, LARGEST)
        self.slider.setPageStep(16)
        self.slider.setValue(self._context.settings.portrait_size)
        self.slider.setAccessibleName(self.tr("Portrait size"))
        self.slider.valueChanged.connect(self._on_sized)
        title = label(self.tr("Portrait size"), "caption", tone="muted")
        box = holding(column(title, self.slider, margins=(12, 6, 12, 8)))
        box.setLayoutDirection(Qt.LayoutDirection.LeftToRight)
        action = QWidgetAction(self.choices)
        action.setDefaultWidget(box)
        return action

    def grow(self, pixels: int) -> None:
        """Make the portraits larger by this many pixels, or smaller if negative."""
        self.slider.setValue(self.slider.value() + pixels)

    def _on_sized(self, size: int) -> None:
        self._context.settings.portrait_size = size
        self.sized.emit(size)
