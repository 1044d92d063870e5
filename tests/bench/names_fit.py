"""Names in photos that an editor cropped, turned or mirrored: who gets them?

Scenes of labelled people, and the labelled photos of several, get names as programs write them, in
all their forms. Some stay as they are, or become smaller; the others are changed as by an editor
that keeps the names as they were. One scan finds the faces; then the names are read twice: as if
every box were believed, and with Kinfolk's checks.

dev.py bench names_fit [--scenes 60]
"""

import random
import shutil
import sys
import tempfile
from collections import Counter, defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from contextlib import ExitStack, closing
from dataclasses import dataclass
from functools import partial
from itertools import chain
from pathlib import Path
from unittest import mock

from PIL import Image, ImageOps
from sqlmodel import Session

from kinfolk.core.database import Database
from kinfolk.core.db.models import AssignedBy
from kinfolk.core.faces import faces
from kinfolk.core.names_in_files import box_fit
from kinfolk.core.names_in_files.box_fit import BoxFit
from kinfolk.core.people import people
from kinfolk.core.photos import library
from kinfolk.core.photos.library import FolderSwitch
from kinfolk.metadata.region import RelativeBox, overlap
from kinfolk.scan import names
from kinfolk.scan.job import ScanJob
from kinfolk.vision import engine
from tests.bench._photos import MANY, PHOTOS, machine, need_photos, options, table, truth
from tests.metadata import forms

# Goals: at most this share of the names is wrong, at least this one of those that fit is taken
WRONG, TAKEN = 0.005, 0.99
# The part of a labelled portrait that is used, in its 250 × 250 pixels
PORTRAIT = (60, 35, 190, 215)
SIZES = ((900, 600), (600, 900), (1000, 563))
Frame = tuple[int, int]
Turn = Callable[[RelativeBox], RelativeBox]


@dataclass(frozen=True)
class Scene:
    """A picture and who is where in it; boxes are parts of its sides, "" is someone unlabelled."""

    name: str
    image: Image.Image
    who: tuple[tuple[str, RelativeBox], ...]


@dataclass(frozen=True)
class Said:
    """What is known of a copy once it is a file, and how many names are in it."""

    kind: str
    who: tuple[tuple[str, RelativeBox], ...]
    names: int


@dataclass(frozen=True)
class Copy:
    """What a scene was made into, and where everyone is in that."""

    kind: str
    image: Image.Image
    who: tuple[tuple[str, RelativeBox], ...]


def main() -> None:
    number = options(__doc__, scenes=60).scenes
    need_photos(PHOTOS, MANY)
    print(f"Names in photos that were edited ({machine()})\n", flush=True)
    seer = engine.load()
    with tempfile.TemporaryDirectory() as made:
        base, chance = Path(made), random.Random(26)
        scenes = chain(real(seer), drawn(seer, number, chance))
        copies = fill(base / "photos", scenes, chance)
        scan(base / "scanned", base / "photos", seer)
        results = {}
        for how in ("before", "after"):
            shutil.copytree(base / "scanned", base / how)
            results[how] = read(base / how, copies, seer, believes=how == "before")
    sys.exit(not told(results))


# Scenes.


def real(seer: engine.Engine) -> Iterator[Scene]:
    """Yield the labelled photos of several people, each of whom gets a name of their own."""
    for name, facts in sorted(truth().items()):
        number = max(
            facts.get("faces", 0), *(len(facts.get(key, ())) for key in ("people", "boxes"))
        )
        # In the other folders someone is in several photos, and nothing says who is who in them.
        if number > 1 and name.startswith(("groups/", "portraits/")):
            with Image.open(PHOTOS / name) as opened:
                image = ImageOps.exif_transpose(opened).convert("RGB")
            image.thumbnail((1200, 1200))
            found = enumerate(seen(seer, image))
            yield Scene(name, image, tuple((f"{name} {at}", box) for at, box in found))


def drawn(seer: engine.Engine, number: int, chance: random.Random) -> Iterator[Scene]:
    """Yield scenes of families of five, of whom one to five are in each."""
    portraits: dict[str, list[Path]] = defaultdict(list)
    for name, facts in sorted(truth(MANY).items()):
        portraits[facts["people"][0]].append(MANY / name)
    often = sorted(who for who, files in portraits.items() if len(files) > 3)
    chance.shuffle(often)
    families = [often[at : at + 5] for at in range(0, number, 5)]
    for at in range(number):
        some = chance.sample(families[at % len(families)], chance.choice((1, 1, 2, 3, 3, 4, 5)))
        image = Image.new("RGB", chance.choice(SIZES), "slategray")
        placed = dict(put(image, {who: chance.choice(portraits[who]) for who in some}, chance))
        found = seen(seer, image)
        yield Scene(f"scene {at}", image, tuple((whose(box, placed), box) for box in found))


