"""What Windows, macOS and Flatpak are told of the app: all of it from pyproject.toml.

Here its form is looked at. `dev.py nsis --check` lets Wine install and remove a setup.
"""

import ast
import json
import plistlib
import re
import shutil
from dataclasses import replace
from pathlib import Path

import flatpak
import icons
import macos
import pytest
import windows
from PIL import Image
from product import product

pytestmark = pytest.mark.slow

WHAT = product()


@pytest.fixture
def payload(tmp_path: Path) -> Path:
    for name in ("kinfolk.exe", "_internal/a $b.dll", "_internal/deep/er/c.txt"):
        file = tmp_path / "app" / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(b"123")
    return tmp_path / "app"


def script(payload: Path) -> str:
    files = [path.relative_to(payload) for path in payload.rglob("*") if path.is_file()]
    return windows.script(WHAT, payload, sorted(files), payload.parent / "kinfolk-setup.exe")


def test_the_setup_is_for_one_user_and_removes_what_it_has_brought_alone(payload: Path) -> None:
    install, _, remove = script(payload).partition("Section Uninstall")
    assert "RequestExecutionLevel user" in install
    assert "HKLM" not in install + remove
    assert "/r" not in remove
    deleted = re.findall(r'Delete "(.+?)"', remove)
    assert r"$INSTDIR\_internal\a $$b.dll" in deleted
    assert all("Local" not in each and "*" not in each for each in deleted)
    folders = re.findall(r'RMDir "\$INSTDIR\\?(.*?)"', remove)
    assert folders == [r"_internal\deep\er", r"_internal\deep", "_internal", ""]


def test_the_setup_says_of_the_app_what_is_said_everywhere(payload: Path) -> None:
    text = script(payload)
    for told in (WHAT.id, WHAT.title, WHAT.version, WHAT.publisher, WHAT.short):
        assert told in text
    assert "URLInfoAbout" not in text  # it has no homepage so far
    assert f"VIProductVersion {WHAT.version}.0" in text
    assert {".jpg", ".png", ".heic", ".avif", ".tiff"} <= set(windows.suffixes(WHAT))


def test_makensis_takes_the_script(payload: Path) -> None:
    if not shutil.which("makensis"):
        pytest.skip("not installed: makensis")
    setup = windows.build(WHAT, payload, payload.parent / "kinfolk-setup.exe")
    assert setup.file.read_bytes()[:2] == b"MZ"


def test_a_word_of_somebody_is_no_word_of_the_script(payload: Path) -> None:
    hostile = replace(WHAT, publisher='An "$INSTDIR" company')
    text = windows.script(hostile, payload, [], payload.parent / "kinfolk-setup.exe")
    assert r'"Publisher" "An $\"$$INSTDIR$\" company"' in text


def test_the_program_for_windows_has_a_version() -> None:
    told = ast.dump(ast.parse(windows.version_resource(WHAT), mode="eval"))
    assert f"Constant(value='{WHAT.version}')" in told
    assert "'Translation'" in told


def test_icons_of_windows_and_macos_hold_all_sizes(tmp_path: Path, qapp: object) -> None:
    icons.ico(tmp_path / "k.ico")
    icons.icns(tmp_path / "k.icns")
    with Image.open(tmp_path / "k.ico") as ico, Image.open(tmp_path / "k.icns") as icns:
        assert ico.info["sizes"] == {(size, size) for size in icons.WINDOWS}
        assert {size * scale for size, _, scale in icns.info["sizes"]} == set(icons.MACOS)


def test_what_macos_is_told() -> None:
    info = plistlib.loads(plistlib.dumps(macos.info(WHAT)))
    assert info["CFBundleIdentifier"] == WHAT.id
    assert info["CFBundleShortVersionString"] == WHAT.version
    folders, photos = (kind["LSItemContentTypes"] for kind in info["CFBundleDocumentTypes"])
    assert folders == ["public.folder"]
    assert len(photos) == len([kind for kind in WHAT.opens if kind.startswith("image/")])


def test_the_app_for_macos_is_signed_before_it_is_packed(tmp_path: Path) -> None:
    app, image = tmp_path / "Kinfolk.app", tmp_path / "Kinfolk.dmg"
    commands = macos.commands(WHAT, app, image, "-")
    rights = Path(commands[0][commands[0].index("--entitlements") + 1])
    assert plistlib.loads(rights.read_bytes()) == macos.ENTITLEMENTS
    assert "com.apple.security.network.client" not in macos.ENTITLEMENTS
    assert [command[0] for command in commands if "/Applications" not in command] == [
        *("codesign", "codesign"),
        *("rm", "mkdir", "cp"),
        "hdiutil",
    ]
    assert commands[-1][-1] == str(image)


def test_the_flatpak_has_no_network() -> None:
    manifest = json.loads(json.dumps(flatpak.manifest(WHAT)))
    assert manifest["id"] == WHAT.id
    assert manifest["command"] == WHAT.name
    assert not any("network" in each or "host" in each for each in manifest["finish-args"])
    (module,) = manifest["modules"]
    assert [source["dest"] for source in module["sources"]] == ["app", "share"]
