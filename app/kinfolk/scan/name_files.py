"""The files beside photos that say who is in them, and when they were taken, as a walk saw them."""

import hashlib
import os
from collections.abc import Iterable, Mapping, Sequence
from functools import cached_property
from pathlib import Path

from kinfolk.metadata import iphoto, picasa, sidecars, takeout
from kinfolk.scan.walk import PhotoFile
from kinfolk.vision.name_reader import NameFiles

# Where Picasa keeps its contacts, below the user's home folder.
_PICASA = (
    "AppData/Local/Google/Picasa2/contacts/contacts.xml",
    "Library/Application Support/Google/Picasa3/contacts/contacts.xml",
    ".google/picasa/3.0/drive_c/Documents and Settings/All Users/Application Data/Google/Picasa2/"
    "contacts/contacts.xml",
)
_Facts = tuple[int, int]  # bytes, and time of last change
# The version of what is read of these files: a higher number has them read again. 2: dates, too.
_READS = 2


class FilesBeside:
    """Know the files beside the photos of some folders by size and time, without reading them."""

    def __init__(self) -> None:
        self._by_folder: dict[str, dict[str, _Facts]] = {}

    def add(self, file: PhotoFile) -> None:
        """Add a file that the walk saw."""
        folder, _, name = file.path.rpartition(os.sep)
        self._by_folder.setdefault(folder, {})[name] = file.size, file.modified_ns

    def facts(self, path: str) -> _Facts | None:
        """Return size and time of a file beside photos as the walk saw it, or None."""
        folder, _, name = path.rpartition(os.sep)
        return self._by_folder.get(folder, {}).get(name)

    def mark(self, photo: PhotoFile, copies: Iterable[PhotoFile] = ()) -> str:
        """Return a text that changes whenever a file that says something of this photo changes.

        It depends on sizes and times only: nothing is read.
        """
        own = f"{photo.size}-{photo.modified_ns}"
        said = self._said(photo)
        for copy in self.telling(copies):
            said += self._said(copy)
        if not said:
            return own
        return hashlib.blake2b(f"{_READS} {own} {said}".encode(), digest_size=16).hexdigest()

    def telling(self, copies: Iterable[PhotoFile]) -> list[PhotoFile]:
        """Return those copies beside which the walk saw a file that says something of them."""
        return [copy for copy in copies if self._said(copy)]

    def _said(self, photo: PhotoFile) -> list[_Facts]:
        """Return size and time of all that says something of a photo, beside it or in a list."""
        folder, _, name = photo.path.rpartition(os.sep)
        files = self._by_folder.get(folder, {})
        said = [files[each] for each in _beside(name, files)]
        if any(each in files for each in picasa.INIS):
            said += self._contacts.values()
        return said + [facts for path, facts in self._albums.items() if _is_around(path, folder)]

    def of(self, folder: str) -> NameFiles:
        """Return the files that say something of all photos of a folder."""
        has_picasa = any(each in self._by_folder.get(folder, {}) for each in picasa.INIS)
        return NameFiles(
            tuple(self._contacts) if has_picasa else (),
            tuple(path for path in self._albums if _is_around(path, folder)),
        )

    @cached_property
    def _albums(self) -> Mapping[str, _Facts]:
        return self._named(iphoto.FILE)

    @cached_property
    def _contacts(self) -> Mapping[str, _Facts]:
        """Picasa's contacts with size and time: its own file first, then those in the folders."""
        own = ((str(path), _facts(path)) for path in (Path.home() / place for place in _PICASA))
        return {path: facts for path, facts in own if facts} | self._named(picasa.CONTACTS)

    def _named(self, name: str) -> dict[str, _Facts]:
        """Return the files of that name in all folders, by path."""
        return {
            folder + os.sep + name: files[name]
            for folder, files in sorted(self._by_folder.items())
            if name in files
        }


def _beside(photo: str, files: Mapping[str, _Facts]) -> Sequence[str]:
    """Return the names of the photo's sidecars, JSON files and Picasa's ini among the files."""
    if not files:
        return ()
    ini = filter(None, [next(filter(files.__contains__, picasa.INIS), None)])
    return [*sidecars.beside(photo, files), *takeout.beside(photo, files), *ini]


def _is_around(album: str, folder: str) -> bool:
    return folder.startswith(album.removesuffix(iphoto.FILE))


def _facts(path: Path) -> _Facts | None:
    """Return size and time of a file, None if there is none."""
    try:
        found = path.stat()
    except OSError:
        return None
    return found.st_size, found.st_mtime_ns
