"""The first page ever: it asks which folders to scan."""

from collections import Counter
from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QStandardPaths, Qt, Signal
from PySide6.QtGui import QHideEvent, QShowEvent
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from kinfolk.gui.base import plain_text, theme, words
from kinfolk.gui.base.context import Context
from kinfolk.gui.base.drag import FileDrop, folders_among
from kinfolk.gui.widgets.controls import (
    Button,
    Panel,
    column,
    fill,
    hand_keys,
    holding,
    label,
    row,
    rule,
)
from kinfolk.gui.widgets.switches import Toggle
from kinfolk.scan.first_look import COUNTED, Counted, FirstLook

WIDTH = 520  # pixels of the contents
SHOWN = 4  # most names that the page lists


class FirstStart(QWidget):
    """Offer the Pictures folder and others, and to read the names that their photos carry.

    Emits `started` with the folders switched on, and whether names are to be read.
    """

    started = Signal(object, bool)  # list of Path

    def __init__(self, context: Context) -> None:
        super().__init__()
        self.setObjectName("page")
        self._context = context
        self._folders: dict[Path, Toggle] = {}
        self._counts: dict[Path, QLabel] = {}
        self._looks: dict[Path, FirstLook] = {}  # looks into folders that are still counting
        self._names: dict[Path, list[str]] = {}
        self._offered = _pictures()
        self._mark = QLabel(alignment=Qt.AlignmentFlag.AlignCenter)
        self._rows = QVBoxLayout()
        self._rows.setSpacing(0)
        self.carried = label("", "caption", tone="muted", wrap=True)
        self.takes_names = Toggle(self.tr("Import these names"))
        self.takes_names.setChecked(True)
        self._offer = QWidget()
        self._offer.hide()
        self.start = Button(self.tr("Find people"), "primary", clicked=self._on_start)
        self.start.setFont(theme.font(15, theme.SEMIBOLD))
        self.start.setProperty("large", True)
        self.start.setMinimumWidth(150)
        self.start.setAutoDefault(True)
        self._more = Button("", "link", clicked=self._on_more)
        self._lay_out()
        text = self.tr("Find people in this folder")
        FileDrop(self, wants=folders_among, drop=self._on_dropped, text=text, over=self._on_over)
        context.appearance.changed.connect(self._show_mark)
        self._show_mark()

    @property
    def chosen(self) -> list[Path]:
        return [path for path, toggle in self._folders.items() if toggle.isChecked()]

    def add(self, path: Path) -> None:
        """Add a folder, switched on, and count its photos; switch on one that is listed already."""
        if path in self._folders:
            self._folders[path].setChecked(True)
            if path not in self._names and path not in self._looks:
                self._look_into(path)
            return
        count = label(self.tr("counting photos…"), "caption", tone="muted", wrap=True)
        toggle = Toggle(str(path))
        toggle.setChecked(True)
        toggle.toggled.connect(self._update)
        self._folders[path] = toggle
        self._counts[path] = count
        name = label(path.name or str(path), "strong")
        name.setToolTip(plain_text.tip(str(path)))
        margins = (0, 0, -4, 12)  # the switch has extra room for its focus ring
        line = row(column(name, count, spacing=2), toggle, margins=margins, grow=0)
        fill(self._rows, line, rule(), 9, spacing=0)
        self._look_into(path)
        self._update()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        # Counting begins only now, so that nothing is counted if the page is never shown.
        for path in self._offered:
            self.add(path)
        self._offered = []
        self._update()
        hand_keys(self.start if self.chosen else self._more)

    def hideEvent(self, event: QHideEvent) -> None:
        """Stop counting when the page is hidden, but not when the window is only minimised."""
        super().hideEvent(event)
        if not event.spontaneous():
            self._offered = list(self._looks)  # to count again when it is shown again
            while self._looks:
                self._looks.popitem()[1].cancel()

    def _look_into(self, path: Path) -> None:
        """Count a folder's photos and read the names in a sample of them, in the background."""
        look, tasks = FirstLook(path), self._context.tasks
        self._looks[path] = look

        def counted(found: Counted | None) -> None:
            if not look.is_cancelled:
                self._counts[path].setText(self._told(found))
                sample = found.sample if found is not None else []
                tasks.run(lambda: look.names(sample), named, owner=self)

        def named(names: list[str]) -> None:
            if not look.is_cancelled:
                del self._looks[path]
                self._names[path] = names
                self._update()

        tasks.run(look.count, counted, owner=self)

    def _on_dropped(self, paths: Sequence[Path]) -> None:
        for path in paths:
            self.add(path)
        hand_keys(self.start)

    def _lay_out(self) -> None:
        title = label(self.tr("Find the people in your photos"), "hero", wrap=True)
        title.setFont(theme.font(26, theme.BOLD))
        title.setAlignment(Qt.AlignmentFlag.AlignCenter)
        text = self.tr(
            "Kinfolk finds faces on this computer. Nothing leaves it, and your photos are never "
            "changed."
        )
        promise = label(text, "lead", tone="muted", wrap=True)
        promise.setAlignment(Qt.AlignmentFlag.AlignCenter)
        hint = label(self.tr("or drag a folder here"), "caption", tone="muted")
        self._card = card = Panel()
        said = column(label(self.tr("Import these names"), "strong"), self.carried, spacing=2)
        take = row(said, self.takes_names, margins=(0, 0, -4, 12), grow=0)
        self._offer.setLayout(column(take, rule(), 9, spacing=0))
        fill(card.body, self._rows, self._offer, row(self._more, None, hint), spacing=0)
        start = _centred(self.start)
        inner = holding(column(self._mark, 18, title, 10, promise, 22, card, 18, start, spacing=0))
        inner.setFixedWidth(WIDTH)
        self.setLayout(column(None, _centred(inner), None))

    def _show_mark(self) -> None:
        self._mark.setPixmap(theme.ring(56, self.devicePixelRatioF()))

    def _told(self, found: Counted | None) -> str:
        """Return what to say about a folder's photos, and about files that would be skipped."""
        if found is None:
            return self.tr("This folder can’t be opened.")
        left_out = (
            words.said(extra.left_out(count)) for extra, count in Counter(found.left_out).items()
        )
        return "\n".join([self._about(found.photos), *left_out])

    def _about(self, found: int) -> str:
        """Return the number of photos, rounded if it is large."""
        if found >= COUNTED:
            return self.tr("more than {} photos").format(words.number_text(COUNTED))
        if found < 100:
            return words.photos(found)
        # Two digits are enough: photos come and go while they are counted.
        digits = len(str(found)) - 2
        return self.tr("about {} photos").format(words.number_text(round(found, -digits)))

    def _update(self) -> None:
        """Update the start button, the link for adding a folder, and the offer to read names.

        All three depend on the folders that are switched on.
        """
        self.start.setEnabled(bool(self.chosen))
        more = self.tr("Add another folder…") if self._folders else self.tr("Add a folder…")
        self._more.setText(more)
        known = list(
            dict.fromkeys(name for path in self.chosen for name in self._names.get(path, []))
        )
        self._offer.setVisible(bool(known))
        if known:
            self.carried.setText(self._said_of(known))

    def _said_of(self, known: list[str]) -> str:
        """Return the sentence on the names in the photos.

        A long list says "at least", because only a sample of the photos was read.
        """
        some = known[:SHOWN]
        if len(known) > SHOWN:
            text = self.tr(
                "These photos already contain the names of at least {number} people: {names}… "
                "Kinfolk adds them to the faces it finds. You can undo this."
            )
        else:
            text = self.tr(
                "These photos already contain names: {names}. Kinfolk adds them to the faces it "
                "finds. You can undo this."
            )
        return text.format(number=words.number_text(len(known)), names=", ".join(some))

    def _on_over(self, is_over: bool) -> None:
        self._card.setProperty("drop", is_over)
        theme.repolish(self._card)

    def _on_more(self) -> None:
        chosen = choose_folder(self, self._context)
        # The cursor may have left the button, which Qt does not report behind a dialog.
        self._more.setAttribute(Qt.WidgetAttribute.WA_UnderMouse, False)
        self._more.update()
        if chosen is not None:
            self.add(chosen)
            hand_keys(self.start)  # so that Enter goes on instead of asking for another folder

    def _on_start(self) -> None:
        self.started.emit(self.chosen, self.takes_names.isChecked())


def choose_folder(parent: QWidget, context: Context) -> Path | None:
    """Ask for a folder in the system's dialog, opened at the last choice; None if cancelled."""
    title = parent.tr("Choose a folder with photos")
    text = QFileDialog.getExistingDirectory(parent, title, context.settings.last_folder)
    if not text:
        return None
    context.remember_folder("last_folder", Path(text).parent)
    return Path(text)


def _pictures() -> list[Path]:
    """Return a list with the user's Pictures folder, empty if there is none."""
    places = QStandardPaths.standardLocations(QStandardPaths.StandardLocation.PicturesLocation)
    # If there is none, Qt returns the home folder, which holds far more than photos.
    return [path for path in map(Path, places[:1]) if path.is_dir() and path != Path.home()]


def _centred(widget: QWidget) -> QHBoxLayout:
    return row(None, widget, None, spacing=0)
