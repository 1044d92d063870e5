"""A photo's name and the name by which a file is about it may spell accents otherwise."""

import json
from pathlib import Path
from typing import Literal
from unicodedata import normalize

import pytest

from kinfolk.metadata.folder import NamesInFolder
from kinfolk.metadata.frame import Frame
from kinfolk.metadata.region import NameSource
from kinfolk.metadata.sidecars import to_write
from tests.metadata import forms
from tests.metadata.boxes import ANNA
from tests.metadata.forms import Face, packet

FACES = [Face("Anna", ANNA)]
XMP = packet(forms.mwg(FACES))
JSON = json.dumps({"people": [{"name": "Anna"}]}).encode()
PHOTO = "Zoë à la plage.jpg"
Accents = Literal["NFC", "NFD"]  # joined, or apart
SPELLED = [("NFC", "NFD"), ("NFD", "NFC")]  # of the photo, and of what names it


@pytest.mark.parametrize(("ours", "theirs"), SPELLED)
@pytest.mark.parametrize("form", ["whole", "stem", "takeout", "picasa", "iphoto"])
def test_names_are_found(tmp_path: Path, form: str, ours: Accents, theirs: Accents) -> None:
    """A Mac takes accents apart in the names of files; what it copies to may join them."""
    photo, named = tmp_path / normalize(ours, f"Été/{PHOTO}"), normalize(theirs, PHOTO)
    file, data = {
        "whole": (f"{named}.xmp", XMP),
        "stem": (f"{Path(named).stem}.xmp", XMP),
        "takeout": (f"{named}.json", JSON),
        "picasa": (".picasa.ini", forms.picasa_ini(named, FACES, {"1": "Anna"})),
        "iphoto": ("../AlbumData.xml", forms.album_data(normalize(theirs, f"/Été/{PHOTO}"), FACES)),
    }[form]
    photo.parent.mkdir()
    photo.touch()
    (photo.parent / file).write_bytes(data)
    lists = {NameSource.APPLE: [str(tmp_path / "AlbumData.xml")]} if form == "iphoto" else {}
    found = NamesInFolder(photo.parent, lists).of(photo.name, Frame(1))
    assert [each.name for each in found.regions] == ["Anna"]


@pytest.mark.parametrize(("ours", "theirs"), SPELLED)
def test_names_are_written_to_the_sidecar_that_is_there(ours: Accents, theirs: Accents) -> None:
    photo, sidecar = normalize(ours, PHOTO), f"{normalize(theirs, PHOTO)}.xmp"
    other = f"{Path(photo).stem}.png"  # the whole name says which of the two it is about
    assert to_write(photo, [photo, other, sidecar]) == sidecar
