"""The base of a person page's tabs that read their contents when they are seen."""

from PySide6.QtWidgets import QWidget

from kinfolk.core.people.people import Person
from kinfolk.gui.base.commands import KeyHints
from kinfolk.gui.base.context import Context
from kinfolk.gui.base.page import WindowPage


class PersonTab(WindowPage):
    """Show a tab about the person `who`, read when it is first seen.

    Subclasses implement `clear`, `read`, `take_focus` and `hints`.
    """

    tables = frozenset({"asset", "place", "folder", "face", "presence", "person"})

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(context, parent)
        self.who: Person | None = None

    def show_person(self, person: Person) -> None:
        """Show a person; a person other than before empties the tab first."""
        if person == self.who:
            return
        is_other = self.who is None or self.who.id != person.id
        self.who = person
        if is_other:
            self.clear()
        self.renew()

    def is_about(self, person: Person) -> bool:
        """Return whether the tab still shows this person, so that what was read may be shown."""
        return self.who is not None and self.who.id == person.id

    def refresh(self) -> None:
        if self.who is not None:
            self.read(self.who)

    def clear(self) -> None:
        """Remove the contents of the person shown before; subclasses implement it."""
        raise NotImplementedError

    def read(self, person: Person) -> None:
        """Read the person's contents in the background, then show them; subclasses implement it."""
        raise NotImplementedError

    @property
    def hints(self) -> KeyHints:
        """The hints for the keys of the tab; subclasses say them."""
        raise NotImplementedError

    def take_focus(self) -> None:
        """Move the keyboard to the tab's contents."""
        raise NotImplementedError

    def let_go(self) -> bool:
        """Clear the tab's selection or filter on Esc; return False if there is nothing to clear."""
        return False
