"""The faces in a file give the answers of the library itself, whatever was done to either."""

import os
import shutil
import stat
import subprocess
import sys
import zlib
from collections.abc import Callable, Iterator
from contextlib import closing
from datetime import date, datetime
from pathlib import Path
from random import Random

import numpy as np
import pytest
from numpy.typing import NDArray
from sqlalchemy import delete, select
from sqlmodel import Session, col

from kinfolk.core.database import Database
from kinfolk.core.db.models import Asset, AssignedBy, Embedding, Face, Library, Person, Source
from kinfolk.core.faces import embeddings, faces
from kinfolk.core.people import people, people_lists, review
from kinfolk.core.people.review import Answer
from kinfolk.errors import AppError
from kinfolk.metadata.capture_date import TakenPrecision
from kinfolk.paths import Paths
from kinfolk.recognition import assigner, forgetting, gallery_file, suggest
from kinfolk.recognition.assigner import Assigner
from kinfolk.recognition.gallery import Gallery
from kinfolk.recognition.ranking import Ranking
from kinfolk.recognition.suggest import Suggester
from kinfolk.recognition.suggestion import Suggestion, Thresholds
from kinfolk.vision import index
from kinfolk.vision.embedders.sface import unit
from kinfolk.vision.engine import ENGINE_ID
from tests.asking import Asking
from tests.bench._crowd import Crowd, fill
from tests.core.db.faults import no_room
from tests.rows import face_row, photo_row

ROOT = Path(__file__).resolve().parents[2]
FACES, PEOPLE = 240, 12
THRESHOLDS = Thresholds(0.1, 0.2, 0.4)
FILE = f"{ENGINE_ID.replace('/', '-')}.faces"
Told = dict[str, object]


def drawn(who: int, seed: int) -> NDArray[np.float32]:
    """Faces of one person lie about 0.1 apart, those of neighbours 0.2, others 1."""
    centres = np.random.default_rng(0).standard_normal((PEOPLE, 128))
    centres[1::2] = centres[::2] + 0.5 * centres[1::2]
    centre = centres[who] / np.linalg.norm(centres[who])
    beside = 0.03 * np.random.default_rng(seed).standard_normal(128)
    made: NDArray[np.float32] = (centre + beside).astype(np.float32)
    return made


