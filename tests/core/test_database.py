"""One writer, many readers, and who is told what was touched."""

import threading
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from pathlib import Path

import pytest
from sqlalchemy import text
from sqlmodel import Session

from kinfolk.core.database import Database
from kinfolk.core.db.changes import Changes
from kinfolk.core.db.models import Library, Person
from kinfolk.core.people import people, people_lists
from kinfolk.core.photos import library
from tests.album import Album
from tests.asking import opened, refused
from tests.patience import PATIENCE


def test_a_write_gives_the_result_and_what_it_touched(album: Album) -> None:
    face = album.face()
    written = album.db.write(lambda s: people.create(s, name="Eva", face_ids=[face])).result()
    assert written.result.is_new
    assert written.changes.tables == {"person": {written.result.person.id}, "face": {face}}


def test_a_cancelled_future_is_not_run(db: Database) -> None:
    gate = threading.Event()
    db.write(lambda s: gate.wait(PATIENCE))
    waiting = db.write(lambda s: library.create(s, name="Never"))
    assert waiting.cancel()
    gate.set()
    db.write(lambda s: None).result()
    with db.read() as session:
        assert library.listing(session) == []


def test_a_read_sees_one_moment(album: Album) -> None:
    with album.db.read() as session:
        assert people_lists.counts(session).named == 0
        album.person("Eva")
        assert people_lists.counts(session).named == 0
    assert album.ask(people_lists.counts).named == 1


def test_no_write_of_many_threads_is_lost(album: Album) -> None:
    eva = album.person("Eva")

    def count(session: Session) -> None:
        row = session.get_one(Person, eva)
        row.name = str(int(row.name or 0) + 1) if row.name != "Eva" else "1"

    def clicks(_: int) -> None:
        for _ in range(25):
            album.do(count)
            assert album.ask(people.get, eva).name is not None

    with ThreadPoolExecutor(8) as pool:
        list(pool.map(clicks, range(8)))
    assert album.ask(people.get, eva).name == "200"


@pytest.mark.warns
def test_a_failing_listener_hurts_nobody(album: Album, caplog: pytest.LogCaptureFixture) -> None:
    def fail(changes: Changes) -> None:
        raise RuntimeError("broken page")

    heard: list[Changes] = []
    album.db.subscribe(fail)
    album.db.subscribe(heard.append)
    album.person("Eva")
    assert len(heard) == 1
    assert "a listener failed" in caplog.text


def test_cascades_and_bulk_statements_are_seen(album: Album) -> None:
    eva = album.person("Eva", faces=3)

    changes = album.db.write(lambda s: s.execute(text("DELETE FROM folder"))).result().changes
    assert (len(changes.ids("asset")), len(changes.ids("face"))) == (3, 3)
    assert "person" not in changes
    assert album.ask(people.get, eva).face_count == 0


def test_a_second_database_is_noticed(album: Album, tmp_path: Path) -> None:
    told = threading.Event()
    album.db.subscribe(lambda changes: told.set() if changes.all else None)
    with opened(tmp_path) as other:
        other.create("Eva")
    assert told.wait(PATIENCE)


def test_another_process_is_noticed_before_the_own_write(album: Album, tmp_path: Path) -> None:
    heard: list[Changes] = []
    album.db.subscribe(heard.append)
    with opened(tmp_path) as other:
        other.create("Eva")
    album.person("Bob")
    assert [changes.all for changes in heard] == [True, False]


def test_what_was_asked_for_before_closing_is_done(tmp_path: Path) -> None:
    db = Database(tmp_path / "library.db", tmp_path / "cache.db")
    futures: list[Future[object]] = [
        db.write(lambda s, n=n: library.create(s, name=str(n)))  # type: ignore[misc]
        for n in range(20)
    ]
    db.close()
    db.close()
    assert all(future.done() and future.exception() is None for future in futures)


def test_moments_are_utc(album: Album) -> None:
    made = album.do(library.create, name="A")
    assert made.created_at.utcoffset() is not None
    assert album.row(Library, made.id).created_at == made.created_at


# who hears what


