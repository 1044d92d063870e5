"""The tab with all faces of a person: suggested ones, and theirs in a chosen order."""

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import QRectF, Signal
from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import QWidget

from kinfolk.core.faces.faces import PersonFace
from kinfolk.core.people.people import Person
from kinfolk.gui.actions.people import PeopleActions
from kinfolk.gui.base import plain_text, theme, words
from kinfolk.gui.base.commands import KeyHints
from kinfolk.gui.base.context import Context
from kinfolk.gui.base.shapes import fill_with, smooth_painter
from kinfolk.gui.faces.grid import FaceGrid
from kinfolk.gui.faces.model import Mark
from kinfolk.gui.faces.people_strip import PeopleStrip
from kinfolk.gui.person.face_commands import COMMANDS, FaceCommands
from kinfolk.gui.person.faces import FaceOrder, Sections, by_doubt, by_photo, by_quality, by_year
from kinfolk.gui.person.suggestions_card import SuggestionsCard
from kinfolk.gui.tiles.layout import OUTSIDE
from kinfolk.gui.widgets import controls
from kinfolk.gui.widgets.controls import Button, Elided, row
from kinfolk.gui.widgets.empty import EmptyState
from kinfolk.recognition.conflicts import Shared
from kinfolk.recognition.ranking import Ranking
from kinfolk.recognition.suggestion import Doubt

DOT = 8  # pixels


class FacesTab(QWidget):
    """Show faces that the page reads for it, because the page's header needs them, too."""

    review_wanted = Signal(str)  # person id: review the suggestions for them
    photos_wanted = Signal()  # show their photos, since they have no face

    def __init__(self, context: Context, act: PeopleActions, page: QWidget) -> None:
        super().__init__(page)
        self._context = context
        self._act = act
        self._person: Person | None = None
        self._found: Sequence[PersonFace] = ()
        self._twice: Sequence[Shared] = ()  # photos that contain them more than once
        self._shows_twice = False  # whether only those photos are shown
        self._order = FaceOrder.DATE
        self._ranked: Sequence[str] = ()  # least sure first, as far as known
        self._doubtful: frozenset[str] = frozenset()
        self.twice = TwiceLine()
        self.suggestions = SuggestionsCard(context)
        self.grid = FaceGrid(context)
        self.grid.setAccessibleName(self.tr("Faces"))
        self.grid.setMinimumHeight(1)  # leaves all room to the empty state
        self.commands = FaceCommands(context, self.grid, act, page)
        self.strip = PeopleStrip(context, page)
        self.empty = EmptyState()
        self._lay_out()
        self.twice.wanted.connect(self._show_twice)
        self.twice.right_wanted.connect(self._on_twice_right)
        self.grid.selection_changed.connect(self._show_twice_line)
        self.grid.dragged.connect(lambda faces: self.strip.show_for(faces, self._person))
        self.suggestions.review_wanted.connect(self.review_wanted)
        self.strip.given.connect(self.commands.give)
        self.strip.new_wanted.connect(self.commands.make_person)
        self.commands.bar.sorting.sorted.connect(self._on_sorted)

    def show_person(self, person: Person) -> None:
        """Show another person from the top, nothing selected, or the same one as they are now."""
        if self._person is None or self._person.id != person.id:
            self._found, self._twice, self._shows_twice = (), (), False
            self._ranked, self._doubtful = (), frozenset()
            self.grid.show_faces([])
            self.grid.verticalScrollBar().setValue(0)
        self._person = person
        self._show()

    def show_faces(
        self, person: Person, found: Sequence[PersonFace], twice: Sequence[Shared]
    ) -> None:
        """Show the person's faces, all read at the same moment.

        `twice` are photos with two of them.
        """
        is_other = found != self._found
        self._person, self._found, self._twice = person, found, twice
        self._shows_twice = self._shows_twice and bool(twice)
        self._show()
        if is_other:
            self._ask_doubts()

    @property
    def hints(self) -> KeyHints:
        is_for_name = self.commands.is_for_name
        return COMMANDS.hints(self.commands, *(("Return", "Ctrl+N") if is_for_name else ()))

    def take_focus(self) -> None:
        controls.hand_keys(self.grid)

    def let_go(self) -> bool:
        """Clear the selection, or else stop showing only some photos.

        Returns False if neither applied.
        """
        if self.grid.selected_ids():
            self.grid.clearSelection()
        elif self._shows_twice:
            self._show_twice(False)
        else:
            return False
        return True

    def _show(self) -> None:
        person = self._person
        if person is None:
            return
        self.grid.show_faces(*self._sections(person))
        self._show_twice_line()
        self.grid.faces.mark(Mark.PORTRAIT, filter(None, [person.thumbnail_face_id]))
        # In a group there is nothing to confirm.
        placed = {face.face_id for face in self._found if face.is_placed} if person.name else set()
        self.grid.faces.mark(Mark.PLACED, placed)
        self._say_empty(person)
        self.commands.set_person(person)

    def _say_empty(self, person: Person) -> None:
        """Say why there are no faces, or that they are in photos without one."""
        self.commands.bar.setHidden(person.face_count == 0)
        if person.face_count > 0:
            self.empty.hide()
        elif person.asset_count > 0:
            self.empty.say(
                self.tr("No faces yet"),
                self.tr("They’re in {}, but their face isn’t visible.").format(
                    words.photos(person.asset_count)
                ),
                button=self.tr("Show photos"),
                act=self.photos_wanted.emit,
            )
        else:
            self.empty.say(
                self.tr("No faces yet"),
                self.tr("Drag faces onto this person’s card in People, or onto the portrait here."),
            )

    def _sections(self, person: Person) -> Sections:
        if self._shows_twice:
            return by_photo(self._found, self._twice)
        if self._order is FaceOrder.QUALITY:
            return by_quality(self._found)
        if self._order is FaceOrder.DOUBT:
            return by_doubt(self._found, self._ranked, self._doubtful)
        return by_year(self._found, person)

    # in which order

    def _on_sorted(self, order: FaceOrder) -> None:
        self._order = order
        self.grid.verticalScrollBar().setValue(0)
        self._show()
        self._ask_doubts()
        self.grid.setFocus()

    def _ask_doubts(self) -> None:
        """Ask how sure the faces are; what is known is shown until the answer arrives."""
        person, ask = self._person, self._context.suggestions.ask
        placed = [face.face_id for face in self._found if face.is_placed]
        if person is None or self._order is not FaceOrder.DOUBT or not placed:
            return
        if len(placed) < len(self._found):
            show = partial(self._show_doubts, person)
            ask(lambda each: each.ask(Ranking.doubts, person.id, placed), show, owner=self)
        else:  # no confirmed faces to compare with
            ranked = partial(self._show_ranked, person)
            ask(lambda each: each.ask(Ranking.by_doubt, placed), ranked, owner=self)

    def _show_doubts(self, person: Person, doubts: Sequence[Doubt]) -> None:
        doubtful = frozenset(one.face_id for one in doubts if one.is_doubtful)
        self._show_ranked(person, [one.face_id for one in doubts], doubtful)

    def _show_ranked(
        self, person: Person, ranked: Sequence[str], doubtful: frozenset[str] = frozenset()
    ) -> None:
        if self._person is not None and self._person.id == person.id:
            self._ranked, self._doubtful = ranked, doubtful
            self._show()

    # who is twice

    def _show_twice(self, is_on: bool) -> None:
        """Show only the photos with two of their faces, or all their faces again."""
        self._shows_twice = is_on
        self.grid.verticalScrollBar().setValue(0)
        self._show()
        self.grid.setFocus()

    def _show_twice_line(self) -> None:
        if self._person is not None:
            name, meant = self._person.name, len(self._meant_twice())
            self.twice.show_photos(len(self._twice), name, is_on=self._shows_twice, meant=meant)

    def _meant_twice(self) -> Sequence[Shared]:
        """Return the photos of selected faces; if there is only one photo, that one."""
        chosen = set(self.grid.selected_ids())
        if len(self._twice) == 1:
            return self._twice
        return [photo for photo in self._twice if chosen.intersection(photo.face_ids)]

    def _on_twice_right(self) -> None:
        if self._person is not None and (meant := self._meant_twice()):
            self._act.leave_twice(self._person, meant)

    def _lay_out(self) -> None:
        for widget in (self.twice, self.commands.bar):
            widget.setContentsMargins(OUTSIDE, 0, OUTSIDE, 0)
        above = controls.row(self.suggestions, margins=(OUTSIDE, 12, OUTSIDE, 0))
        parts = (above, self.twice, 4, self.commands.bar, self.empty, self.grid)
        self.setLayout(controls.column(*parts, spacing=0, grow=5))


