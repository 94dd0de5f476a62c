"""desk customer import, and every list written out with --csv and --xlsx."""

import csv
import io
from pathlib import Path
from typing import Any

import pytest

from tests.desk.cli.prompt import A_CASE, CLERK, LEAD, Prompt
from tests.processes import ROOT

SAMPLE = ROOT / "tests" / "data" / "customers_export.csv"


def lead(prompt: Prompt, *words: object) -> Any:
    return prompt.ok("--staff", LEAD, *words)


@pytest.fixture
def export(tmp_path: Path) -> Path:
    path = tmp_path / "export.csv"
    path.write_bytes(SAMPLE.read_bytes())
    return path


def test_a_list_is_looked_at_taken_in_and_found_again(prompt: Prompt, export: Path) -> None:
    mapping = export.with_name("map.toml")
    seen = lead(prompt, "customer", "import", export, "--preview", "--save-map", mapping)
    assert seen["columns"]["户号"] == "account.number"
    assert seen["rows"][0]["values"]["customer.phone"] == "139****0061"
    assert "13900000061" not in str(seen)
    assert lead(prompt, "customer", "imports") == []
    answer = prompt.run("--staff", LEAD, "customer", "import", export, "--map", mapping, "--json")
    assert answer.code == 1
    assert (answer.json["added"], answer.json["refused"]) == (3, 3)
    assert Path(answer.json["refused_file"]).exists()
    assert lead(prompt, "customer", "imports")[0]["state"] == "done"
    assert len(lead(prompt, "customer", "find", "五金厂")) == 1


def test_who_may_not_and_what_cannot_be_imported(prompt: Prompt, export: Path) -> None:
    clerk = ("--staff", CLERK, "customer", "import")
    assert prompt.refused(*clerk, export)["code"] == "not_allowed"
    bring = ("--staff", LEAD, "customer", "import")
    assert prompt.refused(*bring, export.parent)["code"] == "is_folder"
    assert prompt.refused(*bring, export, "--resume")["code"] == "nothing_to_resume"
    bad = export.with_name("bad.toml")
    bad.write_text('[columns]\n"户号" = "account.nummer"\n', encoding="utf-8")
    assert prompt.refused(*bring, export, "--map", bad)["field"] == "columns.户号"
    assert prompt.run(*bring, export, "--preview", "--resume").code == 2


def test_lists_go_out_masked_and_in_full_with_a_reason(prompt: Prompt, tmp_path: Path) -> None:
    prompt.ok("--staff", CLERK, "case", "register", data=A_CASE)
    board = ("case", "list", "--csv")
    text = prompt.run("--staff", CLERK, *board, "-").out
    head, row = csv.reader(io.StringIO(text.removeprefix("\ufeff")))
    assert len(head) == len(row)
    assert "*" in row[1]
    path = tmp_path / "board.csv"
    assert lead(prompt, *board, path, "--in-full", "季度核对")["masked"] is False
    assert "*" not in path.read_text(encoding="utf-8-sig")
    again = prompt.refused("--staff", LEAD, *board, path, "--in-full", "季度核对")
    assert again["code"] == "file_exists"
    refused = prompt.refused("--staff", CLERK, *board, tmp_path / "b.csv", "--in-full", "看看")
    assert refused["code"] == "not_allowed"
    looks = lead(prompt, "customer", "looks")
    assert [look["look"]["reason"] for look in looks] == ["季度核对"]


@pytest.mark.parametrize(
    "words",
    [
        ("case", "list", "--view", "first"),
        ("find", "电"),
        ("letter", "list"),
        ("letter", "register"),
        ("customer", "find", "1"),
        ("shift", "sheet"),
    ],
)
def test_every_list_is_a_workbook(prompt: Prompt, tmp_path: Path, words: tuple[str, ...]) -> None:
    from openpyxl import load_workbook

    case = prompt.ok("--staff", CLERK, "case", "register", data=A_CASE)
    path = tmp_path / "list"
    said = prompt.ok("--staff", CLERK, *words, "--xlsx", path)
    sheet = load_workbook(said["file"]).active
    assert sheet.max_row == said["rows"] + 1
    if words[:2] == ("case", "list"):
        assert sheet["A2"].value == case["reference"]


def test_a_file_is_written_one_way(prompt: Prompt, tmp_path: Path) -> None:
    both = ("--csv", tmp_path / "a.csv", "--xlsx", tmp_path / "a.xlsx")
    assert prompt.run("--staff", CLERK, "case", "list", *both).code == 2
    assert prompt.run("--staff", CLERK, "case", "list", "--in-full", "核对").code == 2
