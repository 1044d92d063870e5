"""Reading the photos that the photo view shows: one after the other, and again when they change."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import partial
from typing import Any

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QImage

from kinfolk.core.db.changes import Changes
from kinfolk.errors import AppError, NotFound
from kinfolk.gui.base.context import Context
from kinfolk.gui.base.tasks import Latest
from kinfolk.gui.photo.scene import (
    MOST_SIDE,
    Scene,
    ScenePicture,
    decoded,
    drawn,
    read_photo,
    read_scene,
)
from kinfolk.vision.decoders import OpenFilm

_TABLES = ("face", "person", "asset", "presence")


class SceneFeed(QObject):
    """Go through a list of faces, or photos, and emit the scene of the one where it is.

    It reads and decodes on threads, emits the preview first, and never opens a photo for writing.
    """

    loading = Signal()  # another photo is being read
    # A Scene to be shown, and the id of the face that becomes the current one ("" for none); None
    # if it is the same photo, read again or decoded
    shown = Signal(object, object)
    sharpened = Signal(QImage)  # the same photo with more pixels
    lost = Signal()  # there is nothing left to show

    def __init__(
        self, context: Context, face_id: str, among: Sequence[str], parent: QObject
    ) -> None:
        super().__init__(parent)
        self._context = context
        self._drawing = Latest(context.tasks, self)
        self._film = OpenFilm()
        # What is being read, and what is done with it. Of two reads the older one may end last.
        self._asked: tuple[Callable[[], Scene], Callable[[Scene], None]] | None = None
        self._is_loading = False
        self._is_stale = False  # whether something has changed since loading began
        self._moment_wanted: int | None = None  # moment of the video that is being read
        # Photo and moment that are being decoded with more pixels.
        self._sharpening: tuple[str, int | None] | None = None
        self.among = list(among)
        self.face_id = face_id
        self.scene: Scene | None = None
        context.bus.changed.connect(self._on_changed)

    @property
    def at(self) -> int:
        """The index of the shown id in `among`, -1 if it is not there."""
        return self.among.index(self.face_id) if self.face_id in self.among else -1

    @property
    def is_there(self) -> bool:
        """Whether the scene is of the moment asked for, which is not still being read."""
        return self._moment_wanted is None

    def can_step(self, by: int) -> bool:
        """Return whether there is a photo `by` places further in the list."""
        return self.at >= 0 and 0 <= self.at + by < len(self.among)

    def step(self, by: int) -> None:
        """Go `by` places further in the list, or back if `by` is negative."""
        self.face_id = self.among[self.at + by]
        self.load()

    def load(self) -> None:
        """Read the scene in the background."""
        self.loading.emit()
        self._moment_wanted, self._is_loading, self._is_stale = None, True, False
        read = partial(read_scene, self._context, self.face_id, self.scene)
        self._ask(read, partial(self._on_loaded, self.scene))

    def go_to_moment(self, moment: int, face_id: str = "") -> None:
        """Read this moment of the video, with this face as the current one."""
        if self.scene is not None and not self._is_loading:
            self._moment_wanted = moment
            self._read_photo(self.scene, moment, partial(self._on_moment, face_id))

    def replace_face(self, before: str, face_id: str) -> None:
        """Use another id for a face, whose frame was changed."""
        self.among = [face_id if each == before else each for each in self.among]
        if self.face_id == before:
            self.face_id = face_id

    def sharpen(self, wanted_side: float) -> None:
        """Decode the photo again with more pixels if the screen can show more than were decoded."""
        scene = self.scene
        if scene is None or scene.picture.photo is None or scene.image is None:
            return
        here = max(scene.image.width(), scene.image.height())
        most = min(MOST_SIDE, max(scene.asset.width, scene.asset.height))
        if here >= most or wanted_side <= here or self._sharpening == scene.shown:
            return
        self._sharpening = scene.shown
        read = partial(decoded, scene.path, self._context.decoders, most, scene.moment)
        self._context.tasks.run(read, partial(self._on_sharp, scene.shown), owner=self)

    def close(self) -> None:
        """Let go of the file of a video."""
        self._film.close()

    def _read_photo(self, before: Scene, moment: int | None, done: Callable[[Scene], None]) -> None:
        """Read the photo that is shown again, at this moment of a video."""
        about = (before.asset.id, self.face_id, before, moment)
        self._ask(partial(read_photo, self._context, *about), done)

    def _ask(self, read: Callable[[], Scene], done: Callable[[Scene], None]) -> None:
        """Read in the background; only what was asked for last counts."""
        asked = self._asked = read, done

        def answer(then: Callable[[Any], None], result: object) -> None:
            if self._asked is asked:
                self._asked, self._is_loading = None, False
                then(result)
                if self._is_stale and self._asked is None:
                    self._read_anew()

        failed = partial(answer, self._on_failed)
        self._context.tasks.run(read, partial(answer, done), owner=self, failed=failed)

    def _on_loaded(self, before: Scene | None, scene: Scene) -> None:
        current = scene.face_id if scene.face(scene.face_id) else ""
        self._show(self._as_drawn(before, scene), current)

    def _on_moment(self, face_id: str, scene: Scene) -> None:
        self._moment_wanted = None
        first = scene.faces[0].id if scene.faces else ""
        self._show(scene, face_id if scene.face(face_id) else first)

    def _on_failed(self, error: Exception) -> None:
        """Show the next one of the list if this one does not exist any more."""
        if not isinstance(error, AppError):
            raise error
        if isinstance(error, NotFound) and self.scene is not None and len(self.among) > 1:
            at = self.at
            self.among.remove(self.face_id)
            self.face_id = self.among[min(at, len(self.among) - 1)]
            self.load()
        else:
            self.lost.emit()

    def _on_changed(self, changes: Changes) -> None:
        if not any(table in changes for table in _TABLES):
            return
        if self._is_loading:  # shown all the same: while a scan writes, changes never end
            self._is_stale = True
        elif self._asked is not None:
            self._ask(*self._asked)  # it may have been read before the change
        else:
            self._read_anew()

    def _read_anew(self) -> None:
        """Read what is shown again after a change."""
        self._is_stale = False
        if self.scene is not None:
            done = partial(self._on_read_anew, self.scene)
            self._read_photo(self.scene, self.scene.moment, done)

    def _on_read_anew(self, before: Scene, scene: Scene) -> None:
        self._show(self._as_drawn(before, scene))

    def _as_drawn(self, before: Scene | None, scene: Scene) -> Scene:
        """Return the scene with the decoded picture, if it was decoded while it was read."""
        is_kept = before is not None and scene.picture is before.picture
        here = self.scene if is_kept else None
        return replace(scene, picture=here.picture) if here else scene

    def _show(self, scene: Scene, current: str | None = None) -> None:
        """Emit a scene; if it has only the preview, decode the photo in the background."""
        before, self.scene = self.scene, scene
        if before is None or not before.is_of(scene.path, scene.asset, scene.moment):
            self._sharpening = None
        if scene.picture.is_passing and (before is None or before.picture is not scene.picture):
            draw = partial(drawn, scene, self._context.decoders, self._film)
            self._drawing.ask(draw, partial(self._on_drawn, scene))
        self.shown.emit(scene, current)

    def _on_drawn(self, scene: Scene, picture: ScenePicture) -> None:
        if self.scene is not None and self.scene.picture is scene.picture:
            self._show(replace(self.scene, picture=picture))

    def _on_sharp(self, shown: tuple[str, int | None], picture: ScenePicture) -> None:
        scene = self.scene
        if scene is not None and scene.shown == shown and picture.image and not scene.has_changed():
            self.sharpened.emit(picture.image)
