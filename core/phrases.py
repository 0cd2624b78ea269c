"""Sentences with names for what is put in: recognised in a text, and said in another language."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable

_NAME = re.compile(r"\\{(\w+)\\}")
_NAME_IN = re.compile(r"\{\w+\}")
_AGAIN = ("why", "what")
"""What is put in under these names is again one of the sentences."""


class Phrases:
    """Knows a set of sentences such as "{file} cannot be read: {why}."."""

    def __init__(self, sentences: Iterable[str]) -> None:
        # The longest first: "The folder x is no longer there" is also "x is no longer there".
        longest_first = sorted(sentences, key=lambda sentence: -len(_NAME_IN.sub("", sentence)))
        self._patterns = [(_pattern(sentence), sentence) for sentence in longest_first]

    def found(self, text: str) -> str:
        """Return which of the sentences the text is, or nothing."""
        return next((s for pattern, s in self._patterns if pattern.fullmatch(text)), "")

    def said(self, text: str, in_other_words: Callable[[str], str]) -> str:
        """Return `text` with its sentence replaced by what `in_other_words` makes of it.

        What was put in is put in again. A text that is none of the sentences stays as it is.
        """
        for pattern, sentence in self._patterns:
            if match := pattern.fullmatch(text):
                put_in = {
                    name: self.said(value, in_other_words) if name in _AGAIN else value
                    for name, value in match.groupdict().items()
                }
                return in_other_words(sentence).format(**put_in)
        return text


def _pattern(sentence: str) -> re.Pattern[str]:
    return re.compile(_NAME.sub(r"(?P<\1>.+?)", re.escape(sentence)), re.DOTALL)
