"""One writer, many readers, and who is told what was touched."""

import threading
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path

import pytest
from sqlalchemy import text
from sqlmodel import Session

from kinfolk.core import library, people, roster
from kinfolk.core.db.changes import Changes
from kinfolk.core.db.database import Database
from kinfolk.core.db.models import Library, Person
from kinfolk.core.person_fields import UNCHANGED
from kinfolk.errors import AppError, NotFound
from tests.album import Album


def rename(person_id: str, name: str, session: Session) -> None:
    people.update(session, person_id, replace(UNCHANGED, name=name))


def test_a_write_gives_the_result_and_what_it_touched(album: Album) -> None:
    face = album.face()
    written = album.db.write(lambda s: people.create(s, name="Eva", face_ids=[face])).result()
    assert written.result.is_new
    assert written.changes.tables == {
        "person": {written.result.person.id},
        "face": {face},
    }


def test_a_failed_write_leaves_nothing_and_the_writer_goes_on(album: Album) -> None:
    before = album.dump()

    def fail(session: Session) -> None:
        people.create(session, name="Eva")
        people.get(session, "nobody")

    with pytest.raises(NotFound):
        album.db.write(fail, label="Fail").result()
    assert album.dump() == before
    assert album.db.write(lambda s: people.create(s, name="Eva")).result().result.is_new


def test_a_bug_comes_out_as_it_is(db: Database) -> None:
    with pytest.raises(ZeroDivisionError):
        db.write(lambda s: 1 // 0).result()


def test_a_cancelled_future_is_not_run(db: Database) -> None:
    gate = threading.Event()
    db.write(lambda s: gate.wait(5))
    waiting = db.write(lambda s: library.create(s, name="Never"))
    assert waiting.cancel()
    gate.set()
    db.write(lambda s: None).result()
    with db.read() as session:
        assert library.page(session).data == []


def test_a_read_cannot_write(db: Database) -> None:
    with pytest.raises(AppError), db.read() as session:
        session.execute(text("DELETE FROM library"))


def test_a_read_sees_one_moment(album: Album) -> None:
    with album.db.read() as session:
        assert roster.counts(session).named == 0
        album.person("Eva")
        assert roster.counts(session).named == 0
    with album.db.read() as session:
        assert roster.counts(session).named == 1


def test_no_write_of_many_threads_is_lost(album: Album) -> None:
    db = album.db
    eva = album.person("Eva")

    def count(session: Session) -> None:
        row = session.get_one(Person, eva)
        row.name = str(int(row.name or 0) + 1) if row.name != "Eva" else "1"

    def clicks(_: int) -> None:
        for _ in range(25):
            db.write(count).result()
            with db.read() as session:
                assert people.get(session, eva).name is not None

    with ThreadPoolExecutor(8) as pool:
        list(pool.map(clicks, range(8)))
    with db.read() as session:
        assert people.get(session, eva).name == "200"


def test_listeners_hear_each_write_before_its_future_is_done(album: Album) -> None:
    eva = album.person("Eva")
    heard: list[tuple[Changes, object]] = []
    end = album.db.subscribe(lambda changes, initiator: heard.append((changes, initiator)))
    album.db.write(lambda s: rename(eva, "Eve", s), initiator="me").result()
    assert [(changes.tables, initiator) for changes, initiator in heard] == [
        ({"person": {eva}}, "me")
    ]
    album.db.write(lambda s: None).result()
    end()
    album.db.write(lambda s: rename(eva, "Eva", s)).result()
    assert len(heard) == 1


def test_undo_tells_what_it_touched(album: Album) -> None:
    eva = album.person("Eva")
    album.db.write(lambda s: rename(eva, "Eve", s), label="Rename").result()
    heard: list[tuple[Changes, object]] = []
    end = album.db.subscribe(lambda *told: heard.append(told))
    album.db.undo(initiator="menu").result()
    end()
    assert [(changes.tables, who) for changes, who in heard] == [({"person": {eva}}, "menu")]


@pytest.mark.warns
def test_a_failing_listener_hurts_nobody(album: Album, caplog: pytest.LogCaptureFixture) -> None:
    def fail(changes: Changes, initiator: object) -> None:
        raise RuntimeError("broken page")

    heard: list[Changes] = []
    album.db.subscribe(fail)
    album.db.subscribe(lambda changes, initiator: heard.append(changes))
    album.person("Eva")
    assert len(heard) == 1
    assert "a listener failed" in caplog.text


def test_cascades_and_bulk_statements_are_seen(album: Album) -> None:
    eva = album.person("Eva", faces=3)

    def forget(session: Session) -> None:
        session.execute(text("DELETE FROM folder"))

    changes = album.db.write(forget).result().changes
    assert (len(changes.ids("asset")), len(changes.ids("face"))) == (3, 3)
    assert "person" not in changes
    with album.db.read() as session:
        assert people.get(session, eva).face_count == 0


def test_a_second_database_is_noticed(album: Album, tmp_path: Path) -> None:
    told = threading.Event()
    album.db.subscribe(lambda changes, initiator: told.set() if changes.all else None)
    other = Database(tmp_path / "library.db", tmp_path / "cache.db")
    other.write(lambda s: people.create(s, name="Eva")).result()
    other.close()
    assert told.wait(5)


def test_another_process_is_noticed_before_the_own_write(album: Album, tmp_path: Path) -> None:
    other = Database(tmp_path / "library.db", tmp_path / "cache.db")
    heard: list[Changes] = []
    album.db.subscribe(lambda changes, initiator: heard.append(changes))
    other.write(lambda s: people.create(s, name="Eva")).result()
    other.close()
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
    with pytest.raises(AppError, match=r"^The library is closed\.$"):
        db.write(lambda s: None)


def test_moments_are_utc(db: Database) -> None:
    made = db.write(lambda s: library.create(s, name="A")).result().result
    assert made.created_at.utcoffset() is not None
    with db.read() as session:
        assert session.get_one(Library, made.id).created_at == made.created_at


def test_changes_add_up() -> None:
    one, two = Changes({"face": frozenset("a")}), Changes({"face": frozenset("b")})
    both = one | two
    assert both.ids("face") == {"a", "b"}
    assert ("face" in both, "person" in both, "person" in Changes.everything()) == (
        True,
        False,
        True,
    )
    assert not Changes()
    assert (one | Changes.everything()).all
