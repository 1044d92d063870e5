"""Whom the screen named when somebody decided: since then another program may have decided, too."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from sqlmodel import Session

from kinfolk.core import names
from kinfolk.core.db.models import Person as Row
from kinfolk.core.db.rows import find
from kinfolk.core.people import Person
from kinfolk.errors import Conflict


@dataclass(frozen=True)
class Named:
    """Somebody of whom the screen said the name alone, not whether they are hidden."""

    id: str
    name: str
    is_hidden: bool = True


def check(session: Session, shown: Iterable[Person | Named], renamed: Mapping[str, str]) -> None:
    """Conflict where one of them is gone, hidden, or called otherwise than the screen said.

    It belongs into the transaction of the decision. `renamed` are people to whom the one who
    decides has given a name that the screen may not show yet.
    """
    for person in shown:
        now = find(session, Row, person.id)
        said = (person.name, renamed.get(person.id, person.name))
        what = _since(now, said, was_hidden=person.is_hidden)
        if what:
            who = person.name or "This group"
            raise Conflict(f"{who} {what}.", "Nothing was changed.")


def _since(now: Row | None, said: Iterable[str | None], *, was_hidden: bool) -> str:
    """What has become of somebody; "" where they are as it was said."""
    if now is None:
        return "is not there any more"
    if names.key(now.name or "") not in {names.key(name or "") for name in said}:
        return f"is called {now.name} now" if now.name else "has no name any more"
    return "is hidden now" if now.is_hidden and not was_hidden else ""
