"""The tab with a person through the years: a timeline, and a portrait for each year."""

from collections.abc import Sequence

from PySide6.QtCore import Signal

from kinfolk.core.database import Database
from kinfolk.core.faces import faces
from kinfolk.core.people.people import Person
from kinfolk.core.photos import photo_search
from kinfolk.core.photos.photo_filter import PhotoFilter
from kinfolk.core.photos.photo_search import Order
from kinfolk.gui.base import words
from kinfolk.gui.base.commands import KeyHints, cap
from kinfolk.gui.base.context import Context
from kinfolk.gui.person import years
from kinfolk.gui.person.portraits import PortraitsTab, Portrayed
from kinfolk.gui.person.timeline import TimelineChart
from kinfolk.gui.person.years import Year

Found = tuple[Year, str | None]  # a year with the face that stands for it


class YearsTab(PortraitsTab[Found]):
    """Show the years; a click on one emits `opened`."""

    opened = Signal(str)  # a year's heading
    icon = "calendar"

    def __init__(self, context: Context) -> None:
        self.timeline = TimelineChart()
        super().__init__(context, read_years, lines=2, above=self.timeline)
        self.list.setAccessibleName(self.tr("By year"))
        self.timeline.opened.connect(self.opened)

    @property
    def hints(self) -> KeyHints:
        return ((cap("Return"), self.tr("photos that year")),)

    def said_if_empty(self, person: Person) -> tuple[str, str]:
        text = self.tr("Once this person has photos, a portrait from each year appears here.")
        return self.tr("No photos yet"), text

    def show_found(self, found: Sequence[Found]) -> None:
        self.timeline.show_years([year for year, _ in found])
        super().show_found(found)

    def portrayed(self, one: Found) -> Portrayed:
        year, face_id = one
        said = tuple(part for part in (year.age, words.photos(year.photos)) if part)
        return Portrayed(year.title, self.who.id if self.who else "", face_id, year.title, said)

    def open(self, one: Found) -> None:
        self.opened.emit(one[0].title)


def read_years(db: Database, person: Person) -> list[Found]:
    """Return the person's years, each with a face; may be called on any thread.

    The oldest comes first, as in the timeline above them.
    """
    with db.read() as session:
        wanted = PhotoFilter(all_of=(person.id,))
        listed = photo_search.listing(session, wanted, person.library_id, order=Order.UP)
        portraits = faces.of_years(session, person.id)
    found = years.years(listed, person)
    return [(year, portraits.get(f"{year.year or ''}")) for year in found]
