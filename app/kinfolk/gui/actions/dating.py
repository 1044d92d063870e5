"""Asking when photos were taken: selected ones, or those of a folder."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from functools import partial

from PySide6.QtCore import QCoreApplication, QSize, Qt
from PySide6.QtWidgets import QWidget

from kinfolk.core.actions import Act, Action
from kinfolk.core.db.session import Session
from kinfolk.core.people.concurrent_decisions import SeenDates
from kinfolk.core.photos import dates, folder_dates, photo_search
from kinfolk.core.photos.dates import Dates
from kinfolk.core.photos.library import FolderInfo
from kinfolk.core.photos.photo_filter import PhotoFilter
from kinfolk.errors import AppError
from kinfolk.gui.base import words
from kinfolk.gui.base.context import Context
from kinfolk.gui.widgets.controls import Button, label
from kinfolk.gui.widgets.date_fields import TakenField, months
from kinfolk.gui.widgets.sheet import Sheet
from kinfolk.metadata.capture_date import TakenSource

_tr = partial(QCoreApplication.translate, "dating")

_WIDTH = 520  # pixels


@dataclass(frozen=True)
class Datable:
    """Hold the photos that a sheet is about."""

    ids: Sequence[str]  # ids of photos to be dated
    known: Dates  # what is known of all photos
    is_of_folder: bool = False  # whether the only date is that of their folders' names


class DateSheet(Sheet):
    """Ask for the date of photos, which is set as one undo step."""

    def __init__(self, context: Context, parent: QWidget, *, title: str) -> None:
        super().__init__(parent, title=title, size=QSize(_WIDTH, 0), action=_tr("Set date"))
        self._context = context
        self._asked = Datable((), Dates({}))
        self._read_again: Callable[[], None]
        self._is_writing = False
        self.said = label("", "text", tone="muted", wrap=True)
        self.field = TakenField()
        self.hint = label(" ", "caption", tone="muted")
        self.away = Button("", "link", clicked=self._take_away)
        self.away.hide()
        self.problem = label("", "text", tone="danger", wrap=True)
        self.problem.hide()
        self.body.setSpacing(8)
        for part in (self.said, self.field, self.hint, self.problem):
            self.body.addWidget(part)
        self.body.addWidget(self.away, 0, Qt.AlignmentFlag.AlignLeft)
        self.field.textChanged.connect(self._show_hint)
        self.field.left.connect(self._show_hint)
        self.field.returnPressed.connect(self._show_problem)
        self._show_hint()
        self.fit_height()

    def first_focus(self) -> QWidget:
        return self.field

    def ask(self, read: Callable[[Session], Datable], say: Callable[[Datable], str]) -> None:
        """Read the photos in the background, and show what `say` says about them."""
        self._read_again = partial(self.ask, read, say)

        def done(asked: Datable) -> None:
            self._asked = asked
            self.said.setText(say(asked))
            number = len(asked.known.given)
            self.away.setText(_tr("Remove your date from {}").format(words.photos(number)))
            self.away.setVisible(number > 0)
            if asked.known.only and not self.field.text():
                self.field.set_taken(asked.known.only)
                self.field.selectAll()
            self._show_hint()
            self.fit_height()

        self._context.tasks.run(self._context.reading(read), done, owner=self)

    def accept(self) -> None:
        """Give the photos the typed date; do nothing without a valid date or a photo."""
        taken, ids = self.field.taken, self._asked.ids
        if taken is None or not ids:
            return
        when, number = words.taken_text(taken, month="MMMM"), len(ids)
        self._write(
            lambda session: dates.give(session, ids, taken),
            dates.giving(taken, number),
            ids,
            _tr("{photos} dated {when}").format(photos=words.photos(number), when=when),
        )

    def _take_away(self) -> None:
        given = self._asked.known.given
        self._write(
            lambda session: dates.take_away(session, given),
            Action.of(Act.TAKE_DATE_AWAY, photos=len(given)),
            given,
            _tr("Date removed from {}").format(words.photos(len(given))),
        )

    def _write(
        self, fn: Callable[[Session], object], action: Action, ids: Sequence[str], said: str
    ) -> None:
        """Change the dates and close; if that is refused, stay open and say why."""
        self._is_writing = True
        self._show_hint()
        self._context.ops.run(
            fn,
            action,
            owner=self,
            about=[SeenDates(ids, self._asked.known)],
            toast=said,
            done=lambda _: super(DateSheet, self).accept(),
            failed=self._on_refused,
        )

    def _on_refused(self, error: AppError) -> None:
        self._is_writing = False
        self.problem.setText(words.why(error))
        self.problem.show()
        self._read_again()  # the dates that are there now are what the next press changes

    def _show_hint(self) -> None:
        self.hint.setText(self.field.hint or " ")
        is_free = not self._is_writing
        self.primary.setEnabled(is_free and self.field.taken is not None and bool(self._asked.ids))
        self.away.setEnabled(is_free)

    def _show_problem(self) -> None:
        """Say how to write a date where Enter can't set it: the button is disabled."""
        if self.field.problem:
            self.field.set_bad(True)
            self.hint.setText(self.field.problem)


def date_photos(context: Context, parent: QWidget, asset_ids: Sequence[str]) -> DateSheet:
    """Open the sheet that asks when these photos were taken."""
    number = len(asset_ids)
    title = _tr("When was it taken?") if number == 1 else _tr("When were they taken?")
    sheet = DateSheet(context, parent, title=title)

    def read(session: Session) -> Datable:
        known, today = dates.known(session, asset_ids), date.today()
        agree = partial(folder_dates.agree, session, asset_ids, months=months(), today=today)
        return Datable(asset_ids, known, known.only is not None and agree(known.only))

    sheet.ask(read, lambda asked: _say_of_photos(asked, number))
    sheet.open()
    return sheet


def date_folder(context: Context, parent: QWidget, folder: FolderInfo) -> DateSheet:
    """Open the sheet that asks when the folder's photos without a date were taken."""
    name = words.short(folder.name)
    sheet = DateSheet(context, parent, title=_tr("When were the photos in {} taken?").format(name))

    def read(session: Session) -> Datable:
        inside = PhotoFilter(folder=folder.path)
        known = dates.known(session, photo_search.ids(session, inside, folder.library_id))
        return Datable(known.undated, known)

    sheet.ask(read, _say_of_folder)
    sheet.open()
    return sheet


def _say_of_photos(asked: Datable, number: int) -> str:
    taken, undated = asked.known.only, len(asked.known.undated)
    if asked.is_of_folder:
        return _tr("The current date is that of the folder’s name.")
    if taken is not None:
        return {
            TakenSource.EXIF: _tr("The current date comes from the camera."),
            TakenSource.XMP: _tr("The current date comes from the photo’s metadata."),
            TakenSource.NAME: _tr("The current date comes from the file name."),
            TakenSource.USER: _tr("You set the current date."),
        }[taken.source]
    if undated == number:
        return _tr("No date yet. Even a rough year helps.")
    which = _tr("{photos}, {undated} without a date. Your date applies to all of them.")
    return which.format(photos=words.photos(number), undated=words.number_text(undated))


def _say_of_folder(asked: Datable) -> str:
    if not asked.ids:
        return _tr("All photos in this folder have a date.")
    return words.count(
        len(asked.ids),
        "%Ln photo in this folder has no date. Photos that already have a date keep it. Photos "
        "added later aren’t affected.",
        "%Ln photos in this folder have no date. Photos that already have a date keep it. Photos "
        "added later aren’t affected.",
    )
