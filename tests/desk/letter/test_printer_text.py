"""Text printers get their own commands and ours alone, and everything a letter says."""

from datetime import date

import pypdfium2
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from desk.enums import LetterKind
from desk.letter.copies import joined, marked_copy
from desk.letter.fit import pages
from desk.letter.plain import to_text
from desk.letter.printer_text import for_dot_matrix, for_slips
from desk.letter.width import width
from tests.desk.letter import samples
from tests.desk.letter.pages import printed

DAY = date(2026, 11, 21)
LETTER = "# 关于𬱖先生反映事项的答复\n\n您好！\n\n一、电量核对无误。\n"


def test_a_dot_matrix_letter_ends_its_sheet() -> None:
    made = for_dot_matrix(LETTER)
    assert made.startswith(b"\x1b@\x1c&")
    assert made.endswith(b"\r\n\x0c")
    text = made[4:-1].decode("gb18030")
    assert text.split() == to_text(LETTER, columns=80).split()
    assert max(width(line) for line in text.split("\r\n")) <= 80


def test_a_slip_carries_its_code_and_is_cut_off() -> None:
    made = for_slips(LETTER, code="7KQ4-0001")
    assert made.endswith(b"\x1dV\x42\x00")
    head = made.index(b"\x1dv0\x00")
    across = int.from_bytes(made[head + 4 : head + 6], "little")
    down = int.from_bytes(made[head + 6 : head + 8], "little")
    assert across * 8 >= down
    assert across * 8 <= 384
    after = made[head + 8 + across * down :]
    assert after.startswith(b"\n7KQ4-0001\n")
    assert b"\x1dv0" not in for_slips(LETTER)


@given(text=st.text(st.characters(exclude_categories=["Cs"]), max_size=60))
@settings(max_examples=60)
def test_what_people_typed_is_never_a_command(text: str) -> None:
    for made in (for_dot_matrix(f"前{text}后"), for_slips(f"前{text}后")):
        body = made.removeprefix(b"\x1b@\x1c&").removesuffix(b"\x0c")
        body = body.removesuffix(b"\x1bd\x04\x1dV\x42\x00")
        assert not set(body) & (set(range(0x20)) - {0x0A, 0x0D})


@pytest.mark.parametrize(("language", "mark"), [("zh_CN", "副本"), ("en", "COPY")])
def test_every_page_of_a_copy_says_so(language: str, mark: str) -> None:
    pdf = printed(LetterKind.REPLY, samples.reply())
    copy = marked_copy(pdf, language, DAY)
    with pypdfium2.PdfDocument(copy) as document, pypdfium2.PdfDocument(pdf) as first:
        assert len(document) == len(first)
        for page, before in zip(document, first, strict=True):
            text = page.get_textpage().get_text_range()
            assert mark in text
            assert before.get_textpage().get_text_range() in text
    for made in (for_dot_matrix(LETTER, language, as_copy=True), for_slips(LETTER, language)):
        assert (mark.encode("gb18030") in made) is (made[-1:] == b"\x0c")


def test_letters_in_one_file_begin_on_sheets_of_their_own() -> None:
    odd = printed(LetterKind.ACKNOWLEDGEMENT, samples.acknowledgement())
    assert pages(odd) == 1
    assert pages(joined([odd, odd])) == 2
    assert pages(joined([odd, odd], duplex=True)) == 4
