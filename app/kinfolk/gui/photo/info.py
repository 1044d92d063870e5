"""What is known of a photo, beside it: when, where, and everybody in it."""

from PySide6.QtCore import QCoreApplication, QEvent, Qt, Signal
from PySide6.QtGui import QColor, QEnterEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractButton, QFrame, QLabel, QVBoxLayout, QWidget

from kinfolk.gui.base import plain, theme, words
from kinfolk.gui.base.thumbs import Thumbs
from kinfolk.gui.faces.portrait import Portrait
from kinfolk.gui.photo.scene import Scene, SceneFace
from kinfolk.gui.widgets.controls import Button, IconButton, label, row, scrolling
from kinfolk.gui.widgets.elided import Elided
from kinfolk.gui.widgets.key_bar import HEIGHT
from kinfolk.vision.decode import Shot

WIDTH, NARROW = 292, 248  # pixels; beside a small photo
_FACE = 34
_SMALL = "QPushButton { padding: 0; min-height: 22px; max-height: 22px; }"


class InfoPanel(QFrame):
    """A click on somebody is a click on their frame."""

    face_clicked = Signal(str)
    face_hovered = Signal(str)  # "" for none
    date_wanted = Signal()
    person_wanted = Signal(str)  # the page of whoever that face is

    def __init__(self, thumbs: Thumbs, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("photo-info")
        self._thumbs = thumbs
        self.setAccessibleName(self.tr("About this photo"))
        self.rows: list[PersonLine] = []
        self.day = Button("", "link", clicked=self.date_wanted.emit)
        self.day.setFont(theme.font(15, theme.SEMIBOLD))
        self.day.setToolTip(self.tr("Say when it was taken (D)"))
        self.day.setFocusPolicy(Qt.FocusPolicy.NoFocus)  # the frames have the keyboard
        self.file = label("", "caption", tone="muted", wrap=True)
        self.folder = label("", "caption", tone="muted", wrap=True)
        self.camera = label("", "caption", tone="muted", wrap=True)
        self.where = label("", "caption", tone="muted", wrap=True)
        self.where.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.place = label("", "caption", tone="muted", wrap=True)
        self._heading = label("", "caption", tone="muted")
        foot = label(
            self.tr("Names are kept by Kinfolk; the photo is never changed."),
            "caption",
            tone="muted",
            wrap=True,
        )
        content = QWidget()
        self._column = QVBoxLayout(content)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(2)
        self._column.addStretch(1)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(18, 22, 10, HEIGHT + 10)  # messages lie below
        whole.setSpacing(4)
        whole.addWidget(self.day, 0, Qt.AlignmentFlag.AlignLeft)
        for part in (self.file, self.folder, self.camera, self.where, self.place):
            whole.addWidget(part)
        whole.addSpacing(12)
        whole.addWidget(self._heading)
        whole.addWidget(scrolling(content), 1)
        whole.addWidget(foot)

    def show_scene(self, scene: Scene, place: str) -> None:
        """`place` is where in the list one came from the photo is."""
        photo = scene.asset
        self.day.setText(
            words.capital(words.taken_text(photo.taken, month="MMMM")) or self.tr("Date not known")
        )
        size = f"{words.number_text(photo.width)} × {words.number_text(photo.height)}"
        _say(self.file, f"{scene.path.name} · {size}")
        _say(self.folder, " / ".join(scene.path.parent.parts[-3:]).lstrip("/ "))
        self.folder.setToolTip(plain.tip(str(scene.path.parent)))
        shot = scene.picture.photo.shot if scene.picture.photo else Shot()
        _say(self.camera, shot.camera)
        _say(self.where, _where(shot))
        _say(self.place, place)
        number = len(scene.faces)
        heading = self.tr("In this photo") if number else self.tr("No face was found in it.")
        self._heading.setText(heading)
        self._show_faces(scene)

    def set_current(self, face_id: str) -> None:
        """Whose frame is the one in question."""
        for line in self.rows:
            line.set_current(line.seen.id == face_id)

    def _show_faces(self, scene: Scene) -> None:
        for line in self.rows:
            self._column.removeWidget(line)
            line.hide()
            line.deleteLater()
        self.rows = []
        for place, seen in enumerate(scene.faces):
            line = PersonLine(self._thumbs, seen, _age(scene, seen))
            line.clicked.connect(lambda _=False, who=seen.id: self.face_clicked.emit(who))
            line.hovered.connect(self.face_hovered)
            line.page.clicked.connect(lambda _=False, who=seen.id: self.person_wanted.emit(who))
            self._column.insertWidget(place, line)
            self.rows.append(line)


class PersonLine(QAbstractButton):
    """One face, whose it is, and how old they were that day."""

    hovered = Signal(str)

    def __init__(self, thumbs: Thumbs, seen: SceneFace, age: str) -> None:
        super().__init__()
        self.seen = seen
        self._is_current = False
        name = seen.name or self.tr("Who is this?")
        self.setText(plain.literal(name))
        self.setAccessibleName(f"{name}, {age}" if age else name)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)  # the frames have the keyboard
        portrait = Portrait(thumbs, _FACE)
        portrait.set_face(seen.id)
        who = Elided("strong")
        who.setText(name)
        line = row(portrait, spacing=8)
        line.addWidget(who, 1)
        line.addWidget(label(age, "caption", tone="muted"))
        self.page = IconButton("forward", self.tr("{} page (P)").format(words.owned(name)))
        self.page.setStyleSheet(_SMALL)
        self.page.setFixedSize(24, 24)
        self.page.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        line.addWidget(self.page)
        line.setContentsMargins(6, 1, 2, 1)
        self.setLayout(line)
        self.page.setHidden(seen.person is None)
        for part in self.findChildren(QWidget):
            if part is not self.page:
                part.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)

    def set_current(self, is_current: bool) -> None:
        if is_current != self._is_current:
            self._is_current = is_current
            self.update()

    def enterEvent(self, event: QEnterEvent) -> None:
        self.hovered.emit(self.seen.id)
        self.update()

    def leaveEvent(self, event: QEvent) -> None:
        self.hovered.emit("")
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        if not (self._is_current or self.underMouse()):
            return
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        look = theme.DARK
        painter.setBrush(QColor(look.accent_soft if self._is_current else look.raised))
        painter.drawRoundedRect(self.rect(), 8, 8)


def _say(target: QLabel, text: str) -> None:
    target.setVisible(bool(text))
    target.setText(text)


def _where(shot: Shot) -> str:
    """48.8583° N, 2.2945° E."""
    if shot.latitude is None or shot.longitude is None:
        return ""
    north = _tr("N") if shot.latitude >= 0 else _tr("S")
    east = _tr("E") if shot.longitude >= 0 else _tr("W")
    return f"{abs(shot.latitude):.4f}° {north}, {abs(shot.longitude):.4f}° {east}"


def _tr(text: str) -> str:
    return QCoreApplication.translate("photo_info", text)


def _age(scene: Scene, seen: SceneFace) -> str:
    """The age that day, where both are known."""
    born = seen.person.born if seen.person else None
    taken = scene.asset.taken
    return words.age_in(taken, born) if born and taken else ""
