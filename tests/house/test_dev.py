"""`./dev` sets itself up once, again where it has to, and says what it needs from the user."""

from __future__ import annotations

import subprocess
from pathlib import Path

import pytest

from tests.house.fake_system import LIBRARIES, FakeSystem
from tests.house.tree import ROOT

NO_CURSOR = LIBRARIES.replace("libxcb-cursor.so.0 ", "")
COMMANDS = ("run", "test", "bench", "package", "help")


@pytest.fixture
def system(tmp_path: Path) -> FakeSystem:
    return FakeSystem(tmp_path)


@pytest.fixture
def ready(system: FakeSystem) -> FakeSystem:
    """A system on which everything was set up by an earlier start."""
    assert system.dev("bench").returncode == 0
    system.done()
    return system


def test_help_names_every_command(system: FakeSystem) -> None:
    said = system.dev("help").stdout
    assert [name for name in COMMANDS if f"./dev {name}" not in said] == []


def test_an_unknown_command_is_wrong_usage(system: FakeSystem) -> None:
    assert system.dev("fly").returncode == 2


def test_the_first_start_installs_by_hash(system: FakeSystem) -> None:
    system.dev("run")
    assert any("--require-hashes" in line for line in system.done())


def test_a_start_hands_every_argument_on(ready: FakeSystem) -> None:
    ready.dev("run", "my sessions", "--demo")
    assert ready.done()[0] == "-P -m gui my sessions --demo"


def test_a_start_stays_in_the_folder_of_the_user(ready: FakeSystem) -> None:
    ready.dev("run")
    assert f"in={ready.elsewhere}" in ready.done()


def test_the_python_path_of_other_programs_is_not_taken_over(ready: FakeSystem) -> None:
    ready.dev("run", PYTHONPATH="/elsewhere")
    assert "path=none" in ready.done()


def test_a_later_start_installs_nothing(ready: FakeSystem) -> None:
    ready.dev("run")
    assert [line for line in ready.done() if "pip" in line or "venv" in line] == []


def test_a_set_up_that_fails_ends_with_2(system: FakeSystem) -> None:
    assert system.dev("run", PIP_ENDS="1").returncode == 2


def test_a_set_up_that_failed_is_made_anew(system: FakeSystem) -> None:
    system.dev("run", PIP_ENDS="1")
    system.done()
    system.dev("run")
    assert next(line.split()[1] for line in system.done() if line.startswith("-m")) == "venv"


def test_a_changed_lock_installs_into_the_same_environment(ready: FakeSystem) -> None:
    with (ready.checkout / "requirements.lock").open("a") as lock:
        lock.write("# changed\n")
    ready.dev("run")
    assert [line.split()[1] for line in ready.done() if line.startswith("-m")] == ["pip", "pip"]


def test_a_checkout_that_moved_gets_a_new_environment(ready: FakeSystem) -> None:
    ready.checkout = ready.checkout.rename(ready.checkout.with_name("moved"))
    ready.dev("run")
    assert any(line.startswith("-m venv") for line in ready.done())


def test_without_a_display_one_sentence_says_so(system: FakeSystem) -> None:
    ended = system.dev("run", DISPLAY="")
    assert (ended.returncode, ended.stderr.count("\n")) == (2, 1)


def test_without_a_display_nothing_is_installed(system: FakeSystem) -> None:
    system.dev("run", DISPLAY="")
    assert system.done() == []


@pytest.mark.parametrize("name", ["WAYLAND_DISPLAY", "QT_QPA_PLATFORM"])
def test_another_kind_of_display_will_do(ready: FakeSystem, name: str) -> None:
    assert ready.dev("run", **{"DISPLAY": "", name: "offscreen"}).returncode == 0


def test_without_the_right_to_install_the_exact_line_is_told(system: FakeSystem) -> None:
    said = system.dev("run", LIBRARIES=NO_CURSOR).stderr
    assert "sudo apt-get install -y --no-install-recommends libxcb-cursor0\n" in said


def test_all_that_is_missing_stands_in_one_line(system: FakeSystem) -> None:
    said = system.dev("run", LIBRARIES=NO_CURSOR, ENSUREPIP_ENDS="1").stderr
    assert "libxcb-cursor0 python3.11-venv\n" in said


def test_without_the_right_to_install_it_ends_with_2(system: FakeSystem) -> None:
    assert system.dev("run", LIBRARIES=NO_CURSOR).returncode == 2


def test_root_gets_missing_libraries_installed(system: FakeSystem) -> None:
    system.dev("run", LIBRARIES=NO_CURSOR, FAKE_ID="0")
    assert "apt-get install -y --no-install-recommends libxcb-cursor0" in system.done()


def test_an_install_that_apt_refuses_ends_with_2(system: FakeSystem) -> None:
    ended = system.dev("run", LIBRARIES=NO_CURSOR, FAKE_ID="0", APT_ENDS="100")
    assert ended.returncode == 2


def test_the_tests_run_on_folders_that_are_gone_afterwards(ready: FakeSystem) -> None:
    ready.dev("test", "some/test.py")
    assert ready.done()[-1].startswith(f"config={ready.elsewhere}")
    assert list(ready.elsewhere.iterdir()) == []


def test_a_failing_test_fails_the_command(ready: FakeSystem) -> None:
    assert ready.dev("test", "some/test.py", PYTEST_ENDS="1").returncode != 0


def test_who_only_starts_the_program_installs_nothing_to_build_with(system: FakeSystem) -> None:
    system.dev("run")
    assert [line for line in system.done() if "packaging/requirements.lock" in line] == []


def test_the_first_package_installs_by_hash_what_builds_it(ready: FakeSystem) -> None:
    ready.dev("package", "wheel")
    lock = f"{ready.checkout}/packaging/requirements.lock"
    assert any(f"--require-hashes -r {lock}" in line for line in ready.done())


def test_a_later_package_installs_nothing(ready: FakeSystem) -> None:
    ready.dev("package")
    ready.done()
    ready.dev("package", "deb", "tar")
    assert ready.done()[0] == f"{ready.checkout}/packaging/build.py deb tar"


def test_the_python_of_debian_gets_its_library_for_a_package(ready: FakeSystem) -> None:
    said = ready.dev("package", SHARED_PYTHON="libpython3.11").stderr
    assert "sudo apt-get install -y --no-install-recommends libpython3.11\n" in said


@pytest.mark.parametrize("arguments", [("test", "--long", "some/test.py"), ("package",)])
def test_what_builds_packages_is_there_for_the_long_tests_too(
    ready: FakeSystem, arguments: tuple[str, ...]
) -> None:
    ready.dev(*arguments)
    assert any("packaging/requirements.lock" in line for line in ready.done())


def test_ci_runs_the_tests_of_dev() -> None:
    assert "exec ./dev test" in (ROOT / ".ci" / "run").read_text(encoding="utf-8")


@pytest.mark.parametrize(
    "name", ["dev", ".ci/run", "packaging/install.sh", "packaging/uninstall.sh"]
)
def test_the_scripts_are_posix_shell(name: str) -> None:
    done = subprocess.run(["sh", "-n", ROOT / name], capture_output=True, text=True, check=False)
    assert (done.returncode, done.stderr) == (0, "")
