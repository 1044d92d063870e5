"""Pinned files: the bytes that are wanted and no others, from either source, once."""

import hashlib
import io
import tarfile
import zipfile
from pathlib import Path

import pytest

from kinfolk import pinned
from kinfolk.pinned import FetchError, Package, PackageFile

GOOD = b"the pinned bytes"
BACKEND = """
def get_requires_for_build_wheel(settings=None):
    return []

def prepare_metadata_for_build_wheel(folder, settings=None):
    import os
    os.mkdir(os.path.join(folder, "two-1.dist-info"))
    with open(os.path.join(folder, "two-1.dist-info", "METADATA"), "w") as file:
        file.write("Metadata-Version: 2.1\\nName: two\\nVersion: 1\\n")
    return "two-1.dist-info"
"""
PROJECT = '[build-system]\nrequires = []\nbuild-backend = "backend"\nbackend-path = ["."]\n'


@pytest.fixture
def index(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder that stands for PyPI: real pip finds packages in it, and nowhere else."""
    folder = tmp_path / "index"
    folder.mkdir()
    monkeypatch.setenv("PIP_NO_INDEX", "1")
    monkeypatch.setenv("PIP_FIND_LINKS", str(folder))
    pinned._archive.cache_clear()
    return folder


def wheel(index: Path, data: bytes) -> PackageFile:
    """A wheel of the project `one`, with that in it."""
    with zipfile.ZipFile(index / "one-1-py3-none-any.whl", "w") as archive:
        archive.writestr("one/a.bin", data)
        archive.writestr("one-1.dist-info/METADATA", "Metadata-Version: 2.1\nName: one\nVersion: 1")
        archive.writestr("one-1.dist-info/WHEEL", "Wheel-Version: 1.0\nTag: py3-none-any")
        archive.writestr("one-1.dist-info/RECORD", "")
    return PackageFile(Package("one==1"), "one/a.bin", hashlib.sha256(GOOD).hexdigest())


def sdist(index: Path, data: bytes) -> PackageFile:
    """A source distribution of the project `two`, with that in it."""
    path = index / "two-1.tar.gz"
    files = {"a.bin": data, "backend.py": BACKEND.encode(), "pyproject.toml": PROJECT.encode()}
    with tarfile.open(path, "w:gz") as archive:
        for name, content in files.items():
            member = tarfile.TarInfo(f"two-1/{name}")
            member.size = len(content)
            archive.addfile(member, io.BytesIO(content))
    package = Package("two==1", sdist_sha256=hashlib.sha256(path.read_bytes()).hexdigest())
    return PackageFile(package, "two-1/a.bin", hashlib.sha256(GOOD).hexdigest())


@pytest.mark.slow
def test_what_was_fetched_once_is_kept(index: Path, tmp_path: Path) -> None:
    sources = wheel(index, GOOD), sdist(index, GOOD)
    for source in sources:
        assert pinned.fetch([source], tmp_path / "kept") == GOOD
    for package in index.iterdir():
        package.unlink()
    pinned._archive.cache_clear()
    for source in sources:
        assert pinned.fetch([source], tmp_path / "kept") == GOOD
        with pytest.raises(FetchError, match=f"{source.package.requirement} could not be fetched"):
            pinned.fetch([source], tmp_path / "elsewhere")


def test_constraints_of_whoever_installs_are_about_other_versions(
    index: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    constraints = tmp_path / "constraints.txt"
    constraints.write_text("one==2")
    monkeypatch.setenv("PIP_CONSTRAINT", str(constraints))
    assert pinned.fetch([wheel(index, GOOD)], tmp_path / "kept") == GOOD


def test_other_bytes_are_refused(index: Path, tmp_path: Path) -> None:
    with pytest.raises(FetchError, match="not the expected file"):
        pinned.fetch([wheel(index, b"something else")], tmp_path)
    assert not any(path.suffix == ".bin" for path in tmp_path.iterdir())


def test_a_changed_source_distribution_is_not_even_looked_into(index: Path, tmp_path: Path) -> None:
    source = sdist(index, GOOD)
    ran = tmp_path / "ran"
    changed = index / "two-1.tar.gz"
    with tarfile.open(changed, "w:gz") as archive:
        for name, content in {
            "backend.py": f"open({str(ran)!r}, 'w')\n" + BACKEND,
            "pyproject.toml": PROJECT,
        }.items():
            member = tarfile.TarInfo(f"two-1/{name}")
            member.size = len(content.encode())
            archive.addfile(member, io.BytesIO(content.encode()))
    with pytest.raises(FetchError):
        pinned.fetch([source], tmp_path / "kept")
    assert not ran.exists()


def test_a_damaged_file_in_the_cache_is_fetched_again(index: Path, tmp_path: Path) -> None:
    source = wheel(index, GOOD)
    (tmp_path / source.name).write_bytes(b"damaged")
    assert pinned.fetch([source], tmp_path) == GOOD
    assert (tmp_path / source.name).read_bytes() == GOOD


@pytest.mark.slow
def test_what_the_first_source_lacks_is_had_from_the_second(index: Path, tmp_path: Path) -> None:
    second = sdist(index, GOOD)
    for first in (
        PackageFile(Package("nowhere==1"), "one/a.bin", second.sha256),  # not to be had
        wheel(index, b"another build of it"),  # not what it should be
    ):
        kept = tmp_path / first.package.requirement
        assert pinned.fetch([first, second], kept) == GOOD
        assert [path.name for path in kept.iterdir()] == ["two-a.bin"]


def test_the_packed_app_has_no_pip_and_says_so(
    index: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Else it would start itself with pip's arguments."""
    source = wheel(index, GOOD)
    monkeypatch.setattr("sys.frozen", True, raising=False)
    with pytest.raises(FetchError, match="which the packed app lacks"):
        pinned.fetch([source], tmp_path / "kept")
