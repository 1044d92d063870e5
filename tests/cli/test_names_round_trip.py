"""Names go out of one library and into another: the same names on the same faces."""

import shutil
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Any

import pytest
from PIL import Image
from sqlmodel import Session

from kinfolk.core.database import Database
from kinfolk.core.faces import faces, presence
from kinfolk.core.faces.faces import Box
from kinfolk.core.names_in_files.name_import import NamesRead
from kinfolk.core.people import people
from kinfolk.paths import Paths
from tests import photo_facts
from tests.cli.conftest import Kinfolk
from tests.fake_engine import FakeEngine
from tests.metadata import exiftool
from tests.rig import Rig
from tests.rotated_photos import TURNS, turned

pytestmark = pytest.mark.slow

SIZE = (400, 300)
EVERYBODY = ["Anna", "Ben", "Child", "Dora"]
WHO = {"Anna": ("red", 40, 90), "Ben": ("green", 250, 30)}
CHILD = Box(150, 220, 60, 44)  # where no engine sees anybody
NEAR = 0.01 * SIZE[0]


@contextmanager
def library(home: Path, folder: Path) -> Iterator[Rig]:
    """A library on that folder; what it holds stays on the disk."""
    paths = Paths.of(home)
    with closing(Database(paths.library_db, paths.cache_db)) as db:
        rig = Rig(db, folder, FakeEngine())
        rig.add(folder)
        rig.scan()
        yield rig


@pytest.mark.parametrize("where", ["embedded", "sidecar", "both"])
def test_another_library_reads_the_same_names(
    kinfolk: Kinfolk, base: Path, tmp_path: Path, where: str
) -> None:
    """In all eight orientations: what was written, also where a program copied it into photos."""
    album, other = tmp_path / "album", tmp_path / "other"
    for turn in TURNS:
        turned(album / f"{turn}.jpg", WHO.values(), turn, size=SIZE, side=60)
    with library(base, album) as rig:
        name_everybody(rig)
    before = photo_facts.facts_of(album)
    assert kinfolk("names", "write", "--json").json["photos"] == len(TURNS)
    assert exiftool.warnings(album) == []
    assert photo_facts.facts_of(album).items() >= before.items()

    shutil.copytree(album, other)
    if where != "sidecar":
        copied = ("-tagsfromfile", "%d%F.xmp", "-xmp:all", "-ext", "jpg", other)
        exiftool.run("-q", "-overwrite_original", *copied)
    if where == "embedded":
        for sidecar in other.glob("*.xmp"):
            sidecar.unlink()
    told = other.glob("*.xmp") if where == "sidecar" else other.glob("*.jpg")
    for file in told:
        judged(file, other / f"{file.name[0]}.jpg")

    before = photo_facts.facts_of(other)
    with library(tmp_path / "second", other) as second:
        assert [each.name for each in second.people() if each.name] == [
            "Anna",
            "Ben",
            "Child",
            "Dora",
        ]
        for turn in TURNS:
            check(second, f"{turn}.jpg")
        assert second.scan().names == NamesRead()
    assert photo_facts.facts_of(other) == before


def name_everybody(rig: Rig) -> None:
    """Two faces that were found, one that was drawn, and somebody whose face is not seen."""

    def work(session: Session) -> None:
        said = {
            name: people.create(session, name=name).person.id for name in (*WHO, "Child", "Dora")
        }
        for photo in rig.photos():
            found = rig.faces(photo)
            assert len(found) == len(WHO)
            for name, face in zip(WHO, found, strict=True):
                faces.assign(session, [face.id], said[name])
            faces.create(session, asset_id=found[0].asset_id, box=CHILD, person_id=said["Child"])
            presence.add(session, found[0].asset_id, said["Dora"])

    rig.db.write(work, label="Name").result()


def judged(file: Path, photo: Path) -> None:
    """exiftool finds each region where the stored pixels have that colour, in either form."""
    (tags,) = exiftool.tags(file)
    with Image.open(photo) as stored:
        found = FakeEngine().analyse(stored)
        sizes = stored.size * 2
    wanted = {name: tuple(face.box) for name, face in zip(WHO, found, strict=True)}
    areas: dict[str, tuple[float, ...]] = {}
    for region in tags["XMP-mwg-rs:RegionInfo"]["RegionList"]:
        x, y, w, h = (region["Area"][side] for side in "XYWH")
        areas[region["Name"]] = (x - w / 2, y - h / 2, w, h)
    for region in tags["XMP-MP:RegionInfoMP"]["Regions"]:
        sides = tuple(map(float, region["Rectangle"].split(",")))
        assert sides == pytest.approx(areas[region["PersonDisplayName"]], abs=1e-5)
    assert areas.keys() == {*WHO, "Child"}
    for name, box in wanted.items():
        pixels = [side * size for side, size in zip(areas[name], sizes, strict=True)]
        assert pixels == pytest.approx(box, abs=NEAR), (file.name, name)


def check(rig: Rig, photo: str) -> None:
    """Everybody is where they are seen, once."""
    known = {person.id: person.name for person in rig.people()}
    found = rig.faces(photo)
    assert sorted(known[face.person_id or ""] or "" for face in found) == EVERYBODY[:3]
    wanted: dict[str | None, Any] = {name: (x, y, 60, 60) for name, (_, x, y) in WHO.items()}
    wanted["Child"] = (CHILD.x, CHILD.y, CHILD.w, CHILD.h)
    for face in found:
        at = face.x, face.y, face.w, face.h
        assert at == pytest.approx(wanted[known[face.person_id or ""]], abs=NEAR), photo
        assert face.assigned_by == "user"
    (there,) = rig.ask(presence.in_photos, [found[0].asset_id]).values()
    assert [known[each] for each in there] == ["Dora"]
