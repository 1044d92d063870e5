"""The recognition engines in the settings: list, use, install, remove."""

from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path

from PySide6.QtCore import QCoreApplication, QLocale, Qt, Signal
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QWidget

from kinfolk.gui.base import words
from kinfolk.gui.base.context import Context
from kinfolk.gui.base.drag import FileDrop, files_among
from kinfolk.gui.widgets.controls import Button, IconButton, Panel, column, label, row, rule
from kinfolk.gui.widgets.notice import Notice, NoticeButton
from kinfolk.recognition import engines
from kinfolk.recognition.engines import Installed
from kinfolk.scan.job import ScanProgress
from kinfolk.vision import packs
from kinfolk.vision.packs import Pack

_tr = partial(QCoreApplication.translate, "engines")


class EngineRow(QWidget):
    """Show an engine's name and facts, with "In use" or Use, and Remove, at the right."""

    use_wanted = Signal()
    remove_wanted = Signal()

    def __init__(self, engine: Installed) -> None:
        super().__init__()
        pack = engine.pack
        self.pack, self.is_used = pack, engine.is_used
        self.state = label("", "caption", tone="accent", wrap=True)
        self.state.hide()
        self.facts = label(described(pack), "caption", tone="muted", wrap=True)
        line = QHBoxLayout(self)
        line.setContentsMargins(16, 12, 12, 12)
        line.setSpacing(8)
        text = column(label(pack.name, "strong"), self.facts, self.state, spacing=2)
        line.addLayout(text, 1)
        self.use = Button(self.tr("Use"), clicked=self.use_wanted.emit)
        self.use.setAccessibleName(self.tr("Use {}").format(pack.name))
        self.remove = IconButton(
            "trash", self.tr("Remove {}").format(pack.name), clicked=self.remove_wanted.emit
        )
        self.use.setVisible(not engine.is_used)
        self.remove.setVisible(pack.kind != "built-in")
        if engine.is_used:
            mark = label(self.tr("In use"), "caption", tone="likely")
            line.addWidget(mark, 0, Qt.AlignmentFlag.AlignVCenter)
        line.addWidget(self.use)
        line.addWidget(self.remove)

    def show_state(self, unread: int) -> None:
        """Show the state of the engine in use; `unread` is the number of photos still to read."""
        if unread:
            text = self.tr("{} still to be scanned with it.").format(words.photos(unread))
        elif self.pack.kind == "built-in":
            text = ""
        elif self.pack.measured_on:
            text = self.tr("Tuned on {} from your photos.").format(
                words.faces(self.pack.measured_on)
            )
        else:
            text = self.tr(
                "Grouping cautiously for now: there aren’t enough known faces to tune it to your "
                "photos."
            )
        self.state.setText(text)
        self.state.setVisible(bool(text))


def described(pack: Pack) -> str:
    """Describe an engine: where it is from, its size, its licence."""
    if pack.kind == "built-in":
        return _tr("Comes with Kinfolk. Licences: {}.").format(pack.licence)
    return _tr(
        "{}. Faces are found by YuNet. Check the maker’s licence: many engines are for "
        "research only."
    ).format(megabytes(pack.size))


def megabytes(size: int) -> str:
    """Return a size in bytes as "39 MB"."""
    return QLocale().formattedDataSize(size, 0, QLocale.DataSizeFormat.DataSizeSIFormat)


