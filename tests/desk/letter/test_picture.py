"""Photographs and scans in half blocks: the right way up, whole, or refused."""

from io import BytesIO

import pypdfium2
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from desk.letter.glance import Glance
from desk.letter.picture import MOST_ROWS, measured, see
from desk.refusals import Refusal
from tests.pictures import jpeg, png


def red_corners(page: Glance) -> list[str]:
    """Which corners of a picture are red."""
    top, bottom = page.rows[1], page.rows[-2]
    corners = {"nw": top[1], "ne": top[-2], "sw": bottom[1], "se": bottom[-2]}
    return [name for name, ((red, green, _blue), _below) in corners.items() if red > green]


def a_pdf(*sizes: tuple[float, float]) -> bytes:
    with pypdfium2.PdfDocument.new() as document:
        for size in sizes:
            document.new_page(*size)
        out = BytesIO()
        document.save(out)
    return out.getvalue()


@pytest.mark.parametrize(
    ("orientation", "corner"), [(1, "nw"), (3, "se"), (6, "ne"), (8, "sw"), (99, "nw")]
)
def test_a_photograph_stands_as_the_camera_was_held(orientation: int, corner: str) -> None:
    seen = see(jpeg(orientation), "image/jpeg", width=40)
    assert red_corners(seen.page) == [corner]
    assert seen.pages == 1
    # 160 by 120: forty cells wide are thirty points high, two in a cell; upright the other way.
    assert len(seen.page.rows) == (27 if orientation in (6, 8) else 15)


def test_the_whole_of_it_fits_into_the_rows() -> None:
    page = see(jpeg(6), "image/jpeg", width=70, rows=12).page
    assert len(page.rows) <= 12
    assert len(page.rows[0]) == 18


def test_a_scan_is_seen_page_by_page() -> None:
    pdf = a_pdf((595, 842), (842, 595))
    first, second = (see(pdf, "application/pdf", width=40, page=n) for n in (0, 1))
    assert (first.pages, second.pages) == (2, 2)
    assert len(first.page.rows) > len(second.page.rows)


def test_a_page_as_long_as_a_road_takes_no_more_room_than_it_gets() -> None:
    assert len(see(a_pdf((1, 14000)), "application/pdf", width=70).page.rows) <= MOST_ROWS


@pytest.mark.parametrize(
    ("content", "media_type"),
    [
        (b"\xff\xd8\xff", "image/jpeg"),
        (jpeg()[:120], "image/jpeg"),
        (b"%PDF-1.7 broken", "application/pdf"),
        (png(4, 4), "image/png"),
        # It says that it is 65535 points wide and as high.
        (jpeg().replace(b"\x00\x78\x00\xa0", b"\xff\xff\xff\xff"), "image/jpeg"),
    ],
)
def test_what_cannot_be_shown_is_refused(content: bytes, media_type: str) -> None:
    with pytest.raises(Refusal) as caught:
        see(content, media_type, width=40)
    assert caught.value.code == "not_shown"


def test_a_page_that_is_not_there() -> None:
    with pytest.raises(Refusal):
        see(a_pdf((100, 100)), "application/pdf", width=40, page=1)


@settings(max_examples=60)
@given(st.integers(2, 60), st.binary(min_size=1, max_size=8))
def test_no_bytes_bring_the_measuring_down(at: int, junk: bytes) -> None:
    photo = jpeg(6)
    shape = measured(photo[:at] + junk + photo[at + len(junk) :])
    assert shape is None or shape.wide > 0
