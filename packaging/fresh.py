"""Try what README.md promises in a new Debian with python3, python3-venv and git and nothing else.

Run by `dev.py fresh`, as root on a Debian. The new system is a folder, build/fresh, with a clone of
what is committed; it is kept until the next run. It sees this machine's processors and network: the
settings by which apt and pip reach packages are copied from here when it is made.
"""

import argparse
import ast
import os
import shutil
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
DEBIAN = ROOT / "build" / "fresh"
RELEASE = "trixie"
PACKAGES = "git,python3,python3-venv"
# A namespace whose processes and mounts end with its first process. The root is really changed
# (pivot_root): in a mere chroot no one may make a user namespace, as some tests do.
ALONE = ("unshare", "--mount", "--pid", "--fork", "--kill-child")
ENTER = """
mount --bind "$0" "$0" && cd "$0" && mount --rbind /dev dev && mount --rbind /sys sys &&
mount -t proc proc proc && pivot_root . mnt && umount --lazy /mnt && cd /root/kinfolk && exec "$@"
"""
STEPS = {
    "pip install .": "python3 -m venv /root/installed && . /root/installed/bin/activate && "
    "pip install --quiet . && kinfolk --version",
    "dev.py demo": "QT_QPA_PLATFORM=offscreen python3 packaging/dev.py demo --pictures",
    "dev.py test": "python3 packaging/dev.py test",
}
PROXIES = ("http_proxy", "https_proxy", "no_proxy")
OF_THE_INDEX = ("cert", "default-timeout", "extra-index-url", "index-url", "proxy", "trusted-host")


def main() -> int:
    """Make the Debian and run the steps in it; print how long each took, return the worst code."""
    argparse.ArgumentParser(description=__doc__).parse_args()
    if sys.platform != "linux" or os.geteuid():
        print("To make a Debian takes root on a Debian.", file=sys.stderr)
        return 1
    took = {"a new Debian": _timed(make)}
    if not took["a new Debian"][0]:
        took |= {name: _timed(inside, command) for name, command in STEPS.items()}
    for name, (code, seconds) in took.items():
        print(f"{name}: {seconds:.0f} seconds{', FAILED' if code else ''}")
    return max(code for code, _ in took.values())


def make() -> int:
    """Make the Debian with debootstrap and clone the repository into it; return an exit code."""
    shutil.rmtree(DEBIAN, ignore_errors=True)
    sources = _sources()
    mirror = next((place for place, release, _ in sources if release == RELEASE), None)
    if mirror is None:
        print(f"apt's sources name no Debian {RELEASE}.", file=sys.stderr)
        return 1
    of_it = ["--variant=minbase", f"--include={PACKAGES}", RELEASE, str(DEBIAN), mirror]
    if code := subprocess.call(["debootstrap", *of_it], stdout=subprocess.DEVNULL):
        return code
    shutil.copy("/etc/resolv.conf", DEBIAN / "etc")
    apt = DEBIAN / "etc" / "apt"
    (apt / "sources.list").write_text("".join(f"deb {' '.join(each)}\n" for each in sources))
    said = _said("apt-config", "dump", "Acquire").splitlines(keepends=True)
    network = [line for line in said if not line.startswith("Acquire::IndexTargets")]
    (apt / "apt.conf.d" / "90network").write_text("".join(network))
    (DEBIAN / "etc" / "pip.conf").write_text(_settings_of_pip())
    return subprocess.call(["git", "clone", "--quiet", str(ROOT), str(DEBIAN / "root/kinfolk")])


def _sources() -> list[list[str]]:
    """Return where apt gets the release and its updates: place, release, component of each."""
    columns = "$(REPO_URI) $(RELEASE) $(COMPONENT)"
    said = _said("apt-get", "indextargets", "--format", columns, "Created-By: Packages")
    sources = [line.split() for line in dict.fromkeys(said.splitlines())]
    return [each for each in sources if each[1].partition("-")[0] == RELEASE]


def _settings_of_pip() -> str:
    """Return a pip.conf with this machine's settings for the package index.

    pip lists its variables first, and these win over files: so it is read in reverse.
    """
    lines = _said(sys.executable, "-m", "pip", "config", "list").splitlines()
    split = [line.partition("=") for line in reversed(lines)]
    found = {key.rpartition(".")[2]: ast.literal_eval(value) for key, _, value in split}
    if certificates := found.get("cert"):
        shutil.copy(certificates, DEBIAN / "etc" / "pip.pem")
        found["cert"] = "/etc/pip.pem"
    kept = [f"{key} = {value}\n" for key, value in found.items() if key in OF_THE_INDEX]
    return "".join(["[global]\n", *kept])


def inside(command: str) -> int:
    """Run a shell command in the clone inside the new Debian; return its exit code."""
    known = {name: value for name, value in os.environ.items() if name.lower() in PROXIES}
    seen = {"HOME": "/root", "PATH": "/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin", **known}
    return subprocess.call([*ALONE, "sh", "-c", ENTER, str(DEBIAN), "sh", "-c", command], env=seen)


def _said(*command: str) -> str:
    """Run a command and return its output; raise CalledProcessError where it fails."""
    return subprocess.run(command, stdout=subprocess.PIPE, text=True, check=True).stdout


def _timed(step: Callable[..., int], *given: str) -> tuple[int, float]:
    """Run a step; return its exit code and the seconds it took."""
    began = time.monotonic()
    return step(*given), time.monotonic() - began


if __name__ == "__main__":
    sys.exit(main())
