"""What Windows says of files: of those in a folder, and of one that another program has open.

Some words in the names of entries give these marks.
"""

import os
import stat
from collections.abc import Iterator
from types import SimpleNamespace
from typing import Any

import pytest

MARKS = {
    "hidden": stat.FILE_ATTRIBUTE_HIDDEN,
    "system": stat.FILE_ATTRIBUTE_SYSTEM,
    "online": 0x400000,  # FILE_ATTRIBUTE_RECALL_ON_DATA_ACCESS
}
JUNCTION = "junction"  # a link of that name is none for Windows, but a folder that leads elsewhere
TAG = 0xA0000003  # IO_REPARSE_TAG_MOUNT_POINT


class InUse(PermissionError):
    """What Windows says of a file that another program has open."""

    winerror = 32

    def __init__(self, path: str = "") -> None:
        super().__init__(13, "Der Prozess kann nicht auf die Datei zugreifen", path)


class _WindowsEntry:
    """A file or folder with the attributes that Windows gives it."""

    def __init__(self, entry: "os.DirEntry[str]") -> None:
        self._entry = entry
        self.name, self.path = entry.name, entry.path

    def is_symlink(self) -> bool:
        return self._entry.is_symlink() and JUNCTION not in self.name

    def stat(self, *, follow_symlinks: bool = True) -> SimpleNamespace:
        facts = self._entry.stat(follow_symlinks=follow_symlinks)
        name = os.path.realpath(self.path) if follow_symlinks else self.name
        given = [mark for word, mark in MARKS.items() if word in os.path.basename(name)]
        is_junction = JUNCTION in self.name and not follow_symlinks
        attributes = sum(given, start=stat.FILE_ATTRIBUTE_READONLY)
        tag = TAG if is_junction else 0
        return _with(facts, st_reparse_tag=tag, st_file_attributes=attributes)


def _with(facts: os.stat_result, **others: int) -> SimpleNamespace:
    """Return the facts of a file, but for these."""
    named = {name: getattr(facts, name) for name in dir(facts) if name.startswith("st_")}
    return SimpleNamespace(**named | others)


class _WindowsListing:
    def __init__(self, listing: Any) -> None:
        self._listing, self.close = listing, listing.close

    def __enter__(self) -> Iterator[_WindowsEntry]:
        return map(_WindowsEntry, self._listing)

    def __exit__(self, *_: object) -> None:
        self.close()


def without_inodes(monkeypatch: pytest.MonkeyPatch) -> None:
    """Have all files on a drive that gives them no number, as some network drives and cards."""
    ask = os.stat

    monkeypatch.setattr(os, "stat", lambda *of, **how: _with(ask(*of, **how), st_ino=0))


def only_online(monkeypatch: pytest.MonkeyPatch, name: str) -> None:
    """Have the files of that name in a cloud alone, as those say that are asked about them."""
    ask = os.stat

    def told(path: Any, **how: Any) -> Any:
        facts = ask(path, **how)
        is_it = os.path.basename(os.fspath(path)) == name if not isinstance(path, int) else False
        return _with(facts, st_file_attributes=MARKS["online"]) if is_it else facts

    monkeypatch.setattr(os, "stat", told)


def listed_by_windows(monkeypatch: pytest.MonkeyPatch) -> None:
    """Have all folders listed as Windows does."""
    scandir = os.scandir
    monkeypatch.setattr(os, "scandir", lambda place: _WindowsListing(scandir(place)))
