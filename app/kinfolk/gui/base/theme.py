"""The look: colour tokens in force, fonts, tinted icons, and following the system's theme."""

from functools import lru_cache
from string import Template

from PySide6.QtCore import QByteArray, QObject, QPropertyAnimation, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFont, QIcon, QImage, QPainter, QPalette, QPixmap
from PySide6.QtSvg import QSvgRenderer
from PySide6.QtWidgets import QApplication, QStyle, QWidget

from kinfolk import settings
from kinfolk.gui.base import accent
from kinfolk.gui.base.tokens import DARK as DARK
from kinfolk.gui.base.tokens import LIGHT as LIGHT
from kinfolk.gui.base.tokens import Tokens as Tokens
from kinfolk.paths import resource

MOTION_MS = 140  # duration of every animation, which eases out
MARGIN = 28  # pixels around the contents of a page

REGULAR, MEDIUM, SEMIBOLD, BOLD = 400, 500, 600, 680  # the font weights that the look uses


def _of_system(palette: QPalette) -> Tokens:
    """Return tokens made of a high-contrast system's own colours."""

    def name(role: QPalette.ColorRole) -> str:
        return palette.color(role).name()

    role = QPalette.ColorRole
    window, text, chosen = name(role.Window), name(role.WindowText), name(role.Highlight)
    return Tokens(
        background=window,
        surface=name(role.Base),
        raised=window,
        line=text,
        text=text,
        muted=text,
        accent=chosen,
        accent_soft=accent.soft(window, chosen, 0.35, (text, accent.HIGH), (chosen, accent.TEXT)),
        on_accent=name(role.HighlightedText),
        amber=text,
        amber_text=text,
        amber_soft=window,
        danger=text,
        control=text,
        scroll=text,
        inverse=text,
        on_inverse=window,
        inverse_action=window,
    )


def tokens() -> Tokens:
    """Return the tokens in force; ask again at each painting, because they may change."""
    # Kept at the application, so that several windows share one look.
    held = application().property("tokens")
    return held if isinstance(held, Tokens) else LIGHT


def dark() -> Tokens:
    """Return the dark tokens with the system's accent; a photo has a dark ground in any theme."""
    return _with_systems_accent(DARK)


def _with_systems_accent(look: Tokens) -> Tokens:
    """Return the tokens with the system's accent, or unchanged if it has none."""
    wished = accent.of_system(application().palette(), _palette_before())
    return accent.with_accent(look, wished) if wished else look


def _palette_before() -> QPalette:
    """Return the system's palette as it was before Kinfolk set its own."""
    held = application().property("palette before")
    return held if isinstance(held, QPalette) else QPalette()


def color(name: str, alpha: float = 1.0) -> QColor:
    """Return the colour of a token of the theme in force; `alpha` from 0 to 1."""
    result = QColor(getattr(tokens(), name))
    result.setAlphaF(alpha)
    return result


def font(size: int, weight: int = REGULAR, *, spacing: float = 0.0) -> QFont:
    """Return the system's font with a size and letter spacing in pixels."""
    result = QFont(QApplication.font())
    result.setPixelSize(size)
    # Qt ignores a weight that equals the font's own, and a parent's bold would win. Setting another
    # one first makes it count.
    result.setWeight(QFont.Weight.Black)
    result.setWeight(QFont.Weight(weight))
    if spacing:
        result.setLetterSpacing(QFont.SpacingType.AbsoluteSpacing, spacing)
    return result


def animate(motion: QPropertyAnimation, start: float, end: float) -> None:
    """Start a motion anew, from one value to another."""
    motion.stop()
    motion.setDuration(motion_ms())
    motion.setStartValue(start)
    motion.setEndValue(end)
    motion.start()


