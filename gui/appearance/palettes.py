"""The table of colours as Qt wants it: a palette for the program, and one for its controls."""

from __future__ import annotations

from functools import cache

from PySide6.QtGui import QColor, QPalette
from PySide6.QtWidgets import QApplication

from gui.appearance.colours import DARK, LIGHT, Colours

_Group = QPalette.ColorGroup
_Role = QPalette.ColorRole

BORDERED = ("QAbstractItemView", "QMenu")
CONTROLS = (
    *("QLineEdit", "QPlainTextEdit", "QCheckBox", "QRadioButton", "QProgressBar"),
    *("QPushButton", "QToolButton"),
)
"""What Fusion draws a border around, here in the colour of the accent while it has the focus."""

_DARKENED = 1.4
"""So much darker than the window Fusion draws a border: QColor.darker(140)."""


def use(colours: Colours) -> None:
    """Show all of the program in `colours`."""
    QApplication.setPalette(palette_of(colours))
    for names, palette in (
        (BORDERED, bordered_palette_of(colours)),
        (CONTROLS, control_palette_of(colours)),
    ):
        for name in names:  # the stub says bytes, the binding takes nothing but str
            QApplication.setPalette(palette, name)  # type: ignore[arg-type]


def colours_of(palette: QPalette) -> Colours:
    """Return the table that `palette` was made from: of what paints itself, beyond Qt's roles."""
    return DARK if palette.base().color().lightness() < 128 else LIGHT


def line_colour(palette: QPalette) -> QColor:
    """Return the colour of a hairline."""
    return QColor(colours_of(palette).line)


@cache
def palette_of(colours: Colours) -> QPalette:
    """Return `colours` as the palette of the program."""
    return _made(colours)


@cache
def bordered_palette_of(colours: Colours) -> QPalette:
    """Return the palette of what has a border.

    Fusion knows no colour for borders. It takes the window's and darkens it, which in a dark window
    cannot be seen at all; so these get a window that makes the border come out as it should.
    """
    palette = _made(colours)
    _give_border(palette, colours)
    return palette


@cache
def control_palette_of(colours: Colours) -> QPalette:
    """Return the palette of what can have the focus, which Fusion shows by a darkened highlight."""
    palette = _made(colours)
    _give_border(palette, colours)
    for group in (_Group.Active, _Group.Inactive):
        palette.setColor(group, _Role.Highlight, QColor(colours.accent))
        palette.setColor(group, _Role.HighlightedText, QColor(colours.on_accent))
    return palette


def _give_border(palette: QPalette, colours: Colours) -> None:
    border = QColor(colours.border)
    value = round(border.value() * _DARKENED)
    border.setHsv(border.hsvHue(), border.hsvSaturation(), value)
    palette.setColor(_Role.Window, border)


def _made(colours: Colours) -> QPalette:
    palette = QPalette()  # not a copy: for the first one the binding takes 12 ms
    for role, name in _roles(colours).items():
        palette.setColor(role, QColor(name))
    for role in (_Role.WindowText, _Role.Text, _Role.ButtonText, _Role.Link, _Role.PlaceholderText):
        palette.setColor(_Group.Disabled, role, QColor(colours.off))
    palette.setColor(_Group.Disabled, _Role.Highlight, QColor(colours.idle_selection))
    palette.setColor(_Group.Disabled, _Role.HighlightedText, QColor(colours.off))
    palette.setColor(_Group.Inactive, _Role.Highlight, QColor(colours.idle_selection))
    palette.setColor(_Group.Inactive, _Role.HighlightedText, QColor(colours.idle_selected_text))
    return palette


def _roles(colours: Colours) -> dict[QPalette.ColorRole, str]:
    return {
        _Role.Window: colours.window,
        _Role.WindowText: colours.text,
        _Role.Base: colours.base,
        _Role.AlternateBase: colours.window,
        _Role.Text: colours.text,
        _Role.PlaceholderText: colours.quiet,
        _Role.Button: colours.button,
        _Role.ButtonText: colours.text,
        _Role.BrightText: colours.selected_text,
        _Role.ToolTipBase: colours.tooltip,
        _Role.ToolTipText: colours.text,
        _Role.Highlight: colours.selection,
        _Role.HighlightedText: colours.selected_text,
        _Role.Accent: colours.accent,
        _Role.Link: colours.link,
        _Role.LinkVisited: colours.link,
        _Role.Light: colours.button,
        _Role.Midlight: colours.window,
        _Role.Mid: colours.line,
        _Role.Dark: colours.line,
        _Role.Shadow: colours.line,
    }
