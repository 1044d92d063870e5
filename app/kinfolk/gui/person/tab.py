"""A tab of a person's page that reads for itself: what is in it is read when it is seen."""

from PySide6.QtWidgets import QWidget

from kinfolk.core.db.changes import Changes
from kinfolk.core.people import Person
from kinfolk.gui.base.context import Context
from kinfolk.gui.base.page import Page


class PersonTab(Page):
    """Subclasses empty themselves in `clear()`, and read in `read()`, for the person of `who`."""

    tables = frozenset({"asset", "place", "folder", "face", "presence", "person"})

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.who: Person | None = None
        context.bus.changed.connect(self.on_changed)

    def show_person(self, person: Person) -> None:
        """Somebody else, from the beginning; or the same, as they are now."""
        if person == self.who:
            return
        is_other = self.who is None or self.who.id != person.id
        self.who = person
        if is_other:
            self.clear()
        self.read_when_seen()

    def read_when_seen(self) -> None:
        """Now, or when somebody looks."""
        if self.isVisible():
            self.refresh(Changes.everything())
        else:
            self.stale = True

    def is_about(self, person: Person) -> bool:
        """Whether what was read of somebody is still to be shown."""
        return self.who is not None and self.who.id == person.id

    def refresh(self, changes: Changes) -> None:
        if self.who is not None:
            self.read(self.who)

    def clear(self) -> None:
        """Nothing is known yet."""
        raise NotImplementedError

    def read(self, person: Person) -> None:
        """Off the main thread, and then shows it."""
        raise NotImplementedError

    def take_focus(self) -> None:
        """The keyboard starts with what the tab is about."""
        raise NotImplementedError

    def let_go(self) -> bool:
        """Esc: first what narrows the tab goes; False where nothing does."""
        return False
