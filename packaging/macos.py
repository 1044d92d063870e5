"""Write what macOS needs to know of the app, and pack its disk image; run by `dev.py dmg`.

kinfolk.spec puts `info` into Kinfolk.app. `dev.py dmg` signs what `dev.py app` has built there and
packs it; without CODESIGN_IDENTITY the signature is an ad-hoc one, which names no one.
"""

import os
import plistlib
import subprocess
import sys
from pathlib import Path

from frozen import APP, BUILD
from product import Product, product

SYSTEM = "12.0"  # the oldest macOS that Qt 6 is built for
# For the hardened runtime, which a signed app needs: Python's ctypes makes code at run time, and
# the libraries are signed by whoever has built the app, not by their makers.
ENTITLEMENTS = {
    "com.apple.security.cs.allow-unsigned-executable-memory": True,
    "com.apple.security.cs.disable-library-validation": True,
}
# MIME types that the app opens → Apple's uniform type identifiers.
TYPES = {
    "inode/directory": "public.folder",
    "image/jpeg": "public.jpeg",
    "image/png": "public.png",
    "image/heif": "public.heif",
    "image/heic": "public.heic",
    "image/avif": "public.avif",
    "image/webp": "org.webmproject.webp",
    "image/tiff": "public.tiff",
}


def main() -> int:
    """Sign the app and pack its disk image; return an exit code."""
    if sys.platform != "darwin" or not APP.is_dir():
        print("There is no frozen app for macOS: dev.py app, run there.", file=sys.stderr)
        return 1
    what = product()
    signer = os.environ.get("CODESIGN_IDENTITY", "-")
    image = BUILD / f"{what.title}-{what.version}.dmg"
    for command in commands(what, APP, image, signer):
        subprocess.check_call(command)
    print(f"{image}: {image.stat().st_size / 1e6:.1f} MB.")
    return 0


def commands(what: Product, app: Path, image: Path, signer: str) -> list[list[str]]:
    """Return the commands that sign the app and pack it beside a link to /Applications.

    Writes the entitlements that the first of them reads. signer: an identity of codesign, or "-".
    """
    rights = BUILD / "entitlements.plist"
    rights.parent.mkdir(parents=True, exist_ok=True)
    rights.write_bytes(plistlib.dumps(ENTITLEMENTS))
    tree = BUILD / "dmg"
    sign = ["codesign", "--force", "--deep", "--options", "runtime", "--sign", signer]
    pack = ["hdiutil", "create", "-ov", "-format", "ULFO"]
    return [
        [*sign, "--entitlements", str(rights), str(app)],
        ["codesign", "--verify", "--deep", "--strict", str(app)],
        ["rm", "-rf", str(tree)],
        ["mkdir", str(tree)],
        ["cp", "-R", str(app), str(tree)],
        ["ln", "-s", "/Applications", str(tree / "Applications")],
        [*pack, "-volname", what.title, "-srcfolder", str(tree), str(image)],
    ]


def info(what: Product) -> dict[str, object]:
    """Return the entries of Info.plist that PyInstaller does not write itself."""
    return {
        "CFBundleName": what.title,
        "CFBundleDisplayName": what.title,
        "CFBundleIdentifier": what.id,
        "CFBundleShortVersionString": what.version,
        "CFBundleVersion": what.version,
        "CFBundleDevelopmentRegion": "en",
        "CFBundleLocalizations": ["en", "de"],
        "CFBundleDocumentTypes": [
            {
                "CFBundleTypeName": name,
                "CFBundleTypeRole": "Viewer",
                "LSHandlerRank": "Alternate",
                "LSItemContentTypes": types,
            }
            for name, types in (
                ("Folder", [TYPES[kind] for kind in what.opens if kind.startswith("inode/")]),
                ("Photo", [TYPES[kind] for kind in what.opens if kind.startswith("image/")]),
            )
        ],
        "LSApplicationCategoryType": "public.app-category.photography",
        "LSMinimumSystemVersion": SYSTEM,
        "NSHighResolutionCapable": True,
        "NSHumanReadableCopyright": f"{what.publisher}, {what.licence}",
    }


if __name__ == "__main__":
    sys.exit(main())
