"""The package for Debian and Ubuntu: what it depends on, and where its files go."""

from __future__ import annotations

from pathlib import Path

import pytest

import deb
import elf
import project


def wants(*libraries: str, glibc: tuple[int, int] = (2, 34)) -> elf.Wants:
    return elf.Wants(frozenset(libraries), glibc)


def test_what_is_in_the_bundle_is_not_asked_for() -> None:
    found = deb.depends([wants("libxcb-cursor.so.0", "libGL.so.1")], frozenset({"libGL.so.1"}))
    assert ("libxcb-cursor0" in found, "libgl1" in found) == (True, False)


def test_the_newest_glibc_that_any_file_asks_for_is_needed() -> None:
    found = deb.depends([wants(glibc=(2, 9)), wants(glibc=(2, 35))], frozenset())
    assert found[0] == "libc6 (>= 2.35)"


@pytest.mark.parametrize("name", ["libc.so.6", "libm.so.6", "ld-linux-x86-64.so.2", "libdl.so.2"])
def test_the_parts_of_glibc_are_no_packages_of_their_own(name: str) -> None:
    assert deb.depends([wants(name)], frozenset()) == deb.depends([wants()], frozenset())


@pytest.mark.parametrize(
    ("library", "packages"),
    [
        ("libglib-2.0.so.0", "libglib2.0-0t64 | libglib2.0-0"),
        ("libssl.so.3", "libssl3t64 | libssl3"),
        ("libxcb-icccm.so.4", "libxcb-icccm4"),
    ],
)
def test_a_library_is_found_under_every_name_that_a_release_gives_it(
    library: str, packages: str
) -> None:
    assert packages in deb.depends([wants(library)], frozenset())


def test_a_library_that_nobody_knows_stops_the_build() -> None:
    with pytest.raises(deb.UnknownLibrary, match=r"libnew\.so\.1"):
        deb.depends([wants("libnew.so.1")], frozenset())


def test_the_control_file_tells_version_and_dependencies() -> None:
    text = deb.control("1.2.3", "amd64", ["libc6 (>= 2.35)", "libgl1"], 4711)
    fields = dict(line.split(": ", 1) for line in text.splitlines() if line[0] != " ")
    assert (fields["Version"], fields["Depends"]) == ("1.2.3", "libc6 (>= 2.35), libgl1")
    assert fields["Installed-Size"] == "4711"


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """The root of a system on which a bundle of two scripts has been laid out."""
    bundle = tmp_path / "bundle"
    (bundle / "_internal").mkdir(parents=True)
    for command in deb.COMMANDS:
        (bundle / command).write_text("#!/bin/sh\n", encoding="utf-8")
        (bundle / command).chmod(0o700)
    (bundle / "_internal" / "data").write_text("", encoding="utf-8")
    (bundle / "_internal" / "data").chmod(0o600)
    deb.lay_out(bundle, tmp_path / "root")
    return tmp_path / "root"


@pytest.mark.parametrize("command", deb.COMMANDS)
def test_each_command_leads_to_its_program(root: Path, command: str) -> None:
    link = root / "usr" / "bin" / command
    assert link.resolve() == root / "usr" / "lib" / "session-browser" / command
    assert not link.readlink().is_absolute()


def test_there_is_an_icon_of_every_size(root: Path) -> None:
    icons = root / "usr" / "share" / "icons" / "hicolor"
    found = {path.relative_to(icons).parts[0] for path in icons.rglob("session-browser.*")}
    assert found == {"scalable", *(f"{size}x{size}" for size in project.ICON_SIZES)}


def test_everybody_may_read_and_start_what_the_builder_alone_could(root: Path) -> None:
    program = root / "usr" / "lib" / "session-browser"
    modes = [
        (program / name).stat().st_mode & 0o777 for name in ("session-store", "_internal/data")
    ]
    assert modes == [0o755, 0o644]


def test_the_licence_stands_where_debian_looks_for_it(root: Path) -> None:
    copied = root / "usr" / "share" / "doc" / "session-browser" / "copyright"
    assert copied.read_bytes() == project.LICENCE.read_bytes()
