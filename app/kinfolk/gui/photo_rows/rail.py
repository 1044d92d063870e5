"""The rail of years, a scroll bar that shows where in time the photos lie, with the month at it."""

from bisect import bisect_right
from collections.abc import Callable, Iterable, Sequence
from itertools import groupby
from typing import NamedTuple

from PySide6.QtCore import QRect, QRectF, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QFontMetrics, QMouseEvent, QPainter, QPaintEvent, QPixmap, QRegion
from PySide6.QtWidgets import QAbstractScrollArea, QScrollBar, QStyle, QStyleOptionSlider

from kinfolk.gui.base import theme
from kinfolk.gui.base.kept_pictures import painted
from kinfolk.gui.base.painted_text import write_line
from kinfolk.gui.base.shapes import fill_with, mirrored, smooth_painter
from kinfolk.gui.widgets.controls import label

WIDTH = 56  # pixels, unless the texts need more
APART = 24  # least pixels between two years
_ENDS = 14  # pixels above the first year and below the last
_DOTS = 8  # least pixels between two dots
_NEAR = 10  # a click this near to a year goes to its beginning
_CLEAR = 13  # pixels around the middle of a year that are kept free of dots
_SIDE = 14  # pixels right of the years
_MARK = 10  # width of the mark right of the years
_TEXT = 12
STAYS_MS = 900  # how long the sign of the month stays after the last scrolling
_AWAY = 8  # pixels between the sign and the scroll bar


class RailMark(NamedTuple):
    """Hold where a heading begins in the content, and its year, or what stands for one."""

    y: int
    year: str


class Drawn(NamedTuple):
    """Hold what is drawn on a rail, and the lengths in pixels of rail and content it is for."""

    length: tuple[int, int] = (0, 0)
    years: Sequence[tuple[RailMark, int]] = ()
    dots: Sequence[int] = ()


