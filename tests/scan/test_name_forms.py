"""Every form of names beside photos comes from the walk through the reading process."""

import errno
import importlib
import io
import json
import pkgutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, BinaryIO

import pytest

from kinfolk import files
from kinfolk.files import open_photo
from kinfolk.kinds import Extra
from kinfolk.metadata import name_forms
from kinfolk.metadata.name_forms.form import NameForm
from kinfolk.metadata.name_forms.iphoto import IPhoto
from kinfolk.metadata.name_forms.picasa import Picasa
from kinfolk.metadata.name_forms.registry import FORMS
from kinfolk.metadata.name_forms.takeout import Takeout
from kinfolk.metadata.region import PROGRAMS
from kinfolk.scan.name_files import FilesBeside
from kinfolk.scan.walk import walk
from kinfolk.vision import names_in_files
from kinfolk.vision.name_reader import NameReader
from kinfolk.vision.photo import WHOLE_FILE_LIMIT
from tests.fake_engine import draw
from tests.metadata import forms
from tests.metadata.boxes import ANNA
from tests.metadata.forms import Face

FACES = [Face("Anna", ANNA)]
PHOTO = "a.jpg"

# What a program leaves around the photo, by path in its library: its own file, or a list above it.
LEFT: dict[type[NameForm], Callable[[], dict[str, bytes]]] = {
    Picasa: lambda: {
        "trip/.picasa.ini": b"[a.jpg]\nfaces=rect64(3f845bcb59418507),1\n",
        "contacts.xml": b'<contacts><contact id="1" name="Anna"/></contacts>',
    },
    IPhoto: lambda: {"AlbumData.xml": forms.album_data(f"/Users/me/trip/{PHOTO}", FACES)},
    Takeout: lambda: {f"trip/{PHOTO}.json": json.dumps({"people": [{"name": "Anna"}]}).encode()},
}


@pytest.fixture
def reader() -> Iterator[NameReader]:
    reader = NameReader()
    yield reader
    reader.close()


def test_every_form_is_registered_and_tried_here() -> None:
    for module in pkgutil.iter_modules(name_forms.__path__):
        importlib.import_module(f"{name_forms.__name__}.{module.name}")
    assert set(FORMS) == set(NameForm.__subclasses__())
    assert set(LEFT) == set(FORMS)
    assert len({form.SOURCE for form in FORMS}) == len(FORMS)


@pytest.mark.parametrize("form", FORMS, ids=lambda form: form.__name__)
def test_what_a_program_left_is_walked_noticed_and_read(
    form: type[NameForm], tmp_path: Path, reader: NameReader
) -> None:
    folder = tmp_path / "trip"
    folder.mkdir()
    draw(folder / PHOTO, [("red", 20, 60)])
    alone = FilesBeside()
    (photo,) = walk(tmp_path, closed=lambda _: None, beside=alone.add)
    for path, data in LEFT[form]().items():
        (tmp_path / path).write_bytes(data)
        name = Path(path).name
        assert form.says_names(name) or name in form.LISTS
    assert form.SOURCE in PROGRAMS
    beside = FilesBeside()
    list(walk(tmp_path, closed=lambda _: None, beside=beside.add))
    assert beside.mark(photo) != alone.mark(photo)
    (said,) = reader.read(str(folder), [PHOTO], beside.of(str(folder)))
    assert said is not None
    assert said.trouble is None
    assert [(each.name, each.source) for each in said.regions] == [("Anna", form.SOURCE)]


@pytest.mark.parametrize(
    "start", [b"RIFF\0\0\0\0WEBP", b"\0\0\0\x18ftypheic", b"\x89PNG\r\n\x1a\n"]
)
def test_a_photo_that_has_grown_since_it_was_looked_at_is_not_read_whole(
    start: bytes, tmp_path: Path, reader: NameReader
) -> None:
    with (tmp_path / PHOTO).open("wb") as photo:
        photo.write(start)
        photo.truncate(WHOLE_FILE_LIMIT + (1 << 20))
    (said,) = reader.read(str(tmp_path), [PHOTO])
    assert said is not None
    assert str(said.trouble) == "a.jpg: The file is 257 MB; the limit for this kind is 256 MB."


@pytest.mark.parametrize("broken", [PHOTO, f"{PHOTO}.xmp"])
def test_an_error_of_the_drive_is_no_last_word(
    broken: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    draw(tmp_path / PHOTO, [("red", 20, 60)])
    (tmp_path / f"{PHOTO}.xmp").write_bytes(forms.packet(""))

    def opened(path: Path) -> BinaryIO:
        if path.name == broken:
            raise OSError(errno.EIO, "The drive is tired")
        return open_photo(path)

    for module in (files, names_in_files):
        monkeypatch.setattr(module, "open_photo", opened)
    said = answered(tmp_path, PHOTO)
    assert ([file for file, _ in said["trouble"]], said["is_lasting"]) == ([broken], False)


def test_an_extra_that_is_not_installed_is_no_last_word(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Without it nothing is known of the frame in which a RAW photo's boxes are."""
    monkeypatch.setattr(Extra, "is_installed", False)
    (tmp_path / "a.cr2").write_bytes(b"raw")
    assert answered(tmp_path, "a.cr2")["is_lasting"] is False


def answered(folder: Path, photo: str) -> Any:
    """Return what the reading process answers about a photo."""
    question = {"folder": str(folder), "photos": [photo], "lists": {}}
    _, answer = names_in_files.handler()({}, json.dumps(question).encode(), lambda told: None)
    written = io.BytesIO()
    answer.write(written)
    (said,) = json.loads(written.getvalue())
    return said
