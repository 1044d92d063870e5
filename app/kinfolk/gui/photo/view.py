"""The photo view: a photo with everybody in it, who can be named, marked and removed there."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import UTC, datetime
from functools import partial

from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtGui import (
    QContextMenuEvent,
    QImage,
    QKeyEvent,
    QPainter,
    QPaintEvent,
    QResizeEvent,
)
from PySide6.QtWidgets import QApplication, QWidget

from kinfolk.core.db.changes import Changes
from kinfolk.core.faces.faces import Box
from kinfolk.core.people.people import Person
from kinfolk.errors import AppError, NotFound
from kinfolk.gui.actions.dating import date_photos
from kinfolk.gui.actions.photo import PhotoActions
from kinfolk.gui.base import theme, words
from kinfolk.gui.base.commands import Command, Commands
from kinfolk.gui.base.context import Context
from kinfolk.gui.base.tasks import Latest
from kinfolk.gui.photo.canvas import FILM_BAR, STEP, PhotoCanvas
from kinfolk.gui.photo.film_bar import FilmBar
from kinfolk.gui.photo.info import NARROW, WIDTH, InfoPanel
from kinfolk.gui.photo.player import FilmPlayer, can_play
from kinfolk.gui.photo.round_button import SIDE, RoundButton
from kinfolk.gui.photo.scene import (
    GROUND,
    INK,
    MOST_SIDE,
    Scene,
    ScenePicture,
    decoded,
    drawn,
    read_photo,
    read_scene,
)
from kinfolk.gui.photo.tools import PhotoTools
from kinfolk.gui.photo.who_field import WhoField
from kinfolk.gui.widgets import controls
from kinfolk.gui.widgets.key_bar import HEIGHT, KeyBar
from kinfolk.gui.widgets.overlay import Overlay
from kinfolk.scan import crops
from kinfolk.settings import FrameNames
from kinfolk.vision.decoders import OpenFilm

_AWAY = 14  # pixels from the window's edge
_SMALL = 1000  # pixels of a window's width, below which the panel is narrower


class PhotoView(Overlay):
    """Show photos one after the other over the window, with frames, names and a panel.

    It reads and decodes on threads, shows the preview first, and never opens a photo for writing.
    It is left with Esc; whatever had the keyboard before gets it back, with what was typed there.
    """

    TAKES_KEYS = Qt.FocusReason.PopupFocusReason
    IS_PLACE = True

    def __init__(
        self,
        context: Context,
        face_id: str,
        *,
        among: Sequence[str],
        parent: QWidget,
        held: Qt.Key | None = None,
        closed: Callable[[str], object] = lambda shown_id: None,
    ) -> None:
        """`among` are the faces, or photos, through which the arrow keys lead; none for a glance.

        In a glance nothing can be done. If `held` is given, the view closes when that key is
        released. `closed` is called with the id that was shown last.
        """
        super().__init__(parent)
        self._held = held
        self._context = context
        self._drawing = Latest(context.tasks, self)
        self._film = OpenFilm()
        self.finished.connect(self._film.close)
        self._among = list(among)
        self._face_id = face_id
        self._closed = closed
        self.finished.connect(lambda: closed(self._face_id))
        self._moment_wanted: int | None = None  # moment of the video that is being read
        # Id of a new face to be named as soon as it is shown; "" while it is being saved, None if
        # there is none.
        self._wanted: str | None = None
        # Face id ("" for a new face) whose frame is to be changed once the photo is decoded
        self._draft_wanted: str | None = None
        # Photo and moment that are being decoded with more pixels.
        self._sharpening: tuple[str, int | None] | None = None
        self.scene: Scene | None = None
        self.who: WhoField | None = None
        self.act = PhotoActions(context, self)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAccessibleName(self.tr("Photo"))
        context.appearance.changed.connect(self._dress)
        self._dress()
        self.canvas = PhotoCanvas(self)
        self.tools = PhotoTools(self)
        self.info = InfoPanel(context.thumbs, self)
        self.film_bar = FilmBar(self)
        self.player = FilmPlayer(self)
        self.finished.connect(self.player.close)
        self._before_full: Qt.WindowState | None = None  # how the window was before full screen
        self.keys = KeyBar(self)
        self.close_button = RoundButton("close", self)
        self.before = RoundButton("back", self)
        self.after = RoundButton("forward", self)
        self._connect()
        self.canvas.show_names(context.settings.frame_names)
        self._show_parts()
        self._load()

    @property
    def is_glance(self) -> bool:
        """Whether it only shows the photo for a moment, so that nothing can be done."""
        return not self._among

    def reopening(self) -> Callable[[], None] | None:
        """Return a function that opens the same photo again; None for a glance."""
        if self.is_glance:
            return None
        context, shown, among = self._context, self._face_id, self._among
        there, closed = self.window(), self._closed
        return lambda: PhotoView(context, shown, among=among, parent=there, closed=closed).open()

    @property
    def current(self) -> str:
        """The id of the current face: the one with the keyboard, or the one it was opened for."""
        return self.canvas.current

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """Open the menu of the face under the cursor, or with the menu key of the current face."""
        by_keys = event.reason() == QContextMenuEvent.Reason.Keyboard
        at = event.globalPos()
        face_id = (
            self.current
            if by_keys
            else self.canvas.face_at(self.canvas.mapFromGlobal(at.toPointF()))
        )
        frame = self.canvas.frame_of(face_id)
        if frame is None or self.is_glance or self.canvas.is_drafting:
            return
        if by_keys:
            at = self.canvas.mapToGlobal(frame.frame.toAlignedRect().center())
        self.canvas.set_current(face_id)
        menu = controls.passing_menu(self)
        self._context.ways.from_face(menu, face_id, photo=None, page_key="P")
        COMMANDS.fill(menu, self, "Return", "B", "Del", "X")
        menu.popup(at)

    def _dress(self) -> None:
        """Use the dark look, whatever the theme is."""
        look = theme.dark()
        self.setPalette(theme.palette(look))
        self.setStyleSheet(theme.style_sheet(look) + _SHEET)

    def _connect(self) -> None:
        context, canvas, tools = self._context, self.canvas, self.tools
        for name, button in (
            ("Esc", self.close_button),
            ("Left", self.before),
            ("Right", self.after),
            ("N", tools.mark),
            ("I", tools.info),
            ("D", self.info.day),
            ("A", self.info.add),
        ):
            COMMANDS.tie(button, self, name)
        canvas.face_clicked.connect(self.name_face)
        canvas.ground_clicked.connect(self._on_ground)
        canvas.boxed.connect(self._on_boxed)
        canvas.view_changed.connect(self._on_view_changed)
        canvas.draft_changed.connect(self._on_draft_changed)
        canvas.keys_left.connect(self.setFocus)
        tools.names_wanted.connect(self._set_names)
        tools.path_copied.connect(partial(self.keys.say, self.tr("Path copied")))
        tools.zoom_wanted.connect(self._toggle_zoom)
        tools.moment_wanted.connect(self.go_to_moment)
        self.film_bar.moment_wanted.connect(self._on_moved)
        self.film_bar.sound_wanted.connect(lambda is_on: self.player.mute(not is_on))
        COMMANDS.tie(self.film_bar.play, self, "Space")
        COMMANDS.tie(self.film_bar.full, self, "F")
        self.player.frame_shown.connect(self._on_frame)
        self.player.changed.connect(self._on_played)
        self.player.failed.connect(self.play_outside)
        self.finished.connect(self._leave_full_screen)
        self.info.elsewhere_clicked.connect(
            lambda seen: self.go_to_moment(seen.face.timestamp_ms, seen.id)
        )
        self.info.face_clicked.connect(self.name_face)
        self.info.face_hovered.connect(canvas.hover)
        self.info.person_wanted.connect(self.go_to_person)
        self.info.present_clicked.connect(self._take_out)
        context.bus.changed.connect(self._on_changed)
        QApplication.instance().focusChanged.connect(self._on_focus)  # type: ignore[union-attr]

    # going through the list

    @property
    def shown_id(self) -> str:
        """The id in `among` that is shown."""
        return self._face_id

    @property
    def _at(self) -> int:
        """The index of the shown id in `among`, -1 if it is not there."""
        return self._among.index(self._face_id) if self._face_id in self._among else -1

    def _step(self, by: int) -> None:
        """Show the photo `by` places further in the list, or back if `by` is negative."""
        if self._at >= 0 and 0 <= self._at + by < len(self._among):
            self._face_id = self._among[self._at + by]
            self._stop_naming()
            self._leave_draft()
            self.setFocus(Qt.FocusReason.OtherFocusReason)
            self.keys.say("")
            self._load()

    def _load(self) -> None:
        """Read the scene in the background."""
        self.player.stop()
        self.canvas.show_frame(None)
        self._moment_wanted = None
        self.before.setVisible(self._at > 0)
        self.after.setVisible(0 <= self._at < len(self._among) - 1)
        read = partial(read_scene, self._context, self._face_id, self.scene)
        done = partial(self._on_loaded, self.scene)
        self._context.tasks.run(read, done, owner=self, failed=self._on_failed)

    def _on_loaded(self, before: Scene | None, scene: Scene) -> None:
        if scene.face_id == self._face_id:
            self.canvas.current = scene.face_id if scene.face(scene.face_id) else ""
            self._show(self._as_drawn(before, scene))

    def _on_failed(self, error: Exception) -> None:
        if not isinstance(error, AppError):
            raise error
        if isinstance(error, NotFound) and self.scene is not None and len(self._among) > 1:
            self._pass_over()
        else:
            self.reject()  # the face does not exist any more

    @property
    def has_moments(self) -> bool:
        """Whether a video is shown with faces at more than one moment."""
        return self.scene is not None and len(self.scene.moments) > 1

    def step_moment(self, by: int) -> None:
        """Go to the next moment of the video with faces, or the one before."""
        if self.scene is not None and self.scene.moment is not None:
            at = self.scene.moments.index(self.scene.moment) + by
            if 0 <= at < len(self.scene.moments):
                self.player.stop()
                self.go_to_moment(self.scene.moments[at])

    def go_to_moment(self, moment: int, face_id: str = "") -> None:
        """Show this moment of the video, with this face as the current one."""
        if self.scene is None or self.is_glance:
            return
        self._stop_naming()
        self._leave_draft()
        self._moment_wanted = moment
        about = (self.scene.asset.id, self._face_id, self.scene, moment)
        read = partial(read_photo, self._context, *about)
        done = partial(self._on_moment, moment, face_id)
        self._context.tasks.run(read, done, owner=self, failed=self._on_failed)

    def _on_moment(self, moment: int, face_id: str, scene: Scene) -> None:
        if moment != self._moment_wanted:
            return  # another moment has been asked for since
        self._moment_wanted = None
        if self.scene is not None and scene.asset.id == self.scene.asset.id:
            first = scene.faces[0].id if scene.faces else ""
            self.canvas.current = face_id if scene.face(face_id) else first
            if not self.player.is_playing:
                self.canvas.show_frame(None)
            self._show(scene)

    @property
    def play_hint(self) -> str:
        """What Space does with a video; "" for a photo."""
        if self.scene is None or self.scene.moment is None:
            return ""
        return self.tr("pause") if self.player.is_playing else self.tr("play")

    def play_or_leave(self) -> None:
        """Play a video or stop it; leave a photo."""
        if self.scene is None or self.scene.moment is None or self.is_glance:
            self.accept()
        elif self.player.is_playing:
            self.player.stop()
        elif can_play():
            self._stop_naming()
            self._leave_draft()
            self._set_current("")  # its keys would be about a face that is not seen
            self.player.play(self.scene.path, self.film_bar.slider.value())
        else:
            self.play_outside()

    def play_outside(self) -> None:
        """Open the video in the system's own player, and say why."""
        self.tools.open_outside()
        if can_play():
            self.keys.say(self.tr("Kinfolk can’t play this video. It opens in your video player."))
        else:
            text = self.tr("Opens in your video player. With the extra “video”, it plays here.")
            self.keys.say(text)

    def _on_frame(self, image: QImage, moment: int) -> None:
        self.canvas.show_frame(image)
        self.film_bar.follow(moment)

    def _on_moved(self, moment: int) -> None:
        """Go to where the slider was moved; a video that plays goes on from there."""
        if self.player.is_playing:
            self.player.seek(moment)
        else:
            self.go_to_moment(moment)

    def _on_played(self) -> None:
        """Show whether the video plays; where it has stopped, show its faces again."""
        self.film_bar.show_playing(is_playing=self.player.is_playing)
        self._show_keys()
        if not self.player.is_playing and self.isVisible():
            self.go_to_moment(self.film_bar.slider.value())

    def toggle_full_screen(self) -> None:
        """Show the video on the whole screen, or in the window again."""
        if self._before_full is None:
            self._before_full = self.window().windowState()
            self.window().showFullScreen()
        else:
            self._leave_full_screen()

    def _leave_full_screen(self) -> None:
        if self._before_full is not None:
            self.window().setWindowState(self._before_full)
            self._before_full = None

    def _pass_over(self) -> None:
        """Show the next face of the list, because the shown face no longer exists."""
        at = self._at
        self._among.remove(self._face_id)
        self._face_id = self._among[min(at, len(self._among) - 1)]
        self._load()

    def _on_changed(self, changes: Changes) -> None:
        tables = ("face", "person", "asset", "presence")
        if self.scene is None or not any(table in changes for table in tables):
            return
        before = self.scene
        about = (before.asset.id, self._face_id, before, before.moment)
        read = partial(read_photo, self._context, *about)
        done = partial(self._on_read_anew, before)
        self._context.tasks.run(read, done, owner=self, failed=self._on_failed)

    def _on_read_anew(self, before: Scene, scene: Scene) -> None:
        if self.scene is not None and scene.shown == self.scene.shown:
            self._show(self._as_drawn(before, scene))

    def _as_drawn(self, before: Scene | None, scene: Scene) -> Scene:
        """Return the scene with the decoded picture, if it was decoded while it was read."""
        is_kept = before is not None and scene.picture is before.picture
        here = self.scene if is_kept else None
        return replace(scene, picture=here.picture) if here else scene

    def _draw(self, scene: Scene) -> None:
        """Decode the photo in the background and show it in place of its preview."""
        draw = partial(drawn, scene, self._context.decoders, self._film)
        self._drawing.ask(draw, partial(self._on_drawn_photo, scene))

    def _on_drawn_photo(self, scene: Scene, picture: ScenePicture) -> None:
        if self.scene is not None and self.scene.picture is scene.picture:
            self._show(replace(self.scene, picture=picture))

    def _show(self, scene: Scene) -> None:
        """Show a scene."""
        before = self.scene
        if before is None or before.shown != scene.shown:
            self._sharpening = None
        self.scene = scene
        if scene.picture.is_passing and (before is None or before.picture is not scene.picture):
            self._draw(scene)
        self.canvas.show_scene(scene)
        self._begin_wanted_draft()
        if self._wanted and scene.face(self._wanted):
            wanted, self._wanted = self._wanted, None
            self.name_face(wanted)
        if self.who is not None and self.who.face_id and not scene.face(self.who.face_id):
            self._stop_naming()
        self.tools.show_moment(scene)
        self.film_bar.setVisible(scene.is_film and not self.is_glance)
        self.film_bar.show_scene(scene, is_there=self._moment_wanted is None)
        place = " · ".join(part for part in (self._place_text(), scene.note) if part)
        self.info.show_scene(scene, place)
        self.setAccessibleDescription(self.foot_text(scene))
        self._set_current(self.current)
        self._show_keys()
        self.update()

    def _place_text(self) -> str:
        """Return the photo's number in the list as a text, "" if there is no list."""
        if len(self._among) < 2 or self._at < 0:
            return ""
        at, number = words.number_text(self._at + 1), words.number_text(len(self._among))
        return self.tr("{at} of {number}").format(at=at, number=number)

    def foot_text(self, scene: Scene) -> str:
        """Return one line that names the photo and its place in the list."""
        return " · ".join(part for part in (scene.words, self._place_text()) if part)

    # naming

    def name_face(self, face_id: str) -> None:
        """Open the name field at a face; a name field that is open at another face is closed."""
        seen = self.scene.face(face_id) if self.scene else None
        if seen is None or self.is_glance:
            return
        self._stop_naming()
        self._set_current(face_id)
        self.canvas.reveal(face_id)
        who = WhoField(
            self._context,
            self,
            library_id=seen.face.library_id,
            left_out={seen.person.id} if seen.person else (),
            hint=seen.name,
            face_id=seen.id,
        )
        who.given.connect(partial(self._give, seen.id, datetime.now(UTC)))
        who.new_wanted.connect(partial(self._give_new, seen.id))
        who.stepped.connect(self._name_next)
        self._open_field(who)

    def _open_field(self, who: WhoField) -> None:
        self.who = who
        who.left.connect(self._stop_naming)
        self._place_field()
        who.show()
        who.field.setFocus(Qt.FocusReason.OtherFocusReason)
        self._show_keys()

    def _stop_naming(self) -> None:
        """Close the name field and return the keyboard to the face or button it was for."""
        if self.who is None:
            return
        who, self.who = self.who, None
        about = self.canvas.frame_of(who.face_id) if who.face_id else self.info.add
        (about or self).setFocus(Qt.FocusReason.OtherFocusReason)
        who.hide()
        who.deleteLater()
        self._show_keys()

    def _give(self, face_id: str, since: datetime, person: Person) -> None:
        """Give the face to a person; `since` is when the name field opened."""
        seen = self.scene.face(face_id) if self.scene else None
        self._stop_naming()
        if seen is not None:
            self.act.give([face_id], person, of=seen.person, since=since, is_split=False)

    def _give_new(self, face_id: str, name: str) -> None:
        """Give the face to a new person."""
        seen = self.scene.face(face_id) if self.scene else None
        self._stop_naming()
        if seen is not None:
            self.act.give_new(seen.face, seen.person, name)

    def _name_next(self, by: int) -> None:
        """Open the name field at the next face, or the one before."""
        ids = [frame.face_id for frame in self.canvas.frames]
        if self.current in ids:
            self.name_face(ids[(ids.index(self.current) + by) % len(ids)])

    def _place_field(self) -> None:
        """Move the name field beside the face or button that it is for."""
        if self.who is None:
            return
        if not self.who.face_id:
            add = self.info.add
            button = QRect(add.mapTo(self, QPoint()), add.size())
            self.who.place(button, self.rect().adjusted(8, 8, -8, -8))
        elif (frame := self.canvas.frame_of(self.who.face_id)) is not None:
            self.who.place(frame.frame.toAlignedRect(), self._room().adjusted(8, 8, -8, -8))

    def _name_current(self) -> bool:
        """Open the name field at the current face; in a glance, close the view instead."""
        if self.is_glance:
            self.accept()
        else:
            self.name_face(self.current)
        return True

    def go_to_person(self, face_id: str) -> bool:
        """Show the page of the face's person; return False if it has none."""
        seen = self.scene.face(face_id) if self.scene else None
        if seen is None or seen.person is None or self.is_glance:
            return False
        self.accept()
        self._context.ways.person_wanted.emit(seen.person.id)
        return True

    def _not_them(self) -> None:
        """Remove the current face, or a person without a face, from the photo's people."""
        if (here := self.info.present_here()) and self.scene is not None:
            self._take_out(next(each for each in self.scene.present if each.id == here))
            return
        seen = self.scene.face(self.current) if self.scene else None
        if seen is not None and seen.person is not None and not self.is_glance:
            self.act.detach([seen.id], seen.person)

    def _no_face(self) -> None:
        seen = self.scene.face(self.current) if self.scene else None
        if seen is not None and not self.is_glance:
            self.act.delete_faces([seen.id], *filter(None, [seen.person]))

    def date(self) -> None:
        """Ask the user for the photo's date."""
        if self.scene is not None and not self.is_glance:
            date_photos(self._context, self, [self.scene.asset.id])

    # without a face

    def add_present(self) -> None:
        """Ask who is in the photo without a visible face."""
        scene = self.scene
        if scene is None or self.is_glance:
            return
        self._stop_naming()
        self._leave_draft()
        if self.info.isHidden():
            self.toggle_info()
        self.info.show_add()
        who = WhoField(
            self._context,
            self,
            library_id=scene.asset.library_id,
            left_out=scene.people,
            hint=self.tr("Who else is in this photo?"),
        )
        who.given.connect(partial(self._add_present, scene))
        who.new_wanted.connect(partial(self._add_new_present, scene))
        who.stepped.connect(self._stop_naming)
        self._open_field(who)

    def _add_present(self, scene: Scene, person: Person) -> None:
        self._stop_naming()
        self.act.add_present(scene.asset, person)

    def _add_new_present(self, scene: Scene, name: str) -> None:
        self._stop_naming()
        self.act.add_new_present(scene.asset, name)

    def _take_out(self, person: Person) -> None:
        """Remove a person who is in the photo without a face."""
        if self.scene is not None:
            self.act.take_present_out(self.scene.asset, person)

    # boxes

    def mark(self) -> None:
        """Begin to mark a new face: its box is drawn by mouse, or moved and pulled by keys."""
        self._begin_draft("")

    def _reframe(self) -> None:
        """Begin to change the box of the current face; do nothing without a current face."""
        if self.current:
            self._begin_draft(self.current)

    def _begin_draft(self, face_id: str) -> None:
        """Begin a draft of this face's box ("" for a new box) once the photo is decoded."""
        if self.is_glance:
            return
        self._stop_naming()
        self.setFocus(Qt.FocusReason.OtherFocusReason)
        if self.scene is None or self.scene.picture.is_passing:
            self._draft_wanted = face_id
            self.keys.say(self.tr("Waiting for the photo to load…"))
        else:
            self.canvas.begin_draft(face_id)

    def _begin_wanted_draft(self) -> None:
        """Begin the draft that was asked for while the photo was being decoded."""
        if self._draft_wanted is not None and self.scene and not self.scene.picture.is_passing:
            wanted, self._draft_wanted = self._draft_wanted, None
            self.keys.say("")
            self.canvas.begin_draft(wanted)

    def _leave_draft(self) -> None:
        """Drop the current draft and the draft that waits for the photo to be decoded."""
        self._draft_wanted = self._wanted = None
        self.canvas.leave_draft()

    def _on_draft_changed(self) -> None:
        """Show the keys that work in a draft, and a hint on drawing by mouse."""
        said = ""
        if self.canvas.is_new_draft:
            said = self.tr("Drag to draw a frame around the face")
        elif self.canvas.is_drafting:
            said = self.tr("Drag the frame to move it, or its corners to resize it")
        self.keys.say(said)
        self._show_keys()

    def _on_boxed(self, face_id: str, box: Box) -> None:
        """Save a box: a new face, or another box of a known face."""
        scene, seen = self.scene, self.scene.face(face_id) if self.scene else None
        if scene is None or scene.picture.photo is None:
            return
        photo = scene.picture.photo
        crop = crops.cut(photo.image, (box.x, box.y, box.w, box.h), scale=photo.scale)
        # The crop is cut here, from pixels that are in memory, and saved with the box.
        if seen is None:
            self._wanted = ""
            self.act.draw(scene.asset.id, box, crop, at=scene.moment, done=self._on_drawn)
        elif box != seen.face.box:
            done = partial(self._on_reframed, seen.id)
            self.act.reframe(seen.face, box, crop, seen.person, done=done)

    def _on_drawn(self, face_id: str) -> None:
        """Open the name field at the new face once it is shown, unless the user has moved on."""
        if self._wanted is not None:
            self._wanted = face_id
            if self.scene is not None and self.scene.face(face_id):
                self._show(self.scene)

    def _on_reframed(self, before: str, face_id: str) -> None:
        """Make the replacement of a reframed face current, because the replacement has a new id."""
        self._among = [face_id if each == before else each for each in self._among]
        if self._face_id == before:
            self._face_id = face_id
        self.canvas.set_current(face_id)

    # what is shown

    def _set_current(self, face_id: str) -> None:
        self.canvas.set_current(face_id)
        self.info.set_current(face_id)

    def _on_focus(self, before: QWidget | None, now: QWidget | None) -> None:
        for frame in self.canvas.frames:
            if frame is now:
                self._set_current(frame.face_id)
                self.canvas.reveal(frame.face_id)

    def _on_ground(self) -> None:
        """Close the name field on a click beside the frames."""
        self._stop_naming()

    def _set_names(self, names: FrameNames) -> None:
        self._context.settings.frame_names = names
        self._context.save_settings()
        self.canvas.show_names(names)
        self.tools.show_names(names)

    def _next_names(self) -> None:
        every = list(FrameNames)
        now = self._context.settings.frame_names
        self._set_names(every[(every.index(now) + 1) % len(every)])

    def toggle_info(self) -> None:
        """Show or hide the panel."""
        if self.who is not None and not self.who.face_id:
            self._stop_naming()  # the field for somebody without a face is placed at the panel
        self._context.settings.photo_info = not self._context.settings.photo_info
        self._context.save_settings()
        self._show_parts()

    def _show_parts(self) -> None:
        """Show buttons, panel and keys, or hide them in a glance."""
        is_whole = not self.is_glance
        self.tools.setVisible(is_whole)
        self.keys.setVisible(is_whole)
        self.info.setVisible(is_whole and self._context.settings.photo_info)
        self.tools.show_names(self._context.settings.frame_names)
        self._lay_out()

    def _toggle_zoom(self) -> None:
        if self.canvas.view.is_fitted:
            self.canvas.zoom_to_pixels()
        else:
            self.canvas.fit()

    def _on_view_changed(self) -> None:
        self._place_field()
        view = self.canvas.view
        percent = round(view.shown_scale * self.devicePixelRatioF() * 100)
        self.tools.show_zoom(percent, is_fitted=view.is_fitted)
        self._sharpen()

    def _sharpen(self) -> None:
        """Decode the photo again with more pixels if the screen can show more than were decoded."""
        scene = self.scene
        if scene is None or scene.picture.photo is None or scene.picture.image is None:
            return
        here = max(scene.picture.image.width(), scene.picture.image.height())
        most = min(MOST_SIDE, max(scene.asset.width, scene.asset.height))
        is_enough = here >= most or self.canvas.wanted_side <= here
        if is_enough or self._sharpening == scene.shown:
            return
        self._sharpening = scene.shown
        read = partial(decoded, scene.path, self._context.decoders, most, scene.moment)
        done = partial(self._on_sharp, scene.shown)
        self._context.tasks.run(read, done, owner=self)

    def _on_sharp(self, shown: tuple[str, int | None], picture: ScenePicture) -> None:
        if self.scene is not None and self.scene.shown == shown and picture.image:
            self.canvas.show_sharp(picture.image)

    def _show_keys(self) -> None:
        """Show the keys that mean something now."""
        self.keys.show_keys(*self._commands.hints(self))

    # keys and places

    @property
    def _commands(self) -> Commands["PhotoView"]:
        """What can be done now."""
        return DRAFT_COMMANDS if self.canvas.is_drafting else COMMANDS

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if not self._commands.press(self, event):
            super().keyPressEvent(event)

    def keyReleaseEvent(self, event: QKeyEvent) -> None:
        if event.key() == self._held and not event.isAutoRepeat():
            self.accept()
        else:
            super().keyReleaseEvent(event)

    def _tab_stops(self) -> list[QWidget]:
        """Return the frames from left to right, then the buttons."""
        frames: list[QWidget] = [each for each in self.canvas.frames if each.isVisible()]
        return frames + [each for each in super()._tab_stops() if each not in frames]

    def _room(self) -> QRect:
        """Return the part of the view that shows the photo."""
        panel = self.info.width() if not self.info.isHidden() else 0
        return QRect(0, 0, self.width() - panel, self.height())

    def _lay_out(self) -> None:
        wide = WIDTH if self.width() >= _SMALL else NARROW
        self.info.setGeometry(self.width() - wide, 0, wide, self.height())
        room = self._room()
        self.canvas.setGeometry(room)
        self.film_bar.setGeometry(0, room.height() - HEIGHT - FILM_BAR, room.width(), FILM_BAR)
        self.keys.setGeometry(0, room.height() - HEIGHT, room.width(), HEIGHT)
        middle = (room.height() - SIDE) // 2
        self.close_button.move(_AWAY, _AWAY)
        self.before.move(_AWAY, middle)
        self.after.move(room.width() - SIDE - _AWAY, middle)
        self.tools.setGeometry(_AWAY + SIDE, _AWAY, room.width() - 2 * _AWAY - SIDE, SIDE)
        self._place_field()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._lay_out()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.fillRect(self.rect(), GROUND)
        if self.is_glance and self.scene is not None:
            painter.setPen(INK)
            painter.setFont(theme.font(13))
            foot = QRect(0, self.height() - HEIGHT, self.width(), HEIGHT)
            painter.drawText(foot, Qt.AlignmentFlag.AlignCenter, self.foot_text(self.scene))


