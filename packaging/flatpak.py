"""Write the manifest that flatpak-builder makes a Flatpak of the frozen app by; `dev.py flatpak`.

The sandbox has no network. Of the system it sees the user's files alone: photos may lie anywhere,
and names can be written beside them.
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
    "--share=ipc",  # shared memory, by which X11 is given pictures
    "--device=dri",
    "--filesystem=home",
    "--filesystem=/media",
    "--filesystem=/mnt",
    "--filesystem=/run/media",
    "--talk-name=org.freedesktop.ScreenSaver",  # keeps the computer awake during a scan
)


def main() -> int:
    """Write the manifest and print the command to build with; return an exit code."""
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
    """Return the manifest as flatpak-builder reads it (JSON).

    The frozen app is copied as it is, and its desktop entry and icons go to share.
    """
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
