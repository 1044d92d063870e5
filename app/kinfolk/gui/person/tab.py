"""The base of a person page's tabs that read their contents when they are seen."""

from PySide6.QtWidgets import QWidget

from kinfolk.core.db.changes import Changes
from kinfolk.core.people import Person
from kinfolk.gui.base.context import Context
from kinfolk.gui.base.page import WindowPage


class PersonTab(WindowPage):
    """A tab about the person `who`; subclasses implement `clear()` and `read()`."""

    tables = frozenset({"asset", "place", "folder", "face", "presence", "person"})

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.who: Person | None = None
        context.bus.changed.connect(self.on_changed)

    def show_person(self, person: Person) -> None:
        """Show another person from the beginning, or the same one as they are now."""
        if person == self.who:
            return
        is_other = self.who is None or self.who.id != person.id
        self.who = person
        if is_other:
            self.clear()
        self.read_when_seen()

    def read_when_seen(self) -> None:
        """Read now if visible, else when the tab is shown."""
        if self.isVisible():
            self.refresh(Changes.everything())
        else:
            self.stale = True

    def is_about(self, person: Person) -> bool:
        """Return whether what was read of this person is still to be shown."""
        return self.who is not None and self.who.id == person.id

    def refresh(self, changes: Changes) -> None:
        if self.who is not None:
            self.read(self.who)

    def clear(self) -> None:
        """Empty the tab, because nothing is known yet."""
        raise NotImplementedError

    def read(self, person: Person) -> None:
        """Read in the background and show what was read."""
        raise NotImplementedError

    def take_focus(self) -> None:
        """Move the keyboard to the tab's contents."""
        raise NotImplementedError

    def let_go(self) -> bool:
        """Clear what narrows the tab down, on Esc; return False if nothing does."""
        return False
