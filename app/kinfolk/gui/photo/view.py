"""The photo view: a photo with everyone in it, who can be named, marked and removed there."""

from collections.abc import Callable, Sequence
from functools import partial

from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import (
    QContextMenuEvent,
    QGuiApplication,
    QKeyEvent,
    QPainter,
    QPaintEvent,
    QResizeEvent,
)
from PySide6.QtWidgets import QWidget

from kinfolk.core.faces.faces import Box
from kinfolk.core.people.people import Person
from kinfolk.gui.actions.dating import date_photos
from kinfolk.gui.actions.photo import PhotoActions
from kinfolk.gui.base import menu_links, theme
from kinfolk.gui.base.commands import Command, Commands
from kinfolk.gui.base.context import Context
from kinfolk.gui.photo.canvas import STEP, PhotoCanvas
from kinfolk.gui.photo.dark_view import AWAY, SIDE, DarkView
from kinfolk.gui.photo.film_bar import FilmBar
from kinfolk.gui.photo.info import NARROW, WIDTH, InfoPanel
from kinfolk.gui.photo.naming import PhotoNaming
from kinfolk.gui.photo.player import can_play
from kinfolk.gui.photo.scene import GROUND, INK, Scene, SceneFace
from kinfolk.gui.photo.scene_feed import SceneFeed
from kinfolk.gui.photo.tools import PhotoTools, below
from kinfolk.gui.widgets import controls
from kinfolk.gui.widgets.key_bar import HEIGHT, KeyBar
from kinfolk.scan import crops
from kinfolk.settings import FrameNames

_SMALL = 1000  # pixels of a window's width, below which the panel is narrower