class Recognition(QWidget):
    """Manage engines; ask before photos are read again or files are deleted."""

    used = Signal()  # another engine is in use

    def __init__(self, context: Context) -> None:
        """Show nothing until `read` is called."""
        super().__init__()
        self._context = context
        self.rows: list[EngineRow] = []
        self._card = Panel(padding=0)
        self._card.body.setSpacing(0)
        self.notice = Notice()
        self.install = Button(self.tr("Install from a file…"), clicked=self._on_install)
        self.setLayout(column(self._card, self.notice, row(self.install, None), spacing=10))
        text = self.tr("Install this engine")
        FileDrop(self, wants=self._wanted, drop=lambda files: self._install(files[0]), text=text)
        self.notice.busy.connect(self._card.setDisabled)
        self.notice.opened.connect(self.install.hide)
        self.notice.closed.connect(self._on_closed)

    def read(self) -> None:
        """Show the installed engines."""
        body = self._card.body
        while (item := body.takeAt(0)) is not None:
            if (old := item.widget()) is not None:
                # Hidden at once, since it is deleted only after this event.
                old.hide()
                old.deleteLater()
        self.rows = [self._row(engine) for engine in engines.listing(self._context.paths)]
        for number, each in enumerate(self.rows):
            if number:
                body.addWidget(rule())
            body.addWidget(each)
            # Now, because `_on_installed` gives one the keyboard, which must be visible for that
            each.show()
        self.count()

    def show_progress(self, progress: ScanProgress) -> None:
        """Show how many photos a running scan still has to read with the engine in use."""
        if progress.phase == "reading":
            for each in self.rows:
                if each.is_used:
                    each.show_state(progress.photos_total - progress.photos_done)

    def count(self) -> None:
        """Show how many photos the engine in use has still to scan."""
        for engine, each in zip(engines.listing(self._context.paths), self.rows, strict=False):
            if engine.is_used and each.is_used:
                each.pack = engine.pack  # its bounds may have been measured since
                self._count(engine.pack, each.show_state, owner=each)

    def _row(self, engine: engines.Installed) -> EngineRow:
        made = EngineRow(engine)
        ask = partial(self._ask_use, engine.pack)
        made.use_wanted.connect(partial(self._count, engine.pack, ask, owner=self))
        made.remove_wanted.connect(partial(self._on_remove, engine.pack, made.is_used))
        return made

    def _count(self, pack: Pack, done: Callable[[int], None], *, owner: QWidget) -> None:
        db = self._context.db
        self._context.tasks.run(lambda: engines.unread(db, pack.id), done, owner=owner)

    # another engine

    def _ask_use(self, pack: Pack, unread: int) -> None:
        """Ask before an engine is used that has to read photos again."""
        if not unread:
            self._use(pack)
            return
        current = next((each.pack.name for each in self.rows if each.is_used), "")
        text = self.tr(
            "{} with faces will be scanned again in the background. You can keep working, pause "
            "the scan, or close Kinfolk and it resumes next time. All your names, answers and "
            "faces stay. Data from {} is kept, so you can switch back at any time."
        ).format(words.photos(unread), current or self.tr("the previous engine"))
        answer = NoticeButton(self.tr("Use engine"), partial(self._use, pack))
        self.notice.ask(self.tr("Use {}?").format(pack.name), text, answer)

    def _use(self, pack: Pack) -> None:
        paths, db = self._context.paths, self._context.db
        self.notice.work(
            self._context.tasks,
            self.tr("Getting {} ready…").format(pack.name),
            lambda: engines.use(paths, pack.id, db=db),
            self._on_used,
            failed=self.tr("{} can’t be used").format(pack.name),
        )

    def _on_used(self, _pack: Pack) -> None:
        self.read()
        self.used.emit()

    # more

    def _on_install(self) -> None:
        kinds = self.tr("Models (*.onnx)")
        title, start = self.tr("Choose an engine"), self._context.settings.last_folder
        name, _ = QFileDialog.getOpenFileName(self, title, start, kinds)
        if name:
            self._install(Path(name))

    def _install(self, file: Path) -> None:
        """Install an engine from a file, if it is one."""
        db, paths = self._context.db, self._context.paths
        self.notice.work(
            self._context.tasks,
            self.tr("Checking {}…").format(file.name),
            lambda: engines.install(db, paths, file),
            self._on_installed,
            failed=self.tr("This file can’t be used as an engine"),
        )

    # fewer

    def _on_remove(self, pack: Pack, is_used: bool) -> None:
        if is_used:
            text = self.tr(
                "Its files ({size}) will be deleted, and {engine} will be used instead. To use it "
                "again, you’ll need to reinstall it."
            )
        else:
            text = self.tr(
                "Its files ({size}) will be deleted. To use it again, you’ll need to reinstall it."
            )
        text = text.format(size=megabytes(pack.size), engine=packs.BUILT_IN_PACK.name)
        answer = NoticeButton(self.tr("Remove"), partial(self._remove, pack, is_used), "danger")
        self.notice.ask(self.tr("Remove {}?").format(pack.name), text, answer)

    def _remove(self, pack: Pack, is_used: bool) -> None:
        paths, db = self._context.paths, self._context.db
        self.notice.work(
            self._context.tasks,
            self.tr("Removing {}…").format(pack.name),
            lambda: engines.remove(paths, pack.id, db=db),
            self._on_used if is_used else lambda _: self.read(),
            failed=self.tr("{} can’t be removed").format(pack.name),
        )

    def _on_installed(self, pack: Pack) -> None:
        self.read()
        for each in self.rows:
            if each.pack.id == pack.id:
                each.use.setFocus(Qt.FocusReason.OtherFocusReason)

    def _on_closed(self) -> None:
        self.install.show()
        here = self.window().focusWidget()
        if here is None or not self.isAncestorOf(here):
            self.install.setFocus(Qt.FocusReason.OtherFocusReason)

    def _wanted(self, paths: Sequence[Path]) -> list[Path]:
        """Accept a single file, while engines can be changed."""
        files = files_among(paths)
        return files if len(files) == 1 and self._card.isEnabled() else []
