"""The panel beside a photo: date, file, camera, place, and everyone in the photo."""

from functools import partial
from typing import Any

from PySide6.QtCore import QCoreApplication, QEvent, QRectF, Qt, Signal
from PySide6.QtGui import QColor, QEnterEvent, QFocusEvent, QKeyEvent, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QAbstractButton, QFrame, QLabel, QSizePolicy, QWidget

from kinfolk.core.names_in_files.claims import ClaimOrigin
from kinfolk.core.people.people import Person
from kinfolk.gui.base import plain_text, theme, words
from kinfolk.gui.base.commands import Commands
from kinfolk.gui.base.shapes import draw_box, draw_ring, smooth_painter
from kinfolk.gui.base.thumbs import Thumbs
from kinfolk.gui.faces.portrait import Portrait
from kinfolk.gui.photo.scene import Scene, SceneFace
from kinfolk.gui.widgets.controls import (
    Button,
    Elided,
    IconButton,
    column,
    holding,
    label,
    row,
    scrolling,
)
from kinfolk.gui.widgets.key_bar import HEIGHT
from kinfolk.vision.camera_notes import Shot

_tr = partial(QCoreApplication.translate, "photo_info")

WIDTH, NARROW = 292, 248  # pixels: width, and width in a narrow window
_FACE = 34  # pixels
_EDGES = 16  # pixels around the text of a link button
_SMALL = "QPushButton { padding: 0; min-height: 22px; max-height: 22px; }"


