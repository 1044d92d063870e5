"""The field that asks who a face is, with a list of people, likely ones first."""

from collections.abc import Collection, Sequence

from PySide6.QtCore import QEvent, QModelIndex, QRect, Qt, Signal
from PySide6.QtGui import QColor, QKeyEvent, QPaintEvent
from PySide6.QtWidgets import QWidget

from kinfolk.core.faces import portraits
from kinfolk.core.people.people import Person
from kinfolk.gui.base import plain_text, theme, words
from kinfolk.gui.base.commands import Command, Commands, KeyHints, cap
from kinfolk.gui.base.context import Context
from kinfolk.gui.base.shapes import draw_box, smooth_painter
from kinfolk.gui.faces.pairs import FacePairs
from kinfolk.gui.faces.people import person_cards
from kinfolk.gui.who.namesake import put_apart, with_other
from kinfolk.gui.who.rows import Candidates, Shape, photo_count
from kinfolk.gui.widgets.controls import Button, NameField, Panel, fill, key_cap, label, row
from kinfolk.naming.people_found import PeopleFound

WIDTH, NARROW = 352, 260  # pixels: width, and width beside a photo that is less than twice as wide
ROWS = Shape(44, 32)
_MOST = 4  # number of rows visible at once; one less above faces to compare
_BESIDE_NEW = 40  # pixels for the panel's margins and the space around the key
_AWAY = 6  # pixels between field and frame
_LIKELY = 3  # most people asked for who it may be
_COMPARED = 3  # faces of someone whom the face does not look like
_KEY_NEW, _KEY_MARKED = "Ctrl+Return", "↵"


