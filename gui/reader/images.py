"""The images that are in a message itself."""

from __future__ import annotations

import re

_LONG = re.compile(
    r"(?<=\]\()(data:image/(?:png|jpeg|gif|webp);base64,)[A-Za-z0-9+/]{100,}={0,2}(?=\))"
)


class Images(list[str]):
    """The images of a message, as data URIs, in order."""

    def html(self, source: str) -> str:
        """Return the element that shows the image with the data URI `source`."""
        self.append(source)
        return f'<img src="image:{len(self) - 1}">'


class Shortened:
    """A text in Markdown with short stand-ins for images that may have megabytes."""

    def __init__(self, text: str) -> None:
        self._long: dict[str, str] = {}
        self.text = _LONG.sub(self._stand_in, text) if ";base64," in text else text

    def _stand_in(self, found: re.Match[str]) -> str:
        short = f"{found[1]}{len(self._long):04d}"
        self._long[short] = found[0]
        return short

    def restored(self, text: str) -> str:
        """Return `text`, which is a part of the whole, as it was."""
        if self._long and "data:image/" in text:
            for short, long in self._long.items():
                text = text.replace(short, long)
        return text
