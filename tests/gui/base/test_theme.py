"""Colours that can be read, icons that exist, a style sheet without a hole."""

import re
from dataclasses import asdict

import pytest
from PySide6.QtGui import QColor, QImage
from PySide6.QtWidgets import QApplication

from kinfolk.gui.base import theme
from kinfolk.gui.base.context import Context
from kinfolk.gui.base.theme import DARK, LIGHT, Tokens
from kinfolk.paths import resource
from kinfolk.settings import Theme

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
