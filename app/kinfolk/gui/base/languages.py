"""The language of the window: our texts and Qt's own, dates and numbers."""

from pathlib import Path

from PySide6.QtCore import QCoreApplication, QLibraryInfo, QLocale, QTranslator

from kinfolk.paths import resource
from kinfolk.settings import Language


def use(wanted: Language, folder: Path | None = None) -> None:
    """From now on; what is on the screen already keeps its words.

    A system whose language Kinfolk does not speak gets English texts, and dates in its own way.
    """
    system = QLocale.system()
    wished = system if wanted is Language.SYSTEM else QLocale(wanted.value)
    # Who speaks it has it as at home: with the dates of Ireland, or of Switzerland.
    locale = system if system.language() == wished.language() else wished
    QLocale.setDefault(locale)
    if _spoken(locale) is not Language.ENGLISH:
        code = _spoken(locale).value
        _install(f"kinfolk_{code}", folder or resource("i18n"))
        qt = Path(QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath))
        _install(f"qtbase_{code}", qt)


def _spoken(locale: QLocale) -> Language:
    is_german = locale.language() is QLocale.Language.German
    return Language.GERMAN if is_german else Language.ENGLISH


def _install(name: str, folder: Path) -> None:
    app = QCoreApplication.instance()
    translator = QTranslator(app)
    if translator.load(name, str(folder)):
        QCoreApplication.installTranslator(translator)
