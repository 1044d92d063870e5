"""A contact sheet of photos as PDF, made of previews, so that their drives may be unavailable."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QWidget

from kinfolk import atomic
from kinfolk.core.exchange import copying
from kinfolk.core.jobs import Job
from kinfolk.core.people.people import Person
from kinfolk.core.photos import dates, photo_cards
from kinfolk.core.photos.photo_cards import PhotoCard
from kinfolk.gui.base import words
from kinfolk.gui.base.context import Context
from kinfolk.gui.outputs.contact_pages import Cell, ContactPages
from kinfolk.gui.outputs.output_sheet import OutputSheet
from kinfolk.gui.photo_rows.delegate import problem
from kinfolk.gui.widgets.controls import NameField, holding, label, row
from kinfolk.gui.widgets.switches import Toggle

SIDE = 576  # pixels of a picture, about 300 dots per inch
READ_AT_ONCE = 200  # number of photos read at once
# Characters that some file system does not allow in names.
_FORBIDDEN = str.maketrans(dict.fromkeys('/\\:*?"<>|', " "))
# What Windows takes for a device, whatever follows a dot.
_DEVICE = re.compile(r"(con|prn|aux|nul|(com|lpt)[0-9¹²³])(\.|$)", re.IGNORECASE)
_LONGEST = 80  # most characters of the file's name


@dataclass(frozen=True)
class ContactProgress:
    """Hold the number of photos that are drawn, and of all."""

    done: int = 0
    total: int = 0


@dataclass(frozen=True)
class SheetWanted:
    """Hold what a contact sheet shows; `who` is the person whose age is told."""

    ids: Sequence[str]
    title: str
    with_names: bool
    who: Person | None


class ContactJob(Job[ContactProgress]):
    """Write the PDF to a draft that gets its name once it is complete; nothing is overwritten."""

    def __init__(self, context: Context, wanted: SheetWanted, folder: Path) -> None:
        super().__init__(ContactProgress(total=len(wanted.ids)))
        self._context, self._wanted = context, wanted
        self.folder = folder
        self.file: Path | None = None  # the PDF, once it is there

    def run(self) -> None:
        """Draw the sheet into a draft, and give it its name once it is complete on the disk.

        Raises AppError if the folder cannot be written to.
        """
        with self._context.db.read() as session:
            self.folder = copying.outside(session, self.folder)
            ids = set(dates.in_order(session, self._wanted.ids))
        try:
            copying.make(self.folder)
            draft = copying.draft_in(self.folder)
            try:
                self._draw(draft, [each for each in self._wanted.ids if each in ids])
                atomic.sync(draft)
                name = file_name(self._wanted.title)
                copying.put_named(self.folder, name, lambda target: self._place(draft, target))
            finally:
                atomic.remove(draft)
            atomic.sync(self.folder)
        except OSError as error:
            raise copying.refused(self.folder, error) from error

    def _place(self, draft: Path, target: Path) -> None:
        atomic.place(draft, target)
        self.file = target

    def _draw(self, path: Path, ids: Sequence[str]) -> None:
        self.progress = ContactProgress(total=len(ids))
        today = words.date_text(date.today(), month="MMMM")
        detail = f"{words.photos(len(ids))} · {today}"
        title = self._wanted.title
        pages = ContactPages(path, title=title, detail=detail, photos=len(ids))
        try:
            for card in self._cards(ids):
                self.check_cancelled()
                pages.add(self._cell(card))
                self.progress = replace(self.progress, done=self.progress.done + 1)
        finally:
            pages.close()

    def _cards(self, ids: Sequence[str]) -> Iterator[PhotoCard]:
        """Yield the photos' cards, read in blocks."""
        for at in range(0, len(ids), READ_AT_ONCE):
            part = ids[at : at + READ_AT_ONCE]
            with self._context.db.read() as session:
                found = photo_cards.cards(session, part)
            yield from (found[asset_id] for asset_id in part if asset_id in found)

    def _cell(self, card: PhotoCard) -> Cell:
        image = self._context.previews.read(card.id, SIDE)
        why = problem(card) or QCoreApplication.translate("contact", "No preview available")
        return Cell(image, f"{why}\n{card.path.name}", self._lines(card))

    def _lines(self, card: PhotoCard) -> list[str]:
        """Return the lines below a photo: date and age, names, people who are unknown."""
        who, taken = self._wanted.who, card.taken
        age = words.age_in(taken, who.born) if who and who.born and taken else ""
        day = words.taken_text(taken) or words.without_date()
        lines = [" · ".join(part for part in (day, age) if part)]
        if self._wanted.with_names:
            unknown = words.unknown(card.unknown)
            lines += [part for part in (words.listed(card.names), unknown) if part]
        return lines


class ContactSheet(OutputSheet[ContactJob]):
    """Ask for the title, and whether names are written below the photos."""

    def __init__(
        self,
        context: Context,
        parent: QWidget,
        ids: Sequence[str],
        *,
        title: str,
        who: Person | None,
    ) -> None:
        super().__init__(
            context, parent, title=self.tr("Contact sheet"), action=self.tr("Create PDF"), ids=ids
        )
        self._who = who
        self.heading = NameField(self.tr("Title"))
        self.heading.setAccessibleName(self.tr("Title"))
        self.heading.setText(title)
        self.names = Toggle(self.tr("Show names below photos"))
        self.names.setChecked(True)
        heading = row(label(self.tr("Title"), "text", tone="muted"), self.heading)
        names = row(label(self.names.accessibleName()), None, self.names)
        self.lay_out(holding(heading), holding(names))
        self.sentence.setText(self.tr("The PDF uses previews, not full-size photos."))

    def make_job(self, folder: Path) -> ContactJob:
        title = self.heading.text().strip()
        wanted = SheetWanted(self._ids, title, self.names.isChecked(), self._who)
        return ContactJob(self._context, wanted, folder)

    def share(self, job: ContactJob) -> float:
        return job.progress.done / max(1, job.progress.total)

    def progress_text(self, job: ContactJob) -> str:
        done, total = job.progress.done, job.progress.total
        return self.tr("{} of {}").format(words.number_text(done), words.photos(total))

    def result_text(self, job: ContactJob) -> str:
        if job.file is None:
            return self.tr("Stopped. No PDF was saved.") if job.is_cancelled else ""
        size = words.size_text(job.file.stat().st_size)
        return self.tr("“{}” ({}) saved to the folder.").format(job.file.name, size)


def file_name(title: str) -> str:
    """Return the file name for a title, without what some drive does not allow."""
    text = "".join(each for each in title.translate(_FORBIDDEN) if each.isprintable())
    text = " ".join(text.split()).strip(". ")[:_LONGEST].strip(". ")
    text = text or QCoreApplication.translate("contact", "Photos")
    return f"{'_' * bool(_DEVICE.match(text))}{text}.pdf"
