"""Names on real photos: whatever happens to the files, no name is lost and none changes hands."""

import shutil
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path

import numpy as np
import pytest
from PIL import Image, ImageEnhance, ImageOps
from sqlalchemy import select
from sqlmodel import col

from kinfolk.core.database import Database
from kinfolk.core.db.models import Face
from kinfolk.core.history import history
from kinfolk.vision import engine
from kinfolk.vision.engine import Engine
from tests.album import undo_label
from tests.rig import Rig
from tests.rotated_photos import with_exif
from tests.sample_album import WHO, copied

Faces = dict[str, str | None]  # face → name
YEARS = ("1991", "2009", "2010", "2013")  # of the album: alone and together
ALONE = [f"{year}/{which}.jpg" for year in (1984, 1992, 2012) for which in ("close", "portrait")]


@pytest.fixture(scope="module")
def pristine(sample_album: Path, eyes: Engine, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Photos, and a library of them with a name for every group."""
    root = tmp_path_factory.mktemp("real")
    copied(sample_album, root / "photos", [name for name in WHO if name.startswith(YEARS)])
    for photo in ALONE:
        portrait(eyes, sample_album / photo, root / "photos" / "alone" / photo)
    with closing(Database(root / "library.db", root / "cache.db")) as db:
        rig = Rig(db, root / "photos", eyes)  # type: ignore[arg-type]
        rig.add(rig.folder)
        assert rig.scan().phase == "done"
        groups = rig.people()
        assert len(groups) == 4  # Hopper, Collins, Obama, Biden
        for number, group in enumerate(groups):
            rig.update(group.id, name=f"Name {number:02}")
    shutil.copytree(root / "photos", root / "as they were", copy_function=shutil.copy2)
    return root


@pytest.fixture(scope="module")
def eyes() -> Engine:
    return engine.load()


@pytest.fixture
def home(pristine: Path, eyes: Engine, tmp_path: Path) -> Iterator[Rig]:
    """As on the first day; the photos lie where they lay."""
    shutil.rmtree(pristine / "photos")
    shutil.copytree(pristine / "as they were", pristine / "photos", copy_function=shutil.copy2)
    for name in ("library.db", "cache.db"):
        shutil.copy(pristine / name, tmp_path / name)
    db = Database(tmp_path / "library.db", tmp_path / "cache.db")
    home = Rig(db, pristine / "photos", eyes)  # type: ignore[arg-type]
    assert len(names(home)) > 20
    yield home
    home.db.close()


def photos(home: Rig) -> list[Path]:
    return sorted(path for path in home.folder.rglob("*") if path.is_file())


def names(home: Rig) -> Faces:
    """The faces that the user has named."""
    named = home.every(select(Face).where(col(Face.assigned_by) == "user"))
    who = {person.id: person.name for person in home.people()}
    return {face.id: who[face.person_id or ""] for face in named}


def portrait(eyes: Engine, photo: Path, into: Path) -> None:
    """The one face of a photo, in the middle of a small one."""
    with Image.open(photo) as image:
        whole = image.convert("RGB")
    (face,) = eyes.analyse(whole)
    x, y, w, h = face.box
    around = (round(x - w / 2), round(y - h / 2), round(x + w * 3 / 2), round(y + h * 3 / 2))
    into.parent.mkdir(parents=True, exist_ok=True)
    whole.crop(around).resize((250, 330)).save(into, quality=95)


def grey(path: Path, *, alike: bool = True) -> None:
    with Image.open(path) as image:
        size = (640, 480) if alike else ImageOps.exif_transpose(image).size
    Image.new("RGB", size, (128, 128, 128)).save(path)


def put_back(home: Rig, *, as_dated: bool = False) -> None:
    for path in photos(home):
        kept = home.folder.parent / "as they were" / path.relative_to(home.folder)
        (shutil.copy2 if as_dated else shutil.copyfile)(kept, path)


@pytest.mark.slow
@pytest.mark.parametrize(
    ("alike", "as_dated", "is_cache_lost"),
    [(False, True, False), (True, False, True)],
    ids=["a grey of its size each, dated as before", "the same grey, no cache"],
)
def test_photos_replaced_by_grey_and_put_back(
    home: Rig, alike: bool, as_dated: bool, is_cache_lost: bool
) -> None:
    before, steps = names(home), home.ask(history.steps, 500)
    for path in photos(home):
        grey(path, alike=alike)
    home.scan()
    assert home.waiting() >= before.keys()
    if is_cache_lost:
        home.reopen(is_cache_lost=True)
        home.scan()
    assert names(home) == before  # they wait
    put_back(home, as_dated=as_dated)
    home.scan()
    assert (names(home), home.waiting()) == (before, set())
    assert home.ask(history.steps, 500) == steps
    while home.ask(undo_label) is not None:
        home.db.undo().result()
    assert names(home) == {}


@pytest.mark.slow
def test_an_orientation_set_wrong_and_corrected(home: Rig) -> None:
    before = names(home)
    for path in photos(home):
        with_exif(path, 6)
    home.scan()
    assert names(home) == before
    put_back(home)
    for path in photos(home):  # the same picture in other bytes
        with Image.open(path) as image:
            turn = image.getexif().get(0x0112, 1)
        with_exif(path, turn, f"corrected {path.name}")
    home.scan()
    assert (names(home), home.waiting()) == (before, set())


EDITS: dict[str, tuple[Callable[[Image.Image], Image.Image], int]] = {
    "mirrored": (ImageOps.mirror, 92),
    "smaller": (lambda image: ImageOps.scale(image, 2 / 3, Image.Resampling.LANCZOS), 90),
    "cropped": (lambda image: image.crop((image.width // 40, image.height // 40, *image.size)), 92),
    "brighter": (lambda image: ImageEnhance.Brightness(image).enhance(1.2), 92),
    "pressed": (lambda image: image, 70),
}


@pytest.mark.slow
@pytest.mark.parametrize(("edit", "quality"), EDITS.values(), ids=EDITS)
def test_edited_photos_keep_the_names(
    home: Rig, edit: Callable[[Image.Image], Image.Image], quality: int
) -> None:
    before = names(home)
    for path in photos(home):
        with Image.open(path) as image:
            shown = edit(ImageOps.exif_transpose(image).convert("RGB"))
        shown.save(path, quality=quality)
    home.scan()
    assert names(home) == before
    found = before.keys() - home.waiting()
    assert len(found) >= 0.95 * len(before)  # an engine may miss a small face now


@pytest.mark.slow
@pytest.mark.parametrize("is_other_engine", [False, True])
def test_another_face_at_the_same_place_gets_no_name(home: Rig, is_other_engine: bool) -> None:
    """The photos of everyone change places, in which each face is in the middle."""
    before = names(home)
    portraits = [name for name in home.photos() if name.startswith("alone")]
    theirs = {name: {face.id for face in home.faces(name)} for name in portraits}
    pixels = [np.asarray(Image.open(home.folder / name)) for name in portraits]
    for name, other in zip(portraits, pixels[2:] + pixels[:2], strict=True):
        # Other bytes and other pixels than any photo that is known.
        Image.fromarray(other).save(home.folder / name, quality=88)
    if is_other_engine:
        home.engine = engine.load()  # type: ignore[assignment]
        home.engine.id = "another/1"
    home.scan()
    assert names(home) == before
    waiting = home.waiting()
    for name in portraits:
        there = {face.id for face in home.faces(name)}
        assert theirs[name] & there <= waiting, name
