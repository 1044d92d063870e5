"""The language of the window: Kinfolk's texts, Qt's own, dates and numbers."""

from pathlib import Path
from xml.etree import ElementTree

from PySide6.QtCore import QCoreApplication, QLibraryInfo, QLocale, QObject, QTranslator

from kinfolk.paths import resource
from kinfolk.settings import Language


def use(wanted: Language, folder: Path | None = None) -> None:
    """Use this language for everything shown from now on; what is shown already stays as it is.

    If the system's language is one that Kinfolk does not speak, texts are English, but dates and
    numbers follow the system. `folder` holds the .ts files; by default Kinfolk's own.
    """
    app = QCoreApplication.instance()
    for before in app.findChildren(QTranslator) if app is not None else ():
        QCoreApplication.removeTranslator(before)
    system = QLocale.system()
    wished = system if wanted is Language.SYSTEM else QLocale(wanted.value)
    # If the system speaks that language, its region decides on dates: Ireland's or Switzerland's.
    locale = system if system.language() == wished.language() else wished
    QLocale.setDefault(locale)
    if _spoken(locale) is not Language.ENGLISH:
        code = _spoken(locale).value
        texts = (folder or resource("i18n")) / f"kinfolk_{code}.ts"
        QCoreApplication.installTranslator(_Translator(texts, app))
        qt, lies_in = QTranslator(app), QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath)
        if qt.load(f"qtbase_{code}", lies_in):
            QCoreApplication.installTranslator(qt)


def _spoken(locale: QLocale) -> Language:
    is_german = locale.language() is QLocale.Language.German
    return Language.GERMAN if is_german else Language.ENGLISH


class _Translator(QTranslator):
    """Translate Kinfolk's texts from a .ts file, which Qt asks for each text as it is shown."""

    def __init__(self, file: Path, parent: QObject | None) -> None:
        super().__init__(parent)
        self._forms: dict[tuple[str, str], list[str]] = {}
        for context in ElementTree.parse(file).iter("context"):
            name = context.findtext("name", "")
            for message in context.iter("message"):
                translation = message.find("translation")
                if translation is not None:
                    forms = [each.text or "" for each in [*translation] or [translation]]
                    self._forms[name, message.findtext("source", "")] = forms

    def isEmpty(self) -> bool:
        return False

    def translate(
        self, context: str, text: str, /, disambiguation: str | None = None, n: int = -1
    ) -> str | None:
        """Return the translation, or None if there is none; of a counted text the form for `n`.

        The first form is for 1, the last for all other numbers, as in German.
        """
        forms = self._forms.get((context, text), [""])
        return forms[0 if n == 1 else -1] or None
