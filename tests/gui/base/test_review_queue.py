"""Which questions are asked again after a change, and what becomes of late answers."""

import threading
from dataclasses import replace

import pytest
from pytestqt.qtbot import QtBot

from kinfolk.core import faces, people, review
from kinfolk.core.actions import Action
from kinfolk.core.db.database import Database
from kinfolk.core.person_fields import UNCHANGED
from kinfolk.core.review import Answer
from kinfolk.errors import AppError
from kinfolk.gui.base import review_queue
from kinfolk.gui.base.context import Context
from kinfolk.gui.base.review_queue import ReviewQueue
from kinfolk.recognition.questions import reads
from kinfolk.recognition.suggest import Suggester
from tests.album import Album
from tests.patience import PATIENCE

ANSWER = Action.told("Answer")


class Queued:
    """The questions of an album in which Dora has three likely faces, Ben two, Carl none."""

    def __init__(self, qtbot: QtBot, context: Context, album: Album) -> None:
        self.qtbot, self.context, self.album = qtbot, context, album
        self.dora, self.ben, self.carl = (
            self.album.person(name, near=n, faces=1)
            for n, name in enumerate(("Dora", "Ben", "Carl"))
        )
        self.faces, self.bens = self.album.lookalikes(0, 3), self.album.lookalikes(1, 2)
        self.asked: list[str] = []

    @property
    def queue(self) -> ReviewQueue:
        return self.context.review

    def settle(self) -> None:
        self.qtbot.waitUntil(lambda: not self.queue.is_busy)

    def shown(self) -> dict[str | None, list[str]]:
        return {one.person.name: list(one.faces) for one in self.queue.questions()}

    def say(self, face_id: str, person_id: str, answer: Answer) -> None:
        """From elsewhere in the window."""
        with self.qtbot.waitSignal(self.context.bus.changed):
            self.context.ops.run(
                lambda s: review.answer_faces(s, [face_id], person_id, answer), ANSWER
            )
        self.settle()


@pytest.fixture
def queued(qtbot: QtBot, context: Context, album: Album, monkeypatch: pytest.MonkeyPatch) -> Queued:
    made = Queued(qtbot, context, album)
    ask = Suggester.for_person

    def noted(self: Suggester, person_id: str, *, limit: int = 200) -> object:
        made.asked.append(person_id)
        return ask(self, person_id, limit=limit)

    monkeypatch.setattr(Suggester, "for_person", noted)
    return made


def test_only_those_are_asked_about_again_whom_an_answer_touches(queued: Queued) -> None:
    queued.queue.start()
    queued.settle()
    assert set(queued.asked) == {queued.dora, queued.ben, queued.carl}
    assert queued.queue.likely == 5
    for answer in (Answer.NO, Answer.YES):
        queued.asked.clear()
        queued.say(queued.faces[0], queued.dora, answer)
        assert set(queued.asked) == {queued.dora}
        assert queued.shown() == {"Dora": queued.faces[1:], "Ben": queued.bens}