class PhotoView(DarkView):
    """Show photos one after the other over the window, with frames, names and a panel.

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
        closed: Callable[[str], object] | None = None,
    ) -> None:
        """`among` are the faces, or photos, through which the arrow keys lead; none for a glance.

        In a glance nothing can be done. If `held` is given, the view closes when that key is
        released. `closed` is called with the id that was shown last.
        """
        super().__init__(context, parent, COMMANDS)
        self._held = held
        self._closed = closed
        self.feed = SceneFeed(context, face_id, among, self)
        self.act = PhotoActions(context, self)
        self.setAccessibleName(self.tr("Photo"))
        self.canvas = PhotoCanvas(self)
        self.tools = PhotoTools(COMMANDS, self)
        self.info = InfoPanel(context.thumbs, COMMANDS, self)
        self.film_bar = FilmBar(context.thumbs, COMMANDS, self)
        self.player = self.film_bar.player
        self.naming = PhotoNaming(context, self, self.act, self.canvas, self.info)
        self.keys = KeyBar(self)
        self.canvas.lower()
        self._connect()
        self.canvas.show_names(context.settings.frame_names)
        self._show_parts()
        self.feed.load()

    @property
    def is_glance(self) -> bool:
        """Whether it only shows the photo for a moment, so that nothing can be done."""
        return not self.feed.among

    def reopening(self) -> Callable[[], None] | None:
        """Return a function that opens the same photo again; None for a glance."""
        if self.is_glance:
            return None
        show, among = self._context.menu_links.show_photo, self.feed.among
        return partial(show, self.shown_id, among, self.window(), closed=self._closed)

    @property
    def scene(self) -> Scene | None:
        """What is shown; None until it is read."""
        return self.feed.scene

    @property
    def shown_id(self) -> str:
        """The id that is shown, of those through which the arrow keys lead."""
        return self.feed.face_id

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
        self._context.menu_links.from_face(menu, face_id, photo=None, page_key="P")
        COMMANDS.fill(menu, self, "Return", "B", "Del", "X")
        menu.popup(at)

    def _connect(self) -> None:
        canvas, tools, info, player = self.canvas, self.tools, self.info, self.player
        for name, button in (
            ("N", tools.mark),
            ("I", tools.info),
            ("D", info.day),
            ("A", info.add),
            ("Space", self.film_bar.play),
            ("F", self.film_bar.full),
        ):
            COMMANDS.tie(button, self, name)
        self.feed.loading.connect(self._on_loading)
        self.feed.shown.connect(self._show)
        self.feed.sharpened.connect(canvas.show_sharp)
        self.feed.lost.connect(self.reject)
        if not self.is_glance:
            canvas.face_clicked.connect(self.naming.name)
        canvas.ground_clicked.connect(self.naming.stop)
        canvas.boxed.connect(self._on_boxed)
        canvas.view_changed.connect(self._on_view_changed)
        canvas.draft_changed.connect(self._on_draft_changed)
        canvas.current_changed.connect(info.set_current)
        canvas.keys_left.connect(self.setFocus)
        tools.names_wanted.connect(self._set_names)
        tools.file.clicked.connect(self._ask_file)
        tools.zoom_wanted.connect(canvas.toggle_zoom)
        tools.moment_wanted.connect(self.go_to_moment)
        self.film_bar.moment_wanted.connect(self.go_to_moment)
        player.frame_shown.connect(canvas.show_frame)
        player.changed.connect(self._show_keys)
        player.failed.connect(self.play_outside)
        info.elsewhere_clicked.connect(self.go_to_moment)
        info.face_clicked.connect(self.naming.name)
        info.face_hovered.connect(canvas.hover)
        info.person_wanted.connect(self.go_to_person)
        info.present_clicked.connect(self._take_out)
        self.naming.changed.connect(self._show_keys)
        self.finished.connect(self.feed.close)
        self.finished.connect(player.close)
        if (closed := self._closed) is not None:
            self.finished.connect(lambda: closed(self.shown_id))

    # going through the list

    def _step(self, by: int) -> None:
        """Show the photo `by` places further in the list, or back if `by` is negative."""
        if self.feed.can_step(by):
            self._interrupt()
            self.setFocus(Qt.FocusReason.OtherFocusReason)
            self.keys.say("")
            self.feed.step(by)

    def _on_loading(self) -> None:
        """Stop the video that plays, and show which photos can be gone to from the next one."""
        self.player.stop()
        self.canvas.show_frame(None)
        self.before.setVisible(self.feed.can_step(-1))
        self.after.setVisible(self.feed.can_step(1))

    def _back(self) -> None:
        """Leave the full screen, or else the photo."""
        if self.is_full:
            self.toggle_full_screen()
        else:
            self.accept()

    def _interrupt(self) -> None:
        """End what is being named or marked."""
        self.naming.wanted = None
        self.naming.stop()
        self.canvas.leave_draft()

    # a video

    def _has_moments(self) -> bool:
        """Return whether a video is shown with faces at more than one moment."""
        return self.scene is not None and len(self.scene.moments) > 1

    def _is_film(self) -> bool:
        """Return whether a video is shown in which one can move to any moment."""
        return not self.film_bar.isHidden()

    def step_moment(self, by: int) -> None:
        """Go to the next moment of the video with faces, or the one before."""
        if self.scene is not None and self.scene.moment is not None:
            at = self.scene.moments.index(self.scene.moment) + by
            if 0 <= at < len(self.scene.moments):
                self.player.stop()
                self.go_to_moment(self.scene.moments[at])

    def go_to_moment(self, moment: int, face_id: str = "") -> None:
        """Show this moment of the video, with this face as the current one."""
        if not self.is_glance:
            self._interrupt()
            self.feed.go_to_moment(moment, face_id)

    def _play_hint(self) -> str:
        """Return what Space does with a video; "" for a photo."""
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
            self._interrupt()
            self.canvas.set_current("")  # its keys would be about a face that is not seen
            self.player.play(self.scene.path, self.film_bar.slider.value())
        else:
            self.play_outside()

    def play_outside(self) -> None:
        """Open the video in the system's own player, and say why."""
        self.open_outside()
        if can_play():
            self.keys.say(self.tr("Kinfolk can’t play this video. It opens in your video player."))
        else:
            text = self.tr(
                "This video opens in your video player. To play it here, Kinfolk needs the “video” "
                "extra and, on Linux, libpulse."
            )
            self.keys.say(text)

    # what is shown

    def _show(self, scene: Scene, current: str | None) -> None:
        """Show a scene; if it is another photo, `current` is its current face, "" for none."""
        if current is not None:
            self.canvas.current = current
            if not self.player.is_playing:
                self.canvas.show_frame(None)
        self.canvas.show_scene(scene)
        self.naming.follow()
        self.tools.show_moment(scene)
        self.film_bar.setVisible(scene.is_film and not self.is_glance)
        self.film_bar.show_scene(scene, is_there=self.feed.is_there)
        self._lay_out()  # the bar may have another height
        self.info.show_scene(scene, " · ".join(filter(None, (self._place_text(), scene.note))))
        self.setAccessibleDescription(self.foot_text(scene))
        self.canvas.set_current(self.current)
        self._show_keys()
        self.update()

    def _place_text(self) -> str:
        """Return the photo's number in the list as a text, "" if there is no list."""
        at, number = self.feed.at, len(self.feed.among)
        return self.at_text(at, number) if at >= 0 and number > 1 else ""

    def foot_text(self, scene: Scene) -> str:
        """Return one line that names the photo and its place in the list."""
        return " · ".join(part for part in (scene.words, self._place_text()) if part)

    # what is done with faces

    def _current_face(self) -> SceneFace | None:
        """Return the current face, or None; in a glance nothing can be done with it."""
        return None if self.is_glance else self.canvas.seen(self.current)

    def _name_current(self) -> None:
        """Open the name field at the current face, else at the first one that has no name.

        In a glance, close the view instead.
        """
        if self.is_glance:
            self.accept()
        elif self.scene is not None and not self.player.is_playing:
            first = min(self.scene.faces, key=lambda seen: bool(seen.name), default=None)
            self.naming.name(self.current or (first.id if first else ""))

    def go_to_person(self, face_id: str) -> bool:
        """Show the page of the face's person; return False if it has none."""
        seen = self.canvas.seen(face_id)
        if seen is None or seen.person is None or self.is_glance:
            return False
        self.accept()
        self._context.menu_links.person_wanted.emit(seen.person.id)
        return True

    def _not_them(self) -> None:
        """Remove the current face, or a person without a face, from the photo's people."""
        seen, here = self._current_face(), self.info.present_here()
        if here and self.scene is not None:
            self._take_out(next(each for each in self.scene.present if each.id == here))
        elif seen is not None and seen.person is not None:
            self.act.detach([seen.id], seen.person)

    def _no_face(self) -> None:
        if (seen := self._current_face()) is not None:
            self.act.delete_faces([seen.id], *filter(None, [seen.person]))

    def date(self) -> None:
        """Ask the user for the photo's date."""
        if self.scene is not None and not self.is_glance:
            date_photos(self._context, self, [self.scene.asset.id])

    def add_present(self) -> None:
        """Ask who is in the photo without a visible face."""
        if self.scene is not None and not self.is_glance:
            self._interrupt()
            if self.info.isHidden():
                self.toggle_info()
            self.naming.add_present(self.scene)

    def _take_out(self, person: Person) -> None:
        """Remove a person who is in the photo without a face."""
        if self.scene is not None:
            self.act.take_present_out(self.scene.asset, person)

    # boxes

    def mark(self, face_id: str = "") -> None:
        """Begin to mark a new face, or to change the box of this one, by mouse or by keys."""
        if not self.is_glance:
            self.naming.stop()
            self.setFocus(Qt.FocusReason.OtherFocusReason)
            self.canvas.begin_draft(face_id)

    def _on_draft_changed(self) -> None:
        """Show the keys that work in a draft, and a hint on drawing by mouse."""
        said = ""
        if self.canvas.is_waiting:
            said = self.tr("Waiting for the photo to load…")
        elif self.canvas.is_new_draft:
            said = self.tr("Drag to draw a frame around the face")
        elif self.canvas.is_drafting:
            said = self.tr("Drag the frame to move it, or its corners to resize it")
        self.keys.say(said)
        self._show_keys()

    def _on_boxed(self, face_id: str, box: Box) -> None:
        """Save a box: a new face, or another box of a known face."""
        scene, seen = self.scene, self.canvas.seen(face_id)
        if scene is None or scene.picture.photo is None:
            return
        photo = scene.picture.photo
        crop = crops.cut(photo.image, (box.x, box.y, box.w, box.h), scale=photo.scale)
        # The crop is cut here, from pixels that are in memory, and saved with the box.
        if seen is None:
            self.naming.wanted = ""
            done = self.naming.name_new
            self.act.draw(scene.asset.id, box, crop, at=scene.moment, done=done)
        elif box != seen.face.box:
            done = partial(self._on_reframed, scene.asset.id, seen.id)
            self.act.reframe(seen.face, box, crop, seen.person, done=done)

    def _on_reframed(self, asset_id: str, before: str, face_id: str) -> None:
        """Make the replacement of a reframed face current, unless another photo is shown by now."""
        self.feed.replace_face(before, face_id)
        if self.scene is not None and self.scene.asset.id == asset_id:
            self.canvas.set_current(face_id)

    # buttons, keys and places

    def _set_names(self, names: FrameNames) -> None:
        self._context.settings.frame_names = names
        self._context.save_settings()
        self.canvas.show_names(names)
        self.tools.show_names(names)

    def _next_names(self) -> None:
        every = list(FrameNames)
        now = self._context.settings.frame_names
        self._set_names(every[(every.index(now) + 1) % len(every)])

    def _ask_file(self) -> None:
        """Open the menu of what can be done with the photo's file."""
        menu = controls.passing_menu(self)
        COMMANDS.fill(menu, self, "O", "Ctrl+C", "Open in default viewer")
        menu.popup(below(self.tools.file))

    def show_in_folder(self) -> None:
        """Open the photo's folder in the system's file manager."""
        if self.scene is not None:
            menu_links.show_in_folder(self.scene.path)

    def open_outside(self) -> None:
        """Open the photo in the system's viewer."""
        if self.scene is not None:
            menu_links.open_outside(self.scene.path)

    def copy_path(self) -> None:
        if self.scene is not None:
            QGuiApplication.clipboard().setText(str(self.scene.path))
            self.keys.say(self.tr("Path copied"))

    def toggle_info(self) -> None:
        if self.naming.is_of_panel:
            self.naming.stop()  # the field is placed at the panel
        self._context.settings.photo_info = not self._context.settings.photo_info
        self._context.save_settings()
        self._show_parts()

    def _show_parts(self) -> None:
        """Show buttons, panel and keys; hide them if the photo closes when the key is released."""
        is_whole = not self.is_glance
        self.tools.setVisible(is_whole)
        self.keys.setVisible(is_whole)
        self.info.setVisible(is_whole and self._context.settings.photo_info)
        self.tools.show_names(self._context.settings.frame_names)
        self._lay_out()

    def _on_view_changed(self) -> None:
        self.naming.place()
        view = self.canvas.view
        percent = round(view.shown_scale * self.devicePixelRatioF() * 100)
        self.tools.show_zoom(percent, is_fitted=view.is_fitted)
        self.feed.sharpen(self.canvas.wanted_side)

    def _show_keys(self) -> None:
        """Show the keys that mean something now: of the photo, or of a draft."""
        commands = DRAFT_COMMANDS if self.canvas.is_drafting else COMMANDS
        self.commands = (commands,)
        self.keys.show_keys(*commands.hints(self))

    def keyReleaseEvent(self, event: QKeyEvent) -> None:
        if event.key() == self._held and not event.isAutoRepeat():
            self.accept()
        else:
            super().keyReleaseEvent(event)

    def _tab_stops(self) -> list[QWidget]:
        """Return the frames from left to right, then the buttons."""
        frames: list[QWidget] = [each for each in self.canvas.frames if each.isVisible()]
        return frames + [each for each in super()._tab_stops() if each not in frames]

    def _lay_out(self) -> None:
        wide = WIDTH if self.width() >= _SMALL else NARROW
        self.info.setGeometry(self.width() - wide, 0, wide, self.height())
        room = QRect(0, 0, self.width() - (0 if self.info.isHidden() else wide), self.height())
        self.canvas.setGeometry(room)
        bar = self.film_bar.height()
        self.film_bar.setGeometry(0, room.height() - HEIGHT - bar, room.width(), bar)
        self.keys.setGeometry(0, room.height() - HEIGHT, room.width(), HEIGHT)
        self.place_buttons(room)
        self.tools.setGeometry(AWAY + SIDE, AWAY, room.width() - 2 * AWAY - SIDE, SIDE)
        self.naming.place()

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


