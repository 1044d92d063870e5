"""The sheet that ignores strangers, after showing who they are."""

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import QCoreApplication, QPoint, QSize
from PySide6.QtWidgets import QWidget

from kinfolk.core.people.strangers import Unknown
from kinfolk.gui.actions.people import PeopleActions
from kinfolk.gui.base import words
from kinfolk.gui.base.commands import Command, Commands
from kinfolk.gui.base.context import Context
from kinfolk.gui.faces.click_grid import ClickGrid
from kinfolk.gui.faces.model import Mark
from kinfolk.gui.widgets import controls
from kinfolk.gui.widgets.controls import Button, fill, label, row
from kinfolk.gui.widgets.sheet import Sheet
from kinfolk.gui.widgets.switches import Choice
from kinfolk.recognition import strangers

FEWEST, MOST = 2, 10  # least and largest number of photos that can be chosen
TILE = 72  # pixels


class StrangersSheet(Sheet):
    """Ignore unnamed people who are seen in few photos and look like no one known.

    The primary button ignores only those that have been visible in the grid; another one ignores
    all. Both are one undo step, and leave those whose face was clicked.
    """

    def __init__(self, context: Context, parent: QWidget, *, has_people: bool) -> None:
        """Without any named people everyone would be a stranger, so that nothing is offered."""
        super().__init__(
            parent,
            title=QCoreApplication.translate("StrangersSheet", "Ignore strangers"),
            size=QSize(640, 520),
            action=QCoreApplication.translate("StrangersSheet", "Ignore"),
        )
        self._context = context
        self._act = PeopleActions(context, parent)
        self._has_people = has_people
        self.found: Sequence[Unknown] = ()  # everyone to whom the rule applies
        self._kept: set[str] = set()  # faces of people who are not to be ignored
        self._asked = 0  # the number of photos asked about last
        self.photos = Choice(self.tr("Number of photos"))
        self.photos.addItems([words.photos(number) for number in range(FEWEST, MOST + 1)])
        self.photos.setCurrentIndex(min(context.settings.few_photos, MOST) - FEWEST)
        self.grid = ClickGrid(context, lambda event: COMMANDS.press(self, event), tile=TILE)
        self.grid.setDragEnabled(False)
        self.grid.setAccessibleName(self.title.text())
        self.state = label("", "text", tone="muted", wrap=True)
        self.everybody = Button("", "link", clicked=lambda: self._ignore(self.left))
        self.everybody.hide()
        rule = self.tr("Seen in fewer than {photos} and unlike anyone you’ve named:")
        before, _, after = rule.partition("{photos}")
        after_it = label(after.strip(), wrap=True)
        line = row(label(before.strip()), self.photos, after_it, spacing=8, grow=2)
        counts = row(self.state, self.everybody, grow=0)
        fill(self.body, line, counts, self.grid, spacing=12, grow=2)
        self.photos.currentIndexChanged.connect(self._ask)
        self.grid.opened.connect(self._show_photo)
        self.grid.toggled.connect(self._on_toggled)
        self.grid.menu_wanted.connect(self._on_menu)
        self.grid.seen_more.connect(self._say)
        self._ask()

    def first_focus(self) -> QWidget:
        return self.photos

    @property
    def number(self) -> int:
        """People are listed who are seen in fewer photos than this."""
        return FEWEST + self.photos.currentIndex()

    @property
    def left(self) -> Sequence[Unknown]:
        """Those of them who are not kept."""
        return [each for each in self.found if each.face_ids[0] not in self._kept]

    @property
    def seen(self) -> Sequence[Unknown]:
        """Those who are not kept and have been visible."""
        return [each for each in self.left if each.face_ids[0] in self.grid.seen]

    def accept(self) -> None:
        self._ignore(self.seen)

    def _ignore(self, strangers: Sequence[Unknown]) -> None:
        """Close and ignore these people, and remember the number for the next time."""
        if not strangers:
            return
        self._context.settings.few_photos = self.number
        super().accept()
        self._act.ignore(
            groups={each.id: each.face_ids for each in strangers if not each.is_single},
            faces=[each.id for each in strangers if each.is_single],
        )

    def _ask(self) -> None:
        """Look up who it would be; nothing can be done until that is known."""
        self._asked = asked = self.number
        self._show((), is_known=not self._has_people)

        def found(strangers: list[Unknown]) -> None:
            if asked == self._asked:
                self._show(strangers, is_known=True)

        if self._has_people:
            db = self._context.db
            self._context.suggestions.ask(
                lambda suggester: strangers.find(suggester, db, fewer_than=asked), found, owner=self
            )

    def _show(self, strangers: Sequence[Unknown], *, is_known: bool) -> None:
        """Show who was found; `is_known` is False while they are being looked up."""
        self.found = strangers
        self.grid.show_faces([each.face_ids[0] for each in strangers])
        self.grid.setVisible(bool(strangers))
        if not is_known:
            self.state.setText(self.tr("Finding strangers…"))
        elif not self._has_people:
            self.state.setText(self.tr("No one has a name yet. Name the people you know first."))
        elif not strangers:
            self.state.setText(self.tr("No one matches."))
        self._say()

    def _say(self) -> None:
        """Say how many they are, and how many of them have been visible."""
        seen, left, found = self.seen, self.left, self.found
        unseen = len(left) - len(seen)
        self.primary.setEnabled(bool(seen))
        self.everybody.setVisible(bool(seen) and unseen > 0)
        self.everybody.setText(self.tr("Ignore all {}").format(words.number_text(len(left))))
        self.primary.setText(self.tr("Ignore {}").format(words.number_text(len(seen))))
        self.sentence.setText("")
        if not found:
            self.primary.setText(self.tr("Ignore"))
            return
        self.state.setText(self.tr("{}. Click a face to keep it.").format(how_many(found)))
        if unseen:
            numbers = words.number_text(unseen), words.number_text(len(seen))
            self.state.setText(
                self.tr("{}, {} not seen yet. Click a face to keep it.").format(
                    how_many(found), numbers[0]
                )
            )
            self.primary.setText(self.tr("Ignore {} seen").format(numbers[1]))
        said = self.tr(
            "{} will move to Ignored. They come back if they turn out to be someone you know."
        )
        if seen:
            self.sentence.setText(said.format(how_many(seen)))

    def _on_toggled(self, face_id: str) -> None:
        """Keep this person, or ignore them after all."""
        self._kept ^= {face_id}
        self.grid.faces.mark(Mark.OUT, self._kept)
        self._say()

    def _on_menu(self, at: QPoint) -> None:
        current = self.grid.current_id()
        if current is not None:
            menu = controls.passing_menu(self)
            show = partial(self._show_photo, current)
            self._context.menu_links.from_face(menu, current, photo=show, photo_key="O")
            menu.popup(at)

    def _show_photo(self, face_id: str) -> None:
        self._context.menu_links.show_photo(face_id, self.grid.faces.ids, self)


COMMANDS: Commands[StrangersSheet] = Commands(
    "Ignore strangers",
    Command("Space", "Keep, or ignore after all", lambda sheet: sheet.grid.say(sheet.grid.toggled)),
    Command("O", "Show photo", lambda sheet: sheet.grid.say(sheet.grid.opened)),
)


def how_many(strangers: Sequence[Unknown]) -> str:
    """Return the number of groups and single faces as a text."""
    single = sum(each.is_single for each in strangers)
    groups = len(strangers) - single
    parts = [words.groups(groups)] if groups else []
    parts += [words.single_faces(single)] if single else []
    return words.listed(parts)
