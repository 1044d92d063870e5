"""The tab with a person's photos by year: all of them, or those with and without others."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QStackedWidget

from kinfolk.core.database import Database
from kinfolk.core.people.people import Person
from kinfolk.core.photos import photo_search
from kinfolk.core.photos.photo_filter import PhotoFilter
from kinfolk.core.photos.photo_search import Companion
from kinfolk.gui.base import words
from kinfolk.gui.base.commands import KeyHints
from kinfolk.gui.base.context import Context
from kinfolk.gui.base.tasks import Latest
from kinfolk.gui.outputs.photo_grid_commands import PhotoGridCommands
from kinfolk.gui.person import years
from kinfolk.gui.person.people_filter_bar import PeopleFilterBar
from kinfolk.gui.person.tab import PersonTab
from kinfolk.gui.person.together_tab import read_company
from kinfolk.gui.photo_rows.cards import PhotoCards
from kinfolk.gui.photo_rows.grid import COMMANDS, PhotoGrid, photo_content
from kinfolk.gui.tiles.layout import OUTSIDE
from kinfolk.gui.tiles.model import TileContent, TileSection
from kinfolk.gui.widgets.controls import column, hand_keys, holding
from kinfolk.gui.widgets.empty import EmptyState


class PhotosTab(PersonTab):
    """Show the photos, with a bar above to ask for other people in them."""

    together_wanted = Signal()  # show everyone who is in photos with them

    def __init__(self, context: Context) -> None:
        super().__init__(context)
        self._context = context
        self._is_read = False  # whether the photos shown are those asked for
        self._wanted_year = ""  # heading to scroll to once it is there
        self._reads = Latest(context.tasks, self)
        self._company_reads = Latest(context.tasks, self)
        self.bar = PeopleFilterBar(context.thumbs)
        self.cards = PhotoCards(context, self)
        self.grid = PhotoGrid(self.cards, context.previews)
        self.grid.setAccessibleName(self.tr("Photos"))
        self.commands = PhotoGridCommands(
            context, self.grid, title=self._title, who=lambda: self.who
        )
        self.empty = EmptyState()
        self._lay_out()
        self.bar.asked_anew.connect(self._on_asked)
        self.bar.more_wanted.connect(self.together_wanted)
        context.appearance.changed.connect(self.grid.viewport().update)

    def show_year(self, title: str) -> None:
        """Show all photos, scrolled to this year's heading."""
        self._wanted_year = title
        self.bar.clear()
        self._go_to_year()

    @property
    def hints(self) -> KeyHints:
        return COMMANDS.hints(self.grid, "Return", "S", "C")

    def take_focus(self) -> None:
        hand_keys(self.grid)

    def let_go(self) -> bool:
        """Clear what is asked for in the bar; return whether anything was."""
        was_asking = self.bar.is_asking
        self.bar.clear()
        return was_asking

    def refresh(self) -> None:
        self.cards.forget()
        self.grid.viewport().update()
        super().refresh()

    def clear(self) -> None:
        """Empty the tab for another person."""
        self._wanted_year = ""
        self._is_read = False
        self.bar.show_company(())
        self.bar.say(None)
        self.grid.show_content(TileContent())

    def _on_asked(self) -> None:
        """Read other photos; the shown ones stay until then."""
        self._is_read = False
        self.bar.say(None)
        self.renew()

    def read(self, person: Person) -> None:
        """Read the photos and who else is in them, in the background."""
        self.commands.here = person
        db = self._context.db
        wanted = PhotoFilter(all_of=(person.id, *self.bar.with_ids), none_of=self.bar.without_ids)
        self._reads.ask(
            lambda: read_photos(db, person, wanted), lambda found: self._show(person, wanted, found)
        )
        self._company_reads.ask(
            lambda: read_company(db, person, wanted),
            lambda found: self._show_company(person, wanted, found),
        )

    def _is_wanted(self, person: Person, wanted: PhotoFilter) -> bool:
        asked = self.bar.with_ids, self.bar.without_ids
        return self.is_about(person) and (wanted.all_of[1:], wanted.none_of) == asked

    def _show(self, person: Person, wanted: PhotoFilter, content: TileContent) -> None:
        """Show the photos unless something else has been asked for."""
        if not self._is_wanted(person, wanted):
            return
        self.grid.show_content(content)
        if not self._is_read:
            self.grid.verticalScrollBar().setValue(0)
        self._is_read = True
        self.bar.say(len(content.ids))
        self._parts.setCurrentIndex(0 if content.ids else 1)
        if not content.ids:
            self._say_empty()
        self._go_to_year()

    def _show_company(self, person: Person, wanted: PhotoFilter, found: list[Companion]) -> None:
        if self._is_wanted(person, wanted):
            self.bar.show_company(found)
            self.bar.setVisible(bool(found) or self.bar.is_asking)

    def _say_empty(self) -> None:
        if self.bar.is_asking:
            self.empty.say(
                self.tr("No matching photos"),
                self.tr("No photos match your choice of people."),
                icon="search",
                button=self.tr("All photos"),
                act=self.bar.clear,
            )
        else:
            self.empty.say(
                self.tr("No photos yet"),
                self.tr("Photos appear here once this person has faces."),
                icon="folder",
            )

    def _go_to_year(self) -> None:
        """Scroll to the wanted year, once its heading is there."""
        if self._wanted_year and self._is_read:
            self.grid.go_to_section(self._wanted_year)
            self._wanted_year = ""

    def _title(self) -> str:
        """Return the title for a contact sheet or slide show of these photos."""
        return (self.who.name if self.who else None) or self.tr("Photos")

    def _lay_out(self) -> None:
        nothing = holding(column(self.empty, None))
        self._parts = QStackedWidget()
        self._parts.addWidget(self.grid)
        self._parts.addWidget(nothing)
        line = column(self.bar, margins=(OUTSIDE, 12, OUTSIDE, 4))
        whole = column(spacing=0)
        whole.addLayout(line)
        whole.addWidget(self._parts, 1)
        self.setLayout(whole)


def read_photos(db: Database, person: Person, wanted: PhotoFilter) -> TileContent:
    """Read the photos and their headings; for any thread."""
    with db.read() as session:
        listed = photo_search.listing(session, wanted, person.library_id)
    sections = []
    for year in years.years(listed, person):
        parts = year.age, words.photos(year.photos)
        detail = " · ".join(part for part in parts if part)
        sections.append(TileSection(year.title, detail, year.photos, year=year.title))
    return photo_content(listed, sections)
