"""The files of one folder, read within bounds."""

import os
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import TypeVar

from kinfolk.errors import AppError, Text, of_system
from kinfolk.files import literal, whole
from kinfolk.metadata.packet import LARGEST, Unusable
from kinfolk.metadata.spelling import alike

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class UnreadableFile:
    """Hold a file that could not be read, and why; what other files say counts nonetheless.

    `is_lasting` is as in `vision.photo.Unreadable`.
    """

    file: str
    reason: str
    is_lasting: bool = True


class FolderFiles:
    """Know the names in a folder, read files, and note in `unread` those that can't be read."""

    def __init__(self, path: Path) -> None:
        """List the folder; raises OSError if that fails."""
        self.path = path
        self.names = frozenset(os.listdir(literal(path)))
        self.unread: list[UnreadableFile] = []

    def has_twin(self, file: str) -> bool:
        """Return whether another file of the folder has the same name, spelled `alike`."""
        return self._spelled[alike(file)] > 1

    @cached_property
    def _spelled(self) -> Counter[str]:
        return Counter(map(alike, self.names))

    def read(self, file: str, parse: Callable[[bytes], T], largest: int = LARGEST) -> T | None:
        """Return what `parse` makes of a file; None, with a note, if that fails.

        `file` is a name in the folder, or the path of a file elsewhere.
        """
        with self.noting(file):
            data = whole(self.path / file, largest)
            if data is None:
                raise Unusable("It’s larger than {size} MB.", size=largest >> 20)
            return parse(data)
        return None

    @contextmanager
    def noting(self, file: str) -> Iterator[None]:
        """Note an error of the block as the reason why the file can't be read."""
        try:
            yield
        except AppError as error:
            self._note(file, error.message)
        except OSError as error:
            why = Text("It couldn’t be read ({why}).", why=of_system(error))
            self._note(file, why, is_lasting=False)

    def take_unread(self) -> tuple[UnreadableFile, ...]:
        """Return what was noted since the last call."""
        noted, self.unread = tuple(self.unread), []
        return noted

    def _note(self, file: str, reason: str, *, is_lasting: bool = True) -> None:
        self.unread.append(UnreadableFile(os.path.basename(file), reason, is_lasting))
