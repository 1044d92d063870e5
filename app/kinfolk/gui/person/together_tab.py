"""The tab with people who are in photos together with a person."""

from PySide6.QtCore import Signal

from kinfolk.core.database import Database
from kinfolk.core.people.people import Person
from kinfolk.core.photos import photo_search
from kinfolk.core.photos.photo_filter import PhotoFilter
from kinfolk.core.photos.photo_search import Companion
from kinfolk.gui.base import words
from kinfolk.gui.base.commands import KeyHints, cap
from kinfolk.gui.base.context import Context
from kinfolk.gui.person.portraits import PortraitsTab, Portrayed


class TogetherTab(PortraitsTab[Companion]):
    """Show who is in the person's photos, with how many; a click emits `opened`."""

    opened = Signal(object)  # a Companion

    def __init__(self, context: Context) -> None:
        super().__init__(context, read_company, lines=1)
        self.list.setAccessibleName(self.tr("Together with"))

    @property
    def hints(self) -> KeyHints:
        return ((cap("Return"), self.tr("photos with them")),)

    def said_if_empty(self, person: Person) -> tuple[str, str]:
        title = self.tr("No photos of {} with others yet").format(words.short(person.name or ""))
        return (
            title if person.name else self.tr("No photos with others yet"),
            self.tr("People you’ve named who are in the same photos appear here."),
        )

    def portrayed(self, one: Companion) -> Portrayed:
        said = (words.photos(one.photos),)
        return Portrayed(one.person_id, one.person_id, one.face_id, one.name, said)

    def open(self, one: Companion) -> None:
        self.opened.emit(one)


def read_company(
    db: Database, person: Person, wanted: PhotoFilter | None = None
) -> list[Companion]:
    """Read who is in a person's photos, and in how many of the `wanted` ones; on any thread.

    They are sorted by their number in all photos, so that `wanted` does not change the order.
    """
    whole = PhotoFilter(all_of=(person.id,))
    with db.read() as session:
        everybody = photo_search.company(session, whole, person.library_id)
        if wanted is not None and wanted != whole:
            found = photo_search.company(session, wanted, person.library_id)
            photos = {who.person_id: who.photos for who in found}
            everybody = [who._replace(photos=photos.get(who.person_id, 0)) for who in everybody]
    return [who for who in everybody if who.person_id != person.id]
