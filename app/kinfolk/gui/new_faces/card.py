"""A card of the page New faces: a person, their new faces, and buttons to answer."""

from dataclasses import replace

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QFontMetrics, QMouseEvent, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QWidget

from kinfolk.gui.base import theme, words
from kinfolk.gui.base.context import Context
from kinfolk.gui.faces.model import Mark
from kinfolk.gui.faces.portrait import Portrait
from kinfolk.gui.tiles.layout import OUTSIDE
from kinfolk.gui.verdicts.card import VerdictCard
from kinfolk.gui.verdicts.faces import GAP, CardFaces
from kinfolk.gui.widgets.card_background import GLOW
from kinfolk.gui.widgets.controls import Button, Elided, column, label, row
from kinfolk.recognition.new_faces import KNOWN, NewFacesOf

# Pixels
PORTRAIT = 44
TILE, NARROW_TILE = 112, 96
KNOWN_TILE = 64
AWAY = 16  # between the parts
BUTTON = 132  # least width of a button
NAME_IN_BUTTON = 116  # most of a text with a name on it: a longer one would be cut
# From this width of the card on: side of a known face
KNOWN_SIDES = ((900, 64), (680, 56), (560, 44))
LEAST_WHO = 110  # width of the part that says who it is, in a card without room for known faces


