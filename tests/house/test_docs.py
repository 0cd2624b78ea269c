"""What the documents tell people to type works, and what they link to is there."""

from __future__ import annotations

import importlib.util
import re
import subprocess
import sys

import pytest

from tests.house.tree import ROOT

PAGES = sorted(ROOT.glob("*.md"))
TEXTS = {page.name: page.read_text(encoding="utf-8") for page in PAGES}
ALL = "\n".join(TEXTS.values())
README = TEXTS["README.md"]
DEV_COMMANDS = sorted(set(re.findall(r"\./dev (\w+)", ALL)))
VERBS = sorted(set(re.findall(r"session-store ([a-z][\w-]*)", ALL)))
OPTIONS = sorted(set(re.findall(r"session-store ([a-z][\w-]*) [^\n#]*?(--[\w-]+)", ALL)))
LINKS = sorted(set(re.findall(r"\]\((?!https?:)([^)#]+)", ALL)))

needs_cli = pytest.mark.skipif(
    importlib.util.find_spec("core.cli") is None, reason="this checkout has no core.cli yet"
)


def store_help(verb: str) -> subprocess.CompletedProcess[str]:
    """What `session-store VERB --help` says."""
    code = "import sys; from core.cli import main; sys.exit(main())"
    command = [sys.executable, "-c", code, verb, "--help"]
    return subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)


def test_the_first_two_commands_start_the_window() -> None:
    commands = re.findall(r"^(\./dev [\w -]+?)(?: {2,}#.*)?$", README, re.MULTILINE)
    assert commands[:2] == ["./dev run", "./dev run --demo"]


def test_the_readme_names_the_test_command() -> None:
    assert "./dev test" in README


@pytest.mark.parametrize("name", DEV_COMMANDS)
def test_every_dev_command_in_the_documents_exists(name: str) -> None:
    assert re.search(rf"^    {name}\b.*\)", (ROOT / "dev").read_text(), re.MULTILINE)


@pytest.mark.parametrize("link", LINKS)
def test_every_link_leads_to_a_file(link: str) -> None:
    assert (ROOT / link).is_file()


@needs_cli
@pytest.mark.parametrize("verb", VERBS)
def test_every_verb_in_the_documents_exists(verb: str) -> None:
    assert store_help(verb).returncode == 0


@needs_cli
@pytest.mark.parametrize(("verb", "option"), OPTIONS)
def test_every_option_in_the_documents_exists(verb: str, option: str) -> None:
    assert option in store_help(verb).stdout
