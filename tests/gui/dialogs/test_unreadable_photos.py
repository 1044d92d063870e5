"""What could not be read: told, and read once more when that is asked for."""

from PySide6.QtWidgets import QMainWindow

from kinfolk.core.db.models import AssetState
from kinfolk.core.photos import photos
from kinfolk.gui.base.context import Context
from kinfolk.gui.dialogs.unreadable_photos import ProblemsSheet
from tests.album import Album
from tests.gui.hands import heard, until


def test_failed_photos_are_read_once_more_when_asked_for(
    context: Context, window: QMainWindow, album: Album
) -> None:
    fine, failed = album.photo(), album.photo(state=AssetState.FAILED)
    sheet = ProblemsSheet(context, window, closed=())
    sheet.open()
    until(lambda: sheet.sentence.text() == "1 photo couldn’t be read. All others were read.")
    heard(sheet.scan_wanted, sheet.again.click)
    assert not sheet.isVisible()
    assert album.ask(photos.problems) == []
    assert album.ask(photos.get, fine).state == AssetState.DONE
    assert album.ask(photos.get, failed).state == AssetState.PENDING


def test_without_problems_there_is_nothing_to_try(
    context: Context, window: QMainWindow, album: Album
) -> None:
    album.photo()
    sheet = ProblemsSheet(context, window, closed=())
    sheet.open()
    until(sheet.empty.isVisible)
    assert sheet.empty.text() == "Every scanned photo could be read."
    assert not any(part.isVisible() for part in (sheet.view, sheet.again))
    sheet.reject()
