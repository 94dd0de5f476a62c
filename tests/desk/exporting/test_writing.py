"""Lists as files: what a spreadsheet shows is what stands in Desk, and nothing is half written."""

import csv
import io
import os
import sys
from datetime import date, datetime
from pathlib import Path

import pytest

from desk.exporting.cells import defused
from desk.exporting.csv_text import csv_text
from desk.exporting.files import write_list
from desk.exporting.table import ListTable
from desk.refusals import Refusal
from tests.processes import run

TABLE = ListTable(
    name="客户/清单",
    columns=("户号", "户名", "余额", "登记", "日期"),
    rows=(
        ("0512340001", "=HYPERLINK(1)", -5, datetime(2026, 11, 23, 9, 30), date(2026, 11, 23)),
        ("3301000000000012345", "程小满\x07", 3, None, None),
    ),
)


@pytest.mark.parametrize("sign", ["=", "+", "-", "@", "\t=", "\r=", " =", "＝", "　＋", "－", "＠"])
def test_no_text_is_a_formula(sign: str) -> None:
    assert defused(f"{sign}HYPERLINK(1)").startswith("'")


@pytest.mark.parametrize("text", ["", "1-2", "—", "a=b", "云供客复〔2026〕1号"])
def test_other_text_stays_as_it_is(text: str) -> None:
    assert defused(text) == text


def test_csv_opens_in_a_spreadsheet_without_asking() -> None:
    text = csv_text(TABLE)
    assert text.startswith("\ufeff户号,")
    assert text.count("\r\n") == 3
    rows = list(csv.reader(io.StringIO(text.removeprefix("\ufeff"))))
    assert rows[1] == ["0512340001", "'=HYPERLINK(1)", "-5", "2026-11-23 09:30", "2026-11-23"]
    assert rows[2] == ["3301000000000012345", "程小满", "3", "", ""]


def test_a_workbook_has_real_types(tmp_path: Path) -> None:
    from openpyxl import load_workbook

    path = tmp_path / "list.xlsx"
    write_list(TABLE, path)
    book = load_workbook(path)
    sheet = book.active
    assert sheet.title == "客户 清单"
    assert sheet.freeze_panes == "A2"
    number, name, balance, at, day = sheet[2]
    assert (number.value, number.data_type) == ("0512340001", "s")
    assert (name.value, name.data_type) == ("=HYPERLINK(1)", "s")
    assert (balance.value, balance.data_type) == (-5, "n")
    assert (at.value, at.number_format) == (datetime(2026, 11, 23, 9, 30), "yyyy-mm-dd hh:mm")
    assert (day.value.date(), day.number_format) == (date(2026, 11, 23), "yyyy-mm-dd")
    assert sheet["A3"].value == "3301000000000012345"
    assert sheet["B3"].value == "程小满"
    assert sheet.column_dimensions["A"].width > sheet.column_dimensions["C"].width
    assert path.stat().st_mode & 0o077 == 0


def refusal(path: Path) -> str:
    with pytest.raises(Refusal) as caught:
        write_list(TABLE, path)
    assert caught.value.hint
    return caught.value.code


def test_places_a_list_cannot_go_to(tmp_path: Path) -> None:
    assert refusal(tmp_path / "list.pdf") == "bad_ending"
    assert refusal(tmp_path / "none" / "list.csv") == "no_folder"
    (tmp_path / "folder.csv").mkdir()
    assert refusal(tmp_path / "folder.csv") == "is_folder"


def test_another_file_is_replaced_only_when_asked(tmp_path: Path) -> None:
    path = tmp_path / "list.csv"
    path.write_text("mine")
    assert refusal(path) == "file_exists"
    assert path.read_text() == "mine"
    write_list(TABLE, path, replace=True)
    assert "程小满" in path.read_text(encoding="utf-8-sig")
    assert os.listdir(tmp_path) == ["list.csv"]


FULL = """
import resource, signal, sys
from pathlib import Path
from desk.exporting.files import write_list
from desk.refusals import Refusal
from tests.desk.exporting.test_writing import TABLE
signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
resource.setrlimit(resource.RLIMIT_FSIZE, (20, 20))
try:
    write_list(TABLE, Path(sys.argv[1]), replace=True)
except Refusal as refusal:
    sys.exit(f"{refusal.code} {refusal.hint}")
"""


@pytest.mark.parametrize("ending", ["csv", "xlsx"])
def test_a_full_disk_leaves_what_was_there(tmp_path: Path, ending: str) -> None:
    path = tmp_path / f"list.{ending}"
    path.write_text("mine")
    done = run([sys.executable, "-c", FULL, str(path)], check=False)
    assert done.stderr.startswith("unwritable")
    assert os.listdir(tmp_path) == [path.name]
    assert path.read_text() == "mine"
