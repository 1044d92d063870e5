"""What every form of names beside photos can tell: its files, and the names in them."""

from abc import ABC, abstractmethod
from collections.abc import Collection, Iterable, Sequence
from typing import ClassVar

from kinfolk.metadata.folder_files import FolderFiles
from kinfolk.metadata.frame import Frame
from kinfolk.metadata.region import NameSource, Region


class NameForm(ABC):
    """Read the names that one kind of program keeps beside the photos of one folder.

    A form has files that are about photos of their own folder (`beside`), lists that are about
    photos of several folders (`LISTS`), or both. `registry.FORMS` has every form.
    """

    SOURCE: ClassVar[NameSource]
    LISTS: ClassVar[Sequence[str]] = ()  # names of files
    LIST_PLACES: ClassVar[Sequence[str]] = ()  # of further lists, below the user's home folder
    LIST_MEMORY: ClassVar[int] = 0  # bytes that reading one may take, if that is unusually many

    def __init__(self, folder: FolderFiles, lists: Sequence[str]) -> None:
        """`lists` are the paths of the lists that are about the folder."""
        self._folder = folder

    @staticmethod
    def says_names(file: str) -> bool:
        """Return whether a file of that name may be one of those `beside` photos."""
        return False

    @staticmethod
    def beside(photo: str, files: Collection[str]) -> Sequence[str]:
        """Return those of a folder's files that are about the photo, by its name."""
        return ()

    @staticmethod
    def is_about(path: str, folder: str, files: Collection[str]) -> bool:
        """Return whether a list at that path is about photos of a folder, which has these files."""
        return False

    @abstractmethod
    def of(self, photo: str, frame: Frame) -> Iterable[Region]:
        """Return the names in a photo, with displayed boxes and with the file that says so.

        Names from one file come together. `frame.orientation` is known. Files are read by
        `FolderFiles.read`, which notes why one can't be read: raise nothing but Unusable. Names are
        one line without spaces around it, none is empty, and none has halves of surrogate pairs,
        as JSON may have them (`takeout`): such a text can't leave the process that reads. Boxes are
        made by `box_of`. The caller drops names longer than LONGEST_NAME, and the boxes of a photo
        above MOST_BOXES.
        """