class NewFacesCard(VerdictCard[NewFacesOf]):
    """Ask whether a person's new faces are theirs."""

    seen_changed = Signal()  # other faces would be confirmed now

    def __init__(self, context: Context) -> None:
        super().__init__()
        self._portrait = Portrait(context.thumbs, PORTRAIT)
        self._name = Elided("strong")
        self._count = label("", "caption", tone="muted")
        self._doubtful = label("", "caption", tone="warning")
        self.known = CardFaces(context, side=KNOWN_TILE)
        self.confirmed = label("✓ " + self.tr("confirmed"), "caption", tone="muted")
        self.faces = CardFaces(context, side=TILE, is_line=True, has_captions=True)
        queued = Qt.ConnectionType.QueuedConnection  # it may be told while they are painted
        for changed in (self.faces.seen_changed, self.faces.fitted):
            changed.connect(self._show_number, queued)
        self._menu_links = context.menu_links
        self.known.clicked.connect(self.open_person)
        self._who = QWidget()
        self.accept = Button(self.tr("Confirm"))
        self.reject = Button("", "quiet")
        self.closer = Button(self.tr("Look closer"), "quiet")
        self.said = label("", "text", tone="accent")
        self.undo = Button(self.tr("Undo"), "quiet")
        self._set_buttons(self.undo, self.accept, self.reject, self.closer)
        for part in (self._portrait, self._name, self._count):
            part.setCursor(Qt.CursorShape.PointingHandCursor)
        self._lay_out()

    def show_question(self, question: NewFacesOf, place: int) -> None:
        name = question.person.name or ""
        self.question = question
        self._portrait.set_face(question.person.effective_face_id)
        self._name.setText(name)
        number = words.number_text(len(question.face_ids))
        self._count.setText(self.tr("{} new").format(number))
        doubtful = words.number_text(len(question.doubtful))
        self._doubtful.setText(self.tr("{} to check").format(doubtful))
        confirmed = words.number_text(len(question.confirmed))
        self.said.setText("✓ " + self.tr("{} confirmed").format(confirmed))
        self._show_parts()
        rejected = self.tr("Not {}").format(name)
        has_room = self.reject.fontMetrics().horizontalAdvance(rejected) <= NAME_IN_BUTTON
        self.reject.setText(rejected if has_room else self.tr("Not them"))
        self.known.show_faces(question.known)
        self.known.mark(Mark.DONE, question.known if self.is_done else ())
        self.known.setAccessibleName(self.tr("Known faces of {}").format(name))
        self.faces.mark(Mark.OUT, question.removed)
        self.faces.mark(Mark.DONE, question.confirmed)
        self.faces.captions = {each: words.taken_text(day) for each, day in question.taken.items()}
        self.faces.show_faces(question.shown, len(question.shown))
        self._fit_faces()
        self.faces.mark(Mark.DOUBTFUL, question.doubtful)
        self._say_whom(name, self.tr("New faces of {}").format(name))
        self._show_number()

    @property
    def seen(self) -> NewFacesOf:
        """The question, reduced to faces that have been visible."""
        return replace(self.question, face_ids=self.faces.seen)

    @property
    def is_done(self) -> bool:
        return not self.question.face_ids

    def _show_parts(self) -> None:
        """Show what there is room for: counts and buttons, or what the answer was."""
        width, doubtful = self.width(), bool(self.question.doubtful)
        self._doubtful.setVisible(doubtful)
        self._count.setVisible(not self.is_done and (not doubtful or width >= KNOWN_SIDES[1][0]))
        for part in (self.said, self.undo):
            part.setVisible(bool(self.question.confirmed))
        for part in (self.accept, self.reject):
            part.setVisible(not self.is_done)
        # The key and the menu remain
        self.closer.setVisible(not self.is_done and width >= KNOWN_SIDES[-1][0])
        self.set_done(self.is_done)

    def _show_number(self) -> None:
        """Say on the button how many faces it confirms, and turn it off if none was visible yet."""
        seen, every = len(self.seen.face_ids), len(self.question.face_ids)
        number = words.number_text(seen)
        if seen == every == 1 or not seen:
            self.accept.setText(self.tr("Confirm"))
        elif seen == every:
            self.accept.setText(self.tr("Confirm {}").format(number))
        else:
            self.accept.setText(self.tr("Confirm {} shown").format(number))
        self._keep_width()
        for button in (self.accept, self.reject):
            button.setEnabled(seen > 0)
        self.seen_changed.emit()

    def _keep_width(self) -> None:
        """Give the button room for the strong text that it has on the current card."""
        text, strong = self.accept.text(), QFontMetrics(theme.font(13, theme.SEMIBOLD))
        around = self.accept.sizeHint().width() - self.accept.fontMetrics().horizontalAdvance(text)
        self.accept.setMinimumWidth(max(BUTTON, around + strong.horizontalAdvance(text)))

    def open_person(self) -> None:
        self._menu_links.person_wanted.emit(self.question.person.id)

    def _lay_out(self) -> None:
        top = Qt.AlignmentFlag.AlignTop
        counts = row(self._count, self._doubtful, None, spacing=6)
        names = column(None, self._name, counts, None, spacing=1)
        who = row(self._portrait, names, spacing=9)
        said = row(OUTSIDE, self.confirmed, spacing=0)
        self._who.setLayout(column(who, 6, self.known, said, spacing=0))
        self.said.setAlignment(Qt.AlignmentFlag.AlignCenter)
        # A second click at the same place must not undo the first
        self.said.setFixedHeight(self.accept.sizeHint().height())
        buttons = column(
            self.said, self.undo, self.accept, self.reject, self.closer, None, spacing=2
        )
        for button in self.buttons:
            button.setMinimumWidth(BUTTON)
        # A long name must not take room from the faces
        self.reject.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        whole = QHBoxLayout(self)
        whole.setContentsMargins(GLOW + 11, GLOW + 9, GLOW + 12, GLOW + 9)
        whole.setSpacing(AWAY)
        whole.addWidget(self._who, 0, top)
        whole.addWidget(self.faces, 1000, top)
        whole.addSpacing(-OUTSIDE)  # the faces keep room for a frame around the last one
        whole.addLayout(buttons, 0)
        whole.addStretch(1)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        width = event.size().width()
        known = next((side for least, side in KNOWN_SIDES if width >= least), 0)
        for part in (self.known, self.confirmed):
            part.setVisible(known > 0)
        self._show_parts()
        if known:
            self.known.set_side(known)
            self._who.setFixedWidth(KNOWN * (known + GAP) - GAP + 2 * OUTSIDE)
        else:
            self._who.setFixedWidth(LEAST_WHO)
        self.faces.set_side(TILE if width >= KNOWN_SIDES[1][0] else NARROW_TILE)
        self._fit_faces()

    def _fit_faces(self) -> None:
        """Give the faces no more width than they need, so that the buttons are near."""
        self.faces.setMaximumWidth(self.faces.across(len(self.question.shown)))

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Open the person's page on a click on the portrait or the name."""
        super().mousePressEvent(event)
        under = self.childAt(event.position().toPoint())
        is_left = event.button() == Qt.MouseButton.LeftButton
        if is_left and under in (self._portrait, self._name, self._count):
            self.open_person()
