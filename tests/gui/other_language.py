"""Another language of the window for the length of a test."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from PySide6.QtCore import QCoreApplication, QLocale, QTranslator

from tests.gui.windows import there

ROOT = Path(__file__).resolve().parents[2]
GERMAN = ROOT / "resources" / "i18n" / "kinfolk_de.ts"


@contextmanager
def for_a_while() -> Iterator[None]:
    """Restore the language and the locale afterwards."""
    before = QLocale()
    try:
        yield
    finally:
        QLocale.setDefault(before)
        app = there(QCoreApplication.instance())
        for translator in app.findChildren(QTranslator):
            QCoreApplication.removeTranslator(translator)
            translator.setParent(None)