class WhoField(Panel):
    """Ask for a person: Enter gives the face to the marked one, Ctrl+Enter to a new one.

    What is typed is the name: a person with exactly this name is marked, else the line "New
    person". Arrow keys mark others. Before anything is typed no one is marked, so that Enter alone
    does nothing.
    """

    given = Signal(object)  # the Person
    new_wanted = Signal(str)  # name of a new person
    stepped = Signal(int)  # Tab: 1, Shift+Tab: -1: go to the next face or the one before
    left = Signal()  # Esc: close the field

    def __init__(
        self,
        context: Context,
        parent: QWidget,
        *,
        library_id: str,
        left_out: Collection[str],
        hint: str = "",
        face_id: str = "",
    ) -> None:
        """`left_out` are ids that are not offered. `face_id` is "" for someone without a face."""
        super().__init__(parent, padding=5)
        self._context = context
        face_ids = (face_id,) if face_id else ()
        self._found = PeopleFound(
            context.db, library_id, left_out, fit=context.fit, face_ids=face_ids
        )
        self.face_id = face_id
        self.setFixedWidth(WIDTH)
        self.field = _Field(self)
        self.field.setPlaceholderText(hint or self.tr("Who is this?"))
        self.field.setAccessibleName(self.tr("Who is this?"))
        self.list = Candidates(
            context.thumbs,
            person_cards(context.db),
            ROWS,
            name=self.tr("People"),
            said=self._said,
            look=theme.dark,
        )
        self.list.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.new = Button("", "link", clicked=self._on_new)
        self.new.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._line = _NewLine()
        self._key = key_cap(cap(_KEY_NEW))
        self._line.setLayout(row(6, self.new, None, self._key, 4, spacing=6))
        self._warning = label("", "caption", tone="warning", wrap=True)
        self.compared = FacePairs(context.thumbs, ())
        self.compared.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        for part in (self._warning, self.compared):
            part.setContentsMargins(6, 0, 0, 0)
        parts = (self.field, self._warning, self.compared, self._line, self.list)
        fill(self.body, *parts, spacing=4)
        self.list.setFixedHeight(ROWS.height * (_MOST - 1) + 2)
        self._tallest = self.sizeHint().height()  # with a warning and faces
        self.field.textEdited.connect(self._on_text)
        self.list.clicked.connect(self.give)
        self.list.selectionModel().currentChanged.connect(self._on_marked)
        self._on_text()
        if face_id:
            context.review.whom(face_id, self._on_likely, owner=self, most=_LIKELY)

    def place(self, frame: QRect, within: QRect, others: Sequence[QRect] = ()) -> None:
        """Move below the frame, or else beside or above it; always inside `within`.

        It moves sideways, or beside the frame, to cover none of the `others` if it can. Room is
        kept for the whole list, so that the field does not move while one types.
        """
        wide, high = WIDTH if within.width() >= 2 * WIDTH else NARROW, self._tallest
        self.setFixedWidth(wide)
        self._mark_new()  # as much of a new name as fits
        self.adjustSize()
        left = frame.center().x() - wide // 2
        left = max(within.left(), min(left, within.right() - wide))
        top = max(within.top(), min(frame.top(), within.bottom() - high))
        below, above = frame.bottom() + _AWAY, frame.top() - _AWAY - high
        corners = [(each, below) for each in (left, frame.left(), frame.right() + 1 - wide)]
        beside = frame.right() + _AWAY, frame.left() + 1 - _AWAY - wide
        corners += [(each, top) for each in beside]
        places = [QRect(*corner, wide, high) for corner in corners]
        fitting = [each for each in places if within.contains(each)]
        free = [each for each in fitting if not any(map(each.intersects, others))]
        last = QRect(left, above if above >= within.top() else top, wide, high)
        self.move([*free, *fitting, last][0].topLeft())

    def _on_likely(self, likely: Sequence[Person]) -> None:
        """Put likely people first; the list stays while the user is choosing already."""
        self._found.put_first(likely)
        is_choosing = self.list.currentIndex().isValid() or self.list.underMouse()
        if not self._found.text and not is_choosing:
            self._on_text()

    def _said(self, person: Person) -> str:
        """Return the text at the right of a person."""
        if person.is_hidden:
            return self.tr("hidden")
        return self.tr("looks similar") if person.id in self._found.likely else photo_count(person)

    def _on_text(self, text: str = "") -> None:
        """List the people whose names contain what is typed."""
        self._found.find(text)
        self._show_found()

    def _show_found(self) -> None:
        """List the people who were found, and the line "New person" if that is possible."""
        found = self._found
        self.list.show_people(found.ids, typed=found.text, marked=0 if found.is_first_meant else -1)
        self._line.setVisible(found.is_new or found.is_first_meant)
        self._on_marked()
        self.new.setToolTip(plain_text.tip(found.text))
        self.adjustSize()

    def _on_marked(self) -> None:
        """Show what stands against the marked person, if anyone is marked."""
        person = self.list.marked
        against = self._found.against(person.id) if person else None
        name = (person and person.name) or ""
        is_unlike = against is not None and not against.photos
        self._compare(person.id if person and is_unlike else "")
        self._warn(words.objection(against, name, 1) if against else "")
        self._mark_new()

    def _compare(self, person_id: str) -> None:
        """Show some faces of a person below the warning, "" for none."""
        faces: list[str] = []
        if person_id:
            with self._context.db.read() as session:
                found = portraits.best_faces(session, [person_id], each=_COMPARED)
            faces = found.get(person_id, [])
        self.compared.show_photos([[face_id] for face_id in faces])
        self.compared.setVisible(bool(faces))
        self.list.setFixedHeight(ROWS.height * min(len(self._found.ids), _MOST - bool(faces)) + 2)
        self.list.scrollTo(self.list.currentIndex())

    def _warn(self, text: str) -> None:
        """Show a warning below the field, "" for none."""
        self._warning.setText(text)
        self._warning.setVisible(bool(text))
        self.adjustSize()

    def _give(self, person: Person) -> None:
        """Give the face to a person; if something stands against it, ask first."""
        if self._found.asks_about(person.id):
            self._warn(words.again(person.name or ""))
        else:
            self.given.emit(person)

    def _mark_new(self) -> None:
        """Mark the line "New person" while no one in the list is marked, and show its key."""
        is_marked = not self.list.currentIndex().isValid()
        self._line.set_marked(is_marked)
        self._key.setText(_KEY_MARKED if is_marked else cap(_KEY_NEW))
        self.new.setText(self._new_text(self._found.text))

    def _new_text(self, name: str) -> str:
        """Return the text of that line, with as much of a new name as fits."""
        if not self._found.is_new:
            return self.tr("Someone else")
        said = self.tr("New person “{}”")
        self.new.ensurePolished()
        metrics = self.new.fontMetrics()
        rest = self.new.sizeHint().width() - metrics.horizontalAdvance(self.new.text())
        room = self.width() - _BESIDE_NEW - self._key.sizeHint().width() - rest
        room -= metrics.horizontalAdvance(said.format(""))
        return said.format(metrics.elidedText(name, Qt.TextElideMode.ElideRight, room))

    def give(self) -> None:
        """Give the face to the marked person, or to a new one."""
        if (person := self.list.marked) is not None:
            self._give(person)
        else:
            self._on_new()

    def mark_above(self) -> None:
        """Mark the row above; above the first one, the line "New person"."""
        if self.list.currentIndex().row() == 0 and not self._line.isHidden():
            self.list.setCurrentIndex(QModelIndex())
        else:
            self.list.step(Qt.Key.Key_Up)

    def _on_new(self) -> None:
        """Ask for a new person with the typed name, or one like it if someone has that."""
        if self._found.is_new:
            self.new_wanted.emit(self._found.text)
        elif (other := self._found.apart(with_other())) is not None:
            put_apart(self.field, other)
            self._on_text(other.name)


