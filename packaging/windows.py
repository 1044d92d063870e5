"""Make the setup for Windows of the frozen app that `dev.py app` has built; run by `dev.py nsis`.

The script that NSIS reads is written from pyproject.toml and the files that go in. `--check` makes
a setup of stand-in files with Debian's makensis; Wine installs and removes it.
"""

import argparse
import mimetypes
import subprocess
import sys
from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path, PureWindowsPath

import icons
import system
import windows_check
from frozen import APP, BUILD, PROGRAM
from product import Product, product
from windows_check import Setup

FOLDER = BUILD / "nsis"
ICON = FOLDER / "kinfolk.ico"
SMALL, QUICK = "/SOLID lzma", "zlib"  # how NSIS packs
# Suffixes that Python's table of MIME types lacks.
SUFFIXES = {"image/heif": (".heif", ".hif"), "image/heic": (".heic",), "image/avif": (".avif",)}
# The setup's own texts in English and German, by their ids in the script.
WORDS = {
    "OpenWith": ("Open with Kinfolk", "Mit Kinfolk öffnen"),
    "IsOpen": ("Kinfolk is open. Close it first.", "Kinfolk ist offen. Schließ es zuerst."),
    "Stays": ("Your library stays: ", "Deine Bibliothek bleibt: "),
}


