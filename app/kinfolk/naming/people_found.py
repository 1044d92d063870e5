"""Who somebody in a photo may be: the people whose names contain what is typed."""

from collections.abc import Collection, Iterable

from kinfolk.core import names
from kinfolk.core.database import Database
from kinfolk.core.people import people_lists
from kinfolk.core.people.people import Person
from kinfolk.core.people.people_lists import Sort


class PeopleFound:
    """Hold what is typed, and the ids of the people it may mean: likely ones first.

    A person with exactly this name is before all others. Hidden people are found by their full name
    only.
    """

    def __init__(self, db: Database, library_id: str, left_out: Collection[str]) -> None:
        """`left_out` are ids that are not offered."""
        self._db = db
        self._library_id = library_id
        self._left_out = left_out
        self.text = ""
        self.likely: list[str] = []  # ids of people who look similar, most similar first
        self.ids: list[str] = []
        self._called: set[str] = set()  # those who have exactly this name

    @property
    def is_first_meant(self) -> bool:
        """Whether the first one has exactly the typed name."""
        return not self._called.isdisjoint(self.ids)

    @property
    def is_new(self) -> bool:
        """Whether the typed name may be a new person's, because nobody has it."""
        return bool(self.text) and not self._called

    def find(self, text: str) -> None:
        """Find the people whose names contain this text."""
        self.text = text.strip()
        with self._db.read() as session:
            found = people_lists.wall(session, self._library_id, text=self.text, sort=Sort.NAME_ASC)
            known = people_lists.names(session, self._library_id)
        key = names.key(self.text)
        self._called = {each for each, name in known if self.text and names.key(name) == key}
        found.extend(self._called.difference(found))
        ids = [each for each in found if each not in self._left_out]
        self.ids = sorted(ids, key=lambda each: (each not in self._called, self._rank(each)))

    def put_first(self, likely: Iterable[Person]) -> None:
        """Put likely people first, unless something has been typed."""
        self.likely = [each.id for each in likely if each.name]
        if not self.text:
            self.find("")

    def _rank(self, person_id: str) -> int:
        """Return the rank of a likely person; all others share the last one."""
        if person_id in self.likely:
            return self.likely.index(person_id)
        return len(self.likely)
