"""What changed is told on the main thread, while someone may still ask for more."""

from PySide6.QtWidgets import QApplication

from kinfolk.core.database import Database
from kinfolk.gui.base.bus import Bus
from tests.album import Album


def test_what_is_on_its_way_is_told_to_nobody_once_closed(db: Database, album: Album) -> None:
    told: list[object] = []
    bus = Bus(db)
    bus.changed.connect(told.append)
    album.person("Eva")
    QApplication.processEvents()
    assert len(told) == 1
    album.person("Ida")
    bus.close()
    QApplication.processEvents()
    assert len(told) == 1