def main() -> int:
    """Make the setup, or try one with `--check`; return an exit code."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--check", action="store_true", help="try it with stand-in files")
    options = parser.parse_args()
    if not system.are_there(system.NSIS_CHECK if options.check else system.NSIS):
        return 1
    what = product()
    if options.check:
        older = windows_check.stand_in(FOLDER / "older", windows_check.OLDER)
        newer = windows_check.stand_in(FOLDER / "newer")
        return windows_check.check(
            build_older(what, older), build(what, newer, newer.with_suffix(".exe"))
        )
    if PROGRAM.suffix != ".exe" or not APP.is_dir():
        print("There is no frozen app for Windows: dev.py app, run there.", file=sys.stderr)
        return 1
    build(what, APP, BUILD / f"{what.title}-{what.version}-setup.exe")
    return 0


def build(what: Product, payload: Path, setup: Path, *, packed: str = SMALL) -> Setup:
    """Make the setup, print its size and return it; `packed` is how NSIS packs it."""
    icons.ico(ICON)
    text = script(what, payload, sorted(_files(payload)), setup, packed=packed)
    file = setup.with_suffix(".nsi")
    file.write_text(text, encoding="utf-8")
    subprocess.check_call(["makensis", "-V2", "-WX", "-INPUTCHARSET", "UTF8", str(file)])
    print(f"{setup}: {setup.stat().st_size / 1e6:.1f} MB.")
    return Setup(setup, payload, what)


def build_older(what: Product, payload: Path) -> Setup:
    """Make the setup of an older version, quickly, to try an update with it."""
    older = replace(what, version=windows_check.OLDER_VERSION)
    return build(older, payload, payload.with_suffix(".exe"), packed=QUICK)


def _files(payload: Path) -> Iterable[Path]:
    return (path.relative_to(payload) for path in payload.rglob("*") if path.is_file())


def script(
    what: Product, payload: Path, files: Iterable[Path], setup: Path, *, packed: str = SMALL
) -> str:
    """Return the script that NSIS makes the setup by.

    It installs for one user without administrator rights; the library stays when it is removed.
    Each file is deleted by its name, and a folder only if it is empty then: whoever has chosen a
    folder with files of their own in it keeps these.
    """
    places = [PureWindowsPath(file) for file in files]
    folders = {folder for place in places for folder in place.parents if folder.name}
    uninstall = rf"Software\Microsoft\Windows\CurrentVersion\Uninstall\{what.id}"
    opened = rf"Software\Classes\Applications\{what.name}.exe"
    on_folders = rf"Software\Classes\Directory\shell\{what.id}"
    command = _quoted(rf'"$INSTDIR\{what.name}.exe" "%1"', is_with_variables=True)
    value = "WriteRegStr HKCU"
    lines = [
        "Unicode true",
        # Wine runs nothing of 32 bits here; NSIS for Windows makes nothing else.
        *(["Target amd64-unicode"] if sys.platform == "linux" else []),
        "ManifestDPIAware true",
        "RequestExecutionLevel user",
        f"SetCompressor {packed}",
        "!include MUI2.nsh",
        f"Name {_quoted(what.title)}",
        f"OutFile {_quoted(str(setup))}",
        rf'InstallDir "$LOCALAPPDATA\Programs\{what.title}"',
        f'InstallDirRegKey HKCU "{uninstall}" "InstallLocation"',
        f"!define MUI_ICON {_quoted(str(ICON))}",
        f"!define MUI_UNICON {_quoted(str(ICON))}",
        rf'!define MUI_FINISHPAGE_RUN "$INSTDIR\{what.name}.exe"',
        "!insertmacro MUI_PAGE_DIRECTORY",
        "!insertmacro MUI_PAGE_INSTFILES",
        "!insertmacro MUI_PAGE_FINISH",
        "!insertmacro MUI_UNPAGE_CONFIRM",
        "!insertmacro MUI_UNPAGE_INSTFILES",
        '!insertmacro MUI_LANGUAGE "English"',
        '!insertmacro MUI_LANGUAGE "German"',
        *_words(),
        *_version(what),
        "",
        # The app has 64 bits, even where the setup has 32.
        *(
            line
            for name in (".onInit", "un.onInit")
            for line in (f"Function {name}", "  SetRegView 64", "FunctionEnd", "")
        ),
        "Section",
        # A running program cannot be opened for writing.
        rf'  IfFileExists "$INSTDIR\{what.name}.exe" 0 new',
        "  ClearErrors",
        rf'  FileOpen $0 "$INSTDIR\{what.name}.exe" a',
        "  IfErrors 0 closed",
        '  MessageBox MB_OK|MB_ICONSTOP "$(IsOpen)" /SD IDOK',
        "  SetErrorLevel 1",
        "  Quit",
        "closed:",
        "  FileClose $0",
        # The older version removes itself, with files that this one no longer has.
        r"""  ExecWait '"$INSTDIR\uninstall.exe" /S _?=$INSTDIR' """,
        "new:",
        '  SetOutPath "$INSTDIR"',
        f"  File /r {_quoted(str(payload / '*'))}",
        r'  WriteUninstaller "$INSTDIR\uninstall.exe"',
        rf'  CreateShortcut "$SMPROGRAMS\{what.title}.lnk" "$INSTDIR\{what.name}.exe"',
        f'  {value} "{uninstall}" "DisplayName" {_quoted(what.title)}',
        f'  {value} "{uninstall}" "DisplayVersion" {_quoted(what.version)}',
        f'  {value} "{uninstall}" "Publisher" {_quoted(what.publisher)}',
        *(
            [f'  {value} "{uninstall}" "URLInfoAbout" {_quoted(what.homepage)}']
            if what.homepage
            else []
        ),
        rf'  {value} "{uninstall}" "DisplayIcon" "$INSTDIR\{what.name}.exe"',
        rf'  {value} "{uninstall}" "InstallLocation" "$INSTDIR"',
        rf'''  {value} "{uninstall}" "UninstallString" '"$INSTDIR\uninstall.exe"' ''',
        rf'''  {value} "{uninstall}" "QuietUninstallString" '"$INSTDIR\uninstall.exe" /S' ''',
        f'  WriteRegDWORD HKCU "{uninstall}" "NoModify" 1',
        f'  WriteRegDWORD HKCU "{uninstall}" "NoRepair" 1',
        f'  WriteRegDWORD HKCU "{uninstall}" "EstimatedSize" {_kilobytes(payload, places)}',
        f'  {value} "{opened}" "FriendlyAppName" {_quoted(what.title)}',
        rf'  {value} "{opened}\shell\open\command" "" {command}',
        *(rf'  {value} "{opened}\SupportedTypes" "{suffix}" ""' for suffix in suffixes(what)),
        f'  {value} "{on_folders}" "" "$(OpenWith)"',
        rf'  {value} "{on_folders}" "Icon" "$INSTDIR\{what.name}.exe"',
        rf'  {value} "{on_folders}\command" "" {command}',
        *_tell_explorer(),
        "SectionEnd",
        "",
        "Section Uninstall",
        *(f"  Delete {_inside(place)}" for place in places),
        *(f"  RMDir {_inside(folder)}" for folder in sorted(folders, key=_depth, reverse=True)),
        r'  Delete "$INSTDIR\uninstall.exe"',
        '  RMDir "$INSTDIR"',
        rf'  Delete "$SMPROGRAMS\{what.title}.lnk"',
        f'  DeleteRegKey HKCU "{uninstall}"',
        f'  DeleteRegKey HKCU "{opened}"',
        f'  DeleteRegKey HKCU "{on_folders}"',
        *_tell_explorer(),
        rf'  DetailPrint "$(Stays)$LOCALAPPDATA\{what.name}"',
        "SectionEnd",
    ]
    return "\n".join([*lines, ""])


def suffixes(what: Product) -> list[str]:
    """Return the suffixes of the files that the app opens, sorted."""
    return sorted(
        suffix
        for kind in what.opens
        if "/" in kind and not kind.startswith("inode/")
        for suffix in SUFFIXES.get(kind) or mimetypes.guess_all_extensions(kind)
    )


def _words() -> list[str]:
    """Return the lines of the script that define the texts in each language."""
    return [
        f"LangString {name} ${{LANG_{language}}} {_quoted(text)}"
        for name, texts in WORDS.items()
        for language, text in zip(("ENGLISH", "GERMAN"), texts, strict=True)
    ]


def _version(what: Product) -> list[str]:
    """Return the lines of the script for the setup's file properties."""
    return [
        f"VIProductVersion {'.'.join(map(str, _numbers(what)))}",
        *(f"VIAddVersionKey /LANG=0 {_quoted(key)} {_quoted(it)}" for key, it in _told(what)),
    ]


