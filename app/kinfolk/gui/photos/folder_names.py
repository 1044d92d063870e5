"""What folders are called: by their path from the folder on that was taken in."""

from collections.abc import Iterable
from pathlib import Path
from typing import Final


class FolderNames:
    """Of those that lie in the ones that were taken in."""

    def __init__(self, taken_in: Iterable[Path]) -> None:
        self._roots = list(taken_in)
        self._known: dict[Path, tuple[str, ...]] = {}

    def parts(self, folder: Path) -> tuple[str, ...]:
        """Pictures, 2019, Lake; of one that lies nowhere here its own name."""
        if folder not in self._known:
            root = next((each for each in self._roots if folder.is_relative_to(each)), folder)
            first = root.name or str(root)
            self._known[folder] = (first, *folder.relative_to(root).parts)
        return self._known[folder]

    def whole(self, folder: Path) -> str:
        """Pictures / 2019 / Lake."""
        return " / ".join(self.parts(folder))

    def below(self, folder: Path) -> str:
        """2019 / Lake; Pictures."""
        first, *inside = self.parts(folder)
        return " / ".join(inside) or first


NO_FOLDERS: Final = FolderNames(())
