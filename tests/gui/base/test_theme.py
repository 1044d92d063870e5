"""Colours that can be read, icons that exist, a style sheet without a hole."""

import re
from collections.abc import Callable, Iterator
from dataclasses import asdict

import pytest
from PySide6.QtGui import QColor, QImage, QPalette
from PySide6.QtWidgets import QApplication, QProxyStyle
from pytestqt.qtbot import QtBot

from kinfolk.gui.base import accent, theme
from kinfolk.gui.base.context import Context
from kinfolk.gui.base.tokens import DARK, LIGHT, Tokens
from kinfolk.gui.widgets.controls import Button, keys_used
from kinfolk.paths import resource
from kinfolk.settings import Theme
from tests.gui.hands import until

TEXT_PAIRS = [
    ("text", "background"),
    ("text", "surface"),
    ("text", "raised"),
    ("text", "accent_soft"),
    ("muted", "background"),
    ("muted", "surface"),
    ("muted", "raised"),
    ("muted", "accent_soft"),
    ("accent", "background"),
    ("accent", "surface"),
    ("accent", "raised"),
    ("accent", "accent_soft"),
    ("on_accent", "accent"),
    ("amber_text", "amber_soft"),
    ("danger", "background"),
    ("danger", "surface"),
    ("danger", "raised"),
    ("on_inverse", "inverse"),
    ("inverse_action", "inverse"),
]
GRAPHIC_PAIRS = [
    ("amber", "surface"),
    ("control", "surface"),
    ("control", "background"),
    ("control", "raised"),
    ("accent", "line"),
]


def luminance(name: str) -> float:
    """WCAG 2.2, relative luminance."""
    colour = QColor(name)
    parts = [
        c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4
        for c in (colour.redF(), colour.greenF(), colour.blueF())
    ]
    return 0.2126 * parts[0] + 0.7152 * parts[1] + 0.0722 * parts[2]


def contrast(one: str, other: str) -> float:
    dark, light = sorted((luminance(one), luminance(other)))
    return (light + 0.05) / (dark + 0.05)


@pytest.mark.parametrize("look", [LIGHT, DARK], ids=["light", "dark"])
@pytest.mark.parametrize(("front", "back"), TEXT_PAIRS)
def test_text_can_be_read(look: Tokens, front: str, back: str) -> None:
    assert contrast(getattr(look, front), getattr(look, back)) >= 4.5


@pytest.mark.parametrize("look", [LIGHT, DARK], ids=["light", "dark"])
@pytest.mark.parametrize(("front", "back"), GRAPHIC_PAIRS)
def test_shapes_can_be_told_apart(look: Tokens, front: str, back: str) -> None:
    assert contrast(getattr(look, front), getattr(look, back)) >= 3.0


@pytest.mark.parametrize("look", [LIGHT, DARK], ids=["light", "dark"])
def test_a_scroll_bar_is_seen_and_stays_quiet(look: Tokens) -> None:
    assert 1.8 <= contrast(look.scroll, look.background) < contrast(look.control, look.background)


def test_the_theme_can_be_changed_while_it_runs(context: Context, qapp: QApplication) -> None:
    heard = []
    context.appearance.changed.connect(lambda: heard.append(theme.tokens()))
    context.appearance.use(Theme.DARK)
    context.appearance.use(Theme.DARK)
    assert heard == [DARK]
    assert qapp.palette().window().color() == QColor(DARK.background)
    assert DARK.background in qapp.styleSheet()


def test_every_token_of_the_style_sheet_is_known() -> None:
    sheet = resource("style.qss").read_text(encoding="utf-8")
    known = set(asdict(LIGHT)) | {"accent_hover", "accent_pressed"}
    assert set(re.findall(r"\$(\w+)", sheet)) <= known


@pytest.mark.parametrize("path", sorted(resource("icons").glob("*.svg")), ids=lambda p: p.stem)
def test_an_icon_draws_something(qapp: QApplication, path: object) -> None:
    name = path.stem  # type: ignore[attr-defined]
    image = theme.pixmap(name, 16, QColor("red"), 2.0).toImage()
    assert image.size().width() == 32
    blank = QImage(image.size(), image.format())
    blank.fill(0)
    assert image != blank


def test_a_font_says_its_weight_even_where_it_is_the_usual_one(qapp: QApplication) -> None:
    assert theme.font(13, theme.REGULAR).weight() == 400
    assert theme.font(13, theme.BOLD).weight() == 680
    assert theme.font(13).pixelSize() == 13


class System(QProxyStyle):
    """A system with an accent: what a style makes of the palette is what Qt goes back to."""

    def __init__(self, accent: str) -> None:
        super().__init__("fusion")
        self._accent = accent

    def polish(self, what: object) -> None:
        if isinstance(what, QPalette):
            what.setColor(QPalette.ColorRole.Accent, QColor(self._accent))


@pytest.fixture
def system(qapp: QApplication) -> Iterator[Callable[[str], None]]:
    """Lets the system have that accent from now on."""
    yield lambda name: qapp.setStyle(System(name))
    qapp.setStyle("fusion")


# Also far too pale and far too dark ones.
ACCENTS = [
    QColor.fromHslF(hue / 12, saturation, lightness).name()
    for hue in range(12)
    for saturation in (0.4, 1.0)
    for lightness in (0.08, 0.3, 0.5, 0.7, 0.92)
]


