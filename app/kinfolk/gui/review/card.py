"""A card of the page Review: who it may be, the faces, yes and no."""

from collections.abc import Sequence

from PySide6.QtCore import QPointF, QSize, Qt
from PySide6.QtGui import QFontMetrics, QPaintEvent, QPen, QResizeEvent

from kinfolk.gui.base import plain_text, theme, words
from kinfolk.gui.base.context import Context
from kinfolk.gui.base.shapes import smooth_painter
from kinfolk.gui.faces.portrait import Portrait
from kinfolk.gui.tiles.layout import OUTSIDE
from kinfolk.gui.verdicts.card import VerdictCard
from kinfolk.gui.verdicts.faces import CardFaces
from kinfolk.gui.widgets.card_background import GLOW
from kinfolk.gui.widgets.controls import Button, Elided, Part, column, key_cap, label, row, set_tone
from kinfolk.recognition.questions.question import Question, QuestionKind
from kinfolk.recognition.suggestion import Alike, Certainty, OfAnotherAge

DIGITS = 9  # number of cards that a digit leads to
# Pixels
PORTRAIT = 40
TILE = 120  # large enough to compare two faces
WIDE, NARROW, NARROWEST = 940, 700, 560  # widths in pixels, below each of which less is shown
BETWEEN = 17  # pixels between the known faces and those asked about, with a line in the middle
NAME_IN_BUTTON = 110  # most pixels of a name on a button; a longer one is only at the left


