"""The photo view by pointer: on to the next face, back, and closed."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QMainWindow
from pytestqt.qtbot import QtBot

from kinfolk.core.db.models import AssignedBy
from kinfolk.gui.base.context import Context
from kinfolk.gui.photo.view import PhotoView
from tests.album import Album


def opened(
    qtbot: QtBot, context: Context, window: QMainWindow, face_ids: list[str], *, at: int
) -> PhotoView:
    view = PhotoView(context, face_ids[at], among=face_ids, parent=window)
    view.open()
    wait_for(qtbot, view, face_ids[at])
    return view


def wait_for(qtbot: QtBot, view: PhotoView, face_id: str) -> None:
    qtbot.waitUntil(lambda: view.scene is not None and view.scene.face_id == face_id)


def foot(view: PhotoView) -> str:
    assert view.scene is not None
    return view.foot_text(view.scene)


def test_the_arrows_go_as_far_as_there_are_faces(
    qtbot: QtBot, context: Context, window: QMainWindow, album: Album
) -> None:
    faces = [album.face(asset_id=album.photo()) for _ in range(3)]
    view = opened(qtbot, context, window, faces, at=1)
    assert foot(view).endswith("· 2 of 3")
    assert view.before.isVisible()
    qtbot.mouseClick(view.after, Qt.MouseButton.LeftButton)
    wait_for(qtbot, view, faces[2])
    assert foot(view).endswith("· 3 of 3")
    assert not view.after.isVisible()
    with qtbot.waitSignal(view.finished):
        qtbot.mouseClick(view.close_button, Qt.MouseButton.LeftButton)


def test_one_face_alone_has_no_arrows(
    qtbot: QtBot, context: Context, window: QMainWindow, album: Album
) -> None:
    view = opened(qtbot, context, window, [album.face(asset_id=album.photo())], at=0)
    assert not view.before.isVisible()
    assert not view.after.isVisible()
    assert " of " not in foot(view)
    view.reject()


def test_what_a_scan_placed_is_said_and_has_a_dot(
    qtbot: QtBot, context: Context, window: QMainWindow, album: Album
) -> None:
    anna = album.person("Anna")
    placed, said = album.face(anna), album.face(anna, by=AssignedBy.USER)
    grouped = album.face(album.group(faces=0))
    view = opened(qtbot, context, window, [placed, said, grouped], at=0)
    assert foot(view).endswith(" · placed by Kinfolk · 1 of 3")
    for at, face in ((2, said), (3, grouped)):
        qtbot.mouseClick(view.after, Qt.MouseButton.LeftButton)
        wait_for(qtbot, view, face)
        assert foot(view).endswith(f".jpg · {at} of 3")
    view.reject()
