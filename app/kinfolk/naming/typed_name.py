"""A name that is being typed, the person who has it already, and what stands against that."""

from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass

from kinfolk.core import names
from kinfolk.core.database import Database
from kinfolk.core.people import people, people_lists
from kinfolk.core.people.concurrent_decisions import Named
from kinfolk.core.people.people import Person
from kinfolk.naming import reads
from kinfolk.naming.distinct_names import Apart, apart
from kinfolk.naming.fit import Fit, Objection


@dataclass(frozen=True)
class Namesake:
    """Hold the person who has the typed name: Enter adds the faces to them."""

    name: str
    whom: Named | None  # None while their name is being saved
    face_id: str | None  # a face of theirs
    is_begun: bool = False  # the text is only the beginning of the name
    objection: Objection | None = None  # what stands against it: Enter asks first


class TypedName:
    """Hold a typed name, and who has it now in a library."""

    def __init__(
        self,
        db: Database,
        library_id: str | None,
        fit: Fit,
        *,
        faces: Callable[[], Sequence[str]] = tuple,
        completes: bool = False,
        left_out: Collection[str] = (),
    ) -> None:
        """Without `library_id` all libraries count; `faces` returns the faces to be named.

        With `completes` the beginning of a likely person's name means that person, unless their id
        is `left_out`.
        """
        self._faces, self._completes, self._left_out = faces, completes, left_out
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

    @property
    def namesake(self) -> Namesake | None:
        """The owner as a card tells of them."""
        if self.owner is None:
            return None
        name, face_id = str(self), self.owner.effective_face_id
        whom = Named(self.owner.id, name)
        return Namesake(name, whom, face_id, self.is_begun, self.objection)

    def write(self, text: str, *, is_new: bool = False) -> None:
        """Note what is typed, and find out who has this name, or who is meant unless `is_new`."""
        self.text = text.strip()
        self.owner = self.who_has(self.text)
        meant = None if self.owner or is_new else self._meant()
        self.owner, self.is_begun = self.owner or meant, meant is not None

    def _meant(self) -> Person | None:
        """Return the likely person whose name begins with the text, or None."""
        if not self._completes or not self.text:
            return None
        with self._db.read() as session:
            known = people_lists.names(session, self.library_id)
        others = (each for each in known if each[0] not in self._left_out)
        meant = self._fit.meant(self.text, self._faces(), others)
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

    def weigh(self) -> None:
        """Find out what stands against giving the faces to the person who has the name."""
        face_ids = self._faces()
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

    def apart(self, with_other: str) -> Apart | None:
        """Return a name for another person with the faces; None if no one has the typed name.

        `with_other` is "with {}" in the user's language.
        """
        if self.owner is None or self.owner.name is None:
            return None
        beside = reads.companions(self._db, self._faces())
        return apart(self.owner.name, beside, self._is_free, with_other)

    def _is_free(self, name: str) -> bool:
        return self.who_has(name) is None

    def who_have(self, names: Sequence[str]) -> dict[str, Person]:
        """Return those who have these names, by name."""
        return {name: person for name in names if (person := self.who_has(name))}

    def who_has(self, name: str) -> Person | None:
        if not names.key(name):
            return None
        with self._db.read() as session:
            return people.find_by_name(session, name, self.library_id)