class ReviewCard(VerdictCard[Question]):
    """Ask whose faces these are, beside faces that are known."""

    def __init__(self, context: Context) -> None:
        super().__init__()
        self._shown: Question | None = None
        self._meant: tuple[str, ...] = ()
        self._said: tuple[object, ...] = ()  # what the buttons' texts were made of
        self.beside: tuple[Alike, ...] = ()  # faces of the person to compare with
        self.number = key_cap("")
        policy = self.number.sizePolicy()
        policy.setRetainSizeWhenHidden(True)  # keeps its space, so that names are aligned
        self.number.setSizePolicy(policy)
        self._portraits = [Portrait(context.thumbs, PORTRAIT) for _ in range(2)]
        self._name = Elided("heading")
        self._chip = label("", "caption")
        self._count = label("", "caption", tone="muted")
        self.reason = Elided("caption", tone="muted")
        self.reason.hide()
        self.why = Button(self.tr("Why?"), "link")
        self.why.hide()
        self.accept = Button(self.tr("Accept"))
        self.reject = Button("", "quiet")
        self._set_buttons(self.why, self.accept, self.reject)
        self.theirs, self.faces = (
            CardFaces(context, side=TILE, is_line=True, is_held=True) for _ in range(2)
        )
        self._lay_out()

    def show_question(self, question: Question, place: int) -> None:
        number = place + 1 if place < DIGITS else 0
        if self.number.text() != str(number):
            self.number.setText(str(number))
            self.number.setVisible(bool(number))
        if question == self._shown and self.faces.staying == self.faces.shown:
            return
        self.question = self._shown = question
        self._show_people(question)
        is_likely = question.certainty is Certainty.LIKELY
        self._chip.setText(self.tr("likely") if is_likely else self.tr("maybe"))
        if question.kind is QuestionKind.CHILD and question.person.name:
            self._chip.setText(self.tr("the same child?"))
        set_tone(self._chip, "likely" if is_likely else "maybe")
        self._count.setText(self._counted(question))
        is_pair = question.kind is QuestionKind.PAIR
        number_of_them = question.whole.face_count if is_pair else len(question.faces)
        self.faces.show_faces(
            question.faces, number_of_them, texts=[words.of_child(part) for part in question.parts]
        )
        if not question.is_about_one:
            self.theirs.show_faces(question.theirs, question.person.face_count)
        self._fit_theirs()

    def _counted(self, question: Question) -> str:
        if not question.is_about_one:
            first = words.number_text(question.person.face_count)
            return self.tr("{} and {}").format(first, words.faces(question.whole.face_count))
        number = words.faces(question.total)
        is_group = question.kind is QuestionKind.GROUP
        return self.tr("{} as a group").format(number) if is_group else number

    def show_beside(self, beside: Sequence[Alike]) -> None:
        """Show the person's faces that are most like those asked about, the most alike first."""
        if self.beside == beside:
            return
        self.beside = tuple(beside)
        self._fit_line()
        if self.question.is_about_one:
            shown = [one.face_id for one in beside]
            name = self.question.person.name
            self.theirs.show_faces(shown, 0, texts=[name] * len(shown) if name else ())

    def show_reason(self, reason: tuple[str, OfAnotherAge] | None) -> None:
        """Show whose age does not fit, of someone whom the faces look like, or nothing.

        Once shown the line keeps its room, so that the cards below do not jump from face to face.
        """
        self.reason.clear()
        if reason is not None:
            name, found = reason
            text = self.tr("{name} would be {age} here; this face looks about {looks}.")
            self.reason.setText(text.format(name=name, age=found.age, looks=found.looks))
            self.reason.show()

    def minimumSizeHint(self) -> QSize:
        # Not as wide as the line is now: else a card that was wide once would stay so
        return QSize(0, super().minimumSizeHint().height())

    def _fit_line(self) -> None:
        """Hide parts of the first line that a narrow card has no room for, so that the name has it.

        The button "Why?" is there only if there are faces to compare.
        """
        width = self.width()
        self._count.setVisible(width >= NARROW)
        self.why.setVisible(bool(self.beside) and width >= NARROW)
        self._chip.setVisible(width >= NARROWEST or self.question.is_about_one)
        for part in (self._count, self.why, self._chip):
            if super().minimumSizeHint().width() > width:
                part.hide()

    def _fit_theirs(self) -> None:
        """Fix the width of the person's known faces at one to three tiles, by the card's width.

        On a card about a pair of people, their width is not fixed.
        """
        places = 1 + (self.width() >= NARROW) + (self.width() >= WIDE)
        is_one = self.question.is_about_one
        self.theirs.keep_room(min(places, self.question.person.face_count) if is_one else 0)

    @property
    def is_whole(self) -> bool:
        """Whether the user answers for all faces of the card at once."""
        return self.question.is_whole

    @property
    def is_one_by_one(self) -> bool:
        """Whether its faces should be looked at one by one, because they are doubtful."""
        return not self.is_whole and self.question.certainty is not Certainty.LIKELY

    def show_meant(self, meant: Sequence[str]) -> None:
        """Set the numbers on the buttons to the faces `meant`, at most those that are visible."""
        said = tuple(meant), self.faces.staying, self.question
        if said == self._said:
            return
        self._meant, self._said = said[0], said
        self._show_accept()
        self._show_reject()

    def _show_people(self, question: Question) -> None:
        name = question.person.name or ""
        self._portraits[0].set_face(question.person.effective_face_id)
        self._portraits[1].setVisible(not question.is_about_one)
        if question.is_about_one:
            self._name.setText(name or self.tr("The same child?"))
        else:
            self._portraits[1].set_face(question.whole.effective_face_id)
            self._name.setText(words.listed([name, question.whole.name or ""]))
            together = self.tr("Merge all faces as {}").format(name)
            self.accept.setToolTip(plain_text.tip(together))
        who = self._name.text()
        asked = self.tr("Faces that may be {}").format(who)
        self._say_whom(who, asked if name else self.tr("Faces that may be the same child"))

    def _show_reject(self) -> None:
        """Set the text of the button that rejects the suggestion."""
        number = len(self._meant)
        if not self.question.is_about_one:
            self.reject.setText(self.tr("Different people"))
        elif not self.is_whole and number < len(self.faces.staying):
            one, many = self.tr("Not this one"), self.tr("Not these {}")
            self.reject.setText(one if number == 1 else many.format(number))
        elif not self.question.person.name:
            self.reject.setText(self.tr("Different people"))
        else:
            name = self._name.text()
            wide = QFontMetrics(self.reject.font()).horizontalAdvance(name)
            has_room = self.width() >= NARROWEST and wide <= NAME_IN_BUTTON
            said = self.tr("Not {}").format(name) if has_room else self.tr("Not them")
            self.reject.setText(said)

    def _show_accept(self) -> None:
        """Set the text of the button that accepts the suggestion."""
        is_all, number = self._meant == self.faces.staying, len(self._meant)
        many = words.number_text(number)
        if not self.question.is_about_one or (is_all and not self.question.person.name):
            self.accept.setText(self.tr("Same person"))
        elif is_all and self.faces.more:
            self.accept.setText(self.tr("Accept {} shown").format(many))
        else:
            one = number == 1
            self.accept.setText(
                self.tr("Accept this") if one else self.tr("Accept {}").format(many)
            )

    def _lay_out(self) -> None:
        self._chip.setFont(theme.font(11, theme.SEMIBOLD))
        self._chip.setFixedHeight(18)
        who: list[Part] = [self.number, 4, *self._portraits, 4, self._name, 2, self._chip]
        line = row(OUTSIDE, *who, self.why, None, self._count, 4, self.accept, self.reject)
        why = row(OUTSIDE, self.reason, spacing=0)
        lines = row(self.theirs, self.faces, spacing=BETWEEN)
        lines.setAlignment(self.theirs, Qt.AlignmentFlag.AlignTop)
        margins = (GLOW + 14 - OUTSIDE, GLOW + 12, GLOW + 8, GLOW + 8)
        self.setLayout(column(line, why, lines, spacing=5, margins=margins))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if self._shown is not None:
            self._show_reject()
            self._fit_line()
            self._fit_theirs()

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        painter = smooth_painter(self)
        theirs = self.theirs.geometry()
        middle = theirs.right() + (BETWEEN + 1) / 2
        painter.setPen(QPen(theme.color("line"), 1))
        top, bottom = theirs.top() + OUTSIDE, self.faces.geometry().bottom() - OUTSIDE
        painter.drawLine(QPointF(middle, top), QPointF(middle, bottom))
