"""Files as they come out of office programs: read whole, or refused in words."""

import csv
import io
import zipfile
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from desk.exporting.cells import defused
from desk.importing import csv_file
from desk.importing.source import LOOKED_AT, Row, opened
from desk.importing.xlsx_file import text_of
from desk.refusals import Refusal

HEAD = "户号,户名,联系电话"
BODY = "0512340001,程小满,13900000061"


def read(path: Path, **how: str) -> tuple[tuple[str, ...], list[Row]]:
    with opened(path, **how) as table:  # type: ignore[arg-type]
        return table.headers, list(table.rows)


def refusal(path: Path, **how: str) -> Refusal:
    with pytest.raises(Refusal) as caught:
        read(path, **how)
    return caught.value


def workbook(path: Path, rows: list[list[object]]) -> Path:
    from openpyxl import Workbook

    book = Workbook(write_only=True)
    sheet = book.create_sheet("客户")
    for row in rows:
        sheet.append(row)
    book.save(path)
    return path


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16"])
@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
def test_the_same_list_in_every_spelling(tmp_path: Path, encoding: str, delimiter: str) -> None:
    path = tmp_path / "list.csv"
    path.write_bytes(f"{HEAD}\r\n{BODY}\r\n".replace(",", delimiter).encode(encoding))
    headers, rows = read(path)
    assert headers == ("户号", "户名", "联系电话")
    assert rows == [Row(2, ("0512340001", "程小满", "13900000061"))]


def test_what_may_be_two_encodings_is_asked(tmp_path: Path) -> None:
    path = tmp_path / "list.csv"
    path.write_bytes("戶號,戶名\r\n0512340001,歐陽曉燕\r\n".encode("big5"))
    assert refusal(path).code == "encoding_unclear"
    assert read(path, encoding="big5")[0] == ("戶號", "戶名")
    assert refusal(path, encoding="utf-8").code == "wrong_encoding"
    assert refusal(path, encoding="klingon").code == "unknown_encoding"


def test_a_title_before_the_headers_is_passed_over(tmp_path: Path) -> None:
    path = tmp_path / "list.csv"
    path.write_text(f"客户档案导出\n\n2026年11月\n{HEAD}\n{BODY}\n", encoding="utf-8")
    headers, rows = read(path)
    assert headers[0] == "户号"
    assert [row.line for row in rows] == [5]


def test_what_spreadsheets_put_round_a_number_is_taken_away(tmp_path: Path) -> None:
    path = tmp_path / "list.csv"
    path.write_text(f'{HEAD}\n="0512340001",程小满,\'13900000061\n', encoding="utf-8")
    assert read(path)[1][0].cells == ("0512340001", "程小满", "13900000061")


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"", "empty"),
        (b"\xef\xbb\xbf\r\n\r\n", "empty"),
        (b"\xd0\xcf\x11\xe0" + b"\x00" * 600, "old_excel"),
        (b"MZ\x00\x01" * 50, "no_table"),
        (b"PK\x03\x04 and then nothing", "broken_xlsx"),
        (f"{HEAD}\n".encode() + b'"' + b"0512340001\n" * 60, "broken_csv"),
    ],
)
def test_what_is_no_list_is_told_as_that(tmp_path: Path, content: bytes, code: str) -> None:
    path = tmp_path / "list.csv"
    path.write_bytes(content)
    assert refusal(path).code == code


def test_neither_folders_nor_what_is_not_there(tmp_path: Path) -> None:
    assert refusal(tmp_path).code == "is_folder"
    assert refusal(tmp_path / "none.csv").code == "unreadable"


def test_only_headers_are_a_list_without_rows(tmp_path: Path) -> None:
    path = tmp_path / "list.csv"
    path.write_text(HEAD, encoding="utf-8")
    assert read(path) == (("户号", "户名", "联系电话"), [])


