"""What the screen said of someone when it was decided has to be true when it is written."""

from collections.abc import Callable
from dataclasses import replace

import pytest
from pytestqt.qtbot import QtBot
from sqlmodel import Session

from kinfolk.core.db.models import now
from kinfolk.core.faces import faces
from kinfolk.core.people import people
from kinfolk.core.people.concurrent_decisions import Named
from kinfolk.core.people.naming import Given, Shown
from kinfolk.core.people.people import Person
from kinfolk.core.people.person_fields import UNCHANGED
from kinfolk.core.people.review import Answer
from kinfolk.errors import AppError, Conflict
from kinfolk.gui.actions.answers import ReviewActions
from kinfolk.gui.actions.groups import GroupActions
from kinfolk.gui.actions.people import PeopleActions
from kinfolk.gui.base.context import Context
from kinfolk.gui.new_faces.answers import NewFacesVerdict, confirm, take_out
from kinfolk.recognition.likeness import Halves
from kinfolk.recognition.new_faces import NewFacesOf
from kinfolk.recognition.questions.question import Question, QuestionKind
from kinfolk.recognition.suggestion import Certainty
from tests.album import Album
from tests.gui.hands import heard, hearing, until
from tests.gui.windows import there


class Scene:
    """What is on the screen: someone, a group, and two single faces."""

    def __init__(self, context: Context, album: Album) -> None:
        self.context = context
        self.dora = album.who(album.person("Dora", faces=2))
        self.group = album.who(album.group(faces=3))
        self.theirs = album.ask(faces.ids, person_id=self.dora.id)
        self.grouped = album.ask(faces.ids, person_id=self.group.id)
        self.loose = [album.face(), album.face()]
        self.refused: list[AppError] = []
        self.person = PeopleActions(context, context.ops)
        self.groups = GroupActions(context, context.ops)
        self.review = ReviewActions(context, context.ops)
        context.ops.refused.connect(self.refused.append)

    def write(self, said: NewFacesVerdict) -> None:
        said.write(self.context.ops, self.context.ops, done=nothing, back=nothing)

    def question(self, kind: QuestionKind) -> Question:
        is_faces = kind is QuestionKind.FACES
        asked = tuple(self.loose if is_faces else self.grouped)
        other = None if is_faces else self.group
        return Question(kind, self.dora, other, Certainty.LIKELY, 0.1, asked)

    def shown(self) -> Shown:
        return Shown(self.group.id, self.group.library_id, tuple(self.grouped))


@pytest.fixture
def shown(context: Context, album: Album) -> Scene:
    return Scene(context, album)


def rename(who: Person, name: str) -> Callable[[Session], object]:
    return lambda s: people.update(s, who.id, replace(UNCHANGED, name=name))


def nothing() -> None:
    pass


