"""Where the app keeps its files, and where its own resources are."""

from dataclasses import dataclass
from pathlib import Path

import platformdirs

from kinfolk import private
from kinfolk.errors import AppError

NAME = "kinfolk"
# What we make in our folders, by its name.
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
_APP = Path(__file__).resolve().parent


@dataclass(frozen=True)
class Paths:
    """The three folders the app writes to: precious data, rebuildable cache, logs."""

    data: Path
    cache: Path
    logs: Path

    @classmethod
    def of(cls, base: Path | None = None) -> "Paths":
        """The system's usual places, or everything under `base`; the folders are created.

        They, and what is ours in them, are for their owner alone; what was open is closed. Raises
        AppError where that is not allowed.
        """
        paths = cls.planned(base)
        for folder, ours in ((paths.data, _DATA), (paths.cache, _CACHE), (paths.logs, _LOGS)):
            try:
                private.make_folder(folder, ours=ours)
            except OSError as error:
                reason = f"The folder {folder} cannot be made: {error.strerror}."
                raise AppError(reason, "Choose another one with --base-dir.") from error
        return paths

    @classmethod
    def planned(cls, base: Path | None = None) -> "Paths":
        """The same, without making any."""
        if base is not None:
            base = base.expanduser().absolute()
            return cls(data=base / "data", cache=base / "cache", logs=base / "logs")
        dirs = platformdirs.PlatformDirs(NAME, appauthor=False)
        return cls(data=dirs.user_data_path, cache=dirs.user_cache_path, logs=dirs.user_log_path)

    @property
    def base(self) -> Path | None:
        """What `of` was given; null where the files lie at the system's usual places."""
        base = self.data.parent
        parts = (base / "data", base / "cache", base / "logs")
        return base if parts == (self.data, self.cache, self.logs) else None

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