def put(
    image: Image.Image, who: Mapping[str, Path], chance: random.Random
) -> Iterator[tuple[str, RelativeBox]]:
    """Paste people of about the same size into a picture, without overlap; yield who is where."""
    near = chance.uniform(0.6, 1.3)
    taken: list[tuple[int, int, int, int]] = []
    for name, file in who.items():
        with Image.open(file) as portrait:
            scale = near * chance.uniform(0.8, 1.25)
            wide, high = round(130 * scale), round(180 * scale)
            person = portrait.convert("RGB").crop(PORTRAIT).resize((wide, high))
        for _ in range(200):
            left, top = (chance.randrange(0, max(1, side)) for side in room(image, wide, high))
            if all(
                left + wide < x or x + w < left or top + high < y or y + h < top
                for x, y, w, h in taken
            ):
                image.paste(person, (left, top))
                taken.append((left, top, wide, high))
                yield name, part((left, top, wide, high), image.size)
                break


def room(image: Image.Image, wide: int, high: int) -> tuple[int, int]:
    """Return how far right and down the corner of a person may be."""
    return image.width - wide, image.height - high


def seen(seer: engine.Engine, image: Image.Image) -> list[RelativeBox]:
    return [part(face.box, image.size) for face in seer.analyse(image)]


def part(box: Sequence[float], size: Frame) -> RelativeBox:
    """Return a box in parts of the picture's sides."""
    left, top, wide, high = box
    return RelativeBox(left / size[0], top / size[1], wide / size[0], high / size[1])


def whose(face: RelativeBox, placed: dict[str, RelativeBox]) -> str:
    """Return who was placed where the face is, "" for no one; each person has one face."""
    x, y = face.left + face.width / 2, face.top + face.height / 2
    for name, box in placed.items():
        if abs(x - box.left - box.width / 2) < box.width / 4 and box.top < y < box.top + box.height:
            del placed[name]
            return name
    return ""


# What becomes of them.

_TURNS: dict[str, tuple[Image.Transpose, Turn]] = {
    "mirrored": (
        Image.Transpose.FLIP_LEFT_RIGHT,
        lambda b: RelativeBox(1 - b.left - b.width, b.top, b.width, b.height),
    ),
    "turned by 90°": (
        Image.Transpose.ROTATE_90,
        lambda b: RelativeBox(b.top, 1 - b.left - b.width, b.height, b.width),
    ),
    "turned by 180°": (
        Image.Transpose.ROTATE_180,
        lambda b: RelativeBox(1 - b.left - b.width, 1 - b.top - b.height, b.width, b.height),
    ),
    "turned by 270°": (
        Image.Transpose.ROTATE_270,
        lambda b: RelativeBox(1 - b.top - b.height, b.left, b.height, b.width),
    ),
}


def edited(scene: Scene, chance: random.Random) -> Iterator[Copy]:
    """Yield a scene as it was, smaller, cropped, mirrored and turned."""
    image, who = scene.image, scene.who
    yield Copy("as it was", image, who)
    smaller = chance.uniform(0.6, 0.9)
    yield Copy("smaller", image.resize([round(side * smaller) for side in image.size]), who)
    for kind, is_free in (("cropped in its shape", False), ("cropped", True)):
        yield cropped(kind, scene, chance, is_free=is_free)
    for kind, (how, turn) in _TURNS.items():
        moved = tuple((name, turn(box)) for name, box in who)
        yield Copy(kind, image.transpose(how), moved)


def cropped(kind: str, scene: Scene, chance: random.Random, *, is_free: bool) -> Copy:
    """Crop a scene so that someone named stays in it; is_free: to another shape as well."""
    while True:
        across = chance.uniform(0.5, 0.95)
        down = chance.uniform(0.5, 0.95) if is_free else across
        left, top = chance.uniform(0, 1 - across), chance.uniform(0, 1 - down)
        kept = tuple(
            (
                name,
                RelativeBox(
                    (b.left - left) / across,
                    (b.top - top) / down,
                    b.width / across,
                    b.height / down,
                ),
            )
            for name, b in scene.who
            if left <= b.left + b.width / 2 <= left + across
            and top <= b.top + b.height / 2 <= top + down
        )
        if any(name for name, _ in kept):
            wide, high = scene.image.size
            right, bottom = left + across, top + down
            corners = left * wide, top * high, right * wide, bottom * high
            return Copy(kind, scene.image.crop(corners), kept)


def drawn_by(box: RelativeBox, chance: random.Random) -> RelativeBox:
    """Return a box as programs draw it: around the face, the head, tightly, or a little off."""
    scale, up = chance.choice(((1.0, 0.0), (1.5, 0.12), (0.8, -0.05), (1.2, 0.0)))
    x = box.left + box.width * (0.5 + chance.gauss(0, 0.03))
    y = box.top + box.height * (0.5 - up + chance.gauss(0, 0.03))
    wide, high = box.width * scale, box.height * scale
    return RelativeBox(max(0.0, x - wide / 2), max(0.0, y - high / 2), wide, high)