class _NewLine(QWidget):
    """Show the line "New person", which can be marked like a row."""

    def __init__(self) -> None:
        super().__init__()
        self.is_marked = False

    def set_marked(self, is_marked: bool) -> None:
        """Set whether Enter means this line."""
        self.is_marked = is_marked
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        if self.is_marked:
            painter = smooth_painter(self)
            draw_box(painter, self.rect(), 8, QColor(theme.dark().accent_soft))


class _Field(NameField):
    """Take the name that is typed, and the keys of the list."""

    def __init__(self, who: WhoField) -> None:
        super().__init__(parent=who)
        self._who = who

    @property
    def keys(self) -> KeyHints | None:
        return COMMANDS.hints(self._who)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Handle the key or drop it: the view must not take letters for commands."""
        if not COMMANDS.press(self._who, event):
            super().keyPressEvent(event)
        event.accept()

    def focusNextPrevChild(self, forward: bool) -> bool:
        self._who.stepped.emit(1 if forward else -1)
        return True

    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.ShortcutOverride:
            event.accept()
            return True
        return super().event(event)


COMMANDS: Commands[WhoField] = Commands(
    "Naming a face in a photo",
    Command(
        "Return Enter",
        "Use the highlighted person, or create a new one",
        WhoField.give,
        hint="name",
    ),
    Command("Down", "Next", lambda who: who.list.step(Qt.Key.Key_Down), hint="choose", cap="↑ ↓"),
    Command("Up", "Previous", WhoField.mark_above),
    Command("Ctrl+Return Ctrl+Enter", "New person", WhoField._on_new, hint="new person"),
    Command("Tab", "Next face", hint="next face"),
    Command("Shift+Tab", "Previous face"),
    Command(
        "Ctrl+Z",
        "Undo the last step (in an empty field)",
        lambda who: who._context.ops.undo(),
        when=lambda who: not who.field.isUndoAvailable(),
    ),
    Command(
        "Ctrl+Shift+Z Ctrl+Y",
        "Redo",
        lambda who: who._context.ops.redo(),
        when=lambda who: not who.field.isRedoAvailable(),
    ),
    Command("Esc", "Cancel", lambda who: who.left.emit(), hint="cancel"),
)