Act = Callable[[Scene], None]
OF_A_GROUP: dict[str, Act] = {
    "a drop": lambda s: s.person.give(s.loose, s.group, since=now()),
    "its portrait": lambda s: s.person.make_portrait(s.grouped[0], s.group),
    "a merge": lambda s: s.person.merge(s.dora, [s.group], UNCHANGED, shown={}, since=now()),
    "a merge into it": lambda s: s.person.merge(
        s.group, [s.dora], UNCHANGED, shown={}, since=now()
    ),
    "favourite": lambda s: s.person.set_favorite([s.group], True),
    "hidden": lambda s: s.person.set_hidden([s.group], True),
    "deleted": lambda s: s.person.delete([s.group]),
    "move to": lambda s: s.groups.give(s.loose, s.group, of=s.dora, since=now()),
    "remove": lambda s: s.groups.take_out(
        s.group, s.grouped[:1], done=nothing, failed=s.context.ops.refused.emit
    ),
    "two people": lambda s: s.groups.split(
        s.group, Halves(tuple(s.grouped[:1]), tuple(s.grouped[1:]))
    ),
    "a yes in Review": lambda s: s.review.answer(s.question(QuestionKind.GROUP), (), Answer.YES),
    "a no in Review": lambda s: s.review.answer(s.question(QuestionKind.GROUP), (), Answer.NO),
    "somebody else in Review": lambda s: s.review.give_group(
        s.question(QuestionKind.GROUP), s.dora, now()
    ),
}
OF_SOMEBODY: dict[str, Act] = {
    "a drop": lambda s: s.person.give(s.loose, s.dora, since=now()),
    "a merge": lambda s: s.person.merge(s.dora, [s.group], UNCHANGED, shown={}, since=now()),
    "a name": lambda s: s.person.rename(s.dora, "Annika"),
    "taken away": lambda s: s.person.detach(s.theirs[:1], s.dora),
    "no longer has a name": lambda s: s.person.clear_name(s.dora),
    "move to": lambda s: s.groups.give(s.loose, s.dora, of=s.group, since=now()),
    "a name that they have": lambda s: s.person.name_group(
        Given(s.shown(), "Dora", "Dora", Named(s.dora.id, "Dora")),
        done=lambda person_id, step_id: None,
        failed=s.context.ops.refused.emit,
    ),
    "a yes in Review": lambda s: s.review.answer(
        s.question(QuestionKind.FACES), s.loose, Answer.YES
    ),
    "a no in Review": lambda s: s.review.answer(s.question(QuestionKind.FACES), s.loose, Answer.NO),
    "somebody else in Review": lambda s: s.review.give(
        s.question(QuestionKind.FACES), s.loose, s.dora, now()
    ),
    "confirm": lambda s: s.write(confirm([NewFacesOf(s.dora, tuple(s.theirs), frozenset())])),
    "not new": lambda s: s.write(take_out(s.theirs[:1], s.dora)),
}


def refused(shown: Scene, album: Album, meanwhile: Callable[[Session], object], act: Act) -> str:
    """What is said where someone else was quicker; the library is as they left it."""
    album.do(meanwhile)
    with album.unchanged():
        act(shown)
        until(lambda: bool(shown.refused))
    assert isinstance(shown.refused[0], Conflict)
    return shown.refused[0].message


@pytest.mark.parametrize("act", OF_A_GROUP.values(), ids=OF_A_GROUP)
def test_a_group_that_has_a_name_by_now(shown: Scene, album: Album, act: Act) -> None:
    said = refused(shown, album, rename(shown.group, "Tom"), act)
    assert said == "This group has been named Tom."


@pytest.mark.parametrize("act", OF_SOMEBODY.values(), ids=OF_SOMEBODY)
def test_somebody_who_is_called_otherwise_by_now(shown: Scene, album: Album, act: Act) -> None:
    # Another one is called Dora by then, and no face may go there either.
    def meanwhile(session: Session) -> None:
        rename(shown.dora, "Eva")(session)
        people.create(session, name="Dora")

    assert refused(shown, album, meanwhile, act) == "Dora has been renamed Eva."


@pytest.mark.parametrize("said", ["a yes in Review", "somebody else in Review"])
def test_what_comes_to_a_group_after_the_question_stays_out(
    shown: Scene, context: Context, album: Album, said: str
) -> None:
    late = album.face(shown.group.id)  # a scan: the card says 3 as before
    heard(context.ops.done, lambda: OF_A_GROUP[said](shown))
    assert album.theirs(shown.dora.id) == {*shown.theirs, *shown.grouped}
    assert album.name_of(there(album.owner(late))) is None


def test_a_name_that_this_window_has_given_is_no_surprise(
    qtbot: QtBot, shown: Scene, context: Context, album: Album
) -> None:
    shown.person.rename(shown.dora, "Dorothea")  # the page still shows the name before
    with qtbot.waitSignals([context.ops.done, context.ops.done]):
        shown.person.give(shown.loose, shown.dora, since=now())
    assert album.who(shown.dora.id).face_count == 4


def test_a_name_that_this_window_could_not_give_allows_nothing(shown: Scene, album: Album) -> None:
    eva = album.person("Eva")
    with hearing(shown.context.ops.offered):  # to merge
        shown.person.rename(shown.dora, "Eva")

    def meanwhile(session: Session) -> None:
        people.delete(session, eva)
        rename(shown.dora, "Eva")(session)

    said = refused(shown, album, meanwhile, OF_SOMEBODY["a drop"])
    assert said == "Dora has been renamed Eva."
