"""How a photo is mapped to the screen: whole in a rect, or enlarged and panned."""

from dataclasses import dataclass, field, replace

from PySide6.QtCore import QPointF, QRectF, QSizeF

MOST = 8.0  # most screen pixels for a pixel of the photo
FITTED = 2.0  # the same while the photo is shown whole


@dataclass(frozen=True)
class Viewport:
    """Hold an immutable mapping between pixels of the photo and of the screen.

    `room` is the rect of the screen for the photo. `scale` is screen pixels for each pixel of the
    photo; 0 means as large as `room` allows.
    """

    photo: QSizeF
    room: QRectF
    scale: float = 0.0
    # The point of the photo that is shown in the middle of the room.
    middle: QPointF = field(default_factory=QPointF)

    @property
    def fitting(self) -> float:
        """The scale at which the whole photo is shown."""
        wide = self.room.width() / self.photo.width()
        return max(1e-6, min(wide, self.room.height() / self.photo.height(), FITTED))

    @property
    def is_fitted(self) -> bool:
        return self.scale == 0.0

    @property
    def shown_scale(self) -> float:
        """The scale in use."""
        return self.scale or self.fitting

    @property
    def place(self) -> QRectF:
        """The rect of the whole photo on the screen, which may reach beyond the room."""
        size = self.photo * self.shown_scale
        if self.is_fitted:
            place = QRectF(QPointF(), size)
            place.moveCenter(self.room.center())
            return place
        return QRectF(self.room.center() - self.middle * self.scale, size)

    def on_screen(self, box: QRectF) -> QRectF:
        """Map a box from the photo to the screen."""
        scale, start = self.shown_scale, self.place.topLeft()
        return QRectF(start + box.topLeft() * scale, box.size() * scale)

    def in_photo(self, point: QPointF) -> QPointF:
        """Map a point from the screen to the photo."""
        return (point - self.place.topLeft()) / self.shown_scale

    def fitted(self) -> "Viewport":
        """Return the viewport that shows the whole photo."""
        return Viewport(self.photo, self.room)

    def zoomed(self, scale: float, at: QPointF) -> "Viewport":
        """Return the viewport of this scale in which the point `at` of the screen stays put."""
        scale = min(scale, max(MOST, self.fitting))
        if scale <= self.fitting:
            return self.fitted()
        middle = self.in_photo(at) - (at - self.room.center()) / scale
        return replace(self, scale=scale, middle=middle)._kept_inside()

    def panned(self, by: QPointF) -> "Viewport":
        """Return the viewport moved by screen pixels."""
        if self.is_fitted:
            return self
        return replace(self, middle=self.middle - by / self.scale)._kept_inside()

    def in_room(self, room: QRectF) -> "Viewport":
        moved = replace(self, room=room)
        return moved if moved.is_fitted else moved.zoomed(moved.scale, room.center())

    def _kept_inside(self) -> "Viewport":
        """Return the viewport moved so that no background is shown where there could be photo."""
        half = QPointF(self.room.width(), self.room.height()) / 2 / self.scale
        x = _between(self.middle.x(), half.x(), self.photo.width())
        y = _between(self.middle.y(), half.y(), self.photo.height())
        return replace(self, middle=QPointF(x, y))


def _between(middle: float, half: float, whole: float) -> float:
    """Return the middle of an interval of length 2 * `half` so that it stays inside `whole`."""
    return whole / 2 if 2 * half >= whole else min(max(middle, half), whole - half)