_SHEET = """
#photo-info { background: #1B1A18; border: none; }
#photo-info QPushButton[kind="link"] { text-align: left; }
#strip { background: rgba(12, 11, 10, 215); border: none; }
"""


COMMANDS: Commands[PhotoView] = Commands(
    "Photo",
    Command(
        "Right",
        "Next photo",
        lambda view: view._step(1),
        hint="photo",
        cap="← →",
        tip="Next photo (Right)",
    ),
    Command("Left", "Previous photo", lambda view: view._step(-1), tip="Previous photo (Left)"),
    Command(
        ".",
        "Next moment of a video",
        lambda view: view.step_moment(1),
        when=lambda view: view.has_moments,
        hint="moment",
        cap=", .",
    ),
    Command(
        ",",
        "Previous moment",
        lambda view: view.step_moment(-1),
        when=lambda view: view.has_moments,
    ),
    Command(
        "Ctrl+Right",
        "Forward one second",
        lambda view: view.film_bar.step(1),
        when=lambda view: not view.film_bar.isHidden(),
        hint="a second",
        cap="Ctrl ← →",
    ),
    Command(
        "Ctrl+Left",
        "Back one second",
        lambda view: view.film_bar.step(-1),
        when=lambda view: not view.film_bar.isHidden(),
    ),
    Command("Tab", "Next face", hint="next face"),
    Command("Shift+Tab", "Previous face"),
    Command("Return Enter", "Name the face", PhotoView._name_current, hint="name"),
    Command(
        "Space",
        "Play a video, or back from a photo",
        PhotoView.play_or_leave,
        hint=lambda view: view.play_hint,
        tip="Play (Space)",
    ),
    Command("Esc", "Back", PhotoView.accept, hint="back", tip="Back (Esc)"),
    Command(
        "F",
        "Full screen (a video)",
        PhotoView.toggle_full_screen,
        when=lambda view: not view.film_bar.isHidden(),
        hint="full screen",
        tip="Full screen (F)",
    ),
    Command(
        "G",
        "Show the person’s page",
        lambda view: view.go_to_person(view.current),
        hint="show person",
    ),
    Command("O", "Show in folder", lambda view: view.tools.show_in_folder()),
    Command("Del", "Not this person", PhotoView._not_them, hint="not them", cap="Delete"),
    Command("X", "Not a face", PhotoView._no_face, hint="not a face"),
    Command(
        "N",
        "Mark a face",
        PhotoView.mark,
        when=lambda view: not view.player.is_playing,
        hint="mark a face",
        tip="Draw a frame around a face (N)",
    ),
    Command("B", "Move the face’s frame", PhotoView._reframe),
    Command("D", "Set the date", PhotoView.date, hint="date", tip="Set the date (D)"),
    Command("+ = Shift++", "Zoom in", lambda view: view.canvas.zoom(STEP), hint="zoom", cap="+ −"),
    Command("-", "Zoom out", lambda view: view.canvas.zoom(1 / STEP)),
    Command("1", "Actual size", lambda view: view.canvas.zoom_to_pixels()),
    Command("0", "Fit to window", lambda view: view.canvas.fit()),
    Command("Up", "Scroll up when zoomed in", lambda view: view.canvas.pan(-1)),
    Command("Down", "Scroll down when zoomed in", lambda view: view.canvas.pan(1)),
    Command("I", "Photo info", PhotoView.toggle_info, hint="info", tip="Photo info (I)"),
    Command(
        "A",
        "Add someone whose face isn’t visible",
        PhotoView.add_present,
        tip="Add someone whose face isn’t visible (A)",
    ),
    Command("V", "Show names: never, on hover, always", PhotoView._next_names),
    Command("Ctrl+C", "Copy path", lambda view: view.tools.copy_path()),
    Command("Ctrl+Z", "Undo", lambda view: view._context.ops.undo()),
    Command("Ctrl+Shift+Z Ctrl+Y", "Redo", lambda view: view._context.ops.redo()),
)


