"""The wheel: whole, with the models and the resources, and nothing of the checkout besides."""

import os
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

from tests.patience import PATIENCE

pytestmark = pytest.mark.slow

ROOT = Path(__file__).resolve().parents[2]
PIP = [sys.executable, "-m", "pip", "--disable-pip-version-check", "--quiet"]


@pytest.fixture(scope="module")
def unpacked(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("wheel")
    options = ["--no-deps", "--no-build-isolation", "--wheel-dir", str(folder)]
    subprocess.run([*PIP, "wheel", str(ROOT), *options], check=True, timeout=PATIENCE)
    (wheel,) = folder.glob("*.whl")
    with zipfile.ZipFile(wheel) as archive:
        archive.extractall(folder / "site")
    return folder / "site"


def test_it_holds_the_package_alone(unpacked: Path) -> None:
    tops = {path.name for path in unpacked.iterdir() if not path.name.endswith(".dist-info")}
    assert tops == {"kinfolk"}


def test_it_carries_the_licences_of_the_models(unpacked: Path) -> None:
    models = unpacked / "kinfolk" / "vision" / "models"
    for file, licence, words in (
        ("yunet-joined.onnx", "yunet.LICENSE", "MIT License"),
        ("sface.onnx", "sface.LICENSE", "Apache License"),
    ):
        assert (models / file).is_file()
        assert words in (models / licence).read_text()


def test_it_works_away_from_the_checkout(unpacked: Path, tmp_path: Path) -> None:
    code = (
        "from PIL import Image; from kinfolk.paths import resource;"
        "from kinfolk.vision import engine;"
        "assert resource('style.qss').is_file();"
        "engine.load().analyse(Image.new('RGB', (64, 64))); print(engine.__file__)"
    )
    done = subprocess.run(
        [sys.executable, "-c", code],
        cwd=tmp_path,
        env=os.environ | {"PYTHONPATH": str(unpacked)},
        capture_output=True,
        text=True,
        check=True,
    )
    assert Path(done.stdout.strip()).is_relative_to(unpacked)
