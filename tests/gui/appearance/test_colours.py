"""Every text can be read on every ground it may lie on, and every control be told from its."""

from __future__ import annotations

import pytest
from PySide6.QtGui import QPalette

from gui.appearance.colours import DARK, LIGHT, Colours
from gui.appearance.palettes import colours_of, control_palette_of, palette_of
from tests.gui.appearance.contrast import contrast

GROUNDS = ("window", "base", "button", "tooltip", "warning")
ON_EVERY_GROUND = [(text, ground) for text in ("text", "quiet", "link") for ground in GROUNDS]
ON_ITS_OWN = [
    *[(text, "code") for text in ("text", "quiet", "link", "bad")],
    *[(word, "code") for word in ("keyword", "string", "number", "name")],
    *[("bad", ground) for ground in ("base", "window")],
    ("selected_text", "selection"),
    ("idle_selected_text", "idle_selection"),
    ("on_accent", "accent"),
]
CONTROLS = [(figure, ground) for figure in ("border", "accent") for ground in ("window", "base")]
STATES = [("selection", "base"), ("accent", "warning"), ("border", "warning")]
GROUPS = (QPalette.ColorGroup.Active, QPalette.ColorGroup.Inactive)

Role = QPalette.ColorRole
PAIRS_OF_ROLES = [
    *[(role, Role.Window) for role in (Role.WindowText, Role.PlaceholderText, Role.Link)],
    *[(role, Role.Base) for role in (Role.Text, Role.PlaceholderText, Role.Link)],
    (Role.ButtonText, Role.Button),
    (Role.ToolTipText, Role.ToolTipBase),
    (Role.HighlightedText, Role.Highlight),
]

both = pytest.mark.parametrize("colours", [LIGHT, DARK], ids=["light", "dark"])


@both
@pytest.mark.parametrize(("text", "ground"), [*ON_EVERY_GROUND, *ON_ITS_OWN])
def test_a_text_can_be_read_on_its_ground(colours: Colours, text: str, ground: str) -> None:
    assert contrast(getattr(colours, text), getattr(colours, ground)) >= 4.5


@both
@pytest.mark.parametrize(("figure", "ground"), [*CONTROLS, *STATES])
def test_a_control_stands_out_from_its_ground(colours: Colours, figure: str, ground: str) -> None:
    assert contrast(getattr(colours, figure), getattr(colours, ground)) >= 3


@both
@pytest.mark.parametrize("group", GROUPS, ids=["active", "inactive"])
@pytest.mark.parametrize(("text", "ground"), PAIRS_OF_ROLES, ids=str)
def test_a_text_of_the_palette_can_be_read(
    colours: Colours, group: QPalette.ColorGroup, text: Role, ground: Role
) -> None:
    palette = palette_of(colours)
    assert contrast(palette.color(group, text), palette.color(group, ground)) >= 4.5


@both
def test_what_is_selected_in_a_field_can_be_read(colours: Colours) -> None:
    palette = control_palette_of(colours)
    assert contrast(palette.highlightedText().color(), palette.highlight().color()) >= 4.5


@both
def test_the_table_is_known_by_its_palette(colours: Colours) -> None:
    assert colours_of(palette_of(colours)) is colours


@both
def test_the_table_is_known_by_the_palette_of_a_control(colours: Colours) -> None:
    assert colours_of(control_palette_of(colours)) is colours
