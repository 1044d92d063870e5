"""A contact sheet as PDF: as many pages as it takes, of previews, whole or not there at all."""

import errno
import os
import re
import threading
import zlib
from datetime import date, datetime
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication, QFileDialog

from kinfolk import atomic
from kinfolk.core.birth import Birth
from kinfolk.core.photos import photo_cards
from kinfolk.errors import Invalid, StorageError
from kinfolk.gui.base.context import Context
from kinfolk.gui.outputs import contact_sheet
from kinfolk.gui.outputs.contact_pages import ContactPages
from kinfolk.gui.outputs.contact_sheet import ContactJob, ContactSheet, SheetWanted, file_name
from kinfolk.gui.shell.window import Window
from tests.album import Album
from tests.gui.hands import CONTROL, Key, press, until
from tests.gui.scanned_photos import Pictured
from tests.gui.windows import there
from tests.patience import PATIENCE
from tests.photo_facts import facts_of
from tests.share_modes import is_open


@pytest.fixture
def to(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    folder = tmp_path / "given"
    folder.mkdir()
    monkeypatch.setattr(QFileDialog, "getExistingDirectory", lambda *_: str(folder))
    return folder


def made(context: Context, ids: list[str], to: Path, *, title: str = "Dora") -> ContactJob:
    job = ContactJob(context, SheetWanted(ids, title, True, None), to)
    job.start()
    assert job.wait(PATIENCE)
    return job


def pages(pdf: Path) -> int:
    return len(re.findall(rb"/Type /Page\b", pdf.read_bytes()))


def pictures(pdf: Path) -> int:
    return len(re.findall(rb"/Subtype /Image", pdf.read_bytes()))


def letters(pdf: Path) -> list[int]:
    """How many each line of text has, as they are drawn."""
    streams = re.findall(rb"stream\r?\n(.*?)endstream", pdf.read_bytes(), re.DOTALL)
    (drawn,) = [text for each in streams if b"Tj" in (text := _unpacked(each))]
    return [line.count(b"Tj") for line in drawn.split(b"BT")[1:]]


def _unpacked(stream: bytes) -> bytes:
    try:
        return zlib.decompress(stream)
    except zlib.error:
        return b""


def ids_of(pictured: Pictured) -> list[str]:
    return [pictured.all_of(name)[0].asset_id for name in ("a.jpg", "b.jpg")]


@pytest.mark.wiring
def test_it_is_made_by_keys_alone_and_called_by_its_title(
    real: Window, pictured: Pictured, to: Path
) -> None:
    before = facts_of(pictured.folder)
    real.pages.show_photos()
    grid = real.photos.grid
    until(lambda: len(grid.photos.ids) == 2)
    grid.setFocus()
    press(Key.Key_P, held=CONTROL, on=grid)
    sheet = real.findChildren(ContactSheet)[-1]
    until(lambda: sheet.amount.text() == "2 photos")
    assert sheet.heading.text() == "Photos"
    press(Key.Key_Return)  # the folder is chosen
    sheet.heading.setText("Дора / 多拉: Übung?")
    sheet.heading.setFocus()
    press(Key.Key_Return, on=sheet.heading)
    until(lambda: sheet.primary.text() == "Show folder")
    pdf = to / "Дора 多拉 Übung.pdf"
    assert os.listdir(to) == [pdf.name]
    assert sheet.told.text().startswith(f"“{pdf.name}” (")
    assert pdf.read_bytes().startswith(b"%PDF-1.4")
    assert pdf.read_bytes().rstrip().endswith(b"%%EOF")
    assert (pages(pdf), pictures(pdf)) == (1, 2)
    assert "/Title" in pdf.read_bytes().decode("latin-1")
    assert facts_of(pictured.folder) == before


def test_there_are_as_many_pages_as_it_takes(context: Context, album: Album, to: Path) -> None:
    photos = [album.photo(taken_at=datetime(2000 + n, 1, 1)) for n in range(41)]
    for number, expected in ((20, 1), (21, 2), (41, 3)):
        job = made(context, [*photos[:number], "asset_gone"], to, title=f"{number}")
        assert job.file is not None
        assert (pages(job.file), pictures(job.file)) == (expected, 0)
        assert job.progress == contact_sheet.ContactProgress(number, number)


def test_it_needs_no_photo(context: Context, pictured: Pictured, to: Path) -> None:
    ids = ids_of(pictured)
    pictured.folder.rename(pictured.folder.with_name("away"))
    job = made(context, ids, to)
    assert pictures(there(job.file)) == 2


def test_what_stands_below_a_photo(context: Context, album: Album) -> None:
    dora = album.person("Dora", birth_date=Birth(date(2000, 1, 1)))
    photo = album.photo(taken_at=datetime(2004, 5, 6))
    album.face(dora, asset_id=photo)
    album.face(asset_id=photo)
    card, who = album.ask(photo_cards.cards, [photo])[photo], album.who(dora)
    expected = {
        (True, None): ["6 May 2004", "Dora", "1 unnamed"],
        (False, None): ["6 May 2004"],
        (False, who): ["6 May 2004 · 4 years"],
    }
    for (names, about), lines in expected.items():
        job = ContactJob(context, SheetWanted([photo], "", names, about), Path("/"))
        assert job._lines(card) == lines


def test_names_go_on_in_a_line_that_nothing_else_needs(
    context: Context, album: Album, to: Path
) -> None:
    photo = album.photo(taken_at=datetime(2004, 5, 6))
    names = ["Benjamin Alexander", "Anna Konstantinopoulou"]
    for name in names:
        album.face(album.person(name), asset_id=photo)
    day, both = len("6 May 2004"), len(" and ".join(names))
    job = made(context, [photo], to)
    first, *both_lines = letters(there(job.file))[-3:]
    assert (first, sum(both_lines)) == (day, both - 1)  # a space is the break
    album.face(asset_id=photo)
    job = made(context, [photo], to, title="Ben")
    first, cut, unknown = letters(there(job.file))[-3:]
    assert (first, unknown) == (day, len("1 unknown"))
    assert cut < both - 1


def test_nothing_is_replaced(context: Context, album: Album, to: Path) -> None:
    (to / "Dora.pdf").write_text("somebody's")
    job = made(context, [album.photo()], to)
    assert job.file == to / "Dora (2).pdf"
    assert (to / "Dora.pdf").read_text() == "somebody's"


def test_where_it_cannot_be_written_nothing_is_left(
    context: Context, pictured: Pictured, to: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    ids = ids_of(pictured)
    for folder, error in ((pictured.folder, Invalid), (to / "file" / "in it", StorageError)):
        (to / "file").write_text("")
        with pytest.raises(error):
            made(context, ids, folder)
    (to / "file").unlink()

    def full(path: Path) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(atomic, "sync", full)
    with pytest.raises(StorageError, match="The drive is full"):
        made(context, ids, to)
    assert os.listdir(to) == []
    assert sorted(os.listdir(pictured.folder)) == ["a.jpg", "b.jpg"]


def test_a_file_that_takes_no_more_is_told(
    context: Context, album: Album, to: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    full = Path("/dev/full")  # each write to it fails as on a full drive
    monkeypatch.setattr("kinfolk.core.exchange.copying.draft_in", lambda folder: to / "draft")
    (to / "draft").symlink_to(full)
    photos = [album.photo() for _ in range(30)]
    with pytest.raises(StorageError, match="No space left"):
        made(context, photos, to)
    assert os.listdir(to) == []


def test_a_cancelled_one_is_not_there(
    context: Context, album: Album, to: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    drawn, go_on, cell = threading.Event(), threading.Event(), ContactJob._cell

    def slow(job: ContactJob, card: object) -> object:
        drawn.set()
        assert go_on.wait(PATIENCE)
        return cell(job, card)  # type: ignore[arg-type]

    monkeypatch.setattr(ContactJob, "_cell", slow)
    photos = [album.photo(), album.photo()]
    job = ContactJob(context, SheetWanted(photos, "Dora", True, None), to)
    job.start()
    assert drawn.wait(PATIENCE)
    job.cancel()
    go_on.set()
    assert job.wait(PATIENCE)
    assert (job.file, os.listdir(to)) == (None, [])


def test_a_file_that_takes_no_more_is_closed(qapp: QApplication) -> None:
    pages = ContactPages(Path("/dev/full"), title="Dora", detail="", photos=1)
    with pytest.raises(OSError, match="No space left"):
        pages.close()
    assert not is_open("/dev/full")


@pytest.mark.parametrize(
    ("title", "name"),
    [
        ("Dora", "Dora.pdf"),
        ("Anna and Ben, without Carl, 2019", "Anna and Ben, without Carl, 2019.pdf"),
        ("a/b\\c:d", "a b c d.pdf"),
        ("Con", "_Con.pdf"),  # a device of Windows
        ("con. Summer", "_con. Summer.pdf"),
        ("Connie", "Connie.pdf"),
        ("../..", "Photos.pdf"),
        ("  \n\x00\u202e ", "Photos.pdf"),
        ("x" * 300, "x" * 80 + ".pdf"),
    ],
)
def test_a_title_as_the_name_of_a_file(title: str, name: str) -> None:
    assert file_name(title) == name
