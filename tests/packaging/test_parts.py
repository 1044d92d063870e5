"""What goes into the frozen app: Python's modules, wanted plug-ins, what these are linked with."""

from pathlib import Path

import parts
import pytest

pytestmark = pytest.mark.slow

QT = "PySide6/Qt/plugins"


@pytest.mark.parametrize(
    "file",
    [
        f"{QT}/platforms/libqxcb.so",
        f"{QT}/platforms/libqwayland.so",
        f"{QT}/wayland-shell-integration/libxdg-shell.so",
        f"{QT}/imageformats/libqjpeg.so",
        "PySide6\\plugins\\platforms\\qwindows.dll",
        "PySide6/Qt/plugins/platforms/libqcocoa.dylib",
        "PySide6/QtCore.abi3.so",
        "PySide6/Qt/translations/qtbase_de.qm",
        "kinfolk/resources/style.qss",
    ],
)
def test_used_parts_are_wanted(file: str) -> None:
    assert parts.is_wanted(file)


@pytest.mark.parametrize(
    "file",
    [
        f"{QT}/platforms/libqvnc.so",
        f"{QT}/platforms/libqeglfs.so",
        f"{QT}/platformthemes/libqgtk3.so",
        f"{QT}/imageformats/libqpdf.so",
        f"{QT}/tls/libqopensslbackend.so",
        "PySide6/Qt/translations/qtbase_fr.qm",
        "PySide6/Qt/qml/QtQuick/qmldir",
    ],
)
def test_what_nobody_uses_is_left_out(file: str) -> None:
    assert not parts.is_wanted(file)


def test_a_library_goes_in_where_something_that_goes_in_is_linked_with_it(tmp_path: Path) -> None:
    links = {
        "QtGui.abi3.so": ["libQt6Gui.so.6"],
        "libQt6Gui.so.6": ["libglib-2.0.so.0", "/usr/lib/libc.so.6"],
        "libqgtk3.so": ["libgtk-3.so.0"],
        "libqxcb.so": ["libQt6XcbQpa.so.6"],
    }
    kinds = {
        "PySide6/QtGui.abi3.so": "EXTENSION",
        f"{QT}/platforms/libqxcb.so": "BINARY",
        f"{QT}/platformthemes/libqgtk3.so": "BINARY",
        "PySide6/Qt/lib/libQt6Gui.so.6": "BINARY",
        "PySide6/Qt/lib/libQt6XcbQpa.so.6": "BINARY",
        "PySide6/Qt/lib/libQt6Network.so.6": "BINARY",
        "libglib-2.0.so.0": "BINARY",
        "libgtk-3.so.0": "BINARY",
        "libpython3.11.so.1.0": "BINARY",
        "onnxruntime/capi/libonnxruntime.so.1.32.0": "BINARY",
    }
    files = [(name, str(tmp_path / Path(name).name), kind) for name, kind in kinds.items()]

    def imports(source: str) -> list[str]:
        return [str(tmp_path / name) for name in links.get(Path(source).name, [])]

    left_out = set(kinds) - parts.used(files, imports)
    assert left_out == {
        f"{QT}/platformthemes/libqgtk3.so",
        "PySide6/Qt/lib/libQt6Network.so.6",
        "libgtk-3.so.0",
        "onnxruntime/capi/libonnxruntime.so.1.32.0",
    }


def test_on_windows_plug_ins_go_in_with_what_they_are_linked_with(tmp_path: Path) -> None:
    """The names there have backslashes."""
    kinds = {
        "PySide6\\plugins\\platforms\\qwindows.dll": "BINARY",
        "PySide6\\plugins\\platforms\\qdirect2d.dll": "BINARY",
        "Qt6Gui.dll": "BINARY",
        "Qt6Network.dll": "BINARY",
    }
    files = [(name, str(tmp_path / name.rpartition("\\")[2]), kind) for name, kind in kinds.items()]
    used = parts.used(files, lambda _: [str(tmp_path / "Qt6Gui.dll")])
    assert used == {"PySide6\\plugins\\platforms\\qwindows.dll", "Qt6Gui.dll"}


def test_each_byte_is_told_for_one_purpose() -> None:
    sizes = [
        ("PySide6/Qt/lib/libicudata.so.73", 5),
        ("PySide6/QtGui.abi3.so", 3),
        ("kinfolk/vision/models/sface.onnx", 4),
        ("libz.so.1", 1),
        ("libdbus-1.so.3", 1),
    ]
    told = parts.table(sizes)
    assert sum(size for _, size in told) == sum(size for _, size in sizes)
    assert [size for _, size in told] == [5, 4, 3, 2]
    assert told[-1][0] == parts.OTHERS
