"""A message as the reader shows it: values only, made outside of the window's thread."""

from __future__ import annotations

import msgspec

from core.transcript.values import Kind, Message
from gui.reader.copying import markdown_of


class Shown(msgspec.Struct, frozen=True, gc=False):
    """What there is to see of one message, and what can be copied of it."""

    message: Message
    sections: tuple[str, ...]
    """HTML fragments of the subset that Qt knows, at least one; none takes long to lay out."""
    codes: tuple[str, ...]
    """The texts of the blocks of code: the link `copy:K` stands for the one at K."""
    images: tuple[str, ...]
    """Data URIs: `<img src="image:K">` stands for the one at K."""
    folds: int
    """How many parts can be folded: the links `fold:K` and `all:K`, K below this, change whether
    K is among those that are unfolded."""

    @property
    def number(self) -> int:
        """The place of the message in the conversation."""
        return self.message.number

    @property
    def kind(self) -> Kind:
        """Who speaks."""
        return self.message.kind

    @property
    def is_error(self) -> bool:
        """True if the message tells of an error."""
        return self.message.is_error

    @property
    def text(self) -> str:
        """What is written, to be copied as text: nothing of tools."""
        return self.message.text

    @property
    def markdown(self) -> str:
        """All that is said, with tools and reasoning, as Markdown; made when it is asked for."""
        return markdown_of(self.message)
