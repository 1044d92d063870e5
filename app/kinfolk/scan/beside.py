"""The files that say who is in a photo, and when, as a walk saw them: it, and what lies beside."""

import hashlib
import os
from collections.abc import Iterable, Mapping, Sequence
from functools import cached_property
from pathlib import Path

from kinfolk.metadata import iphoto, picasa, sidecars, takeout
from kinfolk.scan.walk import PhotoFile
from kinfolk.vision.name_reader import Beside

# Where Picasa keeps its contacts, below the user's folder.
_PICASA = (
    "AppData/Local/Google/Picasa2/contacts/contacts.xml",
    "Library/Application Support/Google/Picasa3/contacts/contacts.xml",
    ".google/picasa/3.0/drive_c/Documents and Settings/All Users/Application Data/Google/Picasa2/"
    "contacts/contacts.xml",
)
_Facts = tuple[int, int]  # bytes, and the time of the last change
# What is read of these files: a higher number has them read once more. 2: dates, too.
_READS = 2


class FilesBeside:
    """What lies beside the photos of some folders."""

    def __init__(self) -> None:
        self._by_folder: dict[str, dict[str, _Facts]] = {}

    def add(self, file: PhotoFile) -> None:
        folder, _, name = file.path.rpartition(os.sep)
        self._by_folder.setdefault(folder, {})[name] = file.size, file.modified_ns

    def facts(self, path: str) -> _Facts | None:
        """Of a file beside photos, as the walk saw it."""
        folder, _, name = path.rpartition(os.sep)
        return self._by_folder.get(folder, {}).get(name)

    def mark(self, photo: PhotoFile, copies: Iterable[PhotoFile] = ()) -> str:
        """Differs whenever one of the files that tell of this photo does, wherever it lies.

        It is by size and time alone: nothing is read.
        """
        own = f"{photo.size}-{photo.modified_ns}"
        said = self._said(photo)
        for copy in self.telling(copies):
            said += self._said(copy)
        if not said:
            return own
        return hashlib.blake2b(f"{_READS} {own} {said}".encode(), digest_size=16).hexdigest()

    def telling(self, copies: Iterable[PhotoFile]) -> list[PhotoFile]:
        """Those beside which the walk saw something that tells of them."""
        return [copy for copy in copies if self._said(copy)]

    def _said(self, photo: PhotoFile) -> list[_Facts]:
        """Of what tells of a photo, beside it and in lists of many."""
        folder, _, name = photo.path.rpartition(os.sep)
        files = self._by_folder.get(folder, {})
        said = [files[each] for each in _beside(name, files)]
        if any(each in files for each in picasa.INIS):
            said += self._contacts.values()
        return said + [facts for path, facts in self._albums.items() if _is_around(path, folder)]

    def of(self, folder: str) -> Beside:
        """What tells of all photos of a folder."""
        has_picasa = any(each in self._by_folder.get(folder, {}) for each in picasa.INIS)
        return Beside(
            tuple(self._contacts) if has_picasa else (),
            tuple(path for path in self._albums if _is_around(path, folder)),
        )

    @cached_property
    def _albums(self) -> Mapping[str, _Facts]:
        return self._named(iphoto.FILE)

    @cached_property
    def _contacts(self) -> Mapping[str, _Facts]:
        """Those in the folders, before the one that Picasa keeps itself."""
        own = ((str(path), _facts(path)) for path in (Path.home() / place for place in _PICASA))
        return {path: facts for path, facts in own if facts} | self._named(picasa.CONTACTS)

    def _named(self, name: str) -> dict[str, _Facts]:
        return {
            folder + os.sep + name: files[name]
            for folder, files in sorted(self._by_folder.items())
            if name in files
        }


def _beside(photo: str, files: Mapping[str, _Facts]) -> Sequence[str]:
    if not files:
        return ()
    ini = filter(None, [next(filter(files.__contains__, picasa.INIS), None)])
    return [*sidecars.beside(photo, files), *takeout.beside(photo, files), *ini]


def _is_around(album: str, folder: str) -> bool:
    return folder.startswith(album.removesuffix(iphoto.FILE))


def _facts(path: Path) -> _Facts | None:
    try:
        found = path.stat()
    except OSError:
        return None
    return found.st_size, found.st_mtime_ns
