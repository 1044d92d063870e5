"""The tab with a person through the years: a timeline, and a portrait for each year."""

from PySide6.QtCore import QModelIndex, Signal

from kinfolk.core.database import Database
from kinfolk.core.faces import faces
from kinfolk.core.people.people import Person
from kinfolk.core.photos import photo_search
from kinfolk.core.photos.photo_filter import PhotoFilter
from kinfolk.core.photos.photo_search import Order
from kinfolk.gui.base import words
from kinfolk.gui.base.commands import KeyHints, cap
from kinfolk.gui.base.context import Context
from kinfolk.gui.base.tasks import Latest
from kinfolk.gui.person import years
from kinfolk.gui.person.portraits import PortraitArea, Portrayed
from kinfolk.gui.person.tab import PersonTab
from kinfolk.gui.person.timeline import TimelineChart
from kinfolk.gui.person.years import Year
from kinfolk.gui.widgets.controls import column

Found = list[tuple[Year, str | None]]  # each year with the face that stands for it


class YearsTab(PersonTab):
    """Show the years; a click on one emits `opened`."""

    opened = Signal(str)  # a year's heading

    def __init__(self, context: Context) -> None:
        super().__init__(context)
        self._db = context.db
        self._reads = Latest(context.tasks, self)
        self.timeline = TimelineChart()
        self.area = PortraitArea(context, lines=2, above=self.timeline)
        self.area.list.setAccessibleName(self.tr("By year"))
        self.area.list.opened.connect(self._on_opened)
        self.timeline.opened.connect(self.opened)
        self.setLayout(column(self.area))

    def clear(self) -> None:
        self._show([])
        self.area.begin(self.who.id if self.who else "")

    def read(self, person: Person) -> None:
        def done(found: Found) -> None:
            if self.is_about(person):
                self._show(found)
                self.area.say_if_empty(
                    self.tr("No photos yet"),
                    self.tr("Once this person has photos, a portrait from each year appears here."),
                    icon="calendar",
                )

        self._reads.ask(lambda: read_years(self._db, person), done)

    @property
    def hints(self) -> KeyHints:
        return ((cap("Return"), self.tr("photos that year")),)

    def take_focus(self) -> None:
        self.area.list.take_focus()

    def _show(self, found: Found) -> None:
        self.timeline.show_years([year for year, _ in found])
        whose = self.who.id if self.who else ""
        self.area.list.show_all([_portrayed(year, whose, face_id) for year, face_id in found])

    def _on_opened(self, index: QModelIndex) -> None:
        self.opened.emit(self.area.list.people.rows[index.row()].name)


def read_years(db: Database, person: Person) -> Found:
    """Return the person's years, each with a face; may be called on any thread.

    The oldest comes first, as in the timeline above them.
    """
    with db.read() as session:
        wanted = PhotoFilter(all_of=(person.id,))
        listed = photo_search.listing(session, wanted, person.library_id, order=Order.UP)
        portraits = faces.of_years(session, person.id)
    found = years.years(listed, person)
    return [(year, portraits.get(f"{year.year or ''}")) for year in found]


def _portrayed(year: Year, whose: str, face_id: str | None) -> Portrayed:
    said = tuple(part for part in (year.age, words.photos(year.photos)) if part)
    return Portrayed(year.title, whose, face_id, year.title, said)