class YearRail(QScrollBar):
    """Scroll as a scroll bar does, which it looks like as long as there are no years."""

    pointed = Signal(int)  # the value at which the cursor points

    def __init__(self) -> None:
        super().__init__(Qt.Orientation.Vertical)
        self._marks: Sequence[RailMark] = ()
        self._drawn = Drawn()
        self._width = 0  # pixels that the years need
        self._look: object = None  # all that the picture of years and dots depends on
        self._picture = QPixmap()
        self.setMouseTracking(True)

    def show_marks(self, marks: Iterable[RailMark]) -> None:
        """Show these headings, in order; those without a year are left out."""
        self._marks = [mark for mark in marks if mark.year]
        self._drawn = Drawn()
        metrics = QFontMetrics(theme.font(_TEXT, theme.SEMIBOLD))
        years = {mark.year for mark in self._marks}
        widest = max(map(metrics.horizontalAdvance, years), default=0)
        self._width = max(WIDTH, widest + _SIDE + 6)
        self.updateGeometry()
        self.update()

    def height_of(self, value: int) -> int:
        if self._marks:
            return self._height_of(value / max(1, self.maximum()))
        option = QStyleOptionSlider()
        self.initStyleOption(option)
        part = QStyle.SubControl.SC_ScrollBarSlider
        control = QStyle.ComplexControl.CC_ScrollBar
        return self.style().subControlRect(control, option, part, self).center().y()

    def sizeHint(self) -> QSize:
        hint = super().sizeHint()
        return QSize(self._width, hint.height()) if self._marks else hint

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Go to the year at the cursor, or else to the place on the rail."""
        if not self._marks or event.button() != Qt.MouseButton.LeftButton:
            super().mousePressEvent(event)
            return
        y = event.position().y()
        near = [mark for mark, at in self._laid_out().years if abs(at - y) <= _NEAR]
        self.setValue(near[0].y if near else self._value_at(y))
        self.setSliderDown(True)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        if not self._marks:
            super().mouseMoveEvent(event)
            return
        value = self._value_at(event.position().y())
        if self.isSliderDown():
            self.setValue(value)
        elif self.maximum():
            self.pointed.emit(value)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        super().mouseReleaseEvent(event)
        self.setSliderDown(False)

    def _value_at(self, y: float) -> int:
        """Return the value of the scroll bar to which this height of the rail leads."""
        return round((y - _ENDS) / max(1, self.height() - 2 * _ENDS) * self.maximum())

    def _height_of(self, share: float) -> int:
        return _ENDS + round((self.height() - 2 * _ENDS) * share)

    def _laid_out(self) -> Drawn:
        """Return what is drawn, worked out again only for another length: each frame draws it."""
        length = self.height(), self.maximum() + self.pageStep()
        if self._drawn.length != length:
            years = self.years()
            self._drawn = Drawn(length, years, self._dots([at for _, at in years]))
        return self._drawn

    def _places(self) -> list[tuple[RailMark, int]]:
        whole = self.maximum() + self.pageStep()
        return [(mark, self._height_of(mark.y / whole)) for mark in self._marks]

    def years(self) -> list[tuple[RailMark, int]]:
        """Return the first mark of each year that has room, and its height.

        A year whose beginning has no room stands lower if its photos reach that far.
        """
        years = [next(places) for _, places in groupby(self._places(), lambda place: place[0].year)]
        ends = [*(at for _, at in years[1:]), self.height() - _ENDS]
        shown: list[tuple[RailMark, int]] = []
        for (mark, begin), end in zip(years, ends, strict=True):
            at = max(begin, shown[-1][1] + APART) if shown else begin
            if at == begin or at < end:
                shown.append((mark, at))
        return shown

    def paintEvent(self, event: QPaintEvent) -> None:
        if not self._marks or not self.maximum():
            super().paintEvent(event)
            return
        painter = smooth_painter(self)
        ratio = self.devicePixelRatioF()
        look = (self._laid_out(), self.size(), ratio, theme.tokens())
        if self._look != look:
            self._look, self._picture = look, painted(self.rect(), ratio, self._draw)
        before = bisect_right(self._marks, self.value(), key=lambda mark: mark.y)
        current = self._marks[before - 1].year if before else ""
        lines = [self._line(at) for mark, at in self._laid_out().years if mark.year == current]
        others = QRegion(self.rect())
        for line in lines:
            self._write(painter, line, current, theme.SEMIBOLD, "text")
            others -= QRegion(line.adjusted(0, 2, 0, -2))  # dots may touch its edges
        painter.setClipRegion(others)
        painter.drawPixmap(self.rect().topLeft(), self._picture)
        painter.setClipping(False)
        fill_with(painter, theme.color("accent"))
        here = QRect(self.width() - _MARK, self.height_of(self.value()) - 1, _MARK, 3)
        painter.drawRoundedRect(QRectF(mirrored(self, here)), 1.5, 1.5)

    def _draw(self, painter: QPainter) -> None:
        """Draw what stays while one scrolls: the years, as if none were current, and the dots."""
        years, dots = self._laid_out()[1:]
        for mark, at in years:
            self._write(painter, self._line(at), mark.year, theme.REGULAR, "muted")
        fill_with(painter, theme.color("scroll"))
        for at in dots:
            dot = QRect(self.width() - _SIDE - 6, at - 1, 3, 3)
            painter.drawEllipse(QRectF(mirrored(self, dot)))

    def _line(self, at: int) -> QRect:
        """Return the line of a year whose middle is at this height."""
        return mirrored(self, QRect(0, at - _CLEAR, self.width() - _SIDE, 2 * _CLEAR))

    def _write(self, painter: QPainter, line: QRect, year: str, weight: int, token: str) -> None:
        side = Qt.AlignmentFlag.AlignRight
        write_line(painter, line, year, theme.font(_TEXT, weight), token, side=side)

    def _dots(self, years: Sequence[int]) -> list[int]:
        """Return the heights of the other headings that have room between the years."""
        shown: list[int] = []
        for _, at in self._places():
            is_clear = all(abs(at - year) >= _CLEAR for year in years)
            if is_clear and (not shown or at - shown[-1] >= _DOTS):
                shown.append(at)
        return shown


class MonthSign:
    """Show a small label over the view that takes no clicks.

    `text(y)` returns what it says where the view is scrolled to `y`.
    """

    def __init__(
        self, view: QAbstractScrollArea, rail: YearRail, text: Callable[[int], str]
    ) -> None:
        self._view, self._rail, self._text = view, rail, text
        self._sign = label("", "caption")
        self._sign.setParent(view)
        self._sign.setProperty("sign", True)
        self._sign.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self._sign.hide()
        self._done = QTimer(view, singleShot=True, interval=STAYS_MS)
        self._done.timeout.connect(self._sign.hide)

    def follow(self, value: int) -> None:
        """Show the sign beside this value of the scroll bar."""
        text = self._text(value)
        if not text or self._rail.maximum() == 0:
            self._sign.hide()
            return
        self._sign.setText(text)
        self._sign.adjustSize()
        area = self._view.viewport().geometry()
        right = area.right() - _AWAY - self._sign.width()
        top = self._rail.height_of(value) - self._sign.height() // 2
        lowest = self._view.height() - self._sign.height() - _AWAY
        left = area.left() + _AWAY if self._view.isRightToLeft() else right
        self._sign.move(left, min(max(top, _AWAY), lowest))
        self._sign.show()
        self._sign.raise_()
        self._done.start()
