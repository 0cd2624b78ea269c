"""200 random queries find just the sessions that reading every file finds."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from random import Random

import pytest

from core.search.folding import words_of
from core.search.parsing import read_query
from core.search.query import Words
from core.search.said import said_in
from core.search.said_values import Said
from tests.core.search.conftest import Finder, message, said

QUERIES, SESSIONS = 200, 120
ENGLISH = (
    *("the", "server", "answers", "slowly", "after", "each", "deploy", "because", "naïve"),
    *("caching", "keeps", "old", "rows"),
)
GERMAN = (
    *("Größe", "Straße", "über", "Müller", "weiß", "Übergröße", "schließen", "heißt", "Maß"),
    *("für", "Bücher", "fußläufig"),
)
CHINESE = "重构会话索引修复登录错误数据库迁移脚本写入临时文件替换之前调用"
JAPANESE = "日本語の要約がカタカナとひらがなでデータベースを検索します"
CODE = ["foo_bar", "foo.bar()", "async def", "x += 1", "std::vector<int>", "a->b", "lock_timeout"]
OTHER = ["한국어 데이터베이스", "ภาษาไทยเขียน", "שלום עולם", "مرحبا", "ＧＰＴ－４", "İstanbul", "🚀"]


def a_text(random: Random) -> str:
    """A text in one or two of the languages."""
    parts: list[str] = []
    for _ in range(random.randint(1, 3)):
        kind = random.randrange(6)
        if kind == 0:
            parts.append(" ".join(random.choices(ENGLISH, k=random.randint(1, 9))))
        elif kind == 1:
            parts.append(" ".join(random.choices(GERMAN, k=random.randint(1, 9))).upper())
        elif kind in (2, 3):
            letters = CHINESE if kind == 2 else JAPANESE
            at = random.randrange(len(letters) - 3)
            parts.append(letters[at : at + random.randint(1, 12)])
        else:
            parts += random.choices(CODE if kind == 4 else OTHER, k=2)
    return random.choice((" ", "", ", ")).join(parts)


def some_sessions(random: Random) -> Iterator[dict[str, object]]:
    for number in range(SESSIONS):
        texts = [a_text(random) for _ in range(random.randint(1, 24))]
        session = said(f"s{number:04}", *texts, title=a_text(random))
        session["messages"].append(message("tool", a_text(random)))
        yield session


def a_query(random: Random, texts: Sequence[str]) -> str:
    """What somebody might look for who has seen one of the texts, or, at times, has not."""
    terms: list[str] = []
    for _ in range(random.choice((1, 1, 2, 3))):
        text = random.choice(texts) if random.random() < 0.8 else a_text(random)
        start = random.randrange(len(text))
        piece = text[start : start + random.randint(1, 14)].replace('"', " ")
        form = random.choice(("{}", '"{}"', '"{}"', "-{}", '-"{}"', "{}*", 'title:"{}"'))
        terms.append(form.format(piece if '"' in form else piece.strip().replace(" ", "_")))
    if random.random() < 0.1:
        terms.append("role:user")
    return " ".join(terms)


def has_words(words: Sequence[str], wanted: Sequence[str], *, is_prefix: bool) -> bool:
    """Tell whether the wanted words stand side by side among others."""
    count = len(wanted)
    for at in range(len(words) - count + 1):
        here = words[at : at + count]
        same = here[:-1] == wanted[:-1] and (
            here[-1].startswith(wanted[-1]) if is_prefix else here[-1] == wanted[-1]
        )
        if same:
            return True
    return False


def is_found(term: Words, roles: str, title: str, conversation: Said) -> bool:
    """Tell the plain way whether a session has what is looked for."""
    asked = term.needle.match
    wanted = asked.strip("* ").strip('"').split(" ")
    texts = [] if roles and not term.in_title else [title]
    for (spoken, done), who in zip(conversation.words, conversation.speakers, strict=True):
        if not term.in_title:
            texts += [spoken] if not roles or who in roles else []
            texts += [done] if not roles or "t" in roles else []
    is_prefix = asked.endswith("*")
    return any(has_words(words_of(text), wanted, is_prefix=is_prefix) for text in texts)


@pytest.mark.parametrize("seed", range(2))
def test_recall_is_complete(finder: Callable[..., Finder], seed: int) -> None:
    random = Random(seed)
    sessions = list(some_sessions(random))
    made = finder(*sessions)
    files = {str(s["session_id"]): s for s in sessions}
    heard = {i: said_in(made.folder / f"{i}.json").said for i in files}
    texts = [text for told in heard.values() for words in told.words for text in words if text]
    counts = []
    for _ in range(QUERIES // 2):
        text = a_query(random, texts)
        query = read_query(text)
        terms = [term for term in query.terms if isinstance(term, Words)]
        plain = {
            i
            for i, fields in files.items()
            if all(
                is_found(term, query.roles, str(fields["title"]), heard[i]) != term.negated
                for term in terms
            )
        }
        assert set(made.ids(text)) == plain, text
        assert {one.session_id for one in made.search.scan(text).results} == plain, text
        counts.append(len(plain))
    assert sum(0 < count < SESSIONS for count in counts) > 15
