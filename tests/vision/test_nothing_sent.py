"""Libraries that would tell their makers of themselves are kept from it."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.patience import PATIENCE

ROOT = Path(__file__).resolve().parents[2]


@pytest.mark.parametrize("module", ["kinfolk.vision.engine", "kinfolk.vision.isolated"])
def test_the_runtime_keeps_no_number_of_the_machine_and_queues_no_report(
    tmp_path: Path, module: str
) -> None:
    """ONNX Runtime 1.32 does both as it is loaded: in the home, and in the folder for the moment.

    Whatever the user's environment says.
    """
    home, moment = tmp_path / "home", tmp_path / "moment"
    home.mkdir()
    moment.mkdir()
    code = f"import {module}; from kinfolk.vision import engine; engine.load()"
    places = {"HOME": str(home), "USERPROFILE": str(home), "TMPDIR": str(moment)}
    kept = {name: value for name, value in os.environ.items() if not name.startswith("XDG_")}
    subprocess.run(
        [sys.executable, "-B", "-c", code],
        cwd=ROOT,
        env=kept | places | {"ORT_DISABLE_TELEMETRY": "0"},
        check=True,
        timeout=PATIENCE,
    )
    assert [path for path in tmp_path.rglob("*") if path.is_file()] == []
