"""What a file is called and may be opened as."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from desk.file_kinds import kind_said, opening_name, safe_name, size_said, text_of
from desk.i18n import use


@pytest.mark.parametrize(
    ("name", "safe"),
    [
        ("电表.jpg", "电表.jpg"),
        ("../../etc/passwd", "_.._etc_passwd"),
        ("C:\\a.jpg", "C__a.jpg"),
        ("con.jpg", "_con.jpg"),
        ("...", "file"),
        ("-rf", "rf"),
    ],
)
def test_a_name_leads_nowhere(name: str, safe: str) -> None:
    assert safe_name(name) == safe


@settings(max_examples=100)
@given(st.text(max_size=300))
def test_any_name_is_safe(name: str) -> None:
    safe = safe_name(name)
    assert safe not in ("", ".", "..")
    assert len(safe.encode()) <= 200
    assert not set(safe) & set('/\\:*?"<>|\x00\n')


@pytest.mark.parametrize(
    ("name", "media_type", "opened"),
    [
        ("a.JPG", "image/jpeg", "a.JPG"),
        ("a.exe", "image/jpeg", "a.exe.jpg"),
        ("start.bat", "text/plain", "start.bat.txt"),
        ("页.html", "text/plain", "页.html.txt"),
        ("合同.docx", "application/zip", "合同.docx"),
        ("合同.docm", "application/zip", ""),
        ("a.exe", "application/octet-stream", ""),
    ],
)
def test_what_a_program_outside_is_given(name: str, media_type: str, opened: str) -> None:
    assert opening_name(name, media_type) == opened


def test_a_text_of_any_office_is_read() -> None:
    for encoding in ("utf-8", "utf-8-sig", "gb18030", "utf-16"):
        assert text_of("客户说明\r\n第二行".encode(encoding)) == "客户说明\n第二行"
    assert text_of(b"\x1b[31mred") == "[31mred"
    assert text_of(b"\x00\x01") is None
    assert text_of(b"\xff\xfe\xfd") is None


def test_kinds_and_sizes_are_said() -> None:
    use("zh_CN")
    assert [kind_said(k) for k in ("image/heic", "application/pdf", "x/y")] == [
        "图片",
        "PDF",
        "其他",
    ]
    assert [size_said(n) for n in (3, 20_000, 5 * 1024 * 1024)] == ["1 kB", "19 kB", "5.0 MB"]