COMMANDS: Commands[PhotoView] = Commands(
    "Photo",
    Command("Right", "Next photo", lambda view: view._step(1), hint="photo", cap="← →"),
    Command("Left", "Previous photo", lambda view: view._step(-1)),
    Command(
        ".",
        "Next moment of a video",
        lambda view: view.step_moment(1),
        when=PhotoView._has_moments,
        hint="moment",
        cap=", .",
    ),
    Command(",", "Previous moment", lambda view: view.step_moment(-1), when=PhotoView._has_moments),
    Command(
        "Ctrl+Right",
        "Forward one second",
        lambda view: view.film_bar.step(1),
        when=PhotoView._is_film,
        hint="a second",
        cap="Ctrl ← →",
    ),
    Command(
        "Ctrl+Left", "Back one second", lambda view: view.film_bar.step(-1), when=PhotoView._is_film
    ),
    Command("Tab", "Next face", hint="next face"),
    Command("Shift+Tab", "Previous face"),
    Command("Return Enter", "Name the face", PhotoView._name_current, hint="name"),
    Command(
        "Space",
        "Play a video, or back from a photo",
        PhotoView.play_or_leave,
        hint=PhotoView._play_hint,
        tip="Play",
    ),
    Command("Esc", "Back", PhotoView._back, hint="back"),
    Command(
        "F",
        "Full screen (a video)",
        PhotoView.toggle_full_screen,
        when=PhotoView._is_film,
        hint="full screen",
        tip="Full screen",
    ),
    Command(
        "G",
        "Show the person’s page",
        lambda view: view.go_to_person(view.current),
        hint="show person",
    ),
    Command("O", "Show in folder", PhotoView.show_in_folder),
    Command("Del", "Not this person", PhotoView._not_them, hint="not them"),
    Command("X", "Not a face", PhotoView._no_face, hint="not a face"),
    Command(
        "N",
        "Mark a face",
        PhotoView.mark,
        when=lambda view: not view.player.is_playing,
        hint="mark a face",
        tip="Draw a frame around a face",
    ),
    Command(
        "B",
        "Move the face’s frame",
        lambda view: view.mark(view.current),
        when=lambda view: bool(view.current),
    ),
    Command("D", "Set the date", PhotoView.date, hint="date"),
    Command("+ = Shift++", "Zoom in", lambda view: view.canvas.zoom(STEP), hint="zoom", cap="+ −"),
    Command("-", "Zoom out", lambda view: view.canvas.zoom(1 / STEP)),
    Command("1", "Actual size", lambda view: view.canvas.zoom_to_pixels()),
    Command("0", "Fit to window", lambda view: view.canvas.fit()),
    Command("Up", "Scroll up when zoomed in", lambda view: view.canvas.pan(-1)),
    Command("Down", "Scroll down when zoomed in", lambda view: view.canvas.pan(1)),
    Command("I", "Photo info", PhotoView.toggle_info, hint="info"),
    Command("A", "Add someone whose face isn’t visible", PhotoView.add_present),
    Command("V", "Show names: never, on hover, always", PhotoView._next_names),
    Command("Ctrl+C", "Copy path", PhotoView.copy_path),
    Command("", "Open in default viewer", PhotoView.open_outside),
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
