"""What a desktop is told of the app: all of it from pyproject.toml and the changelog."""

import re
import shutil
import subprocess
import tomllib
from collections.abc import Sequence
from dataclasses import replace
from importlib.metadata import version
from pathlib import Path
from xml.etree import ElementTree

import linux
import pytest
from PIL import Image
from product import product, releases

from kinfolk.gui.shell.app import application
from kinfolk.gui.shell.start_request import wished

pytestmark = pytest.mark.slow

ROOT = Path(__file__).resolve().parents[2]
UNPUBLISHED = "--override=url-homepage-missing=info"  # there is no homepage to name


@pytest.fixture(scope="module")
def share(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("share")
    linux.install(folder)
    return folder


def accepted_by(*command: str) -> None:
    """By the tool of those who show it, where it is installed; CI's smoke test asks all of them."""
    if not shutil.which(command[0]):
        pytest.skip(f"not installed: {command[0]}")
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout


def test_the_entry_is_valid(share: Path) -> None:
    accepted_by("desktop-file-validate", str(share / f"applications/{product().id}.desktop"))


def test_the_metainfo_is_valid(share: Path) -> None:
    file = share / f"metainfo/{product().id}.metainfo.xml"
    accepted_by("appstreamcli", "validate", "--no-net", UNPUBLISHED, str(file))


def test_addresses_are_named_once_there_are_any(tmp_path: Path) -> None:
    assert "http" not in linux.metainfo(product(), [])
    published = replace(product(), homepage="https://example.org/")
    file = tmp_path / f"{published.id}.metainfo.xml"
    file.write_text(linux.metainfo(published, []), encoding="utf-8")
    assert "<image>https://example.org/pictures/people.png</image>" in file.read_text("utf-8")
    accepted_by("appstreamcli", "validate", "--no-net", str(file))


def test_all_is_said_in_one_place(share: Path) -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    what = product()
    entry = (share / f"applications/{what.id}.desktop").read_text(encoding="utf-8").splitlines()
    assert f"Comment={project['description']}" in entry
    assert "Exec=kinfolk %F" in entry
    assert any(line.startswith("MimeType=inode/directory;image/jpeg;") for line in entry)
    root = ElementTree.parse(share / f"metainfo/{what.id}.metainfo.xml").getroot()
    assert root.findtext("project_license") == project["license"]
    assert root.findtext("launchable") == f"{what.id}.desktop"
    keywords = [each for each in root.findall("keywords/keyword") if not each.attrib]
    assert [each.text for each in keywords] == project["keywords"]
    for file in what.screenshots:
        assert (ROOT / "docs" / "images" / file).is_file()


def test_a_desktop_finds_the_window_by_the_id(qapp: object) -> None:
    assert application().desktopFileName() == product().id


def test_german_is_said_as_in_the_window(share: Path) -> None:
    """All that is said in English, too; and the actions in the window's own words."""
    what = product()
    german = what.languages["de"]
    assert german.screenshots.keys() == what.screenshots.keys()
    assert len(german.about) == len(what.about)
    translated = dict(
        re.findall(
            r"<source>(.+?)</source>\s*<translation>(.+?)</translation>",
            (ROOT / "resources" / "i18n" / "kinfolk_de.ts").read_text(encoding="utf-8"),
        )
    )
    entry = (share / f"applications/{what.id}.desktop").read_text(encoding="utf-8").splitlines()
    for words, _ in linux.ACTIONS.values():
        assert f"Name[de]={translated[words]}" in entry
    assert f"Comment[de]={german.summary}" in entry


@pytest.mark.parametrize("action", linux.ACTIONS)
def test_each_action_is_one_that_the_program_knows(action: str) -> None:
    _, option = linux.ACTIONS[action]
    assert wished([option]) is not None


def test_icons_of_all_sizes_are_drawn(share: Path) -> None:
    icons, name = share / "icons" / "hicolor", product().id
    for size in linux.SIZES:
        with Image.open(icons / f"{size}x{size}" / "apps" / f"{name}.png") as icon:
            assert icon.size == (size, size)
            middle, ring = (icon.getpixel((x, size // 2)) for x in (size // 2, size // 8))
            assert (middle[3], ring[3]) == (0, 255)  # type: ignore[index]
    assert (icons / "scalable" / "apps" / f"{name}.svg").is_file()
    one_colour = (icons / "symbolic" / "apps" / f"{name}-symbolic.svg").read_text(encoding="utf-8")
    assert "stroke" not in one_colour


def test_the_changelog_is_of_the_programs_version() -> None:
    newest, *_ = releases((ROOT / "CHANGELOG.md").read_text("utf-8"))
    assert newest.version == version("kinfolk") == product().version


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("## [1.1.0] - 2026-01-02\n\n### Added\n\n- A. Second.\n- `b` c.\n", ["A.", "b c."]),
        ("## [1.1.0] - not released yet\n\n### Fixed\n\n- A.\n", []),
    ],
)
def test_releases_are_read_from_the_changelog(text: str, expected: Sequence[str]) -> None:
    (found,) = releases(f"# Changelog\n\n{text}")
    assert list(found.news) == expected
    assert found.day == ("2026-01-02" if "2026" in text else None)
