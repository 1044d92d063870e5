"""Fields for dates, of which a month or about a year is enough: of a birth, and of a photo."""

from collections.abc import Mapping
from datetime import date, datetime
from functools import cache

from PySide6.QtCore import QDate, QLocale, QPoint, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QTextCharFormat
from PySide6.QtWidgets import QCalendarWidget, QFrame, QToolButton, QWidget

from kinfolk.core import birth
from kinfolk.core.birth import Birth, NoSuchDay
from kinfolk.core.names import fold
from kinfolk.core.photos import dates
from kinfolk.gui.base import theme, words
from kinfolk.gui.base.commands import Command, Commands
from kinfolk.gui.widgets.controls import NameField, column
from kinfolk.metadata.capture_date import CaptureDate, TakenPrecision, TakenSource

_EXAMPLES = (Birth(date(2014, 3, 12)), Birth.about(2014))
_TAKEN = (TakenPrecision.ABOUT, TakenPrecision.MONTH, TakenPrecision.DAY)
# Characters of a whole date; a shorter text may be unfinished, so its problem is not shown
_COMPLETE = 10
_SIZE = QSize(300, 244)  # pixels of the calendar, large enough to hit its days easily
_ICON_ROOM = 30  # pixels that the calendar's icon takes


class BirthField(NameField):
    """Read a birth date as people write it, and emit `day_changed` when its text changes.

    `born` is the date as it is understood, or None. `problem` says what is wrong, "" if nothing is.
    """

    day_changed = Signal()

    def __init__(self) -> None:
        super().__init__("")
        self.setPlaceholderText(self.tr("e.g. {}").format(_shown(_EXAMPLES[0])))
        self.setAccessibleName(self.tr("Birth date"))
        self.setTextMargins(0, 0, _ICON_ROOM, 0)
        self._open = self.addAction(
            theme.icon("calendar", "muted"), self.ActionPosition.TrailingPosition
        )
        self._open.setText(self.tr("Choose a date (Alt+Down)"))
        self._open.triggered.connect(self.pick)
        self.textChanged.connect(self._on_text)
        self.left.connect(self._on_left)

    @property
    def born(self) -> Birth | None:
        """The date as it is understood (a day, month, year or about a year), or None."""
        return understood(self.text())

    @property
    def day(self) -> date | None:
        """The first day of the date as people say it, or None."""
        return self.born.said if self.born else None

    @property
    def problem(self) -> str:
        """What is wrong with the text, or ""."""
        born = self.born
        if born is None:
            return self._not_understood() if self.text().strip() else ""
        if born.said > date.today():
            return self.tr("This date is in the future.")
        return ""

    def _not_understood(self) -> str:
        """Return why the text is not a date: its month has no such day, or its form is wrong."""
        try:
            _read(self.text(), date.today())
        except NoSuchDay as error:
            month, last = words.birth_text(error.month, month="MMMM"), error.month.last.day
            return self.tr("{month} has only {last} days.").format(month=month, last=last)
        examples = words.either([_shown(each) for each in _EXAMPLES])
        return self.tr("Enter a date like {}.").format(examples)

    @property
    def hint(self) -> str:
        """The line to show under the field: the date as understood, or the problem.

        A problem is shown only if the text looks finished; otherwise the line is "".
        """
        if self.problem:
            return self.problem if self.is_complete else ""
        return words.born_text(self.born, date.today()) if self.born else ""

    @property
    def is_complete(self) -> bool:
        """Whether the text looks finished: it is long enough, or the keyboard is elsewhere."""
        return len(self.text().strip()) >= _COMPLETE or not self.hasFocus()

    def set_born(self, born: Birth | None) -> None:
        """Show this date in words, or empty the field."""
        self.setText(_shown(born) if born else "")

    def pick(self) -> None:
        """Open the calendar under the field."""
        popup = _Calendar(self.day or date.today(), self)
        popup.picked.connect(self._on_picked)
        popup.show_under(self)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if not COMMANDS.press(self, event):
            super().keyPressEvent(event)

    def _on_text(self) -> None:
        self.set_bad(bool(self.problem) and self.is_complete)
        self.day_changed.emit()

    def _on_left(self) -> None:
        if self.born is not None:
            self.set_born(self.born)  # shows "12.3.14" as "12 March 2014"
        self._on_text()

    def _on_picked(self, day: QDate) -> None:
        self.set_born(Birth(date(day.year(), day.month(), day.day())))
        self.setFocus(Qt.FocusReason.PopupFocusReason)


