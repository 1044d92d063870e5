"""Where a photo lies on the screen: all of it in its room, or enlarged and moved."""

from dataclasses import dataclass, field, replace

from PySide6.QtCore import QPointF, QRectF, QSizeF

MOST = 8.0  # pixels of the screen a pixel of the photo has at most
FITTED = 2.0  # the same where all of the photo is shown


@dataclass(frozen=True)
class Viewport:
    """`scale` is pixels of the screen for each of the photo; 0 for as large as the room allows."""

    photo: QSizeF
    room: QRectF
    scale: float = 0.0
    # Of the photo's pixels, what lies in the middle of the room.
    middle: QPointF = field(default_factory=QPointF)

    @property
    def fitting(self) -> float:
        """The scale at which all of the photo is shown."""
        wide = self.room.width() / self.photo.width()
        return max(1e-6, min(wide, self.room.height() / self.photo.height(), FITTED))

    @property
    def is_fitted(self) -> bool:
        return self.scale == 0.0

    @property
    def shown_scale(self) -> float:
        return self.scale or self.fitting

    @property
    def place(self) -> QRectF:
        """The whole photo on the screen; it may reach beyond the room."""
        size = self.photo * self.shown_scale
        if self.is_fitted:
            place = QRectF(QPointF(), size)
            place.moveCenter(self.room.center())
            return place
        return QRectF(self.room.center() - self.middle * self.scale, size)

    def on_screen(self, box: QRectF) -> QRectF:
        """A box of the photo's pixels."""
        scale, start = self.shown_scale, self.place.topLeft()
        return QRectF(start + box.topLeft() * scale, box.size() * scale)

    def in_photo(self, point: QPointF) -> QPointF:
        """A point of the screen in the photo's pixels."""
        return (point - self.place.topLeft()) / self.shown_scale

    def fitted(self) -> "Viewport":
        return Viewport(self.photo, self.room)

    def zoomed(self, scale: float, at: QPointF) -> "Viewport":
        """At that scale; what is at this point of the screen stays there."""
        scale = min(scale, max(MOST, self.fitting))
        if scale <= self.fitting:
            return self.fitted()
        middle = self.in_photo(at) - (at - self.room.center()) / scale
        return replace(self, scale=scale, middle=middle)._kept_inside()

    def panned(self, by: QPointF) -> "Viewport":
        """Moved by so many pixels of the screen."""
        if self.is_fitted:
            return self
        return replace(self, middle=self.middle - by / self.scale)._kept_inside()

    def in_room(self, room: QRectF) -> "Viewport":
        """The same in another room."""
        moved = replace(self, room=room)
        return moved if moved.is_fitted else moved.zoomed(moved.scale, room.center())

    def _kept_inside(self) -> "Viewport":
        """No ground is shown where there could be photo."""
        half = QPointF(self.room.width(), self.room.height()) / 2 / self.scale
        x = _between(self.middle.x(), half.x(), self.photo.width())
        y = _between(self.middle.y(), half.y(), self.photo.height())
        return replace(self, middle=QPointF(x, y))


def _between(middle: float, half: float, whole: float) -> float:
    return whole / 2 if 2 * half >= whole else min(max(middle, half), whole - half)
