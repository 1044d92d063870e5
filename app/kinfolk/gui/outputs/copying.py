"""The sheet that copies photos into a folder, or links them there."""

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtWidgets import QWidget

from kinfolk.core.exchange.copying import Amount, CopyJob, How
from kinfolk.gui.base import words
from kinfolk.gui.base.context import Context
from kinfolk.gui.outputs.output_sheet import OutputSheet
from kinfolk.gui.widgets.controls import label
from kinfolk.gui.widgets.switches import Segmented

_TOLD = 4  # most skipped photos listed by name


class CopySheet(OutputSheet[CopyJob]):
    """Ask for a folder and whether to copy or to link, and explain what a link is."""

    def __init__(self, context: Context, parent: QWidget, ids: Sequence[str]) -> None:
        title, action = self.tr("Copy to a folder"), self.tr("Copy")
        super().__init__(context, parent, title=title, action=action, ids=ids)
        self.how = Segmented([self.tr("Copies"), self.tr("Hard links")])
        self.meaning = label("", "text", tone="muted", wrap=True)
        self.how.chosen.connect(self._show_meaning)
        self.lay_out(self.how, self.meaning)
        self.sentence.setText(self.tr("Undo doesn’t delete copies."))
        self._show_meaning()

    @property
    def _is_link(self) -> bool:
        return self.how.index == 1

    def _show_meaning(self) -> None:
        """Explain what copies or links are, whichever is chosen."""
        copies = self.tr(
            "Separate files with the same names and dates. Your photos stay as they are, and "
            "nothing in the folder is replaced."
        )
        links = self.tr(
            "A hard link is a second name for the same file, so it takes no extra space. Editing "
            "one changes both; deleting one leaves the other. If anyone might edit the photos, "
            "make copies instead."
        )
        self.meaning.setText(links if self._is_link else copies)
        self.set_action(self.tr("Create links") if self._is_link else self.tr("Copy"))

    def amount_text(self, amount: Amount) -> str:
        return f"{words.photos(amount.photos)} · {words.size_text(amount.bytes)}"

    def make_job(self, folder: Path) -> CopyJob:
        how = How.LINK if self._is_link else How.COPY
        return CopyJob(self._context.db, self._ids, folder, how)

    def share(self, job: CopyJob) -> float:
        done, total = job.progress.done, job.progress.total
        return done.bytes / total.bytes if total.bytes else 0.0

    def progress_text(self, job: CopyJob) -> str:
        done, total = job.progress.done, job.progress.total
        photos = self.tr("{} of {}").format(
            words.number_text(done.photos), words.photos(total.photos or len(self._ids))
        )
        if not total.bytes:
            return photos
        size = self.tr("{} of {}").format(words.size_text(done.bytes), words.size_text(total.bytes))
        return f"{photos} · {size}"

    def result_text(self, job: CopyJob) -> str:
        done = job.progress.done
        if job.how is How.LINK:
            text = self.tr("{photos} ({size}) linked in “{folder}”.")
            stopped = self.tr("Stopped. {photos} ({size}) linked in “{folder}”.")
        else:
            text = self.tr("{photos} ({size}) copied to “{folder}”.")
            stopped = self.tr("Stopped. {photos} ({size}) copied to “{folder}”.")
        return (stopped if job.is_cancelled else text).format(
            photos=words.photos(done.photos),
            size=words.size_text(done.bytes),
            folder=job.folder.name or str(job.folder),
        )

    def left_out_text(self, job: CopyJob) -> str:
        if not job.left_out:
            return ""
        lines = [f"{each.path.name}: {words.said(each.reason)}" for each in job.left_out[:_TOLD]]
        if (more := len(job.left_out) - _TOLD) > 0:
            lines.append(self.tr("And {} more.").format(words.number_text(more)))
        number = words.photos(len(job.left_out))
        return "\n".join([self.tr("{} skipped:").format(number), *lines])
