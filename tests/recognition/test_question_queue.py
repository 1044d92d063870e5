"""Which questions are asked again after a change, and how they are put together."""

from collections import deque
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from queue import SimpleQueue
from typing import Any

import pytest

from kinfolk.core.database import Database
from kinfolk.core.db.changes import Changes
from kinfolk.core.faces import faces
from kinfolk.core.people import people
from kinfolk.core.people.people import Person
from kinfolk.core.people.review import Answer
from kinfolk.errors import AppError
from kinfolk.recognition.questions import queue, reads
from kinfolk.recognition.questions.question import Question, Questions
from kinfolk.recognition.questions.queue import QuestionQueue, Read
from kinfolk.recognition.questions.reads import GroupRead, PersonRead
from kinfolk.recognition.ranking import Ranking
from kinfolk.recognition.suggestion import Certainty, Suggestion
from tests.album import Album
from tests.recognition.gallery import Gallery


class Queued(QuestionQueue):
    """The questions of an album in which Dora has three likely faces, Ben two, Carl none.

    They are asked when the test says so; time passes only while there is nothing to ask.
    """

    def __init__(self, album: Gallery) -> None:
        super().__init__(album.db)
        self.album = album
        self.dora, self.ben, self.carl = (
            album.person(name, near=n, faces=1) for n, name in enumerate(("Dora", "Ben", "Carl"))
        )
        self.faces, self.bens = album.lookalikes(0, 3), album.lookalikes(1, 2)
        self.asked: list[str] = []
        self._reads: deque[tuple[Read, Callable[[Any], None], Callable[[Exception], None]]]
        self._reads = deque()
        self._heard: SimpleQueue[Changes] = SimpleQueue()
        self._time = 0.0
        self._alarm: float | None = None
        album.db.subscribe(self._heard.put)

    def run(
        self, read: Read, done: Callable[[Any], None], failed: Callable[[Exception], None]
    ) -> None:
        self._reads.append((read, done, failed))

    def wake_in(self, seconds: float) -> None:
        self._alarm = self._time + seconds

    def now(self) -> float:
        return self._time

    def has_changed(self) -> None: ...

    def has_freed(self, face_ids: frozenset[str]) -> None: ...

    def has_returned(self, groups: int) -> None: ...

    def hear(self) -> None:
        """Hear of all that was written."""
        while not self._heard.empty():
            self.heed(self._heard.get())

    def answer(self, found: Any = None) -> None:
        """Answer the question that was asked first, with what was `found` before if anything."""
        read, done, failed = self._reads.popleft()
        try:
            found = found or read(self.album.suggester)
        except AppError as error:
            failed(error)
        else:
            done(found)

    def settle(self) -> None:
        """Answer all questions, and do what is planned for later, until nothing is left."""
        self.hear()
        while self._reads or self._alarm is not None:
            if self._reads:
                self.answer()
            elif self._alarm is not None:
                self._time, self._alarm = self._alarm, None
                self.wake()

    def begin(self) -> None:
        self.start()
        self.settle()

    def shown(self) -> dict[str | None, list[str]]:
        return {one.person.name: list(one.faces) for one in self.questions()}

    def say(self, face_id: str, person_id: str, answer: Answer) -> None:
        """From elsewhere in the window."""
        self.album.say(face_id, person_id, answer)
        self.settle()


@pytest.fixture
def queued(gallery: Gallery, monkeypatch: pytest.MonkeyPatch) -> Queued:
    made = Queued(gallery)
    ask = Ranking.for_person

    def noted(self: Ranking, person_id: str, *, limit: int = 200) -> object:
        made.asked.append(person_id)
        return ask(self, person_id, limit=limit)

    monkeypatch.setattr(Ranking, "for_person", noted)
    return made


def test_only_those_are_asked_about_again_whom_an_answer_touches(queued: Queued) -> None:
    queued.begin()
    assert set(queued.asked) == {queued.dora, queued.ben, queued.carl}
    assert queued.likely == 5
    for answer in (Answer.NO, Answer.YES):
        queued.asked.clear()
        queued.say(queued.faces[0], queued.dora, answer)
        assert set(queued.asked) == {queued.dora}
        assert queued.shown() == {"Dora": queued.faces[1:], "Ben": queued.bens}


def test_between_two_keys_only_what_somebody_waits_for_is_asked(queued: Queued) -> None:
    queued.defer()
    queued.start()
    queued.want(queued.ben)
    queued.answer()
    assert queued.person(queued.ben) is not None
    assert queued.asked == [queued.ben]
    with pytest.raises(IndexError):  # nothing else is asked yet
        queued.answer()
    queued.settle()
    assert set(queued.asked) == {queued.ben, queued.carl, queued.dora}


