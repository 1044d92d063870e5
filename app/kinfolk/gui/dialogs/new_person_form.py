"""The left half of the dialog New person: name, birth date, portrait, switches, library."""

from collections.abc import Sequence

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QLabel, QWidget

from kinfolk.core.birth import Birth
from kinfolk.core.people.people import Person
from kinfolk.core.photos.library import Library
from kinfolk.gui.base import words
from kinfolk.gui.base.drag import Carried, Drop, portrait_text
from kinfolk.gui.base.thumbs import Thumbs
from kinfolk.gui.faces.portrait import Portrait
from kinfolk.gui.who.completion import NameCompleter, WhoHave
from kinfolk.gui.who.namesake import SMALL, NamesakeLine
from kinfolk.gui.widgets.controls import (
    Button,
    NameField,
    Part,
    column,
    holding,
    label,
    row,
    set_tone,
)
from kinfolk.gui.widgets.date_fields import BirthField
from kinfolk.gui.widgets.switches import Choice, Toggle

# Pixels.
WIDTH = 264
_PORTRAIT = 140
_SMALLEST = 40
_RING_ROOM = 8  # pixels for the ring around the portrait
_BIRTH_HINT = 18  # pixels, kept even if empty so that nothing moves
_HINT = 44  # pixels below the name: two lines, or a small portrait beside them


