"""Programs that packages are made and tried with: installed where we are root, else named."""

import os
import shutil
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path


def are_there(wanted: Mapping[str, str]) -> bool:
    """Whether all of them are, after what lacks was installed where it may be.

    wanted: programs, or paths of files, and Debian's package of each.
    """
    lacking = sorted({package for name, package in wanted.items() if not is_there(name)})
    if not lacking:
        return True
    command = ["apt-get", "install", "-y", "-qq", "--no-install-recommends", *lacking]
    if sys.platform == "linux" and os.geteuid() == 0 and shutil.which("apt-get"):
        print(f"Installing: {', '.join(lacking)}", flush=True)
        quiet = os.environ | {"DEBIAN_FRONTEND": "noninteractive"}
        subprocess.call(["apt-get", "update", "-qq"], env=quiet)
        if not subprocess.call(command, env=quiet, stdout=subprocess.DEVNULL):
            return True
    print(f"Needed: sudo {' '.join(command)}", file=sys.stderr)
    return False


def is_there(name: str) -> bool:
    return Path(name).exists() or shutil.which(name) is not None
