"""The names that somebody on the wall may be given, kept up to date while one names."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from PySide6.QtCore import QObject

from kinfolk.core import names, roster
from kinfolk.core.db.changes import Changes
from kinfolk.core.db.database import Database
from kinfolk.gui.base.tasks import Latest, Tasks


@dataclass(frozen=True)
class Known:
    """Everybody of a library who has a name."""

    in_order: list[str]  # the names as a list shows them
    by_key: Mapping[str, tuple[str, str]]  # id and name, by what makes names equal

    def name(self, text: str) -> str | None:
        """The name that this is, as it is written; null where nobody has it."""
        found = self.by_key.get(names.key(text))
        return found and found[1]

    def person_id(self, name: str) -> str | None:
        """Who has the name."""
        found = self.by_key.get(names.key(name))
        return found and found[0]


class KnownNames(QObject):
    """Read again after each change, off the main thread: a card opens without waiting for them."""

    def __init__(self, db: Database, tasks: Tasks, parent: QObject) -> None:
        super().__init__(parent)
        self._db = db
        self._reads = Latest(tasks, self)
        self._known: dict[str, Known] = {}  # by library; empty while they are out of date

    def of(self, library_id: str) -> Known:
        """The names of now, read at once where that has not been done yet."""
        if library_id not in self._known:
            self._keep(_read(self._db, [library_id]))
        return self._known[library_id]

    def on_changed(self, changes: Changes, initiator: object) -> None:
        """What is known is out of date, if it has to do with people."""
        if "person" in changes and self._known:
            db, libraries = self._db, list(self._known)
            self._known.clear()
            self._reads.ask(lambda: _read(db, libraries), self._keep)

    def _keep(self, read: Mapping[str, Known]) -> None:
        """What was read at once meanwhile is newer."""
        self._known = {**read, **self._known}


def _read(db: Database, library_ids: Iterable[str]) -> dict[str, Known]:
    with db.read() as session:
        read = {each: roster.names(session, each) for each in library_ids}
    return {
        library_id: Known(
            [name for _, name in people],
            {names.key(name): (person_id, name) for person_id, name in people},
        )
        for library_id, people in read.items()
    }