def test_each_listener_ends_for_itself(album: Album) -> None:
    heard: list[str] = []

    def listener(name: str) -> Callable[[Changes], None]:
        return lambda changes: heard.append(name)

    ends = [album.db.subscribe(listener(name)) for name in ("first", "second", "third")]
    ends[1]()
    ends[1]()  # twice is once
    album.do(people.create, name="Eva")
    assert heard == ["first", "third"]
    ends[2]()
    ends[0]()
    album.do(people.create, name="Bob")
    assert len(heard) == 2


def test_every_way_to_write_tells_the_listeners_and_says_which_step_it_is(album: Album) -> None:
    heard: list[Changes] = []
    album.db.subscribe(heard.append)
    db = album.db
    db.write(lambda s: None).result()  # of which there is nothing to hear
    plain = db.write(lambda s: people.create(s, name="Eva")).result()
    first = album.step("B", people.create, name="Bob")
    undone = db.undo().result()
    redone = db.redo().result()
    again = db.undo(step_id=first.step_id).result()
    last = db.redo(step_id=first.step_id).result()
    eva, bob = (frozenset({each.result.person.id}) for each in (plain, first))
    assert heard == [Changes({"person": eva}), *[Changes({"person": bob})] * 5]
    assert plain.step_id is None
    assert first.step_id is not None
    assert {each.step_id for each in (undone, redone, again, last)} == {first.step_id}
    assert {each.result.id for each in (undone, redone, again, last)} == {first.step_id}
    assert [each.result.words for each in (undone, redone, again, last)] == ["B"] * 4
    assert {each.changes.tables["person"] for each in (undone, redone, again, last)} == {
        frozenset({first.result.person.id})
    }


def test_what_a_read_cannot_do(album: Album) -> None:
    album.person("Eva")
    change = text("UPDATE person SET name = 'Otto'")
    message, _ = refused(lambda: album.ask(Session.execute, change))
    assert message == "The library can’t be written to."
    assert album.everybody() == ["Eva"]


def test_rows_that_were_read_can_be_looked_at_afterwards(album: Album) -> None:
    eva = album.person("Eva")
    row = album.row(Person, eva)
    assert row.name == "Eva"
    made = album.db.write(lambda s: s.get_one(Person, eva)).result().result
    assert made.name == "Eva"


@pytest.mark.parametrize("ask", ["write", "undo", "redo"])
def test_a_closed_library_takes_nothing(tmp_path: Path, ask: str) -> None:
    db = Database(tmp_path / "library.db", tmp_path / "cache.db")
    db.close()
    asks: dict[str, Callable[[], object]] = {
        "write": lambda: db.write(lambda s: None),
        "undo": db.undo,
        "redo": db.redo,
    }
    assert refused(asks[ask]) == ("The library is closed.", "")


def test_closing_leaves_two_files_and_no_log(tmp_path: Path) -> None:
    with opened(tmp_path) as made:
        made.create("Eva")
        assert made.everybody() == ["Eva"]
    assert sorted(path.name for path in tmp_path.iterdir()) == [
        "cache.db",
        "library.db",
        "library.lock",
    ]


# what changed, in sum


@pytest.mark.parametrize(
    ("changes", "is_any", "people_said"),
    [
        (Changes(), False, False),
        (Changes({"face": frozenset("a")}), True, False),
        (Changes({"person": frozenset("a")}), True, True),
        (Changes.everything(), True, True),
    ],
)
def test_what_changes_say(changes: Changes, is_any: bool, people_said: bool) -> None:
    assert bool(changes) == is_any
    assert ("person" in changes) == people_said
    both = changes | Changes({"photo": frozenset("b")})
    assert (both.all, both.ids("photo")) == (changes.all, frozenset("b"))
    assert both.ids("person") == changes.ids("person")
    assert both.ids("nothing") == frozenset()
    assert both == Changes({"photo": frozenset("b")}) | changes


def test_no_thread_of_it_holds_an_exit_up(tmp_path: Path) -> None:
    before = set(threading.enumerate())
    db = Database(tmp_path / "library.db", tmp_path / "cache" / "cache.db")
    started = set(threading.enumerate()) - before
    assert started
    assert all(thread.daemon for thread in started)
    assert db.cache_folder == tmp_path / "cache"
    db.close()
    assert set(threading.enumerate()) == before
