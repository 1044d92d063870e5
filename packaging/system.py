"""Find what is needed of the system; install it where we are root on Debian, else name it.

Run by whatever python3 is there, before there is a .venv: it needs nothing but Python.
"""

import ctypes
import os
import shutil
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path

# What must be there, in the form of `is_there` → its package in Debian, or its packages in
# Debian/Ubuntu, Fedora and Arch.
VENV = {str(Path(os.__file__).with_name("ensurepip")): "python3-venv"}
WINDOW = {
    "libEGL.so.1": "libegl1 libglvnd-egl libglvnd",
    "libGL.so.1": "libgl1 libglvnd-glx libglvnd",
    "libxkbcommon.so.0": "libxkbcommon0 libxkbcommon libxkbcommon",
    "libfontconfig.so.1": "libfontconfig1 fontconfig fontconfig",
    "libdbus-1.so.3": "libdbus-1-3 dbus-libs dbus",
    "libglib-2.0.so.0": "libglib2.0-0 glib2 glib2",
    "/usr/share/fonts/**/*.[ot]tf": "fonts-dejavu-core dejavu-sans-fonts ttf-dejavu",
}
X11 = {
    "libxcb-cursor.so.0": "libxcb-cursor0 xcb-util-cursor xcb-util-cursor",
    "libxcb-icccm.so.4": "libxcb-icccm4 xcb-util-wm xcb-util-wm",
    "libxcb-image.so.0": "libxcb-image0 xcb-util-image xcb-util-image",
    "libxcb-keysyms.so.1": "libxcb-keysyms1 xcb-util-keysyms xcb-util-keysyms",
    "libxcb-randr.so.0": "libxcb-randr0 libxcb libxcb",
    "libxcb-render-util.so.0": "libxcb-render-util0 xcb-util-renderutil xcb-util-renderutil",
    "libxcb-shape.so.0": "libxcb-shape0 libxcb libxcb",
    "libxcb-xkb.so.1": "libxcb-xkb1 libxcb libxcb",
    "libxkbcommon-x11.so.0": "libxkbcommon-x11-0 libxkbcommon-x11 libxkbcommon-x11",
}
COMPILER = {"cc": "gcc", "/usr/include/stdio.h": "libc6-dev"}
# Debian's Python contains this library; the frozen app needs it as a file, which is a package too.
LIBPYTHON = "libpython{}.{}".format(*sys.version_info)
FROZEN = {
    **WINDOW,
    **X11,
    **({f"{LIBPYTHON}.so.1.0": LIBPYTHON} if sys.base_prefix == "/usr" else {}),
    "objdump": "binutils",
    "strip": "binutils",
}
APPIMAGE = {
    **COMPILER,
    "mksquashfs": "squashfs-tools",
    "/usr/include/fuse3/fuse_lowlevel.h": "libfuse3-dev",
    "/usr/include/lzma.h": "liblzma-dev",
    "/usr/include/squashfuse/ll.h": "libsquashfuse-dev",
}
DEB = {
    "dpkg-deb": "dpkg",
    "dpkg-shlibdeps": "dpkg-dev",
    # Without it dpkg-shlibdeps cannot tell its package
    "libwayland-cursor.so.0": "libwayland-cursor0",
    "objdump": "binutils",
}
NSIS = {"makensis": "nsis"}
NSIS_CHECK = {
    **NSIS,
    "/usr/lib/wine/wine64": "wine64",
    "exiftool": "libimage-exiftool-perl",
    "wine": "wine",
}
WINDOWS = {
    **NSIS_CHECK,
    "Xvfb": "xvfb",
    "x86_64-w64-mingw32-gcc": "gcc-mingw-w64-x86-64",
    "xdotool": "xdotool",
}
# For tests: an X server with a mouse and larger text, a compiler for the library that makes system
# calls fail, a tool that counts calls, and others that check the files we write.
TESTS = {
    **X11,
    **APPIMAGE,
    **NSIS,
    "Xvfb": "xvfb",
    "appstreamcli": "appstream",
    "dbus-daemon": "dbus-daemon",
    "desktop-file-validate": "desktop-file-utils",
    "exiftool": "libimage-exiftool-perl",
    "libpulse.so.0": "libpulse0",
    "strace": "strace",
    "xdotool": "xdotool",
    "xrdb": "x11-xserver-utils",
}
INSTALLERS = ("apt-get install -y --no-install-recommends", "dnf install -y", "pacman -S")


def are_there(wanted: Mapping[str, str]) -> bool:
    """Return whether all of it is there, after installing what lacks where that is allowed.

    wanted: names as `is_there` takes them → packages. What still lacks is printed with the command
    that installs it.
    """
    lacking = [packages.split() for name, packages in wanted.items() if not is_there(name)]
    if not lacking:
        return True
    found = (i for i, installer in enumerate(INSTALLERS) if is_there(installer.split()[0]))
    family = next(found, None)
    packages = sorted({names[family or 0] if len(names) > 1 else names[0] for names in lacking})
    command = [*INSTALLERS[family or 0].split(), *packages]
    if family == 0 and os.geteuid() == 0:
        print(f"Installing what is needed of the system: {' '.join(packages)}", flush=True)
        quiet = os.environ | {"DEBIAN_FRONTEND": "noninteractive"}
        subprocess.call(["apt-get", "update", "-qq"], env=quiet)
        if not subprocess.call(command, env=quiet, stdout=subprocess.DEVNULL):
            return True
    print(f"Needed of the system:\n    sudo {' '.join(command)}", file=sys.stderr, flush=True)
    return False


def is_there(name: str) -> bool:
    """Return whether a library (with `.so`), a file (path, pattern) or a program is there."""
    if ".so" in name:
        return loads(name)
    if name.startswith("/"):
        return any(Path("/").glob(name[1:]))
    return shutil.which(name) is not None


def loads(library: str) -> bool:
    """Return whether the dynamic linker can load that library."""
    try:
        ctypes.CDLL(library)
    except OSError:
        return False
    return True
