"""Writes the manifest by which flatpak-builder makes a Flatpak of the frozen app; `dev.py flatpak`.

The sandbox has no network. It sees the user's files, as photos lie anywhere and names may be wanted
beside them, and nothing else of the system.
"""

import json
import shutil
import sys

import linux
from frozen import APP, BUILD
from product import Product, product

FOLDER = BUILD / "flatpak"
RUNTIME, VERSION = "org.freedesktop.Platform", "24.08"
PERMISSIONS = (
    "--socket=wayland",
    "--socket=fallback-x11",
    "--share=ipc",  # pictures for X11
    "--device=dri",
    "--filesystem=home",
    "--filesystem=/media",
    "--filesystem=/mnt",
    "--filesystem=/run/media",
    "--talk-name=org.freedesktop.ScreenSaver",  # no sleep during a scan
)


def main() -> int:
    if not (APP / "kinfolk").is_file():
        print("There is no frozen app for Linux: python3 packaging/dev.py app", file=sys.stderr)
        return 1
    what = product()
    shutil.rmtree(FOLDER, ignore_errors=True)
    linux.install(FOLDER / "share")
    file = FOLDER / f"{what.id}.json"
    file.write_text(json.dumps(manifest(what), indent=2), encoding="utf-8")
    print(f"flatpak-builder --user --install --force-clean build/flatpak/made {file}")
    return 0


def manifest(what: Product) -> dict[str, object]:
    """The frozen app as it is, where the sandbox looks for programs, and what desktops are told."""
    place = f"/app/lib/{what.name}"
    return {
        "id": what.id,
        "runtime": RUNTIME,
        "runtime-version": VERSION,
        "sdk": RUNTIME.replace("Platform", "Sdk"),
        "command": what.name,
        "finish-args": list(PERMISSIONS),
        "modules": [
            {
                "name": what.name,
                "buildsystem": "simple",
                "build-commands": [
                    f"mkdir -p {place} /app/bin /app/share",
                    f"cp -a app/. {place}",
                    f"ln -s ../lib/{what.name}/{what.name} /app/bin/{what.name}",
                    "cp -a share/. /app/share",
                ],
                "build-options": {"strip": False, "no-debuginfo": True},
                "sources": [
                    {"type": "dir", "path": str(APP), "dest": "app"},
                    {"type": "dir", "path": str(FOLDER / "share"), "dest": "share"},
                ],
            }
        ],
    }


if __name__ == "__main__":
    sys.exit(main())
