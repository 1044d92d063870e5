"""Names on real photos: whatever happens to the files, no name is lost and none changes hands."""

import os
import shutil
from collections.abc import Callable
from contextlib import closing
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np
import pytest
from PIL import Image, ImageEnhance, ImageOps
from sqlalchemy import select
from sqlmodel import col

from kinfolk.core.database import Database
from kinfolk.core.db.models import Asset, Face, Person
from kinfolk.core.faces import visibility
from kinfolk.core.history import history
from kinfolk.core.people import people
from kinfolk.core.people.person_fields import UNCHANGED
from kinfolk.core.photos import library
from kinfolk.scan.job import ScanJob
from kinfolk.vision import engine
from kinfolk.vision.engine import Engine
from tests.album import undo_label
from tests.patience import PATIENCE
from tests.sample_album import WHO, copied

Faces = dict[str, tuple[str | None, str | None]]  # face → name, who said so
YEARS = ("1991", "2009", "2010", "2013")  # of the album: alone and together
ALONE = [f"{year}/{which}.jpg" for year in (1984, 1992, 2012) for which in ("close", "portrait")]


@dataclass
class Home:
    """Photos in a folder of their own, and a library in which everybody has a name."""

    root: Path
    engine: Engine
    library: Path

    @property
    def photos(self) -> list[Path]:
        return sorted(path for path in (self.root / "photos").rglob("*") if path.is_file())

    def open(self) -> Database:
        return Database(self.library / "library.db", self.library / "cache.db")

    def scan(self) -> None:
        with closing(self.open()) as db:
            scan(db, self.engine)

    def faces(self) -> Faces:
        """The faces that the user has named."""
        query = select(col(Face.id), col(Person.name), col(Face.assigned_by)).join(
            Person, col(Person.id) == col(Face.person_id)
        )
        with closing(self.open()) as db, db.read() as session:
            rows = session.execute(query.where(col(Face.assigned_by) == "user"))
            return {face_id: (name, by) for face_id, name, by in rows}

    def waiting(self) -> set[str]:
        with closing(self.open()) as db, db.read() as session:
            return visibility.waiting_faces(
                session, session.execute(select(col(Face.id))).scalars().all()
            )

    def steps(self) -> list[int]:
        with closing(self.open()) as db, db.read() as session:
            return [step.id for step in history.steps(session, 500)]

    def in_photo(self, path: Path) -> set[str]:
        query = select(col(Face.id)).join(Asset, col(Asset.id) == col(Face.asset_id))
        with closing(self.open()) as db, db.read() as session:
            here = session.execute(query.where(col(Asset.path) == str(path)))
            return set(here.scalars())

    def lose_cache(self) -> None:
        for path in self.library.glob("cache.db*"):
            path.unlink()


def scan(db: Database, engine: Engine) -> None:
    job = ScanJob(db, lambda: engine)
    job.start()
    assert job.wait(PATIENCE)
    assert job.progress.phase == "done"


