"""Names that photos carry, in the window; what is switched off for a folder."""

from functools import partial

import pytest

from kinfolk.core.names_in_files.name_import import NamesRead
from kinfolk.core.photos import library
from kinfolk.gui.base.context import Context
from kinfolk.gui.dialogs.name_conflicts import NameConflictsSheet
from kinfolk.gui.shell.window import Window
from kinfolk.scan.job import ScanProgress
from tests.album import Album
from tests.gui.hands import click, heard, until
from tests.gui.windows import part


@pytest.mark.parametrize(
    ("names", "title", "facts", "link"),
    [
        (
            NamesRead(1240, 37, 812),
            "Read 1,240 names of 37 people from 812 photos",
            "You can undo this.",
            "",
        ),
        (NamesRead(1, 1, 1, to_decide=3), "Read 1 name of 1 person from 1 photo", "", "Resolve 3"),
        (
            NamesRead(to_decide=1),
            "Some photo files have different names from yours",
            "",
            "Resolve 1",
        ),
    ],
)
def test_the_strip_says_what_came_in(
    real: Window, names: NamesRead, title: str, facts: str, link: str
) -> None:
    strip = real.strip
    strip.show_progress(ScanProgress("naming", photos_total=4))
    assert strip.title == "Reading names from your photos"
    strip.show_progress(ScanProgress("done", names=names))
    strip.show_end("done")
    assert (strip.title.replace("1240", "1,240"), strip.facts) == (title, facts)
    assert strip.link == link
    if link:
        click(part(strip, link))
        assert isinstance(real.findChild(NameConflictsSheet), NameConflictsSheet)
    strip.button.click()
    assert not strip.isVisible()


@pytest.mark.parametrize(
    ("field", "text"),
    [("reads_names", "Read names from photos"), ("finds_faces", "Find faces in this folder")],
)
def test_the_menu_of_a_folder_switches_it_off(
    real: Window, context: Context, album: Album, field: str, text: str
) -> None:
    def reads() -> bool:
        return bool(getattr(album.ask(library.folder, album.folder_id), field))

    def is_known(reads: bool) -> bool:
        return getattr(real.folders._known[album.folder_id], field) is reads

    scans: list[None] = []
    real.scanning.began.connect(lambda: scans.append(None))
    for is_on in (False, True):
        until(lambda: album.folder_id in real.sidebar.folders.rows)
        real._read_overview()
        until(partial(is_known, not is_on))
        menu = real.folders.menu(album.folder_id)
        entry = next(a for a in menu.actions() if a.text() == text)
        assert entry.isChecked() is not is_on
        heard(context.ops.done, entry.trigger)
        assert reads() is is_on
        menu.close()
    until(lambda: len(scans) == 1)
    heard(context.ops.undone, real.menus.undo.trigger)
    assert reads() is False
