"""The demo: the album through the real scan, a table, pictures of the window's pages."""

from collections import defaultdict
from pathlib import Path

import pytest
from PIL import Image

from kinfolk import pinned
from kinfolk.cli import originals
from kinfolk.cli.album import CREDITS, SAMPLES, make
from tests.cli.conftest import Kinfolk

pytestmark = pytest.mark.slow

FACES = sum(bool(original.who) for sample in SAMPLES for original in sample.originals)
# Tesla's portraits are twenty years apart: they are two groups until someone says so.
GROUPS = 6
Shown = dict[str, set[tuple[str, str]]]  # a person's id → in which photo, who it really is


@pytest.fixture
def album(tmp_path: Path) -> Path:
    make(tmp_path / "album")
    return tmp_path / "album"


def test_without_a_display_it_prints_and_makes_pictures(program: Kinfolk, tmp_path: Path) -> None:
    shown = program("demo", "--base-dir", str(tmp_path / "base"))
    assert shown.code == 0, shown.err
    lines = shown.out.splitlines()
    assert [
        sample.name for sample in SAMPLES if not any(sample.name in line for line in lines)
    ] == []
    summary = f"{len(SAMPLES)} photos, {FACES} faces: 0 named people, {GROUPS} unnamed groups."
    assert summary in lines
    pictures = [Path(line) for line in lines if line.endswith(".png")]
    assert pictures
    for picture in pictures:
        assert picture.is_relative_to(tmp_path / "base")
        with Image.open(picture) as image:
            assert image.width >= 800
            assert len(image.convert("RGB").getcolors(1 << 24) or []) > 50  # something is on it
    again = program("demo", "--base-dir", str(tmp_path / "base"), "--json").json
    assert again["summary"]["faces"] == FACES


def groups(kinfolk: Kinfolk, album: Path) -> Shown:
    """Whom each group holds; side by side, people stand in the order of their pictures."""
    people = {album / sample.name: [each.who for each in sample.originals] for sample in SAMPLES}
    listed = kinfolk("faces", "list", "--json").json
    in_photo = defaultdict(list)
    for face in sorted(listed, key=lambda face: face["bounding_box"]["x"]):
        in_photo[Path(face["path"])].append(face["person_id"])
    found: Shown = defaultdict(set)
    for path, ids in in_photo.items():
        for person_id, who in zip(ids, people[path], strict=True):
            found[person_id].add((path.relative_to(album).as_posix(), who))
    return found


def test_each_group_is_one_person_and_takes_a_name(kinfolk: Kinfolk, album: Path) -> None:
    assert kinfolk("scan", str(album)).code == 0
    found = groups(kinfolk, album)
    alone = found.pop(None, set())  # type: ignore[call-overload]
    assert alone == {("1899/lamp.webp", "Nikola Tesla")}  # in profile, hardly a face
    assert len(found) == GROUPS
    names: set[str] = set()
    for person_id, faces in found.items():
        (who,) = {who for _, who in faces}
        named = kinfolk("people", "update", person_id, "--name", f"{who} {len(names)}", "--json")
        assert named.json["asset_count"] == len(faces)
        names.add(named.json["name"])
    assert len(names) == GROUPS
    wanted = {who: 0 for sample in SAMPLES for who in [o.who for o in sample.originals] if who}
    assert {name.rpartition(" ")[0] for name in names} == set(wanted)


def test_people_are_alone_and_together_over_years_and_places_are_empty() -> None:
    together = [sample for sample in SAMPLES if len(sample.originals) > 1]
    years = defaultdict(set)
    for sample in SAMPLES:
        for original in sample.originals:
            years[original.who].add(sample.taken.year)
    assert len(together) >= 5
    assert sum(len(seen) > 1 for who, seen in years.items() if who) >= 5
    assert len(years[""]) >= 4


def test_the_credits_name_every_picture_and_its_package(album: Path) -> None:
    text = (album / CREDITS).read_text("utf-8")
    used = {original for sample in SAMPLES for original in sample.originals}
    assert used == set(originals.ALL)
    for original in used:
        assert f"{original.credit} [{original.source.package.requirement}]" in text


def test_without_a_network_it_takes_what_was_fetched_before(
    kinfolk: Kinfolk, album: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PIP_NO_INDEX", "1")
    monkeypatch.setenv("PIP_FIND_LINKS", str(tmp_path))
    again = tmp_path / "again"
    assert [path.read_bytes() for path in make(again)] == [
        (album / sample.name).read_bytes() for sample in SAMPLES
    ]
    monkeypatch.setenv(pinned.CACHE_VARIABLE, str(tmp_path / "nothing"))
    refused = kinfolk("demo")
    assert refused.code == 1
    assert "(about 30 MB). Nothing is installed" in refused.err
    assert "could not be fetched from PyPI" in refused.err
