"""Opening the sheet that splits a person, from any page."""

from collections.abc import Callable

from PySide6.QtWidgets import QWidget

from kinfolk.core.faces import faces
from kinfolk.core.people.people import Person
from kinfolk.gui.actions.groups import GroupActions
from kinfolk.gui.base.context import Context
from kinfolk.gui.look_closer.split import SplitSheet


def open_split(
    context: Context, person: Person, page: QWidget, *, done: Callable[[], None] = lambda: None
) -> None:
    """Ask over the page which faces are somebody else's, and split the person.

    `done` is called once that is written. With fewer than two faces nothing happens.
    """
    with context.db.read() as session:
        face_ids = faces.ids(session, person_id=person.id)
    if len(face_ids) < 2:
        return
    sheet = SplitSheet(context, person, face_ids, parent=page)
    act = GroupActions(context, page)
    sheet.chosen.connect(lambda halves: act.split(person, halves, done=done))
    context.review.by_doubt(face_ids, sheet.put_in_order, owner=sheet)
    sheet.open()
