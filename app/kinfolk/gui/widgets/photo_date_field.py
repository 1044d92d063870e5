"""A field for when a photo was taken: a day, a month, a year, or about a year."""

from datetime import date, datetime

from kinfolk.core.birth import NoSuchDay
from kinfolk.core.photos import dates
from kinfolk.gui.base import words
from kinfolk.gui.widgets.birth_field import is_day_first, months
from kinfolk.gui.widgets.controls import NameField
from kinfolk.metadata.capture_date import CaptureDate, TakenPrecision, TakenSource

_EXAMPLES = (TakenPrecision.ABOUT, TakenPrecision.MONTH, TakenPrecision.DAY)
_COMPLETE = 10  # characters of a whole date; a shorter text may be unfinished


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
        return self.tr("Enter a date like {}.").format(_examples()) if self._is_bad else ""

    def set_taken(self, taken: CaptureDate | None) -> None:
        """Show this date in words."""
        self.setText(words.taken_text(taken, month="MMMM"))

    @property
    def _is_bad(self) -> bool:
        """Whether the text looks finished and is not understood."""
        text = self.text().strip()
        is_complete = len(text) >= _COMPLETE or not self.hasFocus()
        return bool(text) and self.taken is None and is_complete

    def _show_problem(self) -> None:
        self.set_bad(self._is_bad)


def _examples() -> str:
    """Return examples of the forms understood: "about 1975, June 1975 or 12 June 1975"."""
    said = (CaptureDate(datetime(1975, 6, 12), each, TakenSource.USER) for each in _EXAMPLES)
    return words.either([words.taken_text(each, month="MMMM") for each in said])