@pytest.mark.parametrize("look", [LIGHT, DARK], ids=["light", "dark"])
def test_with_any_accent_text_and_shapes_can_be_read(look: Tokens) -> None:
    for name in ACCENTS:
        made = accent.with_accent(look, name)
        for front, back in TEXT_PAIRS:
            assert contrast(getattr(made, front), getattr(made, back)) >= 4.5, (name, front, back)
        for front, back in GRAPHIC_PAIRS:
            assert contrast(getattr(made, front), getattr(made, back)) >= 3.0, (name, front, back)
        shades = theme._shades(made)
        assert all(contrast(made.on_accent, each) >= 4.5 for each in shades.values()), name


@pytest.mark.parametrize("look", [LIGHT, DARK], ids=["light", "dark"])
@pytest.mark.parametrize("name", ["#0078D7", "#E81123", "#FFD700", "#3DAEE9", "#00FF00"])
def test_an_accent_stays_of_its_hue(look: Tokens, name: str) -> None:
    made = QColor(accent.with_accent(look, name).accent)
    assert abs(made.hslHue() - QColor(name).hslHue()) <= 3


# Window, text, what is selected and its text, as Windows 11 has them.
CONTRASTS = {
    "Aquatic": ("#202020", "#FFFFFF", "#8EE3F0", "#263B50"),
    "Desert": ("#FFFAEF", "#3D3D3D", "#903909", "#FFF5E3"),
    "Dusk": ("#2D3236", "#FFFFFF", "#A1BFDE", "#212D3B"),
    "Night sky": ("#000000", "#FFFFFF", "#D6B4FD", "#2B2B2B"),
}


@pytest.mark.parametrize("named", CONTRASTS)
def test_with_high_contrast_what_is_selected_is_seen_and_read(named: str) -> None:
    role = QPalette.ColorRole
    palette, roles = QPalette(), (role.Window, role.WindowText, role.Highlight)
    for each, colour in zip((*roles, role.HighlightedText), CONTRASTS[named], strict=True):
        palette.setColor(each, QColor(colour))
    look = theme._of_system(palette)
    assert contrast(look.accent_soft, look.raised) >= 1.3
    assert contrast(look.text, look.accent_soft) >= 7
    assert contrast(look.accent, look.accent_soft) >= 4.5


def told(role: QPalette.ColorRole, name: str) -> QPalette:
    """What a system tells that knows no more."""
    result = QPalette(QColor("white"))
    for each in (QPalette.ColorRole.Accent, QPalette.ColorRole.Highlight):
        result.setColor(each, QColor("#308cc6"))  # Qt's own
    result.setColor(role, QColor(name))
    return result


def test_the_accent_is_told_in_two_ways_or_not_at_all() -> None:
    role = QPalette.ColorRole
    ours = told(role.Highlight, LIGHT.accent)
    blue, orange = told(role.Accent, "#0078d7"), told(role.Highlight, "#e95420")
    assert accent.of_system(blue, blue) == "#0078d7"  # Windows, macOS
    assert accent.of_system(ours, orange) == "#e95420"  # KDE, GTK
    grey, nothing = told(role.Accent, "#7A7570"), told(role.Window, "white")
    assert accent.of_system(grey, grey) == accent.of_system(ours, nothing) == ""


def test_the_accent_follows_the_system_while_it_runs(
    qtbot: QtBot, context: Context, system: Callable[[str], None]
) -> None:
    button = Button("New person", kind="primary")
    qtbot.addWidget(button)
    button.show()
    heard = []
    context.appearance.changed.connect(lambda: heard.append(theme.tokens()))
    system("#0078D7")
    system("#0078d7")
    assert heard == [accent.with_accent(LIGHT, "#0078d7")] == [theme.tokens()]
    drawn = button.grab().toImage()
    assert drawn.pixelColor(drawn.width() // 2, 4).name() == theme.tokens().accent
    context.appearance.use(Theme.DARK)
    assert theme.tokens() == theme.dark() == accent.with_accent(DARK, "#0078d7")
    for nothing in ("#7A7570", "#308cc6"):  # grey, and what Qt has where there is none
        system(nothing)
        assert theme.tokens() == DARK


def test_of_two_looks_the_newer_is_in_force(
    context: Context, system: Callable[[str], None]
) -> None:
    heard = []
    context.appearance.changed.connect(lambda: heard.append("older"))
    newer = theme.SystemTheme(Theme.DARK)
    newer.changed.connect(lambda: heard.append("newer"))
    for name in ("#0078d7", "#e81123"):
        system(name)
        assert theme.tokens() == accent.with_accent(DARK, name)
    assert heard == ["newer", "newer"]


def test_the_focus_of_a_link_leaves_its_letters_free(qtbot: QtBot, context: Context) -> None:
    link = Button("Add a folder…", kind="link")
    qtbot.addWidget(link)
    link.show()
    link.setFocus()
    until(link.hasFocus)
    letters = link.rect().adjusted(0, 4, 0, -4)
    plain = link.grab().toImage()
    keys_used(link)
    focused = link.grab().toImage()
    assert focused != plain
    assert focused.copy(letters) == plain.copy(letters)
