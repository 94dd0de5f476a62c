"""The rules of the house: who may import whom, what stays off the first paint, what is locked."""

import re
import shutil
import sys
import tomllib
from pathlib import Path

import pytest

import desk
from tests.processes import ROOT, modules_after, packages, run

OTHER_FLOORS = {"db", "screens", "textual", "sqlmodel", "sqlalchemy", "alembic"}
"""What desk/ never brings along."""

HEAVY = {
    "alembic",
    "argon2",
    "cryptography",
    "docx",
    "fontTools",
    "openpyxl",
    "jinja2",
    "jsonschema",
    "plotille",
    "pydantic",
    "pypdfium2",
    "pypinyin",
    "segno",
    "sqlalchemy",
    "sqlcipher3",
    "sqlmodel",
    "typer",
    "typst",
}
"""What costs too much on the way to the first screen: loaded where it is used."""

OFFENCES = {
    "desk/rules.py": "import db.rows\nimport argon2\nimport typer\nimport pydantic\nimport rich",
    "desk/page.py": "import typst\nimport openpyxl\nimport desk.cli\nimport desk.__main__",
    "db/rows.py": "from textual.app import App\nimport sqlcipher3\nimport cryptography",
    "screens/board.py": "from sqlalchemy import select\nimport plotille",
}
"""One module after another that breaks a rule; together they break every one."""

LOCKED = re.compile(r"^([a-z0-9-]+)==(\S+) \\$", re.MULTILINE)


def _lint_imports(folder: Path) -> tuple[int, str]:
    linter = "from importlinter.cli import lint_imports as lint; exit(lint(no_cache=True))"
    # Our checkout stands behind the folder on the path: the tools are found, not our packages.
    done = run([sys.executable, "-c", linter], cwd=folder, check=False, PYTHONPATH=str(ROOT))
    return done.returncode, done.stdout + done.stderr


def _contracts() -> list[str]:
    settings = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    return [str(contract["name"]) for contract in settings["tool"]["importlinter"]["contracts"]]


def test_every_import_contract_is_kept() -> None:
    code, output = _lint_imports(ROOT)
    assert code == 0, output
    assert f"Contracts: {len(_contracts())} kept, 0 broken." in output


def test_every_import_contract_can_be_broken(tmp_path: Path) -> None:
    shutil.copy(ROOT / "pyproject.toml", tmp_path)
    for package in ("desk", "desk/cli", "db", "screens"):
        (tmp_path / package).mkdir()
        (tmp_path / package / "__init__.py").touch()
    (tmp_path / "desk" / "__main__.py").write_text("import db.rows\nimport screens.board\n")
    for path, offence in OFFENCES.items():
        (tmp_path / path).write_text(offence)
    code, output = _lint_imports(tmp_path)
    assert code == 1, output
    assert [name for name in _contracts() if f"{name} BROKEN" not in output] == []


def test_the_composition_root_may_know_all(tmp_path: Path) -> None:
    shutil.copy(ROOT / "pyproject.toml", tmp_path)
    for package in ("desk", "db", "screens"):
        (tmp_path / package).mkdir()
        (tmp_path / package / "__init__.py").touch()
    (tmp_path / "db" / "rows.py").write_text("import sqlmodel\nimport desk.case\n")
    (tmp_path / "screens" / "board.py").write_text("import textual\nimport desk.case\n")
    (tmp_path / "desk" / "case.py").write_text("import pendulum\n")
    (tmp_path / "desk" / "__main__.py").write_text("import db.rows\nimport screens.board\n")
    code, output = _lint_imports(tmp_path)
    assert code == 0, output


def test_nothing_below_desk_brings_another_floor_along() -> None:
    every = [
        ".".join(path.relative_to(ROOT).with_suffix("").parts).removesuffix(".__init__")
        for path in sorted((ROOT / "desk").rglob("*.py"))
        if path.name != "__main__.py"
    ]
    assert "desk.enums" in every
    loaded = modules_after(f"import importlib\nfor m in {every!r}: importlib.import_module(m)")
    assert set(every) <= loaded
    assert packages(loaded) & OTHER_FLOORS == set()


@pytest.mark.parametrize("module", ["desk", "desk.enums", "desk.services", "screens.app"])
def test_the_way_to_the_first_screen_is_light(module: str) -> None:
    loaded = modules_after(f"import {module}")
    assert module in loaded
    assert packages(loaded) & (HEAVY | {"db"}) == set()


def test_the_first_screen_needs_no_rules() -> None:
    loaded = modules_after("import screens.app")
    assert not {m for m in loaded if m.startswith(("desk.enums", "desk.services", "desk.staff"))}


def test_the_version_is_told_before_anything_is_imported() -> None:
    done = run([sys.executable, "-X", "importtime", "-m", "desk", "--version"])
    assert desk.__version__ in done.stdout
    imported = {line.rpartition("|")[2].strip() for line in done.stderr.splitlines()}
    assert "desk" in imported
    slow = HEAVY | {"importlib.metadata", "pendulum", "rich", "textual"}
    assert imported & slow == set()


def test_every_text_on_screen_has_its_chinese() -> None:
    done = run([sys.executable, "tools/catalogue.py", "check"], check=False)
    assert done.returncode == 0, done.stderr


@pytest.mark.parametrize("name", ["requirements.lock", "requirements-dev.lock"])
def test_a_lock_file_has_hashes_and_no_addresses(name: str) -> None:
    text = (ROOT / name).read_text(encoding="utf-8")
    assert "://" not in text
    assert "--index" not in text
    asked = [block for block in re.split(r"\n(?=\S)", text) if not block.startswith("#")]
    assert len(asked) > 30
    assert [block for block in asked if "--hash=sha256:" not in block] == []


def test_what_is_tested_is_what_is_run() -> None:
    run_with, tested_with = (
        dict(LOCKED.findall((ROOT / name).read_text(encoding="utf-8")))
        for name in ("requirements.lock", "requirements-dev.lock")
    )
    assert run_with.items() <= tested_with.items()
    assert {"textual", "typst", "sqlmodel", "colorama"} <= run_with.keys()
    assert "pytest" not in run_with
