"""Messages whose words are as rare and as common as in a language, for measuring a search.

Words come from a vocabulary of 60,000 that was made up, each as often as Zipf's law says; some
messages are code, some are Chinese, and each has a number that no other one has.
"""

from __future__ import annotations

import itertools
from random import Random

from core.disk.members import literal_of
from tests.bench.talks import Message

_STARTS = (
    *("b", "br", "c", "ch", "d", "f", "g", "gr", "h", "j", "k", "l", "m", "n", "p", "pl", "r", "s"),
    *("sh", "st", "t", "tr", "v", "w"),
)
_ENDS = ("a", "ai", "an", "e", "ea", "en", "er", "i", "in", "ing", "o", "ol", "on", "ou", "u", "un")
_VOCABULARY, _POOL, _HAN = 60_000, 24_000, 6_000
_LONGER = 14
"""How little the most common words are the shortest: it gives 6.5 bytes of text for each word,
where 32 MB of documents and README files have 7.1."""
_FIRST_TIME = 1_775_000_000


def vocabulary(random: Random) -> list[str]:
    """Return made-up words, the most common, which are short, first."""
    syllables = [start + end for start in _STARTS for end in _ENDS]
    words: dict[str, None] = {}
    while len(words) < _VOCABULARY:
        count = random.choice((1, 2, 2, 3, 3, 4))
        words["".join(random.choices(syllables, k=count))] = None
    return sorted(words, key=lambda word: len(word) + _LONGER * random.random())


def _shares(count: int) -> list[float]:
    return list(itertools.accumulate(1 / (rank + 2.7) for rank in range(count)))


class Speech:
    """Makes texts of these words."""

    def __init__(self, random: Random) -> None:
        self._random = random
        self.words = vocabulary(random)
        self._shares = _shares(_VOCABULARY)
        letters = [chr(0x4E00 + number) for number in random.sample(range(6_000), 2_500)]
        lengths = random.choices((1, 2, 2, 3), k=_HAN)
        self._han = ["".join(random.choices(letters, k=length)) for length in lengths]
        self._han_shares = _shares(_HAN)

    def some(self, count: int) -> list[str]:
        """Return `count` words, common ones more often."""
        return self._random.choices(self.words, cum_weights=self._shares, k=count)

    def text(self) -> str:
        """Return the text of one message: prose, code or Chinese."""
        random = self._random
        length = max(8, int(random.lognormvariate(4, 0.9)))
        kind = random.random()
        if kind < 0.06:
            han = random.choices(self._han, cum_weights=self._han_shares, k=length)
            text = "，".join("".join(han[at : at + 11]) for at in range(0, length, 11))
        elif kind < 0.4:
            words = self.some(length)
            lines = (words[at : at + 5] for at in range(0, length, 5))
            text = "\n".join(f"        {line[0]}_{line[-1]}({', '.join(line)})" for line in lines)
        else:
            text = " ".join(self.some(length)).capitalize() + "."
        return f"{text}\n{random.getrandbits(32):x}"


def speech_pool(random: Random) -> list[Message]:
    """Make messages of users, assistants and tools."""
    speech, pool = Speech(random), []
    for number in range(_POOL):
        role = ("user", "assistant", "tool")[number % 3]
        fields = {"role": role, "content": speech.text(), "timestamp": _FIRST_TIME + number}
        if role == "tool":
            fields["tool_call_id"] = f"call_{number:06x}"
        literal = literal_of(fields, indent=2, level=2)
        pool.append(Message(literal, role, _FIRST_TIME + number))
    return pool