def motion_ms() -> int:
    """Return the duration of an animation in ms; 0 if the system asks for less motion."""
    hints = QApplication.styleHints()  # held, because it owns what accessibility() returns
    # Only Qt 6.12 and newer report this preference.
    preference = getattr(hints.accessibility(), "motionPreference", None)
    if preference is not None and preference().name == "ReducedMotion":
        return 0
    hint = QStyle.StyleHint.SH_Widget_Animation_Duration
    return min(MOTION_MS, QApplication.style().styleHint(hint))


ICON = 16  # pixels: side of an icon


def pixmap(name: str, size: int, tint: QColor, ratio: float = 1.0) -> QPixmap:
    """Return resources/icons/<name>.svg in one colour, `size` logical pixels wide."""
    return QPixmap.fromImage(_drawn(name, size, tint.name(QColor.NameFormat.HexArgb), ratio))


def icon(name: str, token: str = "text") -> QIcon:
    """Return an icon in a token's colour, paler when disabled.

    The icon does not follow the theme, so make a new one after a change.
    """
    result = QIcon()
    for ratio in (1.0, 2.0):
        result.addPixmap(pixmap(name, ICON, color(token), ratio))
        result.addPixmap(pixmap(name, ICON, color(token, 0.4), ratio), QIcon.Mode.Disabled)
    return result


def app_icon() -> QIcon:
    """Return the app's icon in every size that a desktop asks for."""
    result = QIcon()
    for size in (16, 24, 32, 48, 64, 128, 256):
        result.addPixmap(ring(size))
    return result


def ring(size: int, ratio: float = 1.0) -> QPixmap:
    """Return the app's mark, a ring with an amber segment, `size` logical pixels wide.

    Its colours follow the theme but not the system's accent, since it is the app's own sign.
    """
    look = DARK if tokens().is_dark else LIGHT
    svg = resource("icons/kinfolk.svg").read_text(encoding="utf-8")
    # The file is drawn in the light theme's colours.
    svg = svg.replace(LIGHT.accent, look.accent).replace(LIGHT.amber, look.amber)
    return QPixmap.fromImage(_render(svg, size, ratio))


@lru_cache(maxsize=256)
def _drawn(name: str, size: int, argb: str, ratio: float) -> QImage:
    """Render an icon and tint it; cached, because the same icons are drawn over and over."""
    svg = resource(f"icons/{name}.svg").read_text(encoding="utf-8")
    image = _render(svg, size, ratio)
    painter = QPainter(image)
    painter.setCompositionMode(QPainter.CompositionMode.CompositionMode_SourceIn)
    painter.fillRect(image.rect(), QColor(argb))
    painter.end()
    return image


def _render(svg: str, size: int, ratio: float) -> QImage:
    """Render an SVG to an image of `size` logical pixels at the device pixel ratio."""
    image = QImage(QSize(size, size) * ratio, QImage.Format.Format_ARGB32_Premultiplied)
    image.fill(0)
    painter = QPainter(image)
    QSvgRenderer(QByteArray(svg.encode())).render(painter, QRectF(image.rect()))
    painter.end()
    image.setDevicePixelRatio(ratio)
    return image


