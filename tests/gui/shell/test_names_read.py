"""Names that photos carry, in the window; what is switched off for a folder."""

from functools import partial

from kinfolk.core.names_in_files.name_import import NamesRead
from kinfolk.core.photos import library
from kinfolk.gui.base.context import Context
from kinfolk.gui.dialogs.name_conflicts import NameConflictsSheet
from kinfolk.gui.shell.window import Window
from kinfolk.scan.job import ScanProgress
from tests.album import Album
from tests.gui.hands import click, heard, undo, until
from tests.gui.windows import over, part


def test_the_strip_says_what_came_in(real: Window) -> None:
    strip, disagree = real.strip, "Some photo files have different names from yours"
    for names, title, facts, link in (
        (
            NamesRead(1240, 37, 812),
            "Read 1,240 names of 37 people from 812 photos",
            "You can undo this.",
            "",
        ),
        (NamesRead(1, 1, 1, to_decide=3), "Read 1 name of 1 person from 1 photo", "", "Resolve 3"),
        (NamesRead(to_decide=1), disagree, "", "Resolve 1"),
    ):
        strip.show_progress(ScanProgress("naming", photos_total=4))
        assert strip.title == "Reading names from your photos"
        strip.show_progress(ScanProgress("done", names=names))
        strip.show_end("done")
        assert (strip.title.replace("1240", "1,240"), strip.facts) == (title, facts)
        assert strip.link == link
        if link:
            click(part(strip, link))
            over(real, NameConflictsSheet).reject()
        strip.button.click()
        assert not strip.isVisible()


def test_what_is_left_to_decide_is_said_again_after_a_quiet_scan(real: Window) -> None:
    strip = real.strip
    strip.show_end("done", ScanProgress("done", names=NamesRead(4, 2, 3, to_decide=3)))
    strip.show_progress(ScanProgress("walking"))
    assert strip.asks_to_decide
    strip.show_to_decide(2)  # one was decided meanwhile
    assert strip.title == "Scanning your folders"
    strip.show_end("done", ScanProgress("done"))
    assert (strip.title, strip.link) == ("Read 4 names of 2 people from 3 photos", "Resolve 2")
    strip.show_end("done", ScanProgress("done", photos_total=5, failed=1))
    assert strip.link == "Show details"
    strip.show_end("done", ScanProgress("done"))
    assert not strip.isVisible()


def test_the_menu_of_a_folder_switches_it_off(real: Window, context: Context, album: Album) -> None:
    def is_on(field: str) -> bool:
        return bool(getattr(album.ask(library.folder, album.folder_id), field))

    def is_known(field: str, is_on: bool) -> bool:
        return getattr(real.folders._known[album.folder_id], field) is is_on

    scans: list[None] = []
    real.scanning.began.connect(lambda: scans.append(None))
    until(lambda: album.folder_id in real.sidebar.folders.rows)
    for number, (field, text) in enumerate(
        (("reads_names", "Read names from photos"), ("finds_faces", "Find faces in this folder"))
    ):
        for wanted in (False, True):
            until(partial(is_known, field, not wanted))
            menu = real.folders.menu(album.folder_id)
            entry = next(a for a in menu.actions() if a.text() == text)
            assert entry.isChecked() is not wanted
            heard(context.ops.done, entry.trigger)
            assert is_on(field) is wanted
            menu.close()
        until(lambda number=number: len(scans) == number + 1)  # type: ignore[misc]
        undo(context)
        assert not is_on(field)
