"""Every page and sheet in German, in a wide font, and in a language of our own, 40 % longer.

What is not translated is seen by that one, and what is cut off in both.
"""

import re
from collections.abc import Iterator
from pathlib import Path
from xml.etree import ElementTree

import pytest
from PySide6.QtWidgets import QAbstractButton, QApplication, QLabel, QToolButton, QWidget
from pytestqt.qtbot import QtBot

from kinfolk.gui.base import languages
from kinfolk.gui.base.context import Context
from kinfolk.gui.widgets.controls import Elided
from kinfolk.gui.widgets.switches import Segmented
from kinfolk.settings import Language
from tests.album import Album
from tests.gui import other_language
from tests.gui.hands import until
from tests.gui.house import House
from tests.gui.test_accessibility import PAGES, every_sheet
from tests.gui.windows import closed, there
from tests.surroundings import lettered

pytestmark = pytest.mark.slow

LETTERS = re.compile(r"[^\W\d_]{2}")
BRACKETS = re.compile("[⟦⟧]")  # a sentence laid out around a control has one in each half
# Names of people, files and engines, dates, languages, keys (which Qt translates), and what the
# test itself says.
OWN = re.compile(
    r"Kinfolk|Dora|Ben|Anna|English|Deutsch|YuNet and SFace|Mai|/\S+|photos / |"
    r"(folder|asset)_\w+(\.jpg)?|names\.json|Move|The library is damaged|"
    r"Enter|Leertaste|Umschalt|Strg|Alt|Entf|Pos1|Ende|Esc|Tab"
)

# Where German fits, and what is 40 % longer than English ends in dots.
TIGHT = {("longer", "NewPersonDialog")}  # four choices side by side


@pytest.fixture(scope="module", params=["German", "longer"])
def language(request: pytest.FixtureRequest) -> str:
    return str(request.param)


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory, language: str) -> Path:
    """The language, where German is looked for."""
    made = tmp_path_factory.mktemp("i18n")
    tree = ElementTree.parse(other_language.GERMAN)
    for message in tree.iter("message"):
        translation = there(message.find("translation"))
        if language == "longer":
            for form in translation.findall("numerusform") or [translation]:
                form.text = longer(message.findtext("source", ""))
    tree.write(made / "kinfolk_de.ts", encoding="utf-8", xml_declaration=True)
    return made


def longer(text: str) -> str:
    """Patterns of dates, and words that mean the same, stay as they are."""
    if text.startswith("d ") or ("|" in text and "{" not in text):
        return text
    return f"⟦{text}{' ~~~' * round(0.1 * len(text))}⟧"


@pytest.fixture
def font(qapp: QApplication, language: str) -> Iterator[None]:
    with lettered(wide=language == "German"):
        yield


@pytest.fixture
def house(
    qtbot: QtBot, font: None, context: Context, album: Album, folder: Path
) -> Iterator[House]:
    with other_language.for_a_while():
        languages.use(Language.GERMAN, folder)
        made = House(qtbot, context, album)
        yield made
        made.leave()
        closed(made.window)


def shown(root: QWidget) -> list[QWidget]:
    return [root, *(each for each in root.findChildren(QWidget) if each.isVisible())]


def english(root: QWidget) -> list[str]:
    """What is seen and was not translated; names are no one's to translate."""
    texts = [each.text() for each in shown(root) if isinstance(each, QLabel | QAbstractButton)] + [
        each.toolTip() for each in shown(root)
    ]
    return [
        text for text in texts if LETTERS.search(OWN.sub("", text)) and not BRACKETS.search(text)
    ]


def cut(root: QWidget) -> list[str]:
    """What has less room than it needs, and no dots for it."""
    found = []
    for each in shown(root):
        if isinstance(each, Elided | QToolButton) or not isinstance(
            each, QLabel | QAbstractButton | Segmented
        ):
            continue
        if isinstance(each, QLabel) and each.wordWrap():
            is_cut = each.heightForWidth(each.width()) > each.height()
        else:
            least = each.minimumSizeHint() if isinstance(each, Segmented) else each.sizeHint()
            is_cut = least.width() > each.width()
        text = each.accessibleDescription() if isinstance(each, Segmented) else each.text()
        if is_cut and text:
            found.append(f"{type(each).__name__} {text!r}: {each.width()}×{each.height()}")
    return found


def check(root: QWidget, language: str, where: str) -> None:
    """Once all is laid out that is read meanwhile."""

    def is_well() -> None:
        found = english(root) if language == "longer" else []
        assert (where, found if (language, where) in TIGHT else found + cut(root)) == (where, [])

    until(is_well)


def test_every_page(house: House, language: str) -> None:
    for page, show in PAGES.items():
        house.leave()
        shown, whole = show(house), there(house.window.whole.currentWidget())
        check(whole, language, page)
        if not whole.isAncestorOf(shown):
            check(shown, language, page)


def test_every_sheet(house: House, language: str) -> None:
    for kind, sheet in every_sheet(house):
        check(sheet, language, kind.__name__)
