"""Names of folders: their path, beginning with a folder of the library."""

from collections.abc import Iterable
from pathlib import Path
from typing import Final


class FolderNames:
    """Name folders relative to the folders of the library."""

    def __init__(self, taken_in: Iterable[Path]) -> None:
        self._roots = list(taken_in)
        self._known: dict[Path, tuple[str, ...]] = {}

    def parts(self, folder: Path) -> tuple[str, ...]:
        """Return the parts of the name, such as ("Pictures", "2019", "Lake").

        The first is the library's folder. A folder outside the library has only its own name.
        """
        if folder not in self._known:
            root = next((each for each in self._roots if folder.is_relative_to(each)), folder)
            first = root.name or str(root)
            self._known[folder] = (first, *folder.relative_to(root).parts)
        return self._known[folder]

    def whole(self, folder: Path) -> str:
        """Return the full name, such as "Pictures / 2019 / Lake"."""
        return " / ".join(self.parts(folder))

    def below(self, folder: Path) -> str:
        """Return the name inside the library's folder ("2019 / Lake"), or the folder's own."""
        first, *inside = self.parts(folder)
        return " / ".join(inside) or first


NO_FOLDERS: Final = FolderNames(())
