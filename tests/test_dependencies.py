"""What Desk stands on: ranges with reasons, locks that keep to them, licences that are listed."""

import re
import tomllib
from pathlib import Path

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

from tools import licences
from tools.licences import locked

ROOT = Path(__file__).resolve().parent.parent
TEXT = (ROOT / "pyproject.toml").read_text(encoding="utf-8")
PROJECT = tomllib.loads(TEXT)["project"]
NEEDED = [Requirement(line) for line in PROJECT["dependencies"]]
EXTRAS = [
    Requirement(line) for lines in PROJECT["optional-dependencies"].values() for line in lines
]


@pytest.mark.parametrize(
    ("lock", "asked"),
    [("requirements.lock", NEEDED), ("requirements-dev.lock", [*NEEDED, *EXTRAS])],
    ids=["run", "test"],
)
def test_a_lock_holds_what_is_asked_for_in_the_range_that_is_asked_for(
    lock: str, asked: list[Requirement]
) -> None:
    kept = locked(lock)
    wrong = [
        f"{one} is locked as {kept.get(canonicalize_name(one.name), 'nothing')}"
        for one in asked
        if one.name != PROJECT["name"]
        and kept.get(canonicalize_name(one.name), "") not in one.specifier
    ]
    assert not wrong, "make lock"


def test_every_range_begins_somewhere() -> None:
    begins = {">=", "==", "~="}
    without = [
        one.name
        for one in (*NEEDED, *EXTRAS)
        if one.name != PROJECT["name"] and not {each.operator for each in one.specifier} & begins
    ]
    assert without == []


def test_every_dependency_has_its_reason() -> None:
    """A comment stands above it, or above the group of lines that it is in."""
    lines = TEXT.splitlines()
    begun = False
    reasoned = False
    without = []
    for line in lines:
        if re.match(r"^[a-z-]+ = \[$", line):
            begun, reasoned = True, False
        elif line == "]":
            begun = False
        elif begun and line.strip().startswith("#"):
            reasoned = True
        elif begun and line.startswith('    "') and not reasoned and re.search(r"[><=]", line):
            without.append(line.strip())
    assert without == []


def test_every_locked_package_is_on_the_page_of_licences() -> None:
    assert licences.listed() == locked("requirements-dev.lock"), "python tools/licences.py write"
    assert licences.PAGE.read_text(encoding="utf-8") == licences.page()


def test_nothing_that_desk_is_run_with_binds_it_by_copyleft() -> None:
    found = {name: licences.licence(name) for name in locked("requirements.lock")}
    assert len(found) > 30
    assert [name for name, words in found.items() if "GPL" in words.upper()] == []


def test_a_page_that_is_older_than_the_locks_is_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    old = tmp_path / "licences.md"
    text = licences.PAGE.read_text(encoding="utf-8")
    old.write_text(re.sub(r"\| typst \| \S+ \|", "| typst | 0.1 |", text), encoding="utf-8")
    monkeypatch.setattr(licences, "PAGE", old)
    assert licences.main(["check"]) == 1
    assert licences.main(["write"]) == 0
    assert licences.main(["check"]) == 0
    assert old.read_text(encoding="utf-8") == text
