"""Which profile a request is for: the cookie that the newer server goes by (STORE_FORMAT 6.2)."""

from __future__ import annotations

import re

from core.values import DEFAULT_PROFILE

_NAME = re.compile(r"[A-Za-z0-9][A-Za-z0-9_-]{0,63}", re.ASCII)


def cookies_for(profile: object) -> tuple[str, ...]:
    """Return the cookies to try in turn, the next one where the server knows no such session.

    The default profile needs none, unless the server has been told to start with another one.
    What could not be the name of a profile is not sent.
    """
    if profile in (None, "", DEFAULT_PROFILE):
        return ("", f"hermes_profile={DEFAULT_PROFILE}")
    if isinstance(profile, str) and _NAME.fullmatch(profile):
        return (f"hermes_profile={profile}",)
    return ("",)
