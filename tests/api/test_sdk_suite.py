"""The SDK's own tests, from its source distribution, against our server."""

import os
import re
import subprocess
import sys
import tarfile
from pathlib import Path

import pytest

from kinfolk.paths import Paths
from tests.api.conftest import serving

pytestmark = pytest.mark.slow

SDK = "gumnut-sdk==0.178.0"
KEY = "My API Key"  # the token its tests send
HERE = Path(__file__).parent


@pytest.fixture(scope="session")
def sources(request: pytest.FixtureRequest) -> Path:
    """The unpacked source distribution; downloaded once, through pip."""
    folder = request.config.cache.mkdir("gumnut-sdk-0.178.0")
    unpacked = list(folder.glob("gumnut_sdk-*/"))
    if not unpacked:
        pip = [sys.executable, "-m", "pip", "download", "--no-binary", "gumnut-sdk", "--no-deps"]
        result = subprocess.run([*pip, "-d", str(folder), SDK], capture_output=True, text=True)
        archives = list(folder.glob("gumnut_sdk-*.tar.gz"))
        if not archives:
            pytest.skip(f"The SDK's tests cannot be downloaded: {result.stderr[-300:]}")
        with tarfile.open(archives[0]) as archive:
            archive.extractall(folder, filter="data")
        unpacked = list(folder.glob("gumnut_sdk-*/"))
    return unpacked[0]


def test_the_sdks_own_tests_pass(sources: Path, tmp_path: Path) -> None:
    paths = Paths.of(tmp_path)
    (paths.data / "api-token").write_text(KEY)
    command = [sys.executable, "-m", "pytest", "-q", "-p", "sdk_seed", "-p", "no:cacheprovider"]
    command += ["-o", "addopts="]
    command += ["-k", "not retrieve_with_all_params and not list_with_all_params"]
    command += [f"tests/api_resources/test_{name}.py" for name in ("people", "faces")]
    with serving(paths) as home:
        seeded = {"TEST_API_BASE_URL": home.url, "KINFOLK_SEEDED": str(tmp_path)}
        environment = os.environ | seeded | {"PYTHONPATH": str(HERE)}
        done = subprocess.run(
            command, cwd=sources, env=environment, capture_output=True, text=True, timeout=600
        )
    report = done.stdout[-3000:] + done.stderr[-3000:]
    passed = re.search(r"(\d+) passed", done.stdout)
    assert done.returncode == 0, report
    assert passed, report
    assert int(passed[1]) == 240, report
