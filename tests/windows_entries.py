"""Folders as Windows lists them: some words in the names of their entries give these marks."""

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
        named = {name: getattr(facts, name) for name in dir(facts) if name.startswith("st_")}
        is_junction = JUNCTION in self.name and not follow_symlinks
        named |= {"st_reparse_tag": TAG if is_junction else 0}
        named |= {"st_file_attributes": sum(given, start=stat.FILE_ATTRIBUTE_READONLY)}
        return SimpleNamespace(**named)


class _WindowsListing:
    def __init__(self, listing: Any) -> None:
        self._listing, self.close = listing, listing.close

    def __enter__(self) -> Iterator[_WindowsEntry]:
        return map(_WindowsEntry, self._listing)

    def __exit__(self, *_: object) -> None:
        self.close()


def listed_by_windows(monkeypatch: pytest.MonkeyPatch) -> None:
    """Have all folders listed as Windows does."""
    scandir = os.scandir
    monkeypatch.setattr(os, "scandir", lambda place: _WindowsListing(scandir(place)))
