"""The demo where there is no display: the album, a table, pictures of the window's pages."""

from pathlib import Path

from PIL import Image

from app.cli.album import SAMPLES
from tests.cli.conftest import Kinfolk


def test_without_a_display_it_prints_and_makes_pictures(program: Kinfolk, tmp_path: Path) -> None:
    shown = program("demo", "--base-dir", str(tmp_path / "base"))
    assert shown.code == 0, shown.err
    lines = shown.out.splitlines()
    assert [
        sample.name for sample in SAMPLES if not any(sample.name in line for line in lines)
    ] == []
    assert "18 photos, 12 faces: 0 named people, 1 unnamed group." in lines
    pictures = [Path(line) for line in lines if line.endswith(".png")]
    assert pictures
    for picture in pictures:
        assert picture.is_relative_to(tmp_path / "base")
        with Image.open(picture) as image:
            assert image.width >= 800
            assert len(image.convert("RGB").getcolors(1 << 24) or []) > 50  # something is on it


def test_a_second_demo_finds_the_same(program: Kinfolk, tmp_path: Path) -> None:
    found = [program("demo", "--base-dir", str(tmp_path / "base"), "--json").json for _ in range(2)]
    assert found[0] == found[1]
    assert found[0]["summary"]["faces"] == 12
