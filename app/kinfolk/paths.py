"""Where the app keeps its files, and where its own resources are."""

import os
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path

import platformdirs

from kinfolk import private
from kinfolk.errors import AppError, of_system

NAME = "kinfolk"
# What we make in our folders, by its name.
_ANOTHER = "Choose another one with --base-dir."
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
# What belongs to a place and not to the library: who moves that leaves it behind.
_STAYS = ("*.lock", "*-shm", "wishes/*")
_APP = Path(__file__).resolve().parent


@dataclass(frozen=True)
class Paths:
    """The three folders the app writes to: precious data, rebuildable cache, logs.

    Data and cache may have been moved elsewhere: then a note in the usual folder says where.
    """

    data: Path
    cache: Path
    logs: Path
    usual: "Paths | None" = None  # where they would be had nobody moved them

    @classmethod
    def of(cls, base: Path | None = None) -> "Paths":
        """The system's usual places, or everything under `base`; the folders are created.

        They, and what is ours in them, are for their owner alone; what was open is closed. Raises
        AppError where that is not allowed.
        """
        paths = cls.planned(base)
        if paths.usual is not None and not (paths.data.is_absolute() and paths.data.is_dir()):
            # A folder made there would hold a new, empty library.
            raise AppError(
                "Your library lies in {folder}, which is not there.",
                "Connect the drive that it is on, then try again. Nothing was changed.",
                folder=paths.data.parent,
            )
        for folder, ours in ((paths.data, _DATA), (paths.cache, _CACHE), (paths.logs, _LOGS)):
            try:
                private.make_folder(folder, ours=ours)
            except OSError as error:
                reason, hint = "The folder {folder} cannot be made: {why}.", _ANOTHER
                raise AppError(reason, hint, folder=folder, why=of_system(error)) from error
        return paths

    @classmethod
    def planned(cls, base: Path | None = None) -> "Paths":
        """The same, without making any."""
        usual = cls.unmoved(base)
        try:
            return usual.moved_to(Path(os.fsdecode(usual.note.read_bytes())))
        except (FileNotFoundError, NotADirectoryError):
            return usual
        except OSError as error:  # to go on without it would show an empty library
            reason = "The folder {folder} cannot be read: {why}."
            raise AppError(reason, folder=usual.data, why=of_system(error)) from error

    @classmethod
    def unmoved(cls, base: Path | None = None) -> "Paths":
        """The usual places, wherever the library is."""
        if base is not None:
            base = base.expanduser().absolute()
            return cls(data=base / "data", cache=base / "cache", logs=base / "logs")
        dirs = platformdirs.PlatformDirs(NAME, appauthor=False)
        return cls(dirs.user_data_path, dirs.user_cache_path, dirs.user_log_path)

    def moved_to(self, folder: Path) -> "Paths":
        """The same with the library in that folder; logs stay, as it may be away."""
        usual = self.usual or self
        place = replace(usual, data=folder / "data", cache=folder / "cache")
        return usual if place == usual else replace(place, usual=usual)

    @property
    def note(self) -> Path:
        """Where it stands in which folder the library is, if it was moved."""
        return (self.usual or self).data / "moved-to"

    def pairs(self, place: "Paths") -> Iterator[tuple[Path, Path]]:
        """Each file that goes with the library, and where it would lie in the other place.

        The library's own is the last.
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
        """What `of` was given; null where the files lie at the system's usual places."""
        usual = self.usual or self
        base = usual.data.parent
        parts = (base / "data", base / "cache", base / "logs")
        return base if parts == (usual.data, usual.cache, usual.logs) else None

    @property
    def library_db(self) -> Path:
        """Facts and decisions: the file to back up."""
        return self.data / "library.db"

    @property
    def cache_db(self) -> Path:
        """Crops and embeddings, rebuilt from the photos when it is lost."""
        return self.cache / "cache.db"

    @property
    def window_lock(self) -> Path:
        """Held by the window as long as it is open."""
        return self.data / "library.window.lock"

    @property
    def wishes(self) -> Path:
        """Where a second start leaves what it was wished for."""
        return self.data / "wishes"

    @property
    def settings_file(self) -> Path:
        return self.data / "settings.json"

    @property
    def log_file(self) -> Path:
        return self.logs / "kinfolk.log"


def resource(name: str) -> Path:
    """A file of resources/: inside the package when installed, beside it in a checkout."""
    inside = _APP / "resources"
    return (inside if inside.is_dir() else _APP.parents[1] / "resources") / name
