"""The colour tokens of the light and the dark theme."""

from dataclasses import dataclass

from PySide6.QtGui import QColor


@dataclass(frozen=True)
class Tokens:
    """Hold the colours of one theme as #RRGGBB; each text pair is tested against WCAG AA."""

    background: str
    surface: str  # of cards, fields and the strip
    raised: str  # of dialogs and menus
    line: str
    text: str
    muted: str
    accent: str  # of actions, selection and focus
    accent_soft: str  # of a selected row or a drop target
    on_accent: str
    amber: str  # of the star of favourites
    amber_text: str  # of uncertain suggestions
    amber_soft: str
    danger: str
    control: str  # the track of a switch that is off: 3:1 against every ground
    scroll: str  # of scroll bars: visible but quiet
    inverse: str  # ground of toasts and of the label beside the cursor
    on_inverse: str
    # Text of a button in a toast
    inverse_action: str

    @property
    def is_dark(self) -> bool:
        return QColor(self.background).lightness() < 128


LIGHT = Tokens(
    background="#F7F6F3",
    surface="#FFFFFF",
    raised="#FFFFFF",
    line="#E6E3DC",
    text="#1F1D1A",
    muted="#6F6A61",
    accent="#2F6F5E",
    accent_soft="#E3EFEA",
    on_accent="#FFFFFF",
    amber="#B7791F",
    amber_text="#8A5A10",
    amber_soft="#F6EBD8",
    danger="#B3402A",
    control="#8F897E",
    scroll="#B9B5AC",
    inverse="#1F1D1A",
    on_inverse="#F7F6F3",
    inverse_action="#E0B25C",
)
DARK = Tokens(
    background="#171614",
    surface="#1F1D1B",
    raised="#282623",
    line="#35322D",
    text="#ECE8E1",
    muted="#A09A8F",
    accent="#7CC4AC",
    accent_soft="#22372F",
    on_accent="#10201A",
    amber="#E0B25C",
    amber_text="#E0B25C",
    amber_soft="#3A3020",
    danger="#E58C78",
    control="#7A756B",
    scroll="#524F48",
    inverse="#ECE8E1",
    on_inverse="#1F1D1B",
    inverse_action="#8A5A10",
)
