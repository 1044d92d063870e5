"""Photos that really exist: drawn, scanned by an engine that sees squares, and opened."""

from pathlib import Path

from PySide6.QtGui import QImage
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from kinfolk.core.faces import faces
from kinfolk.core.faces.faces import FacesQuery
from kinfolk.core.photos import library, photos
from kinfolk.core.photos.photos import AssetsQuery
from kinfolk.gui.base.context import Context
from kinfolk.gui.photo.view import PhotoView
from kinfolk.gui.photo.who_field import WhoField
from kinfolk.scan.job import ScanJob
from tests.asking import Asking
from tests.fake_engine import FakeEngine, draw
from tests.gui.hands import until
from tests.gui.windows import there
from tests.patience import PATIENCE


class Pictured(Asking):
    """A folder with a.jpg, which shows three faces, and b.jpg, which shows one; scanned."""

    def __init__(self, qtbot: QtBot, context: Context, folder: Path) -> None:
        self.qtbot, self.context, self.db, self.folder = qtbot, context, context.db, folder
        three = [("red", 20, 40), ("green", 80, 40), ("blue", 140, 40)]
        draw(folder / "a.jpg", three, note="a")
        draw(folder / "b.jpg", [("red", 60, 40)], note="b")
        self.do(library.add_folder, folder)
        self.engine = FakeEngine()
        self.scan()

    def scan(self) -> None:
        """Scan the folder to the end."""
        job = ScanJob(self.db, lambda: self.engine)
        job.start()
        assert job.wait(PATIENCE)

    def all_of(self, name: str) -> list[faces.Face]:
        """Return the faces of a photo from left to right."""
        query = FacesQuery(asset_id=self.photo(name).id, limit=100)
        found = self.ask(faces.page, query).data
        return sorted(found, key=lambda face: face.box.x)

    def photo(self, name: str) -> photos.Asset:
        """Return a photo by its file name."""
        listed = self.ask(photos.page, AssetsQuery(limit=100)).data
        return next(each for each in listed if each.path.name == name)

    def faces(self, name: str) -> list[str]:
        """Return the ids of a photo's faces from left to right."""
        return [face.id for face in self.all_of(name)]

    def opened(self, window: QWidget, among: list[str]) -> PhotoView:
        """Open the first of these faces in the photo view, and wait until it is drawn."""
        view = PhotoView(self.context, among[0], among=among, parent=window)
        view.open()
        self.wait_for(view, among[0])
        return view

    def wait_for(self, view: PhotoView, face_id: str) -> None:
        """Wait until the view has drawn the photo of a face."""
        until(
            lambda: (
                view.scene is not None
                and view.scene.face_id == face_id
                and not view.scene.picture.is_passing
            )
        )


def open_field(view: PhotoView) -> WhoField:
    """Return the field for a name that is open in the photo view."""
    return there(view.naming.who)


def picture_of(view: PhotoView) -> QImage:
    """Return the picture that the photo view shows."""
    return there(there(view.scene).image)