def test_a_workbook_reads_as_text(tmp_path: Path) -> None:
    path = workbook(
        tmp_path / "list.xlsx",
        [
            ["户号", "户名", "联系电话"],
            [512340001, "程小满", 13900000061.0],
            [],
            ["0512", "李", None],
        ],
    )
    headers, rows = read(path)
    assert headers == ("户号", "户名", "联系电话")
    assert rows == [Row(2, ("512340001", "程小满", "13900000061")), Row(4, ("0512", "李"))]
    assert refusal(path, sheet="别的").code == "no_sheet"


def test_a_number_that_lost_its_last_digits_shows_it() -> None:
    assert text_of(3301000000000012345) == "3.301000E+18"
    assert text_of(13900000061.0) == "13900000061"


def bomb(path: Path, part: str, content: bytes) -> Path:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as packed:
        packed.writestr("xl/workbook.xml", b"<workbook/>")
        packed.writestr(part, content)
    return path


def test_what_unpacks_without_end_is_never_opened(tmp_path: Path) -> None:
    path = bomb(tmp_path / "a.xlsx", "xl/worksheets/sheet1.xml", b"\x00" * 40_000_000)
    assert refusal(path).code == "zip_bomb"
    entities = b'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "aaaa">]><x>&a;</x>'
    assert refusal(bomb(tmp_path / "b.xlsx", "xl/sharedStrings.xml", entities)).code == "zip_bomb"
    with zipfile.ZipFile(tmp_path / "c.xlsx", "w") as packed:
        for number in range(1100):
            packed.writestr(f"xl/{number}.xml", b"")
        packed.writestr("xl/workbook.xml", b"<workbook/>")
    assert refusal(tmp_path / "c.xlsx").code == "zip_bomb"


def test_a_zip_that_is_no_workbook_is_told_as_that(tmp_path: Path) -> None:
    with zipfile.ZipFile(tmp_path / "a.xlsx", "w") as packed:
        packed.writestr("letter.txt", b"x")
    assert refusal(tmp_path / "a.xlsx").code == "no_table"


@settings(max_examples=40, deadline=None)
@given(content=st.binary(max_size=300))
def test_any_bytes_are_a_table_or_a_refusal(
    tmp_path_factory: pytest.TempPathFactory, content: bytes
) -> None:
    path = tmp_path_factory.mktemp("any") / "list.csv"
    path.write_bytes(content)
    try:
        _headers, rows = read(path)
    except Refusal:
        return
    assert all(row.line > 0 for row in rows)


@settings(max_examples=25, deadline=None)
@given(at=st.integers(0, 10**6), value=st.integers(0, 255))
def test_a_damaged_workbook_is_a_table_or_a_refusal(
    tmp_path_factory: pytest.TempPathFactory, at: int, value: int
) -> None:
    path = tmp_path_factory.mktemp("any") / "list.xlsx"
    raw = bytearray(workbook(path, [["户号", "户名"], ["0512340001", "程小满"]]).read_bytes())
    raw[at % len(raw)] = value
    path.write_bytes(bytes(raw))
    try:
        headers, _rows = read(path)
    except Refusal:
        return
    assert headers


cells = st.text(
    st.characters(codec="utf-8", exclude_categories=("Cc", "Cs", "Zl", "Zp")), max_size=12
)


@settings(max_examples=60, deadline=None)
@given(rows=st.lists(st.tuples(cells, cells), min_size=1, max_size=LOOKED_AT - 2))
def test_what_is_written_defused_reads_back(
    tmp_path_factory: pytest.TempPathFactory, rows: list[tuple[str, str]]
) -> None:
    path = tmp_path_factory.mktemp("back") / "list.csv"
    out = io.StringIO()
    csv.writer(out).writerows([("户号", "户名"), *[[defused(c) for c in row] for row in rows]])
    path.write_text(out.getvalue(), encoding="utf-8-sig", newline="")
    found = [row.cells for row in read(path)[1]]
    plain = [tuple(csv_file.plain(cell.strip()) for cell in row) for row in rows]
    assert found == [row for row in plain if any(row)]
