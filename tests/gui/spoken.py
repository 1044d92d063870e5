"""Another language for the length of a test."""

import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from PySide6.QtCore import QCoreApplication, QLocale, QTranslator

ROOT = Path(__file__).resolve().parents[2]
GERMAN = ROOT / "resources" / "i18n" / "kinfolk_de.ts"


def release(folder: Path) -> None:
    """Makes of each .ts in the folder what Qt reads, as the build does."""
    code = f"import i18n, pathlib; i18n.release_all(pathlib.Path({str(folder)!r}))"
    subprocess.run([sys.executable, "-c", code], cwd=ROOT / "packaging", check=True)


@contextmanager
def for_a_while() -> Iterator[None]:
    """Whatever language is used within goes again."""
    before = QLocale()
    yield
    QLocale.setDefault(before)
    app = QCoreApplication.instance()
    assert app is not None
    for translator in app.findChildren(QTranslator):
        QCoreApplication.removeTranslator(translator)
        translator.setParent(None)
