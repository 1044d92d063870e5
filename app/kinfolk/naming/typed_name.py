"""A name that is being typed, the person who has it already, and what stands against that."""

from collections.abc import Callable, Sequence

from kinfolk.core import names
from kinfolk.core.database import Database
from kinfolk.core.people import people, people_lists
from kinfolk.core.people.people import Person
from kinfolk.naming import reads
from kinfolk.naming.distinct_names import Apart, apart
from kinfolk.naming.fit import Fit, Objection


class TypedName:
    """Hold a typed name, and who has it now in a library."""

    def __init__(
        self,
        db: Database,
        library_id: str | None,
        fit: Fit,
        *,
        faces: Callable[[], Sequence[str]] | None = None,
    ) -> None:
        """Without `library_id` all libraries count.

        With `faces`, which returns the faces to be named, the beginning of a likely person's name
        means that person.
        """
        self._faces = faces
        self._db = db
        self._fit = fit
        self.library_id = library_id
        self.text = ""
        self.owner: Person | None = None  # the person who has this name, or is meant by it
        self.is_begun = False  # the text is only the beginning of their name
        self.objection: Objection | None = None  # against giving them the faces
        self.is_asked = False  # Enter has asked about it: the next one gives the name
        self._weighed: tuple[str, Sequence[str]] | None = None

    def __str__(self) -> str:
        """Return the name, spelled as the person who has it."""
        return (self.owner and self.owner.name) or self.text

    def write(self, text: str, *, is_new: bool = False) -> None:
        """Note what is typed, and find out who has this name, or who is meant unless `is_new`."""
        self.text = text.strip()
        self.owner = self.who_has(self.text)
        meant = None if self.owner or is_new else self._meant()
        self.owner, self.is_begun = self.owner or meant, meant is not None

    def _meant(self) -> Person | None:
        """Return the likely person whose name begins with the text, or None."""
        if self._faces is None or not self.text:
            return None
        with self._db.read() as session:
            known = people_lists.names(session, self.library_id)
        meant = self._fit.meant(self.text, self._faces(), known)
        if meant is None:
            return None
        with self._db.read() as session:
            return people.get(session, meant[0])

    def take_as_new(self) -> bool:
        """Take the text as a name of its own if it is the beginning of one; return whether so."""
        is_begun = self.is_begun
        if is_begun:
            self.write(self.text, is_new=True)
        return is_begun

    def weigh(self, face_ids: Sequence[str]) -> None:
        """Find out what stands against giving these faces to the person who has the name."""
        weighed = (self.owner.id, face_ids) if self.owner else None
        if weighed != self._weighed:
            self._weighed, self.is_asked = weighed, False
            self.objection = self._fit.objection(face_ids, self.owner.id) if self.owner else None

    def asks(self) -> bool:
        """Return whether Enter has to ask first; it asks once."""
        if self.objection is None or self.is_asked:
            return False
        self.is_asked = True
        return True

    def apart(self, face_ids: Sequence[str], with_other: str) -> Apart | None:
        """Return a name for another person with these faces; None if no one has the typed name.

        `with_other` is "with {}" in the user's language.
        """
        if self.owner is None or self.owner.name is None:
            return None
        beside = reads.companions(self._db, face_ids)
        return apart(self.owner.name, beside, self._is_free, with_other)

    def _is_free(self, name: str) -> bool:
        return self.who_has(name) is None

    def who_has(self, name: str) -> Person | None:
        """Return the person who has a name, hidden or not, or None."""
        if not names.key(name):
            return None
        with self._db.read() as session:
            return people.find_by_name(session, name, self.library_id)
