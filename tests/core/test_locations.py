"""Where sessions folders are, and where our own data lives."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from core.errors import NotFound
from core.locations import OwnPlaces, known_folders, resolve_folder, tried_folders


@pytest.fixture
def state(tmp_path: Path) -> Path:
    """A state folder with a sessions folder in it."""
    (tmp_path / "webui" / "sessions").mkdir(parents=True)
    return tmp_path / "webui"


def test_the_sessions_folder_itself_is_meant(state: Path) -> None:
    assert resolve_folder(state / "sessions") == state / "sessions"


def test_the_state_folder_means_the_sessions_folder_in_it(state: Path) -> None:
    assert resolve_folder(str(state)) == state / "sessions"


def test_the_index_means_its_folder(state: Path) -> None:
    (state / "sessions" / "_index.json").write_text("[]")
    assert resolve_folder(state / "sessions" / "_index.json") == state / "sessions"


def test_a_folder_with_an_index_is_a_sessions_folder_whatever_lies_in_it(state: Path) -> None:
    (state / "_index.json").write_text("[]")
    assert resolve_folder(state) == state


def test_a_folder_that_is_a_link_stays_as_given(state: Path) -> None:
    link = state.parent / "link"
    link.symlink_to(state / "sessions")
    assert resolve_folder(link) == link


def test_a_home_folder_may_be_written_short(home: Path) -> None:
    (home / "sessions").mkdir()
    assert resolve_folder("~/sessions") == home / "sessions"


@pytest.mark.parametrize("path", ["nowhere", "x" * 5000, "a\0b", "~nobody-of-that-name/x", ""])
def test_what_is_no_folder_is_not_found(path: str, tmp_path: Path) -> None:
    with pytest.raises(NotFound, match="There is no folder"):
        resolve_folder(path if path.startswith("~") else f"{tmp_path}/{path}/x")


def test_the_variable_of_the_server_comes_first(
    monkeypatch: pytest.MonkeyPatch, home: Path
) -> None:
    monkeypatch.setenv("HERMES_WEBUI_STATE_DIR", "~/elsewhere")
    monkeypatch.setenv("HERMES_HOME", str(home / "agent"))
    tried = tried_folders()
    assert tried[:3] == [
        home / "elsewhere" / "sessions",
        home / "agent" / "webui" / "sessions",
        home / ".hermes" / "webui" / "sessions",
    ]


def test_profiles_are_looked_into(home: Path) -> None:
    (home / ".hermes" / "profiles" / "work" / "webui").mkdir(parents=True)
    assert home / ".hermes" / "profiles" / "work" / "webui" / "sessions" in tried_folders()


def test_no_folder_is_tried_twice(monkeypatch: pytest.MonkeyPatch, home: Path) -> None:
    monkeypatch.setenv("HERMES_HOME", str(home / ".hermes"))
    assert len(tried_folders()) == len(set(tried_folders()))


def test_a_variable_that_means_nobodys_home_is_passed_over(
    monkeypatch: pytest.MonkeyPatch, home: Path
) -> None:
    monkeypatch.setenv("HERMES_WEBUI_STATE_DIR", "~nobody-of-that-name/x")
    assert home / ".hermes" / "webui" / "sessions" in tried_folders()


def test_only_folders_that_exist_are_known(home: Path) -> None:
    (home / ".hermes" / "webui" / "sessions").mkdir(parents=True)
    assert known_folders() == [home / ".hermes" / "webui" / "sessions"]


def test_a_variable_too_long_for_a_path_is_no_folder(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HERMES_WEBUI_STATE_DIR", "/" + "x" * 5000)
    assert known_folders() == []


def test_our_own_data_is_never_in_the_sessions_folder(tmp_path: Path) -> None:
    places = OwnPlaces.of(tmp_path)
    assert not places.cache.is_relative_to(tmp_path / "sessions")
    assert not places.state.is_relative_to(tmp_path / "sessions")
    assert places.cache.is_relative_to(os.environ["XDG_CACHE_HOME"])
    assert places.state.is_relative_to(os.environ["XDG_STATE_HOME"])


def test_a_folder_has_the_same_places_by_every_road(tmp_path: Path) -> None:
    (tmp_path / "real").mkdir()
    (tmp_path / "link").symlink_to(tmp_path / "real")
    assert OwnPlaces.of(tmp_path / "link") == OwnPlaces.of(tmp_path / "real" / ".." / "real")


def test_two_folders_share_no_place(tmp_path: Path) -> None:
    assert OwnPlaces.of(tmp_path / "a").state != OwnPlaces.of(tmp_path / "b").state


def test_a_folder_whose_name_is_not_utf8_has_places(tmp_path: Path) -> None:
    assert OwnPlaces.of(Path(os.fsdecode(os.fsencode(tmp_path) + b"/\xff"))).state
