"""The tab with a person through the years: a timeline, and a portrait for each year."""

import math
from collections.abc import Sequence

from PySide6.QtCore import QEvent, QRectF, Qt, Signal
from PySide6.QtGui import QHelpEvent, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QToolTip, QWidget

from kinfolk.core.database import Database
from kinfolk.core.faces import faces
from kinfolk.core.people.people import Person
from kinfolk.core.photos import photo_search
from kinfolk.core.photos.photo_filter import PhotoFilter
from kinfolk.core.photos.photo_search import Order
from kinfolk.gui.base import plain_text, theme, words
from kinfolk.gui.base.commands import KeyHints, cap
from kinfolk.gui.base.context import Context
from kinfolk.gui.base.shapes import smooth_painter
from kinfolk.gui.person import years
from kinfolk.gui.person.portraits import PortraitsTab, Portrayed
from kinfolk.gui.person.years import Year

_BARS, _TEXT, _TOP = 56, 20, 4  # pixels: highest bar, room for the years below, room above
_WIDEST, _LABEL = 96, 44  # pixels: widest bar with its gap, room for a year's number
_STEPS = (1, 2, 5, 10, 20, 50, 100)  # possible numbers of years between two that are labelled
Found = tuple[Year, str | None]  # a year with the face that stands for it


class TimelineChart(QWidget):
    """Show the bars from the first to the last year; a click on a year emits `opened`.

    The keyboard has the portraits of the years below for this.
    """

    opened = Signal(str)  # a year's heading

    def __init__(self) -> None:
        super().__init__()
        self._years: dict[int, Year] = {}
        self._hover: int | None = None
        self.setFixedHeight(_TOP + _BARS + _TEXT)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setMouseTracking(True)

    def show_years(self, found: Sequence[Year]) -> None:
        """Show these years; photos without a date are left out. Hidden below two years."""
        self._years = {one.year: one for one in found if one.year is not None}
        self.setHidden(len(self._years) < 2)
        if self._years:
            span = self.tr("From {first} to {last}").format(first=self.first, last=self.last)
            self.setAccessibleName(span)
        self.update()

    @property
    def first(self) -> int:
        return min(self._years)

    @property
    def last(self) -> int:
        return max(self._years)

    @property
    def _pitch(self) -> float:
        """The width of a bar with its gap, in pixels."""
        return min(_WIDEST, self.width() / (self.last - self.first + 1))

    def bar(self, year: int) -> QRectF:
        """Return a year's bar; its height is 0 if there are no photos."""
        most = max(one.photos for one in self._years.values())
        here = self._years.get(year)
        high = max(4.0, _BARS * here.photos / most) if here else 0.0
        gap = 2.0 if self._pitch >= 6 else 0.5
        left = (year - self.first) * self._pitch
        return QRectF(left, _TOP + _BARS - high, max(1.0, self._pitch - gap), high)

    def year_at(self, x: float) -> Year | None:
        if not self._years:
            return None
        return self._years.get(self.first + int(x // self._pitch))

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        self._set_hover(self.year_at(event.position().x()))

    def leaveEvent(self, event: QEvent) -> None:
        self._set_hover(None)

    def _set_hover(self, year: Year | None) -> None:
        self._hover = year.year if year else None
        self.setCursor(Qt.CursorShape.PointingHandCursor if year else Qt.CursorShape.ArrowCursor)
        self.update()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        year = self.year_at(event.position().x())
        if year is not None and event.button() == Qt.MouseButton.LeftButton:
            self.opened.emit(year.title)

    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.ToolTip and isinstance(event, QHelpEvent):
            year = self.year_at(event.pos().x())
            parts = (year.title, year.age, words.photos(year.photos)) if year else ()
            text = plain_text.tip(" · ".join(part for part in parts if part))
            QToolTip.showText(event.globalPos(), text, self)
            return True
        return super().event(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        if not self._years:
            return
        painter = smooth_painter(self)
        right = self._pitch * (self.last - self.first + 1)
        painter.fillRect(QRectF(0, _TOP + _BARS, right, 1), theme.color("line"))
        painter.setPen(Qt.PenStyle.NoPen)
        for year in self._years:
            painter.setBrush(theme.color("accent", 1.0 if year == self._hover else 0.72))
            painter.drawRoundedRect(self.bar(year), min(3.0, self._pitch / 4), 3.0)
        self._draw_years(painter)

    def _draw_years(self, painter: QPainter) -> None:
        """Label the first and the last year, and round ones in between as far as there is room."""
        step = next((each for each in _STEPS if each * self._pitch >= _LABEL), _STEPS[-1])
        away = math.ceil(_LABEL / self._pitch)  # distance from the first and the last
        between = range(self.first + away, self.last - away + 1)
        named = {self.first, self.last, *(year for year in between if year % step == 0)}
        painter.setFont(theme.font(12))
        painter.setPen(theme.color("muted"))
        for year in named:
            text, room = str(year), painter.fontMetrics().horizontalAdvance(str(year))
            left = (year - self.first + 0.5) * self._pitch - room / 2
            left = max(0.0, min(left, self.width() - room))
            painter.drawText(QRectF(left, _TOP + _BARS + 2, room, _TEXT), 0, text)


class YearsTab(PortraitsTab[Found]):
    """Show the years; a click on one emits `opened`."""

    opened = Signal(str)  # a year's heading
    icon = "calendar"

    def __init__(self, context: Context) -> None:
        self.timeline = TimelineChart()
        super().__init__(context, read_years, lines=2, above=self.timeline)
        self.list.setAccessibleName(self.tr("By year"))
        self.timeline.opened.connect(self.opened)

    @property
    def hints(self) -> KeyHints:
        return ((cap("Return"), self.tr("photos that year")),)

    def said_if_empty(self, person: Person) -> tuple[str, str]:
        text = self.tr("Once this person has photos, a portrait from each year appears here.")
        return self.tr("No photos yet"), text

    def show_found(self, found: Sequence[Found]) -> None:
        self.timeline.show_years([year for year, _ in found])
        super().show_found(found)

    def portrayed(self, one: Found) -> Portrayed:
        year, face_id = one
        said = tuple(part for part in (year.age, words.photos(year.photos)) if part)
        return Portrayed(year.title, self.who.id if self.who else "", face_id, year.title, said)

    def open(self, one: Found) -> None:
        self.opened.emit(one[0].title)


def read_years(db: Database, person: Person) -> list[Found]:
    """Return the person's years, each with a face; may be called on any thread.

    The oldest comes first, as in the timeline above them.
    """
    with db.read() as session:
        wanted = PhotoFilter(all_of=(person.id,))
        listed = photo_search.listing(session, wanted, person.library_id, order=Order.UP)
        portraits = faces.of_years(session, person.id)
    found = years.years(listed, person)
    return [(year, portraits.get(f"{year.year or ''}")) for year in found]
