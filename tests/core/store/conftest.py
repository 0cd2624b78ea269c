"""What the tests of the store's door share."""

from __future__ import annotations

import pytest

from core.server import addresses

CLOSED_PORT = 1


@pytest.fixture(autouse=True)
def _no_server_of_this_machine(monkeypatch: pytest.MonkeyPatch) -> None:
    """No edit of a test goes to a server that happens to run on this machine."""
    monkeypatch.setattr(addresses, "DEFAULT_PORT", CLOSED_PORT)
    for name in ("HERMES_WEBUI_HOST", "HERMES_WEBUI_PORT"):
        monkeypatch.delenv(name, raising=False)
