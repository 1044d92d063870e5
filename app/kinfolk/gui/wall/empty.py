"""What the wall says when there is nothing on it."""

from PySide6.QtCore import Signal

from kinfolk.core.people.people_lists import Section
from kinfolk.gui.base import words
from kinfolk.gui.base.commands import SCAN, cap
from kinfolk.gui.widgets.empty import EmptyState


class WallEmpty(EmptyState):
    """Say why the wall is empty, for each section, and what to do about it."""

    folder_wanted = Signal()
    unnamed_wanted = Signal()  # go to where groups get their names
    everybody_wanted = Signal()  # end the search

    def say_why(
        self, section: Section, text: str, *, has_groups: bool, lacks_faces: bool, is_scanning: bool
    ) -> None:
        """Say why the section is empty; `text` is what was searched for."""
        if text:
            self.say(
                self.tr("No one is named “{}”").format(words.short(text)),
                self._where_it_looked(section),
                icon="search",
                button=self.tr("Clear search"),
                act=self.everybody_wanted.emit,
            )
        elif section == Section.FAVORITES:
            self.say(
                self.tr("No favourites yet"),
                self.tr(
                    "Select someone and press Ctrl+D. Favourites appear here, and first in People."
                ),
                icon="star-outline",
            )
        elif section == Section.HIDDEN:
            self.say(
                self.tr("No one is hidden"),
                self.tr("People you hide appear only here. Nothing is deleted."),
                icon="eye-off",
            )
        elif section == Section.STRANGERS:
            self.say(
                self.tr("No one is ignored"),
                self.tr("Groups and faces you ignore appear here."),
                icon="eye-off",
            )
        elif section == Section.UNNAMED and is_scanning:
            self.say(
                self.tr("Finding faces"),
                self.tr(
                    "Groups appear here as they’re found. You can name the first one right away."
                ),
                icon="search",
            )
        elif section == Section.UNNAMED:
            self.say(
                self.tr("No unnamed groups"),
                self.tr("Kinfolk groups similar faces here for you to name."),
            )
        else:
            self._say_nobody(
                has_groups=has_groups, lacks_faces=lacks_faces, is_scanning=is_scanning
            )

    def _where_it_looked(self, section: Section) -> str:
        if section == Section.FAVORITES:
            return self.tr("This searches favourites only. Everyone else is on the People page.")
        if section == Section.HIDDEN:
            return self.tr("This searches hidden people only. Everyone else is on the People page.")
        return self.tr("Try fewer letters. Hidden people are on the Hidden page.")

    def _say_nobody(self, *, has_groups: bool, lacks_faces: bool, is_scanning: bool) -> None:
        if has_groups:
            self.say(
                self.tr("No one has a name yet"),
                self.tr("Name the groups below, and people appear here."),
                button=self.tr("Name them one by one"),
                act=self.unnamed_wanted.emit,
            )
        elif is_scanning:
            self.say(
                self.tr("Finding faces"),
                self.tr("People you name appear here. You can start while the scan is running."),
                icon="search",
                button=self.tr("Start naming"),
                act=self.unnamed_wanted.emit,
            )
        else:
            missing = self.tr(
                "No faces have been found in your folders yet. Scan again ({}), or add another "
                "folder."
            ).format(cap(SCAN))
            first = self.tr("Add a folder with photos of people to see their faces here.")
            self.say(
                self.tr("No people yet"),
                missing if lacks_faces else first,
                button=self.tr("Add folder"),
                act=self.folder_wanted.emit,
            )
