"""`session-store search`: the sessions in which words are, best first, with the passage."""

from __future__ import annotations

import argparse
import sys
from contextlib import closing
from typing import TYPE_CHECKING, Any

from core.cli_meter import Meter
from core.errors import Locked
from core.locations import OwnPlaces
from core.store import SessionStore
from core.store.json_text import json_text, one_line
from core.values import Watch

if TYPE_CHECKING:
    from core.search.answers import Answer, Passage
    from core.search.search import Search

LIMIT = 20
BUSY_SECONDS = 30.0
"""How long to wait for another program that builds the catalogue."""


def add_search_options(parser: argparse.ArgumentParser) -> None:
    """Give the verb `search` its arguments."""
    parser.add_argument("query", nargs="+", help='words, -not, prefix*, "phrase", key:value')
    parser.add_argument("--limit", type=_count, default=LIMIT, metavar="N", help="default: 20")


def _count(text: str) -> int:
    number = int(text)
    if number < 0:
        raise ValueError(text)
    return number


def search(store: SessionStore, options: argparse.Namespace) -> int:
    """Bring the catalogue up to date, and print what is found; 0 even if that is nothing."""
    from core.search.search import Search  # late: a list need not wait for it

    rows = store.list_sessions(sizes=True)
    with closing(Search(store.folder)) as finder:
        finder.take(rows, store.projects())
        answer = _answer(store, finder, " ".join(options.query))
        shown = [result.session_id for result in answer.results[: options.limit]]
        passages = dict(zip(shown, finder.passages(answer, shown), strict=True))
    for hint in answer.hints:
        _say(hint.sentence)
    titles = {row.session_id: row.title for row in rows}
    if options.json:
        sys.stdout.write(json_text(_as_json(answer, titles, passages)) + "\n")
    else:
        _print(answer, titles, passages)
    return 0


def _answer(store: SessionStore, finder: Search, query: str) -> Answer:
    from core.search.builder import build
    from core.search.catalogue import Unwritable

    places = OwnPlaces.of(store.folder)
    try:
        with Meter("Reading") as meter:
            built = build(store.folder, places, Watch(meter.told), patience=BUSY_SECONDS)
    except Locked:
        _say("another program is building the search catalogue; this is what it has so far.")
    except Unwritable as error:
        _say(str(error))
        with Meter("Searching") as meter:
            return finder.scan(query, Watch(meter.told))
    else:
        if built.note:
            _say(built.note)
    return finder.search(query)


def _print(answer: Answer, titles: dict[str, str], passages: dict[str, Passage]) -> None:
    for session_id, passage in passages.items():
        place = "" if passage.message is None else f"#{passage.message}"
        print(one_line(f"{session_id:<24} {place:>6}  {titles[session_id]}"))
        if passage.text:
            print(one_line(f"{'':33}{passage.text}"))
    shown, found = len(passages), len(answer.results)
    words = f"{shown:,} of {found:,}" if shown < found else f"{found:,}"
    more = "; common words: only the newest messages were looked at" if answer.is_limited else ""
    so_far = "" if answer.is_complete else f" {answer.searched:,} of"
    print(f"{words} found, searched{so_far} {answer.total:,} sessions{more}.")


def _as_json(answer: Answer, titles: dict[str, str], passages: dict[str, Passage]) -> Any:
    return {
        "found": len(answer.results),
        "searched": answer.searched,
        "total": answer.total,
        "is_limited": answer.is_limited,
        "hints": [
            {"sentence": hint.sentence, "start": hint.start, "stop": hint.stop}
            for hint in answer.hints
        ],
        "results": [
            {
                "session_id": result.session_id,
                "title": titles[result.session_id],
                "hits": result.hits,
                "in_title": result.in_title,
                "message": passages[result.session_id].message,
                "passage": passages[result.session_id].text,
                "marks": [(m.start, m.stop) for m in passages[result.session_id].marks],
            }
            for result in answer.results[: len(passages)]
        ],
    }


def _say(sentence: str) -> None:
    print(f"session-store: {one_line(sentence)}", file=sys.stderr)
