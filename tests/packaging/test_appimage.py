"""What begins an AppImage, before a small one: `dev.py appimage --check` tries that of the app."""

import os
import subprocess
from pathlib import Path

import appimage
import pytest
import system

from tests.patience import until

pytestmark = [
    pytest.mark.skipif(
        not all(system.is_there(name) for name in system.APPIMAGE),
        reason="its tools are not installed",
    ),
    pytest.mark.slow,
]
WAYS = ["", *(["mounted"] if os.access("/dev/fuse", os.R_OK | os.W_OK) else [])]
PROGRAM = """#!/bin/sh
echo "$APPIMAGE" "$APPDIR" "$OWD" "$2"
cat "$APPDIR/a folder/words"
[ "$1" = wait ] && exec sleep 600
exit "$1"
"""


@pytest.fixture(scope="module")
def image(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("image")
    tree = folder / "tree"
    (tree / "a folder").mkdir(parents=True)
    (tree / "a folder" / "words").symlink_to("more words")
    (tree / "a folder" / "more words").write_text("read\n" * 300_000)
    (tree / "AppRun").write_text(PROGRAM)
    (tree / "AppRun").chmod(0o755)
    appimage.pack(tree, folder / "small image")
    return folder / "small image"


def surroundings(tmp_path: Path, way: str) -> dict[str, str]:
    unpacked = {} if way else {"APPIMAGE_EXTRACT_AND_RUN": "1"}
    return {"PATH": "/usr/bin:/bin", "TMPDIR": str(tmp_path), **unpacked}


def wait_until_gone(folder: Path) -> None:
    until(lambda: not list(folder.iterdir()), "the unpacked app is still there")


@pytest.mark.parametrize("way", WAYS)
def test_it_hands_everything_on_and_leaves_nothing(image: Path, tmp_path: Path, way: str) -> None:
    done = subprocess.run(
        [image, "7", "two words"],
        cwd=image.parent,
        env=surroundings(tmp_path, way),
        capture_output=True,
        text=True,
        check=False,
    )
    first, *words = done.stdout.splitlines()
    assert done.returncode == 7
    assert first.startswith(f"{image} {tmp_path}/.mount_")
    assert first.endswith(f" {image.parent} two words")
    assert words == ["read"] * 300_000
    wait_until_gone(tmp_path)


@pytest.mark.parametrize("way", WAYS)
def test_nothing_is_left_where_it_is_killed(image: Path, tmp_path: Path, way: str) -> None:
    seen = surroundings(tmp_path, way)
    with subprocess.Popen([image, "wait"], env=seen, stdout=subprocess.PIPE) as program:
        assert program.stdout is not None
        program.stdout.readline()
        (folder,) = tmp_path.iterdir()
        assert folder.stat().st_uid == os.getuid()
        program.kill()
        assert program.wait() == -9
    wait_until_gone(tmp_path)


def test_it_is_unpacked_by_hand_over_nothing(image: Path, tmp_path: Path) -> None:
    asked = [str(image), "--appimage-extract"]
    codes = [subprocess.call(asked, cwd=tmp_path) for _ in range(2)]
    assert codes == [0, 127]
    assert (tmp_path / "squashfs-root" / "a folder" / "words").read_text() == "read\n" * 300_000
    assert os.access(tmp_path / "squashfs-root" / "AppRun", os.X_OK)


def test_it_says_where_its_files_begin_and_what_it_is(image: Path) -> None:
    asked = [str(image), "--appimage-offset"]
    said = subprocess.run(asked, capture_output=True, text=True, check=True).stdout
    data = image.read_bytes()
    assert data[8:11] == b"AI\x02"
    assert data[int(said) :].startswith(b"hsqs")


def test_one_that_was_cut_off_says_so(image: Path, tmp_path: Path) -> None:
    cut = tmp_path / "cut"
    cut.write_bytes(image.read_bytes()[:-5000])
    cut.chmod(0o755)
    done = subprocess.run([cut, "0"], capture_output=True, text=True, check=False)
    assert done.returncode == 127
    assert "fetch it again" in done.stderr


def test_nothing_under_the_gpl_is_linked(image: Path, tmp_path: Path) -> None:
    subprocess.run([image, "--appimage-extract"], cwd=tmp_path, check=True)
    said = (tmp_path / "squashfs-root" / "licences-of-the-runtime.txt").read_text("utf-8")
    linked = said.partition("=====")[0]
    assert "libsquashfuse-dev: BSD-2-Clause" in linked
    assert "lzo" not in linked