class InfoPanel(QFrame):
    """List what is known of a photo; emit what is clicked and change nothing."""

    face_clicked = Signal(str)
    face_hovered = Signal(str)  # face id under the cursor, "" for none
    person_wanted = Signal(str)  # face id: show the page of its person
    present_clicked = Signal(object)  # the Person, who is in the photo without a face
    elsewhere_clicked = Signal(int, str)  # a moment of the video, and the id of a face seen there

    def __init__(self, thumbs: Thumbs, commands: Commands[Any], parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("photo-info")
        self._thumbs = thumbs
        self._commands = commands
        self.setAccessibleName(self.tr("Photo info"))
        self.rows: list[PersonLine] = []
        self.day = Button("", "link")
        self.day.setFont(theme.font(15, theme.SEMIBOLD))
        self.day.setFocusPolicy(Qt.FocusPolicy.NoFocus)  # the frames take the keyboard instead
        self.present: dict[str, PersonLine] = {}  # by person id
        self.add = Button("", "link")
        self.add.setFont(theme.font(12, theme.MEDIUM))
        self.add.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self.file = label("", "caption", tone="muted", wrap=True)
        self.live = label("", "caption", tone="muted", wrap=True)
        self.folder = label("", "caption", tone="muted", wrap=True)
        self.camera = label("", "caption", tone="muted", wrap=True)
        self.where = label("", "caption", tone="muted", wrap=True)
        self.where.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.place = label("", "caption", tone="muted", wrap=True)
        self.heading = label("", "caption", tone="muted")
        self.unseen = label("", "caption", tone="muted", wrap=True)
        self._foot = label("", "caption", tone="muted", wrap=True)
        self._other = label(self.tr("At other moments"), "caption", tone="muted")
        self._other.setContentsMargins(0, 10, 0, 0)
        self._column = column(self.add, self._other, None, spacing=2)
        self.elsewhere: list[PersonLine] = []
        self._list = scrolling(holding(self._column))
        facts = (self.file, self.live, self.folder, self.camera, self.where, self.place)
        parts = (row(self.day, None), *facts, 12, self.unseen, self.heading, self._list, self._foot)
        margins = (18, 22, 10, HEIGHT + 10)  # leaves room below for messages
        self.setLayout(column(*parts, spacing=4, margins=margins, grow=10))

    def show_scene(self, scene: Scene, place: str) -> None:
        """Show a photo; `place` says which one of the list it is."""
        photo = scene.asset
        self.day.setText(
            words.capital(words.taken_text(photo.taken, month="MMMM")) or self.tr("No date")
        )
        size = f"{words.number_text(photo.width)}\xa0×\xa0{words.number_text(photo.height)}"
        video = "" if photo.length_ms is None else words.video(photo.length_ms)
        name = plain_text.breakable(scene.path.name)
        _say(self.file, " · ".join(part for part in (name, video, size) if part))
        live = self.tr("Live photo. Kinfolk doesn’t find faces in its video, {}.")
        _say(self.live, live.format(scene.moving) if scene.moving else "")
        folders = map(plain_text.breakable, scene.path.parent.parts[-3:])
        _say(self.folder, " / ".join(folders).lstrip("/ "))
        self.folder.setToolTip(plain_text.tip(str(scene.path.parent)))
        shot = scene.picture.photo.shot if scene.picture.photo else Shot()
        _say(self.camera, shot.camera)
        _say(self.where, _where(shot))
        _say(self.place, place)
        is_video = scene.moment is not None
        photo_kept = self.tr("Names are stored in Kinfolk. The photo itself is never changed.")
        video_kept = self.tr("Names are stored in Kinfolk. The video itself is never changed.")
        self._foot.setText(video_kept if is_video else photo_kept)
        is_empty = not scene.faces and not scene.present
        if len(scene.moments) > 1:
            here, nobody = self.tr("At this moment"), self.tr("No faces found at this moment.")
        else:
            here = self.tr("In this video") if is_video else self.tr("In this photo")
            nobody = self.tr("No faces found.")
        unseen = _unseen(scene)
        _say(self.unseen, unseen)
        _say(self.heading, here if not is_empty else "" if unseen else nobody)
        self._show_people(scene)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        said = self.tr("Add someone else…")
        room = self._list.width() - _EDGES
        self.add.setText(self.add.fontMetrics().elidedText(said, Qt.TextElideMode.ElideRight, room))
        self.add.setAccessibleName(said)

    def set_current(self, face_id: str) -> None:
        """Highlight the line of the current face."""
        for line in self.rows:
            line.set_current(line.face_id == face_id)

    def show_add(self) -> None:
        """Scroll to the button that adds someone."""
        for layout in (self.layout(), self._column):
            if layout is not None:
                layout.activate()
        self._list.ensureWidgetVisible(self.add)

    def present_here(self) -> str:
        """Return the id of the person without a face whose line has the keyboard, "" for none."""
        here = (person_id for person_id, line in self.present.items() if line.hasFocus())
        return next(here, "")

    def _show_people(self, scene: Scene) -> None:
        """Replace the lines of people."""
        here = self.present_here()
        if here:  # the line is removed
            self.add.setFocus(Qt.FocusReason.OtherFocusReason)
        for line in (*self.rows, *self.present.values(), *self.elsewhere):
            self._column.removeWidget(line)
            line.hide()
            line.deleteLater()
        self.rows = [self._face_line(scene, seen) for seen in scene.faces]
        self.present = {
            person.id: self._present_line(person, scene.told_of.get(person.id))
            for person in scene.present
        }
        for place, line in enumerate((*self.rows, *self.present.values())):
            self._column.insertWidget(place, line)
            line.show()  # shown at once, since only visible widgets take the keyboard
        self._other.setVisible(bool(scene.elsewhere))
        self.elsewhere = [self._elsewhere_line(scene, seen) for seen in scene.elsewhere]
        for line in self.elsewhere:
            self._column.insertWidget(self._column.count() - 1, line)
            line.show()
        if here in self.present:
            self.present[here].setFocus(Qt.FocusReason.OtherFocusReason)

    def _face_line(self, scene: Scene, seen: SceneFace) -> "PersonLine":
        page = self.tr("Show {}’s page").format(seen.name) if seen.name else ""
        leads_to = self._commands.tip("G", page) if seen.person else ""
        said = _age(scene, seen)
        line = PersonLine(self._thumbs, seen.id, seen.name, said, leads_to=leads_to)
        line.setFocusPolicy(Qt.FocusPolicy.NoFocus)  # the frames have the keyboard
        line.clicked.connect(lambda: self.face_clicked.emit(seen.id))
        line.hovered.connect(self.face_hovered)
        line.page.clicked.connect(lambda: self.person_wanted.emit(seen.id))
        tip = self._commands.tip("Return", self.tr("Name this face"))
        line.tell(tip, _origin(seen.origin))
        return line

    def _elsewhere_line(self, scene: Scene, seen: SceneFace) -> "PersonLine":
        """Return the line of someone seen at another moment of the video."""
        moment = seen.face.timestamp_ms
        at = scene.clock(moment)
        line = PersonLine(self._thumbs, seen.id, seen.name, at)
        line.clicked.connect(lambda: self.elsewhere_clicked.emit(moment, seen.id))
        line.tell(self.tr("Go to this moment"), _origin(seen.origin))
        return line

    def _present_line(self, person: Person, origin: ClaimOrigin | None) -> "PersonLine":
        """Return the line of someone without a face; a click removes them."""
        name = person.name or self.tr("Unnamed group")
        said, does = self.tr("face not visible"), self.tr("remove")
        line = PersonLine(self._thumbs, person.effective_face_id, name, said, does=does)
        tip = self._commands.tip("Del", self.tr("Remove {} from this photo").format(name))
        line.tell(tip, _origin(origin))
        line.clicked.connect(lambda: self.present_clicked.emit(person))
        return line


class PersonLine(QAbstractButton):
    """Show someone in the photo: a face, the name, and a text at the right."""

    hovered = Signal(str)  # face id, "" when the cursor leaves

    def __init__(
        self,
        thumbs: Thumbs,
        face_id: str | None,
        name: str,
        said: str,
        *,
        does: str = "",
        leads_to: str = "",
    ) -> None:
        """`name` is "" for someone unnamed; `does` says what a click does.

        It replaces `said` while the line is hovered or focused. `leads_to` is the tip of the button
        that shows the person's page, "" for no button.
        """
        super().__init__()
        self.face_id = face_id or ""
        self._said, self._does = said, does or said
        self._is_current = False
        self.setAccessibleDescription(does)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        portrait = Portrait(thumbs, _FACE)
        portrait.set_face(face_id)
        who = Elided("strong") if name else Elided("text", tone="muted")
        name = name or self.tr("Who is this?")
        who.setText(name)
        self.setText(plain_text.literal(name))
        self.setAccessibleName(", ".join(part for part in (name, said) if part))
        self._right = label(said, "caption", tone="muted")
        self.page = IconButton("forward", leads_to)
        self.page.setStyleSheet(_SMALL)
        self.page.setFixedSize(24, 24)
        self.page.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        parts = (portrait, who, self._right, self.page)
        self.setLayout(row(*parts, spacing=6, margins=(6, 1, 6, 1), grow=1))
        if not leads_to:
            self.page.hide()
        for part in self.findChildren(QWidget):
            if part is not self.page:
                part.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)

    def tell(self, *said: str) -> None:
        """Set the tip, a line for each text."""
        self.setToolTip(plain_text.tip("\n".join(filter(None, said))))

    def set_current(self, is_current: bool) -> None:
        """Highlight the line."""
        if is_current != self._is_current:
            self._is_current = is_current
            self.update()

    def _follow(self) -> None:
        """Show what a click does while the cursor or the keyboard is here."""
        is_at_hand = self.underMouse() or self.hasFocus()
        self._right.setText(self._does if is_at_hand else self._said)
        self.update()

    def enterEvent(self, event: QEnterEvent) -> None:
        self.hovered.emit(self.face_id)
        self._follow()

    def leaveEvent(self, event: QEvent) -> None:
        self.hovered.emit("")
        self._follow()

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self._follow()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self._follow()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Click on Enter, too, as on Space."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.click()
        else:
            super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        if not (self._is_current or self.underMouse() or self.hasFocus()):
            return
        painter, look = smooth_painter(self), theme.dark()
        ground = QColor(look.accent_soft if self._is_current else look.raised)
        draw_box(painter, self.rect(), 8, ground)
        if self.hasFocus():
            ring = QRectF(self.rect()).adjusted(1, 1, -1, -1)
            draw_ring(painter, ring, QColor(look.accent), radius=8, width=2)