class TakenField(NameField):
    """Read when a photo was taken; `taken` is the date as it is understood, or None."""

    def __init__(self) -> None:
        super().__init__(_examples())
        self.setAccessibleName(self.tr("Date taken"))
        self.textChanged.connect(self._show_problem)
        self.left.connect(self._show_problem)

    @property
    def taken(self) -> CaptureDate | None:
        """The date as it is understood; None also for a day in the future."""
        try:
            found = dates.written(
                self.text(), months=months(), day_first=is_day_first(), today=date.today()
            )
        except NoSuchDay:
            return None
        return found if found and found.day <= date.today() else None

    @property
    def hint(self) -> str:
        """The line for under the field: how the text is understood, or how to write it.

        It is "" if the text is written as it is understood.
        """
        if self.taken is not None:
            understood = words.taken_text(self.taken, month="MMMM")
            return words.capital(understood) if understood != self.text().strip() else ""
        return self.problem if self._is_bad else ""

    @property
    def problem(self) -> str:
        """How to write a date if the text is not understood as one, else ""."""
        is_understood = self.taken is not None or not self.text().strip()
        return "" if is_understood else self.tr("Enter a date like {}.").format(_examples())

    def set_taken(self, taken: CaptureDate | None) -> None:
        """Show this date in words."""
        self.setText(words.taken_text(taken, month="MMMM"))

    @property
    def _is_bad(self) -> bool:
        """Whether the text looks finished and is not understood."""
        is_complete = len(self.text().strip()) >= _COMPLETE or not self.hasFocus()
        return bool(self.problem) and is_complete

    def _show_problem(self) -> None:
        self.set_bad(self._is_bad)


def _examples() -> str:
    """Return examples of the forms understood: "about 1975, June 1975 or 12 June 1975"."""
    said = (CaptureDate(datetime(1975, 6, 12), each, TakenSource.USER) for each in _TAKEN)
    return words.either([words.taken_text(each, month="MMMM") for each in said])


class _Calendar(QFrame):
    """Show a pop-up calendar; emit `picked` with the day that is clicked or chosen by Enter.

    Esc closes it.
    """

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
            # Qt draws these arrows in black on any ground, and offers no other way to change them.
            if button := self.calendar.findChild(QToolButton, f"qt_calendar_{name}"):
                button.setIcon(theme.icon(icon, "text"))
        self.calendar.clicked.connect(self._on_picked)
        self.calendar.activated.connect(self._on_picked)
        self.setStyleSheet(_sheet())
        self.setLayout(column(self.calendar, margins=(6, 6, 6, 6)))

    def show_under(self, field: QWidget) -> None:
        """Show the calendar below the field, or above it where the screen ends."""
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


def understood(text: str) -> Birth | None:
    """Return the Birth that a text means in the user's language or in English, or None.

    The current day decides the century of a year with two digits.
    """
    try:
        return _read(text, date.today())
    except NoSuchDay:
        return None


def _shown(born: Birth) -> str:
    """Return the date in words, or in ISO form if the field would not understand these words."""
    text = words.birth_text(born, month="MMMM")
    return text if understood(text) == born else str(born)


def _read(text: str, today: date) -> Birth | None:
    """Return what `understood` returns, but raise NoSuchDay for a day like 31 February."""
    return birth.written(text, months=months(), day_first=is_day_first(), today=today)


def is_day_first() -> bool:
    """Return whether the user's language puts the day before the month, as in 31/12."""
    short = QLocale().dateFormat(QLocale.FormatType.ShortFormat).casefold()
    return short.find("d") < short.find("m")


def months() -> Mapping[str, int]:
    """Return month numbers by casefolded name, in the user's language and in English."""
    return _months(QLocale().name())


@cache
def _months(locale: str) -> Mapping[str, int]:
    """Return month numbers by all long and short names of a locale; cached."""
    names = {}
    kinds = (QLocale.FormatType.LongFormat, QLocale.FormatType.ShortFormat)
    for language in (QLocale(QLocale.Language.English), QLocale(locale)):
        for month in range(1, 13):
            for kind in kinds:
                for name in (
                    language.monthName(month, kind),
                    language.standaloneMonthName(month, kind),
                ):
                    names[fold(name).strip(".")] = month
    return names


def _sheet() -> str:
    """Return the style sheet of the calendar in the colours of the theme."""
    look = theme.tokens()
    return f"""
        QFrame {{ background: {look.raised}; border: 1px solid {look.line}; }}
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


COMMANDS: Commands[BirthField] = Commands(
    "Birth date",
    Command("Alt+Down F4", "Open the calendar", BirthField.pick),
)