def test_a_name_and_a_face_given_elsewhere_show(queued: Queued) -> None:
    group = queued.album.group(faces=0)
    queued.album.face(group, near=3, apart=0.01)
    loose = queued.album.face(near=3)
    queued.begin()
    assert "Eva" not in queued.shown()
    queued.album.update(group, name="Eva")
    queued.settle()
    assert queued.shown()["Eva"] == [loose]
    queued.album.decide(faces.assign, [loose], queued.carl)
    queued.settle()
    assert "Eva" not in queued.shown()


def test_what_was_asked_before_an_answer_is_dropped(queued: Queued) -> None:
    queued.begin()
    queued.album.change(queued.dora, name="Dorothea")
    queued.hear()
    queued.answer()  # whom it affects: Dora is being asked about
    read = reads.read_person(queued.album.suggester, queued.album.db, queued.dora)
    [question] = [one for one in queued.questions() if one.person.id == queued.dora]
    release = queued.answered(question, queued.faces[:1], gone=False)
    queued.answer(read)
    assert next(iter(queued.shown().values())) == queued.faces[1:]
    release(False)  # refused after all
    queued.settle()
    assert queued.shown()["Dorothea"] == queued.faces


def test_while_a_scan_runs_its_faces_are_let_be(queued: Queued) -> None:
    queued.set_scanning(True)
    queued.begin()  # what is there already is asked about all the same
    assert queued.likely == 5
    queued.asked.clear()
    face = queued.album.face(near=2)
    queued.settle()
    assert queued.asked == []
    queued.say(queued.faces[0], queued.dora, Answer.NO)
    assert set(queued.asked) == {queued.dora}
    queued.set_scanning(False)
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
    queued.begin()
    assert fails == []
    assert len(queued.shown()) == 2


def test_a_change_that_cannot_be_read_casts_doubt_on_all(
    queued: Queued, monkeypatch: pytest.MonkeyPatch
) -> None:
    queued.want(queued.dora)
    queued.settle()

    def busy(*_: object, **__: object) -> None:
        raise AppError("The library is busy.")

    monkeypatch.setattr(queue, "affected", busy)
    queued.say(queued.faces[0], queued.dora, Answer.NO)
    assert queued.shown() == {"Dora": queued.faces[1:]}


def test_after_anything_may_have_changed_everybody_is_asked_about_again(
    queued: Queued, tmp_path: Path
) -> None:
    queued.begin()
    assert "Carl" not in queued.shown()
    elsewhere = Database(tmp_path / "library.db", tmp_path / "cache.db")
    face = Album(elsewhere).face(near=2)  # another process: whose, no one tells
    elsewhere.close()
    queued.album.db.write(lambda _: None).result()
    queued.settle()
    assert queued.shown()["Carl"] == [face]
    queued.asked.clear()
    queued.say(queued.faces[0], queued.dora, Answer.NO)  # and then it is at rest again
    assert set(queued.asked) == {queued.dora}


def somebody(album: Album, name: str | None) -> Person:
    person_id = album.person(name, faces=1)
    return album.ask(people.get, person_id)


def read_of(person: Person, *groups: str | None) -> PersonRead:
    """A likely face for each of the groups it is in."""
    found = (
        Suggestion(f"{person.name}{n}", person.id, 0.1, Certainty.LIKELY, group)
        for n, group in enumerate(groups)
    )
    return PersonRead(person, tuple(found))


def by_name(questions: list[Question]) -> dict[str | None, Question]:
    return {question.person.name: question for question in questions}


def test_only_what_has_changed_is_made_again(album: Album) -> None:
    anna, ben = somebody(album, "Anna"), somebody(album, "Ben")
    made = Questions()
    reads = {anna.id: read_of(anna, None), ben.id: read_of(ben, None)}
    first = by_name(made.of(reads, {}, ()))
    reads[ben.id] = read_of(ben, None, None)
    second = by_name(made.of(reads, {}, ()))
    assert second["Anna"] is first["Anna"]
    assert (first["Ben"].faces, second["Ben"].faces) == (("Ben0",), ("Ben0", "Ben1"))
    assert list(by_name(made.of({ben.id: reads[ben.id]}, {}, ()))) == ["Ben"]


def test_a_face_whose_group_is_asked_about_is_left_out_and_comes_back(album: Album) -> None:
    anna, group = somebody(album, "Anna"), somebody(album, None)
    made, reads = Questions(), {anna.id: read_of(anna, None, group.id)}
    read = GroupRead(group, anna, Certainty.LIKELY, 0.1, ())
    unlikely = replace(read, certainty=Certainty.UNLIKELY)
    for asked, left in (
        ({}, ("Anna0", "Anna1")),
        ({group.id: read}, ("Anna0",)),
        ({group.id: unlikely}, ("Anna0",)),
        ({group.id: None}, ("Anna0", "Anna1")),
    ):
        found = [each.faces for each in made.of(reads, asked, ()) if each.other is None]
        assert found == [left]