def _say(target: QLabel, text: str) -> None:
    """Show a text, or hide the label if there is none."""
    target.setVisible(bool(text))
    target.setText(text)


def _unseen(scene: Scene) -> str:
    """Say why there may be unknown faces; "" if all were looked for."""
    if scene.asset.is_looked_at:
        return ""
    if scene.finds_faces:
        return _tr("The next scan will look for faces in it.")
    return _tr("Finding faces is off for this folder.")


def _where(shot: Shot) -> str:
    """Return the coordinates as "48.8583° N, 2.2945° E", "" if there are none."""
    if shot.latitude is None or shot.longitude is None:
        return ""
    north = _tr("N") if shot.latitude >= 0 else _tr("S")
    east = _tr("E") if shot.longitude >= 0 else _tr("W")
    return f"{abs(shot.latitude):.4f}° {north}, {abs(shot.longitude):.4f}° {east}"


def _origin(origin: ClaimOrigin | None) -> str:
    """Return which file gave the name, "" if none did."""
    return words.name_origin(origin) if origin else ""


def _age(scene: Scene, seen: SceneFace) -> str:
    """Return the person's age in the photo, "" if not known."""
    born = seen.person.born if seen.person else None
    taken = scene.asset.taken
    return words.age_in(taken, born) if born and taken else ""
