"""The user's settings, kept as one JSON file."""

import logging
from collections.abc import Iterator
from contextlib import contextmanager
from enum import StrEnum
from pathlib import Path
from threading import Lock
from typing import Self

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from kinfolk import atomic
from kinfolk.errors import Text, in_words

log = logging.getLogger(__name__)
_CHANGING = Lock()  # else two threads could overwrite each other's changes
PREVIEW_BYTES = 4_000_000_000  # limit for all previews: enough for 100,000 photos


class Theme(StrEnum):
    """Choose the window's look: light, dark, or as the system has it."""

    SYSTEM = "system"
    LIGHT = "light"
    DARK = "dark"


class Language(StrEnum):
    """Choose the window's language: one of its own, or the system's."""

    SYSTEM = "system"
    ENGLISH = "en"
    GERMAN = "de"


class FrameNames(StrEnum):
    """Choose when a photo shows names at its faces."""

    NEVER = "never"
    HOVER = "hover"  # at the face under the pointer or with the keyboard focus
    ALWAYS = "always"


class HalfTyped(BaseModel):
    """Hold a name typed on a card but not given yet, and some faces that the card showed."""

    text: str
    faces: tuple[str, ...]


class Settings(BaseModel):
    """Hold every setting with its default; unknown keys of a newer version are kept."""

    model_config = ConfigDict(extra="allow", validate_assignment=True)

    theme: Theme = Theme.SYSTEM
    language: Language = Language.SYSTEM
    portrait_size: int = Field(default=112, ge=72, le=200)  # logical pixels
    frame_names: FrameNames = FrameNames.ALWAYS
    photo_info: bool = True  # whether a photo's details are shown beside it
    few_photos: int = Field(default=3, ge=2, le=20)  # people in fewer photos may be strangers
    preview_bytes: int = Field(default=PREVIEW_BYTES, ge=1_000_000)
    window_geometry: str = ""  # QMainWindow.saveGeometry(), base64
    section: int = Field(default=0, ge=0)  # of the settings, that was shown last
    place: str = ""  # the page last shown, e.g. "people" or "person/person_…"
    typed_groups: dict[str, HalfTyped] = {}  # by group: the text left on its card
    typed_singles: dict[str, HalfTyped] = {}  # the same by single face
    dismissed_folder_dates: list[str] = []  # folders whose names' dates are not offered any more
    opened_folders: list[str] = []  # paths of folders that are open in the sidebar's tree
    last_folder: str = ""  # where the folder dialog opens
    output_folder: str = ""  # the last folder of copies, contact sheets and exports
    api_enabled: bool = False
    log_names: bool = False  # whether the log may hold names and paths, to find a fault
    engine: str = ""  # the engine's id; "" is the built-in one
    backup_folder: str = ""  # "" is the one beside the library

    @classmethod
    def load(cls, path: Path) -> Self:
        """Return the stored settings, or the defaults if there is no file.

        A damaged file is renamed, and the defaults are used. Raises AppError if the file can't be
        read.
        """
        with in_words(Text("The settings can’t be read: {why}.")):
            try:
                return cls.model_validate_json(path.read_bytes())
            except FileNotFoundError:
                return cls()
            except (ValidationError, ValueError):
                aside = path.with_suffix(".damaged.json")
                log.warning("The settings could not be read; kept aside as %s", aside)
                atomic.patiently(lambda: path.replace(aside))
                return cls()

    @classmethod
    @contextmanager
    def changed(cls, path: Path) -> Iterator[Self]:
        """Yield the stored settings, and save what the block sets in them; one change at a time."""
        with _CHANGING:
            settings = cls.load(path)
            yield settings
            settings.save(path)

    def save(self, path: Path) -> None:
        """Replace the settings file in one step: a crash leaves the old one or the new one.

        Raises AppError if it can't be written.
        """
        with in_words(Text("The settings can’t be saved: {why}.")):
            atomic.write(path, self.model_dump_json(indent=2))
