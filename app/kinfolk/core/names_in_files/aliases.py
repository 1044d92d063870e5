"""Which person a file means by a name that no one has any more, because of a rename or a merge.

Old names are not stored. Claims that were taken earlier still know the faces that a name was given
to, and those faces know whose they are now.
"""

from collections import Counter, defaultdict
from collections.abc import Collection, Iterator

from sqlalchemy import and_, func, select
from sqlmodel import Session, col

from kinfolk.core import names
from kinfolk.core.db.models import GIVEN, Asset, Face, NameClaim, Person, Presence
from kinfolk.core.db.rows import among
from kinfolk.core.faces import assignment


def of(session: Session, library_id: str, keys: Collection[str]) -> dict[str, str | None]:
    """Return who is meant by names that people had once and no one has now, by the names' keys.

    That is the person who has more than half of the faces and presences that the name was given to,
    counting only faces confirmed by the user. The value is None if there is no such person: the one
    who had the name was deleted, or is several people now. Names that no one ever had are left out.
    """
    here = select(col(Person.name_key)).where(
        col(Person.library_id) == library_id, among(col(Person.name_key), keys)
    )
    unknown = set(keys) - set(session.execute(here).scalars())
    if not unknown:
        return {}
    became: dict[str, Counter[str]] = defaultdict(Counter)
    for name, owner_id, number in _taken(session, library_id):
        if (key := names.key(name)) in unknown:
            # A name whose faces belong to no one now gets an empty counter, and so the value None.
            became[key].update({owner_id: number} if owner_id else {})
    return {key: _most(owners) for key, owners in became.items()}


def _taken(session: Session, library_id: str) -> Iterator[tuple[str, str | None, int]]:
    """Yield (name, owner, number): a name taken from files, and who has how much of it now.

    Counts the confirmed faces and the presences that the name was given to. The owner is None if
    they belong to no one with a name.
    """
    owner = func.coalesce(col(Face.person_id), col(Presence.person_id))
    is_its = and_(col(Face.id) == col(NameClaim.face_id), assignment.is_confirmed())
    query = (
        select(col(NameClaim.name), col(Person.id), func.count().label("number"))
        .join(Asset, col(Asset.id) == col(NameClaim.asset_id))
        .outerjoin(Face, is_its)
        .outerjoin(Presence, col(Presence.id) == col(NameClaim.presence_id))
        .outerjoin(Person, and_(col(Person.id) == owner, col(Person.name).is_not(None)))
        .where(col(Asset.library_id) == library_id, col(NameClaim.state).in_(GIVEN))
        .group_by(col(NameClaim.name), col(Person.id))
    )
    for row in session.execute(query):
        yield row.name, row.id, row.number


def _most(owners: Counter[str]) -> str | None:
    """Return the owner of more than half, or None."""
    for owner_id, number in owners.most_common(1):
        if 2 * number > owners.total():
            return owner_id
    return None