def version_resource(what: Product) -> str:
    """Return the program's file properties in the format that PyInstaller reads."""
    told = ", ".join(f"StringStruct({key!r}, {it!r})" for key, it in _told(what))
    numbers = f"filevers={_numbers(what)}, prodvers={_numbers(what)}"
    return (
        f"VSVersionInfo(ffi=FixedFileInfo({numbers}), kids=["
        f"StringFileInfo([StringTable('040904B0', [{told}])]), "
        "VarFileInfo([VarStruct('Translation', [1033, 1200])])])\n"
    )


def _numbers(what: Product) -> tuple[int, ...]:
    """Return the version as the four numbers that Windows wants."""
    return tuple(map(int, [*what.version.split("."), "0", "0", "0"][:4]))


def _told(what: Product) -> tuple[tuple[str, str], ...]:
    """Return the file properties that program and setup share."""
    return (
        ("ProductName", what.title),
        ("ProductVersion", what.version),
        ("FileVersion", what.version),
        ("FileDescription", f"{what.title}: {what.short}"),
        ("CompanyName", what.publisher),
        ("LegalCopyright", f"{what.publisher}, {what.licence}"),
    )


def _kilobytes(payload: Path, places: Iterable[PureWindowsPath]) -> int:
    """Return the size of the files in kilobytes, rounded up."""
    return sum((payload / place.as_posix()).stat().st_size for place in places) // 1024 + 1


def _tell_explorer() -> list[str]:
    """Return the line that tells Explorer that the programs for files have changed."""
    return ["  System::Call 'shell32::SHChangeNotify(i 0x08000000, i 0, p 0, p 0)'"]


def _inside(place: PureWindowsPath) -> str:
    """Return a place in the installation folder, quoted."""
    return '"$INSTDIR\\' + _quoted(str(place))[1:]


def _depth(folder: PureWindowsPath) -> tuple[int, str]:
    return len(folder.parts), str(folder)


def _quoted(text: str, *, is_with_variables: bool = False) -> str:
    """Return a text quoted for NSIS, where `$` begins a variable.

    is_with_variables: leave `$` as it is, so that variables are filled in.
    """
    text = text if is_with_variables else text.replace("$", "$$")
    return '"' + text.replace('"', '$\\"') + '"'


if __name__ == "__main__":
    sys.exit(main())
