"""The line on a person's page that says that they are twice in some photos."""

from PySide6.QtCore import QRectF, Signal
from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import QWidget

from kinfolk.gui.base import plain_text, theme, words
from kinfolk.gui.base.shapes import fill_with, smooth_painter
from kinfolk.gui.widgets.controls import Button, row
from kinfolk.gui.widgets.elided import Elided

# Pixels
DOT = 8


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
