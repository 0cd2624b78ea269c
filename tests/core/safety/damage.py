"""Bytes as no server writes them, made from bytes as servers do."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from hypothesis import strategies as st

TOKENS = (
    *(b"{", b"}", b"[", b"]", b",", b":", b'"', b"\\", b"\n  },\n  {", b"null", b"true", b"-"),
    *(
        b"NaN",
        b"-Infinity",
        b"1e999",
        b"9" * 5_000,
        b"1.0",
        b"0x1",
        b"\xef\xbb\xbf",
        b"\0",
        b"\xff",
    ),
    *(b'"\\ud800"', b'"\\u0000"', b"\xed\xa0\x80", b"\xe2\x80\xae", b"[" * 3_000, b'{"a":' * 1_500),
    *(b'"session_id"', b'"title": ', b'"updated_at": ', b'"messages": ', b'"message_count": '),
    *(b'"../s0001"', b'"s0001"', b'"_x"', b'""', b"2147483648", b"18446744073709551616"),
)


class Cut(NamedTuple):
    """Everything from here on is gone."""

    at: int

    def of(self, data: bytes) -> bytes:
        return data[: _place(self.at, data)]


class Flipped(NamedTuple):
    """Bits of one byte are other ones."""

    at: int
    mask: int

    def of(self, data: bytes) -> bytes:
        at = _place(self.at, data)
        return data[:at] + bytes(byte ^ self.mask for byte in data[at : at + 1]) + data[at + 1 :]


class Written(NamedTuple):
    """Other bytes stand here, in the place of some or in between."""

    at: int
    what: bytes
    over: bool

    def of(self, data: bytes) -> bytes:
        at = _place(self.at, data)
        return data[:at] + self.what + data[at + len(self.what) * self.over :]


class Gone(NamedTuple):
    """Bytes in the middle are missing."""

    at: int
    length: int

    def of(self, data: bytes) -> bytes:
        at = _place(self.at, data)
        return data[:at] + data[at + self.length :]


class Spliced(NamedTuple):
    """A piece of the file stands at another place as well."""

    at: int
    source: int
    length: int

    def of(self, data: bytes) -> bytes:
        at, source = _place(self.at, data), _place(self.source, data)
        return data[:at] + data[source : source + self.length] + data[at:]


Damage = Cut | Flipped | Written | Gone | Spliced


def _place(number: int, data: bytes) -> int:
    return number % (len(data) + 1)


_places = st.integers(0, 2**20)
_lengths = st.integers(1, 400)
damages: st.SearchStrategy[Damage] = st.one_of(
    st.builds(Flipped, _places, st.integers(1, 255)),
    st.builds(Written, _places, st.sampled_from(TOKENS) | st.binary(max_size=9), st.booleans()),
    st.builds(Gone, _places, _lengths),
    st.builds(Spliced, _places, _places, _lengths),
    st.builds(Cut, _places),
)


several = st.lists(damages, min_size=1, max_size=4)


def spoil(data: bytes, done: Sequence[Damage]) -> bytes:
    """Return `data` with damage done to it, one after the other."""
    for damage in done:
        data = damage.of(data)
    return data


@st.composite
def spoilt(draw: st.DrawFn, texts: Sequence[bytes]) -> bytes:
    """One of `texts` with up to four damages, or nothing that was ever a text."""
    if draw(st.integers(0, 19)) == 0:
        return draw(st.binary(max_size=200))
    return spoil(draw(st.sampled_from(texts)), draw(several))