@pytest.fixture(scope="module")
def library(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder, who = tmp_path_factory.mktemp("library"), np.arange(FACES) % PEOPLE
    vectors = unit(np.stack([drawn(each, seed) for seed, each in enumerate(who.tolist())]))
    qualities = np.random.default_rng(1).uniform(0.1, 1, FACES).astype(np.float32)
    fill(folder, Crowd(vectors, who, qualities))
    return folder


@pytest.fixture(autouse=True)
def few_are_many(monkeypatch: pytest.MonkeyPatch) -> None:
    """A hundred faces are a large library, and every cell is looked at."""
    monkeypatch.setattr(index, "EXACT_UP_TO", 100)
    monkeypatch.setattr(index, "PROBES", 1_000)
    monkeypatch.setattr(index, "PROBE_RATIO", -1)
    monkeypatch.setattr(index, "MAX_PENDING", 5)


class Home(Asking):
    """A library that is opened and closed as programs do."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.made = 0
        self.open()

    @property
    def file(self) -> Path:
        return self.folder / FILE

    def open(self) -> None:
        self.db = Database(self.folder / "library.db", self.folder / "cache.db")
        self.suggester = self.started(self.folder)
        (self.library_id,) = self.every(select(col(Library.id)))

    def started(self, folder: Path) -> Suggester:
        return Suggester(self.db, folder, engine=lambda: (ENGINE_ID, THRESHOLDS))

    def close(self) -> None:
        self.suggester.close()
        self.db.close()

    def restart(self) -> None:
        self.close()
        self.open()

    def crash(self) -> None:
        """What was known is lost, and what was kept is older."""
        self.suggester = self.started(self.folder)

    def named(self) -> list[str]:
        """Everyone who has a name, by name."""
        return [person_id for person_id, _ in self.ask(people_lists.names)]

    def faces_of(self, person_id: str | None) -> list[str]:
        theirs = select(col(Face.id)).where(col(Face.person_id).is_not_distinct_from(person_id))
        return self.every(theirs.order_by(col(Face.id)))

    def nobodys(self) -> list[str]:
        return self.faces_of(None)

    def asked(self) -> Suggestion:
        """The first question."""
        found = (self.suggester.ask(Ranking.for_person, who, limit=1) for who in self.named())
        return next(each[0] for each in found if each)

    def add(self, who: int) -> list[str]:
        """A photo more with two faces that look like that person's."""
        self.made += 1
        ids = [f"face_more{self.made:04}{at:014}" for at in range(2)]

        def store(session: Session) -> None:
            other = session.execute(select(Asset).limit(1)).scalar_one()
            photo = photo_row(
                other.library_id,
                other.folder_id,
                id=f"asset_more{self.made:018}",
                taken_at=datetime(2020, 1, 1 + self.made % 28),
            )
            session.add(photo)
            session.flush()
            for at, face_id in enumerate(ids):
                box = (at, 0, 90, 90)
                session.add(face_row(other.library_id, photo.id, box, id=face_id, quality=0.7))
                vector = unit(drawn((who + at) % PEOPLE, 1_000 + 2 * self.made + at)[None])[0]
                embeddings.put(session, face_id, ENGINE_ID, vector)

        self.db.write(store).result()
        return ids

    def check(self) -> Told:
        """The same is told as by who has read the library just now."""
        fresh = self.started(self.folder / "nowhere")
        expected = self.told(fresh)
        assert self.told(self.suggester) == expected
        return expected

    def told(self, suggester: Suggester) -> Told:
        """Everything there is to ask."""
        everybody = self.every(select(col(Person.id)).order_by(col(Person.id)))
        found: Told = {
            who: sorted(
                (one.face_id, one.certainty, round(one.distance, 4), one.group_id)
                for one in suggester.ask(Ranking.for_person, who)
            )
            for who in everybody
        }
        pairs = suggester.ask(Ranking.merges)
        found["merges"] = sorted((one.person_id, one.other_id, one.certainty) for one in pairs)
        free = self.nobodys()
        for face_id in free[:5]:
            near = suggester.ask(Ranking.for_face, face_id)
            found[face_id] = [(one.person_id, round(one.distance, 4)) for one in near]
        return found | self.around(suggester)

    def around(self, suggester: Suggester, engine_id: str | None = None) -> Told:
        """What placing some faces depends on, as an engine sees them."""
        free = self.nobodys()[:3]
        known = suggester.neighbourhood(self.library_id, free, same=0.85, engine_id=engine_id)
        whose = [known.numbers[at] if at >= 0 else None for at in known.assigned]
        photos = [known.photos.count(photo) for photo in known.photos]
        return {
            "faces": sorted(zip(known.face_ids, known.qualities, photos, strict=True)),
            "people": sorted(
                zip(known.face_ids, map(str, known.people), map(str, whose), strict=True)
            ),
            "numbers": sorted(known.numbers),
            "barred": sorted(
                (known.face_ids[at], known.numbers[who]) for at, who in known.rejected
            ),
        }


@pytest.fixture
def home(library: Path, tmp_path: Path) -> Iterator[Home]:
    shutil.copytree(library, tmp_path / "home")
    made = Home(tmp_path / "home")
    made.suggester.ask(Ranking.merges)  # now all faces have been read
    yield made
    made.close()


@pytest.fixture
def always(monkeypatch: pytest.MonkeyPatch) -> None:
    """The faces are kept after any change."""
    monkeypatch.setattr(suggest, "SAVE_AFTER", 0)


def forbid_reading(patch: pytest.MonkeyPatch) -> None:
    """Who reads the whole library fails."""

    def fail(self: Gallery, session: Session) -> None:
        raise AssertionError("the whole library was read")

    patch.setattr(Gallery, "load", fail)


def test_a_start_does_not_read_the_library(home: Home) -> None:
    expected = home.check()
    home.restart()
    with pytest.MonkeyPatch.context() as patch:
        forbid_reading(patch)
        assert home.told(home.suggester) == expected
    assert not [each for each in home.folder.iterdir() if each.is_dir()]


def test_a_small_library_keeps_nothing(home: Home, monkeypatch: pytest.MonkeyPatch) -> None:
    home.suggester.close()
    home.file.unlink()
    monkeypatch.setattr(index, "EXACT_UP_TO", FACES)
    home.restart()
    home.check()
    home.restart()
    assert not home.file.exists()


def test_forget_for_good_deletes_it(home: Home, tmp_path: Path) -> None:
    home.restart()
    assert home.file.exists()
    forgetting.forget(home.db, Paths.of(tmp_path), before=None, in_backups=False)
    assert not home.file.exists()


def test_a_deleted_face_costs_nothing(home: Home, always: None) -> None:
    """Nothing is read or learnt again, neither in the program nor at the next starts."""
    first = home.nobodys()[0]
    learnt = gallery_file.read(home.file, ENGINE_ID)
    assert learnt is not None
    with pytest.MonkeyPatch.context() as patch:
        forbid_reading(patch)
        home.decide(faces.delete, first)
        assert home.suggester.ask(Ranking.distance, first, home.named()[0]) is None
        for _ in range(2):
            home.restart()
            assert home.suggester.ask(Ranking.distance, first, home.named()[0]) is None
        home.db.undo().result()
        assert home.suggester.ask(Ranking.distance, first, home.named()[0]) is not None
        home.restart()
        assert home.suggester.ask(Ranking.distance, first, home.named()[0]) is not None
    again = gallery_file.read(home.file, ENGINE_ID)
    assert again is not None
    assert len(again[0]) == FACES
    assert np.array_equal(again[1].centres, learnt[1].centres)
    home.check()


def test_a_scan_uses_the_faces_that_the_window_knows(
    home: Home, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(assigner, "LARGE", 100)
    library_id = home.library_id
    with pytest.MonkeyPatch.context() as patch:
        forbid_reading(patch)
        with closing(Assigner(home.db, ENGINE_ID, home.suggester)) as places:
            places.begin([library_id])
            new = home.add(0)
            places.assign(library_id, new, same=0.85)
            places.settle(library_id, same=0.85)
        named = home.faces_of(home.named()[0])
        assert new[0] in named
        assert home.suggester.ask(Ranking.distance, new[0], home.named()[0]) is not None
    home.check()


def refuse(home: Home) -> None:
    asked = home.asked()
    home.decide(review.answer_faces, [asked.face_id], asked.person_id, Answer.NO)


def make_a_group(home: Home) -> None:
    home.made += 1
    group = f"person_group{home.made}"
    home.do(Session.add, Person(id=group, library_id=home.library_id))
    for face_id in home.nobodys()[:2]:
        home.edit(Face, face_id, person_id=group, assigned_by=AssignedBy.AUTO)


def take_before_the_birth(home: Home, born: int, *known_as: TakenPrecision) -> None:
    asked = home.asked()
    home.update(asked.person_id, birth_date=date(born, 1, 1))
    photo = home.row(Face, asked.face_id).asset_id
    for precision in known_as:
        home.check()
        home.edit(Asset, photo, taken_at=datetime(1990, 1, 1), taken_precision=precision)


def show_something_else(home: Home) -> None:
    face_id = home.nobodys()[0]
    home.edit(Face, face_id, seen_in="a picture")
    home.edit(Asset, home.row(Face, face_id).asset_id, picture="another")


def see_otherwise(home: Home) -> None:
    """One worse, one in a photo that shows someone already, one that the user has drawn."""
    asked, (beside, drawn, *_) = home.asked(), home.nobodys()
    (hers, *_) = home.faces_of(asked.person_id)
    home.edit(Face, asked.face_id, quality=0.05)
    home.edit(Face, beside, asset_id=home.row(Face, hers).asset_id)
    home.edit(Face, drawn, source=Source.MANUAL)


def describe_anew(home: Home) -> None:
    """As if it was another person's."""
    home.made += 1
    for face_id in (home.nobodys()[0], home.faces_of(home.named()[0])[0]):
        vector = unit(drawn(5, 76 + home.made)[None])[0]
        home.do(embeddings.put, face_id, ENGINE_ID, vector)


def lose_vectors(home: Home) -> None:
    for face_id in (home.nobodys()[0], home.faces_of(home.named()[0])[0]):
        home.do(Session.execute, delete(Embedding).where(col(Embedding.face_id) == face_id))


def undo_all(home: Home) -> None:
    home.decide(faces.delete, home.nobodys()[0])
    home.decide(people.delete, home.named()[0])
    for _ in range(2):
        home.db.undo().result()


CHANGES: dict[str, Callable[[Home], object]] = {
    "a face goes": lambda home: home.decide(faces.delete, home.nobodys()[-1]),
    "a face of somebody goes": lambda home: home.decide(
        faces.delete, home.faces_of(home.named()[0])[0]
    ),
    "a face is given": lambda home: home.decide(faces.assign, home.nobodys()[:1], home.named()[0]),
    "a face is taken": lambda home: home.decide(faces.detach, home.faces_of(home.named()[0])[:3]),
    "a face is refused": refuse,
    "two are told apart": lambda home: home.decide(
        review.answer_pair, home.named()[0], home.named()[1], Answer.NO
    ),
    "two become one": lambda home: home.decide(people.merge, home.named()[0], home.named()[1:2]),
    "somebody goes": lambda home: home.decide(people.delete, home.named()[2]),
    "somebody is hidden": lambda home: home.update(home.named()[0], is_hidden=True),
    "somebody loses the name": lambda home: home.update(home.named()[-1], name=None),
    "somebody has a birth date": lambda home: home.update(
        home.named()[0], birth_date=date(2000, 1, 2)
    ),
    "photos come": lambda home: [home.add(who) for who in range(4)],
    "a group is made": make_a_group,
    "a photo is from before a birth": lambda home: take_before_the_birth(
        home, 1995, TakenPrecision.SECOND
    ),
    "a photo is surely from before a birth": lambda home: take_before_the_birth(
        home, 1992, TakenPrecision.ABOUT, TakenPrecision.YEAR
    ),
    "a photo shows something else": show_something_else,
    "faces are seen otherwise": see_otherwise,
    "a face is described anew": describe_anew,
    "vectors are lost": lose_vectors,
    "all was undone": undo_all,
}


@pytest.mark.slow
@pytest.mark.parametrize("name", CHANGES)
def test_what_changes_is_followed(home: Home, name: str) -> None:
    """In memory, by the next start, and by one that finds what the start before has kept."""
    before = home.check()
    CHANGES[name](home)
    after = home.check()
    assert (after == before) == (name == "all was undone")
    home.crash()
    home.check()
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(suggest, "SAVE_AFTER", 0)
        home.restart()
        forbid_reading(patch)
        assert home.told(home.suggester) == after


@pytest.mark.slow
@pytest.mark.parametrize("seed", range(4))
def test_any_life(home: Home, seed: int, monkeypatch: pytest.MonkeyPatch) -> None:
    chance = Random(seed)
    kinds = [*CHANGES.values()]
    turns: list[Callable[[], object]] = [home.restart, home.crash]
    turns += [lambda: home.db.undo().result(), lambda: home.db.redo().result()]
    for _ in range(25):
        monkeypatch.setattr(suggest, "SAVE_AFTER", chance.choice((0, 10, 10_000)))
        try:
            if chance.random() < 0.6:
                chance.choice(kinds)(home)
            else:
                chance.choice(turns)()
        except (AppError, IndexError, StopIteration):  # nothing to undo, or no one left
            pass
        if chance.random() < 0.5:
            home.check()
    home.check()
    home.close()
    for file in home.folder.glob("cache.db*"):
        file.unlink()
    home.open()
    assert not any(home.suggester.ask(Ranking.for_person, who) for who in home.named())
    home.add(0)
    home.check()


def _flip(at: float) -> Callable[[bytes], bytes]:
    def flip(data: bytes) -> bytes:
        place = int(at * (len(data) - 1))
        return data[:place] + bytes([data[place] ^ 0xFF]) + data[place + 1 :]

    return flip


def _sealed(data: bytes) -> bytes:
    """As whoever knows how files are sealed would leave it."""
    seal = gallery_file.SEAL
    _, length = seal.unpack_from(data)
    body = data[seal.size : seal.size + length]
    return seal.pack(zlib.crc32(body), len(body)) + data[seal.size :]


@pytest.mark.parametrize(
    "damage",
    [
        *(lambda data, n=n: data[:n] for n in (0, 3, 60, 100_000, -1)),
        *map(_flip, (0, 0.01, 0.5)),  # the rest is room
        lambda data: _sealed(data.replace(b'"<f4"', b'"|O"', 1)),  # its numbers were addresses
        lambda data: _sealed(data[:-40]),
        lambda data: _sealed(data.replace(b'"vectors": [240', b'"vectors": [999', 1)),
        lambda data: gallery_file.SEAL.pack(zlib.crc32(b'{"form": 3}\n'), 12) + b'{"form": 3}\n',
        lambda data: np.random.default_rng(0).bytes(len(data)),
        lambda data: b"\0" * 4096,
    ],
)
def test_a_damaged_file_is_made_anew(home: Home, damage: Callable[[bytes], bytes]) -> None:
    whole = home.file.read_bytes()
    home.close()
    home.file.write_bytes(damage(whole))
    home.open()
    home.check()
    assert home.file.read_bytes() == whole


@pytest.mark.slow
@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="asks /proc what is in memory")
def test_memory_is_let_go_of_and_every_answer_stays(home: Home) -> None:
    def in_memory() -> int:
        """Kilobytes of the file."""
        _, after = Path("/proc/self/smaps").read_text().split(f"{home.file}\n")
        return next(int(line.split()[1]) for line in after.splitlines() if line[:4] == "Rss:")

    home.restart()
    told = home.check()
    used = in_memory()
    home.suggester.rest()
    assert in_memory() < used
    assert home.check() == told
    home.add(3)  # into the last page, which has new rows since
    told = home.check()
    home.suggester.rest()
    assert home.check() == told


def test_a_file_of_another_form_or_engine_is_made_anew(
    home: Home, monkeypatch: pytest.MonkeyPatch
) -> None:
    whole = home.file.read_bytes()
    assert gallery_file.read(home.file, "other/1") is None
    monkeypatch.setattr(gallery_file, "FORMAT", gallery_file.FORMAT + 1)
    home.restart()
    home.check()
    assert home.file.read_bytes() != whole


@pytest.mark.slow
def test_another_engine_is_used_and_the_first_one_again(home: Home, always: None) -> None:
    """Each by its own vectors; also where a scan works with another than the one in use."""

    def describe(session: Session) -> None:
        for at in range(FACES):  # what the other one takes for one person are others' faces
            vector = unit(drawn(at // 2 % PEOPLE, at)[None])[0]
            embeddings.put(session, f"face_{at:022}", "other/1", vector)

    home.decide(describe)
    used = ENGINE_ID
    suggester = Suggester(home.db, home.folder, engine=lambda: (used, THRESHOLDS))
    first = home.told(suggester)
    beside = home.around(suggester, "other/1")
    assert home.told(suggester) == first
    suggester.save()
    assert home.file.exists()
    suggester.changes()
    used = "other/1"
    assert suggester.changes() is None  # anything may be another now
    second = home.told(suggester)
    assert second != first
    assert beside == home.around(suggester) != home.around(home.suggester)
    assert not home.file.exists()  # one at a time
    home.decide(faces.delete, home.nobodys()[-1])
    used = ENGINE_ID
    assert home.told(suggester) == home.check()
    suggester.close()


def test_the_file_of_another_library(home: Home, library: Path, tmp_path: Path) -> None:
    """A copy that went its own way: its faces have the same ids."""
    shutil.copytree(library, tmp_path / "other")
    other = Home(tmp_path / "other")
    other.decide(people.merge, other.named()[0], other.named()[1:3])
    other.decide(faces.detach, other.faces_of(other.named()[0])[:5])
    other.check()
    other.suggester.close()
    other.file.unlink()
    other.restart()
    other.check()  # and it is kept
    home.decide(faces.delete, home.nobodys()[0])
    home.close()
    shutil.copy(other.file, home.file)
    other.close()
    home.open()
    home.check()


def test_a_backup_takes_the_librarys_place(home: Home, tmp_path: Path, always: None) -> None:
    home.close()
    shutil.copy(home.folder / "library.db", tmp_path / "backup.db")
    home.open()
    home.decide(people.merge, home.named()[0], home.named()[1:4])
    home.check()
    home.close()
    for file in home.folder.glob("library.db*"):
        file.unlink()
    shutil.copy(tmp_path / "backup.db", home.folder / "library.db")
    home.open()
    home.decide(faces.delete, home.nobodys()[0])
    home.check()


def test_the_cache_may_go_at_any_time(home: Home) -> None:
    home.close()
    for file in (*home.folder.glob("cache.db*"), home.file):
        file.unlink()
    home.open()
    home.check()
    assert home.suggester.ask(Ranking.merges) == []
    home.add(3)
    home.check()


def test_a_folder_nothing_can_be_kept_in(home: Home) -> None:
    home.close()
    home.file.unlink()
    home.file.mkdir()
    (home.file / "in the way").touch()
    home.open()
    home.check()
    home.restart()
    home.check()


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such limit")
def test_a_full_disk(home: Home, always: None) -> None:
    """What was kept before stays, nothing else is left behind, and every answer is right."""
    before = home.file.read_bytes()
    home.decide(faces.delete, home.nobodys()[0])
    home.check()
    with no_room(len(before) // 2):
        home.suggester.save()
    assert home.file.read_bytes() == before
    assert [each.name for each in home.folder.glob("*.faces*")] == [FILE]
    home.check()
    home.restart()
    home.check()


def test_what_a_killed_program_and_another_engine_left_goes(home: Home, always: None) -> None:
    left = [home.folder / name for name in (f"{FILE}.part", "other-1.faces", "other-1.index")]
    for each in left:
        each.write_bytes(b"half of it")
    home.decide(faces.delete, home.nobodys()[0])
    home.check()
    home.restart()
    assert not [each for each in left if each.exists()]
    home.check()


@pytest.mark.skipif(not hasattr(os, "getuid"), reason="modes are POSIX")
def test_the_file_is_its_owners(home: Home) -> None:
    home.file.unlink()
    before = os.umask(0)
    try:
        home.crash()
        home.check()
    finally:
        os.umask(before)
    assert stat.S_IMODE(home.file.stat().st_mode) == 0o600


@pytest.mark.slow
def test_another_program_beside_this_one(home: Home, always: None) -> None:
    """It writes, keeps its faces, and so does this one: neither takes the other's for its own."""
    program = """
import sys
from pathlib import Path
from tests.recognition.test_gallery_file import Home, CHANGES
from kinfolk.recognition import suggest
from kinfolk.vision import index
suggest.SAVE_AFTER = 0
index.EXACT_UP_TO, index.PROBES, index.PROBE_RATIO, index.MAX_PENDING = 100, 1_000, -1, 5
home = Home(Path(sys.argv[1]))
home.made = 500
for line in sys.stdin:
    CHANGES[line.strip()](home)
    home.check()
    home.suggester.save()
    print("done", flush=True)
home.close()
"""
    command = [sys.executable, "-c", program, str(home.folder)]
    with subprocess.Popen(
        command, cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    ) as other:
        assert other.stdin is not None
        assert other.stdout is not None
        for theirs, mine in (
            ("photos come", "photos come"),
            ("a face goes", "a face is given"),
            ("two become one", "photos come"),
            ("a face is described anew", "a face goes"),
        ):
            other.stdin.write(f"{theirs}\n")
            other.stdin.flush()
            assert other.stdout.readline() == "done\n"
            home.check()
            CHANGES[mine](home)
            home.check()
            home.suggester.save()
            home.crash()
            home.check()
        other.stdin.close()
    assert other.returncode == 0
    home.restart()
    home.check()
    assert len(home.every(select(col(Face.id)))) == FACES + 22
