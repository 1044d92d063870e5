"""The strip at the bottom: what Kinfolk is doing on its own, and what came of it."""

from collections.abc import Sequence
from dataclasses import replace

from PySide6.QtCore import Qt, Signal, SignalInstance
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame

from kinfolk.core.names_in_files.name_import import NO_NAMES
from kinfolk.gui.base import theme, words
from kinfolk.gui.widgets.bar import Bar
from kinfolk.gui.widgets.controls import Button, Elided, label, row
from kinfolk.scan.job import ScanProgress
from kinfolk.scan.walk import Closed

# Pixels
HEIGHT = 56
GAP = 16


class Strip(QFrame):
    """Show a scan's progress and its result, with a link and a button.

    It shows one thing at a time: a running scan, its end, name conflicts, or how many faces are
    new. Signals say which of its buttons was pressed.
    """

    pause_wanted = Signal()
    resume_wanted = Signal()
    problems_wanted = Signal()
    new_faces_wanted = Signal()
    decisions_wanted = Signal()
    left = Signal()  # it had the keyboard and is hiding the button that had it

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("strip")
        self.setFixedHeight(HEIGHT)
        self._title = label("", "strong")
        self._facts = Elided("caption", tone="muted")  # cut off where there is no room for both
        self._bar = Bar()
        self._link = Button("", "link", clicked=self._on_link)
        self._leads_to = self.problems_wanted
        self.button = Button("", clicked=self._on_button)
        for each in (self._link, self.button):
            each.setFocusPolicy(Qt.FocusPolicy.TabFocus)  # a click does not move the keyboard here
        self._said: Sequence[str] = ()  # the numbers of a running scan, in ever fewer words
        self._act: SignalInstance | None = None  # what the button emits; None closes the strip
        self._progress = ScanProgress()
        # What the last scan skipped; None before the first one
        self._left_out: tuple[Closed, ...] | None = None
        self._names = NO_NAMES  # what it says again after a scan with nothing to say
        self._is_taken = False  # it shows something more important than new faces
        self._placed, self._doubtful = 0, 0
        parts = (self._title, self._facts, self._bar, self._link, self.button)
        line = row(*parts, spacing=GAP, margins=(theme.MARGIN, 0, theme.MARGIN, 0), grow=2)
        line.insertStretch(3)  # takes the room where the bar is hidden
        self.setLayout(line)
        self.hide()

    @property
    def title(self) -> str:
        return self._title.text()

    @property
    def facts(self) -> str:
        return self._facts.text()

    @property
    def link(self) -> str:
        """The link's text, "" if there is none."""
        return self._link.text()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def show_progress(self, progress: ScanProgress) -> None:
        # Faces are known, and are described for another engine
        is_again = 2 * progress.embedded > progress.faces_found
        titles = {
            "walking": self.tr("Scanning your folders"),
            "reading": self.tr("Recognising faces again") if is_again else self.tr("Finding faces"),
            "ageing": self.tr("Estimating ages"),
            "naming": self.tr("Reading names from your photos"),
            "grouping": self.tr("Grouping faces"),
            "drawing": self.tr("Making previews"),
        }
        self._progress = progress
        self._is_taken = True
        self._act = self.pause_wanted
        self._title.setText(titles.get(progress.phase, titles["reading"]))
        total = progress.photos_total
        self._bar.show_share(progress.photos_done / total if total else 0.0)
        self._bar.show()
        self._lead_to("")
        self.button.setText(self.tr("Pause"))
        self._said = self._described(progress)
        self._fit()
        self.show()

    def show_end(
        self, end: str, progress: ScanProgress | None = None, *, is_asked: bool = False
    ) -> None:
        """Show how a scan has ended: "done", "paused" or "failed"; hide if there is nothing to say.

        Folders that could not be read are not mentioned if there was nothing new to read. Skipped
        files are mentioned if the user started the scan (`is_asked`), if they differ from the last
        scan's, or if known photos are among them.
        """
        self._said = ()
        self._progress = progress or self._progress
        if end == "done" and self._progress.names:
            self._names = self._progress.names
        is_other = self._left_out not in (None, self._progress.left_out)
        self._left_out = self._progress.left_out
        problems = self.tr("{} couldn’t be read")
        if end == "paused" and self._progress.photos_total:
            self._show_paused(self._progress)
        elif end == "done" and self._progress.failed:
            self._show_done(problems.format(words.photos(self._progress.failed)))
        elif end == "done" and self._progress.photos_total and self._progress.closed:
            self._show_done(problems.format(words.places(len(self._progress.closed))))
        elif self._names.to_decide or (end == "done" and self._progress.names):
            self._show_names()
        elif (
            end == "done"
            and self._progress.left_out
            and (is_asked or is_other or self._progress.photos_total or self._progress.unread)
        ):
            # Last, since nothing is wrong
            self._show_done(self.tr("Some photos or videos were skipped"))
        else:
            self._rest()
        self._progress = ScanProgress()

    def show_new_faces(self, placed: int, doubtful: int) -> None:
        """Show how many faces are new, once there is nothing more important; 0 for none."""
        self._placed, self._doubtful = placed, doubtful
        if not self._is_taken:
            self._rest()

    @property
    def asks_to_decide(self) -> bool:
        """Whether it shows name conflicts, or will after the scan."""
        return self._names.to_decide > 0

    def show_to_decide(self, left: int) -> None:
        """Update the number of name conflicts, if it asks about them."""
        if self.asks_to_decide:
            self._names = replace(self._names, to_decide=left)
            if self._act is None:  # no scan is running or paused
                self._show_names()

    @property
    def tells_of_new_faces(self) -> bool:
        """Whether it says that faces are new, or will once it can."""
        return self._placed > 0

    def _rest(self) -> None:
        """Show how many faces are new, or hide if there are none."""
        self._is_taken = False
        self._names = NO_NAMES
        if not self._placed:
            self._give_back()
            self.hide()
            return
        text = self.tr("{} added to people you know")
        self._title.setText(text.format(words.faces(self._placed)))
        to_check = self.tr("{} to check").format(words.number_text(self._doubtful))
        self._facts.setText(to_check if self._doubtful else "")
        self._bar.hide()
        self._offer(self.tr("Show"), self.new_faces_wanted)

    def _show_paused(self, progress: ScanProgress) -> None:
        self._act = self.resume_wanted
        self._title.setText(self.tr("Paused"))
        done = words.number_text(progress.photos_done)
        total = words.photos(progress.photos_total)
        self._facts.setText(
            self.tr("{} of {}. Everything found so far is kept.").format(done, total)
        )
        self.button.setText(self.tr("Resume"))
        self.show()

    def _show_done(self, facts: str) -> None:
        """Show that a scan is done, with a link to the reasons for what is missing."""
        self._names = NO_NAMES
        self._title.setText(self.tr("Finished"))
        self._facts.setText(facts)
        self._is_taken = True
        self._bar.show()
        self._bar.show_share(1.0)
        self._offer(self.tr("Show details"), self.problems_wanted)

    def _show_names(self) -> None:
        """Say which names were read from photos, and how many conflicts are left to the user."""
        names, left = self._names, self._names.to_decide
        if not names.names and not left:
            self._rest()
            return
        self._is_taken = True
        self._bar.hide()
        differs = self.tr("Some photo files have different names from yours")
        self._title.setText(words.action(names.action()) if names.names else differs)
        self._facts.setText("" if left else self.tr("You can undo this."))
        link = self.tr("Resolve {}").format(words.number_text(left)) if left else ""
        self._offer(link, self.decisions_wanted)

    def _offer(self, text: str, leads_to: SignalInstance) -> None:
        """Show a link, if there is something to show, and a button that closes."""
        self._lead_to(text)
        self._leads_to = leads_to
        self.button.setText(self.tr("Dismiss"))
        self._act = None
        self.show()

    def _lead_to(self, text: str) -> None:
        """Change the link; if it means something else now, it gives the keyboard back first.

        A press of Enter for the old link must not hit the new one.
        """
        if text != self._link.text():
            self._give_back()
        self._link.setText(text)
        self._link.setVisible(bool(text))

    def _give_back(self) -> None:
        """Give the keyboard back before a button is hidden: Qt would move it to the next widget."""
        if self._link.hasFocus() or self.button.hasFocus():
            self.left.emit()

    def _described(self, progress: ScanProgress) -> Sequence[str]:
        """Return the numbers of a running scan in ever fewer words.

        The time left is always included.
        """
        if progress.phase == "walking":
            return (words.photos(progress.photos_total),) if progress.photos_total else ("",)
        number, seconds = words.number_text, progress.seconds_left
        of, done, total = self.tr("{} of {}"), progress.photos_done, progress.photos_total
        photos = of.format(number(done), words.photos(total))
        bare = of.format(number(done), number(total))
        finds_faces = progress.phase not in ("ageing", "drawing")
        faces = words.faces(progress.faces_found) if finds_faces else ""
        rate = (
            self.tr("{} per second").format(number(round(progress.rate))) if progress.rate else ""
        )
        left = words.time_left(seconds) if seconds is not None else ""
        ways = [(photos, faces, rate), (photos, faces), (photos,), (bare,), ()]
        return [" · ".join(filter(None, (*way, left))) or bare for way in ways]

    def _fit(self) -> None:
        """Show the longest text that leaves room for a bar of useful width."""
        beside = (self._title, self._bar, self.button)
        gaps = 2 * theme.MARGIN + GAP * (len(beside) + 1)  # one more at the stretch
        room = self.width() - gaps - sum(each.sizeHint().width() for each in beside)
        for text in self._said:
            self._facts.setText(text)
            if self._facts.sizeHint().width() <= room:
                break

    def _on_button(self) -> None:
        if self._act is not None:
            self._act.emit()
            return
        if not self._is_taken:
            self._placed = 0  # the user has closed it: do not show the same again
        self._rest()

    def _on_link(self) -> None:
        self._leads_to.emit()
