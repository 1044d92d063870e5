"""The head of a person's page: portrait, editable name, facts, actions."""

from datetime import date
from functools import partial

from PySide6.QtCore import QPoint, QSize, Qt, Signal
from PySide6.QtGui import QFontMetrics, QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QFrame, QPushButton, QSizePolicy, QVBoxLayout, QWidget

from kinfolk.core.birth import Birth
from kinfolk.core.people.people import Person
from kinfolk.gui.base import plain_text, theme, words
from kinfolk.gui.base.commands import Command, Commands
from kinfolk.gui.base.thumbs import Thumbs
from kinfolk.gui.faces.portrait import Portrait
from kinfolk.gui.who.completion import NameCompleter, WhoHave
from kinfolk.gui.widgets.controls import (
    Button,
    Elided,
    IconButton,
    NameField,
    column,
    label,
    row,
    set_tone,
)
from kinfolk.gui.widgets.date_fields import BirthField
from kinfolk.gui.widgets.flow import Flow, flowing

# Pixels.
_PORTRAIT = 112
_CHIP = 26  # height of a chip; its corners have half as radius
_GAP = 14
_NARROW = 800  # width in pixels below which not everything fits side by side
_NAME_SHEET = """
    QLineEdit { background: transparent; border: 2px solid transparent; padding: 0 5px;
                min-height: 40px; max-height: 40px; }
    QLineEdit:hover { border-color: palette(mid); }
    QLineEdit:focus { background: palette(base); border-color: palette(highlight); }
    QLineEdit[bad="true"] { border-color: palette(bright-text); }
"""
_CHIP_SHEET = """
    QPushButton { background: palette(base); border: 1px solid palette(mid); border-radius: 13px;
                  color: palette(placeholder-text); padding: 4px 10px; min-height: 16px; }
    QPushButton:hover { color: palette(text); border-color: palette(dark); }
    QPushButton:focus { border: 2px solid palette(highlight); padding: 3px 9px; }
"""


