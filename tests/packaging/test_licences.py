"""What may be shipped: nothing under the GPL, and nothing whose licence no one has looked up."""

import sys
from importlib.metadata import distribution
from pathlib import Path

import licences
import pytest
import rawpy

from kinfolk.kinds import Extra


@pytest.mark.parametrize(
    ("file", "name"),
    [
        ("libfreetype-57f805ba.so.6.20.6", "freetype"),
        ("libscipy_openblas64_-32a4b2a6.so", "scipy_openblas64_"),
        ("libglib-2.0.so.0", "glib-2.0"),
        ("libpython3.11.so.1.0", "python"),
        ("libpyside6.abi3.so.6.11", "pyside6"),
        ("libheif.1.dylib", "heif.1"),
        ("libcrypto-3.dll", "crypto"),
        ("libgcc_s_seh-1-70f48b1fbf7790872df2fde4b79a7c3b.dll", "gcc_s"),
        ("python313.dll", "python"),
    ],
)
def test_a_library_is_known_by_its_name_without_version_and_sum(file: str, name: str) -> None:
    assert licences.stem(file) == name


@pytest.mark.parametrize(
    "licence",
    [
        "MIT",
        "LGPL-3.0-or-later",
        "GNU Lesser General Public License v3 (LGPLv3)",
        "GPL-3.0-or-later WITH GCC-exception-3.1",
    ],
)
def test_a_licence_that_lets_others_stay_what_they_are_is_allowed(licence: str) -> None:
    assert licences.allowed("some package", licence) == licence


@pytest.mark.parametrize(
    "licence", ["GPL-2.0-only", "GNU General Public License v3 (GPLv3)", "AGPL-3.0-only", ""]
)
def test_another_one_stops_the_build(licence: str) -> None:
    with pytest.raises(licences.Unknown, match="some package"):
        licences.allowed("some package", licence)


def test_no_library_in_the_table_is_under_the_gpl() -> None:
    for licence in [*licences.LIBRARIES.values(), *licences.FAMILIES.values()]:
        assert licences.allowed("it", licence)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A frozen app of one library."""
    inside = tmp_path / "_internal" / "some.libs"
    inside.mkdir(parents=True)
    (inside / "libz-01234567.so.1").write_bytes(b"\x7fELF deflate")
    return tmp_path


def test_the_page_names_libraries_and_the_packages_of_modules(folder: Path) -> None:
    page = licences.page(folder, ["typer.main", "kinfolk.paths"])
    lines = page.splitlines()
    assert "z: Zlib" in lines
    assert any(line.startswith("typer ") and line.endswith(": MIT") for line in lines)
    assert any(line.startswith(f"Python {sys.version.split()[0]}") for line in lines)
    assert not any(line.startswith("pytest ") for line in lines)


def test_a_library_that_nobody_has_looked_up_stops_the_build(folder: Path) -> None:
    (folder / "_internal" / "some.libs" / "libnovelty-01234567.so.1").write_bytes(b"\x7fELF")
    with pytest.raises(licences.Unknown, match="novelty"):
        licences.page(folder, [])


def test_gpl_code_inside_of_another_library_stops_the_build(folder: Path) -> None:
    library = folder / "_internal" / "some.libs" / "libz-01234567.so.1"
    library.write_bytes(b"\x7fELF x265_encoder_open_215")
    with pytest.raises(licences.Unknown, match="x265"):
        licences.page(folder, [])


def test_a_package_under_the_gpl_stops_the_build(
    folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    info = tmp_path / "site" / "freedom-1.0.dist-info"
    info.mkdir(parents=True)
    (info / "METADATA").write_text(
        "Name: freedom\nVersion: 1.0\nLicense-Expression: GPL-3.0-only\n"
    )
    (info / "RECORD").write_text("freedom.py,,\n")
    (tmp_path / "site" / "freedom.py").touch()  # newer Pythons pass over what is not there
    monkeypatch.syspath_prepend(str(tmp_path / "site"))
    with pytest.raises(licences.Unknown, match="freedom"):
        licences.page(folder, ["freedom"])


def test_what_reads_raw_photos_holds_nothing_under_the_gpl() -> None:
    """Its libraries are looked into, whatever the package says of itself."""
    assert not any(there for pack, there in (rawpy.flags or {}).items() if "GPL" in pack)
    files = [Path(str(file.locate())) for file in distribution("rawpy").files or ()]
    libraries = [file for file in files if ".so" in file.name]
    assert any("libraw" in file.name for file in libraries)
    assert [found for file in libraries for found in licences.gpl_inside(file)] == []


@pytest.mark.slow
def test_what_reads_videos_holds_nothing_under_the_gpl() -> None:
    """Its libraries are looked into, whatever the package says of itself."""
    if not Extra.VIDEO.is_installed:  # as on macOS, whose wheel holds some
        pytest.skip("Kinfolk's extra “video” is not installed.")
    files = [
        Path(str(each.locate())) for each in distribution("opencv-python-headless").files or ()
    ]
    libraries = [file for file in files if ".so" in file.name]
    assert any("libavcodec" in file.name for file in libraries)
    assert [found for file in libraries for found in licences.gpl_inside(file)] == []
    said = b"".join(file.read_bytes() for file in libraries if "libavcodec" in file.name)
    assert b"--enable-gpl" not in said
    assert b"--enable-nonfree" not in said
