"""A birth date: typed as 2014-03-12 or picked from a calendar, the age beside it."""

import re
from datetime import date

from PySide6.QtCore import QDate, QPoint, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent, QTextCharFormat
from PySide6.QtWidgets import QCalendarWidget, QFrame, QToolButton, QVBoxLayout, QWidget

from app.gui import theme, words
from app.gui.widgets import NameField

_WRITTEN = re.compile(r"\s*(\d{4})[-./](\d{1,2})[-./](\d{1,2})\s*")
_COMPLETE = 10  # characters of a whole date; before that nobody is told off
_SIZE = QSize(300, 244)  # of the calendar: days that are easy to hit
_ICON_ROOM = 30  # pixels the calendar's icon takes


class BirthField(NameField):
    """`day` is the date or None; `problem` says what is wrong with the text, "" if nothing."""

    day_changed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("2014-03-12", parent)
        self.setAccessibleName(self.tr("Birth date"))
        self.setTextMargins(0, 0, _ICON_ROOM + 54, 0)
        self._open = self.addAction(
            theme.icon("calendar", "muted"), self.ActionPosition.TrailingPosition
        )
        self._open.setToolTip(self.tr("Pick a day (Alt+Down)"))
        self._open.triggered.connect(self.pick)
        self.textChanged.connect(self._on_text)
        self.left.connect(self._on_left)

    @property
    def day(self) -> date | None:
        return _parsed(self.text())

    @property
    def problem(self) -> str:
        day = self.day
        if day is None:
            return self.tr("Write it like 2014-03-12.") if self.text().strip() else ""
        if day > date.today():
            return self.tr("That day has not come yet.")
        return ""

    @property
    def is_settled(self) -> bool:
        """Whether the text looks finished, so that its problem may be shown."""
        return len(self.text().strip()) >= _COMPLETE or not self.hasFocus()

    def set_day(self, day: date | None) -> None:
        """Shows the date, or nothing."""
        self.setText(day.isoformat() if day else "")

    def pick(self) -> None:
        """Opens the calendar under the field."""
        popup = _Calendar(self.day or date.today(), self)
        popup.picked.connect(self._on_picked)
        popup.show_under(self)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        alt = event.modifiers() & Qt.KeyboardModifier.AltModifier
        if event.key() == Qt.Key.Key_F4 or (alt and event.key() == Qt.Key.Key_Down):
            self.pick()
        else:
            super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if self.day is None or self.problem:
            return
        painter = QPainter(self)
        painter.setFont(theme.font(12))
        painter.setPen(theme.color("muted"))
        room = self.rect().adjusted(0, 0, -_ICON_ROOM - 6, 0)
        flags = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
        painter.drawText(room, flags, words.age(self.day, date.today()))

    def _on_text(self) -> None:
        self.set_bad(bool(self.problem) and self.is_settled)
        self.day_changed.emit()

    def _on_left(self) -> None:
        if self.day is not None:
            self.set_day(self.day)  # 2014-3-12 as 2014-03-12
        self._on_text()

    def _on_picked(self, day: QDate) -> None:
        self.set_day(date(day.year(), day.month(), day.day()))
        self.setFocus(Qt.FocusReason.PopupFocusReason)


class _Calendar(QFrame):
    """A month to pick a day from; arrows and Enter work, Esc closes."""

    picked = Signal(QDate)

    def __init__(self, day: date, parent: QWidget) -> None:
        super().__init__(parent, Qt.WindowType.Popup)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.calendar = QCalendarWidget(self)
        self.calendar.setMaximumDate(QDate.currentDate())
        self.calendar.setSelectedDate(QDate(day.year, day.month, day.day))
        self.calendar.setVerticalHeaderFormat(QCalendarWidget.VerticalHeaderFormat.NoVerticalHeader)
        self.calendar.setFont(theme.font(13))
        self.calendar.setMinimumSize(_SIZE)
        plain = QTextCharFormat()
        plain.setForeground(theme.color("text"))
        for weekday in (Qt.DayOfWeek.Saturday, Qt.DayOfWeek.Sunday):
            self.calendar.setWeekdayTextFormat(weekday, plain)
        head = QTextCharFormat()
        head.setForeground(theme.color("muted"))
        head.setBackground(theme.color("raised"))
        self.calendar.setHeaderTextFormat(head)
        for name, icon in (("prevmonth", "back"), ("nextmonth", "forward")):
            # Qt gives them black arrows whatever the ground; it has no other way to them.
            if button := self.calendar.findChild(QToolButton, f"qt_calendar_{name}"):
                button.setIcon(theme.icon(icon, "text"))
        self.calendar.clicked.connect(self._on_picked)
        self.calendar.activated.connect(self._on_picked)
        self.setStyleSheet(_sheet())
        layout = QVBoxLayout(self)
        layout.setContentsMargins(6, 6, 6, 6)
        layout.addWidget(self.calendar)

    def show_under(self, field: QWidget) -> None:
        self.adjustSize()
        place = field.mapToGlobal(QPoint(0, field.height() + 4))
        bottom = field.screen().availableGeometry().bottom()
        if place.y() + self.height() > bottom:
            place = field.mapToGlobal(QPoint(0, -self.height() - 4))
        self.move(place)
        self.show()
        self.calendar.setFocus()

    def _on_picked(self, day: QDate) -> None:
        self.picked.emit(day)
        self.close()


def _parsed(text: str) -> date | None:
    found = _WRITTEN.fullmatch(text)
    if found is None:
        return None
    try:
        return date(*(int(part) for part in found.groups()))
    except ValueError:
        return None


def _sheet() -> str:
    look = theme.tokens()
    return f"""
        QFrame {{ background: {look.raised}; border: 1px solid {look.line}; border-radius: 8px; }}
        QCalendarWidget QWidget {{ background: {look.raised}; border: none; }}
        QCalendarWidget QToolButton {{
            color: {look.text}; background: transparent; border-radius: 6px; padding: 5px 8px;
            font-weight: 600;
        }}
        QCalendarWidget QToolButton:hover {{ background: {look.accent_soft}; }}
        QCalendarWidget QToolButton::menu-indicator {{ image: none; }}
        QCalendarWidget QAbstractItemView {{
            background: {look.raised}; outline: none;
            selection-background-color: {look.accent}; selection-color: {look.on_accent};
        }}
        QCalendarWidget QAbstractItemView:enabled {{ color: {look.text}; }}
        QCalendarWidget QAbstractItemView:disabled {{ color: {look.muted}; }}
    """
