"""What the wall says when there is nothing on it."""

from collections.abc import Callable

from PySide6.QtWidgets import QWidget

from kinfolk.core.roster import Section
from kinfolk.gui.widgets.empty import EmptyState


class WallEmpty(EmptyState):
    """The empty state of the wall: a reason for each section, and what to do about it."""

    def __init__(
        self,
        *,
        add_folder: Callable[[], None],
        name: Callable[[], None],
        show_all: Callable[[], None],
        parent: QWidget | None = None,
    ) -> None:
        """`name` leads to where groups get their names, `show_all` ends the search."""
        super().__init__(parent)
        self._add_folder = add_folder
        self._name = name
        self._show_all = show_all

    def say_why(self, section: Section, text: str, *, has_groups: bool, is_scanning: bool) -> None:
        """Say why the section is empty; `text` is what was searched for."""
        if text:
            self.say(
                self.tr("Nobody is called “{}”").format(text),
                self._where_it_looked(section),
                icon="search",
                button=self.tr("Clear the search"),
                act=self._show_all,
            )
        elif section == Section.FAVORITES:
            self.say(
                self.tr("No favourites yet"),
                self.tr("Press Ctrl+D on somebody, and they stand here and first on the wall."),
                icon="star-outline",
            )
        elif section == Section.HIDDEN:
            self.say(
                self.tr("Nobody is hidden"),
                self.tr("People you hide show here and nowhere else. Nothing of them is lost."),
                icon="eye-off",
            )
        elif section == Section.STRANGERS:
            self.say(
                self.tr("No strangers"),
                self.tr("Groups and faces you ignore on the Unnamed page wait here."),
                icon="eye-off",
            )
        elif section == Section.UNNAMED and is_scanning:
            self.say(
                self.tr("Looking for faces"),
                self.tr("Groups appear here as they are found, the first one open for its name."),
                icon="search",
            )
        elif section == Section.UNNAMED:
            self.say(
                self.tr("Nobody is waiting for a name"),
                self.tr("Faces that belong together gather here until you say who it is."),
            )
        else:
            self._say_nobody(has_groups=has_groups, is_scanning=is_scanning)

    def _where_it_looked(self, section: Section) -> str:
        """Return where the search has looked, and where it has not."""
        if section == Section.FAVORITES:
            return self.tr("Only favourites are looked through here. On People are all others.")
        if section == Section.HIDDEN:
            return self.tr("Only hidden people are looked through here. On People are all others.")
        return self.tr("Fewer letters may find them. Hidden people stand on Hidden.")

    def _say_nobody(self, *, has_groups: bool, is_scanning: bool) -> None:
        """Say why there are no people at all."""
        if has_groups:
            self.say(
                self.tr("Nobody has a name yet"),
                self.tr("Say who the groups below are, and those people stand here."),
                button=self.tr("Name them one by one"),
                act=self._name,
            )
        elif is_scanning:
            self.say(
                self.tr("Looking for faces"),
                self.tr("Those you name stand here. You can start while it looks."),
                icon="search",
                button=self.tr("Start naming"),
                act=self._name,
            )
        else:
            self.say(
                self.tr("No people yet"),
                self.tr("Add a folder with photos of people, and their faces gather here."),
                button=self.tr("Add folder"),
                act=self._add_folder,
            )
