"""The bundle holds what the program uses, and nothing that only Qt's other users need."""

from __future__ import annotations

import sys
from pathlib import Path

import PySide6
import pytest

import elf
import parts
import project
from gui.__main__ import LANGUAGES

BINDING = Path(PySide6.__file__).parent
PLUGINS = "PySide6/Qt/plugins"

linux = pytest.mark.skipif(sys.platform != "linux", reason="reads programs of Linux")


@pytest.mark.parametrize(
    "target",
    [
        f"{PLUGINS}/platforms/libqxcb.so",
        f"{PLUGINS}/platforms/libqoffscreen.so",
        f"{PLUGINS}/platforms/libqwayland.so",
        f"{PLUGINS}/platforminputcontexts/libibusplatforminputcontextplugin.so",
        f"{PLUGINS}/platforminputcontexts/libcomposeplatforminputcontextplugin.so",
        r"PySide6\plugins\platforms\qwindows.dll",
        "PySide6/Qt/plugins/platforms/libqcocoa.dylib",
        "PySide6/Qt/lib/libQt6Widgets.so.6",
        "resources/sample/sessions/_index.json",
    ],
)
def test_what_the_program_uses_is_kept(target: str) -> None:
    assert parts.is_kept(target)


@pytest.mark.parametrize(
    "target",
    [
        f"{PLUGINS}/platforms/libqeglfs.so",
        f"{PLUGINS}/platforms/libqvnc.so",
        f"{PLUGINS}/platformthemes/libqgtk3.so",
        f"{PLUGINS}/imageformats/libqwebp.so",
        f"{PLUGINS}/tls/libqopensslbackend.so",
        f"{PLUGINS}/networkinformation/libqglib.so",
        f"{PLUGINS}/egldeviceintegrations/libqeglfs-x11-integration.so",
        r"PySide6\plugins\imageformats\qwebp.dll",
        "PySide6/Qt/translations/qtbase_fr.qm",
        "setuptools/_vendor/jaraco/text/Lorem ipsum.txt",
    ],
)
def test_what_only_others_need_is_left_out(target: str) -> None:
    assert not parts.is_kept(target)


def test_qt_speaks_the_languages_of_the_program() -> None:
    languages = [f"PySide6/Qt/translations/qtbase_{code}.qm" for code in LANGUAGES if code != "en"]
    assert [one for one in languages if not parts.is_kept(one)] == []


def test_nothing_tells_where_the_bundle_was_built() -> None:
    assert not parts.is_kept("session_browser-0.1.0.dist-info/direct_url.json")


@pytest.mark.parametrize("name", sorted(parts.OF_THE_SYSTEM))
def test_the_graphics_drivers_find_the_libraries_of_their_own_system(name: str) -> None:
    assert not parts.is_kept(name)


def test_every_part_of_qt_that_is_imported_is_kept() -> None:
    used = parts.used_parts_of_qt(project.SOURCES)
    left_out = parts.excluded(BINDING, project.SOURCES)
    assert {"QtCore", "QtGui", "QtWidgets"} <= used
    assert [name for name in used if f"PySide6.{name}" in left_out] == []


@pytest.mark.parametrize("name", ["QtQml", "QtQuick", "QtSql", "QtHelp", "QtDesigner"])
def test_parts_of_qt_that_nobody_imports_are_left_out(name: str) -> None:
    assert f"PySide6.{name}" in parts.excluded(BINDING, project.SOURCES)


def test_an_import_inside_of_a_function_counts(tmp_path: Path) -> None:
    text = "def f():\n    from PySide6.QtSvg import QSvgRenderer\n    import PySide6.QtSql\n"
    (tmp_path / "module.py").write_text(text, encoding="utf-8")
    assert parts.used_parts_of_qt([tmp_path]) == {"QtSvg", "QtSql"}


@linux
def test_a_library_goes_with_the_plugin_that_wanted_it() -> None:
    plugin, library = "platformthemes/libqgtk3.so", "libQt6DBus.so.6"
    entries = [
        (f"{PLUGINS}/{plugin}", str(BINDING / "Qt" / "plugins" / plugin), "BINARY"),
        (f"PySide6/Qt/lib/{library}", str(BINDING / "Qt" / "lib" / library), "BINARY"),
    ]
    assert library in elf.wants(BINDING / "Qt" / "plugins" / plugin).libraries
    assert parts.needed(entries) == []


@linux
def test_a_library_stays_that_another_one_asks_for() -> None:
    names = ["QtWidgets.abi3.so", "Qt/lib/libQt6Widgets.so.6", "Qt/lib/libQt6Core.so.6"]
    entries = [(f"PySide6/{name}", str(BINDING / name), "BINARY") for name in names]
    unused = ("PySide6/Qt/lib/libQt6Sql.so.6", str(BINDING / "Qt/lib/libQt6Sql.so.6"), "BINARY")
    assert parts.needed([*entries, unused]) == entries


def test_a_link_to_a_library_that_is_left_out_goes_with_it() -> None:
    library = ("PySide6/Qt/lib/libQt6Core.so.6", "/somewhere", "BINARY")
    kept = ("libQt6Core.so.6", "PySide6/Qt/lib/libQt6Core.so.6", "SYMLINK")
    dead = ("libQt6Svg.so.6", "PySide6/Qt/lib/libQt6Svg.so.6", "SYMLINK")
    assert parts.without_dead_links([kept, dead], [library]) == [kept]