def test_between_two_keys_only_what_somebody_waits_for_is_asked(
    queued: Queued, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(review_queue, "PAUSE", 3600)
    queued.queue.defer()
    queued.queue.start()
    queued.queue.want(queued.ben)
    queued.qtbot.waitUntil(lambda: queued.queue.person(queued.ben) is not None)
    assert queued.asked == [queued.ben]
    monkeypatch.setattr(review_queue, "PAUSE", 0)
    queued.queue.defer()
    queued.queue.want(queued.carl)
    queued.settle()
    assert set(queued.asked) == {queued.ben, queued.carl, queued.dora}


def test_a_name_and_a_face_given_elsewhere_show(queued: Queued) -> None:
    group = queued.album.group(faces=0)
    queued.album.face(group, near=3, apart=0.01)
    loose = queued.album.face(near=3)
    queued.queue.start()
    queued.settle()
    assert "Eva" not in queued.shown()
    with queued.qtbot.waitSignal(queued.context.bus.changed):
        queued.context.ops.run(
            lambda s: people.update(s, group, replace(UNCHANGED, name="Eva")), ANSWER
        )
    queued.settle()
    assert queued.shown()["Eva"] == [loose]
    with queued.qtbot.waitSignal(queued.context.bus.changed):
        queued.context.ops.run(lambda s: faces.assign(s, [loose], queued.carl), ANSWER)
    queued.settle()
    assert "Eva" not in queued.shown()


def test_what_was_asked_before_an_answer_is_dropped(
    queued: Queued, monkeypatch: pytest.MonkeyPatch
) -> None:
    queued.queue.start()
    queued.settle()
    read, may_end = reads.read_person, threading.Event()

    def slow(suggester: Suggester, db: object, person_id: str) -> object:
        found = read(suggester, queued.context.db, person_id)
        assert may_end.wait(PATIENCE)
        return found

    monkeypatch.setattr(reads, "read_person", slow)
    with queued.qtbot.waitSignal(queued.context.bus.changed):  # Dora is being asked about
        queued.context.ops.run(
            lambda s: people.update(s, queued.dora, replace(UNCHANGED, name="Dorothea")), ANSWER
        )
    queued.qtbot.waitUntil(lambda: queued.queue._asking is not None)
    [question] = [one for one in queued.queue.questions() if one.person.id == queued.dora]
    release = queued.queue.answered(question, queued.faces[:1], gone=False)
    may_end.set()
    queued.qtbot.waitUntil(lambda: queued.queue._asking is None)
    assert next(iter(queued.shown().values())) == queued.faces[1:]
    release(False)  # refused after all
    queued.settle()
    assert queued.shown()["Dorothea"] == queued.faces


def test_while_a_scan_runs_its_faces_are_let_be(queued: Queued) -> None:
    queued.queue.set_scanning(True)
    queued.queue.start()  # what is there already is asked about all the same
    queued.settle()
    assert queued.queue.likely == 5
    queued.asked.clear()
    with queued.qtbot.waitSignal(queued.context.bus.changed):
        face = queued.album.face(near=2)
    queued.settle()
    assert queued.asked == []
    queued.say(queued.faces[0], queued.dora, Answer.NO)
    assert set(queued.asked) == {queued.dora}
    queued.queue.set_scanning(False)
    queued.settle()
    assert queued.shown()["Carl"] == [face]


def test_what_cannot_be_read_now_is_asked_again(
    queued: Queued, monkeypatch: pytest.MonkeyPatch
) -> None:
    everybody, fails = reads.everybody, [AppError("The library is busy.")]

    def busy(db: Database) -> list[str]:
        if fails:
            raise fails.pop()
        return everybody(db)

    monkeypatch.setattr(reads, "everybody", busy)
    queued.queue.start()
    queued.settle()
    assert fails == []
    assert len(queued.shown()) == 2


def test_a_change_that_cannot_be_read_casts_doubt_on_all(
    queued: Queued, monkeypatch: pytest.MonkeyPatch
) -> None:
    queued.queue.want(queued.dora)
    queued.settle()

    def busy(*_: object, **__: object) -> None:
        raise AppError("The library is busy.")

    monkeypatch.setattr(review_queue, "affected", busy)
    queued.say(queued.faces[0], queued.dora, Answer.NO)
    assert queued.shown() == {"Dora": queued.faces[1:]}


def test_after_anything_may_have_changed_everybody_is_asked_about_again(queued: Queued) -> None:
    queued.queue.start()
    queued.settle()
    assert "Carl" not in queued.shown()
    paths = queued.context.paths
    elsewhere = Database(paths.library_db, paths.cache_db)
    face = Album(elsewhere).face(near=2)  # another process: whose, nobody tells
    elsewhere.close()
    queued.qtbot.waitUntil(lambda: queued.shown().get("Carl") == [face])
    queued.settle()
    queued.asked.clear()
    queued.say(queued.faces[0], queued.dora, Answer.NO)  # and then it is at rest again
    assert set(queued.asked) == {queued.dora}