class SystemTheme(QObject):
    """Set the app's look and follow the system's theme; emit `changed` when the look differs.

    Of several instances only the newest follows the system.
    """

    changed = Signal()

    def __init__(self, theme: settings.Theme, parent: QObject | None = None) -> None:
        """Set palette and font for the application, then the look of this theme."""
        super().__init__(parent)
        app = application()
        figures = QFont(app.font())
        figures.setFeature(QFont.Tag("tnum"), 1)
        app.setFont(figures)
        if not app.testAttribute(Qt.ApplicationAttribute.AA_SetPalette):
            app.setProperty("palette before", QPalette(app.palette()))
        # If two followed the system, each would take the other's palette for a change of the
        # system's, without end.
        app.setProperty("in force", id(self))
        self._theme = theme
        hints = app.styleHints()
        hints.colorSchemeChanged.connect(self._on_system_changed)
        hints.accessibility().contrastPreferenceChanged.connect(self._on_system_changed)
        # The system may have changed its accent
        app.paletteChanged.connect(self._on_system_changed)
        self.use(theme)

    def use(self, theme: settings.Theme) -> None:
        """Use the light or the dark theme, or follow the system."""
        self._theme = theme
        schemes = {
            settings.Theme.SYSTEM: Qt.ColorScheme.Unknown,
            settings.Theme.LIGHT: Qt.ColorScheme.Light,
            settings.Theme.DARK: Qt.ColorScheme.Dark,
        }
        application().styleHints().setColorScheme(schemes[theme])
        self._apply(self._wanted())

    def _on_system_changed(self) -> None:
        """Apply the look again, unless a newer instance is in charge."""
        if application().property("in force") == id(self):
            self._apply(self._wanted())

    def _wanted(self) -> Tokens:
        """Return the tokens for the theme chosen and the system's state."""
        hints = application().styleHints()
        if hints.accessibility().contrastPreference() == Qt.ContrastPreference.HighContrast:
            return _of_system(_palette_before())
        is_dark = self._theme is settings.Theme.DARK
        if self._theme is settings.Theme.SYSTEM:
            is_dark = hints.colorScheme() == Qt.ColorScheme.Dark
        return dark() if is_dark else _with_systems_accent(LIGHT)

    def _apply(self, look: Tokens) -> None:
        """Put the tokens in force for the whole application, if they differ."""
        app = application()
        # A style sheet is slow to set: every widget is polished anew.
        if app.property("tokens") == look:
            return
        app.setProperty("tokens", look)
        app.setPalette(palette(look))
        app.setStyleSheet(style_sheet(look))
        app.setWindowIcon(app_icon())
        self.changed.emit()


def style_sheet(look: Tokens) -> str:
    """Return Qt's style sheet with the colours of `look`.

    Set on a widget, it applies to the widget's children, too.
    """
    sheet = Template(resource("style.qss").read_text(encoding="utf-8"))
    return sheet.substitute(vars(look), **_shades(look))


def palette(look: Tokens) -> QPalette:
    """Return the palette for what the style sheet does not cover.

    It leaves the role Accent alone, so that it still gives the system's accent, and Qt reports when
    that changes.
    """
    role = QPalette.ColorRole
    names = {
        role.Window: look.background,
        role.WindowText: look.text,
        role.Base: look.surface,
        role.AlternateBase: look.background,
        role.Text: look.text,
        role.Button: look.surface,
        role.ButtonText: look.text,
        role.BrightText: look.danger,
        role.Highlight: look.accent,
        role.HighlightedText: look.on_accent,
        role.Link: look.accent,
        role.LinkVisited: look.accent,
        role.PlaceholderText: look.muted,
        role.Mid: look.line,
        role.Midlight: look.line,
        role.Light: look.raised,
        role.Dark: look.control,
        role.ToolTipBase: look.inverse,
        role.ToolTipText: look.on_inverse,
    }
    result = QPalette()
    for each, name in names.items():
        result.setColor(each, QColor(name))
    for each in (role.WindowText, role.Text, role.ButtonText):
        result.setColor(QPalette.ColorGroup.Disabled, each, QColor(look.muted))
    return result


def _shades(look: Tokens) -> dict[str, str]:
    """Return the accent colours for a button under the cursor and for a pressed button."""
    accent = QColor(look.accent)
    return {
        "accent_hover": (accent.lighter(108) if look.is_dark else accent.darker(112)).name(),
        "accent_pressed": (accent.darker(112) if look.is_dark else accent.darker(128)).name(),
    }


def repolish(widget: QWidget) -> None:
    """Apply the style sheet to a widget again, after one of its properties has changed."""
    if not widget.testAttribute(Qt.WidgetAttribute.WA_WState_Polished):
        return  # it is applied once the widget is shown; before that it would keep an old font
    widget.style().unpolish(widget)
    widget.style().polish(widget)
    widget.update()


def application() -> QApplication:
    """Return the running application, typed as it is."""
    app = QApplication.instance()
    assert isinstance(app, QApplication), "the look needs a running application"
    return app
