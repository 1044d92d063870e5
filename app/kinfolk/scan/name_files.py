"""The files beside photos that say who is in them, and when they were taken, as a walk saw them."""

import hashlib
import os
from collections.abc import Iterable, Iterator
from functools import cached_property
from pathlib import Path

from kinfolk.metadata.name_forms.form import NameForm
from kinfolk.metadata.name_forms.registry import FORMS, beside
from kinfolk.metadata.region import NameSource
from kinfolk.scan.walk import PhotoFile
from kinfolk.vision.name_reader import Lists

_Facts = tuple[int, int]  # bytes, and time of last change
# The version of what is read of these files: a higher number has them read again. 2: dates, too.
_READS = 2


class FilesBeside:
    """Know the files beside the photos of some folders by size and time, without reading them."""

    def __init__(self) -> None:
        self._by_folder: dict[str, dict[str, _Facts]] = {}

    def add(self, file: PhotoFile) -> None:
        """Note the size and time of a file that the walk saw, for `facts` and `mark`."""
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
        files = self._by_folder.get(folder)
        said = [files[each] for each in beside(name, files)] if files else []
        return said + [self._lists[form][path] for form, path in self._about(folder)]

    def of(self, folder: str) -> Lists:
        """Return the lists of each form that are about a folder."""
        found: dict[NameSource, list[str]] = {}
        for form, path in self._about(folder):
            found.setdefault(form.SOURCE, []).append(path)
        return found

    def _about(self, folder: str) -> Iterator[tuple[type[NameForm], str]]:
        """Yield the lists that are about a folder, with their forms."""
        files = self._by_folder.get(folder, {})
        for form, lists in self._lists.items():
            yield from ((form, path) for path in lists if form.is_about(path, folder, files))

    @cached_property
    def _lists(self) -> dict[type[NameForm], dict[str, _Facts]]:
        """The lists of each form with size and time: the program's own first, then the walk's."""
        return {form: _own_lists(form) | self._named(form.LISTS) for form in FORMS if form.LISTS}

    def _named(self, names: Iterable[str]) -> dict[str, _Facts]:
        """Return the files of these names in all folders, by path."""
        return {
            folder + os.sep + name: files[name]
            for folder, files in sorted(self._by_folder.items())
            for name in names
            if name in files
        }


def _own_lists(form: type[NameForm]) -> dict[str, _Facts]:
    """Return the lists that a program keeps below the user's home folder."""
    found = ((str(path), _facts(path)) for path in (Path.home() / at for at in form.LIST_PLACES))
    return {path: facts for path, facts in found if facts}


def _facts(path: Path) -> _Facts | None:
    """Return size and time of a file, None if there is none."""
    try:
        found = path.stat()
    except OSError:
        return None
    return found.st_size, found.st_mtime_ns
