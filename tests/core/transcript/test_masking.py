"""What looks like a secret is taken out, and nothing else."""

from __future__ import annotations

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.transcript.masking import MASK, masked, masked_json

LETTERS = "abcdefghijklmnopqrstuvwxyz0123456789ABCD"
# Put together here, so that no scanner takes this file for a leak.
SECRETS = [
    "sk" + "-proj-" + LETTERS,
    "sk" + "-ant-api03-" + LETTERS,
    "gh" + "p_" + LETTERS[:36],
    "github" + "_pat_" + LETTERS,
    "gl" + "pat-" + LETTERS[:20],
    "xox" + "b-1234567890-" + LETTERS[:20],
    "AK" + "IA" + "ABCDEFGH12345678",
    "AI" + "za" + LETTERS[:35],
    "hf" + "_" + LETTERS[:34],
    "ey" + "JhbGciOiJI.ey" + "JzdWIiOiIx.c2lnbmF0dXJl",
    "12345678" + "9:" + LETTERS[:35],
    "-----BEGIN " + "RSA PRIVATE KEY-----\nMIIE\nabc=\n-----END " + "RSA PRIVATE KEY-----",
    "-----BEGIN " + "PRIVATE KEY-----\nMIIE cut off",
]
NAMED = [
    ("Authorization: Bearer {}", "abcdef123456"),
    ("curl -H 'Authorization: Basic {}'", "dXNlcjpwYXNz"),
    ('{{"authorization": "Bearer {}"}}', "abcdef123456"),
    ("bearer {} is sent", "abcdef.123-456"),
    ("API_KEY={}", "hunter2hunter2"),
    ("export OPENAI_API_KEY='{}'", "hunter2hunter2"),
    ('"api_key": "{}"', "hunter2hunter2"),
    ('\\"apiKey\\": \\"{}\\"', "hunter2hunter2"),
    ("password: {}", "correct-horse"),
    ("DB_PASSWORD={} run", "correct-horse"),
    ("client_secret => {}", "correct-horse"),
    ("?access_token={}&a=b", "correct-horse"),
    ("Cookie: {}", "session=abc; other=def"),
    ("postgres://ann:{}@db/x", "pa$$word"),
]
HARMLESS = [
    "max_tokens: 4096000",
    "the password is wrong",
    "a token: ring",
    "https://example.org/a:b@c",
    "def tokenize(text): return text.split()",
    "sk-learn is short",
    "secretary: Miss Jones",
    "commit 3f786850e387550fdab836ed7e6dc881de23001b",
]


@pytest.mark.parametrize("secret", SECRETS, ids=lambda secret: secret[:14])
def test_a_secret_of_a_known_form_goes(secret: str) -> None:
    assert masked(f"before {secret}") == f"before {MASK}"


@pytest.mark.parametrize(("text", "secret"), NAMED)
def test_what_stands_behind_a_name_goes_and_the_name_stays(text: str, secret: str) -> None:
    assert masked(text.format(secret)) == text.format(MASK)


@pytest.mark.parametrize("text", HARMLESS)
def test_what_is_no_secret_stays(text: str) -> None:
    assert masked(text) == text


@given(st.text() | st.sampled_from([*SECRETS, *(t.format(s) for t, s in NAMED)]))
def test_masking_twice_changes_nothing_more(text: str) -> None:
    assert masked(masked(text)) == masked(text)


@pytest.mark.parametrize("secret", SECRETS, ids=lambda secret: secret[:14])
@pytest.mark.parametrize("is_ascii", [True, False])
def test_in_json_only_the_secret_changes(secret: str, is_ascii: bool) -> None:
    value = {"a": f"é {secret}", "nan": float("nan"), "n": [1.50, "kept é"]}
    text = json.dumps(value, indent=3, ensure_ascii=is_ascii)
    masked_text = masked_json(text)
    changed = json.loads(masked_text)
    assert (changed["a"], changed["n"]) == (f"é {MASK}", [1.5, "kept é"])
    assert masked_text.partition('"nan"')[2] == text.partition('"nan"')[2]


@pytest.mark.parametrize("name", ["api_key", "share_token", "password", "client_secret", "cookie"])
def test_in_json_a_name_makes_its_text_a_secret(name: str) -> None:
    assert json.loads(masked_json(json.dumps({name: "x", "b": "x"}))) == {name: MASK, "b": "x"}


def test_in_json_counts_of_tokens_and_pictures_stay() -> None:
    picture = "data:image/png;base64," + "AK" + "IA" + "ABCDEFGH12345678"
    text = json.dumps({"max_tokens": "5", "url": picture, "token": 5, "password": None, "k": "v"})
    assert masked_json(text) == text


@pytest.mark.parametrize("cut", range(1, 30, 7))
def test_a_file_that_is_cut_off_loses_its_secrets_too(cut: int) -> None:
    text = json.dumps({"a": "A", "b": f"API_KEY={'x' * 40}"})[: -1 - cut]
    assert masked_json(text).startswith('{"a": "A", "b": "API_KEY=' + MASK)


def test_a_secret_that_is_cut_off_is_known_by_its_name() -> None:
    assert masked_json('{"api_key": "short') == f'{{"api_key": "{MASK}'


@pytest.mark.timeout(20)
def test_a_file_cut_off_behind_many_escapes_is_no_long_wait() -> None:
    text = '"' + '\\"' * 500_000 + "\\"
    assert masked_json(text) == text


@given(
    st.recursive(
        st.text() | st.floats(allow_nan=False),
        lambda x: st.lists(x) | st.dictionaries(st.text(), x),
    )
)
def test_masked_json_is_json(value: object) -> None:
    json.loads(masked_json(json.dumps(value)))
