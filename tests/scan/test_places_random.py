"""Files are moved, copied, edited, exchanged, taken away and brought back, in any order.

What is written beside them stays where it was. The model knows files and bytes alone: which bytes
lie where, and whose face each of them shows.
"""

import os
import shutil
import tempfile
from collections import Counter
from contextlib import closing
from dataclasses import dataclass, field
from itertools import count
from pathlib import Path

import pytest
from hypothesis import HealthCheck, Phase, given, note, seed, settings
from hypothesis import strategies as st
from sqlalchemy import select
from sqlmodel import col

from kinfolk.core.database import Database
from kinfolk.core.db.models import Asset, AssetState, Face, Presence
from kinfolk.core.photos import library, places
from kinfolk.core.photos.library import FolderSwitch
from kinfolk.files import digest, open_photo
from kinfolk.metadata.folder import NamesInFolder
from kinfolk.metadata.region import RelativeBox
from kinfolk.scan import sidecars as beside
from kinfolk.vision.decoders import Decoders
from tests.decisions_model import Decided
from tests.fake_engine import COLOURS, FakeEngine, draw
from tests.metadata import forms
from tests.random_examples import often
from tests.rig import Rig

pytestmark = pytest.mark.slow

FOLDERS = ("A", "B", "C")
PICK = st.integers(0, 999)
STEP = st.tuples(
    st.sampled_from(
        (
            *("move", "move", "copy", "copy", "delete", "edit", "swap", "overwrite", "touch"),
            *("restore", "restore", "away", "back", "rename", "leave", "said"),
            *("write", "write", "twin"),
            *("scan", "scan", "scan", "scan one", "scan one"),
        )
    ),
    PICK,
    PICK,
    st.booleans(),
)


