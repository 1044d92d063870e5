"""Names that iPhoto and Aperture kept in `AlbumData.xml`, the list of a whole library."""

import os
import plistlib
import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Any

from kinfolk.metadata.folder_files import FolderFiles
from kinfolk.metadata.frame import Frame
from kinfolk.metadata.name_forms.form import NameForm
from kinfolk.metadata.packet import Unusable
from kinfolk.metadata.region import NameSource, Region, RelativeBox, box_of
from kinfolk.metadata.spelling import alike

FILE = "AlbumData.xml"
LARGEST = 64 << 20  # bytes; about what a library of 50,000 photos has
_NUMBER = r"\s*([+-]?\d{1,20}(?:\.\d{0,20})?(?:[eE][+-]?\d{1,3})?)\s*"
_RECTANGLE = re.compile(rf"\{{\s*\{{{_NUMBER},{_NUMBER}\}}\s*,\s*\{{{_NUMBER},{_NUMBER}\}}\s*\}}")


class IPhoto(NameForm):
    """Read the list of the library that a folder belongs to."""

    SOURCE = NameSource.APPLE
    LISTS = (FILE,)
    LIST_MEMORY = 1200 << 20  # a dozen times its size

    def __init__(self, folder: FolderFiles, lists: Sequence[str]) -> None:
        super().__init__(folder, lists)
        self._by_photo: dict[str, Sequence[Region]] = {}
        for path in lists:
            inner = os.path.relpath(folder.path, os.path.dirname(path)).replace(os.sep, "/")
            self._by_photo |= in_folder(folder.read(path, read, LARGEST) or {}, inner)

    @staticmethod
    def is_about(path: str, folder: str, files: Collection[str]) -> bool:
        return folder.startswith(path.removesuffix(FILE))

    def of(self, photo: str, frame: Frame) -> Sequence[Region]:
        twin = self._folder.has_twin(photo)
        return [replace(each, is_doubtful=twin) for each in self._by_photo.get(alike(photo), ())]


def read(data: bytes) -> dict[str, list[Region]]:
    """Return the named faces by the path under which iPhoto knows a photo; raises Unusable.

    Boxes are in the displayed photo, so that no orientation turns them.
    """
    try:
        album = _dict(plistlib.loads(data, fmt=plistlib.FMT_XML))
    except Exception as error:  # plistlib raises anything for broken bytes and entities
        raise Unusable("It is damaged: not a valid property list.") from error
    names = {
        key: _dict(face).get("name") for key, face in _dict(album.get("List of Faces")).items()
    }
    found: dict[str, list[Region]] = {}
    for photo in map(_dict, _dict(album.get("Master Image List")).values()):
        path, regions = photo.get("ImagePath"), list(_faces(photo, names))
        if isinstance(path, str) and regions:
            found[path] = regions
    return found


def in_folder(album: Mapping[str, Sequence[Region]], folder: str) -> dict[str, Sequence[Region]]:
    """Return the regions of the photos in one folder, by file name, spelled `alike`, from `read`.

    iPhoto wrote absolute paths of the machine it ran on, so only their ends are compared: `folder`
    is the path from its library on, with slashes.
    """
    found = {}
    for path, regions in album.items():
        place, _, name = path.rpartition("/")
        if alike(place).endswith(alike(f"/{folder}")):
            found[alike(name)] = regions
    return found


def _faces(photo: dict[str, Any], names: dict[str, Any]) -> Iterator[Region]:
    faces = photo.get("Faces")
    for face in map(_dict, faces if isinstance(faces, list) else ()):
        name = names.get(str(face.get("face key")))
        if isinstance(name, str) and name.strip():
            box = _box(str(face.get("rectangle")))
            yield Region(" ".join(name.split()), box, source=NameSource.APPLE, file=FILE)


def _box(rectangle: str) -> RelativeBox | None:
    """Read `{{left, bottom}, {width, height}}`, which Apple measures from below."""
    if not (found := _RECTANGLE.fullmatch(rectangle)):
        return None
    left, bottom, width, height = map(float, found.groups())
    return box_of(left, 1 - bottom - height, width, height)


def _dict(value: object) -> dict[str, Any]:
    return value if isinstance(value, dict) else {}