def _nudged(right: int, down: int, *, is_pulled: bool = False) -> Callable[[PhotoView], None]:
    """Return the key that moves the draft, or with `is_pulled` its corner."""
    return lambda view: view.canvas.nudge(right, down, is_pulled=is_pulled)


DRAFT_COMMANDS: Commands[PhotoView] = Commands(
    "Marking a face",
    Command("Right", "Move the frame right", _nudged(1, 0), hint="move", cap="← → ↑ ↓"),
    Command("Left", "Move the frame left", _nudged(-1, 0)),
    Command("Up", "Move the frame up", _nudged(0, -1)),
    Command("Down", "Move the frame down", _nudged(0, 1)),
    Command("Return Enter", "Save", lambda view: view.canvas.keep_draft(), hint="save"),
    Command("Esc", "Cancel", lambda view: view.canvas.leave_draft(), hint="cancel"),
    Command(
        "Shift+Right", "Wider", _nudged(1, 0, is_pulled=True), hint="resize", cap="Shift ← → ↑ ↓"
    ),
    Command("Shift+Left", "Narrower", _nudged(-1, 0, is_pulled=True)),
    Command("Shift+Up", "Shorter", _nudged(0, -1, is_pulled=True)),
    Command("Shift+Down", "Taller", _nudged(0, 1, is_pulled=True)),
)
