"""Naming in the photo view: whose face it is, and who else is in the photo."""

from collections.abc import Callable
from datetime import UTC, datetime

from PySide6.QtCore import QObject, QPoint, QRect, Qt, Signal
from PySide6.QtWidgets import QWidget

from kinfolk.core.people.people import Person
from kinfolk.gui.actions.photo import PhotoActions
from kinfolk.gui.base.context import Context
from kinfolk.gui.photo.canvas import PhotoCanvas
from kinfolk.gui.photo.info import InfoPanel
from kinfolk.gui.photo.scene import Scene
from kinfolk.gui.photo.who_field import WhoField


class PhotoNaming(QObject):
    """Open one field at a time: beside a face on the canvas, or at the panel's button."""

    changed = Signal()  # a field was opened or closed

    def __init__(
        self,
        context: Context,
        view: QWidget,
        act: PhotoActions,
        canvas: PhotoCanvas,
        info: InfoPanel,
    ) -> None:
        """The field may lie over all of `view`."""
        super().__init__(view)
        self._view = view
        self._context, self._act = context, act
        self._canvas, self._info = canvas, info
        self.who: WhoField | None = None  # the field, while it is open
        # Id of a new face to be named as soon as it is shown; "" while it is being saved, None if
        # there is none.
        self.wanted: str | None = None

    @property
    def is_of_panel(self) -> bool:
        """Whether it asks for someone whose face is not visible."""
        return self.who is not None and not self.who.face_id

    def name(self, face_id: str) -> None:
        """Ask whose face it is; a field that is open elsewhere is closed."""
        seen = self._canvas.seen(face_id)
        if seen is None:
            return
        self.stop()
        self._canvas.set_current(face_id)
        self._canvas.reveal(face_id)
        theirs = {seen.person.id} if seen.person else set()
        since = datetime.now(UTC)
        who = self._open(seen.face.library_id, theirs, hint=seen.name, face_id=face_id)
        who.given.connect(lambda person: self._give(face_id, since, person))
        who.new_wanted.connect(lambda name: self._give_new(face_id, name))
        who.stepped.connect(self._name_next)

    def add_present(self, scene: Scene) -> None:
        """Ask who is in the photo without a visible face."""
        self.stop()
        self._info.show_add()
        hint = self.tr("Who else is in this photo?")
        who = self._open(scene.asset.library_id, scene.people, hint=hint)
        who.given.connect(lambda one: self._answer(self._act.add_present, scene.asset, one))
        who.new_wanted.connect(
            lambda name: self._answer(self._act.add_new_present, scene.asset, name)
        )
        who.stepped.connect(self.stop)

    def stop(self) -> None:
        """Close the field and return the keyboard to the face or button it was for."""
        if self.who is None:
            return
        who, self.who = self.who, None
        about = self._canvas.frame_of(who.face_id) if who.face_id else self._info.add
        (about or self._view).setFocus(Qt.FocusReason.OtherFocusReason)
        who.hide()
        who.deleteLater()
        self.changed.emit()

    def name_new(self, face_id: str) -> None:
        """Ask whose new face it is once it is shown, unless the user has moved on."""
        if self.wanted is not None:
            self.wanted = face_id
            self.follow()

    def follow(self) -> None:
        """Open the field at a new face that is there now, or close it if its face is gone."""
        if self.wanted and self._canvas.seen(self.wanted):
            wanted, self.wanted = self.wanted, None
            self.name(wanted)
        if self.who is not None and self.who.face_id and not self._canvas.seen(self.who.face_id):
            self.stop()

    def place(self) -> None:
        """Move the field beside the face or button that it is for."""
        if self.is_of_panel and self.who is not None:
            add = self._info.add
            button = QRect(add.mapTo(self._view, QPoint()), add.size())
            self.who.place(button, self._view.rect().adjusted(8, 8, -8, -8))
        elif self.who is not None and (frame := self._canvas.frame_of(self.who.face_id)):
            within = self._canvas.geometry().adjusted(8, 8, -8, -8)
            frames = {each.face_id: each.frame.toAlignedRect() for each in self._canvas.frames}
            this = frames.pop(frame.face_id)
            self.who.place(this, within, list(frames.values()))

    def _open(
        self, library_id: str, left_out: set[str], *, hint: str, face_id: str = ""
    ) -> WhoField:
        """Open the field; no one in `left_out` is offered."""
        who = self.who = WhoField(
            self._context,
            self._view,
            library_id=library_id,
            left_out=left_out,
            hint=hint,
            face_id=face_id,
        )
        who.left.connect(self.stop)
        self.place()
        who.show()
        who.field.setFocus(Qt.FocusReason.OtherFocusReason)
        self.changed.emit()
        return who

    def _give(self, face_id: str, since: datetime, person: Person) -> None:
        """Give the face to a person; `since` is when the field was opened."""
        seen = self._canvas.seen(face_id)
        self.stop()
        if seen is not None:
            self._act.give([face_id], person, of=seen.person, since=since, is_split=False)

    def _give_new(self, face_id: str, name: str) -> None:
        seen = self._canvas.seen(face_id)
        self.stop()
        if seen is not None:
            self._act.give_new(seen.face, seen.person, name)

    def _answer(self, write: Callable[..., None], *what: object) -> None:
        self.stop()
        write(*what)

    def _name_next(self, by: int) -> None:
        ids = [frame.face_id for frame in self._canvas.frames]
        if self._canvas.current in ids:
            self.name(ids[(ids.index(self._canvas.current) + by) % len(ids)])
