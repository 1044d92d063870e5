"""Read everything that is open now at once, for callers that ask once and follow no changes."""

from collections.abc import Collection

from kinfolk.core.db.database import Database
from kinfolk.recognition.questions import reads
from kinfolk.recognition.questions.state import ReviewState
from kinfolk.recognition.suggest import Suggester


def read_all(suggester: Suggester, db: Database, person_ids: Collection[str]) -> ReviewState:
    """Return what is to be asked about these people: faces, and groups that may be one of them."""
    state = ReviewState()
    for person_id in person_ids:
        read = reads.read_person(suggester, db, person_id)
        if read is None:
            continue
        state.people[person_id] = read
        for group_id in state.groups_about(read):
            state.groups[group_id] = reads.read_group(suggester, db, group_id)
    return state
