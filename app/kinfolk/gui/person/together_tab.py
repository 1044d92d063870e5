"""The tab with people who are in photos together with a person."""

from collections.abc import Sequence

from PySide6.QtCore import QModelIndex, Signal

from kinfolk.core.database import Database
from kinfolk.core.people.people import Person
from kinfolk.core.photos import photo_search
from kinfolk.core.photos.photo_filter import PhotoFilter
from kinfolk.core.photos.photo_search import Companion
from kinfolk.gui.base import words
from kinfolk.gui.base.commands import KeyHints, cap
from kinfolk.gui.base.context import Context
from kinfolk.gui.base.tasks import Latest
from kinfolk.gui.person.portraits import PortraitArea, Portrayed
from kinfolk.gui.person.tab import PersonTab
from kinfolk.gui.widgets.controls import column


class TogetherTab(PersonTab):
    """Show who is in the person's photos, with how many; a click emits `opened`."""

    opened = Signal(object)  # a Companion

    def __init__(self, context: Context) -> None:
        super().__init__(context)
        self._db = context.db
        self._reads = Latest(context.tasks, self)
        self._company: Sequence[Companion] = ()
        self.area = PortraitArea(context, lines=1)
        self.area.list.setAccessibleName(self.tr("Together with"))
        self.area.list.opened.connect(self._on_opened)
        self.setLayout(column(self.area))

    def clear(self) -> None:
        self._show(())
        self.area.begin(self.who.id if self.who else "")

    def read(self, person: Person) -> None:
        def done(found: Sequence[Companion]) -> None:
            if self.is_about(person):
                self._show(found)
                self._say(person)

        self._reads.ask(lambda: read_company(self._db, person), done)

    @property
    def hints(self) -> KeyHints:
        return ((cap("Return"), self.tr("photos with them")),)

    def take_focus(self) -> None:
        self.area.list.take_focus()

    def _show(self, company: Sequence[Companion]) -> None:
        self._company = company
        self.area.list.show_all([_portrayed(who) for who in company])

    def _say(self, person: Person) -> None:
        title = self.tr("No photos of {} with others yet").format(words.short(person.name or ""))
        self.area.say_if_empty(
            title if person.name else self.tr("No photos with others yet"),
            self.tr("People you’ve named who are in the same photos appear here."),
        )

    def _on_opened(self, index: QModelIndex) -> None:
        self.opened.emit(self._company[index.row()])


def _portrayed(who: Companion) -> Portrayed:
    said = (words.photos(who.photos),)
    return Portrayed(who.person_id, who.person_id, who.face_id, who.name, said)


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
