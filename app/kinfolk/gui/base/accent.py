"""The system's accent as the look's own: made as light or as dark as it has to be to be read."""

from dataclasses import replace
from functools import lru_cache

from PySide6.QtGui import QColor, QPalette

from kinfolk.gui.base.tokens import Tokens

TEXT, SHAPE = 4.5, 3.0  # the contrast that WCAG AA asks for
HIGH = 7.0  # of text: what AAA asks for
_NOBODYS = "#308cc6"  # Qt's own, where the system names none
_GREY = 40  # of 255, between the largest part of a colour and its smallest
_STEP = 0.01


def of_system(now: QPalette, before: QPalette) -> str:
    """ "" where there is none, or one that would not stand out.

    Windows and macOS tell it by its own role, which no palette of ours sets. KDE and GTK tell it
    as the colour of a selection, which is the system's only `before` our palette is set.
    """
    role = QPalette.ColorRole
    for told in (now.color(role.Accent), before.color(role.Highlight)):
        parts = _parts(told)
        if told.name() != _NOBODYS and max(parts) - min(parts) >= _GREY:
            return told.name()
    return ""


@lru_cache(maxsize=8)
def with_accent(look: Tokens, name: str) -> Tokens:
    """Links, the focus ring and what is selected in that colour, on each ground they lie on."""
    accent = QColor(name)
    share = 0.2 if look.is_dark else 0.13  # a breath of it
    selected = soft(look.surface, name, share, (look.muted, TEXT))
    grounds = [look.background, look.surface, look.raised, selected]
    step = _STEP if look.is_dark else -_STEP
    lightness, found = accent.lightnessF(), accent
    while not (
        all(contrast(found, QColor(each)) >= TEXT for each in grounds)
        and contrast(found, QColor(look.line)) >= SHAPE
    ):
        lightness += step
        found = QColor.fromHslF(accent.hslHueF(), accent.hslSaturationF(), lightness)
    on_accent = "#000000" if look.is_dark else "#FFFFFF"  # a pressed button is a shade darker
    return replace(look, accent=found.name(), accent_soft=selected, on_accent=on_accent)


def contrast(one: QColor, other: QColor) -> float:
    """As WCAG 2.2 has it, from 1 to 21."""
    dark, light = sorted((_luminance(one), _luminance(other)))
    return (light + 0.05) / (dark + 0.05)


def soft(ground: str, accent: str, share: float, *texts: tuple[str, float]) -> str:
    """So much of the accent over the ground, or less: each text has its contrast on it."""
    under, over = QColor(ground), QColor(accent)
    while True:
        mixed = _mixed(under, over, share)
        if share <= 0 or all(contrast(mixed, QColor(text)) >= least for text, least in texts):
            return mixed.name()
        share -= _STEP


def _mixed(ground: QColor, colour: QColor, share: float) -> QColor:
    pairs = zip(_parts(ground), _parts(colour), strict=True)
    return QColor(*(round(under + (over - under) * share) for under, over in pairs))


def _luminance(colour: QColor) -> float:
    red, green, blue = (
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4
        for part in (each / 255 for each in _parts(colour))
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _parts(colour: QColor) -> tuple[int, int, int]:
    """In 8 bits, as it is shown."""
    return colour.red(), colour.green(), colour.blue()
