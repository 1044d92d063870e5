"""`kinfolk answer`: accept or reject suggestions."""

from collections.abc import Sequence
from typing import Annotated

import typer

from kinfolk.cli.common import AsJson, BaseDir, database, emit, write
from kinfolk.cli.people import Who, person_id
from kinfolk.core.actions import Action, Origin
from kinfolk.core.db.session import Session
from kinfolk.core.faces import faces
from kinfolk.core.history.wording import words
from kinfolk.core.people import concurrent_decisions, people, review
from kinfolk.core.people.concurrent_decisions import Asked, about_answer
from kinfolk.core.people.review import Answer
from kinfolk.errors import NotFound

app = typer.Typer()


@app.command()
def answer(
    said: Annotated[Answer, typer.Argument(metavar="yes|no|unsure", help="Your answer.")],
    who: Who,
    about: Annotated[
        list[str],
        typer.Argument(metavar="FACE|OTHER", help="Ids of faces; ids or names of people."),
    ],
    base_dir: BaseDir = None,
    as_json: AsJson = False,
) -> None:
    """Say whether faces or other people are PERSON. Kinfolk does not ask again.

    Yes to another person merges the two. Yes to a face of a group says nothing about the rest of
    the group. If you have decided otherwise since you saw the suggestion, that decision stays; to
    overrule it, use `kinfolk faces` or `kinfolk people merge`.
    """
    with database(base_dir) as db:
        with db.read() as session:
            person = people.get(session, person_id(session, who))
            face_ids, others = _sorted(session, about, person.library_id)
        counts = {"faces": len(face_ids) or None, "people": len(others) or None}
        action = Action.of(review.ACTS[said], name=person.name, **counts)

        def work(session: Session) -> None:
            if face_ids:
                about = about_answer(person, face_ids, said)
                concurrent_decisions.check(session, about, {})
                review.answer_faces(session, face_ids, person.id, said)
            for other in others:
                if said is Answer.YES:
                    concurrent_decisions.check(session, [Asked(person.id, other_id=other)], {})
                review.answer_pair(session, person.id, other, said)

        write(db, work, action)
    emit({}, as_json=as_json, text=f"{words(action, Origin.COMMAND)}.")


def _sorted(session: Session, about: Sequence[str], library_id: str) -> tuple[list[str], list[str]]:
    """Sort the ids and names into face ids and person ids; raise NotFound for anything else."""
    face_ids, others = [], []
    for one in dict.fromkeys(about):
        try:
            face_ids.append(faces.get(session, one).id)
            continue
        except NotFound:
            pass  # then it is a person's id, or a name, which may be any text
        try:
            others.append(person_id(session, one, library_id))
        except NotFound as error:
            raise NotFound(f"There is no face or person {one!r}.", error.hint) from None
    return face_ids, list(dict.fromkeys(others))
