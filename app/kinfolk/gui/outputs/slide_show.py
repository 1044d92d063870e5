"""Slide shows: photos one after the other, full screen."""

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import QEasingCurve, QPoint, QRect, QRectF, Qt, QTimer, QVariantAnimation
from PySide6.QtGui import QColor, QLinearGradient, QMouseEvent, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QWidget

from kinfolk.core.people.people import Person
from kinfolk.core.photos import dates
from kinfolk.errors import AppError, NotFound
from kinfolk.gui.base import theme
from kinfolk.gui.base.commands import Command, Commands, translated
from kinfolk.gui.base.context import Context
from kinfolk.gui.base.painted_text import write_line
from kinfolk.gui.outputs.slides import Slide, SlideLook, read_slide
from kinfolk.gui.photo.dark_view import DarkView
from kinfolk.gui.photo.scene import GROUND, INK
from kinfolk.gui.widgets.key_bar import HEIGHT, KeyBar

SHOWN_MS = 5000  # how long each photo is shown
FADE_MS = 700
QUIET_MS = 2500  # until buttons and cursor hide while neither is used
_SHADE = 150  # pixels of the shade at the bottom that carries the words


class SlideShow(DarkView):
    """Show photos by date, oldest first; the ones before and after are drawn ahead."""

    def __init__(
        self, context: Context, parent: QWidget, ids: Sequence[str], *, who: Person | None
    ) -> None:
        """`who` is the person whose age is told, and whose face can be put in the middle."""
        super().__init__(context, parent, COMMANDS)
        self._who = who
        self._ids: list[str] = []
        self._at = 0
        self._slides: dict[str, Slide] = {}
        self._reading: set[tuple[str, SlideLook]] = set()
        self._is_face = False
        self._before: Slide | None = None  # the slide that fades out while `shown` fades in
        self.shown: Slide | None = None
        self.is_playing = True
        self.setAccessibleName(self.tr("Slide show"))
        self.setMouseTracking(True)
        self._next = QTimer(self, singleShot=True, interval=SHOWN_MS)
        self._next.timeout.connect(partial(self.step, 1))
        self._quiet = QTimer(self, singleShot=True, interval=QUIET_MS)
        self._quiet.timeout.connect(self._hide_controls)
        self._fade = QVariantAnimation(self, startValue=0.0, endValue=1.0)
        self._fade.setEasingCurve(QEasingCurve.Type.InOutSine)
        self._fade.valueChanged.connect(self.update)
        self.keys = KeyBar(self)
        self.finished.connect(self._next.stop)
        read = context.reading(lambda session: dates.in_order(session, ids))
        context.tasks.run(read, self._begin, owner=self)

    def open(self) -> None:
        super().open()
        if not self.window().isFullScreen():
            self.toggle_full_screen()
        self._show_controls()

    # the photos

    @property
    def shown_id(self) -> str:
        """The id of the photo to be shown, "" before the order is known."""
        return self._ids[self._at] if self._ids else ""

    @property
    def look(self) -> SlideLook:
        """The look for which slides are drawn now."""
        ratio = self.devicePixelRatioF()
        return SlideLook(self.size() * ratio, ratio, self._is_face)

    def _begin(self, ids: list[str]) -> None:
        """Start with the first photo, or close if there is none."""
        self._ids = ids
        if ids:
            self.go_to(0)
        else:
            self.reject()

    def go_to(self, place: int) -> None:
        """Go to the photo at a place, shown once it is drawn; ignore places that do not exist."""
        if 0 <= place < len(self._ids):
            self._at = place
            self._next.stop()
            self._show_keys()
            self._draw_ahead()

    def step(self, by: int) -> None:
        """Go on, or back if negative."""
        self.go_to(self._at + by)

    def _draw_ahead(self) -> None:
        """Draw the photo to be shown, then its neighbours, and drop all others."""
        near = [self._at, self._at + 1, self._at - 1]
        wanted = [self._ids[place] for place in near if 0 <= place < len(self._ids)]
        look = self.look
        self._slides = {
            each: slide
            for each, slide in self._slides.items()
            if each in wanted and slide.look == look
        }
        if slide := self._slides.get(self.shown_id):
            self._show(slide)
        for asset_id in wanted:
            # Only one beside the one that is waited for, because pages read on the same threads.
            if asset_id not in self._slides and len(self._reading) < 2:
                self._draw(asset_id, look)

    def _draw(self, asset_id: str, look: SlideLook) -> None:
        key = (asset_id, look)
        if key in self._reading:
            return
        self._reading.add(key)
        read = partial(read_slide, self._context, asset_id, self._who, look)

        def done(slide: Slide) -> None:
            self._reading.discard(key)
            self._slides[asset_id] = slide
            self._draw_ahead()

        def failed(error: Exception) -> None:
            self._reading.discard(key)
            self._on_failed(asset_id, error)

        self._context.tasks.run(read, done, owner=self, failed=failed)

    def _on_failed(self, asset_id: str, error: Exception) -> None:
        """Skip a photo that is not in the library any more."""
        if not isinstance(error, AppError):
            raise error
        if not isinstance(error, NotFound):
            self.reject()  # the library is closed or busy
            return
        here = self._ids.index(asset_id)
        del self._ids[here]
        self._at -= here < self._at
        if self._ids:
            self.go_to(min(self._at, len(self._ids) - 1))
        else:
            self.reject()

    def _show(self, slide: Slide) -> None:
        if slide is not self.shown:
            is_other = self.shown is not None and self.shown.asset_id != slide.asset_id
            self._before = self.shown if is_other and theme.motion_ms() else None
            self.shown = slide
            self._fade.stop()
            if self._before is not None:
                self._fade.setDuration(FADE_MS)
                self._fade.start()
            self.setAccessibleDescription(" · ".join((slide.title, slide.detail)))
            self.update()
        self._go_on()

    # playing

    def _go_on(self) -> None:
        """Show the next photo after a while; stop after the last one."""
        if self.is_playing and self._at == len(self._ids) - 1:
            self._play(False)
        elif self.is_playing and not self._next.isActive():
            self._next.start()

    def _play(self, is_playing: bool) -> None:
        self.is_playing = is_playing
        self._next.stop()
        self._show_controls()

    def toggle(self) -> None:
        """Pause or play; at the end begin again."""
        self._play(not self.is_playing)
        if self.is_playing:
            self.go_to(self._at + 1 if self._at < len(self._ids) - 1 else 0)

    def toggle_face(self) -> None:
        """Put the face in the middle, or show whole photos."""
        self._is_face = not self._is_face
        self._draw_ahead()

    # what is seen

    def _controls(self) -> tuple[QWidget, ...]:
        """Return the widgets that hide while nothing is touched."""
        return (self.keys, self.close_button, self.before, self.after)

    def _show_controls(self) -> None:
        for each in self._controls():
            each.show()
        self._show_keys()
        self.unsetCursor()
        self._quiet.start()
        self.update()

    def _hide_controls(self) -> None:
        """Hide buttons and cursor, unless it is paused."""
        if not self.is_playing:
            return
        for each in self._controls():
            each.hide()
        self.setCursor(Qt.CursorShape.BlankCursor)
        self.update()

    def _show_keys(self) -> None:
        self.keys.show_keys(*COMMANDS.hints(self))
        self.keys.say(self.at_text(self._at, len(self._ids)))
        self.before.setEnabled(self._at > 0)
        self.after.setEnabled(self._at < len(self._ids) - 1)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        self._show_controls()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.keys.setGeometry(0, self.height() - HEIGHT, self.width(), HEIGHT)
        self.place_buttons(self.rect())
        if self._ids:
            self._draw_ahead()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.fillRect(self.rect(), GROUND)
        share = float(self._fade.currentValue()) if self._is_fading else 1.0
        if self._before is not None and self._is_fading:
            painter.drawImage(QRectF(self.rect()), self._before.image)
        if self.shown is not None:
            painter.setOpacity(share)
            painter.drawImage(QRectF(self.rect()), self.shown.image)
            painter.setOpacity(1.0)
            self._draw_words(painter, self.shown)

    @property
    def _is_fading(self) -> bool:
        return self._fade.state() == QVariantAnimation.State.Running

    def _draw_words(self, painter: QPainter, slide: Slide) -> None:
        foot = HEIGHT if self.keys.isVisible() else 0
        shade = QRect(0, self.height() - foot - _SHADE, self.width(), _SHADE)
        gradient = QLinearGradient(shade.topLeft(), shade.bottomLeft())
        gradient.setColorAt(0, QColor(0, 0, 0, 0))
        gradient.setColorAt(1, QColor(0, 0, 0, 170))
        painter.fillRect(shade, gradient)
        line = QRect(QPoint(36, shade.bottom() - 74), shade.size()).adjusted(0, 0, -72, 0)
        line.setHeight(34)
        for text, size, weight in (
            (slide.title, 24, theme.SEMIBOLD),
            (slide.detail, 15, theme.REGULAR),
        ):
            write_line(painter, line, text, theme.font(size, weight), INK)
            line.translate(0, 30)


COMMANDS: Commands[SlideShow] = Commands(
    "Slide show",
    Command(
        "Space",
        "Pause or play",
        SlideShow.toggle,
        hint=lambda show: translated("pause" if show.is_playing else "play"),
    ),
    Command("Right", "Next photo", lambda show: show.step(1), hint="photo", cap="← →"),
    Command("Left", "Previous photo", lambda show: show.step(-1)),
    Command("Esc", "Back", SlideShow.accept, hint="back"),
    Command(
        "Z",
        "Centre on the face, or show the whole photo",
        SlideShow.toggle_face,
        when=lambda show: show._who is not None,
        hint=lambda show: translated("whole photo" if show._is_face else "centre on face"),
    ),
    Command("F", "Turn full screen on or off", SlideShow.toggle_full_screen, hint="full screen"),
    Command("Home", "First photo", lambda show: show.go_to(0)),
    Command("End", "Last photo", lambda show: show.go_to(len(show._ids) - 1)),
)
