"""The names in use, kept in memory while the user names groups."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from kinfolk.core import names
from kinfolk.core.database import Database
from kinfolk.core.people import people_lists


@dataclass(frozen=True)
class Known:
    """Hold all named people of a library."""

    in_order: list[str]  # names in the order of lists
    # Id and name by `names.key`, which is equal for equal names
    by_key: Mapping[str, tuple[str, str]]

    def name(self, text: str) -> str | None:
        """Return the name as its owner writes it, or None if no one has it."""
        found = self.by_key.get(names.key(text))
        return found and found[1]

    def person_id(self, name: str) -> str | None:
        found = self.by_key.get(names.key(name))
        return found and found[0]


class NamesInUse:
    """Keep the names of each library, so that a card opens without waiting for the library."""

    def __init__(self, db: Database) -> None:
        self._db = db
        self._known: dict[str, Known] = {}  # by library id; empty while out of date

    def of(self, library_id: str) -> Known:
        """Return the current names of a library; read them now if that has not been done yet."""
        if library_id not in self._known:
            self.keep(read_names(self._db, [library_id]))
        return self._known[library_id]

    def forget(self) -> list[str]:
        """Forget the names that were read, because they changed; return their libraries' ids."""
        libraries = list(self._known)
        self._known.clear()
        return libraries

    def keep(self, read: Mapping[str, Known]) -> None:
        """Add what was read in the background, unless something newer was read since."""
        self._known = {**read, **self._known}


def read_names(db: Database, library_ids: Iterable[str]) -> dict[str, Known]:
    with db.read() as session:
        read = {each: people_lists.names(session, each) for each in library_ids}
    return {
        library_id: Known(
            [name for _, name in people],
            {names.key(name): (person_id, name) for person_id, name in people},
        )
        for library_id, people in read.items()
    }