@pytest.fixture(scope="module")
def pristine(sample_album: Path, eyes: Engine, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Photos, the library of them with a name for every group, and copies of both."""
    root = tmp_path_factory.mktemp("real")
    copied(sample_album, root / "photos", [name for name in WHO if name.startswith(YEARS)])
    for photo in ALONE:
        portrait(eyes, sample_album / photo, root / "photos" / "alone" / photo)
    (root / "library").mkdir()
    with closing(Database(root / "library" / "library.db", root / "library" / "cache.db")) as db:
        db.write(lambda session: library.add_folder(session, root / "photos")).result()
        scan(db, eyes)
        with db.read() as session:
            query = select(col(Person.id)).order_by(col(Person.id))
            groups = list(session.execute(query).scalars())
        assert len(groups) == 4  # Hopper, Collins, Obama, Biden
        for number, group in enumerate(groups):
            name = replace(UNCHANGED, name=f"Name {number:02}")
            db.write(lambda s, g=group, n=name: people.update(s, g, n), label="Name").result()  # type: ignore[misc]
    shutil.copytree(root / "photos", root / "photos as they were", copy_function=shutil.copy2)
    shutil.copytree(root / "library", root / "library as it was")
    return root


@pytest.fixture(scope="module")
def eyes() -> Engine:
    return engine.load()


@pytest.fixture
def home(pristine: Path, eyes: Engine) -> Home:
    """As on the first day."""
    for name, kept in (("photos", "photos as they were"), ("library", "library as it was")):
        shutil.rmtree(pristine / name)
        shutil.copytree(pristine / kept, pristine / name, copy_function=shutil.copy2)
    made = Home(pristine, eyes, pristine / "library")
    assert len(made.faces()) > 20
    return made


def portrait(eyes: Engine, photo: Path, into: Path) -> None:
    """The one face of a photo, in the middle of a small one."""
    with Image.open(photo) as image:
        whole = image.convert("RGB")
    (face,) = eyes.analyse(whole)
    x, y, w, h = face.box
    around = (round(x - w / 2), round(y - h / 2), round(x + w * 3 / 2), round(y + h * 3 / 2))
    into.parent.mkdir(parents=True, exist_ok=True)
    whole.crop(around).resize((250, 330)).save(into, quality=95)


def grey(path: Path, *, alike: bool) -> None:
    with Image.open(path) as image:
        size = (640, 480) if alike else ImageOps.exif_transpose(image).size
    Image.new("RGB", size, (128, 128, 128)).save(path)


def put_back(home: Home, *, as_dated: bool) -> None:
    for path in home.photos:
        kept = home.root / "photos as they were" / path.relative_to(home.root / "photos")
        (shutil.copy2 if as_dated else shutil.copyfile)(kept, path)


@pytest.mark.slow
@pytest.mark.parametrize(
    ("alike", "as_dated"),
    [(True, False), (False, True)],
    ids=["the same grey, dated now", "a grey of its size each, dated as before"],
)
def test_photos_replaced_by_grey_and_put_back(home: Home, alike: bool, as_dated: bool) -> None:
    before, steps = home.faces(), home.steps()
    for path in home.photos:
        grey(path, alike=alike)
    home.scan()
    assert home.faces() == before  # they wait
    assert home.waiting() >= before.keys()
    put_back(home, as_dated=as_dated)
    home.scan()
    assert home.faces() == before
    assert home.waiting() == set()
    assert home.steps() == steps
    with closing(home.open()) as db:
        while True:
            with db.read() as session:
                if undo_label(session) is None:
                    break
            db.undo().result()
    assert home.faces() == {}


@pytest.mark.slow
def test_the_cache_is_lost_while_they_wait(home: Home) -> None:
    before = home.faces()
    for path in home.photos:
        grey(path, alike=True)
    home.scan()
    home.lose_cache()
    home.scan()
    assert home.faces() == before
    put_back(home, as_dated=False)
    home.scan()
    assert home.faces() == before
    assert home.waiting() == set()


@pytest.mark.slow
@pytest.mark.parametrize("by_pixels", [False, True], ids=["the same bytes", "other bytes"])
def test_an_orientation_set_wrong_and_corrected(home: Home, by_pixels: bool) -> None:
    before = home.faces()
    for path in home.photos:
        turn(path, 6)
    home.scan()
    assert home.faces() == before
    if by_pixels:
        for path in home.photos:
            kept = home.root / "photos as they were" / path.relative_to(home.root / "photos")
            shutil.copyfile(kept, path)
            note(path, f"corrected {path.name}")
    else:
        put_back(home, as_dated=False)
    home.scan()
    assert home.faces() == before
    assert home.waiting() == set()


def turn(path: Path, orientation: int) -> None:
    """As an orientation tag set: the bytes of the picture stay."""
    exif = Image.Exif()
    exif[0x0112] = orientation
    _with_exif(path, exif)


def note(path: Path, words: str) -> None:
    exif = Image.Exif()
    with Image.open(path) as image:
        exif[0x0112] = image.getexif().get(0x0112, 1)
    exif[0x010E] = words
    _with_exif(path, exif)


def _with_exif(path: Path, exif: Image.Exif) -> None:
    data = path.read_bytes()
    assert data[:2] == b"\xff\xd8", path
    body = exif.tobytes()
    rest, at = b"", 2
    while data[at : at + 2] != b"\xff\xda":  # without the EXIF there was
        length = int.from_bytes(data[at + 2 : at + 4], "big") + 2
        segment = data[at : at + length]
        rest += b"" if segment[4:8] == b"Exif" else segment
        at += length
    head = b"\xff\xe1" + (len(body) + 2).to_bytes(2, "big") + body
    path.write_bytes(data[:2] + head + rest + data[at:])


def mirrored(image: Image.Image) -> Image.Image:
    return ImageOps.mirror(image)


def halved(image: Image.Image) -> Image.Image:
    return image.resize((image.width * 2 // 3, image.height * 2 // 3), Image.Resampling.LANCZOS)


def cropped(image: Image.Image) -> Image.Image:
    return image.crop((image.width // 40, image.height // 40, image.width, image.height))


def brightened(image: Image.Image) -> Image.Image:
    return ImageEnhance.Brightness(image).enhance(1.2)


def again(image: Image.Image) -> Image.Image:
    return image


EDITS = {
    "mirrored": (mirrored, 92),
    "smaller": (halved, 90),
    "cropped": (cropped, 92),
    "brighter": (brightened, 92),
    "pressed": (again, 70),
}


@pytest.mark.slow
@pytest.mark.parametrize(("edit", "quality"), EDITS.values(), ids=EDITS)
def test_edited_photos_keep_the_names(
    home: Home, edit: Callable[[Image.Image], Image.Image], quality: int
) -> None:
    before = home.faces()
    for path in home.photos:
        with Image.open(path) as image:
            shown = edit(ImageOps.exif_transpose(image).convert("RGB"))
        shown.save(path, quality=quality)
    home.scan()
    assert home.faces() == before
    found = before.keys() - home.waiting()
    assert len(found) >= 0.95 * len(before)  # an engine may miss a small face now


@pytest.mark.slow
def test_notes_in_the_files_change_nothing(home: Home) -> None:
    """Even where nothing is left to compare with: the pixels are the same."""
    before = home.faces()
    for path in home.photos:
        note(path, "a note")
    home.lose_cache()
    home.scan()
    assert home.faces() == before
    assert home.waiting() == set()


@pytest.mark.slow
@pytest.mark.parametrize("lost", [None, "cache", "engine"])
def test_another_face_at_the_same_place_gets_no_name(home: Home, lost: str | None) -> None:
    """The photos of everybody change places, in which each face is in the middle."""
    before = home.faces()
    portraits = [path for path in home.photos if "alone" in path.parts]
    theirs = {path: home.in_photo(path) for path in portraits}
    pixels = {path: np.asarray(Image.open(path)) for path in portraits}
    for path, other in zip(portraits, portraits[2:] + portraits[:2], strict=True):
        # Other bytes and other pixels than any photo that is known.
        Image.fromarray(pixels[other]).save(path, quality=88)
    if lost == "cache":
        home.lose_cache()
    if lost == "engine":
        home.engine = engine.load()
        home.engine.id = "another/1"
    home.scan()
    assert home.faces() == before
    waiting = home.waiting()
    with closing(home.open()) as db, db.read() as session:
        rows = session.execute(select(Face, Asset.path).join(Asset)).all()  # type: ignore[call-overload]
    for face, path in rows:
        if Path(path) in theirs and face.id in theirs[Path(path)] and face.id not in waiting:
            with Image.open(path) as now:  # it did not change
                assert np.array_equal(np.asarray(now), pixels[Path(path)])


def test_the_picture_turns_up_in_another_file(home: Home) -> None:
    before = home.faces()
    path = home.photos[0]
    theirs = home.in_photo(path)
    kept = path.read_bytes()
    grey(path, alike=True)
    home.scan()
    elsewhere = path.with_name("found again.jpg")
    elsewhere.write_bytes(kept)
    note(elsewhere, "from a backup")
    os.utime(elsewhere, (1_000_000_000, 1_000_000_000))
    home.scan()
    assert home.faces() == before
    assert home.in_photo(elsewhere) >= theirs & before.keys()
    assert home.waiting().isdisjoint(before)
