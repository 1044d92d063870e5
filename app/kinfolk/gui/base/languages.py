"""The language of the window: our texts and Qt's own, dates and numbers."""

from pathlib import Path
from xml.etree import ElementTree

from PySide6.QtCore import QCoreApplication, QLibraryInfo, QLocale, QObject, QTranslator

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
        app, code = QCoreApplication.instance(), _spoken(locale).value
        texts = (folder or resource("i18n")) / f"kinfolk_{code}.ts"
        QCoreApplication.installTranslator(_Translator(texts, app))
        qt, lies_in = QTranslator(app), QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath)
        if qt.load(f"qtbase_{code}", lies_in):
            QCoreApplication.installTranslator(qt)


def _spoken(locale: QLocale) -> Language:
    is_german = locale.language() is QLocale.Language.German
    return Language.GERMAN if is_german else Language.ENGLISH


class _Translator(QTranslator):
    """Our texts in one language, as its .ts has them; Qt asks for each one as it is shown."""

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
        """Of what is counted the form for one, or the one for many, as German has them."""
        forms = self._forms.get((context, text), [""])
        return forms[0 if n == 1 else -1] or None
