"""Secrets taken out of a conversation before it is given away.

What looks like a secret is replaced: keys and tokens whose form is known, what stands behind a
name like `password` or `api_key`, headers that log in, passwords in addresses, private keys. A
secret that looks like any other word, one in an image, and one that was split over several texts
cannot be known, so what is given away should be read before.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator

from core.titles import without_surrogates

MASK = "[masked]"

_KNOWN = (
    r"sk-[A-Za-z0-9_-]{16,}",  # OpenAI, Anthropic, OpenRouter
    r"[srp]k_(?:live|test)_[A-Za-z0-9]{10,}|whsec_[A-Za-z0-9]{16,}",  # Stripe
    r"gh[pousr]_[A-Za-z0-9]{20,}|github_pat_[A-Za-z0-9_]{20,}",
    r"gl(?:pat|ptt|rt|dt)-[A-Za-z0-9_-]{16,}",  # GitLab
    r"xox[abeoprs]-[A-Za-z0-9-]{10,}|xapp-[A-Za-z0-9-]{10,}",  # Slack
    r"hooks\.slack\.com/services/[A-Za-z0-9/]{20,}",
    r"(?:AKIA|ASIA)[A-Z0-9]{16}",  # AWS
    r"AIza[A-Za-z0-9_-]{35}|ya29\.[A-Za-z0-9_-]{20,}|GOCSPX-[A-Za-z0-9_-]{20,}",  # Google
    r"hf_[A-Za-z0-9]{20,}|r8_[A-Za-z0-9]{20,}|gsk_[A-Za-z0-9]{20,}|xai-[A-Za-z0-9]{20,}",
    r"npm_[A-Za-z0-9]{30,}|pypi-[A-Za-z0-9_-]{30,}|dckr_pat_[A-Za-z0-9_-]{20,}",
    r"SG\.[A-Za-z0-9_-]{16,}\.[A-Za-z0-9_-]{16,}",  # SendGrid
    r"eyJ[A-Za-z0-9_-]{8,}\.eyJ[A-Za-z0-9_-]{8,}(?:\.[A-Za-z0-9_-]*)?",  # JSON web token
    r"[0-9]{8,10}:[A-Za-z0-9_-]{35}",  # Telegram
)
_TOKENS = re.compile(rf"(?<![A-Za-z0-9_-])(?:{'|'.join(_KNOWN)})(?![A-Za-z0-9_-])")
_PRIVATE_KEY = re.compile(
    r"-----BEGIN (?P<kind>[A-Z0-9 ]{0,40}PRIVATE KEY(?: BLOCK)?)-----"
    r".*?(?:-----END (?P=kind)-----|\Z)",
    re.DOTALL,
)
_HEADER = re.compile(
    r"(?P<keep>\b(?:proxy-)?authorization\b[\"'\\]{0,4}\s{0,9}[:=]\s{0,9}[\"'\\]{0,4}"
    r"(?:(?:bearer|basic|token|digest|apikey)\s{1,9})?|\bbearer\s{1,9})"
    r"(?P<secret>[^\s\"'\\,;]{6,})",
    re.IGNORECASE,
)
_COOKIES = re.compile(
    r"(?P<keep>\b(?:set-)?cookie[\"'\\]{0,4}\s{0,9}:\s{0,9}[\"'\\]{0,4})(?P<secret>[^\r\n\"']{6,})",
    re.IGNORECASE,
)
_SECRET_WORD = (
    r"(?:api|access|private|signing|encryption|master|account)[_-]?key(?:[_-]?id)?|token|secret"
    r"|pass(?:word|wd|phrase)|pwd|credentials?|session[_-]?(?:id|key)|cookie"
)
_NAMED = re.compile(
    rf"(?P<keep>(?:(?<![A-Za-z])|(?<=_)|(?<=[a-z])(?=[A-Z]))(?:{_SECRET_WORD})(?![A-Za-z])"
    r"[A-Za-z0-9_-]{0,20}[\"'\\]{0,4}\s{0,9}(?::=|=>|[:=])\s{0,9}[\"'\\]{0,4})"
    r"(?P<secret>[^\s\"'\\,;&}<>)]{6,})",
    re.IGNORECASE,
)
_IN_ADDRESS = re.compile(
    r"(?P<keep>[a-z][a-z0-9+.-]{1,20}://[^\s/:@]{0,100}:)(?P<secret>[^\s/@]{1,200})(?=@)", re.I
)
_SECRET_NAME = re.compile(
    r"api_?key|access_?key|private_?key|secret|passw|passphrase|cookie|credential|authorization"
    r"|(?<![a-z])tokens?(?![a-z])|share_token",
    re.IGNORECASE,
)
_COUNTS = re.compile(r"_tokens|tokens_", re.IGNORECASE)
_LITERAL = re.compile(
    r'"[^"\\]*+(?:\\.[^"\\]*+)*+(?:(?P<whole>")(?P<colon>\s*:)?|\\?\Z)', re.DOTALL
)


def masked(text: str) -> str:
    """Return `text` with everything that looks like a secret replaced by `MASK`."""
    text = _PRIVATE_KEY.sub(MASK, text)
    for pattern in (_HEADER, _COOKIES, _NAMED, _IN_ADDRESS):
        text = pattern.sub(_after_its_name, text)
    return _TOKENS.sub(MASK, text)


def _after_its_name(found: re.Match[str]) -> str:
    if found["secret"].startswith(MASK):
        return found[0]
    return found["keep"] + MASK


def masked_json(text: str) -> str:
    """Return the JSON `text`, whole or not, with the secrets in its strings replaced.

    Every other byte stays. A string that belongs to a name like `api_key` is a secret, whatever
    it says; an embedded image is left alone.
    """
    return "".join(masked_json_pieces(text))


def masked_json_pieces(text: str) -> Iterator[str]:
    """Make what `masked_json` returns piece by piece, so that it can be stopped."""
    end, is_secret = 0, False
    for found in _LITERAL.finditer(text):
        literal = found[0]
        if found["whole"] is None:
            safe, is_secret = f'"{MASK}' if is_secret else masked(literal), False
        elif found["colon"] is not None:
            safe = literal
            is_secret = bool(_SECRET_NAME.search(literal)) and not _COUNTS.search(literal)
        else:
            safe, is_secret = _masked_literal(literal, was_secret=is_secret), False
        if safe != literal or found.start() - end > _PIECE:
            yield text[end : found.start()]
            yield safe
            end = found.end()
    yield text[end:]


_PIECE = 65_536


def _masked_literal(literal: str, *, was_secret: bool) -> str:
    if was_secret and len(literal) > len('""'):
        return json.dumps(MASK)
    if literal[1:6].lower() == "data:":
        return literal
    try:
        value = json.loads(literal, strict=False)
    except ValueError:
        return masked(literal)
    safe = masked(value)
    if safe == value:
        return literal
    spelt = json.dumps(safe, ensure_ascii=False)
    return spelt if without_surrogates(spelt) == spelt else json.dumps(safe)