def fill(folder: Path, scenes: Iterable[Scene], chance: random.Random) -> dict[str, Said]:
    """Save all copies with their names; return what is known of each file."""
    folder.mkdir()
    made = {}
    for at, scene in enumerate(scenes):
        told = [forms.Face(name, drawn_by(box, chance)) for name, box in scene.who if name]
        said = (
            forms.digikam(told, scene.image.size),  # with the size of the picture
            forms.windows_live(told),
            forms.packet(forms.mwg(told)),
        )[at % 3]
        for copy in edited(scene, chance) if told else ():
            file = f"{at:03} {copy.kind}.jpg"
            copy.image.save(folder / file, quality=92, xmp=said)
            made[file] = Said(copy.kind, copy.who, len(told))
    return made


# Libraries.


def opened(home: Path) -> Database:
    return Database(home / "library.db", home / "cache.db")


def scan(home: Path, folder: Path, seer: engine.Engine) -> None:
    """Scan the folder for faces, without reading names."""
    home.mkdir()
    with closing(opened(home)) as db:
        known = db.write(partial(library.add_folder, path=folder)).result().result
        db.write(
            lambda session: library.switch(session, known.id, FolderSwitch.READ_NAMES, is_on=False)
        ).result()
        ScanJob(db, lambda: seer).run()
        db.write(
            lambda session: library.switch(session, known.id, FolderSwitch.READ_NAMES, is_on=True)
        ).result()


def read(
    home: Path, copies: Mapping[str, Said], seer: engine.Engine, *, believes: bool
) -> dict[str, Counter[str]]:
    """Read the names; return what became of them for each kind of copy.

    believes: take every box as fitting, without checks.
    """
    with closing(opened(home)) as db:
        with ExitStack() as patched:
            if believes:
                patched.enter_context(mock.patch.object(box_fit, "fit", return_value=BoxFit.WHOLE))
                patched.enter_context(mock.patch.object(names, "misnamed", return_value=()))
            ScanJob(db, lambda: seer).run()
        with db.read() as session:
            return counted(session, copies)


def counted(session: Session, copies: Mapping[str, Said]) -> dict[str, Counter[str]]:
    """Return how many names are right, wrong or on no face, for each kind of copy."""
    found: dict[str, Counter[str]] = defaultdict(Counter)
    given: dict[str, list[tuple[str, RelativeBox]]] = defaultdict(list)
    called: dict[str, str] = {}
    for one in faces.listing(session):
        face = one.face
        if face.person_id is not None and face.assigned_by is AssignedBy.USER:
            if face.person_id not in called:
                called[face.person_id] = people.get(session, face.person_id).name or ""
            box = part(vars(face.box).values(), (one.asset_width, one.asset_height))  # type: ignore[arg-type]
            given[Path(one.path).name].append((called[face.person_id], box))
    for file, copy in copies.items():
        count = found[copy.kind]
        count["photos"] += 1
        count["names"] += copy.names
        for name, box in given[file]:
            count[judged(name, box, copy.who)] += 1
    return found


def judged(name: str, box: RelativeBox, who: Collection[tuple[str, RelativeBox]]) -> str:
    """Return whether a name is on the right face, on a wrong one, or on none."""
    there, shared = max(((each, overlap(box, at)) for each, at in who), key=lambda pair: pair[1])
    if shared < 0.15:
        return "on no face"
    return "right" if there == name else "wrong"


def told(results: Mapping[str, Mapping[str, Counter[str]]]) -> bool:
    """Print the table; return whether the goals are reached."""
    rows = []
    for kind, after in results["after"].items():
        before = results["before"][kind]
        pairs = [(before[what], after[what]) for what in ("right", "wrong", "on no face")]
        rows.append((kind, after["photos"], after["names"], *(f"{a} → {b}" for a, b in pairs)))
    table(("copies", "photos", "names said", "right", "wrong person", "on no face"), rows)
    fitting = ("as it was", "smaller")
    total = {
        how: (
            sum((count for kind, count in kinds.items() if kind not in fitting), Counter()),
            sum((count for kind, count in kinds.items() if kind in fitting), Counter()),
        )
        for how, kinds in results.items()
    }
    for how, (stale, fits) in total.items():
        print(
            f"{how}: wrong {stale['wrong'] / stale['names']:.2%} of the names that do not fit, "
            f"taken {fits['right'] / fits['names']:.2%} of those that do "
            f"(wrong {fits['wrong'] / fits['names']:.2%})."
        )
    stale, fits = total["after"]
    return stale["wrong"] <= WRONG * stale["names"] and fits["right"] >= TAKEN * fits["names"]


if __name__ == "__main__":
    main()
