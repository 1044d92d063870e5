"""Colours derived from the system's accent, adjusted until they contrast enough to be read."""

from dataclasses import replace
from functools import lru_cache

from PySide6.QtGui import QColor, QPalette

from kinfolk.gui.base.tokens import Tokens

TEXT, SHAPE = 4.5, 3.0  # contrast ratios that WCAG AA requires of text and of shapes
HIGH = 7.0  # contrast ratio that WCAG AAA requires of text
_NOBODYS = "#308cc6"  # Qt's default highlight, which it reports if the system has no accent
_GREY = 40  # least difference of 255 between the largest and smallest of red, green, blue
_STEP = 0.01  # how far lightness, or the share of the accent, moves in each attempt


def of_system(now: QPalette, before: QPalette) -> str:
    """Return the system's accent colour as "#rrggbb", or "" if there is none that stands out.

    Windows and macOS report it in the palette role Accent, which Kinfolk's own palettes never set.
    KDE and GTK report it as the colour of a selection, which is still the system's only in the
    palette from before Kinfolk set its own: `before`.
    """
    role = QPalette.ColorRole
    for told in (now.color(role.Accent), before.color(role.Highlight)):
        parts = _parts(told)
        if told.name() != _NOBODYS and max(parts) - min(parts) >= _GREY:
            return told.name()
    return ""


@lru_cache(maxsize=8)
def with_accent(look: Tokens, name: str) -> Tokens:
    """Return the tokens with the accent `name` ("#rrggbb") for links, focus rings and selections.

    The colour is made lighter or darker until it contrasts with every ground it lies on.
    """
    accent = QColor(name)
    share = 0.2 if look.is_dark else 0.13  # just enough to tint the ground
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
    # White stays readable on a pressed button, which is a shade darker
    on_accent = "#000000" if look.is_dark else "#FFFFFF"
    return replace(look, accent=found.name(), accent_soft=selected, on_accent=on_accent)


def contrast(one: QColor, other: QColor) -> float:
    """Return the contrast ratio of two colours as WCAG 2.2 defines it, from 1 to 21."""
    dark, light = sorted((_luminance(one), _luminance(other)))
    return (light + 0.05) / (dark + 0.05)


def soft(ground: str, accent: str, share: float, *texts: tuple[str, float]) -> str:
    """Return `ground` tinted with `accent`, as "#rrggbb".

    `share` (0 to 1) is the most accent that may be mixed in. It is reduced until each of `texts` (a
    colour and its least contrast ratio) can be read on the result.
    """
    under, over = QColor(ground), QColor(accent)
    while True:
        mixed = _mixed(under, over, share)
        if share <= 0 or all(contrast(mixed, QColor(text)) >= least for text, least in texts):
            return mixed.name()
        share -= _STEP


def _mixed(ground: QColor, colour: QColor, share: float) -> QColor:
    """Mix two colours linearly; a `share` of 1 gives `colour`."""
    pairs = zip(_parts(ground), _parts(colour), strict=True)
    return QColor(*(round(under + (over - under) * share) for under, over in pairs))


def _luminance(colour: QColor) -> float:
    """Return the relative luminance as WCAG 2.2 defines it, from 0 to 1."""
    red, green, blue = (
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4
        for part in (each / 255 for each in _parts(colour))
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _parts(colour: QColor) -> tuple[int, int, int]:
    """Return red, green and blue, each 0 to 255."""
    return colour.red(), colour.green(), colour.blue()