class PersonHeader(QWidget):
    """Show a person and emit what the user wants; the header changes nothing itself."""

    name_given = Signal(str)  # the trimmed name; "" to remove it
    merge_offered = Signal()  # merge into the person who has the typed name
    birth_given = Signal(object, object)  # the Person as shown when asked, and Birth or None
    favorite_wanted = Signal()
    merge_wanted = Signal()
    menu_wanted = Signal(QPoint)  # global position

    def __init__(self, thumbs: Thumbs, who: WhoHave) -> None:
        """`who` returns the people who have some names, by name."""
        super().__init__()
        self._person: Person | None = None
        self._offer: Birth | None = None  # what the faces tell
        self.portrait = Portrait(thumbs, _PORTRAIT)
        self.name = NameEdit(thumbs, who)
        self.birth = ChipButton()
        self.counts = label("", "caption", tone="chip")
        self.span = label("", "caption", tone="chip")
        self.problem = Elided("text", tone="danger")
        self.merge_offer = Button("", "link", clicked=self.merge_offered.emit)
        self.favorite = Button(self.tr("Favourite"), icon="star-outline")
        self.favorite.setCheckable(True)
        self.favorite.setAccessibleName(self.tr("Favourite"))
        self.favorite.setToolTip(self.tr("Favourites come first"))
        self.merge = Button(self.tr("Merge…"), clicked=self.merge_wanted.emit)
        self.more = IconButton("more", self.tr("More"), clicked=self._on_more)
        self._said = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._chips = Flow(spacing=8)
        self._lay_out()
        self.favorite.clicked.connect(self.favorite_wanted)
        self.name.given.connect(self.name_given)
        self.name.textEdited.connect(lambda: self.show_problem(""))
        self.name.leaving.connect(lambda: self.show_problem(""))
        self.birth.clicked.connect(self._on_birth)

    def show_person(
        self, person: Person, span: str, confirmed: int | None, born_about: Birth | None = None
    ) -> None:
        """Show a person; `span` says from when their photos are, "" if unknown.

        `confirmed` is the number of confirmed faces, None if all are. `born_about` is the year that
        their faces tell; it is offered if no birth date is known.
        """
        self._person = person
        self._offer = None
        if born_about and person.name and not person.born:
            self._offer = born_about
        self.portrait.set_face(person.effective_face_id)
        self.name.show_name(person.name)
        today = date.today()
        if born := person.born:
            parts = (self.tr("Born {}").format(words.birth_text(born)), words.age_of(born, today))
            self.birth.setText(" · ".join(part for part in parts if part))
        elif self._offer:
            self.birth.setText(words.born_about(self._offer))
        else:
            self.birth.setText(self.tr("Add birth date"))
        facts, tip = [words.photos(person.asset_count), words.faces(person.face_count)], ""
        if confirmed is not None:
            facts.append(self.tr("{} confirmed").format(words.number_text(confirmed)))
            tip = self.tr("A dot marks faces added by Kinfolk that you haven’t confirmed.")
        self.counts.setText(" · ".join(facts))
        self.counts.setToolTip(plain_text.tip(tip))
        self.span.setText(span)
        self.span.setHidden(self.merge.isHidden() or not span)
        self.favorite.setChecked(person.is_favorite)
        self.favorite.set_icon("star" if person.is_favorite else "star-outline")
        if not self.name.is_typing:
            self.show_problem("")

    def show_problem(self, text: str, offer: str = "") -> None:
        """Show beside the name what is wrong with it, and an offer of what may be meant."""
        self.name.set_bad(bool(text))
        self.problem.setText(text)
        self.problem.setVisible(bool(text))
        self.merge_offer.setText(offer)
        self.merge_offer.setVisible(bool(offer))

    def _on_birth(self) -> None:
        popup = BirthPopup(self._person.born if self._person else None, self)
        if self._offer:
            popup.field.set_born(self._offer)
        popup.given.connect(partial(self.birth_given.emit, self._person))
        popup.show_under(self.birth)

    def _on_more(self) -> None:
        self.menu_wanted.emit(self.more.mapToGlobal(QPoint(0, self.more.height() + 4)))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Move Merge into the menu in a narrow window, and hide from when the photos are."""
        super().resizeEvent(event)
        narrow = event.size().width() < _NARROW
        direction = QBoxLayout.Direction
        self._said.setDirection(direction.TopToBottom if narrow else direction.LeftToRight)
        self.favorite.setText("" if narrow else self.tr("Favourite"))
        self.merge.setHidden(narrow)
        self.span.setHidden(narrow or not self.span.text())

    def _lay_out(self) -> None:
        left = Qt.AlignmentFlag.AlignLeft
        self._said.setContentsMargins(0, 0, 0, 0)
        self._said.setSpacing(12)
        for part in (self.name, self.problem, self.merge_offer):
            self._said.addWidget(part, 0, left)
        self._said.addStretch(1)
        for chip in (self.birth, self.counts, self.span):
            chip.setFixedHeight(_CHIP)
            self._chips.addWidget(chip)
        chips = flowing(self._chips)
        chips.setContentsMargins(7, 0, 0, 0)  # aligns the chips with the name's letters
        middle = column(None, self._said, chips, None, spacing=6)
        whole = row(self.portrait, middle, spacing=_GAP, grow=1)
        self.setLayout(whole)
        for button in (self.favorite, self.merge, self.more):
            whole.addWidget(button, 0, Qt.AlignmentFlag.AlignVCenter)


class NameEdit(NameField):
    """Edit a name in a field that looks like a title; Enter or leaving it emits `given`.

    Esc restores the name before, and once more moves the keyboard away (`leaving`).
    """

    given = Signal(str)
    leaving = Signal()

    def __init__(self, thumbs: Thumbs, who: WhoHave) -> None:
        super().__init__(self.tr("Who is this?"))
        self.setAccessibleName(self.tr("Name"))
        self.setFont(theme.font(28, theme.BOLD))
        self.setStyleSheet(_NAME_SHEET)
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        self.names = NameCompleter(self, thumbs, who, at_once=True)
        self._kept = ""
        self.textChanged.connect(self.updateGeometry)
        self.returnPressed.connect(self._on_given)
        self.left.connect(self._on_given)

    def show_name(self, name: str | None) -> None:
        """Show a name, unless the user is typing."""
        name = name or ""
        # Compared, since setting the same text would drop the selection
        if not self.is_typing and name != self._kept:
            self.setText(name)
        self._kept = name

    def begin(self) -> None:
        """Move the keyboard here and select the name."""
        self.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.selectAll()

    def leave(self) -> None:
        """Emit what was typed for the person before, because another one is shown next."""
        self._on_given()
        self._kept = ""
        self.setText("")

    @property
    def is_typing(self) -> bool:
        """Whether the text differs from the name that is stored."""
        return self.text() != self._kept

    def sizeHint(self) -> QSize:
        text = self.text() or self.placeholderText()
        width = QFontMetrics(self.font()).horizontalAdvance(text)
        return QSize(max(120, width + 28), 44)

    def minimumSizeHint(self) -> QSize:
        return QSize(120, 44)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if not COMMANDS.press(self, event):
            super().keyPressEvent(event)

    def _on_escape(self) -> None:
        """Restore the stored name, or leave the field if nothing was typed."""
        if self.text() == self._kept:
            self.leaving.emit()
            return
        self.restore()
        self.textEdited.emit(self._kept)

    def restore(self) -> None:
        """Put the stored name back, selected."""
        self.setText(self._kept)
        self.selectAll()

    def _on_given(self) -> None:
        """Emit the text if it differs from the stored name."""
        text = self.text().strip()
        if text != self._kept:
            self.given.emit(text)


class ChipButton(QPushButton):
    """Show a fact that a click can change."""

    def __init__(self) -> None:
        super().__init__()
        self.setFont(theme.font(12))
        self.setStyleSheet(_CHIP_SHEET)
        self.setCursor(Qt.CursorShape.PointingHandCursor)


class BirthPopup(QFrame):
    """Show a small form below the chip with the birth date and Save; emit `given`."""

    given = Signal(object)  # Birth or None

    def __init__(self, born: Birth | None, parent: QWidget) -> None:
        super().__init__(parent, Qt.WindowType.Popup)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setProperty("popup", True)
        self.field = BirthField()
        self.field.setFixedWidth(240)
        self.field.set_born(born)
        self.problem = label("", "caption", tone="danger")
        self.save = Button(self.tr("Save"), "primary", clicked=self._on_save)
        remove = Button(self.tr("Remove"), "quiet", clicked=self._on_remove)
        remove.setVisible(born is not None)
        caption = label(self.tr("Birth date"), "caption", tone="muted")
        layout = QVBoxLayout(self)
        layout.setContentsMargins(16, 12, 16, 16)
        layout.addLayout(column(caption, self.field, self.problem, spacing=4))
        layout.addLayout(row(None, remove, self.save))
        self.field.returnPressed.connect(self._on_save)
        self.field.day_changed.connect(self._on_typed)

    def show_under(self, widget: QWidget) -> None:
        """Open below the widget with the keyboard in the field."""
        self.adjustSize()
        self.move(widget.mapToGlobal(QPoint(0, widget.height() + 4)))
        self.show()
        self.field.setFocus()
        self.field.selectAll()

    def _on_typed(self) -> None:
        set_tone(self.problem, "danger" if self.field.problem else "muted")
        self.problem.setText(self.field.hint)

    def _on_save(self) -> None:
        if self.field.problem:
            set_tone(self.problem, "danger")
            self.problem.setText(self.field.problem)
            self.field.set_bad(True)
            return
        self.given.emit(self.field.born)
        self.close()

    def _on_remove(self) -> None:
        self.given.emit(None)
        self.close()


COMMANDS: Commands[NameEdit] = Commands(
    "Name on a person’s page",
    Command("Return Enter", "Save"),
    Command("Esc", "Restore the name, then stop editing", NameEdit._on_escape),
)
