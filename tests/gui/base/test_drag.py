"""What a drag carries, what is said before a drop, and that leaving does nothing."""

from collections.abc import Callable, Sequence

import pytest
from PySide6.QtCore import QMimeData, QPoint
from PySide6.QtWidgets import QMainWindow, QWidget

from kinfolk.core.people.concurrent_decisions import Named
from kinfolk.gui.base.context import Context
from kinfolk.gui.base.drag import (
    Carried,
    Drop,
    DropLabel,
    FaceDrop,
    carried_by,
    drag_pixmap,
    mime_of,
)
from tests.album import Album
from tests.gui.drops import drop, hover, leave, let_go
from tests.gui.hands import hearing


class Target(QWidget):
    """Takes faces on its left half."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.resize(200, 100)
        self.got: list[tuple[str, Sequence[str]]] = []
        self.whose = "Dora"
        self.hovered: list[QPoint | None] = []
        FaceDrop(self, offer=self.offer, hover=self.hovered.append)
        self.show()

    def offer(self, carried: Carried, point: QPoint) -> Drop | None:
        if point.x() >= 100:
            return None
        face_ids, whose = carried.face_ids, self.whose
        label = f"Give {len(face_ids)} faces to {whose}"
        return Drop(label, lambda: self.got.append((whose, face_ids)))


@pytest.fixture
def target(window: QMainWindow) -> Target:
    return Target(window)


def test_faces_go_through_the_clipboard_format() -> None:
    carried = Carried(("face_a", "face_b"), "person_a", Named("person_a", "Anna"))
    assert carried_by(mime_of(carried)) == carried
    assert carried_by(mime_of(carried)).since == carried.since
    people = Carried(people=(Named("person_a", "Anna"), Named("person_b", "Ben")))
    assert carried_by(mime_of(people)) == people
    assert carried_by(QMimeData()) == Carried()


def test_the_label_stays_in_the_window(target: Target) -> None:
    label = DropLabel.of(target)
    for corner in (QPoint(0, 0), target.window().rect().bottomRight()):
        label.show_at(corner, "Set as Dora’s portrait")
        assert target.window().rect().contains(label.geometry())


def test_what_the_label_said_is_what_is_done(target: Target) -> None:
    hover(target, ["face_a"], QPoint(50, 50))
    target.whose = "Ben"  # someone else has come under the pointer, and it has not moved
    let_go(target, ["face_a"], QPoint(50, 50))
    assert target.got == [("Dora", ("face_a",))]


def test_a_label_says_what_a_drop_would_do_and_leaving_or_dropping_beside_does_nothing(
    target: Target,
) -> None:
    hover(target, ["face_a"], QPoint(50, 50))
    leave(target)
    assert not DropLabel.of(target).isVisible()
    drop(target, ["face_a"], QPoint(150, 50))
    assert target.got == []
    assert hover(target, ["face_a", "face_b"], QPoint(50, 50)) == "Give 2 faces to Dora"
    assert target.hovered[-1] == QPoint(50, 50)
    assert hover(target, ["face_a"], QPoint(150, 50)) == ""
    assert target.hovered[-1] is None
    drop(target, ["face_a"], QPoint(50, 50))
    assert target.got == [("Dora", ("face_a",))]
    assert not DropLabel.of(target).isVisible()


def test_a_pile_shows_its_number(
    context: Context, album: Album, paint: Callable[..., None]
) -> None:
    faces = [album.face() for _ in range(4)]
    for face in faces:
        paint(face, "red")
        with hearing(context.thumbs.ready):
            context.thumbs.image(face, 96)
    single = drag_pixmap(faces[:1], context.thumbs, 1.0).toImage()
    pile = drag_pixmap(faces, context.thumbs, 1.0).toImage()
    assert single.pixelColor(30, 30).red() > 200
    assert pile.width() > single.width()
    assert pile.pixelColor(50, 14).red() < 60  # the dark badge
    people = drag_pixmap([faces[0], None], context.thumbs, 1.0, are_round=True).toImage()
    assert people.pixelColor(30, 30).red() > 200
    assert people.pixelColor(6, 6).alpha() == 0 < single.pixelColor(6, 6).alpha()
