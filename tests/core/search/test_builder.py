"""The catalogue follows the files, whatever happens to either of them."""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest

from core.disk.lock import folder_lock
from core.errors import Cancelled, Locked
from core.search import builder, catalogue
from core.search.builder import ANEW, build, path_in
from core.values import Watch
from tests.builders import a_folder, some_sessions, write_session
from tests.core.search.conftest import Finder, said

Make = Callable[..., Finder]


def again(made: Finder) -> builder.Built:
    return build(made.folder, made.places)


def catalogue_of(made: Finder) -> Path:
    return path_in(made.places)


class TestFollowing:
    """Only what changed is read, and nothing that is gone is found."""

    def test_what_did_not_change_is_not_read(self, finder: Make) -> None:
        made = finder(said("aa11", "one"), said("bb22", "two"))
        assert (again(made).read, again(made).total) == (0, 2)

    def test_only_the_changed_file_is_read(self, finder: Make) -> None:
        made = finder(said("aa11", "one"), said("bb22", "two"))
        write_session(made.folder, said("bb22", "three"))
        assert again(made).read == 1
        assert (made.ids("three"), made.ids("two")) == (["bb22"], [])

    def test_new_messages_are_found_beside_the_old_ones(self, finder: Make) -> None:
        texts = [f"word{number}" for number in range(30)]
        made = finder(said("aa11", *texts[:3]))
        for count in range(4, 31):
            write_session(made.folder, said("aa11", *texts[:count]))
            made.build()
        assert [made.ids(text) for text in texts] == [["aa11"]] * 30
        assert made.answer("word1").results[0].hits == 1

    def test_new_messages_leave_the_old_ones_where_they_are(self, finder: Make) -> None:
        made = finder(said("aa11", "one", "two", "three"))
        for count in range(1, 20):
            write_session(made.folder, said("aa11", "one", "two", "three", *["more"] * count))
            made.build()
        with closing(catalogue.connect(catalogue_of(made))) as database:
            assert catalogue.note(database, "dead") == 0

    def test_what_was_taken_away_is_not_found(self, finder: Make) -> None:
        made = finder(said("aa11", *[f"word{number}" for number in range(30)]))
        write_session(made.folder, said("aa11", *[f"word{number}" for number in range(12)]))
        made.build()
        assert (made.ids("word11"), made.ids("word12"), made.ids("word29")) == (["aa11"], [], [])

    def test_a_changed_message_in_the_middle_is_found_anew(self, finder: Make) -> None:
        texts = [f"word{number}" for number in range(30)]
        made = finder(said("aa11", *texts))
        write_session(made.folder, said("aa11", *texts[:15], "changed", *texts[16:]))
        made.build()
        found = [made.ids(text) for text in ("word14", "word15", "changed", "word16", "word29")]
        assert found == [["aa11"], [], ["aa11"], ["aa11"], ["aa11"]]

    def test_a_file_that_is_gone_is_not_found_and_may_come_back(self, finder: Make) -> None:
        made = finder(said("aa11", "one"), said("bb22", "two"))
        (made.folder / "aa11.json").unlink()
        assert again(made).gone == 1
        write_session(made.folder, said("aa11", "back"))
        made.build()
        assert (made.ids("one"), made.ids("back"), made.ids("two")) == ([], ["aa11"], ["bb22"])

    def test_an_empty_folder_forgets_nothing_for_it_may_be_unmounted(self, finder: Make) -> None:
        made = finder(said("aa11", "one"))
        data = (made.folder / "aa11.json").read_bytes()
        (made.folder / "aa11.json").unlink()
        assert again(made).gone == 0
        (made.folder / "aa11.json").write_bytes(data)
        made.build()
        assert made.ids("one") == ["aa11"]

    def test_a_damaged_file_is_found_as_far_as_it_can_be_read(self, finder: Make) -> None:
        made = finder(said("aa11", "first words", "last words"))
        path = made.folder / "aa11.json"
        data = path.read_bytes()
        path.write_bytes(data[: data.index(b"last")])
        made.build()
        assert (made.ids("first"), made.ids("last")) == (["aa11"], [])

    def test_a_young_stamp_is_not_trusted(self, tmp_path: Path) -> None:
        made = Finder(a_folder(tmp_path / "s", said("aa11", "one")))
        made.build()  # without `aged`: the file is younger than two seconds
        assert again(made).read == 1

    def test_nothing_is_written_into_the_sessions_folder(self, finder: Make) -> None:
        made = finder(said("aa11", "one"))
        names = sorted(path.name for path in made.folder.iterdir())
        assert names == ["_index.json", "aa11.json"]

    def test_nobody_else_may_read_the_catalogue(self, finder: Make) -> None:
        made = finder(said("aa11", "one"))
        assert catalogue_of(made).stat().st_mode & 0o077 == 0

    def test_a_worn_catalogue_is_built_anew(
        self, finder: Make, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr(builder, "_FEW_BLOCKS", 3)
        made = finder(said("aa11", "start"))
        for number in range(8):
            write_session(made.folder, said("aa11", f"version{number}"))
            made.build()
            assert made.ids(f"version{number}") == ["aa11"]
        with closing(catalogue.connect(catalogue_of(made))) as database:
            assert catalogue.note(database, "dead") < 6

    def test_many_small_parts_become_few(self, finder: Make) -> None:
        made = finder(said("aa11", "start"))
        for number in range(20):
            write_session(made.folder, said(f"s{number:03}", f"word{number}", "common"))
            made.build()
        with closing(catalogue.connect(catalogue_of(made))) as database:
            (parts,) = database.execute("select count(distinct segid) from words_idx").fetchone()
        assert parts < 10
        assert len(made.ids("common")) == 20


class TestStopping:
    """A build that was stopped goes on where it was."""

    def stop_after(self, calls: int) -> Watch:
        left = [calls]

        def cancel() -> bool:
            left[0] -= 1
            return left[0] < 0

        return Watch(cancel=cancel)

    def test_what_was_read_stays(
        self, tmp_path: Path, aged: None, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr(builder, "CHUNK", 10)
        monkeypatch.setattr(builder, "_INTERVAL", 0.0)
        made = Finder(a_folder(tmp_path / "s", *some_sessions(20)))
        with pytest.raises(Cancelled):
            build(made.folder, made.places, self.stop_after(9))
        made.take()
        part = made.answer("words")
        assert 0 < part.searched == len(part.results) < 20
        assert again(made).read == 20 - part.searched
        made.take()
        assert len(made.ids("words")) == 20
        made.search.close()

    def test_a_cancel_is_heard_while_a_chunk_is_put_in(
        self, tmp_path: Path, aged: None, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr(builder, "_INTERVAL", 1e9)
        monkeypatch.setattr("core.search.shelving._FEW_ROWS", 1)
        made = Finder(a_folder(tmp_path / "s", *some_sessions(20)))
        with pytest.raises(Cancelled):
            build(made.folder, made.places, self.stop_after(9))
        made.take()
        assert made.answer("words").searched == 0
        assert again(made).read == 20
        made.search.close()

    def test_the_newest_sessions_come_first(
        self, tmp_path: Path, aged: None, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr(builder, "CHUNK", 10)
        monkeypatch.setattr(builder, "_INTERVAL", 0.0)
        made = Finder(a_folder(tmp_path / "s", *some_sessions(20)))
        for number in range(20):
            os.utime(made.folder / f"s{number:04}.json", (number, number))
        with pytest.raises(Cancelled):
            build(made.folder, made.places, self.stop_after(9))
        made.take()
        found = set(made.ids("words"))
        assert found == {f"s{number:04}" for number in range(20 - len(found), 20)}
        made.search.close()

    def test_only_one_program_builds(self, finder: Make) -> None:
        made = finder(said("aa11", "one"))
        with folder_lock(made.places.cache, made.places.state), pytest.raises(Locked):
            again(made)


class TestDamage:
    """A catalogue that cannot be used is made anew, with a note."""

    def rebuilt(self, made: Finder) -> str:
        note = again(made).note
        assert made.ids("one") == ["aa11"]
        return note

    @pytest.mark.parametrize("kept", [0, 1, 50, 99, 100, 500, 4095, 4096, 5000, 9000, -1, -4096])
    def test_cut_off(self, finder: Make, kept: int) -> None:
        made = finder(said("aa11", "one"))
        path = catalogue_of(made)
        path.write_bytes(path.read_bytes()[:kept])
        assert self.rebuilt(made) == ANEW

    @pytest.mark.parametrize(
        ("name", "value"), [("user_version", 99), ("application_id", 7), ("user_version", 0)]
    )
    def test_of_another_version_or_program(self, finder: Make, name: str, value: int) -> None:
        made = finder(said("aa11", "one"))
        with closing(sqlite3.connect(catalogue_of(made))) as database:
            database.execute(f"pragma {name} = {value}")
        assert self.rebuilt(made) == ANEW

    def test_of_another_store(self, finder: Make) -> None:
        made, other = finder(said("aa11", "one")), finder(said("bb22", "two"))
        catalogue_of(made).write_bytes(catalogue_of(other).read_bytes())
        assert self.rebuilt(made) == ANEW
        assert made.ids("two") == []

    @pytest.mark.parametrize("table", ["words", "files", "notes"])
    def test_a_table_is_gone(self, finder: Make, table: str) -> None:
        made = finder(said("aa11", "one"))
        with closing(sqlite3.connect(catalogue_of(made))) as database:
            database.execute(f"drop table {table}")
        assert self.rebuilt(made) == ANEW

    def test_the_reader_throws_it_away_and_says_so(self, finder: Make) -> None:
        made = finder(said("aa11", "one", title="Title"))
        made.search.close()
        catalogue_of(made).write_bytes(b"SQLite format 3\0" + b"\xff" * 5000)
        answer = made.answer("title")
        assert (len(answer.results), answer.searched, answer.note) == (1, 0, ANEW)
        assert made.answer("title").note == ""
        assert self.rebuilt(made) == ""

    def test_any_spoilt_page_is_no_more_than_a_note(self, finder: Make) -> None:
        made = finder(*[said(f"s{number:03}", "one", f"word{number}") for number in range(200)])
        whole = catalogue_of(made).read_bytes()
        for at in range(0, len(whole), 4096):
            made.search.close()
            catalogue_of(made).write_bytes(whole[:at] + b"\xa5" * 4096 + whole[at + 4096 :])
            answer = made.answer("one")
            assert answer.note in ("", ANEW)
            again(made)
            made.answer("word7")

    def test_a_folder_in_its_place_is_no_catalogue(self, finder: Make) -> None:
        made = finder(said("aa11", "one"))
        made.search.close()
        catalogue_of(made).unlink()
        catalogue_of(made).mkdir()
        with pytest.raises(catalogue.Unwritable):
            again(made)
        assert made.answer("one").searched == 0
