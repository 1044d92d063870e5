"""Where the app keeps its files, and where its own resources are."""

import os
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path

import platformdirs

from kinfolk import private
from kinfolk.errors import AppError, Text, in_words, of_system
from kinfolk.files import typed

NAME = "kinfolk"
# Patterns of the files and folders that Kinfolk makes in its own folders.
_ANOTHER = Text("Choose another folder with --base-dir.")
_DATA = (
    "library.db*",
    "library.*lock",
    "library-*.db*",
    "wishes",
    "wishes/*.json",
    "settings*.json*",
    "api-token*",
    "backups",
    "backups/library-*.db*",
    "engines",
    "engines/*",
    "engines/*/*",
)
_CACHE = ("cache.db*", "*.faces*")
_LOGS = ("kinfolk.log*",)
# Files that belong to the folder and not to the library: a library that moves leaves them behind.
_STAYS = ("*.lock", "*-shm", "wishes/*")
_APP = Path(__file__).resolve().parent


@dataclass(frozen=True)
class Paths:
    """Name the three folders the app writes to: data, cache (can be made again) and logs.

    Data and cache may have been moved; then a note in the usual data folder says where they are.
    """

    data: Path
    cache: Path
    logs: Path
    usual: "Paths | None" = None  # where they would be if not moved; None if they are there

    @classmethod
    def of(cls, base: Path | None = None) -> "Paths":
        """Return the paths and create their folders, in the system's usual places or under `base`.

        Only their owner can read the folders and files. Raises AppError if a folder can't be made,
        or if the library was moved to a folder that is not there now.
        """
        paths = cls.planned(base)
        if paths.usual is not None and not (paths.data.is_absolute() and os.path.isdir(paths.data)):
            # A folder made there would hold a new, empty library.
            raise AppError(
                "Your library is in {folder}, which can’t be found.",
                "Connect its drive, then try again. Nothing was changed.",
                folder=paths.data.parent,
            )
        for folder, ours in ((paths.data, _DATA), (paths.cache, _CACHE), (paths.logs, _LOGS)):
            # Ignoring the note would show an empty library.
            with in_words(
                Text("The folder {folder} can’t be created: {why}."), _ANOTHER, folder=folder
            ):
                private.make_folder(folder, ours=ours)
        return paths

    @classmethod
    def planned(cls, base: Path | None = None) -> "Paths":
        """Return the paths as `of` does, but create and check no folder.

        Raises AppError if the note on a move can't be read.
        """
        return cls.unmoved(base)._now()

    @classmethod
    def unmoved(cls, base: Path | None = None) -> "Paths":
        """Return the usual places, whatever the note on a move says."""
        if base is not None:
            base = typed(base)
            return cls(data=base / "data", cache=base / "cache", logs=base / "logs")
        dirs = platformdirs.PlatformDirs(NAME, appauthor=False)
        return cls(dirs.user_data_path, dirs.user_cache_path, dirs.user_log_path)

    def expect_here(self) -> None:
        """Raise AppError if the library was moved since; called while it can't be moved."""
        now = self._now()
        if now != self:
            raise AppError(
                "The library has just been moved to {folder}.",
                "Try again in a moment.",
                folder=now.data,
            )

    def _now(self) -> "Paths":
        """Return where the library is now; raises AppError if the note on a move can't be read."""
        usual = self.usual or self
        try:
            return usual.moved_to(Path(os.fsdecode(usual.note.read_bytes())))
        except (FileNotFoundError, NotADirectoryError):
            return usual
        except OSError as error:  # to go on without it would show an empty library
            reason = "The folder {folder} can’t be read: {why}."
            raise AppError(reason, folder=usual.data, why=of_system(error)) from error

    def moved_to(self, folder: Path) -> "Paths":
        """Return the paths of the library if it was in `folder`.

        Logs stay in the usual place, because the drive of `folder` may be unavailable.
        """
        usual = self.usual or self
        place = replace(usual, data=folder / "data", cache=folder / "cache")
        return usual if place == usual else replace(place, usual=usual)

    @property
    def note(self) -> Path:
        """The file that says where a moved library is; it does not exist if nothing was moved."""
        return (self.usual or self).data / "moved-to"

    def pairs(self, place: "Paths") -> Iterator[tuple[Path, Path]]:
        """Yield each file that moves with the library, and its path in the other place.

        library.db comes last, so that a copy with it is complete.
        """
        for here, there, patterns in (
            (self.cache, place.cache, _CACHE),
            (self.data, place.data, _DATA),
        ):
            found = {file for pattern in patterns for file in here.glob(pattern)}
            for file in sorted(found, key=lambda file: (file == self.library_db, file)):
                inside = file.relative_to(here)
                if file.is_file() and not any(inside.match(each) for each in _STAYS):
                    yield file, there / inside

    @property
    def base(self) -> Path | None:
        """The folder that `of` was given; None if the files lie at the system's usual places."""
        usual = self.usual or self
        base = usual.data.parent
        parts = (base / "data", base / "cache", base / "logs")
        return base if parts == (usual.data, usual.cache, usual.logs) else None

    @property
    def library_db(self) -> Path:
        """The database of facts and decisions, which is what a backup copies."""
        return self.data / "library.db"

    @property
    def cache_db(self) -> Path:
        """The database of crops, embeddings and previews, made again from the photos when lost."""
        return self.cache / "cache.db"

    @property
    def window_lock(self) -> Path:
        """The file that an open window keeps locked."""
        return self.data / "library.window.lock"

    @property
    def wishes(self) -> Path:
        """The folder where a second start of the app leaves its request for the open window."""
        return self.data / "wishes"

    @property
    def settings_file(self) -> Path:
        """The JSON file of the user's settings."""
        return self.data / "settings.json"

    @property
    def log_file(self) -> Path:
        return self.logs / "kinfolk.log"


def resource(name: str) -> Path:
    """Return a file of resources/: inside the package if installed, beside it in a checkout."""
    inside = _APP / "resources"
    return (inside if inside.is_dir() else _APP.parents[1] / "resources") / name
