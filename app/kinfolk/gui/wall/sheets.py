"""What opens over the wall: the photo of a card, and the sheets that ask about cards."""

from collections.abc import Sequence
from datetime import datetime

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from kinfolk.core.faces import faces
from kinfolk.core.people import people, people_lists
from kinfolk.core.people.concurrent_decisions import Named
from kinfolk.core.people.people import Person
from kinfolk.core.people.person_fields import UNCHANGED
from kinfolk.gui.actions.people import PeopleActions
from kinfolk.gui.base.context import Context
from kinfolk.gui.dialogs.merge import ask_with_whom, is_doubtful, merge_sheet
from kinfolk.gui.dialogs.strangers import StrangersSheet
from kinfolk.gui.look_closer.sheet import LookCloser
from kinfolk.gui.wall.area import WallArea
from kinfolk.gui.wall.lists import GroupList


class WallSheets(QObject):
    """Open sheets over the page; an open card is closed first and keeps its text."""

    def __init__(
        self, context: Context, act: PeopleActions, groups: GroupList, area: WallArea, page: QWidget
    ) -> None:
        super().__init__(page)
        self._context, self._act, self._page = context, act, page
        self._groups, self._area = groups, area

    def show_photo_of(self, one: Person) -> None:
        """Show the photo of a portrait, or of a single face; arrow keys lead to the other faces."""
        if (face_id := one.effective_face_id) is not None:
            with self._context.db.read() as session:
                among = faces.ids(session, person_id=one.id)
            self._context.menu_links.show_photo(face_id, among or [face_id], self._page)

    def look_closer(self, group_id: str) -> None:
        """Show all faces of a group, to take wrong ones out before naming it."""
        naming, row = self._groups.naming, self._groups.people.row_of(group_id)
        text = naming.look(row) if row >= 0 else None
        card = self._groups.people.card(row) if row >= 0 else None
        if text is None or card is None:
            return
        likely = self._groups.session.likely(group_id)
        guess = likely.name or "" if likely else ""
        sheet = LookCloser(self._context, card.person, text=text, guess=guess, parent=self._page)
        sheet.given.connect(naming.give)
        sheet.came_back.connect(lambda: naming.begin_of(group_id))
        sheet.gone.connect(lambda: naming.drop(group_id))
        sheet.open()

    def ignore_strangers(self) -> None:
        """List who would be ignored as a stranger."""
        self._area.close_card()
        with self._context.db.read() as session:
            has_people = bool(people_lists.names(session))
        sheet = StrangersSheet(self._context, self._page, has_people=has_people)
        sheet.open()

    def merge(self, person_ids: Sequence[str]) -> None:
        """Compare these people, to be merged; ask with whom if it is one."""
        self._area.close_card()
        if len(person_ids) == 1:
            self._ask_with_whom(person_ids[0])
            return
        sheet = merge_sheet(self._context, person_ids, self._page, merge=self._groups.merge)
        if sheet is not None:
            sheet.open()

    def merge_dropped(self, into: Person, others: Sequence[Named], since: datetime) -> None:
        """Merge people who were dropped on someone; ask first if something speaks against it."""
        ids = [into.id, *(each.id for each in others)]
        if is_doubtful(self._context, ids):
            self.merge(ids)
        else:
            self._act.merge(into, others, UNCHANGED, {}, since)

    def _ask_with_whom(self, person_id: str) -> None:
        """Ask who else this person is, then compare the two."""
        with self._context.db.read() as session:
            person = people.cards(session, [person_id]).get(person_id)
        if person is None:  # gone meanwhile
            return
        like = [person.effective_face_id] if person.effective_face_id else []
        ask_with_whom(
            self._context,
            person,
            like=like,
            parent=self._page,
            chosen=lambda other: self.merge([person_id, other.id]),
        )