class PersonForm(QWidget):
    """Show the fields; it shows and holds values, and the dialog decides what they mean."""

    name_changed = Signal()
    library_changed = Signal()
    faces_dropped = Signal(object)  # face ids dropped onto the portrait
    apart_wanted = Signal()  # it is another person of the name that is taken

    def __init__(self, thumbs: Thumbs, who: WhoHave) -> None:
        """`who` returns the people who have some names, by name."""
        super().__init__()
        self.setFixedWidth(WIDTH)
        self.portrait = Portrait(thumbs, _PORTRAIT, ringed=True)
        self.name = NameField()
        self.name.setAccessibleName(self.tr("Name"))
        self.birth = BirthField()
        self.favorite = Toggle(self.tr("Favourite"))
        self.hidden = Toggle(self.tr("Hidden"))
        self.library = Choice(self.tr("Library"))
        self._library_label = label(self.tr("Library"), "caption", tone="muted")
        self.namesake = NamesakeLine(thumbs, face=30, spacing=8)
        self.namesake.apart.wanted.connect(self.apart_wanted)
        self.name_hint = label("", "caption", tone="muted", wrap=True)
        self.name_hint.setAlignment(Qt.AlignmentFlag.AlignTop)
        self.birth_hint = label("", "caption", tone="danger")
        self.born_about = Button("", "link", clicked=self._take_birth)
        self.born_about.setStyleSheet(SMALL)
        self._offered: Birth | None = None
        self._names = NameCompleter(self.name, thumbs, who)
        self._lay_out()
        self.name.textChanged.connect(self.name_changed)
        self.birth.day_changed.connect(self._on_birth)
        self.birth.left.connect(self._on_birth)
        self.portrait.take_faces(self._offer)
        self.library.currentIndexChanged.connect(self.library_changed)
        self.show_name_hint()

    @property
    def name_text(self) -> str:
        """The name without surrounding spaces; "" for none."""
        return self.name.text().strip()

    @property
    def library_id(self) -> str | None:
        """The id of the chosen library, or None if there is only one."""
        chosen = self.library.currentData()
        return chosen if isinstance(chosen, str) else None

    def set_names(self, names: Sequence[str]) -> None:
        """Set the names that typing completes to."""
        self._names.set_names(names)

    def set_libraries(self, libraries: Sequence[Library]) -> None:
        """Offer these libraries if there are several."""
        several = len(libraries) > 1
        # Filling the list must not count as a choice.
        self.library.blockSignals(True)
        self.library.clear()
        for each in libraries if several else ():
            self.library.addItem(each.name, each.id)
        self.library.blockSignals(False)
        self.library.setVisible(several)
        self._library_label.setVisible(several)

    def show_name_hint(self, problem: str = "") -> None:
        """Show what is wrong with the name, or that it is free or may stay empty."""
        self.name.set_bad(bool(problem))
        set_tone(self.name_hint, "danger" if problem else "muted")
        free = self.tr("No one else has this name.")
        self._say_of_name(
            problem or (free if self.name_text else self.tr("Leave empty to name them later"))
        )

    def say_apart(self, word: str) -> None:
        """Say that the selected word tells people apart, and that a better one may replace it."""
        said = self.tr("“{}” tells them apart. Type over it to change it.")
        self._say_of_name(said.format(words.short(word, 24)))

    def _say_of_name(self, text: str) -> None:
        self.namesake.hide()
        self.name_hint.setText(text)
        self.name_hint.show()

    def show_taken(self, person: Person) -> None:
        """Show the person who has that name already."""
        self.name.set_bad(False)
        self.name_hint.hide()
        number = words.photos(person.asset_count or 0)
        text = self.tr("{name} is already in {number}.").format(name=person.name, number=number)
        self.namesake.say(text, person.effective_face_id)
        self.namesake.show()

    def set_only_faces(self, only: bool) -> None:
        """Disable all but name and faces, because the person exists already."""
        for field in (self.birth, self.favorite, self.hidden):
            field.setEnabled(not only)
        self._on_birth()

    def offer_birth(self, born: Birth | None) -> None:
        """Offer the year on which the faces agree, as long as no birth date is entered."""
        self._offered = born
        self.born_about.setText(words.born_about(born) if born else "")
        self._on_birth()

    def show_birth_problem(self, problem: str) -> None:
        """Show a problem beside the birth date; "" shows how the date is understood."""
        said = self.birth.hint if self.birth.isEnabled() else ""
        set_tone(self.birth_hint, "danger" if problem else "muted")
        self.birth_hint.setText(problem or ("" if self.birth.problem else said))
        self.birth.set_bad(bool(problem))
        is_free = self.birth.isEnabled() and not self.birth.text()
        self.born_about.setVisible(self._offered is not None and is_free)

    def hasHeightForWidth(self) -> bool:
        # Else a scroll area would ask for that height, and the portrait would never shrink
        return False

    def minimumSizeHint(self) -> QSize:
        return QSize(WIDTH, self._rest() + _SMALLEST + 2 * _RING_ROOM)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Shrink the portrait in a low window to make room for the fields."""
        super().resizeEvent(event)
        room = event.size().height() - self._rest() - 2 * _RING_ROOM
        self.portrait.set_size(min(_PORTRAIT, max(_SMALLEST, room)))

    def _rest(self) -> int:
        """Return the height of everything but the portrait."""
        return super().minimumSizeHint().height() - self.portrait.height()

    def _on_birth(self) -> None:
        shown = self.birth.isEnabled() and self.birth.is_complete
        self.show_birth_problem(self.birth.problem if shown else "")

    def _take_birth(self) -> None:
        self.birth.setFocus(Qt.FocusReason.OtherFocusReason)
        self.birth.set_born(self._offered)

    def _offer(self, carried: Carried) -> Drop | None:
        label = portrait_text(self.name_text or None)
        return Drop(label, lambda: self.faces_dropped.emit(carried.face_ids))

    def _lay_out(self) -> None:
        name_hint = holding(row(self.namesake, self.name_hint, spacing=0))
        name_hint.setFixedHeight(_HINT)
        birth_hint = holding(row(self.born_about, self.birth_hint, spacing=0))
        birth_hint.setFixedHeight(_BIRTH_HINT)
        said = self.tr("Drop a face here or select one")
        caption = label(said, "caption", tone="muted", wrap=True)
        caption.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        name = _caption(self.tr("Name"), self.name)
        optional = label(self.tr("optional"), "caption", tone="muted")
        birth = row(_caption(self.tr("Birth date"), self.birth), None, optional)
        favorite = row(label(self.tr("Favourite")), None, self.favorite)
        hidden = row(label(self.tr("Hidden")), None, self.hidden)
        parts: list[Part] = [name, self.name, name_hint, birth, self.birth, birth_hint, 2]
        parts += [self.portrait, caption, 10, favorite, hidden]
        parts += [6, self._library_label, self.library, None]
        lines = column(*parts, spacing=4)
        # Not in a row of its own: what that needs would follow a new size of the portrait too late.
        lines.setAlignment(self.portrait, Qt.AlignmentFlag.AlignHCenter)
        self.setLayout(lines)


def _caption(text: str, field: QWidget) -> QLabel:
    """Return the caption of a field, whose key moves the keyboard there."""
    made = label(text, "strong")
    made.setBuddy(field)
    return made
