"""Conversations written elsewhere by a process of its own: whole, and never over anything."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from core.store import SessionStore, exporting
from core.store.child import ChildWork
from core.store.exporting import Exporter
from core.store.requests import (
    AlreadyThere,
    ChildMessage,
    ChildRequest,
    Export,
    Exported,
    Failed,
    Quote,
    Quoted,
    WasCancelled,
)
from core.transcript.file_names import Format
from core.transcript.words import Manner, Words
from tests.builders import INDEX, a_folder, a_session, contents, some_messages, write_session

FORMATS: tuple[Format, ...] = ("markdown", "html", "json")
JSON = Manner("json")


@pytest.fixture
def there(tmp_path: Path) -> Path:
    place = tmp_path / "there"
    place.mkdir()
    return place


def last_of(request: ChildRequest) -> ChildMessage:
    return list(ChildWork(request).messages())[-1]


def export(
    folder: Path, target: Path | str, *ids: str, manner: Manner = JSON, overwrite: bool = False
) -> ChildMessage:
    return last_of(Export(str(folder), list(ids or ["s0001"]), str(target), manner, overwrite))


def into(place: Path) -> str:
    return f"{place}{os.sep}"


class TestOneFile:
    """One conversation, to a place that the user named."""

    def test_json_is_the_session_file(self, folder: Path, there: Path) -> None:
        before = contents(folder)
        assert export(folder, there / "a.json") == Exported([str(there / "a.json")])
        assert (there / "a.json").read_bytes() == before["s0001.json"]
        assert contents(folder) == before

    @pytest.mark.parametrize(("format_", "begin"), [("markdown", "# Title"), ("html", "<!DOCTYPE")])
    def test_it_is_written_as_asked(
        self, folder: Path, there: Path, format_: Format, begin: str
    ) -> None:
        export(folder, there / "a", manner=Manner(format_))
        assert (there / "a").read_text().startswith(begin)

    def test_the_words_around_it_are_those_that_were_given(self, folder: Path, there: Path) -> None:
        export(folder, there / "a.md", manner=Manner(words=Words(user="Mensch")))
        assert "## Mensch" in (there / "a.md").read_text()

    @pytest.mark.parametrize("format_", FORMATS)
    def test_secrets_are_masked_if_that_was_asked(
        self, folder: Path, there: Path, format_: Format
    ) -> None:
        said = [{"role": "user", "content": "it is sk-abcdefghijklmnopqrst"}]
        write_session(folder, a_session("s0001", messages=said))
        export(folder, there / "a", manner=Manner(format_))
        export(folder, there / "b", manner=Manner(format_, mask=True))
        texts = [(there / name).read_text() for name in "ab"]
        assert ["sk-abcdefghijklmnopqrst" in text for text in texts] == [True, False]

    def test_a_file_that_is_there_is_told_and_left_alone(self, folder: Path, there: Path) -> None:
        (there / "a.json").write_text("mine")
        assert export(folder, there / "a.json") == AlreadyThere(str(there / "a.json"))
        assert contents(there) == {"a.json": b"mine"}

    def test_it_is_replaced_if_that_was_asked(self, folder: Path, there: Path) -> None:
        (there / "a.json").write_text("mine")
        export(folder, there / "a.json", overwrite=True)
        assert contents(there) == {"a.json": contents(folder)["s0001.json"]}

    def test_a_link_is_never_followed(self, folder: Path, there: Path) -> None:
        (there / "mine").write_text("mine")
        (there / "a.json").symlink_to("mine")
        assert isinstance(export(folder, there / "a.json", overwrite=True), Failed)
        assert (there / "mine").read_text() == "mine"

    def test_a_hard_link_to_a_session_leaves_the_session_as_it_is(
        self, folder: Path, there: Path
    ) -> None:
        before = contents(folder)
        (there / "a.md").hardlink_to(folder / "s0001.json")
        export(folder, there / "a.md", manner=Manner(), overwrite=True)
        assert contents(folder) == before

    def test_a_name_that_is_no_text_is_written_and_told(self, folder: Path, there: Path) -> None:
        target = there / os.fsdecode(b"\xff.json")
        assert export(folder, target) == Exported([str(target)])
        assert target.exists()


class TestRefused:
    """Nothing is ever made that a server would take for a session."""

    @pytest.mark.parametrize("overwrite", [False, True])
    @pytest.mark.parametrize("name", ["s0001.json", "new.json", "sub/a.md", "../sessions/a.md"])
    def test_the_sessions_folder_is_refused(self, folder: Path, name: str, overwrite: bool) -> None:
        (folder / "sub").mkdir()
        before = contents(folder)
        answer = export(folder, folder / name, overwrite=overwrite)
        assert isinstance(answer, Failed)
        assert "that is the sessions folder itself" in answer.sentence
        assert contents(folder) == before

    def test_a_link_to_the_sessions_folder_is_refused(self, folder: Path, there: Path) -> None:
        (there / "link").symlink_to(folder)
        assert isinstance(export(folder, there / "link" / "a.md"), Failed)

    def test_the_sessions_folder_of_another_store_is_refused(
        self, folder: Path, tmp_path: Path
    ) -> None:
        other = a_folder(tmp_path / "other", a_session("s0001"))
        before = contents(other)
        assert isinstance(export(folder, other / "s0001.json", overwrite=True), Failed)
        assert isinstance(export(folder, into(other), "s0001", "s0002"), Failed)
        assert contents(other) == before

    def test_a_folder_that_is_not_there_is_told(self, folder: Path, there: Path) -> None:
        answer = export(folder, there / "gone" / "a.md")
        assert answer == Failed(f"There is no folder {there / 'gone'} to write into.")

    def test_a_session_that_is_not_there_is_told(self, folder: Path, there: Path) -> None:
        answer = export(folder, there / "a.md", "nobody")
        assert isinstance(answer, Failed)
        assert contents(there) == {}


class TestSeveral:
    """Several conversations, into a folder, each by its title."""

    def test_each_gets_a_file(self, folder: Path, there: Path) -> None:
        export(folder, into(there), "s0000", "s0002")
        old = contents(folder)
        assert contents(there) == {
            "Title of s0000.json": old["s0000.json"],
            "Title of s0002.json": old["s0002.json"],
        }

    def test_equal_titles_get_names_of_their_own(self, folder: Path, there: Path) -> None:
        for session_id in ("s0000", "s0001"):
            write_session(folder, a_session(session_id, title="a/b"))
        (there / "a b.json").write_text("mine")
        export(folder, into(there), "s0000", "s0001")
        assert sorted(contents(there)) == ["a b (2).json", "a b (3).json", "a b.json"]
        assert (there / "a b.json").read_text() == "mine"

    def test_one_that_cannot_be_read_costs_only_itself(self, folder: Path, there: Path) -> None:
        answer = export(folder, into(there), "s0000", "nobody", "s0002")
        assert isinstance(answer, Exported)
        assert (len(answer.paths), len(answer.failures)) == (2, 1)

    def test_if_none_can_be_read_it_has_failed(self, folder: Path, there: Path) -> None:
        assert isinstance(export(folder, into(there), "nobody", "nothing"), Failed)


class TestStopped:
    """A cancel, or a sudden end, leaves nothing half written."""

    def test_a_cancel_leaves_no_file(self, folder: Path, there: Path) -> None:
        write_session(folder, a_session("s0001", messages=some_messages(20_000)))
        request = Export(str(folder), ["s0001"], str(there / "a.html"), Manner("html"))
        work = ChildWork(request)
        messages = work.messages()
        next(messages)  # it has begun
        work.cancel()
        assert list(messages)[-1] == WasCancelled()
        assert contents(there) == {}

    def test_what_was_whole_before_a_cancel_stays(self, folder: Path, there: Path) -> None:
        told: list[object] = []
        exporter = Exporter(SessionStore(folder), JSON, told.append, lambda: len(told) > 1, count=3)
        with pytest.raises(exporting.Cancelled):
            exporter.write_all(["s0000", "s0001", "s0002"], there)
        assert list(contents(there)) == ["Title of s0000.json"]


class TestQuoted:
    """Conversations as text, for the clipboard."""

    def test_it_is_markdown(self, folder: Path) -> None:
        answer = last_of(Quote(str(folder), ["s0001"], Manner()))
        assert isinstance(answer, Quoted)
        assert (answer.markdown.startswith("# Title of s0001"), answer.html) == (True, "")

    def test_a_page_comes_with_markdown(self, folder: Path) -> None:
        answer = last_of(Quote(str(folder), ["s0001"], Manner("html")))
        assert isinstance(answer, Quoted)
        assert answer.markdown.startswith("# Title of s0001")
        assert answer.html.startswith("<!DOCTYPE html>")

    def test_several_are_one_page(self, folder: Path) -> None:
        answer = last_of(Quote(str(folder), ["s0001", "s0002"], Manner("html")))
        assert isinstance(answer, Quoted)
        assert (answer.html.count("<!DOCTYPE"), answer.html.count("<h1")) == (1, 2)
        assert answer.markdown.count("\n# Title of s0002\n") == 1

    def test_what_is_too_long_is_refused_with_a_way_out(self, folder: Path) -> None:
        long = [{"role": "user", "content": "word " * 4_200_000}]
        write_session(folder, a_session("s0001", messages=long))
        answer = last_of(Quote(str(folder), ["s0001"], Manner()))
        assert answer == Failed(
            "This is over 20 MB, too much for the clipboard. Save it as a file."
        )


def test_an_index_alone_makes_a_sessions_folder(folder: Path, there: Path) -> None:
    (there / INDEX).write_text("[]")
    assert isinstance(export(folder, there / "a.json"), Failed)
