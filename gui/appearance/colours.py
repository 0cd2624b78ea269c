"""Every colour of the program, in one table for light and one for dark. No Qt: only values.

What is text stands out at least 4.5:1 from every ground it may lie on, what tells a control or its
state at least 3:1 (WCAG 2.2, 1.4.3 and 1.4.11). What is disabled is exempt there, and here.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Colours:
    """One look. Grounds first, then what lies on them."""

    window: str
    """Behind menus, bars and dialogs."""
    base: str
    """Behind the list, the details and whatever can be typed in."""
    button: str
    tooltip: str
    warning: str
    """Behind a message that asks for attention."""
    code: str
    """Behind code and what tools were asked and answered, in a conversation."""
    selection: str
    idle_selection: str
    """Behind what is selected in a window that is not the active one."""

    text: str
    quiet: str
    """Secondary text."""
    off: str
    """Text of what is disabled."""
    selected_text: str
    idle_selected_text: str
    link: str
    bad: str
    """The word for what went wrong."""
    keyword: str
    string: str
    number: str
    name: str
    """Of what is called or made, in code."""
    accent: str
    """The focus, and how far the work is."""
    on_accent: str
    """What is selected in a field lies on the accent."""
    border: str
    """Around fields, boxes and buttons."""
    line: str
    """Between parts of the window. It parts, and tells nothing: so it may be faint."""


LIGHT = Colours(
    window="#f4f5f7",
    base="#ffffff",
    button="#fbfbfc",
    tooltip="#ffffff",
    warning="#fbefd6",
    code="#f3f4f6",
    selection="#2a62bd",
    idle_selection="#cfd8e6",
    text="#1c1e22",
    quiet="#59606b",
    off="#9aa0aa",
    selected_text="#ffffff",
    idle_selected_text="#1c1e22",
    link="#1f57b0",
    bad="#b3261e",
    keyword="#8b2c8f",
    string="#1d6b34",
    number="#8a5200",
    name="#1f57b0",
    accent="#2a62bd",
    on_accent="#ffffff",
    border="#767d89",
    line="#d8dbe0",
)

DARK = Colours(
    window="#212327",
    base="#191b1e",
    button="#2c2f34",
    tooltip="#2c2f34",
    warning="#3d331d",
    code="#24272b",
    selection="#3a70c6",
    idle_selection="#3b424e",
    text="#e4e6e9",
    quiet="#a5abb5",
    off="#6d737d",
    selected_text="#ffffff",
    idle_selected_text="#e4e6e9",
    link="#8ab4f8",
    bad="#ff9a8f",
    keyword="#d8a1e0",
    string="#9bd1a4",
    number="#e5b567",
    name="#8ab4f8",
    accent="#74a7f7",
    on_accent="#15171a",
    border="#7d848f",
    line="#363a40",
)
