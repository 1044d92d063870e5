"""When a photo was taken, written as people do: a day, a month, a year, or about a year."""

from datetime import date, datetime

from PySide6.QtWidgets import QWidget

from kinfolk.core import dates
from kinfolk.core.birth import NoSuchDay
from kinfolk.gui.base import words
from kinfolk.gui.widgets.birth_field import is_day_first, months
from kinfolk.gui.widgets.controls import NameField
from kinfolk.metadata.taken import Taken, TakenPrecision, TakenSource

_EXAMPLES = (TakenPrecision.ABOUT, TakenPrecision.MONTH, TakenPrecision.DAY)
_COMPLETE = 10  # characters of a whole date; before that nobody is told off


class TakenField(NameField):
    """`taken` is what is understood, or None."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(_examples(), parent)
        self.setAccessibleName(self.tr("Date taken"))
        self.textChanged.connect(self._show_problem)
        self.left.connect(self._show_problem)

    @property
    def taken(self) -> Taken | None:
        """Null, too, of a day that has not come yet."""
        try:
            found = dates.written(
                self.text(), months=months(), day_first=is_day_first(), today=date.today()
            )
        except NoSuchDay:
            return None
        return found if found and found.day <= date.today() else None

    @property
    def hint(self) -> str:
        """How the text is understood, or how to write it where it is not."""
        if self.taken is not None:
            return words.capital(words.taken_text(self.taken, month="MMMM"))
        return self.tr("Enter a date like {}.").format(_examples()) if self._is_bad else ""

    def set_taken(self, taken: Taken | None) -> None:
        """Shows it in words."""
        self.setText(words.taken_text(taken, month="MMMM"))

    @property
    def _is_bad(self) -> bool:
        text = self.text().strip()
        is_complete = len(text) >= _COMPLETE or not self.hasFocus()
        return bool(text) and self.taken is None and is_complete

    def _show_problem(self) -> None:
        self.set_bad(self._is_bad)


def _examples() -> str:
    """about 1975, June 1975 or 12 June 1975."""
    said = (Taken(datetime(1975, 6, 12), each, TakenSource.USER) for each in _EXAMPLES)
    return words.either([words.taken_text(each, month="MMMM") for each in said])