@dataclass
class World(Rig):
    """The files as they are, and a library that is told nothing but to look."""

    decoders: Decoders = field(default_factory=Decoders)
    originals: dict[str, bytes] = field(default_factory=dict)  # by digest
    said: Decided[str] = field(default_factory=Decided)  # a face is the digest of its file
    hidden: dict[Path, Path] = field(default_factory=dict)  # a folder that is away, and where
    rewritten: set[str] = field(default_factory=set)  # may be two photos: known files got them
    numbers: "count[int]" = field(default_factory=count)

    def begin(self) -> None:
        for number, colour in enumerate(COLOURS):
            top = self.folder / FOLDERS[number % 3]
            draw(top / f"{number}.png", [(colour, 20 * number, 20)], note=colour)
        draw(self.folder / "A" / "s" / "none.png", note="nobody")
        for name in FOLDERS:
            (self.folder / name / "read me.txt").touch()  # no folder is ever empty
            self.add(self.folder / name)
        self.scan()
        for path in self.files():
            content = digest_of(path)
            self.originals[content] = path.read_bytes()
            if path.name != "none.png":
                self.say(f"Name {content}", path.relative_to(self.folder).as_posix())
                self.said.name([content], f"Name {content}")
        assert len(self.said.name_of) == len(COLOURS)

    def folders(self) -> list[library.FolderInfo]:
        return self.ask(library.folders)

    def tops(self) -> list[Path]:
        return sorted(path for path in self.folder.iterdir() if path.is_dir())

    def files(self) -> list[Path]:
        return sorted(path for top in self.tops() for path in top.rglob("*.[jp][pn]g"))

    def somewhere(self, a: int, b: int) -> Path:
        top = self.tops()[a % len(self.tops())]
        inner = top / ("s" if b % 2 else "")
        inner.mkdir(exist_ok=True)
        return inner / f"{b % 5}-{next(self.numbers)}.png"

    def happens(self, what: str, a: int, b: int, flag: bool) -> None:
        files, tops = self.files(), self.tops()
        one = files[a % len(files)] if files else None
        other = files[b % len(files)] if files else None
        if what == "scan":
            self.scan(follow=flag)
            self.check()
        elif what == "scan one":
            known = self.folders()
            self.scan(folder_ids=[known[a % len(known)].id], follow=flag)
        elif what == "restore":
            content = sorted(self.originals)[a % len(self.originals)]
            if tops:
                self.somewhere(b, a).write_bytes(self.originals[content])
        elif what in ("away", "back", "rename"):
            self.move(what, a, tops)
        elif what == "said":
            self.answer(flag)
        elif what == "write":
            self.write(flag)
        elif what == "leave":
            known = self.folders()
            self.decide(library.remove_folder, known[a % len(known)].id)
            self.db.undo().result()
        elif one is not None and other is not None:
            self.file(what, one, other, self.somewhere(a, b), flag)

    def move(self, what: str, a: int, tops: list[Path]) -> None:
        """A folder goes, comes back, or is renamed."""
        if what == "away" and len(tops) > 1:
            top = tops[a % len(tops)]
            self.hidden[top] = Path(f"{self.folder} away") / str(next(self.numbers))
            self.hidden[top].parent.mkdir(exist_ok=True)
            top.rename(self.hidden[top])
        elif what == "back" and self.hidden:
            top = sorted(self.hidden)[a % len(self.hidden)]
            self.hidden.pop(top).rename(top)
        elif what == "rename" and tops:
            new = self.folder / f"F{next(self.numbers)}"
            # One of ours that moves with its folder, and is beside another photo by then, is news.
            for sidecar in tops[a % len(tops)].rglob("*.xmp"):
                sidecar.unlink()
            tops[a % len(tops)].rename(new)
            self.add(new)

    def file(self, what: str, one: Path, other: Path, free: Path, flag: bool) -> None:
        if what == "move":
            one.rename(free)
        elif what == "copy":
            (shutil.copy2 if flag else shutil.copy)(one, free)
        elif what == "delete":
            one.unlink()
        elif what == "touch":
            os.utime(one, ns=(next(self.numbers), next(self.numbers)))
        elif what == "edit":
            draw(one, note=f"edit {next(self.numbers)}")
        elif what == "swap" and one != other:
            self.rewritten |= {digest_of(one), digest_of(other)}
            one.rename(free)
            other.rename(one)
            free.rename(other)
        elif what == "overwrite" and one != other:
            self.rewritten.add(digest_of(other))
            if flag:
                one.rename(free)  # what is beside it stays with the name
            shutil.copy(other, one)
        elif what == "twin":
            self.twin(one, other)

    def twin(self, one: Path, other: Path) -> None:
        """Another picture of its stem comes, and a sidecar that may be about either; they go."""
        twin, sidecar = one.with_suffix(".jpg"), one.with_suffix(".xmp")
        draw(twin, note=f"twin {next(self.numbers)}")
        name = self.said.name_of.get(digest_of(other), "Somebody")
        sidecar.write_bytes(
            forms.packet(forms.mwg([forms.Face(name, RelativeBox(0.1, 0.1, 0.2, 0.3))]))
        )
        self.scan()
        self.check()
        sidecar.unlink()
        twin.unlink()

    def write(self, is_looked_at: bool) -> None:
        """What was said is written beside the photos, of which it is said just there."""
        if is_looked_at:
            self.scan()
            self.check()
        for folder in self.folders():
            self.do(library.switch, folder.id, FolderSwitch.KEEP_NAMES, is_on=True)
        beside.kept(self.db, self.decoders).run()
        tops = [folder.path for folder in self.folders()]
        for path in self.files() if is_looked_at else []:
            if any(path.is_relative_to(top) for top in tops):
                found = NamesInFolder(path.parent).of(path.name, self.decoders.frame(path))
                said, content = {region.name for region in found.regions}, digest_of(path)
                wanted = {self.said.name_of[content]} if content in self.said.name_of else set()
                # Of two photos of these bytes one may have no name.
                assert said == wanted or (not said and content in self.rewritten), path

    def answer(self, yes: bool) -> None:
        for folder in self.folders():
            if folder.found_at is None or not folder.found_at.is_dir():
                continue
            if yes:
                self.decide(library.move_folder, folder.id, folder.found_at)
            else:
                self.decide(library.keep_folder, folder.id)

    def check(self) -> None:
        """After every folder was looked through."""
        known = self.folders()
        tops = [folder.path for folder in known if folder.path.is_dir()]
        assert {folder.path for folder in known if folder.is_away}.isdisjoint(tops)
        lying: dict[str, set[Path]] = {}
        for path in self.files():
            if any(path.is_relative_to(top) for top in tops):
                lying.setdefault(digest_of(path), set()).add(path)
        there = self.every(select(Asset).where(col(Asset.state) != AssetState.MISSING))
        photos = {photo.id: photo for photo in there}
        spots = {asset_id: self.ask(places.files, asset_id) for asset_id in photos}
        names = {person.id: person.name for person in self.people()}
        shown = [
            (face.asset_id, names[face.person_id])
            for face in self.every(select(Face))
            if face.person_id
            and face.asset_id in photos
            and face.seen_in == photos[face.asset_id].picture
        ]
        assert self.every(select(Presence)) == []
        by_content: dict[str, set[str]] = {}
        for asset_id, asset in photos.items():
            if spots[asset_id][0].exists():
                by_content.setdefault(asset.content_hash, set()).add(asset_id)
            else:
                assert not any(spots[asset_id][0].is_relative_to(top) for top in tops)
        # No photo too many, none too few, each where its bytes are.
        assert by_content.keys() == lying.keys()
        for content, asset_ids in by_content.items():
            found = Counter(path for each in asset_ids for path in spots[each] if path.exists())
            assert found == Counter(lying[content])
            assert len(asset_ids) == 1 or content in self.rewritten
        # Every name on the bytes it was given to, and on them alone.
        for asset_id, name in shown:
            assert name == self.said.name_of.get(photos[asset_id].content_hash)
        for content, name in self.said.name_of.items():
            if content in lying:
                holders = [id_ for id_, who in shown if who == name and id_ in by_content[content]]
                assert len(holders) == 1 or (holders and content in self.rewritten)


def digest_of(path: Path) -> str:
    with open_photo(path) as file:
        return digest(file)


@seed(8)
@settings(max_examples=often(20), phases=[Phase.generate], suppress_health_check=list(HealthCheck))
@given(st.lists(STEP, min_size=4, max_size=24))
def test_every_name_stays_on_its_bytes(steps: list[tuple[str, int, int, bool]]) -> None:
    with tempfile.TemporaryDirectory() as folder:
        root = Path(folder).resolve() / "photos"
        root.mkdir()
        with (
            closing(Database(root.parent / "library.db", root.parent / "cache.db")) as db,
            Decoders() as decoders,
        ):
            world = World(db, root, FakeEngine(), decoders=decoders)
            world.begin()
            for step in steps:
                note(f"{step} {sorted(path.name for path in world.tops())}")
                world.happens(*step)
            world.scan(follow=True)
            world.check()
