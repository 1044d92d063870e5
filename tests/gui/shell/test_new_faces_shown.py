"""What the strip and the sidebar say of faces that a scan has placed with people one knows."""

from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path

import pytest
from PySide6.QtWidgets import QMainWindow

from kinfolk.core.actions import Act, Action
from kinfolk.core.database import Database
from kinfolk.core.db.models import Face, Scan
from kinfolk.core.faces import faces
from kinfolk.core.people import new_faces, people
from kinfolk.gui.base.context import Context
from kinfolk.gui.shell.pages import NEW
from kinfolk.gui.shell.status_line import Strip
from kinfolk.gui.shell.window import Window
from kinfolk.gui.widgets.bar import Bar
from kinfolk.scan.job import ScanProgress
from tests.album import Album
from tests.gui.hands import click, heard, until
from tests.gui.shell.test_window import photos_in
from tests.gui.windows import part, texts_of


class Dora:
    """Someone known by two confirmed faces."""

    def __init__(self, context: Context, album: Album) -> None:
        self.context, self.album = context, album
        self.id = album.person("Dora")
        known = [self.album.face(near=0, apart=0.01) for _ in range(2)]
        album.do(faces.assign, known, self.id)

    def placed_elsewhere(self, number: int) -> None:
        """Another program's scan gives her so many faces."""
        paths = self.context.paths
        with closing(Database(paths.library_db, paths.cache_db)) as other:
            album = Album(other)
            row = Scan(
                library_id=album.library_id, engine_id="e/1", started_at=datetime.now(tz=UTC)
            )
            scan_id = int(album.add(row))
            for _ in range(number):
                album.edit(Face, album.face(self.id), scan_id=scan_id)


@pytest.fixture
def dora(context: Context, album: Album) -> Dora:
    return Dora(context, album)


def test_after_a_scan_the_strip_says_what_was_placed_and_leads_there(
    dora: Dora, real: Window, tmp_path: Path
) -> None:
    real.whole.setCurrentIndex(1)
    folder = photos_in(tmp_path / "summer", 1)
    heard(real.scanning.ended, lambda: real.add_folders([folder]))
    assert not real.strip.isVisible()
    for n in range(3):
        dora.album.face(near=0, apart=0.02 + 0.01 * n)
    heard(real.scanning.ended, real.scanning.start)
    until(real.strip.isVisible)
    assert real.strip.title == "3 faces added to people you know"
    assert real.strip.facts == ""
    click(part(real.strip, "Show"))
    assert real.pages.place == NEW
    assert not real.strip.isVisible()
    until(lambda: [len(c.faces.shown) for c in real.new_faces.board.cards] == [3])
    assert real.new_faces.caption.text().startswith("3 faces since ")


def test_what_another_program_has_placed_is_told_once(dora: Dora, real: Window) -> None:
    unsure = dora.album.face(dora.id, near=0, apart=0.6)
    until(lambda: real.sidebar.sections[NEW].count == 1)
    assert not real.strip.isVisible()  # no scan has told of it
    dora.placed_elsewhere(2)
    until(real.strip.isVisible)
    assert real.strip.title == "3 faces added to people you know"
    assert real.strip.facts == "1 to check"
    row = real.sidebar.sections[NEW]
    assert (row.isVisible(), row.count) == (True, 3)
    assert row.accessibleDescription() == "3, 1 to check"
    right = {dora.id: [unsure]}
    dora.album.decide(new_faces.confirm, right)
    until(lambda: real.strip.title == "2 faces added to people you know")
    assert real.strip.facts == ""
    real.strip.button.click()
    assert not real.strip.isVisible()
    dora.context.db.undo().result()
    until(lambda: row.count == 3)
    assert not real.strip.isVisible()
    dora.placed_elsewhere(1)
    until(real.strip.isVisible)
    assert real.strip.title == "4 faces added to people you know"
    right = {dora.id: list(dora.album.theirs(dora.id))}
    dora.album.decide(new_faces.confirm, right)
    until(lambda: not real.strip.isVisible())
    assert (row.count, row.isVisible()) == (0, True)


def test_what_is_doubtful_follows_who_else_is_known(dora: Dora, real: Window) -> None:
    dora.album.face(dora.id, near=0, apart=0.3)
    until(lambda: real.sidebar.sections[NEW].count == 1)
    dora.placed_elsewhere(1)
    strip = real.strip
    until(strip.isVisible)
    assert strip.facts == ""
    ada = dora.album.face(near=0, apart=0.0)  # beside Dora, as her sister is
    dora.context.ops.run(
        lambda s: people.create(s, name="Ada", face_ids=[ada]), action=Action.of(Act.NEW_PERSON)
    )
    until(lambda: strip.facts == "1 to check")
    dora.context.ops.undo()
    until(lambda: strip.facts == "")
    assert strip.title == "2 faces added to people you know"


def test_photos_that_could_not_be_read_are_told_first(window: QMainWindow) -> None:
    strip = Strip()
    window.setCentralWidget(strip)
    strip.show_progress(ScanProgress("reading", photos_done=4, photos_total=4, failed=1))
    strip.show_new_faces(5, 2)
    assert strip.title == "Finding faces"
    strip.show_end("done")
    assert (strip.title, strip.facts) == ("Finished", "1 photo couldn’t be read")
    strip.button.click()
    assert (strip.title, strip.facts) == ("5 faces added to people you know", "2 to check")
    strip.show_progress(ScanProgress("reading", photos_done=1, photos_total=2))
    assert strip.title == "Finding faces"
    (bar,) = strip.findChildren(Bar)
    assert bar.isVisible()
    assert "Show" not in texts_of(strip)
    strip.show_end("done")
    assert strip.title == "5 faces added to people you know"
    assert not bar.isVisible()
    strip.button.click()
    assert not strip.isVisible()