class TwiceLine(QWidget):
    """Lead to the photos with two faces of one person, which is usually a mistake.

    Hidden if there are none. While these photos are shown it leads back to all faces, and offers to
    accept them as mirrors or collages.
    """

    wanted = Signal(bool)  # True to show only these photos
    right_wanted = Signal()  # the photos are right

    def __init__(self) -> None:
        super().__init__()
        self._is_on = False
        self.text = Elided("text")
        self.button = Button("", "link", clicked=lambda: self.wanted.emit(not self._is_on))
        self.right = Button("", "link", clicked=self.right_wanted.emit)
        self.setLayout(row(DOT + 6, self.text, self.right, self.button, None, spacing=14))
        self.hide()

    def show_photos(self, number: int, name: str | None, *, is_on: bool, meant: int) -> None:
        """Say in how many photos the person is twice; `is_on` while only these are shown.

        `meant` is how many of these photos can be accepted now.
        """
        self._is_on = is_on
        self.right.setVisible(is_on)
        self.right.setEnabled(meant > 0)
        self.right.setText(
            self.tr("They’re mirrors or collages")
            if meant > 1
            else self.tr("It’s a mirror or collage")
        )
        hint = words.fill(self.tr("{name:This group} may appear twice in it"), name=name)
        none = self.tr("First select a face in the photo")
        self.right.setToolTip(plain_text.tip(hint if meant else none))
        if is_on:
            text = self.tr("Which of them isn’t {name:this group}? Remove it or move it.")
            self.text.setText(words.fill(text, name=name))
            self.button.setText(self.tr("All faces"))
        else:
            text = self.tr("{name:This group} appears twice in {photos}")
            self.text.setText(words.fill(text, name=name, photos=words.photos(number)))
            self.button.setText(self.tr("Show"))
        self.setVisible(number > 0)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = smooth_painter(self)
        fill_with(painter, theme.color("amber"))
        left = self.contentsMargins().left()
        painter.drawEllipse(QRectF(left + 2, (self.height() - DOT) / 2, DOT, DOT))
