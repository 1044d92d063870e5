"""A name that is being typed, and the person who has it already."""

from collections.abc import Sequence

from kinfolk.core import names
from kinfolk.core.database import Database
from kinfolk.core.people import people
from kinfolk.core.people.people import Person
from kinfolk.naming import reads
from kinfolk.naming.distinct_names import Apart, apart


class TypedName:
    """Hold a typed name, and who has it now in a library."""

    def __init__(self, db: Database, library_id: str | None) -> None:
        """Without `library_id` all libraries count."""
        self._db = db
        self.library_id = library_id
        self.text = ""
        self.owner: Person | None = None  # the person who has this name

    def __str__(self) -> str:
        """Return the name, spelled as the person who has it."""
        return (self.owner and self.owner.name) or self.text

    def write(self, text: str) -> None:
        """Note what is typed, and find out who has this name."""
        self.text = text.strip()
        self.owner = self._who_has(self.text)

    def apart(self, face_ids: Sequence[str], with_other: str) -> Apart | None:
        """Return a name for another person with these faces; None if nobody has the typed name.

        `with_other` is "with {}" in the user's language.
        """
        if self.owner is None or self.owner.name is None:
            return None
        beside = reads.companions(self._db, face_ids)
        return apart(self.owner.name, beside, self._is_free, with_other)

    def _is_free(self, name: str) -> bool:
        return self._who_has(name) is None

    def _who_has(self, name: str) -> Person | None:
        """Return the person who has a name, hidden or not, or None."""
        if not names.key(name):
            return None
        with self._db.read() as session:
            return people.find_by_name(session, name, self.library_id)
